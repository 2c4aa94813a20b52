"""Whether what was planned was called off: in the same sentence, or in one beside it.

"X was to meet Y" tells of a plan from later on. It came to nothing where the journey or the event is said to be off: in
the clause around ("cancelled a trip to Z, where he was to meet Y"), the next clause ("but the meeting was put off"), or
a sentence that speaks of "the visit". Nothing else says so: a plan of the past may have been carried out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract import outcome
from newsgraph.extract.match.governors import governor_of

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Subject

_POINTING = frozenset({"the", "his", "her", "their", "its", "that"})
_OWN = frozenset({"with", "between", "of", "by"})
_ATTACHED = frozenset({"where", "when", "who", "which", "that", "whom"})


def plan_of(clauses: Clauses, i: int, subject: Subject) -> str:
    """How a plan is told: "overtaken" ("had been due to"), "past" ("was to"), "" where it may still stand."""
    if outcome.is_overtaken(clauses, i, subject):
        return "overtaken"
    if subject.parent is None or not any(kind == "planned" for kind, _ in subject.control):
        return ""
    governor = clauses.chunks[subject.parent]
    return "past" if governor.kind == "VG" and governor.form in ("d", "dn") and not governor.neg else ""


def plan_of_event(clauses: Clauses, i: int) -> str:
    """How the plan of the event at i is told: "overtaken" ("had been planned for"), "past" ("was planned for")."""
    how, k = governor_of(clauses, i)
    if how != "subject" or k is None or clauses.chunks[k].form not in ("d", "dn"):
        return ""
    return "overtaken" if clauses.chunks[k].perfect else "past"


def is_behind(clauses: Clauses, plan: str, date: tuple[int, int] | None) -> bool:
    """Whether the day of a plan is the last such day: "had been due to meet on Friday"."""
    if plan != "overtaken" or date is None:
        return False
    return any(token.low in clauses.lexicon.words["weekdays"] for token in clauses.tokens[date[0] : date[1] + 1])


def is_called_off(clauses: Clauses, i: int, left: int) -> bool:
    """Whether the plan of the verb or noun at i, whose clause begins at `left`, is said to be off in its sentence."""
    for k in cancelling(clauses):
        if k < i and _hangs_on(clauses, k, left):
            return True
        if k > i and (_points_back(clauses, k) or _holds(clauses, k, i)):
            return True
    return False


def calls_off(clauses: Clauses, off: list[int]) -> bool:
    """Whether a sentence that is `cancelling` says so of what the sentence before it has spoken of."""
    return any(_points_back(clauses, k) for k in off) if off else False


def cancelling(clauses: Clauses) -> list[int]:
    """The verb groups that say of an event or a journey that it is off."""
    verbs = clauses.lexicon.words["calling_off"]
    return [
        k
        for k in clauses.groups
        if (group := clauses.chunks[k]).lemma in verbs
        and (group.perfect or group.form in ("d", "dn"))
        and not (group.neg or group.modal or group.to)
        and any(_is_event(clauses, phrase) for phrase in _undergoing(clauses, k))
    ]


def _undergoing(clauses: Clauses, k: int) -> list[Chunk]:
    """What is called off: the object, or the subject of a passive."""
    subject = clauses.subject(k)
    passive = clauses.chunks[k].passive
    if subject is not None and subject.features_of is not None:
        passive = clauses.chunks[subject.features_of].passive
    if passive:
        return [] if subject is None else list(subject.phrases)
    return clauses.arguments(k).phrases.get("object", [])


def _is_event(clauses: Clauses, phrase: Chunk) -> bool:
    return phrase.mention is None and clauses.lexicon.has("event_nouns", phrase.lemma)


def _points_back(clauses: Clauses, k: int) -> bool:
    """Whether the verb at k calls off what was spoken of: "the meeting was put off", "called off his visit".

    Where it was called off before something else, or because of it, what comes of the plan is another matter.
    """
    subject = clauses.subject(k)
    before = clauses.back(subject.left - 1) if subject is not None else -1
    if clauses.kind(before) == "SUB" and clauses.word(before) not in ("that", "until"):
        return False
    return any(_is_known(clauses, phrase) for phrase in _undergoing(clauses, k))


def _is_known(clauses: Clauses, event: Chunk) -> bool:
    """Whether an event is only pointed at, with no parties of its own: not "the meeting with X"."""
    bare = event.det in _POINTING and event.possessor is None and event.last - event.first <= 1
    own = clauses.arguments(clauses.index(event)).phrases.keys() if bare and clauses.holds(event) else ()
    return bare and not _OWN.intersection(own)


def _holds(clauses: Clauses, k: int, i: int) -> bool:
    """Whether the plan at i stands beside what is called off at k: "a visit by X, who was to meet Y, was put off"."""
    subject = clauses.subject(k)
    return subject is not None and clauses.chunks[k].passive and subject.left <= i < k


def _hangs_on(clauses: Clauses, k: int, left: int) -> bool:
    """Whether a clause that begins at `left` is one about what is called off at k: ", where he was to meet"."""
    opened = clauses.word(clauses.back(left - 1)) in _ATTACHED or clauses.word(left + 1) in _ATTACHED
    return opened and not any(clauses.kind(m) == "STOP" or clauses.chunks[m].finite for m in range(k + 1, left))
