"""Steps taken apart and put together again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from newsgraph.rml.statements import Distinct, Statement, Steps


def each_statement(steps: Steps, change: Callable[[Statement], Statement]) -> Steps:
    """The steps with every statement of a Distinct changed."""
    return tuple(
        replace(step, statements=tuple(map(change, step.statements))) if isinstance(step, Distinct) else step
        for step in steps
    )
