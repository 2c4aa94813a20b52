"""A Turtle document of mapping rules to a small graph: nodes with their properties in order, placed where they can be.

The vocabularies that came before the current one, R2RML and the first RML, become the current one here, so that one
reader serves all.

pyoxigraph gives no positions. It yields triples whose object is a name or a literal in the order of the text, so each
of them is looked up in the text after the one before; a node is placed where the first of its triples is.
"""

from __future__ import annotations

import string
from dataclasses import dataclass, field

import pyoxigraph

from newsgraph.errors import MappingError, Place
from newsgraph.rml.model import RML

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_R2RML = "http://www.w3.org/ns/r2rml#"
_OLD_RML = "http://semweb.mmlab.be/ns/rml#"
_QUERY_LANGUAGES = "http://semweb.mmlab.be/ns/ql#"
_FNML = "http://semweb.mmlab.be/ns/fnml#"
_TARGETS = "http://semweb.mmlab.be/ns/rml-target#"
_COMPRESSIONS = "http://semweb.mmlab.be/ns/rml-compression#"
_RENAMED = {f"{_R2RML}column": f"{RML}reference", f"{_R2RML}logicalTable": f"{RML}logicalSource"}

# How far ahead a value is looked for, so that large documents take time in proportion.
_WINDOW = 10_000
# What a prefix may be made of, near enough to find where it starts.
_PREFIX = string.ascii_letters + string.digits + "_-."

Node = pyoxigraph.NamedNode | pyoxigraph.BlankNode
Value = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal


@dataclass(slots=True)
class MappingGraph:
    """Properties of each node by their IRI in the current vocabulary."""

    file: str
    properties: dict[Node, dict[str, list[Value]]] = field(default_factory=dict)
    _places: dict[tuple[Node, str, Value], Place] = field(default_factory=dict)
    _nodes: dict[Node, Place] = field(default_factory=dict)
    _near: dict[Node, Place] = field(default_factory=dict)

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
        """Where a value stands, or else its node; only the file where neither is known."""
        if isinstance(node, pyoxigraph.Literal):
            return Place(self.file)
        if name is not None and value is not None and (node, RML + name, value) in self._places:
            return self._places[node, RML + name, value]
        return self._nodes.get(node) or self._near.get(node) or Place(self.file)

    def add(self, triple: tuple[Node, str, Value], place: Place | None, near: Place) -> None:
        """Keep a triple, with its place if it is known, and a line that is not far from it."""
        subject, predicate, value = triple
        self.properties.setdefault(subject, {}).setdefault(predicate, []).append(value)
        if place is not None:
            self._places[triple] = place
            self._nodes.setdefault(subject, place)
        self._near.setdefault(subject, near)


def parse(text: str, file: str, base: str | None) -> MappingGraph:
    """Read Turtle.

    Raises MappingError with line and column where it does not parse.
    """
    graph = MappingGraph(file)
    finder = _Finder(text, file)
    try:
        for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE, base_iri=base):
            subject, value = quad.subject, quad.object
            if isinstance(subject, pyoxigraph.Triple) or isinstance(value, pyoxigraph.Triple):
                raise MappingError("mappings hold no triple terms", Place(file))
            place = finder.find(value, quad.predicate.value)
            graph.add((subject, _current(quad.predicate.value), _current_value(value)), place, finder.near())
    except SyntaxError as error:
        reason = (
            error.msg.partition(": ")[2] if error.msg.startswith("Parser error") and ": " in error.msg else error.msg
        )
        # The parser marks where its token starts.
        raise MappingError(
            f"this is no well-formed Turtle: {reason}", Place(file, error.lineno, error.offset)
        ) from error
    return graph


def _current(iri: str) -> str:
    """An IRI of an older vocabulary in the current one; any other as it is."""
    if iri in _RENAMED:
        return _RENAMED[iri]
    for namespace in (_R2RML, _OLD_RML, _QUERY_LANGUAGES, _FNML, _TARGETS, _COMPRESSIONS):
        if iri.startswith(namespace):
            return RML + iri.removeprefix(namespace)
    return iri


def _current_value(value: Value) -> Value:
    return pyoxigraph.NamedNode(_current(value.value)) if isinstance(value, pyoxigraph.NamedNode) else value


class _Finder:
    """Places of values in a text, each searched after the one before."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._position = 0
        self._line = 1
        self._counted = 0

    def near(self) -> Place:
        """The line of what was found last."""
        return Place(self._file, self._line)

    def find(self, value: Value, predicate: str) -> Place | None:
        if isinstance(value, pyoxigraph.BlankNode):
            return None
        forms = _forms(value, predicate)
        end = self._position + _WINDOW
        starts = [start for form in forms if (start := self._text.find(form, self._position, end)) >= 0]
        if not starts:
            return None
        start = min(starts)
        self._position = start + 1
        if self._text[start] == ":":
            before = self._text[self._counted : start]
            start -= len(before) - len(before.rstrip(_PREFIX))
        self._line += self._text.count("\n", self._counted, start)
        self._counted = start
        column = start - self._text.rfind("\n", 0, start)
        return Place(self._file, self._line, column)


def _forms(value: pyoxigraph.NamedNode | pyoxigraph.Literal, predicate: str) -> tuple[str, ...]:
    """How a value may be written in Turtle."""
    if isinstance(value, pyoxigraph.Literal):
        escaped = value.value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        quoted = (f'"{escaped}"', f"'{escaped}'", f'"""{value.value}"""')
        return quoted if value.datatype.value.endswith("#string") or value.language else (*quoted, value.value)
    local = value.value[max(value.value.rfind(mark) for mark in "#/:") + 1 :]
    named = (f"<{value.value}>", f"#{local}>", f"/{local}>", f"<{local}>", *((f":{local}",) if local else ()))
    return (*named, "a ") if predicate == f"{RDF}type" else named
