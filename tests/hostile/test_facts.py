"""Facts that would publish something else than they say are refused with their path."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newsgraph import facts
from newsgraph.errors import FactsError
from newsgraph.facttypes import FactType, RoleType
from newsgraph.records import unknown_types

SANCTION = FactType("Sanction", (RoleType("target", ("Country", "Place"), party=True), RoleType("reason", text=True)))


def document(article: dict[str, Any] | None = None, **argument: str) -> bytes:
    quote = {"exact": "France", "start": 0, "end": 6}
    return json.dumps(
        {
            "article": {"id": "a", "body": "France.", **(article or {})},
            "entities": [{"id": "e1", "type": "Country", "name": "France", "mentions": [quote]}],
            "facts": [
                {
                    "id": "f1",
                    "type": "Sanction",
                    "realis": "actual",
                    "arguments": [argument] if argument else [],
                    "evidence": [quote],
                    "rule": "x",
                }
            ],
        }
    ).encode()


@pytest.mark.parametrize(
    "identifier", ["", ".", "..", "../a", "a/b", "a\\b", " ", "a ", "a\nb", "a\x00", "a\u202eb", "\ufeff", "x" * 201]
)
def test_an_id_that_names_no_file(identifier: str) -> None:
    with pytest.raises(FactsError, match=r"article\.id: "):
        facts.decode(document({"id": identifier}))


@pytest.mark.parametrize("url", ["Person", "../x", "//evil.example/", "#", " "])
def test_a_url_that_would_become_an_address_of_ours(url: str) -> None:
    with pytest.raises(FactsError, match=r"article\.url: no web address"):
        facts.decode(document({"url": url}))


def test_a_lone_surrogate_is_no_text() -> None:
    with pytest.raises(FactsError, match="this is no JSON document"):
        facts.decode(document().replace(b'"a"', rb'"\ud800"'))


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(FactsError):
        facts.decode(b'{"article":' * 100_000)


@pytest.mark.parametrize(
    ("argument", "problem"),
    [
        ({"role": "reason", "entity": "e1"}, "the reason of a Sanction is words: give a text"),
        ({"role": "target", "text": "http://x/"}, "the target of a Sanction is one of the entities: give its id"),
        ({"role": "tarqet", "entity": "e1"}, None),
    ],
)
def test_a_role_that_is_not_filled_as_it_is_declared(argument: dict[str, str], problem: str | None) -> None:
    """The key of an entity is no reason, and words are no party."""
    found = unknown_types(facts.decode(document(**argument)), [SANCTION])
    assert len(found) == 1
    assert problem is None or found == [("facts[0].arguments[0]", problem)]
