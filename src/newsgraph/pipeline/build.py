"""Units to outcomes on all cores, and outcomes to the output folder.

STEM.ttl, STEM.jsonld       an article's graph
dataset.trig                all of them, one named graph each
rejected/STEM.report.txt    why an article was not published
rejected/STEM.facts.jsonl   its facts, to be corrected and built again
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from newsgraph.errors import OutputError
from newsgraph.pipeline.extractors import RULES
from newsgraph.pipeline.inputs import Unit
from newsgraph.pipeline.publishing import Built, Outcome, Pipeline, Refused, Superseded, Unreadable
from newsgraph.pipeline.reading import REJECTED, REPORT
from newsgraph.pipeline.reviewed import reviewed_in
from newsgraph.project import Project
from newsgraph.sinks import OutputFolder, Writer
from newsgraph.store.loading import DATASET

_BATCH = 16  # units that a process takes at a time
_AHEAD = 3  # batches in hand for each process: none waits, and memory stays flat


@dataclass(slots=True)
class Summary:
    """What a build did: how many articles became what."""

    built: int = 0
    facts: int = 0
    triples: int = 0
    rejected: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    superseded: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)


def outcomes(pipeline: Pipeline, work: Iterable[Unit], *, jobs: int) -> Iterator[Outcome]:
    """What becomes of each unit, in their order, whatever the number of processes.

    Raises OutputError where a process was killed.
    """
    if jobs == 1:
        yield from map(pipeline.build, work)
        return
    start = (pipeline.project, pipeline.extractor, pipeline.reviewed)
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _prepare, start) as pool:
        waiting: deque[Future[list[Outcome]]] = deque()
        try:
            for batch in _batches(work):
                with _interrupts_held():
                    waiting.append(pool.submit(_build, batch))
                if len(waiting) >= jobs * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            message = "a process of this build was killed, perhaps for want of memory; build again with fewer --jobs"
            raise OutputError(message) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def build(
    project: Project,
    work: Iterable[Unit],
    output: Path,
    *,
    jobs: int = 1,
    summary: Summary | None = None,
    extractor: str = RULES,
    reviewed: frozenset[str] = frozenset(),
) -> Iterator[Outcome]:
    """Write what conforms, and the reports of what does not; yields each outcome when it is on the disk.

    `summary` is filled as it goes. Files of an article that was published before and is rejected now are removed.
    Files of articles that are not among the units stay, and are named in `summary.left_over`. Of an article whose id
    is among `reviewed`, the reviewed facts are published, and none is extracted. Facts in rejected/ that a person has
    reviewed stay as they are.

    Raises InputError, before anything is written, for what is wrong in the project; OutputError where writing fails.
    """
    summary = Summary() if summary is None else summary
    pipeline = Pipeline(project, extractor, reviewed)
    summary.warnings += pipeline.notes
    stems: dict[str, str] = {}
    bodies: dict[str, str] = {}
    superseded: list[Superseded] = []
    with OutputFolder.open(output) as folder, folder.stream(DATASET) as dataset:
        for outcome in outcomes(pipeline, work, jobs=jobs):
            checked = _unique(outcome, stems)
            if isinstance(checked, Superseded):
                superseded.append(checked)
            elif not isinstance(checked, Unreadable):
                if checked.reviewed:
                    bodies[checked.identifier] = checked.body
                summary.warnings += _write(checked, folder, dataset)
            _count(checked, summary)
            yield checked
        summary.warnings += (
            f"{article.file}: warning: this text is another than the one whose facts were reviewed; "
            "what is published is as it was reviewed"
            for article in superseded
            if bodies.get(article.identifier, article.body) != article.body
        )
        summary.left_over += _left_over(folder, stems)


def automatic_jobs(count: int) -> int:
    """As many processes as there are cores, but none that would start for less than a few batches."""
    return max(1, min(os.cpu_count() or 1, count // (4 * _BATCH)))


def _batches(work: Iterable[Unit]) -> Iterator[list[Unit]]:
    batch: list[Unit] = []
    for unit in work:
        batch.append(unit)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


_pipeline: Pipeline  # of this worker process


def _prepare(project: Project, extractor: str, reviewed: frozenset[str]) -> None:
    """Make this process a worker: one that ends with the build, however that ends, and says nothing then."""
    global _pipeline  # noqa: PLW0603 - a worker process has one, compiled when it starts
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(signal, "pthread_sigmask"):
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _pipeline = Pipeline(project, extractor, reviewed)


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


def _build(batch: list[Unit]) -> list[Outcome]:
    return [_pipeline.build(unit) for unit in batch]


def _unique(outcome: Outcome, stems: dict[str, str]) -> Outcome:
    """The outcome, or that its id is taken: of two articles with one name the second would overwrite the first."""
    if isinstance(outcome, Unreadable | Superseded):
        return outcome
    if outcome.identifier in stems:
        first = stems[outcome.identifier]
        message = (
            f"{outcome.file}: a second article with the id {outcome.identifier!r}; the first is in {first}; rename one"
        )
        return Unreadable(outcome.file, message)
    stems[outcome.identifier] = outcome.file
    return outcome


def _write(outcome: Built | Refused, folder: OutputFolder, dataset: Writer) -> Iterator[str]:
    """Write what an article became; yields a warning where reviewed facts stand in the way."""
    stem = outcome.identifier
    published = (f"{stem}.ttl", f"{stem}.jsonld")
    rejected = (f"{REJECTED}/{stem}{REPORT}", f"{REJECTED}/{stem}.facts.jsonl")
    kept = rejected[1] if reviewed_in(folder.root / rejected[1]) is not None else None
    if isinstance(outcome, Built):
        written, outdated = zip(published, (outcome.turtle, outcome.jsonld), strict=True), rejected
        dataset.write(outcome.trig)
    else:
        written, outdated = zip(rejected, (outcome.report.to_text().encode(), outcome.facts), strict=True), published
    for name in outdated:
        if name != kept:
            folder.remove(name)
    for name, content in written:
        if name != kept:
            folder.write(name, content)
    if kept is not None and not outcome.reviewed:
        path = folder.root / kept
        yield f"{path}: warning: a person has reviewed these facts, so they stay; name this file to build them"


def _count(outcome: Outcome, summary: Summary) -> None:
    if isinstance(outcome, Built):
        summary.built += 1
        summary.facts += outcome.facts
        summary.triples += outcome.triples
        summary.warnings += outcome.warnings
    elif isinstance(outcome, Refused):
        summary.rejected.append(outcome.file)
    elif isinstance(outcome, Superseded):
        summary.superseded.append(outcome.file)
    else:
        summary.unreadable.append(outcome.message)


def _left_over(folder: OutputFolder, stems: dict[str, str]) -> list[str]:
    """Published files that this build did not write: they are of earlier builds, and not in its dataset."""
    return [name for name in folder.names("*.ttl") + folder.names("*.jsonld") if Path(name).stem not in stems]
