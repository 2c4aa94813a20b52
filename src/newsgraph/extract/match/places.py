"""Where an event took place, beside the phrases of its verb: what opens the sentence, a journey, "where"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Arguments, Subject
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.mentions import Entity


def opening_of(clauses: Clauses, subject: Subject) -> tuple[list[Chunk], list[int]]:
    """The places and dates that open the sentence before the subject: "In Geneva on Monday, X met Y"."""
    places: list[Chunk] = []
    dates: list[int] = []
    k = subject.left - 1
    if clauses.word(k) != "," or subject.control:
        return [], []
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


def gone_to(setting: Setting, subject: Subject, journey: Arguments | None) -> list[Chunk]:
    """The place of "flew to Geneva to meet X" and "arrived in Geneva, where he met X"."""
    clauses = setting.clauses
    if journey is not None:
        return [part for name in ("to", "in") for part in journey.phrases.get(name, ()) if is_place(setting, part)]
    k = clauses.back(subject.left - 1)
    if clauses.word(k) != "where":
        return []
    k = clauses.back(k - 1 - (clauses.kind(k - 1) == "COMMA"))
    if clauses.kind(k) == "NP" and clauses.kind(k - 1) == "P" and is_place(setting, clauses.chunks[k]):
        return [clauses.chunks[k]]
    return []


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
