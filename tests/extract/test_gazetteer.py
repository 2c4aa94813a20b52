"""The gazetteer's tables, and the names that they give."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsgraph import extract
from newsgraph.errors import RuleError
from newsgraph.facts import Document

COUNTRIES = "name\tiso\twikidata\taliases\tadjectives\tdemonyms\tcapital\tmetonyms\n"


def test_a_missing_column_is_named() -> None:
    with pytest.raises(RuleError, match=r"countries.tsv:1: no column 'metonyms'"):
        extract.Gazetteer.load({"countries.tsv": COUNTRIES.replace("\tmetonyms", "") + "Serbia\n"})


def test_a_row_that_is_too_wide_is_named() -> None:
    with pytest.raises(RuleError, match=r"countries.tsv:2: 9 values for 8 columns"):
        extract.Gazetteer.load({"countries.tsv": COUNTRIES + "\t".join("abcdefghi") + "\n"})


def test_an_unknown_table_is_named() -> None:
    with pytest.raises(RuleError, match="did you mean 'countries'"):
        extract.Gazetteer.load({"countrys.tsv": COUNTRIES})


def test_an_empty_table_is_named() -> None:
    with pytest.raises(RuleError, match="empty"):
        extract.Gazetteer.load({"places.tsv": "\n"})


def entities(document: Document) -> set[tuple[str, str]]:
    return {(entity.type, entity.name) for entity in document.entities}


def test_a_capital_is_a_government_as_agent_and_a_city_after_in(document: Callable[[str], Document]) -> None:
    assert entities(document("Belgrade refused.")) == {("Country", "Serbia")}
    assert ("Place", "Belgrade") in entities(document("The talks in Belgrade ended."))
    assert ("Place", "Belgrade") in entities(document("Macron visited Belgrade."))


def test_an_ambiguous_name_needs_context(document: Callable[[str], Document]) -> None:
    assert entities(document("Georgia voted on Tuesday.")) == set()
    assert ("Country", "Georgia") in entities(document("Georgia voted on Tuesday. The Georgian president smiled."))


def test_a_given_name_before_a_country_s_name_makes_a_person(document: Callable[[str], Document]) -> None:
    assert entities(document("Michael Jordan smiled.")) == {("Person", "Michael Jordan")}
    assert entities(document("Paris Hilton said so.")) == {("Person", "Paris Hilton")}


def test_a_gazetteer_without_countries_is_refused() -> None:
    """Without them every article would be read as if it named no government."""
    with pytest.raises(RuleError, match="no table 'countries'"):
        extract.Gazetteer.load({"given_names.tsv": "name\torigin\nAnn\t\n"})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The United States sanctioned Iran. Congress voted on Friday.", {"US Congress"}),
        ("The United States sanctioned Iran. The Treasury said so.", {"US Department of the Treasury"}),
        ("The United Kingdom sanctioned Iran. The Treasury said so.", {"UK Treasury"}),
        ("The Treasury said so.", set()),
        ("The United Kingdom and the United States sanctioned Iran. The Treasury said so.", set()),
        ("The United States sanctioned Iran. Peru's Congress voted on Friday.", set()),
    ],
)
def test_a_body_of_many_countries_is_that_of_the_only_one_named(
    text: str, meant: set[str], document: Callable[[str], Document]
) -> None:
    assert {name for kind, name in entities(document(text)) if kind == "Organization"} == meant


def test_a_capital_beside_its_own_kind_of_word_is_a_city(document: Callable[[str], Document]) -> None:
    for text in (
        "Talks were held in the Eritrean capital, Asmara.",
        "Isaias Afwerki left Rome for Asmara.",
        "He invited him to Asmara.",
        "The mayor of Asmara smiled.",
    ):
        assert ("Place", "Asmara") in entities(document(text)), text


def test_the_name_of_a_river_is_not_the_state_that_it_begins_with(document: Callable[[str], Document]) -> None:
    assert entities(document("They met beside the Arkansas River.")) == {("Place", "Arkansas River")}
