"""What the review page of links holds, and that neither an article nor Wikidata can make it hold anything else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import BASE, HOSTILE, decided, page_of

from elements import Elements
from newsgraph.errors import LinkFileError
from newsgraph.link import report, sssom


def held(page: str) -> list[dict[str, Any]]:
    """The decisions that a page holds."""
    ((_, text),) = ((attrs, text) for attrs, text in Elements(page).of("script") if attrs.get("id") == "lines")
    return [json.loads(line) for line in text.split("\n") if line]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.just(HOSTILE))
def test_the_page_gives_back_what_it_was_given_whatever_that_says(text: str) -> None:
    decision, showing = decided(text)
    (line,) = held(page_of((decision, showing)))
    assert (line["name"], line["candidates"][0]["label"]) == (text, text)
    assert line["candidates"][0]["features"][1]["reason"] == text
    assert line["articles"][0]["quotes"] == [text]
    assert line["portraits"]["Q9000000001"]["classes"] == [text]


def test_the_elements_are_the_same_whatever_it_says() -> None:
    assert Elements(page_of(decided(HOSTILE))).found == Elements(page_of(decided("x"))).found


def test_only_its_own_script_and_style_run() -> None:
    elements = Elements(page_of(decided(HOSTILE)))
    assert elements.policy == elements.own_policy


def test_nothing_is_loaded_from_anywhere() -> None:
    elements = Elements(page_of(decided(HOSTILE)))
    addresses = [attrs[name] for _, attrs in elements.found for name in ("src", "href", "action") if name in attrs]
    assert addresses == ["#candidates"]
    assert elements.requests == []


def test_a_page_is_small() -> None:
    """Itself less than 40 kB; each entity adds what is known of it."""
    assert len(page_of()) < 40_000
    decision, showing = decided("x")
    one = len(json.dumps(report.record(decision)))
    assert len(page_of(*[(decision, showing)] * 10)) - len(page_of()) < 10 * (one + 1000)


@pytest.mark.parametrize(
    ("verdict", "lookups", "state"),
    [
        ("accept", (), "accept"),
        ("review", (), "review"),
        ("review", ("the service is silent",), "unknown"),
        ("nil", (), "nil"),
    ],
)
def test_what_was_not_looked_up_is_unknown_and_not_in_review(verdict: Any, lookups: Any, state: str) -> None:
    decision, showing = decided("x")
    (line,) = held(page_of((replace(decision, verdict=verdict, lookups=lookups), showing)))
    assert line["state"] == state


def test_an_entity_is_named_as_the_link_file_names_it() -> None:
    """Also one whose IRI is not ASCII, which no CURIE of SSSOM is."""
    decision, showing = decided("x")
    subject = replace(decision.subject, iri=f"{BASE}person/ангела")
    (line,) = held(page_of((replace(decision, subject=subject), showing)))
    text = sssom.opening(BASE) + "\t".join([line["id"], "", "owl:sameAs", "", "wd:Q42", "", "x", *[""] * 5]) + "\n"
    assert sssom.parse(text).subjects == (subject.iri,)


def test_an_entity_of_another_base_is_refused() -> None:
    """Its lines could not be told apart from those of other files."""
    decision, showing = decided("x")
    subject = replace(decision.subject, iri="https://elsewhere.example/x")
    with pytest.raises(LinkFileError, match="no prefix"):
        page_of((replace(decision, subject=subject), showing))
