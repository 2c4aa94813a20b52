"""What a sentence adds to a situation that the article has told: its members, or what became of the measures.

"Britain sanctioned 49 people. Among them are X and Y": a situation is left open where a role is filled by a group
without names, and the next sentence names them. "The Council imposed them in 2009": a noun or pronoun that stands bare
takes up what was told, if only one situation can be meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.basis import Ground, ground
from newsgraph.extract.match.statement import Candidate, Filled, Told

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.match.statement import Fillers
    from newsgraph.extract.rules import Frame
    from newsgraph.facts import FactDate
    from newsgraph.facttypes import RoleType

RECENT = 3
"""Sentences for which what was told is still spoken of."""

_LATEST = 32
_GROUPS = frozenset({"they", "these", "those"})
_BARE = frozenset({"the", "these", "those"})
_INNER = frozenset({"modifier", "topic", "possessor"})


def keep(setting: Setting, candidate: Candidate, date: FactDate | None = None) -> None:
    """Remember a situation for the clauses and sentences that follow."""
    discourse = setting.resolver.discourse
    known = discourse.told.setdefault(candidate.frame.fact_type.name, [])
    known.append(
        Told(
            discourse.sentence,
            candidate.index,
            candidate.frame,
            candidate.realis,
            candidate.arguments,
            candidate.grounds,
            date,
            candidate.open,
        )
    )
    del known[:-_LATEST]


def forget_sentence(setting: Setting) -> None:
    """Forget what this sentence has told, as its clauses took it up one from another."""
    discourse = setting.resolver.discourse
    for known in discourse.told.values():
        while known and known[-1].sentence == discourse.sentence:
            known.pop()


def is_spoken_of(setting: Setting, frame: Frame) -> bool:
    """Whether a situation was told that a frame takes up, or one of its type in one of the last few sentences."""
    discourse = setting.resolver.discourse
    known = discourse.told.get(frame.fact_type.name, ())
    if frame.resumes:
        return bool(known)
    return any(discourse.sentence - RECENT <= told.sentence < discourse.sentence for told in known)


def told_before(setting: Setting, frame: Frame, i: int) -> Told | None:
    """What was told last of a frame's type before the verb at i, in its sentence or the one before, if it was so."""
    discourse = setting.resolver.discourse
    known = [
        told
        for told in discourse.told.get(frame.fact_type.name, ())
        if told.sentence >= discourse.sentence - 1 and (told.sentence < discourse.sentence or told.index < i)
    ]
    return known[-1] if known and known[-1].realis == "actual" else None


def points_back(clauses: Clauses, noun: Chunk) -> bool:
    """Whether a noun says no more than that it was spoken of: "the list", "its own list", but no "list of sponsors"."""
    of = clauses.holds(noun) and clauses.word(clauses.index(noun) + 1) in ("of", "for")
    own = noun.possessor is None or noun.possessor.pronoun
    between = clauses.tokens[noun.first + 1 : noun.last] if noun.possessor is None else []
    bare = all(token.low in ("own", "same", "new", "latest", "full") for token in between)
    return bare and noun.det not in ("a", "an", "another", "") and own and not noun.modifiers and not of


def left_open(frame: Frame, functions: dict[str, list[Chunk]], fillers: Fillers) -> RoleType | None:
    """The role of a situation that a group without names fills: "49 people", "X and 11 others"."""
    for role, names in frame.arguments:
        if not role.party:
            continue
        own = [name.removeprefix("else-") for name in names]
        groups = [p for name in own if name not in _INNER for p in functions.get(name, ()) if _is_group(p)]
        if groups and (role.name not in fillers or any(_is_rest(p) for p in groups)):
            return role
    return None


def _is_group(phrase: Chunk) -> bool:
    people = phrase.mention is not None and phrase.mention.kind == "demonym"
    plural = phrase.word in ("people", "men", "women") or (phrase.word.endswith("s") and not phrase.word.endswith("ss"))
    unnamed = phrase.mention is None or people
    return unnamed and not phrase.pronoun and phrase.det not in ("no", "few") and plural


def _is_rest(phrase: Chunk) -> bool:
    return phrase.word == "others" or phrase.other


def is_bare(frame: Frame, functions: dict[str, list[Chunk]]) -> bool:
    """Whether the noun of a frame, or a pronoun for it, says itself of no role whom it means: "the sanctions"."""
    nouns = functions.get("modifier", ())
    noun = nouns[0] if nouns else None
    if noun is None or noun.possessor is not None or noun.modifiers or noun.mention is not None:
        return False
    own = {
        name.removeprefix("else-") for role, names in frame.arguments if role.name in frame.resumes for name in names
    }
    if any(functions.get(name) for name in own - _INNER - {"subject", "by"}):
        return False
    return noun.word in ("them", "they") if noun.pronoun else noun.det in _BARE


def resume(setting: Setting, frame: Frame, functions: dict[str, list[Chunk]], i: int, filled: Filled) -> Told | None:
    """Fill the roles that a clause leaves out by what was told, where that can be one situation only."""
    needed = [role.name for role in frame.fact_type.roles if role.minimum]
    if not frame.resumes or all(filled.fillers.get(name) for name in needed):
        return None
    if not is_bare(frame, functions):
        return None
    noun = functions["modifier"][0]
    told = _meant(setting, frame, i, noun)
    if told is None:
        return None
    for name in frame.resumes:
        for who in told.fillers.get(name, ()) if name not in filled.fillers else ():
            filled.fillers[name] = (*filled.fillers.get(name, ()), who)
            before = told.grounds.get((name, who))
            if before is not None:
                filled.grounds[name, who] = Ground("understood", before.start, before.end)
    return told


def _meant(setting: Setting, frame: Frame, i: int, noun: Chunk) -> Told | None:
    """The one situation that a bare noun takes up: of all that were told by that noun, or else of those told last.

    "They" and "the measures" may be others than those that were told long before.
    """
    discourse = setting.resolver.discourse
    needed = [role.name for role in frame.fact_type.roles if role.minimum]
    known = [
        told
        for told in discourse.told.get(frame.fact_type.name, ())
        if all(told.fillers.get(name) for name in needed) and (told.sentence < discourse.sentence or told.index < i)
    ]
    here = [told for told in known if told.sentence == discourse.sentence]
    near = here or [told for told in known if told.sentence == discourse.sentence - 1]
    for group in ([told for told in known if _is_called(told, noun)], near):
        parties = {tuple(sorted(id(who) for name in needed for who in told.fillers[name])) for told in group}
        if len(parties) == 1:
            return group[-1]
    return None


def _is_called(told: Told, noun: Chunk) -> bool:
    """Whether a situation was told by that very noun, or by the verb that it comes from: "sanctioned", "sanctions"."""
    frame = told.frame
    asked = any(noun.lemma in nouns for _, nouns in frame.where)
    return not noun.pronoun and (asked or noun.lemma in frame.nouns or noun.lemma in frame.verbs)


def members(setting: Setting) -> list[Candidate]:
    """What a sentence states by naming the members of a group that was told: "Among them are X and Y"."""
    discourse = setting.resolver.discourse
    opened = [
        told
        for known in discourse.told.values()
        for told in known
        if told.open is not None and told.sentence == discourse.sentence - 1
    ]
    if not opened:
        return []
    i, named = _named(setting.clauses)
    if not named:
        return []
    told = max(opened, key=lambda one: one.index)
    role = told.open
    if role is None:
        return []
    who = tuple(dict.fromkeys(e for part in named for e in setting.meant(part) if e.type in role.entity_types))
    others = {id(e) for name, known in told.fillers.items() if name != role.name for e in known}
    if not who or any(id(e) in others for e in who):
        return []
    mine = tuple(e for e in told.fillers.get(role.name, ()) if e not in who)
    grounds = {key: Ground("understood", before.start, before.end) for key, before in told.grounds.items()}
    for part in named:
        for one in setting.meant(part):
            grounds[role.name, one] = ground(setting.clauses, part, one)
    fillers = {**told.fillers, role.name: (*mine, *who)}
    return [Candidate(told.frame, told.realis, fillers, None, i, i, grounds=grounds, told=told, told_on=told.date)]


def _named(clauses: Clauses) -> tuple[int, list[Chunk]]:
    """The verb that says whom a group includes, and the names; nobody where the sentence says no such thing."""
    verbs = (k for k, part in enumerate(clauses.chunks) if part.kind == "VG" and part.lemma)
    i = next((k for k in verbs if clauses.kind(clauses.back(k - 1)) != "REL"), -1)
    group = clauses.chunks[i] if i >= 0 else None
    if group is None or not group.finite or group.neg or group.modal or group.to or group.passive:
        return 0, []
    objects = clauses.arguments(i).phrases.get("object", [])
    if group.lemma == "be" and clauses.word(i - 1) == "among-them" and clauses.back(i - 2) < 0:
        return i, objects
    subject = clauses.subject(i)
    if subject is None:
        return 0, []
    if group.lemma == "include" and len(subject.phrases) == 1 and subject.phrases[0].word in _GROUPS:
        return i, objects
    at = clauses.forward(i + 1)
    if group.lemma == "be" and clauses.word(at) == "one" and clauses.word(at + 1) == "of":
        at += 1
        return (i, list(subject.phrases)) if clauses.word(at + 1) == "them" else (0, [])
    if group.lemma == "be" and clauses.word(at) == "among-them":
        return i, list(subject.phrases)
    return 0, []
