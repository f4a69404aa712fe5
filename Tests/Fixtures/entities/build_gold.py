#!/usr/bin/env python3
"""Writes the paragraphs of read.gold, unread.gold, last.gold, fresh.gold and check.gold as texts and gold files of the scheme khabar-news-gold/1.

  build_gold.py OUT          OUT/read/NAME.txt and NAME.json, OUT/unread/…

The form of a source: `=== name`, then one paragraph. `[P1 …]` is a mention of entity 1, by the letter of its type: P person,
O organisation, L place, F facility, N group, E event, M other; `[d1 …]` a noun that refers to entity 1, `[t1 …]` its office
alone, `[u1 …]` somebody without a name. `{1 …}` is a title of person 1 and may hold mentions. Standard library only.
"""
import json
import os
import re
import sys

TYPES = {'P': 'PER', 'O': 'ORG', 'L': 'LOC', 'F': 'FAC', 'N': 'NORP', 'E': 'EVENT', 'M': 'MISC'}
HERE = os.path.dirname(os.path.abspath(__file__))


def parse(marked):
    """The text without marks, and the spans: (label, number, start, end)."""
    text, spans, stack = '', [], []
    for part in re.findall(r'\[[A-Za-z]\d+ |\{\d+ |[\]}]|[^\[\]{}]+', marked):
        opened = re.fullmatch(r'\[([A-Za-z])(\d+) |\{(\d+) ', part)
        if opened:
            stack.append((opened[1] or 'title', int(opened[2] or opened[3]), len(text)))
        elif part in ']}':
            label, number, start = stack.pop()
            spans.append((label, number, start, len(text)))
        else:
            text += part
    if stack:
        raise SystemExit(f'a mark is left open: {marked[:60]}')
    return text, sorted(spans, key=lambda span: span[2])


def gold(name, marked):
    text, spans = parse(marked)
    entities = {}
    for label, number, start, end in spans:
        entity = entities.setdefault(number, {'id': f'e{number}', 'type': 'PER', 'named': False, 'canonical': '', 'titles': [], 'mentions': []})
        span = {'start': start, 'end': end, 'text': text[start:end]}
        if label == 'title':
            entity['titles'].append(span)
            continue
        if label in TYPES:
            entity.update(type=TYPES[label], named=True)
        form = {'d': 'desc', 'u': 'desc', 't': 'title'}.get(label, 'name')
        entity['mentions'].append({**span, 'form': form})
        if len(span['text']) > len(entity['canonical']) and form == 'name':
            entity['canonical'] = span['text']
    return text, {'scheme': 'khabar-news-gold/1', 'doc': {'id': name}, 'sentences': [], 'entities': list(entities.values()),
                  'statements': [], 'dates': [], 'quantities': [], 'casualties': [], 'events': []}


def main(out):
    for part in ('read', 'unread', 'last', 'fresh', 'check'):
        os.makedirs(f'{out}/{part}', exist_ok=True)
        for block in open(f'{HERE}/{part}.gold', encoding='utf-8').read().split('=== ')[1:]:
            name, marked = block.split('\n', 1)
            text, annotation = gold(name, marked.strip() + '\n')
            open(f'{out}/{part}/{name}.txt', 'w', encoding='utf-8').write(text)
            json.dump(annotation, open(f'{out}/{part}/{name}.json', 'w', encoding='utf-8'), ensure_ascii=False, indent=1)


if __name__ == '__main__':
    main(*sys.argv[1:])
