"""Candidates of one article to facts: mentions of one situation become one fact with several pieces of evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.extract.match import Candidate, Fillers
    from newsgraph.extract.mentions import Entity
    from newsgraph.extract.rules import Frame
    from newsgraph.facts import FactDate


@dataclass(slots=True)
class Situation:
    """A fact in the making; `sentences` are the numbers of the sentences that state it."""

    frame: Frame
    realis: str
    arguments: Fillers
    date: FactDate | None
    speaker: Entity | None
    sentences: list[int] = field(default_factory=list)


def merged(stated: list[tuple[int, Candidate, FactDate | None, Entity | None]]) -> list[Situation]:
    """One situation for each group of compatible candidates, in the order of the first."""
    situations: list[Situation] = []
    for number, candidate, date, speaker in stated:
        found = Situation(candidate.frame, candidate.realis, candidate.arguments, date, speaker, [number])
        for known in situations:
            if _one(known, found):
                _unite(known, found)
                break
        else:
            situations.append(found)
    return situations


def _one(a: Situation, b: Situation) -> bool:
    """Whether two mentions are of one situation."""
    if a.frame.fact_type is not b.frame.fact_type or a.realis != b.realis or a.frame.phase != b.frame.phase:
        return False
    if a.speaker is not b.speaker and not (a.realis == "actual" and None in (a.speaker, b.speaker)):
        return False
    for role in a.frame.fact_type.roles:
        if role.text:
            continue
        mine, other = set(map(id, a.arguments.get(role.name, ()))), set(map(id, b.arguments.get(role.name, ())))
        if not (mine <= other or other <= mine):
            return False
        if role.party and role.minimum and not mine & other:
            return False
    return _same_time(a.date, b.date)


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
    for role, fillers in found.arguments.items():
        mine = known.arguments.get(role, ())
        if role in known.arguments and known.frame.fact_type.role(role) is not None and isinstance(mine[0], str):
            continue
        known.arguments = {**known.arguments, role: tuple(dict.fromkeys((*mine, *fillers)))}
    if found.date is not None and (known.date is None or _precision(found.date) > _precision(known.date)):
        known.date = found.date
    if found.speaker is None:
        known.speaker = None
    for number in found.sentences:
        if number not in known.sentences:
            known.sentences.append(number)


def _precision(date: FactDate) -> int:
    return len(date.value) if date.value is not None else (1 if date.earliest or date.latest else 0)
