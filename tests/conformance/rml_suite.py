"""The public suites of RML, run strictly: datasets compared after canonicalisation, expected errors must be errors.

A case runs in a copy of its folder, which is the working folder too. What the suite of rml-io leaves out is made there:

- an input that is not there, where another case has the same one uncompressed, by packing it;
- a dump that is not there, by taking what RMLTTC0000 makes by the same rules without a target;
- the database of a case that holds placeholders for one, as a SQLite file of the case's CSV.

`python tests/conformance/rml_suite.py` prints the counts of each suite, and every failing case with its cause; the
suites are read from the folder that NEWSGRAPH_SHARED names.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import itertools
import json
import lzma
import os
import shutil
import sqlite3
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from newsgraph import rml
from newsgraph.errors import InputError
from newsgraph.rdf.terms import Quad

SUITES = ("rml-core", "rml-core-2025-02", "rml-io")
ENGINES: tuple[rml.Engine, ...] = ("rows", "duckdb")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case; a failure has its cause."""

    case: str
    passed: bool
    cause: str = ""
    engine: str = "rows"


@dataclass(frozen=True, slots=True)
class Counts:
    """One row of the table of conformance; how many cases DuckDB took, where it was asked."""

    suite: str
    passed: int
    failed: int
    by_duckdb: int


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


def run_suite(folder: Path, engine: rml.Engine = "rows") -> list[Outcome]:
    """The outcome of every case of the suite in `folder`, in the order of their names.

    What DuckDB does not take when it is asked, the row backend does, as `newsgraph map` has it.
    """
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["ID"]: row for row in csv.DictReader(stream)}
    cases = (case for case in sorted(folder.glob("RML*TC*")) if case.is_dir())
    return [_run_case(case, rows.get(case.name, {}), engine) for case in cases]


def counts(suite: str, outcomes: list[Outcome]) -> Counts:
    """How many cases passed and failed; none is skipped."""
    passed = sum(outcome.passed for outcome in outcomes)
    return Counts(suite, passed, len(outcomes) - passed, sum(outcome.engine == "duckdb" for outcome in outcomes))


def conformance() -> list[Counts]:
    """The counts of all suites by both engines; empty where they are not there."""
    folder = suites_folder()
    if folder is None:
        return []
    return [counts(suite, run_suite(folder / suite, engine)) for suite in SUITES for engine in ENGINES]


def _run_case(case: Path, row: dict[str, str], engine: rml.Engine) -> Outcome:
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / case.name
        shutil.copytree(case, copy)
        _complete(case, copy, row)
        with _working_in(copy):
            return _outcome(case, copy, row, engine)


def _quads(plan: rml.Plan, engine: rml.Engine) -> tuple[list[Quad], rml.Engine]:
    with rml.Delivery(plan.targets) as delivery:
        if engine == "duckdb":
            with contextlib.suppress(rml.NotAccepted):
                return list(plan.run(stop=True, delivery=delivery, engine=engine)), engine
        return list(plan.run(stop=True, delivery=delivery)), "rows"


def _outcome(case: Path, copy: Path, row: dict[str, str], engine: rml.Engine) -> Outcome:
    error_expected = row.get("error", "").lower() == "true"
    output = next((case / name for name in ("output.nq", "default.nq") if (case / name).exists()), None)
    if not row:
        error_expected = output is None
    base = row.get("base_iri") or "http://example.com/base/"
    dumps = _dumps(case, row)
    for dump in dumps:
        (copy / dump).unlink(missing_ok=True)
    try:
        plan = rml.read_files([copy / (row.get("mapping") or "mapping.ttl")], base=base)
        quads, engine = _quads(plan, engine)
    except InputError as error:
        return Outcome(case.name, error_expected, "" if error_expected else f"error: {error}")
    if error_expected:
        return Outcome(case.name, passed=False, cause=f"an error is expected; there are {len(quads)} quads")
    assert output is not None
    made = _canonical("".join(f"{' '.join(part for part in quad if part)} .\n" for quad in quads))
    differences = [*_differences("the default output", made, _canonical(output.read_text("utf-8")))]
    for dump, wanted in dumps.items():
        differences += _differences(dump, _read(copy / dump, _encoding(copy)), wanted)
    return Outcome(case.name, not differences, "; ".join(differences), engine)


def _differences(name: str, made: set[str], wanted: set[str]) -> Iterator[str]:
    if made != wanted:
        yield f"{name}: missing {sorted(wanted - made)}, too many {sorted(made - wanted)}"


def _dumps(case: Path, row: dict[str, str]) -> dict[str, set[str]]:
    """The quads that each dump is to hold; those of the case without a target, where the suite has none."""
    names = [name for key in ("output2", "output3") if (name := row.get(key))]
    names += [path.name for path in sorted(case.glob("dump*")) if path.name not in names]
    untargeted = case.parent / "RMLTTC0000" / "default.nq"
    return {
        name: _read(case / name, _encoding(case))
        if (case / name).exists()
        else _canonical(untargeted.read_text("utf-8"))
        for name in names
    }


def _encoding(case: Path) -> str:
    return "utf-16" if "rml:encoding rml:UTF-16" in (case / "mapping.ttl").read_text("utf-8") else "utf-8"


_FORMATS = {
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
    ".n3": pyoxigraph.RdfFormat.TURTLE,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
    ".rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}


def _read(path: Path, encoding: str) -> set[str]:
    """The dataset in a dump, by the endings of its name."""
    content, name = path.read_bytes(), path.name
    if name.endswith((".tar.gz", ".tar.xz")):
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            content = b"".join(archive.extractfile(member).read() for member in archive.getmembers())  # type: ignore[union-attr]
        name = name[:-7]
    elif name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(member) for member in archive.namelist())
        name = name[:-4]
    elif name.endswith(".gz"):
        content, name = gzip.decompress(content), name[:-3]
    text = content.decode(encoding)
    ending = Path(name).suffix
    if ending == ".rdfjson":
        return _canonical(_rdf_json(text))
    return _canonical(text, _FORMATS[ending])


def _rdf_json(text: str) -> str:
    """RDF/JSON as N-Quads."""
    lines = []
    for subject, predicates in json.loads(text).items():
        for predicate, objects in predicates.items():
            for value in objects:
                term = f"<{value['value']}>"
                if value["type"] == "literal":
                    term = str(
                        pyoxigraph.Literal(
                            value["value"],
                            datatype=pyoxigraph.NamedNode(value["datatype"]) if "datatype" in value else None,
                            language=value.get("lang"),
                        )
                    )
                lines.append(f"<{subject}> <{predicate}> {term} .\n")
    return "".join(lines)


def _complete(case: Path, copy: Path, row: dict[str, str]) -> None:
    """Make in the copy of a case what the suite leaves out of it."""
    name = row.get("input1", "").rpartition("/")[2]
    plain = next((name.removesuffix(end) for end in _PACKINGS if name.endswith(end)), None)
    sibling = case.with_name(f"{case.name[:-1]}a")  # the first case of a group is the one without compression
    if plain is not None and not (case / name).exists() and (sibling / plain).exists():
        ending = name.removeprefix(plain)
        (copy / name).write_bytes(_PACKINGS[ending](plain, (sibling / plain).read_bytes()))
    mapping = copy / "mapping.ttl"
    text = mapping.read_text("utf-8")
    if "$CONNECTIONDSN" in text:
        _load(copy / "case.db", copy / name)
        mapping.write_text(text.replace("$CONNECTIONDSN", "jdbc:sqlite:case.db"), "utf-8")


def _zipped(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, content)
    return made.getvalue()


def _tarred(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return made.getvalue()


_PACKINGS = {
    ".tar.gz": lambda name, content: gzip.compress(_tarred(name, content)),
    ".tar.xz": lambda name, content: lzma.compress(_tarred(name, content)),
    ".gz": lambda _, content: gzip.compress(content),
    ".zip": _zipped,
}


def _load(database: Path, table: Path) -> None:
    """A CSV file as a table of its name, whose columns are INTEGER where all their cells are digits."""
    with table.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    columns = [
        f"{name} {'INTEGER' if all(row[index].isdigit() for row in rows) else 'VARCHAR'}"
        for index, name in enumerate(header)
    ]
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(f"CREATE TABLE {table.stem} ({', '.join(columns)})")
        connection.executemany(f"INSERT INTO {table.stem} VALUES ({', '.join('?' * len(header))})", rows)  # noqa: S608 - the suite's own


@contextlib.contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _canonical(text: str, format: pyoxigraph.RdfFormat = pyoxigraph.RdfFormat.N_QUADS) -> set[str]:  # noqa: A002
    """Lenient, as one case expects an IRI with a space in it (rml:UnsafeIRI)."""
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(text, format=format, lenient=True))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def main() -> int:
    """Print the counts of every suite and the causes of its failures."""
    folder = suites_folder()
    if folder is None:
        sys.stderr.write("NEWSGRAPH_SHARED names no folder with suites/\n")
        return 2
    for suite, engine in itertools.product(SUITES, ENGINES):
        outcomes = run_suite(folder / suite, engine)
        row = counts(suite, outcomes)
        by = f", {row.by_duckdb} by DuckDB" if engine == "duckdb" else ""
        sys.stdout.write(f"{row.suite}, {engine}: {row.passed} passed, {row.failed} failed{by}\n")
        for outcome in outcomes:
            if not outcome.passed:
                sys.stdout.write(f"  {outcome.case}: {outcome.cause}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
