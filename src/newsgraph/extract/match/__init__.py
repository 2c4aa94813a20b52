"""Clauses and noun phrases of a sentence to candidate facts, by the frames of the rule files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsgraph.extract.clauses.gapping import gapped
from newsgraph.extract.match import told
from newsgraph.extract.match.appositions import among_others, apposed
from newsgraph.extract.match.authority import sorts_of
from newsgraph.extract.match.cancellation import is_called_off
from newsgraph.extract.match.compounds import compound
from newsgraph.extract.match.conditions import is_excluded
from newsgraph.extract.match.fillers import filler
from newsgraph.extract.match.nouns import of_noun, trigger_of_noun
from newsgraph.extract.match.setting import Setting
from newsgraph.extract.match.several import apart, each, is_told_apart
from newsgraph.extract.match.statement import Candidate, Fillers, Grounds, Phrase, Trigger
from newsgraph.extract.match.verbs import of_verb, trigger_of_verb

if TYPE_CHECKING:
    from newsgraph.extract.mentions import Entity
    from newsgraph.extract.rules import Frame
    from newsgraph.facttypes import RoleType

__all__ = [
    "Candidate",
    "Fillers",
    "Grounds",
    "Phrase",
    "Setting",
    "Trigger",
    "allows",
    "called_off",
    "candidates",
    "phrases",
    "triggers",
]


def candidates(setting: Setting) -> list[Candidate]:
    """The candidates in the order of the sentence; a noun that a verb's frame has used is not matched again."""
    found: list[Candidate] = []
    if not setting.rules.lexicon.words["fiction"].isdisjoint(setting.clauses.lows):
        return found
    asked = _asked(setting)
    _verbs(setting, asked, found)
    _noun_phrases(setting, asked, found)
    found += told.members(setting)
    found.sort(key=lambda candidate: candidate.index)
    return [
        called_off(candidate)
        if candidate.plan and is_called_off(setting.clauses, candidate.index, candidate.left)
        else candidate
        for candidate in found
    ]


def called_off(candidate: Candidate) -> Candidate:
    """What was planned, and is said to be off."""
    return replace(candidate, realis="denied", plan="off")


def triggers(setting: Setting, fact_type: str) -> list[Trigger]:
    """The verbs and nouns that may state a fact of that type; a noun that belongs to a verb among them is none."""
    clauses, rules = setting.clauses, setting.rules
    found: list[Trigger] = []
    used: set[int] = set()
    if not rules.lexicon.words["fiction"].isdisjoint(clauses.lows):
        return found
    for i in clauses.groups:
        for frame in rules.by_verb.get(clauses.chunks[i].lemma, ()):
            same = frame.fact_type.name == fact_type
            trigger = trigger_of_verb(setting, frame, i, clauses.arguments(i)) if same else None
            if trigger is not None and not trigger.doubtful:
                trigger = replace(trigger, realis=None) if trigger.plan == "overtaken" else trigger
                used.update(id(noun) for noun in trigger.nouns)
                found.append(trigger)
    for i, chunk in enumerate(clauses.chunks):
        for frame in rules.by_noun.get(chunk.lemma, ()) if chunk.kind == "NP" and id(chunk) not in used else ():
            trigger = trigger_of_noun(setting, frame, i) if frame.fact_type.name == fact_type else None
            if trigger is not None:
                found.append(replace(trigger, realis=None) if trigger.plan == "overtaken" else trigger)
    return found


def phrases(setting: Setting, trigger: Trigger, role: RoleType) -> list[Phrase]:
    """The phrases in the functions that fill a role of a trigger's frame, with whom the rules take them to mean."""
    functions = dict(trigger.frame.arguments).get(role, ())
    names = [name.removeprefix("else-") for name in functions]
    found: list[Phrase] = []
    for name in names:
        for phrase in trigger.functions.get(name, ()):
            fillers = filler(setting, trigger.frame, role, name, phrase, None, trigger.index)
            found.append(Phrase(name, phrase, tuple(who for who in fillers if not isinstance(who, str))))
    return found


def allows(frame: Frame, function: str, who: Entity) -> bool:
    """Whether a frame lets such an entity stand in that function."""
    allowed = frame.types.get(function)
    return allowed is None or who.type in allowed or who.sort in sorts_of(allowed)


def _verbs(setting: Setting, asked: set[str], found: list[Candidate]) -> None:
    clauses, rules = setting.clauses, setting.rules
    for i in clauses.groups:
        known = rules.by_verb.get(clauses.chunks[i].lemma, ())
        frames = [frame for frame in known if not any(map(asked.isdisjoint, frame.asked))]
        again = gapped(clauses, i) if frames else []
        for frame in frames:
            more = [arguments for arguments in again if is_told_apart(frame, arguments)]
            for arguments in (*each(clauses, frame, i, clauses.arguments(i)), *more):
                _keep(setting, found, of_verb(setting, frame, i, arguments))


def _noun_phrases(setting: Setting, asked: set[str], found: list[Candidate]) -> None:
    rules, lows = setting.rules, setting.clauses.lows
    describing = not rules.described.isdisjoint(asked)
    compounded = not rules.by_compound.keys().isdisjoint(lows) or setting.clauses.hyphened
    if not describing and not compounded and rules.triggers.isdisjoint(lows):
        return
    for i, chunk in enumerate(setting.clauses.chunks):
        if chunk.kind != "NP":
            continue
        for frame in rules.by_noun.get(chunk.lemma, ()):
            for candidate in of_noun(setting, frame, i) if id(chunk) not in setting.used else ():
                _keep(setting, found, candidate)
        if describing:
            for candidate in apposed(setting, i) if chunk.mention is not None else among_others(setting, i):
                _keep(setting, found, candidate)
        if compounded:
            _compounds(setting, found, i)


def _compounds(setting: Setting, found: list[Candidate], i: int) -> None:
    """Read "U.S.-sanctioned businessman X"."""
    clauses = setting.clauses
    chunk = clauses.chunks[i]
    for token in clauses.tokens[chunk.first : chunk.last]:
        prefix, _, word = token.norm.rpartition("-")
        for frame in setting.rules.by_compound.get(word.lower(), ()):
            if not is_excluded(clauses, frame, chunk):
                _keep(setting, found, compound(setting, frame, chunk, prefix, i, token))


def _asked(setting: Setting) -> set[str]:
    """The words of the sentence that a frame asks for: nouns in the singular, and verbs ("from entering")."""
    clauses, rules = setting.clauses, setting.rules
    forms = rules.asked_forms
    found = {noun for low in forms.keys() & clauses.lows for noun in forms[low]}
    found.update([lemma for i in clauses.groups if (lemma := clauses.chunks[i].lemma) in rules.asked])
    return found


def _keep(setting: Setting, found: list[Candidate], candidate: Candidate | None) -> None:
    """Add a candidate, and remember who fills its roles for what a later clause leaves out."""
    if candidate is None:
        return
    found.extend(apart(candidate))
    at = setting.clauses.tokens[setting.clauses.chunks[candidate.index].first].start
    discourse = setting.resolver.discourse
    told.keep(setting, candidate)
    if not candidate.whole:
        return
    for role, fillers in candidate.arguments.items():
        named = tuple(who for who in fillers if not isinstance(who, str))
        if len(named) == 1:
            discourse.filled[candidate.frame.fact_type.name, role] = (named[0], at)
        elif named and all(who.type == "Organization" for who in named):
            discourse.companies = named
