"""Expressions of time to dates against the day of publication: as precise as the text, and no more.

A weekday is the latest such day not after the publication; a month or a day without a year likewise, or the next one
where the event lies ahead. What stands beside another date ("two days earlier") is counted from that one. What the
text leaves open ("last July", written in September) gets bounds and no value.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.extract.timexes import DAYS, PARTS, RANGE_MARKS, SEASONS, UNITS, is_day, is_year
from newsgraph.facts import FactDate, is_date

if TYPE_CHECKING:
    from newsgraph.extract.lexicon import Lexicon
    from newsgraph.extract.tokens import Token

_STEPS = {"last": -1, "past": -1, "this": 0, "the": 0, "next": 1, "coming": 1}
_COUNTS = {"a": 1, "an": 1}
_SUNDAY = 6  # it begins the week for some, and ends it for others
_LENGTHS = {"week": 7, "month": 31, "year": 366}
_VAGUE = frozenset({"few", "several", "many", "couple"})
_BESIDE = frozenset({"same", "that", "previous", "preceding", "next", "following", "before", "after"})
_BACK = frozenset({"earlier", "before", "previous", "preceding"})


class _Span:
    """First and last day of what an expression may mean; `value` where it means one thing."""

    def __init__(self, earliest: datetime.date | None, latest: datetime.date | None, value: str | None = None) -> None:
        self.earliest = earliest
        self.latest = latest
        self.value = value

    def bounds(self) -> tuple[datetime.date | None, datetime.date | None]:
        """First and last day, also of a day, a month or a year that is certain."""
        return (self.earliest, self.latest) if self.value is None else _ends(self.value)


_OPEN = _Span(None, None)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What an expression is read against: the day of publication, the date named before it, and the event's tense."""

    day: datetime.date | None
    lexicon: Lexicon
    ahead: bool
    anchor: str | None


def resolve(
    tokens: list[Token], text: str, published: str | None, lexicon: Lexicon, *, ahead: bool, anchor: str | None = None
) -> FactDate:
    """The date of an expression; `ahead` where the event lies in the future of the publication.

    `anchor` is the date from which "two days earlier" and "the following year" are counted, as precise as it is known.
    """
    frame = _Frame(_day(published), lexicon, ahead, anchor)
    lows = [token.low for token in tokens if token.low not in (",", "of")]
    try:
        span = _range(lows, frame) or _span(lows, frame)
    except (OverflowError, ValueError):
        span = _OPEN
    if span.value is not None:
        return FactDate(text=text, value=span.value if is_date(span.value) else None)  # "last May", of the year 1
    earliest = span.earliest.isoformat() if span.earliest else None
    latest = span.latest.isoformat() if span.latest else None
    return FactDate(text=text, earliest=earliest, latest=latest)


def nearest(a: FactDate, b: FactDate, published: str | None) -> FactDate:
    """Of two dates the one that lies nearer to the day of publication; the first where that is not known."""
    day = _day(published)
    if day is None or a.value is None or b.value is None:
        return a
    far, near = (min(abs((end - day).days) for end in _ends(date.value or "")) for date in (a, b))
    return b if near < far else a


def is_beside(tokens: list[Token], first: int, last: int) -> bool:
    """Whether an expression is counted from another date of the text: "two days earlier", "the same day"."""
    lows = [token.low for token in tokens[first : last + 1]]
    if lows[0] in ("earlier", "later", "from", "between") or (lows[0] == "the" and lows[1] in ("past", "last")):
        return False
    if lows[0] == "that" or lows[-1] in ("earlier", "later"):
        return True
    return lows[0] == "the" and not _BESIDE.isdisjoint(lows)


def is_deictic(tokens: list[Token], first: int, last: int) -> bool:
    """Whether an expression is counted from the day on which somebody speaks: "yesterday", "a week ago"."""
    return tokens[last].low == "ago" or any(token.low in DAYS for token in tokens[first : last + 1])


def _day(published: str | None) -> datetime.date | None:
    if published is None or len(published) != 10:
        return None
    try:
        return datetime.date.fromisoformat(published)
    except ValueError:
        return None


def _ends(value: str) -> tuple[datetime.date, datetime.date]:
    """First and last day of "2024", "2024-09" or "2024-09-04"."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        day = datetime.date(*parts)
        return day, day
    if len(parts) == 2:
        return datetime.date(parts[0], parts[1], 1), _month_end(parts[0], parts[1])
    return datetime.date(parts[0], 1, 1), datetime.date(parts[0], 12, 31)


def _range(lows: list[str], frame: _Frame) -> _Span | None:
    """Read "from Monday to Wednesday", "June 12-14", "between 2015 and 2019"; None where it is no range."""
    if lows[0] == "by":
        return _Span(None, _span(lows[1:], frame).bounds()[1])
    lows = lows[1:] if lows[0] in ("from", "between") else lows
    mark = next((k for k, low in enumerate(lows) if low in RANGE_MARKS), 0)
    if not 0 < mark < len(lows) - 1:
        return None
    left, right = lows[:mark], lows[mark + 1 :]
    left_months = [low for low in left if low in frame.lexicon.months]
    right_months = [low for low in right if low in frame.lexicon.months]
    if left_months and not right_months:
        right = [*left_months, *right]
    elif right_months and not left_months:
        left = [*left, *right_months]
    years = [low for low in right if is_year(low)]
    if years and not any(is_year(low) for low in left):
        left = [*left, *years]
    earliest, latest = _span(left, frame).bounds()[0], _span(right, frame).bounds()[1]
    if earliest is None or latest is None:
        return _OPEN
    if earliest > latest and left[0] in frame.lexicon.words["weekdays"]:
        week = datetime.timedelta(days=7)
        earliest, latest = (earliest - week, latest) if frame.ahead else (earliest, latest + week)
    return _Span(earliest, latest) if earliest <= latest else _OPEN


def _span(lows: list[str], frame: _Frame) -> _Span:
    year = next((int(low[-4:]) for low in lows if is_year(low.removeprefix("mid-"))), None)
    day, lexicon = frame.day, frame.lexicon
    found = next((m for low in lows if (m := lexicon.months.get(low.removeprefix("mid-"), 0))), 0)
    if year is None and lows[-1] == "year" and lows[-2:-1] and lows[-2] in ("last", "this", "next") and len(lows) > 2:
        if day is None:
            return _OPEN
        year = day.year + _STEPS[lows[-2]] if found or not SEASONS.isdisjoint(lows) else None
    if found:
        return _calendar(lows, year, found, frame)
    if year is not None:
        if "winter" in lows:
            return _Span(datetime.date(year - 1, 12, 1), datetime.date(year + 1, 3, 31))
        return _Span(None, None, f"{year:04d}")
    beside = _beside(lows, frame)
    if beside is not None:
        return beside
    if day is None:
        return _OPEN
    for low in lows:
        if low in DAYS:
            return _exact(day + datetime.timedelta(days=DAYS[low]))
        if low in lexicon.words["weekdays"]:
            return _weekday(lows, lexicon.order["weekdays"].index(low), day, ahead=frame.ahead)
    if lows[0] in ("earlier", "later") and lows[1:2] == ["this"]:
        return _part(lows, day)
    if lows[-1] == "ago":
        return _ago(lows, day, lexicon)
    if lows[-1] in PARTS:
        return _exact(day - datetime.timedelta(days=lows[-2:-1] == ["last"])) if lows[0] != "the" else _OPEN
    return _period(lows, frame, day)


def _exact(day: datetime.date) -> _Span:
    return _Span(None, None, day.isoformat())


def _calendar(lows: list[str], year: int | None, month_: int, frame: _Frame) -> _Span:
    """A month, or a day of a month, with its year or without."""
    day, ahead = frame.day, frame.ahead
    number = next((int(low.rstrip("stndrh")) for low in lows if is_day(low)), None)
    if year is not None:
        return _exact(datetime.date(year, month_, number)) if number else _Span(None, None, f"{year:04d}-{month_:02d}")
    if day is None:
        return _OPEN
    if number is not None:
        candidates = [
            datetime.date(y, month_, number)
            for y in (day.year - 1, day.year, day.year + 1)
            if _valid(y, month_, number)
        ]
        fitting = [d for d in candidates if (d >= day if ahead else d <= day)]
        if not fitting:
            return _OPEN
        return _exact(min(fitting) if ahead else max(fitting))
    last_year = day.year if month_ <= day.month else day.year - 1
    named = next(k for k, low in enumerate(lows) if low.removeprefix("mid-") in frame.lexicon.months)
    relation = lows[named - 1] if named else ""
    if relation == "last":
        if month_ < day.month:
            return _Span(datetime.date(day.year - 1, month_, 1), _month_end(day.year, month_))
        return _Span(None, None, f"{day.year - 1:04d}-{month_:02d}")
    if relation == "this":
        return _Span(None, None, f"{day.year:04d}-{month_:02d}")
    if ahead or relation == "next":
        last_year = day.year if month_ >= day.month else day.year + 1
    return _Span(None, None, f"{last_year:04d}-{month_:02d}")


def _valid(year: int, month_: int, number: int) -> bool:
    return 1 <= number <= calendar.monthrange(year, month_)[1]


def _month_end(year: int, month_: int) -> datetime.date:
    return datetime.date(year, month_, calendar.monthrange(year, month_)[1])


def _weekday(lows: list[str], weekday: int, day: datetime.date, *, ahead: bool) -> _Span:
    back = (day.weekday() - weekday) % 7
    if lows[-1] == "week":  # "Monday last week"
        step = _STEPS.get(lows[-2], 0)
        return _exact(day + datetime.timedelta(days=7 * step + weekday - day.weekday()))
    if "past" in lows:
        return _exact(day - datetime.timedelta(days=back or 7))
    if "coming" in lows:
        return _exact(day + datetime.timedelta(days=(-back) % 7 or 7))
    if "last" in lows:
        latest = day - datetime.timedelta(days=back or 7)
        if back == 0 or day.weekday() < weekday < _SUNDAY:
            return _exact(latest)  # that of this week has not come yet
        return _Span(latest - datetime.timedelta(days=7), latest)
    if "next" in lows:
        first = day + datetime.timedelta(days=(-back) % 7 or 7)
        if weekday <= day.weekday() < _SUNDAY:
            return _exact(first)  # that of this week has passed
        return _Span(first, first + datetime.timedelta(days=7))
    if ahead:
        return _exact(day + datetime.timedelta(days=(-back) % 7))
    return _exact(day - datetime.timedelta(days=back))


def _unit(lows: list[str]) -> str:
    return next((low.removesuffix("s") for low in lows if low.removesuffix("s") in UNITS), "")


def _count(lows: list[str], lexicon: Lexicon) -> int | None:
    """The number before a unit; None where the text gives none, or "a few"."""
    if not _VAGUE.isdisjoint(lows):
        return None
    numbers = lexicon.order["numbers"]
    for low in lows:
        if low.isdecimal() and low.isascii() and len(low) < 4:
            return int(low)
        if low in numbers:
            return numbers.index(low) + 1
        if low in _COUNTS:
            return _COUNTS[low]
    return None


def _beside(lows: list[str], frame: _Frame) -> _Span | None:
    """What is counted from another date: "two days earlier", "the following year", "that day"; None where nothing is.

    Days are counted from a day, months from a month, years from a year: more is not known.
    """
    if lows[0] in ("earlier", "later") and lows[1:2] != ["that"]:
        return None
    counted = lows[-1] in ("earlier", "later", "before", "after")
    if not counted and (lows[0] != "the" or _BESIDE.isdisjoint(lows)) and "that" not in lows:
        return None
    if frame.anchor is None:
        return _OPEN
    unit = "day" if lows[-1] in PARTS or (counted and not PARTS.isdisjoint(lows)) else _unit(lows)
    count = 0 if "that" in lows or "same" in lows else 1 if lows[0] == "the" else _count(lows, frame.lexicon)
    if count is None:
        return _OPEN
    return _counted(-count if not _BACK.isdisjoint(lows) and count else count, unit, frame.anchor)


def _counted(count: int, unit: str, anchor: str) -> _Span:
    """`count` units after the anchor, where it is known as precisely as they are."""
    precision = anchor.count("-")
    year, month_ = int(anchor[:4]), int(anchor[5:7] or 1)
    if unit == "day" and precision == 2:
        return _exact(datetime.date.fromisoformat(anchor) + datetime.timedelta(days=count))
    if unit == "week" and precision == 2:
        middle = datetime.date.fromisoformat(anchor) + datetime.timedelta(days=7 * count)
        return _Span(middle - datetime.timedelta(days=6), middle + datetime.timedelta(days=6))
    if unit == "month" and precision == 1:
        index = year * 12 + month_ - 1 + count
        return _Span(None, None, f"{index // 12:04d}-{index % 12 + 1:02d}")
    if unit == "year" and precision == 0:
        return _Span(None, None, f"{year + count:04d}")
    if unit == "year" and count == 0:
        return _Span(None, None, f"{year:04d}")
    if unit == "month" and count == 0 and precision:
        return _Span(None, None, f"{year:04d}-{month_:02d}")
    return _OPEN


def _ago(lows: list[str], day: datetime.date, lexicon: Lexicon) -> _Span:
    """Days are certain; "two weeks ago" is some two weeks ago."""
    unit, count = _unit(lows), _count(lows, lexicon)
    if count is None:
        return _OPEN
    if unit == "day":
        return _exact(day - datetime.timedelta(days=count))
    length = _LENGTHS.get(unit)
    if length is None:
        return _OPEN
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
        return _OPEN
    return _Span(first, day) if lows[0] == "earlier" else _Span(day, last)


def _period(lows: list[str], frame: _Frame, day: datetime.date) -> _Span:
    """Read "last year", "next month", "this week", "at the weekend", "the end of the year"."""
    unit, relation = lows[-1], lows[-2] if len(lows) > 1 else ""
    step = _STEPS.get(relation)
    if step is None or (relation in ("past", "coming") and unit != "weekend"):
        return _OPEN
    if relation == "the" and unit != "weekend" and not frame.ahead:
        return _OPEN  # "the end of the year" of a story may be that of another year
    if unit == "year":
        return _Span(None, None, f"{day.year + step:04d}")
    if unit == "month":
        index = day.year * 12 + day.month - 1 + step
        return _Span(None, None, f"{index // 12:04d}-{index % 12 + 1:02d}")
    if unit == "weekend":
        return _weekend(relation, day, ahead=frame.ahead)
    if unit == "week":
        monday = day - datetime.timedelta(days=day.weekday() - 7 * step)
        return _Span(monday, monday + datetime.timedelta(days=6))
    return _OPEN


def _weekend(relation: str, day: datetime.date, *, ahead: bool) -> _Span:
    """The Saturday and Sunday that are meant; both that may be, for "next weekend" and on a Saturday."""
    saturday = day + datetime.timedelta(days=5 - day.weekday())
    week, one = datetime.timedelta(days=7), datetime.timedelta(days=1)
    if relation == "next":
        first = saturday if day < saturday else saturday + week
        return _Span(first, first + week + one)
    if relation in ("last", "past"):
        return _Span(saturday - week, saturday - week + one)
    if ahead or day > saturday or relation == "coming":
        return _Span(saturday, saturday + one)
    return _Span(saturday - week, day if day == saturday else saturday - week + one)
