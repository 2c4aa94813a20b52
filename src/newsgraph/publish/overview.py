"""The index to what the pages about all of it show: articles, entities and situations in order, and their counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from newsgraph.publish.index import Card, Index, Kind
from newsgraph.rdf.terms import Term


@dataclass(frozen=True)
class Overview:
    """All of one dataset, as its cards have it."""

    index: Index

    @cached_property
    def articles(self) -> list[tuple[Term, Card]]:
        """The latest first."""
        found = sorted(self.index.cards("article"))
        return sorted(found, key=lambda entry: entry[1].date, reverse=True)

    @cached_property
    def entities(self) -> list[tuple[Term, Card]]:
        """By name."""
        return sorted(self.index.cards("entity"), key=lambda entry: (entry[1].label.casefold(), entry[0]))

    @cached_property
    def situations(self) -> list[tuple[Term, Card]]:
        """The latest first, those without a date last."""
        found = sorted(self.index.cards("situation"))
        return sorted(found, key=lambda entry: entry[1].date, reverse=True)

    @cached_property
    def classes(self) -> dict[tuple[Kind, Term], int]:
        """How many there are of each class; those of claims are of what they claim."""
        found: dict[tuple[Kind, Term], int] = {}
        for name, count in self.index.counts().items():
            kind, _, class_ = name.partition(" ")
            key: tuple[Kind, Term] = (kind, class_)  # type: ignore[assignment]  # the index has no others
            found[key] = count
        return found

    def count(self, kind: Kind) -> int:
        return sum(count for (found, _), count in self.classes.items() if found == kind)

    @cached_property
    def triples(self) -> int:
        return self.index.triples()

    @property
    def latest(self) -> str:
        """The date of the last article."""
        return self.articles[0][1].date if self.articles else ""
