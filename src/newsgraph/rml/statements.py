"""The plan of a set of mappings as relations: which rows make which quads, and where a quad could come twice.

A `Statement` makes at most one quad of each row of its `Rows`, a `Distinct` yields each quad of its statements once.
What triples maps say is lowered to one `Distinct` over all statements; that is right for every mapping, and slow for
most. The rewrites (`newsgraph.rml.rewrites`) take it apart.

A statement's references may have several values in a record (`tags[*]`); a row is one choice of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from newsgraph.errors import MappingError
from newsgraph.rml.algebra import (
    Emission,
    Generate,
    ParentJoin,
    SameRecord,
    is_default_graph,
    references_of,
)
from newsgraph.rml.model import (
    Expression,
    FunctionExecution,
    LogicalSource,
    Reference,
    Template,
    TermMap,
)


class NotAccepted(MappingError):
    """A plan, or its data, is beyond the DuckDB backend; the row backend takes it."""


class Side(StrEnum):
    """Whose record a term is made of, in a join."""

    CHILD = "child"
    PARENT = "parent"


@dataclass(frozen=True, slots=True)
class Made:
    """A term that a statement makes: its term map, the base of its IRIs, and whose record it is made of."""

    term_map: TermMap
    base: str | None
    side: Side = Side.CHILD

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references that the term is made of, each once."""
        unique: dict[str, Reference] = {}
        for reference in references_of(self.term_map):
            unique.setdefault(reference.text, reference)
        return tuple(unique.values())

    @property
    def is_single(self) -> bool:
        """Whether no reference of it can have several values in a record; false where that is not plain."""
        return not any("*" in reference.text or ".." in reference.text for reference in self.references)


@dataclass(frozen=True, slots=True)
class Key:
    """One pair of a join: the values that a child and a parent must share."""

    child: Expression
    parent: Expression


@dataclass(frozen=True, slots=True)
class Scan:
    """The records of a logical source."""

    source: LogicalSource


@dataclass(frozen=True, slots=True)
class Join:
    """Each record of the child with each record of the parent that agrees in every key."""

    child: Scan
    parent: Scan
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class SemiJoin:
    """Each record of the child for which the parent has one that agrees in every key."""

    child: Scan
    parent: Scan
    keys: tuple[Key, ...]


Rows: TypeAlias = "Scan | Join | SemiJoin"


@dataclass(frozen=True, slots=True)
class Statement:
    """A quad for each row; none where a term of it has no value. `triples_map` is the position of who says it."""

    rows: Rows
    subject: Made
    predicate: Made
    object: Made
    graph: Made | None
    triples_map: int

    @property
    def terms(self) -> tuple[Made, ...]:
        """Subject, predicate, object and, unless it is the default one, graph."""
        three = (self.subject, self.predicate, self.object)
        return three if self.graph is None else (*three, self.graph)

    @property
    def child(self) -> LogicalSource:
        return self.sources[0]

    @property
    def sources(self) -> tuple[LogicalSource, ...]:
        """The child's, then the parent's where there is one."""
        rows = self.rows
        return (rows.source,) if isinstance(rows, Scan) else (rows.child.source, rows.parent.source)

    def source_of(self, made: Made) -> LogicalSource:
        """Whose records one of the terms is made of."""
        return self.sources[1] if made.side is Side.PARENT and len(self.sources) > 1 else self.child


class On(StrEnum):
    """What is compared to find quads that come twice."""

    TERMS = "terms"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class Distinct:
    """Each quad of the statements once."""

    statements: tuple[Statement, ...]
    on: On = On.TERMS


@dataclass(frozen=True, slots=True)
class Keyed:
    """Each quad of a statement once: rows whose subject no other row has need no comparison.

    Whether all are such is seen in the data: where the subject's references are a key, nothing is compared. A join is
    such where no record has two partners; else its quads are compared `on` what they would be.
    """

    statement: Statement
    on: On = On.TERMS


@dataclass(frozen=True, slots=True)
class Wide:
    """Keyed statements of one source, made together in one pass over its records."""

    source: LogicalSource
    parts: tuple[Keyed, ...]


Step: TypeAlias = "Distinct | Keyed | Wide"
Steps: TypeAlias = tuple[Step, ...]


def statements_of(steps: Steps) -> Iterator[Statement]:
    """All statements, in the order of the steps."""
    for step in steps:
        yield from step.statements if isinstance(step, Distinct) else keyed_of([step])


def keyed_of(steps: Iterable[Step]) -> Iterator[Statement]:
    """Those that are Keyed, alone or in a Wide, in the order of the steps."""
    for step in steps:
        if isinstance(step, Keyed):
            yield step.statement
        elif isinstance(step, Wide):
            yield from (part.statement for part in step.parts)


def statements(generations: Sequence[Generate]) -> Steps:
    """What the triples maps say as one Distinct over all their statements, in their order.

    Raises NotAccepted for what no relation has: functions, conditions, and blank nodes that are new in each record.
    """
    return (Distinct(tuple(_statements(generations))),)


def _statements(generations: Sequence[Generate]) -> Iterator[Statement]:
    for position, generation in enumerate(generations):
        _refuse_condition(generation.condition)
        scan = Scan(generation.scan.source)
        subject = _made(generation.subject, generation.base)
        for emission in generation.emissions:
            _refuse_condition(emission.condition)
            yield from _of_emission(emission, scan, subject, generation.base, position)


def _of_emission(emission: Emission, scan: Scan, subject: Made, base: str | None, position: int) -> Iterator[Statement]:
    if emission.targets:
        raise NotAccepted("quads that go to targets", emission.origin.predicate_object_map)
    graphs = [None if is_default_graph(graph) else _made(graph, base) for graph in emission.graphs] or [None]
    for source in emission.objects:
        rows: Rows = scan
        if isinstance(source, TermMap):
            value = _made(source, base)
        elif isinstance(source, SameRecord):
            _refuse_condition(source.condition)
            _refuse_condition(source.child_condition)
            value = _made(source.subject, source.subject_base)
        else:
            rows, value = _joined(source, scan)
        for graph in dict.fromkeys(graphs):
            for predicate in emission.predicates:
                yield Statement(rows, subject, _made(predicate, base), value, graph, position)
            for predicate in emission.inverse_predicates:
                yield Statement(rows, value, _made(predicate, base), subject, graph, position)


def _joined(join: ParentJoin, scan: Scan) -> tuple[Rows, Made]:
    _refuse_condition(join.condition)
    _refuse_condition(join.child_condition)
    keys = tuple(Key(_expression(key.child), _expression(key.parent)) for key in join.keys)
    return Join(scan, Scan(join.scan.source), keys), _made(join.subject, join.subject_base, Side.PARENT)


def _made(term_map: TermMap, base: str | None, side: Side = Side.CHILD) -> Made:
    _refuse_condition(term_map.condition)
    if term_map.expression is None:
        raise NotAccepted("a blank node that is new in each record needs rows in order", term_map.place)
    _expression(term_map.expression)
    for expression in (term_map.language, None if term_map.datatype is None else term_map.datatype.expression):
        if expression is not None:
            _expression(expression)
    return Made(term_map, base, side)


def _expression(expression: Expression) -> Expression:
    if isinstance(expression, FunctionExecution):
        raise NotAccepted(f"the function {expression.function.name} is called for each record", expression.place)
    if isinstance(expression, Template):
        for part in expression.parts:
            if not isinstance(part, (str, Reference)):
                raise NotAccepted("a template with more than references in it", expression.place)
    return expression


def _refuse_condition(condition: FunctionExecution | None) -> None:
    if condition is not None:
        raise NotAccepted("a condition is asked of each record", condition.place)
