"""An item to what tells a person who or what it is: its label, its classes, its dates, and the offices at a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsgraph.link.classes import INSTANCE_OF
from newsgraph.link.items import YEAR, Item, Statement, Time
from newsgraph.link.offices import END, POSITION_HELD, START, when
from newsgraph.link.scoring import named
from newsgraph.link.vetoes import BIRTH, DEATH, DISSOLVED

_DATES: Mapping[str, str] = {BIRTH: "born", DEATH: "died", "P571": "founded", DISSOLVED: "dissolved"}


@dataclass(frozen=True, slots=True)
class Portrait:
    """An item in words. `offices` are those that were held when an article was published, or may have been."""

    label: str
    description: str
    classes: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


def portrait(item: Item, dates: Iterable[str], items: Mapping[str, Item]) -> Portrait:
    """An item as it is seen on these dates; what is not among the items is named by its id alone."""
    return Portrait(
        label=item.labels.get("en") or next(iter(item.labels.values()), ""),
        description=item.descriptions.get("en") or next(iter(item.descriptions.values()), ""),
        classes=tuple(_named(name, items) for name in item.items(INSTANCE_OF)),
        dates=tuple(told for property_ in _DATES for told in _told(item, property_)),
        offices=tuple(f"{date}: {_named(name, items)}, {_since(held)}" for date, name, held in _held(item, dates)),
    )


def named_in(item: Item, dates: Iterable[str]) -> Iterator[str]:
    """The ids of the items whose labels its portrait shows."""
    yield from item.items(INSTANCE_OF)
    yield from (name for _, name, _ in _held(item, dates))


def _named(name: str, items: Mapping[str, Item]) -> str:
    return named(items[name]) if name in items else name


def _told(item: Item, property_: str) -> Iterator[str]:
    """Each date that is said of it, as precise as it is; one that is said to be unknown is told too."""
    for statement in item.best(property_):
        if isinstance(statement.main.value, Time):
            yield f"{_DATES[property_]} {_day(statement.main.value)}"
        elif statement.main.kind == "somevalue":
            yield f"{_DATES[property_]}, it is not known when"


def _day(time: Time) -> str:
    about = "" if time.precision >= YEAR else "about "
    return f"{about}{time.text}{' (Julian)' if time.julian else ''}"


def _held(item: Item, dates: Iterable[str]) -> Iterator[tuple[str, str, Statement]]:
    """The offices held on each date, or perhaps held: the date, the office, and the statement that says so."""
    stated = [s for s in item.statements.get(POSITION_HELD, ()) if s.rank != "deprecated"]
    for date in dict.fromkeys(dates):
        for statement in stated:
            if statement.item is not None and when(statement, date) in ("held", "untold"):
                yield date, statement.item, statement


def _since(statement: Statement) -> str:
    start = next((f"from {_day(time)}" for time in statement.times(START)), "from when is not told")
    end = next((f" to {_day(time)}" for time in statement.times(END)), "")
    return start + end
