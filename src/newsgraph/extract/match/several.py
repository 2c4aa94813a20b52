"""Whether a clause tells of one event or of several."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsgraph.extract.clauses.grammar import Arguments
from newsgraph.extract.clauses.noun_phrases import type_of

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.match.statement import Candidate, Fillers
    from newsgraph.extract.rules import Frame


_OTHERS = ("object", "with", "to", "between")


def each(clauses: Clauses, frame: Frame, i: int, arguments: Arguments) -> list[Arguments]:
    """The arguments once for each of several, where each is another situation: two telephone calls.

    Either the frame says so, or a word does: "met separately with X and Y".
    """
    listed = next((name for name in _OTHERS if name in arguments.phrases and len(arguments.phrases[name]) > 1), None)
    if listed is None:
        return [arguments]
    calls = frame.each and listed == "object"
    parted = not calls and _needs_two(frame) and _is_singly(clauses, i - 1, arguments.end + 1)
    if not (calls or parted):
        return [arguments]
    return [
        Arguments({**arguments.phrases, listed: [phrase]}, arguments.dates, arguments.end, arguments.partial)
        for phrase in arguments.phrases[listed]
    ]


def apart(candidate: Candidate) -> list[Candidate]:
    """One candidate for each filler of a role of which each makes a fact: a member of two organizations."""
    role = next((role for role in candidate.frame.apart if len(candidate.arguments.get(role, ())) > 1), None)
    if role is None:
        return [candidate]
    return [replace(candidate, arguments={**candidate.arguments, role: (who,)}) for who in candidate.arguments[role]]


def is_told_apart(frame: Frame, again: Arguments) -> bool:
    """Whether the names with which a clause goes on can only be its subject: "X joined NATO in 2004 and Y in 2009".

    Not in "X sanctioned Y in May and Z in June", whether Y is a person or not: Z may be either.
    """
    if again.subject is None:
        return True
    type_ = type_of(again.subject.phrases[0])
    return sum(role.party and type_ in role.entity_types for role, _ in frame.arguments) == 1


def each_of(clauses: Clauses, frame: Frame, i: int, functions: dict[str, list[Chunk]]) -> list[dict[str, list[Chunk]]]:
    """The functions of the noun at i once for each of several: "separate calls with X and Y"."""
    others = functions.get("with", [])
    if len(others) < 2 or not (_needs_two(frame) and _is_singly(clauses, i, clauses.arguments(i).end)):
        return [functions]
    return [{**functions, "with": [phrase]} for phrase in others]


def _needs_two(frame: Frame) -> bool:
    return any(role.party and role.minimum > 1 for role in frame.fact_type.roles)


def is_one_more(clauses: Clauses, first: int, end: int) -> bool:
    """Whether an adverb from chunk `first` to `end` tells an event from others like it: "met again", "last met"."""
    if clauses.lexicon.words["once_more"].isdisjoint(clauses.lows):
        return False
    adverbs = (k for k in range(max(first, 0), min(end + 1, len(clauses.chunks))) if clauses.kind(k) == "ADV")
    inside = [
        t.low
        for k in range(max(first, 0), min(end + 1, len(clauses.chunks)))
        if clauses.kind(k) == "VG"
        for t in clauses.tokens[clauses.chunks[k].first : clauses.chunks[k].last + 1]
        if t.tag == "ADV"
    ]
    words = [clauses.word(k) for k in adverbs] + inside
    return any(clauses.lexicon.has("once_more", word) for word in words)


def is_crowd(frame: Frame, fillers: Fillers) -> bool:
    return any(1 < role.minimum < len(fillers.get(role.name, ())) for role in frame.fact_type.roles)


def is_parted(clauses: Clauses, first: int, end: int) -> bool:
    """Whether a word from chunk `first` to `end` parts one event into several: "met separately with"."""
    return _has_word(clauses, first, end, "apart")


def _is_singly(clauses: Clauses, first: int, end: int) -> bool:
    """Whether a word there says that each of several was met alone."""
    return _has_word(clauses, first, end, "singly")


def _has_word(clauses: Clauses, first: int, end: int, name: str) -> bool:
    if clauses.lexicon.words[name].isdisjoint(clauses.lows):
        return False
    last = min(end, len(clauses.chunks) - 1)
    tokens = clauses.tokens[clauses.chunks[max(first, 0)].first : clauses.chunks[last].last + 1]
    return any(clauses.lexicon.has(name, token.low) for token in tokens)


def is_alternative(
    clauses: Clauses, frame: Frame, phrases: dict[str, list[Chunk]], fillers: Fillers, realis: str
) -> bool:
    """Whether not all parties need take part: "X or Y will meet Z", and "neither X nor Y met Z", said of each."""
    for role, names in frame.arguments:
        crowd = role.minimum > 1 and len(fillers.get(role.name, ())) > role.minimum
        for name in names if role.party else ():
            listed = [clauses.index(p) for p in phrases.get(name, ()) if clauses.holds(p)]
            for a, b in itertools.pairwise(sorted(listed)):
                joined = {clauses.word(k) for k in range(a + 1, b) if clauses.kind(k) == "CC"}
                if ("or" in joined and (realis != "denied" or crowd)) or ("nor" in joined and crowd):
                    return True
    return False
