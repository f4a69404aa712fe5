#!/usr/bin/env python3
"""Trains the model that tells the part of speech of Arabic words, and measures it.

  train_tagger.py CORPORA LEXICONS [--cross-validate] [--output tagger-weights.tsv]

CORPORA holds `pud-wiki-dev.conllu` (Universal Dependencies Arabic-PUD) and `wikinews-dev.seg` (word, segments joined by +,
Farasa's tags joined by +); LEXICONS is Sources/KhabarArabic/Lexicons. Standard library only.

An averaged perceptron reads a sentence from its start and gives each word the tag with the highest sum of weights. A word is
what Universal Dependencies counts: particles and pronouns stand by themselves and have their tag by rule; the others get one
of TAGS from features of their own letters, of how often Arabic writes them, and of their neighbours (`features`). Farasa's tags
are coarser: there the best of the tags that agree with it counts as right. `Sources/KhabarArabic/WordTagger.swift` computes
the same features.
"""
import argparse
import collections
import random
import re
import sys

from train_segmenter import FOLD, MARKS, Known, coarse

TAGS = ["NOUN", "PROPN", "ADJ", "VERB", "ADV", "ADP", "PRON", "DET", "NUM", "PART", "AUX", "CCONJ", "SCONJ"]
CODE = {t: chr(65 + i) for i, t in enumerate(TAGS)}
CLOSED = {"ADP", "PRON", "DET", "PART", "CCONJ", "SCONJ", "ADV"}
FIXED = {"PUNCT": 13, "SYM": 14, "X": 15}
START = 16
ARABIC = re.compile("^[\u0621-\u063a\u0641-\u064a]+$")
KEY = str.maketrans("أإآٱىة", "اااايه")
# Letters that affixes and patterns are made of; the others are roots'.
PATTERN = set("ءأإآؤئاتةسلمنوىيه")


class Word:
    """A word with what stands attached to it."""

    def __init__(self, form, before="", after=""):
        plain = MARKS.sub("", form)
        self.letters = plain if ARABIC.match(plain) else ""
        self.before, self.after = before, after
        self.has_article = False
        bare = self.letters.translate(FOLD)
        if before.endswith("ل") and bare.startswith("ل") and len(bare) > 3 and before != "":
            # للسلطة is ل and لسلطة: the article has lost its ا. ل before a word that starts with ل is rare.
            self.has_article, bare = True, bare[1:]
        elif bare.startswith("ال") and len(bare) > 3:
            self.has_article, bare = True, bare[2:]
        self.bare = bare
        self.nunation = form[-1:] == "\u064b" or form[-2:-1] == "\u064b"
        if not self.letters:
            self.kind = 1 if form[:1].isdigit() else 2 if form[:1].isalpha() else 3
        else:
            self.kind = 0
        self.fixed = None


def read_pud(path):
    sentences = []
    lines = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        if line:
            c = line.split("\t")
            lines.append((c[1], c[3], "SpaceAfter=No" in c[9], c[2]))
            continue
        if lines:
            sentences.append(words_of(lines))
            lines = []
    return sentences


PRONOUN_FORMS = set("ه ها هم هما هن ك كم نا ني ي".split())


def words_of(lines):
    """Words with the particles before and the pronoun after them; those have their tag by rule."""
    out = []
    before = ""
    glued = False
    for k, (form, tag, no_space, lemma) in enumerate(lines):
        follows = glued
        # "له": ل with a pronoun is a word of its own.
        is_particle = no_space and form in ("و", "ف", "ب", "ل", "ك", "س") and k + 1 < len(lines) and lines[k + 1][1] not in ("PUNCT", "PRON")
        is_pronoun = follows and form in PRONOUN_FORMS and out and tag == "PRON"
        after = ""
        if no_space and k + 1 < len(lines) and lines[k + 1][0] in PRONOUN_FORMS and lines[k + 1][1] == "PRON":
            after = lines[k + 1][0]
        glued = no_space
        if is_particle:
            before += form
            continue
        if is_pronoun:
            continue
        word = Word(form, before, after)
        word.tag, word.lemma, word.allowed = tag, lemma, {tag}
        before = ""
        fix(word, form)
        out.append(word)
    return out


def fix(word, form):
    if not word.letters:
        word.fixed = "NUM" if word.kind == 1 else "X" if word.kind == 2 else "SYM" if form in "%$+=<>٪" else "PUNCT"
    elif word.letters in ("ب", "ل", "ك"):
        word.fixed = "ADP"


COARSE = {
    "V": "VERB AUX", "NOUN": "NOUN PROPN ADV DET ADP", "ADJ": "ADJ NUM", "PREP": "ADP", "CONJ": "CCONJ ADP SCONJ PART ADV",
    "PART": "PART SCONJ ADP CCONJ AUX ADV DET", "PRON": "PRON DET", "NUM": "NUM", "ADV": "ADV", "FOREIGN": "PROPN",
    "ABBREV": "PROPN NOUN",
}


def read_wikinews(path):
    sentences, current = [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if current:
                sentences.append(current)
            current = []
            continue
        surface, segments, tags = line.split("\t")
        segments, tags = segments.split("+"), tags.split("+")
        before, stem, after, main = "", "", "", None
        if len(segments) != len(tags):
            segments, tags = [surface], [tags[-1]]
        for k, (s, t) in enumerate(zip(segments, tags)):
            if not stem and t in ("CONJ", "PREP", "FUT_PART", "PART") and k + 1 < len(segments) and s in "وفبلكس":
                before += s
            elif t == "PRON" and stem and k == len(segments) - 1 and s in PRONOUN_FORMS:
                after = s
            else:
                stem += s
                main = t if t not in ("DET", "NSUFF", "CASE") and (main is None or main in ("DET",)) else main
        if before.endswith("ل") and stem.startswith("ال"):
            stem = stem[1:]
        word = Word(stem or surface, before, after)
        allowed = set(COARSE.get(main, "").split())
        word.tag = None
        word.lemma = None
        word.allowed = allowed or None
        fix(word, surface)
        current.append(word)
    if current:
        sentences.append(current)
    return sentences


class FunctionWords:
    """The sets of tags of function words and of names of countries and months, numbered."""

    def __init__(self, lexicons):
        tags = collections.defaultdict(set)
        self.open = set()
        self.ends = {}
        for name in ("function-words", "calendar-and-country-names"):
            for line in [x for x in open("%s/%s.tsv" % (lexicons, name), encoding="utf-8") if not x.startswith("#")][1:]:
                cells = line.rstrip("\n").split("\t")
                for key in cells[0].split("|"):
                    key = MARKS.sub("", key).translate(KEY)
                    tags[key].add(cells[1])
                    if cells[-1] != "yes":
                        self.open.add(key)
                    elif cells[2][-1] == "ى":
                        self.ends[key] = "ى"
        self.tags = tags

    def closed(self, word):
        """The places of the only tags a word may have, none for a word that may be something else too."""
        key = word.letters.translate(KEY)
        tags = self.tags.get(key, set())
        if key in self.open or not tags <= CLOSED or not word.letters.endswith(self.ends.get(key, "")):
            return []
        return [TAGS.index(t) for t in sorted(tags)]

    def number(self, word):
        """A bit for each tag of TAGS that the word may have."""
        return sum(1 << TAGS.index(t) for t in self.tags.get(word.letters.translate(KEY), ()))


def pattern(bare):
    return "".join(c if c in PATTERN else "ط" for c in bare)


def static(word, known, functions):
    """Features of the word itself and what is attached to it: template, letters, number."""
    if word.fixed:
        return []
    bare, letters = word.bare, word.letters
    level = known.counts.level
    n = min(len(bare), 8)
    article = 1 if word.has_article else 0
    # A pronoun and a preposition say much, a conjunction little.
    attached = (1 if word.after else 0) + (2 if word.before[-1:] in tuple("بلك") else 4 if word.before[-1:] == "س" else 0)
    name = 1 if bare in known.names else 0
    own, with_article, feminine = level(bare), level("ال" + bare), level(bare + "ة")
    out = [
        ("bias", "", 0), ("word", letters[:12], article), ("bare", bare[:12], 0),
        ("first", letters[:1], n), ("opening", bare[:1], article), ("opening", bare[:2], article), ("opening", bare[:3], 0),
        ("closing", letters[-1:], article), ("closing", letters[-2:], article), ("closing", letters[-3:], 0), ("closing", letters[-4:], 0),
        ("frame", bare[:1] + letters[-1:], n), ("frame", bare[:2] + letters[-2:], 9),
        ("attached", letters[-1:], attached), ("attached", bare[:1], 8 + attached), ("attached", "", 16 + attached * 2 + article),
        ("level", "", coarse(own) * 8 + coarse(with_article)), ("level", "", 64 + coarse(own) * 8 + coarse(feminine)),
        ("level", "", 128 + name * 8 + coarse(with_article)), ("length", "", n * 2 + article),
        ("function", "", functions.number(word)),
    ]
    if len(bare) <= 8:
        out.append(("pattern", pattern(bare), article))
    if word.nunation:
        out.append(("nunation", letters[-1:], 0))
    return out


def context(words, i, previous, before_previous, functions):
    """Features of the neighbours: the tags given before, the next word's letters."""
    word = words[i]
    left = words[i - 1] if i > 0 else None
    right = words[i + 1] if i + 1 < len(words) else None
    bare = word.bare
    article = 1 if word.has_article else 0
    joined = 1 if word.before[:1] in ("و", "ف") and word.before else 0
    out = [
        ("previous", "", previous * 2 + joined), ("previous-two", "", previous * 32 + before_previous),
        ("previous-closing", word.letters[-2:], previous), ("previous-opening", bare[:2], previous), ("previous-article", "", previous * 2 + article),
    ]
    if len(bare) <= 8:
        out.append(("previous-pattern", pattern(bare), previous))
    if left is not None:
        out.append(("left-word", left.letters[:12], article))
        out.append(("left-closing", left.letters[-2:], (2 if left.has_article else 0) + article))
        out.append(("left-frame", left.letters[-1:] + word.letters[-1:], (2 if left.has_article else 0) + article))
    else:
        out.append(("left-word", "", 4 + article))
    if right is not None:
        glue = 1 if right.before else 0
        out.append(("right-word", right.letters[:12], article))
        out.append(("right-closing", right.letters[-2:], (4 if right.has_article else 0) + glue * 2 + article))
        out.append(("right-opening", right.bare[:2], (4 if right.has_article else 0) + glue * 2 + article))
        out.append(("right-function", "", functions.number(right) if not right.fixed else 8192 + right.kind))
        out.append(("right-kind", word.letters[-1:], right.kind * 4 + (2 if right.has_article else 0) + article))
    else:
        out.append(("right-word", "", 4 + article))
    return out


def code(tag):
    return TAGS.index(tag) if tag in CODE else FIXED.get(tag, 15)


class Tagger:
    def __init__(self, known, functions):
        self.known, self.functions = known, functions
        self.weights = {}

    def scores(self, features):
        total = [0.0] * len(TAGS)
        for f in features:
            w = self.weights.get(f)
            if w is not None:
                for k, v in w.items():
                    total[k] += v
        return total

    def tag(self, words):
        previous, before = START, START
        out = []
        for i, word in enumerate(words):
            if word.fixed:
                tag = code(word.fixed)
            else:
                s = self.scores(static(word, self.known, self.functions) + context(words, i, previous, before, self.functions))
                tag = max(self.functions.closed(word) or range(len(TAGS)), key=lambda k: s[k])
            out.append(tag)
            previous, before = tag, previous
        return [TAGS[t] if t < len(TAGS) else {v: k for k, v in FIXED.items()}[t] for t in out]


def train(sentences, known, functions, rounds, minimum, seed=1):
    tagger = Tagger(known, functions)
    weights, totals, stamps = {}, {}, {}
    seen = collections.Counter()
    cache = []
    for words, weight in sentences:
        fs = [static(w, known, functions) for w in words]
        for f in fs:
            seen.update(f)
        cache.append((words, fs, weight))
    for words, fs, _ in cache:
        for i in range(len(words)):
            fs[i] = [f for f in fs[i] if seen[f] >= minimum]
    now = 0
    order = random.Random(seed)
    tagger.weights = weights

    def change(f, k, by):
        w = weights.setdefault(f, {})
        t = totals.setdefault((f, k), [0.0, 0])
        t[0] += (now - t[1]) * w.get(k, 0.0)
        t[1] = now
        w[k] = w.get(k, 0.0) + by

    for round_ in range(rounds):
        order.shuffle(cache)
        wrong = 0
        for words, fs, weight in cache:
            previous, before = START, START
            for i, word in enumerate(words):
                if word.fixed:
                    tag = code(word.fixed)
                else:
                    now += 1
                    features = fs[i] + context(words, i, previous, before, functions)
                    s = tagger.scores(features)
                    tag = max(range(len(TAGS)), key=lambda k: s[k])
                    if word.allowed:
                        good = [TAGS.index(t) for t in word.allowed if t in CODE]
                        if good and tag not in good:
                            wrong += 1
                            best = max(good, key=lambda k: s[k])
                            for f in features:
                                change(f, best, weight)
                                change(f, tag, -weight)
                            tag = best if order.random() < 0.5 else tag
                previous, before = tag, previous
        print("round", round_ + 1, "wrong", wrong, file=sys.stderr)
    average = {}
    for (f, k), (total, stamp) in totals.items():
        total += (now - stamp) * weights[f].get(k, 0.0)
        if total:
            average.setdefault(f, {})[k] = total / now
    tagger.weights = average
    return tagger


def measure(tagger, sentences, confusion):
    right = total = fixed = 0
    for words in sentences:
        for word, tag in zip(words, tagger.tag(words)):
            if word.tag is None:
                continue
            total += 1
            right += tag == word.tag
            if tag != word.tag:
                confusion[(word.tag, tag)] += 1
    return right, total


def write(tagger, path, least):
    by_template = collections.defaultdict(list)
    count = 0
    for (template, letters, number), w in tagger.weights.items():
        cells = "".join("%s%d" % (chr(65 + k), round(v * 100)) for k, v in sorted(w.items()) if abs(round(v * 100)) >= least)
        if cells:
            by_template[template].append("%s|%d|%s" % (letters, number, cells))
            count += 1
    with open(path, "w", encoding="utf-8") as f:
        f.write("""# Weights of the features by which words get their part of speech, in hundredths; made by Tools/train_tagger.py.
# A feature is letters|number| and a weight for each tag, A to M: %s.
# source: trained on 500 sentences of Universal Dependencies Arabic-PUD (CC BY-SA 3.0, by the authors of UD_Arabic-PUD) and on
# Arabic WikiNews with its tags (QCRI, Farasa; text CC BY 2.5 by the contributors of Wikinews)
# licence: CC-BY-SA-3.0
template\tweights
""" % " ".join(TAGS))
        for template in sorted(by_template):
            cells = sorted(by_template[template])
            for start in range(0, len(cells), 400):
                f.write("%s\t%s\n" % (template, " ".join(cells[start:start + 400])))
    print("features", count, file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora")
    parser.add_argument("lexicons")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--minimum", type=int, default=2)
    parser.add_argument("--least", type=int, default=4)
    parser.add_argument("--wikinews", type=float, default=0.7)
    parser.add_argument("--output")
    a = parser.parse_args()
    known = Known(a.lexicons)
    functions = FunctionWords(a.lexicons)
    pud = read_pud(a.corpora + "/pud-wiki-dev.conllu")
    news = [(s, a.wikinews) for s in read_wikinews(a.corpora + "/wikinews-dev.seg")] if a.wikinews else []
    if a.cross_validate:
        right = total = 0
        confusion = collections.Counter()
        size = -(-len(pud) // a.folds)
        for k in range(a.folds):
            test = pud[k * size:(k + 1) * size]
            training = [(s, 1.0) for i, s in enumerate(pud) if not k * size <= i < (k + 1) * size]
            tagger = train(training + news, known, functions, a.rounds, a.minimum)
            r, t = measure(tagger, test, confusion)
            print("fold", k + 1, "%.2f" % (100 * r / t), flush=True)
            right, total = right + r, total + t
        print("words that are not particles or pronouns: %.2f of %d" % (100 * right / total, total))
        print(confusion.most_common(25))
    if a.output:
        tagger = train([(s, 1.0) for s in pud] + news, known, functions, a.rounds, a.minimum)
        write(tagger, a.output, a.least)


if __name__ == "__main__":
    main()
