"""Why an article was not published, for the editor who will mend it.

Each finding leads from the gate's message back to the words of the article, to the rule that read them, and to the
mapping that made the triple.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsgraph.errors import Place
from newsgraph.facts import Document, Evidence
from newsgraph.rdf.terms import RDF_TYPE, Quad, Term, iri_value, is_iri
from newsgraph.reasoner import Inconsistency
from newsgraph.records import Record
from newsgraph.rml import Origin
from newsgraph.shacl import Result

_QUOTED = 300  # code points of a sentence that a finding shows


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what, about what, in which words, by which rules and mapping lines."""

    message: str
    severity: str
    about: str
    place: Place
    quotes: tuple[str, ...]
    rules: tuple[str, ...]
    mappings: tuple[str, ...]
    value: str | None = None
    shape: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All findings on one article."""

    file: str
    findings: tuple[Finding, ...]

    def lines(self) -> tuple[str, ...]:
        """Each finding on one line."""
        return tuple(f"{finding.place}: {finding.severity.lower()}: {finding.message}" for finding in self.findings)

    def to_text(self) -> str:
        """The report as a person reads it, one paragraph for each finding."""
        paragraphs = (_paragraph(*pair) for pair in zip(self.lines(), self.findings, strict=True))
        return "\n".join((f"{self.file}: not published\n", *paragraphs))


def report(
    document: Document,
    place: Place,
    table: Record,
    *,
    base: str,
    results: Sequence[Result],
    inconsistencies: Sequence[Inconsistency],
    origins: Iterable[tuple[Quad, Origin]],
) -> Report:
    """The findings of the gate and of the reasoner, each traced back through `table` and `origins`.

    `place` is where the first character of the article's body stands, `base` what the keys of `table` are relative to.
    """
    trail = _Trail(document, place, table, base, origins)
    findings = [
        trail.finding(
            result.message,
            severity=result.severity,
            focus=result.focus_node,
            path=None if result.path is None else str(result.path),
            value=result.value,
            shape=result.source_shape,
        )
        for result in results
    ]
    findings += [
        trail.finding(
            inconsistency.message,
            severity="Violation",
            focus=inconsistency.focus_node,
            path=None,
            value=None,
            shape=None,
        )
        for inconsistency in inconsistencies
    ]
    return Report(place.file, tuple(findings))


def _paragraph(headline: str, finding: Finding) -> str:
    lines = [headline, *(f"    {quote}" for quote in finding.quotes), f"    about    {finding.about}"]
    if finding.value is not None:
        lines.append(f"    value    {finding.value}")
    lines += (f"    read by  {rule}" for rule in finding.rules)
    lines += (f"    made by  {mapping}" for mapping in finding.mappings)
    if finding.shape is not None:
        lines.append(f"    shape    {finding.shape}")
    return "\n".join(lines) + "\n"


class _Trail:
    """From a node of the graph back to the words and the lines that made it."""

    def __init__(
        self, document: Document, place: Place, table: Record, base: str, origins: Iterable[tuple[Quad, Origin]]
    ) -> None:
        self._body = document.article.body
        self._place = place
        self._base = base
        self._origins: dict[Term, list[tuple[Quad, Origin]]] = defaultdict(list)
        for quad, origin in origins:
            self._origins[quad[0]].append((quad, origin))
        self._evidence: dict[str, list[Evidence]] = defaultdict(list)
        self._rules: dict[str, list[str]] = defaultdict(list)
        self._index(document, table)

    def finding(
        self, message: str, *, severity: str, focus: Term, path: Term | None, value: Term | None, shape: Term | None
    ) -> Finding:
        key = self._key(focus)
        evidence = self._evidence.get(key, [])
        return Finding(
            message=message,
            severity=severity.rpartition("#")[2].rstrip(">"),
            about=key,
            place=self._place_of(evidence[0].start) if evidence and self._place.column else self._place,
            quotes=tuple(self._quote(item) for item in evidence),
            rules=tuple(dict.fromkeys(self._rules.get(key, ()))),
            mappings=tuple(
                dict.fromkeys(str(origin.predicate_object_map) for origin in self._made(focus, path, value))
            ),
            value=None if value is None or value == focus else _shortened(self._key(value)),
            shape=shape,
        )

    def _key(self, term: Term) -> str:
        """What the records call a node of the graph."""
        return iri_value(term).removeprefix(self._base) if is_iri(term) else term

    def _made(self, focus: Term, path: Term | None, value: Term | None) -> list[Origin]:
        """The mapping lines of the triple that is wrong, else of those that gave the node its types."""
        quads = self._origins.get(focus, [])
        by_path = [(quad, origin) for quad, origin in quads if quad[1] == path]
        exact = [origin for quad, origin in by_path if quad[2] == value]
        types = [origin for quad, origin in quads if quad[1] == RDF_TYPE]
        return exact or [origin for _, origin in by_path] or types or [origin for _, origin in quads]

    def _index(self, document: Document, table: Record) -> None:
        pieces = {
            item["key"]: Evidence(exact=item["exact"], start=item["start"], end=item["end"])
            for item in table["evidence"]
        }
        for item in table["evidence"]:
            for key in (item["key"], item["quote"], item["position"]):
                self._evidence[key] = [pieces[item["key"]]]
        for role in table["roles"]:
            self._evidence[role["key"]] = [pieces[role["evidence"]]]
        for claim in _all(table["claims"]):
            words = [pieces[key] for key in claim["evidence"]]
            for key in (claim["key"], claim["situation"]):
                if key is not None:
                    self._evidence[key] += words
                    self._rules[key].append(claim["rule"])
        for entity, key in zip(document.entities, table["article"]["mentions"], strict=True):
            self._evidence[key] += entity.mentions[:1]

    def _place_of(self, start: int) -> Place:
        """Where words of the body stand: in the article's file, or in the body that a line of facts holds."""
        known = self._place.column is not None
        return (self._place if known else Place("body", 1)).within(self._body, start)

    def _quote(self, evidence: Evidence) -> str:
        return f"{self._place_of(evidence.start)}: “{_shortened(evidence.exact)}”"


def _all(groups: Mapping[str, list[Record]]) -> Iterator[Record]:
    for group in groups.values():
        yield from group


def _shortened(text: str) -> str:
    """One line of at most so many code points."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[:_QUOTED].rstrip() + "…"
