"""A real agency article: what a careful editor takes from it is found, and nothing else is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from newsgraph import extract
from newsgraph.facts import Article, Document

SHARED = os.environ.get("NEWSGRAPH_SHARED")
pytestmark = pytest.mark.skipif(SHARED is None, reason="NEWSGRAPH_SHARED names no folder with the real article")

NOT_ROLES = {"type", "realis", "phase", "date", "dateText", "earliest", "latest", "statedBy", "why"}
TEXT_ROLES = {"reason", "occasion"}


def article_file() -> Path:
    assert SHARED is not None
    return next(Path(SHARED, "articles").glob("*.txt"))


@pytest.fixture(scope="module")
def expected() -> dict[str, list[dict[str, object]]]:
    return json.loads(article_file().with_suffix(".expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(rules: extract.Rules) -> Document:
    lines = article_file().read_text(encoding="utf-8").split("\n")
    rule = lines.index("_")
    day = lines[rule + 1]
    published = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    article = Article(id="a", headline=lines[0], published=published, body="\n".join(lines[rule + 3 :]))
    return extract.facts(article, rules)


def facts(found: Document) -> list[dict[str, object]]:
    names = {entity.id: entity.name for entity in found.entities}
    result: list[dict[str, object]] = []
    for fact in found.facts:
        value: dict[str, object] = {"type": fact.type, "realis": fact.realis, "phase": fact.phase}
        for argument in fact.arguments:
            if argument.entity is not None:
                value.setdefault(argument.role, set()).add(names[argument.entity])  # type: ignore[attr-defined]
        value["statedBy"] = names[fact.statedBy] if fact.statedBy else None
        value["date"] = fact.date.value if fact.date else None
        value["earliest"] = fact.date.earliest if fact.date else None
        value["latest"] = fact.date.latest if fact.date else None
        result.append(value)
    return result


def fits(wanted: dict[str, object], fact: dict[str, object]) -> bool:
    for key, value in wanted.items():
        if key in ("why", "dateText"):
            continue
        if (set(value) if isinstance(value, list) and value else value or None) != (fact.get(key) or None):
            return False
    roles = {key for key in fact if key not in NOT_ROLES | TEXT_ROLES}
    return roles <= {key for key in wanted if key not in NOT_ROLES}


def test_all_required_facts_are_found(found: Document, expected: dict[str, list[dict[str, object]]]) -> None:
    for wanted in expected["facts"]:
        assert any(fits(wanted, fact) for fact in facts(found)), wanted


def test_only_required_and_optional_facts_are_found(
    found: Document, expected: dict[str, list[dict[str, object]]]
) -> None:
    allowed = expected["facts"] + expected["optional"]
    for fact in facts(found):
        assert any(fits(wanted, fact) for wanted in allowed), fact


def test_all_entities_and_roles_are_found(found: Document, expected: dict[str, list[dict[str, object]]]) -> None:
    names = {entity.id: entity.name for entity in found.entities}
    known = {(entity.type, entity.name): entity for entity in found.entities}
    for wanted in expected["entities"]:
        entity = known[wanted["type"], wanted["name"]]  # type: ignore[index]
        roles = {(role.title, names.get(role.of) if role.of else None) for role in entity.roles}
        for role in wanted.get("roles", ()):  # type: ignore[attr-defined]
            assert (role["title"], role["of"]) in roles


def test_every_evidence_is_in_the_body(found: Document) -> None:
    found.check()
    assert all(fact.evidence for fact in found.facts)
