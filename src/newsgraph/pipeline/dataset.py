"""Graphs to the published dataset: dataset.trig, or beyond a size dataset/00001.trig and so on, and their index.

Theory of operation. The TriG of each graph that is built is added to a *segment*, a file of .build/pieces/; the journal
keeps where it stands. When all is built, the order of the graphs is cut into shards. A shard whose graphs are a
segment from its first byte to its last is that file, which gets the shard's name; any other is copied together from
segments into .build/staged/. So the files that were published become the segments of the next build, and a graph that
has not changed is neither made nor held in memory.

Law of shards: the cut depends on the graphs and their order alone, and not on what was built when, or by how many
processes. A shard has at most the size that is asked for, unless one graph is larger; from half of that size on, it
ends where the digest of a graph's id says so. So a graph that changes, comes or goes moves the cuts near it, and the
shards farther on stay as they are.

Law of publishing: while shards change there is no index, and without it nobody reads them (store/loading.py); a kill
at any instant leaves a dataset that is whole, or none, and nothing that the next build must make anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from newsgraph import sinks, sources
from newsgraph.errors import OutputError
from newsgraph.pipeline.journal import Journal, Row, Segment, digest
from newsgraph.pipeline.published import MEMORY
from newsgraph.sinks import Writer
from newsgraph.store.loading import DATASET, INDEX, SHARDS, Shard, index_text

SHARD_SIZE = 256 * 1024 * 1024  # bytes

_PIECES, _STAGED = f"{MEMORY}/pieces", f"{MEMORY}/staged"
_SHARD_NAME = re.compile(r"\d{5,}\.trig")
_MOST_OPEN = 16  # segments that are read at a time


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A shard to be: the positions of its graphs in the order, its size, and the segment that it is, if it is one."""

    first: int
    last: int
    size: int
    segment: int | None

    @property
    def articles(self) -> int:
        return self.last - self.first + 1


class Graphs:
    """The graphs of one build on their way to the dataset."""

    def __init__(self, root: Path, journal: Journal, shard_size: int) -> None:
        self._root = root
        self._journal = journal
        self._shard_size = shard_size
        self._segments = journal.segments()
        self._next = max(self._segments, default=0) + 1
        self._total = 0
        self._log: Writer | None = None
        self._log_size = 0
        self._closing = ExitStack()

    @classmethod
    @contextmanager
    def at(cls, root: Path, journal: Journal, *, shard_size: int = SHARD_SIZE) -> Iterator[Graphs]:
        """Take up what earlier builds left: each graph that the journal knows is there when this block begins."""
        graphs = cls(root, journal, shard_size)
        graphs._recover()
        with graphs._closing:
            yield graphs

    def append(self, identifier: str, trig: bytes) -> tuple[int, int]:
        """Keep a graph that was built; returns its segment, and where it starts there."""
        log = self._begin_segment() if self._log is None else self._log
        segment, start = self._next - 1, self._log_size
        log.write(trig)
        self._log_size += len(trig)
        if _ends_shard(identifier, len(trig), self._log_size, self._shard_size):
            self._end_segment()
        return segment, start

    def flush(self) -> None:
        """Let what was added be on the disk, for the journal speaks of it now."""
        if self._log is not None:
            self._log.flush()

    def follow(self, number: int, length: int) -> None:
        """Let the graph of a row of the journal be the next of the dataset."""
        self._journal.meet(number, is_graph=True)
        self._total += length

    def publish(self) -> None:
        """Write the dataset of the graphs that follow each other; nothing is touched where it is there already.

        Raises OutputError; the next build goes on from there.
        """
        self._end_segment()
        stretches = list(self._stretches())
        names = [f"{SHARDS}/{number:05}.trig" for number in range(1, len(stretches) + 1)]
        if len(stretches) == 1:
            names = [DATASET]
        numbers = [self._staged(stretch) for stretch in stretches]
        hashes = [self._sha256(number) for number in numbers]
        index = (
            b""
            if names == [DATASET]
            else index_text(
                Shard(Path(name).name, stretch.articles, stretch.size, sha256)
                for name, stretch, sha256 in zip(names, stretches, hashes, strict=True)
            )
        )
        wanted = dict(zip(numbers, names, strict=True))
        if not self._is_published(wanted, index):
            self._publish(wanted, index)
        for number in set(self._segments) - set(wanted):
            self._journal.drop_segment(number)
            del self._segments[number]
        self._journal.commit()
        self._clear()

    # -- Segments ------------------------------------------------------------------------------------------------------

    def _begin_segment(self) -> Writer:
        number = self._next
        self._next += 1
        name = f"{_PIECES}/{number}.trig"
        path = self._root / name
        sinks.make_folder(path.parent)
        self._log = log = self._closing.enter_context(sinks.stream(path, path))
        self._log_size = 0
        self._put(number, Segment(name=name))
        return log

    def _end_segment(self) -> None:
        if self._log is None:
            return
        self._closing.pop_all().close()
        self._log = None
        self._put_marked(self._next - 1, self._segments[self._next - 1].name)

    def _put(self, number: int, segment: Segment) -> None:
        self._journal.put_segment(number, segment)
        self._segments[number] = segment

    def _put_marked(self, number: int, name: str, sha256: str = "") -> None:
        self._put(number, Segment(name=name, mark=sources.mark(self._root / name), sha256=sha256))

    def _recover(self) -> None:
        """Find each segment by the names that it may have, and look into those that may have changed."""
        for number, segment in list(self._segments.items()):
            name = self._found(number, segment)
            if name is None:
                self._journal.drop_segment(number)
                del self._segments[number]
            elif name != segment.name or segment.mark is None or sources.mark(self._root / name) != segment.mark:
                self._look_into(number, name)
        self._journal.forget_lost()
        self._journal.commit()
        self._clear()

    def _found(self, number: int, segment: Segment) -> str | None:
        """The name under which a segment is, should a build have ended while it gave it another; None where it is gone.

        Its old name, or its new one, may be that of another file by now; a file that is renamed stays the same one.
        """
        names = (f"{_STAGED}/{number}.trig", segment.name, segment.destination)
        marks = {name: sources.mark(self._root / name) for name in names if name}
        there = {name: mark for name, mark in marks.items() if mark is not None}
        wanted = segment.mark
        same = (
            name
            for name, mark in there.items()
            if wanted and (mark.size, mark.modified, mark.number) == (wanted.size, wanted.modified, wanted.number)
        )
        return next(same, next(iter(there), None))

    def _look_into(self, number: int, name: str) -> None:
        """Forget the graphs that do not stand in a segment as the journal says."""
        with sources.open_binary(self._root / name) as file:
            for row in self._journal.rows_of(number):
                if _piece(file, row) is None:
                    self._journal.forget(row.id)
        self._put_marked(number, name)

    def _clear(self) -> None:
        """Remove what no row speaks of."""
        known = {segment.name for segment in self._segments.values()}
        for folder in (_PIECES, _STAGED):
            for path in sorted((self._root / folder).glob("*")):
                if f"{folder}/{path.name}" not in known:
                    sinks.remove(path)
            sinks.remove_folder(self._root / folder)

    def _sha256(self, number: int) -> str:
        """The digest of a segment, whose file is read where it is not known."""
        segment = self._segments[number]
        if not segment.sha256:
            found = hashlib.sha256()
            for block in sources.blocks(self._root / segment.name):
                found.update(block)
            segment = msgspec.structs.replace(segment, sha256=found.hexdigest())
            self._put(number, segment)
        return segment.sha256

    # -- Shards --------------------------------------------------------------------------------------------------------

    def _stretches(self) -> Iterator[_Stretch]:
        """The cut of the order into shards; one, which may be empty, where all the graphs have room in it."""
        is_cut = self._total > self._shard_size
        first, position, size = 1, 0, 0
        segment: int | None = None
        for position, row in enumerate(self._journal.sequence(), start=1):
            length = row.unit.length
            if is_cut and size and size + length > self._shard_size:
                yield self._stretch(first, position - 1, size, segment)
                first, size = position, 0
            if size == 0:
                segment = row.segment if row.start == 0 else None
            elif row.segment != segment or row.start != size:
                segment = None
            size += length
            if is_cut and _ends_shard(row.unit.identifier, length, size, self._shard_size):
                yield self._stretch(first, position, size, segment)
                first, size = position + 1, 0
        if size or first == 1:
            yield self._stretch(first, position, size, segment)

    def _stretch(self, first: int, last: int, size: int, segment: int | None) -> _Stretch:
        if size == 0:
            segment = next((number for number, other in self._segments.items() if other.name == DATASET), None)
        mark = None if segment is None else self._segments[segment].mark
        return _Stretch(first, last, size, segment if mark is not None and mark.size == size else None)

    def _staged(self, stretch: _Stretch) -> int:
        """The segment that a shard is, copied together where there is none."""
        if stretch.segment is not None:
            return stretch.segment
        number = self._next
        self._next += 1
        name = f"{_STAGED}/{number}.trig"
        path = self._root / name
        sinks.make_folder(path.parent)
        self._put(number, Segment(name=name))
        found = hashlib.sha256()
        with sinks.stream(path, path) as writer:
            start = 0
            for rows in _by_hundreds(self._journal.sequence(stretch.first, stretch.last)):
                starts = []
                for piece in self._pieces(rows):
                    writer.write(piece)
                    found.update(piece)
                    starts.append(start)
                    start += len(piece)
                self._journal.move(rows, number, starts)
        self._put_marked(number, name, found.hexdigest())
        return number

    def _pieces(self, rows: Iterable[Row]) -> Iterator[bytes]:
        """The TriG of rows; raises OutputError where a file has changed since this build began."""
        with ExitStack() as closing:
            files: dict[int, BinaryIO] = {}
            for row in rows:
                if row.segment not in files:
                    if len(files) == _MOST_OPEN:
                        closing.pop_all().close()
                        files.clear()
                    path = self._root / self._segments[row.segment].name
                    files[row.segment] = closing.enter_context(sources.open_binary(path))
                piece = _piece(files[row.segment], row)
                if piece is None:
                    name = self._segments[row.segment].name
                    raise OutputError(f"{self._root / name}: this file changed while it was in use; build again")
                yield piece

    # -- Publishing ----------------------------------------------------------------------------------------------------

    def _is_published(self, wanted: dict[int, str], index: bytes) -> bool:
        if any(self._segments[number].name != name for number, name in wanted.items()):
            return False
        path = self._root / SHARDS / INDEX
        if not index:
            return not (self._root / SHARDS).is_dir()
        others = [file for file in self._shard_files() if f"{SHARDS}/{file.name}" not in wanted.values()]
        return (
            not others and not (self._root / DATASET).exists() and path.is_file() and sources.read_bytes(path) == index
        )

    def _publish(self, wanted: dict[int, str], index: bytes) -> None:
        """Give the segments the names that are wanted; each step leaves what `_recover` understands."""
        for number, name in wanted.items():
            self._put(number, msgspec.structs.replace(self._segments[number], destination=name))
        self._journal.commit()
        sinks.remove(self._root / SHARDS / INDEX)
        for number, name in wanted.items():
            segment = self._segments[number]
            if segment.name != name and not segment.name.startswith(f"{MEMORY}/"):
                self._rename(number, f"{_STAGED}/{number}.trig")
        for number, name in wanted.items():
            if self._segments[number].name != name:
                self._rename(number, name)
        for path in self._shard_files():
            if f"{SHARDS}/{path.name}" not in wanted.values():
                sinks.remove(path)
        if index:
            sinks.write(self._root / SHARDS / INDEX, index)
            sinks.remove(self._root / DATASET)
        else:
            sinks.remove_folder(self._root / SHARDS)
        for number, name in wanted.items():
            self._put_marked(number, name, self._segments[number].sha256)

    def _rename(self, number: int, name: str) -> None:
        segment = self._segments[number]
        sinks.move(self._root / segment.name, self._root / name)
        self._segments[number] = msgspec.structs.replace(segment, name=name)

    def _shard_files(self) -> list[Path]:
        return sorted(path for path in (self._root / SHARDS).glob("*.trig") if _SHARD_NAME.fullmatch(path.name))


def _piece(file: BinaryIO, row: Row) -> bytes | None:
    """The TriG of a row, where it stands in a file as the journal says."""
    file.seek(row.start)
    piece = file.read(row.unit.length)
    return piece if digest(piece) == row.unit.digest else None


def _ends_shard(identifier: str, length: int, size: int, most: int) -> bool:
    """Whether a shard of that size ends with this graph: from half on, about every quarter of a shard."""
    if size < most // 2:
        return False
    chance = int.from_bytes(digest(identifier.encode())[:8], "big")
    return chance * most < (length * 4) << 64


def _by_hundreds(rows: Iterable[Row]) -> Iterator[list[Row]]:
    some: list[Row] = []
    for row in rows:
        some.append(row)
        if len(some) == 100:
            yield some
            some = []
    if some:
        yield some
