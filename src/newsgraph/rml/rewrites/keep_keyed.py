"""Where a subject's references are a key of the source, no quad comes twice, and nothing need be compared."""

from __future__ import annotations

from newsgraph.rml.overlap import is_injective
from newsgraph.rml.statements import Distinct, Join, Keyed, Step, Steps


def keep_keyed(steps: Steps) -> Steps:
    """A Distinct over one statement with one quad for each record as one that compares repeated subjects only.

    Rows with different subjects make different quads, so the data's own key decides, at the cost of one look at it.
    """
    return tuple(map(_keyed, steps))


def _keyed(step: Step) -> Step:
    if not isinstance(step, Distinct) or len(step.statements) != 1:
        return step
    statement = step.statements[0]
    if isinstance(statement.rows, Join) or not all(made.is_single for made in statement.terms):
        return step
    subject = statement.subject
    if not subject.references or not is_injective(subject):
        return step
    return Keyed(statement)
