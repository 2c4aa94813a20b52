"""Rows of terms to a table in a terminal, in which no name can repaint the screen.

Controls and marks that turn the direction of writing are shown as escapes. Wide characters take two cells and
combining marks none. A node is shown by its label, and where two nodes of the table share a label, by its name too.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Sequence

from newsgraph.rdf.names import Prefixes, undeceiving
from newsgraph.rdf.terms import XSD, Term, literal_parts
from newsgraph.vocab import PREFIXES

_NUMERIC = {f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "nonNegativeInteger", "int", "long")}
_PREFIXES = Prefixes.of(PREFIXES)
# What is not seen, or changes what is seen, beyond what no document should hold either.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]")
_AS_WIDE_AS_NEEDED = 100_000


def shown(text: str) -> str:
    """Text on one line, with nothing in it that a terminal obeys or a reader does not see."""
    one_line = text.replace("\r\n", "↵").replace("\n", "↵").replace("\t", " ")
    return _INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04X}", undeceiving(one_line))


def yes_or_no(value: bool) -> str:  # noqa: FBT001 - it is the value
    return "yes\n" if value else "no\n"


def table(
    variables: Sequence[str],
    rows: Sequence[Sequence[Term | None]],
    name_of: Callable[[Term], str | None],
    width: int | None,
    *,
    terminal: bool,
) -> str:
    """The table and a line that counts its rows."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    names = _names(rows, name_of)
    drawn = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False)
    for position, variable in enumerate(variables):
        numeric = [row[position] for row in rows if row[position] is not None]
        right = bool(numeric) and all(_is_number(term) for term in numeric if term is not None)
        drawn.add_column(Text(shown(variable)), overflow="fold", justify="right" if right else "left")
    for row in rows:
        drawn.add_row(*(Text("" if term is None else names[term]) for term in row))
    out = io.StringIO()
    console = Console(
        file=out,
        width=width if width is not None or terminal else _AS_WIDE_AS_NEEDED,
        force_terminal=terminal,
        color_system="auto" if terminal else None,
        legacy_windows=False,
    )
    if variables:
        console.print(drawn)
    console.print(Text(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", style="dim"))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _names(rows: Sequence[Sequence[Term | None]], name_of: Callable[[Term], str | None]) -> dict[Term, str]:
    terms = {term for row in rows for term in row if term is not None}
    labels = {term: label for term in terms if (label := name_of(term)) is not None}
    shared = Counter(labels.values())
    names = {}
    for term in terms:
        label = labels.get(term)
        if term.startswith('"'):
            names[term] = shown(literal_parts(term).lexical)
        elif label is None:
            names[term] = shown(_short(term))
        else:
            names[term] = shown(label) if shared[label] == 1 else f"{shown(label)} ({shown(_short(term))})"
    return names


def _short(term: Term) -> str:
    if term.startswith("_:"):
        return term
    split = _PREFIXES.split(term[1:-1])
    return term[1:-1] if split is None else f"{split[0]}:{split[1]}"


def _is_number(term: Term) -> bool:
    return term.startswith('"') and literal_parts(term).datatype in _NUMERIC
