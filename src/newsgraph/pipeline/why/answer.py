"""What is told of a triple or a node: frozen values, as text for a person and as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass

from newsgraph.pipeline.trail import shortened


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is written in the project, and where: `file:line:column`, as far as that is known."""

    what: str
    place: str

    def __str__(self) -> str:
        return f"{self.what} ({self.place})" if self.place else self.what


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article's body, and where they start: a code point, and a place."""

    exact: str
    start: int
    place: str


@dataclass(frozen=True, slots=True)
class Entailed:
    """That a triple follows by OWL 2 RL: by which rules, from which triples of the article, by which axioms."""

    rules: tuple[str, ...]
    premises: tuple[str, ...]
    axioms: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple of an article's graph: the lines of the mapping that made it, or how it follows; what checks it."""

    triple: str
    made_by: tuple[str, ...]
    entailed: Entailed | None
    checked_by: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What one article says: `about` a claim, an office or a mention of its graph, in words `says`, with its trail."""

    article: str
    headline: str
    about: str
    says: str
    quotes: tuple[Quote, ...]
    read_by: tuple[Line, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """All accounts of what was asked; `links` is what was decided on a node's item, `notes` what cannot be told."""

    asked: str
    name: str
    accounts: tuple[Account, ...]
    links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The answer with all its parts by their names."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, indent=2) + "\n"

    def to_text(self) -> str:
        """The answer as a person reads it, article by article."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"{self.asked}  {self.name}".rstrip()
        yield from (f"  link  {link}" for link in self.links)
        article = None
        for account in self.accounts:
            if account.article != article:
                article = account.article
                yield f"  {article}  {account.headline}".rstrip()
            yield f"    {account.says}"
            yield from (f"      {quote.place}: “{shortened(quote.exact)}”" for quote in account.quotes)
            yield from (f"      read by     {rule}" for rule in account.read_by)
            yield from _statement_lines(account.statements)
        yield from (f"  note  {note}" for note in self.notes)


def _statement_lines(statements: tuple[Statement, ...]) -> Iterator[str]:
    """Each triple with what made it; then, once, what checks them."""
    for statement in statements:
        yield f"      {statement.triple}"
        yield from (f"        made by     {line}" for line in statement.made_by)
        if statement.entailed is not None:
            yield f"        follows by  {', '.join(statement.entailed.rules) or 'OWL 2 RL'}"
            yield from (f"          from      {premise}" for premise in statement.entailed.premises)
            yield from (f"          and       {axiom}" for axiom in statement.entailed.axioms)
    checks = dict.fromkeys(shape for statement in statements for shape in statement.checked_by)
    yield from (f"      checked by  {shape}" for shape in checks)
