"""A report as Turtle in the W3C's vocabulary (https://www.w3.org/TR/shacl/#validation-report)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from newsgraph.rdf.terms import XSD, Term
from newsgraph.shacl.path import Path
from newsgraph.shacl.report import Report, Result
from newsgraph.shacl.text import abbreviated
from newsgraph.vocab import SH

_INDENT = "    "


def report_turtle(report: Report) -> str:
    """The report with the prefixes that it uses; the same report gives the same bytes.

    The report, its results and their paths are nested and have no labels, so that none can meet a label of the data.
    """
    names = _Names({**report.prefixes, "sh": SH, "xsd": XSD})
    lines = ["[", f"{_INDENT}a {names.sh('ValidationReport')} ;"]
    lines.append(f"{_INDENT}{names.sh('conforms')} {'true' if report.conforms else 'false'} ;")
    for result in report.results:
        lines += _nested("result", result, names, _INDENT)
    lines[-1] = lines[-1].removesuffix(" ;")
    head = [f"@prefix {prefix}: <{names.prefixes[prefix]}> ." for prefix in sorted(names.used)]
    return "\n".join([*head, "", *lines, "] ."]) + "\n"


@dataclass(slots=True)
class _Names:
    """Terms as Turtle, and which prefixes that took."""

    prefixes: Mapping[str, str]
    used: set[str] = field(default_factory=set)

    def term(self, term: Term) -> str:
        written = abbreviated(term, self.prefixes)
        if written != term:
            name = written.rpartition("^^")[2]
            self.used.add(name.partition(":")[0])
        return written

    def sh(self, name: str) -> str:
        return self.term(f"<{SH}{name}>")

    def path(self, path: Path) -> str:
        if not path.operator:
            return self.term(path.predicate)
        parts = [self.path(part) for part in path.parts]
        if path.operator == "sequence":
            return f"( {' '.join(parts)} )"
        inner = f"( {' '.join(parts)} )" if path.operator == "alternativePath" else parts[0]
        return f"[ {self.sh(path.operator)} {inner} ]"


def _nested(p: str, result: Result, names: _Names, pad: str) -> Iterator[str]:
    yield f"{pad}{names.sh(p)} ["
    inner = pad + _INDENT
    yield f"{inner}a {names.sh('ValidationResult')} ;"
    yield f"{inner}{names.sh('focusNode')} {names.term(result.focus_node)} ;"
    if result.path is not None:
        yield f"{inner}{names.sh('resultPath')} {names.path(result.path)} ;"
    if result.value is not None:
        yield f"{inner}{names.sh('value')} {names.term(result.value)} ;"
    for message in result.messages:
        yield f"{inner}{names.sh('resultMessage')} {names.term(message)} ;"
    for detail in result.detail:
        yield from _nested("detail", detail, names, inner)
    yield f"{inner}{names.sh('resultSeverity')} {names.term(result.severity)} ;"
    yield f"{inner}{names.sh('sourceConstraintComponent')} {names.term(result.component)} ;"
    yield f"{inner}{names.sh('sourceShape')} {names.term(result.source_shape)}"
    yield f"{pad}] ;"
