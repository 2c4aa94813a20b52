"""A join whose parent's subject is made of the join's keys alone needs to know only that there is a partner."""

from __future__ import annotations

from dataclasses import replace

from newsgraph.rml.model import Expression, Reference, Template
from newsgraph.rml.rewrites.steps import each_statement
from newsgraph.rml.statements import Join, Made, SemiJoin, Side, Statement, Steps


def semi_join(steps: Steps) -> Steps:
    """A join as a semi-join, its parent's subject made of the child's values, which are the same texts.

    Keys compare texts, and IRIs and blank nodes are made of texts.
    """
    return each_statement(steps, _semi)


def _semi(statement: Statement) -> Statement:
    rows = statement.rows
    if not isinstance(rows, Join) or not rows.keys:
        return statement
    of_child: dict[str, Reference] = {}
    for key in rows.keys:
        if not isinstance(key.child, Reference) or not isinstance(key.parent, Reference):
            return statement
        if "*" in key.child.text or "*" in key.parent.text:
            return statement
        of_child[key.parent.text] = key.child
    for made in statement.terms:
        if made.side is Side.PARENT and any(reference.text not in of_child for reference in made.references):
            return statement

    def own(made: Made) -> Made:
        if made.side is Side.CHILD:
            return made
        expression = made.term_map.expression
        assert expression is not None  # noqa: S101 - statements have none without
        return replace(
            made, term_map=replace(made.term_map, expression=_renamed(expression, of_child)), side=Side.CHILD
        )

    return replace(
        statement,
        rows=SemiJoin(rows.child, rows.parent, rows.keys),
        subject=own(statement.subject),
        predicate=own(statement.predicate),
        object=own(statement.object),
    )


def _renamed(expression: Expression, names: dict[str, Reference]) -> Expression:
    if isinstance(expression, Reference):
        return names[expression.text]
    if isinstance(expression, Template):
        parts = (names[part.text] if isinstance(part, Reference) else part for part in expression.parts)
        return replace(expression, parts=tuple(parts))
    return expression
