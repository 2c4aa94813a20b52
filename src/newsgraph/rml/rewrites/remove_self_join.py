"""A record that is joined with itself on one reference finds itself: the parent's subject is made of the record."""

from __future__ import annotations

from dataclasses import replace

from newsgraph.rml.model import Reference
from newsgraph.rml.rewrites.steps import each_statement
from newsgraph.rml.statements import Join, Made, Side, Statement, Steps


def remove_self_join(steps: Steps) -> Steps:
    """A join of a source with itself, on the references that the parent's subject is made of, as a scan.

    Every partner agrees with the record in all that the subject is made of, so all of them make one subject, and the
    record is its own partner. Keys that the subject is not made of must be there too, so they stay a join.
    """
    return each_statement(steps, _removed)


def _removed(statement: Statement) -> Statement:
    rows = statement.rows
    if not isinstance(rows, Join) or not rows.keys or not rows.child.source.same_records(rows.parent.source):
        return statement
    keys: set[str] = set()
    for key in rows.keys:
        if not isinstance(key.child, Reference) or not isinstance(key.parent, Reference):
            return statement
        if key.child.text != key.parent.text or "*" in key.child.text:
            return statement
        keys.add(key.child.text)
    of_parent = [made for made in statement.terms if made.side is Side.PARENT]
    if any({reference.text for reference in made.references} != keys for made in of_parent):
        return statement

    def own(made: Made) -> Made:
        return replace(made, side=Side.CHILD)

    return replace(
        statement,
        rows=rows.child,
        subject=own(statement.subject),
        predicate=own(statement.predicate),
        object=own(statement.object),
    )
