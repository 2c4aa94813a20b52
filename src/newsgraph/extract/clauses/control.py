"""What a verb makes of the verb that it governs: denied, ended, actual, planned or possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Subject


_MODALS = {**dict.fromkeys(("will", "shall", "'ll", "wo"), "planned"), **dict.fromkeys(("would", "'d"), "would")}


def control_of(clauses: Clauses, governor: Chunk) -> str | None:
    """What a governing verb makes of what it governs; None for a verb that governs nothing here."""
    lexicon, lemma = clauses.lexicon, governor.lemma
    petition = lemma == "be" or lexicon.has("petitions", lemma)
    if (petition and not governor.passive) or (lemma == "go" and governor.progressive):
        return "planned"
    for kind in ("denied", "ended", "actual", "planned", "possible"):
        if lexicon.has(f"control_{kind}", lemma):
            return kind
    return "possible" if lemma == "have" else None


def lifted(clauses: Clauses, j: int, subject: Subject) -> tuple[tuple[str, bool], ...]:
    """What the governor's own form and its governors say; "would", which is a plan where it is reported, stays open."""
    group = clauses.chunks[subject.features_of] if subject.features_of is not None else clauses.chunks[j]
    own: tuple[tuple[str, bool], ...] = ()
    if group.modal:
        own = ((_MODALS.get(group.modal, "possible"), False),)
    return (*subject.control, *own)
