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
}
