"""Whether an event that a noun names took place, and whether a state that it names stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.match.conditions import is_noun
from newsgraph.extract.match.event_dates import span
from newsgraph.extract.match.governors import governor_of

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.rules import Frame

COMING = frozenset({"emerge", "come", "return", "walk away"})
"""Verbs after which "from talks with X" has their subject take part in them."""

_EFFECTIVE = frozenset({"effective", "official", "final"})
_THINKABLE = frozenset({"possible", "likely", "conceivable"})
_WALKING = frozenset({"walk", "storm", "emerge", "come"})


def taking_place(clauses: Clauses, i: int, frame: Frame) -> str | None:
    """Whether an event named by a noun took place, as the verb or preposition that it depends on shows."""
    how, k = governor_of(clauses, i)
    if k is None:
        return None
    if how == "subject":
        return _as_subject(clauses, i, k, frame)
    group = clauses.chunks[k]
    past = group.perfect or group.form in ("d", "dn")
    if how == "call-for":
        return None if group.neg or group.modal else "possible"
    if how == "object" and group.lemma == "be":
        return _being(clauses, i, k, past=past)
    plain = past and not group.neg and not group.modal
    if how == "object" and group.neg and past and group.lemma == "rule out":
        return "possible"
    if how == "object" and frame.effects:
        told = plain or (group.form == "s" and not group.neg and not group.modal)
        return _event_kind(clauses, group.lemma) if told else None
    if not plain:
        return None
    if how in ("out-of", "from") and clauses.lexicon.has("event_left", group.lemma):
        return "denied"
    went = (how == "out-of" and group.lemma in _WALKING) or (how == "from" and group.lemma in COMING)
    return "actual" if went or how in ("after", "during", "following", "at", "since", "in") else None


def _as_subject(clauses: Clauses, i: int, k: int, frame: Frame) -> str | None:
    """What the verb at k says of an event that is its subject: "was held", "will begin", "fell through"."""
    lexicon, group = clauses.lexicon, clauses.chunks[k]
    past = group.perfect or group.form in ("d", "dn")
    plain = past and not group.neg and not group.modal
    if group.passive and group.form == "s" and lexicon.has("event_planned", group.lemma):
        return None if group.neg else "planned"
    if group.passive and any(
        lexicon.has(name, group.lemma)
        for name in ("event_planned", "event_possible", "event_denied", "event_postponed")
    ):
        return _event_kind(clauses, group.lemma) if plain else None
    if _is_thought_possible(clauses, k):
        return "possible"
    happens = lexicon.has("happen", group.lemma) or _becomes_effective(clauses, k)
    if group.modal in ("will", "'ll", "wo") and happens and not group.to:
        return "denied" if group.neg else "planned"
    if group.modal in ("may", "might", "could") and happens and not (group.neg or group.to or group.perfect):
        return "possible"
    if group.neg and past and happens and not (group.modal or group.passive or group.to):
        return "denied"
    if plain and group.lemma == "fall through":
        return "denied"
    effect = not group.passive and "object" in clauses.arguments(k).phrases
    effect = effect and (frame.effects or _has_year(clauses, i))
    held = group.passive and lexicon.has("event_actual", group.lemma)
    return "actual" if plain and (effect or held or happens) else None


def lies_ahead(clauses: Clauses, i: int, date: tuple[int, int] | None) -> bool:
    """Whether the day of the event at i, which was called off, is yet to come, by the verb that says so.

    What "did not take place" is over. What was "called off" may have been planned for a month that has passed.
    """
    _, k = governor_of(clauses, i)
    group = clauses.chunks[k] if k is not None else None
    if group is None or (group.neg and not group.modal):
        return False
    dated = clauses.tokens[date[0] : date[1] + 1] if date is not None else []
    return group.perfect or not any(token.low in clauses.lexicon.months for token in dated)


def _is_thought_possible(clauses: Clauses, k: int) -> bool:
    """Whether the verb at k says no more of an event than that it can be: "is possible", "remains likely"."""
    group = clauses.chunks[k]
    plain = group.lemma in ("be", "remain") and group.form == "s" and not (group.neg or group.perfect)
    what = clauses.arguments(k).phrases.get("object", ()) if plain else ()
    return any(phrase.word in _THINKABLE for phrase in what)


def _becomes_effective(clauses: Clauses, k: int) -> bool:
    """Whether the verb at k says that what was announced now holds: "became effective", "became official"."""
    what = clauses.arguments(k).phrases.get("object", ()) if clauses.chunks[k].lemma == "become" else ()
    return any(phrase.word in _EFFECTIVE for phrase in what)


def _being(clauses: Clauses, i: int, k: int, *, past: bool) -> str | None:
    """What "be" at k says of an event: "there was a meeting", "it was the first meeting"."""
    group = clauses.chunks[k]
    there = clauses.word(clauses.back(k - 1)) == "there"
    if there and group.modal in ("will", "'ll"):
        return "planned"
    if there and past and not group.modal:
        return None if group.neg else "actual"
    plain = past and not group.neg and not group.modal
    return "actual" if plain and clauses.chunks[i].det != "a" else None


def _has_year(clauses: Clauses, i: int) -> bool:
    """Whether the noun phrase at i has a date with a year: "the withdrawal in 2018"."""
    spans = [span(clauses, k) for k in clauses.arguments(i).dates]
    tokens = [token for first, last in spans for token in clauses.tokens[first : last + 1]]
    return any(len(token.low) == 4 and token.low.isdecimal() for token in tokens)


def _event_kind(clauses: Clauses, lemma: str) -> str | None:
    """What a verb makes of an event; "postponed" denies that it took place on the day that was planned."""
    for kind in ("denied", "postponed", "planned", "possible", "actual"):
        if clauses.lexicon.has(f"event_{kind}", lemma):
            return kind
    return None


def standing(setting: Setting, i: int, frame: Frame) -> str | None:
    """Whether a state named by a noun ("U.S. sanctions on X") is taken to be there."""
    clauses = setting.clauses
    lexicon = clauses.lexicon
    how, k = governor_of(clauses, i)
    if how == "of" or (how in ("from", "for", "on", "about", "to", "without", "against")):
        return None
    if k is None:
        return None
    group = clauses.chunks[k]
    own = any(other.fact_type is frame.fact_type for other in setting.rules.by_verb.get(group.lemma, ()))
    if group.modal or group.to or (own and (group.neg or how == "object")):
        return None  # "sanctions on X were not extended" is for the rule of the verb
    if is_ended_by(setting, group, clauses.chunks[i]) or lexicon.has("unsettled", group.lemma):
        return None
    if how == "subject" and group.lemma in ("be", "remain") and not group.passive and not _in_force(clauses, k):
        return None
    if how in ("object", "subject") and (how == "object" or group.passive):
        named = any(
            lexicon.has(name, group.lemma)
            for name in (
                "event_planned",
                "event_possible",
                "event_denied",
                "control_possible",
                "control_planned",
                "control_denied",
            )
        )
        return None if named else "actual"
    return (
        "actual"
        if how == "subject" or how in ("under", "by", "despite", "amid", "after", "since", "with", "because-of")
        else None
    )


def _in_force(clauses: Clauses, k: int) -> bool:
    """Whether "be" or "remain" says of a measure that it stands: "is in force", "remains in place"."""
    phrases = clauses.arguments(k).phrases
    if clauses.chunks[k].form == "d":
        return False  # "were in force until 1994"
    return any(p.lemma in ("force", "place", "effect") for name in ("in", "into") for p in phrases.get(name, ()))


def is_ended_by(setting: Setting, group: Chunk, noun: Chunk) -> bool:
    """Whether a verb says that what a noun names is over, or was: "expired", "were lifted"; no "announced an end"."""
    if setting.clauses.lexicon.has("ending", group.lemma):
        return True
    ended = [frame for frame in setting.rules.by_verb.get(group.lemma, ()) if frame.phase == "ended"]
    asked = [[nouns for function, nouns in frame.where if function in ("object", "subject")] for frame in ended]
    return any(not nouns or any(not of or is_noun(setting.clauses, noun, of) for of in nouns) for nouns in asked)
