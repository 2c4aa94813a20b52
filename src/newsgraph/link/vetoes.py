"""What excludes an item, whatever else speaks for it: each veto a function from a case to its reason, or None."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from newsgraph.link.classes import INSTANCE_OF, NEVER, Classes
from newsgraph.link.items import Item, Time
from newsgraph.link.subjects import Subject
from newsgraph.link.times import Span

BIRTH, DEATH, DISSOLVED, DIFFERENT_FROM = "P569", "P570", "P576", "P1889"
_LONGEST_LIFE = 100  # years of somebody who acts


@dataclass(frozen=True, slots=True)
class Case:
    """An item as a candidate for a subject.

    `denied` are the items that it is not; `siblings` those that are accepted for an entity that the link file calls
    the same.
    """

    subject: Subject
    item: Item
    classes: Classes
    denied: frozenset[str] = frozenset()
    siblings: tuple[Item, ...] = ()


Veto: TypeAlias = Callable[[Case], str | None]


def denied(case: Case) -> str | None:
    return "the link file says that it is not this item" if case.item.id in case.denied else None


def no_entity(case: Case) -> str | None:
    kinds = (NEVER[name] for name in case.item.items(INSTANCE_OF) if name in NEVER)
    kind = next(kinds, None)
    return None if kind is None else f"it is {kind}"


def incompatible_class(case: Case) -> str | None:
    if case.classes.fit(case.subject.type, case.item) != "excluded":
        return None
    return f"its classes, {', '.join(case.item.items(INSTANCE_OF))}, are not those of {case.subject.type}"


def dead(case: Case) -> str | None:
    """Who acts on a date had not died before it. Where two deaths are told, it is the later one that counts."""
    deaths = list(times(case.item, DEATH))
    if case.subject.type != "Person" or not deaths:
        return None
    for acts in _acts(case.subject):
        if all(Span.of_time(death).is_before(Span.of(acts)) for death in deaths):
            return f"died {deaths[0].text}, and acts on {acts}"
    return None


def not_yet_born(case: Case) -> str | None:
    births = list(times(case.item, BIRTH))
    if case.subject.type != "Person" or not births:
        return None
    days = (day for context in case.subject.contexts for day in (context.date, context.acts) if day is not None)
    for day in days:
        if all(Span.of(day).is_before(Span.of_time(birth)) for birth in births):
            return f"born {births[0].text}, and named on {day}"
    return None


def too_old(case: Case) -> str | None:
    births = list(times(case.item, BIRTH))
    if case.subject.type != "Person" or not births or case.item.best(DEATH):
        return None
    for acts in _acts(case.subject):
        if all(Span.of_time(birth).years_before(Span.of(acts)) > _LONGEST_LIFE for birth in births):
            return f"born {births[0].text}, and acts on {acts}"
    return None


def dissolved(case: Case) -> str | None:
    ends = list(times(case.item, DISSOLVED))
    if case.subject.type not in ("Country", "Organization") or not ends:
        return None
    for acts in _acts(case.subject):
        if all(Span.of_time(end).is_before(Span.of(acts)) for end in ends):
            return f"dissolved {ends[0].text}, and acts on {acts}"
    return None


def different_from_sibling(case: Case) -> str | None:
    for sibling in case.siblings:
        if sibling.id in case.item.items(DIFFERENT_FROM) or case.item.id in sibling.items(DIFFERENT_FROM):
            return f"Wikidata says that it is different from {sibling.id}"
    return None


VETOES: tuple[Veto, ...] = (
    denied,
    no_entity,
    incompatible_class,
    dead,
    not_yet_born,
    too_old,
    dissolved,
    different_from_sibling,
)


# Those that are certain; the others rest on one statement of Wikidata, which may be wrong.
CERTAIN = frozenset({denied, no_entity, different_from_sibling})


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why an item is excluded, and whether that is certain."""

    reason: str
    certain: bool


def exclusions(case: Case) -> tuple[Exclusion, ...]:
    """All that excludes the item."""
    found = ((veto, veto(case)) for veto in VETOES)
    return tuple(Exclusion(reason, veto in CERTAIN) for veto, reason in found if reason is not None)


def _acts(subject: Subject) -> Iterator[str]:
    yield from (context.acts for context in subject.contexts if context.acts is not None)


def times(item: Item, property: str) -> Iterator[Time]:  # noqa: A002 - Wikidata's word
    """All times that are said, and not deprecated."""
    for statement in item.statements.get(property, ()):
        if statement.rank != "deprecated" and isinstance(statement.main.value, Time):
            yield statement.main.value
