"""Measures the mapping engine beside Morph-KGC: `python bench/mapping.py [wide nested joins article growth]`.

Both engines answer the same mapping (in the older RML vocabulary, which both read) over the same files, generated from
a seed, each in a process of its own, within one run; their output is compared as sets of lines. Time is that of the
whole process from its start; memory is the greatest resident set of any one process of the engine, which flatters an
engine of several. Morph-KGC lives in an environment of its own, which this script makes. Exit status 1 where the
output differs.
"""

from __future__ import annotations

import argparse
import compileall
import itertools
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph import rml

ROOT = Path(__file__).resolve().parents[1]
MORPH = "2.10.0"
MARKS = ("<!-- bench/mapping.py writes from here -->", "<!-- to here -->")
PROCESSES = 2
WORDS = ("Zürich", "sanction", "meeting", "O'Hara", "naïve", "€ 5", "alliance", "minister", "東京", "100%", "a/b", "it")

PREFIXES = """@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <http://example.org/> .
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of one engine."""

    seconds: float
    megabytes: float
    lines: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    workload: str
    size: str
    ours: Measured
    morph: Measured | None
    equal: bool | None

    def cells(self) -> Sequence[str]:
        ours, morph = self.ours, self.morph
        cells = [self.workload, self.size, _time(ours.seconds), f"{ours.megabytes:.0f} MB"]
        if morph is None:
            return [*cells, "", "", "", ""]
        ratio = f"**{morph.seconds / ours.seconds:.1f}**"
        return [*cells, _time(morph.seconds), f"{morph.megabytes:.0f} MB", ratio, "yes" if self.equal else "**no**"]


# -- Workloads ---------------------------------------------------------------------------------------------------------


def wide(folder: Path, rows: int, columns: int = 20) -> None:
    """One table; the subject by its unique column, a predicate for each cell."""
    seeded = random.Random(rows)  # noqa: S311 - data, no secret
    with (folder / "wide.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("id," + ",".join(f"c{column}" for column in range(columns)) + "\n")
        for number in range(rows):
            bits = seeded.getrandbits(32)
            cells = (f"{WORDS[(bits + column) % len(WORDS)]} {bits >> column}" for column in range(columns))
            file.write(f"{number}," + ",".join(cells) + "\n")
    predicates = [(f"c{column}", "") for column in range(columns)]
    _write_mapping(folder, _triples_map("Row", "wide.csv", None, "http://example.org/row/{id}", predicates))


def nested(folder: Path, rows: int) -> None:
    """Facts with their arguments and pieces of evidence in arrays, a triples map for each level."""
    seeded = random.Random(rows)  # noqa: S311 - data, no secret
    with (folder / "nested.json").open("w", encoding="utf-8") as file:
        for number in range(rows):
            file.write("," if number else "[")
            json.dump(_fact(number, seeded), file, ensure_ascii=False)
            file.write("\n")
        file.write("]")
    source = "nested.json"
    fact = [(name, "") for name in ("type", "realis", "phase", "date.text", "rule")]
    fact += [("date.value", "; rr:datatype xsd:date")]
    argument, number = [("role", ""), ("text", "")], "; rr:datatype xsd:integer"
    evidence = [("exact", '; rr:language "en"'), ("start", number), ("end", number)]
    _write_mapping(
        folder,
        _triples_map("Fact", source, "$[*]", "http://example.org/fact/{id}", fact)
        + _triples_map("Argument", source, "$[*].arguments[*]", "http://example.org/argument/{id}", argument)
        + _triples_map("Evidence", source, "$[*].evidence[*]", "http://example.org/evidence/{id}", evidence),
    )


def _fact(number: int, seeded: random.Random) -> dict[str, object]:
    def word() -> str:
        return seeded.choice(WORDS)

    start = seeded.randrange(5000)
    day = f"20{seeded.randrange(10, 25)}-{seeded.randrange(1, 13):02}-{seeded.randrange(1, 29):02}"
    return {
        "id": f"f{number}",
        "type": seeded.choice(("Sanction", "Meeting", "Alliance")),
        "realis": seeded.choice(("actual", "denied", "planned", "possible")),
        "phase": seeded.choice(("begun", "ended")),
        "arguments": [
            {"id": f"f{number}a{place}", "role": role, "text": f"{word()} {word()} {seeded.randrange(9999)}"}
            for place, role in enumerate(("participant", "participant", "place")[: seeded.randrange(1, 4)])
        ],
        "date": {"text": f"on {word()}", "value": day},
        "evidence": [
            {"id": f"f{number}e{place}", "exact": f"“{word()} {word()} {word()}”", "start": start, "end": start + 40}
            for place in range(seeded.randrange(1, 3))
        ],
        "rule": f"mapping/text/meeting.yml#{word()}",
    }


def joins(folder: Path, rows: int) -> None:
    """Two tables joined; a tenth of the rows stands twice; languages and datatypes."""
    seeded = random.Random(rows)  # noqa: S311 - data, no secret
    parents = max(10, rows // 100)
    with (folder / "parent.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("code,key,label\n")
        for number in range(parents):
            file.write(f"P{number},{number * 7},{seeded.choice(WORDS)} {number}\n")
    with (folder / "child.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("id,parent,key,name,day,amount\n")
        line = ""
        for number in range(rows):
            if not line or seeded.random() >= 0.1:
                day = f"2024-{seeded.randrange(1, 13):02}-{seeded.randrange(1, 29):02}"
                # One in twenty has no partner.
                parent, key = seeded.randrange(parents * 20 // 19), seeded.randrange(parents) * 7
                name = f"{seeded.choice(WORDS)} {seeded.choice(WORDS)}"
                line = f"{number},P{parent},{key},{name},{day},{seeded.randrange(10**6)}.5\n"
            file.write(line)
    child = [("name", '; rr:language "de-AT"'), ("day", "; rr:datatype xsd:date")]
    child += [("amount", "; rr:datatype xsd:decimal")]
    refer = "".join(
        f" ;\n  rr:predicateObjectMap [ rr:predicate ex:{name} ; rr:objectMap [ rr:parentTriplesMap <#Parent> ;"
        f' rr:joinCondition [ rr:child "{mine}" ; rr:parent "{theirs}" ] ] ]'
        for name, mine, theirs in (("partOf", "parent", "code"), ("sameKeyAs", "key", "key"))
    )
    _write_mapping(
        folder,
        _triples_map(
            "Parent", "parent.csv", None, "http://example.org/parent/{code}", [("label", '; rr:language "en"')]
        )
        + _triples_map("Child", "child.csv", None, "http://example.org/child/{id}", child, refer),
    )


def _triples_map(
    name: str, source: str, iterator: str | None, subject: str, predicates: Sequence[tuple[str, str]], more: str = ""
) -> str:
    """One triples map: for each reference a predicate and what is said of its literals."""
    kind = "CSV" if iterator is None else "JSONPath"
    iterated = "" if iterator is None else f' ; rml:iterator "{iterator}"'
    said = "".join(
        f" ;\n  rr:predicateObjectMap [ rr:predicate ex:{reference.replace('.', '-')} ;"
        f' rr:objectMap [ rml:reference "{reference}"{about} ] ]'
        for reference, about in predicates
    )
    typed = f" ; rr:class ex:{name}" if name in {"Fact", "Child"} else ""
    return (
        f'<#{name}> a rr:TriplesMap ;\n  rml:logicalSource [ rml:source "{source}" ;'
        f" rml:referenceFormulation ql:{kind}{iterated} ] ;\n"
        f'  rr:subjectMap [ rr:template "{subject}"{typed} ]{said}{more} .\n\n'
    )


def _write_mapping(folder: Path, text: str) -> None:
    (folder / "mapping.ttl").write_text(PREFIXES + text, encoding="utf-8")


# -- Engines -----------------------------------------------------------------------------------------------------------


def ours(folder: Path, options: argparse.Namespace) -> Measured:
    """`newsgraph map` on the folder's mapping."""
    command = [
        sys.executable,
        "-m",
        "newsgraph",
        "map",
        "mapping.ttl",
        "-o",
        "newsgraph.nq",
        "--engine",
        options.engine,
    ]
    if options.engine != "rows":
        command += ["--memory-limit", options.memory_limit, "--threads", str(PROCESSES)]
    measured, said = _measured([*command, "--verbose"], folder, folder / "newsgraph.nq")
    if f"engine: {options.engine}\n" not in said:
        raise SystemExit(f"not the engine that is measured: {said}")
    return measured


def morph(folder: Path, options: argparse.Namespace) -> Measured:
    """`morph_kgc` on the folder's mapping."""
    settings = f"output_file=morph.nt\nnumber_of_processes={PROCESSES}\nlogging_level=WARNING"
    (folder / "morph.ini").write_text(
        f"[CONFIGURATION]\n{settings}\n[Source]\nmappings=mapping.ttl\n", encoding="utf-8"
    )
    command = [str(morph_python(options.work)), "-m", "morph_kgc", "morph.ini"]
    return _measured(command, folder, folder / "morph.nt")[0]


def morph_python(work: Path) -> Path:
    """The interpreter of an environment with Morph-KGC, which is made at first."""
    folder = work / f"morph-kgc-{MORPH}"
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", f"morph-kgc=={MORPH}"], check=True)
        (folder / "complete").touch()
    return python


def _measured(command: Sequence[str], folder: Path, output: Path) -> tuple[Measured, str]:
    """The time and memory of a command, and what it said."""
    output.unlink(missing_ok=True)
    said = folder / "said.txt"
    started = time.perf_counter()
    with said.open("wb") as errors:
        environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
        process = subprocess.Popen(command, cwd=folder, env=environment, stderr=errors)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or not output.exists():
        raise SystemExit(
            f"{' '.join(command)} failed with exit status {process.returncode}: {said.read_text('utf-8', 'replace')}"
        )
    return Measured(seconds, _megabytes(usage), _lines(output)), said.read_text(encoding="utf-8", errors="replace")


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def same(folder: Path) -> bool:
    """Whether both wrote the same set of lines; the first that differ are printed."""
    for name in ("newsgraph.nq", "morph.nt"):
        command = ["sort", "-u", "-S", "25%", "-T", str(folder), "-o", f"{name}.sorted", name]
        subprocess.run(command, cwd=folder, check=True, env=os.environ | {"LC_ALL": "C"})
    comparison = ["comm", "-3", "newsgraph.nq.sorted", "morph.nt.sorted"]
    with subprocess.Popen(comparison, cwd=folder, stdout=subprocess.PIPE, env=os.environ | {"LC_ALL": "C"}) as differ:
        shown = list(itertools.islice(differ.stdout or (), 6))
        differ.kill()
    for line in shown:
        who = "morph" if line.startswith(b"\t") else "ours"
        print(f"    {who}: {line.strip().decode()}", file=sys.stderr)
    return not shown


# -- One article -------------------------------------------------------------------------------------------------------

# Run by the interpreter that has Morph-KGC: the time of one call, and the size of what it makes.
_MORPH_IN_PROCESS = """
import json, logging, statistics, sys, time
import morph_kgc
logging.disable(logging.CRITICAL)
config = "[CONFIGURATION]\\nnumber_of_processes=1\\n[Source]\\nmappings=mapping.ttl\\n"
times = []
for _ in range(7):
    started = time.perf_counter()
    made = morph_kgc.materialize_set(config)
    times.append(time.perf_counter() - started)
with open("morph.nt", "w", encoding="utf-8") as file:
    file.writelines(f"{triple} .\\n" for triple in made)
print(json.dumps(statistics.median(times[1:])))
"""


def article(folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    """The records of the first sample article, mapped in process once all is loaded: the median of many calls.

    Morph-KGC cannot answer the shipped mapping, so it is asked for less: each record's own scalars. Ours is asked both.
    """
    sys.path.insert(0, str(ROOT / "src"))
    from newsgraph import rml
    from newsgraph.pipeline import publishing, reading
    from newsgraph.project import Project
    from newsgraph.records import Run, records
    from newsgraph.spooled import Lines

    project = Project.load()
    extractor = reading.Extractor(project)
    unit = next(iter(reading.units([str(min((ROOT / "articles").glob("*.txt")))], skipped=Lines(), output=None)))
    table = records(extractor.read(unit).document, extractor.fact_types, Run("bench", project.digest))
    shipped = rml.parse([rml.MappingText(text, file) for file, text in project.mappings.items()], base=project.base)
    triples = len(list(shipped.run({publishing.FACTS: table})))
    yield Row("one article, warm: the shipped mapping", f"{triples} quads", _warm(shipped, table), None, None)

    (folder / publishing.FACTS).write_text(json.dumps(table), encoding="utf-8")
    _write_mapping(folder, "".join(_scalars(table, "$", publishing.FACTS)))
    flat = rml.parse([rml.MappingText((folder / "mapping.ttl").read_text("utf-8"), "mapping.ttl", base_dir=folder)])
    mine = _warm(flat, table)
    quads = flat.run({publishing.FACTS: table})
    lines = (f"{' '.join(filter(None, quad))} .\n" for quad in quads)
    (folder / "newsgraph.nq").write_text("".join(lines), encoding="utf-8")
    command = [str(morph_python(options.work)), "-c", _MORPH_IN_PROCESS]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE)
    printed = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    theirs = Measured(json.loads(printed), _megabytes(usage), _lines(folder / "morph.nt"))
    size = f"{_lines(folder / 'newsgraph.nq')} triples"
    yield Row("one article, warm: scalars alone", size, mine, theirs, same(folder))


def _warm(plan: rml.Plan, table: dict[str, object]) -> Measured:
    from newsgraph.pipeline import publishing

    times = []
    for _ in range(300):
        started = time.perf_counter()
        made = sum(1 for _ in plan.run({publishing.FACTS: table}))
        times.append(time.perf_counter() - started)
    return Measured(statistics.median(times), _megabytes(resource.getrusage(resource.RUSAGE_SELF)), made)


def _scalars(value: object, path: str, source: str) -> Iterator[str]:
    """A triples map for each array of records with a key, for what their records say as text."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _scalars(member, f"{path}.{name}", source)
    elif isinstance(value, list) and value and isinstance(value[0], dict) and isinstance(value[0].get("key"), str):
        names = [name for name, member in value[0].items() if isinstance(member, str) and name != "key"]
        place = path.removeprefix("$.")
        subject = f"http://example.org/{place.replace('.', '/')}/{{key}}"
        predicates = [(name, "") for name in names]
        yield _triples_map(place.replace(".", "-"), source, f"{path}[*]", subject, predicates)


# -- The run -----------------------------------------------------------------------------------------------------------

TABLES: dict[str, tuple[str, Callable[[Path, int], None], int]] = {
    "wide": ("CSV, 20 cells a row", wide, 1_000_000),
    "nested": ("nested JSON facts", nested, 200_000),
    "joins": ("CSV with joins, a tenth doubled, languages, datatypes", joins, 1_000_000),
}
GROWTH = (0.1, 1.0, 5.0)


def main() -> int:
    """Generate, run, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    known = [*TABLES, "article", "growth"]
    parser.add_argument("workloads", nargs="*", metavar="WORKLOAD", help=f"of {', '.join(known)} (default: all)")
    parser.add_argument("--rows", type=int, metavar="N", help="rows in place of a million, the others in proportion")
    parser.add_argument("--engine", default="duckdb", choices=("rows", "duckdb"), help="ours (default: duckdb)")
    parser.add_argument("--memory-limit", default="200MB", help="of the duckdb engine (default: 200MB)")
    parser.add_argument("--work", type=Path, default=Path.home() / ".cache" / "newsgraph-bench", metavar="DIR")
    parser.add_argument("--without-morph", action="store_true", help="measure ours alone")
    parser.add_argument("--markdown", action="store_true", help="write the table into bench/README.md")
    options = parser.parse_args()
    wanted = options.workloads or known
    if unknown := set(wanted) - set(known):
        parser.error(f"no workload {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    compileall.compile_dir(ROOT / "src", quiet=1)  # as an installer does
    share = 1.0 if options.rows is None else options.rows / 1_000_000
    rows: list[Row] = []
    for row in _rows(wanted, options, share):
        print(" | ".join(cell for cell in row.cells() if cell), flush=True)
        rows.append(row)
    table = _table(rows, options)
    if options.markdown:
        path = ROOT / "bench" / "README.md"
        before, _, rest = path.read_text("utf-8").partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        path.write_text(f"{before}{MARKS[0]}\n\n{table}\n{MARKS[1]}{after}", encoding="utf-8")
    else:
        print(f"\n{table}")
    return 1 if any(row.equal is False for row in rows) else 0


def _rows(wanted: Sequence[str], options: argparse.Namespace, share: float) -> Iterator[Row]:
    for name, (words, generate, count) in TABLES.items():
        if name in wanted:
            size = max(1, int(count * share))
            folder = _folder(options.work, name)
            generate(folder, size)
            mine = ours(folder, options)
            theirs = None if options.without_morph else morph(folder, options)
            equal = None if theirs is None else same(folder)
            yield Row(words, f"{size:,} rows, {mine.lines:,} triples", mine, theirs, equal)
            _clear(folder)
    if "article" in wanted:
        yield from article(_folder(options.work, "article"), options)
    for millions in GROWTH if "growth" in wanted else ():
        size = max(1, int(millions * 1_000_000 * share))
        folder = _folder(options.work, "growth")
        wide(folder, size, columns=5)
        mine = ours(folder, options)
        yield Row("growth: CSV, 5 cells a row", f"{size:,} rows, {mine.lines:,} triples", mine, None, None)
        _clear(folder)


def _folder(work: Path, name: str) -> Path:
    folder = work / name
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    return folder


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _table(rows: Sequence[Row], options: argparse.Namespace) -> str:
    sys.path.insert(0, str(ROOT / "src"))
    from newsgraph import __version__

    head = ("Workload", "Size", "Newsgraph", "memory", "Morph-KGC", "memory", "times as fast", "same output")
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *(row.cells() for row in rows))]
    versions = [f"Newsgraph {__version__}", f"Morph-KGC {MORPH}", f"Python {sys.version.split()[0]}"]
    limit = ""
    if options.engine == "duckdb":
        import duckdb

        versions.insert(1, f"DuckDB {duckdb.__version__}")
        limit = f", memory limit {options.memory_limit}"
    where = f"{PROCESSES} threads or processes of {os.cpu_count()} cores{limit}, {time.strftime('%Y-%m-%d')}"
    return "\n".join(lines) + f"\n\n{', '.join(versions)}; engine {options.engine}, {where}.\n"


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1000:.2f} ms"


if __name__ == "__main__":
    sys.exit(main())
