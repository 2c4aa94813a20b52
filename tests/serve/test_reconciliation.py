"""The Reconciliation Service API over the entities, and by our own client of it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from newsgraph.serve.entities import Entities
from serving import Running

NG = "https://w3id.org/newsgraph/ns#"
XI = "https://w3id.org/newsgraph/id/person/xi-jinping"


def reconcile(server: Running, **queries: dict[str, Any]) -> dict[str, Any]:
    found = server.ask(f"/reconcile?{urlencode({'queries': json.dumps(queries)})}")
    assert found.status == 200, found.text
    return dict(json.loads(found.body))


def test_manifest(server: Running) -> None:
    manifest = json.loads(server.ask("/reconcile").body)
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == "https://w3id.org/newsgraph/id/"
    assert {"name", "schemaSpace", "suggest", "preview", "extend", "view"} <= manifest.keys()


def test_a_full_name_is_a_match_and_a_surname_is_none(server: Running) -> None:
    answer = reconcile(server, q0={"query": "XI JINPING", "type": f"{NG}Person"}, q1={"query": "Putin"})
    [xi] = answer["q0"]["result"]
    assert (xi["id"], xi["match"], xi["score"]) == (XI, True, 100.0)
    assert xi["type"] == [{"id": f"{NG}Person", "name": "person"}]
    assert [each["name"] for each in answer["q1"]["result"]] == ["Vladimir Putin"]
    assert not any(each["match"] for each in answer["q1"]["result"])


def test_the_type_narrows(server: Running) -> None:
    answer = reconcile(server, q0={"query": "Xi Jinping", "type": "Country"}, q1={"query": "Angola", "type": "Country"})
    assert answer["q0"]["result"] == []
    assert answer["q1"]["result"][0]["name"] == "Angola"


def test_two_of_one_name_are_no_match() -> None:
    rows = [
        {
            "entity": {"value": f"http://e.example/{number}"},
            "type": {"value": f"{NG}Person"},
            "name": {"value": "John Smith"},
            "articles": {"value": "1"},
        }
        for number in (1, 2)
    ]
    found = Entities.of(rows).candidates("John Smith")
    assert [each.is_match for each in found] == [False, False]
    assert Entities.of(rows[:1]).candidates("John Smith")[0].is_match


def test_a_posted_batch(server: Running) -> None:
    body = urlencode({"queries": json.dumps({"q": {"query": "Angola"}})}).encode()
    found = server.ask("/reconcile", "POST", body, content_type="application/x-www-form-urlencoded")
    assert json.loads(found.body)["q"]["result"][0]["name"] == "Angola"


def test_suggest_preview_and_extend(server: Running) -> None:
    suggested = json.loads(server.ask("/reconcile/suggest/entity?prefix=xi+ji").body)["result"]
    assert suggested[0]["id"] == XI
    assert json.loads(server.ask("/reconcile/suggest/type?prefix=per").body)["result"][0]["id"] == f"{NG}Person"
    preview = server.ask(f"/reconcile/preview?{urlencode({'id': XI})}")
    assert "<b>Xi Jinping</b>" in preview.text
    asked = {"ids": [XI], "properties": [{"id": f"{NG}title"}]}
    extended = json.loads(server.ask(f"/reconcile?{urlencode({'extend': json.dumps(asked)})}").body)
    assert {"str": "president"} in extended["rows"][XI][f"{NG}title"]
    assert server.ask("/reconcile/preview?id=nobody").status == 404


def test_what_is_no_batch(server: Running) -> None:
    for text in ("", "[]", "{", '{"q": 1}', '{"q": {"query": 5}}', '{"q": {"query": "x", "limit": -1}}'):
        assert server.ask(f"/reconcile?{urlencode({'queries': text})}").status in (200, 400)
    many = json.dumps({f"q{number}": {"query": "x"} for number in range(51)})
    assert server.ask(f"/reconcile?{urlencode({'queries': many})}").status == 413
