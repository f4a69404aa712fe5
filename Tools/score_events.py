#!/usr/bin/env python3
"""Score the events of the built program on the short texts of Tests/Fixtures/events. Standard library only.

  score_events.py                      run .build/release/khabar on every text and print the measures of each part
  score_events.py --gate               also exit 1 where a measure lies under its floor in Tests/Fixtures/events/floors.json
  score_events.py --update             raise the floors to what is measured, in whole points; no floor is ever lowered
  score_events.py --misses PART …      also print what is missed, wrong or too much in these parts, for reading

  --khabar PATH   the program

How it counts. An event matches one of its type with a shared trigger. Participants (the same one), roles (the same one in the
same role): F1 over matched events. Date (time of day ignored), place and status: right, of matched events, nothing for nothing included.
"""
import argparse, importlib.util, json, math, os, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HERE = os.path.join(ROOT, 'Tests', 'Fixtures', 'events')
FLOORS = os.path.join(HERE, 'floors.json')
sys.dont_write_bytecode = True
import score_news  # noqa: E402
from score_news import Document, day, f1, overlap, pairs  # noqa: E402

spec = importlib.util.spec_from_file_location('event_gold', os.path.join(HERE, 'build_gold.py'))   # ../news has a build_gold too
events = importlib.util.module_from_spec(spec)
spec.loader.exec_module(events)

MEASURES = ['event', 'participant', 'role', 'date', 'place', 'status']


def shown(document, event):
    def who(party):
        entity = document.entities.get((party or {}).get('entity'))
        return party and (party.get('literal') or entity.get('canonical') or entity['mentions'][0]['text'])
    people = ', '.join(f"{x['role']}={who(x)}" for x in event.get('participants') or [])
    words = ' ; '.join(document.text[x['start']:x['end']] for x in event['triggers'])
    return f"{event['type']} [{words}] {people} | {event.get('date')} | {who(event.get('place'))} | {event.get('status')}"


def score(name, gold_data, data, text, show):
    gold = Document(gold_data, text)
    ours = Document(data, text, gold)
    g, p = gold['events'], ours['events']
    matched = pairs(g, p, lambda a, b: a['type'] == b.get('type') and sum(
        overlap(x, y) > 0 for x in a['triggers'] for y in b.get('triggers') or []))
    out = {m: [0, 0, 0] for m in MEASURES}
    out['event'] = [len(matched), len(g), len(p)]
    lines = ['  missed  ' + shown(gold, x) for i, x in enumerate(g) if i not in dict(matched)]
    lines += ['  surplus ' + shown(ours, x) for k, x in enumerate(p) if k not in {k for _, k in matched}]
    for i, k in matched:
        a, b = g[i].get('participants') or [], p[k].get('participants') or []
        same = pairs(a, b, lambda x, y: int(ours.is_same(y, x)))
        right = dict(participant=len(same), role=sum(a[x]['role'] == b[y]['role'] for x, y in same))
        for measure in right:
            out[measure] = [out[measure][0] + right[measure], out[measure][1] + len(a), out[measure][2] + len(b)]
        told = dict(date=day(g[i].get('date')) == day(p[k].get('date')), place=ours.is_same(p[k].get('place'), g[i].get('place')),
                    status=g[i].get('status') == p[k].get('status'))
        for measure in told:
            out[measure] = [x + y for x, y in zip(out[measure], (told[measure], 1, 1))]
        if not all(told.values()) or right['role'] < max(len(a), len(b)):
            lines += ['  gold    ' + shown(gold, g[i]), '  ours    ' + shown(ours, p[k])]
    if show and lines:
        print(f'{name}: {text.strip()}', *lines, sep='\n')
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--khabar', default=os.path.join(ROOT, '.build', 'release', 'khabar'))
    ap.add_argument('--gate', action='store_true')
    ap.add_argument('--update', action='store_true')
    ap.add_argument('--misses', nargs='+', default=[])
    a = ap.parse_args()
    parts = sorted(x[:-5] for x in os.listdir(HERE) if x.endswith('.gold'))
    measured = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in parts:
            total = {m: [0, 0, 0] for m in MEASURES}
            for name, source in events.articles(part):
                article = events.news.Article(name, source)
                path = os.path.join(folder, 'article.txt')
                with open(path, 'w', encoding='utf-8', newline='\n') as out:
                    out.write(article.text)
                gold = json.loads(article.json())
                data = score_news.run(a.khabar, gold, path)
                for measure, counts in score(name, gold, data, article.text, part in a.misses).items():
                    total[measure] = [x + y for x, y in zip(total[measure], counts)]
            measured[part] = {m: round(f1(*total[m]), 2) for m in MEASURES}
            print(f"\n{part:26}{'F1':>8}{'gold':>7}{'found':>7}{'right':>8}")
            for measure, (right, wanted, found) in total.items():
                print(f'{measure:26}{measured[part][measure]:8.1f}{wanted:7}{found:7}{right:8}')
    if not a.gate and not a.update:
        return 0
    floors = json.load(open(FLOORS, encoding='utf-8')) if os.path.exists(FLOORS) else {}
    fallen = [f'{m} ({part}): {measured[part][m]} is under its floor {floor}' for part in floors for m, floor in floors[part].items()
              if measured[part][m] < floor]
    if a.update:
        new = {part: {m: max(math.floor(measured[part][m]), floors.get(part, {}).get(m, 0)) for m in MEASURES} for part in parts}
        with open(FLOORS, 'w', encoding='utf-8', newline='\n') as out:
            out.write(json.dumps(new, indent=1) + '\n')
    print('\n'.join(fallen), file=sys.stderr)
    return 1 if fallen else 0


if __name__ == '__main__':
    sys.exit(main())
