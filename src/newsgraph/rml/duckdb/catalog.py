"""The sources of a run as relations: each made ready once, loaded where it fits into memory, and looked at once."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from newsgraph import sources
from newsgraph.errors import Place
from newsgraph.rml import opening
from newsgraph.rml import tables as csv_documents
from newsgraph.rml.algebra import references_of
from newsgraph.rml.duckdb import documents, tables
from newsgraph.rml.duckdb.database import Database
from newsgraph.rml.duckdb.documents import Fields, JsonTable, Lines
from newsgraph.rml.duckdb.relation import Profile, Relation, Table
from newsgraph.rml.duckdb.tables import CsvTable
from newsgraph.rml.duckdb.terms import Column, Kind, Terms, is_integer, is_plain_string, is_safe
from newsgraph.rml.model import RFC_4180, LogicalSource, Reference, Template, TermType
from newsgraph.rml.run import Run
from newsgraph.rml.statements import Made, NotAccepted, Scan, Steps, keyed_of, statements_of

TABLE_SIZE = 2
"""How large a table is, in memory, in sizes of its file: a cell takes 16 bytes, and longer texts their own besides."""
_PART = 1 << 23  # bytes that are cut out while those before them are loaded

_Uses: TypeAlias = dict[tuple[str, Place], Reference]


@dataclass(slots=True)
class Catalog:
    """The sources of the steps of one run. What is temporary is in `folder`, what must be closed in `local_files`."""

    run: Run
    folder: Path
    database: Database
    terms: Terms
    local_files: ExitStack
    _tables: list[tuple[LogicalSource, Table]] = field(default_factory=list)
    _positions: dict[LogicalSource, int] = field(default_factory=dict)
    _names: int = 0

    def prepare(self, steps: Steps) -> None:
        """Make the sources ready, load those that fit, and look at all values that have kinds or nulls.

        What is never there is told to the report. Raises MappingError for a reference that is no column.
        """
        used = self._uses(steps)
        for (source, table), uses in zip(self._tables, used, strict=True):
            if isinstance(table, CsvTable):
                header = csv_documents.Table(table.columns, iter(()))
                csv_documents.check_columns(header, uses.values(), source)
        self._load(used)
        in_iris = {(self.position(source), text) for source, text in _in_iris(steps)}
        subjects = _subjects(steps)
        for position, uses in enumerate(used):
            self._look_at(position, uses, subjects, {text for at, text in in_iris if at == position})

    def position(self, source: LogicalSource) -> int:
        """The source's place among those that are ready, made ready at its first use."""
        if source not in self._positions:
            alike = (position for position, (known, _) in enumerate(self._tables) if known.same_records(source))
            position = next(alike, len(self._tables))
            if position == len(self._tables):
                self._tables.append((source, self._ready(source)))
            self._positions[source] = position
        return self._positions[source]

    def table(self, source: LogicalSource) -> Table:
        """The source, ready."""
        return self._tables[self.position(source)][1]

    def without_doubles(self, source: LogicalSource, references: Sequence[str], repeated: str) -> str | None:
        """Take whole records that stand twice out of a loaded table; None where there are none.

        `repeated` is the table of those values of the references that several records have, and of how many. What stays
        of these records is at the end of the table, in the order of its values; the answer is a query of its values of
        the references.
        """
        position = self.position(source)
        table = self._tables[position][1]
        if not isinstance(table, CsvTable) or not table.loaded:
            return None
        columns = [table.column(reference) for reference in references]
        old, rest, new = table.loaded, self.new_name("rest"), self.new_name("source")
        same = equal(columns, repeated)
        others = f"SELECT DISTINCT * FROM {old} SEMI JOIN {repeated} ON {same} ORDER BY ALL"
        self.database.rows(f"CREATE TABLE {rest} AS {others}")
        asked = f"SELECT (SELECT count(*) FROM {rest}), (SELECT sum(times) FROM {repeated})"
        [(kept, found)] = self.database.rows(asked)
        if kept == found:
            self.database.rows(f"DROP TABLE {rest}")
            return None
        self.database.load(new, f"SELECT * FROM {old} ANTI JOIN {repeated} ON {same}")
        self.database.rows(f"DROP TABLE {old}")
        self.database.rows(f"INSERT INTO {new} SELECT * FROM {rest}")
        self._tables[position] = (self._tables[position][0], replace(table, loaded=new))
        named = ", ".join(f"{column} AS k{index}" for index, column in enumerate(columns))
        return f"SELECT {named} FROM {rest}"

    def new_name(self, what: str) -> str:
        """A name that no other table or file of the run has."""
        self._names += 1
        return f"{what}{self._names}"

    # -- Ready ---------------------------------------------------------------------------------------------------------

    def _uses(self, steps: Steps) -> list[_Uses]:
        """The references to each source, which is made ready."""
        for statement in statements_of(steps):
            for source in statement.sources:
                self.position(source)
        used: list[_Uses] = [{} for _ in self._tables]
        for source, reference in _references(steps):
            used[self.position(source)][reference.text, reference.place] = reference
        return used

    def _ready(self, source: LogicalSource) -> Table:
        origin = source.source
        if origin.encoding not in {None, "utf-8", "utf-8-sig"}:
            raise NotAccepted(f"a source in {origin.encoding}", source.place)
        if source.formulation == "JSONPath":
            if origin.nulls:
                raise NotAccepted("values of JSON that are null by the mapping", source.place)
            return JsonTable(documents.outer_path(source), documents.inner_path(source))
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
            is_clean = tables.check(stream, csv_documents.delimiter(origin.path, origin.dialect))
        return CsvTable(path, source, columns, is_clean)

    # -- Loaded --------------------------------------------------------------------------------------------------------

    def _load(self, used: Sequence[_Uses]) -> None:
        for position, uses in enumerate(used):
            source, table = self._tables[position]
            if isinstance(table, CsvTable) and self._fits(sources.size(table.path)):
                name = self.new_name("source")
                self.database.load(name, table.load([reference.text for reference in uses.values()]))
                self._tables[position] = (source, replace(table, loaded=name))
        for source, cut_alike in self._documents():
            self._cut(source, cut_alike, used)

    def _documents(self) -> list[tuple[LogicalSource, dict[int, JsonTable]]]:
        """The tables of JSON by their positions, those of the same elements together."""
        found: list[tuple[LogicalSource, dict[int, JsonTable]]] = []
        for position, (source, table) in enumerate(self._tables):
            if isinstance(table, JsonTable):
                alike = (
                    tables
                    for known, tables in found
                    if known.source.is_same(source.source)
                    and all(each.outer == table.outer for each in tables.values())
                )
                tables = next(alike, None)
                if tables is None:
                    found.append((source, {position: table}))
                else:
                    tables[position] = table
        return found

    def _cut(self, source: LogicalSource, tables: Mapping[int, JsonTable], used: Sequence[_Uses]) -> None:
        """Cut a document up into the elements of all these tables, and load them where they fit."""
        [outer] = {table.outer for table in tables.values()}
        with opening.opened(source.source, self.run, seekable=True) as stream, self.run.unchanged(source):
            loaded = None
            if self._fits(stream.seek(0, os.SEEK_END)):
                with suppress(NotAccepted):  # then each reads them in its own way
                    over = [
                        (table, [each.text for each in used[position].values()]) for position, table in tables.items()
                    ]
                    loaded = (self.new_name("source"), documents.fields(over))
            stream.seek(0)
            if loaded is None:
                [lines] = documents.cut(stream, outer, self._new_lines)
            else:
                lines = self._load_lines(documents.cut(stream, outer, self._new_lines, most=_PART), *loaded)
        for position, table in tables.items():
            self._tables[position] = (self._tables[position][0], replace(table, lines=lines, loaded=loaded))

    def _load_lines(self, parts: Iterable[Lines], name: str, fields: Fields) -> Lines:
        """Load each part of the lines while the next one is cut out."""
        cut = []
        with self.database.loading(name) as load:
            for part in parts:
                load(f"SELECT * FROM {fields.read(part)}")
                cut.append(part)
        return documents.joined(cut)

    def _new_lines(self) -> Path:
        return self.folder / f"{self.new_name('lines')}.ndjson"

    def _fits(self, size: int) -> bool:
        return size * TABLE_SIZE <= self.database.limits.bytes

    # -- Looked at -----------------------------------------------------------------------------------------------------

    def _look_at(self, position: int, uses: _Uses, subjects: Collection[str], in_iris: Collection[str]) -> None:
        source, table = self._tables[position]
        has_kinds = not isinstance(table, CsvTable) or table.has_nulls
        if not has_kinds and not (in_iris and isinstance(table, CsvTable) and table.loaded):
            return
        texts = list(dict.fromkeys(reference.text for reference in uses.values()))
        single = [text for text in texts if "*" not in text]
        records, profiles = self._look(single, table, subjects if has_kinds else (), in_iris)
        for text in texts:
            if text not in single:
                profiles[text] = replace(self._look([text], table, (), in_iris)[1][text], is_total=False)
        assert isinstance(table, (CsvTable, JsonTable))  # noqa: S101 - there are no others
        self._tables[position] = (source, replace(table, profiles=profiles))
        if not has_kinds:
            return
        path = source.source.path
        for reference in uses.values() if records else ():
            matched = profiles[reference.text].values > 0
            self.run.report.note(reference.place, reference.text, path, records=records, matched=matched)
        if source.iterator is not None:
            self.run.report.note(source.iterator.place, source.iterator.text, path, records=0, matched=records > 0)

    def _look(
        self, references: Sequence[str], table: Table, keys: Collection[str], in_iris: Collection[str]
    ) -> tuple[int, dict[str, Profile]]:
        """How many rows there are, and what the values of the references are.

        Of `keys`, whether they differ; of those `in_iris`, whether they are safe there.
        """
        relation = table.relation(references)
        asked = ["count(*)"]
        for reference, column in zip(references, relation.columns, strict=True):
            value = column.sql
            asked.append(f"count({value})")
            asked.append(f"count(DISTINCT {value})" if reference in keys else "NULL")
            asked.append(f"bool_and({is_plain_string(column)})" if column.kind.is_json else "false")
            asked.append(f"bool_and({is_safe(column)})" if reference in in_iris else "false")
        [(rows, *found)] = self.database.rows(f"SELECT {', '.join(asked)} FROM ({relation.sql})")
        answers = [found[4 * index : 4 * index + 4] for index in range(len(references))]
        others = [
            column
            for column, (_, _, strings, _) in zip(relation.columns, answers, strict=True)
            if column.kind.is_json and strings == 0  # NULL where there are no values
        ]
        integers = self._integers(relation, others)
        profiles = {}
        for reference, column, (values, distinct, strings, safe) in zip(
            references, relation.columns, answers, strict=True
        ):
            kind = Kind.JSON_STRING if strings else Kind.JSON_INTEGER if column in integers else column.kind
            is_key = kind is not Kind.JSON and distinct == values
            profiles[reference] = Profile(kind, values, values == rows, is_key, is_safe=bool(safe))
        return rows, profiles

    def _integers(self, relation: Relation, columns: Sequence[Column]) -> list[Column]:
        """Those columns of JSON that hold integers alone."""
        if not columns:
            return []
        asked = ", ".join(f"bool_and({is_integer(column.sql)})" for column in columns)
        [answers] = self.database.rows(f"SELECT {asked} FROM ({relation.sql})")
        return [column for column, integers in zip(columns, answers, strict=True) if integers]


def equal(columns: Sequence[str], repeated: str) -> str:
    """SQL: whether columns are those of a table of values that repeat."""
    return " AND ".join(f"{column} = {repeated}.k{index}" for index, column in enumerate(columns))


def _subjects(steps: Steps) -> set[str]:
    """The references that are, alone, the subjects of keyed statements."""
    subjects = [statement.subject.references for statement in keyed_of(steps)]
    return {references[0].text for references in subjects if len(references) == 1}


def _in_iris(steps: Steps) -> Iterator[tuple[LogicalSource, str]]:
    """What templates of IRIs encode."""
    for source, made in _terms(steps):
        if made.term_map.term_type in {TermType.IRI, TermType.URI} and isinstance(made.term_map.expression, Template):
            yield from ((source, reference.text) for reference in made.references)


def _references(steps: Steps) -> Iterator[tuple[LogicalSource, Reference]]:
    """All references of terms and keys, each with its source."""
    for source, made in _terms(steps):
        yield from ((source, reference) for reference in made.references)
    for statement in statements_of(steps):
        rows = statement.rows
        for key in () if isinstance(rows, Scan) else rows.keys:
            yield from ((statement.child, reference) for reference in references_of(key.child))
            yield from ((statement.sources[1], reference) for reference in references_of(key.parent))


def _terms(steps: Steps) -> Iterator[tuple[LogicalSource, Made]]:
    for statement in statements_of(steps):
        yield from ((statement.source_of(made), made) for made in statement.terms)
