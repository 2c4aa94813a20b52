"""How a noun phrase stands in its clause: as subject or object of a verb, or after a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.participles import is_reduced

if TYPE_CHECKING:
    from newsgraph.extract.clauses import Clauses

# "three hours of talks": the talks took as long as that
_STRETCHES = frozenset({"hour", "minute", "day", "week", "month", "round", "series", "start", "end", "beginning"})


def governor_of(clauses: Clauses, i: int) -> tuple[str, int | None]:
    """How the noun phrase at i stands in its clause: as "subject" or "object" of a verb, or after a preposition."""
    if clauses.word(i - 1) == "of" and clauses.kind(i - 2) == "NP" and clauses.chunks[i - 2].lemma in _STRETCHES:
        i -= 2
    chunk = clauses.chunks[i]
    for k in range(i + 1, min(len(clauses.chunks), i + 30)):
        if (
            clauses.chunks[k].kind == "VG"
            and clauses.chunks[k].finite
            and not (clauses.chunks[k].form == "dn" and is_reduced(clauses, k))
        ):
            if clauses.kind(clauses.back(k - 1)) == "REL":
                if clauses.kind(clauses.back(i - 1)) == "VG":
                    break
                continue  # "a summit that was to be held in X will not"
            subject = clauses.subject(k)
            if subject is not None and any(phrase is chunk for phrase in subject.phrases):
                return "subject", k
            break
    before = clauses.back(i - 1)
    while clauses.kind(before) == "CC" and clauses.kind(before - 1) == "NP":
        before = clauses.back(before - 2)
    if clauses.kind(before) == "VG":
        return "object", before
    if clauses.kind(before) in ("P", "SUB"):
        main = next(
            (k for k in range(before - 1, -1, -1) if clauses.chunks[k].finite and clauses.chunks[k].lemma), None
        )
        if main is None:
            main = next((k for k in range(i + 1, len(clauses.chunks)) if clauses.chunks[k].finite), None)
        called = main == before - 1 and clauses.word(before) == "for" and clauses.chunks[before - 1].lemma == "call"
        return "call-for" if called else clauses.word(before), main
    return "", None
