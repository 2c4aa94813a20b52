"""Property paths to functions from a node to its value nodes (https://www.w3.org/TR/shacl/#property-paths)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from newsgraph.rdf.terms import Term
from newsgraph.shacl.compiled.graph import DataGraph
from newsgraph.shacl.path import Path

Values: TypeAlias = Callable[[DataGraph, Term], Collection[Term]]  # each node once


def values_of(path: Path) -> Values:
    """The value nodes of a focus node; cycles in the data end."""
    if not path.operator:
        p = path.predicate
        return lambda graph, node: graph.by_subject(p).get(node, ())
    if path.operator == "inversePath":
        (inner,) = path.parts
        if not inner.operator:
            p = inner.predicate
            return lambda graph, node: graph.by_object(p).get(node, ())
        return values_of(inverse(inner))
    parts = tuple(values_of(part) for part in path.parts)
    if path.operator == "sequence":
        return _sequence(parts)
    if path.operator == "alternativePath":
        return lambda graph, node: dict.fromkeys(value for part in parts for value in part(graph, node))
    (step,) = parts
    if path.operator == "zeroOrOnePath":
        return lambda graph, node: dict.fromkeys((node, *step(graph, node)))
    if path.operator == "zeroOrMorePath":
        return lambda graph, node: _reached(graph, (node,), step)
    return lambda graph, node: _reached(graph, step(graph, node), step)


def inverse(path: Path) -> Path:
    """The path from values back to focus nodes: a sequence is walked from its end."""
    if not path.operator:
        return Path("inversePath", parts=(path,))
    if path.operator == "inversePath":
        return path.parts[0]
    parts = tuple(inverse(part) for part in path.parts)
    return Path(path.operator, parts=parts[::-1] if path.operator == "sequence" else parts)


def _sequence(parts: tuple[Values, ...]) -> Values:
    first, *others = parts

    def values(graph: DataGraph, node: Term) -> Collection[Term]:
        nodes = first(graph, node)
        for part in others:
            nodes = dict.fromkeys(value for node in nodes for value in part(graph, node))
        return nodes

    return values


def _reached(graph: DataGraph, start: Collection[Term], step: Values) -> Collection[Term]:
    found = dict.fromkeys(start)
    waiting = list(found)
    while waiting:
        for node in step(graph, waiting.pop()):
            if node not in found:
                found[node] = None
                waiting.append(node)
    return found
