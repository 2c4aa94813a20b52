"""Blocks to an index on disk that tells what is where, which a later build of the same site starts from.

Laws: memory does not grow with the dataset, but by the digests of its blocks; a block whose bytes are known is not
parsed again. The state `site` is the digest of the manifest of the site that has all that the index has; it is taken
away before anything changes, so that whatever a killed build left is not taken for whole.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, Self, TypeAlias

from newsgraph import sinks
from newsgraph.errors import OutputError
from newsgraph.publish import blocks, dumps
from newsgraph.rdf.terms import RDF_TYPE, Term, literal_parts
from newsgraph.vocab import NG, SCHEMA

_VERSION = 1
_SCHEMA = f"""
CREATE TABLE block (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, packed BLOB NOT NULL,
  triples INTEGER NOT NULL);
CREATE TABLE part (block INTEGER NOT NULL, name TEXT NOT NULL, crc INTEGER NOT NULL, length INTEGER NOT NULL,
  deflated BLOB NOT NULL, frame BLOB, PRIMARY KEY (block, name)) WITHOUT ROWID;
CREATE TABLE piece (position INTEGER PRIMARY KEY, block INTEGER NOT NULL);
CREATE TABLE occurs (term TEXT NOT NULL, block INTEGER NOT NULL, kind TEXT, class TEXT, label TEXT,
  date TEXT, more TEXT,  PRIMARY KEY (term, block)) WITHOUT ROWID;
CREATE INDEX occurs_in ON occurs (block);
CREATE TABLE link (term TEXT PRIMARY KEY, note TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
PRAGMA user_version = {_VERSION};
"""

Kind: TypeAlias = Literal["article", "claim", "situation", "entity"]
_KINDS: tuple[tuple[Term, Kind], ...] = (
    (f"<{NG}Article>", "article"),
    (f"<{NG}Claim>", "claim"),
    (f"<{NG}Situation>", "situation"),
    *((f"<{NG}{name}>", "entity") for name in ("Person", "Organization", "Country", "Place", "Party")),
)
_HEADLINE, _PUBLISHED = f"<{SCHEMA}headline>", f"<{SCHEMA}datePublished>"
_NAME, _DATE, _UNTIL = f"<{SCHEMA}name>", f"<{NG}date>", f"<{NG}until>"
_CLASS_OF_CLAIM = f"<{NG}claims>"
_GENERAL = frozenset({f"<{NG}Situation>", f"<{NG}Party>"})


class Card(NamedTuple):
    """What pages other than its own show of a resource. `date` is as precise as it is known, "" where it is not.

    `more` are the predicates and objects of a situation; of all others it has none.
    """

    kind: Kind
    class_: Term
    label: str
    date: str
    more: tuple[tuple[Term, Term], ...] = ()


class _Row(NamedTuple):
    term: Term
    kind: str | None
    class_: str | None
    label: str | None
    date: str | None
    more: str | None


@dataclass(frozen=True, slots=True)
class Digested:
    """A piece of the dataset as it comes into the index."""

    digest: bytes
    packed: bytes
    triples: int
    rows: tuple[_Row, ...]
    parts: tuple[tuple[str, dumps.Part, bytes | None], ...]


def digested(piece: bytes, name: str, base: str) -> Digested:
    """Parse and pack a piece; raises RdfSyntaxError."""
    quads = blocks.parsed(piece, name)
    lines = "".join(f"{' '.join(term for term in quad if term)} .\n" for quad in quads).encode()
    contents = zip(dumps.NAMES, (lines, piece), strict=True)
    return Digested(
        hashlib.sha256(piece).digest(),
        blocks.pack(quads),
        len(quads),
        tuple(_rows(quads, f"<{base}")),
        tuple((part, dumps.Part.of(content), dumps.zstd_frame(content)) for part, content in contents),
    )


def _rows(quads: Iterable[tuple[Term, Term, Term, Term]], ours: str) -> Iterator[_Row]:
    described: dict[Term, list[tuple[Term, Term]]] = {}
    for s, p, o, _ in quads:
        if s.startswith(ours):
            described.setdefault(s, []).append((p, o))
        if o.startswith(ours):
            described.setdefault(o, [])
    for term, arcs in described.items():
        card = _card(sorted(set(arcs)))
        if card is None:
            yield _Row(term, None, None, None, None, None)
        else:
            more = json.dumps(card.more, ensure_ascii=False) if card.more else None
            yield _Row(term, card.kind, card.class_, card.label, card.date, more)


def _card(arcs: list[tuple[Term, Term]]) -> Card | None:
    """The card of a resource that is described here; None where it is of no kind that has a page."""
    types = [o for p, o in arcs if p == RDF_TYPE]
    kind: Kind | None = next((kind for type_, kind in _KINDS if type_ in types), None)
    if kind is None:
        return None
    values = defaultdict(list)
    for p, o in arcs:
        if o[0] == '"':
            values[p].append(literal_parts(o).lexical)
    class_ = next((type_ for type_, _ in _KINDS if type_ in types and type_ not in _GENERAL), "")
    if kind == "claim":
        class_ = next((o for p, o in arcs if p == _CLASS_OF_CLAIM), "")
    elif kind == "situation":
        own = sorted(type_ for type_ in types if type_ not in _GENERAL)
        class_ = next((type_ for type_ in own if type_.startswith(f"<{NG}")), own[0] if own else "")
    label = min(values[_HEADLINE if kind == "article" else _NAME], default="")
    dates = values[_PUBLISHED] if kind == "article" else values[_DATE] or values[_UNTIL]
    return Card(kind, class_, label, min(dates, default=""), tuple(arcs) if kind == "situation" else ())


class Index:
    """The index of one site; a context manager, which closes the file and undoes what was not committed."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def at(cls, path: Path) -> Index:
        """The index in a file, which is made where there is none that can be used; raises OutputError."""
        sinks.make_folder(path.parent)
        try:
            connection = _connected(path)
            if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                connection.close()
                sinks.remove(path)
                connection = _connected(path)
                connection.executescript(_SCHEMA)
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise OutputError(f"{path}: the index of the site cannot be made: {error}; remove it") from error
        return cls(connection, path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    # -- What is in it ---------------------------------------------------------------------------------------------

    def state(self, name: str) -> str:
        """What the last build noted under a name; "" where it did not."""
        found = self._connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return found[0] if found else ""

    def digests(self) -> dict[bytes, int]:
        return dict(self._connection.execute("SELECT digest, id FROM block"))

    def terms_in(self, block: int) -> Iterator[Term]:
        yield from (term for (term,) in self._connection.execute("SELECT term FROM occurs WHERE block = ?", (block,)))

    def beside(self, term: Term) -> Iterator[Term]:
        """The terms that stand in a block in which this one does."""
        asked = "SELECT DISTINCT b.term FROM occurs a JOIN occurs b ON b.block = a.block WHERE a.term = ?"
        yield from (found for (found,) in self._connection.execute(asked, (term,)))

    def card(self, term: Term) -> Card | None:
        """The card of a resource, joined of those of its blocks; None where none describes it."""
        rows = self._connection.execute(f"SELECT {_OF_CARD} FROM occurs WHERE term = ?", (term,)).fetchall()  # noqa: S608
        return _joined(rows)

    def cards(self, kind: Kind) -> Iterator[tuple[Term, Card]]:
        """All resources of a kind, by term."""
        asked = f"SELECT term, {_OF_CARD} FROM occurs WHERE kind = ? ORDER BY term, block"  # noqa: S608
        before = ""
        rows: list[list[str | None]] = []
        for term, *row in self._connection.execute(asked, (kind,)):
            if term != before and rows:
                yield before, _known(rows)
                rows = []
            before = term
            rows.append(row)
        if rows:
            yield before, _known(rows)

    def pages(self) -> Iterator[tuple[Term, Kind]]:
        """Each resource that has a page, and its kind; those of one block come together."""
        asked = (
            "SELECT term, min(kind) FROM occurs JOIN piece ON piece.block = occurs.block WHERE kind IS NOT NULL "
            "GROUP BY term ORDER BY min(position), term"
        )
        yield from self._connection.execute(asked)

    def counts(self) -> dict[str, int]:
        """How many resources there are of each kind and class, as "entity <IRI>"."""
        asked = "SELECT kind || ' ' || class, count(DISTINCT term) FROM occurs WHERE kind IS NOT NULL GROUP BY 1"
        return dict(self._connection.execute(asked))

    def triples(self) -> int:
        return int(self._connection.execute("SELECT coalesce(sum(triples), 0) FROM block").fetchone()[0])

    def blocks_of(self, term: Term) -> list[int]:
        """The blocks in which a term stands, in an order that does not change when others come or go."""
        asked = "SELECT b.id FROM occurs o JOIN block b ON b.id = o.block WHERE term = ? ORDER BY digest"
        return [block for (block,) in self._connection.execute(asked, (term,))]

    def block(self, identifier: int) -> blocks.Block:
        packed = self._connection.execute("SELECT packed FROM block WHERE id = ?", (identifier,)).fetchone()[0]
        return blocks.unpack(packed)

    def parts(self, name: str) -> Iterator[tuple[dumps.Part, bytes | None]]:
        """The packed pieces of a dump, in the order of the dataset."""
        asked = (
            "SELECT deflated, crc, length, frame FROM piece JOIN part ON part.block = piece.block WHERE name = ? "
            "ORDER BY position"
        )
        for deflated, crc, length, frame in self._connection.execute(asked, (name,)):
            yield dumps.Part(deflated, crc, length), frame

    def links(self) -> dict[Term, str]:
        return dict(self._connection.execute("SELECT term, note FROM link"))

    def link(self, term: Term) -> str:
        found = self._connection.execute("SELECT note FROM link WHERE term = ?", (term,)).fetchone()
        return found[0] if found else ""

    # -- What a build changes --------------------------------------------------------------------------------------

    def add(self, found: Digested) -> int:
        """Take a block in; gives its number."""
        self._connection.execute(
            "INSERT INTO block (digest, packed, triples) VALUES (?, ?, ?)", (found.digest, found.packed, found.triples)
        )
        number = int(self._connection.execute("SELECT last_insert_rowid()").fetchone()[0])
        self._connection.executemany(
            f"INSERT INTO occurs (block, term, {_OF_CARD}) VALUES ({number}, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            sorted(found.rows),
        )
        self._connection.executemany(
            "INSERT INTO part (block, name, crc, length, deflated, frame) VALUES (?, ?, ?, ?, ?, ?)",
            [(number, name, part.crc, part.length, part.deflated, frame) for name, part, frame in found.parts],
        )
        return number

    def remove(self, numbers: Iterable[int]) -> None:
        gone = [(number,) for number in numbers]
        for table, column in (("block", "id"), ("occurs", "block"), ("part", "block")):
            self._connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)  # noqa: S608

    def order(self, numbers: Iterable[int]) -> None:
        """Say in which order the blocks stand in the dataset."""
        self._connection.execute("DELETE FROM piece")
        self._connection.executemany("INSERT INTO piece VALUES (?, ?)", enumerate(numbers))

    def set_links(self, links: Mapping[Term, str]) -> None:
        self._connection.execute("DELETE FROM link")
        self._connection.executemany("INSERT INTO link VALUES (?, ?)", sorted(links.items()))

    def note(self, name: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    def undo(self) -> None:
        """Take back what was changed since the last commit."""
        self._connection.execute("ROLLBACK")
        self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make what was changed last, and others see it; go on in a new transaction."""
        try:
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise OutputError(f"{self.path}: the index of the site cannot be written: {error}") from error


def reader(path: Path) -> Index:
    """An index to read from only, as it was last committed."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    return Index(connection, path)


_OF_CARD = "kind, class, label, date, more"


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")  # what a power cut breaks is made anew
    return connection


def _joined(rows: Iterable[Iterable[str | None]]) -> Card | None:
    """One card of those that blocks have: the first kind and class, the least name and date, all of what is more."""
    known = [row for row in map(tuple, rows) if row[0] is not None]
    return _known(known) if known else None


def _known(rows: Iterable[Iterable[str | None]]) -> Card:
    kinds, classes, labels, dates, more = zip(*rows, strict=True)
    arcs = {(p, o) for text in more if text for p, o in json.loads(text)}
    kind: Kind = min(kinds)
    return Card(kind, min(classes), min(filter(None, labels), default=""), _least(dates), tuple(sorted(arcs)))


def _least(dates: Iterable[str | None]) -> str:
    return min(filter(None, dates), default="")
