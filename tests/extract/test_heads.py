"""Only the head of a noun phrase fills a role: what is said of an aide or a firm is not said of its owner."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsgraph.facts import Document

RELATIVES = ("ally", "son", "wife", "aide", "firm", "bank", "ship", "lawyer", "widow", "spokesman", "killer", "cousin")
WHOSE = ("the {} of Viktor Orbán", "a {} of Viktor Orbán", "Viktor Orbán's {}", "a former {} of Viktor Orbán")
SAID = (
    "Canada sanctioned {}.",
    "Canada imposed sanctions on {}.",
    "Canada froze the assets of {}.",
    "Canada lifted sanctions on {}.",
    "Canada blacklisted {} on Monday.",
    "{} was sanctioned by Canada.",
    "{}, sanctioned by Canada, left.",
    "{}, who was sanctioned by Canada, left.",
    "{}, who is under Canadian sanctions, left.",
    "{} is under Canadian sanctions.",
    "{} met Donald Tusk in Berlin.",
    "{}, who met Donald Tusk in Berlin, left.",
    "Donald Tusk met {} in Berlin.",
    "Donald Tusk held talks with {}.",
    "Donald Tusk received {} in Warsaw.",
    "The meeting between Donald Tusk and {} lasted an hour.",
    "Canada added {} to its sanctions list.",
    "Canadian sanctions on {} remain in force.",
)


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("whose", WHOSE)
def test_nothing_is_said_of_whoever_stands_in_the_complement(
    said: str, whose: str, document: Callable[[str], Document]
) -> None:
    for relative in RELATIVES:
        text = said.format(whose.format(relative))
        found = document(text[0].upper() + text[1:])
        person = {entity.id for entity in found.entities if entity.name == "Viktor Orbán"}
        assert [fact for fact in found.facts if person & {a.entity for a in fact.arguments}] == [], text
