"""Whether a clause tells of one event or of several."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from newsgraph.extract.clauses.grammar import Arguments
from newsgraph.extract.clauses.noun_phrases import type_of

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.match.statement import Candidate, Fillers
    from newsgraph.extract.rules import Frame


def each(frame: Frame, arguments: Arguments) -> list[Arguments]:
    """The arguments once for each object, where the frame says that each is another situation: two telephone calls."""
    objects = arguments.phrases.get("object", [])
    if not frame.each or len(objects) < 2:
        return [arguments]
    return [
        Arguments({**arguments.phrases, "object": [phrase]}, arguments.dates, arguments.end, arguments.partial)
        for phrase in objects
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


def is_one_more(clauses: Clauses, first: int, end: int) -> bool:
    """Whether an adverb from chunk `first` to `end` tells an event from others like it: "met again", "last met"."""
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
    last = min(end, len(clauses.chunks) - 1)
    tokens = clauses.tokens[clauses.chunks[max(first, 0)].first : clauses.chunks[last].last + 1]
    return any(clauses.lexicon.has("apart", token.low) for token in tokens)


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
