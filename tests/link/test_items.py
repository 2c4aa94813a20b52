"""Wikibase JSON is read as it means: precision, ranks, what is left open."""

from __future__ import annotations

import json

import pytest

from newsgraph.link.items import DAY, MONTH, YEAR, NotAnItemError, Reference, Text, Time, read_item


def snak(value: object, kind: str) -> dict[str, object]:
    return {"snaktype": "value", "property": "P1", "datavalue": {"type": kind, "value": value}}


def item(*statements: dict[str, object]) -> bytes:
    claims = [{"rank": "normal", **statement} for statement in statements]
    return json.dumps({"id": "Q1", "labels": [], "aliases": {}, "claims": {"P1": claims}}).encode()


def time(text: str, precision: int) -> dict[str, object]:
    return snak({"time": text, "precision": precision}, "time")


@pytest.mark.parametrize(
    ("text", "precision", "expected"),
    [
        ("+1952-10-07T00:00:00Z", 11, Time("1952-10-07", DAY)),
        ("+1952-10-00T00:00:00Z", 10, Time("1952-10", MONTH)),
        ("+1952-10-00T00:00:00Z", 11, Time("1952-10", MONTH)),  # no day stands there, whatever the precision says
        ("+1952-01-01T00:00:00Z", 9, Time("1952", YEAR)),
        ("+1950-00-00T00:00:00Z", 8, Time("1950", 8)),
        ("-0044-03-15T00:00:00Z", 11, Time("-0043-03-15", DAY)),  # 44 BCE
    ],
)
def test_time_says_no_more_than_its_precision(text: str, precision: int, expected: Time) -> None:
    (statement,) = read_item(item({"mainsnak": time(text, precision)})).statements["P1"]
    assert statement.main.value == expected
    assert expected.is_dated == (precision >= YEAR)


def test_best_statements_are_those_preferred_and_never_those_deprecated() -> None:
    q = [{"mainsnak": snak({"id": f"Q{n}"}, "wikibase-entityid"), "rank": rank} for n, rank in enumerate(
        ["normal", "deprecated", "preferred"], 1)]  # fmt: skip
    assert read_item(item(*q)).items("P1") == ("Q3",)
    assert read_item(item(*q[:2])).items("P1") == ("Q1",)
    assert read_item(item(q[1])).items("P1") == ()


def test_what_is_left_open_has_no_value() -> None:
    found = read_item(item({"mainsnak": {"snaktype": "novalue", "property": "P1"}})).statements["P1"][0]
    assert (found.main.kind, found.main.value) == ("novalue", None)


def test_qualifiers_and_references_are_kept() -> None:
    reference = {"snaks": {"P854": [{**snak("https://example.org/", "string"), "property": "P854"}]}}
    start = {"P580": [{**time("+2012-05-07T00:00:00Z", 11), "property": "P580"}]}
    held = {"mainsnak": snak({"id": "Q2"}, "wikibase-entityid"), "qualifiers": start, "references": [reference]}
    (statement,) = read_item(item(held)).statements["P1"]
    assert statement.main.value == Reference("Q2")
    assert statement.times("P580") == (Time("2012-05-07", DAY),)
    assert [snak.value for snak in statement.references[0]] == [Text("https://example.org/")]


@pytest.mark.parametrize("text", [b"", b"<html>", b"{}", b'{"id": "../x"}', item({"mainsnak": time("today", 11)})])
def test_what_is_no_entity_is_an_error(text: bytes) -> None:
    with pytest.raises(NotAnItemError):
        read_item(text)
