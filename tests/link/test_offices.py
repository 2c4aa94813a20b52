"""A title is an office by its words, of its country, at its date; what is not told supports nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stubs import stub

from newsgraph.link.gazetteer import Gazetteer
from newsgraph.link.items import Item, Statement, Time
from newsgraph.link.offices import names_body, read_title, same_office, when

GAZETTEER = Gazetteer.load(
    {
        "countries.tsv": "name\tiso\twikidata\taliases\tadjectives\n"
        "Freedonia\tFD\tQ9000000901\tFree Land\tFreedonian\nSylvania\tSY\tQ9000000902\t\tSylvanian\n"
    }
)


def position(label: str, *countries: str, aliases: tuple[str, ...] = ()) -> Item:
    return stub({"id": "Q9000000800", "label": label, "aliases": aliases, "claims": {"P17": countries}})


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("president", "President of Freedonia"),
        ("president", "Freedonian President"),
        ("acting president", "President of Freedonia"),
        ("former president", "President of Freedonia"),
        ("foreign minister", "Minister of Foreign Affairs of Freedonia"),
        ("defence minister", "Minister of Defense of Free Land"),
        ("premier", "Prime Minister of Freedonia"),
        ("lawmaker", "Member of the Parliament of Freedonia"),
        ("spokeswoman", "Spokesperson of Freedonia"),
        ("chancellor", "Federal Chancellor of Freedonia"),
        ("speaker", "Speaker of the Parliament of Freedonia"),
        ("central bank governor", "Governor of the Bank of Freedonia"),
        ("queen", "Monarch of Freedonia"),
        ("health minister", "Minister of Health and Social Care of Freedonia"),
    ],
)
def test_the_words_of_an_office_are_those_of_its_title(title: str, label: str) -> None:
    assert same_office(read_title(title, GAZETTEER), position(label), GAZETTEER, ()) == {"Q9000000901"}


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("president", "Vice President of Freedonia"),
        ("president", "President of the Senate of Freedonia"),
        ("minister", "Prime Minister of Freedonia"),
        ("secretary", "Secretary of State of Freedonia"),
        ("leader", "President of Freedonia"),
        ("queen", "Queen consort of Freedonia"),
        ("speaker", "Speaker of the Senate of Freedonia"),
        ("health minister", "Deputy Minister of Health and Social Care of Freedonia"),
        ("", "Freedonia"),
    ],
)
def test_another_office_is_another(title: str, label: str) -> None:
    assert same_office(read_title(title, GAZETTEER), position(label), GAZETTEER, ()) is None


def test_an_alias_of_the_position_is_its_name_too() -> None:
    found = position("President of the Government of Freedonia", aliases=("Prime Minister of Freedonia",))
    assert same_office(read_title("prime minister", GAZETTEER), found, GAZETTEER, ()) == {"Q9000000901"}


def test_the_countries_are_those_of_the_position_and_not_of_a_label_that_says_another() -> None:
    title = read_title("governor", GAZETTEER)
    assert same_office(title, position("Governor", "Q9000000902"), GAZETTEER, ()) == {"Q9000000902"}
    assert same_office(title, position("Governor of Freedonia", "Q9000000902"), GAZETTEER, ()) == frozenset()


def test_the_body_of_an_office_is_no_word_of_it() -> None:
    found = position("Secretary General of the League of Nations United")
    body = ("League of Nations United", "LNU")
    assert names_body(found, body)
    assert same_office(read_title("secretary-general", GAZETTEER), found, GAZETTEER, body) == frozenset()
    assert same_office(read_title("secretary-general", GAZETTEER), found, GAZETTEER, ()) is None


@pytest.mark.parametrize(
    ("title", "time"), [("president", "present"), ("ex-president", "former"), ("president-elect", "elect")]
)
def test_a_title_says_when_it_is_held(title: str, time: str) -> None:
    assert read_title(title, GAZETTEER).time == time


@pytest.mark.parametrize(
    ("start", "end", "date", "expected"),
    [
        ("2012-05-07", None, "2024-09-04", "held"),
        ("2012-05-07", None, "2012-05-07", "held"),
        ("2012-05-07", None, "2012-05-06", "soon"),
        ("2000-05-07", "2008-05-07", "2008-05-07", "held"),
        ("2000-05-07", "2008-05-07", "2008-05-08", "ended"),
        ("2012", None, "2012-05-07", "untold"),
        ("2012", None, "2013-01-01", "held"),
        ("2000", "2008", "2008-05-07", "untold"),
        (None, None, "2024-09-04", "untold"),
        (None, "2030", "2024-09-04", "untold"),
        ("2012-05-07", "somevalue", "2024-09-04", "untold"),
        ("2012-05-07", None, "2012-05", "untold"),
        ("2012-05-07", None, "2012", "untold"),
        ("2012-05-07", None, "2013", "held"),
        ("2012-05-07", None, "2011", "soon"),
        ("2012-05-07", None, "2010-12-31", "not held"),
    ],
)
def test_when_an_office_was_held(start: str | None, end: str | None, date: str, expected: str) -> None:
    qualifiers = {name: text for name, text in (("P580", start), ("P582", end)) if text is not None}
    item = stub({"id": "Q9000000001", "label": "x", "claims": {"P39": [{"value": "Q9000000800", **qualifiers}]}})
    assert when(item.statements["P39"][0], date) == expected


def held(start: str, *, rank: str = "normal", **qualifiers: str) -> Statement:
    item = stub({"id": "Q1", "label": "x", "claims": {"P39": [{"value": "Q9000000800", "P580": start, **qualifiers}]}})
    return replace(item.statements["P39"][0], rank=rank)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (held("2016-01-01"), "held"),
        (held("2016-01-01", P1366="Q2"), "untold"),
        (held("2016-01-01", P1366="Q2", P582="2030"), "held"),
        (held("1990-01-01"), "untold"),
        (held("1990-01-01", rank="preferred"), "held"),
    ],
)
def test_an_end_that_is_not_there_may_be_missing(statement: Statement, expected: str) -> None:
    """Of an office in which somebody followed, or which began long ago and is not called the present one."""
    assert when(statement, "2024-09-04") == expected


@pytest.mark.parametrize(("death", "expected"), [("2020-05-05", "ended"), ("2024", "untold"), ("1901", "held")])
def test_an_office_ends_with_its_holders_life(death: str, expected: str) -> None:
    """Where the death does not come before the office."""
    assert when(held("2016-01-01"), "2024-09-04", [Time(death, 8 + len(death.split("-")))]) == expected


@pytest.mark.parametrize(
    ("title", "shared"),
    [
        ("minister", True),
        ("deputy minister", True),
        ("vice foreign minister", True),
        ("member of the city council", True),
        ("deputy prime minister", False),
        ("state minister", True),
        ("lieutenant general", True),
        ("state secretary", True),
        ("secretary of state", False),
        ("vice president", False),
        ("foreign minister", False),
    ],
)
def test_an_office_of_many_is_so_in_each_of_its_ranks(title: str, *, shared: bool) -> None:
    assert read_title(title, GAZETTEER).is_shared(in_a_body=False) == shared


def test_a_state_secretary_is_no_secretary_of_state() -> None:
    found = position("Secretary of State of Freedonia")
    assert same_office(read_title("state secretary", GAZETTEER), found, GAZETTEER, ()) is None
