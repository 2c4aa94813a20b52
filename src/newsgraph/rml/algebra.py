"""The plan's operators as frozen values, and the lowering of triples maps to them.

Scan reads a logical source record by record; Generate makes quads of each record by its Emissions, in order; a
ParentJoin looks up the subjects of another Generate by a key. A backend compiles these and nothing else: names are
resolved, every base IRI is in its place, and what the mapping may not say was refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TypeAlias, TypeVar

from newsgraph.errors import MappingError, Place
from newsgraph.nearest import did_you_mean
from newsgraph.rdf.terms import RDF_TYPE
from newsgraph.rml.model import (
    RML,
    Constant,
    Expression,
    FunctionExecution,
    Join,
    LogicalSource,
    PredicateObjectMap,
    Reference,
    RefObjectMap,
    Target,
    Template,
    TermMap,
    TermType,
    TriplesMap,
)
from newsgraph.rml.serializations import SERIALIZATIONS

RML_DEFAULT_GRAPH = f"<{RML}defaultGraph>"


@dataclass(frozen=True, slots=True)
class Origin:
    """The lines of the mapping that made a quad."""

    triples_map: Place
    subject_map: Place
    predicate_object_map: Place


@dataclass(frozen=True, slots=True)
class Scan:
    """All records of a logical source, in its order, for one triples map, by its position.

    `number` is unique in a plan.
    """

    number: int
    triples_map: int
    source: LogicalSource
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class ParentJoin:
    """The subjects of the parent's records that agree with this record in every key; all of them without a key."""

    scan: Scan
    condition: FunctionExecution | None
    subject: TermMap
    subject_base: str | None
    keys: tuple[Join, ...]
    child_condition: FunctionExecution | None
    place: Place


@dataclass(frozen=True, slots=True)
class SameRecord:
    """The subject that the parent makes of this very record."""

    subject: TermMap
    subject_base: str | None
    condition: FunctionExecution | None
    child_condition: FunctionExecution | None
    triples_map: int


ObjectSource: TypeAlias = "TermMap | ParentJoin | SameRecord"


@dataclass(frozen=True, slots=True)
class Emission:
    """Every predicate with every object, for each subject in each graph: to the targets, or else the default output."""

    predicates: tuple[TermMap, ...]
    inverse_predicates: tuple[TermMap, ...]
    objects: tuple[ObjectSource, ...]
    graphs: tuple[TermMap, ...]
    condition: FunctionExecution | None
    origin: Origin
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Generate:
    """What one triples map makes of the records of its scan."""

    name: str
    scan: Scan
    condition: FunctionExecution | None
    subject: TermMap
    emissions: tuple[Emission, ...]
    base: str | None


def lower(triples_maps: Sequence[TriplesMap], base: str | None) -> tuple[Generate, ...]:
    """One Generate for each triples map, in their order.

    Raises MappingError for a parent that is not there, for terms where RDF does not allow them, and for a target that
    would overwrite a source or the mapping.
    """
    generations = tuple(_Lowering(triples_maps, base).generations())
    _check_targets(generations)
    return generations


def is_default_graph(term_map: TermMap) -> bool:
    """Whether a graph map names the default graph (https://kg-construct.github.io/rml-core/spec/docs/#dfn-default-graph)."""
    return isinstance(term_map.expression, Constant) and term_map.expression.term == RML_DEFAULT_GRAPH


def joins_of(generation: Generate) -> Iterator[ParentJoin]:
    """The joins that make objects of a triples map."""
    for emission in generation.emissions:
        yield from (source for source in emission.objects if isinstance(source, ParentJoin))


def references_of(expression: Expression | TermMap | None) -> Iterator[Reference]:
    """All references in an expression or a term map, in the order of the text."""
    if isinstance(expression, Reference):
        yield expression
    elif isinstance(expression, Template):
        yield from (part for part in expression.parts if isinstance(part, Reference))
    elif isinstance(expression, FunctionExecution):
        for argument in expression.inputs:
            yield from references_of(argument)
    elif isinstance(expression, TermMap):
        parts = (expression.expression, expression.datatype, expression.language, expression.condition)
        for part in parts:
            yield from references_of(part)


class _Lowering:
    def __init__(self, triples_maps: Sequence[TriplesMap], base: str | None) -> None:
        self._maps = triples_maps
        self._base = base
        self._scans = 0

    def generations(self) -> Iterator[Generate]:
        for position, triples_map in enumerate(self._maps):
            yield self._generation(triples_map, position)

    def _generation(self, triples_map: TriplesMap, position: int) -> Generate:
        _check_subject(triples_map.subject)
        for term_map in triples_map.subject_graphs:
            _check_iri(term_map, "a graph")
        for term_map in triples_map.classes:
            _check_iri(term_map, "a class")
        number = self._next_scan()
        origin = Origin(triples_map.place, triples_map.subject.place, triples_map.place)
        emissions: list[Emission] = []
        if triples_map.classes:
            rdf_type = TermMap(Constant(RDF_TYPE, triples_map.place), TermType.IRI, triples_map.place)
            origin = replace(origin, predicate_object_map=triples_map.classes[0].place)
            graphs = triples_map.subject_graphs
            types = Emission((rdf_type,), (), triples_map.classes, graphs, None, origin)
            emissions += _routed(types, triples_map.subject, [(found, ()) for found in triples_map.classes])
        references = [*references_of(triples_map.condition), *references_of(triples_map.subject)]
        for term_map in (*triples_map.classes, *triples_map.subject_graphs):
            references += references_of(term_map)
        for predicate_object_map in triples_map.predicate_object_maps:
            for emission in self._emissions(predicate_object_map, triples_map):
                emissions.append(emission)
                references += _emission_references(emission)
        return Generate(
            triples_map.name,
            Scan(number, position, triples_map.source, tuple(dict.fromkeys(references))),
            triples_map.condition,
            triples_map.subject,
            tuple(emissions),
            triples_map.base or self._base,
        )

    def _next_scan(self) -> int:
        self._scans += 1
        return self._scans - 1

    def _emissions(self, node: PredicateObjectMap, triples_map: TriplesMap) -> list[Emission]:
        for term_map in (*node.predicates, *node.inverse_predicates):
            _check_iri(term_map, "a predicate")
        graphs = tuple(dict.fromkeys((*triples_map.subject_graphs, *node.graphs)))
        for term_map in node.graphs:
            _check_iri(term_map, "a graph")
        objects: list[_RoutedObject] = []
        for found in node.objects:
            if isinstance(found, RefObjectMap):
                objects += self._joined(found, triples_map)
            else:
                objects.append((found, _targets_of(found)))
        if node.inverse_predicates:
            for source, _ in objects:
                if isinstance(source, TermMap) and source.term_type is TermType.LITERAL:
                    raise MappingError("an inverse predicate needs objects that are IRIs or blank nodes", source.place)
        origin = Origin(triples_map.place, triples_map.subject.place, node.place)
        sources = tuple(source for source, _ in objects)
        whole = Emission(node.predicates, node.inverse_predicates, sources, graphs, node.condition, origin)
        return _routed(whole, triples_map.subject, objects)

    def _joined(self, node: RefObjectMap, child: TriplesMap) -> list[_RoutedObject]:
        parents = [(position, found) for position, found in enumerate(self._maps) if found.name == node.parent]
        if not parents:
            hint = did_you_mean(node.parent, (triples_map.name for triples_map in self._maps))
            raise MappingError(f"no mapping '{node.parent}'{hint}", node.place)
        joined: list[_RoutedObject] = []
        for position, parent in parents:
            base = parent.base or self._base
            # The subject map of the parent makes the object, so its targets are the object's too.
            targets = _united(node.targets, _targets_of(parent.subject))
            if not node.joins and parent.source.same_records(child.source):
                same = SameRecord(parent.subject, base, parent.condition, node.condition, position)
                joined.append((same, targets))
                continue
            references = [*references_of(parent.condition), *references_of(parent.subject)]
            for join in node.joins:
                references += references_of(join.parent)
            scan = Scan(self._next_scan(), position, parent.source, tuple(dict.fromkeys(references)))
            parent_join = ParentJoin(
                scan, parent.condition, parent.subject, base, node.joins, node.condition, node.place
            )
            joined.append((parent_join, targets))
        return joined


_Targets: TypeAlias = tuple[Target, ...]
_RoutedObject: TypeAlias = tuple[ObjectSource, _Targets]
_Item = TypeVar("_Item")


def _targets_of(term_map: TermMap) -> _Targets:
    return _united(term_map.targets, () if term_map.datatype is None else term_map.datatype.targets)


def _united(*parts: _Targets) -> _Targets:
    return tuple(dict.fromkeys(target for part in parts for target in part))


def _routed(whole: Emission, subject: TermMap, objects: Sequence[_RoutedObject]) -> list[Emission]:
    """The emission in as many parts as its quads have different sets of targets: those of all that makes a quad.

    https://kg-construct.github.io/rml-io/spec/docs/#multiple-targets
    """
    predicates = _grouped([(found, _targets_of(found)) for found in (*whole.predicates, *whole.inverse_predicates)])
    graphs = _grouped([(found, _targets_of(found)) for found in whole.graphs]) or {(): []}
    parts = []
    for one, other, third in product(predicates.items(), _grouped(objects).items(), graphs.items()):
        targets = _united(_targets_of(subject), one[0], other[0], third[0])
        part = replace(
            whole,
            predicates=tuple(found for found in whole.predicates if found in one[1]),
            inverse_predicates=tuple(found for found in whole.inverse_predicates if found in one[1]),
            objects=tuple(other[1]),
            graphs=tuple(third[1]),
            targets=targets,
        )
        _check_graphs(part)
        parts.append(part)
    return parts


def _grouped(items: Sequence[tuple[_Item, _Targets]]) -> dict[_Targets, list[_Item]]:
    groups: dict[_Targets, list[_Item]] = {}
    for item, targets in items:
        groups.setdefault(targets, []).append(item)
    return groups


def _check_targets(generations: Sequence[Generate]) -> None:
    sources = [generation.scan.source.source for generation in generations]
    read = {_absolute(source.root / source.path) for source in sources if source.url is None}
    for generation in generations:
        for emission in generation.emissions:
            for target in emission.targets:
                path = _absolute(target.root / target.path)
                if path in read or path == _absolute(Path(target.place.file)):
                    what = "source" if path in read else "file"
                    raise MappingError(f"the target '{target.path}' is a {what} of the mapping", target.place)


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - the words alone; resolve() would look at the files


def _check_graphs(emission: Emission) -> None:
    """https://kg-construct.github.io/rml-io/spec/docs/#graph-map: a serialization without graphs takes none."""
    for graph in emission.graphs:
        if is_default_graph(graph):
            continue
        for target in emission.targets:
            if not SERIALIZATIONS[target.serialization].has_graphs:
                message = (
                    f"the target '{target.path}' is {target.serialization}, which has no named graphs, and is to take "
                    f"those of {graph.place}; N-Quads, TriG and JSON-LD have them"
                )
                raise MappingError(message, target.place)


def _emission_references(emission: Emission) -> Iterator[Reference]:
    yield from references_of(emission.condition)
    for term_map in (*emission.predicates, *emission.inverse_predicates, *emission.graphs):
        yield from references_of(term_map)
    for source in emission.objects:
        if isinstance(source, TermMap):
            yield from references_of(source)
        else:
            yield from references_of(source.child_condition)
        if isinstance(source, SameRecord):
            yield from references_of(source.condition)
            yield from references_of(source.subject)
        elif isinstance(source, ParentJoin):
            for join in source.keys:
                yield from references_of(join.child)


def _check_subject(subject: TermMap) -> None:
    if subject.term_type is TermType.LITERAL:
        raise MappingError("a subject is an IRI or a blank node, never a literal", subject.place)


def _check_iri(term_map: TermMap, what: str) -> None:
    if not term_map.term_type.is_iri:
        raise MappingError(f"{what} is an IRI, not a {_KINDS[term_map.term_type]}", term_map.place)


_KINDS = {TermType.LITERAL: "literal", TermType.BLANK_NODE: "blank node"}
