"""People: names, offices, surnames, and whom pronouns and descriptions mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import pytest

from newsgraph.facts import Document


class Fact(Protocol):
    type: str
    roles: dict[str, frozenset[str]]
    stated_by: str | None
    realis: str


def roles(document: Document, name: str) -> set[tuple[str, str | None]]:
    names = {entity.id: entity.name for entity in document.entities}
    person = next(entity for entity in document.entities if entity.name == name)
    return {(role.title, names[role.of] if role.of else None) for role in person.roles}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("German Chancellor Olaf Scholz smiled.", "Olaf Scholz", ("chancellor", "Germany")),
        ("Olaf Scholz, the German chancellor, smiled.", "Olaf Scholz", ("chancellor", "Germany")),
        ("Chancellor Olaf Scholz of Germany smiled.", "Olaf Scholz", ("chancellor", "Germany")),
        ("Germany, whose chancellor, Olaf Scholz, smiled, paid.", "Olaf Scholz", ("chancellor", "Germany")),
        ("Olaf Scholz, who is Germany's chancellor, smiled.", "Olaf Scholz", ("chancellor", "Germany")),
        ("London's mayor, Sadiq Khan, smiled.", "Sadiq Khan", ("mayor", "London")),
        ("Ann Lee, the chairwoman of Netball Australia, smiled.", "Ann Lee", ("chairwoman", None)),
        ("Germany and Poland spoke of its president, Ann Lee.", "Ann Lee", ("president", None)),
        ("Olaf Scholz, the chancellor of Germany, smiled.", "Olaf Scholz", ("chancellor", "Germany")),
        ("Germany's chancellor, Olaf Scholz, smiled.", "Olaf Scholz", ("chancellor", "Germany")),
        (
            "Former U.S. Secretary of State Mike Pompeo smiled.",
            "Mike Pompeo",
            ("former secretary of state", "United States"),
        ),
        ("Ann Lee, a former intelligence chief, smiled.", "Ann Lee", ("former intelligence chief", None)),
        ("Populist President Aleksandar Vučić smiled.", "Aleksandar Vučić", ("president", None)),
        ("NATO Secretary-General Jens Stoltenberg smiled.", "Jens Stoltenberg", ("secretary-general", "NATO")),
    ],
)
def test_offices_are_read_where_they_stand(
    text: str, name: str, expected: tuple[str, str | None], document: Callable[[str], Document]
) -> None:
    assert expected in roles(document(text), name)


def test_a_surname_of_two_people_means_nobody(read: Callable[[str], list[Fact]]) -> None:
    text = "Joe Biden smiled. Jill Biden smiled. Biden met Olaf Scholz."
    assert read(text) == []


def test_an_office_tells_two_people_of_one_surname_apart(read: Callable[[str], list[Fact]]) -> None:
    text = "U.S. President Joe Biden smiled. Jill Biden smiled. President Biden met Olaf Scholz."
    assert [fact.roles["participant"] for fact in read(text)] == [frozenset({"Joe Biden", "Olaf Scholz"})]


def test_a_speaker_known_by_office_is_named_by_the_next_sentence(read: Callable[[str], list[Fact]]) -> None:
    text = (
        "Serbia will never join NATO, the country's defense minister said Monday.\n"
        "The remarks by Ana Kovač came before a vote."
    )
    (fact,) = read(text)
    assert fact.stated_by == "Ana Kovač"


def test_he_said_is_the_last_speaker(read: Callable[[str], list[Fact]]) -> None:
    text = "“We are ready,” Olaf Scholz said.\n“Germany will never leave the European Union,” he said."
    (fact,) = read(text)
    assert fact.stated_by == "Olaf Scholz"


def test_a_quotation_runs_over_paragraphs(read: Callable[[str], list[Fact]]) -> None:
    text = "“We are ready,” Olaf Scholz said. “The world knows it.\n“Germany will never leave the European Union.”"
    (fact,) = read(text)
    assert fact.stated_by == "Olaf Scholz"


def test_the_two_are_those_who_met(document: Callable[[str], Document]) -> None:
    text = "Olaf Scholz met Emmanuel Macron on Monday. The two met in Paris."
    found = document(text)
    assert len(found.facts) == 1
    assert len(found.facts[0].evidence) == 2
    assert [entity.name for entity in found.entities if entity.type == "Place"] == ["Paris"]


def test_a_quotation_of_nobody_known_gives_no_fact(read: Callable[[str], list[Fact]]) -> None:
    assert read("“Germany left the European Union,” a passer-by said.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Possible sanctions on Russia were discussed.",
        "Did Germany leave the European Union?",
        "If Germany left the European Union, prices would rise.",
        "Germany accused France of leaving the European Union.",
        "Claims that Germany left the European Union spread.",
    ],
)
def test_what_is_not_said_to_be_so_is_never_actual(text: str, read: Callable[[str], list[Fact]]) -> None:
    assert [fact for fact in read(text) if fact.realis == "actual"] == []


def test_a_president_is_not_his_daughter(read: Callable[[str], list[Fact]]) -> None:
    text = "President Jones smiled. His daughter Ann Jones smiled too. President Jones met Olaf Scholz."
    assert [fact.roles["participant"] for fact in read(text)] == [frozenset({"Jones", "Olaf Scholz"})]
    assert read("President Jones smiled. His daughter Ann Jones smiled too. Jones met Olaf Scholz.") == []
