#!/usr/bin/env python3
"""Adds units of measure and names of currencies, in all their forms, to the word lists of KhabarNumbers.

  measure_word_lists.py Sources/KhabarNumbers/Lexicons

A row is added where its first form is in no row yet; rows that are there stay as they are. The stems below are written for
this project; the units are those of CLDR 41, the codes those of ISO 4217. Standard library only.
"""
import sys

FOLDER = sys.argv[1]


def masculine(stem, plural=None):
    """كيلوجول: the forms after 3, 11, 2 and 100."""
    return [stem, stem + "ا", stem + "ان", stem + "ين"] + (plural.split("/") if plural else [stem + "ات"])


def feminine(stem, plural=None):
    """stem without ة"""
    return [stem + "ة", stem + "تان", stem + "تين"] + (plural.split("/") if plural else [stem + "ات"])


def spelled(prefixes, stems):
    """Joined and apart: كيلوجول, كيلو جول."""
    return [p + gap + s for p in prefixes for gap in ("", " ") for s in stems]


def both(words, tails):
    return [w + " " + t for w in words for t in tails]


KILO, MEGA, GIGA, TERA, PETA = ["كيلو"], ["ميغا", "ميجا", "ميقا"], ["غيغا", "جيجا", "جيغا", "قيقا"], ["تيرا"], ["بيتا"]
MILLI, MICRO, NANO, DECI, CENTI = ["ملي", "ميلي", "مل"], ["ميكرو", "مايكرو"], ["نانو"], ["ديسي"], ["سنتي"]
WATT = masculine("واط") + masculine("وات")
BIT = ["بت", "بيت"]
BYTE = ["بايت", "بايتا", "بايتات"]
SECOND = ["في الثانية", "بالثانية", "/ ثانية", "/ ث", "لكل ثانية"]
GRAM = masculine("غرام") + masculine("جرام") + masculine("قرام")
LITRE = masculine("لتر") + masculine("ليتر")

UNITS = [
    (spelled(MICRO, GRAM) + ["مكغ", "مكجم", "mcg", "ug"], "ug"),
    (masculine("قنطار", "قناطير"), "quintal"),
    (masculine("إردب", "أرادب") + masculine("أردب"), "ardeb"),
    (masculine("مثقال", "مثاقيل"), "mithqal"),
    (spelled(KILO, [w + " مكافئ" for w in masculine("طن")]) + ["طن مكافئ نفط", "طن نفط مكافئ", "طن من النفط المكافئ"], "toe"),
    (spelled(["بيكو"], masculine("متر", "مترات/أمتار")), "pm"),
    (["سنة ضوئية", "سنتان ضوئيتان", "سنتين ضوئيتين", "سنوات ضوئية", "سنين ضوئية"], "ly"),
    (["وحدة فلكية", "وحدات فلكية"], "AU"),
    (["فرسخ فلكي", "فرسخا فلكيا", "فراسخ فلكية"], "pc"),
    (["قامة بحرية", "قامات بحرية"], "fth"),
    (["ياردة مربعة", "ياردات مربعة"], "yd2"),
    (["بوصة مربعة", "بوصات مربعة"], "in2"),
    (spelled(MILLI, ["متر مربع", "مترا مربعا"]) + ["مم2", "ملم2"], "mm2"),
    (["ياردة مكعبة", "ياردات مكعبة"], "yd3"),
    (["بوصة مكعبة", "بوصات مكعبة"], "in3"),
    (["ميل مكعب", "ميلا مكعبا", "أميال مكعبة"], "mi3"),
    (spelled(DECI, LITRE), "dL"),
    (spelled(CENTI, LITRE) + spelled(["سنت"], LITRE), "cL"),
    (spelled(MEGA, LITRE), "ML"),
    (masculine("بوشل"), "bu"),
    (masculine("باينت"), "pt"),
    (["أونصة سائلة", "أونصات سائلة", "أونصتان سائلتان"], "fl oz"),
    (both(spelled(KILO, masculine("متر", "مترات/أمتار")) + ["كم", "كلم", "km"], SECOND), "km/s"),
    (["ماخ"], "Mach"),
    (both(["متر", "مترا", "أمتار", "م"], ["في الثانية المربعة", "في الثانية تربيع", "/ ث 2", "/ ثانية مربعة"]), "m/s2"),
    (masculine("أمبير"), "A"),
    (spelled(MILLI, masculine("أمبير")), "mA"),
    (both(spelled(MILLI, masculine("أمبير")), ["ساعة", "في الساعة"]) + ["mah"], "mAh"),
    (["أوم", "أومات"], "Ohm"),
    (spelled(KILO, masculine("فولت")), "kV"),
    (spelled(MILLI, WATT), "mW"),
    (spelled(TERA, WATT), "TW"),
    (both(spelled(TERA, WATT), ["ساعة", "ساعي", "في الساعة"]) + ["تيراواط / ساعة", "تيراوات / ساعة"], "TWh"),
    (spelled(MEGA, [w + " أمبير" for w in masculine("فولت")]), "MVA"),
    (spelled(KILO, ["سعرة", "سعرة حرارية", "سعرات حرارية", "سعرات", "كالوري", "كالوريات"]) + ["kcal"], "kcal"),
    (["كالوري", "كالوريات"], "cal"),
    (spelled(KILO, masculine("جول")), "kJ"),
    (spelled(MEGA, masculine("جول")), "MJ"),
    (spelled(GIGA, masculine("جول")), "GJ"),
    (["وحدة حرارية بريطانية", "وحدات حرارية بريطانية", "وحدتان حراريتان بريطانيتان", "وحدتين حراريتين بريطانيتين",
      "وحدة حرارية"], "BTU"),
    (["إلكترون فولت"], "eV"),
    (masculine("نيوتن"), "N"),
    (spelled(KILO, masculine("نيوتن")), "kN"),
    (spelled(PETA, BYTE), "PB"),
    (["بت", "بتات"], "bit"),
    (spelled(KILO, BIT), "kbit"),
    (spelled(MEGA, BIT), "Mbit"),
    (spelled(GIGA, BIT), "Gbit"),
    (spelled(TERA, BIT), "Tbit"),
    (both(spelled(KILO, BIT), SECOND), "kbit/s"),
    (both(spelled(MEGA, BIT), SECOND) + ["mbps"], "Mbit/s"),
    (both(spelled(GIGA, BIT), SECOND) + ["gbps"], "Gbit/s"),
    (both(spelled(TERA, BIT), SECOND), "Tbit/s"),
    (both(spelled(KILO, BYTE), SECOND), "kB/s"),
    (both(spelled(MEGA, BYTE), SECOND), "MB/s"),
    (both(spelled(GIGA, BYTE), SECOND), "GB/s"),
    (spelled(TERA, ["هرتز", "هيرتز"]), "THz"),
    (["بكسل", "بيكسل", "بكسلا", "بكسلات"], "px"),
    (spelled(MILLI, masculine("بار")), "mbar"),
    (masculine("باسكال"), "Pa"),
    (spelled(MEGA, masculine("باسكال")), "MPa"),
    (["ضغط جوي", "ضغطا جويا", "ضغوط جوية"], "atm"),
    (both(["مليمتر", "ملليمتر", "ملم", "مليمترات"], ["زئبق", "زئبقي", "زئبقيا", "من الزئبق"]), "mm[Hg]"),
    (["رطل لكل بوصة مربعة", "رطلا لكل بوصة مربعة", "psi"], "psi"),
    (["ديسيبل", "ديسبل", "ديسيبلا", "ديسيبلات"], "dB"),
    (["لكس", "لوكس"], "lx"),
    (["لومن", "لومنات"], "lm"),
    (["سيفرت", "سيفيرت", "زيفرت"], "Sv"),
    (spelled(MILLI, ["سيفرت", "سيفيرت"]), "mSv"),
    (spelled(MICRO, ["سيفرت", "سيفيرت"]), "uSv"),
    (["بيكريل", "بكريل"], "Bq"),
    (["مول"], "mol"),
    (spelled(MILLI, ["مول"]), "mmol"),
    (both(spelled(MILLI, GRAM) + ["ملغ", "ملغم", "ملجم"], ["/ دل", "/ ديسيلتر", "لكل ديسيلتر"]), "mg/dL"),
    (both(spelled(MICRO, GRAM) + ["مكغ"], ["لكل متر مكعب", "في المتر المكعب", "/ م3", "/ متر مكعب"]), "ug/m3"),
    (spelled(MILLI, ["ثانية"]), "ms"),
    (spelled(MICRO, ["ثانية"]), "us"),
    (spelled(NANO, ["ثانية"]), "ns"),
    (both(["متر مكعب", "مترا مكعبا", "أمتار مكعبة", "م3"], SECOND), "m3/s"),
]

# Further forms of rows that are there, by their symbol.
MORE_UNITS = {
    # Not عقد, عقدان, عقدا: decades and contracts.
    "mm": masculine("ملليمتر"),
    "kn": ["عقدة بحرية", "عقدات بحرية", "عقدتان", "عقدتين"],
    "Cel": ["° م", "º م", "درجة م"],
    "degF": ["° ف", "º ف", "درجة ف"],
    "GB": spelled(GIGA, BYTE), "MB": spelled(MEGA, BYTE), "kB": spelled(KILO, BYTE), "TB": spelled(TERA, BYTE),
    "V": ["فولتا", "فولتات"],
    "ct": ["قيراطان", "قيراطين"],
    "hp": ["قوى حصان", "قوة حصانية", "حصان بخاري", "حصانا بخاريا", "أحصنة بخارية"],
    "nm": spelled(NANO, ["مترات"]), "um": ["ميكرونا", "ميكرونات", "ميكرومترات"],
    "dunam": ["دونما", "دونمات", "دونمان", "دونمين"],
    "ha": ["هكتارا", "هكتاران", "هكتارين", "هكتارات", "هـ"][:4],
    "permillion": ["جزءا في المليون", "أجزاء في المليون", "جزءا من المليون", "أجزاء من المليون", "جزءان في المليون", "ppm"],
    "%": ["نقطتين مئويتين", "نقطتان مئويتان"],
    "L": ["لترا", "لتران", "لترين"],
    "kWh": ["كيلووات / ساعة", "كيلوواط / ساعة", "كيلووات ساعي"],
}


def adjective(stem):
    """All forms that follow a noun: بولندي, بولنديا, بولندية …"""
    return [stem, stem + "ا", stem + "ة", stem + "ان", stem + "ين", stem + "تين", stem + "تان", "ال" + stem, "ال" + stem + "ة"]


# Names that no other word is: name forms, id, code, divisor, digits, minor
CURRENCIES = [
    (masculine("درام"), "dram", "AMD", 1, 2, ""),
    (["كوانزا", "كوانزات"], "kwanza", "AOA", 1, 2, ""),
    (["بوليفيانو"], "boliviano", "BOB", 1, 2, ""),
    (["نغولتروم", "نولتوم"], "ngultrum", "BTN", 1, 2, ""),
    (["ناكفا", "نقفة", "نقفات"], "nakfa", "ERN", 1, 2, ""),
    (masculine("لاري"), "lari", "GEL", 1, 2, ""),
    (["دلاسي"], "dalasi", "GMD", 1, 2, ""),
    (["كيتزال", "كوتزال"], "quetzal", "GTQ", 1, 2, ""),
    (["ليمبيرا"], "lempira", "HNL", 1, 2, ""),
    (["غورد"], "gourde", "HTG", 1, 2, ""),
    (["كيات"], "kyat", "MMK", 1, 2, ""),
    (["أرياري"], "ariary", "MGA", 1, 2, ""),
    (["توغريك", "توغروغ", "توغريكا"], "tugrik", "MNT", 1, 2, ""),
    (["باتاكا"], "pataca", "MOP", 1, 2, ""),
    (["روفية", "روفيه", "روفيا"], "rufiyaa", "MVR", 1, 2, ""),
    (["كواشا", "كواتشا"], "kwacha", "ZMW", 1, 2, ""),
    (["متيكال", "متكال", "ميتيكال"], "metical", "MZN", 1, 2, ""),
    (["كوردوبا نيكاراغوية", "قرطبة نيكاراغوا"], "cordoba", "NIO", 1, 2, ""),
    (["بالبوا بنمية", "بالبوا بنمي"], "balboa", "PAB", 1, 2, ""),
    (["سول بيروفي", "سولا بيروفيا", "سولات بيروفية"], "sol", "PEN", 1, 2, ""),
    (["غواراني"], "guarani", "PYG", 1, 0, ""),
    (["دوبرا"], "dobra", "STN", 1, 2, ""),
    (["ليلانغيني", "ليلانجيني"], "lilangeni", "SZL", 1, 2, ""),
    (masculine("سوموني"), "somoni", "TJS", 1, 2, ""),
    (["فاتو"], "vatu", "VUV", 1, 0, ""),
    (masculine("بوليفار"), "bolivar", "VES", 1, 2, ""),
    (["رينمينبي", "رنمينبي"], "yuan", "CNY", 1, 2, ""),
    (["حقوق السحب الخاصة", "حق سحب خاص", "وحدة حقوق سحب خاصة"], "sdr", "XDR", 1, 2, ""),
    (["ليك ألباني", "ليكا ألبانيا", "ليكات ألبانية"], "lek", "ALL", 1, 2, ""),
    (["فلورن أروبي"], "florin", "AWG", 1, 2, ""),
    (["مارك بوسني", "ماركا بوسنيا", "ماركات بوسنية"], "mark", "BAM", 1, 2, ""),
    (["بولا بتسوانية", "بولا بتسواني"], "pula", "BWP", 1, 2, ""),
    (["كولون كوستاريكي", "كولونا كوستاريكيا", "كولن كوستاريكي"], "colon", "CRC", 1, 2, ""),
    (["كولون سلفادوري", "كولونا سلفادوريا"], "colon", "SVC", 1, 2, ""),
    (["إسكودو الرأس الأخضر", "اسكودو الرأس الأخضر"], "escudo", "CVE", 1, 2, ""),
    (["سيدي غانية", "سيديات غانية", "سيدي غانا"], "cedi", "GHS", 1, 2, ""),
    (["كيب لاوسي", "كيبا لاوسيا"], "kip", "LAK", 1, 2, ""),
    (["لوتي ليسوتو"], "loti", "LSL", 1, 2, ""),
    (["كينا بابوا غينيا الجديدة"], "kina", "PGK", 1, 2, ""),
    (["ليون سيراليوني", "ليونا سيراليونيا"], "leone", "SLE", 1, 2, ""),
    (["بانغا تونغية"], "paanga", "TOP", 1, 2, ""),
    (["تالا ساموية", "تالا ساموا"], "tala", "WST", 1, 2, ""),
    (["لي روماني", "لي رومانية", "ليو رومانيا"], "leu", "RON", 1, 2, ""),
    (["لي مولدوفي", "ليو مولدوفيا"], "leu", "MDL", 1, 2, ""),
    (["أفغاني أفغانستاني", "أفغانية أفغانستانية"], "afghani", "AFN", 1, 2, ""),
    (["ريال إيراني جديد"], "riyal", "IRR", 1, 2, ""),
    (["كونا كرواتية", "كونا كرواتي"], "kuna", "HRK", 1, 2, ""),
    (["فرنك باسيفيكي"], "franc", "XPF", 1, 0, ""),
    (["بيسة", "بيسات", "بيستان", "بيستين"], "riyal", "OMR", 1000, 3, "baisa"),
    (["كوروش", "قروش تركية"], "lira", "TRY", 100, 2, "kurus"),
    (["سنتافو", "سنتافوس"], "peso", "MXN", 100, 2, "centavo"),
    (["يورو سنت"], "euro", "EUR", 100, 2, "euro-cent"),
]

MORE_CURRENCIES = {
    "zloty": masculine("زلوتي"), "tenge": ["تنغة", "تينغا", "تنغا"], "rand": ["راندا", "راندات", "راندان", "راندين"],
    "hryvnia": ["هريفنيات", "غريفنيا", "هريفنيتان"], "won": ["ونا", "وونا", "وونات"], "lira": ["ليرا"], "forint": ["فورنتا", "فورينتا"],
    "birr": ["بر إثيوبيا", "بير إثيوبي", "بير أثيوبي", "بير إثيوبية"], "ouguiya": ["أوقيات موريتانية", "أوقية موريتانية جديدة"],
    "som": ["سوما", "سومات"], "manat": ["ماناتا", "مانات"], "dong": ["دونغا"], "naira": ["نايرات", "نيرات"],
    "ringgit": ["رينغيتا", "رنغت", "رينجت"], "yuan": ["يوانات", "يوانين", "يوانان"], "krona": ["كرونتان", "كرونتين", "كورون", "كورونا سويدية", "كورونا نرويجية"],
    "peso": ["بيزوهات", "بيزوات", "بيسوهات", "بيسوات"], "baht": ["باتا", "باهتا"], "cedi": ["سيديا غانيا"],
    "franc": ["فرنكان"], "shilling": ["شلنان", "شلنين", "شلينغ", "شيلينغ"], "ruble": ["روبلان", "روبلين"],
    "rupee": ["روبيتان"], "shekel": ["شواقل جديدة", "شيكلان", "شواكل جديدة"], "real": ["ريالات برازيلية"],
}

# Adjective stems or phrases, and what currencies of that country are called.
COUNTRIES = [
    ("أذري", "manat=AZN"), ("أرميني", "dram=AMD"), ("أرمني", "dram=AMD"), ("جورجي", "lari=GEL"), ("ألباني", "lek=ALL"),
    ("أنغولي", "kwanza=AOA"), ("إريتري", "nakfa=ERN"), ("أريتري", "nakfa=ERN"), ("غامبي", "dalasi=GMD"),
    ("غيني", "franc=GNF"), ("غاني", "cedi=GHS"), ("مدغشقري", "franc=MGA ariary=MGA"), ("ملغاشي", "ariary=MGA"),
    ("مالاوي", "kwacha=MWK"), ("زامبي", "kwacha=ZMW"), ("موزمبيقي", "metical=MZN"), ("مالديفي", "rufiyaa=MVR rupee=MVR"),
    ("منغولي", "tugrik=MNT"), ("ميانماري", "kyat=MMK"), ("بورمي", "kyat=MMK"), ("طاجيكي", "somoni=TJS"), ("طاجيكستاني", "somoni=TJS"),
    ("تركمانستاني", "manat=TMT"), ("فنزويلي", "bolivar=VES"), ("بوليفي", "boliviano=BOB peso=BOB"), ("بيروفي", "sol=PEN"),
    ("باراغواياني", "guarani=PYG"), ("أوروغواياني", "peso=UYU"), ("أوروغواني", "peso=UYU"), ("دومينيكاني", "peso=DOP"), ("دومينيكي", "peso=DOP"),
    ("غواتيمالي", "quetzal=GTQ"), ("هندوراسي", "lempira=HNL"), ("هايتي", "gourde=HTG"), ("جزر القمر", "franc=KMF"), ("كولومبي", "peso=COP"),
    ("بوروندي", "franc=BIF"), ("رواندي", "franc=RWF"), ("كونغولي", "franc=CDF"), ("مجري", "forint=HUF"), ("كازاخي", "tenge=KZT"),
    ("كازاخستاني", "tenge=KZT"), ("قيرغيزستاني", "som=KGS"), ("تشيلياني", "peso=CLP"), ("تشيلي", "peso=CLP"), ("فليبيني", "peso=PHP"),
    ("فلبيني", "peso=PHP"), ("سيريلانكي", "rupee=LKR"), ("سيلاني", "rupee=LKR"), ("إندونيسية", "rupee=IDR"), ("بوتاني", "ngultrum=BTN"),
    ("زيمبابوي", "dollar=ZWL"), ("زمبابوي", "dollar=ZWL"), ("بنمي", "balboa=PAB"), ("غوياني", "dollar=GYD"), ("ترينيدادي", "dollar=TTD"),
    ("أوروبي", "dollar=EUR cent=EUR euro=EUR"), ("أسكتلندي", "pound=GBP"), ("قبرصي", "pound=CYP"), ("جنوب إفريقي", "rand=ZAR"),
    ("إفريقي", "franc=XOF"), ("غرب إفريقي", "franc=XOF"), ("وسط إفريقي", "franc=XAF"), ("سيراليوني", "leone=SLE"), ("سلوفاكي", "krona=SKK"),
    ("استوني", "krona=EEK"), ("بوسني", "mark=BAM"), ("مقدوني شمالي", "dinar=MKD"), ("كايماني", "dollar=KYD"), ("تايوان", "dollar=TWD"),
    ("روسي جديد", "ruble=RUB"), ("تركي جديد", "lira=TRY"), ("ليبيري", "dollar=LRD"), ("كوستاريكي", "colon=CRC"), ("أيرلندي", "pound=IEP"),
    ("آيسلندي", "krona=ISK"), ("إيسلندي", "krona=ISK"), ("سعودي", "riyal=SAR piastre=SAR"),
]

# The small coins that several countries name alike: added to the row of the country.
MINORS = {
    "مصري": "piastre=EGP millime=EGP", "سوداني": "piastre=SDG", "لبناني": "piastre=LBP", "سوري": "piastre=SYP", "تركي": "piastre=TRY",
    "أردني": "piastre=JOD/100 fils=JOD", "كويتي": "fils=KWD", "بحريني": "fils=BHD", "عراقي": "fils=IQD", "إماراتي": "fils=AED/100",
    "يمني": "fils=YER/100", "تونسي": "millime=TND", "ليبي": "millime=LYD", "مغربي": "centime=MAD", "جزائري": "centime=DZD",
    "سويسري": "centime=CHF", "أميركي": "cent=USD", "أمريكي": "cent=USD", "كندي": "cent=CAD", "أسترالي": "cent=AUD",
}
MINOR_NAMES = {"سنت": "cent", "هللة": "halala", "قرش": "piastre", "فلس": "fils", "مليم": "millime", "بنس": "penny", "سنتيم": "centime",
               "كوبيك": "kopek", "أغورة": "agora"}


def read(name):
    lines = open(f"{FOLDER}/{name}.tsv", encoding="utf-8").read().rstrip("\n").split("\n")
    head = [line for line in lines if line.startswith("#")]
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return head, rows[0], rows[1:]


def folded(form):
    """As the program folds keys: forms that fold alike are one."""
    form = "".join(c for c in form if not "\u064b" <= c <= "\u0652")
    return form.translate(str.maketrans("أإآىةٱ", "اااي" + "ها"))


def write(name, head, columns, rows):
    seen = set()
    for row in rows:
        forms = []
        for form in row[0].split("|"):
            if folded(form) not in seen:
                seen.add(folded(form))
                forms.append(form)
        row[0] = "|".join(forms)
    rows = [row for row in rows if row[0]]
    with open(f"{FOLDER}/{name}.tsv", "w", encoding="utf-8") as file:
        file.write("\n".join(head + ["\t".join(row) for row in [columns] + rows]) + "\n")


def add_forms(row, forms):
    known = row[0].split("|")
    row[0] = "|".join(known + [form for form in dict.fromkeys(forms) if form not in known])


head, columns, rows = read("units")
keys = {key for row in rows for key in row[0].split("|")}
for row in rows:
    if row[1] == "nmi":
        row[0] = "|".join(key for key in row[0].split("|") if key != "عقدة بحرية")
    if row[1] in MORE_UNITS:
        add_forms(row, [form for form in MORE_UNITS[row[1]] if form not in keys or form == "عقدة بحرية"])
keys = {key for row in rows for key in row[0].split("|")}
for forms, symbol in UNITS:
    if forms[0] not in keys:
        rows.append(["|".join(form for form in dict.fromkeys(forms) if form not in keys), symbol, "measure"])
if "نقطة أساس" not in keys:
    rows.append(["نقطة أساس|نقاط أساس|نقطتا أساس|نقطتي أساس|نقطة أساسية|نقاط أساسية|نقطة الأساس", "basis", "basis"])
write("units", head, columns, rows)

head, columns, rows = read("currencies")
if "minor" not in columns:
    columns.append("minor")
for row in rows:
    if len(row) < 6:
        row.append(MINOR_NAMES.get(row[0].split("|")[0], ""))
keys = {key for row in rows for key in row[0].split("|")}
for row in rows:
    if row[1] in MORE_CURRENCIES and row[3] == "1":
        new = [form for form in MORE_CURRENCIES[row[1]] if form not in keys]
        add_forms(row, new)
        keys.update(new)
keys = {key for row in rows for key in row[0].split("|")}
for forms, name, code, divisor, digits, minor in CURRENCIES:
    if forms[0] not in keys:
        rows.append(["|".join(dict.fromkeys(forms)), name, code, str(divisor), str(digits), minor])
if "تومان" not in keys:
    # Ten rials.
    rows.append(["تومان|تومانا|تومانات|تومانين", "toman", "IRR", "-10", "2", ""])
write("currencies", head, columns, rows)

head, columns, rows = read("currency-countries")
known = {row[0].split("|")[0]: row for row in rows}
for stem, codes in COUNTRIES:
    if stem not in known:
        row = ["|".join(adjective(stem) if stem.endswith("ي") and " " not in stem else [stem]), codes]
        rows.append(row)
        known[stem] = row
for stem, codes in MINORS.items():
    row = known[stem]
    row[1] = " ".join(dict.fromkeys(row[1].split(" ") + codes.split(" ")))
for name, code in [("تشيلي", "peso=CLP"), ("غانا", "cedi=GHS"), ("نيكاراغوي", "cordoba=NIO")]:
    if name not in known:
        rows.append(["|".join(adjective(name)) if name.endswith("ي") else name, code])
write("currency-countries", head, columns, rows)

# Codes of ISO 4217 that had no row, and how newsrooms shorten the names.
head, columns, rows = read("currency-symbols")
codes = {row[1] for row in rows}
for code, digits in [("SLE", 2), ("XPF", 0), ("XCD", 2), ("CUC", 2), ("BIF", 0), ("MRO", 2), ("XDR", 2), ("HRK", 2), ("CNH", 2)]:
    if code not in codes:
        rows.append([code, code, str(digits)])
short = {"DZD": ["دج", "د ج"], "TND": ["دت", "د ت"], "SAR": ["ر س"], "AED": ["د إ"], "KWD": ["دك"], "MAD": ["د م"], "EGP": ["ج م"], "IQD": ["د ع"],
         "RUB": ["руб"]}
for row in rows:
    if row[1] in short:
        add_forms(row, short[row[1]])
write("currency-symbols", head, columns, rows)
