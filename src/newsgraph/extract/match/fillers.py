"""Phrases in their functions to who and what fills the roles of a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.basis import Ground, ground, of_words
from newsgraph.extract.clauses.noun_phrases import ranks_word
from newsgraph.extract.match.authority import bloc_of, has_authority, represented, sorts_of, sovereign
from newsgraph.extract.match.places import is_elsewhere, is_one_place
from newsgraph.extract.match.statement import Filled
from newsgraph.extract.match.texts import last_of_text, text_of
from newsgraph.extract.match.told import resume

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Subject
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.match.statement import Fillers, Grounds
    from newsgraph.extract.mentions import Entity, Mention
    from newsgraph.extract.rules import Frame
    from newsgraph.facttypes import RoleType


def fill(
    setting: Setting,
    frame: Frame,
    functions: dict[str, list[Chunk]],
    subject: Subject | None,
    i: int,
    known: tuple[Entity, ...] = (),
    *,
    partly: bool = False,
) -> Filled | None:
    """The fillers of each role; None where a role that the fact needs stays unfilled.

    `known` are the parties of an event that the noun alone takes up again. `partly`: whatever stays unfilled.
    """
    fillers: Fillers = {}
    grounds: Grounds = {}
    for role, names in frame.arguments:
        found = _of_role(setting, frame, role, names, functions, subject, i, grounds, partly=partly)
        if found is None:
            return None
        if role.minimum > 1 and not found:
            found = list(known)
            _rest_on(setting.clauses, role, "", setting.clauses.chunks[i], found, grounds)
        unique = tuple(dict.fromkeys(found))
        if len(unique) > 1 and not (role.party or role.text):
            unique = _named_as_one(unique, names, functions) or unique
        if unique and (role.party or role.text or is_one_place(unique)):
            fillers[role.name] = unique
    _understand(setting, frame, functions, i, Filled(fillers, grounds))
    told = resume(setting, frame, functions, i, Filled(fillers, grounds))
    return Filled(fillers, grounds, told) if partly or _is_whole(frame, fillers) else None


def _of_role(
    setting: Setting,
    frame: Frame,
    role: RoleType,
    names: tuple[str, ...],
    functions: dict[str, list[Chunk]],
    subject: Subject | None,
    i: int,
    grounds: Grounds,
    *,
    partly: bool,
) -> list[Entity | str] | None:
    """Who or what the phrases in the functions of a role mean; None where one of them is somebody unknown.

    Where it may be filled `partly`, a role that the fact needs may be filled by a group without names.
    """
    found: list[Entity | str] = []
    sides: set[str] = set()
    for function in names:
        name = function.removeprefix("else-")
        if name != function and found:
            continue
        phrases = functions.get(name, ())
        if not phrases:
            continue
        resolved: list[Entity | str] = []
        phrases = [phrase for phrase in phrases if phrase.word not in ("each-other", "one-another")]
        for phrase in phrases:
            meant = filler(setting, frame, role, name, phrase, subject, i)
            _rest_on(setting.clauses, role, name, phrase, meant, grounds)
            resolved.extend(meant)
        if name == "subject" and role.party and _unknown_name(setting, phrases):
            return None
        if role.name in frame.authorities and not all(has_authority(setting.clauses, who) for who in resolved):
            return None
        if resolved:
            sides.add(name)
        if name == "between" and len(found) > 1 and all(phrase.mention is None for phrase in phrases):
            continue  # "X and Y held the first talks between leaders of their countries"
        needed = (
            role.party and (role.minimum > 1 or name == "subject") and name not in ("modifier", "topic", "possessor")
        )
        if needed and phrases and not resolved:
            unnamed = partly if role.minimum else _are_states(setting.clauses, phrases)
            if not unnamed:
                return None
        found.extend(resolved)
    if sides == {"with"} and len(names) > 1:
        return None  # the other side is somebody unknown
    return found


def _are_states(clauses: Clauses, phrases: Sequence[Chunk]) -> bool:
    """Whether it is states without names that act: "has been sanctioned by Western countries"."""
    states = clauses.lexicon.words["states"]
    return all(part.mention is None and part.word.endswith("s") and part.lemma in states for part in phrases)


def _rest_on(
    clauses: Clauses, role: RoleType, function: str, phrase: Chunk, meant: list[Entity | str], grounds: Grounds
) -> None:
    """Keep what the fillers that a phrase gives rest on."""
    for who in meant:
        if isinstance(who, str):
            found = of_words(clauses, phrase.first, last_of_text(clauses, phrase))
        else:
            found = ground(clauses, phrase, who, modifier=function in ("modifier", "topic"))
        grounds.setdefault((role.name, who), found)


def _named_as_one(
    places: tuple[Entity | str, ...], names: tuple[str, ...], functions: dict[str, list[Chunk]]
) -> tuple[Entity | str, ...]:
    """Of several places those that are named as one: X in "at the Geneva hotel in X"."""
    placed = [phrase.mention for name in names for phrase in functions.get(name, ()) if phrase.mention]
    return tuple(place for place in places if any(place is mention.entity for mention in placed))


def _understand(setting: Setting, frame: Frame, functions: dict[str, list[Chunk]], i: int, filled: Filled) -> None:
    """Fill what the clause leaves out with what was last spoken of."""
    clauses = setting.clauses
    end = clauses.arguments(i).end
    if clauses.kind(end) == "VG" and clauses.chunks[end].to:
        return  # "applied to do something"
    for left_out in frame.understood:
        if left_out in filled.fillers or not _leaves_out(clauses, frame, left_out, functions):
            continue
        at = clauses.tokens[clauses.chunks[i].first].start
        who = setting.resolver.understood(frame.fact_type.name, left_out, at)
        if who is None:
            continue
        filled.fillers[left_out] = (who,)
        before = max((place for place in who.mentions if place[0] < at), default=None)
        if before is not None:
            filled.grounds[left_out, who] = Ground("understood", *before)


def _is_whole(frame: Frame, fillers: Fillers) -> bool:
    """Whether each role that the fact needs is filled, and nobody fills two."""
    for role in frame.fact_type.roles:
        if len(fillers.get(role.name, ())) < role.minimum:
            return False
    for name in frame.needs:
        if name != "date" and len(fillers.get(name, ())) < frame.needs.count(name):
            return False
    parties = [who for role in frame.fact_type.roles if role.party for who in fillers.get(role.name, ())]
    return len(set(map(id, parties))) == len(parties)


def _leaves_out(clauses: Clauses, frame: Frame, name: str, functions: dict[str, list[Chunk]]) -> bool:
    """Whether a clause has no phrase that could fill a role: "joined in 2004", "is not a member"."""
    used = {part for role, parts in frame.arguments if role.name != name for part in parts}
    used |= {function for function, _ in frame.where}
    own = next((parts for role, parts in frame.arguments if role.name == name), ())
    nouns = functions.get("modifier", ())
    standing = {function for function, phrases in functions.items() if not _is_it(phrases)}  # "rejoined it"
    if any(function in standing for function in own if function != "modifier"):
        return False
    taken_up = len(standing) < len(functions)
    if not taken_up and any(function not in used and function not in ("modifier", "topic") for function in standing):
        return False  # "joined in the applause"
    words = [token.low for noun in nouns for token in clauses.tokens[noun.first : noun.last]]
    plain = all(clauses.lexicon.has("membership_words", word) or ranks_word(clauses, word) for word in words)
    return plain and all(noun.possessor is None for noun in nouns)


def _is_it(phrases: Sequence[Chunk]) -> bool:
    """Whether the phrases are nothing but "it"."""
    return [phrase.word for phrase in phrases] == ["it"]


def _unknown_name(setting: Setting, phrases: Sequence[Chunk]) -> bool:
    """Whether a list has a name in it that is not known, so that the list would not be whole."""
    if len(phrases) < 2:
        return False
    named = [p for p in phrases if not p.pronoun and p.head is not None and p.head.capital]
    unknown = [p for p in named if p.mention is None or p.mention.entity is None]
    return any(not setting.resolver.resolve(phrase, setting.clauses.tokens) for phrase in unknown)


def filler(
    setting: Setting, frame: Frame, role: RoleType, function: str, phrase: Chunk, subject: Subject | None, i: int
) -> list[Entity | str]:
    """Who or what a phrase in a function gives a role; nobody where that is not certain."""
    if role.text:
        return [text_of(setting.clauses, phrase)]
    if function in ("modifier", "topic"):
        topics = _topics(setting.clauses, frame, phrase)
        named = topics if function == "topic" else [m for m in phrase.modifiers if m not in topics]
        entities = tuple(m.entity for m in named if m.entity is not None and m.kind != "demonym")
    else:
        if not role.party and phrase.mention is not None and phrase.mention.kind == "metonym":
            return []
        if not role.party and is_elsewhere(setting, phrase):
            return []
        entities = _meant(setting, function, phrase, subject, i)
        if not role.party and phrase.mention is not None and phrase.mention.kind == "capital":
            entities = setting.resolver.city(phrase.mention)
        if not entities and not role.party and phrase.mention is None:
            entities = setting.resolver.place_of(phrase)
    if role.name in frame.sovereign:
        entities = sovereign(setting, phrase, entities, function)
    allowed = frame.types.get(function)
    if not entities and not phrase.pronoun and (role.name in frame.authorities or allowed == frozenset({"Body"})):
        entities = bloc_of(setting, phrase)
    if allowed is not None:
        bodies = sorts_of(allowed)
        entities = tuple(entity for entity in entities if entity.type in allowed or entity.sort in bodies)
    if function not in ("modifier", "topic") and not entities and role.name in frame.represented:
        entities = represented(setting, phrase)
    return [entity for entity in entities if entity.type in role.entity_types]


def _meant(setting: Setting, function: str, phrase: Chunk, subject: Subject | None, i: int) -> tuple[Entity, ...]:
    """Whom a phrase in a function means; "the country" that is no subject is none that the sentence is about."""
    resolver = setting.resolver
    if function not in ("subject", "possessor") and resolver.is_country_spoken_of(phrase):
        country = resolver.discourse.country_before
        return (country,) if country is not None else ()
    if function == "subject" and resolver.is_country_spoken_of(phrase):
        named = _country_before(setting.clauses, phrase)
        if named is not None:
            return (named,)
    company = resolver.company_spoken_of(phrase, setting.clauses.tokens)
    return company or setting.meant(phrase, subject, i)


def _country_before(clauses: Clauses, phrase: Chunk) -> Entity | None:
    """The one country that is named in the clause which "though the country" goes on from."""
    k = clauses.index(phrase) if clauses.holds(phrase) else 0
    if clauses.kind(k - 1) != "SUB" or clauses.word(k - 1) == "that":
        return None
    mentions = [token.mention for token in clauses.tokens[: phrase.first] if token.mention is not None]
    named = {m.entity for m in mentions if m.kind == "name" and m.entity is not None and m.entity.type == "Country"}
    return next(iter(named)) if len(named) == 1 else None


def _topics(clauses: Clauses, frame: Frame, phrase: Chunk) -> list[Mention]:
    """The countries whose own name, before the noun, says whom a measure is against: "the EU's Russia sanctions".

    Only where the frame asks for them, and nothing after the noun says so: "Japan sanctions on X" are Japan's.
    """
    if not any("else-topic" in functions for _, functions in frame.arguments):
        return []
    after = clauses.arguments(clauses.index(phrase)).phrases if clauses.holds(phrase) else {}
    if not {"on", "against"}.isdisjoint(after):
        return []
    return [m for m in phrase.modifiers if m.kind == "name" and _is_country_in_full(clauses, m)]


def _is_country_in_full(clauses: Clauses, mention: Mention) -> bool:
    word = clauses.tokens[mention.first].norm.replace(".", "")
    return mention.entity is not None and mention.entity.type == "Country" and not word.isupper()


def spoken_of(setting: Setting, event: Chunk, functions: dict[str, list[Chunk]]) -> tuple[Entity, ...]:
    """The two who met, where a later sentence only says "the meeting" or "their talks"."""
    bare = event.det in ("the", "their") and event.last == event.first + 1
    named = {"with", "between", "subject", "possessor", "of"} & functions.keys()
    discourse = setting.resolver.discourse
    lexicon = setting.clauses.lexicon
    if discourse.pair_unsaid:
        return ()
    if discourse.pair_remote and lexicon.has("in_person", event.lemma):
        return ()  # who only spoke by telephone had no "summit"
    if discourse.pair_in_person and lexicon.has("means", event.lemma):
        return ()  # those who met had no "call"
    return discourse.pair if bare and not named else ()
