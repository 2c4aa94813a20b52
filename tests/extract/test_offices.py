"""Offices as news gives them: who holds them, of whom, and what stands between an office and a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsgraph.facts import Document

HELD = (
    ("King Abdullah II of Jordan smiled.", "Abdullah II", "king", "Jordan"),
    ("Prime Minister Narendra Modi of India smiled.", "Narendra Modi", "prime minister", "India"),
    ("Anne Hidalgo, the mayor of Paris, smiled.", "Anne Hidalgo", "mayor", "Paris"),
    ("London Mayor Sadiq Khan smiled.", "Sadiq Khan", "mayor", "London"),
    ("Texas Governor Greg Abbott smiled.", "Greg Abbott", "governor", "Texas"),
    ("Nicola Sturgeon, Scotland's first minister, smiled.", "Nicola Sturgeon", "first minister", "Scotland"),
    ("Chinese Vice Premier He Lifeng smiled.", "He Lifeng", "vice premier", "China"),
    ("U.S. Treasury Secretary Scott Bessent smiled.", "Scott Bessent", "treasury secretary", "United States"),
    (
        "Saudi Foreign Minister Prince Faisal bin Farhan smiled.",
        "Faisal bin Farhan",
        "foreign minister",
        "Saudi Arabia",
    ),
    ("UN special envoy for Syria Geir Pedersen smiled.", "Geir Pedersen", "special envoy", "United Nations"),
    (
        "President of the European Council Donald Tusk smiled.",
        "Donald Tusk",
        "president",
        "European Council",
    ),
    ("Then-President Donald Trump smiled.", "Donald Trump", "then president", None),
    ("Rusal's new chairman is Jean-Pierre Thomas.", "Jean-Pierre Thomas", "chairman", "Rusal"),
    ("Russia's top diplomat, Sergey Lavrov, smiled.", "Sergey Lavrov", "top diplomat", "Russia"),
    ("Pope Francis smiled.", "Francis", "pope", None),
    (
        "Lin Jian, a spokesman for China's Foreign Ministry, smiled.",
        "Lin Jian",
        "spokesman",
        "Chinese Foreign Ministry",
    ),
    ("Interim president Jeanine Áñez smiled.", "Jeanine Áñez", "interim president", None),
    (
        "Indian External Affairs Minister Subrahmanyam Jaishankar smiled.",
        "Subrahmanyam Jaishankar",
        "external affairs minister",
        "India",
    ),
    ("Sen. Josh Hawley, R-Mo., smiled.", "Josh Hawley", "senator", None),
    ("Gen. Abdel Fattah al-Burhan smiled.", "Abdel Fattah al-Burhan", "general", None),
    ("Senior Gen. Min Aung Hlaing smiled.", "Min Aung Hlaing", "senior general", None),
    ("U.S. House Speaker Nancy Pelosi smiled.", "Nancy Pelosi", "house speaker", "United States"),
    ("Senate Majority Leader Chuck Schumer smiled.", "Chuck Schumer", "majority leader", None),
    ("Enlargement Commissioner Marta Kos smiled.", "Marta Kos", "enlargement commissioner", None),
    ("Antony Blinken is the first secretary of state to visit.", "Antony Blinken", "secretary of state", None),
    ("Ahmed al-Asiri, a former head of intelligence, smiled.", "Ahmed al-Asiri", "former head of intelligence", None),
    (
        "Mikulas Bek, the Czech minister for education, smiled.",
        "Mikulas Bek",
        "minister for education",
        "Czech Republic",
    ),
    ("Russia's ambassador in Washington, Anatoly Antonov, smiled.", "Anatoly Antonov", "ambassador", "Russia"),
    ("After Niger's president, Mohamed Bazoum, was overthrown, it rained.", "Mohamed Bazoum", "president", "Niger"),
    ("Beijing sent a special envoy, Li Hui, to Kyiv.", "Li Hui", "special envoy", None),
    (
        "Xanana Gusmao, the East Timorese prime minister and a former guerrilla commander, smiled.",
        "Xanana Gusmao",
        "prime minister",
        "East Timor",
    ),
)


def held(document: Document) -> list[tuple[str, str, str | None]]:
    names = {entity.id: entity.name for entity in document.entities}
    return [(e.name, r.title, names[r.of] if r.of else None) for e in document.entities for r in e.roles]


@pytest.mark.parametrize(("text", "name", "title", "of"), HELD)
def test_an_office_has_its_holder_and_its_country(
    text: str, name: str, title: str, of: str | None, document: Callable[[str], Document]
) -> None:
    assert held(document(text)) == [(name, title, of)]


def test_an_office_in_the_plural_is_held_by_all_whom_it_stands_before(document: Callable[[str], Document]) -> None:
    text = "Foreign ministers Wang Yi of China and Sergei Lavrov of Russia met in Goa."
    assert held(document(text)) == [
        ("Wang Yi", "foreign minister", "China"),
        ("Sergei Lavrov", "foreign minister", "Russia"),
    ]


def test_offices_of_several_are_held_in_their_order(document: Callable[[str], Document]) -> None:
    text = "The presidents of Azerbaijan and Iran, Ilham Aliyev and Hassan Rouhani, smiled."
    assert held(document(text)) == [
        ("Ilham Aliyev", "president", "Azerbaijan"),
        ("Hassan Rouhani", "president", "Iran"),
    ]


def test_their_ministers_are_ministers_of_whom_is_not_said(document: Callable[[str], Document]) -> None:
    text = "Their foreign ministers, Wang Yi and Kang Kyung-wha, smiled."
    assert held(document(text)) == [("Wang Yi", "foreign minister", None), ("Kang Kyung-wha", "foreign minister", None)]


NOT_HELD = (
    ("Angela Merkel called Charles Michel, her spokesman, Steffen Seibert, said.", "Charles Michel"),
    ("Nancy Pelosi is the highest-ranking American official to visit.", "Nancy Pelosi"),
    ("Washington sanctioned the officials, John Smith and Peter Brown, on Monday.", "John Smith"),
)


@pytest.mark.parametrize(("text", "name"), NOT_HELD)
def test_an_office_of_another_or_of_nobody_is_not_held(
    text: str, name: str, document: Callable[[str], Document]
) -> None:
    assert name not in {who for who, _, _ in held(document(text))}


def test_a_court_that_is_only_spoken_of_is_no_owner(document: Callable[[str], Document]) -> None:
    text = "The International Criminal Court smiled. The court's prosecutor, Karim Khan, left."
    assert held(document(text)) == [("Karim Khan", "prosecutor", None)]


NAMED: tuple[tuple[str, set[str]], ...] = (
    ("Joaquín “El Chapo” Guzmán smiled.", {"Joaquín Guzmán"}),
    ('Ferdinand "Bongbong" Marcos Jr. smiled.', {"Ferdinand Marcos Jr."}),
    ("Vladimir PUTIN met Emmanuel MACRON.", {"Vladimir Putin", "Emmanuel Macron"}),
    ("Aung San Suu Kyi smiled. The army kept Suu Kyi under house arrest.", {"Aung San Suu Kyi"}),
    ("Ursula von der Leyen smiled. Von der Leyen left.", {"Ursula von der Leyen"}),
    ("Guðni Th. Jóhannesson smiled.", {"Guðni Th. Jóhannesson"}),
    ("Jordan, 34, was arrested. Michael Jordan smiled.", {"Michael Jordan"}),
    ("Pete Hegseth met Israel Katz.", {"Pete Hegseth", "Israel Katz"}),
    ("“So be it,” said Henri de Castries.", {"Henri de Castries"}),
    ("Prime Ministers Narendra Modi and Shehbaz Sharif met.", {"Narendra Modi", "Shehbaz Sharif"}),
    ("The Lady R and the Angara were sanctioned by South Korea.", set()),
    ("Four Central Asian states joined.", set()),
)


@pytest.mark.parametrize(("text", "people"), NAMED)
def test_the_people_of_a_sentence_are_those_that_it_names(
    text: str, people: set[str], document: Callable[[str], Document]
) -> None:
    assert {e.name for e in document(text).entities if e.type == "Person"} == people


def test_a_person_named_like_a_country_is_no_country(document: Callable[[str], Document]) -> None:
    """A meeting with Israel Katz is none with Israel."""
    assert "Country" not in {e.type for e in document("Pete Hegseth met Israel Katz in Paris.").entities}
