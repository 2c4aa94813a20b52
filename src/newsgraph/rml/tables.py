"""CSV to records by its header line, and references to columns.

https://www.w3.org/TR/tabular-data-model/ for the dialect: RFC 4180, but for what the mapping says. A line with nothing
on it is no row. Nothing is null that the mapping does not name so (rml:null); an empty cell is an empty text.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from newsgraph.compression import without_ending
from newsgraph.errors import MappingError, Place, SourceError
from newsgraph.nearest import did_you_mean
from newsgraph.rml.jsonpaths import Missing
from newsgraph.rml.model import Dialect, LogicalSource, Reference

Value: TypeAlias = "str | int | float"

_LONGEST_CELL = 2**31 - 1  # characters; as many as a C long holds everywhere
_LINE_END = re.compile("\r\n|\r|\n")
# What people write for all that a source holds; rows are iterated anyway.
_EVERY_ROW = frozenset({"", "$", "$[*]", "$.[*]", "$.*", "row"})


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a CSV source and, to be read once, its rows."""

    columns: tuple[str, ...]
    rows: Iterator[dict[str, str]]


def read(stream: BinaryIO, source: LogicalSource) -> Table:
    """The header now, the rows as they are asked for.

    Raises SourceError with the line for a row with more or fewer cells than the header, for a doubled column (those
    without a name may be many, for nobody can mean one of them), and for bytes that are not of the encoding.
    """
    csv.field_size_limit(_LONGEST_CELL)  # the csv module has one limit for all its readers
    name, dialect = source.source.path, source.source.dialect
    encoding = source.source.encoding or "utf-8-sig"
    lines = _Lines(_text(stream, encoding), dialect)
    reader = csv.reader(
        lines,
        delimiter=delimiter(name, dialect),
        quotechar=dialect.quote,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        doublequote=dialect.double_quote,
        escapechar=None if dialect.double_quote or not dialect.quote else "\\",
        strict=True,
    )
    rows = _cells(_parsed(reader, lines, name, encoding), dialect)
    header = [next(rows, None) for _ in range(dialect.header_rows)]
    if header:
        if header[0] is None:
            raise SourceError("this CSV has no header line", Place(name, 1 + dialect.skip_rows))
        columns = tuple(header[0])
    elif dialect.columns:
        columns = dialect.columns
    else:
        first = next(rows, None)
        columns = tuple(f"_col.{number}" for number in range(1, len(first or ()) + 1))
        rows = itertools.chain(() if first is None else (first,), rows)
    doubled = _doubled(columns)
    if doubled is not None:
        raise SourceError(f"the column '{doubled}' stands twice in the header", Place(name, lines.row))
    return Table(columns, _rows(rows, columns, lines, name))


def delimiter(path: str, dialect: Dialect) -> str:
    """What stands between the cells of a file, whose ending tells it where the mapping does not."""
    if dialect.delimiter is not None:
        return dialect.delimiter
    return "\t" if without_ending(path).lower().endswith((".tsv", ".tab")) else ","


def _doubled(columns: Iterable[str]) -> str | None:
    """The first name that stands a second time."""
    seen: set[str] = set()
    for column in columns:
        if column and column in seen:
            return column
        seen.add(column)
    return None


def compile_records(source: LogicalSource) -> Callable[[object], Iterator[object]]:
    if source.iterator is not None and source.iterator.text not in _EVERY_ROW:
        raise MappingError("CSV has rows and takes no iterator", source.iterator.place)

    def records(document: object) -> Iterator[object]:
        if not isinstance(document, Table):
            raise SourceError("a document that is bound to a CSV source must be read from CSV", source.place)
        return iter(document.rows)

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
    """Raise MappingError for the first reference that is no column; a file of nothing, without a header, has none."""
    if not isinstance(document, Table) or not document.columns:
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


class _Lines:
    """The lines of a text, counted; where a row starts, those that are comments are passed over.

    `number` is the line that was read last, `row` the one in which the row starts that it belongs to.
    """

    def __init__(self, lines: Iterator[str], dialect: Dialect) -> None:
        self.number = 0
        self.row = 0
        self._lines = lines
        self._skipped = dialect.skip_rows
        self._comment = dialect.comment_prefix
        self._row_starts = True

    def start_row(self) -> None:
        self._row_starts = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while True:
            line = next(self._lines)
            self.number += 1
            if self.number <= self._skipped:
                continue
            if self._comment is not None and self._row_starts and line.startswith(self._comment):
                continue
            if self._row_starts:
                self.row = self.number
                self._row_starts = False
            return line


def _parsed(reader: Iterator[list[str]], lines: _Lines, name: str, encoding: str) -> Iterator[list[str]]:
    while True:
        lines.start_row()
        try:
            line = next(reader, None)
        except csv.Error as error:
            raise SourceError(f"this is no well-formed CSV: {error}", Place(name, lines.row)) from error
        except UnicodeDecodeError as error:
            # All whole lines before the bytes that are decoded now have been read.
            before = error.object[: error.start].decode(encoding, "replace")
            number = lines.number + 1 + len(_LINE_END.findall(before))
            wanted = encoding.removesuffix("-sig").upper()
            message = f"this is no {wanted} text: byte 0x{error.object[error.start]:02X}"
            raise SourceError(message, Place(name, number)) from error
        except UnicodeError as error:
            raise SourceError(f"this is no {encoding.upper()} text: {error}", Place(name)) from error
        if line is None:
            return
        if line:
            yield line


def _cells(lines: Iterator[list[str]], dialect: Dialect) -> Iterator[list[str]]:
    """The cells of each row that the dialect lets through, trimmed."""
    if dialect.skip_columns:
        skipped = dialect.skip_columns
        lines = (line[skipped:] for line in lines)
    trim = {(True, True): str.strip, (True, False): str.lstrip, (False, True): str.rstrip}.get(
        (dialect.trim_start, dialect.trim_end)
    )
    if trim is not None:
        lines = ([trim(cell) for cell in line] for line in lines)
    return filter(any, lines) if dialect.skip_blank_rows else lines


def _rows(lines: Iterator[list[str]], columns: tuple[str, ...], counted: _Lines, name: str) -> Iterator[dict[str, str]]:
    width = len(columns)
    for line in lines:
        if len(line) != width:
            what = f"this row has {len(line)} cells where the header has {width}"
            raise SourceError(what, Place(name, counted.row))
        yield dict(zip(columns, line, strict=True))
