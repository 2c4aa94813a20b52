"""Texts and regular expressions: replace, match and split.

A pattern may come from a mapping that nobody here wrote, or from the data. Python's own engine backtracks, and one
pattern of ten characters can keep it for years; a limit of time is no way out, as what it left out would depend on the
machine. RE2 takes time in proportion to the text, refuses what would need backtracking (look-around, back references)
with a message, and is the engine that DuckDB has, so that both backends mean the same by one pattern.

https://github.com/google/re2/wiki/Syntax
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from typing import Any

import re2

from newsgraph.rml.functions.numbers import integer, is_integer
from newsgraph.rml.functions.signature import (
    GREL,
    IDLAB,
    MORPH,
    NEWSGRAPH,
    SEPARATOR,
    VALUE,
    Function,
    Output,
    Parameter,
)

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False  # they are raised
_REFERENCE = re.compile(r"\$(\d)|\\(\d)|\\(.)", re.DOTALL)


@functools.lru_cache(maxsize=256)
def compiled(pattern: str) -> Any:
    """The pattern compiled; ValueError for what is none."""
    try:
        return re2.compile(pattern, _OPTIONS)
    except re2.error as error:
        reason = error.args[0]
        said = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise ValueError(f"{pattern!r} is no regular expression: {said}") from error


def _between_slashes(text: str) -> str | None:
    """The pattern in `/pattern/`, as GREL tells patterns from texts."""
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == "/" else None


def replace(text: str, find: str, replacement: str) -> str:
    r"""Every `find` by the replacement; `/find/` is a pattern, whose groups are `$1` or `\1` there."""
    pattern = _between_slashes(find)
    return text.replace(find, replacement) if pattern is None else regex_replace(text, pattern, replacement)


def regex_replace(text: str, pattern: str, replacement: str) -> str:
    r"""Every match of the pattern by the replacement, in which `$1` or `\1` is what the first group matched."""
    expression = compiled(_between_slashes(pattern) or pattern)
    parts: list[str] = []
    position = 0
    for match in expression.finditer(text):
        parts += (text[position : match.start()], _filled(replacement, match))
        position = match.end()
    return "".join((*parts, text[position:]))


def _filled(replacement: str, match: Any) -> str:
    def one(reference: re.Match[str]) -> str:
        if reference[3] is not None:
            return reference[3]
        number = int(reference[1] or reference[2])
        if number > len(match.groups()):
            raise ValueError(f"the pattern has no group {number}")
        return match.group(number) or ""

    return _REFERENCE.sub(one, replacement)


def match(text: str, pattern: str) -> tuple[str, ...] | None:
    """What the groups of a pattern matched, where it matches the whole text."""
    found = compiled(_between_slashes(pattern) or pattern).fullmatch(text)
    return None if found is None else tuple(group for group in found.groups() if group is not None)


def matches(text: str, pattern: str) -> bool:
    """Whether the pattern matches somewhere in the text."""
    return compiled(_between_slashes(pattern) or pattern).search(text) is not None


def split(text: str, separator: str) -> tuple[str, ...]:
    r"""The parts between the separators, without empty ones at the end.

    A separator is a text, or a pattern where it stands between slashes or has a backslash, as `\|` or `\s+`.
    """
    pattern = _between_slashes(separator)
    if pattern is None and "\\" in separator:
        pattern = separator
    if pattern is not None:
        parts = _split_by(compiled(pattern), text)
    else:
        parts = text.split(separator) if separator else list(text)
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return tuple(parts)


def _split_by(expression: Any, text: str) -> list[str]:
    parts: list[str] = []
    position = 0
    for found in expression.finditer(text):
        if found.end() > found.start():
            parts.append(text[position : found.start()])
            position = found.end()
    return [*parts, text[position:]]


def smart_split(text: str, separator: str | None) -> tuple[str, ...]:
    """As split; without a separator, by tabs or commas, whichever there are more of."""
    return split(text, separator or ("," if text.count("\t") < text.count(",") else "\t"))


def split_by_lengths(text: str, lengths: tuple[str, ...]) -> tuple[str, ...]:
    """Parts of these lengths, one after the other; what is left over is left out."""
    ends = list(itertools.accumulate(max(0, integer(length)) for length in lengths))
    return tuple(text[start:end] for start, end in itertools.pairwise((0, *ends)))


def split_by_character_type(text: str) -> tuple[str, ...]:
    """The runs of characters of one general category of Unicode."""
    return tuple("".join(run) for _, run in itertools.groupby(text, unicodedata.category))


def partition(text: str, fragment: str, omit: str | None) -> tuple[str, ...]:
    """What is before the first such fragment, the fragment unless it is omitted, and what is after."""
    return _without(text.partition(fragment) if fragment else (text, "", ""), omit)


def partition_last(text: str, fragment: str, omit: str | None) -> tuple[str, ...]:
    """As partition, by the last such fragment."""
    return _without(text.rpartition(fragment) if fragment in text and fragment else (text, "", ""), omit)


def _without(parts: tuple[str, str, str], omit: str | None) -> tuple[str, ...]:
    return (parts[0], parts[2]) if omit == "true" else parts


def is_pattern(text: str) -> None:
    """Raise ValueError for what is no regular expression."""
    compiled(_between_slashes(text) or text)


def _is_find(text: str) -> None:
    if (pattern := _between_slashes(text)) is not None:
        compiled(pattern)


_FIND = Parameter(("find", "p_string_find", "param_find", "f"), check=_is_find)
_REPLACE = Parameter(("replace", "p_string_replace", "param_replace", "r"))
_PATTERN = Parameter(("pattern", "p_string_regex", "param_regex", "regex", "p"), check=is_pattern)
_FRAGMENT = Parameter(("fragment", "p_fragment", "param_fragment", "frag"))
_OMIT = Parameter(("omit", "p_bool_opt_b", "param_bool_opt_b"), required=False)
_LENGTHS = Parameter(
    ("lengths", "p_int_i", "param_int_i", "p_int_i2", "param_int_i2", "p_rep_i", "param_int_rep_i"),
    many=True,
    check=is_integer,
)

FUNCTIONS: tuple[Function, ...] = (
    Function(f"{NEWSGRAPH}replace", (VALUE, _FIND, _REPLACE), replace, (f"{GREL}string_replace",), output=Output.TEXT),
    Function(f"{NEWSGRAPH}regexReplace", (VALUE, _PATTERN, _REPLACE), regex_replace, output=Output.TEXT),
    Function(f"{NEWSGRAPH}match", (VALUE, _PATTERN), match, (f"{GREL}string_match",), output=Output.LIST),
    Function(f"{NEWSGRAPH}matches", (VALUE, _PATTERN), matches, output=Output.TRUTH),
    Function(
        f"{NEWSGRAPH}split",
        (VALUE, Parameter(SEPARATOR)),
        split,
        (f"{GREL}string_split", f"{MORPH}string_split_explode", f"{IDLAB}split"),
        output=Output.LIST,
    ),
    Function(
        f"{NEWSGRAPH}smartSplit",
        (VALUE, Parameter(SEPARATOR, required=False)),
        smart_split,
        (f"{GREL}string_smartSplit",),
        output=Output.LIST,
    ),
    Function(
        f"{NEWSGRAPH}splitByLengths",
        (VALUE, _LENGTHS),
        split_by_lengths,
        (f"{GREL}string_splitByLengths",),
        output=Output.LIST,
    ),
    Function(
        f"{NEWSGRAPH}splitByCharacterType",
        (VALUE,),
        split_by_character_type,
        (f"{GREL}string_splitByCharType",),
        output=Output.LIST,
    ),
    Function(
        f"{NEWSGRAPH}partition", (VALUE, _FRAGMENT, _OMIT), partition, (f"{GREL}string_partition",), output=Output.LIST
    ),
    Function(
        f"{NEWSGRAPH}partitionLast",
        (VALUE, _FRAGMENT, _OMIT),
        partition_last,
        (f"{GREL}string_rpartition",),
        output=Output.LIST,
    ),
)
