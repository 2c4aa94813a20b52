"""Dates and times as texts of any pattern to those of ISO 8601, their parts, and what lies between them.

A pattern has the letters of Java's DateTimeFormatter, as IDLab's and GREL's mappings write it: `d MMMM yyyy`. It is
read from left to right, each field once, so that no pattern takes longer than the text. Names of months and days are
those of the language that is named, English else: never of the machine, as then two machines would differ.

https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html#patterns
"""

from __future__ import annotations

import calendar
import datetime
import functools
import itertools
import re
from dataclasses import dataclass

from newsgraph.rml.functions.numbers import integer, is_integer
from newsgraph.rml.functions.signature import GREL, IDLAB, NEWSGRAPH, VALUE, Function, Output, Parameter

_LETTER_RUN = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|.", re.DOTALL)
_DIGITS = re.compile(r"\d+", re.ASCII)
_NUMERIC = {"y": "year", "u": "year", "M": "month", "L": "month", "d": "day", "D": "day_of_year"} | {
    "H": "hour",
    "k": "hour",
    "h": "hour_of_half",
    "K": "hour_of_half",
    "m": "minute",
    "s": "second",
}
_OFFSET = re.compile(r"Z|z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?", re.ASCII)

# Months and days from Monday on; what is short is cut from these, with or without a dot, unless it stands here.
_NAMES = {
    "en": (
        "January February March April May June July August September October November December",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    ),
    "de": (
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    ),
    "es": (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "lunes martes miércoles jueves viernes sábado domingo",
    ),
    "fr": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    ),
    "it": (
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    ),
    "nl": (
        "januari februari maart april mei juni juli augustus september oktober november december",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    ),
    "pt": (
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    ),
}
_SHORT = {
    "de": {"mrz": 3},
    "es": {"sept": 9},
    "fr": {"janv": 1, "févr": 2, "avr": 4, "juil": 7, "sept": 9, "déc": 12},
    "nl": {"mrt": 3},
    "en": {"sept": 9},
}


@dataclass(frozen=True, slots=True)
class _Field:
    """What a run of letters stands for, or a text as it is."""

    letter: str
    width: int
    text: str = ""


@functools.lru_cache(maxsize=256)
def fields(pattern: str) -> tuple[_Field, ...]:
    """The fields of a pattern; ValueError for a letter that stands for nothing here."""
    found: list[_Field] = []
    for run in _LETTER_RUN.finditer(pattern):
        if run[2] is None:
            quoted = run[1]
            if quoted is None and run[0] == "'":
                raise ValueError(f"a quote is not closed in the pattern {pattern!r}")
            text = run[0] if quoted is None else quoted.replace("''", "'") or "'"
            if text not in {"[", "]"}:
                found.append(_Field("", len(text), text))
            continue
        if run[2] not in {*_NUMERIC, "a", "E", "S", "n", "X", "x", "Z", "z", "V"}:
            raise ValueError(f"the letter {run[2]!r} stands for nothing in the pattern {pattern!r}")
        found.append(_Field(run[2], len(run[0])))
    if not any(field.letter in {"y", "u"} for field in found):
        raise ValueError(f"no year stands in the pattern {pattern!r}")
    return tuple(found)


def is_language(tag: str) -> None:
    """Raise ValueError for a language whose months are not known here."""
    if _language(tag) not in _NAMES:
        raise ValueError(f"no names of months in {tag!r}; there are {', '.join(_NAMES)}")


def _language(tag: str) -> str:
    return re.split("[-_]", tag.lower())[0]


@functools.lru_cache(maxsize=64)
def _months(language: str) -> dict[str, int]:
    return _numbered(_NAMES[language][0]) | _SHORT.get(language, {})


@functools.lru_cache(maxsize=64)
def _days(language: str) -> dict[str, int]:
    return _numbered(_NAMES[language][1]) | {name[:2].lower(): n for n, name in _each(_NAMES[language][1])}


def _numbered(names: str) -> dict[str, int]:
    full = {name.lower(): n for n, name in _each(names)}
    return {name[:3]: n for name, n in reversed(full.items())} | full


def _each(names: str) -> list[tuple[int, str]]:
    return list(enumerate(names.split(), start=1))


def parsed(text: str, pattern: str, language: str = "en") -> datetime.datetime:
    """The date, with its time where the pattern has one, that a text writes by a pattern."""
    is_language(language)
    reader = _Reader(text.strip(), _language(language))
    given = fields(pattern)
    for field, following in itertools.zip_longest(given, given[1:]):
        reader.read(field, is_followed=following is not None and following.letter in _NUMERIC)
    return reader.result()


class _Reader:
    """One text, read field by field."""

    def __init__(self, text: str, language: str) -> None:
        self._text, self._language = text, language
        self._position = 0
        self._found: dict[str, int] = {}
        self._offset: datetime.timezone | None = None

    def _refuse(self, wanted: str) -> ValueError:
        return ValueError(f"{self._text!r} has no {wanted} at position {self._position + 1}")

    def read(self, field: _Field, *, is_followed: bool) -> None:
        if not field.letter:
            if not self._text.startswith(field.text, self._position):
                raise self._refuse(repr(field.text))
            self._position += field.width
        elif field.letter in "ML" and field.width > 2:
            self._found["month"] = self._name(_months(self._language), "month")
        elif field.letter == "E":
            self._name(_days(self._language), "day of the week")
        elif field.letter == "a":
            self._found["half"] = self._name({"am": 1, "pm": 2, "a.m.": 1, "p.m.": 2}, "am or pm") - 1
        elif field.letter in "XxZzV":
            self._zone()
        elif field.letter in "Sn":
            digits = self._number(9, "fraction")
            self._found["microsecond"] = int(digits.ljust(6, "0")[:6])
        else:
            self._numeric(field, is_followed=is_followed)

    def _numeric(self, field: _Field, *, is_followed: bool) -> None:
        name = _NUMERIC[field.letter]
        least, most = field.width, field.width
        if field.width == 1:
            most = 4 if name == "year" else 3 if name == "day_of_year" else 2
        elif name == "year" and field.width == 3:
            most = 4
        if is_followed:
            most = field.width
        digits = self._number(most, name.replace("_", " "))
        if len(digits) < least:
            raise self._refuse(f"{name} of {least} digits")
        value = int(digits)
        if name == "year" and field.width == 2:
            value += 2000  # as Java has it
        if field.letter == "k":
            value %= 24
        self._found[name] = value

    def _number(self, most: int, what: str) -> str:
        match = _DIGITS.match(self._text, self._position, min(len(self._text), self._position + most))
        if match is None:
            raise self._refuse(what)
        self._position = match.end()
        return match[0]

    def _name(self, names: dict[str, int], what: str) -> int:
        rest = self._text[self._position : self._position + 20].lower()
        for name in sorted(names, key=len, reverse=True):
            if rest.startswith(name):
                self._position += len(name)
                if len(name) < 5 and rest.startswith(".", len(name)):
                    self._position += 1
                return names[name]
        raise self._refuse(what)

    def _zone(self) -> None:
        match = _OFFSET.match(self._text, self._position) or re.compile("UTC|GMT").match(self._text, self._position)
        if match is None:
            raise self._refuse("offset from UTC")
        self._position = match.end()
        digits = re.sub(r"\D", "", match[0])
        minutes = int(digits[:2] or 0) * 60 + int(digits[2:4] or 0)
        if minutes >= 24 * 60:
            raise self._refuse("offset from UTC")
        self._offset = datetime.timezone(datetime.timedelta(minutes=-minutes if match[0][0] == "-" else minutes))

    def result(self) -> datetime.datetime:
        if self._position < len(self._text):
            raise ValueError(f"{self._text!r} goes on where the pattern ends")
        found = self._found
        hour = found.get("hour", found.get("hour_of_half", 0) % 12 + 12 * found.get("half", 0))
        time = (hour, found.get("minute", 0), found.get("second", 0), found.get("microsecond", 0))
        date = (found["year"], found.get("month", 1), found.get("day", 1))
        day = datetime.datetime(*date, *time, tzinfo=self._offset)
        if "day_of_year" in found:
            if not 1 <= found["day_of_year"] <= 365 + calendar.isleap(day.year):
                raise ValueError("day of year is out of range")
            day += datetime.timedelta(days=found["day_of_year"] - 1)
        return day


def normalize_date(text: str, pattern: str, language: str | None = None) -> str:
    """The date as `uuuu-MM-dd`."""
    return parsed(text, pattern, language or "en").date().isoformat()


def normalize_date_time(text: str, pattern: str, language: str | None = None) -> str:
    """The date and time as `uuuu-MM-ddTHH:mm:ss`, with its offset where the pattern has one."""
    found = parsed(text, pattern, language or "en")
    return found.isoformat(timespec="microseconds" if found.microsecond else "seconds")


def to_date(text: str, pattern: str | None) -> str:
    """The date, or the date and time where the pattern has hours, of ISO 8601; without a pattern it must be one."""
    if pattern is None:
        moment(text)
        return text.strip()
    has_time = any(field.letter in {"H", "h", "k", "K"} for field in fields(pattern))
    return normalize_date_time(text, pattern) if has_time else normalize_date(text, pattern)


def moment(text: str) -> datetime.datetime:
    """A date or a date and time of ISO 8601."""
    return datetime.datetime.fromisoformat(text.strip())


_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400, "weeks": 604_800}


def _unit(text: str) -> str:
    """A unit of time in the plural."""
    name = text.lower().removesuffix("s") + "s"
    aliases = {"ss": "seconds", "h": "hours", "hs": "hours", "ds": "days", "ws": "weeks", "ys": "years"}
    name = aliases.get(name, name)
    if name not in _UNITS:
        raise ValueError(f"no unit {text!r} of time; there are {', '.join(_UNITS)}")
    return name


_UNITS = (*_SECONDS, "months", "years", "milliseconds", "weekdays")


def between(first: str, second: str, unit: str) -> int:
    """How many whole units lie from the second date to the first, as GREL counts."""
    name, later, earlier = _unit(unit), moment(first), moment(second)
    if (later.tzinfo is None) != (earlier.tzinfo is None):
        raise ValueError("one of the dates has an offset from UTC, the other none")
    if name in {"months", "years"}:
        months = (later.year - earlier.year) * 12 + later.month - earlier.month
        if months > 0 and _moved(earlier, months) > later:
            months -= 1
        elif months < 0 and _moved(earlier, months) < later:
            months += 1
        return int(months / (12 if name == "years" else 1))
    return int((later - earlier).total_seconds() / _SECONDS.get(name, 0.001 if name == "milliseconds" else 86_400))


def later(date: str, count: str, unit: str) -> str:
    """So many units after a date, written as it was; before it where the number is negative."""
    found, name, number = moment(date), _unit(unit), integer(count)
    try:
        if name in {"months", "years"}:
            moved = _moved(found, number * (12 if name == "years" else 1))
        else:
            moved = found + datetime.timedelta(seconds=number * _SECONDS.get(name, 86_400))
    except OverflowError as error:
        raise ValueError("no such date") from error
    return moved.date().isoformat() if len(date.strip()) <= 10 else moved.isoformat()


def _moved(date: datetime.datetime, months: int) -> datetime.datetime:
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise ValueError("no such date")
    return date.replace(year=year, month=month + 1, day=min(date.day, calendar.monthrange(year, month + 1)[1]))


def part(date: str, unit: str) -> int | str:
    """One part of a date as a number; of `weekday`, its English name."""
    found, name = moment(date), _unit(unit)
    if name == "weekdays":
        return _NAMES["en"][1].split()[found.weekday()]
    if name == "weeks":
        return found.isocalendar().week
    if name == "milliseconds":
        return found.microsecond // 1000
    values = {"years": found.year, "months": found.month, "days": found.day}
    return (values | {"hours": found.hour, "minutes": found.minute, "seconds": found.second})[name]


_TEXT = Parameter(("value", "strDate", *VALUE.names[1:]))
_PATTERN = Parameter(("pattern", "p_string_pattern", "param_string_pattern"), check=fields)
_OPTIONAL = Parameter(_PATTERN.names, required=False, check=fields)
_LANGUAGE = Parameter(("language", "lang"), check=is_language)
_DATE = Parameter(("date", "p_date_d", "param_date_d", "p_datetime_d", "param_datetime_d", "value", "valueParameter"))
_OTHER = Parameter(("other", "p_datetime_d2", "param_datetime_d2", "p_date_d2", "valueParameter2"))
_UNIT = Parameter(
    ("unit", "p_string_unit", "param_string_unit", "p_string_timeunit", "param_string_timeunit"), check=_unit
)
_COUNT = Parameter(("count", "p_dec_n", "param_dec_n"), check=is_integer)

FUNCTIONS: tuple[Function, ...] = (
    Function(
        f"{NEWSGRAPH}normalizeDate", (_TEXT, _PATTERN), normalize_date, (f"{IDLAB}normalizeDate",), output=Output.DATE
    ),
    Function(
        f"{NEWSGRAPH}normalizeDateWithLang",
        (_TEXT, _PATTERN, _LANGUAGE),
        normalize_date,
        (f"{IDLAB}normalizeDateWithLang",),
        output=Output.DATE,
    ),
    Function(
        f"{NEWSGRAPH}normalizeDateTime",
        (_TEXT, _PATTERN),
        normalize_date_time,
        (f"{IDLAB}normalizeDateTime",),
        output=Output.DATE,
    ),
    Function(
        f"{NEWSGRAPH}normalizeDateTimeWithLang",
        (_TEXT, _PATTERN, _LANGUAGE),
        normalize_date_time,
        (f"{IDLAB}normalizeDateTimeWithLang",),
        output=Output.DATE,
    ),
    Function(
        f"{NEWSGRAPH}toDate", (_TEXT, _OPTIONAL), to_date, (f"{GREL}date_toDate", f"{GREL}toDate"), output=Output.DATE
    ),
    Function(
        f"{NEWSGRAPH}dateDifference", (_DATE, _OTHER, _UNIT), between, (f"{GREL}date_diff",), output=Output.NUMBER
    ),
    Function(f"{NEWSGRAPH}datePlus", (_DATE, _COUNT, _UNIT), later, (f"{GREL}date_inc",), output=Output.DATE),
    Function(f"{NEWSGRAPH}datePart", (_DATE, _UNIT), part, (f"{GREL}date_datePart",)),
)
