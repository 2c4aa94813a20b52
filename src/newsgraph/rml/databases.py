"""SQLite and DuckDB files to rows, by one query that can do nothing but read.

Which of the two a file is, its first bytes say. It is opened for reading alone; what would reach other files, attach
databases or load extensions is switched off or refused.

https://www.w3.org/TR/r2rml/#logical-tables
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph import sources
from newsgraph.errors import MappingError, Place, SourceError, UsageError
from newsgraph.rml.model import LogicalSource, Reference
from newsgraph.rml.natural import of_declared
from newsgraph.rml.relations import Relation, check_distinct, in_batches

if TYPE_CHECKING:
    import duckdb

_PLAIN_NAME = re.compile(r"[^\W\d]\w*\Z")
_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
_SAFE_DUCKDB = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}


def table_query(table: Reference) -> Reference:
    """The query of all rows of a table, whose name may be quoted and have a schema: `"my table"`, `main.people`."""
    name = table.text.strip()
    if '"' not in name:
        parts = name.split(".") if all(_PLAIN_NAME.match(part) for part in name.split(".")) else [name]
        name = ".".join(f'"{part}"' for part in parts)
    return Reference(f"SELECT * FROM {name}", table.place)  # noqa: S608 - a mapping may ask for any query


def file_of(dsn: str, place: Place) -> str:
    """The file that a JDBC name or a path stands for.

    Raises MappingError for a database that is no file, by its kind alone: the rest may hold a password.
    """
    match = re.match(r"jdbc:([\w+\-]+):|(?!file:)([a-z][\w+\-]*)://", dsn, re.IGNORECASE)
    if match is None:
        return dsn
    kind = (match[1] or match[2]).lower()
    if kind not in {"sqlite", "duckdb"}:
        raise MappingError(f"a {kind} database is a server, which is not read; a SQLite or DuckDB file is", place)
    path = dsn[match.end() :].removeprefix("file:").partition("?")[0]
    if not path or path.startswith(":memory:"):
        raise MappingError(f"a {kind} database in memory holds nothing; name its file", place)
    return path


@contextmanager
def connect(path: Path, source: LogicalSource) -> Iterator[Relation]:
    """The rows of the query that is the source's iterator.

    Raises SourceError where the file is no such database, MappingError where the query cannot be answered or does
    anything but read.
    """
    query = source.iterator
    if query is None:
        raise MappingError("a database needs a query or a table", source.place)
    start = sources.read_bytes(path, error=SourceError, most=16)
    name = source.source.path
    if start.startswith(b"SQLite format 3\0") or not start:
        with closing(_sqlite(path, name)) as connection, _explained(query, name):
            yield _sqlite_rows(connection, query, source)
    elif start[8:12] == b"DUCK":
        with _duckdb(path, query, source) as relation:
            yield relation
    else:
        raise SourceError("this is neither a SQLite nor a DuckDB database", Place(name))


def _sqlite(path: Path, name: str) -> sqlite3.Connection:
    try:
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise SourceError(f"this database cannot be opened: {error}", Place(name)) from error


@contextmanager
def _explained(query: Reference, name: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "decode to UTF-8" in str(error):
            raise SourceError(f"this is no UTF-8 text: {error}", Place(name)) from error
        if isinstance(error, (sqlite3.OperationalError, sqlite3.ProgrammingError)) or "not authorized" in str(error):
            raise MappingError(f"this query cannot be answered: {error}", query.place) from error
        raise SourceError(f"this database cannot be read: {error}", Place(name)) from error
    except sqlite3.Warning as error:
        raise MappingError(f"this query cannot be answered: {error}", query.place) from error


def _sqlite_rows(connection: sqlite3.Connection, query: Reference, source: LogicalSource) -> Relation:
    text = _plain(query)
    types = _declared_types(connection, text)
    connection.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY)
    cursor = connection.execute(text)
    columns = tuple(column[0] for column in cursor.description or ())
    check_distinct(columns, source)
    convert = tuple(of_declared(types.get(index, "")) for index in range(len(columns)))
    return Relation(columns, _sqlite_iterated(cursor, query, source.source.path), convert)


def _sqlite_iterated(cursor: sqlite3.Cursor, query: Reference, name: str) -> Iterator[tuple[object, ...]]:
    with _explained(query, name):
        yield from cursor


def _declared_types(connection: sqlite3.Connection, query: str) -> dict[int, str]:
    """The SQL types of a query's columns, where they are columns of tables; SQLite tells them of a view alone."""
    connection.execute(f"CREATE TEMP VIEW newsgraph_query AS {query}")
    return {index: declared for index, _, declared, *_ in connection.execute("PRAGMA temp.table_info(newsgraph_query)")}


@contextmanager
def _duckdb(path: Path, query: Reference, source: LogicalSource) -> Iterator[Relation]:
    name = source.source.path
    try:
        import duckdb
    except ImportError as error:
        raise UsageError("a DuckDB database needs the extra 'bulk': pip install 'newsgraph[bulk]'") from error
    try:
        connection = duckdb.connect(str(path), read_only=True, config=dict(_SAFE_DUCKDB))
    except duckdb.Error as error:
        raise SourceError(f"this database cannot be opened: {_first_line(error)}", Place(name)) from error
    with closing(connection):
        try:
            statements = connection.extract_statements(query.text)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise MappingError("this is no query: expected one SELECT", query.place)
            description = connection.execute(f"DESCRIBE {_plain(query)}").fetchall()
            columns = [(str(column), str(declared)) for column, declared, *_ in description]
            check_distinct([column for column, _ in columns], source)
            found = connection.execute(_as_texts(_plain(query), columns))
        except duckdb.Error as error:
            raise MappingError(f"this query cannot be answered: {_first_line(error)}", query.place) from error
        convert = tuple(of_declared(_DATED.get(declared, "")) for _, declared in columns)
        yield Relation(tuple(column for column, _ in columns), _duckdb_rows(found, query), convert)


# Types of which Python's own hold less: nanoseconds, years before 1 and after 9999, infinity.
_DATED = {"DATE": "DATE", "TIME": "TIME"} | dict.fromkeys(
    ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"), "TIMESTAMP"
)


def _as_texts(query: str, columns: Sequence[tuple[str, str]]) -> str:
    """The query with dates and times as texts."""
    quoted = ['"' + column.replace('"', '""') + '"' for column, declared in columns if declared in _DATED]
    if not quoted:
        return query
    casts = ", ".join(f"CAST({column} AS VARCHAR) AS {column}" for column in quoted)
    return f"SELECT * REPLACE ({casts}) FROM ({query}\n)"  # noqa: S608 - a mapping may ask for any query


def _plain(query: Reference) -> str:
    return query.text.strip().rstrip(";").rstrip()


def _duckdb_rows(found: duckdb.DuckDBPyConnection, query: Reference) -> Iterator[tuple[object, ...]]:
    import duckdb

    try:
        yield from in_batches(found.fetchmany)  # type: ignore[misc]  # rows are tuples
    except duckdb.Error as error:
        raise MappingError(f"this query cannot be answered: {_first_line(error)}", query.place) from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
