"""Whom a sentence names, and whether it is about one of them alone, for the sentence that follows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.mentions import Entity
    from newsgraph.facts import EntityType


class Focus:
    """Whom a sentence is about, and whom it names, for the phrases of the next one that point back.

    `main` is the sentence's main subject. The rest is read when it is first asked for: few sentences point back.
    """

    def __init__(self, clauses: Clauses | None, main: tuple[Entity, ...] = ()) -> None:
        self._clauses = clauses
        self.main = main

    @cached_property
    def people(self) -> tuple[Entity, ...]:
        """The people whom the sentence names, in its order."""
        mentions = self._clauses.mentions if self._clauses is not None else ()
        named = [m.entity for m in mentions if m.kind == "person" and m.entity is not None]
        return tuple(dict.fromkeys(named))

    @cached_property
    def countries(self) -> tuple[Entity, ...]:
        """The countries that the sentence names, in its order."""
        return self._named("Country")

    @cached_property
    def organizations(self) -> tuple[Entity, ...]:
        """The organizations that the sentence names, in its order."""
        return self._named("Organization")

    @cached_property
    def lists(self) -> tuple[tuple[Entity, ...], ...]:
        """The countries that the sentence joins by "and", list by list."""
        return listed_countries(self._clauses) if self._clauses is not None else ()

    @cached_property
    def alone(self) -> bool:
        """Whether the main subject is one person, and nobody else is the subject or first object of a verb."""
        one = len(self.main) == 1 and self.main[0].type == "Person"
        return one and self._clauses is not None and is_about_one(self._clauses, self.main)

    def _named(self, kind: EntityType) -> tuple[Entity, ...]:
        mentions = self._clauses.mentions if self._clauses is not None else ()
        named = [m.entity for m in mentions if m.entity is not None and m.entity.type == kind]
        return tuple(dict.fromkeys(named))


NOTHING = Focus(None)
"""The focus of no sentence, where the one before stands too far away."""


def is_about_one(clauses: Clauses, main: tuple[Entity, ...]) -> bool:
    """Whether nobody but the `main` subject is the subject of a verb in the sentence, nor the object of the first.

    "X received Y in Z. He flew home" may be said of either.
    """
    people: set[int] = {id(who) for who in main}
    if clauses.finite:
        first = clauses.finite[0]
        after = clauses.arguments(first).phrases
        people.update(
            id(phrase.mention.entity)
            for name in ("object", "by", *(("with",) if clauses.word(first + 1) == "with" else ()))
            for phrase in after.get(name, ())
            if phrase.mention is not None and phrase.mention.kind == "person"
        )
    for i in clauses.finite:
        subject = clauses.subject(i)
        for phrase in subject.phrases if subject is not None else ():
            mention = phrase.mention
            if mention is not None and mention.kind == "person" and mention.entity is not None:
                people.add(id(mention.entity))
    return len(people) == 1


def listed_countries(clauses: Clauses) -> tuple[tuple[Entity, ...], ...]:
    """The countries that a sentence joins by "and", list by list: "the leaders of X, Y and Z"."""
    found: list[tuple[Entity, ...]] = []
    run: list[Entity] = []
    joined = False
    for chunk in clauses.chunks:
        mention = chunk.mention if chunk.kind == "NP" else None
        if mention is not None and mention.entity is not None and mention.entity.type == "Country":
            run.append(mention.entity)
            if joined:
                found.append(tuple(dict.fromkeys(run)))
                run, joined = [], False
        elif chunk.kind == "CC" and chunk.word == "and" and run:
            joined = True
        elif not (chunk.kind == "COMMA" and run):
            run, joined = [], False
    return tuple(found)
