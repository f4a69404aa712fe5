#!/usr/bin/env python3
"""Makes Sources/KhabarEntities/Lexicons/tagger-words.tsv: how common words behave, for the sequence tagger.

  python3 Tools/name_tagger_profiles.py LEXICON_SOURCES

Each word of the counted lists (ANT news, wordfreq), without its article, gets nine measures (see WordProfile.swift):
levels of frequency without and with the article; which pronouns, plural endings and verbal prefixes it is met with; and
how much it looks like a person's name, a place, a verb, an adjective. The last four are what logistic regression over the
letters of a word learns from Camel Morph's proper nouns, verbs and adjectives, from Faker's and GeoNames' names and from
the lists of this project. No row of those lists is copied: a word is in the table because it is common.

Needs scikit-learn.
"""
import collections
import math
import os
import re
import sys

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

LISTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Sources", "KhabarEntities", "Lexicons")
DIGITS = [chr(c) for c in range(0x23, 0x7F) if c != 0x5C]
PRONOUNS = ("ه", "ها", "هم", "نا", "هما", "كم")
PLURALS = ("ات", "ين", "ون")
HEAD = """\
# How common words behave: frequency with and without the article, endings they take, likeness to names, verbs and
# adjectives. Made by Tools/name_tagger_profiles.py; five digits of base 91 for a hash of the word, three for its measures.
# source: word counts of the ANT corpus v1.1 (Apache-2.0) and wordfreq 3.1.1 (CC BY-SA 4.0); likeness learned from Camel
# Morph MSA (CC BY 4.0), Faker (MIT), GeoNames (CC BY 4.0) and lists of this project
# licence: CC-BY-SA-4.0
row\tdigits
"""


def folded(text):
    """As KeyFolding folds."""
    text = re.sub("[\u0610-\u061a\u064b-\u065f\u0670\u0640]", "", text)
    return text.translate(str.maketrans("أإآٱىة", "ااااي" + "ه"))


def bare(word):
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def hash64(data):
    """TaggerTemplate.hash."""
    mask = (1 << 64) - 1
    value = 0xCBF29CE484222325 ^ len(data)
    for start in range(0, len(data), 8):
        value = (value ^ int.from_bytes(data[start : start + 8], "big")) * 0x9E3779B97F4A7C15 & mask
        value ^= value >> 29
    return value


def digits(number, count):
    out = []
    for _ in range(count):
        number, digit = divmod(number, 91)
        out.append(DIGITS[digit])
    return "".join(reversed(out))


def rows(path):
    with open(path, encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            yield line.rstrip("\n").split("\t")


def own(name):
    """The single words among the keys of a list of this project."""
    lines = [x for x in open(os.path.join(LISTS, name + ".tsv"), encoding="utf-8") if x.strip() and x[0] != "#"]
    keys = (folded(key) for line in lines[1:] for key in line.split("\t")[0].split("|"))
    return {bare(key) for key in keys if " " not in key}


class Counts:
    def __init__(self, folder):
        self.general = collections.Counter()
        for word, zipf in rows(folder + "/wordfreq-ar-50k.tsv"):
            self.general[folded(word)] += 10 ** float(zipf)
        self.news = collections.Counter()
        for word, count in rows(folder + "/news-wordcounts-ant.tsv"):
            self.news[folded(word)] += int(count)
        self.words = set(self.general) | set(self.news)

    def level(self, word):
        """0 unknown, then orders of magnitude of occurrences in 10^9 words."""
        count = max(self.news[word] / 1.3e6 * 1e9, self.general[word])
        return 0 if count <= 0 else max(1, min(6, int(math.log10(count) - 1)))

    def measures(self, word):
        known = self.words.__contains__
        stem = word[:-1] + "ت" if word.endswith("ه") else word
        plurals = sum(known(word + x) or known("ال" + word + x) for x in PLURALS)
        if word.endswith("ه"):
            plurals += known(word[:-1] + "ات") or known("ال" + word[:-1] + "ات")
        else:
            plurals += known(word + "ه") or known("ال" + word + "ه")
        verbs = sum(known(x) for x in ("ي" + word, "ت" + word, "ن" + word, "سي" + word, word + "ت", word + "وا"))
        pronouns = sum(known(stem + x) for x in PRONOUNS)
        return self.level(word), self.level("ال" + word), min(3, pronouns), min(2, plurals), min(3, verbs)


def lists(folder):
    """Words by what they are known to be."""
    kinds = {"person": set(), "place": set(), "verb": set(), "adjective": set()}
    for row in rows(folder + "/camel-morph-proper.tsv"):
        kinds["person" if row[3] == "person" else "place"].add(folded(row[0]))
    for row in rows(folder + "/camel-morph-stems.tsv"):
        if row[3] in ("PV", "IV"):
            kinds["verb"].add(folded(row[0]))
        elif row[3] == "ADJ":
            kinds["adjective"].add(folded(row[0]))
    for row in rows(folder + "/person-names-faker.tsv"):
        kinds["person"] |= set(folded(row[0]).split())
    kinds["person"] |= own("given-names") | own("family-names")
    kinds["place"] |= own("places") | own("countries") | own("cities")
    return {kind: {w for w in words if re.fullmatch("[ء-ي]{2,}", w)} for kind, words in kinds.items()}


def likeness(words, kinds, counts):
    """For each word and kind the probability that the word is one, by its letters."""
    everything = sorted(set(words).union(*kinds.values()))
    numbers, columns, starts = {}, [], [0]
    for word in everything:
        framed = "^" + word + "$"
        parts = {"=" + word} | {framed[i : i + n] for n in (2, 3, 4) for i in range(len(framed) - n + 1)}
        parts |= {"m%d%d" % x for x in enumerate(counts.measures(word))}
        columns += [numbers.setdefault(part, len(numbers)) for part in sorted(parts)]
        starts.append(len(columns))
    matrix = csr_matrix((numpy.ones(len(columns)), columns, starts), (len(everything), len(numbers)))
    result = {word: [] for word in everything}
    for kind in ("person", "place", "verb", "adjective"):
        answers = numpy.array([word in kinds[kind] for word in everything])
        model = LogisticRegression(C=0.3, solver="liblinear", max_iter=60, random_state=0).fit(matrix, answers)
        for word, probability in zip(everything, model.predict_proba(matrix)[:, 1]):
            result[word].append(probability)
    return result


def main():
    folder = sys.argv[1]
    counts = Counts(folder)
    words = sorted({bare(w) for w in counts.words if re.fullmatch("[ء-ي]{2,}", bare(w))})
    likely = likeness(words, lists(folder), counts)
    table = {}
    for word in words:
        level, definite, pronouns, plurals, verbs = counts.measures(word)
        person, place, verb, adjective = likely[word]
        packed = 0
        for value, base in (
            (level, 7), (definite, 7), (pronouns, 4), (plurals, 3), (verbs, 4),
            (sum(person > t for t in (0.15, 0.4, 0.7)), 4), (sum(place > t for t in (0.15, 0.4, 0.7)), 4),
            (sum(verb > t for t in (0.3, 0.6)), 3), (int(adjective > 0.5), 2),
        ):  # fmt: skip
            packed = packed * base + int(value)
        table[hash64(word.encode()) >> 32] = packed
    pairs = [digits(key, 5) + digits(value, 3) for key, value in sorted(table.items())]
    with open(os.path.join(LISTS, "tagger-words.tsv"), "w", encoding="utf-8") as out:
        out.write(HEAD)
        for row in range(0, len(pairs), 1000):
            out.write(f"tagger words {row // 1000}\t{''.join(pairs[row:row + 1000])}\n")
    print(f"{len(pairs)} words")


if __name__ == "__main__":
    main()
