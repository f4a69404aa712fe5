#!/usr/bin/env python3
"""Score the built program on the articles of Tests/Fixtures/news. Standard library only.

  score_news.py                     run .build/release/khabar on every article and print the measures
  score_news.py --gate              also exit 1 where a measure lies under its floor in Tests/Fixtures/news/floors.json
  score_news.py --update            raise the floors to what is measured, in whole points; no floor is ever lowered
  score_news.py --misses [NAME …]   also print the statements that are missed or wrong, for reading

  --khabar PATH   the program           --only NAME …   these articles only
  --predictions DIR   score NAME.json documents of that folder instead of running the program

How it counts. Mentions: exact, and by overlap. A statement matches when the token F1 of its content is 0.8 or more (cue overlap
breaks ties), one to one; `attributed` wants content and speaker, `full` content, speaker and chain of sources. A predicted
entity is resolved to the gold entity with which it shares most mentions, a literal by its span, else by name. Dates: overlap
and the same value, time of day ignored. Quantities: overlap and the same number. Casualties: overlap, kind, number. Events: type
and a shared trigger. Inherited links of a chain are neither asked for nor punished. An article with `layers` in its gold is
counted in the measures of those layers only. Articles with a `set` in their gold have a table and floors of their own.
"""
import argparse, hashlib, json, math, os, re, subprocess, sys, unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GOLD = os.path.join(ROOT, 'Tests', 'Fixtures', 'news')
FLOORS = os.path.join(GOLD, 'floors.json')
DROPPED = re.compile('[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
FOLD = str.maketrans('أإآٱىةؤئ٠١٢٣٤٥٦٧٨٩', 'اااايهوي0123456789')
WEAK = {'في', 'من', 'على', 'باسم', 'مسوول', 'متحدث', 'المتحدث', 'وزير', 'الرييس', 'رييس', 'وكاله', 'قناه'}
LAYERS = {'sentences': ['sentences'], 'entities': ['mention exact', 'mention overlap', 'mention type', 'coreference'],
          'statements': ['cue', 'content', 'attributed', 'full', 'speaker', 'chain, sourced', 'addressee', 'mode', 'quoted'],
          'dates': ['date'], 'quantities': ['quantity'], 'casualties': ['casualty', 'casualty source'],
          'events': ['event', 'event participants']}
MEASURES = [m for measures in LAYERS.values() for m in measures]


def folded(text):
    text = DROPPED.sub('', unicodedata.normalize('NFKC', text or '')).translate(FOLD)
    return ' '.join(re.findall(r'\w+', text.replace('_', ' ')))


def overlap(a, b):
    return max(0, min(a['end'], b['end']) - max(a['start'], b['start']))


def bare(word):
    return word[2:] if word.startswith('ال') and len(word) > 4 else word


def same_name(ours, theirs):
    """Equal, or every word of one in the other, with one word that says something."""
    for a in ours:
        for b in theirs:
            if bare(a) == bare(b):
                return True
            p, q = set(a.split()), set(b.split())
            if (p <= q or q <= p) and (min(p, q, key=len) - WEAK):
                return True
    return False


class Document:
    def __init__(self, data, text, gold=None):
        self.data, self.text, self.gold = data, text, gold
        self.entities = {e['id']: e for e in self['entities']}
        self.resolved = {}
        for id, e in self.entities.items() if gold else ():
            shared = {g: sum(any(overlap(m, x) for x in other['mentions']) for m in e.get('mentions', []))
                      for g, other in gold.entities.items()}
            best = max(shared, key=shared.get, default=None)
            self.resolved[id] = best if best and shared[best] else None

    def __getitem__(self, layer):
        return self.data.get(layer) or []

    def names(self, party):
        entity = self.entities.get(party.get('entity'))
        all = [party.get('literal')] + ([entity.get('canonical')] if entity else [])
        all += [m.get('text') or self.text[m['start']:m['end']] for m in (entity or {}).get('mentions', [])]
        return {folded(x) for x in all} - {''}

    def gold_entity(self, party):
        if party.get('entity') in self.entities:
            return self.resolved[party['entity']]
        if 'start' in party:
            for id, e in self.gold.entities.items():
                if any(overlap(party, m) for m in e['mentions'] + e.get('titles', [])):
                    return id
        return None

    def is_same(self, party, theirs):
        """Whether our `party` is the gold's `theirs`."""
        if not party or not theirs:
            return not party and not theirs
        id = self.gold_entity(party)
        if id is not None and id == theirs.get('entity'):
            return True
        own = self.entities.get(party.get('entity'))
        names = {folded(own.get('canonical'))} - {''} if own else self.names(party)
        return same_name(names, self.gold.names(theirs))

    def has_chain(self, links, wanted):
        i = 0
        for link in links:
            while i < len(wanted) and not self.is_same(link, wanted[i]):
                if not wanted[i].get('inherited'):
                    return False
                i += 1
            if i == len(wanted):
                return False
            i += 1
        return all(x.get('inherited') for x in wanted[i:])


def pairs(gold, ours, worth):
    """One to one, the best first."""
    all = [(worth(g, p), -i, -k) for i, g in enumerate(gold) for k, p in enumerate(ours)]
    used, out = (set(), set()), []
    for value, i, k in sorted((x for x in all if x[0] > 0), reverse=True):
        if i not in used[0] and k not in used[1]:
            used[0].add(i), used[1].add(k), out.append((-i, -k))
    return out


def day(value):
    value = str(value or '')
    return value.split('T')[0] if re.match(r'[\dX]{4}', value) else value


def same_number(a, b):
    if a is None or b is None:
        return a is None and b is None
    return abs(float(a) - float(b)) <= 1e-9 * max(1, abs(a), abs(b))


def word_sets(text, statements):
    words = [m.span() for m in re.finditer(r'\w+', text)]
    return [{i for i, (a, b) in enumerate(words) if any(a < s['end'] and s['start'] < b for s in x.get('content') or [])}
            for x in statements]


def cue_spans(statement):
    cue = statement.get('cue') or {}
    return [x for x in (cue, cue.get('with') or {}) if 'start' in x]


def same_cue(a, b):
    return any(overlap(x, y) for x in cue_spans(a) for y in cue_spans(b))


def statement_pairs(text, gold, ours):
    g, p = word_sets(text, gold), word_sets(text, ours)

    def worth(i, k):
        if not g[i] or not p[k]:
            return 0
        f = 2 * len(g[i] & p[k]) / (len(g[i]) + len(p[k]))
        return f + (0.5 if same_cue(gold[i], ours[k]) else 0) if f >= 0.8 else 0
    return pairs(range(len(gold)), range(len(ours)), worth)


def score(gold_data, data, text):
    """For each measure: right, in the gold, found."""
    gold = Document(gold_data, text)
    ours = Document(data, text, gold)
    out = {}
    spans = lambda layer, d: {(x['start'], x['end']) for x in d[layer]}

    def count(measure, right, wanted, found):
        out[measure] = [right, wanted, found]

    count('sentences', len(spans('sentences', gold) & spans('sentences', ours)), len(gold['sentences']), len(ours['sentences']))
    named = lambda d: [dict(m, type=e.get('type'), of=e['id']) for e in d['entities'] if e.get('named', True)
                       for m in e.get('mentions', []) if m.get('form') != 'desc']
    soft = [m for e in gold['entities'] for m in e['mentions'] if not e.get('named', True) or m.get('form') == 'desc']
    g = named(gold)
    p = [m for m in named(ours) if any(overlap(m, x) for x in g) or not any(overlap(m, x) for x in soft)]
    exact = pairs(g, p, lambda a, b: all(a[k] == b[k] for k in ('start', 'end', 'type')))
    near = pairs(g, p, overlap)
    count('mention exact', len(exact), len(g), len(p))
    count('mention overlap', len(near), len(g), len(p))
    count('mention type', sum(g[i]['type'] == p[k]['type'] for i, k in near), len(near), len(near))
    precision = recall = 0
    for i, k in near:                                              # B-cubed over the mentions both have
        a = {x for x, _ in near if g[x]['of'] == g[i]['of']}
        b = {x for x, y in near if p[y]['of'] == p[k]['of']}
        precision, recall = precision + len(a & b) / len(b), recall + len(a & b) / len(a)
    out['coreference'] = [2 * precision * recall / (precision + recall) if near else 0, len(near), len(near)]

    g, p = gold['statements'], ours['statements']
    matched = statement_pairs(text, g, p)
    speaker = {(i, k) for i, k in matched if ours.is_same(p[k].get('speaker'), g[i].get('speaker'))}
    chain = {(i, k) for i, k in matched if ours.has_chain(p[k].get('source_chain') or [], g[i].get('source_chain') or [])}
    sourced = {(i, k) for i, k in matched if any(not x.get('inherited') for x in g[i].get('source_chain') or [])}
    count('cue', len(pairs(g, p, lambda a, b: int(same_cue(a, b)))), len(g), len(p))
    count('content', len(matched), len(g), len(p))
    count('attributed', len(speaker), len(g), len(p))
    count('full', len(speaker & chain), len(g), len(p))
    count('speaker', len(speaker), len(matched), len(matched))
    count('chain, sourced', len(sourced & chain), len(sourced), len(sourced))
    told = [0, 0, 0]
    for i, k in matched:
        a, b = g[i].get('addressee') or [], p[k].get('addressee') or []
        found = pairs(a, b, lambda x, y: int(ours.is_same(y, x)))
        told = [told[0] + len(found), told[1] + len(a), told[2] + len(b)]
    count('addressee', *told)
    count('mode', sum(g[i].get('mode') == p[k].get('mode') for i, k in matched), len(matched), len(matched))
    quoted = lambda all: {(q['start'], q['end']) for s in all for q in s.get('quoted') or []}
    count('quoted', len(quoted(g) & quoted(p)), len(quoted(g)), len(quoted(p)))

    layer = lambda name, worth: (gold[name], ours[name], pairs(gold[name], ours[name], worth))
    g, p, m = layer('dates', lambda a, b: overlap(a, b) if day(a['value']) == day(b.get('value')) else 0)
    count('date', len(m), len(g), len(p))
    g, p, m = layer('quantities', lambda a, b: overlap(a, b) if same_number(a['value'], b.get('value')) and (
        a['value'] is not None or a.get('modifier') == b.get('modifier')) else 0)
    count('quantity', len(m), len(g), len(p))
    g, p, m = layer('casualties', lambda a, b: overlap(a, b) if a['kind'] == b.get('kind') and same_number(
        a['number'], b.get('number')) else 0)
    count('casualty', len(m), len(g), len(p))
    last = lambda x: (x.get('attributed_to') or [None])[-1]
    count('casualty source', sum(ours.is_same(last(p[k]), last(g[i])) for i, k in m), len(m), len(m))
    g, p, m = layer('events', lambda a, b: sum(overlap(x, y) > 0 for x in a['triggers'] for y in b.get('triggers') or [])
                    if a['type'] == b.get('type') else 0)
    count('event', len(m), len(g), len(p))
    people = [0, 0, 0]
    for i, k in m:
        a, b = g[i].get('participants') or [], p[k].get('participants') or []
        people = [people[0] + len(pairs(a, b, lambda x, y: int(ours.is_same(y, x)))), people[1] + len(a), people[2] + len(b)]
    count('event participants', *people)
    only = gold_data['doc'].get('layers') or LAYERS
    return {m: out[m] for l in only for m in LAYERS[l]}


def f1(right, wanted, found):
    return 200 * right / (wanted + found) if wanted + found else 100.0


def run(khabar, gold, path):
    command = [khabar, 'extract', '--format', 'json', '--quiet', '--input-format', 'text']
    if gold['doc'].get('reference_date'):
        command += ['--reference-date', gold['doc']['reference_date']]
    return json.loads(subprocess.run(command + [path], check=True, capture_output=True).stdout)[0]


def misses(name, gold, data, text):
    a, b = Document(gold, text), None
    b = Document(data, text, a)
    g, p = a['statements'], b['statements']
    matched = dict(statement_pairs(text, g, p))

    def who(d, party):
        if not party:
            return '-'
        e = d.entities.get(party.get('entity'))
        return party.get('literal') or (e or {}).get('canonical') or (e['mentions'][0]['text'] if e and e['mentions'] else '?')

    def line(d, s):
        chain = ' < '.join(who(d, x) + ('^' if x.get('inherited') else '') for x in s.get('source_chain') or [])
        return f"{s['cue']['text']} | {who(d, s.get('speaker'))} | ch {chain} | {' + '.join(c['text'] for c in s['content'])}"
    print(f'\n== {name}')
    for i, s in enumerate(g):
        if i not in matched:
            print('  missed ', line(a, s))
            continue
        o = p[matched[i]]
        wrong = [w for w, ok in (('speaker', b.is_same(o.get('speaker'), s.get('speaker'))),
                                 ('chain', b.has_chain(o.get('source_chain') or [], s.get('source_chain') or []))) if not ok]
        if wrong:
            print(f"  {'+'.join(wrong)}\n     gold", line(a, s), '\n     ours', line(b, o), o.get('rule'))
    for k, s in enumerate(p):
        if k not in matched.values():
            print('  surplus', line(b, s), '|', s.get('rule'))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--khabar', default=os.path.join(ROOT, '.build', 'release', 'khabar'))
    ap.add_argument('--gate', action='store_true')
    ap.add_argument('--update', action='store_true')
    ap.add_argument('--misses', nargs='*')
    ap.add_argument('--only', nargs='+')
    ap.add_argument('--predictions')
    a = ap.parse_args()
    totals, digest, per = {}, hashlib.sha256(), []
    for file in sorted(x for x in os.listdir(GOLD) if x.endswith('.gold')):
        name = file[:-5]
        digest.update(open(os.path.join(GOLD, file), 'rb').read())
        if a.only and name not in a.only:
            continue
        path = os.path.join(GOLD, name)
        gold = json.load(open(path + '.json', encoding='utf-8'))
        text = open(path + '.txt', encoding='utf-8', newline='').read()
        data = json.load(open(os.path.join(a.predictions, name + '.json'), encoding='utf-8')) if a.predictions else run(
            a.khabar, gold, path + '.txt')
        counts = score(gold, data, text)
        per.append((name, counts))
        total = totals.setdefault(gold['doc'].get('set', 'floors'), {})
        for measure, values in counts.items():
            total[measure] = [x + y for x, y in zip(total.get(measure, [0, 0, 0]), values)]
        if a.misses is not None and (not a.misses or name in a.misses):
            misses(name, gold, data, text)
    print(f"\n{'article':26}{'attributed':>12}{'full':>8}{'of':>5}")
    for name, counts in per:
        print(f"{name:26}{f1(*counts['attributed']):12.1f}{f1(*counts['full']):8.1f}{counts['attributed'][1]:5}")
    measured = {}
    for part, total in sorted(totals.items()):
        measured[part] = {m: round(f1(*total[m]), 2) for m in MEASURES if m in total}
        title = 'measure' if part == 'floors' else f'measure, {part}'
        print(f"\n{title:26}{'F1':>8}{'gold':>7}{'found':>7}{'right':>8}")
        for measure, value in measured[part].items():
            right, wanted, found = total[measure]
            print(f'{measure:26}{value:8.1f}{wanted:7}{found:7}{right:8.0f}')
    if not a.gate and not a.update:
        return 0
    if a.only or a.predictions:
        print('floors are for all articles and the built program: neither --only nor --predictions', file=sys.stderr)
        return 2
    old = json.load(open(FLOORS, encoding='utf-8')) if os.path.exists(FLOORS) else dict(gold_sha256=None)
    floor = {(part, m): value for part in old if part != 'gold_sha256' for m, value in old[part].items()}
    reached = {(part, m): value for part in measured for m, value in measured[part].items()}
    named = lambda key: key[1] if key[0] == 'floors' else f'{key[1]} ({key[0]})'
    if a.update:
        same = old['gold_sha256'] == digest.hexdigest()
        fallen = [named(k) for k, value in reached.items() if value < floor.get(k, 0)]
        if fallen and not same:
            print('the gold changed and these fell; a floor is lowered by hand or not at all: ' + ', '.join(fallen), file=sys.stderr)
            return 1
        if fallen:
            print('under the floor, which stays: ' + ', '.join(fallen), file=sys.stderr)
        new = dict(gold_sha256=digest.hexdigest())
        for part, m in reached:
            new.setdefault(part, {})[m] = max(math.floor(reached[part, m]), floor.get((part, m), 0))
        with open(FLOORS, 'w', encoding='utf-8', newline='\n') as out:
            out.write(json.dumps(new, ensure_ascii=False, indent=1) + '\n')
        return 1 if fallen else 0
    bad = [f'{named(k)}: {reached.get(k, 0)} is under its floor {value}' for k, value in floor.items() if reached.get(k, 0) < value]
    if old['gold_sha256'] != digest.hexdigest():
        bad.append('the gold is not the one the floors were measured on: score_news.py --update')
    print('\n'.join(bad), file=sys.stderr)
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
