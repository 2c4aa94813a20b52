"""A Turtle document of mapping rules to a small graph: nodes with their properties in order, each with its place.

The vocabularies that came before the current one, R2RML and the first RML, become the current one here, so that one
reader serves all.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

import pyoxigraph

from newsgraph.errors import MappingError, Place
from newsgraph.rml import turtletext
from newsgraph.rml.model import RML

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_R2RML = "http://www.w3.org/ns/r2rml#"
_OLD_RML = "http://semweb.mmlab.be/ns/rml#"
_QUERY_LANGUAGES = "http://semweb.mmlab.be/ns/ql#"
_FNML = "http://semweb.mmlab.be/ns/fnml#"
_TARGETS = "http://semweb.mmlab.be/ns/rml-target#"
_COMPRESSIONS = "http://semweb.mmlab.be/ns/rml-compression#"
OLDER_NAMESPACES = (_R2RML, _OLD_RML, _QUERY_LANGUAGES, _FNML, _TARGETS, _COMPRESSIONS)
_RENAMED = {
    f"{_R2RML}column": f"{RML}reference",
    f"{_R2RML}logicalTable": f"{RML}logicalSource",
    f"{_FNML}execution": f"{RML}functionExecution",
    f"{_FNML}value": f"{RML}inputValue",
    f"{_FNML}valueMap": f"{RML}inputValueMap",
    "http://carml.taxonic.com/carml/multiFunctionValue": f"{RML}functionValue",
    f"{RML}execution": f"{RML}functionExecution",
    f"{RML}value": f"{RML}inputValue",
    f"{RML}valueMap": f"{RML}inputValueMap",
}

Node = pyoxigraph.NamedNode | pyoxigraph.BlankNode
Value = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal


@dataclass(slots=True)
class MappingGraph:
    """Properties of each node by their IRI in the current vocabulary; a set of triples, so none is there twice."""

    file: str
    properties: dict[Node, dict[str, list[Value]]] = field(default_factory=dict)
    _values: dict[tuple[Node, str, Value], Place] = field(default_factory=dict)
    _names: dict[tuple[Node, str], Place] = field(default_factory=dict)
    _nodes: dict[Node, Place] = field(default_factory=dict)
    _uses: dict[Value, Place] = field(default_factory=dict)

    def values(self, node: Value, name: str) -> list[Value]:
        """The values of `rml:name`, in the order of the text."""
        return self.objects(node, RML + name)

    def objects(self, node: Value, iri: str) -> list[Value]:
        """The values of a property of any vocabulary."""
        return [] if isinstance(node, pyoxigraph.Literal) else self.properties.get(node, {}).get(iri, [])

    def names(self, node: Value) -> list[str]:
        """The properties that a node has, by their IRIs."""
        return [] if isinstance(node, pyoxigraph.Literal) else list(self.properties.get(node, {}))

    def place(self, node: Value, name: str | None = None, value: Value | None = None) -> Place:
        """Where a value of `rml:name`, or of a property by its IRI, stands; or else its node.

        A node of which nothing is said stands where it is first used.
        """
        if isinstance(node, pyoxigraph.Literal):
            return Place(self.file)
        if name is not None and value is not None:
            triple = (node, name if ":" in name else RML + name, value)
            if triple in self._values:
                return self._values[triple]
        return self._nodes.get(node) or self._uses.get(node) or Place(self.file)

    def name_place(self, node: Value, iri: str) -> Place:
        """Where a property of a node, of any vocabulary, is first named."""
        if isinstance(node, pyoxigraph.Literal):
            return Place(self.file)
        return self._names.get((node, iri)) or self.place(node)

    def add(self, triple: tuple[Node, str, Value], subject: Place, predicate: Place, value: Place) -> None:
        """Keep a triple with the places of its three terms."""
        if triple in self._values:
            return
        node, iri, _ = triple
        self.properties.setdefault(node, {}).setdefault(iri, []).append(triple[2])
        self._values[triple] = value
        self._names.setdefault((node, iri), predicate)
        self._nodes.setdefault(node, subject)
        self._uses.setdefault(triple[2], value)


def parse(text: str, file: str, base: str | None) -> MappingGraph:
    """Read Turtle.

    Raises MappingError with line and column where it does not parse, or is no Turtle 1.1.
    """
    _check(text, file, base)
    graph = MappingGraph(file)
    places = Places(file, text)
    try:
        flat = turtletext.flatten(text)
    except turtletext.NotFlatError as error:
        raise MappingError("mappings hold no triple terms and no annotations", places.at(error.offset)) from error
    parsed = pyoxigraph.parse(flat.text, format=pyoxigraph.RdfFormat.TURTLE, base_iri=base)
    for quad, spot in zip(parsed, flat.triples, strict=True):
        subject, value = quad.subject, quad.object
        # https://www.w3.org/TR/turtle/#sec-grammar: what it lets through has no triple terms
        assert not isinstance(subject, pyoxigraph.Triple)  # noqa: S101
        assert not isinstance(value, pyoxigraph.Triple)  # noqa: S101
        triple = (subject, _current(quad.predicate.value), _current_value(value))
        graph.add(triple, places.at(spot.subject), places.at(spot.predicate), places.at(spot.object))
    return graph


def _check(text: str, file: str, base: str | None) -> None:
    """Raise MappingError for what is no Turtle, where the parser says."""
    try:
        for _ in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE, base_iri=base):
            pass
    except SyntaxError as error:
        reason = (
            error.msg.partition(": ")[2] if error.msg.startswith("Parser error") and ": " in error.msg else error.msg
        )
        # The parser marks where its token starts; of an escape in a long literal it counts the columns otherwise.
        line = text.split("\n")[(error.lineno or 1) - 1 : error.lineno or 1]
        column = None if error.offset is None or not line else min(error.offset, len(line[0]) + 1)
        raise MappingError(f"this is no well-formed Turtle: {reason}", Place(file, error.lineno, column)) from error


def _current(iri: str) -> str:
    """An IRI of an older vocabulary in the current one; any other as it is."""
    if iri in _RENAMED:
        return _RENAMED[iri]
    for namespace in OLDER_NAMESPACES:
        if iri.startswith(namespace):
            return RML + iri.removeprefix(namespace)
    return iri


def _current_value(value: Value) -> Value:
    return pyoxigraph.NamedNode(_current(value.value)) if isinstance(value, pyoxigraph.NamedNode) else value


class Places:
    """The places of offsets in a text; the start of each line is looked up once."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> Place:
        line = bisect.bisect_right(self._starts, offset)
        return Place(self._file, line, offset - self._starts[line - 1] + 1)
