"""The graphs of published articles to what they say of one entity, as triples and as words for a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsgraph.link.union import Edge
from newsgraph.rdf.terms import RDF_TYPE, Quad, Term, Triple, iri, iri_value, is_iri, literal_parts
from newsgraph.vocab import NG, OA, OWL, SCHEMA

_MENTIONS, _PUBLISHED = f"<{SCHEMA}mentions>", f"<{SCHEMA}datePublished>"
_HEADLINE = f"<{SCHEMA}headline>"
_NAME, _TITLE, _ROLE = f"<{SCHEMA}name>", f"<{NG}title>", f"<{NG}role>"
_EVIDENCE, _SELECTOR, _EXACT = f"<{NG}evidence>", f"<{OA}hasSelector>", f"<{OA}exact>"
_REPORTED_IN, _DIFFERENT_FROM = f"<{NG}reportedIn>", f"<{OWL}differentFrom>"

_FEW = 8  # sentences that are shown
_LONG = 300  # code points of a sentence that are shown


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article in which an entity stands, and the titles that they give it."""

    article: str
    exact: str
    titles: tuple[str, ...] = ()


class Articles:
    """The quads of an output folder, by subject and by object."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._by_subject: dict[Term, dict[tuple[Term, Term], None]] = defaultdict(dict)
        self._by_object: dict[Term, dict[tuple[Term, Term], None]] = defaultdict(dict)
        self.graphs: dict[Term, list[Triple]] = defaultdict(list)
        for s, p, o, graph in quads:
            self._by_subject[s][p, o] = None
            if is_iri(o):
                self._by_object[o][s, p] = None
            self.graphs[graph].append((s, p, o))

    @property
    def different(self) -> frozenset[Edge]:
        """Entities that the graphs themselves hold apart (owl:differentFrom)."""
        return frozenset(
            (iri_value(s), iri_value(o))
            for triples in self.graphs.values()
            for s, p, o in triples
            if p == _DIFFERENT_FROM
        )

    def about(self, entity: str) -> Iterator[Triple]:
        """The entity with its roles, the articles that mention it, and the claims it stands in; each with its words."""
        node = iri(entity)
        for p, o in sorted(self._by_subject[node]):
            yield node, p, o
            if p == _ROLE:
                yield from self._quoted(o)
        for s, p in sorted(self._by_object[node]):
            if p == _MENTIONS:
                yield s, p, node
                yield from ((s, _PUBLISHED, o) for q, o in self._by_subject[s] if q == _PUBLISHED)
            elif (RDF_TYPE, f"<{NG}Claim>") in self._by_subject[s]:
                yield from self._quoted(s)

    def evidence(self, entity: str) -> Iterator[str]:
        """What the articles say of an entity, a line each: its name, and the sentences that it stands in."""
        node = iri(entity)
        for p, o in sorted(self._by_subject[node]):
            if p == _NAME:
                yield f"{entity}: {literal_parts(o).lexical}"
        lines = list(dict.fromkeys(self._sentences(node)))
        yield from lines[:_FEW]
        if len(lines) > _FEW:
            yield f"and {len(lines) - _FEW} more"

    def passages(self, entity: str) -> Iterator[Passage]:
        """What the articles quote of an entity: for each of its roles, and each claim that it stands in, the words."""
        node = iri(entity)
        roles = [o for p, o in self._by_subject[node] if p == _ROLE]
        claims = [s for s, _ in self._by_object[node] if (RDF_TYPE, f"<{NG}Claim>") in self._by_subject[s]]
        for source in sorted({*roles, *claims}):
            titles = tuple(literal_parts(o).lexical for o in self._objects(source, _TITLE))
            for place in self._objects(source, _EVIDENCE):
                for article in self._objects(place, f"<{OA}hasSource>"):
                    for selector in self._objects(place, _SELECTOR):
                        for exact in self._objects(selector, _EXACT):
                            yield Passage(iri_value(article), literal_parts(exact).lexical, titles)

    def headline(self, article: str) -> str:
        """The headline of an article; empty where it has none."""
        return next((literal_parts(o).lexical for o in self._objects(iri(article), _HEADLINE)), "")

    def _quoted(self, node: Term) -> Iterator[Triple]:
        """A role or a claim with all that is said of it, and of its words where they stand."""
        for p, o in sorted(self._by_subject[node]):
            yield node, p, o
            if p == _EVIDENCE:
                yield from ((o, q, value) for q, value in sorted(self._by_subject[o]))

    def _sentences(self, node: Term) -> Iterator[str]:
        passages = [self._line(passage) for passage in self.passages(iri_value(node))]
        yield from passages
        if not passages:
            for article in sorted(s for s, p in self._by_object[node] if p == _MENTIONS):
                yield f"{iri_value(article)}{self._date(article)}: mentioned"

    def _line(self, passage: Passage) -> str:
        text = " ".join(passage.exact.split())
        text = text if len(text) <= _LONG else text[:_LONG].rstrip() + "…"
        said = f" {', '.join(passage.titles)}:" if passage.titles else ""
        return f"{passage.article}{self._date(iri(passage.article))}:{said} “{text}”"

    def _date(self, article: Term) -> str:
        return "".join(f", {literal_parts(o).lexical}" for o in self._objects(article, _PUBLISHED))

    def _objects(self, subject: Term, predicate: Term) -> list[Term]:
        return sorted(o for p, o in self._by_subject.get(subject, ()) if p == predicate)
