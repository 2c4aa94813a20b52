"""Expressions of time to dates against the day of publication: as precise as the text, and no more.

A weekday is the latest such day not after the publication; a month or a day without a year likewise, or the next one
where the event lies ahead. What the text leaves open ("last July", written in September) gets bounds and no value.
"""

from __future__ import annotations

import calendar
import datetime
from typing import TYPE_CHECKING

from newsgraph.facts import FactDate

if TYPE_CHECKING:
    from newsgraph.extract.lexicon import Lexicon
    from newsgraph.extract.tokens import Token

_UNITS = ("day", "week", "weekend", "month", "year")
_PERIODS = frozenset({"week", "weekend", "month", "year", "spring", "summer", "autumn", "fall", "winter", "decade"})
_RELATIVE = frozenset({"last", "this", "next", "past"})
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
_PARTS = frozenset({"morning", "afternoon", "evening", "night"})
_SHADES = frozenset({"earlier", "later", "early", "late", "mid"})
_COUNTS = {"a": 1, "an": 1}
_YEARS = {"last": -1, "this": 0, "next": 1}
_QUANTITIES = frozenset({"a", "an", "several", "few", "many"})
OPENERS = _RELATIVE | _SHADES | _QUANTITIES | {*_DAYS, "the"}
"""What an expression of time may begin with, beside weekdays, months and numbers."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def date_length(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    """How many tokens from i on are an expression of time; 0 where there is none."""
    low = tokens[i].low
    if low in _SHADES and i + 1 < len(tokens):
        inner = date_length(tokens, i + 1, lexicon) if tokens[i + 1].low not in _SHADES else 0
        return inner + 1 if inner else 0
    if low.startswith("mid-") and low[4:] in lexicon.months:
        return 1 + _year_after(tokens, i + 1)
    if low in _DAYS:
        return 2 if i + 1 < len(tokens) and tokens[i + 1].low in _PARTS else 1
    if low in _QUANTITIES:
        return _number_length(tokens, i, lexicon)
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if low in _RELATIVE:
        if low != "past" and (following in lexicon.words["weekdays"] or following in lexicon.months):
            part = i + 2 < len(tokens) and tokens[i + 2].low in _PARTS
            return 3 if part else 2
        return 2 if following in _PERIODS and not _possessed(tokens, i) else 0
    if low == "the" and following in ("same", "previous", "next", "following", "past", "last"):
        third = tokens[i + 2].low if i + 2 < len(tokens) else ""
        return 3 if third in _UNITS or third in _PARTS else 0
    if low in lexicon.words["weekdays"] and tokens[i].capital:
        return _weekday_length(tokens, i, lexicon)
    if _month_token(tokens, i, lexicon):
        return _month_length(tokens, i)
    if low[0].isdecimal() or low in lexicon.words["numbers"]:
        return _number_length(tokens, i, lexicon)
    return 0


def _possessed(tokens: list[Token], i: int) -> bool:
    return i > 0 and tokens[i - 1].tag == "POS"


def _month_token(tokens: list[Token], i: int, lexicon: Lexicon) -> bool:
    token = tokens[i]
    if not token.capital or token.low not in lexicon.months:
        return False
    if len(token.low.rstrip(".")) <= 5 or token.low in ("march", "april", "june", "august"):
        # May, March, April and June are names and verbs too: they need a day, a year or a preposition beside them
        after = i + 1 < len(tokens) and tokens[i + 1].low[0].isdecimal()
        before = i > 0 and (
            tokens[i - 1].low
            in (
                "in",
                "since",
                "last",
                "this",
                "next",
                "until",
                "by",
                "of",
                "from",
                "to",
                "early",
                "late",
                "and",
                "during",
                "before",
                "after",
            )
            or tokens[i - 1].low[0].isdecimal()
        )
        return token.mention is None and (after or before)
    return True


def _year_after(tokens: list[Token], i: int) -> int:
    """The length of the year that ends a date: "2024", ", 2024", "last year", "of this year"."""
    k = i + 1 if i < len(tokens) and tokens[i].low == "of" else i
    if k + 1 < len(tokens) and tokens[k].low in ("last", "this", "next") and tokens[k + 1].low == "year":
        return k + 2 - i
    if i < len(tokens) and _is_year(tokens[i].low):
        return 1
    if i + 1 < len(tokens) and tokens[i].norm == "," and _is_year(tokens[i + 1].low):
        return 2
    return 0


def _is_year(low: str) -> bool:
    return len(low) == 4 and low.isdecimal() and low.isascii() and _FIRST_YEAR <= int(low) < _LAST_YEAR


def _is_day(low: str) -> bool:
    plain = low[:-2] if low[-2:] in ("st", "nd", "rd", "th") else low
    return plain.isdecimal() and plain.isascii() and len(plain) <= 2 and 1 <= int(plain) <= 31


def _weekday_length(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    j = i + 1
    if j < len(tokens) and tokens[j].low in _PARTS:
        j += 1
    k = j + 1 if j < len(tokens) and tokens[j].norm == "," else j
    if k < len(tokens) and (_month_token(tokens, k, lexicon) or _is_day(tokens[k].low)):
        length = date_length(tokens, k, lexicon)
        if length > 1:
            return k + length - i
    return j - i


def _month_length(tokens: list[Token], i: int) -> int:
    j = i + 1
    if j < len(tokens) and _is_day(tokens[j].low):
        j += 1
        return j + _year_after(tokens, j) - i
    return 1 + _year_after(tokens, j)


def _number_length(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    low = tokens[i].low
    if _is_day(low) and i + 1 < len(tokens):
        j = i + 2 if tokens[i + 1].low == "of" else i + 1
        if j < len(tokens) and tokens[j].capital and tokens[j].low in lexicon.months:
            return j + 1 - i + _year_after(tokens, j + 1)
    j = i + 2 if low == "a" and i + 1 < len(tokens) and tokens[i + 1].low == "few" else i + 1
    if (
        j + 1 < len(tokens)
        and tokens[j].low.removesuffix("s") in _UNITS
        and tokens[j + 1].low in ("ago", "earlier", "later")
    ):
        return j + 2 - i
    if (
        _is_year(low)
        and i > 0
        and tokens[i - 1].low in ("in", "since", "during", "early", "late", "until", "by", "from")
    ):
        return 1
    return 0


class _Span:
    """First and last day of what an expression may mean; `value` where it means one thing."""

    def __init__(self, earliest: datetime.date | None, latest: datetime.date | None, value: str | None = None) -> None:
        self.earliest = earliest
        self.latest = latest
        self.value = value


def resolve(
    tokens: list[Token],
    text: str,
    published: str | None,
    lexicon: Lexicon,
    *,
    ahead: bool,
    spoken_of: str | None = None,
) -> FactDate:
    """The date of an expression; `ahead` where the event lies in the future of the publication.

    `spoken_of` is the day from which "two days earlier" counts.
    """
    day = _day(spoken_of if points_back(tokens) else published)
    try:
        span = _span([token.low for token in tokens], day, lexicon, ahead=ahead)
    except (OverflowError, ValueError):
        span = _Span(None, None)
    if span.value is not None:
        return FactDate(text=text, value=span.value)
    earliest = span.earliest.isoformat() if span.earliest else None
    latest = span.latest.isoformat() if span.latest else None
    return FactDate(text=text, earliest=earliest, latest=latest)


def points_back(tokens: list[Token]) -> bool:
    """Whether an expression counts from a day that the text has named: "two days later", "the same evening"."""
    last = tokens[-1].low
    if tokens[0].low == "the" and len(tokens) == 3:
        return last == "day" or last in _PARTS
    return last in ("earlier", "later") and len(tokens) > 2


def _day(published: str | None) -> datetime.date | None:
    if published is None or len(published) != 10:
        return None
    try:
        return datetime.date.fromisoformat(published)
    except ValueError:
        return None


def _span(lows: list[str], day: datetime.date | None, lexicon: Lexicon, *, ahead: bool) -> _Span:
    lows = [low for low in lows if low not in (",", "of")]
    year = next((int(low) for low in lows if _is_year(low)), None)
    month = next((m for low in lows if (m := lexicon.months.get(low.removeprefix("mid-"), 0))), 0)
    if month and lows[-1] == "year" and lows[-2] in _YEARS and day is not None:
        year, lows = day.year + _YEARS[lows[-2]], lows[:-2]
    if month:
        return _calendar(lows, year, month, day, ahead=ahead)
    if year is not None:
        return _Span(None, None, f"{year:04d}")
    if day is None:
        return _Span(None, None)
    for low in lows:
        if low in _DAYS:
            return _exact(day + datetime.timedelta(days=_DAYS[low]))
        if low in lexicon.words["weekdays"]:
            return _weekday(lows, lexicon.order["weekdays"].index(low), day, ahead=ahead)
    if lows[0] in ("earlier", "later") and lows[1:2] == ["this"]:
        return _part(lows, day)
    if lows[-1] in ("ago", "earlier", "later"):
        return _ago(lows, day, lexicon)
    if lows[0] == "the":
        step = {"same": 0, "next": 1, "following": 1, "previous": -1}.get(lows[1])
        if step is not None and (lows[2] == "day" or lows[2] in _PARTS):
            return _exact(day + datetime.timedelta(days=step))
        return _Span(None, None)
    return _period(lows, day)


def _exact(day: datetime.date) -> _Span:
    return _Span(None, None, day.isoformat())


def _calendar(lows: list[str], year: int | None, month: int, day: datetime.date | None, *, ahead: bool) -> _Span:
    number = next((int(low.rstrip("stndrh")) for low in lows if _is_day(low)), None)
    if year is not None:
        return _exact(datetime.date(year, month, number)) if number else _Span(None, None, f"{year:04d}-{month:02d}")
    if day is None:
        return _Span(None, None)
    if number is not None:
        candidates = [
            datetime.date(y, month, number) for y in (day.year - 1, day.year, day.year + 1) if _valid(y, month, number)
        ]
        fitting = [d for d in candidates if (d >= day if ahead else d <= day)]
        if not fitting:
            return _Span(None, None)
        return _exact(min(fitting) if ahead else max(fitting))
    last_year = day.year if month <= day.month else day.year - 1
    if "last" in lows:
        if month < day.month:
            return _Span(datetime.date(day.year - 1, month, 1), _month_end(day.year, month))
        return _Span(None, None, f"{day.year - 1:04d}-{month:02d}")
    if "this" in lows:
        return _Span(None, None, f"{day.year:04d}-{month:02d}")
    if ahead or "next" in lows:
        last_year = day.year if month >= day.month else day.year + 1
    return _Span(None, None, f"{last_year:04d}-{month:02d}")


def _valid(year: int, month: int, number: int) -> bool:
    return 1 <= number <= calendar.monthrange(year, month)[1]


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _weekday(lows: list[str], weekday: int, day: datetime.date, *, ahead: bool) -> _Span:
    back = (day.weekday() - weekday) % 7
    if "last" in lows:
        latest = day - datetime.timedelta(days=back or 7)
        if back == 0:
            return _exact(latest)
        return _Span(latest - datetime.timedelta(days=7), latest)
    if "next" in lows:
        first = day + datetime.timedelta(days=(-back) % 7 or 7)
        return _Span(first, first + datetime.timedelta(days=7))
    if ahead:
        return _exact(day + datetime.timedelta(days=(-back) % 7))
    return _exact(day - datetime.timedelta(days=back))


def _ago(lows: list[str], day: datetime.date, lexicon: Lexicon) -> _Span:
    unit = next((low.removesuffix("s") for low in lows if low.removesuffix("s") in _UNITS), "")
    count = next((int(low) for low in lows if low.isdecimal() and low.isascii() and len(low) < 4), None)
    numbers = lexicon.order["numbers"]
    if count is None:
        count = next((numbers.index(low) + 1 for low in lows if low in numbers), None)
    if count is None and "few" not in lows:
        count = next((_COUNTS[low] for low in lows if low in _COUNTS), None)
    if count is None or (lows[-1] in ("earlier", "later") and unit != "day"):
        return _Span(None, None)
    if lows[-1] == "later":
        return _exact(day + datetime.timedelta(days=count))
    if unit == "day":
        return _exact(day - datetime.timedelta(days=count))
    length = {"week": 7, "month": 31, "year": 366}.get(unit)
    if length is None:
        return _Span(None, None)
    return _Span(
        day - datetime.timedelta(days=length * (count + 1)),
        day - datetime.timedelta(days=(length - 4) * (count - 1) + 1),
    )


def _part(lows: list[str], day: datetime.date) -> _Span:
    """Read "earlier this month", "later this year": from its first day to the day, or from the day to its last."""
    first, last = {
        "week": (day - datetime.timedelta(days=day.weekday()), day + datetime.timedelta(days=6 - day.weekday())),
        "month": (day.replace(day=1), _month_end(day.year, day.month)),
        "year": (day.replace(month=1, day=1), day.replace(month=12, day=31)),
    }.get(lows[-1], (None, None))
    if first is None:
        return _Span(None, None)
    return _Span(first, day) if lows[0] == "earlier" else _Span(day, last)


def _period(lows: list[str], day: datetime.date) -> _Span:
    unit = lows[-1]
    step = {"last": -1, "past": -1, "this": 0, "next": 1}.get(lows[-2] if len(lows) > 1 else "")
    if step is None:
        return _Span(None, None)
    if unit == "year":
        return _Span(None, None, f"{day.year + step:04d}")
    if unit == "month" and lows[-2] != "past":
        index = day.year * 12 + day.month - 1 + step
        return _Span(None, None, f"{index // 12:04d}-{index % 12 + 1:02d}")
    if unit in ("week", "weekend"):
        monday = day - datetime.timedelta(days=day.weekday() - 7 * step)
        first = monday + datetime.timedelta(days=5 if unit == "weekend" else 0)
        return _Span(first, monday + datetime.timedelta(days=6))
    return _Span(None, None)
