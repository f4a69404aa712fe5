#!/usr/bin/env python3
"""Trains the model that gives Arabic words their dictionary form, without vowel signs, and measures it.

  train_lemmatizer.py CORPORA LEXICONS STEMS [--cross-validate] [--output lemma-weights.tsv]

CORPORA holds `pud-wiki-dev.conllu` (Universal Dependencies Arabic-PUD); LEXICONS is Sources/KhabarArabic/Lexicons; STEMS is
`camel-morph-stems.tsv`, verbs and adjectives of Camel Morph MSA, from which inflected forms are made to learn from: their rows
are not kept, only what forms of which shape become. Standard library only.

A dictionary form is made by a rule: letters taken from the front and put there, the same at the end, and one letter near the
end changed (يقول is ي off and و before the last letter made ا: قال). RULES are those that the data needs often. All rules that
fit a word are candidates, and the singular that `broken-plurals.tsv` gives; the sum of weights of `features` chooses.
`Sources/KhabarArabic/Lemmatizer.swift` computes the same features.
"""
import argparse
import collections
import random
import sys

from train_segmenter import FOLD, MARKS, Known, bucket, coarse
from train_tagger import ARABIC, KEY, pattern, read_pud

OPEN = ("NOUN", "PROPN", "ADJ", "VERB", "ADV", "NUM", "DET", "AUX")
KINDS = {"NOUN": 0, "PROPN": 1, "ADJ": 2, "VERB": 3, "ADV": 4, "NUM": 0, "DET": 0, "AUX": 3, "ADP": 4}
BROKEN = 0
KEEP = 1


def plain(text):
    return MARKS.sub("", text).replace("ٱ", "ا")


def rule_of(word, lemma):
    """The rule that makes `lemma` of `word`: front off, front on, letter from the end, old, new, end off, end on."""
    best = None
    for length in range(min(len(word), len(lemma)), 0, -1):
        for i in range(len(word) - length + 1):
            j = lemma.find(word[i:i + length])
            if j >= 0:
                best = (i, j, length)
                break
        if best:
            break
    if not best:
        return None
    i, j, length = best
    front, front_on = word[:i], lemma[:j]
    end, end_on = word[i + length:], lemma[j + length:]
    place, old, new = 0, "", ""
    kept = len(end_on)
    if kept > 1 and len(end) >= kept and end[0] != end_on[0] and end[1:kept] == end_on[1:]:
        place, old, new, end, end_on = kept, end[0], end_on[0], end[kept:], ""
    if len(front) > 4 or len(front_on) > 3 or len(end) > 4 or len(end_on) > 3 or place > 3:
        return None
    return (front, front_on, place, old, new, end, end_on)


def apply(rule, word):
    front, front_on, place, old, new, end, end_on = rule
    if not word.startswith(front) or not word.endswith(end) or len(word) - len(front) - len(end) < 1:
        return None
    stem = word[len(front):len(word) - len(end)]
    if place:
        # A changed letter stands inside what is left.
        if len(stem) <= place or stem[-place] != old:
            return None
        stem = stem[:-place] + new + stem[len(stem) - place + 1:]
    made = front_on + stem + end_on
    return made if len(made) > 1 else None


class Plurals:
    def __init__(self, path):
        self.singular = {}
        for line in [x for x in open(path, encoding="utf-8") if not x.startswith("#")][1:]:
            plurals, singular = line.rstrip("\n").split("\t")
            for p in plurals.split("|"):
                self.singular[p.translate(KEY)] = singular

    def of(self, word):
        return self.singular.get(word.translate(KEY))


def candidates(word, rules, plurals):
    found = {}
    singular = plurals.of(word)
    if singular:
        found[singular] = BROKEN
    for number, rule in rules:
        made = apply(rule, word)
        if made is not None and made not in found:
            found[made] = number
    return found.items()


def features(word, kind, lemma, rule, attached, known):
    level = known.counts.level
    folded, made = word.translate(FOLD), lemma.translate(FOLD)
    here, there = level(folded), level(made)
    article = level("ال" + made)
    out = [
        ("rule", "", rule * 8 + kind), ("rule-opening", word[:2], rule * 8 + kind), ("rule-closing", word[-2:], rule * 8 + kind),
        ("rule-closing", word[-3:], rule * 8 + kind), ("rule-length", "", (rule * 8 + kind) * 8 + min(len(word), 7)),
        ("rule-pattern", pattern(word)[:9], rule * 8 + kind),
        ("lemma-closing", lemma[-2:], kind), ("lemma-opening", lemma[:1], kind * 8 + min(len(lemma), 7)), ("lemma-pattern", pattern(lemma)[:9], kind),
        ("level", "", kind * 64 + coarse(there) * 8 + coarse(article)), ("rule-level", "", (rule * 8 + kind) * 8 + coarse(there)),
        ("difference", "", kind * 16 + bucket(max(there, article) - here)), ("rule-difference", "", (rule * 8 + kind) * 16 + bucket(max(there, article) - here)),
        ("lemma", lemma[:8], kind),
    ]
    if attached:
        # "منطقتهم": ت before a pronoun may be the ة of منطقة.
        out.append(("rule-attached", word[-1:], rule * 8 + kind))
    return out


def examples_of_pud(sentences):
    out = []
    for words in sentences:
        for w in words:
            if w.letters and w.tag in OPEN and len(w.letters) > 1:
                letters = w.letters[len(w.letters) - len(w.bare):] if w.has_article else w.letters
                out.append((letters, KINDS[w.tag], frozenset([plain(w.lemma)]), w.after != "", 1.0))
    return out


FINAL = {"#-iy": ("ي", "ى"), "#-ay": ("ى", "ى"), "#-uw": ("و", "ا"), "#-aw": ("و", "ا"), "#-a>": ("أ", "أ"), "#-i>": ("ئ", "أ")}


def examples_of_stems(path, known):
    """Forms of verbs and adjectives that Arabic is known to write, each with all lemmas it may belong to."""
    found = collections.defaultdict(set)
    for line in open(path, encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if len(c) < 7 or c[3] not in ("PV", "IV", "ADJ"):
            continue
        stem, vocalised, lemma, kind, _, cond_t, cond_s = c[:7]
        lemma = plain(lemma.split("-")[0])
        if not ARABIC.match(stem) or not ARABIC.match(lemma):
            continue
        weak = next((FINAL[x] for x in cond_s.split() if x in FINAL), None)
        forms = []
        if kind == "ADJ":
            base = stem + ("ي" if "#iy" in cond_s else "")
            forms = [base] + ([stem + e for e in ("ة", "ات", "ين", "ون", "ا", "تين", "ان")] if "FS" in cond_t else [])
            number = 2
        else:
            number = 3
            if kind == "PV":
                if cond_t != "c-suff":
                    forms = [stem + (lemma[-1] if weak else "")] + [stem + e for e in ("ت", "وا", "ا", "تا")]
                if cond_t != "v-suff" and not weak:
                    forms += [stem + e for e in ("ت", "نا", "تم", "ن")]
            else:
                for p in "يتن":
                    if cond_t != "c-suff":
                        forms += [p + stem + (weak[0] if weak else "")] + [p + stem + e for e in ("ون", "وا", "ان", "ا", "ين")]
                        if weak:
                            forms.append(p + stem)
                    else:
                        forms += [p + stem, p + stem + "ن"]
        for form in forms:
            if known.counts.level(form.translate(FOLD)):
                found[(form, number)].add(lemma)
                # Participles are nouns as often: متظاهرون. With ة they may be nouns of their own: مقارنة.
                if kind == "ADJ" and form[-1] not in "ةت":
                    found[(form, 0)].add(lemma)
    out = []
    for (form, kind), lemmas in sorted(found.items()):
        # Of يزور's two, زار (visit) and زور (forge), the one that Arabic writes more often.
        levels = {x: known.counts.level(x.translate(FOLD)) for x in lemmas}
        top = max(levels.values())
        out.append((form, kind, frozenset(x for x in lemmas if levels[x] == top), False, 0.5))
    return out


def learn_rules(examples, minimum):
    counts = collections.Counter()
    for word, kind, lemmas, _, _ in examples:
        for lemma in lemmas:
            r = rule_of(word, lemma)
            if r:
                counts[r] += 1
    identity = ("", "", 0, "", "", "", "")
    kept = [r for r, n in counts.most_common() if n >= minimum and r != identity]
    return [(KEEP, identity)] + [(k + 2, r) for k, r in enumerate(kept)]


class Model:
    def __init__(self, rules, plurals, known):
        self.rules, self.plurals, self.known = rules, plurals, known
        self.weights = {}

    def best(self, word, kind, attached):
        top, chosen = None, word
        for lemma, rule in candidates(word, self.rules, self.plurals):
            s = sum(self.weights.get(f, 0.0) for f in features(word, kind, lemma, rule, attached, self.known))
            if top is None or s > top:
                top, chosen = s, lemma
        return chosen


def train(examples, rules, plurals, known, rounds, seed=1):
    data = []
    missing = 0
    merged = collections.Counter()
    for word, kind, lemmas, attached, weight in examples:
        merged[(word, kind, lemmas, attached)] += weight
    for (word, kind, lemmas, attached), weight in merged.items():
        options = [(l, features(word, kind, l, r, attached, known)) for l, r in candidates(word, rules, plurals)]
        good = [k for k, (l, _) in enumerate(options) if l in lemmas]
        if not good:
            missing += 1
            continue
        if len(good) < len(options):
            data.append((options, good, min(weight, 3.0)))
    print("examples", len(data), "out of reach", missing, "rules", len(rules), file=sys.stderr)
    weights, totals = {}, {}
    now = 0
    order = random.Random(seed)
    for round_ in range(rounds):
        order.shuffle(data)
        wrong = 0
        for options, good, weight in data:
            now += 1
            scores = [sum(weights.get(f, 0.0) for f in fs) for _, fs in options]
            top = max(range(len(options)), key=lambda k: scores[k])
            if top in good:
                # A margin, so that words not seen are decided too.
                rival = max((k for k in range(len(options)) if k not in good), key=lambda k: scores[k])
                if scores[top] - scores[rival] >= 1:
                    continue
                best, top = top, rival
            else:
                wrong += 1
                best = max(good, key=lambda k: scores[k])
            for fs, by in ((options[best][1], weight), (options[top][1], -weight)):
                for f in fs:
                    weights[f] = weights.get(f, 0.0) + by
                    totals[f] = totals.get(f, 0.0) + by * now
        print("round", round_ + 1, "wrong", wrong, file=sys.stderr)
    model = Model(rules, plurals, known)
    model.weights = {f: w - totals[f] / (now + 1) for f, w in weights.items()}
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora")
    parser.add_argument("lexicons")
    parser.add_argument("stems")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--minimum", type=int, default=4)
    parser.add_argument("--least", type=int, default=8)
    parser.add_argument("--output")
    parser.add_argument("--rules-output")
    parser.add_argument("--errors")
    a = parser.parse_args()
    known = Known(a.lexicons)
    plurals = Plurals(a.lexicons + "/broken-plurals.tsv")
    pud = read_pud(a.corpora + "/pud-wiki-dev.conllu")
    stems = examples_of_stems(a.stems, known)
    print("forms of stems", len(stems), file=sys.stderr)
    if a.cross_validate:
        right, total = collections.Counter(), collections.Counter()
        errors = []
        size = -(-len(pud) // a.folds)
        for k in range(a.folds):
            test = examples_of_pud(pud[k * size:(k + 1) * size])
            training = examples_of_pud([s for i, s in enumerate(pud) if not k * size <= i < (k + 1) * size]) + stems
            model = train(training, learn_rules(training, a.minimum), plurals, known, a.rounds)
            memory = {}
            for word, kind, lemmas, attached, _ in test:
                if (word, kind, attached) not in memory:
                    memory[word, kind, attached] = model.best(word, kind, attached)
                total[kind] += 1
                if memory[word, kind, attached] in lemmas:
                    right[kind] += 1
                else:
                    errors.append((word, kind, memory[word, kind, attached], "|".join(lemmas)))
        print("open words: %.2f of %d" % (100 * sum(right.values()) / sum(total.values()), sum(total.values())))
        print({k: "%.1f of %d" % (100 * right[k] / total[k], total[k]) for k in sorted(total)})
        if a.errors:
            open(a.errors, "w", encoding="utf-8").writelines("%s\t%d\t%s\t%s\n" % e for e in errors)
    if a.output:
        examples = examples_of_pud(pud) + stems
        model = train(examples, learn_rules(examples, a.minimum), plurals, known, a.rounds)
        write(model, a.output, a.rules_output, a.least)


HEAD = """# source: trained on 500 sentences of Universal Dependencies Arabic-PUD (CC BY-SA 3.0, by the authors of UD_Arabic-PUD) and on
# forms made from verbs and adjectives of Camel Morph MSA (CC BY 4.0, CAMeL Lab, New York University Abu Dhabi)
# licence: CC-BY-SA-3.0
"""


def write(model, path, rules_path, least):
    by_template = collections.defaultdict(list)
    for (template, letters, number), weight in model.weights.items():
        figure = round(weight * 100)
        if abs(figure) >= least:
            by_template[template].append("%s|%d|%d" % (letters, number, figure))
    with open(path, "w", encoding="utf-8") as f:
        f.write("# Weights of the features by which dictionary forms are chosen, in hundredths; made by Tools/train_lemmatizer.py.\n"
                + HEAD + "template\tweights\n")
        for template in sorted(by_template):
            cells = sorted(by_template[template])
            for start in range(0, len(cells), 600):
                f.write("%s\t%s\n" % (template, " ".join(cells[start:start + 600])))
    print("features", sum(map(len, by_template.values())), file=sys.stderr)
    with open(rules_path, "w", encoding="utf-8") as f:
        f.write("# Rules that make the dictionary form of a word: letters off the front and on, which letter from the end is changed and\n"
                "# how, letters off the end and on; made by Tools/train_lemmatizer.py.\n" + HEAD
                + "number\tfront_off\tfront_on\tplace\told\tnew\tend_off\tend_on\n")
        for number, rule in model.rules:
            f.write("%d\t%s\n" % (number, "\t".join(map(str, rule))))


if __name__ == "__main__":
    main()
