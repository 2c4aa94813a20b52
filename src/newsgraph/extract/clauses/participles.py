"""Forms such as "sanctioned", without auxiliary, told apart: a passive participle, or the past tense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.enclosures import enclosed
from newsgraph.extract.clauses.grammar import FAR
from newsgraph.extract.clauses.noun_phrases import is_measure

if TYPE_CHECKING:
    from newsgraph.extract.clauses import Clauses


def is_reduced(clauses: Clauses, i: int) -> bool:
    """Whether a form such as "sanctioned" without auxiliary is a passive participle here."""
    before, after = clauses.kind(i - 1), clauses.kind(i + 1)
    if is_inverted(clauses, i):
        return True
    if before in {"END", "COMMA", "STOP"}:
        return after in ("P", "DATE", "END", "COMMA") and not (
            before == "COMMA" and enclosed(clauses, i - 1) is not None
        )
    if before == "CC" or (after == "DATE" and clauses.is_speech(i)):
        return False  # "said Sunday they were leaving"
    if (
        before == "NP"
        and clauses.chunks[i].lemma in ("call", "name", "dub")
        and clauses.chunks[i - 1].det in ("a", "an")
    ):
        return True
    if clauses.word(i - 1) == "those" and after != "NP":
        return True
    if before == "NP" and after == "P" and _is_of_event(clauses, i):
        return True
    if before == "NP" and after == "P" and clauses.lexicon.has("transitive", clauses.chunks[i].lemma):
        return clauses.chunks[i].form == "n" or not _is_of_object(clauses, i - 1)
    if _is_of_object(clauses, i - 1):
        return False
    if after == "P" and clauses.word(i + 1) == "by":
        return not _is_manner(clauses, i + 2)
    if after == "NP" or before not in ("NP", "DATE"):
        return False
    for j in range(i + 1, min(len(clauses.chunks), i + FAR)):
        kind = clauses.chunks[j].kind
        if kind in ("COMMA", "SUB", "REL", "CC", "STOP"):
            return False
        if kind == "VG" and not clauses.chunks[j].to and clauses.chunks[j].form in ("d", "s", "m", "dn", "p"):
            return clauses.kind(j - 1) in ("NP", "DATE")
    return False


def _is_of_event(clauses: Clauses, i: int) -> bool:
    """Whether the verb at i says of an event that it was planned: "the meeting scheduled for Monday"."""
    lexicon, event = clauses.lexicon, clauses.chunks[i - 1]
    named = event.mention is None and lexicon.has("event_nouns", event.lemma)
    return named and lexicon.has("event_planned", clauses.chunks[i].lemma)


def _is_of_object(clauses: Clauses, j: int) -> bool:
    """Whether the noun phrase at j is the subject of an object relative: "sanctions that Washington imposed"."""
    if clauses.kind(j) != "NP" or clauses.word(j - 1) not in ("that", "which", "whom") or clauses.kind(j - 2) == "VG":
        return False
    return clauses.kind(j - 1) == "REL" or (clauses.kind(j - 2) == "NP" and clauses.kind(j - 3) != "VG")


def is_inverted(clauses: Clauses, i: int) -> bool:
    """Whether a participle opens a passive whose subject comes last: "Also sanctioned was X"."""
    return (
        clauses.kind(clauses.back(i - 1)) == "END"
        and clauses.kind(i + 1) == "VG"
        and clauses.chunks[i + 1].lemma == "be"
        and clauses.chunks[i + 1].finite
        and not (clauses.chunks[i + 1].modal or clauses.chunks[i + 1].neg)
        and clauses.kind(i + 2) == "NP"
    )


def _is_manner(clauses: Clauses, j: int) -> bool:
    """Whether "by" at j - 1 says how, or how long: "met by video", "extended by a year"."""
    if clauses.kind(j) != "NP" or clauses.chunks[j].mention is not None:
        return clauses.kind(j) == "DATE"
    return clauses.lexicon.has("means", clauses.chunks[j].lemma) or is_measure(clauses, j)
