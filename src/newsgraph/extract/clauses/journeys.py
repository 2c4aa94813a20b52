"""The subject of an infinitive of purpose after a verb of motion: "flew to Moscow to meet"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.control import lifted
from newsgraph.extract.clauses.grammar import Subject

if TYPE_CHECKING:
    from newsgraph.extract.clauses import Clauses

_MOTION = frozenset({"travel", "fly", "go", "arrive", "come", "visit", "return", "head", "land", "tour"})
VISITING = _MOTION - {"head", "return"}
"""Verbs whose day is that on which somebody was there."""


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


def journey_before(clauses: Clauses, i: int, subject: Subject) -> int | None:
    """The verb of motion that the past verb at i is joined to: "arrived in Geneva on Monday and met X"."""
    group = clauses.chunks[i]
    if clauses.kind(clauses.back(i - 1)) != "CC" or group.perfect or not group.form.startswith("d"):
        return None
    if clauses.word(i - 1) == "later":
        return None
    k = next((k for k in range(i - 1, subject.left, -1) if clauses.chunks[k].finite and clauses.chunks[k].lemma), None)
    went = clauses.chunks[k] if k is not None else None
    if k is None or went is None or went.lemma not in VISITING or went.perfect or went.neg or went.form[0] != "d":
        return None
    above = clauses.subject(k)
    return k if above is not None and above.left == subject.left and not above.control else None


def is_journey(clauses: Clauses, subject: Subject) -> bool:
    """Whether a subject is said to have gone somewhere to do what the clause says."""
    if subject.parent is None or not subject.control:
        return False
    lemma = clauses.chunks[subject.parent].lemma
    return lemma in _MOTION or (lemma == "be" and "in" in clauses.arguments(subject.parent).phrases)
