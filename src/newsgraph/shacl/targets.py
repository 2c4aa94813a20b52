"""Which shapes look at a node, and at the values of one of its properties.

https://www.w3.org/TR/shacl/#targets. A shape that another one leads to, by sh:property, sh:node or a logical
constraint, looks at what that one does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsgraph.errors import Place
from newsgraph.rdf.terms import RDF_TYPE, Term, Triple
from newsgraph.shacl.documents import Documents
from newsgraph.shacl.path import indexed
from newsgraph.shacl.vocabulary import sh
from newsgraph.vocab import OWL, RDFS

_SUB_CLASS_OF: Term = f"<{RDFS}subClassOf>"
_CLASSES = (f"<{RDFS}Class>", f"<{OWL}Class>")
_QUERIES = tuple(map(sh, ("sparql", "js")))


@dataclass(frozen=True, slots=True)
class Checked:
    """A shape that looks at something, and where it is written."""

    shape: Term
    place: Place | None


class Targets:
    """The targets of a shapes graph over one data graph, whose classes are those of the data and of an ontology."""

    def __init__(self, documents: Documents, data: Sequence[Triple], ontology: Sequence[Triple] = ()) -> None:
        self._documents = documents
        self._types: dict[Term, set[Term]] = {}
        self._uses: dict[Term, set[Term]] = {}  # of each node the predicates that it is a subject of
        self._used_by: dict[Term, set[Term]] = {}  # ... and those that it is an object of
        above = indexed(triple for triple in (*data, *ontology) if triple[1] == _SUB_CLASS_OF)
        for s, p, o in data:
            self._uses.setdefault(s, set()).add(p)
            self._used_by.setdefault(o, set()).add(p)
            if p == RDF_TYPE:
                self._types.setdefault(s, set()).update(_with_those_above(o, above))
        shapes = dict.fromkeys(s for s, p, o in documents.triples if _is_target(p) or (p, o) in _IMPLICIT)
        self._roots = tuple(shapes)

    def at(self, focus: Term, predicate: Term | None = None) -> tuple[Checked, ...]:
        """The shapes that look at a node; of a predicate's values, those of that path, and queries over the node."""
        found: dict[Term, None] = {}
        for root in self._roots:
            if self._is_target(root, focus):
                found.update(dict.fromkeys(self._within(root, predicate, set())))
        return tuple(Checked(shape, self._documents.place_of(shape)) for shape in found)

    def _is_target(self, shape: Term, node: Term) -> bool:
        objects = self._documents.objects
        types = self._types.get(node, set())
        return (
            node in objects(shape, sh("targetNode"))
            or not types.isdisjoint(objects(shape, sh("targetClass")))
            or (shape in types and not set(_CLASSES).isdisjoint(objects(shape, RDF_TYPE)))
            or not self._uses.get(node, set()).isdisjoint(objects(shape, sh("targetSubjectsOf")))
            or not self._used_by.get(node, set()).isdisjoint(objects(shape, sh("targetObjectsOf")))
        )

    def _within(self, shape: Term, predicate: Term | None, seen: set[Term]) -> Iterator[Term]:
        """The shape, where it looks at the values, and those it leads to on the same node."""
        if shape in seen:
            return
        seen.add(shape)
        own = self._documents.index.get(shape, {})
        paths = own.get(sh("path"), ())
        if predicate is None or predicate in paths or (not paths and any(name in own for name in _QUERIES)):
            yield shape
        if not paths:
            for name in ("property", "node"):
                for below in own.get(sh(name), ()):
                    yield from self._within(below, predicate, seen)


_IMPLICIT = tuple((RDF_TYPE, each) for each in _CLASSES)


def _is_target(predicate: Term) -> bool:
    return predicate in (sh("targetClass"), sh("targetNode"), sh("targetSubjectsOf"), sh("targetObjectsOf"))


def _with_those_above(name: Term, above: Mapping[Term, Mapping[Term, Sequence[Term]]]) -> set[Term]:
    found: set[Term] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += above.get(each, {}).get(_SUB_CLASS_OF, ())
    return found
