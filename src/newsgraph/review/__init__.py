"""Documents to one self-contained page on which a person judges their facts: `opening`, a `line` each, `closing`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from newsgraph import facts
from newsgraph.errors import Place
from newsgraph.facts import Document
from newsgraph.facttypes import FactType
from newsgraph.page import Page

_PAGE = Page(Path(__file__).parent, "Review of facts")


def opening(fact_types: Iterable[FactType], rule_places: Mapping[str, Place]) -> bytes:
    """The page up to its documents: its style, what it shows, and what a fact may be."""
    frame = {
        "types": {fact_type.name: [asdict(role) for role in fact_type.roles] for fact_type in fact_types},
        "lines": {name: place.line for name, place in rule_places.items()},
        "grades": facts.GRADES,
        "schema": facts.json_schema(),
    }
    return _PAGE.opening(frame)


def line(document: Document) -> bytes:
    """One document on a line of the page; `facts.reviewed_article` reads it as it reads a line of facts."""
    content = json.loads(facts.encode(document))
    for fact, value in zip(document.facts, content["facts"], strict=True):
        value["grade"] = fact.grade
    return _PAGE.line(content)


def closing() -> bytes:
    """The page after its documents."""
    return _PAGE.closing()
