"""Where an event took place, beside the phrases of its verb: what opens the sentence, a journey, "where"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.journeys import journey_before
from newsgraph.extract.match.event_dates import is_appointed, is_visiting

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Arguments, Subject
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.mentions import Entity

_SEEN = frozenset({"visit", "tour"})
_ISLANDS = frozenset({"island", "peninsula", "archipelago"})


def opening_of(clauses: Clauses, subject: Subject) -> tuple[list[Chunk], list[int]]:
    """The places and dates that open the sentence before the subject: "In Geneva on Monday, X met Y"."""
    places: list[Chunk] = []
    dates: list[int] = []
    k = subject.left - 1
    if subject.control and not is_appointed(clauses, subject):
        return [], []
    if clauses.word(k) != ",":
        if clauses.kind(0) != "P" or clauses.kind(1) != "NP" or clauses.back(k) != 1:
            return [], []
        k += 1  # "In Geneva on Monday X met Y"
    while k > 0:
        k -= 1
        if clauses.kind(k) == "DATE":
            dates.append(k)
            k -= clauses.kind(k - 1) == "P" and clauses.word(k - 1) in ("on", "in", "at", "over")
        elif clauses.kind(k) == "NP" and clauses.kind(k - 1) == "P" and clauses.word(k - 1) in ("in", "at"):
            mention = clauses.chunks[k].mention
            if mention is None or mention.entity is None or mention.entity.type not in ("Place", "Country"):
                return [], []
            places.append(clauses.chunks[k])
            k -= 1
        elif clauses.kind(k) == "STOP" and clauses.word(k) == ";":
            break
        elif clauses.kind(k) != "COMMA":
            return [], []
    return (places, dates) if len(places) == 1 else ([], [])


def gone_to(setting: Setting, i: int, subject: Subject, journey: Arguments | None) -> list[Chunk]:
    """The place of "flew to Geneva to meet X", "arrived in Geneva and met X" and "in Geneva, where he met X"."""
    clauses = setting.clauses
    if clauses.chunks[i].form == "g" and is_visiting(clauses, i, subject):
        visited = clauses.arguments(subject.parent or 0).phrases.get("object", ())
        return [part for part in visited if is_place(setting, part)]
    if journey is not None:
        return [part for name in ("to", "in") for part in journey.phrases.get(name, ()) if is_place(setting, part)]
    went = journey_before(clauses, i, subject)
    if went is not None:
        there = clauses.arguments(went).phrases
        return [part for name in ("to", "in", "object") for part in there.get(name, ()) if is_place(setting, part)][:1]
    k = clauses.back(subject.left - 1)
    if clauses.word(k) != "where":
        return []
    k = clauses.back(k - 1 - (clauses.kind(k - 1) == "COMMA"))
    seen = clauses.kind(k - 1) == "VG" and clauses.chunks[k - 1].lemma in _SEEN
    if clauses.kind(k) == "NP" and (seen or clauses.kind(k - 1) == "P") and is_place(setting, clauses.chunks[k]):
        return [clauses.chunks[k]]
    return []


def fronted(clauses: Clauses, subject: Subject) -> tuple[str, Chunk] | None:
    """The event with its preposition that opens the sentence before the subject: "In a call on Monday, X told Y".

    One that names its own parties is no event of those who follow.
    """
    last = subject.left - 1
    if subject.control or last < 2 or clauses.kind(0) != "P" or clauses.kind(1) != "NP":
        return None
    event = clauses.chunks[1]
    known = event.mention is None and event.possessor is None and not event.modifiers
    held = clauses.lexicon.has("event_nouns", event.lemma)
    own = {"with", "between", "of", "to", "by"} & clauses.arguments(1).phrases.keys()
    inside = (clauses.chunks[k] for k in range(1, last))
    if not (known and held) or own or any(chunk.kind in ("VG", "REL", "SUB", "COMMA") for chunk in inside):
        return None
    return clauses.word(0), event


def on_island(clauses: Clauses, phrases: dict[str, list[Chunk]]) -> list[Chunk]:
    """The island on which something takes place: "met on the Indonesian island of Bali"."""
    found = [phrase for phrase in phrases.get("on", ()) if phrase.mention is not None and clauses.holds(phrase)]
    return [
        phrase
        for phrase in found
        if clauses.word(clauses.index(phrase) - 1) == "of"
        and clauses.chunks[clauses.index(phrase) - 2].lemma in _ISLANDS
    ]


def is_past_journey(clauses: Clauses, subject: Subject, arguments: Arguments, journey: Arguments) -> bool:
    """Whether a journey with a month or year lies behind: "travelled to X to meet Y in April 2019"."""
    words = {
        token.low
        for k in (*arguments.dates, *journey.dates)
        for token in clauses.tokens[clauses.chunks[k].first : clauses.chunks[k].last + 1]
    }
    years = any(len(word) == 4 and word.isdecimal() for word in words)
    months = not clauses.lexicon.words["months"].isdisjoint(words) and "last" not in words
    return clauses.chunks[subject.parent or 0].form.startswith("d") and (years or months or "last" in words)


def is_place(setting: Setting, phrase: Chunk) -> bool:
    entities = setting.resolver.resolve(phrase, setting.clauses.tokens)
    if phrase.mention is not None and phrase.mention.kind == "metonym":
        return False
    return bool(entities) and all(entity.type in ("Place", "Country") for entity in entities)


def is_one_place(places: tuple[Entity | str, ...]) -> bool:
    """Whether places are one: a city, or a city and its country, but not "in X and in Y"."""
    cities = [place for place in places if not isinstance(place, str) and place.type == "Place"]
    return len(cities) <= 1 and len(places) - len(cities) <= 1


def is_elsewhere(setting: Setting, phrase: Chunk) -> bool:
    """Whether the name of a place is part of another's: "the Hotel Bristol", "Paris, Texas"."""
    clauses, mention = setting.clauses, phrase.mention
    if mention is None or not clauses.holds(phrase):
        return False
    around = clauses.tokens[phrase.first : phrase.last + 1]
    if any(token.mention is None and token.capital and token.tag == "N" for token in around):
        return True
    k = clauses.index(phrase)
    if clauses.kind(k + 1) != "COMMA" or clauses.kind(k + 2) != "NP" or clauses.kind(k + 3) in ("VG", "CC", "P"):
        return False
    after = clauses.chunks[k + 2]
    entity = after.mention.entity if after.mention is not None else None
    if after.mention is not None and setting.resolver.in_one_country(mention, after.mention, clauses.tokens):
        return False
    named = after.first == after.last and after.head is not None and after.head.capital
    return named and (after.mention is None or (entity is not None and entity.type == "Place"))


def is_at_a_distance(clauses: Clauses, phrases: dict[str, list[Chunk]], event: Chunk | None = None) -> bool:
    """Whether people met who were not in one place: "met by video", "spoke over the phone", "the call"."""
    held = [phrase.lemma for name in ("by", "via", "over", "in") for phrase in phrases.get(name, ())]
    held += [event.lemma] if event is not None else []
    return any(clauses.lexicon.has("means", lemma) for lemma in held)
