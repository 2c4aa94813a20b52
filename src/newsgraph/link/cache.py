"""A SQLite file of what a service answered, by question: what is known offline, and asked no second time.

Laws: only what its writer has checked comes in, all that one answer tells in one transaction, so that a kill at any
instant leaves whole answers. Nothing in it goes stale by itself: the same file gives the same links.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from newsgraph import sinks
from newsgraph.errors import InputError, OutputError, Place

_VERSION = 1
_OURS = 0x6E676C6B  # the application id that the file's header names
_PATIENCE = 60  # seconds, for another run that is writing
_TABLE = "answers (service TEXT NOT NULL, question TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (service, question))"
_SCHEMA = (
    f"CREATE TABLE {_TABLE}",
    f"PRAGMA application_id = {_OURS}",
    f"PRAGMA user_version = {_VERSION}",
)


class Cache:
    """Bodies by service (its URL) and question; a context manager, which closes the file."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    @classmethod
    def at(cls, path: Path) -> Cache:
        """The cache in a file, which is made where it is not there.

        Raises InputError where the file is none of ours, OutputError where it cannot be made.
        """
        sinks.make_folder(path.parent)
        try:
            connection = sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE)
        except sqlite3.Error as error:
            raise OutputError(f"{path}: the cache cannot be made: {error}") from error
        cache = cls(connection, str(path))
        try:
            cache._prepare()
        except BaseException:
            connection.close()
            raise
        return cache

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def get(self, service: str, question: str) -> bytes | None:
        """The body that was put in for a question; None where there is none."""
        row = self._connection.execute(
            "SELECT body FROM answers WHERE service = ? AND question = ?", (service, question)
        ).fetchone()
        return None if row is None else bytes(row[0])

    def missing(self, service: str, questions: Iterable[str]) -> tuple[str, ...]:
        """Those questions, each once, for which there is no body; in their order."""
        find = "SELECT 1 FROM answers WHERE service = ? AND question = ?"
        return tuple(
            question
            for question in dict.fromkeys(questions)
            if self._connection.execute(find, (service, question)).fetchone() is None
        )

    def put(self, service: str, bodies: Mapping[str, bytes]) -> None:
        """Take in what one answer tells, by question, all or nothing; raises OutputError."""
        rows = [(service, question, body) for question, body in bodies.items()]
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise OutputError(f"{self._name}: the cache takes nothing more: {error}") from error

    def _prepare(self) -> None:
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                (tables,) = self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
                for statement in _SCHEMA if tables == 0 else ():
                    self._connection.execute(statement)
                (application,) = self._connection.execute("PRAGMA application_id").fetchone()
                (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            if (application, version) != (_OURS, _VERSION):
                raise InputError("this is no cache, or one of another version", Place(self._name))
            # a kill of the process loses nothing that was committed; a power cut may lose the last answers, whole
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.DatabaseError as error:
            raise InputError(f"this is no cache: {error}", Place(self._name)) from error
