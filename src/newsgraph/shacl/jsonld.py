"""A report as JSON that is JSON-LD: keys are the local names of the W3C's terms, and the context stands in it."""

from __future__ import annotations

import json
from typing import TypeAlias

from newsgraph.rdf.terms import XSD_STRING, Term, is_iri, is_literal, literal_parts
from newsgraph.shacl.path import Path
from newsgraph.shacl.report import Report, Result
from newsgraph.vocab import SH

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"

_NODES = ("focusNode", "value", "resultPath", "resultSeverity", "sourceConstraintComponent", "sourceShape")
_PATHS = ("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")

_CONTEXT: dict[str, Json] = {
    "@version": 1.1,
    "sh": SH,
    "conforms": "sh:conforms",
    "result": {"@id": "sh:result", "@container": "@set"},
    "detail": {"@id": "sh:detail", "@container": "@set"},
    "resultMessage": {"@id": "sh:resultMessage", "@container": "@set"},
    **{name: {"@id": f"sh:{name}", "@type": "@id"} for name in (*_NODES, *_PATHS)},
    "place": None,
}


def report_json(report: Report) -> str:
    """The report; an IRI or blank node is a string, a literal an object with @value. Ends in a newline."""
    document: dict[str, Json] = {
        "@context": _CONTEXT,
        "@type": "sh:ValidationReport",
        "conforms": report.conforms,
        "result": [_result(result) for result in report.results],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _result(result: Result) -> Json:
    record: dict[str, Json] = {"@type": "sh:ValidationResult", "focusNode": _term(result.focus_node)}
    if result.path is not None:
        record["resultPath"] = _path(result.path)
    if result.value is not None:
        record["value"] = _term(result.value)
    record["resultMessage"] = [_message(message) for message in result.messages]
    if result.detail:
        record["detail"] = [_result(inner) for inner in result.detail]
    record["resultSeverity"] = _term(result.severity)
    record["sourceConstraintComponent"] = _term(result.component)
    record["sourceShape"] = _term(result.source_shape)
    if result.place is not None:
        record["place"] = str(result.place)
    return record


def _term(term: Term) -> Json:
    if is_iri(term):
        return term[1:-1]
    if not is_literal(term):
        return term
    lexical, datatype, language = literal_parts(term)
    if language is not None:
        return {"@value": lexical, "@language": language}
    return {"@value": lexical, "@type": datatype}


def _message(message: Term) -> Json:
    lexical, datatype, language = literal_parts(message)
    return lexical if language is None and datatype == XSD_STRING else _term(message)


def _path(path: Path) -> Json:
    if not path.operator:
        return _term(path.predicate)
    parts = [_path(part) for part in path.parts]
    if path.operator == "sequence":
        return {"@list": parts}
    return {path.operator: {"@list": parts} if path.operator == "alternativePath" else parts[0]}
