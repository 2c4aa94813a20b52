"""What the review page holds, and that no article can make it hold anything else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elements import Elements
from newsgraph import facts, review
from newsgraph.errors import Place
from newsgraph.facts import Argument, Article, Basis, Document, Entity, Fact, Review
from newsgraph.facttypes import FactType, RoleType

TYPES = (FactType("Sanction", (RoleType("target", ("Person",), party=True, minimum=1),)),)
HOSTILE = (
    "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>]]>&lt;"
    "\u2028\u202e\ufeff {script} {frame} {lines} \U0001f600"
)


def page_of(*documents: Document) -> str:
    places = {"mapping/text/sanction.yml#x": Place("mapping/text/sanction.yml", 12, 3)}
    return (review.opening(TYPES, places) + b"".join(map(review.line, documents)) + review.closing()).decode()


def hostile(text: str = HOSTILE) -> Document:
    article = Article(id="a", headline=text, byline=text, url=f"https://x.example/{text}", body=text)
    words = article.quote(0, len(text))
    entity = Entity(id="e1", type="Person", name=text, mentions=(words,))
    fact = Fact(id="f1", type="Sanction", realis="actual", arguments=(), evidence=(words,), rule=text)
    return Document(article=article, entities=(entity,), facts=(fact,))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip) | st.just(HOSTILE))
def test_the_page_gives_back_its_documents_whatever_an_article_says(text: str) -> None:
    document = hostile(text)
    elements = Elements(page_of(document))
    assert len(elements.of("script")) == 3
    ((_, held),) = ((attrs, text) for attrs, text in elements.of("script") if attrs.get("id") == "lines")
    (line,) = (line for line in held.split("\n") if line)
    value = json.loads(line)
    assert value["facts"][0].pop("grade") == "untold"
    assert facts.decode(json.dumps(value)) == document


def test_the_elements_are_the_same_whatever_an_article_says() -> None:
    assert Elements(page_of(hostile())).found == Elements(page_of(hostile("x"))).found


def test_only_its_own_script_and_style_run() -> None:
    """The policy names both by their digests, and nothing else: no request can leave the page."""
    elements = Elements(page_of(hostile()))
    assert elements.policy == elements.own_policy


def test_nothing_is_loaded_from_anywhere() -> None:
    elements = Elements(page_of(hostile()))
    addresses = [attrs[name] for _, attrs in elements.found for name in ("src", "href", "action") if name in attrs]
    assert addresses == ["#facts"]
    assert elements.requests == []


def test_a_page_is_small() -> None:
    """Itself less than 64 kB; each article adds its facts alone."""
    assert len(page_of()) < 64_000
    document = hostile("x" * 1000)
    assert len(page_of(*[document] * 10)) - len(page_of()) < 10 * (len(facts.encode(document)) + 100)


def test_a_line_of_the_page_tells_that_a_person_reviewed_it() -> None:
    document = hostile()
    marked = Document(article=document.article, reviewed=Review(by="A. Editor"))
    assert facts.reviewed_article(review.line(document)) is None
    assert facts.reviewed_article(review.line(marked)) == "a"


def test_every_way_and_grade_is_told_on_the_page_and_in_its_description(root: Path) -> None:
    """In the words of the page, and in a table whose grades are those that facts have."""
    words = facts.Evidence(exact="x", start=0, end=1)

    def grade(way: facts.Way) -> str:
        argument = Argument(role="r", entity="e", basis=Basis(exact="x", start=0, end=1, way=way))
        return Fact(id="f", type="T", realis="actual", arguments=(argument,), evidence=(words,), rule="r").grade

    table = dict(re.findall(r"\| `(\w+)` \|.*\| ([a-z]+) \|", (root / "docs" / "review.md").read_text("utf-8")))
    assert table == {way: grade(way) for way in get_args(facts.Way)}
    script = Elements(page_of()).of("script")[-1][1]
    told = [name for name in (*table, *facts.GRADES, *get_args(facts.Judgement)) if f"{name}: " not in script]
    assert told == []


# -- https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TEXT = [
    *(("ink", name) for name in ("page", "card", "mark", "active")),
    *(("quiet", name) for name in ("page", "card")),
    *(("bad", name) for name in ("page", "card")),
    ("good", "card"),
    ("changed", "card"),
    ("link", "card"),
    ("link", "page"),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_have_the_contrast_that_wcag_asks_for(scheme: int) -> None:
    """Level AA: 4.5 for text, 3 for the borders of fields and for the focus."""
    style = Elements(page_of()).of("style")[0][1]
    colours = dict(re.findall(r"--(\w+): (#\w{6})", style.split("@media (prefers-color-scheme: dark)")[scheme]))
    low = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in TEXT}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}
    borders = {name: contrast(colours["line"], colours[name]) for name in ("page", "card")}
    assert {name: ratio for name, ratio in borders.items() if ratio < 3} == {}
