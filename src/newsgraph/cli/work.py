"""The project and the input that a verb names."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.errors import UsageError

if TYPE_CHECKING:
    from newsgraph.pipeline.inputs import Unit
    from newsgraph.project import Project


def project_of(options: argparse.Namespace) -> Project:
    from newsgraph.project import Project

    return Project.load(None if options.project is None else Path(options.project))


@dataclasses.dataclass(frozen=True, slots=True)
class Work:
    """The units of the input, how many there are, the names of files in folders that are none, reviewed articles."""

    units: Iterable[Unit]
    total: int
    skipped: list[str]
    reviewed: frozenset[str]


def work_of(options: argparse.Namespace, *, targets: Sequence[Path] = ()) -> Work:
    from newsgraph.pipeline import reading
    from newsgraph.pipeline.reviewed import reviewed_among

    total = 0

    def counted(units: Iterable[Unit]) -> Iterator[Unit]:
        nonlocal total
        for total, unit in enumerate(units, start=1):  # noqa: B007 - the last number is their count
            if any(
                path.name == Path(unit.file).name and path.resolve() == Path(unit.file).resolve() for path in targets
            ):
                raise UsageError(f"{unit.file} is among what is read; give -o or --review another name")
            yield unit

    skipped: list[str] = []
    output = Path(options.output) if options.verb == "build" else None
    work: Iterable[Unit] = reading.units(options.input, skipped=skipped, output=output)
    if any(reading.passes(name) for name in options.input):
        work = whole = list(counted(work))
        reviewed = reviewed_among(whole)
    else:
        reviewed = reviewed_among(counted(work))
        work = reading.units(options.input, skipped=[], output=output)
    if total == 0:
        raise UsageError(f"{', '.join(options.input)}: nothing to read; expected articles or facts")
    return Work(work, total, skipped, reviewed)
