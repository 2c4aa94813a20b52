"""The rows of statements as one query, with the columns of each term."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from newsgraph.errors import Place
from newsgraph.rml.algebra import references_of
from newsgraph.rml.duckdb.relation import Relation, Table
from newsgraph.rml.duckdb.terms import Columns, Terms
from newsgraph.rml.model import Expression, LogicalSource, TermMap, TermType
from newsgraph.rml.statements import Join, Made, NotAccepted, Rows, Scan, Side

TableOf = Callable[[LogicalSource], Table]


@dataclass(frozen=True, slots=True)
class Selection:
    """A query, all its columns, and those of each term by the references that they stand for."""

    sql: str
    columns: tuple[str, ...]
    _of: Mapping[Made, Columns]

    def of(self, made: Made) -> Columns:
        """The columns of a term."""
        return self._of[made]


def select(rows: Rows, mades: Sequence[Made], table: TableOf, terms: Terms) -> Selection:
    """The rows, with the values of all references of the terms.

    A reference that may have several values has a column for each term that it stands in, since each term takes all
    of them.
    """
    if isinstance(rows, Scan):
        side = _side(table(rows.source), mades, terms)
        names = tuple(column.sql for column in side.relation.columns)
        return Selection(side.relation.sql, names, dict(zip(mades, side.columns, strict=True)))
    child_keys = [_key(key.child) for key in rows.keys]
    parent_keys = [_key(key.parent) for key in rows.keys]
    own = [made for made in mades if made.side is Side.CHILD]
    others = [made for made in mades if made.side is Side.PARENT]
    child = _side(table(rows.child.source), [*own, *child_keys], terms)
    parent = _side(table(rows.parent.source), [*others, *parent_keys], terms)
    pairs = zip(child_keys, child.columns[len(own) :], parent_keys, parent.columns[len(others) :], strict=True)
    equal = " AND ".join(
        f"{terms.text(_expression(one), _in('c', columns))} = {terms.text(_expression(other), _in('p', found))}"
        for one, columns, other, found in pairs
    )
    kept = range(_width(child.columns[: len(own)]))
    added = range(_width(parent.columns[: len(others)]))
    asked = [each for index in kept for each in _named("c", f"r{index}", f"r{index}", child.relation)]
    asked += [each for index in added for each in _named("p", f"r{index}", f"q{index}", parent.relation)]
    partners = f"(SELECT DISTINCT * FROM ({parent.relation.sql})) AS p"
    kind = "JOIN" if isinstance(rows, Join) else "SEMI JOIN"
    joined = f"({child.relation.sql}) AS c {kind} {partners} ON {equal or 'true'}"
    sql = f"SELECT {', '.join(asked) or '1 AS one'} FROM {joined}"
    of: dict[Made, Columns] = dict(zip(own, child.columns, strict=False))
    for made, columns in zip(others, parent.columns, strict=False):
        of[made] = {text: column.named(f"q{column.sql[1:]}") for text, column in columns.items()}
    return Selection(sql, tuple(name.rpartition(" ")[2] for name in asked), of)


@dataclass(frozen=True, slots=True)
class _Side:
    relation: Relation
    columns: list[Columns]


def _side(table: Table, mades: Sequence[Made], terms: Terms) -> _Side:
    """One table's rows, and the columns of each term; those of the first terms come first."""
    references: list[str] = []
    shared: dict[str, int] = {}
    positions: list[dict[str, int]] = []
    for made in mades:
        own: dict[str, int] = {}
        if not made.is_single and mades.count(made) > 1:
            raise NotAccepted("a term of several values that stands twice in a quad", made.term_map.place)
        texts = [reference.text for reference in references_of(made.term_map)]
        if not made.is_single and len(set(texts)) < len(texts):
            raise NotAccepted("a term that takes several values of one reference twice", made.term_map.place)
        for text in dict.fromkeys(texts):
            if "*" not in text and text in shared:
                own[text] = shared[text]
                continue
            own[text] = shared[text] = len(references)
            references.append(text)
        positions.append(own)
    relation = _with_texts(table.relation(references), terms)
    return _Side(relation, [{text: relation.columns[at] for text, at in own.items()} for own in positions])


def _with_texts(relation: Relation, terms: Terms) -> Relation:
    """The relation with a column of text beside each of JSON, which is worked out once for a row."""
    columns = tuple(column.named(column.sql) for column in relation.columns)
    texts = [f"{terms.text_of(column)} AS {column.text}" for column in columns if column.kind.is_json]
    return Relation(f"SELECT *, {', '.join(texts)} FROM ({relation.sql})", columns) if texts else relation


def _named(alias: str, column: str, name: str, relation: Relation) -> list[str]:
    """A column of a joined relation, and its text, under another name."""
    is_json = relation.columns[int(column[1:])].kind.is_json
    return [f"{alias}.{column} AS {name}", *([f"{alias}.{column}t AS {name}t"] if is_json else [])]


def _width(columns: Sequence[Columns]) -> int:
    return 1 + max((int(column.sql[1:]) for each in columns for column in each.values()), default=-1)


def _in(alias: str, columns: Columns) -> Columns:
    return {text: column.named(f"{alias}.{column.sql}") for text, column in columns.items()}


def _key(expression: Expression) -> Made:
    return Made(TermMap(expression, TermType.LITERAL, Place("")), None)


def _expression(made: Made) -> Expression:
    expression = made.term_map.expression
    assert expression is not None  # noqa: S101 - of a key
    return expression
