#!/usr/bin/env python3
"""Make NAME.txt and NAME.json (scheme khabar-news-gold/1) from NAME.gold. Standard library only.

  build_gold.py            write both files for every *.gold in this folder
  build_gold.py --check    write nothing; exit 1 if a file differs from what its source gives
  build_gold.py --lint     also print digits, weekdays, months, reporting verbs and quotations that no annotation covers
  build_gold.py --show NAME   print the annotations of one article, for reading

A line `layers: statements` says that nothing but these layers (and the entities they name) is annotated. A line
`set: NAME` makes an article count in a table of its own.

A NAME.gold file: `key: value` lines, a line `--- text`, the paragraphs, a line `--- gold`, one annotation a line.
Fields are separated by `|`, lists by ` ; `. An empty field or `-` is null.

  E id | TYPE[/subtype][!] | canonical | mentions | titles        `!`: no name (named: false)
      mention: [form:]locator; all its occurrences that no longer name covers. Forms: n name (default when equal to
      canonical), s short (default otherwise), v variant, a acronym, t title, d desc (default with `!`).
  S cue lemma type | speaker | content [+ content] | key=value …
      cue: nearest before the content in its paragraph; `>cue`: nearest after it.
      speaker: `id:mention` (nearest to the cue in its sentence), `id` (implicit), `="literal"`.
      keys: to (addressees: ids or "literal"), ch (source chain, outermost first, `^` after an id: inherited), p (parent),
      t (time), pl (place), set (setting), w (second marker), co (further speakers), mode.
  D locator | value | mod=… | orig=…                              `orig`: the Hijri value
  Q locator | value | unit | kind | modifier | of
  C locator | value | unit | casualty kind | modifier | as_of | by | place      also makes the quantity
  V type | triggers | role=id or role="literal", … | date | place | status

Locator: the words themselves, which must occur once as whole words (attached و ف ب ل ك س may stand before them);
`words@2` the second occurrence, `words@*` all; `before [words] after` the part in brackets; `first words…last words` a
stretch, taken from the first place where the first words stand to the next place where the last words stand.
"""
import hashlib, json, os, re, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
PROCLITIC = re.compile(r'(?:[وف]?(?:[بلكس]|لل)?|#)\Z')
LETTER = re.compile(r'[^\W\d_]|[\u064b-\u0652]')
QUOTES = {'"': '"', '«': '»', '“': '”'}
COMPLEMENTISERS = {'أن', 'إن', 'بأن', 'أنه', 'أنها', 'إنه', 'إنها', 'أنهم', 'إنهم', 'بأنه', 'بأنها', 'بأنهم'}
FORMS = dict(n='name', s='short', v='variant', a='acronym', t='title', d='desc')
CAMEO = dict(meeting='04', visit='04', call='04', negotiation='04', press_conference='01', agreement='05', aid='07',
             investigation='09', demand='10', disapproval='11', protest='14', arrest='17', trial='17', verdict='17',
             sanction='17', attack='18', military_operation='19', accident='--', disaster='--', election='--',
             appointment='--', dismissal='--', sport_match='--', transfer='--', business='--')
CUE_TYPES = set('''statement attribution opinion claim denial accusation admission demand promise threat warning question
prediction announcement reveal inform emphasis emotion proposal approval disapproval refusal reply relay'''.split())
KINDS = {'count', 'money', 'percent', 'measure', 'age', 'duration', 'ordinal'}
CASUALTIES = {'killed', 'injured', 'missing', 'displaced', 'detained', 'casualties'}
MODIFIERS = {'exact', 'approx', 'at_least', 'more_than', 'less_than', 'up_to', 'dozens', 'hundreds', 'thousands', 'millions'}
STATUSES = {'occurred', 'ongoing', 'planned', 'requested', 'not_occurred'}


class Fault(Exception):
    pass


def need(condition, message):
    if not condition:
        raise Fault(message)


def fields(line):
    return [f.strip() for f in line.split('|')]


def items(field):
    return [x.strip() for x in field.split(' ; ') if x.strip()] if field and field != '-' else []


def null(field):
    return None if field in ('', '-', None) else field


def sentences(text):
    """A paragraph end closes a sentence; so does . ! ? ؟ before a space or the paragraph end, closing marks included."""
    out, start = [], 0
    for i, c in enumerate(text):
        if c == '\n':
            if start < i:
                out.append((start, i))
            start = i + 1
        elif c in '.!?؟' and i >= start and not (c == '.' and '.' in (text[i - 1:i] + text[i + 1:i + 2])):
            j = i + 1
            while j < len(text) and text[j] in '"»”)':
                j += 1
            if j < len(text) and j > i + 1 and text[j] == '.':
                j += 1
            if j < len(text) and text[j] in ' \n':
                out.append((start, j))
                start = j + 1
    return out


class Article:
    def __init__(self, name, source):
        self.name = name
        head, rest = source.split('--- text\n', 1)
        body, gold = rest.split('--- gold\n', 1)
        self.meta = dict(line.split(': ', 1) for line in head.splitlines() if ': ' in line and line[0] != '#')
        self.text = body.strip('\n') + '\n'
        need(unicodedata.normalize('NFC', self.text) == self.text, 'text is not NFC')
        self.sents = sentences(self.text)
        self.entities, self.statements, self.dates, self.quantities, self.casualties, self.events = [], [], [], [], [], []
        lines = [x.strip() for x in gold.splitlines() if x.strip() and x[0] != '#']
        for kind in 'ESDQCV':
            mine = [x[2:] for x in lines if x[0] == kind]
            if kind == 'E':
                self.read_entities(mine)
                continue
            for line in mine:
                try:
                    getattr(self, 'read_' + kind)(fields(line))
                except Fault as f:
                    raise Fault(f'{kind} {line}\n    {f}')
        need(all(x[0] in 'ESDQCV' and x[1] == ' ' for x in lines), 'unknown line')
        for key in ('dates', 'quantities', 'casualties'):
            spans = sorted((x['start'], x['end'], x['text']) for x in getattr(self, key))
            for a, b in zip(spans, spans[1:]):
                need(a[1] <= b[0], f'{key} overlap: {a} {b}')
            getattr(self, key).sort(key=lambda x: x['start'])

    # -- locating

    def whole(self, start, end):
        before = re.search(r'(?:[^\W\d_]|[\u064b-\u0652])*\Z', self.text[max(0, start - 20):start]).group()
        if LETTER.match(self.text[start]) and before and not PROCLITIC.match(before):
            return False
        if self.text[start].isdigit() and start and (self.text[start - 1].isdigit() or self.text[start - 1] in '.,٫'):
            return False
        after, last = self.text[end:end + 1], self.text[end - 1]
        return not (LETTER.match(last) and LETTER.match(after) or last.isdigit() and after.isdigit())

    def every(self, words):
        need(words, 'empty locator')
        out, i = [], self.text.find(words)
        while i >= 0:
            if self.whole(i, i + len(words)):
                out.append((i, i + len(words)))
            i = self.text.find(words, i + 1)
        return out

    def find(self, locator):
        """All spans a locator names (one, unless it ends in @*)."""
        m = re.match(r'(.*?)@(\d+|\*)\Z', locator, re.S)
        words, nth = (m.group(1), m.group(2)) if m else (locator, None)
        if '…' in words:
            first, last = words.split('…')
            a = self.find(first + (f'@{nth}' if nth else ''))[0]
            b = [x for x in self.every(last) if x[0] >= a[0]]
            need(b, f'no end: {last}')
            return [(a[0], b[0][1])]
        if '[' in words:
            left, inner, right = re.match(r'(.*?)\[(.*?)\](.*)\Z', words, re.S).groups()
            hits = [(m.start() + len(left), m.start() + len(left) + len(inner))
                    for m in re.finditer(re.escape(left + inner + right), self.text)]
        else:
            hits = self.every(words)
        need(hits, f'not found: {words}')
        if nth == '*':
            return hits
        if nth:
            need(int(nth) <= len(hits), f'only {len(hits)}: {words}')
            return [hits[int(nth) - 1]]
        need(len(hits) == 1, f'{len(hits)} times: {words}')
        return hits

    def span(self, s, **more):
        return dict(start=s[0], end=s[1], text=self.text[s[0]:s[1]], **more)

    def one(self, locator, **more):
        return self.span(self.find(locator)[0], **more)

    def sentence(self, at):
        return next(s for s in self.sents if s[0] <= at <= s[1])

    def near(self, locator, at, bounds):
        """The occurrence inside `bounds` that lies nearest to the span `at` without touching it."""
        if '[' in locator or '@' in locator or '…' in locator:
            return self.find(locator)[0]
        hits = [h for h in self.every(locator) if bounds[0] <= h[0] and h[1] <= bounds[1]
                and (h[1] <= at[0] or h[0] >= at[1])]
        need(hits, f'not near: {locator}')
        return min(hits, key=lambda h: (at[0] - h[1] if h[1] <= at[0] else h[0] - at[1], h[0] < at[0]))

    # -- reading

    def entity(self, id):
        need(any(e['id'] == id for e in self.entities), f'no entity {id}')
        return id

    def refs(self, value, chain=False):
        out = []
        for x in re.findall(r'"[^"]+"|[^,\s]+', value or ''):
            if x[0] == '"':
                s = self.find(x[1:-1])[0]
                out.append(dict(literal=self.text[s[0]:s[1]], start=s[0], end=s[1]))
            elif chain and x.endswith('^'):
                out.append(dict(entity=self.entity(x[:-1]), inherited=True))
            else:
                out.append(dict(entity=self.entity(x)))
        return out

    def read_entities(self, lines):
        wanted = []
        for line in lines:
            f = fields(line) + [''] * 2
            kind, _, sub = f[1].rstrip('!').partition('/')
            need(kind in ('PER', 'ORG', 'LOC', 'FAC', 'NORP', 'EVENT', 'MISC'), f'type {kind}')
            e = dict(id=f[0], type=kind, **(dict(subtype=sub) if sub else {}), canonical=f[2], named=not f[1].endswith('!'),
                     titles=[self.one(t) for t in items(f[4])], mentions=[])
            need(all(x['id'] != e['id'] for x in self.entities), f'entity twice: {f[0]}')
            self.entities.append(e)
            for m in items(f[3]):
                m, form = (m[2:], FORMS[m[0]]) if m[1:2] == ':' else (m, None)
                words = m if re.search(r'[@\[…]', m) else m + '@*'
                for s in self.find(words):
                    shown = self.text[s[0]:s[1]]
                    wanted.append((s, e, form or ('desc' if not e['named'] else 'name' if shown == e['canonical'] else 'short'),
                                   not words.endswith('@*')))
        taken = {True: [], False: []}                  # descriptions, names: a description may hold a name, not the reverse
        for s, e, form, fixed in sorted(wanted, key=lambda w: (w[2] == 'desc', not w[3], w[0][0] - w[0][1], w[0][0])):
            plain = form == 'desc'
            if any(s[0] < b and a < s[1] for a, b in taken[plain]) or \
                    plain and any(a <= s[0] and s[1] <= b for a, b in taken[False]):
                need(not fixed, f'mention inside another: {self.text[s[0]:s[1]]}')
                continue
            taken[plain].append(s)
            e['mentions'].append(self.span(s, form=form))
        for e in self.entities:
            e['mentions'].sort(key=lambda m: m['start'])
            need(e['mentions'] or e['titles'], f'no mention: {e["id"]}')

    def read_S(self, f):
        cue, lemma, kind = re.match(r'(>?.+) (\S+) (\S+)\Z', f[0]).groups()
        need(kind in CUE_TYPES, f'cue type {kind}')
        keys = dict(x.split('=', 1) for x in f[3:] if x)
        need(set(keys) <= {'to', 'ch', 'p', 't', 'pl', 'set', 'w', 'co', 'mode'}, f'keys {list(keys)}')
        content = [self.find(c.strip())[0] for c in f[2].split(' + ')]
        first, last = content[0][0], content[-1][1]
        low = self.text.rfind('\n', 0, first) + 1
        high = self.text.find('\n', last)
        if '[' in cue or '@' in cue:
            at = self.find(cue)[0]
        elif cue[0] == '>':
            at = min((h for h in self.every(cue[1:]) if last <= h[0] and h[1] <= high), default=None)
        else:
            at = max((h for h in self.every(cue) if low <= h[0] and h[1] <= first), default=None)
        need(at, f'no cue {cue}')
        here = self.sentence(at[0])
        c = self.span(at, lemma=lemma.replace('_', ' '), type=kind)
        if 'w' in keys:
            c['with'] = self.span(self.near(keys['w'], at, (min(here[0], low), max(here[1], high))))
        if f[1].startswith('='):
            speaker = self.refs(f[1][1:])[0]
        elif ':' in f[1]:
            id, words = f[1].split(':', 1)
            s = self.near(words, at, here)
            need(any(m['start'] == s[0] and m['end'] == s[1] for e in self.entities if e['id'] == id for m in e['mentions']),
                 f'speaker {id} has no mention there: {words}')
            speaker = dict(entity=self.entity(id), mention=self.span(s))
        else:
            speaker = dict(entity=self.entity(f[1]), implicit=True)
        quoted = self.quotations(content)
        mode = keys.get('mode') or self.mode(content, quoted)
        out = dict(id=f's{len(self.statements) + 1}', mode=mode, cue=c, speaker=speaker, addressee=self.refs(keys.get('to')),
                   source_chain=self.refs(keys.get('ch'), chain=True), content=[self.span(s) for s in content],
                   quoted=[self.span(q) for q in quoted], parent=keys.get('p'), time=keys.get('t'),
                   place=dict(entity=self.entity(keys['pl'])) if 'pl' in keys else None, setting=keys.get('set'))
        need(not out['parent'] or any(s['id'] == out['parent'] for s in self.statements), f'no parent {out["parent"]}')
        if 'co' in keys:
            out['co_speakers'] = self.refs(keys['co'])
        self.statements.append(out)

    def quotations(self, content):
        """Quoted stretches of the paragraph cut to the content; a stretch that is just a name does not count."""
        low = self.text.rfind('\n', 0, content[0][0]) + 1
        high = self.text.find('\n', content[-1][1])
        names = {(m['start'], m['end']) for e in self.entities if e['named'] for m in e['mentions']}
        out, i = [], low
        while i < high:
            if self.text[i] in QUOTES:
                j = self.text.find(QUOTES[self.text[i]], i + 1, high + 1)
                if j < 0:
                    break
                for a, b in content:
                    s = (max(a, i + 1), min(b, j))
                    if s[0] < s[1] and (i + 1, j) not in names:
                        out.append(s)
                i = j
            i += 1
        return out

    def mode(self, content, quoted):
        if not quoted:
            return 'indirect'
        rest = ' '.join(''.join(' ' if any(a <= i < b for a, b in quoted) else self.text[i] for i in range(*s)) for s in content)
        return 'mixed' if set(re.findall(r'\w+', rest)) - COMPLEMENTISERS else 'direct'

    def read_D(self, f):
        more = dict(x.split('=', 1) for x in f[2:])
        value = f[1]
        kind = 'SET' if value[:2] == 'R/' else 'DURATION' if value[0] == 'P' and value[:4] != 'PAST' else \
            'TIME' if 'T' in value.replace('FUTURE_REF', '').replace('PAST_REF', '') else 'DATE'
        for s in self.find(f[0]):
            d = self.span(s, type=kind, value=value)
            if 'mod' in more:
                d['mod'] = more['mod']
            if 'orig' in more:
                d.update(calendar='hijri', original=more['orig'])
            self.dates.append(d)

    def read_Q(self, f):
        f = f + [''] * 6
        value = null(f[1])
        value = None if value is None else float(value) if '.' in value else int(value)
        modifier = f[4] or 'exact'
        need(f[3] in KINDS and modifier in MODIFIERS, f'kind {f[3]} {modifier}')
        for s in self.find(f[0]):
            self.quantities.append(self.span(s, value=value, unit=null(f[2]), kind=f[3], modifier=modifier, of=null(f[5])))

    def read_C(self, f):
        f = f + [''] * 8
        need(f[3] in CASUALTIES, f'kind {f[3]}')
        self.read_Q([f[0], f[1], f[2], 'count', f[4]])
        q = self.quantities[-1]
        self.casualties.append(dict(start=q['start'], end=q['end'], text=q['text'], kind=f[3], number=q['value'],
                                    modifier=q['modifier'], victims=q['unit'], as_of=null(f[5]),
                                    attributed_to=self.refs(null(f[6])),
                                    place=dict(entity=self.entity(f[7])) if null(f[7]) else None))

    def read_V(self, f):
        f = f + [''] * 6
        need(f[0] in CAMEO and f[5] in STATUSES, f'type {f[0]} {f[5]}')
        people = []
        for role, who in re.findall(r'(\w+)=("[^"]+"|\w+)', f[2]):
            people.append(dict(self.refs(who)[0], role=role))
        self.events.append(dict(id=f'v{len(self.events) + 1}', type=f[0], cameo=CAMEO[f[0]],
                                triggers=[self.span(s) for t in items(f[1]) for s in self.find(t)], participants=people,
                                date=null(f[3]), place=dict(entity=self.entity(f[4])) if null(f[4]) else None, status=f[5]))

    # -- writing

    def json(self):
        m = self.meta
        doc = dict(id=self.name, title=m.get('title'), publisher=None, url=None, published=m.get('published'),
                   reference_date=m['reference_date'], topic=m['topic'], source='written for Khabar; invented',
                   source_path=self.name + '.gold', source_commit=None, licence='Apache-2.0', notes=m.get('notes'),
                   text_file=self.name + '.txt', text_sha256=hashlib.sha256(self.text.encode()).hexdigest(), scalars=len(self.text))
        if 'layers' in m:
            doc['layers'] = m['layers'].split()
        if 'set' in m:
            doc['set'] = m['set']
        j = dict(scheme='khabar-news-gold/1', doc=doc,
                 sentences=[dict(id=f't{i + 1}', start=a, end=b) for i, (a, b) in enumerate(self.sents)], entities=self.entities,
                 statements=self.statements, dates=self.dates, quantities=self.quantities, casualties=self.casualties,
                 events=self.events)
        return json.dumps(j, ensure_ascii=False, indent=1) + '\n'

    def lint(self):
        def covered(s, spans):
            return any(x['start'] <= s.start(1) and s.end(1) <= x['end'] for x in spans)
        names = [m for e in self.entities for m in e['mentions']]
        values = self.dates + self.quantities
        cues = [x for s in self.statements for x in [s['cue']] + ([s['cue']['with']] if 'with' in s['cue'] else [])]
        contents = [c for s in self.statements for c in s['content']]
        def report(what, pattern, spans):
            for s in re.finditer(pattern, self.text):
                if not covered(s, spans):
                    print(f'  {self.name}: {what}: …{self.text[max(0, s.start() - 25):s.end() + 25]!r}')
        report('number', r'((?:[\d٠-٩]+|\b(?:عشر\w*|مئ\w+|آلاف|ثلاث\w*|أربع\w*|خمس\w*|ست[ةت]?|سبع\w*|ثمان\w*|تسع\w*|مليون\w*|ألف\w*)\b))',
               values + names)
        report('day', r'\b[وبلف]?((?:السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|أمس|اليوم|غدا|غداً|مساء|صباح|فجر)\b)', values)
        report('period', r'((?:العام|الأسبوع|الشهر|السنة|عام|سنة|شهر|أيام|أشهر|ساعات|أسابيع|سنوات)\b)', values)
        report('ordinal', r'\b((?:ال)?(?:أول|أولى|ثاني|ثانية|ثالث|ثالثة|رابع|رابعة|خامس|خامسة)\b)', values)
        report('cue', r'\b[وف]?(\b(?:قال\w*|[أي]ضاف\w*|أكد\w*|أوضح\w*|أشار\w*|ذكر\w*|أعلن\w*|أفاد\w*|نقل\w*|مضيف\w*|مشير\w*|موضح\w*|مؤكد\w*|وفق\w*|'
               r'بحسب|حسب\w*|دعا|دعت|داعي\w*|طالب\w*|نف[ىت]|اتهم\w*|حذر\w*|كشف\w*|قائل\w*|قوله\w*|لفت\w*|شدد\w*|اعتبر\w*|رأى|يرى|تابع\w*|صرح\w*)\b)'
               .replace(r'?(\b', '?('), cues)
        report('quote', r'("[^"\n]+"|«[^»\n]+»)', [dict(start=c['start'] - 1, end=c['end'] + 1) for c in contents + names])

    def show(self):
        for e in self.entities:
            print('E', e['id'], e['type'], '/'.join(f"{m['text']}<{m['form']}>" for m in e['mentions']), '| T', [t['text'] for t in e['titles']])
        for s in self.statements:
            who = s['speaker'].get('mention', {}).get('text') or s['speaker'].get('literal') or '()'
            print(s['id'], s['mode'], s['cue']['text'], s['cue']['type'], '| W', s['cue'].get('with', {}).get('text'), '|',
                  s['speaker'].get('entity'), who, '| to', s['addressee'], '| ch', s['source_chain'], '| in', s['parent'], s['time'],
                  s['setting'], '|', ' + '.join(c['text'] for c in s['content']), '| Q', [q['text'] for q in s['quoted']])
        for d in self.dates + self.quantities + self.casualties:
            print({k: v for k, v in d.items() if k not in ('start', 'end')})
        for v in self.events:
            print(v['id'], v['type'], [t['text'] for t in v['triggers']], v['participants'], v['date'], v['place'], v['status'])


def main(args):
    bad = 0
    for file in sorted(os.listdir(HERE)):
        if not file.endswith('.gold'):
            continue
        name = file[:-5]
        if args[:1] == ['--show'] and args[1:] != [name]:
            continue
        try:
            article = Article(name, open(os.path.join(HERE, file), encoding='utf-8').read())
        except Fault as fault:
            print(f'{file}: {fault}')
            bad += 1
            continue
        if args[:1] == ['--show']:
            article.show()
        if args[:1] == ['--lint']:
            article.lint()
        for ending, data in (('.txt', article.text), ('.json', article.json())):
            path = os.path.join(HERE, name + ending)
            if args:
                if not os.path.exists(path) or open(path, encoding='utf-8', newline='').read() != data:
                    print(f'{name + ending}: not what {file} gives')
                    bad += 1
            else:
                with open(path, 'w', encoding='utf-8', newline='\n') as out:
                    out.write(data)
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
