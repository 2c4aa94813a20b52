"""The state of one run: its documents, open streams, indexes of joins, and its report."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from newsgraph import sources
from newsgraph.errors import MappingError, Place, SourceError
from newsgraph.nearest import did_you_mean
from newsgraph.rdf.terms import Quad, Term
from newsgraph.rml import opening
from newsgraph.rml.algebra import Scan
from newsgraph.rml.delivery import Delivery
from newsgraph.rml.formulations import ReferenceFormulation
from newsgraph.rml.jsonpaths import Missing
from newsgraph.rml.model import LogicalSource, Reference, Source, Target
from newsgraph.rml.opening import OpenSource
from newsgraph.rml.readahead import ReadAhead
from newsgraph.rml.report import Report

Pieces: TypeAlias = Callable[[ReadAhead], Iterator[object]]
# After so many records it is told how far a run is.
_OFTEN = 4096

Index: TypeAlias = dict[tuple[str, ...], dict[Term, None]]


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """One use of a reference, so that a run can note that it had a value."""

    reference: Reference
    scan: Scan
    missing: Callable[[object], Missing | None]


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a document that is too large to be read whole, to be read once."""

    found: Iterator[object]


@dataclass(slots=True)
class Run:
    """One run of a plan; a context in which its streams are open.

    `tick` is told how far it is. With `strict`, names that records lack are errors; with `stop`, so is data
    that makes no valid term.
    """

    documents: Mapping[str, object]
    open_source: OpenSource
    report: Report
    strict: bool = False
    stop: bool = False
    allow_outside: bool = False
    scope: str = ""
    allow_remote: bool = False
    delivery: Delivery | None = None
    tick: Callable[[str], None] | None = None
    record_number: int = 0
    matched: set[Slot] = field(default_factory=set)
    _counts: dict[int, int] = field(default_factory=dict)
    _last: dict[int, object] = field(default_factory=dict)
    _read: dict[tuple[object, ...], object] = field(default_factory=dict)
    _indexes: dict[int, Index] = field(default_factory=dict)
    _copies: dict[str, Path] = field(default_factory=dict)
    _stamps: dict[Path, tuple[int, int] | None] = field(default_factory=dict)
    _streams: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._streams.close()
        self._copies.clear()

    def records(self, scan: Scan, scanner: Callable[[Run], Iterator[object]]) -> Iterator[object]:
        """The records of a scan, numbered and counted."""
        outer, count = self.record_number, 0
        record: object = None
        for record in scanner(self):
            self.record_number = count
            count += 1
            if self.tick is not None and count % _OFTEN == 0:
                self.tick(f"{scan.source.source.path}: {count:,} records")
            yield record
        if self._stamps:
            self._check_unchanged(scan.source)
        self.record_number = outer
        self._counts[scan.number], self._last[scan.number] = count, record
        iterator = scan.source.iterator
        if iterator is not None:
            path = scan.source.source.path
            self.report.note(iterator.place, iterator.text, path, records=0, matched=count > 0)

    def document(
        self, source: LogicalSource, formulation: ReferenceFormulation, pieces: Pieces | None = None
    ) -> object:
        """What is bound to the source's name, or else its file, read once unless it streams.

        A file that is large is given as its Records by `pieces`. Each scan of it reads it anew, for scans run one
        after the other, and to keep what the next one needs is to keep it all.
        """
        name = source.source.path
        if name in self.documents:
            if not formulation.takes_values:
                message = f"'{name}' is bound to a parsed JSON value, which {formulation.name} does not read"
                raise SourceError(message, source.place)
            return self.documents[name]
        if formulation.connect is not None:
            path = self._streams.enter_context(opening.local_file(source.source, self))
            return self._streams.enter_context(formulation.connect(path, source))
        if formulation.streams:
            stream = self._streams.enter_context(opening.opened(source.source, self, seekable=formulation.seeks))
            self._stamp(source.source)
            return formulation.read(stream, source)
        origin = source.source
        key = (origin.path, origin.url, origin.root, origin.compression, formulation.name, origin.encoding)
        if key not in self._read:
            with ExitStack() as closing:
                stream = closing.enter_context(opening.opened(origin, self))
                if pieces is not None:
                    ahead = ReadAhead(stream)
                    if ahead.is_large:
                        self._stamp(origin)
                        self._streams.push(closing.pop_all())
                        return Records(pieces(ahead))
                    stream = io.BytesIO(ahead.read())
                self._read[key] = formulation.read(stream, source)
        return self._read[key]

    @contextmanager
    def unchanged(self, source: LogicalSource) -> Iterator[None]:
        """A block that reads a source bit by bit; raises SourceError where its file became another meanwhile."""
        self._stamp(source.source)
        yield
        self._check_unchanged(source)

    def _stamp(self, source: Source) -> None:
        """Note how a file is that is read bit by bit from now on."""
        if source.url is None:
            self._stamps[source.root / source.path] = sources.stamp(source.root / source.path)

    def _check_unchanged(self, source: LogicalSource) -> None:
        """Raise SourceError for a file that became another while its records were read: they are of neither."""
        path = source.source.root / source.source.path
        if path in self._stamps and sources.stamp(path) != self._stamps[path]:
            raise SourceError(f"the source '{source.source.path}' changed while it was read", source.source.place)

    def fetched(self, url: str) -> Path:
        """The local copy of what a URL gives, fetched once in a run, so that all its records are of one time."""
        if url not in self._copies:
            from newsgraph import net

            self._copies[url] = self._streams.enter_context(sources.temporary_copy(net.fetch(url)))
        return self._copies[url]

    def deliver(self, targets: Sequence[Target], quads: Iterable[Quad]) -> None:
        """Export quads to targets; where nothing delivers, they are made for nobody."""
        if self.delivery is not None:
            self.delivery.write(targets, quads)

    def index(self, number: int, build: Callable[[Run], Index]) -> Index:
        """The index of a join, built at its first use."""
        if number not in self._indexes:
            self._indexes[number] = build(self)
        return self._indexes[number]

    def leave_out(self, place: Place, reason: str, value: str) -> None:
        """Count a term that this value does not make.

        Raises MappingError instead where the run is to stop at data errors.
        """
        if self.stop:
            raise MappingError(f"{reason}: {value!r}", place)
        self.report.leave_out(place, reason, value)

    def refuse_missing(self, reference: Reference, missing: Missing | None, source: LogicalSource) -> None:
        """Raise MappingError where a record lacks a name."""
        if missing is not None:
            hint = did_you_mean(missing.name, missing.names)
            raise MappingError(f"no column '{missing.name}' in source {source.source.path}{hint}", reference.place)

    def note(self, slots: Iterable[Slot]) -> None:
        """Tell the report which references had values in the records read so far."""
        for slot in slots:
            count = self._counts.get(slot.scan.number, 0)
            if count:
                reference, path = slot.reference, slot.scan.source.source.path
                matched = slot in self.matched
                missing = None if matched else slot.missing(self._last[slot.scan.number])
                hint = "" if missing is None else did_you_mean(missing.name, missing.names)
                self.report.note(reference.place, reference.text, path + hint, records=count, matched=matched)
