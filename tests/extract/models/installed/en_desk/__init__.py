"""A spaCy pipeline as a user installs one, which knows a few sentences by heart: no weights, the real interfaces."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

# word, part of speech, lemma, head (number of a word from 1), dependency, and B-/I- of an entity
SENTENCES = """\
Emmanuel PROPN Emmanuel 2 compound B-PERSON
Macron PROPN Macron 3 nsubj I-PERSON
met VERB meet 3 ROOT -
Olaf PROPN Olaf 5 compound B-PERSON
Scholz PROPN Scholz 3 dobj I-PERSON
in ADP in 3 prep -
Paris PROPN Paris 6 pobj B-GPE
on ADP on 3 prep -
Monday PROPN Monday 8 pobj B-DATE
. PUNCT . 3 punct -

Kvasir PROPN Kvasir 2 compound B-ORG
Bank PROPN Bank 4 nsubjpass I-ORG
was AUX be 4 auxpass -
sanctioned VERB sanction 4 ROOT -
by ADP by 4 agent -
the DET the 8 det -
European PROPN European 8 compound B-ORG
Union PROPN Union 5 pobj I-ORG
. PUNCT . 4 punct -

Viktor PROPN Viktor 2 compound B-PERSON
Orban PROPN Orban 3 nsubj I-PERSON
refused VERB refuse 3 ROOT -
to PART to 5 aux -
meet VERB meet 3 xcomp -
Olaf PROPN Olaf 7 compound B-PERSON
Scholz PROPN Scholz 5 dobj I-PERSON
. PUNCT . 3 punct -

France PROPN France 2 nsubj B-GPE
imposed VERB impose 2 ROOT -
sanctions NOUN sanction 2 dobj -
on ADP on 3 prep -
Belarus PROPN Belarus 4 pobj B-GPE
and CCONJ and 5 cc -
Iran PROPN Iran 5 conj B-GPE
. PUNCT . 2 punct -

An DET an 2 det -
aide NOUN aide 6 nsubj -
to ADP to 2 prep -
Viktor PROPN Viktor 5 compound B-PERSON
Orban PROPN Orban 6 nsubj I-PERSON
met VERB meet 6 ROOT -
Emmanuel PROPN Emmanuel 8 compound B-PERSON
Macron PROPN Macron 6 dobj I-PERSON
. PUNCT . 6 punct -
"""
TABLES = [[line.split() for line in block.splitlines()] for block in SENTENCES.strip().split("\n\n")]


@Language.component("by_heart")
def by_heart(doc: Doc) -> Doc:
    """Set what the tables have; the last of them holds a wrong parse, as any pipeline makes."""
    entities = []
    for token in doc:
        token.head, token.dep_ = token, "dep"
    for start in range(len(doc)):
        for table in TABLES:
            words = [token.text for token in doc[start : start + len(table)]]
            if words != [row[0] for row in table]:
                continue
            for offset, (_, pos, lemma, head, dependency, _) in enumerate(table):
                token = doc[start + offset]
                token.pos_, token.lemma_, token.dep_ = pos, lemma, dependency
                token.head = doc[start + int(head) - 1]
            begun = [k for k, row in enumerate(table) if row[5].startswith("B-")]
            for first in begun:
                last = first + 1
                while last < len(table) and table[last][5].startswith("I-"):
                    last += 1
                entities.append(Span(doc, start + first, start + last, label=table[first][5][2:]))
    doc.set_ents(entities)
    return doc


def load(**_: object) -> Language:
    """What `spacy.load("en_desk")` calls."""
    pipeline = spacy.blank("en")
    pipeline.meta["name"], pipeline.meta["version"] = "desk", "1.0.0"
    pipeline.add_pipe("by_heart")
    return pipeline
