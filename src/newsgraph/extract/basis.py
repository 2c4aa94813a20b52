"""A phrase and whom it was taken to mean, to what that rests on: the words, and the way from them to the entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from newsgraph.extract.clauses.noun_phrases import is_role

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.mentions import Entity, Mention
    from newsgraph.facts import Way

_NEAR = range(-2, 9)  # chunks from an office to the name that stands in apposition to it
_FAR = range(-20, 21)  # and from "those sanctioned" to the names that the sentence gives them


class Ground(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the body by its offsets, and how it means what it means."""

    way: Way
    start: int
    end: int


def ground(clauses: Clauses, phrase: Chunk, who: Entity, *, modifier: bool = False) -> Ground:
    """What it rests on that `phrase` means `who`; a `modifier` is a name within it ("Russian sanctions")."""
    mention = phrase.mention
    if mention is not None and mention.entity is who and not modifier:
        return _of_mention(clauses, mention)
    if phrase.pronoun:
        return _of_phrase(clauses, phrase, "pronoun")
    inside = next((m for m in phrase.modifiers if m.entity is who), None)
    if inside is not None and modifier:
        return _of_mention(clauses, inside)
    if who.type == "Person":
        singular = phrase.lemma == phrase.word
        named = _beside(clauses, phrase, who, _NEAR if singular else _FAR)
        office = singular and is_role(clauses, phrase)
        return _of_mention(clauses, named) if named else _of_phrase(clauses, phrase, _OFFICE[office])
    owner = phrase.possessor.mention if phrase.possessor is not None else None
    if owner is not None and owner.entity is who and who.type == "Place":
        return _of_mention(clauses, owner)  # "Geneva's airport"
    if inside is not None and inside.kind in ("name", "capital") and who.type != "Country":
        return _of_mention(clauses, inside)  # "the BRICS bloc", "a Geneva hotel"
    acts = is_role(clauses, phrase) or clauses.lexicon.has("government_nouns", phrase.lemma)
    found = _of_phrase(clauses, phrase, "officials" if acts else "description")
    named = _beside(clauses, phrase, who, _NEAR) if acts else None
    end = clauses.tokens[named.last].end if named is not None else 0
    return Ground(found.way, found.start, max(found.end, end))  # "the leaders of Freedonia and Sylvania"


_OFFICE: dict[bool, Way] = {True: "office", False: "description"}


def named(clauses: Clauses, who: Entity) -> Ground | None:
    """The first name by which a sentence names somebody; None where it does not."""
    mentions = (token.mention for token in clauses.tokens if token.mention is not None)
    return next((_of_mention(clauses, mention) for mention in mentions if mention.entity is who), None)


def of_words(clauses: Clauses, first: int, last: int) -> Ground:
    """The ground of an argument that is words: themselves, tokens `first` to `last` inclusive."""
    return Ground("words", clauses.tokens[first].start, clauses.tokens[last].end)


def _of_phrase(clauses: Clauses, phrase: Chunk, way: Way) -> Ground:
    return Ground(way, clauses.tokens[phrase.first].start, clauses.tokens[phrase.last].end)


def _of_mention(clauses: Clauses, mention: Mention) -> Ground:
    tokens = clauses.tokens[mention.first : mention.last + 1]
    return Ground(_way(mention), tokens[0].start, tokens[-1].end)


def _way(mention: Mention) -> Way:
    if mention.kind == "person":
        whole = mention.entity is not None and mention.last - mention.first + 1 >= len(mention.entity.words)
        return "name" if whole else "part"
    if mention.kind in ("adjective", "demonym"):
        return "adjective"
    if mention.kind == "metonym" or (mention.kind == "capital" and mention.entity is not None):
        return "metonym" if mention.entity is None or mention.entity.type == "Country" else "name"
    return "name"


def _beside(clauses: Clauses, phrase: Chunk, who: Entity, steps: range) -> Mention | None:
    """The name in the sentence, so many chunks from an office: of a person who holds it, of a country whose it is."""
    if not clauses.holds(phrase):
        return None
    k = clauses.index(phrase)
    near = (clauses.chunks[k + step] for step in sorted(steps, key=abs) if 0 <= k + step < len(clauses.chunks))
    return next((chunk.mention for chunk in near if chunk.mention is not None and chunk.mention.entity is who), None)
