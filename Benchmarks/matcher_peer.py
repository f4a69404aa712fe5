#!/usr/bin/env python3
"""What MatcherBenchmark measures, with pyahocorasick: one C pass over each line, CPU time, best of seven.

  matcher_peer.py TEXTS NAMES…        needs pyahocorasick

The lines are folded before the measurement, as the words are that MatcherBenchmark matches.
"""
import re
import sys
import time

import ahocorasick


def fold(text):
    text = re.sub('[\u064b-\u065f\u0670\u0640]', '', text)
    return text.translate(str.maketrans('أإآٱىة', 'اااايه'))


lines = [fold(line) for line in open(sys.argv[1], encoding='utf-8') if line.strip()]
size = sum(len(line.encode()) for line in lines)
for path in sys.argv[2:]:
    names = {fold(line.split('\t')[0].rstrip('\n')) for line in open(path, encoding='utf-8')}
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, len(name))
    automaton.make_automaton()
    best = 1e9
    for _ in range(7):
        start = time.process_time()
        found = 0
        for line in lines:
            for _ in automaton.iter_long(line):
                found += 1
        best = min(best, time.process_time() - start)
    print(f'{len(names)} names: pyahocorasick {size / 1e6 / best:7.1f} MB/s {best * 1e3:8.2f} ms  {found} matches')
