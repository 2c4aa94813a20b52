"""The subject of an infinitive after a noun phrase: "its bid to join", "urged Serbia to join"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.chunks import Chunk
from newsgraph.extract.clauses.control import control_of, lifted
from newsgraph.extract.clauses.grammar import Subject
from newsgraph.extract.clauses.journeys import of_purpose
from newsgraph.extract.clauses.lists import list_left, list_right
from newsgraph.extract.clauses.noun_phrases import ranks, same_type

if TYPE_CHECKING:
    from newsgraph.extract.clauses import Clauses

_OFFERS = frozenset({"invitation", "offer", "call", "opportunity", "chance", "demand"})
_BE_READY = frozenset({"set", "due", "determined", "poised", "scheduled", "bound"})
_BE_ABLE = frozenset(
    {
        "ready",
        "willing",
        "eager",
        "keen",
        "prepared",
        "likely",
        "able",
        "free",
        "unlikely",
        "possible",
        "welcome",
        "open",
    }
)
_OWN = frozenset({"its", "their", "his", "her", "any", "no"})
_BE_UNREADY = frozenset({"unwilling", "reluctant", "unable"})


def under_noun(clauses: Clauses, i: int, j: int) -> Subject | None:
    """The subject of an infinitive after a noun phrase: "its bid to join", "urged Serbia to join"."""
    del i
    phrase = clauses.chunks[j]
    lemma = phrase.lemma
    before = clauses.back(j - 1)
    copula = clauses.kind(before) == "VG" and clauses.chunks[before].lemma in (
        "be",
        "remain",
        "seem",
        "appear",
        "become",
        "stand",
    )
    if copula and phrase.mention is None:
        kind = _readiness(phrase.word)
        subject = clauses.subject(before)
        if kind is not None and subject is not None:
            return Subject(
                subject.phrases,
                subject.left,
                (*lifted(clauses, before, subject), (kind, clauses.chunks[before].neg)),
                before,
            )
    for kind in ("denied", "planned", "possible"):
        if phrase.mention is None and clauses.lexicon.has(f"nouns_{kind}", lemma):
            return by_control_noun(clauses, j, before, kind)
    ranked = _is_ranked(clauses, j)
    if ranked is not None:
        return ranked if ranked.phrases else None
    if phrase.mention is None and clauses.word(before) == "on" and phrase.lemma in ("course", "track", "way", "path"):
        subject = clauses.subject(clauses.back(before - 1)) if clauses.kind(clauses.back(before - 1)) == "VG" else None
        if subject is not None:  # "is on course to join"
            return Subject(subject.phrases, subject.left, (("planned", False),), clauses.back(before - 1))
    if (
        clauses.word(before) == "for"
        and clauses.word(before - 1) == "way"
        and clauses.kind(clauses.back(before - 2)) == "VG"
    ):
        verb = clauses.back(before - 2)
        opened = clauses.chunks[verb].lemma in ("pave", "clear", "open") and not clauses.chunks[verb].neg
        return Subject(tuple(list_left(clauses, j)[0]), j, (("planned", False),), verb) if opened else None
    verb = before
    if (
        clauses.kind(before) == "P"
        and clauses.word(before) in ("on", "upon", "with", "for")
        and clauses.kind(before - 1) == "VG"
    ):
        verb = before - 1
    if clauses.kind(verb) == "VG":
        governor = clauses.chunks[verb]
        if clauses.lexicon.has("control_object", governor.lemma) and not governor.passive:
            who = clauses.subject(verb)
            if who is not None and any(part.word == "nobody" or part.det in ("no", "few") for part in who.phrases):
                return None
            return Subject((phrase,), j, (("possible", governor.neg),), verb)
    return _of_several(clauses, j) or of_purpose(clauses, j)


def _of_several(clauses: Clauses, j: int) -> Subject | None:
    """Read "urged X and Y to meet", where all who are named are the object."""
    verb = j - 1
    while clauses.kind(verb) in ("NP", "CC", "COMMA"):
        verb -= 1
    if clauses.kind(j - 1) != "CC" or clauses.kind(verb) != "VG":
        return None
    phrases, end, _ = list_right(clauses, verb + 1)
    governor, who = clauses.chunks[verb], clauses.subject(verb)
    whole = end == j + 1 and len(phrases) > 1 and all(phrase.mention is not None for phrase in phrases)
    if governor.passive or governor.neg or not clauses.lexicon.has("control_object", governor.lemma) or who is None:
        return None
    return Subject(tuple(phrases), verb + 1, (("possible", False),), verb) if whole else None


def _is_ranked(clauses: Clauses, j: int) -> Subject | None:
    """Who is said to be the first to do it: "X is the 32nd country with a border on Y to join", "X, the last to join,".

    Without phrases where they are not, for then they may do it all the same; None where nobody is counted.
    """
    while clauses.kind(j - 1) == "P" and clauses.kind(j - 2) == "NP":
        j -= 2
    phrase, before = clauses.chunks[j], clauses.back(j - 1)
    if clauses.kind(before) == "COMMA" and clauses.kind(before - 1) == "NP" and phrase.det == "the":
        named = clauses.chunks[before - 1].mention is not None and ranks(clauses, phrase) and phrase.mention is None
        return Subject((clauses.chunks[before - 1],), before - 1, (("actual", False),)) if named else None
    copula = clauses.kind(before) == "VG" and clauses.chunks[before].lemma in ("be", "remain", "become")
    if not copula or phrase.det != "the" or phrase.mention is not None or not ranks(clauses, phrase):
        return None
    subject = clauses.subject(before)
    if subject is None or clauses.chunks[before].neg:
        return Subject((), j)
    return Subject(subject.phrases, subject.left, (*lifted(clauses, before, subject), ("actual", False)), before)


def _readiness(word: str) -> str | None:
    if word in _BE_READY:
        return "planned"
    if word in _BE_ABLE:
        return "possible"
    return "denied" if word in _BE_UNREADY else None


def _is_given_up(clauses: Clauses, j: int) -> bool:
    """Whether the plan at j is the subject of a verb by which it is no more: "X's plan to meet Y was dropped"."""
    for k in range(j + 1, min(len(clauses.chunks), j + 12)):
        group = clauses.chunks[k]
        if group.finite and group.passive and clauses.lexicon.has("gives_up", group.lemma) and not group.neg:
            subject = clauses.subject(k)
            return subject is not None and any(phrase is clauses.chunks[j] for phrase in subject.phrases)
    return False


def by_control_noun(clauses: Clauses, j: int, before: int, kind: str) -> Subject | None:
    phrase = clauses.chunks[j]
    if phrase.possessor is not None and not phrase.possessor.pronoun:
        owners: tuple[Chunk, ...] = (phrase.possessor,)
        if clauses.kind(j - 1) == "CC" and clauses.kind(j - 2) == "NP" and same_type(clauses.chunks[j - 2], owners[0]):
            if phrase.lemma == phrase.word:
                return None
            owners = (clauses.chunks[j - 2], *owners)  # "X and Y's bids"
        dropped = (("denied", False),) if _is_given_up(clauses, j) else ()
        return Subject(owners, j, ((kind, phrase.neg), *dropped), None)
    handed = clauses.back(before - 1)
    if phrase.det in ("its", "their") and clauses.kind(before) == "P" and clauses.kind(handed) == "VG":
        subject = clauses.subject(handed)  # "handed in their applications to join"
        if subject is None or (len(subject.phrases) > 1) != (phrase.det == "their") or subject.control:
            return None
        return Subject(subject.phrases, subject.left, ((kind, phrase.neg or clauses.chunks[handed].neg),), handed)
    if phrase.det in ("its", "their") and clauses.kind(before) in ("END", "P"):
        owner = Chunk("NP", phrase.first, phrase.first, phrase.det)
        owner.pronoun = True
        return Subject((owner,), j, ((kind, phrase.neg),), None)
    if clauses.kind(before) == "VG":
        governor = clauses.chunks[before]
        subject = clauses.subject(before)
        if subject is None:
            return None
        gives_up = clauses.lexicon.has("gives_up", governor.lemma)
        outer = "denied" if gives_up else control_of(clauses, governor)
        if outer != "denied" and not clauses.lexicon.has("holding", governor.lemma) and phrase.det not in _OWN:
            return None  # "vetoed a plan to join": whose plan that is stands elsewhere
        if clauses.lexicon.has("abandoning", governor.lemma) and not gives_up:
            return None
        negated = governor.neg or phrase.neg
        asked = kind == "possible" and outer == "denied" and phrase.lemma in _OFFERS
        controls = [*lifted(clauses, before, subject), *([] if asked else [(kind, negated)])]
        if outer == "denied" or (outer == "possible" and governor.lemma != "have"):
            controls.append((outer, False))
        return Subject(subject.phrases, subject.left, tuple(controls), before)
    return None
