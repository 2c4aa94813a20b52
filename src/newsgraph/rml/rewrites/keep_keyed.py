"""Where a subject's references are a key of the source, no quad comes twice, and nothing need be compared."""

from __future__ import annotations

from newsgraph.rml.model import Reference
from newsgraph.rml.overlap import is_injective
from newsgraph.rml.statements import Distinct, Join, Keyed, Side, Step, Steps


def keep_keyed(steps: Steps) -> Steps:
    """A Distinct over one statement with one quad for each record as one that compares repeated subjects only.

    Rows with different subjects make different quads, so the data's own key decides, at the cost of one look at it. In
    a join of CSV the parent's key does so too: where each record has one partner, it makes one quad.
    """
    return tuple(map(_keyed, steps))


def _keyed(step: Step) -> Step:
    if not isinstance(step, Distinct) or len(step.statements) != 1:
        return step
    statement = step.statements[0]
    subject = statement.subject
    if not all(made.is_single for made in statement.terms) or not subject.references or not is_injective(subject):
        return step
    rows = statement.rows
    if isinstance(rows, Join):
        if subject.side is Side.PARENT or any(source.formulation != "CSV" for source in statement.sources):
            return step
        if not rows.keys or not all(isinstance(key.parent, Reference) for key in rows.keys):
            return step
    return Keyed(statement, step.on)
