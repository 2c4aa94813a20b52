"""Which subjects several rows have: only of these can a quad come twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from newsgraph.rml.algebra import references_of
from newsgraph.rml.duckdb.catalog import Catalog, equal
from newsgraph.rml.duckdb.selection import Selection, select
from newsgraph.rml.duckdb.terms import Kind
from newsgraph.rml.statements import Join, Made, Scan, Side, Statement, Steps, keyed_of


@dataclass(slots=True)
class Repeats:
    """Looks for them in the data, once for each subject."""

    catalog: Catalog
    _tables: dict[tuple[int, Made], str | None] = field(default_factory=dict)

    def prepare(self, steps: Steps) -> None:
        """Look for those of all keyed statements, before queries name tables.

        Where whole records stand twice in a table that is loaded, they are taken out of it.
        """
        for statement in keyed_of(steps):
            self.table(statement)

    def table(self, statement: Statement) -> str | None:
        """The table of the subjects that several rows have, with columns k0, k1, ...; None where there are none."""
        source, subject = statement.child, statement.subject
        references = [reference.text for reference in subject.references]
        known = self.catalog.table(source).profiles.get(references[0])
        if len(references) == 1 and known is not None and known.is_key:
            return None
        key = (self.catalog.position(source), subject)
        if key not in self._tables:
            selection = select(Scan(source), [subject], self.catalog.table, self.catalog.terms)
            named = ", ".join(f"{value} AS k{index}" for index, value in enumerate(self.key(subject, selection)))
            found = self._look(f"SELECT {named} FROM ({selection.sql})")
            left = found and self.catalog.without_doubles(source, references, found)
            self._tables[key] = self._look(left) if left else found
        return self._tables[key]

    def among(self, selection: Selection, subject: Made, repeated: str, kind: Literal["SEMI", "ANTI"]) -> str:
        """The rows whose subject is in a table of subjects, or is not."""
        keys = self.key(subject, selection)
        return f"SELECT * FROM ({selection.sql}) {kind} JOIN {repeated} ON {equal(keys, repeated)}"

    def key(self, subject: Made, selection: Selection) -> list[str]:
        """What tells subjects apart: the columns of its references or, where equal values of JSON differ, the term."""
        columns = selection.of(subject)
        if not any(column.kind is Kind.JSON for column in columns.values()):
            return [columns[reference.text].sql for reference in subject.references]
        return [self.catalog.terms.term(subject, columns)]

    def has_one_partner_each(self, statement: Statement) -> bool:
        """Whether no record of the child has two partners, of those that differ in what the statement says."""
        rows = statement.rows
        if not isinstance(rows, Join):
            return True
        keys = [reference.text for key in rows.keys for reference in references_of(key.parent)]
        told = [each.text for made in statement.terms if made.side is Side.PARENT for each in made.references]
        relation = self.catalog.table(rows.parent.source).relation([*keys, *told])
        named = ", ".join(column.sql for column in relation.columns[: len(keys)])
        several = f"SELECT {named} FROM (SELECT DISTINCT * FROM ({relation.sql})) GROUP BY {named} HAVING count(*) > 1"
        [(found,)] = self.catalog.database.rows(f"SELECT count(*) FROM ({several})")
        return not found

    def _look(self, keys: str) -> str | None:
        """The table of those rows of a query that it has several times, and how often in `times`; None for none."""
        name = self.catalog.new_name("repeated")
        self.catalog.database.rows(
            f"CREATE TABLE {name} AS SELECT *, count(*) AS times FROM ({keys}) WHERE k0 IS NOT NULL "
            f"GROUP BY ALL HAVING times > 1"
        )
        [(found,)] = self.catalog.database.rows(f"SELECT count(*) FROM {name}")
        return name if found else None
