"""The project and the input that a verb names."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.errors import UsageError

if TYPE_CHECKING:
    from newsgraph.pipeline.inputs import Unit
    from newsgraph.project import Project
    from newsgraph.spooled import Lines


def project_of(options: argparse.Namespace) -> Project:
    from newsgraph.project import Project

    return Project.load(None if options.project is None else Path(options.project))


@dataclasses.dataclass(frozen=True, slots=True)
class Work:
    """The units of the input, the names of files in folders that are none, reviewed articles.

    `size` counts the bytes of the input, which takes a look at every file, and `taken` says how many were taken up;
    what passes only once has no size.
    """

    units: Iterable[Unit]
    skipped: Lines
    reviewed: frozenset[str]
    size: Callable[[], int | None]
    taken: Callable[[], int]


def work_of(options: argparse.Namespace, *, targets: Sequence[Path] = ()) -> Work:
    """What a verb is to read, as a stream; no file that it writes (`targets`) may be in it.

    Raises UsageError where there is nothing to read, or a target is among it.
    """
    from newsgraph import sources
    from newsgraph.pipeline import reading
    from newsgraph.pipeline.inputs import Meter
    from newsgraph.pipeline.reviewed import reviewed_among, reviewed_in_files
    from newsgraph.spooled import Lines

    output = Path(options.output) if options.verb == "build" else None
    for target in targets:
        _check_apart(options.input, target)
    skipped, meter = Lines(), Meter()
    work: Iterable[Unit] = reading.units(options.input, skipped=skipped, output=output, meter=meter)
    passes = any(reading.passes(name) for name in options.input)
    if passes:
        work = list(work)
        reviewed = reviewed_among(work)
    else:
        reviewed = reviewed_in_files(reading.files(options.input, output=output))
    rest = iter(work)
    first = next(rest, None)
    if first is None:
        raise UsageError(f"{', '.join(options.input)}: nothing to read; expected articles or facts")

    def size() -> int | None:
        return None if passes else sum(sources.size(path) for path, _ in reading.files(options.input, output=output))

    return Work(chain((first,), rest), skipped, reviewed, size, lambda: meter.taken)


def _check_apart(names: Sequence[str], target: Path) -> None:
    """Raise UsageError where a file that is written would be read too."""
    from newsgraph.pipeline import inputs, reading
    from newsgraph.spooled import Lines

    if not target.is_file():
        return
    for path, is_in_folder in reading.files([name for name in names if not reading.passes(name)]):
        if path.name == target.name and path.resolve() == target.resolve():
            for unit in inputs.of_file(path, Lines(), is_in_folder=is_in_folder):
                raise UsageError(f"{unit.file} is among what is read; give -o or --review another name")
