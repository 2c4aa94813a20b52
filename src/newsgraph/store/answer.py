"""An answer to a query, and the formats in which it is given."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from newsgraph.errors import UsageError
from newsgraph.rdf.names import undeceiving
from newsgraph.rdf.terms import XSD_STRING, Term, Triple, iri_value, literal_parts
from newsgraph.vocab import PREFIXES

Row: TypeAlias = tuple[Term | None, ...]
Kind: TypeAlias = Literal["select", "ask", "graph"]

FORMATS = ("table", "csv", "json", "turtle")

_QUERY = {"select": "a SELECT", "ask": "an ASK", "graph": "a CONSTRUCT or DESCRIBE"}
_FITTING: dict[Kind, tuple[str, ...]] = {
    "select": ("table", "csv", "json"),
    "ask": ("table", "json"),
    "graph": ("turtle", "table"),
}
_TO_QUOTE = re.compile(r'[",\r\n]')


def _no_name(_: Term) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: rows of terms (None where unbound), yes or no, or the triples of a graph, sorted."""

    kind: Kind
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] = ()
    name_of: Callable[[Term], str | None] = field(default=_no_name, repr=False, compare=False)

    def rendered(self, format: str | None = None, *, terminal: bool = False, width: int | None = None) -> str:  # noqa: A002
        """The answer in a format; the first that fits its kind where none is named.

        Raises UsageError for a format that does not fit the kind.
        """
        chosen = format or _FITTING[self.kind][0]
        if chosen == "table":
            return self.table(width, terminal=terminal)
        renderers: dict[str, Callable[[], str]] = {"csv": self.to_csv, "json": self.to_json, "turtle": self.to_turtle}
        if chosen not in renderers:
            raise UsageError(f"no format {chosen!r}; there are: {', '.join(FORMATS)}")
        return renderers[chosen]()

    def to_csv(self) -> str:
        """SPARQL 1.1 Query Results CSV, https://www.w3.org/TR/sparql11-results-csv-tsv/ ."""
        self._must_fit("csv")
        lines = [self.variables, *(tuple(_csv_value(term) for term in row) for row in self.rows)]
        return "".join(",".join(_csv_field(value) for value in line) + "\r\n" for line in lines)

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON, https://www.w3.org/TR/sparql11-results-json/ ."""
        self._must_fit("json")
        document: dict[str, object]
        if self.kind == "ask":
            document = {"head": {}, "boolean": self.boolean}
        else:
            bindings = [
                {name: _json_term(term) for name, term in zip(self.variables, row, strict=True) if term is not None}
                for row in self.rows
            ]
            document = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return undeceiving(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"

    def to_turtle(self) -> str:
        """Turtle, with the usual prefixes."""
        from newsgraph.rdf.turtle import serialise

        self._must_fit("turtle")
        return serialise(self.triples, prefixes=PREFIXES)

    def table(self, width: int | None = None, *, terminal: bool = False) -> str:
        """A table for people, `width` cells wide: the terminal's where there is one, else as wide as it needs."""
        from newsgraph.store.table import table, yes_or_no

        if self.boolean is not None:
            return yes_or_no(self.boolean)
        if self.kind == "graph":
            return table(("subject", "predicate", "object"), self.triples, self.name_of, width, terminal=terminal)
        return table(self.variables, self.rows, self.name_of, width, terminal=terminal)

    def _must_fit(self, format: str) -> None:  # noqa: A002
        if format not in _FITTING[self.kind]:
            fitting = " or ".join(_FITTING[self.kind])
            raise UsageError(f"the answer to {_QUERY[self.kind]} query has no {format}; use --format {fitting}")


def _csv_value(term: Term | None) -> str:
    if term is None:
        return ""
    if term.startswith('"'):
        return literal_parts(term).lexical
    return term if term.startswith("_:") else iri_value(term)


def _csv_field(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if _TO_QUOTE.search(value) else value


def _json_term(term: Term) -> dict[str, str]:
    if term.startswith("<"):
        return {"type": "uri", "value": iri_value(term)}
    if term.startswith("_:"):
        return {"type": "bnode", "value": term[2:]}
    lexical, datatype, language = literal_parts(term)
    if language is not None:
        return {"type": "literal", "value": lexical, "xml:lang": language}
    typed = {} if datatype == XSD_STRING else {"datatype": datatype}
    return {"type": "literal", "value": lexical, **typed}
