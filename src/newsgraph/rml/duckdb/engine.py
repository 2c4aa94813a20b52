"""Steps of a plan to N-Quads by DuckDB: prepared sources, SQL for each step, one file of lines.

Law: the quads are those of the row backend, and the same plan and sources give the same bytes. Where DuckDB cannot
promise that, NotAccepted is raised.

The order of lines is that of the plan; within a step, that of the records where nothing is compared, and that of the
compared values or terms otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
from duckdb.func import FunctionNullHandling
from duckdb.sqltypes import VARCHAR

from newsgraph import sinks, sources
from newsgraph.errors import Place
from newsgraph.rml import opening
from newsgraph.rml import tables as csv_documents
from newsgraph.rml.algebra import references_of
from newsgraph.rml.bulk import Limits
from newsgraph.rml.duckdb import documents, tables
from newsgraph.rml.duckdb.relation import Profile, Table
from newsgraph.rml.duckdb.selection import Selection, select
from newsgraph.rml.duckdb.terms import Kind, Terms, has_escapes, is_integer, is_plain_string, quoted
from newsgraph.rml.expressions import is_always_iri
from newsgraph.rml.model import RFC_4180, Constant, LogicalSource, Reference, Template, TermType
from newsgraph.rml.run import Run
from newsgraph.rml.statements import (
    Distinct,
    Keyed,
    Made,
    NotAccepted,
    On,
    Scan,
    Side,
    Statement,
    Step,
    Steps,
    Wide,
)

_COPY = "(FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\\x01', NULLSTR '')"
# The left side of a semi-join is read row by row, and no expression is worked out twice to filter by it sooner.
_SETTINGS = (
    "disabled_optimizers = 'join_order,build_side_probe_side,filter_pushdown'",
    "preserve_insertion_order = false",
)


def write(steps: Steps, run: Run, target: Path, folder: Path, limits: Limits) -> None:
    """Write the quads of `steps` to `target` as N-Quads, each once; `folder` is for what is temporary.

    Raises NotAccepted for data that DuckDB reads otherwise than the row backend, or not at all.
    """
    try:
        with ExitStack() as local_files, _connection(folder, limits) as connection:
            left_out = _LeftOut(run)
            work = _Work(run, folder, connection, Terms(left_out.add, run.scope), limits.threads, local_files)
            work.write(steps, target)
            left_out.tell()
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0]
        raise NotAccepted(f"DuckDB stopped at the data: {reason}") from error


@contextmanager
def _connection(folder: Path, limits: Limits) -> Iterator[duckdb.DuckDBPyConnection]:
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


@dataclass(frozen=True, slots=True)
class _Query:
    """SQL of lines, and whose they are: each row has a line for each of `triples_maps`, or `lines` of one of them.

    Rows that must stay `in_order` are read with one thread: DuckDB keeps the order of a stream with two at the price
    of what the second gains.
    """

    sql: str
    triples_maps: tuple[int, ...]
    lines: bool = False
    in_order: bool = False


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


@dataclass(slots=True)
class _Work:
    """One run of the steps."""

    run: Run
    folder: Path
    connection: duckdb.DuckDBPyConnection
    terms: Terms
    threads: int
    local_files: ExitStack
    _tables: list[tuple[LogicalSource, Table]] = field(default_factory=list)
    _positions: dict[LogicalSource, int] = field(default_factory=dict)
    _registered: set[str] = field(default_factory=set)
    _repeated: dict[tuple[int, Made], str | None] = field(default_factory=dict)
    _files: int = 0

    def write(self, steps: Steps, target: Path) -> None:
        parts: list[Path] = []
        self._profile(steps)
        for number, step in enumerate(steps, start=1):
            if self.run.tick is not None:
                self.run.tick(f"step {number} of {len(steps)}")
            for query in self._queries(step):
                path = self._new_file("nq")
                self._rows(f"SET threads = {1 if query.in_order else self.threads}")
                [(rows,)] = self._rows(f"COPY ({query.sql}) TO {quoted(str(path))} {_COPY}")
                self._count(query, rows, path)
                parts.append(path)
        sinks.join(parts, target)

    def _count(self, query: _Query, rows: int, path: Path) -> None:
        made = self.run.report.made
        before = made.total()
        if query.lines:
            made[query.triples_maps[0]] += sum(block.count(b"\n") for block in sources.blocks(path))
        else:
            for position in query.triples_maps:
                made[position] += rows
        self.run.report.quads += made.total() - before

    def _queries(self, step: Step) -> Iterator[_Query]:
        if isinstance(step, Distinct):
            yield self._distinct(step.statements, step.on)
        elif isinstance(step, Keyed):
            yield from self._keyed([step])
        else:
            yield from self._keyed(step.parts)

    # -- Steps to SQL --------------------------------------------------------------------------------------------------

    def _distinct(self, statements: Sequence[Statement], on: On, among: str | None = None) -> _Query:
        """Each quad once; `among` keeps to the rows whose subject stands in that table."""
        if on is On.REFERENCES:
            selection = self._selection(statements[0])
            columns = selection.columns
            if columns:
                source = self._among(selection, statements[0], among)
                there = " AND ".join(f"{column} IS NOT NULL" for column in columns)
                rows = f"SELECT DISTINCT {', '.join(columns)} FROM ({source}) WHERE {there}"
                line = self._line(statements[0], selection)
                lines = f"SELECT {line} AS line, * FROM ({rows})"
                return _Query(
                    f"SELECT line FROM ({lines}) WHERE line IS NOT NULL {_order(columns)}", (statements[0].triples_map,)
                )
        selections = [self._selection(statement) for statement in statements]
        lines = " UNION ALL ".join(
            f"SELECT {self._line(statement, selection)} AS line FROM ({self._among(selection, statement, among)})"
            for statement, selection in zip(statements, selections, strict=True)
        )
        return _Query(
            f"SELECT DISTINCT line FROM ({lines}) WHERE line IS NOT NULL ORDER BY line", (statements[0].triples_map,)
        )

    def _keyed(self, parts: Sequence[Keyed]) -> Iterator[_Query]:
        """What no other row says in passes over the records, then what may come twice, compared."""
        by_subject: defaultdict[Made, list[Keyed]] = defaultdict(list)
        for part in parts:
            by_subject[part.statement.subject].append(part)
        unique = [subject for subject in by_subject if self._repeats(by_subject[subject][0]) is None]
        at_once = [part.statement for part in parts if part.statement.subject in unique]
        if all(map(self._is_total, at_once)):
            passes = [at_once] if at_once else []
        else:  # one for each triples map, so that its quads can be counted
            maps = dict.fromkeys(statement.triples_map for statement in at_once)
            passes = [[each for each in at_once if each.triples_map == position] for position in maps]
        for statements in passes:
            yield self._wide(statements, None)
        for own in by_subject.values():
            repeated = self._repeats(own[0])
            if repeated is not None:
                yield self._wide([part.statement for part in own], (own[0], repeated))
                for part in own:
                    yield self._distinct([part.statement], part.on, repeated)

    def _repeats(self, part: Keyed) -> str | None:
        """The table of the subjects that several rows have; None where there are none."""
        source, subject = part.statement.child, part.statement.subject
        key = (self._position(source), subject)
        references = [reference.text for reference in subject.references]
        known = self._table(source).profiles.get(references[0])
        if len(references) == 1 and known is not None and known.is_key:
            return None
        if key not in self._repeated:
            selection = select(Scan(source), [subject], self._table, self.terms)
            values = self._key(subject, selection)
            name = f"repeated{len(self._repeated)}"
            named = ", ".join(f"{value} AS k{index}" for index, value in enumerate(values))
            self._rows(
                f"CREATE TEMP TABLE {name} AS SELECT * FROM (SELECT {named} FROM ({selection.sql})) "
                f"WHERE k0 IS NOT NULL GROUP BY ALL HAVING count(*) > 1"
            )
            [(found,)] = self._rows(f"SELECT count(*) FROM {name}")
            self._repeated[key] = name if found else None
        return self._repeated[key]

    def _key(self, subject: Made, selection: Selection) -> list[str]:
        """What tells subjects apart: the columns of its references or, where equal values of JSON differ, the term."""
        columns = selection.of(subject)
        if not any(column.kind is Kind.JSON for column in columns.values()):
            return [columns[reference.text].sql for reference in subject.references]
        return [self.terms.term(subject, columns)]

    def _among(self, selection: Selection, statement: Statement, among: str | None, kind: str = "SEMI") -> str:
        if among is None:
            return selection.sql
        keys = self._key(statement.subject, selection)
        equal = " AND ".join(f"{key} = {among}.k{index}" for index, key in enumerate(keys))
        return f"SELECT * FROM ({selection.sql}) {kind} JOIN {among} ON {equal}"

    def _wide(self, statements: Sequence[Statement], without: tuple[Keyed, str] | None) -> _Query:
        """All statements of one row in one text; `without` leaves out the rows whose subject is in a table."""
        mades = list(dict.fromkeys(made for statement in statements for made in statement.terms))
        selection = select(statements[0].rows, mades, self._table, self.terms)
        source = selection.sql
        if without is not None:
            source = self._among(selection, without[0].statement, without[1], "ANTI")
        subjects = list(dict.fromkeys(statement.subject for statement in statements))
        named = [f"{self.terms.term(made, selection.of(made))} AS s{index}" for index, made in enumerate(subjects)]
        rows = f"SELECT *, {', '.join(named)} FROM ({source})"
        total = [statement for statement in statements if self._is_total(statement)]
        partial = [statement for statement in statements if statement not in total]
        texts = [
            text
            for statement in statements
            for text in self.terms.texts(statement.object, selection.of(statement.object))
        ]

        def text(*, clean: bool) -> str:
            made = [
                f"({' || '.join(self._pieces(statement, selection, subjects, clean=clean))})" for statement in partial
            ]
            for statement in total:
                made += self._pieces(statement, selection, subjects, clean=clean)
            if total:
                made[-1] = made[-1].removesuffix("\n'") + "'"
                return f"concat({', '.join(made)})"
            return f"rtrim(concat({', '.join(made)}), chr(10))"

        unescaped = text(clean=True)
        line = f"CASE WHEN {has_escapes(texts)} THEN {text(clean=False)} ELSE {unescaped} END" if texts else unescaped
        sql = f"SELECT line FROM (SELECT {line} AS line FROM ({rows})) WHERE line <> ''"
        return _Query(sql, tuple(statement.triples_map for statement in statements), lines=bool(partial), in_order=True)

    def _pieces(
        self, statement: Statement, selection: Selection, subjects: Sequence[Made], *, clean: bool
    ) -> list[str]:
        pieces: list[str] = []
        for made in statement.terms:
            if made in subjects:
                pieces += [f"s{subjects.index(made)}", "' '"]
            else:
                pieces += [*self.terms.pieces(made, selection.of(made), clean=clean), "' '"]
        return _merged([*pieces[:-1], "' .\n'"])

    def _line(self, statement: Statement, selection: Selection) -> str:
        pieces: list[str] = []
        for made in statement.terms:
            pieces += [*self.terms.pieces(made, selection.of(made)), "' '"]
        return f"({' || '.join(_merged([*pieces, quoted('.')]))})"

    def _is_total(self, statement: Statement) -> bool:
        """Whether every row makes a quad."""
        relation = self._table(statement.child).relation(
            [reference.text for made in statement.terms for reference in made.references]
        )
        return all(column.is_total for column in relation.columns) and all(map(_is_total, statement.terms))

    def _selection(self, statement: Statement) -> Selection:
        return select(statement.rows, statement.terms, self._table, self.terms)

    # -- Sources -------------------------------------------------------------------------------------------------------

    def _position(self, source: LogicalSource) -> int:
        """The source's place among those that are ready, made ready at its first use."""
        if source not in self._positions:
            alike = (position for position, (known, _) in enumerate(self._tables) if known.same_records(source))
            position = next(alike, len(self._tables))
            if position == len(self._tables):
                self._tables.append((source, self._ready(source)))
            self._positions[source] = position
        return self._positions[source]

    def _table(self, source: LogicalSource) -> Table:
        return self._tables[self._position(source)][1]

    def _ready(self, source: LogicalSource) -> Table:
        origin = source.source
        if origin.encoding not in {None, "utf-8", "utf-8-sig"}:
            raise NotAccepted(f"a source in {origin.encoding}", source.place)
        if source.formulation == "JSONPath":
            return self._cut(source)
        if source.formulation != "CSV" or replace(origin.dialect, delimiter=None) != RFC_4180:
            raise NotAccepted(f"a source of {source.formulation} that is read row by row", source.place)
        path = self.local_files.enter_context(opening.local_file(origin, self.run))
        with self.run.open_source(path) as stream:
            columns = csv_documents.read(stream, source).columns
        if not columns:
            raise NotAccepted("a file without a header line", source.place)
        if any("\n" in column or "\r" in column for column in columns):  # DuckDB skips one line for it
            raise NotAccepted("a header of several lines", source.place)
        with self.run.open_source(path) as stream:
            tables.check(stream, csv_documents.delimiter(origin.path, origin.dialect))
        return tables.CsvTable(path, source, columns)

    def _cut(self, source: LogicalSource) -> Table:
        origin, outer = source.source, documents.outer_path(source)
        if origin.nulls:
            raise NotAccepted("values of JSON that are null by the mapping", source.place)
        inner = documents.inner_path(source)
        for known, table in self._tables:
            if (
                isinstance(table, documents.JsonTable)
                and known.source.is_same(origin)
                and documents.outer_path(known) == outer
            ):
                return replace(table, inner=inner)
        target = self._new_file("ndjson")
        with opening.opened(origin, self.run, seekable=True) as stream, sinks.stream(target) as lines:
            largest = documents.cut(stream, outer, lines)
        return documents.JsonTable(target, inner, largest)

    def _profile(self, steps: Steps) -> None:
        """Look at all values of sources that have nulls or kinds, and tell the report what is never there.

        Raises MappingError for a reference that is no column.
        """
        for source, reference in _references(steps):
            table = self._table(source)
            if isinstance(table, tables.CsvTable):
                csv_documents.check_columns(csv_documents.Table(table.columns, iter(())), [reference], source)
        for position, (source, table) in enumerate(self._tables):
            if isinstance(table, tables.CsvTable) and not table.has_nulls:
                continue
            used = {
                (reference.text, reference.place): reference
                for origin, reference in _references(steps)
                if self._position(origin) == position
            }
            texts = list(dict.fromkeys(reference.text for reference in used.values()))
            single = [text for text in texts if "*" not in text]
            records, profiles = self._look(single, table, _subjects(steps))
            for text in texts:
                if text not in single:
                    profiles[text] = replace(self._look([text], table, ())[1][text], is_total=False)
            self._tables[position] = (source, _with(table, profiles))
            for reference in used.values() if records else ():
                self.run.report.note(
                    reference.place,
                    reference.text,
                    source.source.path,
                    records=records,
                    matched=profiles[reference.text].values > 0,
                )
            if source.iterator is not None:
                self.run.report.note(
                    source.iterator.place, source.iterator.text, source.source.path, records=0, matched=records > 0
                )

    def _look(self, references: Sequence[str], table: Table, keys: Collection[str]) -> tuple[int, dict[str, Profile]]:
        """How many rows there are, and what the values of the references are; of `keys`, whether they differ."""
        relation = table.relation(references)
        asked = ["count(*)"]
        for reference, column in zip(references, relation.columns, strict=True):
            value = column.sql
            asked.append(f"count(DISTINCT {value})" if reference in keys else "NULL")
            kinds = [f"bool_and({is_plain_string(value)})", f"bool_and({is_integer(value)})"]
            asked += [f"count({value})", *(kinds if column.kind.is_json else ["false", "false"])]
        [(rows, *found)] = self._rows(f"SELECT {', '.join(asked)} FROM ({relation.sql})")
        profiles = {}
        for index, (reference, column) in enumerate(zip(references, relation.columns, strict=True)):
            distinct, values, strings, integers = found[4 * index : 4 * index + 4]
            kind = Kind.JSON_STRING if strings else Kind.JSON_INTEGER if integers else column.kind
            is_key = kind is not Kind.JSON and distinct == values
            profiles[reference] = Profile(kind, values, is_total=values == rows, is_key=is_key)
        return rows, profiles

    # -- DuckDB --------------------------------------------------------------------------------------------------------

    def _new_file(self, ending: str) -> Path:
        self._files += 1
        return self.folder / f"{self._files}.{ending}"

    def _rows(self, sql: str) -> list[tuple[int, ...]]:
        """The answer to a query that counts."""
        for name, function in self.terms.functions.items():
            if name not in self._registered:
                self.connection.create_function(
                    name, function, [VARCHAR], VARCHAR, null_handling=FunctionNullHandling.SPECIAL
                )
                self._registered.add(name)
        try:
            return self.connection.execute(sql).fetchall()
        except RuntimeError as error:
            if str(error) == "Query interrupted":  # what DuckDB makes of Ctrl-C
                raise KeyboardInterrupt from error
            raise


def _is_total(made: Made) -> bool:
    """Whether texts that are there always make this term."""
    expression, kind = made.term_map.expression, made.term_map.term_type
    if isinstance(expression, Constant) or kind is TermType.BLANK_NODE:
        return True
    if kind is TermType.LITERAL:
        datatype = made.term_map.datatype
        said = (made.term_map.language, None if datatype is None else datatype.expression)
        return all(each is None or isinstance(each, Constant) for each in said)
    return kind in {TermType.IRI, TermType.URI} and isinstance(expression, Template) and is_always_iri(expression)


def _subjects(steps: Steps) -> set[str]:
    """The references that are, alone, the subjects of keyed statements."""
    keyed = (part for step in steps for part in (step.parts if isinstance(step, Wide) else (step,)))
    subjects = [part.statement.subject.references for part in keyed if isinstance(part, Keyed)]
    return {references[0].text for references in subjects if len(references) == 1}


def _with(table: Table, profiles: Mapping[str, Profile]) -> Table:
    assert isinstance(table, (tables.CsvTable, documents.JsonTable))  # noqa: S101 - there are no others
    return replace(table, profiles=profiles)


def _order(columns: Sequence[str]) -> str:
    return f"ORDER BY {', '.join(columns)}"


def _merged(pieces: Sequence[str]) -> list[str]:
    """Pieces with literals that follow each other as one."""
    merged: list[str] = []
    for piece in pieces:
        if merged and _is_text(merged[-1]) and _is_text(piece):
            merged[-1] = merged[-1][:-1] + piece[1:]
        else:
            merged.append(piece)
    return merged


def _is_text(piece: str) -> bool:
    return piece.startswith("'") and piece.endswith("'") and "'" not in piece[1:-1].replace("''", "")


def _statements(steps: Steps) -> Iterator[Statement]:
    for step in steps:
        if isinstance(step, Distinct):
            yield from step.statements
        elif isinstance(step, Keyed):
            yield step.statement
        else:
            yield from (part.statement for part in step.parts)


def _references(steps: Steps) -> Iterator[tuple[LogicalSource, Reference]]:
    """All references of terms and keys, each with its source."""
    for statement in _statements(steps):
        rows = statement.rows
        parent = rows.source if isinstance(rows, Scan) else rows.parent.source
        for made in statement.terms:
            source = parent if made.side is Side.PARENT else statement.child
            yield from ((source, reference) for reference in made.references)
        for key in () if isinstance(rows, Scan) else rows.keys:
            yield from ((statement.child, reference) for reference in references_of(key.child))
            yield from ((parent, reference) for reference in references_of(key.parent))
