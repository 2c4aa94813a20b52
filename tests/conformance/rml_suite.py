"""The public suites of RML, run strictly: datasets compared after canonicalisation, expected errors must be errors.

`python tests/conformance/rml_suite.py` prints the counts of each suite, and every failing case with its cause; the
suites are read from the folder that NEWSGRAPH_SHARED names.
"""

from __future__ import annotations

import csv
import os
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from newsgraph import rml
from newsgraph.errors import InputError

SUITES = ("rml-core", "rml-core-2025-02")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case; a failure has its cause."""

    case: str
    passed: bool
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """One row of the table of conformance."""

    suite: str
    passed: int
    failed: int
    skipped: int


def suites_folder() -> Path | None:
    """The folder of all suites, or None where it is not there."""
    shared = os.environ.get("NEWSGRAPH_SHARED")
    folder = None if shared is None else Path(shared) / "suites"
    return folder if folder is not None and folder.is_dir() else None


def expected_failures() -> dict[str, dict[str, str]]:
    """For each suite, the cases that fail and why."""
    text = Path(__file__).with_name("rml_expected_failures.toml").read_text("utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    return tables


def run_suite(folder: Path) -> list[Outcome]:
    """The outcome of every case of the suite in `folder`, in the order of their names."""
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["ID"]: row for row in csv.DictReader(stream)}
    return [_run_case(case, rows.get(case.name, {})) for case in sorted(folder.glob("RML*TC*")) if case.is_dir()]


def counts(suite: str, outcomes: list[Outcome]) -> Counts:
    """How many cases passed and failed; none is skipped."""
    passed = sum(outcome.passed for outcome in outcomes)
    return Counts(suite, passed, len(outcomes) - passed, 0)


def conformance() -> list[Counts]:
    """The counts of all suites; empty where they are not there."""
    folder = suites_folder()
    return [] if folder is None else [counts(suite, run_suite(folder / suite)) for suite in SUITES]


def _run_case(case: Path, row: dict[str, str]) -> Outcome:
    error_expected = row.get("error", "").lower() == "true"
    output = case / "output.nq"
    if not row:
        error_expected = not output.exists()
    base = row.get("base_iri") or "http://example.com/base/"
    mapping = case / (row.get("mapping") or "mapping.ttl")
    try:
        quads = list(rml.map_files([mapping], base=base, stop=True))
    except InputError as error:
        return Outcome(case.name, error_expected, "" if error_expected else f"error: {error}")
    if error_expected:
        return Outcome(case.name, passed=False, cause=f"an error is expected; there are {len(quads)} quads")
    made = _canonical("".join(f"{' '.join(part for part in quad if part)} .\n" for quad in quads))
    wanted = _canonical(output.read_text("utf-8"))
    if made == wanted:
        return Outcome(case.name, passed=True)
    return Outcome(case.name, passed=False, cause=f"missing {sorted(wanted - made)}, too many {sorted(made - wanted)}")


def _canonical(nquads: str) -> set[str]:
    """Lenient, as one case expects an IRI with a space in it (rml:UnsafeIRI)."""
    parsed = pyoxigraph.parse(nquads, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    dataset = pyoxigraph.Dataset(parsed)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def main() -> int:
    """Print the counts of every suite and the causes of its failures."""
    folder = suites_folder()
    if folder is None:
        sys.stderr.write("NEWSGRAPH_SHARED names no folder with suites/\n")
        return 2
    for suite in SUITES:
        outcomes = run_suite(folder / suite)
        row = counts(suite, outcomes)
        sys.stdout.write(f"{row.suite}: {row.passed} passed, {row.failed} failed, {row.skipped} skipped\n")
        for outcome in outcomes:
            if not outcome.passed:
                sys.stdout.write(f"  {outcome.case}: {outcome.cause}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
