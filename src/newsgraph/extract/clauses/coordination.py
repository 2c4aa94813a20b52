"""The subject that coordinated verb groups share: "X met Y and signed"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsgraph.extract.clauses.grammar import FAR

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Subject


def coordinated(clauses: Clauses, i: int, j: int) -> Subject | None:
    """The subject shared with the verb group before the coordinator (or the comma of a series) at j."""
    group = clauses.chunks[i]
    series = clauses.kind(j) == "COMMA"
    if series and not any(
        clauses.kind(m) == "CC" and clauses.kind(clauses.forward(m + 1)) == "VG"
        for m in range(i + 1, min(len(clauses.chunks), i + FAR))
    ):
        return None
    for k in range(j - 1, max(-1, j - FAR), -1):
        other = clauses.chunks[k]
        if other.kind == "STOP":
            return None
        if other.kind == "REL":
            if clauses.kind(k - 1) == "COMMA":
                return None
            continue
        if other.kind != "VG" or not other.lemma:
            continue
        shared = _shares(group, other)
        if shared is None:
            continue
        subject = clauses.subject(k)
        if subject is None:
            return None
        if not series and clauses.kind(j - 1) == "COMMA" and _is_subordinate(clauses, k, subject):
            continue
        return replace(subject, features_of=k if shared else None)
    return None


def _is_subordinate(clauses: Clauses, i: int, subject: Subject) -> bool:
    """Whether the verb group at i stands in a clause that "since", "which" or "that" opens.

    A comma before "and" closes that clause: what follows is said of the subject of the one around it.
    """
    opened = range(clauses.back(subject.left - 1), i)
    return any(clauses.kind(k) in ("REL", "SUB") for k in opened)


def _shares(group: Chunk, other: Chunk) -> bool | None:
    """Whether a coordinated verb group takes its auxiliaries from `other`; None where the two do not fit."""
    if group.form == "b" and not group.modal and not group.to:
        return True if other.to or other.modal or other.form == "b" else None
    if group.form in ("dn", "n") and not group.passive and not group.perfect:
        if (other.passive or other.perfect) and not other.to:
            return True
        return False if other.form in ("d", "dn") else None
    return False if other.finite else None
