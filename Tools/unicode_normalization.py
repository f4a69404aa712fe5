#!/usr/bin/env python3
"""Writes the table from which Unicode normalization and the meaning of presentation forms are computed.

  unicode_normalization.py UCD > Sources/KhabarArabic/Lexicons/unicode-normalization.tsv
  unicode_normalization.py UCD --sample > Tests/Fixtures/unicode/normalization-sample.txt

UCD is a folder with UnicodeData.txt, DerivedNormalizationProps.txt and NormalizationTest.txt.bz2 of the Unicode Character
Database, version 15.0.0 (Debian package unicode-data). Standard library only. Hangul syllables are left out: they follow a rule.

The sample holds every case of NormalizationTest.txt that has an Arabic scalar, every case of its parts 2 and 3, and every
thirtieth of the others, Hangul syllables every five-hundredth.
"""
import bz2
import sys

ucd = sys.argv[1]
data = {}
for line in open(ucd + "/UnicodeData.txt"):
    fields = line.rstrip("\n").split(";")
    data[int(fields[0], 16)] = (int(fields[3]), fields[5].split())


def compatibility(scalar):
    fields = data.get(scalar, (0, []))[1]
    if not fields or fields[0][0] != "<":
        return [scalar]
    return [y for x in fields[1:] for y in compatibility(int(x, 16))]


def hexes(scalars):
    return ",".join("%x" % x for x in scalars)


def ranges(pairs):
    """Runs of scalars with the same value: first-last=value."""
    out = []
    for scalar, value in sorted(pairs):
        if out and out[-1][1] == scalar - 1 and out[-1][2] == value:
            out[-1][1] = scalar
        else:
            out.append([scalar, scalar, value])
    return ["%s=%s" % (("%x-%x" % (a, b)) if b > a else "%x" % a, v) for a, b, v in out]


def rows(key, entries, size=200):
    for start in range(0, len(entries), size):
        print("%s\t%s" % (key, " ".join(entries[start:start + size])))


def sample():
    out = []
    part = number = 0
    for line in bz2.open(ucd + "/NormalizationTest.txt.bz2", "rt", encoding="utf-8"):
        if line.startswith("@Part"):
            part = int(line[5])
            continue
        if line.startswith("#") or not line.strip():
            continue
        number += 1
        columns = line.split("#")[0].split(";")[:5]
        scalars = [int(x, 16) for c in columns for x in c.split()]
        arabic = any(0x600 <= s <= 0x8FF or 0xFB50 <= s <= 0xFDFF or 0xFE70 <= s <= 0xFEFF or 0x10E60 <= s <= 0x10EFF
                     or 0x1EE00 <= s <= 0x1EEFF for s in scalars)
        hangul = any(0xAC00 <= s <= 0xD7A3 for s in scalars)
        if arabic or part in (2, 3) or number % (500 if hangul else 30) == 0:
            out.append(";".join(columns))
    print("# A sample of NormalizationTest-15.0.0.txt: source;NFC;NFD;NFKC;NFKD, made by Tools/unicode_normalization.py.")
    print("# (c) 2022 Unicode, Inc. Unicode License: https://www.unicode.org/license.txt")
    print("\n".join(out))


if "--sample" in sys.argv:
    sample()
    sys.exit()
excluded = set()
for line in open(ucd + "/DerivedNormalizationProps.txt"):
    fields = line.split("#")[0].split(";")
    if len(fields) == 2 and fields[1].strip() == "Full_Composition_Exclusion":
        low, _, high = fields[0].strip().partition("..")
        excluded.update(range(int(low, 16), int(high or low, 16) + 1))
print("""# Combining classes, decompositions and exclusions of composition, in hexadecimal; made by Tools/unicode_normalization.py.
# `form` are the Arabic presentation forms, `compatibility` the other compatibility decompositions, expanded as far as
# compatibility goes; `canonical` are the canonical ones, one level deep.
# source: Unicode Character Database 15.0.0, UnicodeData.txt and DerivedNormalizationProps.txt
# licence: Unicode-3.0; Copyright (C) 1991-2022 Unicode, Inc., https://www.unicode.org/license.txt
kind\tentries""")
rows("class", ranges((s, c) for s, (c, _) in data.items() if c))
rows("excluded", ranges((s, 1) for s in excluded))
is_form = lambda s: 0xFB50 <= s <= 0xFDFF or 0xFE70 <= s <= 0xFEFF
plain, forms, other = [], [], []
for scalar, (_, fields) in sorted(data.items()):
    if not fields:
        continue
    if fields[0][0] != "<":
        plain.append("%x=%s" % (scalar, hexes(int(x, 16) for x in fields)))
    if fields[0][0] == "<":
        (forms if is_form(scalar) else other).append("%x=%s" % (scalar, hexes(compatibility(scalar))))
rows("canonical", plain)
rows("form", forms)
rows("compatibility", other)
