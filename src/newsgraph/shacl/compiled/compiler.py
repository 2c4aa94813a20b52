"""A shapes graph to closures over an indexed data graph.

Theory of operation. pyshacl reads the shapes: which there are, what they aim at, what the parameters of a constraint
say. All that is done once. Each shape becomes a closure that takes a data graph and focus nodes, and adds what it
finds; the shapes that it refers to are closures inside it. To validate is to index the triples, look up the focus nodes
of each shape that has targets, and call its closure. No query is parsed, no parameter read, and no rdflib term made on
the way, but for literals whose value matters, and those are remembered (`literals`).

The results are pyshacl's, tuple by tuple, and where a shape has no message, the words are asked of it. What is not
compiled is run by it (`engine`), on the same data:

- a SPARQL-based constraint whose query is none of those of `algebra`, which `notes` tells, and a constraint component
  of one's own, each on the focus nodes and values that are found here;
- a shape whose sibling shapes refer to each other in a circle, as a whole;
- a data graph that writes one literal with its language tag in two ways, or otherwise than a target does, as a whole,
  for terms are strings here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from pyshacl.constraints.constraint_component import ConstraintComponent
from pyshacl.constraints.sparql.sparql_based_constraints import SPARQLBasedConstraint
from pyshacl.errors import ConstraintLoadWarning, ReportableRuntimeError
from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper
from pyshacl.shape import Shape
from rdflib import URIRef
from rdflib.term import Node

from newsgraph.errors import RdfSyntaxError
from newsgraph.rdf.rdflib import from_node
from newsgraph.rdf.terms import Term, Triple
from newsgraph.shacl.compiled import literals
from newsgraph.shacl.compiled.constraints import CORE, Check, Conforms, Each, Pairs, Site, Test, Validate
from newsgraph.shacl.compiled.expressions import NotCompiledError
from newsgraph.shacl.compiled.findings import Found, Source, results_of
from newsgraph.shacl.compiled.graph import DataGraph, has_two_spellings, tagged
from newsgraph.shacl.compiled.paths import values_of
from newsgraph.shacl.compiled.sparql import select_check
from newsgraph.shacl.documents import Documents, named
from newsgraph.shacl.engine import Engine, words
from newsgraph.shacl.path import Path, parse_path
from newsgraph.shacl.report import Result
from newsgraph.shacl.results import read_results
from newsgraph.shacl.vocabulary import sh

Focus: TypeAlias = Callable[[DataGraph], Collection[Term]]

# As many shapes inside each other are validated, as pyshacl has it; more are data that cannot be validated.
DEEPEST = 15


class Compiled:
    """One shapes graph, compiled; `notes` has each query that the reference engine runs, with its shape and why."""

    def __init__(self, documents: Documents, engine: Engine) -> None:
        self._documents = documents
        self._engine = engine
        self._made: dict[tuple[Node, int], Validate] = {}
        self._open: set[Node] = set()  # the shapes that are being compiled
        self.notes: dict[tuple[Term, str], None] = {}
        self._tagged = tagged(o for _, p, o in documents.triples if p == sh("targetNode"))
        self._runs = tuple(self._targeted())

    def results(self, triples: Iterable[Triple]) -> tuple[Result, ...]:
        """The results of one data graph in their fixed order; raises what pyshacl raises."""
        graph = DataGraph(triples)
        if has_two_spellings(self._tagged | tagged(o for _, _, o in graph.triples)):
            return self._read(self._engine.run(graph.triples))
        found: Found = []
        for run in self._runs:
            run(graph, found)
        return results_of(found, lambda *about: self._words(graph, *about)) if found else ()

    # -- shapes --

    def _targeted(self) -> Iterator[Callable[[DataGraph, Found], None]]:
        for shape in self._engine.shapes.shapes:
            focus = _focus_nodes(shape)
            if focus is None or shape.deactivated:
                continue
            try:
                yield _on_targets(focus, self._shape(shape.node, 0))
            except _CircleError:
                self._open.clear()
                yield self._by_reference(shape)

    def _by_reference(self, shape: Shape) -> Callable[[DataGraph, Found], None]:
        def run(graph: DataGraph, found: Found) -> None:
            found += self._read(self._engine.validate(shape, graph.as_made_by(self._engine.data)))

        return run

    def _shape(self, node: Node, depth: int) -> Validate:
        """A shape at a depth of nesting: what it finds of focus nodes."""
        made = self._made.get((node, depth))
        if made is None:
            if node in self._open:
                raise _CircleError
            self._open.add(node)
            made = self._made[node, depth] = self._compile(self._engine.shapes.lookup_shape_from_node(node), depth)
            self._open.discard(node)
        return made

    def _compile(self, shape: Shape, depth: int) -> Validate:
        if shape.deactivated:
            return lambda *_: None
        if depth >= DEEPEST:
            return _too_deep
        checks = tuple(self._checks(shape, depth))
        path = self._path_of(shape)
        if path is None:
            return NodeShape(checks)
        return _property_shape(path, checks) if path.operator else _predicate_shape(path.predicate, checks)

    def _path_of(self, shape: Shape) -> Path | None:
        if not shape.is_property_shape:
            return None
        return parse_path(from_node(shape.path()), self._documents.index)  # type: ignore[no-untyped-call]

    def _conforms(self, node: Node, depth: int) -> Conforms:
        validate = self._shape(node, depth)
        if isinstance(validate, NodeShape) and (tests := validate.tests):
            return tests[0] if len(tests) == 1 else _all(tests)

        def conforms(graph: DataGraph, value: Term) -> bool:
            found: Found = []
            validate(graph, (value,), found)
            return not found

        return lambda graph: partial(conforms, graph)

    # -- constraints --

    def _checks(self, shape: Shape, depth: int) -> Iterator[Check]:
        for constraint in _constraints(shape):
            source = self._source(shape, constraint)
            make = CORE.get(type(constraint))
            if make is not None:
                site = Site(
                    source,
                    lambda node: self._shape(node, depth + 1),
                    lambda node: self._conforms(node, depth + 1),
                )
                yield from make(constraint, site)
            elif isinstance(constraint, SPARQLBasedConstraint):
                yield from self._queries(constraint, source, depth)
            else:
                yield self._reference(constraint, depth)

    def _source(self, shape: Shape, constraint: ConstraintComponent) -> Source:
        component = constraint.shacl_constraint_component
        node = from_node(shape.node)
        return Source(
            shape=node,
            component=from_node(component) if isinstance(component, URIRef) else "",
            severity=from_node(shape.severity),
            path=self._path_of(shape),
            messages=tuple(sorted({from_node(message) for message in shape.message})),
            place=self._documents.place_of(node),
            constraint=constraint,
        )

    def _queries(self, constraint: SPARQLBasedConstraint, source: Source, depth: int) -> Iterator[Check]:
        for query in sorted(constraint.sparql_constraints, key=lambda query: str(query.node)):
            if not query.deactivated:
                try:
                    yield select_check(query, constraint.shape, source, self._path, self._engine.prepared)
                except (NotCompiledError, RdfSyntaxError, RecursionError) as reason:
                    self.notes[
                        source.shape,
                        f"the query of {named(source.shape)} takes long, being run by pyshacl: {words(reason)}",
                    ] = None
                    yield self._reference(_only(constraint, query), depth)

    def _path(self, node: Term) -> Path:
        return parse_path(node, self._documents.index)

    def _reference(self, constraint: ConstraintComponent, depth: int) -> Check:
        """A constraint that pyshacl evaluates: of a shape with targets all focus nodes at once, else each by itself."""
        evaluate = self._engine.evaluate

        def check(graph: DataGraph, pairs: Pairs, found: Found) -> None:
            data = graph.as_made_by(self._engine.data)
            nodes = [(literals.node(focus), {literals.node(value) for value in values}) for focus, values in pairs]
            for together in [dict(nodes)] if depth == 0 else [dict([pair]) for pair in nodes]:
                found += self._read(evaluate(constraint, data, together))

        return check

    # -- results --

    def _read(self, raw: Iterable[Any]) -> tuple[Result, ...]:
        return read_results(raw, self._documents.index, self._documents.place_of)

    def _words(self, graph: DataGraph, source: Source, focus_node: Term, value: Term | None) -> tuple[Term, ...]:
        constraint: Any = source.constraint
        data = graph.as_made_by(self._engine.data)
        self._engine.forget_words()  # or the words would depend on those before
        about = literals.node(focus_node), None if value is None else literals.node(value)
        messages = constraint.make_generic_messages(data, *about)
        return tuple(sorted({from_node(message) for message in messages}))


class _CircleError(Exception):
    """A shape is compiled inside itself, by way of a sibling shape."""


def _too_deep(*_: object) -> None:
    raise ReportableRuntimeError(f"more than {DEEPEST} shapes are nested in each other here: refer to fewer")


@dataclass(frozen=True, slots=True)
class NodeShape:
    """A node shape: each focus node is its own value node."""

    checks: tuple[Check, ...]

    def __call__(self, graph: DataGraph, nodes: Collection[Term], found: Found) -> None:
        pairs = [(node, (node,)) for node in nodes]
        for check in self.checks:
            check(graph, pairs, found)

    @property
    def tests(self) -> tuple[Callable[[DataGraph], Test], ...]:
        """The tests that a conforming node passes, where the shape has nothing but tests."""
        tests = tuple(check.test for check in self.checks if isinstance(check, Each))
        return tests if len(tests) == len(self.checks) else ()


def _all(tests: tuple[Callable[[DataGraph], Test], ...]) -> Conforms:
    def conforms(graph: DataGraph) -> Test:
        made = [test(graph) for test in tests]
        return lambda value: all([test(value) for test in made])  # noqa: C419 - each is asked, for any may fail for good

    return conforms


def _predicate_shape(p: Term, checks: tuple[Check, ...]) -> Validate:
    def validate(graph: DataGraph, nodes: Collection[Term], found: Found) -> None:
        values = graph.by_subject(p)
        pairs = [(node, values.get(node, ())) for node in nodes]
        for check in checks:
            check(graph, pairs, found)

    return validate


def _property_shape(path: Path, checks: tuple[Check, ...]) -> Validate:
    values = values_of(path)

    def validate(graph: DataGraph, nodes: Collection[Term], found: Found) -> None:
        pairs = [(node, values(graph, node)) for node in nodes]
        for check in checks:
            check(graph, pairs, found)

    return validate


def _on_targets(focus: Focus, validate: Validate) -> Callable[[DataGraph, Found], None]:
    def run(graph: DataGraph, found: Found) -> None:
        nodes = focus(graph)
        if nodes:
            validate(graph, nodes, found)

    return run


def _focus_nodes(shape: Shape) -> Focus | None:
    """The focus nodes that a shape's targets give, each once; None where it has no target.

    https://www.w3.org/TR/shacl/#targets
    """
    nodes, classes, implicit, objects_of, subjects_of = (
        tuple(map(from_node, terms))
        for terms in shape.target()  # type: ignore[no-untyped-call]
    )
    ways: list[Focus] = [_instances(name) for name in dict.fromkeys((*classes, *implicit))]
    ways += [_subjects(p) for p in subjects_of]
    ways += [_objects(p) for p in objects_of]
    if nodes:
        ways.append(lambda _: nodes)
    if len(ways) < 2:
        return ways[0] if ways else None
    return lambda graph: dict.fromkeys(node for way in ways for node in way(graph))


def _instances(of: Term) -> Focus:
    return lambda graph: graph.instances(of)


def _subjects(p: Term) -> Focus:
    return lambda graph: graph.by_subject(p).keys()


def _objects(p: Term) -> Focus:
    return lambda graph: graph.by_object(p).keys()


def _constraints(shape: Shape) -> Iterator[ConstraintComponent]:
    """The constraints of a shape, as pyshacl has them; what it passes over was told when the shapes were checked."""
    parameters = dict.fromkeys(p for p, _ in shape.sg.predicate_objects(shape.node))  # type: ignore[no-untyped-call]
    for component in dict.fromkeys(CONSTRAINT_PARAMETERS_MAP[p] for p in parameters if p in CONSTRAINT_PARAMETERS_MAP):
        try:
            yield _in_order(component(shape))
        except ConstraintLoadWarning:
            continue
    for custom in shape.find_custom_constraints():  # type: ignore[no-untyped-call]
        yield custom.make_validator_for_shape(shape)


def _in_order(constraint: ConstraintComponent) -> ConstraintComponent:
    """The constraint with its sets of terms in a fixed order, that in which messages name them."""
    for name, value in vars(constraint).items():
        if isinstance(value, set) and all(isinstance(each, Node) for each in value):
            setattr(constraint, name, sorted(value, key=repr))
    return constraint


def _only(constraint: SPARQLBasedConstraint, query: SPARQLQueryHelper) -> SPARQLBasedConstraint:
    """The constraint with one of its queries."""
    one = SPARQLBasedConstraint(constraint.shape)
    one.sparql_constraints = {query}
    return one
