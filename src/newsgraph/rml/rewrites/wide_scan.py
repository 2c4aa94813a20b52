"""A source is read once for all that is made of its records one by one."""

from __future__ import annotations

from newsgraph.rml.statements import Keyed, Scan, Step, Steps, Wide


def wide_scan(steps: Steps) -> Steps:
    """All keyed statements over the scan of one source as one pass, where the first of them stands."""
    made: list[Step] = []
    for step in steps:
        if not isinstance(step, Keyed) or not isinstance(step.statement.rows, Scan):
            made.append(step)
            continue
        source = step.statement.child
        at = next((i for i, wide in enumerate(made) if isinstance(wide, Wide) and wide.source.same_records(source)), -1)
        if at < 0:
            made.append(Wide(source, (step,)))
        else:
            wide = made[at]
            assert isinstance(wide, Wide)  # noqa: S101 - found as one
            made[at] = Wide(source, (*wide.parts, step))
    return tuple(made)
