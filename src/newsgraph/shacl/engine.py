"""pyshacl as the engine: one shapes graph, read once, against many data graphs.

pyshacl parses the query of an sh:sparql constraint anew for each focus node, which is nearly all of its time. The
data graph that it is handed here (`_DataGraph`) keeps each query translated, by its text; the queries' number is
bounded by the shapes. Shapes, too, are read once: pyshacl's `ShapesGraph` holds nothing of the data.

No network: pyshacl's loaders, which fetch, are not used, and queries that would are refused when shapes are read.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TypeAlias

from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from pyshacl.constraints.constraint_component import ConstraintComponent
from pyshacl.errors import ConstraintLoadWarning, ReportableRuntimeError
from pyshacl.graph_abstraction import DataGraph
from pyshacl.pytypes import SHACLExecutor
from pyshacl.rdfutil.stringify import stringify_blank_node
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Processor, Result
from rdflib.term import Identifier, Node

from newsgraph.rdf.rdflib import to_rdflib
from newsgraph.rdf.terms import Triple

# pyshacl raises RuntimeErrors of its own and Python's, regular expressions re.error, and rdflib a bare Exception.
FAILURES = (Exception,)

RawTriple: TypeAlias = "tuple[Node, Node, Node | tuple[Graph, Node]]"
RawResult: TypeAlias = "tuple[str, Node, list[RawTriple]]"

LOGGER = logging.getLogger("newsgraph.shacl")
LOGGER.addHandler(logging.NullHandler())


class Engine:
    """One shapes graph, ready to validate; raises what pyshacl raises (`FAILURES`)."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.graph = _ShapesStore(to_rdflib(triples))
        self.shapes = _ShapesGraph(self.graph)
        self._queries: dict[str, Query] = {}

    def load(self) -> Iterator[tuple[Node, Callable[[], object]]]:
        """Each shape with what pyshacl does to load its constraints, so that the caller sees which one it refuses."""
        for shape in self.shapes.shapes:
            for p in sorted({str(p) for p in self.graph.predicates(shape.node)}):
                component = CONSTRAINT_PARAMETERS_MAP.get(URIRef(p))
                if component is not None:
                    yield shape.node, partial(component, shape)
            yield shape.node, partial(_custom_constraints, shape)

    def run(self, triples: Iterable[Triple]) -> list[RawResult]:
        """The results of one data graph, as pyshacl has them before it writes them into a graph."""
        data = self.data(triples)
        return [result for shape in self.shapes.shapes for result in self.validate(shape, data)]

    def data(self, triples: Iterable[Triple]) -> DataGraph:
        """A data graph, ready to be validated; that of an earlier call is not to be used any more."""
        self.forget_words()
        return DataGraph.from_rdflib(_DataGraph(to_rdflib(triples), self.prepared))

    def forget_words(self) -> None:
        """Have pyshacl forget how it wrote blank nodes.

        It knows them by label and by the address of their graph, which another may get; and what it cut short, being
        deep inside another, it remembers so.
        """
        stringify_blank_node.dict_cache.clear()

    def prepared(self, text: str) -> Query:
        """A query translated, once; raises what rdflib raises."""
        found = self._queries.get(text)
        if found is None:
            found = self._queries[text] = prepareQuery(text)
        return found

    def validate(self, shape: Shape, data: DataGraph) -> list[RawResult]:
        """The results of one shape's own targets."""
        _, results = shape.validate(_EXECUTOR, data)
        return list(results)

    def evaluate(
        self, constraint: ConstraintComponent, data: DataGraph, values: dict[Node, set[Node]]
    ) -> list[RawResult]:
        """The results of one constraint, for focus nodes with their value nodes."""
        _, results = constraint.evaluate(_EXECUTOR, data, values, [constraint.shape, constraint])
        return list(results)


_EXECUTOR = SHACLExecutor()


class _ShapesGraph(ShapesGraph):
    """pyshacl's shapes, without the look through all parameters for each predicate of each shape and data graph."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph, logger=LOGGER)
        self._constraints: dict[Node, tuple[tuple[Node, Node], ...]] = {}

    def predicate_objects(self, s: Node) -> Iterator[tuple[Node, Node]]:
        """The constraints of a shape; pyshacl asks for nothing else by this name."""
        found = self._constraints.get(s)
        if found is None:
            about = self.graph.predicate_objects(s)
            found = self._constraints[s] = tuple((p, o) for p, o in about if p in CONSTRAINT_PARAMETERS_MAP)
        return iter(found)


class _ShapesStore(Graph):
    """A shapes graph, which does not change while it validates: each look-up is done once."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(store=graph.store, identifier=graph.identifier, bind_namespaces="none")
        self._objects: dict[tuple[object, object], tuple[Node, ...]] = {}

    def objects(
        self,
        subject: Any = None,
        predicate: Any = None,
        unique: bool = False,  # noqa: FBT001, FBT002 - rdflib's signature
    ) -> Generator[Node, None, None]:
        if unique or isinstance(subject, list):
            yield from super().objects(subject, predicate, unique)
            return
        key = (subject, predicate)
        found = self._objects.get(key)
        if found is None:
            found = self._objects[key] = tuple(super().objects(subject, predicate))
        yield from found


def _custom_constraints(shape: Shape) -> list[object]:
    found: set[Any] = shape.find_custom_constraints()  # type: ignore[no-untyped-call]
    return [constraint.make_validator_for_shape(shape) for constraint in found]


class _DataGraph(Graph):
    """A data graph that has its queries translated by `prepared`."""

    def __init__(self, graph: Graph, prepared: Callable[[str], Query]) -> None:
        super().__init__(store=graph.store, identifier=graph.identifier, bind_namespaces="none")
        self._prepared = prepared

    def query(
        self,
        query_object: str | Query,
        processor: str | Processor = "sparql",
        result: str | type[Result] = "sparql",
        initNs: Mapping[str, Any] | None = None,  # noqa: N803 - rdflib's name
        initBindings: Mapping[str, Identifier] | None = None,  # noqa: N803 - rdflib's name
        use_store_provided: bool = True,  # noqa: FBT001, FBT002 - rdflib's signature
        **kwargs: Any,
    ) -> Result:
        if isinstance(query_object, str):
            query_object = self._prepared(query_object)
        answer = super().query(query_object, processor, result, initNs, initBindings, use_store_provided, **kwargs)
        if answer.type == "SELECT":
            answer.bindings = [{name: _as_template(term) for name, term in row.items()} for row in answer.bindings]
        return answer


class _Template(Literal):
    """A literal whose `str()` is fit to be the template of `re.sub`.

    pyshacl fills {?value} in messages by `re.sub(name, str(value), message)`, where a backslash in the data means
    an escape or an error; so for rows of a query, and there alone, `str()` doubles it. The characters are in `exact`.
    """

    def __str__(self) -> str:
        return self.exact.replace("\\", "\\\\")

    @property
    def exact(self) -> str:
        return str.__str__(self)


def _as_template(term: Identifier) -> Identifier:
    if not isinstance(term, Literal) or "\\" not in term:
        return term
    made = str.__new__(_Template, str.__str__(term))
    for slot in ("_language", "_datatype", "_value", "_ill_typed"):
        setattr(made, slot, getattr(term, slot))
    return made


def untemplated(node: Node) -> Node:
    """The node without what `_Template` does to it."""
    if not isinstance(node, _Template):
        return node
    made = str.__new__(Literal, node.exact)
    for slot in ("_language", "_datatype", "_value", "_ill_typed"):
        setattr(made, slot, getattr(node, slot))
    return made


def words(error: BaseException) -> str:
    """The engine's complaint on one line, without the "For reference" that pyshacl adds."""
    if isinstance(error, RecursionError):
        return "they are nested too deeply"
    explained = isinstance(error, (ReportableRuntimeError, ConstraintLoadWarning))
    text = str(error.args[0] if explained else error)
    return " ".join(text.split()) or type(error).__name__
