"""Statements that can never make the same quad need not be compared with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable

from newsgraph.rml.overlap import fixed, may_be_equal
from newsgraph.rml.statements import Distinct, Statement, Step, Steps


def separate_disjoint(steps: Steps) -> Steps:
    """Each Distinct as several, of the statements that may overlap, in the order of their first ones."""
    return tuple(part for step in steps for part in _separated(step))


def _separated(step: Step) -> list[Step]:
    if not isinstance(step, Distinct):
        return [step]
    groups = list(range(len(step.statements)))

    def root(index: int) -> int:
        while groups[index] != index:
            groups[index] = groups[groups[index]]
            index = groups[index]
        return index

    for candidates in _candidates(step.statements):
        for position, first in enumerate(candidates):
            for second in candidates[position + 1 :]:
                one, other = root(first), root(second)
                if one != other and _may_overlap(step.statements[first], step.statements[second]):
                    groups[max(one, other)] = min(one, other)
    members: defaultdict[int, list[Statement]] = defaultdict(list)
    for index, statement in enumerate(step.statements):
        members[root(index)].append(statement)
    return [Distinct(tuple(statements), step.on) for _, statements in sorted(members.items())]


def _candidates(statements: tuple[Statement, ...]) -> list[list[int]]:
    """Positions of statements that share predicate and graph where both are fixed, so that few pairs are compared."""
    by_names: defaultdict[Hashable, list[int]] = defaultdict(list)
    free: list[int] = []
    for index, statement in enumerate(statements):
        predicate = fixed(statement.predicate)
        graph = "" if statement.graph is None else fixed(statement.graph)
        if predicate is None or graph is None:
            free.append(index)
        else:
            by_names[predicate, graph].append(index)
    if free:
        return [list(range(len(statements)))]
    return list(by_names.values())


def _may_overlap(first: Statement, second: Statement) -> bool:
    if (first.graph is None) != (second.graph is None):
        return False
    return all(may_be_equal(one, other) for one, other in zip(first.terms, second.terms, strict=True))
