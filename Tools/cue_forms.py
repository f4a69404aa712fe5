#!/usr/bin/env python3
"""Write the rows of cue-forms.tsv for new verbs of speech. Standard library only.

  cue_forms.py LEMMA PAST PRESENT PARTICIPLE

Principal parts: the third person singular masculine of past and present, the active participle in the accusative.
  cue_forms.py شرح شرح يشرح شارحا
  cue_forms.py شكا شكا يشكو شاكيا

Weak endings (ا ى و ي) are inflected; hollow and doubled verbs keep their stem in the third person. A lemma of several
words is a verb and what follows it ("وجه رسالة"): only its first word is inflected. PRESENT or PARTICIPLE `-` leaves
those rows out.
"""
import sys


def past(verb):
    if verb[-1] in 'اى':
        stem = verb[:-1]
        dual = stem + ('يا' if verb[-1] == 'ى' else 'وا')
        plural = [stem + 'وا', dual] if verb[-1] == 'ى' else [stem + 'وا']
        joined = stem + ('ا' if stem[-1] not in 'أآ' else '')
        return verb, stem + 'ت', plural + [stem + 'تا'], joined if stem[-1] not in 'أآ' else stem[:-1] + 'آ'
    if verb[-1] == 'ي':
        return verb, verb + 'ت', [verb[:-1] + 'وا', verb + 'ا', verb + 'تا'], verb
    return verb, verb + 'ت', [verb + 'وا', verb + 'ا', verb + 'تا'], verb


def present(verb):
    rest = verb[1:]
    if rest[-1] in 'ىيو':
        stem = rest[:-1]
        dual = rest[:-1] + ('ي' if rest[-1] in 'ىي' else 'و') + 'ان'
        return verb, 'ت' + rest, ['ي' + stem + 'ون', 'ي' + stem + 'وا', 'ي' + dual], stem + ('ا' if rest[-1] == 'ى' else rest[-1])
    return verb, 'ت' + rest, ['ي' + rest + 'ون', 'ي' + rest + 'وا', 'ي' + rest + 'ان'], rest


def rows(lemma, v, p, part):
    tail = lemma.split(' ', 1)[1] if ' ' in lemma else None
    def join(forms):
        return '|'.join(f'{f} {tail}' if tail else f for f in forms)
    m, f, many, stem = past(v)
    out = [(join([m]), 'verb', 'm'), (join([f]), 'verb', 'f'), (join(many), 'verb', 'p')]
    if not tail:
        out += [('|'.join(stem + x for x in ('ه', 'ها', 'هم')), 'verb-object', 'm'),
                ('|'.join(f + x for x in ('ه', 'ها', 'هم')), 'verb-object', 'f')]
    if p != '-':
        m, f, many, stem = present(p)
        out += [(join([m]), 'present', 'm'), (join([f]), 'present', 'f'), (join(many), 'present', 'p')]
        if not tail:
            out += [('|'.join('ي' + stem + x for x in ('ه', 'ها', 'هم')), 'present-object', 'm'),
                    ('|'.join('ت' + stem + x for x in ('ه', 'ها', 'هم')), 'present-object', 'f')]
    if part != '-':
        base = part[:-1] if part.endswith('ا') else part
        many = [base + 'ين', base + 'ات']
        if base.endswith('ي'):
            many = [base[:-1] + 'ين', base + 'ات']
        out += [(join([base + 'ا']), 'participle', 'm'),
                (join([base + 'ة']), 'participle', 'f'), (join(many), 'participle', 'p')]
    return [(forms, lemma, kind, agreement) for forms, kind, agreement in out]


if __name__ == '__main__':
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    for row in rows(*sys.argv[1:]):
        print('\t'.join(row))
