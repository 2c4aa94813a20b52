"""The DuckDB backend as a plan calls it: whether it is there, its limits, and its lines as quads."""

from __future__ import annotations

import importlib.util
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsgraph import sources
from newsgraph.errors import UsageError
from newsgraph.rdf.terms import Quad
from newsgraph.rml.run import Run
from newsgraph.rml.statements import NotAccepted, Steps

_MEMORY = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(?:([KMGT])(i?))?B", re.IGNORECASE)
_QUAD = re.compile(r'([^ ]+) ([^ ]+) ("(?:[^"\\]|\\.)*"[^ ]*|[^ ]+)(?: ([^ ]+))? \.\n')


@dataclass(frozen=True, slots=True)
class Limits:
    """What DuckDB may use: memory ("200MB"), beyond which it spills to disk, and threads.

    The process needs some 80 MB besides. Raises UsageError for a size that is none.
    """

    memory: str = "200MB"
    threads: int = min(os.cpu_count() or 1, 8)

    def __post_init__(self) -> None:
        if _MEMORY.fullmatch(self.memory) is None:
            raise UsageError(f"a limit of memory is a number and a unit, such as 200MB, not {self.memory!r}")

    @property
    def bytes(self) -> int:
        """The limit of memory, in bytes."""
        found = _MEMORY.fullmatch(self.memory)
        assert found is not None  # noqa: S101 - checked when it was made
        power = "KMGT".index(found[2].upper()) + 1 if found[2] else 0
        return int(float(found[1]) * (1024 if found[3] else 1000) ** power)


def check_installed() -> None:
    """Raise NotAccepted where the extra `bulk` is not installed."""
    if any(importlib.util.find_spec(name) is None for name in ("duckdb", "numpy")):
        raise NotAccepted("the extra 'bulk' is not installed (pip install 'newsgraph[bulk]')")


def write(steps: Steps, run: Run, target: Path, folder: Path, limits: Limits) -> None:
    """Write the quads as N-Quads to `target`, in `folder`, which takes what is temporary.

    Raises NotAccepted where the extra is not installed, and for data that is beyond the backend.
    """
    check_installed()
    if run.documents or run.strict:
        raise NotAccepted("documents in memory, and names that must be in every record")
    from newsgraph.rml.duckdb import engine

    engine.write(steps, run, target, folder, limits)


def quads(steps: Steps, run: Run, limits: Limits | None = None) -> Iterator[Quad]:
    """As `write`, the quads one by one."""
    with run, tempfile.TemporaryDirectory(prefix="newsgraph-") as folder:
        target = Path(folder) / "quads.nq"
        write(steps, run, target, Path(folder), limits or Limits())
        for line in sources.lines(target):
            found = _QUAD.fullmatch(line.decode())
            assert found is not None, line  # noqa: S101 - we wrote it
            yield (found[1], found[2], found[3], found[4] or "")
