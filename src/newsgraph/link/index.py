"""Items of a Wikidata dump in one SQLite file: found by any of their names, offline.

Building streams: what is in memory does not grow with the dump. It is resumed where a killed process left it, and the
index appears under its name when it is whole.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from newsgraph import sources
from newsgraph.errors import OutputError, Place, SourceError
from newsgraph.link import dump, record
from newsgraph.link.items import Item, NotAnItemError, read_item, sitelinks
from newsgraph.link.names import key

FORMAT = 3
# Human, organization, country, sovereign state, administrative territorial entity, human settlement, and position, for
# what an office is called: an item is kept that is one of them or below one of them.
CLASSES = ("Q5", "Q43229", "Q6256", "Q3624078", "Q56061", "Q486972", "Q4164871")

_CLASS_TREE = frozenset({"P279"})
_BATCH = 5_000  # entities between two commits: what a kill costs
_MODIFIED = re.compile(rb'"modified":\s*"(\d{4}-\d\d-\d\d)')
_DATE = re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_STAGING = """
CREATE TABLE IF NOT EXISTS entity (id INTEGER PRIMARY KEY, record BLOB);
CREATE TABLE IF NOT EXISTS name (key TEXT, rank INTEGER, entity INTEGER);
CREATE TABLE IF NOT EXISTS kind (entity INTEGER, class INTEGER);
CREATE TABLE IF NOT EXISTS above (class INTEGER, parent INTEGER);
CREATE TABLE IF NOT EXISTS progress (choice TEXT, lines INTEGER, unreadable INTEGER, modified TEXT);
"""
_FINAL = """
CREATE TABLE final.entity (id INTEGER PRIMARY KEY, record BLOB);
CREATE TABLE final.name (key TEXT, rank INTEGER, entity INTEGER, PRIMARY KEY (key, rank, entity)) WITHOUT ROWID;
CREATE TABLE final.above (class INTEGER, parent INTEGER, PRIMARY KEY (class, parent)) WITHOUT ROWID;
CREATE TABLE final.manifest (json TEXT);
CREATE TEMP TABLE under (class INTEGER PRIMARY KEY);
CREATE TEMP TABLE kept (entity INTEGER PRIMARY KEY);
"""
_UNDER = """
WITH RECURSIVE found(class) AS (
    SELECT value FROM json_each(?) UNION SELECT above.class FROM above JOIN found ON above.parent = found.class
) INSERT INTO under SELECT class FROM found
"""
_OVER = """
WITH RECURSIVE found(class) AS (
    SELECT DISTINCT kind.class FROM kind JOIN kept USING (entity)
    UNION SELECT above.parent FROM above JOIN found ON above.class = found.class
) INSERT INTO final.above SELECT DISTINCT class, parent FROM above JOIN found USING (class) ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a dump is kept: items of these classes, with so many sitelinks or more, by their names in languages."""

    languages: tuple[str, ...] = ("en",)
    classes: tuple[str, ...] = CLASSES
    least_sitelinks: int = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made of, and how much it has.

    The dump's name, its SHA-256, and its date: that of its name, else of the latest change in it; "" where neither says
    it. `unreadable` lines of it were no entities.
    """

    dump: str
    sha256: str
    dated: str
    choice: Choice
    items: int
    names: int
    unreadable: int
    format: int = FORMAT


def build(
    source: Path, target: Path, choice: Choice | None = None, tick: Callable[[int, int], None] | None = None
) -> Manifest:
    """Make the index of a dump, or go on where a killed process left it.

    `tick` is told how many bytes of the file were read, and how many entities were. A line that is no entity is
    counted; the dump is refused where none is one.

    Raises SourceError where the dump cannot be read to its end, OutputError where the index cannot be written.
    """
    choice = Choice() if choice is None else choice
    staging, whole = (target.with_name(f".{target.name}.{state}") for state in ("building", "whole"))
    wanted = json.dumps([FORMAT, str(source.resolve()), sources.stamp(source), asdict(choice)])
    with _as_output_error(target):
        with closing(_staging(staging, wanted)) as database:
            progress, digest = _read(source, database, wanted, choice, tick)
            if progress.lines == progress.unreadable:
                raise SourceError("it holds no entity; expected a JSON dump of Wikidata", Place(str(source)))
            items, names = _finish(database, whole, choice)
            named = _DATE.search(source.name)
            manifest = Manifest(
                dump=source.name,
                sha256=digest,
                dated="-".join(named.groups()) if named else progress.modified,
                choice=choice,
                items=items,
                names=names,
                unreadable=progress.unreadable,
            )
            database.execute("INSERT INTO final.manifest VALUES (?)", (msgspec.json.encode(manifest).decode(),))
            database.commit()
        whole.replace(target)
        staging.unlink()
    return manifest


class LocalIndex:
    """An index that was built: ids by name, items by id. It is read by one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Open it; raises SourceError where it is none, or one of another version."""
        place = Place(str(path))
        if not path.is_file():
            raise SourceError("there is no such index; 'newsgraph index DUMP -o FILE' makes one", place)
        try:
            self._database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            (found,) = self._database.execute("SELECT json FROM manifest").fetchone()
            self.manifest = msgspec.json.decode(found, type=Manifest)
        except (sqlite3.Error, TypeError, msgspec.DecodeError) as error:
            raise SourceError("this is no index; 'newsgraph index DUMP -o FILE' makes one", place) from error
        if self.manifest.format != FORMAT:
            raise SourceError(f"this index is of version {self.manifest.format}; make it anew", place)

    def search(self, name: str) -> tuple[str, ...]:
        """The items that have this name in any spelling that `names.key` brings together.

        Those with most sitelinks come first, then by number.
        """
        rows = self._database.execute("SELECT entity FROM name WHERE key = ? ORDER BY rank, entity", (key(name),))
        return tuple(f"Q{number}" for (number,) in rows)

    def item(self, id_: str) -> Item | None:
        """The item of an id, with the statements that the index keeps; None where it has none."""
        row = self._database.execute("SELECT record FROM entity WHERE id = ?", (_number(id_),)).fetchone()
        return None if row is None else record.unpack(id_, row[0])

    def above(self, class_: str) -> tuple[str, ...]:
        """The classes right above a class (P279)."""
        rows = self._database.execute("SELECT parent FROM above WHERE class = ?", (_number(class_),))
        return tuple(f"Q{number}" for (number,) in rows)

    def close(self) -> None:
        self._database.close()


def _number(id_: str) -> int:
    return int(id_[1:]) if id_[:1] == "Q" and id_[1:].isdecimal() else 0


# -- Building ----------------------------------------------------------------------------------------------------------


def _staging(path: Path, wanted: str) -> sqlite3.Connection:
    """The database of a build that is under way: what a killed one left, if it is of the same dump and choice."""
    database = _alone(path)
    try:
        found = database.execute("SELECT choice FROM progress").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        found = None
    if found != (wanted,):
        database.close()
        for old in (path, path.with_name(f"{path.name}-journal")):
            old.unlink(missing_ok=True)
        database = _alone(path)
    database.executescript(_STAGING)
    return database


def _alone(path: Path) -> sqlite3.Connection:
    """A connection beside which there is no other, so that a second build of the same index is refused."""
    database = sqlite3.connect(path, timeout=0)
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    database.execute("PRAGMA synchronous = OFF")  # a kill leaves it whole; a power cut does not
    database.execute("BEGIN IMMEDIATE")
    database.commit()
    return database


@dataclass(slots=True)
class _Progress:
    """How far a build is: lines that were read, those of them that are no entities, the date of the latest change."""

    lines: int = 0
    unreadable: int = 0
    modified: str = ""


def _read(
    source: Path, database: sqlite3.Connection, wanted: str, choice: Choice, tick: Callable[[int, int], None] | None
) -> tuple[_Progress, str]:
    """Put the entities of the dump into the database, those that it has not yet; gives the digest of the file too."""
    row = database.execute("SELECT lines, unreadable, modified FROM progress").fetchone()
    progress = _Progress(*row or ())
    with dump.opened(source) as found:
        for count, (number, text) in enumerate(found.entities(after=progress.lines), start=1):
            progress.lines = number
            if modified := _MODIFIED.search(text):
                progress.modified = max(progress.modified, modified[1].decode())
            try:
                known = sitelinks(text) >= choice.least_sitelinks
                _add(database, read_item(text, record.CONTEXT if known else _CLASS_TREE), choice)
            except NotAnItemError:
                progress.unreadable += 1
            if count % _BATCH == 0:
                _commit(database, wanted, progress)
                if tick is not None:
                    tick(found.position, count)
        _commit(database, wanted, progress)
        return progress, found.digest


def _commit(database: sqlite3.Connection, wanted: str, progress: _Progress) -> None:
    database.execute("DELETE FROM progress")
    row = (wanted, progress.lines, progress.unreadable, progress.modified)
    database.execute("INSERT INTO progress VALUES (?, ?, ?, ?)", row)
    database.commit()


def _add(database: sqlite3.Connection, item: Item, choice: Choice) -> None:
    number = _number(item.id)
    parents = [_number(id_) for id_ in item.items("P279")]
    database.executemany("INSERT INTO above VALUES (?, ?)", [(number, parent) for parent in parents])
    names = {key(name) for name in item.names(choice.languages)} - {""}
    if not number or not names or item.sitelinks < choice.least_sitelinks:
        return
    kinds = {*(_number(id_) for id_ in item.items("P31")), *parents}
    database.executemany("INSERT INTO kind VALUES (?, ?)", [(number, kind) for kind in sorted(kinds)])
    rows = [(name, -item.sitelinks, number) for name in sorted(names)]
    database.executemany("INSERT INTO name VALUES (?, ?, ?)", rows)
    database.execute("INSERT OR REPLACE INTO entity VALUES (?, ?)", (number, record.pack(item, choice.languages)))


def _finish(database: sqlite3.Connection, path: Path, choice: Choice) -> tuple[int, int]:
    """Copy what is kept into the index, in the order in which it is looked up; how many items and names that is."""
    path.unlink(missing_ok=True)
    database.execute("ATTACH ? AS final", (str(path),))
    database.executescript(_FINAL)
    database.execute("CREATE INDEX IF NOT EXISTS by_parent ON above (parent)")
    database.execute("CREATE INDEX IF NOT EXISTS by_class ON above (class)")
    database.execute(_UNDER, (json.dumps([_number(id_) for id_ in choice.classes]),))
    database.execute("INSERT INTO kept SELECT DISTINCT entity FROM kind JOIN under USING (class)")
    database.execute(_OVER)
    items = database.execute("INSERT INTO final.entity SELECT id, record FROM entity JOIN kept ON kept.entity = id")
    names = database.execute(
        "INSERT INTO final.name SELECT DISTINCT key, rank, entity FROM name JOIN kept USING (entity) ORDER BY 1, 2, 3"
    )
    return items.rowcount, names.rowcount


@contextmanager
def _as_output_error(target: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise OutputError(f"{target}: this index cannot be written: {str(error).lower()}") from error
