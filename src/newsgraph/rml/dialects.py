"""CSVW's descriptions of how a CSV file is written, from the graph of a mapping.

What is not said is as RFC 4180 has it: CSVW's own default that lines with a # are comments is not taken over, since
RML has no comments in CSV.

https://www.w3.org/TR/tabular-metadata/#dialect-descriptions
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgraph.errors import MappingError, Place
from newsgraph.nearest import did_you_mean
from newsgraph.rml.model import RFC_4180, Dialect
from newsgraph.rml.rdfgraph import RDF, MappingGraph, Value

CSVW = "http://www.w3.org/ns/csvw#"

_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
_LINE_ENDS = frozenset({"\r\n", "\n", "\r"})
_DIALECT = frozenset(
    {"commentPrefix", "delimiter", "doubleQuote", "encoding", "header", "headerRowCount", "lineTerminators"}
    | {"quoteChar", "skipBlankRows", "skipColumns", "skipInitialSpace", "skipRows", "trim"}
)
_TABLE = _DIALECT | {"url", "dialect", "null", "tableSchema"}
_TRIMS = {"true": (True, True), "1": (True, True), "false": (False, False), "0": (False, False)} | {
    "start": (True, False),
    "end": (False, True),
}


def check_delimiter(text: str, place: Place) -> str:
    r"""One character that can stand between cells, of which `\t` is a tab however it is written; MappingError else."""
    text = text.replace("\\t", "\t")
    if len(text) != 1 or text in '\r\n"':
        raise MappingError(f"a delimiter is one character, not {text!r}", place)
    return text


class Description:
    """What a csvw:Table and its dialect say; MappingError for a property that is unknown or not supported."""

    def __init__(self, graph: MappingGraph, table: Value) -> None:
        self._graph = graph
        self._table = table
        self._owners: Sequence[Value] = (*graph.objects(table, f"{CSVW}dialect"), table)
        for owner in self._owners:
            for iri in graph.names(owner):
                name = iri.removeprefix(CSVW)
                known = _TABLE if owner == table else _DIALECT
                if iri.startswith(CSVW) and name not in known:
                    hint = did_you_mean(name, known)
                    raise MappingError(f"the property csvw:{name} is not supported{hint}", graph.place(owner))

    @property
    def url(self) -> str:
        return self._graph.objects(self._table, f"{CSVW}url")[0].value

    @property
    def nulls(self) -> tuple[str, ...]:
        return tuple(value.value for value in self._graph.objects(self._table, f"{CSVW}null"))

    @property
    def encoding(self) -> tuple[str, Place] | None:
        return self._said("encoding")

    def dialect(self) -> Dialect:
        """Raises MappingError with the place of a value that its property cannot have."""
        delimiter = self._said("delimiter")
        quote = self._said("quoteChar")
        trims = self._trims()
        self._check_line_ends()
        header_rows = self._number("headerRowCount", 1 if self._truth("header", default=True) else 0)
        made = Dialect(
            None if delimiter is None else check_delimiter(*delimiter),
            RFC_4180.quote if quote is None else self._quote(*quote),
            self._truth("doubleQuote", default=True),
            self._comment_prefix(),
            header_rows,
            self._number("skipRows", 0),
            self._number("skipColumns", 0),
            self._truth("skipBlankRows", default=False),
            trims[0],
            trims[1],
            tuple(self._columns()) if header_rows == 0 else (),
        )
        if made.delimiter is not None and made.delimiter == made.quote:
            raise MappingError("the delimiter cannot be the quote character too", self._graph.place(self._table))
        return made

    def _said(self, name: str) -> tuple[str, Place] | None:
        for owner in self._owners:
            for value in self._graph.objects(owner, CSVW + name):
                return value.value, self._graph.place(owner)
        return None

    @staticmethod
    def _quote(text: str, place: Place) -> str | None:
        if text == "":
            return None
        if len(text) != 1 or text in "\r\n":
            raise MappingError(f"a quote character is one character, not {text!r}", place)
        return text

    def _comment_prefix(self) -> str | None:
        said = self._said("commentPrefix")
        return None if said is None or not said[0] else said[0]

    def _truth(self, name: str, *, default: bool) -> bool:
        said = self._said(name)
        if said is None:
            return default
        if said[0] not in _TRUTHS:
            raise MappingError(f"csvw:{name} is true or false, not {said[0]!r}", said[1])
        return _TRUTHS[said[0]]

    def _number(self, name: str, default: int) -> int:
        said = self._said(name)
        if said is None:
            return default
        if not said[0].isascii() or not said[0].isdigit() or len(said[0]) > 9:
            raise MappingError(f"csvw:{name} is a number from 0 up, not {said[0]!r}", said[1])
        return int(said[0])

    def _trims(self) -> tuple[bool, bool]:
        said = self._said("trim")
        if said is None:
            return self._truth("skipInitialSpace", default=False), False
        if said[0] not in _TRIMS:
            raise MappingError(f"csvw:trim is true, false, start or end, not {said[0]!r}", said[1])
        return _TRIMS[said[0]]

    def _check_line_ends(self) -> None:
        for owner in self._owners:
            for value in self._items(self._graph.objects(owner, f"{CSVW}lineTerminators")):
                if value.value not in _LINE_ENDS:
                    raise MappingError(f"lines that end with {value.value!r} are not read", self._graph.place(owner))

    def _columns(self) -> Iterator[str]:
        for schema in self._graph.objects(self._table, f"{CSVW}tableSchema"):
            for column in self._items(
                [*self._graph.objects(schema, f"{CSVW}column"), *self._graph.objects(schema, f"{CSVW}columns")]
            ):
                names = [*self._graph.objects(column, f"{CSVW}name"), *self._graph.objects(column, f"{CSVW}title")]
                if not names:
                    raise MappingError("a column without a header line needs its csvw:name", self._graph.place(column))
                yield names[0].value

    def _items(self, values: Sequence[Value]) -> Iterator[Value]:
        """The values, and those in them that are lists item by item."""
        for value in values:
            node, seen = value, set[Value]()
            if not self._graph.objects(node, f"{RDF}first"):
                yield node
                continue
            while node not in seen and (first := self._graph.objects(node, f"{RDF}first")):
                seen.add(node)
                yield first[0]
                rest = self._graph.objects(node, f"{RDF}rest")
                if not rest:
                    break
                node = rest[0]
