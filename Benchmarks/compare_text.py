#!/usr/bin/env python3
"""Folding, sentences and tokens beside peers, in one run, one thread, CPU time.

  compare_text.py FOLDER OF .txt FILES [--khabar .build/release/khabar] [--floor PROGRAM] [--rounds 3] [--articles 200]

Khabar's figures are those of whole runs in one worker, the least of the rounds: a stage costs what a run takes more with it. PROGRAM normalizes in
C with an offset map: `PROGRAM norm LISTFILE ROUNDS` prints `norm<TAB>seconds<TAB>bytes` lines. Peers that are not
installed (pyarabic, camel-tools, spacy, PyICU, pyahocorasick) are left out with a line. Only ratios travel between machines.
"""
import argparse
import glob
import json
import os
import resource
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


def cpu_seconds(khabar, folder, stages):
    """CPU time of one run, start-up, reading and writing with it."""
    pipeline = {
        "version": 1, "workers": 1, "source": {"kind": "text", "paths": [folder]},
        "stages": stages, "sinks": [{"kind": "text", "path": "out.txt"}],
    }
    with tempfile.TemporaryDirectory() as place:
        json.dump(pipeline, open(place + "/p.json", "w"))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [os.path.abspath(khabar), "run", "p.json", "--quiet"], cwd=place, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def stages(khabar, folder, rounds):
    """CPU seconds of each stage: what a run takes more with it than without. The stage's start-up counts with it."""
    fold = {p: {"stage": "fold", "options": {"profile": p}} for p in ("search", "light", "aggressive")}
    names = ["sentences", "tokens", "words"]
    runs = {"": [], **{"fold " + p: [stage] for p, stage in fold.items()}}
    for k, name in enumerate(names):
        runs[name] = [fold["search"]] + [{"stage": n} for n in names[:k + 1]]
    best = {}
    for _ in range(rounds):
        for name, pipeline in runs.items():
            seconds = cpu_seconds(khabar, folder, pipeline)
            best[name] = min(best.get(name, seconds), seconds)
    previous = {"sentences": "fold search", "tokens": "sentences", "words": "tokens"}
    return {n: max(best[n] - best[previous.get(n, "")], 1e-6) for n in best if n}


PEERS = {
    "fold: pyarabic chain": pyarabic_chain, "fold: camel-tools chain": camel_chain, "tokens: ICU break iterator": icu_words,
    "tokens: spaCy blank ar": spacy_blank, "tokens: camel-tools": camel_tokens, "words: pyahocorasick, 31,565 words": aho_corasick,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--khabar", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.build/release/khabar"))
    parser.add_argument("--floor")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--only", help="internal: one peer, in this process")
    a = parser.parse_args()
    files = sorted(glob.glob(os.path.join(a.folder, "*.txt")))
    if a.only:
        texts = [open(f, encoding="utf-8").read() for f in files[:a.articles]]
        run = PEERS[a.only]()
        best = float("inf")
        for _ in range(a.rounds):
            start = time.process_time()
            for text in texts:
                run(text)
            best = min(best, time.process_time() - start)
        print(json.dumps({"seconds": best, "bytes": sum(len(t.encode()) for t in texts), "words": sum(len(t.split()) for t in texts)}))
        return
    table = {}
    if a.floor:
        with tempfile.NamedTemporaryFile("w", suffix=".list") as listing:
            listing.write("\n".join(files) + "\n")
            listing.flush()
            out = subprocess.run([a.floor, "norm", listing.name, str(a.rounds + 2)], capture_output=True, text=True).stdout
        rows = [line.split("\t") for line in out.splitlines() if line.startswith("norm")]
        if rows:
            table["fold: C floor"] = max(int(r[2]) / float(r[1]) for r in rows) / 1e6, None
    total = sum(os.path.getsize(f) for f in files)
    words = sum(len(open(f, encoding="utf-8").read().split()) for f in files)
    best = stages(a.khabar, a.folder, a.rounds)
    for job, seconds in best.items():
        table["khabar " + job] = total / seconds / 1e6, words / seconds / 1e3
    if "tokens" in best:
        both = best["sentences"] + best["tokens"]
        table["khabar sentences + tokens"] = total / both / 1e6, words / both / 1e3
    for name in PEERS:
        out = subprocess.run(
            [sys.executable, __file__, a.folder, "--only", name, "--rounds", str(a.rounds), "--articles", str(a.articles)],
            capture_output=True, text=True)
        if out.returncode:
            print("%s: left out (%s)" % (name, (out.stderr.strip().splitlines() or ["?"])[-1][:80]))
            continue
        j = json.loads(out.stdout.splitlines()[-1])
        table[name] = j["bytes"] / j["seconds"] / 1e6, j["words"] / j["seconds"] / 1e3
    print("%-40s %10s %12s" % ("", "MB/s", "k words/s"))
    for name, (rate, words) in table.items():
        print("%-40s %10.1f %12s" % (name, rate, "%.0f" % words if words else ""))

    def ratio(title, ours, other):
        if ours in table and other in table:
            print("%-60s %.2f" % (title, table[ours][0] / table[other][0]))
    ratio("folding with alignment / C floor", "khabar fold search", "fold: C floor")
    ratio("folding with alignment / pyarabic", "khabar fold search", "fold: pyarabic chain")
    ratio("folding with alignment / camel-tools", "khabar fold search", "fold: camel-tools chain")
    ratio("sentences + tokens with segments / spaCy blank ar", "khabar sentences + tokens", "tokens: spaCy blank ar")
    ratio("sentences + tokens with segments / ICU break iterator", "khabar sentences + tokens", "tokens: ICU break iterator")
    ratio("tokens with segments / pyahocorasick", "khabar tokens", "words: pyahocorasick, 31,565 words")


if __name__ == "__main__":
    main()
