"""Dates as precise as they are known to spans of days, and what two spans say for certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from newsgraph.link.items import YEAR, Time

Day: TypeAlias = tuple[int, int, int]

_YEARS = {8: 10, 7: 100, 6: 1000}  # of a precision below a year


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a date may mean, both included. The last day of a month is 31 whatever the month: it compares."""

    first: Day
    last: Day

    @classmethod
    def of(cls, date: str) -> Span:
        """The span of 2024-09-04, 2024-09 or 2024."""
        sign = -1 if date.startswith("-") else 1
        year, *rest = (int(part) for part in date.removeprefix("-").split("-"))
        month, day = (*rest, None, None)[:2]
        first = (sign * year, month or 1, day or 1)
        return cls(first, (first[0], month or 12, day or 31))

    @classmethod
    def of_time(cls, time: Time) -> Span:
        """The span of a time of Wikidata; one that is less precise than a year spans what it may mean on both sides."""
        span = cls.of(time.text)
        if time.precision >= YEAR:
            return span
        years = _YEARS.get(time.precision, 1_000_000)
        return cls((span.first[0] - years, 1, 1), (span.first[0] + years, 12, 31))

    def has(self, other: Span) -> bool:
        """Whether all of the other lies in it."""
        return self.first <= other.first and other.last <= self.last

    def is_before(self, other: Span) -> bool:
        """Whether all of it is before all of the other."""
        return self.last < other.first

    def is_by(self, other: Span) -> bool:
        """Whether it has come for certain when the other starts, on its first day at the latest."""
        return self.last <= other.first

    def years_before(self, other: Span) -> int:
        """How many full years lie between the end of it and the start of the other, at the least."""
        return other.first[0] - self.last[0] - 1
