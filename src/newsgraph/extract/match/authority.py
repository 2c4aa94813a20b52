"""Who can act for a state or a body of states: by what it is, by office, or as its unnamed officials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.lists import list_right
from newsgraph.extract.clauses.noun_phrases import BODIES, is_role

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.match.statement import Fillers
    from newsgraph.extract.mentions import Entity
    from newsgraph.extract.rules import Frame

_SORTS = {
    "Body": BODIES,
    "Intergovernmental": frozenset({"alliance", "bloc", "international"}),
    "Bloc": frozenset({"alliance", "bloc"}),
}


def sorts_of(allowed: frozenset[str]) -> frozenset[str]:
    """The kinds of organizations that a rule allows beside entity types, by its words for them: "Body", "Bloc"."""
    return frozenset(sort for word in allowed for sort in _SORTS.get(word, ()))


def has_authority(clauses: Clauses, who: Entity | str) -> bool:
    """Whether somebody is a state, a body of states or of a state, or holds an office of government."""
    lexicon = clauses.lexicon
    if isinstance(who, str) or who.type == "Country":
        return True
    if who.type == "Person":
        return any(
            office.title.removeprefix("former ") in lexicon.words["national"]
            or not lexicon.words["ministerial"].isdisjoint(office.title.split())
            for office in who.roles
        )
    words = who.name.lower().split()
    if not lexicon.words["other_bodies"].isdisjoint(words):
        return False
    known = bool(who.sort) or not lexicon.words["sports"].isdisjoint(words)
    return who.sort in BODIES or (not known and lexicon.has("public_bodies", words[-1]))


def all_govern(clauses: Clauses, frame: Frame, fillers: Fillers) -> bool:
    """Whether all parties are people in offices of government."""
    parties = [who for role in frame.fact_type.roles if role.party for who in fillers.get(role.name, ())]
    return all(not isinstance(who, str) and who.type == "Person" and has_authority(clauses, who) for who in parties)


def bloc_of(setting: Setting, phrase: Chunk) -> tuple[Entity, ...]:
    """The bloc for which its leaders, ministers or members act together: "EU leaders", "the bloc's ministers"."""
    clauses = setting.clauses
    if phrase.lemma == phrase.word or not clauses.lexicon.has("acting_together", phrase.lemma):
        return ()
    named = [m.entity for m in phrase.modifiers if m.entity is not None]
    if not named and phrase.possessor is not None:
        named = list(setting.resolver.resolve(phrase.possessor, clauses.tokens))
    if not named and clauses.holds(phrase):
        k = clauses.index(phrase)
        if clauses.word(k + 1) == "of" and clauses.kind(k + 2) == "NP":
            named = list(setting.resolver.resolve(clauses.chunks[k + 2], clauses.tokens))
    return tuple(named) if len(named) == 1 and named[0].sort == "bloc" else ()


def represented(setting: Setting, phrase: Chunk) -> tuple[Entity, ...]:
    """The countries that unnamed officials stand for: "Russian diplomats", "the ministers of Serbia and Kosovo"."""
    clauses = setting.clauses
    if clauses.lexicon.has("people", phrase.lemma) and phrase.lemma != "counterpart":
        return ()
    if phrase.det in ("every", "each", "any", "no") or _points_to_somebody(setting, phrase):
        return ()
    if not is_role(clauses, phrase) and phrase.lemma not in ("delegation", "delegate"):
        return ()
    tokens = clauses.tokens[phrase.first : phrase.last]
    if any(mention.entity is None for mention in phrase.modifiers):
        return ()
    own = [token.low for token in tokens if token.mention is None and token.tag in ("N", "V")]
    if any(word in clauses.lexicon.words["former"] or not _leaves_official(clauses, word) for word in own):
        return ()
    named = [m.entity for m in phrase.modifiers if m.entity is not None]
    if not named and phrase.possessor is not None:
        named = list(setting.resolver.resolve(phrase.possessor, clauses.tokens))
    if not named and clauses.holds(phrase):
        k = clauses.index(phrase)
        if clauses.word(k + 1) in ("of", "from", "for") and clauses.kind(k + 2) == "NP":
            named = [
                who
                for part in list_right(clauses, k + 2, pair=True)[0]
                for who in setting.resolver.resolve(part, clauses.tokens)
            ]
    acting = all(who.type == "Country" or who.sort in BODIES for who in named)
    return tuple(named) if acting else ()


def sovereign(setting: Setting, phrase: Chunk, named: tuple[Entity, ...], function: str) -> tuple[Entity, ...]:
    """The states for which their bodies act: "the U.S. Senate", "Hungary's parliament"; others stay who they are."""
    if named or function not in ("subject", "object"):
        bodies = [setting.resolver.state_of(who) if who.sort == "government" else (who,) for who in named]
        return tuple(dict.fromkeys(who for found in bodies for who in found))
    if phrase.mention is not None or not setting.clauses.lexicon.has("state_bodies", phrase.lemma):
        return ()
    owner = setting.resolver.owner(phrase, setting.clauses.tokens)
    return (owner,) if owner is not None and owner.type == "Country" else ()


def _points_to_somebody(setting: Setting, phrase: Chunk) -> bool:
    """Whether "the Ukrainian leader" may be one whom the sentence before names, but not by that office."""
    words = [token.low for token in setting.clauses.tokens[phrase.first : phrase.last + 1]]
    national = setting.clauses.lexicon.words["national"]
    head = not national.isdisjoint((phrase.word, " ".join(words[-2:])))
    return phrase.det == "the" and head and bool(setting.resolver.discourse.before.people)


def _leaves_official(clauses: Clauses, word: str) -> bool:
    """Whether a word before "officials" leaves them officials of their country: senior, foreign, defense."""
    lexicon = clauses.lexicon
    return any(lexicon.has(name, word) for name in ("prefixes", "dropped", "generic", "kept", "government_nouns"))
