"""The property path that a blank node or an IRI of the shapes graph stands for.

https://www.w3.org/TR/shacl/#property-paths
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from newsgraph.rdf.terms import Term, Triple, is_iri
from newsgraph.vocab import RDF, SH

Index: TypeAlias = Mapping[Term, Mapping[Term, Sequence[Term]]]

RDF_FIRST: Term = f"<{RDF}first>"
RDF_REST: Term = f"<{RDF}rest>"
RDF_NIL: Term = f"<{RDF}nil>"

# The engine follows a path through as many blank nodes as this, those of lists among them.
DEEPEST = 10

_SUFFIXES = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


@dataclass(frozen=True, slots=True)
class Path:
    """A path: `operator` is "" for a predicate, "sequence", or the local name of the SHACL term that makes it.

    `str()` writes it as SPARQL does, with whole IRIs: `<http://example.org/a>/^<http://example.org/b>`.
    """

    operator: str
    predicate: Term = ""
    parts: tuple[Path, ...] = ()

    def __str__(self) -> str:
        if not self.operator:
            return self.predicate
        parts = [str(part) if not part.operator else f"({part})" for part in self.parts]
        if self.operator == "sequence":
            return "/".join(parts)
        if self.operator == "alternativePath":
            return "|".join(parts)
        if self.operator == "inversePath":
            return f"^{parts[0]}"
        return parts[0] + _SUFFIXES[self.operator]


def indexed(triples: Iterable[Triple]) -> Index:
    """The triples by subject and predicate."""
    index: dict[Term, dict[Term, list[Term]]] = {}
    for s, p, o in triples:
        index.setdefault(s, {}).setdefault(p, []).append(o)
    return index


def predicate(iri: Term) -> Path:
    """The path of one predicate."""
    return Path("", iri)


def parse_path(node: Term, index: Index, within: frozenset[Term] = frozenset()) -> Path:
    """The path for which `node` stands in a graph indexed by subject and predicate.

    Raises ValueError in words where it is no well-formed SHACL property path.
    """
    if is_iri(node) and node != RDF_NIL:
        return predicate(node)
    if node in within:
        raise ValueError("a path contains itself")
    if len(within) >= DEEPEST:
        raise ValueError(f"this path is nested more than {DEEPEST} deep; split it over several shapes")
    about = index.get(node, {})
    inside = within | {node}
    if RDF_FIRST in about or node == RDF_NIL:
        members = read_list(node, index)
        if len(members) < 2:
            raise ValueError("a sequence path has two members or more")
        if len(within) + len(members) > DEEPEST:
            raise ValueError(f"this path has more than {DEEPEST} steps; split it over several shapes")
        return Path("sequence", parts=tuple(parse_path(member, index, inside) for member in members))
    operators = [name for name in ("alternativePath", "inversePath", *_SUFFIXES) if f"<{SH}{name}>" in about]
    if len(operators) != 1:
        raise ValueError(f"no property path: expected an IRI, a list, or one path operator, and found {_found(about)}")
    (operator,) = operators
    values = about[f"<{SH}{operator}>"]
    if len(values) != 1:
        raise ValueError(f"sh:{operator} has one value, and here it has {len(values)}")
    if operator != "alternativePath":
        return Path(operator, parts=(parse_path(values[0], index, inside),))
    members = read_list(values[0], index)
    if len(members) < 2:
        raise ValueError("sh:alternativePath has a list of two members or more")
    return Path(operator, parts=tuple(parse_path(member, index, inside) for member in members))


def read_list(node: Term, index: Index) -> tuple[Term, ...]:
    """The members of a SHACL list (https://www.w3.org/TR/shacl/#dfn-shacl-list); raises ValueError where it is none."""
    return tuple(_members(node, index))


def _members(node: Term, index: Index) -> Iterator[Term]:
    seen: set[Term] = set()
    while node != RDF_NIL:
        cell = index.get(node, {})
        first, rest = cell.get(RDF_FIRST, ()), cell.get(RDF_REST, ())
        if node in seen or len(first) != 1 or len(rest) != 1:
            raise ValueError("this is no well-formed list: each cell has one rdf:first and one rdf:rest, and it ends")
        seen.add(node)
        yield first[0]
        node = rest[0]


def _found(about: Mapping[Term, Sequence[Term]]) -> str:
    return " and ".join(sorted(about)) or "nothing about it"
