"""Whom a sentence is about, and whom it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.mentions import Entity


def main_subject(setting: Setting) -> tuple[Entity, ...]:
    """Who or what the sentence is about: the subject of its first finite verb outside quotations."""
    clauses = setting.clauses
    for i, chunk in enumerate(clauses.chunks):
        if chunk.finite and chunk.lemma and not chunk.quote:
            subject = clauses.subject(i)
            opening = clauses.kind(clauses.back(subject.left - 1)) if subject is not None else "SUB"
            if subject is None or opening in ("SUB", "REL") or clauses.kind(clauses.back(i - 1)) == "REL":
                continue
            entities = tuple(dict.fromkeys(who for part in subject.phrases for who in setting.meant(part, subject, i)))
            return entities if len(entities) == len(subject.phrases) else ()
    return ()


def is_about_one(clauses: Clauses, main: tuple[Entity, ...]) -> bool:
    """Whether nobody but the `main` subject is the subject of a verb in the sentence, nor the object of the first.

    "X received Y in Z. He flew home" may be said of either.
    """
    people: set[int] = {id(who) for who in main}
    first = next((i for i, chunk in enumerate(clauses.chunks) if chunk.finite and chunk.lemma), None)
    if first is not None:
        after = clauses.arguments(first).phrases
        people.update(
            id(phrase.mention.entity)
            for name in ("object", "by", *(("with",) if clauses.word(first + 1) == "with" else ()))
            for phrase in after.get(name, ())
            if phrase.mention is not None and phrase.mention.kind == "person"
        )
    for i, chunk in enumerate(clauses.chunks):
        subject = clauses.subject(i) if chunk.kind == "VG" and chunk.lemma and chunk.finite else None
        for phrase in subject.phrases if subject is not None else ():
            mention = phrase.mention
            if mention is not None and mention.kind == "person" and mention.entity is not None:
                people.add(id(mention.entity))
    return len(people) == 1


def named_countries(clauses: Clauses) -> tuple[Entity, ...]:
    """The countries that a sentence names, in its order."""
    mentions = [token.mention for token in clauses.tokens if token.mention is not None]
    named = [m.entity for m in mentions if m.entity is not None and m.entity.type == "Country"]
    return tuple(dict.fromkeys(named))


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


def named_people(clauses: Clauses) -> tuple[Entity, ...]:
    """The people whom a sentence names, in its order."""
    mentions = [token.mention for token in clauses.tokens if token.mention is not None]
    named = [m.entity for m in mentions if m.kind == "person" and m.entity is not None]
    return tuple(dict.fromkeys(named))
