"""Rows of named and typed columns to records, and references as SQL writes the names of columns.

A name in double quotes is taken exactly; one without is that column, or else the only one that it is but for the case
(https://www.w3.org/TR/r2rml/#dfn-sql-identifier).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsgraph.errors import MappingError, SourceError
from newsgraph.nearest import did_you_mean
from newsgraph.rml.jsonpaths import Missing
from newsgraph.rml.model import LogicalSource, Reference
from newsgraph.rml.natural import Scalar, natural

_FETCHED = 1024  # rows at a time


@dataclass(frozen=True, slots=True)
class Relation:
    """The columns and, to be read once, the rows; `convert` has for each column how its values become scalars."""

    columns: tuple[str, ...]
    rows: Iterator[Sequence[object]]
    convert: tuple[Callable[[object], object], ...]

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterator[Sequence[object]], source: LogicalSource) -> Relation:
        """Columns whose values have their own types; MappingError where two have one name."""
        check_distinct(columns, source)
        return cls(tuple(columns), rows, (natural,) * len(columns))


def check_distinct(columns: Sequence[str], source: LogicalSource) -> None:
    """Raise MappingError where two columns have one name."""
    doubled = next((column for index, column in enumerate(columns) if column in columns[:index]), None)
    if doubled is not None:
        place = source.place if source.iterator is None else source.iterator.place
        raise MappingError(f"two columns are called '{doubled}'; name one of them AS something else", place)


def compile_records(source: LogicalSource) -> Callable[[object], Iterator[object]]:
    def records(document: object) -> Iterator[object]:
        if not isinstance(document, Relation):
            raise SourceError("a document that is bound to a source of rows must be read as such", source.place)
        columns, convert = document.columns, document.convert
        for row in document.rows:
            yield {name: make(value) for name, make, value in zip(columns, convert, row, strict=True)}

    return records


def compile_values(reference: Reference, source: LogicalSource) -> Callable[[object], Sequence[Scalar]]:
    name, exact = _identifier(reference.text)
    folded = name.lower()

    def values(record: object) -> Sequence[Scalar]:
        if not isinstance(record, dict):
            return ()
        value = record.get(name)
        if value is None and not exact and name not in record:
            value = next((found for column, found in record.items() if column.lower() == folded), None)
        if value is None:
            return ()
        if isinstance(value, (str, int, float)):
            return (value,)
        kind = "a record" if isinstance(value, dict) else "a list"
        message = f"'{reference.text}' is {kind} in source {source.source.path}, not a value"
        raise MappingError(message, reference.place)

    return values


def compile_missing(reference: Reference, source: LogicalSource) -> Callable[[object], Missing | None]:
    del reference, source
    return lambda record: None  # noqa: ARG005 - the columns were checked before the first row


def check_columns(document: object, references: Iterable[Reference], source: LogicalSource) -> None:
    """Raise MappingError for the first reference that names no column, or several."""
    if not isinstance(document, Relation):
        return
    for reference in references:
        name, exact = _identifier(reference.text)
        if name in document.columns:
            continue
        near = [] if exact else [column for column in document.columns if column.lower() == name.lower()]
        if len(near) > 1:
            message = f"'{name}' may be column {' or '.join(repr(column) for column in near)}; write it as it is"
            raise MappingError(message, reference.place)
        if not near:
            hint = did_you_mean(name, document.columns)
            raise MappingError(f"no column '{name}' in source {source.source.path}{hint}", reference.place)


def in_batches(fetch: Callable[[int], Sequence[Sequence[object]]]) -> Iterator[Sequence[object]]:
    """All rows of a cursor by its fetchmany."""
    while rows := fetch(_FETCHED):
        yield from rows


def _identifier(text: str) -> tuple[str, bool]:
    """The name of a column, and whether it stands in quotes."""
    if len(text) > 2 and text[0] == text[-1] == '"':
        return text[1:-1].replace('""', '"'), True
    return text, False
