"""The W3C's data-shapes test suite, by its manifests, through Newsgraph's gate and through pyshacl as it comes.

    python tests/conformance/shacl_suite.py [SUITE]

prints how many cases of each part pass, and names those that do not. SUITE is the folder that holds `manifest.ttl`;
without it, $NEWSGRAPH_SHARED/suites/shacl/data-shapes-test-suite/tests.

A case passes where the report has exactly the expected results: focus node, path, value, constraint component,
severity and source shape, and messages and details where the suite gives them. Where the suite expects a failure, it
passes where validation fails.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlparse

import pyshacl
import rdflib

from newsgraph.errors import InputError
from newsgraph.rdf.parse import parse_triples
from newsgraph.rdf.rdflib import from_rdflib
from newsgraph.rdf.terms import Term, is_blank
from newsgraph.shacl import Shapes
from newsgraph.shacl.documents import Documents, read_documents
from newsgraph.shacl.path import Index, indexed, parse_path, read_list
from newsgraph.vocab import RDFS, SH

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
FAILURE = f"<{SHT}Failure>"

Row = tuple[str, ...]
Found = Counter[Row] | str  # the rows of a report, or why there is none


@dataclass(frozen=True, slots=True)
class Case:
    """One sht:Validate entry: `part` is "core" or "sparql", `name` its folder and local name."""

    part: str
    name: str
    label: str
    data: Path
    shapes: Path
    manifest: Documents
    result: Term


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one case went: with Newsgraph, and with pyshacl; `problem` says what differed."""

    case: Case
    passed: bool
    reference_passed: bool
    problem: str


def suite_folder() -> Path | None:
    """The suite below $NEWSGRAPH_SHARED, or None where there is none."""
    shared = os.environ.get("NEWSGRAPH_SHARED")
    folder = Path(shared) / "suites/shacl/data-shapes-test-suite/tests" if shared else None
    return folder if folder is not None and (folder / "manifest.ttl").is_file() else None


def cases(folder: Path) -> Iterator[Case]:
    """Every entry of the manifest and of those it includes, in their order."""
    waiting = [folder / "manifest.ttl"]
    while waiting:
        path = waiting.pop(0)
        manifest = _read(path)
        this = f"<{path.as_uri()}>"
        waiting[:0] = [_path(o) for o in manifest.objects(this, f"<{MF}include>")]
        for entries in manifest.objects(this, f"<{MF}entries>"):
            for entry in read_list(entries, manifest.index):
                yield _case(entry, manifest, path, folder)


def _case(entry: Term, manifest: Documents, path: Path, folder: Path) -> Case:
    (action,) = manifest.objects(entry, f"<{MF}action>")
    (data,) = manifest.objects(action, f"<{SHT}dataGraph>")
    (shapes,) = manifest.objects(action, f"<{SHT}shapesGraph>")
    (result,) = manifest.objects(entry, f"<{MF}result>")
    labels = manifest.objects(entry, f"<{RDFS}label>")
    part, *inside = path.parent.relative_to(folder).parts
    name = "/".join((*inside, unquote(entry[1:-1].rpartition("/")[2])))
    return Case(part, name, labels[0].strip('"') if labels else "", _path(data), _path(shapes), manifest, result)


def run(case: Case) -> Outcome:
    """The case through both engines."""
    blank = _Blank(*(path.as_uri() == case.manifest.files[0] for path in (case.data, case.shapes)))
    expected = _expected(case, blank)
    ours = _ours(case, blank)
    reference = _agree(_expected(case, _BLURRED), _theirs(case))
    return Outcome(case, _agree(expected, ours), reference, _difference(expected, ours))


@dataclass(frozen=True, slots=True)
class _Blank:
    """Whether blank nodes of the data, and of the shapes, have the manifest's labels, being read from its file."""

    data: bool
    shapes: bool


_BLURRED = _Blank(data=False, shapes=False)


def _expected(case: Case, blank: _Blank) -> Found:
    return "" if case.result == FAILURE else _rows(case.result, case.manifest.index, blank, _wanted(case))


def _ours(case: Case, blank: _Blank) -> Found:
    try:
        shapes = Shapes.parse([(case.shapes.read_text(encoding="utf-8"), case.shapes.as_uri())])
        report = shapes.validate(_read(case.data).triples)
    except InputError as error:
        return f"{type(error).__name__}: {error}"
    index = indexed(parse_triples(report.to_turtle(), name="report.ttl"))
    return _rows(_report_node(index), index, blank, _wanted(case))


def _theirs(case: Case) -> Found:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its own affair
            _, graph, text = pyshacl.validate(str(case.data), shacl_graph=str(case.shapes), inference="none")
    except Exception as error:  # noqa: BLE001 - whatever it raises is a failure
        return f"{type(error).__name__}: {error}"
    if not isinstance(graph, rdflib.Graph):
        return str(text)
    index = indexed(from_rdflib(graph))
    return _rows(_report_node(index), index, _BLURRED, _wanted(case))


def _report_node(index: Index) -> Term:
    return next(s for s, about in index.items() if f"<{SH}conforms>" in about)


def _wanted(case: Case) -> frozenset[str]:
    """Which of sh:resultMessage and sh:detail the suite gives for some result, and so compares."""
    optional = ("resultMessage", "detail")
    results = case.manifest.objects(case.result, f"<{SH}result>")
    return frozenset(name for name in optional if any(case.manifest.objects(node, f"<{SH}{name}>") for node in results))


def _rows(report: Term, index: Index, blank: _Blank, wanted: frozenset[str]) -> Counter[Row]:
    about = index[report]
    rows = Counter(_row(node, index, blank, wanted) for node in about.get(f"<{SH}result>", ()))
    rows[about[f"<{SH}conforms>"][0],] += 1
    return rows


def _row(node: Term, index: Index, blank: _Blank, wanted: frozenset[str]) -> Row:
    def term(name: str, *, exact: bool = True) -> str:
        (value,) = index[node].get(f"<{SH}{name}>", ("",))
        return "a blank node" if is_blank(value) and not exact else value

    path = term("resultPath")
    parts = [
        term("focusNode", exact=blank.data),
        str(parse_path(path, index)) if path else "",
        term("value", exact=blank.data),
        term("resultSeverity"),
        term("sourceConstraintComponent"),
        term("sourceShape", exact=blank.shapes),
    ]
    if "resultMessage" in wanted:
        parts += sorted(index[node].get(f"<{SH}resultMessage>", ()))
    if "detail" in wanted:
        details = index[node].get(f"<{SH}detail>", ())
        parts += sorted(str(_row(inner, index, blank, wanted)) for inner in details)
    return tuple(parts)


def _agree(expected: Found, found: Found) -> bool:
    if isinstance(expected, str):
        return isinstance(found, str)
    return expected == found


def _difference(expected: Found, found: Found) -> str:
    if _agree(expected, found):
        return ""
    if isinstance(found, str):
        return found
    if isinstance(expected, str):
        return "validated, where a failure is expected"
    missing, more = expected - found, found - expected
    return "; ".join([*(f"missing {row}" for row in missing), *(f"unexpected {row}" for row in more)])


def _read(path: Path) -> Documents:
    return read_documents([(path.read_text(encoding="utf-8"), path.as_uri())])


def _path(iri: Term) -> Path:
    return Path(unquote(urlparse(iri[1:-1]).path))


def counts(outcomes: Iterable[Outcome]) -> dict[str, dict[str, int]]:
    """Of each part, how many cases there are, how many pass, and how many pyshacl passes."""
    table: dict[str, dict[str, int]] = {}
    for outcome in outcomes:
        row = table.setdefault(outcome.case.part, {"cases": 0, "passed": 0, "pyshacl": 0})
        row["cases"] += 1
        row["passed"] += outcome.passed
        row["pyshacl"] += outcome.reference_passed
    return table


def main(arguments: list[str]) -> int:
    """Print the counts, and the cases that fail; 2 where there is no suite."""
    folder = Path(arguments[0]).resolve() if arguments else suite_folder()
    if folder is None or not (folder / "manifest.ttl").is_file():
        print("no suite: name its folder, or set NEWSGRAPH_SHARED", file=sys.stderr)
        return 2
    outcomes = [run(case) for case in cases(folder)]
    for part, row in counts(outcomes).items():
        print(f"SHACL {part}: {row['passed']} of {row['cases']} (pyshacl {row['pyshacl']})")
    for outcome in outcomes:
        if not outcome.passed:
            reference = "passes" if outcome.reference_passed else "fails"
            print(f"  {outcome.case.part}/{outcome.case.name} (pyshacl {reference}): {outcome.problem}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
