"""A body, a style and a script to one self-contained page for a person: `opening`, a `line` each, `closing`.

Law: what comes from elsewhere is data on the page. It stands in JSON without a "<", is shown by `textContent` alone,
and the page's policy runs and loads nothing but its own script and style, by their digests.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from newsgraph import sources

_HERE = Path(__file__).parent
_FRAME, _LINES = "{frame}", "{lines}"


@dataclass(frozen=True)
class Page:
    """A page of the folder's `page.html`, `page.css` and `page.js`, each after what all pages have."""

    folder: Path
    title: str

    def opening(self, frame: object) -> bytes:
        """The page up to its lines: its style, what it shows, and what its script has to know."""
        return self._parts[0].replace(_FRAME, _data(frame)).encode()

    def line(self, value: object) -> bytes:
        """One value on a line of the page."""
        return _data(value).encode() + b"\n"

    def closing(self) -> bytes:
        """The page after its lines."""
        return self._parts[1].encode()

    @cached_property
    def _parts(self) -> tuple[str, str]:
        """What stands before the lines and after them."""
        page = sources.read_text(_HERE / "frame.html").replace("{title}", self.title)
        page = page.replace("{body}", sources.read_text(self.folder / "page.html"))
        for name, file in (("style", "page.css"), ("script", "page.js")):
            text = sources.read_text(_HERE / file) + sources.read_text(self.folder / file)
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            page = page.replace(f"{{{name}-digest}}", f"sha256-{digest}").replace(f"{{{name}}}", text)
        before, _, after = page.partition(_LINES)
        return before, after


def _data(value: Any) -> str:
    """JSON that can stand in a script element: nothing in it ends or opens one."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
