"""One article's graph, as a build wrote it: its claims, offices and mentions, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsgraph.rdf.terms import RDF_TYPE, Term, Triple, is_iri, is_literal, literal_parts
from newsgraph.shacl.path import indexed
from newsgraph.vocab import NG, OA, RDFS, SCHEMA

_CLAIM = f"<{NG}Claim>"
_EVIDENCE, _SELECTOR, _EXACT, _START = f"<{NG}evidence>", f"<{OA}hasSelector>", f"<{OA}exact>", f"<{OA}start>"
_ROLE = f"<{NG}role>"
_LABELS = (f"<{RDFS}label>", f"<{SCHEMA}name>", f"<{SCHEMA}headline>")


@dataclass(frozen=True, slots=True)
class Words:
    """A quote of the body with where it starts, in code points."""

    exact: str
    start: int


class ArticleGraph:
    """The triples of one article, by subject."""

    def __init__(self, name: Term, triples: Sequence[Triple]) -> None:
        self.name = name
        self.triples = tuple(dict.fromkeys(triples))
        self._index = indexed(self.triples)

    @property
    def nodes(self) -> Iterable[Term]:
        """What the graph has triples about, and what it refers to by an IRI."""
        return dict.fromkeys(term for s, _, o in self.triples for term in (s, o) if is_iri(term))

    def objects(self, s: Term, p: Term) -> Sequence[Term]:
        return self._index.get(s, {}).get(p, ())

    def about(self, node: Term) -> tuple[Triple, ...]:
        """The triples of which a node is the subject."""
        return tuple((node, p, o) for p, objects in self._index.get(node, {}).items() for o in objects)

    def label(self, node: Term) -> str:
        """What people call a node; nothing where the graph does not say."""
        for name in _LABELS:
            for found in self.objects(node, name):
                if is_literal(found):
                    return literal_parts(found).lexical
        return ""

    def is_claim(self, node: Term) -> bool:
        return _CLAIM in self.objects(node, RDF_TYPE)

    def claims_of(self, node: Term) -> Iterator[Term]:
        """The claims that say something of a node: itself, those that support it, those that it stands in."""
        if self.is_claim(node):
            yield node
        for s, p, o in self.triples:
            if o == node and p != RDF_TYPE and self.is_claim(s):
                yield s

    def roles_of(self, node: Term) -> Iterator[Term]:
        """The offices that a person is given, or that are of a body."""
        yield from self.objects(node, _ROLE)

    def words(self, node: Term) -> Iterator[Words]:
        """The quotes that a claim or an office rests on, in their order."""
        for piece in self.objects(node, _EVIDENCE):
            selectors = self.objects(piece, _SELECTOR)
            exact = [literal_parts(o).lexical for each in selectors for o in self.objects(each, _EXACT)]
            start = [int(literal_parts(o).lexical) for each in selectors for o in self.objects(each, _START)]
            if exact and start:
                yield Words(exact[0], start[0])


def graphs(quads: Iterable[tuple[Term, Term, Term, Term]]) -> Iterator[ArticleGraph]:
    """The graphs of a dataset, of which each stands in one piece."""
    name: Term | None = None
    triples: list[Triple] = []
    for s, p, o, graph in quads:
        if graph != name and name is not None:
            yield ArticleGraph(name, triples)
            triples = []
        name = graph
        triples.append((s, p, o))
    if name is not None:
        yield ArticleGraph(name, triples)
