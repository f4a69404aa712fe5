#!/usr/bin/env python3
"""Packs word counts into levels, for the segmenter.

  pack_word_counts.py COUNTS.tsv > Sources/KhabarArabic/Lexicons/word-counts.tsv

COUNTS.tsv holds `word<TAB>count` under a line of column names. A level is twice the binary logarithm of the count,
rounded; a row holds the words of one level and one first letter. Standard library only.
"""
import collections
import math
import sys

rows = collections.defaultdict(list)
for line in list(open(sys.argv[1], encoding="utf-8"))[1:]:
    word, count = line.rstrip("\n").split("\t")
    if all("\u0621" <= c <= "\u064a" and c != "\u0640" for c in word):
        rows[round(2 * math.log2(int(count))), word[0]].append(word)

print("# How often words occur in news, in levels: twice the binary logarithm of the count.")
print("# source: ANT corpus v1.1 (antcorpus/antcorpus.data), word counts of its articles")
print("# licence: Apache-2.0")
print("level\twords")
for (level, _), words in sorted(rows.items()):
    print("%d\t%s" % (level, " ".join(sorted(words))))
