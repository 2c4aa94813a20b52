"""What validation finds, and the results that become of it.

Shapes inside sh:or, sh:not and the like fail all the time, and nobody reads why. So a closure notes in a tuple where
it found what; messages are made of those findings alone that the report holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from newsgraph.errors import Place
from newsgraph.rdf.terms import Term
from newsgraph.shacl.path import Path
from newsgraph.shacl.report import Result


@dataclass(frozen=True, slots=True)
class Source:
    """One constraint of one shape, by which results are named; `messages` are the shape's own, and may be none.

    `constraint` is pyshacl's object for it.
    """

    shape: Term
    component: Term
    severity: Term
    path: Path | None
    messages: tuple[Term, ...]
    place: Place | None
    constraint: object


class Finding(NamedTuple):
    """One result to be; a path or messages of None are those of its source."""

    source: Source
    focus_node: Term
    value: Term | None = None
    path: Path | None = None
    messages: tuple[Term, ...] | None = None
    detail: tuple[Finding | Result, ...] = ()


# The messages of a source that has none of its own, by focus node and value.
Wording: TypeAlias = Callable[[Source, Term, Term | None], tuple[Term, ...]]


# What closures add to: the reference engine, where it stands in for one, has whole results.
Found: TypeAlias = "list[Finding | Result]"


def results_of(found: Iterable[Finding | Result], wording: Wording) -> tuple[Result, ...]:
    """The results in their fixed order."""
    results = (each if isinstance(each, Result) else _result(each, wording) for each in found)
    return tuple(sorted(results, key=Result.sort_key))


def _result(finding: Finding, wording: Wording) -> Result:
    source = finding.source
    messages = finding.messages
    if messages is None:
        messages = source.messages or wording(source, finding.focus_node, finding.value)
    return Result(
        focus_node=finding.focus_node,
        component=source.component,
        source_shape=source.shape,
        severity=source.severity,
        path=finding.path or source.path,
        value=finding.value,
        messages=messages,
        detail=results_of(finding.detail, wording),
        place=source.place,
    )
