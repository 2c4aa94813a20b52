"""What the parts of a fact rest on."""

from __future__ import annotations

from typing import Any

import pytest

from newsgraph import extract
from newsgraph.facts import Article, Document, Fact


def read(rules: extract.Rules, body: str) -> Document:
    return extract.facts(Article(id="a", published="2024-09-04", body=body), rules)


def ways(document: Document, fact: Fact) -> dict[str, tuple[str, str]]:
    """The way and the words of each filler, by its name or its words."""
    names = {entity.id: entity.name for entity in document.entities}
    found: dict[str, tuple[str, str]] = {}
    for argument in fact.arguments:
        assert argument.basis is not None
        found[names.get(argument.entity or "", argument.text or "")] = (argument.basis.way, argument.basis.exact)
    return found


@pytest.mark.parametrize(
    ("body", "expected", "grade"),
    [
        (
            "France imposed sanctions on Iran on Monday.",
            {"France": ("name", "France"), "Iran": ("name", "Iran")},
            "named",
        ),
        (
            "Washington imposed sanctions on Iran on Monday.",
            {"United States": ("metonym", "Washington"), "Iran": ("name", "Iran")},
            "read",
        ),
        (
            "French President Emmanuel Macron met Vladimir Putin in Paris. ",
            {"Emmanuel Macron": ("name", "Emmanuel Macron"), "Vladimir Putin": ("name", "Vladimir Putin")},
            "named",
        ),
        (
            "The French government imposed sanctions on Iran on Monday.",
            {"France": ("officials", "The French government"), "Iran": ("name", "Iran")},
            "read",
        ),
    ],
)
def test_a_part_rests_on_its_words(
    rules: extract.Rules, body: str, expected: dict[str, tuple[str, str]], grade: str
) -> None:
    document = read(rules, body)
    (fact,) = document.facts
    found = ways(document, fact)
    assert {name: found[name] for name in expected} == expected
    assert fact.grade == grade


def test_a_reference_is_told_as_one(rules: extract.Rules) -> None:
    """Whom a pronoun or a bare surname means stands elsewhere, and the editor must look there."""
    body = "French President Emmanuel Macron arrived in Berlin. He met Vladimir Putin on Monday."
    document = read(rules, body)
    (fact,) = document.facts
    assert ways(document, fact)["Emmanuel Macron"] == ("pronoun", "He")
    assert fact.grade == "resolved"


@pytest.mark.parametrize(
    ("when", "way"), [("on 2 September 2024", "calendar"), ("on Monday", "dateline"), ("in July", "dateline")]
)
def test_a_date_rests_on_itself_or_on_the_dateline(rules: extract.Rules, when: str, way: str) -> None:
    (fact,) = read(rules, f"France imposed sanctions on Iran {when}.").facts
    assert fact.date is not None
    assert fact.date.basis is not None
    assert (fact.date.basis.way, fact.date.basis.exact) == (way, when.partition(" ")[2])


def test_a_speaker_rests_on_where_he_is_named_as_one(rules: extract.Rules) -> None:
    """Words outside the evidence make a fact one that was resolved."""
    body = '"Sylvania will not yield," President Rufus Firefly said. "France imposed sanctions on Iran."'
    (fact,) = read(rules, body).facts
    assert fact.attribution is not None
    assert (fact.attribution.way, fact.attribution.exact) == ("name", "Rufus Firefly")
    assert fact.grade == "resolved"


def test_every_part_of_every_sample_rests_on_something(rules: extract.Rules, newsgraph: Any, root: Any) -> None:
    """No rule makes an argument, a date or a speaker of nothing."""
    from newsgraph import facts

    run = newsgraph("extract", "articles/", cwd=root)
    for line in run.stdout.splitlines():
        for fact in facts.decode(line).facts:
            assert all(argument.basis is not None for argument in fact.arguments), fact
            assert fact.date is None or fact.date.basis is not None
            assert (fact.statedBy is None) == (fact.attribution is None)
