#!/usr/bin/env python3
"""Makes frequent-words.tsv of KhabarEntities: ordinary words that common-words.tsv lacks.

  frequent_words.py FREQUENCIES LEXICONS

FREQUENCIES: tab-separated word and Zipf frequency (wordfreq 3.1.1, data CC BY-SA 4.0; so is the list made of it).
A word counts as ordinary when it is frequent, stands in several of the forms that nouns, adjectives and verbs take, and is in
no list of names. LEXICONS: the folder of the module's word lists, read and written.
"""
import re
import sys

from entity_word_lists import fold, keys

NAMES = 'given-names family-names countries cities places divisions towns organisations media'.split()
KNOWN = ('common-words function-words verbs demonyms titles title-adjectives sources source-adjectives body-heads place-heads '
         'name-particles sport-words work-heads event-heads').split()
ENDINGS = ('ه', 'ها', 'هم', 'ات', 'ين', 'ون', 'يه', 'ا', 'نا', 'وا', 'ت', 'تها', 'ته', 'ي')


def without_article(word):
    return word[2:] if word.startswith('ال') and len(word) > 4 else word


def main(path, folder, least=3.7):
    frequency = {}
    for line in open(path, encoding='utf-8'):
        word, value = line.rstrip('\n').split('\t')[:2]
        if value[:1].isdigit():
            frequency[fold(word)] = max(frequency.get(fold(word), 0), float(value))
    names = set().union(*(keys(f'{folder}/{name}.tsv') for name in NAMES))
    known = set().union(*(keys(f'{folder}/{name}.tsv') for name in KNOWN))
    families = {}
    for word in frequency:
        base = without_article(word)
        families.setdefault(base, set()).add('ال' if base != word else '')
        for ending in ENDINGS:
            if base.endswith(ending) and len(base) - len(ending) >= 3:
                families.setdefault(base[:-len(ending)], set()).add(ending)
        for prefix in ('ي', 'ت', 'ن', 'سي', 'م'):
            if word.startswith(prefix) and len(word) - len(prefix) >= 3:
                families.setdefault(word[len(prefix):], set()).add(prefix + '-')
    chosen = []
    for word, value in sorted(frequency.items(), key=lambda pair: (-pair[1], pair[0])):
        base = without_article(word)
        if value < least or word in known or word in names or not re.fullmatch('[\u0621-\u064a]{3,}', word):
            continue
        if re.match('[وفبلك](ال|لل)|لل', word) or len(word) > 4 and re.search('(ها|هم|نا|كم)$', word):
            continue
        if base in names or 'ال' + base in names or word[0] in 'وفبلك' and frequency.get(word[1:], 0) > value - 0.3:
            continue
        forms = set(families.get(base, ()))
        for ending in ENDINGS:
            if base.endswith(ending) and len(base) - len(ending) >= 3:
                forms |= families.get(base[:-len(ending)], set())
        if len(forms) >= 3 or value > 4.3 and len(forms) >= 2:
            chosen.append(word)
    with open(f'{folder}/frequent-words.tsv', 'w', encoding='utf-8') as file:
        file.write('# source: word frequencies of wordfreq 3.1.1, words chosen by the forms they occur in (Tools/frequent_words.py)\n'
                   '# licence: CC-BY-SA-4.0 (wordfreq data)\n# Further frequent words that are no names, folded.\nword\n')
        file.writelines(word + '\n' for word in chosen)


if __name__ == '__main__':
    main(*sys.argv[1:])
