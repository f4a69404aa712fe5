#!/usr/bin/env python3
"""Trains the sequence tagger of KhabarEntities and measures it.

  swift build -c release --product TaggerExamples
  python3 Tools/name_tagger_profiles.py LEXICON_SOURCES        (first, if word lists have changed; then build again)
  python3 Tools/train_name_tagger.py NER_CORPORA               (makes tagger-weights.tsv; build again)
  python3 Tools/train_name_tagger.py NER_CORPORA --cross-validate [--ablation]

The features are those of the program itself: TaggerExamples writes them, this file only finds their weights. The model is
a linear-chain CRF (python-crfsuite, L-BFGS with L1 and L2), trained on `anercorp-train.bio`. Cross-validation cuts that
file into three parts in the order of the file, because neighbouring sentences stand in one article.
"""
import argparse
import collections
import os
import subprocess
import sys
import tempfile
import time

import pycrfsuite

from name_tagger_profiles import digits

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
EXAMPLES = os.path.join(ROOT, ".build", "release", "TaggerExamples")
OUTPUT = os.path.join(ROOT, "Sources", "KhabarEntities", "Lexicons", "tagger-weights.tsv")
LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC"]
TYPES = ("LOC", "PER", "ORG", "MISC")
# As the scoreboard compares the types of Khabar with those of the corpus.
RULE_TYPES = {"PER": "PER", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG", "NORP": "MISC", "EVENT": "MISC", "MISC": "MISC"}
C1, C2, ITERATIONS = 0.1, 0.05, 120
HEAD = """\
# Weights of the sequence tagger for persons, places, bodies and other names; made by Tools/train_name_tagger.py. Digits of
# base 91. First row: transitions, two digits each, 4096 for 0, the previous label running fastest. Others: features, six
# digits of hash, one of how many weights, two for each weight: label * 256 + weight + 128.
# source: trained on ANERcorp (Benajiba, Rosso and Benedi 2007) in the split of Obeid et al. 2020 (CAMeL Tools), CC BY-SA
# 4.0; by the contributors of Khabar, with features from this project's lists
# licence: CC-BY-SA-4.0
row\tdigits
"""


class Word:
    __slots__ = ("number", "tag", "is_word", "rule", "features", "label")


def sentences(path):
    """The annotated sentences, each a list of sentences as Khabar sees them, each a list of words."""
    found, sentence, part = [], [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) > 4:
                word = Word()
                word.number, word.tag, word.is_word, word.rule = int(fields[0]), fields[1], fields[2] == "word", fields[3]
                word.features = [sys.intern(x) for x in fields[4:]]
                part.append(word)
            elif part:
                sentence.append(part)
                part = []
            elif sentence:
                found.append(sentence)
                sentence = []
    for sentence in found:
        add_labels([word for part in sentence for word in part])
    return found


def add_labels(words):
    """Spreads the tags of annotated words over our words; marks at the edge of an annotated word stay outside."""
    groups = collections.defaultdict(list)
    for word in words:
        word.label = "O"
        groups[word.number].append(word)
    for group in groups.values():
        tag = group[0].tag.replace("PERS", "PER")
        if tag == "O":
            continue
        inside = [i for i, word in enumerate(group) if word.is_word] or range(len(group))
        for i in range(inside[0], inside[-1] + 1):
            group[i].label = tag if i == inside[0] else "I" + tag[1:]
        if tag[0] == "I":
            for i in range(inside[0]):
                group[i].label = tag
    before = "O"
    for word in words:
        if word.label[0] == "I" and before[2:] != word.label[2:]:
            word.label = "B" + word.label[1:]
        before = word.label


def spans(tags):
    """(first, end, type) of each name, as conlleval reads them."""
    found, start, kind = set(), None, None
    for index, tag in enumerate(list(tags) + ["O"]):
        if start is not None and not (tag[0] == "I" and tag[2:] == kind):
            found.add((start, index, kind))
            start = None
        if tag[0] == "B" or tag[0] == "I" and start is None:
            start, kind = index, tag[2:]
    return found


def gold(words):
    tags = {}
    for word in words:
        tags.setdefault(word.number, word.tag.replace("PERS", "PER"))
    return spans(tags.get(i, "O") for i in range(max(tags) + 1))


def on_annotated_words(words, labels):
    """The predicted names in annotated words: each that they touch."""
    tags = ["O"] * (words[-1].number + 1)
    for start, end, kind in spans(labels):
        for i, number in enumerate(sorted({words[k].number for k in range(start, end)})):
            tags[number] = ("B-" if i == 0 else "I-") + kind
    return spans(tags)


def score(data, predictions):
    right, wanted, given = (collections.Counter() for _ in range(3))
    for sentence, labels in zip(data, predictions):
        words = [word for part in sentence for word in part]
        answers, guesses = gold(words), on_annotated_words(words, labels)
        wanted.update(x[2] for x in answers)
        given.update(x[2] for x in guesses)
        right.update(x[2] for x in answers & guesses)

    def f1(kinds):
        r, w, g = (sum(c[k] for k in kinds) for c in (right, wanted, given))
        return 200 * r / (w + g) if w + g else 0

    precision = 100 * sum(right.values()) / max(1, sum(given.values()))
    recall = 100 * sum(right.values()) / max(1, sum(wanted.values()))
    each = " ".join("%s %.1f" % (k, f1([k])) for k in TYPES)
    return "P %.1f R %.1f F1 %.1f  %s  without MISC %.1f" % (precision, recall, f1(TYPES), each, f1(TYPES[:3]))


def features_of(word, without):
    if not without:
        return word.features
    return [x for x in word.features if x.split(".")[0] not in without and x.split(":")[0] not in without]


def train(data, path, without=(), extra=()):
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(
        {"c1": C1, "c2": C2, "max_iterations": ITERATIONS, "feature.possible_transitions": True}
    )
    for sentence in data:
        for part in sentence:
            trainer.append([features_of(word, without) for word in part], [word.label for word in part])
    trainer.train(path)


def tag(path, data, without=()):
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    return [[x for part in s for x in tagger.tag([features_of(w, without) for w in part])] for s in data]


def by_rules(data):
    result = []
    for sentence in data:
        labels = []
        for word in (word for part in sentence for word in part):
            fields = word.rule.split(":")
            labels.append("O" if word.rule == "-" else fields[0] + "-" + RULE_TYPES[fields[1]])
        result.append(labels)
    return result


def cross_validated(data, parts=3, without=()):
    size = len(data) // parts
    predictions = []
    with tempfile.TemporaryDirectory() as folder:
        for part in range(parts):
            first, end = part * size, (part + 1) * size if part + 1 < parts else len(data)
            train(data[:first] + data[end:], folder + "/model", without)
            predictions += tag(folder + "/model", data[first:end], without)
    return predictions


def examples(corpora, name, folder):
    path = os.path.join(folder, name + ".examples")
    with open(path, "wb") as out:
        subprocess.run([EXAMPLES, os.path.join(corpora, name + ".bio")], stdout=out, check=True)
    return sentences(path)


def write_model(path):
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    info = tagger.info()
    largest = max(abs(x) for x in info.state_features.values())
    # Sixteenths; a weight larger than 7.9 is cut there.
    scale = 16
    rows = collections.defaultdict(dict)
    cut = 0
    for (feature, label), weight in info.state_features.items():
        value = round(weight * scale)
        cut += abs(value) > 127
        if value != 0:
            rows[int(feature.split(":")[1], 16)][LABELS.index(label)] = max(-127, min(127, value))
    transitions = "".join(
        digits(4096 + round(info.transitions.get((before, after), 0) * scale), 2) for after in LABELS for before in LABELS
    )
    cells = [
        digits(key, 6) + digits(len(row), 1) + "".join(digits(label * 256 + w + 128, 2) for label, w in sorted(row.items()))
        for key, row in sorted(rows.items())
    ]
    with open(OUTPUT, "w", encoding="utf-8") as out:
        out.write(HEAD + f"tagger transitions\t{transitions}\n")
        for start in range(0, len(cells), 1000):
            out.write(f"tagger weights {start // 1000}\t{''.join(cells[start:start + 1000])}\n")
    size = os.path.getsize(OUTPUT)
    print(f"{len(rows)} features, {sum(map(len, rows.values()))} weights, largest {largest:.1f}, {cut} cut; {size} bytes")


ABLATION = [
    ("word, affixes, length, neighbours", "bare particles wordClass listType listKind rule rulePair title profile wholeProfile profilePair"),
    ("+ form without article, particles", "wordClass listType listKind rule rulePair title profile wholeProfile profilePair"),
    ("+ word profiles", "wordClass listType listKind rule rulePair title"),
    ("+ classes of the word lists", "listType listKind rule rulePair title"),
    ("+ entries of the word lists", "rule rulePair title"),
    ("+ what the rules found (all)", ""),
    ("all without word profiles", "profile wholeProfile profilePair"),
]  # fmt: skip


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("corpora")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--ablation", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = examples(arguments.corpora, "anercorp-train", folder)
        if arguments.cross_validate:
            print("%-38s %s" % ("rules alone", score(data, by_rules(data))), flush=True)
            for name, without in ABLATION if arguments.ablation else [("all", "")]:
                start = time.time()
                result = score(data, cross_validated(data, without=without.split()))
                print("%-38s %s  (%.0f s)" % (name, result, time.time() - start), flush=True)
            return
        train(data, folder + "/model")
        write_model(folder + "/model")
        dev = examples(arguments.corpora, "anercorp-dev", folder)
        print("anercorp-dev, tagger alone: " + score(dev, tag(folder + "/model", dev)))


if __name__ == "__main__":
    main()
