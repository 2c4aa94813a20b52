"""Coordinated noun phrases, read from the last to the left and from the first to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.enclosures import closing_comma, enclosed
from newsgraph.extract.clauses.grammar import FAR
from newsgraph.extract.clauses.noun_phrases import (
    alike,
    is_descriptive,
    is_organization,
    is_person,
    is_place_name,
    is_role,
    same_type,
    type_of,
)
from newsgraph.extract.clauses.openings import opens_clause

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses


def list_left(clauses: Clauses, j: int) -> tuple[tuple[Chunk, ...], int | None]:
    """The coordinated noun phrases that end with the one at j, and the index of the first."""
    phrases = [clauses.chunks[j]]
    if clauses.kind(j - 1) != "CC" or clauses.word(j - 1) in ("but", "nor", "yet"):
        if clauses.kind(j - 1) == "COMMA" and clauses.kind(j - 2) == "NP" and is_role(clauses, clauses.chunks[j - 2]):
            return tuple(phrases), j
        return tuple(phrases), j
    k = j - 2
    if clauses.kind(k) == "COMMA":
        opening = enclosed(clauses, k)
        aside = opening is not None and same_type(clauses.chunks[opening - 1], clauses.chunks[j])
        k = opening - 1 if opening is not None and aside else k - 1  # "X, which borders Y, and Z"
    if clauses.kind(k) != "NP":
        return tuple(phrases), j
    start = k
    of = _of_chain(clauses, k)
    if of is not None:
        start = of
    members = [clauses.chunks[start]]
    while clauses.word(start - 1) == "," and clauses.kind(start - 2) == "NP" and clauses.kind(start - 3) != "P":
        start -= 2
        members.insert(0, clauses.chunks[start])
    before = clauses.back(start - 1)
    kind = clauses.kind(before)
    if kind in ("P", "VG") and not (kind == "VG" and clauses.is_speech(before)):
        return tuple(phrases), j
    return (*members, *phrases), start


def _of_chain(clauses: Clauses, k: int) -> int | None:
    """The head of "the president of Serbia" where k is its last noun phrase."""
    if clauses.kind(k - 1) == "P" and clauses.word(k - 1) == "of" and clauses.kind(k - 2) == "NP":
        return k - 2
    return None


def above_list(clauses: Clauses, j: int) -> int | None:
    """The head of "the leaders of X, Y and Z", where j is its last noun phrase; None where the list is the head."""
    k = j - 2 - (clauses.kind(j - 2) == "COMMA")
    while clauses.kind(k) == "NP" and clauses.kind(k - 1) == "COMMA" and clauses.kind(k - 2) == "NP":
        if type_of(clauses.chunks[k]) == type_of(clauses.chunks[k - 2]):
            k -= 2
        else:
            return None
    if clauses.kind(k) != "NP" or clauses.kind(k - 1) != "P" or clauses.kind(k - 2) != "NP":
        return None
    return k - 2 if clauses.kind(k - 3) in ("END", "COMMA", "SUB", "STOP", "P") else None


def is_listed(clauses: Clauses, k: int) -> bool:
    """Whether the name at k is the last of two or more names of one kind."""
    if clauses.kind(k - 1) != "CC" or clauses.word(k - 1) != "and" or clauses.kind(k - 2) not in ("NP", "COMMA"):
        return False
    other = k - 2 - (clauses.kind(k - 2) == "COMMA")
    return clauses.kind(other) == "NP" and same_type(clauses.chunks[other], clauses.chunks[k])


def list_right(clauses: Clauses, j: int, *, pair: bool = False) -> tuple[list[Chunk], int, list[Chunk]]:
    """The coordinated noun phrases from j on, where they end, and what "of" adds to the first.

    In a `pair` ("between X and Y") the second belongs to the list, whatever comes after it.
    """
    phrases = [clauses.chunks[j]]
    of: list[Chunk] = []
    k = j + 1
    if clauses.kind(k) == "P" and clauses.word(k) == "of" and clauses.kind(k + 1) == "NP":
        of = [clauses.chunks[k + 1]]
        k += 2
        if (
            clauses.kind(k) == "CC"
            and clauses.kind(k + 1) == "NP"
            and alike(of[-1], clauses.chunks[k + 1])
            and is_person(clauses, k + 1) <= is_person(clauses, k - 1)
            and not opens_clause(clauses, k + 1)
        ):
            of.append(clauses.chunks[k + 1])
            k += 2
        elif clauses.kind(k) == "COMMA" and _goes_on_as_series(clauses, k) and same_type(of[0], clauses.chunks[k + 1]):
            of, k, _ = list_right(clauses, k - 1)
        lemma = clauses.chunks[j].lemma
        belongs = lemma == "part" and is_organization(of[0])
        if not belongs and (clauses.lexicon.has("place_nouns", lemma) or clauses.lexicon.has("quantifiers", lemma)):
            phrases = list(of)
    named = _named_members(clauses, j, k)
    if named is not None:
        return [*phrases, *named[0]], named[1], of
    series = False
    while True:
        kind = clauses.kind(k)
        if (
            kind == "CC"
            and clauses.word(k) in ("and", "or")
            and clauses.kind(k + 1) == "NP"
            and ((pair and (series or len(phrases) == 1)) or not opens_clause(clauses, k + 1))
            and not (is_place_name(clauses.chunks[k - 1]) and is_person(clauses, k + 1) and is_place_name(phrases[-1]))
        ):
            series = False
            phrases.append(_element(clauses, k + 1))
            k += 2 if phrases[-1] is clauses.chunks[k + 1] else 4
            if (clauses.kind(k) == "COMMA" and _goes_on_as_series(clauses, k)) or _shares_name(clauses, k):
                continue
            return phrases, k, of
        if kind == "COMMA" and _goes_on_as_series(clauses, k, pair=pair):
            k += 1
            if clauses.kind(k) == "CC":
                k += 1
                phrases.append(clauses.chunks[k])
                if _shares_name(clauses, k + 1):
                    k += 1
                    continue  # "X, and brothers Igor and Boris Rotenberg"
                return phrases, k + 1, of
            phrases.append(_element(clauses, k))
            series = True
            k += 1
            if clauses.kind(k) == "P" and clauses.word(k) == "of" and clauses.kind(k + 1) == "NP":
                k += 2
            continue
        closing = closing_comma(clauses, k) if kind == "COMMA" else None
        if (
            closing is not None
            and clauses.kind(closing + 1) == "CC"
            and clauses.kind(closing + 2) == "NP"
            and not opens_clause(clauses, closing + 2)
        ):
            phrases.append(clauses.chunks[closing + 2])
            return phrases, closing + 3, of
        return phrases, k, of


def _shares_name(clauses: Clauses, k: int) -> bool:
    """Whether "and" at k joins one who gives the name before it the family name: "Arkady and Boris Rotenberg"."""
    if (
        clauses.kind(k) != "CC"
        or clauses.kind(k + 1) != "NP"
        or clauses.kind(k - 1) != "NP"
        or opens_clause(clauses, k + 1)
    ):
        return False
    before, after = clauses.chunks[k - 1], clauses.chunks[k + 1]
    people = [part.mention for part in (before, after) if part.mention is not None and part.mention.kind == "person"]
    return len(people) == 2 and people[0].first == people[0].last and people[1].last > people[1].first


def _element(clauses: Clauses, k: int) -> Chunk:
    """The noun phrase at k; the person named after its "of" where it is his office: "the head of NATO X"."""
    if clauses.kind(k + 1) == "P" and clauses.word(k + 1) == "of" and clauses.kind(k + 2) == "NP":
        after = clauses.chunks[k + 2]
        if (
            after.mention is not None
            and after.mention.kind == "person"
            and after.modifiers
            and is_role(clauses, clauses.chunks[k])
        ):
            return after
    return clauses.chunks[k]


def _named_members(clauses: Clauses, j: int, k: int) -> tuple[list[Chunk], int] | None:
    """The names that follow a plural: "four officials, A, B and C", "two companies: A and B"."""
    group = clauses.chunks[j]
    plural = group.mention is None and group.head is not None and not group.pronoun
    plural = plural and (group.lemma != group.word or group.word in ("people", "men", "women"))
    colon = clauses.kind(k) == "STOP" and clauses.word(k) == ":"
    if not plural or not (colon or clauses.kind(k) == "COMMA"):
        return None
    names: list[Chunk] = []
    m = k + 1
    last = False
    while clauses.kind(m) == "NP" and not opens_clause(clauses, m):
        names.append(clauses.chunks[m])
        m += 1
        if clauses.kind(m) == "P" and clauses.word(m) == "of" and clauses.kind(m + 1) == "NP":
            m += 2
        if last and not colon:
            break
        if clauses.kind(m) == "COMMA" and clauses.kind(m + 1) in ("NP", "CC"):
            m += 1
        if clauses.kind(m) == "CC" and clauses.kind(m + 1) == "NP":
            m += 1
            last = True
        elif clauses.kind(m - 1) != "COMMA":
            break
    people = [name for name in names if name.mention is not None]
    if not last or len(people) < 2 or (not colon and names[0].mention is None):
        return None
    end = m + 1 if clauses.kind(m) == "COMMA" else m
    return people, end


def _goes_on_as_series(clauses: Clauses, comma: int, *, pair: bool = False) -> bool:
    """Whether a comma goes on a list that a coordinator ends: "X, Y and Z"; in a `pair`, whatever comes after."""
    k = comma
    for _ in range(FAR):
        if clauses.kind(k) == "COMMA":
            k += 1
            last = clauses.kind(k) == "CC"
            if last:
                k += 1
        elif clauses.kind(k) == "CC" and k > comma:
            last = True
            k += 1
        else:
            return False
        if clauses.kind(k) != "NP" or (
            is_descriptive(clauses, clauses.chunks[k]) and clauses.chunks[k].det in ("a", "an")
        ):
            return False
        if last:
            return pair or not opens_clause(clauses, k)
        k += 1
        if clauses.kind(k) == "P" and clauses.word(k) == "of" and clauses.kind(k + 1) == "NP":
            k += 2
    return False


def more_names(clauses: Clauses, comma: int) -> bool:
    """Whether a list goes on after the comma that is not read whole: "X, Y, Z on Monday"."""
    before, after = (
        clauses.chunks[comma - 1].mention,
        clauses.kind(comma + 1) == "NP" and clauses.chunks[comma + 1].mention,
    )
    if not before or not after or before.entity is None or after.entity is None:
        return False
    alike = before.entity.type == after.entity.type and before.entity.type != "Place"
    return alike and before.entity is not after.entity and not opens_clause(clauses, comma + 1)
