"""Tokens to expressions of time: where "on Monday", "last week", "from 3 to 5 March" and "two days earlier" end.

Nothing is resolved here; `dates` does that. A function returns how many tokens the expression takes, 0 for none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.extract.lexicon import Lexicon
    from newsgraph.extract.tokens import Token

UNITS = ("day", "week", "weekend", "month", "year")
SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
PARTS = frozenset({"morning", "afternoon", "evening", "night"})
SHADES = frozenset({"earlier", "later", "early", "late", "mid"})
RANGE_MARKS = frozenset({"to", "and", "through", "until", "till", "-", "–", "—"})
FIRST_YEAR, LAST_YEAR = 1900, 2100

_PERIODS = SEASONS | {"week", "weekend", "month", "year", "decade"}
_PLURAL_UNITS = frozenset({"days", "weeks", "months", "years", "hours", "minutes", "decades", "weekends"})
_RELATIVE = frozenset({"last", "this", "next", "past"})
_BESIDE = frozenset({"same", "previous", "next", "following", "past", "last", "coming", "preceding"})
_SECTIONS = frozenset({"end", "start", "beginning", "middle"})
_ORDINALS = frozenset({"first", "second", "third", "fourth", "last", "final", "early", "opening", "closing"})
_AFTER_THE = _BESIDE | _SECTIONS | _ORDINALS | SEASONS | PARTS | {*UNITS, "very"}
_STRETCHES = frozenset({"week", "weeks", "half", "quarter", "days", "weekend", "months", "part"})
_ORIENTED = frozenset({"ago", "earlier", "later"})
_COUNTING = frozenset({"a", "an", "several", "few", "many", "couple"})
OPENERS = (
    SHADES | _RELATIVE | SEASONS | _PLURAL_UNITS | _COUNTING | {*DAYS, "the", "that", "by", "from", "between"}
).union(f"mid-{year}" for year in range(FIRST_YEAR, LAST_YEAR))
"""What an expression of time may begin with, beside weekdays, months and numbers."""

# after these a year is a year, and May, March and the like are months
_BEFORE_YEAR = frozenset({"in", "since", "during", "early", "late", "until", "by", "from", "between", "of", "through"})
_BEFORE_MONTH = _BEFORE_YEAR | {"last", "this", "next", "to", "and", "before", "after", "throughout", "mid"}
_SHORT_MONTHS = frozenset({"march", "april", "june", "august"})


def date_length(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    """How many tokens from i on are an expression of time; 0 where there is none."""
    low = tokens[i].low
    if low == "the" and not _opens_definite(tokens[i + 1].low if i + 1 < len(tokens) else ""):
        return 0
    if low in ("from", "between"):
        inner = _simple(tokens, i + 1, lexicon) if i + 1 < len(tokens) else 0
        j = i + 1 + inner if inner else _bare_number(tokens, i + 1, lexicon)
        marked = j > i + 1 and j < len(tokens) and tokens[j].low == ("and" if low == "between" else "to")
        beyond = _beyond(tokens, i + 1, j, lexicon) if marked else 0
        return 1 + j - i - 1 + beyond if beyond else 0
    if low == "by":
        inner = _simple(tokens, i + 1, lexicon) if i + 1 < len(tokens) else 0
        oriented = inner and tokens[i + inner].low in _ORIENTED
        return 1 + inner if inner and not oriented and not _possesses(tokens, i + 1 + inner) else 0
    length = _simple(tokens, i, lexicon)
    if length:
        beyond = _beyond(tokens, i, i + length, lexicon)
        return length + beyond if not _possesses(tokens, i + length + beyond) else length
    if tokens[i].low[0].isdecimal():
        j = _bare_number(tokens, i, lexicon)
        return j - i + _beyond(tokens, i, j, lexicon) if j > i else 0
    return 0


def _simple(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    """The length of an expression that is no range."""
    low = tokens[i].low
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if low == "the":
        return _definite_length(tokens, i, lexicon) if _opens_definite(following) else 0
    if low in lexicon.words["weekdays"]:
        return _weekday_length(tokens, i, lexicon) if tokens[i].capital else 0
    if tokens[i].capital and low in lexicon.months:
        return _month_length(tokens, i, lexicon) if is_month(tokens, i, lexicon) else 0
    if low in SHADES:
        inner = _simple(tokens, i + 1, lexicon) if following and following not in SHADES and low != "mid" else 0
        return inner + 1 if inner else 0
    if low.startswith("mid-"):
        return _mid_length(tokens, i, lexicon)
    if low in DAYS:
        return 2 if following in PARTS else 1
    if low in _RELATIVE:
        return _relative_length(tokens, i, lexicon)
    if low == "that":
        same = following == "same"
        unit = tokens[i + 1 + same].low if i + 1 + same < len(tokens) else ""
        return 2 + same if (unit in UNITS or unit in PARTS) and _adverbial(tokens, i, i + 2 + same) else 0
    if low in SEASONS:
        return _season_length(tokens, i)
    if low[0].isdecimal() or low in lexicon.words["numbers"] or low in _COUNTING:
        return _number_length(tokens, i, lexicon)
    if low in _PLURAL_UNITS and following in _ORIENTED and (i == 0 or tokens[i - 1].tag not in ("NUM", "DET")):
        return 2
    return 0


def _opens_definite(following: str) -> bool:
    """Whether an expression of time may begin with "the" before such a word."""
    return following in _AFTER_THE or following[:1].isdecimal()


def is_year(low: str) -> bool:
    """Whether a number may be a year of the news."""
    return len(low) == 4 and low.isdecimal() and low.isascii() and FIRST_YEAR <= int(low) < LAST_YEAR


def is_day(low: str) -> bool:
    """Whether a number or ordinal may be a day of a month."""
    plain = low[:-2] if low[-2:] in ("st", "nd", "rd", "th") else low
    return plain.isdecimal() and plain.isascii() and len(plain) <= 2 and 1 <= int(plain) <= 31


def is_month(tokens: list[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a word in capitals is a month here: May, March, April and June are names and verbs too.

    Those need a day, a year or a preposition beside them.
    """
    token = tokens[i]
    if not token.capital or token.low not in lexicon.months:
        return False
    if len(token.low.rstrip(".")) > 5 and token.low not in _SHORT_MONTHS:
        return True
    after = i + 1 < len(tokens) and tokens[i + 1].low[0].isdecimal()
    before = i > 0 and (
        tokens[i - 1].low in _BEFORE_MONTH or tokens[i - 1].low[0].isdecimal() or tokens[i - 1].low in RANGE_MARKS
    )
    return token.mention is None and (after or before)


def _possesses(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].low in ("'s", "'")


def _year_after(tokens: list[Token], i: int) -> int:
    """The length of a year, or of "last year", after a month or day."""
    if i >= len(tokens):
        return 0
    if is_year(tokens[i].low):
        return 1
    if i + 1 < len(tokens) and tokens[i].norm == "," and is_year(tokens[i + 1].low):
        return 2
    j = i + (tokens[i].low == "of")
    if j + 1 < len(tokens) and tokens[j].low in ("last", "this", "next") and tokens[j + 1].low == "year":
        return j + 2 - i
    return 0


def _weekday_length(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    j = i + 1
    if j < len(tokens) and tokens[j].low in PARTS:
        j += 1
    of = j + (j < len(tokens) and tokens[j].low == "of")
    if of + 1 < len(tokens) and tokens[of].low in ("last", "this", "next") and tokens[of + 1].low == "week":
        return of + 2 - i
    k = j + 1 if j < len(tokens) and tokens[j].norm == "," else j
    if k < len(tokens) and (is_month(tokens, k, lexicon) or is_day(tokens[k].low)):
        length = _simple(tokens, k, lexicon)
        if length > 1:
            return k + length - i
    return j - i


def _month_length(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    j = i + 1
    j += j + 1 < len(tokens) and tokens[j].low == "the" and is_day(tokens[j + 1].low)  # "March the 5th"
    if j < len(tokens) and is_day(tokens[j].low):
        numbered = j + 1 < len(tokens) and tokens[j + 1].space and tokens[j + 1].low in lexicon.plurals
        if not numbered:  # "In May 12 countries"
            j += 1
            return j + _year_after(tokens, j) - i
    return 1 + _year_after(tokens, i + 1)


def _mid_length(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    rest = tokens[i].low[4:]
    if rest in lexicon.months:
        return 1 + _year_after(tokens, i + 1)
    return 1 if is_year(rest) else 0


def _relative_length(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    """The length of "last Monday night", "this past Friday", "next month", "last night"."""
    low = tokens[i].low
    if i > 0 and tokens[i - 1].tag == "POS":
        return 0  # "Serbia's next year of school"
    j = i + 1
    j += j < len(tokens) and low == "this" and tokens[j].low in ("past", "coming")
    if j >= len(tokens):
        return 0
    following = tokens[j].low
    if following in lexicon.words["weekdays"]:
        return j + 1 + (j + 1 < len(tokens) and tokens[j + 1].low in PARTS) - i
    if j > i + 1:
        return j + 1 - i if following in _PERIODS else 0
    if low != "past" and tokens[j].capital and following in lexicon.months:
        return 2
    if (low == "last" and following == "night") or (low == "this" and following in PARTS - {"night"}):
        return 2
    return 2 if following in _PERIODS else 0


def _definite_length(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    """The length of "the day before", "the following year", "the end of March", "the first week of May"."""
    words = [token.low for token in tokens[i + 1 : i + 5]]
    if not words:
        return 0
    if words[0] in _BESIDE:
        timed = words[1:2] and (words[1] in UNITS or words[1] in PARTS or words[1] in lexicon.words["weekdays"])
        if timed and words[2:3] != ["of"]:
            return 3
    if words[0] == "weekend":
        at = i > 0 and tokens[i - 1].low in ("at", "on", "over", "during")
        return 2 if at and (len(words) == 1 or words[1] not in ("of", "before", "after")) else 0
    if (words[0] in UNITS or words[0] in PARTS) and len(words) > 1 and words[1] in ("before", "after"):
        return 3 if _adverbial(tokens, i, i + 3) else 0
    if words[0] in SEASONS:
        length = _season_length(tokens, i + 1)
        return length + 1 if length else 0
    if is_day(words[0]) and not words[0].isdecimal() and len(words) > 2 and words[1] == "of":
        length = _simple(tokens, i + 1, lexicon)
        return length + 1 if length else 0
    section = 1 + (words[0] == "very")
    if words[section - 1 : section] and words[section - 1] not in _SECTIONS:
        section = 2 if words[0] in _ORDINALS and words[1:2] and words[1] in _STRETCHES else 0
    of = i + 1 + section
    if not section or of + 1 >= len(tokens) or tokens[of].low != "of":
        return 0
    inner = _whole(tokens, of + 1, lexicon)
    return of + 1 + inner - i if inner else 0


def _whole(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    """The length of a month, a year, or "the year", "next month", of which something is a part."""
    low = tokens[i].low
    if is_year(low):
        return 1
    if tokens[i].capital and low in lexicon.months:
        return 1 + _year_after(tokens, i + 1)
    if (
        i + 1 < len(tokens)
        and low in ("the", "this", "next", "last")
        and tokens[i + 1].low in ("week", "month", "year")
    ):
        return 2
    return 0


def _season_length(tokens: list[Token], i: int) -> int:
    j = i + 1
    j += j < len(tokens) and tokens[j].low == "of"
    if j < len(tokens) and is_year(tokens[j].low):
        return j + 1 - i
    length = _year_after(tokens, i + 1)
    return 1 + length if length else 0


def _number_length(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    low = tokens[i].low
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if is_day(low):
        j = i + 2 if following == "of" else i + 1
        if j < len(tokens) and tokens[j].capital and tokens[j].low in lexicon.months:
            return j + 1 - i + _year_after(tokens, j + 1)
    j = i + 1
    if low == "a" and following in ("few", "couple"):
        j = i + 2 + (i + 2 < len(tokens) and tokens[i + 2].low == "of")
    elif low == "couple":
        j = i + 1 + (following == "of")
    unit = tokens[j].low if j < len(tokens) else ""
    if j + 1 < len(tokens) and (unit in _PLURAL_UNITS or unit in UNITS or unit in ("hour", "decade")):
        after = tokens[j + 1].low
        if after in _ORIENTED or (after in ("before", "after") and _adverbial(tokens, i, j + 2)):
            return j + 2 - i
    if is_year(low) and i > 0 and tokens[i - 1].low in _BEFORE_YEAR - {"of", "through"}:
        return 1
    return 0


def _adverbial(tokens: list[Token], i: int, end: int) -> bool:
    """Whether nothing that it might belong to follows the expression: "the day before." but not "... the vote"."""
    if end >= len(tokens):
        return True
    low = tokens[end].low
    if tokens[i].low == "that":
        return i == 0 or tokens[i - 1].low in ("later", "earlier", "on", "in", ",") or low in (".", ",")
    return low in (".", ",", ";", "in", "at", "and", "with", "by", "when", "to", ")") or not low[0].isalnum()


def _bare_number(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    """The end of a day whose month follows later, "3 to 5 March", or of the first of two years; i where there is none.

    Only the mark of a range after it shows it.
    """
    if i + 2 >= len(tokens) or tokens[i + 1].low not in RANGE_MARKS:
        return i
    low, then = tokens[i].low, tokens[i + 2].low
    if is_year(low) and is_year(then):
        shown = i > 0 and (tokens[i - 1].low in ("in", "from", "between"))
        return i + 1 if (shown and tokens[i + 1].low != "and") or (i > 0 and tokens[i - 1].low == "between") else i
    if not is_day(low) or not is_day(then) or i + 3 >= len(tokens):
        return i
    named = tokens[i + 3].capital and tokens[i + 3].low in lexicon.months
    return i + 1 if named else i


def _beyond(tokens: list[Token], first: int, j: int, lexicon: Lexicon) -> int:
    """The length of the mark and the other end of a range that goes on at j; 0 where none does."""
    if j + 1 >= len(tokens) or tokens[j].low not in RANGE_MARKS:
        return 0
    mark, following = tokens[j].low, tokens[j + 1]
    if not mark.isalpha() and (tokens[j].space or following.space):
        return 0
    length = _simple(tokens, j + 1, lexicon)
    low = tokens[first].low
    between = first > 0 and tokens[first - 1].low == "between"
    if low in lexicon.words["weekdays"]:
        both = following.low in lexicon.words["weekdays"] and following.capital
        return 1 + length if both and (mark != "and" or between) else 0
    if is_year(low) and j == first + 1:
        return 2 if is_year(following.low) and (mark != "and" or between) else 0
    days = any(is_day(token.low) for token in tokens[first:j])
    if days and is_day(following.low) and not length:
        if j + 2 < len(tokens) and tokens[j + 2].space and tokens[j + 2].low in lexicon.plurals:
            return 0  # "on March 5 and 6 companies"
        if mark == "and" and j + 2 < len(tokens) and tokens[j + 2].low[0].isalpha() and tokens[j + 2].tag == "N":
            return 0
        return 2 + _year_after(tokens, j + 2)
    dated = bool(length) and any(token.low in lexicon.months for token in tokens[j + 1 : j + 1 + length])
    if not dated or (mark == "and" and not between and not (j == first + 1 and days)):
        return 0
    return 1 + length if days == any(is_day(token.low) for token in tokens[j + 1 : j + 1 + length]) else 0
