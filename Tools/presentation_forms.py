#!/usr/bin/env python3
"""Writes the table of what the Arabic presentation forms stand for.

  presentation_forms.py > Sources/KhabarArabic/Lexicons/presentation-forms.tsv

Takes the compatibility decompositions of U+FB50-FDFF and U+FE70-FEFF, fully expanded, from Python's copy of the
Unicode Character Database. Standard library only.
"""
import unicodedata


def expand(scalar):
    fields = unicodedata.decomposition(chr(scalar)).split()
    if not fields or not fields[0].startswith("<"):
        return [scalar]
    return [y for x in fields[1:] for y in expand(int(x, 16))]


print("# What each Arabic presentation form stands for: scalar values in hexadecimal.")
print("# source: Unicode Character Database, UnicodeData.txt, compatibility decompositions")
print("# licence: Unicode-3.0; Copyright (C) 1991-2022 Unicode, Inc., https://www.unicode.org/license.txt")
print("form\tletters")
for low, high in ((0xFB50, 0xFDFF), (0xFE70, 0xFEFF)):
    for scalar in range(low, high + 1):
        letters = expand(scalar)
        if letters != [scalar]:
            print("%04x\t%s" % (scalar, " ".join("%04x" % x for x in letters)))
