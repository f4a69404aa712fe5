#!/usr/bin/env python3
"""Trains the model that cuts Arabic words into segments, and measures it.

  train_segmenter.py CORPORA COUNTS.tsv [--cross-validate] [--output segmenter-model.tsv]

CORPORA holds `wikinews-dev.seg` (word, segments joined by +, tags joined by +) and `pud-wiki-dev.conllu` (words split at
conjunctions, prepositions, future س and pronouns only); COUNTS.tsv holds word<TAB>count of raw news. Needs numpy.

A word's candidates are all splits that the grammar of affixes allows (`candidates`). A candidate's score is a sum of
weights of features: which prefixes and suffixes, the letters of the stem next to them, the length of the stem, how often
raw news has the stem, the stem with the article, the word without its particles (`features`). The weights maximise the
likelihood of the corpora; where a corpus marks only some cuts, the likelihood of all candidates that agree with it.
`Sources/KhabarArabic/WordSegmenter.swift` computes the same features.
"""
import argparse
import collections
import math
import os
import re
import sys

import numpy as np

CONJUNCTION, PREPOSITION, FUTURE, ARTICLE, STEM, ENDING, PRONOUN = "CPFASEN"

MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
ARABIC = re.compile("^[\u0621-\u063a\u0641-\u064a]+$")
FOLD = str.maketrans("أإآٱ", "اااا")

PREFIXES = []
for conjunction in ("", "و", "ف"):
    for rest in ("", "س", "ب", "ل", "ك", "ال", "ب+ال", "ك+ال", "ل+ل"):
        PREFIXES.append("+".join(x for x in (conjunction, rest) if x))
PREFIXES = sorted(set(PREFIXES), key=lambda x: (len(x), x))

PRONOUNS = ["ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا", "ني", "ي"]
ENDINGS = ["ة", "ات", "ان", "ين", "ون", "وا", "ت", "ا", "ي", "و", "تا", "ت+ان", "ت+ين", "ت+ا", "ت+ي"]
# Endings to which a pronoun may be attached.
OPEN = ["ات", "ت", "ا", "و", "ون", "ان", "ين", "ي", "ت+ي", "ت+ا"]
SUFFIXES = [""] + ["E" + e for e in ENDINGS] + ["N" + p for p in PRONOUNS + ["ما"]]
SUFFIXES += ["E" + e + "N" + p for e in OPEN for p in PRONOUNS if p != "ني" or e in ("ت", "ون", "و")]


# What the last letter of a word is when no pronoun follows it.
BEFORE_PRONOUN = {"ؤ": "ء", "ئ": "ء", "ا": "ى"}


def letters_of(affix):
    return affix.replace("+", "").replace("E", "").replace("N", "")


# What stands before the stem, as far as suffixes care.
STATES = ["", "و", "ب", "ك", "ل", "س", "ال"]
BY_PREFIX = [(p, letters_of(p)) for p in PREFIXES]
BY_SUFFIX = collections.defaultdict(list)
for s in SUFFIXES:
    BY_SUFFIX[letters_of(s)].append(s)


# Twice the binary logarithm of 1 + 2^(-d/2), rounded: what a count adds to a greater one whose level is d higher.
ADDED = (2, 2, 1, 1, 1)


class Counts:
    """Word levels from packed tables: أ إ آ made ا, the counts of words that become the same added up."""

    def __init__(self, paths):
        self.levels = {}
        for _, level, words in rows(paths):
            for word in words:
                word = word.translate(FOLD)
                old, new = self.levels.get(word, 0), int(level)
                low, high = min(old, new), max(old, new)
                self.levels[word] = high + (ADDED[high - low] if low and high - low < len(ADDED) else 0)

    def level(self, word):
        return self.levels.get(word, 0)


def rows(paths):
    """Rows of packed tables: file, key, words."""
    for path in paths:
        lines = [x for x in open(path, encoding="utf-8") if not x.startswith("#")]
        for line in lines[1:]:
            key, words = line.rstrip("\n").split("\t")
            yield path, key, words.split(" ")


def candidates(word):
    """Every split: (prefix, start of the stem, end of the stem, suffix)."""
    found = []
    n = len(word)
    for prefix, pl in BY_PREFIX:
        start = len(pl)
        if not word.startswith(pl) or n - start < 1:
            continue
        if prefix.endswith("س") and (n - start < 3 or word[start] not in "يتنأا"):
            continue
        for length in range(0, min(6, n - start - 1) + 1):
            suffix_letters = word[n - length:] if length else ""
            for suffix in BY_SUFFIX.get(suffix_letters, ()):
                stem = n - length - start
                if stem < 1 or (stem < 2 and (prefix.endswith(("ال", "ل+ل", "س")) or "N" not in suffix)):
                    if not (stem == n):
                        continue
                found.append((prefix, start, n - length, suffix))
    return found


def bucket(difference):
    """A difference of levels in nine steps."""
    for index, limit in enumerate((-12, -7, -4, -1, 1, 4, 7, 12)):
        if difference < limit:
            return index
    return 8


def coarse(level):
    return 0 if level == 0 else 1 + min(level // 4, 5)


def features(word, candidate, known):
    """Names of the features of a candidate: template, affix, letters, number, parted by |."""
    prefix, start, end, suffix = candidate
    folded = word.translate(FOLD)
    stem, bare = folded[start:end], folded[start:]
    level, names = known.counts.level, known.names
    n = len(word)
    kind = prefix.split("+")
    has_article = kind[-1] == "ال" or kind[-2:] == ["ل", "ل"]
    particle = kind[-1] if kind[-1] in ("ب", "ك", "ل", "س") and not has_article else ""
    state = "ال" if has_article else particle or ("و" if prefix else "")
    ending, _, pronoun = suffix.partition("N")
    ending = ending[1:].replace("+", "")
    shape = ("P" if prefix else "") + ("S" if suffix else "")
    out = []

    def add(template, affix="", letters="", number=""):
        out.append("%s|%s|%s|%s" % (template, affix, letters, number))

    # The prefix and the letters after it; the level of what is left.
    add("p", prefix)
    for k in (1, 2, 3):
        add("p", prefix, word[start:start + k])
    whole = level(folded)
    base = 0
    if kind[0] in ("و", "ف"):
        rest = level(folded[1:])
        add("c", kind[0], "", bucket(rest - whole))
        add("d", kind[0], "", coarse(rest) * 8 + coarse(whole))
        base = 1
    if particle or (has_article and len(kind) > base + 1):
        inner = folded[base + 1:]
        if has_article and kind[base] == "ل":
            inner = "ا" + inner
        rest, here = level(inner), level(folded[base:])
        add("e", kind[base], "", bucket(rest - here))
        add("g", kind[base], "", coarse(rest) * 8 + coarse(here))
    if has_article:
        add("a", "", "", coarse(level(bare)))
        add("b", "", "", coarse(level("ال" + bare)))
    add("h", state, "", coarse(level("و" + bare)))
    if bare in names:
        add("i", prefix)
    # The suffix and the letters before it.
    add("s", suffix)
    for k in (1, 2, 3):
        add("s", suffix, word[max(0, end - k):end])
    # Both together.
    length = min(end - start, 7)
    add("j", suffix, "", STATES.index(state))
    add("f", suffix, word[start])
    add("l", state, "", length)
    add("m", suffix, "", length)
    here = level(bare)
    at_stem = level(stem)
    # "وزارته": the word behind وزار is وزارة.
    takes_feminine = ending[:1] in ("ة", "ت") or ending == "ات"

    def lemma_level(part):
        found = max(level(part), level("ال" + part))
        if pronoun and not ending and part[-1] in BEFORE_PRONOUN:
            # "وزراؤهم": ؤ before a pronoun is the ء of وزراء.
            other = part[:-1] + BEFORE_PRONOUN[part[-1]]
            found = max(found, level(other), level("ال" + other))
        return max(found, level(part + "ة"), level("ال" + part + "ة")) if takes_feminine else found

    lemma = lemma_level(stem)
    if prefix and not has_article:
        whole = lemma_level(folded[start - 1:end])
        add("q", folded[start - 1], "", bucket(lemma - whole))
        add("r", folded[start - 1], "", coarse(lemma) * 8 + coarse(whole))
    if pronoun:
        # What is left without the pronoun; ت before it may be ة.
        inside = folded[start:n - len(pronoun)]
        rest = lemma if not ending else max(level(inside), level("ال" + inside))
        if inside[-1] == "ت":
            rest = max(rest, level(inside[:-1] + "ة"))
        add("n", pronoun, "", bucket(rest - here))
        add("o", pronoun, "", coarse(rest) * 8 + coarse(here))
        here = level(inside)
    if ending:
        add("u", ending, "", bucket(lemma - here))
        add("v", ending, "", coarse(lemma))
    add("w", shape, "", coarse(at_stem))
    add("x", shape, "", coarse(lemma))
    add("y", "", "", min(lemma // 2, 15))
    if stem in names:
        add("k", suffix)
    # The stem itself.
    if len(stem) <= 7:
        add("=", "", stem)
    return out


def split_of(word, candidate):
    """Cut places with kinds: what is compared with the corpora."""
    prefix, start, end, suffix = candidate
    cuts = []
    place = 0
    for p in prefix.split("+") if prefix else ():
        place += len(p)
        cuts.append(place)
    clitic = []
    place = 0
    parts = prefix.split("+") if prefix else []
    for i, p in enumerate(parts):
        place += len(p)
        if p != "ال" and not (p == "ل" and i and parts[i - 1] == "ل"):
            clitic.append(place)
    ending, _, pronoun = suffix.partition("N")
    place = end
    if suffix:
        if ending:
            for e in ending[1:].split("+"):
                cuts.append(place)
                place += len(e)
        if pronoun:
            cuts.append(place)
            clitic.append(place)
    return tuple(sorted(cuts)), tuple(sorted(clitic))


def read_wikinews(path):
    """Lists of (word, cuts, None), a list a line of the article."""
    lines = [[]]
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            lines.append([])
            continue
        word, segments, tags = line.split("\t")
        parts = segments.split("+") if segments != "+" else ["+"]
        tags = tags.split("+")
        kinds = None
        if len(parts) == len(tags):
            verb = "V" in tags
            kinds = []
            for p, t in zip(parts, tags):
                if t == "PRON" and len(tags) > 1 and kinds:
                    kinds.append("E" if verb and p in ("ت", "وا", "ا", "ون", "ين", "ان", "تا") else "N")
                elif t in ("NSUFF", "CASE"):
                    kinds.append("E")
                else:
                    kinds.append("-")
        cuts, place, clitics = [], 0, []
        for i, p in enumerate(parts[:-1]):
            # للX is written ل+ال+X.
            place += 1 if p == "ال" and i and parts[i - 1] == "ل" else len(p)
            cuts.append(place)
            if kinds and kinds[i + 1] == "N":
                clitics.append(place)
        lines[-1].append((word, tuple(cuts), None, tuple(clitics) if kinds else None, "wikinews"))
    return [x for x in lines if x]


def read_pud(path):
    """Lists of (word, None, clitic cuts), a list a sentence."""
    sentences = [[]]
    glued = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        if not line:
            sentences.append([])
            continue
        fields = line.split("\t")
        glued.append(fields[1])
        if "SpaceAfter=No" in fields[9]:
            continue
        # Words between marks.
        run = []
        for form in glued + ["."]:
            form = MARKS.sub("", form)
            if ARABIC.match(form):
                run.append(form)
            elif run:
                place, cuts = 0, []
                for form in run[:-1]:
                    place += len(form)
                    cuts.append(place)
                sentences[-1].append(("".join(run), None, tuple(cuts), None, "pud"))
                run = []
        glued = []
    return [x for x in sentences if x]


class Model:
    def __init__(self, weights, known):
        self.weights = weights
        self.known = known

    def scored(self, word):
        return [
            (sum(self.weights.get(f, 0.0) for f in features(word, c, self.known)), c)
            for c in candidates(word)
        ]

    def best(self, word):
        return max(self.scored(word))[1]


def items(examples, settings):
    """Distinct examples with their weights; a word with أ إ آ also as careless writers have it, with ا."""
    found = collections.Counter()
    for example in examples:
        source = example[4]
        weight = settings[source]
        found[example[:4]] += weight
        plain = example[0].translate(FOLD)
        if plain != example[0]:
            found[(plain,) + example[1:4]] += weight * settings["careless"]
    return found


def train(examples, known, settings, rounds=150):
    data = items(examples, settings)
    l2, minimum = settings["l2"], settings["minimum"]
    index, rows, owners, starts, agree, weights = {}, [], [], [], [], []
    seen = collections.Counter()
    prepared = []
    skipped = 0
    for (word, cuts, clitics, pronouns), weight in data.items():
        options_of_word = candidates(word)
        good = []
        for c in options_of_word:
            a, b = split_of(word, c)
            ok = a == cuts if cuts is not None else b == clitics
            if ok and cuts is not None and pronouns is not None and len(c[3]) > 0:
                ending, _, pronoun = c[3].partition("N")
                place = len(word) - len(pronoun)
                ok = bool(pronoun) == (place in pronouns if pronoun else bool(pronouns and max(pronouns) >= c[2]))
            good.append(ok)
        if not any(good):
            skipped += 1
            continue
        if len(good) == 1:
            continue
        fs = [features(word, c, known) for c in options_of_word]
        for f in set(x for y in fs for x in y):
            seen[f] += 1
        prepared.append((fs, good, weight))
    print("examples", len(prepared), "without a candidate that agrees", skipped, file=sys.stderr)
    columns, candidate_of, group = [], [], []
    count = 0
    for number, (fs, good, weight) in enumerate(prepared):
        weights.append(min(weight, 1 + math.sqrt(weight)))
        for f, g in zip(fs, good):
            for name in f:
                if seen[name] >= minimum:
                    columns.append(index.setdefault(name, len(index)))
                    candidate_of.append(count)
            group.append(number)
            agree.append(g)
            count += 1
    columns, candidate_of = np.array(columns), np.array(candidate_of)
    group, agree = np.array(group), np.array(agree)
    weights = np.array(weights)
    size = len(index)
    print("candidates", count, "features", size, file=sys.stderr)
    first = np.searchsorted(group, np.arange(len(weights)))

    def objective(w):
        score = np.bincount(candidate_of, w[columns], minlength=count)
        top = np.maximum.reduceat(score, first)
        e = np.exp(score - top[group])
        good = e * agree
        z, zg = np.add.reduceat(e, first), np.add.reduceat(good, first)
        zg = np.maximum(zg, 1e-300)
        loss = np.sum(weights * (np.log(z) - np.log(zg))) + 0.5 * l2 * np.dot(w, w)
        delta = (e / z[group] - good / zg[group]) * weights[group]
        gradient = np.bincount(columns, delta[candidate_of], minlength=size) + l2 * w
        return loss, gradient

    w = minimise(objective, np.zeros(size), rounds)
    return Model({f: float(w[i]) for f, i in index.items()}, known)


def minimise(objective, w, rounds, memory=8):
    """L-BFGS with backtracking."""
    loss, gradient = objective(w)
    history = []
    for _ in range(rounds):
        q = gradient.copy()
        alphas = []
        for s, y, rho in reversed(history):
            a = rho * np.dot(s, q)
            q -= a * y
            alphas.append(a)
        if history:
            s, y, rho = history[-1]
            q *= np.dot(s, y) / np.dot(y, y)
        else:
            q /= max(1.0, np.linalg.norm(q))
        for (s, y, rho), a in zip(history, reversed(alphas)):
            q += s * (a - rho * np.dot(y, q))
        step, slope = 1.0, np.dot(q, gradient)
        while True:
            new = w - step * q
            new_loss, new_gradient = objective(new)
            if new_loss <= loss - 1e-4 * step * slope or step < 1e-6:
                break
            step *= 0.5
        s, y = new - w, new_gradient - gradient
        if np.dot(s, y) > 1e-10:
            history = (history + [(s, y, 1 / np.dot(s, y))])[-memory:]
        done = abs(loss - new_loss) < 1e-5 * abs(loss)
        w, loss, gradient = new, new_loss, new_gradient
        if done:
            break
    return w


INFLECTION = {"ة", "ات", "ان", "ين", "ون", "وا", "ا", "ت", "ي", "تا", "تي", "و"}


def clitic_view(word, cuts):
    """Cuts left when the article and endings are joined, as the scorer does it by form."""
    parts = [word[a:b] for a, b in zip((0,) + cuts, cuts + (len(word),))]
    for k in range(len(parts) - 2):
        if parts[k] == "ل" and parts[k + 1] == "ل":
            parts[k + 1] = "ال"
    merged = []
    for k, part in enumerate(parts):
        if merged and (merged[-1][-1] == "ال" or (k > 0 and part in INFLECTION)):
            merged[-1].append(part)
        else:
            merged.append([part])
    out, place = [], 0
    for m in merged:
        place += sum(1 if x == "ال" and word[place:place + 1] == "ل" and k == 0 else len(x) for k, x in enumerate(m))
        out.append(place)
    return out


def measure(model, examples, errors=None):
    right = collections.Counter()
    total = collections.Counter()
    memory = {}
    for word, cuts, clitics, _, _ in examples:
        if not ARABIC.match(MARKS.sub("", word)) or len(word) < 2:
            total["wiki" if cuts is not None else "pud"] += 1
            right["wiki" if cuts is not None else "pud"] += 1
            if cuts is not None:
                total["wiki clitics"] += 1
                right["wiki clitics"] += 1
            continue
        if word not in memory:
            memory[word] = split_of(word, model.best(word))
        a, b = memory[word]
        if cuts is not None:
            total["wiki"] += 1
            right["wiki"] += a == cuts
            total["wiki clitics"] += 1
            right["wiki clitics"] += clitic_view(word, a) == clitic_view(word, cuts)
            if a != cuts and errors is not None:
                errors.append((word, cuts, a))
        else:
            total["pud"] += 1
            right["pud"] += b == clitics
            if b != clitics and errors is not None:
                errors.append((word, clitics, b))
    return right, total


def folds(groups, count):
    size = -(-len(groups) // count)
    return [groups[i:i + size] for i in range(0, len(groups), size)]


class Known:
    """What is known of words beside the corpora."""

    def __init__(self, lexicons):
        self.counts = Counts([lexicons + "/word-counts.tsv", lexicons + "/general-word-counts.tsv"])
        self.names = set()
        for _, _, words in rows([lexicons + "/place-names.tsv", lexicons + "/person-names.tsv"]):
            self.names.update(w.translate(FOLD) for w in words)


def paradigm(kind, word):
    """Forms of a word with their segments. Not all of them are said; all are cut as one would cut them."""
    pronouns = ("ه", "ها", "هم", "نا")
    if kind == "feminine":
        stem = word[:-1]
        plain = [stem + "+ة"] + [stem + "+ت~" + p for p in pronouns] + [stem + "+ات"]
        if stem.endswith("ا"):
            plain.pop()
        return with_particles(plain) + with_article([stem + "+ة"])
    if kind == "noun":
        plain = [word]
        if word[-1] not in "ىي":
            plain += [word + "~" + p for p in pronouns] + [word + "+ا"]
        return with_particles(plain) + with_article([word])
    if kind == "adjective":
        forms = [word, word + "+ة", word + "+ين", word + "+ون", word + "+ات"]
        return with_particles([word, word + "+ا", word + "+ة"]) + with_article(forms)
    if kind == "perfect":
        if word[-1] in "اى":
            return [word, "و+" + word, "ف+" + word]
        forms = [word, word + "+ت", word + "+وا", word + "~ه", word + "~ها", word + "+ت~ه", word + "+ت~ها", word + "~هم"]
        return forms + ["و+" + f for f in forms] + ["ف+" + f for f in forms[:3]]
    forms = [word]
    if word[-1] not in "اىي":
        forms += [word + "~ه", word + "~ها", word + "~هم"] + ([word + "+ون", word + "+وا"] if word[0] == "ي" else [])
    return forms + [p + "+" + f for p in ("و", "ف", "س", "ل", "و+س", "ف+س") for f in forms[:4]]


def with_particles(forms):
    return forms + [p + "+" + f for p in ("و", "ب", "ل", "ف", "و+ب", "و+ل") for f in forms]


def with_article(forms):
    found = []
    for p in ("ال", "و+ال", "ب+ال", "ل+ل", "ف+ال", "و+ل+ل", "و+ب+ال", "ك+ال"):
        # "للجنة": of the ل of ل, of ال and of لجنة two are written.
        found += [(p[:-2] if p.endswith("ل+ل") and f.startswith("ل") else p) + "+" + f for f in forms]
    return found


def read_examples(path):
    """The examples written for this project."""
    found = []

    def take(text, source="examples"):
        parts = [x for x in re.split("([+~])", text) if x]
        word = "".join(x for x in parts if x not in "+~")
        cuts, pronouns, place = [], [], 0
        for x in parts:
            if x in "+~":
                cuts.append(place)
                if x == "~":
                    pronouns.append(place)
            else:
                place += len(x)
        found.append((word, tuple(cuts), None, tuple(pronouns), source))

    for line in open(path, encoding="utf-8"):
        if line.startswith("#"):
            continue
        kind, words = line.rstrip("\n").split("\t")
        for word in words.split():
            if kind in ("feminine", "noun", "adjective", "perfect", "imperfect"):
                for form in paradigm(kind, word):
                    take(form, "paradigms")
            elif kind == "host":
                for pronoun in ("ه", "ها", "هم", "هما", "ك", "كم", "نا", "هن"):
                    take(word + "~" + pronoun)
            else:
                take(word)
                if kind == "whole":
                    take("و+" + word)
    return found


def write(model, path, settings):
    by_template = collections.defaultdict(list)
    for name, weight in model.weights.items():
        figure = round(weight * 100)
        if abs(figure) >= settings["least"]:
            template, rest = name.split("|", 1)
            by_template[template].append((rest, figure))
    with open(path, "w", encoding="utf-8") as f:
        f.write("""# Weights of the features by which words are cut into segments, in hundredths; made by Tools/train_segmenter.py.
# source: trained on Arabic WikiNews with its segmentation (QCRI, Farasa; text CC BY 2.5 by the contributors of Wikinews) and
# on 500 sentences of Universal Dependencies Arabic-PUD (CC BY-SA 3.0, by the authors of UD_Arabic-PUD)
# licence: CC-BY-SA-3.0
template\tweights
""")
        for template in sorted(by_template):
            groups = collections.defaultdict(list)
            for rest, figure in sorted(by_template[template]):
                affix, letters, number = rest.split("|")
                groups[affix].append((letters, number, figure))
            for affix, members in sorted(groups.items()):
                f.write("%s\t%s|%s\n" % (
                    TEMPLATE_NAMES[template], affix,
                    " ".join("%s|%s|%d" % m for m in members)))


TEMPLATE_NAMES = {
    "p": "prefix", "s": "suffix", "c": "conjunction-rest", "d": "conjunction-levels", "e": "particle-rest",
    "g": "particle-levels", "a": "article-bare", "b": "article-whole", "h": "with-waw", "i": "prefix-name", "j": "affixes",
    "f": "suffix-opening", "l": "prefix-length", "m": "suffix-length", "n": "pronoun-rest", "o": "pronoun-levels",
    "u": "ending-rest", "v": "ending-level", "w": "stem-level", "x": "stem-article-level", "k": "suffix-name",
    "q": "particle-stem", "r": "particle-stem-levels", "y": "lemma-level", "=": "stem",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora")
    parser.add_argument("lexicons")
    parser.add_argument("--examples", default=os.path.join(os.path.dirname(__file__), "segmenter-examples.tsv"))
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--errors", help="a file for the words cut wrong in cross-validation")
    parser.add_argument("--set", action="append", default=[], help="setting=value")
    parser.add_argument("--output")
    a = parser.parse_args()
    known = Known(a.lexicons)
    settings = {"wikinews": 1.0, "pud": 1.0, "examples": 0.5, "paradigms": 0.15, "careless": 0.2, "l2": 0.6, "minimum": 2, "least": 3}
    for s in a.set:
        name, value = s.split("=")
        settings[name] = float(value)
    wikinews = read_wikinews(a.corpora + "/wikinews-dev.seg")
    pud = read_pud(a.corpora + "/pud-wiki-dev.conllu")
    examples = read_examples(a.examples)
    if a.cross_validate:
        right, total, errors = collections.Counter(), collections.Counter(), []
        wf, pf = folds(wikinews, a.folds), folds(pud, a.folds)
        for k in range(a.folds):
            training = [x for i, f in enumerate(wf) if i != k for s in f for x in s]
            training += [x for i, f in enumerate(pf) if i != k for s in f for x in s]
            training = [x for x in training if ARABIC.match(x[0])]
            model = train(training + examples, known, settings)
            for f in (wf[k], pf[k]):
                r, t = measure(model, [x for s in f for x in s], errors)
                right.update(r)
                total.update(t)
        print({x: "%.2f" % (100 * right[x] / total[x]) for x in total})
        if a.errors:
            with open(a.errors, "w", encoding="utf-8") as f:
                for word, gold, got in errors:
                    f.write("%s\t%s\t%s\n" % (word, shown(word, gold), shown(word, got)))
    if a.output:
        training = [x for group in (wikinews, pud) for s in group for x in s if ARABIC.match(x[0])]
        model = train(training + examples, known, settings)
        write(model, a.output, settings)
        right, total = measure(model, [x for group in (wikinews, pud) for s in group for x in s])
        print("on the training data", {x: "%.2f" % (100 * right[x] / total[x]) for x in total})


def shown(word, cuts):
    return "+".join(word[x:y] for x, y in zip((0,) + cuts, cuts + (len(word),)))


if __name__ == "__main__":
    main()
