"""A plan to N-Quads in a file or a stream, by the engine that is asked for or fits."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from newsgraph import sinks, sources
from newsgraph.rdf.terms import Quad
from newsgraph.rml import bulk, opening, rows
from newsgraph.rml.bulk import Limits
from newsgraph.rml.explain import explain_generations, explain_steps
from newsgraph.rml.plan import Engine, Plan
from newsgraph.rml.run import Run
from newsgraph.rml.statements import NotAccepted, Steps

Choice: TypeAlias = Literal["rows", "duckdb", "auto"]
Write: TypeAlias = Callable[[bytes], object]

_LINES = 4096
# Below this, in bytes of sources, the row backend is done before DuckDB is loaded.
_SMALL = 2_000_000


@dataclass(frozen=True, slots=True)
class Written:
    """Which engine made the quads, and why not DuckDB where it was asked for."""

    engine: Engine
    reason: str = ""


def write(
    plan: Plan, run: Run, target: Path | Write, *, choice: Choice = "auto", limits: Limits | None = None
) -> Written:
    """Write every quad of the default output once; a file appears when it is complete.

    Where DuckDB does not take the plan or the data, the row backend does, from the start.

    Raises MappingError, SourceError and OutputError.
    """
    try:
        _write_bulk(_steps(plan, run, choice), run, target, limits or Limits())
    except NotAccepted as refused:
        reason = str(refused)
        run.report.clear()
    else:
        return Written("duckdb")
    lines = _lines(rows.quads(plan.rules, run))
    if isinstance(target, Path):
        with sinks.stream(target) as writer:
            for block in lines:
                writer.write(block)
    else:
        for block in lines:
            target(block)
    return Written("rows", reason)


def check_columns(plan: Plan, run: Run) -> None:
    """Raise MappingError for the first reference that is no column of its source's header, before any row is read."""
    rows.check_columns(plan.generations, run)


def explain(plan: Plan, run: Run, choice: Choice = "auto") -> str:
    """The plan as text, as the engine that would take it runs it."""
    try:
        return f"engine: duckdb\n{explain_steps(_steps(plan, run, choice))}"
    except NotAccepted as refused:
        return f"engine: rows ({refused})\n{explain_generations(plan.generations)}"


def _steps(plan: Plan, run: Run, choice: Choice) -> Steps:
    """The plan for DuckDB; raises NotAccepted where the row backend is asked for, or is to take it."""
    if choice == "rows":
        raise NotAccepted("as asked")
    bulk.check_installed()
    steps = plan.steps()
    if choice == "auto" and _is_small(plan, run):
        raise NotAccepted("the sources are small")
    return steps


def _write_bulk(steps: Steps, run: Run, target: Path | Write, limits: Limits) -> None:
    if isinstance(target, Path) and (target.is_file() or not target.exists()):
        with sinks.replacing(target) as folder:
            bulk.write(steps, run, folder / target.resolve().name, folder, limits)
        return
    with tempfile.TemporaryDirectory(prefix="newsgraph-") as name:
        made = Path(name) / "quads.nq"
        bulk.write(steps, run, made, Path(name), limits)
        if isinstance(target, Path):
            with sinks.stream(target) as writer:
                for block in sources.blocks(made):
                    writer.write(block)
        else:
            for block in sources.blocks(made):
                target(block)


def _lines(quads: Iterator[Quad]) -> Iterator[bytes]:
    """Quads as lines of N-Quads, many together."""
    while some := list(itertools.islice(quads, _LINES)):
        yield "".join(f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in some).encode()


def _is_small(plan: Plan, run: Run) -> bool:
    total = 0
    for generation in plan.generations:
        source = generation.scan.source.source
        if source.url is not None:
            return False
        total += sources.size(opening.file_of(source, run))
    return total < _SMALL
