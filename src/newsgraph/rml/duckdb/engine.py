"""Steps of a plan to N-Quads by DuckDB: SQL for each step, one file of lines.

Law: the quads are those of the row backend, and the same plan and sources give the same bytes. Where DuckDB cannot
promise that, NotAccepted is raised.

The order of lines is that of the plan, but that what has more bytes comes first, for the first file need not be copied.
Within a step it is that of the records where nothing is compared, and that of the compared values or terms otherwise;
what stays of records that stand twice in a source is after the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import duckdb

from newsgraph import sinks, sources
from newsgraph.errors import Place
from newsgraph.rml.bulk import Limits
from newsgraph.rml.duckdb.catalog import Catalog
from newsgraph.rml.duckdb.database import Database, opened
from newsgraph.rml.duckdb.lines import Lines, Query
from newsgraph.rml.duckdb.repeats import Repeats
from newsgraph.rml.duckdb.terms import Terms
from newsgraph.rml.run import Run
from newsgraph.rml.statements import Distinct, Keyed, Made, NotAccepted, On, Statement, Step, Steps


def write(steps: Steps, run: Run, target: Path, folder: Path, limits: Limits) -> None:
    """Write the quads of `steps` to `target` as N-Quads, each once; `folder` is for what is temporary.

    Raises NotAccepted for data that DuckDB reads otherwise than the row backend, or not at all.
    """
    try:
        with ExitStack() as local_files, opened(folder, limits) as connection:
            left_out = _LeftOut(run)
            terms = Terms(left_out.add, run.scope)
            database = Database(connection, terms.functions, limits)
            catalog = Catalog(run, folder, database, terms, local_files)
            _Work(run, folder, database, catalog, Lines(catalog), Repeats(catalog)).write(steps, target)
            left_out.tell()
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0]
        raise NotAccepted(f"DuckDB stopped at the data: {reason}") from error
    except UnicodeEncodeError as error:
        raise NotAccepted("a file whose name is no Unicode text") from error


@dataclass(frozen=True, slots=True)
class _LeftOut:
    """Values that make no term, each once, since DuckDB asks as often and in such an order as it likes."""

    run: Run
    values: set[tuple[Place, str, str]] = field(default_factory=set)

    def add(self, place: Place, reason: str, value: str) -> None:
        if self.run.stop:
            self.run.leave_out(place, reason, value)
        self.values.add((place, reason, value))

    def tell(self) -> None:
        for place, reason, value in sorted(self.values, key=str):
            self.run.leave_out(place, reason, value)


@dataclass(frozen=True, slots=True)
class _Work:
    """One run of the steps."""

    run: Run
    folder: Path
    database: Database
    catalog: Catalog
    lines: Lines
    repeats: Repeats
    lock: Lock = field(default_factory=Lock)

    def write(self, steps: Steps, target: Path) -> None:
        self.catalog.prepare(steps)
        self.repeats.prepare(steps)
        queries: list[tuple[Query, Path]] = []
        for number, step in enumerate(steps, start=1):
            if self.run.tick is not None:
                self.run.tick(f"step {number} of {len(steps)}")
            for query in self._queries(step):
                path = self.folder / f"{self.catalog.new_name('lines')}.nq"
                queries.append((query, path))
                if not query.in_order:
                    self._count(query, self.database.copy(query.sql, path), path)
        later = [(query, path) for query, path in queries if query.in_order]
        self.database.copy_in_order(
            [(query.sql, path) for query, path in later],
            lambda position, rows: self._count(later[position][0], rows, later[position][1]),
        )
        sinks.join(sorted((path for _, path in queries), key=sources.size, reverse=True), target)

    def _count(self, query: Query, rows: int, path: Path) -> None:
        made = sum(block.count(b"\n") for block in sources.blocks(path)) if query.lines else rows
        report = self.run.report
        with self.lock:
            for position in query.triples_maps[:1] if query.lines else query.triples_maps:
                report.made[position] += made
                report.quads += made

    def _queries(self, step: Step) -> Iterator[Query]:
        if isinstance(step, Distinct):
            yield self._distinct(step.statements, step.on)
        elif isinstance(step, Keyed):
            yield from self._keyed([step])
        else:
            yield from self._keyed(step.parts)

    def _distinct(self, statements: Sequence[Statement], on: On) -> Query:
        """Each quad once."""
        position = (statements[0].triples_map,)
        selections = [self.lines.select([statement]) for statement in statements]
        columns = selections[0].columns
        if on is On.REFERENCES and columns:
            there = " AND ".join(f"{column} IS NOT NULL" for column in columns)
            rows = f"SELECT DISTINCT {', '.join(columns)} FROM ({selections[0].sql}) WHERE {there}"
            lines = f"SELECT {self.lines.line(statements[0], selections[0])} AS line, * FROM ({rows})"
            return Query(f"SELECT line FROM ({lines}) WHERE line IS NOT NULL ORDER BY {', '.join(columns)}", position)
        lines = " UNION ALL ".join(
            f"SELECT {self.lines.line(statement, selection)} AS line FROM ({selection.sql})"
            for statement, selection in zip(statements, selections, strict=True)
        )
        return Query(f"SELECT DISTINCT line FROM ({lines}) WHERE line IS NOT NULL ORDER BY line", position)

    def _keyed(self, parts: Sequence[Keyed]) -> Iterator[Query]:
        """What no other row says in passes over the records, then what may come twice, compared."""
        by_subject: defaultdict[Made, list[Statement]] = defaultdict(list)
        for part in parts:
            if self.repeats.has_one_partner_each(part.statement):
                by_subject[part.statement.subject].append(part.statement)
            else:
                yield self._distinct([part.statement], part.on)
        repeated = {subject: self.repeats.table(own[0]) for subject, own in by_subject.items()}
        at_once = [part.statement for part in parts if repeated.get(part.statement.subject, "") is None]
        if all(map(self.lines.is_total, at_once)):
            passes = [at_once] if at_once else []
        else:  # one for each triples map, so that its quads can be counted
            maps = dict.fromkeys(statement.triples_map for statement in at_once)
            passes = [[each for each in at_once if each.triples_map == position] for position in maps]
        for statements in passes:
            selection = self.lines.select(statements)
            yield self.lines.together(statements, selection, selection.sql)
        for subject, own in by_subject.items():
            table = repeated[subject]
            if table is not None:
                yield from self._with_repeats(own, table)

    def _with_repeats(self, statements: Sequence[Statement], repeated: str) -> Iterator[Query]:
        """Rows whose subject no other has, in a pass; then the others, each of them once.

        Where these differ in their subjects now, as where records were doubled, another pass does; else their quads are
        compared.
        """
        selection = self.lines.select(statements)
        subject = statements[0].subject
        yield self.lines.together(statements, selection, self.repeats.among(selection, subject, repeated, "ANTI"))
        rest = self.catalog.new_name("rest")
        others = self.repeats.among(selection, subject, repeated, "SEMI")
        self.database.rows(f"CREATE TABLE {rest} AS SELECT DISTINCT * FROM ({others})")
        keys = ", ".join(self.repeats.key(subject, selection))
        [(several,)] = self.database.rows(
            f"SELECT count(*) FROM (SELECT 1 FROM {rest} GROUP BY {keys} HAVING count(*) > 1)"
        )
        if not several:
            ordered = f"SELECT * FROM {rest} ORDER BY {', '.join(selection.columns)}"
            yield self.lines.together(statements, selection, ordered)
            return
        for statement in statements:
            line = f"SELECT {self.lines.line(statement, selection)} AS line FROM {rest}"
            sql = f"SELECT DISTINCT line FROM ({line}) WHERE line IS NOT NULL ORDER BY line"
            yield Query(sql, (statement.triples_map,))
