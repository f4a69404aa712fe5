#!/usr/bin/env python3
"""Make the gold of the event fixtures: NAME.txt and NAME.json for every article of the .gold files here.

  build_gold.py OUT [tuned|untouched …]    write OUT/HALF/NAME.txt and OUT/HALF/NAME.json

A file holds many articles, each after a line `=== NAME`, in the form that ../news/build_gold.py reads. Only casualties and events (and the
entities they name) are annotated; statements, dates and quantities are not, so only those two parts of a score mean anything.
Standard library only.
"""
import os, sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'news'))
import build_gold as news  # noqa: E402


def articles(half):
    for part in open(os.path.join(HERE, half + '.gold'), encoding='utf-8').read().split('=== ')[1:]:
        name, rest = part.split('\n', 1)
        yield name.strip(), rest


def main(args):
    bad = 0
    for half in args[1:] or ['tuned', 'untouched', 'second-read', 'second-unread']:
        os.makedirs(os.path.join(args[0], half), exist_ok=True)
        for name, source in articles(half):
            try:
                article = news.Article(name, source)
            except news.Fault as fault:
                print(f'{half} {name}: {fault}')
                bad += 1
                continue
            for ending, data in (('.txt', article.text), ('.json', article.json())):
                with open(os.path.join(args[0], half, name + ending), 'w', encoding='utf-8', newline='\n') as out:
                    out.write(data)
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
