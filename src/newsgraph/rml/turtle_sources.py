"""Logical sources of RML in Turtle: files by path, with their formulation, encoding and nulls.

https://kg-construct.github.io/rml-io/spec/docs/
"""

from __future__ import annotations

import codecs
from pathlib import Path

import pyoxigraph

from newsgraph.errors import MappingError
from newsgraph.nearest import did_you_mean
from newsgraph.rml.formulations import FORMULATIONS
from newsgraph.rml.model import RML, LogicalSource, Reference, Source
from newsgraph.rml.rdfgraph import MappingGraph, Value

CSVW = "http://www.w3.org/ns/csvw#"
_LOGICAL_SOURCE = frozenset({"source", "referenceFormulation", "iterator", "null", "encoding"})
_SOURCE = frozenset({"path", "root", "encoding", "null", "compression", "query"})
_ENCODINGS = {"UTF-8": "utf-8-sig", "UTF-16": "utf-16"}


def logical_source(graph: MappingGraph, node: Value, directory: Path) -> LogicalSource:
    """Read a logical source.

    Raises MappingError for a kind of source, a formulation, an encoding or a compression that is not supported.
    """
    place = graph.place(node)
    for iri in graph.names(node):
        name = iri.removeprefix(RML)
        if iri.startswith(RML) and name not in _LOGICAL_SOURCE:
            hint = did_you_mean(name, _LOGICAL_SOURCE)
            raise MappingError(f"a logical source has no property rml:{name} here{hint}", place)
    sources = graph.values(node, "source")
    if len(sources) != 1:
        raise MappingError(f"a logical source has one rml:source, not {len(sources)}", place)
    source = _source(graph, node, sources[0], directory)
    formulations = graph.values(node, "referenceFormulation")
    if len(formulations) != 1:
        raise MappingError(f"a logical source has one rml:referenceFormulation, not {len(formulations)}", place)
    formulation, namespaces = _formulation(graph, node, formulations[0])
    iterators = graph.values(node, "iterator")
    if len(iterators) > 1:
        raise MappingError(f"a logical source has one rml:iterator, not {len(iterators)}", place)
    iterator = None
    if iterators:
        iterator = Reference(iterators[0].value, graph.place(node, "iterator", iterators[0]))
    return LogicalSource(source, formulation, iterator, place, namespaces)


def _source(graph: MappingGraph, logical: Value, node: Value, directory: Path) -> Source:
    place = graph.place(logical, "source", node)
    if isinstance(node, pyoxigraph.Literal):
        return Source(node.value, directory, place)
    place = graph.place(node)
    for iri in graph.names(node):
        name = iri.removeprefix(RML)
        if iri.startswith(RML) and name not in _SOURCE:
            raise MappingError(f"a file source has no property rml:{name}{did_you_mean(name, _SOURCE)}", place)
    if graph.objects(node, f"{CSVW}url"):
        return _csvw_table(graph, node, directory)
    paths = graph.values(node, "path")
    if len(paths) != 1:
        raise MappingError("only file sources are supported: rml:RelativePathSource with one rml:path", place)
    if graph.values(node, "query"):
        raise MappingError("the property rml:query of a source is not supported", place)
    for compression in graph.values(node, "compression"):
        if compression.value != f"{RML}none":
            raise MappingError(f"sources compressed as {compression.value} are not supported", place)
    nulls = tuple(value.value for owner in (node, logical) for value in graph.values(owner, "null"))
    return Source(
        paths[0].value,
        _root(graph, node, directory),
        graph.place(node, "path", paths[0]),
        encoding=_encoding(graph, node) or _encoding(graph, logical),
        nulls=nulls,
    )


def _csvw_table(graph: MappingGraph, node: Value, directory: Path) -> Source:
    """A csvw:Table with its dialect, as many mappings of the older vocabulary write a CSV file.

    https://www.w3.org/TR/tabular-metadata/#dialect-descriptions
    """
    place = graph.place(node)
    dialects = graph.objects(node, f"{CSVW}dialect")

    def said(name: str) -> str | None:
        return next((value.value for dialect in dialects for value in graph.objects(dialect, CSVW + name)), None)

    for dialect in dialects:
        for iri in graph.names(dialect):
            if iri.startswith(CSVW) and iri.removeprefix(CSVW) not in {"delimiter", "encoding", "header"}:
                raise MappingError(f"the property csvw:{iri.removeprefix(CSVW)} is not supported", place)
    if said("header") == "false":
        raise MappingError("a CSV source without a header line is not supported", place)
    delimiter = said("delimiter")
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '\r\n"'):
        raise MappingError(f"a delimiter is one character, not {delimiter!r}", place)
    encoding = said("encoding") or "utf-8"
    try:
        "".encode(encoding)
    except LookupError as error:
        raise MappingError(f"there is no encoding '{encoding}'", place) from error
    return Source(
        graph.objects(node, f"{CSVW}url")[0].value,
        directory,
        place,
        encoding="utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding,
        nulls=tuple(value.value for value in graph.objects(node, f"{CSVW}null")),
        delimiter=delimiter,
    )


def _root(graph: MappingGraph, node: Value, directory: Path) -> Path:
    roots = graph.values(node, "root")
    if not roots or roots[0].value == f"{RML}MappingDirectory":
        return directory
    if roots[0].value == f"{RML}CurrentWorkingDirectory":
        return Path()
    if isinstance(roots[0], pyoxigraph.Literal):
        return directory / roots[0].value
    raise MappingError(f"no root {roots[0].value} of paths", graph.place(node, "root", roots[0]))


def _encoding(graph: MappingGraph, node: Value) -> str | None:
    for value in graph.values(node, "encoding"):
        name = value.value.removeprefix(RML)
        if name not in _ENCODINGS:
            hint = did_you_mean(name, _ENCODINGS) or f"; there are {', '.join(_ENCODINGS)}"
            raise MappingError(f"no encoding '{name}'{hint}", graph.place(node, "encoding", value))
        return _ENCODINGS[name]
    return None


def _formulation(graph: MappingGraph, logical: Value, node: Value) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The name of a formulation, and the namespaces that an XPath formulation declares."""
    if isinstance(node, pyoxigraph.NamedNode):
        name = node.value.removeprefix(RML)
        if name in FORMULATIONS:
            return name, ()
        hint = did_you_mean(name, FORMULATIONS) or f"; there are {', '.join(FORMULATIONS)}"
        place = graph.place(logical, "referenceFormulation", node)
        raise MappingError(f"no reference formulation '{name}'{hint}", place)
    namespaces = []
    for entry in graph.values(node, "namespace"):
        prefixes, iris = graph.values(entry, "namespacePrefix"), graph.values(entry, "namespaceURL")
        if len(prefixes) != 1 or len(iris) != 1:
            raise MappingError("a namespace has one rml:namespacePrefix and one rml:namespaceURL", graph.place(entry))
        namespaces.append((prefixes[0].value, iris[0].value))
    if not namespaces:
        raise MappingError("this reference formulation is not supported", graph.place(node))
    return "XPath", tuple(namespaces)
