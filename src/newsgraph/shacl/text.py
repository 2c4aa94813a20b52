"""A report as text for a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from newsgraph.rdf.terms import Term, is_iri, is_literal, literal_parts
from newsgraph.shacl.report import INFO, VIOLATION, WARNING, Report, Result

_KINDS = {VIOLATION: "violation", WARNING: "warning", INFO: "note"}
_IRI = re.compile(r"<([^<>\s]*)>")
# https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL, the part of it that needs no escape
_LOCAL = re.compile(r"[A-Za-z_0-9](?:[\w\-.]*[\w\-])?\Z", re.ASCII)
# A value may come from anywhere: nothing in it moves the cursor, hides text or turns its direction.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def report_text(report: Report) -> str:
    """The whole report; its last line ends in a newline."""
    lines = [_summary(report)]
    for number, result in enumerate(report.results, start=1):
        lines += ["", *_result(result, report.prefixes, f"{number}. ", "   ")]
    return "\n".join(lines) + "\n"


def _summary(report: Report) -> str:
    if report.conforms:
        return "Conforms."
    counts = Counter(_kind(result) for result in report.results)
    parts = (f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in sorted(counts.items(), key=_by_severity))
    return f"{'Does not conform' if report.rejects else 'Conforms, but'}: {', '.join(parts)}."


def _by_severity(item: tuple[str, int]) -> tuple[int, str]:
    order = (*_KINDS.values(), item[0])
    return order.index(item[0]), item[0]


def _kind(result: Result) -> str:
    return _KINDS.get(result.severity, "result of another severity")


def _result(result: Result, prefixes: Mapping[str, str], head: str, indent: str) -> Iterator[str]:
    yield f"{head}{_kind(result).capitalize()}: {_shown(result.message)}"
    yield f"{indent}about  {_shown(abbreviated(result.focus_node, prefixes))}"
    if result.path is not None:
        yield f"{indent}path   {_IRI.sub(lambda match: abbreviated(match[0], prefixes), str(result.path))}"
    if result.value is not None and result.value != result.focus_node:
        yield f"{indent}value  {_shown(abbreviated(result.value, prefixes))}"
    place = "" if result.place is None else f" ({result.place})"
    shape = "a shape without a name" if not is_iri(result.source_shape) else abbreviated(result.source_shape, prefixes)
    yield f"{indent}shape  {shape}{place}"
    for inner in result.detail:
        yield from _result(inner, prefixes, f"{indent}- ", f"{indent}  ")


def abbreviated(term: Term, prefixes: Mapping[str, str]) -> str:
    """A term with the IRI in it written by a prefix, where Turtle takes that without an escape."""
    if is_literal(term) and not term.endswith(">"):
        return term
    if is_literal(term):
        datatype = f"<{literal_parts(term).datatype}>"
        return term[: -len(datatype)] + abbreviated(datatype, prefixes)
    if not is_iri(term):
        return term
    iri = term[1:-1]
    candidates = [
        (len(namespace), prefix, iri[len(namespace) :])
        for prefix, namespace in prefixes.items()
        if namespace and iri.startswith(namespace) and _LOCAL.match(iri[len(namespace) :])
    ]
    if not candidates:
        return term
    _, prefix, local = max(candidates, key=lambda candidate: (candidate[0], candidate[1]))
    return f"{prefix}:{local}"


def _shown(text: str) -> str:
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04X}", text).replace("\n", "\\n")
