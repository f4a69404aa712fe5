#!/usr/bin/env python3
"""Folding, sentences and tokens beside peers: each in memory, one thread, CPU time.

  compare_text.py FOLDER OF .txt FILES [--bench Benchmarks/.build/release/KhabarBenchmarks] [--floor PROGRAM] [--rounds 5]

All are run once a round, one after the other, so that a slow moment of the machine meets all of them; a ratio is taken
within a round, and the median of the rounds is printed with the least and the most. PROGRAM normalizes in C with an offset
map: `PROGRAM norm LISTFILE ROUNDS` prints `norm<TAB>seconds<TAB>bytes` lines. Peers that are not installed (pyarabic,
camel-tools, spacy, PyICU, pyahocorasick) are left out with a line. Only ratios travel between machines.
"""
import argparse
import glob
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time


def pyarabic_chain():
    import pyarabic.araby as a
    return lambda s: a.normalize_teh(a.normalize_alef(a.strip_tatweel(a.strip_tashkeel(s))))


def camel_chain():
    from camel_tools.utils.dediac import dediac_ar
    from camel_tools.utils.normalize import (
        normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar, normalize_unicode)
    return lambda s: normalize_teh_marbuta_ar(
        normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(normalize_unicode(s)))))


def icu_words():
    import icu
    iterator = icu.BreakIterator.createWordInstance(icu.Locale("ar"))

    def run(s):
        iterator.setText(s)
        return sum(1 for _ in iterator)
    return run


def spacy_blank():
    import spacy
    return spacy.blank("ar")


def camel_tokens():
    from camel_tools.tokenizers.word import simple_word_tokenize
    return simple_word_tokenize


def aho_corasick():
    import ahocorasick
    automaton = ahocorasick.Automaton()
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Sources/KhabarArabic/Lexicons/word-counts.tsv")
    for line in open(here, encoding="utf-8"):
        if not line.startswith("#"):
            for word in line.rstrip("\n").split("\t")[-1].split(" "):
                automaton.add_word(word, len(word))
    automaton.make_automaton()
    return lambda s: sum(1 for _ in automaton.iter(s))


PEERS = {
    "fold: pyarabic chain": pyarabic_chain, "fold: camel-tools chain": camel_chain, "tokens: ICU break iterator": icu_words,
    "tokens: spaCy blank ar": spacy_blank, "tokens: camel-tools": camel_tokens, "words: pyahocorasick, 31,565 words": aho_corasick,
}
RATIOS = [
    ("fold search", "fold: C floor"), ("fold search", "fold: pyarabic chain"), ("fold search", "fold: camel-tools chain"),
    ("fold, sentences, tokens", "tokens: spaCy blank ar"), ("fold, sentences, tokens", "tokens: ICU break iterator"),
    ("the same and segments", "tokens: spaCy blank ar"), ("the same and segments", "tokens: ICU break iterator"),
    ("the same and segments", "words: pyahocorasick, 31,565 words"),
]


def peer(name, files):
    """The MB/s of a peer over the files, in this process, the best of three times: the first fills its caches."""
    texts = [open(f, encoding="utf-8").read() for f in files]
    run = PEERS[name]()
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            run(text)
        best = min(best, time.process_time() - start)
    return sum(len(t.encode()) for t in texts) / best / 1e6


def floor(program, files):
    with tempfile.NamedTemporaryFile("w", suffix=".list") as listing:
        listing.write("\n".join(files) + "\n")
        listing.flush()
        out = subprocess.run([program, "norm", listing.name, "3"], capture_output=True, text=True, check=True).stdout
    rows = [line.split("\t") for line in out.splitlines() if line.startswith("norm")]
    return max(int(r[2]) / float(r[1]) for r in rows) / 1e6


def khabar(program, folder):
    """The MB/s of each row of `KhabarBenchmarks --text`."""
    out = subprocess.run([program, "--text", folder], capture_output=True, text=True, check=True).stdout
    return {line[:26].strip(): float(line[26:].split()[1]) for line in out.splitlines()[2:]}


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--bench", default=os.path.join(here, ".build/release/KhabarBenchmarks"))
    parser.add_argument("--floor")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=100, help="texts given to the peers, which are slower")
    parser.add_argument("--only", help="internal: one peer, in this process")
    a = parser.parse_args()
    files = sorted(glob.glob(os.path.join(a.folder, "*.txt")))
    if not files:
        parser.error("no .txt files in " + a.folder)
    if a.only:
        print(peer(a.only, files[:a.articles]))
        return
    if not os.path.exists(a.bench):
        parser.error("%s is missing: build it with `swift build -c release --package-path Benchmarks`" % a.bench)
    rounds, left_out = [], set()
    for _ in range(a.rounds):
        rates = khabar(a.bench, a.folder)
        if a.floor:
            rates["fold: C floor"] = floor(a.floor, files)
        for name in PEERS:
            if name in left_out:
                continue
            command = [sys.executable, __file__, a.folder, "--only", name, "--articles", str(a.articles)]
            out = subprocess.run(command, capture_output=True, text=True)
            if out.returncode:
                left_out.add(name)
                print("%s: left out (%s)" % (name, (out.stderr.strip().splitlines() or ["?"])[-1][:80]))
                continue
            rates[name] = float(out.stdout.split()[-1])
        rounds.append(rates)
    print("%-62s %10s %10s %10s" % ("MB/s", "median", "least", "most"))
    for name in rounds[0]:
        values = [r[name] for r in rounds]
        print("%-62s %10.1f %10.1f %10.1f" % (name, statistics.median(values), min(values), max(values)))
    print("%-62s" % "ratios")
    for ours, other in RATIOS:
        if ours in rounds[0] and other in rounds[0]:
            values = [r[ours] / r[other] for r in rounds]
            print("%-62s %10.2f %10.2f %10.2f" % (
                "%s / %s" % (ours, other), statistics.median(values), min(values), max(values)))


if __name__ == "__main__":
    main()
