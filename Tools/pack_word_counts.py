#!/usr/bin/env python3
"""Packs word counts into levels, for the segmenter.

  pack_word_counts.py ant COUNTS.tsv > Sources/KhabarArabic/Lexicons/word-counts.tsv
  pack_word_counts.py wordfreq ZIPF.tsv > Sources/KhabarArabic/Lexicons/general-word-counts.tsv

COUNTS.tsv holds `word<TAB>count`, ZIPF.tsv `word<TAB>zipf` (the decimal logarithm of the count in a thousand million
words), each under a line of column names. A level is twice the binary logarithm of the count in 1.3 million words, rounded;
a row holds the words of one level and one first letter. Standard library only.
"""
import collections
import math
import sys

NEWS_WORDS = 1.3e6
HEADS = {
    "ant": """# How often words occur in news, in levels: twice the binary logarithm of the count.
# source: ANT corpus v1.1 (antcorpus/antcorpus.data), word counts of its articles
# licence: Apache-2.0""",
    "wordfreq": """# How often words occur in Arabic of all kinds, in levels: twice the binary logarithm of the count in 1.3 million words.
# source: wordfreq 3.1.1 by Robyn Speer, https://github.com/rspeer/wordfreq: the 50,000 most frequent Arabic words
# licence: CC-BY-SA-4.0; frequencies regrouped into levels, words with other than Arabic letters left out""",
}

kind, path = sys.argv[1:]
rows = collections.defaultdict(list)
for line in list(open(path, encoding="utf-8"))[1:]:
    word, figure = line.rstrip("\n").split("\t")
    count = float(figure) if kind == "ant" else 10 ** (float(figure) - 9) * NEWS_WORDS
    if count >= 2 and all("\u0621" <= c <= "\u064a" and c != "\u0640" for c in word):
        rows[round(2 * math.log2(count)), word[0]].append(word)

print(HEADS[kind])
print("level\twords")
for (level, _), words in sorted(rows.items()):
    print("%d\t%s" % (level, " ".join(sorted(words))))
