"""The subject of an infinitive of purpose after a verb of motion: "flew to Moscow to meet"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.control import lifted
from newsgraph.extract.clauses.grammar import Subject

if TYPE_CHECKING:
    from newsgraph.extract.clauses import Clauses

_MOTION = frozenset({"travel", "fly", "go", "arrive", "come", "visit", "return", "head", "land", "tour"})


def of_purpose(clauses: Clauses, j: int) -> Subject | None:
    """Read "flew to Moscow to meet": planned by whoever went."""
    for k in range(j - 1, max(-1, j - 5), -1):
        if clauses.kind(k) == "VG":
            group = clauses.chunks[k]
            if group.lemma not in _MOTION:
                return None
            subject = clauses.subject(k)
            if subject is None:
                return None
            return Subject(subject.phrases, subject.left, (*lifted(clauses, k, subject), ("planned", group.neg)), k)
        if clauses.kind(k) not in ("NP", "P", "DATE"):
            return None
    return None


def is_journey(clauses: Clauses, subject: Subject) -> bool:
    """Whether a subject is said to have gone somewhere to do what the clause says."""
    if subject.parent is None or not subject.control:
        return False
    lemma = clauses.chunks[subject.parent].lemma
    return lemma in _MOTION or (lemma == "be" and "in" in clauses.arguments(subject.parent).phrases)
