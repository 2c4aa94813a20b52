"""What a build remembers of each unit, in OUTPUT/.build/journal.sqlite: by key what became of it, and of which bytes.

Laws: a row is trusted only with its seal, a digest over all of it, so that what is cut off or has changed is noticed
and made anew; a file whose pages do not hold together is discarded when it is opened. A row is written after the files
that it speaks of, and says what those look like (`sources.Mark`) and what they hold (a digest). A kill at any instant
costs what was not committed. What is in memory does not grow with the number of rows.

The rows of graphs say where their TriG stands: `segment` is a file of store (see dataset.py), `start` a byte of it.
Beside them stand, for one build alone, the ids that are taken and the order of the graphs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from newsgraph import sinks
from newsgraph.errors import OutputError
from newsgraph.sources import Mark

FILE = "journal.sqlite"
_SCHEMA = (
    "CREATE TABLE unit (id INTEGER PRIMARY KEY, key BLOB UNIQUE, segment INTEGER, start INTEGER, outcome, seal)",
    "CREATE TABLE segment (number INTEGER PRIMARY KEY, body, seal)",
    "CREATE INDEX unit_place ON unit (segment, start)",
)
_OF_THIS_BUILD = """
CREATE TEMP TABLE taken (owner BLOB PRIMARY KEY, file TEXT) WITHOUT ROWID;
CREATE TEMP TABLE met (unit INTEGER PRIMARY KEY);
CREATE TEMP TABLE sequence (position INTEGER PRIMARY KEY, unit INTEGER);
"""
_OF_KEY = "SELECT id, key, segment, start, outcome, seal FROM unit WHERE key = ?"
_OF_SEGMENT = (
    "SELECT id, key, segment, start, outcome, seal FROM unit WHERE segment = ? AND (start, id) > (?, ?) "
    "ORDER BY start, id LIMIT ?"
)
_IN_SEQUENCE = (
    "SELECT unit.id, key, segment, start, outcome, seal, position FROM sequence JOIN unit ON unit.id = sequence.unit "
    "WHERE position > ? AND position <= ? ORDER BY position LIMIT ?"
)
_STALE = "SELECT id, key, segment, start, outcome, seal FROM unit WHERE id > ? AND id NOT IN met ORDER BY id LIMIT ?"
_Values: TypeAlias = "tuple[int, bytes | None, int, int, bytes, bytes]"
_ALL = 2**62
_PAGE = 500  # rows that are read at a time, so that they may be written meanwhile
_DIGEST = 16  # bytes


class Written(msgspec.Struct, frozen=True, array_like=True):
    """A file of an article in the output: its name, the digest of its bytes, and what it looked like."""

    name: str
    digest: bytes
    mark: Mark


class Remembered(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What became of a unit. `place` is the digest of its file's name and line where those were told, else empty.

    `length` and `digest` are of its TriG. `message` is why it is unreadable. What is told is in bytes, for names of
    files may stand in it that are no text.
    """

    verdict: Literal["published", "rejected", "unreadable", "superseded"]
    place: bytes = b""
    identifier: str = ""
    files: tuple[Written, ...] = ()
    facts: int = 0
    triples: int = 0
    warnings: tuple[bytes, ...] = ()
    body: str = ""
    reviewed: bool = False
    length: int = 0
    digest: bytes = b""
    message: bytes = b""


class Segment(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A file of TriG by its name in the output; `destination` is the name that it is about to get.

    A segment without a mark is still written, or was when its build ended. `sha256` is known of what is published.
    """

    name: str
    mark: Mark | None = None
    sha256: str = ""
    destination: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A unit that is remembered, and where its TriG stands."""

    id: int
    key: bytes | None
    segment: int
    start: int
    unit: Remembered


def digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=_DIGEST).digest()


class Journal:
    """The rows of one output folder, held by one build."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    @contextmanager
    def at(cls, folder: Path) -> Iterator[Journal]:
        """The journal in a folder, made where there is none or it is damaged; what a block did is committed at its end.

        Raises OutputError where it cannot be written.
        """
        path = folder / FILE
        sinks.make_folder(folder)
        journal = cls(_connected(path), path)
        try:
            with journal._telling():
                journal._connection.executescript(_OF_THIS_BUILD)
                journal._connection.execute("BEGIN")
            try:
                yield journal
            except BaseException:
                with suppress(sqlite3.Error):  # what is lost is made again; the first error is the one to tell
                    journal._connection.execute("COMMIT")
                raise
            with journal._telling():
                journal._connection.execute("COMMIT")
        finally:
            journal._connection.close()

    def commit(self) -> None:
        """Keep what was done so far, whatever comes; raises OutputError."""
        with self._telling():
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN")

    # -- Units ---------------------------------------------------------------------------------------------------------

    def get(self, key: bytes) -> Row | None:
        """The row of a key; None where there is none that can be trusted."""
        with self._telling():
            found = self._connection.execute(_OF_KEY, (key,)).fetchone()
        return None if found is None else _row(found)

    def put(self, key: bytes | None, unit: Remembered, *, segment: int = 0, start: int = 0) -> int:
        """Write the row of a key anew; without a key it is of this build alone. Returns its number."""
        outcome = _encode(unit)
        values = (key, segment, start, outcome, _seal(key, segment, start, outcome))
        with self._telling():
            done = self._connection.execute(
                "INSERT OR REPLACE INTO unit (key, segment, start, outcome, seal) VALUES (?, ?, ?, ?, ?)", values
            )
        return done.lastrowid or 0

    def move(self, rows: Sequence[Row], segment: int, starts: Sequence[int]) -> None:
        """Say that the TriG of these rows stands in another segment now."""
        with self._telling():
            self._connection.executemany(
                "UPDATE unit SET segment = ?, start = ?, seal = ? WHERE id = ?",
                (
                    (segment, start, _seal(row.key, segment, start, _encode(row.unit)), row.id)
                    for row, start in zip(rows, starts, strict=True)
                ),
            )

    def rows_of(self, segment: int) -> Iterator[Row]:
        """The rows whose TriG is in a segment, in its order; those that cannot be trusted are forgotten."""
        after, above = -1, 0
        while True:
            with self._telling():
                found = self._connection.execute(_OF_SEGMENT, (segment, after, above, _PAGE)).fetchall()
            if not found:
                return
            yield from self._trusted(found)
            after, above = found[-1][3], found[-1][0]

    def _trusted(self, found: Iterable[_Values]) -> Iterator[Row]:
        for values in found:
            row = _row(values)
            if row is None:
                self.forget(values[0])
            else:
                yield row

    def forget(self, number: int) -> None:
        with self._telling():
            self._connection.execute("DELETE FROM unit WHERE id = ?", (number,))

    def forget_lost(self) -> None:
        """Forget the rows whose TriG is in no segment that is known."""
        with self._telling():
            self._connection.execute(
                "DELETE FROM unit WHERE segment NOT IN (SELECT 0 UNION SELECT number FROM segment)"
            )

    # -- Of this build -------------------------------------------------------------------------------------------------

    def take(self, identifier: str, file: str) -> str | None:
        """Take an id for a file; the file that has taken it before, where one has."""
        owner = digest(identifier.encode())
        with self._telling():
            found = self._connection.execute("SELECT file FROM taken WHERE owner = ?", (owner,)).fetchone()
            if found is not None:
                return str(found[0])
            name = file.encode(errors="surrogateescape").decode(errors="backslashreplace")
            self._connection.execute("INSERT INTO taken VALUES (?, ?)", (owner, name))
        return None

    def is_taken(self, identifier: str) -> bool:
        owner = digest(identifier.encode(errors="surrogatepass"))
        with self._telling():
            return self._connection.execute("SELECT 1 FROM taken WHERE owner = ?", (owner,)).fetchone() is not None

    def meet(self, number: int, *, is_graph: bool = False) -> None:
        """Let a row stay after this build; where it is a graph's, that is the next of the dataset."""
        with self._telling():
            self._connection.execute("INSERT OR IGNORE INTO met VALUES (?)", (number,))
            if is_graph:
                self._connection.execute("INSERT INTO sequence (unit) VALUES (?)", (number,))

    def sequence(self, first: int = 1, last: int | None = None) -> Iterator[Row]:
        """The rows of the dataset's graphs in order, those at the positions `first` to `last`, which start at 1."""
        position = first - 1
        while True:
            with self._telling():
                found = self._connection.execute(
                    _IN_SEQUENCE, (position, _ALL if last is None else last, _PAGE)
                ).fetchall()
            if not found:
                return
            position = found[-1][-1]
            for values in found:
                row = _row(values[:-1])
                if row is None:
                    raise OutputError(f"{self._path}: this file changed while it was in use; build again")
                yield row

    def stale(self) -> Iterator[Row]:
        """The rows of units that this build has not met; they may be forgotten or moved meanwhile."""
        last = 0
        while True:
            with self._telling():
                found = self._connection.execute(_STALE, (last, _PAGE)).fetchall()
            if not found:
                return
            yield from self._trusted(found)
            last = found[-1][0]

    # -- Segments ------------------------------------------------------------------------------------------------------

    def segments(self) -> dict[int, Segment]:
        """The segments by number; those that cannot be trusted are forgotten."""
        with self._telling():
            found = self._connection.execute("SELECT number, body, seal FROM segment ORDER BY number").fetchall()
        segments = {}
        for number, body, seal in found:
            with suppress(msgspec.DecodeError, TypeError):
                if seal == digest(b"%d\0%b" % (number, body)):
                    segments[number] = _segments.decode(body)
                    continue
            self.drop_segment(number)
        return segments

    def put_segment(self, number: int, segment: Segment) -> None:
        body = _encoder.encode(segment)
        with self._telling():
            self._connection.execute(
                "INSERT OR REPLACE INTO segment VALUES (?, ?, ?)", (number, body, digest(b"%d\0%b" % (number, body)))
            )

    def drop_segment(self, number: int) -> None:
        with self._telling():
            self._connection.execute("DELETE FROM segment WHERE number = ?", (number,))

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            message = f"{self._path}: what this build remembers cannot be kept: {error}; what is written is whole"
            raise OutputError(f"{message}, and the next build goes on from there") from error


def _connected(path: Path) -> sqlite3.Connection:
    """A connection to a journal of this version; what is none, or is damaged, is replaced by an empty one."""
    for _ in range(2):
        connection = None
        try:
            connection = sqlite3.connect(path, isolation_level=None)
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            if _is_whole(connection):
                return connection
            connection.close()
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
            if error.sqlite_errorcode & 0xFF not in _DAMAGED:
                raise OutputError(f"{path}: cannot be written: {error}; what was there before is untouched") from error
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            sinks.remove(path.with_name(name))
    raise OutputError(f"{path}: cannot be written; delete {path.parent}, and build again")


_PRAGMAS = (
    "locking_mode = EXCLUSIVE",
    "journal_mode = WAL",
    "synchronous = OFF",  # as sinks.py: the law is about processes
    "cache_size = -32768",
)
_DAMAGED = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_MISMATCH)


def _is_whole(connection: sqlite3.Connection) -> bool:
    """Whether a database is of this version and its pages hold together; an empty one becomes one of this version."""
    found = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")]
    if not found:
        connection.executescript(f"BEGIN; {'; '.join(_SCHEMA)}; COMMIT;")
        return True
    if found != list(_SCHEMA) or connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        return False
    connection.execute("DELETE FROM unit WHERE key IS NULL")
    return True


_encoder = msgspec.msgpack.Encoder()
_encode = _encoder.encode
_units = msgspec.msgpack.Decoder(Remembered)
_segments = msgspec.msgpack.Decoder(Segment)


def _seal(key: bytes | None, segment: int, start: int, outcome: bytes) -> bytes:
    return digest(b"%b\0%d\0%d\0%b" % (key or b"", segment, start, outcome))


def _row(values: _Values) -> Row | None:
    """The row of these values, where they are as they were written."""
    number, key, segment, start, outcome, seal = values
    try:
        if seal != _seal(key, segment, start, outcome):
            return None
        return Row(number, key, segment, start, _units.decode(outcome))
    except (TypeError, msgspec.DecodeError):
        return None
