"""The mapping model: what RML and YARRRML both say, as frozen values that know their places.

The names are those of the specification; a value that exists is well formed, save for names that only the whole set of
mappings can resolve (the parent of a `RefObjectMap`).

https://kg-construct.github.io/rml-core/spec/docs/
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from newsgraph.errors import Place
from newsgraph.rdf.terms import Term
from newsgraph.rml.functions import Function
from newsgraph.urls import is_remote, without_secrets

RML = "http://w3id.org/rml/"


class TermType(StrEnum):
    """What kind of term a term map makes, and how its values are made safe for it."""

    IRI = "IRI"
    URI = "URI"
    UNSAFE_IRI = "UnsafeIRI"
    UNSAFE_URI = "UnsafeURI"
    BLANK_NODE = "BlankNode"
    LITERAL = "Literal"

    @property
    def is_iri(self) -> bool:
        return self not in {TermType.BLANK_NODE, TermType.LITERAL}


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference into a record, in the words of the reference formulation."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Template:
    """Texts and references in turn; texts are unescaped and never empty."""

    parts: tuple[str | Reference, ...]
    place: Place

    def after(self, text: str) -> Template:
        """This template with a text before it."""
        return Template((text, *self.parts), self.place)


@dataclass(frozen=True, slots=True)
class Constant:
    """One term, whatever the record."""

    term: Term
    place: Place


@dataclass(frozen=True, slots=True)
class FunctionExecution:
    """A function and its inputs, one for each of its parameters; None where an optional one is not given."""

    function: Function
    inputs: tuple[Expression | None, ...]
    place: Place


Expression: TypeAlias = "Reference | Template | Constant | FunctionExecution"


@dataclass(frozen=True, slots=True)
class TermMap:
    """How to make terms from a record; without an expression, a fresh blank node for each record."""

    expression: Expression | None
    term_type: TermType
    place: Place
    datatype: TermMap | None = None
    language: Expression | None = None
    condition: FunctionExecution | None = None
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """A join condition: the child's and the parent's expression have a value in common."""

    child: Expression
    parent: Expression
    place: Place


@dataclass(frozen=True, slots=True)
class RefObjectMap:
    """The subjects of another triples map as objects."""

    parent: str
    joins: tuple[Join, ...]
    place: Place
    condition: FunctionExecution | None = None
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class PredicateObjectMap:
    """All predicates with all objects, in the given graphs beside those of the subject."""

    predicates: tuple[TermMap, ...]
    objects: tuple[TermMap | RefObjectMap, ...]
    graphs: tuple[TermMap, ...]
    place: Place
    inverse_predicates: tuple[TermMap, ...] = ()
    condition: FunctionExecution | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A file that quads are exported to, relative to `root`, which it may not leave.

    Two of the same file, serialization, compression and encoding are one target, wherever they are written.
    """

    path: str
    root: Path
    place: Place = field(compare=False)
    serialization: str = "N-Quads"
    compression: str | None = None
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV source is written: as RFC 4180 has it, unless the mapping says otherwise.

    Without a delimiter it is a tab in a file called .tsv, else a comma. `columns` are names that the mapping gives,
    where no header line does.

    https://www.w3.org/TR/tabular-metadata/#dialect-descriptions
    """

    delimiter: str | None = None
    quote: str | None = '"'
    double_quote: bool = True
    comment_prefix: str | None = None
    header_rows: int = 1
    skip_rows: int = 0
    skip_columns: int = 0
    skip_blank_rows: bool = False
    trim_start: bool = False
    trim_end: bool = False
    columns: tuple[str, ...] = ()


RFC_4180 = Dialect()


@dataclass(frozen=True, slots=True)
class Source:
    """A file, relative to `root`, which it may not leave; or a remote one, whose path is its URL without secrets.

    `compression` is the name of one in compression.py.
    """

    path: str
    root: Path
    place: Place
    encoding: str | None = None
    nulls: tuple[str, ...] = ()
    dialect: Dialect = RFC_4180
    compression: str | None = None
    url: str | None = None

    @classmethod
    def at(cls, location: str, root: Path, place: Place) -> Source:
        """The source that a path or a URL names."""
        if is_remote(location):
            return cls(without_secrets(location), root, place, url=location)
        return cls(location, root, place)

    def is_same(self, other: Source) -> bool:
        """Whether both are one file, read alike, wherever in the mapping they are written."""
        return replace(self, place=other.place) == other


@dataclass(frozen=True, slots=True)
class LogicalSource:
    """A source, the reference formulation that it is read by, and the iterator that makes records of it."""

    source: Source
    formulation: str
    iterator: Reference | None
    place: Place
    namespaces: tuple[tuple[str, str], ...] = ()

    def same_records(self, other: LogicalSource) -> bool:
        """Whether both yield the same records, wherever in the mapping they are written."""
        return self.source.is_same(other.source) and self._reading() == other._reading()

    def _reading(self) -> tuple[object, ...]:
        return (self.formulation, None if self.iterator is None else self.iterator.text, self.namespaces)


@dataclass(frozen=True, slots=True)
class TriplesMap:
    """A logical source, how to make subjects of its records, and what to say of them.

    A YARRRML mapping with several sources or subjects is several triples maps of one name.
    """

    name: str
    source: LogicalSource
    subject: TermMap
    subject_graphs: tuple[TermMap, ...]
    classes: tuple[TermMap, ...]
    predicate_object_maps: tuple[PredicateObjectMap, ...]
    place: Place
    base: str | None = None
    condition: FunctionExecution | None = None
