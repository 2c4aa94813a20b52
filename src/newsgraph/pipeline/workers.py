"""Batches of units to their outcomes, in this process or in several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from newsgraph.errors import OutputError
from newsgraph.pipeline.inputs import Unit
from newsgraph.pipeline.publishing import Outcome, Pipeline
from newsgraph.pipeline.recipe import Recipe

_ALONE = 32  # units that are built before it is worth while to start other processes


@dataclass(frozen=True, slots=True)
class Batch:
    """Units that were handed over, and what becomes of them."""

    units: Sequence[Unit]
    future: Future[list[Outcome]]

    @property
    def is_done(self) -> bool:
        return self.future.done()

    def outcomes(self) -> Sequence[Outcome]:
        """In the order of the units, when they are there; raises OutputError where a process was killed."""
        try:
            return self.future.result()
        except BrokenProcessPool as error:
            raise _killed(self.units) from error


class Workers:
    """As many processes as are asked for, started when there is enough for them; a context manager, which ends them."""

    def __init__(self, recipe: Recipe, jobs: int) -> None:
        self.jobs = jobs
        self._recipe = recipe
        self._done_here = 0
        self._pool: ProcessPoolExecutor | None = None

    @cached_property
    def pipeline(self) -> Pipeline:
        """That of this process; raises InputError for what is wrong in the project."""
        return self._recipe.pipeline()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is None:
            return
        if kind is not None:
            # A pool breaks while another of its processes starts, and then waits for that one for ever.
            for process in tuple((self._pool._processes or {}).values()):  # noqa: SLF001 - `kill_workers` of Python 3.14
                process.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def submit(self, units: Sequence[Unit]) -> Batch:
        """Hand units over; the first are built at once, in this process. Raises OutputError where one was killed."""
        if not units or self.jobs == 1 or self._done_here < _ALONE:
            self._done_here += len(units)
            here: Future[list[Outcome]] = Future()
            here.set_result([self.pipeline.build(unit) for unit in units])
            return Batch(units, here)
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.jobs, context, _prepare, (self._recipe,))
        try:
            with _interrupts_held():
                return Batch(units, self._pool.submit(_build, units))
        except BrokenProcessPool as error:
            raise _killed(units) from error
        except OSError as error:  # also where one was killed as this one was started
            message = (
                f"no more processes can be started here ({error}); build again with fewer --jobs: it goes on from here"
            )
            raise OutputError(message) from error


def _killed(batch: Sequence[Unit]) -> OutputError:
    names = batch[0].file if batch[0].file == batch[-1].file else f"{batch[0].file} to {batch[-1].file}"
    return OutputError(
        f"a process of this build was killed, perhaps for want of memory, when it had come to about {names}; "
        "build again with fewer --jobs: it goes on from here"
    )


_pipeline: Pipeline  # of this worker process


def _prepare(recipe: Recipe) -> None:
    """Make this process a worker: one that ends with the build, however that ends, and says nothing then."""
    global _pipeline  # noqa: PLW0603 - a worker process has one, compiled when it starts
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(signal, "pthread_sigmask"):
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _pipeline = recipe.pipeline()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()  # a worker whose parent was killed would wait for work for ever
        os._exit(1)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let no Ctrl-C reach the processes that start in this block before they are prepared for it; it waits for us."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _build(batch: Sequence[Unit]) -> list[Outcome]:
    return [_pipeline.build(unit) for unit in batch]
