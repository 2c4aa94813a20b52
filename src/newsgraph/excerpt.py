"""A place and the text of its file to the line that it is on, with what stands there underlined.

12 |       - [ng:target, "$(authorty)"]
   |                        ^^^^^^^^
"""

from __future__ import annotations

import re
import unicodedata

from newsgraph.errors import Place

# What stands at a place, in YAML, Turtle, TOML, JSON and CSV alike: something quoted, a name, or a single mark.
_TOKEN = re.compile(
    r"""
      "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' | <[^<>\s]*> | \$\([^()]*\)
    | [^\s,;\[\](){}"']+
    | .
    """,
    re.VERBOSE,
)
_TAB = 4
_MOST = 100  # columns of a terminal; a longer line is cut around the place
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


# What opens a database or a server, in a line that may end up in a log.
_SECRET = re.compile(
    r"""(://[^\s:/@]*:)([^\s/@"']+)(?=@)|(\bpassword["']?\s*[=:]?\s*["']?)([^\s&;"',]+)""", re.IGNORECASE
)


def excerpt(text: str, place: Place) -> str | None:
    """The line of the place, with its number, and a second one that underlines; None where the text has no such line.

    A tab is four spaces wide, a wide letter two; what cannot be seen is written as an escape, and passwords are
    masked. Columns count code points, as those of a place do.
    """
    lines = re.split(r"\r\n|\n|\r", text) if "\n" not in text else text.split("\n")
    if place.line is None or not 1 <= place.line <= len(lines):
        return None
    line = _SECRET.sub(_masked, lines[place.line - 1].rstrip("\r"))
    gutter = f"{place.line:>6} | "
    if place.column is None:
        shown, _, _ = _window([_cell(character) for character in line], 0, 1)
        return f"{gutter}{shown}" if shown.strip() else None
    start = min(place.column - 1, len(line))
    end = max(_end(line, start), start + 1)
    cells = [_cell(character) for character in line] + [" "]
    shown, before, under = _window(cells, start, min(end, len(cells)))
    return f"{gutter}{shown.rstrip()}\n{' ' * 6} | {' ' * before}{'^' * max(under, 1)}"


def _masked(match: re.Match[str]) -> str:
    before, secret = (match[1], match[2]) if match[1] is not None else (match[3], match[4])
    return before + "*" * len(secret)


def _end(line: str, start: int) -> int:
    """Where the token ends that starts there; a colon or a dot after a name is none of it."""
    match = _TOKEN.match(line, start)
    if match is None:
        return start
    following = line[match.end() : match.end() + 1]
    if match[0][-1] in ":." and following in {"", " "} and len(match[0]) > 1:
        return match.end() - 1
    return match.end()


def _cell(character: str) -> str:
    """What is shown for a character."""
    if character == "\t":
        return " " * _TAB
    if _UNSEEN.match(character):
        return f"\\u{ord(character):04x}"
    return character


def _width(cell: str) -> int:
    """How many columns of a terminal it takes."""
    if len(cell) != 1:
        return len(cell)
    if unicodedata.combining(cell) or unicodedata.category(cell) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(cell) in {"W", "F"} else 1


def _window(cells: list[str], start: int, end: int) -> tuple[str, int, int]:
    """What is shown of a line, how wide what is before the place is in it, and how wide what is at the place."""
    widths = [_width(cell) for cell in cells]
    first, last = 0, len(cells)
    if sum(widths) > _MOST:
        end = min(end, start + _MOST // 2)
        first = max(0, start - _MOST // 4)
        last, total = first, 0
        while last < len(cells) and (total + widths[last] <= _MOST or last < end):
            total += widths[last]
            last += 1
    left, right = "…" if first else "", "…" if last < len(cells) else ""
    shown = left + "".join(cells[first:last]) + right
    return shown, len(left) + sum(widths[first:start]), sum(widths[start:end])
