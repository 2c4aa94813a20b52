"""What mapping rules are given: keys, groups, situations."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.facts import Argument, Article, Document, Entity, Fact, FactDate, Role
from newsgraph.facttypes import FactType, RoleType
from newsgraph.records import Record, Run, article_key, exemplar, records, slug, unknown_types

PARTIES = ("Person", "Organization", "Country")
TYPES = (
    FactType(
        "Sanction",
        (
            RoleType("imposedBy", PARTIES, party=True),
            RoleType("target", PARTIES, party=True),
            RoleType("reason", text=True),
        ),
    ),
    FactType("Meeting", (RoleType("participant", PARTIES, party=True), RoleType("place", ("Place", "Country")))),
)
RUN = Run("1.0", "c0ffee" * 10)
ARTICLE = Article(id="a", body="Freedonia sanctioned Rufus Firefly.", published="2024-09-04")
WORDS = ARTICLE.quote(0, 9)
FREEDONIA = Entity(id="e1", type="Country", name="Freedonia", mentions=(WORDS,))
FIREFLY = Entity(id="e2", type="Person", name="Rufus Firefly", mentions=(WORDS,))
SINGLE = Entity(id="e3", type="Person", name="Firefly", mentions=(WORDS,))


def sanction(number: int = 1, *, target: str = "e2", date: str | None = None, **more: Any) -> Fact:
    arguments = (Argument(role="imposedBy", entity="e1"), Argument(role="target", entity=target))
    given: dict[str, Any] = {"realis": "actual", "evidence": (WORDS,), "rule": "sanction.yml#x"} | more
    when = None if date is None else FactDate(text="then", value=date)
    return Fact(id=f"f{number}", type="Sanction", arguments=arguments, date=when, **given)


def of(*facts: Fact, article: Article = ARTICLE, entities: tuple[Entity, ...] = (FREEDONIA, FIREFLY, SINGLE)) -> Record:
    return records(Document(article=article, entities=entities, facts=facts), TYPES, RUN)


def test_two_articles_on_one_dated_situation_share_its_key() -> None:
    other = Article(id="b", body=ARTICLE.body)
    first, second = of(sanction(date="2024-09-02")), of(sanction(7, date="2024-09-02"), article=other)
    (a,), (b,) = first["situations"]["Sanction"], second["situations"]["Sanction"]
    assert a == b
    assert a["key"].startswith("sanction/2024-09-02-freedonia-rufus-firefly-")


def test_a_situation_without_a_date_is_the_articles_own() -> None:
    (situation,) = of(sanction())["situations"]["Sanction"]
    assert situation["key"].startswith("article/a/sanction-freedonia-rufus-firefly-")


def test_who_is_known_by_one_name_is_the_articles_own() -> None:
    """Nobody knows which Firefly the next article means; so neither the person nor the situation is shared."""
    table = of(sanction(target="e3", date="2024-09-02"))
    assert table["entities"]["Person"][1]["key"] == "article/a/person-firefly"
    assert table["situations"]["Sanction"][0]["key"].startswith("article/a/sanction-2024-09-02-")


def test_two_people_of_one_name_in_an_article_stay_two() -> None:
    junior = Entity(id="e4", type="Person", name="Rufus Firefly", mentions=(WORDS,))
    keys = [person["key"] for person in of(entities=(FREEDONIA, FIREFLY, junior))["entities"]["Person"]]
    assert keys == ["article/a/person-rufus-firefly-e2", "article/a/person-rufus-firefly-e4"]


@pytest.mark.parametrize("realis", ["denied", "planned", "possible"])
def test_only_what_is_actual_makes_a_situation(realis: str) -> None:
    table = of(sanction(realis=realis))
    assert table["situations"]["Sanction"] == table["inForce"]["Sanction"] == []
    assert table["claims"]["Sanction"][0]["situation"] is None


def test_standing_is_attributed_where_only_speakers_say_so() -> None:
    said = sanction(1, statedBy="e2")
    assert of(said)["situations"]["Sanction"][0]["standing"] == "attributed"
    assert of(said, sanction(2))["situations"]["Sanction"][0]["standing"] == "reported"


def test_what_was_lifted_is_the_situation_that_began_and_no_longer_in_force() -> None:
    table = of(sanction(1, date="2022"), sanction(2, date="2024-09-02", phase="ended"))
    (situation,) = table["situations"]["Sanction"]
    assert (situation["date"]["year"], situation["until"]["day"], situation["phase"]) == ("2022", "2024-09-02", "ended")
    assert table["inForce"]["Sanction"] == []
    assert {claim["situation"] for claim in table["claims"]["Sanction"]} == {situation["key"]}


def test_two_beginnings_and_an_end_are_three_situations() -> None:
    """Which of the two sanctions was lifted is not said, and not guessed."""
    table = of(sanction(1, date="2022"), sanction(2, date="2023"), sanction(3, phase="ended"))
    assert len({situation["key"] for situation in table["situations"]["Sanction"]}) == 3


def test_pairs_hold_each_two_parties_once() -> None:
    arguments = tuple(Argument(role="participant", entity=f"e{i}") for i in (1, 2, 3))
    meeting = Fact(id="f1", type="Meeting", realis="actual", arguments=arguments, evidence=(WORDS,), rule="x")
    pairs = of(meeting)["situations"]["Meeting"][0]["pairs"]["participant"]
    assert [(pair["first"], pair["second"]) for pair in pairs] == [
        ("article/a/person-firefly", "country/freedonia"),
        ("article/a/person-firefly", "person/rufus-firefly"),
        ("country/freedonia", "person/rufus-firefly"),
    ]


def test_the_exemplar_has_every_key_that_records_have() -> None:
    """A mapping that is run on it strictly has met all names that it may use."""
    role = Role(title="leader", of="e1", evidence=WORDS)
    person = Entity(id="e2", type="Person", name="Rufus Firefly", mentions=(WORDS,), roles=(role,))
    table = of(sanction(date="2022", statedBy="e2"), entities=(FREEDONIA, person))
    assert _paths(table) <= _paths(exemplar(TYPES, RUN))


def _paths(value: object, path: str = "$") -> set[str]:
    if isinstance(value, dict):
        return {path} | {found for key, item in value.items() for found in _paths(item, f"{path}.{key}")}
    if isinstance(value, list):
        return {path} | {found for item in value for found in _paths(item, f"{path}[*]")}
    return {path}


def test_an_undeclared_type_or_role_is_named() -> None:
    deal = Fact(id="f1", type="Deal", realis="actual", arguments=(), evidence=(WORDS,), rule="x")
    wrong = Fact(
        id="f2",
        type="Meeting",
        realis="actual",
        arguments=(Argument(role="target", entity="e1"),),
        evidence=(WORDS,),
        rule="x",
    )
    document = Document(article=ARTICLE, entities=(FREEDONIA,), facts=(deal, wrong))
    assert unknown_types(document, TYPES) == [
        ("facts[0].type", "no fact type 'Deal'; there are Meeting, Sanction"),
        ("facts[1].arguments[0].role", "a Meeting has no role 'target', but participant, place"),
    ]


@given(st.text(min_size=1), st.text(min_size=1))
def test_articles_with_different_ids_have_different_keys(first: str, second: str) -> None:
    keys = {article_key(Article(id=name, body="x")) for name in (first, second)}
    assert (len(keys) == 1) == (first == second)


@given(st.text(min_size=1))
def test_a_slug_is_letters_digits_and_dashes(text: str) -> None:
    made = slug(text)
    assert made
    assert all(part.isalnum() or part for part in made.split("-"))
    assert not set(made) & set(' /:?#[]@%<>"{}|\\^`\t\n')
