"""Rewrites of a plan of statements: each takes steps and gives steps that make the same quads, sooner.

Law: the set of quads is the same before and after each. Each has a file and a fixture of its name, with the plan before
and after it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from newsgraph.rml.rewrites.distinct_on_references import distinct_on_references
from newsgraph.rml.rewrites.keep_keyed import keep_keyed
from newsgraph.rml.rewrites.remove_self_join import remove_self_join
from newsgraph.rml.rewrites.semi_join import semi_join
from newsgraph.rml.rewrites.separate_disjoint import separate_disjoint
from newsgraph.rml.rewrites.wide_scan import wide_scan
from newsgraph.rml.statements import Steps

Rewrite: TypeAlias = Callable[[Steps], Steps]

RULES: tuple[Rewrite, ...] = (
    remove_self_join,
    semi_join,
    separate_disjoint,
    distinct_on_references,
    keep_keyed,
    wide_scan,
)


def rewrite(steps: Steps) -> Steps:
    """The steps after all rules, in their order."""
    for rule in RULES:
        steps = rule(steps)
    return steps
