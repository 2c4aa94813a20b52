"""How far a verb is, shown on a terminal and nowhere else."""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.cli.work import Work


@contextlib.contextmanager
def progress(options: argparse.Namespace, work: Work) -> Iterator[Callable[[], None]]:
    """How far the input is taken up, how many articles a second, and the time that is left; on a terminal alone."""
    if options.quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    start, count = time.monotonic(), 0
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(options.verb, total=work.size())

        def advance() -> None:
            nonlocal count
            count += 1
            passed = time.monotonic() - start
            rate = f", {count / passed:,.0f} a second" if passed >= 1 else ""
            bar.update(task, completed=work.taken(), description=f"{options.verb}: {count:,} articles{rate}")

        yield advance


@contextlib.contextmanager
def counter(options: argparse.Namespace) -> Iterator[Callable[[str], None]]:
    """How far a mapping is, on a terminal."""
    if options.quiet or not sys.stderr.isatty() or (options.output is None and sys.stdout.isatty()):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.status import Status

    with Status("map", console=Console(stderr=True)) as status:
        yield status.update


@contextlib.contextmanager
def amount(options: argparse.Namespace, source: Path) -> Iterator[Callable[[int, int], None] | None]:
    """How much of a file is read, with the time that is left, on a terminal."""
    if options.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from newsgraph import sources

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(options.verb, total=sources.size(source))
        yield lambda read, count: bar.update(task, completed=read, description=f"{options.verb}: {count:,} entities")


@contextlib.contextmanager
def share(options: argparse.Namespace, noun: str) -> Iterator[Callable[[int, int], None] | None]:
    """How many of how many are done, on a terminal."""
    if options.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(noun, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
