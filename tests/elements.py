"""The elements of a page as a browser meets them, for what tests say of pages."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

_REQUESTS = r"https?:|url\(|@import|\bfetch\(|XMLHttpRequest|WebSocket|innerHTML|outerHTML|insertAdjacent|eval\("


class Elements(HTMLParser):
    """The elements of a page, with the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[int, str] = {}
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._inside = tag in ("script", "style")

    def handle_endtag(self, _: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            place = len(self.found) - 1
            self.texts[place] = self.texts.get(place, "") + data

    def of(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attrs, self.texts.get(i, "")) for i, (name, attrs) in enumerate(self.found) if name == tag]

    @property
    def policy(self) -> str | None:
        """The Content-Security-Policy of the page."""
        (policy,) = (attrs["content"] for attrs, _ in self.of("meta") if "http-equiv" in attrs)
        return policy

    @property
    def own_policy(self) -> str:
        """The policy that lets its own script and style run, and nothing else."""
        ((_, style),) = self.of("style")
        return (
            f"default-src 'none'; script-src {_digest(self.of('script')[-1][1])}; style-src {_digest(style)}; "
            "base-uri 'none'; form-action 'none'"
        )

    @property
    def requests(self) -> list[str]:
        """What in its script and style may ask for anything, or make markup of a text."""
        return re.findall(_REQUESTS, self.of("style")[0][1] + self.of("script")[-1][1])


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
