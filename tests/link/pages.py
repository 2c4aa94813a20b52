"""Decisions whose every text is the same, and pages of them."""

from __future__ import annotations

from pathlib import Path

from newsgraph.link import review
from newsgraph.link.cascade import Candidate, Decision
from newsgraph.link.portrait import Portrait
from newsgraph.link.review import Showing
from newsgraph.link.scoring import Feature
from newsgraph.link.subjects import Context, Office, Subject

BASE = "https://w3id.org/newsgraph/id/"
ARTICLE, DATE = f"{BASE}article/a", "2024-09-04"
HOSTILE = (
    '</script><script>window.hacked = 1</script><!--<img src=x onerror="window.hacked = 2">]]>&lt;\t\''
    "\u2028\u202e\ufeff {script} {frame} {lines} \U0001f600"
)


def decided(text: str, name: str = "rufus", *items: str) -> tuple[Decision, Showing]:
    """An entity in review; `items` are its candidates, and one more is excluded."""
    items = items or ("Q9000000001", "Q9000000002")
    subject = Subject(
        f"{BASE}person/{name}", "Person", text, (Context(ARTICLE, DATE, (Office(text, BASE + "x"),), DATE),)
    )
    features = (Feature("name", 0, text, independent=False), Feature("office", 3, text), Feature("iso", -1.5, text))
    found = tuple(Candidate(item, text, text, 1.5, 2.5, 1.5, features, (text,), 7) for item in items)
    excluded = (Candidate("Q9000000009", text, text, vetoes=(text,)),)
    decision = Decision(subject, "review", "features", (text,), candidates=found, excluded=excluded, lookups=())
    portrait = Portrait(text, text, (text,), (text,), (text,))
    showing = Showing({ARTICLE: text}, {ARTICLE: (text,)}, {items[0]: portrait}, {BASE + "x": text})
    return decision, showing


def page_of(*decisions: tuple[Decision, Showing]) -> str:
    lines = (review.line(decision, showing, base=BASE) for decision, showing in decisions)
    return (review.opening(BASE) + b"".join(lines) + review.closing()).decode()


def write_page(path: Path, *decisions: tuple[Decision, Showing]) -> Path:
    path.write_text(page_of(*decisions), encoding="utf-8")
    return path
