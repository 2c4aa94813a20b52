"""Statements to SQL of N-Quads lines: one line at a time, or all that is made of a row as one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsgraph.rml.duckdb.catalog import Catalog
from newsgraph.rml.duckdb.selection import Selection, select
from newsgraph.rml.duckdb.terms import Terms, has_escapes, quoted
from newsgraph.rml.expressions import is_always_iri
from newsgraph.rml.model import Constant, Template, TermType
from newsgraph.rml.statements import Made, Statement


@dataclass(frozen=True, slots=True)
class Query:
    """SQL of lines, and whose they are: each row has a line for each of `triples_maps`, or `lines` of one of them.

    What is `in_order` is in that of the rows of a source, if one thread reads them.
    """

    sql: str
    triples_maps: tuple[int, ...]
    lines: bool = False
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Writes the SQL of statements over the sources of a catalog."""

    catalog: Catalog

    @property
    def terms(self) -> Terms:
        return self.catalog.terms

    def select(self, statements: Sequence[Statement]) -> Selection:
        """The rows of the first statement, which all share, with the columns of the terms of all.

        A term that stands twice in one statement is asked for twice: of several values it takes one at a time.
        """
        first, *others = statements
        mades = list(first.terms)
        mades += dict.fromkeys(made for statement in others for made in statement.terms if made not in mades)
        return select(first.rows, mades, self.catalog.table, self.terms)

    def line(self, statement: Statement, selection: Selection) -> str:
        """The line of a statement; NULL where a term has no value."""
        pieces: list[str] = []
        for made in statement.terms:
            pieces += [*self.terms.pieces(made, selection.of(made)), "' '"]
        return f"({' || '.join(_merged([*pieces, quoted('.')]))})"

    def together(self, statements: Sequence[Statement], selection: Selection, rows: str) -> Query:
        """All statements of one row in one text, for the rows of a query with the columns of the selection."""
        subjects = list(dict.fromkeys(statement.subject for statement in statements))
        named = [f"{self.terms.term(made, selection.of(made))} AS s{index}" for index, made in enumerate(subjects)]
        total = [statement for statement in statements if self.is_total(statement)]
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
        sql = f"SELECT {line} AS line FROM (SELECT *, {', '.join(named)} FROM ({rows}))"
        maps = tuple(statement.triples_map for statement in statements)
        there = sql if total else f"SELECT line FROM ({sql}) WHERE line <> ''"
        return Query(there, maps, lines=bool(partial), in_order=True)

    def is_total(self, statement: Statement) -> bool:
        """Whether every row makes a quad."""
        for made in statement.terms:
            references = [reference.text for reference in made.references]
            relation = self.catalog.table(statement.source_of(made)).relation(references)
            if not all(column.is_total for column in relation.columns) or not _is_total(made):
                return False
        return True

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
