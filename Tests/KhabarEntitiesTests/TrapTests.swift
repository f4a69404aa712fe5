import KhabarAnnotations
import KhabarCore
import Testing

/// Words that are a name in one place and an ordinary word, or another kind of name, in the next.
@Suite struct TrapTests {
  @Test(arguments: [
    // A person called like a city or a country.
    ("قالت رئيسة الوزراء جورجيا ميلوني إن الخطة جاهزة", ["PER جورجيا ميلوني"]),
    ("وصلت الوزيرة إلى بيروت مساء", ["LOC بيروت"]),
    // A city like a verb, a noun or an adjective.
    ("صور الفريق مشهدا جديدا", []),
    ("زار الوفد مدينة صور", ["LOC صور"]),
    ("كان الرد جاهزا", []),
    ("في مدينة كان", ["LOC كان"]),
    ("نجد الحل معا", []),
    ("زار مدينة نجد", ["LOC نجد"]),
    ("هذا هو الباب الكبير", []),
    ("سقطت قذائف على مدينة الباب", ["LOC الباب"]),
    // A club like a city, a city like a club.
    ("فاز برشلونة على روما بهدفين في المباراة", ["ORG برشلونة", "ORG روما"]),
    ("سافر الوفد من برشلونة إلى روما", ["LOC برشلونة", "LOC روما"]),
    ("أقيمت المباراة في روما", ["LOC روما"]),
    // A monastery and a city.
    ("زار محافظ دير الزور القرية", ["LOC دير الزور"]),
    // An office after a name, a name like an office.
    ("استقبل فيصل بن خالد أمير منطقة تبوك الوفد", ["PER فيصل بن خالد", "LOC تبوك"]),
    // "علي" and "على" in a text that writes ى.
    ("رد علي أمين غندابور على الأسئلة إلى جانب الوزير", ["PER علي أمين غندابور"]),
    // Numbers of kings; the ordinal alone is none.
    ("استقبل الملك محمد السادس الوفد", ["PER محمد السادس"]),
    // A surname that is an adjective cannot qualify a name.
    ("قال محمد إسلامي إن العمل مستمر", ["PER محمد إسلامي"]),
    ("عقد مؤتمر إسلامي كبير", []),
    // What opens a name and what does not.
    ("أعلن تعيين ليبان غوليد سفيرا", ["PER ليبان غوليد"]),
    ("أعلن تعيين سفير جديد", []),
    // Competitions.
    ("حسم الفريق دوري نجوم قطر مبكرا", ["EVENT دوري نجوم قطر"]),
    ("فاز الفريق بدوري محلي صغير", []),
    // A word after a head noun begins with its own letter.
    ("ارتفع سهم شركة بترومسيلة أمس", ["ORG بترومسيلة"]),
    ("تعمل الشركة بالمدينة نفسها", []),
    // A title in the accusative is no further name.
    ("أعلن اختيار ريبوار طه محافظا للمدينة", ["PER ريبوار طه"]),
    // A foreign club by its nationality.
    ("تأهل ريمو ستارز النيجيري إلى المباراة النهائية", ["ORG ريمو ستارز"]),
    // A verb like a body, a body beside its verb.
    ("أفاد المرصد بأن الطريق مغلق", []),
    ("قالت إدارة الكوارث والطوارئ التركية (آفاد) إن الهزة ضعيفة", ["ORG إدارة الكوارث والطوارئ التركية", "ORG آفاد"]),
    // Towns like accusatives and nouns.
    ("نددت النقابة بما سمته عقابا جماعيا", []),
    ("سقطت قذائف على بلدة عقابا", ["LOC عقابا"]),
    ("نفذت الطائرات إنزالا جويا فوق خان يونس", ["LOC خان يونس"]),
    ("دخل القافلة إلى مدينة جويا", ["LOC جويا"]),
    ("يعمل في مركز للفحص الفني", []),
    ("انهارت مساكن قديمة في المدينة", []),
    // A house is no company.
    ("عاد الطفل إلى البيت مساء", []),
    // Duals of ordinary nouns.
    ("قتل مدنيان وأصيب سبعة آخرون", []),
    ("ناقش وفدان من إثيوبيا ومصر الملف", ["LOC إثيوبيا", "LOC مصر"]),
    // A capital after an office, a person after one.
    ("غادر رئيس الوزراء بغداد متوجها إلى أنقرة", ["LOC بغداد", "LOC أنقرة"]),
    ("غادر رئيس الوزراء مصطفى بغدادي المدينة", ["PER مصطفى بغدادي"]),
    // The ministry by the feminine of its adjective.
    ("أعلنت الدفاع الروسية إسقاط مسيرات", ["ORG الدفاع الروسية"]),
    ("بحث وزير الدفاع الروسي الملف", []),
    // A club that is told from a town or a noun by its nationality.
    ("تعادل ليل الفرنسي مع هامبورغ الألماني في المباراة", ["ORG ليل", "ORG هامبورغ"]),
    ("انتهت المفاوضات في ليل طويل", []),
    // What follows an office and is no name.
    ("أجرى رئيس الوزراء القطري مباحثات مع نظيره", []),
    ("قال الوزير أمس إن الاتفاق قريب", []),
    ("عقد الرئيس اجتماعا طارئا مع القادة", []),
    ("زار وزير الخارجية دمشق", ["LOC دمشق"]),
    ("تسلم الرئيس رسالة خطية من نظيره", []),
    ("قدم المدرب استقالته بعد الهزيمة", []),
    ("أصدر القاضي حكما بالسجن", []),
    ("نفى مدير المستشفى صحة الأنباء", []),
    ("هنأ الملك الرئيس الجديد", []),
    // A facility of two words.
    ("رست السفينة في ميناء خور الزبير", ["FAC ميناء خور الزبير"]),
    ("رست السفينة في ميناء صغير", []),
  ])
  func tellsThemApart(text: String, expected: [String]) throws {
    #expect(try names(in: text) == expected)
  }

  @Test(arguments: ["محمد الراوندي ", "وزير الدولة "])
  func staysLinearOnTwentyThousand(unit: String) throws {
    let (document, _) = try entities(in: String(repeating: unit, count: 20_000))
    #expect(document.has(Entities.self))
  }

  @Test(arguments: [
    // Towns that stand for their teams.
    ("حقق لوغانو فوزا مهما في المباراة وتعادل أبردين مع كيلمارنوك", ["ORG لوغانو", "ORG أبردين", "ORG كيلمارنوك"]),
    ("يقيم الوزير في لوغانو ويعمل في أبردين", ["LOC لوغانو", "LOC أبردين"]),
    ("تغلب الفريق في المباراة على تطوان", ["ORG تطوان"]),
    ("مر الموكب على تطوان مساء", ["LOC تطوان"]),
    ("سيون (سويسرا) - ليماسول (قبرص) 2 - 1", ["ORG سيون", "LOC سويسرا", "ORG ليماسول", "LOC قبرص"]),
    ("نيقوسيا - أقيمت المباراة وسط حضور كبير", ["LOC نيقوسيا"]),
    ("تراجع النفط العراقي أمس", []),
    // Outlets called like regions and ordinary words.
    ("انتقد الوزير في حديث لـ\"الشرق الأوسط\" القرار", ["ORG الشرق الأوسط"]),
    ("ذكرت الشرق الأوسط أن الوفد وصل", ["ORG الشرق الأوسط"]),
    ("زار الوفد الشرق الأوسط أمس", ["LOC الشرق الأوسط"]),
    ("قال المحافظ في حديث إلى النهار إن المشروع جاهز", ["ORG النهار"]),
    ("استمر العمل حتى آخر النهار", []),
    // A maker called like a month; names joined by و are of one kind.
    ("اشترى الرجل سيارة نيسان قديمة", ["ORG نيسان"]),
    ("غادر المدينة في نيسان الماضي", []),
    ("تنتج تويوتا ونيسان الطراز", ["ORG تويوتا", "ORG نيسان"]),
    ("بايع الرجل طالبان والقاعدة", ["ORG طالبان", "ORG القاعدة"]),
    ("أغلقت القاعدة أبوابها", []),
    // Places that are ordinary words.
    ("عاد الأطفال بأمان إلى بيوتهم", []),
    ("تقدمت الصادرات على الصعيد العالمي", []),
    ("سافر الوفد إلى الصعيد أمس", ["LOC الصعيد"]),
    ("يقع المصنع في مدينة زاراتي الأرجنتينية", ["LOC زاراتي"]),
    ("يقع المصنع في مدينة ساحلية جميلة", []),
  ])
  func tellsHomonymsApart(text: String, expected: [String]) throws {
    #expect(try names(in: text) == expected)
  }

  @Test(arguments: [
    // Products without quotation marks.
    ("قصف الجيش الموقع بصاروخ إسكندر وطائرة سي 130", ["MISC إسكندر", "MISC سي 130"]),
    ("سقط صاروخ باليستي وطائرة مسيرة وسيارة مفخخة", []),
    // Events of the world, and of the town.
    ("افتتح منتدى الطاقة العالمي ومعرض الكتاب الدولي", ["EVENT منتدى الطاقة العالمي", "EVENT معرض الكتاب الدولي"]),
    ("افتتح منتدى الشباب ومعرض الملابس الجديد", []),
    ("حصلت الكاتبة على جائزة نجيب محفوظ", ["EVENT جائزة نجيب محفوظ"]),
    ("حصلت الكاتبة على جائزة نقدية", []),
  ])
  func findsProductsAndEvents(text: String, expected: [String]) throws {
    #expect(try names(in: text) == expected)
  }

  @Test(arguments: [
    ("أنشئ البنك الأهلي الأردني وموله البنك التجاري", ["ORG البنك الأهلي الأردني", "ORG البنك التجاري"]),
    ("زار الوفد البنك الجديد والبنك القريب", []),
    // Whose the body is, and the body.
    ("غادرت بعثة فريق أسيك أبيدجان القاهرة", ["ORG أسيك أبيدجان", "LOC القاهرة"]),
    ("رحب تجمع أنصار الرئيس بالقرار", []),
    ("وصل رئيس شرطة المدينة", []),
    ("وصل رئيس شرطة دبي", ["ORG شرطة دبي"]),
    // "movement" of ships and of people.
    ("توقفت حركة الملاحة في الميناء", []),
    ("رحبت حركة النهضة بالقرار", ["ORG حركة النهضة"]),
    // What belongs to the name after ل and ب.
    ("أجرى الاتحاد الأوروبي للفترة المقبلة تعديلات", ["ORG الاتحاد الأوروبي"]),
    ("رحب الاتحاد الأوروبي للملاكمة بالقرار", ["ORG الاتحاد الأوروبي للملاكمة"]),
    ("وقع الاتحاد الصيني لشركات صناعة السيارات العقد", ["ORG الاتحاد الصيني لشركات صناعة السيارات"]),
    ("قالت المؤسسة المالية الأولى إن الأرباح ارتفعت", []),
    ("أحيل على محكمة الاستئناف بالناظور", ["ORG محكمة الاستئناف بالناظور"]),
    ("أحيل على محكمة الاستئناف بالأمس", ["ORG محكمة الاستئناف"]),
    ("اجتمع اتحاد أدباء روسيا أمس", ["ORG اتحاد أدباء روسيا"]),
    ("كتب موقع شركته على الإنترنت", []),
  ])
  func tellsWhereBodiesEnd(text: String, expected: [String]) throws {
    #expect(try names(in: text) == expected)
  }

  @Test(arguments: [
    // The year and the Sunnis.
    ("سيبدأ العمل قبل نهاية السنة الجارية", []),
    ("التقى الوزير زعماء السنة في المدينة", ["NORP السنة"]),
    // A leading role and a championship.
    ("من بطولة عادل سمير", ["PER عادل سمير"]),
    ("انطلقت بطولة فرنسا أمس", ["EVENT بطولة فرنسا"]),
    // Newspapers called like places, by their head noun or by a word of English titles; the date is no part of them.
    ("كتبت جريدة فلسطين 31 تموز", ["ORG فلسطين"]),
    ("كتبت دنفر بوست أمس", ["ORG دنفر بوست"]),
    ("غادر دنفر أمس", ["LOC دنفر"]),
    // س goes before verbs only, and 19 billions are no town.
    ("كان ستالين في القصر", ["PER ستالين"]),
    ("وصل إلى تالين مساء", ["LOC تالين"]),
    ("خصص البنك 19 بليون دولار", []),
    ("أقام الوفد بليون يومين", []),
    // Superlatives and adjectives that places are called by.
    ("رفعوا الحد الأقصى للأجور", []),
    ("اقتحموا باحات الأقصى أمس", ["FAC الأقصى"]),
    ("طورت المميزات الجديدة لإضافتها", []),
    // What any town, country and clinic has.
    ("تستقبل السفن في ميناء المدينة", []),
    ("تستقبل السفن في ميناء طرطوس", ["FAC ميناء طرطوس"]),
    ("يقوي الدواء جهاز المناعة لديهم", []),
    ("أعلنت الشركة الألمانية أرباحها", []),
    ("أعلنت الشركة اليمنية للغاز أرباحها", ["ORG الشركة اليمنية للغاز"]),
    ("دعا إلى الحفاظ على وحدة اليمن", ["LOC اليمن"]),
    // A name ends before a verb and before a particle.
    ("قال سامي نادر اجتهد الجميع", ["PER سامي نادر"]),
    ("فاز كريستوف فالتس بأوسكار أمس", ["PER كريستوف فالتس"]),
    ("منحت الأكاديمية الأمريكية لفنون السينما الجائزة", ["ORG الأكاديمية الأمريكية لفنون السينما"]),
    // Whole sentences in Latin letters, and a name in them.
    ("The company said it would open its office next year, the minister said.", []),
    ("قال مدير شركة Orbit Systems ذلك", ["ORG Orbit Systems"]),
  ])
  func staysOutOfTraps(text: String, expected: [String]) throws {
    #expect(try names(in: text) == expected)
  }
}
