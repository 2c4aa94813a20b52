"""Reference formulations: how a kind of source is read, iterated and referred to.

Each is a frozen record of functions; a row is whatever its `records` yields and its references take.

https://kg-construct.github.io/rml-io/spec/docs/ and https://kg-construct.github.io/rml-core/spec/docs/#reference-formulations
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, NoReturn, TypeAlias

from newsgraph.compression import without_ending
from newsgraph.errors import MappingError
from newsgraph.rml import columnar, databases, jsondocs, relations, sparql, tables, xmldocs
from newsgraph.rml.jsonpaths import Missing
from newsgraph.rml.model import LogicalSource, Reference, Source
from newsgraph.rml.readahead import Readable

Value: TypeAlias = "str | int | float | Decimal"
"""A scalar that is not null, of a record or from a function; a bool is an int, and stands for a truth."""

Values: TypeAlias = Callable[[object], Sequence[Value]]


@dataclass(frozen=True, slots=True)
class ReferenceFormulation:
    """How one kind of source is read.

    - `read`: the bytes of a source to a document; the stream stays open while the records of the document are read;
    - `connect`: for what no stream can give, a file to a document, which is open while the block is;
    - `records`: compiles the iterator of a logical source to a function from a document to its records;
    - `values`: compiles a reference to a function from a record to its values, nulls left out;
    - `missing`: compiles a reference to a function that names what a record, as a schema, lacks;
    - `check`: compares references with a document's own columns, where it has such, before any record is read;
      `has_header` tells whether these are known without reading or asking for records.
    - `pieces`: compiles an iterator and the references of a scan to a function from a source that is too large to be
      read whole to its records, read as they are asked for; None where the whole is needed.

    All raise MappingError with the place of a wrong reference or iterator, SourceError with the place in the source.
    """

    name: str
    names: tuple[str, ...]
    read: Callable[[BinaryIO, LogicalSource], object]
    records: Callable[[LogicalSource], Callable[[object], Iterator[object]]]
    values: Callable[[Reference, LogicalSource], Values]
    missing: Callable[[Reference, LogicalSource], Callable[[object], Missing | None]]
    check: Callable[[object, Iterable[Reference], LogicalSource], None]
    pieces: Callable[[LogicalSource, Iterable[Reference]], Callable[[Readable], Iterator[object]] | None] | None = None
    streams: bool = False
    has_header: bool = False
    seeks: bool = False
    takes_values: bool = False
    connect: Callable[[Path, LogicalSource], AbstractContextManager[object]] | None = None


def _no_stream(_: BinaryIO, source: LogicalSource) -> NoReturn:
    raise TypeError(f"{source.formulation} reads files")  # `connect` is what is called


def _relational(
    name: str,
    names: tuple[str, ...],
    read: Callable[[BinaryIO, LogicalSource], object] = _no_stream,
    connect: Callable[[Path, LogicalSource], AbstractContextManager[object]] | None = None,
    *,
    has_header: bool = False,
) -> ReferenceFormulation:
    """Rows of named columns, which references name as SQL does."""
    return ReferenceFormulation(
        name,
        names,
        read,
        relations.compile_records,
        relations.compile_values,
        relations.compile_missing,
        relations.check_columns,
        streams=True,
        has_header=has_header,
        seeks=True,
        connect=connect,
    )


JSONPATH = ReferenceFormulation(
    "JSONPath",
    ("jsonpath", "json"),
    jsondocs.read,
    jsondocs.compile_records,
    jsondocs.compile_values,
    jsondocs.compile_missing,
    lambda document, references, source: None,  # noqa: ARG005 - JSON has no columns
    pieces=jsondocs.compile_pieces,
    takes_values=True,
)
CSV = ReferenceFormulation(
    "CSV",
    ("csv",),
    tables.read,
    tables.compile_records,
    tables.compile_values,
    tables.compile_missing,
    tables.check_columns,
    streams=True,
    has_header=True,
)
XPATH = ReferenceFormulation(
    "XPath",
    ("xpath", "xml"),
    xmldocs.read,
    xmldocs.compile_records,
    xmldocs.compile_values,
    xmldocs.compile_missing,
    lambda document, references, source: None,  # noqa: ARG005 - XML has no columns
    pieces=xmldocs.compile_pieces,
)

SQL_QUERY = _relational("SQLQuery", ("sql",), connect=databases.connect)
PARQUET = _relational("Parquet", ("parquet",), columnar.read_parquet, has_header=True)
SPARQL_RESULTS_CSV = _relational("SPARQL_Results_CSV", (), sparql.read)
ARROW = _relational("Arrow", ("arrow", "feather"), columnar.read_arrow, has_header=True)

FORMULATIONS: dict[str, ReferenceFormulation] = {
    formulation.name: formulation
    for formulation in (JSONPATH, CSV, XPATH, SQL_QUERY, PARQUET, ARROW, SPARQL_RESULTS_CSV)
}


def of(source: LogicalSource) -> ReferenceFormulation:
    """The formulation that a logical source names.

    Raises MappingError for one that this engine does not have.
    """
    found = FORMULATIONS.get(source.formulation)
    if found is None:
        known = ", ".join(FORMULATIONS)
        raise MappingError(f"no reference formulation '{source.formulation}'; there are {known}", source.place)
    return found


def by_ending(formulation: str, source: Source) -> str:
    """The formulation of a source: CSV is Parquet or Arrow in a file that ends so, for those are columns too."""
    if formulation != "CSV":
        return formulation
    ending = without_ending(source.path).rpartition(".")[2].lower()
    return {"parquet": "Parquet", "arrow": "Arrow", "feather": "Arrow"}.get(ending, formulation)
