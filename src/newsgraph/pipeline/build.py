"""Units to the output folder, as a stream: what is there already and would be the same is left as it is.

STEM.ttl, STEM.jsonld       an article's graph
dataset.trig                all of them, one named graph each; many are cut into dataset/00001.trig and so on
rejected/STEM.report.txt    why an article was not published
rejected/STEM.facts.jsonl   its facts, to be corrected and built again
.build/                     what the build remembers: private, and nothing but speed is lost with it

Laws: the output is a function of the units, their order and the recipe, whatever was built there before, when that was
killed, and in how many processes; what is in memory does not grow with the number of units, but for the ids of
articles whose facts people have reviewed. A kill at any instant costs the batches that are in hand, one for each
process.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import msgspec

from newsgraph import news, sources
from newsgraph.errors import ArticleError, InputError, Place
from newsgraph.pipeline.dataset import SHARD_SIZE, Graphs
from newsgraph.pipeline.extractors import RULES
from newsgraph.pipeline.inputs import Unit
from newsgraph.pipeline.journal import Journal, Remembered, Row, Written, digest
from newsgraph.pipeline.published import MEMORY, facts_name
from newsgraph.pipeline.publishing import Built, Outcome, Refused, Superseded, Unreadable
from newsgraph.pipeline.reading import REJECTED, REPORT
from newsgraph.pipeline.recipe import Recipe, key
from newsgraph.pipeline.reviewed import reviewed_in
from newsgraph.pipeline.tally import Tally
from newsgraph.pipeline.workers import Batch, Workers
from newsgraph.sinks import OutputFolder
from newsgraph.spooled import Lines

_BATCH = 8  # units that a process takes at a time; with those that wait for it, sixteen are in its hand
_AHEAD = 2  # batches in hand for each process, so that none waits
_MOST_TOLD = 512  # units between two batches that are as they were

_SUPERSEDED = b"superseded"  # ends such a key: the row of what the article was before tells whose its files are

_KNOWN = f"{MEMORY}/recipe.json"
_IGNORE = f"{MEMORY}/.gitignore"

Verdict = Literal["published", "rejected", "unreadable", "superseded"]


@dataclass(slots=True)
class Summary:
    """What a build did: how many articles became what. `kept` of them were as they are before it began."""

    built: int = 0
    kept: int = 0
    facts: int = 0
    triples: int = 0
    rejected: Lines = field(default_factory=Lines)
    unreadable: Lines = field(default_factory=Lines)
    superseded: Lines = field(default_factory=Lines)
    warnings: Lines = field(default_factory=Lines)
    left_over: Lines = field(default_factory=Lines)
    pruned: Lines = field(default_factory=Lines)


@dataclass(frozen=True, slots=True)
class Done:
    """A unit that is on the disk; `told` is why it was not published."""

    file: str
    verdict: Verdict
    told: str = ""
    tally: Tally = field(default_factory=Tally)


def build(
    recipe: Recipe,
    work: Iterable[Unit],
    output: Path,
    *,
    jobs: int = 1,
    summary: Summary | None = None,
    shard_size: int = SHARD_SIZE,
    prune: bool = False,
) -> Iterator[Done]:
    """Write what conforms, and the reports of what does not; yields what each unit became when it is on the disk.

    `summary` is filled as it goes. Files of an article that was published before and is rejected now are removed.
    Files of articles that are not among the units stay, and are named in `summary.left_over`; with `prune` those that
    an earlier build wrote are removed, unless somebody has changed them since. Of an article whose id is among the
    reviewed, the reviewed facts are published, and none is extracted. Facts in rejected/ that a person has reviewed
    stay as they are.

    Raises InputError, before anything is written, for what is wrong in the project; OutputError where writing fails,
    another build holds the folder, or a process was killed: the next build goes on from there.
    """
    summary = Summary() if summary is None else summary
    made_by = recipe.digest()
    workers = Workers(recipe, jobs)
    notes = _notes_of(output / _KNOWN, made_by)
    if notes is None:
        notes = workers.pipeline.notes
    summary.warnings.extend(notes)
    with OutputFolder.open(output) as folder, Journal.at(output / MEMORY) as journal:
        _know(folder, made_by, notes)
        with Graphs.at(output, journal, shard_size=shard_size) as graphs, workers:
            run = _Run(recipe, made_by, folder, journal, graphs, summary)
            yield from run.outcomes(work, workers)
            run.forget(prune=prune)
            graphs.publish()
        run.finish()


class _Run:
    """One build of a folder."""

    def __init__(
        self,
        recipe: Recipe,
        made_by: bytes,
        folder: OutputFolder,
        journal: Journal,
        graphs: Graphs,
        summary: Summary,
    ) -> None:
        self._recipe = recipe
        self._made_by = made_by
        self._folder = folder
        self._root = f"{folder.root}/"
        self._journal = journal
        self._graphs = graphs
        self._summary = summary
        self._bodies: dict[str, str] = {}  # of reviewed facts, by the id of their article
        self._superseded: list[tuple[str, str, str]] = []

    def outcomes(self, work: Iterable[Unit], workers: Workers) -> Iterator[Done]:
        """Each unit in order: looked up, built where it is not remembered, and written."""
        waiting: deque[tuple[list[_Asked], Batch]] = deque()
        most = workers.jobs * _AHEAD
        for asked in self._batches(work):
            waiting.append((asked, workers.submit([one.unit for one in asked if one.row is None])))
            while len(waiting) > most or (waiting and waiting[0][1].is_done):
                yield from self._finish(*waiting.popleft())
        while waiting:
            yield from self._finish(*waiting.popleft())

    def forget(self, *, prune: bool) -> None:
        """Drop what is remembered of units that are gone; their files go where that is asked, else they are left."""
        for row in self._journal.stale():
            owns = row.unit.files and not self._journal.is_taken(row.unit.identifier)
            if owns and prune:
                self._prune(row)
            if owns and not prune and any(sources.mark(self._path(file.name)) for file in row.unit.files):
                self._journal.move((row,), 0, (0,))
            else:
                self._journal.forget(row.id)

    def finish(self) -> None:
        """Tell what is left to tell."""
        summary = self._summary
        summary.warnings.extend(
            f"{file}: warning: this text is another than the one whose facts were reviewed; "
            "what is published is as it was reviewed"
            for file, identifier, body in self._superseded
            if self._bodies.get(identifier, body) != body
        )
        for suffix in (".ttl", ".jsonld"):
            if sum(1 for _ in self._folder.names(suffix)) != summary.built:
                summary.left_over.extend(self._left_over(suffix))

    def _left_over(self, suffix: str) -> Iterator[str]:
        """Published files that this build did not write: they are of earlier builds, and not in its dataset."""
        stem = slice(-len(suffix))
        names = (os.fsencode(name) for name in self._folder.names(suffix) if not self._journal.is_taken(name[stem]))
        return map(os.fsdecode, sources.in_order(names))

    # -- Looking up ----------------------------------------------------------------------------------------------------

    def _batches(self, work: Iterable[Unit]) -> Iterator[list[_Asked]]:
        batch: list[_Asked] = []
        misses = 0
        for unit in work:
            asked = self._look_up(unit)
            batch.append(asked)
            misses += asked.row is None
            if misses == _BATCH or len(batch) == _MOST_TOLD:
                yield batch
                batch, misses = [], 0
        if batch:
            yield batch

    def _look_up(self, unit: Unit) -> _Asked:
        """A unit with its bytes, and what is remembered of it where all of that still stands."""
        if unit.failure is None and unit.content is None:
            try:
                content = sources.read_bytes(Path(unit.file), error=ArticleError, most=news.MOST_BYTES + 1)
                unit = replace(unit, content=content)
            except ArticleError as failure:
                unit = replace(unit, failure=failure)
        if unit.failure is not None or unit.content is None:
            return _Asked(unit)
        name = key(self._made_by, unit, unit.content)
        rows = [self._journal.get(name)]
        if self._recipe.reviewed and not unit.is_facts:
            rows.append(self._journal.get(name + _SUPERSEDED))
        standing = (self._standing(unit, row) for row in rows if row is not None)
        row = next(filter(None, standing), None)
        return _Asked(unit if row is None else replace(unit, content=None), name, row)

    def _standing(self, unit: Unit, row: Row) -> Row | None:
        """A row that holds for a unit, with what its files look like now; None where it does not, or they changed."""
        known = row.unit
        if known.place and known.place != _place(unit):
            return None
        reviewed = self._recipe.reviewed
        if not unit.is_facts and (known.identifier in reviewed) != (known.verdict == "superseded"):
            return None
        if known.verdict == "unreadable" and reviewed and not unit.is_facts:
            return None  # whose article it is was not known then
        if known.verdict == "published" and row.segment == 0:
            return None
        files = []
        for file in known.files:
            mark = sources.mark(self._root + file.name)
            if mark == file.mark:
                files.append(file)
            elif mark is None or digest(sources.read_bytes(self._path(file.name))) != file.digest:
                return None
            else:
                files.append(msgspec.structs.replace(file, mark=mark))
        if any(sources.is_there(self._root + name) for name in _outdated(known)):
            return None
        if known.files == tuple(files):
            return row
        marked = msgspec.structs.replace(known, files=tuple(files))
        return replace(row, id=self._journal.put(row.key, marked, segment=row.segment, start=row.start), unit=marked)

    # -- Writing -------------------------------------------------------------------------------------------------------

    def _finish(self, asked: Sequence[_Asked], batch: Batch) -> Iterator[Done]:
        built = iter(batch.outcomes())
        done = [self._keep(one, one.row) if one.row else self._write(one, next(built)) for one in asked]
        self._graphs.flush()
        self._journal.commit()
        yield from done

    def _keep(self, asked: _Asked, row: Row) -> Done:
        """What is as it was."""
        file, known = asked.unit.file, row.unit
        if known.files and (first := self._journal.take(known.identifier, file)) is not None:
            return self._second(file, known.identifier, first, Tally())
        self._summary.kept += 1
        self._count(file, known)
        self._meet(row.id, known)
        told = _text(known.message)
        if known.verdict == "rejected":
            told = _text(sources.read_bytes(self._path(known.files[0].name)))
        return Done(file, known.verdict, told)

    def _write(self, asked: _Asked, outcome: Outcome) -> Done:
        """Write what a unit became, and remember it."""
        file = outcome.file
        if isinstance(outcome, Built | Refused):
            first = self._journal.take(outcome.identifier, file)
            if first is not None:
                return self._second(file, outcome.identifier, first, outcome.tally)
        known = self._remembered(asked.unit, outcome)
        segment = start = 0
        if isinstance(outcome, Built):
            segment, start = self._graphs.append(outcome.identifier, outcome.trig)
        is_sure = asked.key is not None and not self._is_held(outcome) and self._is_final(outcome)
        name = asked.key if is_sure else None
        if name is not None and known.verdict == "superseded":
            name += _SUPERSEDED
        number = self._journal.put(name, known, segment=segment, start=start)
        self._count(file, known)
        self._meet(number, known)
        told = outcome.report.to_text() if isinstance(outcome, Refused) else _text(known.message)
        return Done(file, known.verdict, told, tally=outcome.tally)

    def _remembered(self, unit: Unit, outcome: Outcome) -> Remembered:
        """What is to be known of an outcome, when its files are written."""
        place = _place(unit)
        if isinstance(outcome, Unreadable):
            return Remembered(verdict="unreadable", place=place, message=_bytes(outcome.message))
        if isinstance(outcome, Superseded):
            return Remembered(verdict="superseded", identifier=outcome.identifier, body=outcome.body)
        files = tuple(self._write_files(outcome))
        if isinstance(outcome, Refused):
            return Remembered(
                verdict="rejected",
                place=place,
                identifier=outcome.identifier,
                files=files,
                body=outcome.body,
                reviewed=outcome.reviewed,
            )
        return Remembered(
            verdict="published",
            place=place if outcome.warnings else b"",
            identifier=outcome.identifier,
            files=files,
            facts=outcome.facts,
            triples=outcome.triples,
            warnings=tuple(map(_bytes, outcome.warnings)),
            body=outcome.body,
            reviewed=outcome.reviewed,
            length=len(outcome.trig),
            digest=digest(outcome.trig),
        )

    def _write_files(self, outcome: Built | Refused) -> Iterator[Written]:
        """Write what an article became, and remove what it was; what a person has reviewed stays, with a warning."""
        published, rejected = _names(outcome.identifier)
        written: Sequence[str]
        outdated: Sequence[str]
        if isinstance(outcome, Built):
            written, outdated = published, rejected
            contents = [outcome.turtle, outcome.jsonld, outcome.document]
        else:
            written, outdated = rejected, published
            contents = [_bytes(outcome.report.to_text()), outcome.facts]
        kept = rejected[1] if self._is_held(outcome) else None
        for name in outdated:
            if name != kept:
                self._folder.remove(name)
        for name, content in zip(written, contents, strict=True):
            if name != kept:
                self._folder.write(name, content)
                mark = sources.mark(self._path(name))
                if mark is not None:
                    yield Written(name, digest(content), mark)
        if kept is not None and not outcome.reviewed:
            self._summary.warnings.append(
                f"{self._path(kept)}: warning: a person has reviewed these facts, so they stay; "
                "name this file to build them"
            )

    def _is_held(self, outcome: Outcome) -> bool:
        """Whether facts that a person has reviewed lie where a build would write or remove its own."""
        if isinstance(outcome, Unreadable | Superseded):
            return False
        return reviewed_in(self._path(_names(outcome.identifier)[1][1])) is not None

    def _is_final(self, outcome: Outcome) -> bool:
        """Whether the same unit would become the same again: a model may answer where it gave no answer."""
        return not isinstance(outcome, Unreadable) or self._recipe.extractor == RULES

    def _prune(self, row: Row) -> None:
        """Remove the files of a unit that is gone; what a person has reviewed stays."""
        for file in row.unit.files:
            path = self._path(file.name)
            mark = sources.mark(path)
            if mark is None or (row.unit.verdict == "rejected" and reviewed_in(path) is not None):
                continue
            if mark == file.mark or digest(sources.read_bytes(path)) == file.digest:
                self._folder.remove(file.name)
                self._summary.pruned.append(file.name)
            else:
                self._summary.warnings.append(f"{path}: warning: somebody has changed this file, so it stays")

    # -- Counting ------------------------------------------------------------------------------------------------------

    def _second(self, file: str, identifier: str, first: str, tally: Tally) -> Done:
        """An article whose id is taken: of two with one name the second would overwrite the first."""
        message = f"{file}: a second article with the id {identifier!r}; the first is in {first}; rename one"
        self._summary.unreadable.append(message)
        return Done(file, "unreadable", message, tally=tally)

    def _meet(self, number: int, known: Remembered) -> None:
        if known.verdict == "published":
            self._graphs.follow(number, known.length)
        else:
            self._journal.meet(number)

    def _count(self, file: str, known: Remembered) -> None:
        summary = self._summary
        if known.verdict == "published":
            summary.built += 1
            summary.facts += known.facts
            summary.triples += known.triples
            summary.warnings.extend(map(_text, known.warnings))
        elif known.verdict == "rejected":
            summary.rejected.append(file)
        elif known.verdict == "superseded":
            summary.superseded.append(file)
            self._superseded.append((file, known.identifier, known.body))
        else:
            summary.unreadable.append(_text(known.message))
        if known.reviewed:
            self._bodies[known.identifier] = known.body

    def _path(self, name: str) -> Path:
        return self._folder.root / name


@dataclass(frozen=True, slots=True)
class _Asked:
    """A unit, the key of its outcome where it has one, and the row of that where it stands; its bytes only if not."""

    unit: Unit
    key: bytes | None = None
    row: Row | None = None


def _names(stem: str) -> tuple[tuple[str, str, str], tuple[str, str]]:
    """The files of an article that is published, and of one that is not."""
    return (
        (f"{stem}.ttl", f"{stem}.jsonld", facts_name(stem)),
        (f"{REJECTED}/{stem}{REPORT}", f"{REJECTED}/{stem}.facts.jsonl"),
    )


def _outdated(known: Remembered) -> Sequence[str]:
    """The files that are not there when an article is what it is."""
    if not known.files:
        return ()
    published, rejected = _names(known.identifier)
    return rejected if known.verdict == "published" else published


def _place(unit: Unit) -> bytes:
    return digest(_bytes(str(Place(unit.file, unit.given.line))))


def _bytes(text: str) -> bytes:
    """Text in which names of files may stand that are no UTF-8; `_text(_bytes(text)) == text`."""
    return text.encode(errors="surrogateescape")


def _text(content: bytes) -> str:
    return content.decode(errors="surrogateescape")


class _Recipe(msgspec.Struct, frozen=True):
    """A recipe that was compiled without an error, and what its shapes had to say."""

    digest: str
    notes: tuple[str, ...]
    seal: str

    @classmethod
    def of(cls, made_by: bytes, notes: tuple[str, ...]) -> _Recipe:
        return cls(made_by.hex(), notes, hashlib.sha256(repr((made_by, notes)).encode()).hexdigest())


def _notes_of(path: Path, made_by: bytes) -> tuple[str, ...] | None:
    """The notes on a recipe, where a build has compiled it before."""
    try:
        known = msgspec.json.decode(sources.read_bytes(path), type=_Recipe)
    except (InputError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return known.notes if known == _Recipe.of(made_by, known.notes) else None


def _know(folder: OutputFolder, made_by: bytes, notes: tuple[str, ...]) -> None:
    if _notes_of(folder.root / _KNOWN, made_by) != notes:
        folder.write(_KNOWN, msgspec.json.encode(_Recipe.of(made_by, notes)))
        folder.write(_IGNORE, b"*\n")
