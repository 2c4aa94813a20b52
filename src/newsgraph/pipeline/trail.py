"""From a node of an article's graph back to the words of the article, its rules, and the lines of the mapping."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from newsgraph.errors import Place
from newsgraph.facts import Document, Evidence
from newsgraph.pipeline.naming import Naming
from newsgraph.rdf.terms import RDF_TYPE, Quad, Term, Triple, iri_value, is_iri
from newsgraph.records import Record
from newsgraph.rml import Origin

_QUOTED = 300  # code points of a sentence that are shown


class Trail:
    """The words and lines behind the graph that was made of `document` by way of the records `table`.

    `place` is where the first character of the article's body stands, `base` what the keys of `table` are relative to,
    `origins` which lines of the mapping made which quad, `naming` which rules read names and offices.
    """

    def __init__(
        self,
        document: Document,
        place: Place,
        table: Record,
        base: str,
        origins: Iterable[tuple[Quad, Origin]],
        naming: Naming,
    ) -> None:
        self._body = document.article.body
        self._place = place
        self._base = base
        self._origins: dict[Term, list[tuple[Quad, Origin]]] = defaultdict(list)
        for quad, origin in origins:
            self._origins[quad[0]].append((quad, origin))
        self._evidence: dict[str, list[Evidence]] = defaultdict(list)
        self._rules: dict[str, list[str]] = defaultdict(list)
        self._index(document, table, naming)

    def key(self, term: Term) -> str:
        """What the records call a node of the graph."""
        return iri_value(term).removeprefix(self._base) if is_iri(term) else term

    def evidence(self, node: Term) -> tuple[Evidence, ...]:
        """The words that a node stands for: of an article its first line."""
        return tuple(dict.fromkeys(self._evidence.get(self.key(node), ())))

    def rules(self, node: Term) -> tuple[str, ...]:
        """The rules that read these words, by their names: of an entity also those of the claims that it stands in."""
        return tuple(dict.fromkeys(self._rules.get(self.key(node), ())))

    @cached_property
    def made(self) -> frozenset[Triple]:
        """The triples that the mapping made; all others of the graph follow from these."""
        return frozenset((s, p, o) for quads in self._origins.values() for (s, p, o, _), _ in quads)

    def mappings(self, focus: Term, predicate: Term | None, value: Term | None) -> tuple[Place, ...]:
        """The lines that made the triple or, where none did, the node's values of the predicate, else its types."""
        quads = self._origins.get(focus, [])
        of_predicate = [(quad, origin) for quad, origin in quads if quad[1] == predicate]
        exact = [origin for quad, origin in of_predicate if quad[2] == value]
        types = [origin for quad, origin in quads if quad[1] == RDF_TYPE]
        origins = exact or [origin for _, origin in of_predicate] or types or [origin for _, origin in quads]
        return tuple(dict.fromkeys(origin.predicate_object_map for origin in origins))

    def place_at(self, start: int) -> Place:
        """Where a code point of the body stands: in the article's file, or in the body that a line of facts holds."""
        known = self._place.column is not None
        return (self._place if known else Place("body", 1)).within(self._body, start)

    def place_in_file(self, evidence: Iterable[Evidence]) -> Place:
        """As `place_at` of the first piece, in the file; where the body is no text of it, the place of the whole."""
        first = next(iter(evidence), None)
        return self._place if first is None or self._place.column is None else self.place_at(first.start)

    def quote(self, evidence: Evidence) -> str:
        """The words on one line, with their place."""
        return f"{self.place_at(evidence.start)}: “{shortened(evidence.exact)}”"

    def _index(self, document: Document, table: Record, naming: Naming) -> None:
        pieces = {
            item["key"]: Evidence(exact=item["exact"], start=item["start"], end=item["end"])
            for item in table["evidence"]
        }
        for item in table["evidence"]:
            for key in (item["key"], item["quote"], item["position"]):
                self._evidence[key] = [pieces[item["key"]]]
        for role in table["roles"]:
            self._evidence[role["key"]] = [pieces[role["evidence"]]]
            self._rules[role["key"]].append(naming.of_offices)
        for entity, key in zip(document.entities, table["article"]["mentions"], strict=True):
            self._evidence[key] += entity.mentions[:1]
            self._rules[key].append(naming.of_name(entity.type, entity.name))
        if opening := document.article.body.partition("\n")[0]:
            self._evidence[table["article"]["key"]] = [document.article.quote(0, len(opening))]
        for claim in _all(table["claims"]):
            words = [pieces[key] for key in claim["evidence"]]
            for key in (claim["key"], claim["situation"]):
                if key is not None:
                    self._evidence[key] += words
                    self._rules[key].append(claim["rule"])
            for key in (claim["statedBy"], *(key for keys in claim["roles"].values() for key in keys)):
                if key in self._evidence:
                    self._rules[key].append(claim["rule"])
            for key in claim["evidence"]:
                self._rules[key].append(claim["rule"])


def _all(groups: Mapping[str, list[Record]]) -> Iterator[Record]:
    for group in groups.values():
        yield from group


def shortened(text: str) -> str:
    """One line of at most so many code points."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[:_QUOTED].rstrip() + "…"
