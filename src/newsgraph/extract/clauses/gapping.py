"""What a verb is said of once more without being repeated: "met X on Monday and Y on Thursday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.grammar import Arguments, Subject
from newsgraph.extract.clauses.lists import list_right
from newsgraph.extract.clauses.noun_phrases import is_body, is_person, type_of

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses


def gapped(clauses: Clauses, i: int) -> list[Arguments]:
    """What the verb group at i is said of once more, each with a day: "met X on Monday and Y on Thursday".

    Where the names are of another type than the object they are a subject: "X joined NATO in 2004 and Y in 2009".
    """
    first = clauses.arguments(i)
    if not first.dates or clauses.kind(first.end) not in ("CC", "COMMA"):
        return []
    function = next((name for name in ("with", "object", "on", "to") if _is_named(first, name)), "")
    subject = clauses.subject(i)
    acting = _type_of_all(subject) if subject is not None else ""
    objects = {type_of(phrase) for phrases in first.phrases.values() for phrase in phrases} - {""}
    found: list[Arguments] = []
    j = first.end
    while clauses.kind(j) in ("CC", "COMMA"):
        j += 1 + (clauses.kind(j) == "COMMA" and clauses.kind(j + 1) == "CC")
        followed = clauses.kind(j) == "VG" and clauses.chunks[j].lemma == "follow" and clauses.word(j + 1) == "by"
        j += 2 * followed
        again = clauses.kind(j) == "P" and clauses.word(j) == function
        j += again
        named = clauses.kind(j) == "NP" and clauses.chunks[j].mention is not None
        acts = named and acting == type_of(clauses.chunks[j]) and acting not in objects and not again
        told_apart = named and acting not in ("", "Organization") and _is_object(clauses.chunks[j], first)
        if not (named and (acts or (function and (again or is_person(clauses, j) or told_apart)))):
            break  # "X sanctioned Y on Monday and Z on Tuesday": Z may be either
        phrases, j, _ = list_right(clauses, j, pair=clauses.kind(j + 2) == "NP" and acts)
        dropped = {function, "in", "at"} if not acts else {"in", "at"} - _organized(first)
        more = Arguments({name: part for name, part in first.phrases.items() if name not in dropped})
        if acts:
            more.subject = Subject(tuple(phrases), clauses.index(phrases[0]))
            j += clauses.kind(j) == "VG" and clauses.chunks[j].lemma == "follow"
        else:
            more.phrases[function] = phrases
        j = _dated(clauses, j, more)
        if not more.dates or clauses.kind(j) not in ("END", "STOP", "COMMA", "CC", "SUB"):
            break
        more.end = j
        found.append(more)
    return found


def _dated(clauses: Clauses, j: int, more: Arguments) -> int:
    """Add the days and places that follow at j; the chunk after them."""
    while clauses.kind(j) == "DATE" or (clauses.kind(j) == "P" and clauses.kind(j + 1) in ("NP", "DATE")):
        j += clauses.kind(j) == "P"
        if clauses.kind(j) == "DATE":
            more.dates.append(j)
        elif clauses.word(j - 1) in ("in", "at"):
            more.add(clauses.word(j - 1), [clauses.chunks[j]])
        else:
            break
        j += 1
    return j


def _type_of_all(subject: Subject) -> str:
    """The type of what all phrases of a subject name; empty where they name nothing, or unlike things."""
    types = {type_of(phrase) for phrase in subject.phrases}
    return next(iter(types)) if len(types) == 1 else ""


def _is_object(name: Chunk, first: Arguments) -> bool:
    """Whether a name can only go on with the objects: organizations, and both bodies of states or neither.

    In "X sanctioned Y in 2014 and the EU in 2015" the EU is one more that did so.
    """
    objects = [phrase for phrases in first.phrases.values() for phrase in phrases if type_of(phrase)]
    alike = all(type_of(phrase) == "Organization" and is_body(phrase) == is_body(name) for phrase in objects)
    return bool(objects) and type_of(name) == "Organization" and alike


def _organized(first: Arguments) -> set[str]:
    """The functions in which organizations stand, which are no places: "in the EU"."""
    return {name for name, phrases in first.phrases.items() if any(type_of(p) == "Organization" for p in phrases)}


def _is_named(found: Arguments, function: str) -> bool:
    return any(phrase.mention is not None for phrase in found.phrases.get(function, ()))
