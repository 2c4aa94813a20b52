"""Why an article was not published, for the editor who will mend it.

Each finding leads from the gate's message back to the words of the article, to the rule that read them, and to the
mapping that made the triple.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsgraph.errors import Place
from newsgraph.pipeline.trail import Trail, shortened
from newsgraph.reasoner import Inconsistency
from newsgraph.shacl import Result


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what, about what, in which words, by which rules and mapping lines."""

    message: str
    severity: str
    about: str
    place: Place
    quotes: tuple[str, ...]
    rules: tuple[str, ...]
    mappings: tuple[str, ...]
    value: str | None = None
    shape: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All findings on one article."""

    file: str
    findings: tuple[Finding, ...]

    def lines(self) -> tuple[str, ...]:
        """Each finding on one line."""
        return tuple(f"{finding.place}: {finding.severity.lower()}: {finding.message}" for finding in self.findings)

    def to_text(self) -> str:
        """The report as a person reads it, one paragraph for each finding."""
        paragraphs = (_paragraph(*pair) for pair in zip(self.lines(), self.findings, strict=True))
        return "\n".join((f"{self.file}: not published\n", *paragraphs))


def report(file: str, trail: Trail, *, results: Sequence[Result], inconsistencies: Sequence[Inconsistency]) -> Report:
    """The findings of the gate and of the reasoner on the article of a file, each traced back by `trail`."""
    wrong: tuple[Result | Inconsistency, ...] = (*results, *inconsistencies)
    return Report(file, tuple(_finding(trail, each) for each in wrong))


def _paragraph(headline: str, finding: Finding) -> str:
    lines = [headline, *(f"    {quote}" for quote in finding.quotes), f"    about    {finding.about}"]
    if finding.value is not None:
        lines.append(f"    value    {finding.value}")
    lines += (f"    read by  {rule}" for rule in finding.rules)
    lines += (f"    made by  {mapping}" for mapping in finding.mappings)
    if finding.shape is not None:
        lines.append(f"    shape    {finding.shape}")
    return "\n".join(lines) + "\n"


def _finding(trail: Trail, wrong: Result | Inconsistency) -> Finding:
    if isinstance(wrong, Inconsistency):
        focus, predicate, value, shape, severity = wrong.focus_node, None, None, None, "Violation"
    else:
        focus, value, shape = wrong.focus_node, wrong.value, wrong.source_shape
        predicate = None if wrong.path is None else str(wrong.path)
        severity = wrong.severity.rpartition("#")[2].rstrip(">")
    evidence = trail.evidence(focus)
    return Finding(
        message=wrong.message,
        severity=severity,
        about=trail.key(focus),
        place=trail.place_in_file(evidence),
        quotes=tuple(map(trail.quote, evidence)),
        rules=trail.rules(focus),
        mappings=tuple(map(str, trail.mappings(focus, predicate, value))),
        value=None if value is None or value == focus else shortened(trail.key(value)),
        shape=shape,
    )
