"""The README's picture: the answer to a saved query over output/, as a terminal shows it.

`python docs/picture.py` writes docs/who-is-sanctioned.svg.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from newsgraph import store

ROOT = Path(__file__).parents[1]
QUERY = "who-is-sanctioned"
WIDTH = 116
ROWS = 26  # lines of the answer that the picture shows
_FONT_FACES = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def main() -> None:
    answer = store.Store.load([ROOT / "output"]).query(store.saved(QUERY).bind())
    lines = answer.table(WIDTH, terminal=True).splitlines()
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(f"[bold]$[/] newsgraph query output/ @{QUERY}", highlight=False)
    console.print(Text.from_ansi("\n".join(lines[:ROWS])))
    if len(lines) > ROWS:
        console.print("…")
    svg = console.export_svg(title="newsgraph", theme=MONOKAI, unique_id="newsgraph")
    # rich points to fonts on another host; the reader's own monospace will do
    drawn = _FONT_FACES.sub("", svg).replace("Fira Code, monospace", "monospace")
    (ROOT / "docs" / f"{QUERY}.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
