"""CSV to records by its header line, and references to columns.

https://www.w3.org/TR/tabular-data-model/ for the dialect (RFC 4180 unless the source says otherwise). A value is null
where the source lists it as one (rml:null); an empty cell of a source that lists none is an empty text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from newsgraph.errors import MappingError, Place, SourceError
from newsgraph.nearest import did_you_mean
from newsgraph.rml.jsonpaths import Missing
from newsgraph.rml.model import LogicalSource, Reference

Value: TypeAlias = "str | int | float"


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a CSV source and, to be read once, its rows."""

    columns: tuple[str, ...]
    rows: Iterator[dict[str, str]]


def read(stream: BinaryIO, source: LogicalSource) -> Table:
    """The header now, the rows as they are asked for.

    Raises SourceError with the line for a row with more or fewer cells than the header, for an empty or doubled
    column, and for bytes that are not of the encoding.
    """
    name = source.source.path
    encoding = source.source.encoding or "utf-8-sig"
    reader = csv.reader(_text(stream, encoding), delimiter=source.source.delimiter or ",", strict=True)
    rows = _lines(reader, name, encoding)
    header = next(rows, None)
    if header is None:
        raise SourceError("this CSV has no header line", Place(name, 1))
    columns = tuple(header)
    doubled = next((column for index, column in enumerate(columns) if column in columns[:index]), None)
    if doubled is not None:
        raise SourceError(f"the column '{doubled}' stands twice in the header", Place(name, 1))
    return Table(columns, _rows(rows, columns, reader, name))


def compile_records(source: LogicalSource) -> Callable[[object], Iterator[object]]:
    if source.iterator is not None and source.iterator.text not in {"", "$"}:
        raise MappingError("CSV has rows and takes no iterator", source.iterator.place)
    nulls = frozenset(source.source.nulls)

    def records(document: object) -> Iterator[object]:
        if not isinstance(document, Table):
            raise SourceError("a document that is bound to a CSV source must be read from CSV", source.place)
        if not nulls:
            return iter(document.rows)
        return ({column: cell for column, cell in row.items() if cell not in nulls} for row in document.rows)

    return records


def compile_values(reference: Reference, source: LogicalSource) -> Callable[[object], Sequence[Value]]:
    del source
    column = reference.text

    def values(record: object) -> Sequence[Value]:
        return (record[column],) if isinstance(record, dict) and column in record else ()

    return values


def compile_missing(reference: Reference, source: LogicalSource) -> Callable[[object], Missing | None]:
    del reference, source
    return lambda record: None  # noqa: ARG005 - the header was checked before the first row


def check_columns(document: object, references: Iterable[Reference], source: LogicalSource) -> None:
    """Raise MappingError for the first reference that is no column of the header."""
    if not isinstance(document, Table):
        return
    for reference in references:
        if reference.text not in document.columns:
            hint = did_you_mean(reference.text, document.columns)
            raise MappingError(f"no column '{reference.text}' in source {source.source.path}{hint}", reference.place)


def _text(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """The lines of a stream, which stays the caller's to close."""
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield from text
    finally:
        if not stream.closed:
            text.detach()


def _lines(reader: Iterator[list[str]], name: str, encoding: str) -> Iterator[list[str]]:
    while True:
        try:
            line = next(reader, None)
        except csv.Error as error:
            number = getattr(reader, "line_num", None)
            raise SourceError(f"this is no well-formed CSV: {error}", Place(name, number)) from error
        except UnicodeError as error:
            number = getattr(reader, "line_num", 0) + 1
            wanted = encoding.removesuffix("-sig").upper()
            raise SourceError(f"this is no {wanted} text near line {number}: {error}", Place(name)) from error
        if line is None:
            return
        if line:
            yield line


def _rows(
    lines: Iterator[list[str]], columns: tuple[str, ...], reader: Iterator[list[str]], name: str
) -> Iterator[dict[str, str]]:
    width = len(columns)
    for line in lines:
        if len(line) != width:
            number = getattr(reader, "line_num", None)
            raise SourceError(f"this row has {len(line)} cells where the header has {width}", Place(name, number))
        yield dict(zip(columns, line, strict=True))
