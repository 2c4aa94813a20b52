"""What commas enclose beside a noun phrase: where it opens, where it closes, and where the clause goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.grammar import ADDED, COMPANY, FAR, MEMBERS
from newsgraph.extract.clauses.noun_phrases import (
    company_before,
    is_age,
    is_country,
    is_descriptive,
    is_organization,
    is_place_name,
    is_state,
    role_before,
)

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses

# ", on the Black Sea coast," says where the place before it is
_WHEREABOUTS = frozenset({"on", "near", "outside", "off", "south-of", "north-of", "east-of", "west-of"})


_AFTER_MEMBERS = frozenset({"from", "to", "over", "for"})
"""Prepositions of the verb after its object's members: "dropped four people, including X, from its list"."""


def enclosed(clauses: Clauses, comma: int) -> int | None:
    """The index of the comma that opens what the comma at `comma` closes, right after a noun phrase."""
    if clauses.kind(comma - 1) == "COMMA":
        return None
    for k in range(comma - 2, max(0, comma - FAR), -1):
        if clauses.chunks[k].kind != "COMMA":
            continue
        stressed = clauses.kind(k - 1) == "ADV" and clauses.word(k - 1).endswith("self")  # "X himself, a minister,"
        if clauses.kind(k - 1 - stressed) not in ("NP", "DATE"):
            continue
        opening = clauses.chunks[k + 1]
        if opening.kind in ("REL", "P", "SUB", "ADV", "DATE") or (
            opening.kind == "VG" and not opening.to and opening.form in ("n", "dn", "g")
        ):
            return k
        if opening.kind == "NP" and (is_descriptive(clauses, opening) or is_age(opening) or role_before(clauses, k)):
            return k
        if opening.kind == "NP" and clauses.kind(k + 2) == "VG" and clauses.is_speech(k + 2):
            return k
        if is_state(clauses, k + 1):
            return k
        if opening.kind != "NP" or comma - k > 12:
            return None
    return None


def after_enclosure(clauses: Clauses, comma: int) -> int | None:
    """Where the clause goes on after an apposition between commas; None where it does not."""
    following = comma + 1
    kind, word = clauses.kind(following), clauses.word(following)
    if kind == "P" and (word in MEMBERS or word in ADDED or word in COMPANY):
        return following
    if _closes_members(clauses, comma) and (
        kind == "DATE" or (kind == "P" and (word in _AFTER_MEMBERS or clauses.kind(following + 1) == "DATE"))
    ):
        return following
    if kind == "P" and word in ("by", "via", "over", "in", "at", "on") and clauses.kind(comma - 1) == "DATE":
        return following
    if (
        word in ("in", "on")
        and clauses.kind(following + 1) == "DATE"
        and clauses.kind(following + 2) in ("STOP", "END")
    ):
        return following
    opening = clauses.chunks[following] if following < len(clauses.chunks) else None
    if (
        opening is not None
        and opening.kind == "NP"
        and opening.first == opening.last
        and (is_country(opening) or is_place_name(opening))
        and (is_place_name(clauses.chunks[comma - 1]) and clauses.kind(following + 1) in ("COMMA", "DATE", "P"))
    ):
        return following + 2 if clauses.kind(following + 1) == "COMMA" else following + 1
    whereabouts = word in _WHEREABOUTS and is_place_name(clauses.chunks[comma - 1])
    if opening is None or not (opening.kind == "REL" or whereabouts or _opens_apposition(clauses, comma, opening)):
        return None
    for k in range(following + 1, min(len(clauses.chunks), following + 20)):
        if clauses.chunks[k].kind == "COMMA":
            goes_on = clauses.kind(k + 1) in ("P", "DATE") or (
                clauses.kind(k + 1) == "CC" and clauses.kind(k + 2) == "P"
            )
            return k + 1 if goes_on else None
        if clauses.chunks[k].kind == "STOP":
            return None
    return None


def _closes_members(clauses: Clauses, comma: int) -> bool:
    """Whether a comma ends a list that ", including" opened."""
    k = comma - 1
    while clauses.kind(k) in ("NP", "CC", "COMMA"):
        k -= 1
    return clauses.kind(k) == "P" and clauses.word(k) in MEMBERS and clauses.kind(k - 1) == "COMMA"


def closing_comma(clauses: Clauses, comma: int) -> int | None:
    """The closing comma of an apposition or relative clause that opens at `comma`."""
    at = comma + 1 + (clauses.kind(comma + 1) == "ADV")  # "X, once a minister,"
    opening = clauses.chunks[at] if at < len(clauses.chunks) else None
    if opening is None or not (opening.kind == "REL" or _opens_apposition(clauses, comma, opening)):
        return None
    for k in range(at + 1, min(len(clauses.chunks), comma + 20)):
        if clauses.chunks[k].kind == "COMMA":
            return k
        if clauses.chunks[k].kind == "STOP":
            return None
    return None


def _opens_apposition(clauses: Clauses, comma: int, opening: Chunk) -> bool:
    """Whether the noun phrase after a comma says again who the one before it is."""
    if opening.kind != "NP":
        return False
    if is_descriptive(clauses, opening) or is_age(opening):
        return True
    named = opening.mention is not None and opening.mention.kind == "person"
    return (named and role_before(clauses, comma)) or (is_organization(opening) and company_before(clauses, comma))
