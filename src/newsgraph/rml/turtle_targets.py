"""Logical targets of RML in Turtle: files, with how they are written.

https://kg-construct.github.io/rml-io/spec/docs/#target-vocabulary
"""

from __future__ import annotations

from pathlib import Path

from newsgraph.errors import MappingError
from newsgraph.nearest import did_you_mean
from newsgraph.rml import encodings
from newsgraph.rml.model import RML, Target
from newsgraph.rml.rdfgraph import MappingGraph, Value
from newsgraph.rml.serializations import SERIALIZATIONS
from newsgraph.rml.turtle_sources import FORMATS, compression_of, file_of

_LOGICAL_TARGET = frozenset({"target", "serialization", "compression", "encoding"})
_TARGET = frozenset({"path", "root", "compression", "encoding"})


def logical_targets(graph: MappingGraph, node: Value, directory: Path) -> tuple[Target, ...]:
    """The targets that a term map names.

    Raises MappingError for a kind of target, a serialization, a compression or an encoding that is not supported.
    """
    return tuple(_target(graph, node, found, directory) for found in graph.values(node, "logicalTarget"))


def _target(graph: MappingGraph, term_map: Value, node: Value, directory: Path) -> Target:
    _check(graph, node, _LOGICAL_TARGET, "a logical target")
    place = graph.place(node)
    found = graph.values(node, "target")
    if len(found) != 1:
        raise MappingError(f"a logical target has one rml:target, not {len(found)}", graph.place(term_map))
    _check(graph, found[0], _TARGET, "a target")
    file = file_of(graph, found[0], directory, "rml:target", place)
    if file.url is not None:
        raise MappingError(f"the target '{file.path}' is remote; targets are files", place)
    compression = compression_of(graph, node) or compression_of(graph, found[0])
    encoding = _encoding(graph, node) or _encoding(graph, found[0]) or "utf-8"
    return Target(file.path, file.root, place, _serialization(graph, node), compression, encoding)


def _check(graph: MappingGraph, node: Value, known: frozenset[str], what: str) -> None:
    for iri in graph.names(node):
        name = iri.removeprefix(RML)
        if iri.startswith(RML) and name not in known:
            hint = did_you_mean(name, known)
            raise MappingError(f"{what} has no property rml:{name}{hint}", graph.name_place(node, iri))


def _serialization(graph: MappingGraph, node: Value) -> str:
    for value in graph.values(node, "serialization"):
        name = value.value.removeprefix(FORMATS)
        if name not in SERIALIZATIONS:
            hint = did_you_mean(name, SERIALIZATIONS) or f"; there are {', '.join(SERIALIZATIONS)}"
            raise MappingError(f"no serialization '{name}'{hint}", graph.place(node, "serialization", value))
        return name
    return "N-Quads"


def _encoding(graph: MappingGraph, node: Value) -> str | None:
    for value in graph.values(node, "encoding"):
        name = value.value.removeprefix(RML)
        found = encodings.named_of_unicode(name)
        if found is None:
            message = f"no encoding '{name}' of targets; there are UTF-8, UTF-16 and UTF-32"
            raise MappingError(message, graph.place(node, "encoding", value))
        return found
    return None
