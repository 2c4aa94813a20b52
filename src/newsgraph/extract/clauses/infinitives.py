"""The subject of an infinitive or gerund that another verb governs: "refused to join", "refrained from joining"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsgraph.extract.clauses.control import control_of, lifted
from newsgraph.extract.clauses.control_nouns import by_control_noun, under_noun
from newsgraph.extract.clauses.grammar import FAR, Subject

if TYPE_CHECKING:
    from newsgraph.extract.clauses import Clauses


def of_infinitive(clauses: Clauses, i: int) -> Subject | None:
    j = clauses.back(i - 1)
    if clauses.word(j) == "yet" and clauses.kind(j - 1) == "VG" and clauses.chunks[j - 1].lemma in ("have", "be"):
        return governed(clauses, i, j - 1)  # "has yet to join"
    if (
        clauses.kind(j) == "NP"
        and clauses.word(j - 1) in ("in", "at", "with")
        and clauses.chunks[j].mention is not None
    ):
        verb = clauses.back(j - 2)  # "agreed in Brussels to impose"
        if clauses.kind(verb) == "VG" and control_of(clauses, clauses.chunks[verb]) is not None:
            j = verb
    if clauses.kind(j) == "VG":
        return governed(clauses, i, j)
    if clauses.kind(j) == "CC":
        for k in range(j - 1, max(-1, j - FAR), -1):
            if clauses.kind(k) == "VG" and clauses.chunks[k].to:
                subject = clauses.subject(k)
                return None if subject is None else replace(subject, features_of=k)
        return None
    if clauses.kind(j) == "NP":
        while clauses.chunks[i].passive and clauses.word(j - 1) in ("on", "against") and clauses.kind(j - 2) == "NP":
            j -= 2  # "called for sanctions on X to be lifted"
        return under_noun(clauses, i, j)
    return None


def governed(clauses: Clauses, i: int, j: int) -> Subject | None:
    """The subject of an infinitive or gerund that the verb group at j governs."""
    del i
    governor = clauses.chunks[j]
    subject = clauses.subject(j)
    if subject is None:
        return None
    kind = "denied" if clauses.word(j + 1) == "yet" else control_of(clauses, governor)
    if kind is None:
        return None
    if kind == "denied" and governor.neg and (governor.lemma == "rule out" or governor.modal in ("would", "'d")):
        return Subject(subject.phrases, subject.left, (*subject.control, ("possible", False)), j)
    return Subject(subject.phrases, subject.left, (*lifted(clauses, j, subject), (kind, governor.neg)), j)


def by_preposition(clauses: Clauses, j: int) -> Subject | None:
    """The subject of a gerund after a verb or noun with its preposition: "refrained from", "no intention of"."""
    word = clauses.word(j)
    k = clauses.back(j - 1)
    if word == "of" and clauses.kind(k) == "NP" and clauses.chunks[k].mention is None:
        noun = clauses.chunks[k].lemma
        for kind in ("denied", "planned", "possible"):
            if clauses.lexicon.has(f"nouns_{kind}", noun):
                return by_control_noun(clauses, k, clauses.back(k - 1), kind)
        return None
    while clauses.kind(k) in ("NP", "CC"):
        k -= 1  # "joined X and Y in imposing"
    if clauses.kind(k) != "VG" or clauses.chunks[k].passive:
        return None
    verb = f"{clauses.chunks[k].lemma} {word}"
    control = next((c for c in ("denied", "planned", "actual") if clauses.lexicon.has(f"control_{c}", verb)), None)
    subject = clauses.subject(k) if control is not None else None
    if subject is None or control is None:
        return None
    controls = (*lifted(clauses, k, subject), (control, clauses.chunks[k].neg))
    return Subject(subject.phrases, subject.left, controls, k)
