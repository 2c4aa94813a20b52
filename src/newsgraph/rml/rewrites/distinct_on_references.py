"""Where different values make different terms, the values can be compared, which are shorter and not yet encoded."""

from __future__ import annotations

from dataclasses import replace

from newsgraph.rml.overlap import is_injective
from newsgraph.rml.statements import Distinct, On, Step, Steps


def distinct_on_references(steps: Steps) -> Steps:
    """A Distinct over one statement of injective terms as one that compares references.

    Values of CSV are texts, and equal where their texts are. Those of JSON are not (1.0 and 1e0), so their terms are
    compared.
    """
    return tuple(map(_on_references, steps))


def _on_references(step: Step) -> Step:
    if not isinstance(step, Distinct) or len(step.statements) != 1:
        return step
    statement = step.statements[0]
    if any(source.formulation != "CSV" for source in statement.sources):
        return step
    if not all(map(is_injective, statement.terms)):
        return step
    return replace(step, on=On.REFERENCES)
