"""A run of noun phrases before a verb to the parties that it lists: appositions told from members, groups from names.

"The agency's head, X, and three of its officials, A, B and C, were sanctioned" lists X, A, B and C. The run is cut at
its commas and coordinators; each piece is a name, an office, or a group. An office beside a name is its apposition, and
the names after a group are its members. Where a piece is none of these nothing is listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.extract.clauses.noun_phrases import is_descriptive, is_role

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses

_LONGEST = 60  # chunks


@dataclass(frozen=True, slots=True)
class _Piece:
    """Noun phrases between two separators; `closed_by` is the separator after it: ",", "and" or "" at the end."""

    head: Chunk
    last: Chunk
    closed_by: str


def listed(clauses: Clauses, end: int) -> tuple[tuple[Chunk, ...], int] | None:
    """The parties listed in the run that ends before chunk `end`, and where the run begins.

    None where the run has fewer than two commas or no coordinator, or is not understood.
    """
    first = end
    kinds: list[str] = []
    while end - first < _LONGEST and (kind := clauses.kind(first - 1)) in ("NP", "P", "CC", "COMMA", "ADV"):
        kinds.append(kind)
        first -= 1
    if kinds.count("COMMA") < 2 or "CC" not in kinds:
        return None
    if clauses.kind(first - 1) not in ("END", "SUB") and not (
        clauses.kind(first - 1) == "VG" and clauses.is_speech(first - 1)
    ):
        return None
    dashes = [k for k in range(first, end) if clauses.kind(k) == "COMMA" and clauses.word(k) != ","]
    if dashes == [first + 1]:
        first += 2  # "WASHINGTON – X, Y and Z"
    elif dashes:
        return None
    pieces = _pieces(clauses, first, end)
    if pieces is None or sum(piece.closed_by == "," for piece in pieces) < 2:
        return None
    if not any(piece.closed_by == "and" for piece in pieces):
        return None
    parties = _parties(clauses, pieces)
    return None if parties is None else (parties, first)


def _pieces(clauses: Clauses, first: int, end: int) -> list[_Piece] | None:
    pieces: list[_Piece] = []
    k = first
    while k < end:
        if clauses.kind(k) != "NP":
            return None
        head = k
        k += 1
        while clauses.kind(k) == "P" and clauses.word(k) in ("of", "for", "from", "at") and clauses.kind(k + 1) == "NP":
            k += 2
        last = k - 1
        closed_by = ""
        if k < end and clauses.kind(k) == "COMMA":
            closed_by = ","
            k += 1
        if k < end and clauses.kind(k) == "CC":
            if clauses.word(k) not in ("and", "&"):
                return None
            closed_by = closed_by + "and"
            k += 1
        if k < end and not closed_by:
            return None
        pieces.append(_Piece(clauses.chunks[head], clauses.chunks[last], closed_by))
    return [_Piece(p.head, p.last, "," if p.closed_by == "," else ("and" if p.closed_by else "")) for p in pieces]


def _parties(clauses: Clauses, pieces: list[_Piece]) -> tuple[Chunk, ...] | None:
    parties: list[Chunk] = []
    n = 0
    while n < len(pieces):
        head = pieces[n].head
        following = pieces[n + 1] if n + 1 < len(pieces) else None
        if _is_name(head):
            parties.append(head)
            n += 1
            if following is not None and pieces[n - 1].closed_by == "," and _describes(clauses, following.head):
                if following.closed_by == "," or n + 1 == len(pieces):
                    n += 1  # "X, the head of Y,"
                elif following.closed_by == "and" and n + 2 == len(pieces):
                    return None  # "X, the head of Y and Z": who is meant?
            continue
        if following is not None and pieces[n].closed_by == "," and _is_name(following.head):
            if is_role(clauses, head) and head.lemma == head.word and _is_bare(following.head):
                parties.append(following.head)
                n += 2
                continue
            if head.word.endswith("s"):
                n += 1  # "three officials, A, B and C,": the names are its members
                continue
        parties.append(head)
        n += 1
    return tuple(parties)


def _is_name(phrase: Chunk) -> bool:
    return phrase.mention is not None and phrase.mention.kind not in ("adjective", "demonym")


def _is_bare(phrase: Chunk) -> bool:
    """Whether a name has no office of its own before it."""
    return phrase.mention is not None and phrase.mention.kind == "person" and phrase.mention.first == phrase.first


def _describes(clauses: Clauses, phrase: Chunk) -> bool:
    return is_descriptive(clauses, phrase) and not phrase.word.endswith("s")
