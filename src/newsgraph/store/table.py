"""Rows of terms to a table in a terminal, in which no name can repaint the screen.

Controls and marks that turn the direction of writing are shown as escapes. Wide characters take two cells and
combining marks none. A node is shown by its label, and where two nodes of the table share a label, by its name too.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from newsgraph.rdf.names import Prefixes, undeceiving
from newsgraph.rdf.terms import XSD, Term, literal_parts
from newsgraph.vocab import PREFIXES

if TYPE_CHECKING:
    from rich.table import Table

_NUMERIC = {f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "nonNegativeInteger", "int", "long")}
_PREFIXES = Prefixes.of(PREFIXES)
# What is not seen, or changes what is seen, beyond what no document should hold either.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]")
_AS_WIDE_AS_NEEDED = 100_000
_GAP = 3  # between two columns
_WORD, _SENTENCE, _LINES = 24, 40, 6  # cells, cells, lines


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
    """The rows and a line that counts them; columns without a value are named there and not drawn.

    Where the columns do not fit side by side without breaking words, each row is a list of names and values.
    """
    from rich.console import Console
    from rich.text import Text

    names = _names(rows, name_of)
    filled = [n for n in range(len(variables)) if not rows or any(row[n] is not None for row in rows)]
    columns = [
        Column(shown(variables[n]), tuple("" if (term := row[n]) is None else names[term] for row in rows))
        for n in filled
    ]
    numeric = {n for n, position in enumerate(filled) if rows and all(_is_number(row[position]) for row in rows)}
    out = io.StringIO()
    console = Console(
        file=out,
        width=width if width is not None or terminal else _AS_WIDE_AS_NEEDED,
        force_terminal=terminal,
        color_system="auto" if terminal else None,
        legacy_windows=False,
    )
    if columns:
        widths = _widths(columns, console.width)
        console.print(_one_by_one(columns) if widths is None else _side_by_side(columns, widths, numeric))
    empty = [shown(variables[n]) for n in range(len(variables)) if n not in filled]
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    console.print(Text(f"{count}; no value for {', '.join(empty)}" if empty else count, style="dim"))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column and its cells, as they are shown."""

    head: str
    cells: tuple[str, ...]

    def least_width(self) -> int:
        """The cells across that it can be read in: no usual word broken, a sentence on a few lines."""
        from rich.cells import cell_len

        word = max((cell_len(word) for cell in self.cells for word in cell.split()), default=0)
        return max(cell_len(self.head), min(word, _WORD), min(self.full_width() // _LINES, _SENTENCE))

    def full_width(self) -> int:
        """The cells across that it fills without a line break."""
        from rich.cells import cell_len

        return max(map(cell_len, (self.head, *self.cells)))


def _widths(columns: Sequence[Column], available: int) -> list[int] | None:
    """A width for each column, the least it can be read in and what is over shared out; None where they do not fit."""
    widths = [column.least_width() for column in columns]
    over = available - sum(widths) - _GAP * (len(columns) - 1)
    if over < 0:
        return None
    wanted = sorted(
        (column.full_width() - width, n) for n, (column, width) in enumerate(zip(columns, widths, strict=True))
    )
    for served, (more, n) in enumerate(wanted):
        given = max(0, min(more, over // (len(wanted) - served)))
        widths[n] += given
        over -= given
    return widths


def _side_by_side(columns: Sequence[Column], widths: Sequence[int], numeric: Container[int]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False)
    for position, column in enumerate(columns):
        justify: Literal["left", "right"] = "right" if position in numeric else "left"
        drawn.add_column(Text(column.head), overflow="fold", justify=justify, width=widths[position])
    for cells in zip(*(column.cells for column in columns), strict=True):
        drawn.add_row(*(Text(cell) for cell in cells))
    return drawn


def _one_by_one(columns: Sequence[Column]) -> Table:
    from rich.table import Table
    from rich.text import Text

    drawn = Table.grid(padding=(0, 2))
    drawn.add_column(style="bold")
    drawn.add_column(overflow="fold")
    for cells in zip(*(column.cells for column in columns), strict=True):
        for column, cell in zip(columns, cells, strict=True):
            if cell:
                drawn.add_row(Text(column.head), Text(cell))
        drawn.add_row()
    return drawn


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


def _is_number(term: Term | None) -> bool:
    return term is not None and term.startswith('"') and literal_parts(term).datatype in _NUMERIC
