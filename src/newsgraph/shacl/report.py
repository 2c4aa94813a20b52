"""What validation found: a frozen report of frozen results, in the words of the SHACL vocabulary.

https://www.w3.org/TR/shacl/#validation-report
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsgraph.errors import Place
from newsgraph.rdf.terms import Term, literal_parts
from newsgraph.shacl.path import Path
from newsgraph.vocab import SH

VIOLATION: Term = f"<{SH}Violation>"
WARNING: Term = f"<{SH}Warning>"
INFO: Term = f"<{SH}Info>"


@dataclass(frozen=True, slots=True)
class Result:
    """One sh:ValidationResult; terms are N-Triples-encoded, `place` is where the source shape is written."""

    focus_node: Term
    component: Term
    source_shape: Term
    severity: Term = VIOLATION
    path: Path | None = None
    value: Term | None = None
    messages: tuple[Term, ...] = ()
    detail: tuple[Result, ...] = ()
    place: Place | None = None

    @property
    def message(self) -> str:
        """The message as text: one without a language tag, or else in English, or else the first."""
        parts = [literal_parts(message) for message in self.messages]
        parts.sort(key=lambda part: (part.language is not None, not (part.language or "").lower().startswith("en")))
        return parts[0].lexical if parts else ""

    @property
    def rejects(self) -> bool:
        """Whether the gate stops what has this result: warnings and infos pass, every other severity does not.

        A severity of one's own (https://www.w3.org/TR/shacl/#severity) stops, for nobody said that it is mild.
        """
        return self.severity not in (WARNING, INFO)

    def sort_key(self) -> tuple[str, ...]:
        """The order of results in a report, the same on every run."""
        path = "" if self.path is None else str(self.path)
        own = (
            self.focus_node,
            path,
            self.value or "",
            self.component,
            self.source_shape,
            self.severity,
            *self.messages,
        )
        return (*own, *(part for result in self.detail for part in result.sort_key()))


@dataclass(frozen=True, slots=True)
class Report:
    """One sh:ValidationReport: its results in a fixed order.

    `prefixes` are those of the shapes, by which the texts abbreviate IRIs.
    """

    results: tuple[Result, ...] = ()
    prefixes: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False)

    @property
    def conforms(self) -> bool:
        """sh:conforms: whether there is no result at all, be it as mild as sh:Info."""
        return not self.results

    @property
    def rejects(self) -> bool:
        """Whether some result is more than a warning (see `Result.rejects`)."""
        return any(result.rejects for result in self.results)

    def to_text(self) -> str:
        """For a person: a count, then of each result message, focus node, path, value and shape; ends in a newline."""
        from newsgraph.shacl.text import report_text

        return report_text(self)

    def to_turtle(self) -> str:
        """The report as Turtle in the W3C's vocabulary; the same report gives the same bytes."""
        from newsgraph.shacl.turtle import report_turtle

        return report_turtle(self)

    def to_json(self) -> str:
        """The report as JSON that is also JSON-LD: read so, it is the graph of `to_turtle`."""
        from newsgraph.shacl.jsonld import report_json

        return report_json(self)
