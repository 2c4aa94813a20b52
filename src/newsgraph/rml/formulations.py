"""Reference formulations: how a kind of source is read, iterated and referred to.

Each is a frozen record of functions; a row is whatever its `records` yields and its references take.

https://kg-construct.github.io/rml-io/spec/docs/ and https://kg-construct.github.io/rml-core/spec/docs/#reference-formulations
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from newsgraph.errors import MappingError
from newsgraph.rml import jsondocs, tables, xmldocs
from newsgraph.rml.jsonpaths import Missing
from newsgraph.rml.model import LogicalSource, Reference
from newsgraph.rml.readahead import Readable

Value: TypeAlias = "str | int | float"
"""A scalar of a record that is not null; a bool is an int, and stands for a truth."""

Values: TypeAlias = Callable[[object], Sequence[Value]]


@dataclass(frozen=True, slots=True)
class ReferenceFormulation:
    """How one kind of source is read.

    - `read`: the bytes of a source to a document; the stream stays open while the records of the document are read;
    - `records`: compiles the iterator of a logical source to a function from a document to its records;
    - `values`: compiles a reference to a function from a record to its values, nulls left out;
    - `missing`: compiles a reference to a function that names what a record, as a schema, lacks;
    - `check`: compares references with a document's own columns, where it has such, before any record is read;
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
    takes_values: bool = False


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

FORMULATIONS: dict[str, ReferenceFormulation] = {
    formulation.name: formulation for formulation in (JSONPATH, CSV, XPATH)
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
