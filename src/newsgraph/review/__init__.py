"""Documents to one self-contained page on which a person judges their facts: `opening`, a `line` each, `closing`.

Law: whatever an article holds is data on the page. Its text stands in JSON without a "<", is shown by `textContent`
alone, and the page's policy runs and loads nothing but its own script and style, by their digests.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

from newsgraph import facts, sources
from newsgraph.errors import Place
from newsgraph.facts import Document
from newsgraph.facttypes import FactType

_HERE = Path(__file__).parent
_DOCUMENTS = "{documents}"


def opening(fact_types: Iterable[FactType], rule_places: Mapping[str, Place]) -> bytes:
    """The page up to its documents: its style, what it shows, and what a fact may be."""
    frame = {
        "types": {fact_type.name: [asdict(role) for role in fact_type.roles] for fact_type in fact_types},
        "lines": {name: place.line for name, place in rule_places.items()},
        "grades": facts.GRADES,
        "schema": facts.json_schema(),
    }
    page = _template().partition(_DOCUMENTS)[0]
    return page.replace("{frame}", _data(json.dumps(frame, ensure_ascii=False))).encode()


def line(document: Document) -> bytes:
    """One document on a line of the page; `facts.reviewed_article` reads it as it reads a line of facts."""
    content = json.loads(facts.encode(document))
    for fact, value in zip(document.facts, content["facts"], strict=True):
        value["grade"] = fact.grade
    return _data(json.dumps(content, ensure_ascii=False, separators=(",", ":"))).encode() + b"\n"


def closing() -> bytes:
    """The page after its documents."""
    return _template().partition(_DOCUMENTS)[2].encode()


def _data(text: str) -> str:
    """JSON that can stand in a script element: nothing in it ends or opens one."""
    return text.replace("<", "\\u003c")


@cache
def _template() -> str:
    style, script = (sources.read_text(_HERE / name) for name in ("page.css", "page.js"))
    page = sources.read_text(_HERE / "page.html")
    for name, text in (("style", style), ("script", script)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        page = page.replace(f"{{{name}-digest}}", f"sha256-{digest}").replace(f"{{{name}}}", text)
    return page
