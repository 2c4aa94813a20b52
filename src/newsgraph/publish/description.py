"""A resource to the triples that its page and the documents beside it are about: all of them are of the dataset.

An article is its named graph. Of anything else it is what is said of it, with its evidence, and in short what leads to
it: with each claim comes its realis, so that a denied claim is never met without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsgraph.publish import views
from newsgraph.publish.blocks import Block
from newsgraph.publish.library import Library
from newsgraph.publish.site import Site
from newsgraph.rdf.terms import RDF_TYPE, Term, Triple

# What leads on from a resource to parts of its own description.
_PARTS = frozenset({views.EVIDENCE, views.ROLE, views.SELECTOR})
# What is told of a claim or a situation where something else is described.
_IN_SHORT = frozenset(
    {
        *(RDF_TYPE, views.CLAIMS, views.REALIS, views.PHASE, views.STANDING, views.STATED_BY, views.REPORTED_IN),
        *(views.DATE, views.UNTIL, views.EARLIEST, views.LATEST, views.DATE_TEXT),
    }
)
_NAMES = frozenset({views.HEADLINE, *views.NAMES})
_WITH_REALIS = frozenset({"claim", "situation"})


def triples(term: Term, library: Library, site: Site) -> frozenset[Triple]:
    """What the documents of a resource say."""
    card = library.card(term)
    if card is not None and card.kind == "article":
        return frozenset(library.graph(term))
    found: set[Triple] = set()
    for block in library.blocks(term):
        own = set(_own(term, block))
        for s, p in block.leading.get(term, ()):
            leading = library.card(s)
            if leading is not None and leading.kind in _WITH_REALIS:
                own.add((s, p, term))
                own |= {(s, q, o) for q, o in block.subjects[s] if q in _IN_SHORT}
        found |= own
        found |= _names({o for _, _, o in own if site.is_ours(o)}, block)
    return frozenset(found)


def _own(term: Term, block: Block) -> Iterator[Triple]:
    waiting, seen = [term], {term}
    while waiting:
        subject = waiting.pop()
        for p, o in block.subjects.get(subject, ()):
            yield subject, p, o
            if (p in _PARTS or o.startswith("_:")) and o not in seen and not o.startswith('"'):
                seen.add(o)
                waiting.append(o)


def _names(terms: Iterable[Term], block: Block) -> set[Triple]:
    return {(term, p, o) for term in terms for p, o in block.subjects.get(term, ()) if p in _NAMES}
