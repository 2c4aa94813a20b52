"""Who is a person and what office the text gives him: what only looks like a name or an office gives neither."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsgraph.facts import Document

NO_OFFICES = (
    "Asked whether he believed that Viktor Orbán was a dictator, Donald Tusk smiled.",
    "Donald Tusk denied that Viktor Orbán is an ambassador.",
    "Asked about Olaf Scholz, a spokesman declined to comment.",
    "Asked about the trip of Olaf Scholz, an ambassador smiled.",
    "After a call with Olaf Scholz, a minister resigned.",
    "Before meeting Olaf Scholz, a senator left Berlin.",
    "With Olaf Scholz, the president of Poland laid a wreath.",
    "Unlike Olaf Scholz, the president of Poland refused.",
    "Is Olaf Scholz a general?",
    "If Olaf Scholz is the president, nobody knows it.",
    "“Olaf Scholz is a dictator,” Viktor Orbán said.",
)


@pytest.mark.parametrize("text", NO_OFFICES)
def test_no_office_is_given(text: str, document: Callable[[str], Document]) -> None:
    assert [(e.name, r.title) for e in document(text).entities for r in e.roles] == []


OFFICES = (
    ("Olaf Scholz, the chancellor of Germany, resigned.", "Olaf Scholz", "chancellor", "Germany"),
    ("Olaf Scholz, a former mayor, resigned.", "Olaf Scholz", "former mayor", None),
    ("Olaf Scholz is the chancellor of Germany.", "Olaf Scholz", "chancellor", "Germany"),
    ("Prosecutor General Ihor Krasnov met Olaf Scholz.", "Ihor Krasnov", "prosecutor general", None),
    ("Chief Cabinet Secretary Hirokazu Matsuno smiled.", "Hirokazu Matsuno", "chief cabinet secretary", None),
    ("The German chancellor, Olaf Scholz, resigned.", "Olaf Scholz", "chancellor", "Germany"),
    ("He met Olaf Scholz, the chancellor of Germany, in Berlin.", "Olaf Scholz", "chancellor", "Germany"),
)


@pytest.mark.parametrize(("text", "name", "title", "of"), OFFICES)
def test_an_office_is_given_to_whom_the_text_gives_it(
    text: str, name: str, title: str, of: str | None, document: Callable[[str], Document]
) -> None:
    found = document(text)
    names = {entity.id: entity.name for entity in found.entities}
    roles = [(e.name, r.title, names[r.of] if r.of else None) for e in found.entities for r in e.roles]
    assert roles == [(name, title, of)]


NOBODY = (
    ("General Electric sold the plant.", {"Electric"}),
    ("General Mills was fined by Canada.", {"Mills"}),
    ("Major European banks fell.", {"European"}),
    ("Major Eastern powers met in Paris.", {"Eastern"}),
    ("The Premier League season starts on Friday.", {"League"}),
    ("The Prime Ministers Office burned.", {"Ministers"}),
    ("Canada sanctioned General Staff officer Ivan Petrov.", {"Staff"}),
    ("The Chief Executive Women group met Olaf Scholz.", {"Women"}),
)


@pytest.mark.parametrize(("text", "wrong"), NOBODY)
def test_a_word_of_a_firm_or_of_an_office_is_nobody(
    text: str, wrong: set[str], document: Callable[[str], Document]
) -> None:
    assert {e.name for e in document(text).entities if e.type == "Person"} & wrong == set()


@pytest.mark.parametrize("dateline", ["BRUSSELS - ", "BRUSSELS — ", "BRUSSELS (Wire) — ", "BRUSSELS, Sept. 4 – "])
def test_an_article_after_a_dateline_is_no_part_of_a_name(dateline: str, document: Callable[[str], Document]) -> None:
    found = document(f"{dateline}The European Union sanctioned Iran. The African Union did not.")
    assert {e.name for e in found.entities if e.type == "Organization"} == {"European Union", "African Union"}


def test_the_evidence_of_an_office_is_the_sentence_that_gives_it(document: Callable[[str], Document]) -> None:
    found = document("It rained. German Chancellor Olaf Scholz resigned. He left.")
    (role,) = (r for e in found.entities for r in e.roles)
    assert role.evidence.exact == "German Chancellor Olaf Scholz resigned."
