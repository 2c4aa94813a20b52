"""Candidates of one article to facts: mentions of one situation become one fact with several pieces of evidence.

The law: uniting never invents. Whatever a fact says of its parties, one of its mentions says by itself; another mention
may add only what it says of the very same parties (a place, a date), or nothing but its sentence. Mentions of other
parties, at other times, in other people's words, or of another kind of situation stay facts of their own. A mention is
compared with the latest few situations of each of its parties, so time is linear in the number of mentions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsgraph.extract.match import Candidate, Fillers, Grounds
    from newsgraph.extract.mentions import Entity
    from newsgraph.extract.rules import Frame
    from newsgraph.facts import FactDate

_LATEST = 32
"""Situations of one party that a mention is compared with; one further back is spoken of as another."""


@dataclass(slots=True)
class Situation:
    """A fact in the making; `sentences` are the numbers of the sentences that state it, in order."""

    frame: Frame
    realis: str
    arguments: Fillers
    date: FactDate | None
    speaker: Entity | None
    sentences: list[int] = field(default_factory=list)
    grounds: Grounds = field(default_factory=dict)
    again: bool = False
    remote: bool = False


_Key = tuple[str, str, str, int]


def merged(stated: list[tuple[int, Candidate, FactDate | None, Entity | None]]) -> list[Situation]:
    """One situation for each group of compatible candidates, in the order of the first."""
    situations: list[Situation] = []
    index: dict[_Key, list[int]] = {}
    for number, candidate, date, said_by in stated:
        speaker = _first_told_by(situations, candidate, said_by) if candidate.known else said_by
        found = Situation(
            candidate.frame,
            candidate.realis,
            candidate.arguments,
            date,
            speaker,
            _sentences(number, candidate),
            candidate.grounds,
            candidate.again,
            candidate.remote,
        )
        keys = list(_keys(found))
        near = sorted({n for key in keys for n in index.get(key, ())[-_LATEST:]})
        fitting = [n for n in near if _one(situations[n], found)]
        if len(fitting) > 1:
            fitting = [n for n in fitting if _adds_nothing(situations[n], found)][:1]
        if fitting:
            at = fitting[0]
            _unite(situations[at], found)
        else:
            at = len(situations)
            situations.append(found)
        for key in keys:
            listed = index.setdefault(key, [])
            if not listed or listed[-1] != at:
                listed.append(at)
    return situations


def _first_told_by(situations: list[Situation], candidate: Candidate, speaker: Entity | None) -> Entity | None:
    """Who tells of the event that "the call" takes up: whoever told of it first, as it is no other one for that."""
    if speaker is not None:
        return speaker
    fact_type = candidate.frame.fact_type
    parties = {
        role.name: {id(who) for who in candidate.arguments.get(role.name, ())} for role in fact_type.roles if role.party
    }
    for told in reversed(situations[-_LATEST:]):
        same = told.frame.fact_type is fact_type and told.realis == candidate.realis
        if same and all(_fillers(told, role) == who for role, who in parties.items()):
            return told.speaker
    return None


def _sentences(number: int, candidate: Candidate) -> list[int]:
    """The sentences that a candidate rests on: its own, and the one whose situation it takes up."""
    told = candidate.told
    return [number] if told is None or told.sentence == number else [told.sentence, number]


def _keys(situation: Situation) -> Iterator[_Key]:
    """What a situation is looked up by: its type, realis and phase with each party of a role that must be filled."""
    frame = situation.frame
    for role in frame.fact_type.roles:
        if role.party and role.minimum:
            for who in situation.arguments.get(role.name, ()):
                yield frame.fact_type.name, situation.realis, frame.phase, id(who)


def _fillers(situation: Situation, role: str) -> set[int]:
    return {id(who) for who in situation.arguments.get(role, ())}


def _one(a: Situation, b: Situation) -> bool:
    """Whether two mentions are of one situation: where only one has a speaker, the other says all of it by itself.

    What happened again is another event: of the one before it, it may take nothing over. A call takes
    neither place nor day from a meeting.
    """
    for call, other in ((a, b), (b, a)):
        if call.remote and not other.remote and not _adds_nothing(call, other):
            return False
    if a.speaker is not b.speaker and not (a.realis == "actual" and None in (a.speaker, b.speaker)):
        return False
    if not _same_time(a.date, b.date) or not (_covers(a, b) or _covers(b, a)):
        return False
    if b.again and not _adds_nothing(b, a):
        return False
    if a.speaker is b.speaker:
        return True
    own, quoted = (a, b) if a.speaker is None else (b, a)
    return _adds_nothing(own, quoted)


def _covers(a: Situation, b: Situation) -> bool:
    """Whether `a` alone says of the parties all that both say.

    Where `a` has more parties than `b`, `b` may not know more of place or time: it would be said of the others too.
    """
    same = True
    given = [{role.name for role, _ in situation.frame.arguments} for situation in (a, b)]
    for role in a.frame.fact_type.roles:
        if role.text:
            continue
        mine, other = _fillers(a, role.name), _fillers(b, role.name)
        if role.party:
            if not other <= mine or (role.name in given[0]) != (role.name in given[1]):
                return False
            if other and mine != other:
                same = False
        elif not (mine <= other or other <= mine):
            return False
    return same or _adds_nothing(a, b)


def _adds_nothing(known: Situation, found: Situation) -> bool:
    """Whether the second mention knows nothing that the first does not know."""
    if found.date is not None and (known.date is None or _precision(found.date) > _precision(known.date)):
        return False
    return all(
        _fillers(found, role.name) <= _fillers(known, role.name)
        for role in known.frame.fact_type.roles
        if not role.text
    )


def _same_time(a: FactDate | None, b: FactDate | None) -> bool:
    if a is None or b is None or a == b:
        return True
    if a.value is not None and b.value is not None:
        return a.value.startswith(b.value) or b.value.startswith(a.value)
    first_a, last_a = _bounds(a)
    first_b, last_b = _bounds(b)
    if first_a is None or last_a is None or first_b is None or last_b is None:
        return a.text == b.text
    return first_a <= last_b and first_b <= last_a


def _bounds(date: FactDate) -> tuple[str | None, str | None]:
    if date.value is not None:
        return date.value, date.value + "~"
    return date.earliest, (date.latest + "~") if date.latest else None


def _unite(known: Situation, found: Situation) -> None:
    """Add what the second mention knows more."""
    if _covers(found, known) and not _covers(known, found):
        known.frame = found.frame
    for role, fillers in found.arguments.items():
        mine = known.arguments.get(role, ())
        if any(isinstance(text, str) for text in mine):
            continue
        more = tuple(who for who in fillers if who not in mine)
        if more:
            known.arguments = {**known.arguments, role: (*mine, *more)}
    known.grounds = {**found.grounds, **known.grounds}
    if found.date is not None and (known.date is None or _precision(found.date) > _precision(known.date)):
        known.date = found.date
    if found.speaker is None:
        known.speaker = None
    known.sentences = sorted({*known.sentences, *found.sentences})


def _precision(date: FactDate) -> int:
    return len(date.value) if date.value is not None else (1 if date.earliest or date.latest else 0)
