"""The database of one run: in memory up to a limit and spilled beyond it, in order where it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import duckdb

from newsgraph.rml.bulk import Limits
from newsgraph.rml.duckdb.terms import Function, quoted

# To force a quote that is none spares a look at each line for what would need one.
_COPY = "(FORMAT csv, HEADER false, FORCE_QUOTE *, QUOTE '', ESCAPE '', DELIMITER E'\\x01', NULLSTR '')"
# The left side of a semi-join is read row by row, and no expression is worked out twice to filter by it sooner.
_SETTINGS = (
    "disabled_optimizers = 'join_order,build_side_probe_side,filter_pushdown'",
    "preserve_insertion_order = false",
)

Connection: TypeAlias = duckdb.DuckDBPyConnection


@dataclass(slots=True)
class Database:
    """Runs SQL that calls `functions`, by their names; what is added to these later is found too."""

    connection: Connection
    functions: Mapping[str, Function]
    limits: Limits
    _registered: set[str] = field(default_factory=set)

    def rows(self, sql: str, connection: Connection | None = None) -> list[tuple[int, ...]]:
        """The answer to a query that counts; another connection is for another thread."""
        if connection is None:
            self._register_used(sql)
        try:
            return (connection or self.connection).execute(sql).fetchall()
        except RuntimeError as error:
            if str(error) == "Query interrupted":  # what DuckDB makes of Ctrl-C
                raise KeyboardInterrupt from error
            raise

    def load(self, name: str, sql: str) -> None:
        """Make a table of the rows of a query, in their order."""
        self.rows("SET preserve_insertion_order = true")
        self.rows(f"CREATE TABLE {name} AS {sql}")
        self.rows("SET preserve_insertion_order = false")

    @contextmanager
    def loading(self, name: str) -> Iterator[Callable[[str], None]]:
        """A block in which a table is made of the rows of one query after another, by a thread of its own.

        One thread reads them in their order, and in less processor time than two. There is one query at least.
        """
        connection = self.connection.cursor()
        running: list[Future[list[tuple[int, ...]]]] = []

        def load(sql: str) -> None:
            insert = f"INSERT INTO {name} {sql}" if running else f"CREATE TABLE {name} AS {sql}"
            running.append(pool.submit(self.rows, insert, connection))

        self.rows("SET threads = 1")
        self.rows("BEGIN", connection)  # what is inserted piece by piece is not moved once more
        with _pool(1, connection) as pool:
            yield load
            for each in running:
                each.result()
        self.rows("COMMIT", connection)
        self.rows(f"SET threads = {self.limits.threads}")

    def copy(self, sql: str, target: Path, connection: Connection | None = None) -> int:
        """Write the lines that a query gives, and tell how many rows they are."""
        [(rows,)] = self.rows(f"COPY ({sql}) TO {quoted(str(target))} {_COPY}", connection)
        return rows

    def copy_in_order(self, copies: Sequence[tuple[str, Path]], done: Callable[[int, int], None]) -> None:
        """As `copy`, of queries that read rows in their order; `done(position, rows)` is told of each, in its thread.

        Each has one thread, and as many run at once as there are threads: DuckDB keeps the order of a stream with two
        at the price of what the second gains.
        """

        def copy(position: int) -> None:
            sql, target = copies[position]
            done(position, self.copy(sql, target, self.connection.cursor()))

        for sql, _ in copies:
            self._register_used(sql)
        self.rows("SET threads = 1")
        with _pool(self.limits.threads, self.connection) as pool:
            running = [pool.submit(copy, position) for position in range(len(copies))]
            for each in running:
                each.result()

    def _register_used(self, sql: str) -> None:
        for name, function in self.functions.items():
            if name not in self._registered and f"{name}(" in sql:
                self._register(name, function)

    def _register(self, name: str, function: Function) -> None:
        from duckdb.func import FunctionNullHandling
        from duckdb.sqltypes import VARCHAR

        self.connection.create_function(name, function, [VARCHAR], VARCHAR, null_handling=FunctionNullHandling.SPECIAL)
        self._registered.add(name)


@contextmanager
def _pool(threads: int, connection: Connection) -> Iterator[ThreadPoolExecutor]:
    """A pool of threads whose queries are interrupted when the block raises."""
    with ThreadPoolExecutor(threads) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            connection.interrupt()
            raise


@contextmanager
def opened(folder: Path, limits: Limits) -> Iterator[Connection]:
    """A connection to a new database, which spills into `folder`."""
    configuration: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": limits.memory,
        "threads": limits.threads,
        "temp_directory": str(folder / "spill"),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    connection = duckdb.connect(config=configuration)
    try:
        for setting in _SETTINGS:
            connection.execute(f"SET {setting}")
        yield connection
    finally:
        connection.close()
