"""Where a noun phrase opens a clause of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.noun_phrases import role_before
from newsgraph.extract.clauses.participles import is_reduced

if TYPE_CHECKING:
    from newsgraph.extract.clauses import Clauses


def opens_clause(clauses: Clauses, j: int) -> bool:
    """Whether the noun phrase at j is the subject of a clause of its own."""
    k = j + 1
    while k < min(len(clauses.chunks), j + 8):
        kind = clauses.kind(k)
        if kind in ("ADV", "DATE", "NEG"):
            k += 1
        elif kind in ("P", "CC") and clauses.kind(k + 1) == "NP":
            k += 2
        elif kind == "VG":
            group = clauses.chunks[k]
            return group.finite and not (group.form == "dn" and is_reduced(clauses, k))
        elif (
            kind == "COMMA"
            and clauses.kind(k + 1) == "NP"
            and role_before(clauses, k)
            and clauses.kind(k + 2) == "COMMA"
            and clauses.kind(k + 3) == "VG"
        ):
            k += 3  # "the minister, X, resigned"
        else:
            return False
    return False
