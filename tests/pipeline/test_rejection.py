"""Rejections lead back: whatever is wrong with a value, to a sentence and to the rule that read it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsgraph import facts
from newsgraph.pipeline import reading
from newsgraph.pipeline.publishing import Pipeline, Refused
from newsgraph.pipeline.rejection import Finding
from newsgraph.project import Project

Mutation = Callable[[random.Random, dict[str, Any], dict[str, Any], dict[str, Any]], object]


def _no_argument(chance: random.Random, _: Any, fact: dict[str, Any], __: Any) -> None:
    fact["arguments"].pop(chance.randrange(len(fact["arguments"])))


def _another_argument(chance: random.Random, document: dict[str, Any], fact: dict[str, Any], _: Any) -> None:
    for argument in fact["arguments"]:
        if argument.get("entity"):
            argument["entity"] = chance.choice(document["entities"])["id"]


MUTATIONS: tuple[Mutation, ...] = (
    _no_argument,
    _another_argument,
    lambda chance, _, __, entity: entity.update(type=chance.choice(("Person", "Organization", "Country", "Place"))),
    lambda _, __, fact, entity: fact.update(statedBy=entity["id"]),
    lambda _, __, fact, ___: fact.update(date={"text": "later", "value": "2031-01-01"}),
    lambda _, __, fact, ___: fact.update(date={"text": "x", "earliest": "2024-01-05", "latest": "2023-01-01"}),
    lambda chance, _, __, entity: entity.update(name=chance.choice(("  ", "<b>x</b>", "A\u200bB", "A  B"))),
    lambda chance, _, __, entity: [role.update(title=chance.choice((" ", "<i>"))) for role in entity["roles"]],
    lambda _, document, __, ___: document["article"].update(published=None),
)


@pytest.fixture(scope="module")
def findings(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """What is found in facts of the sample articles that were spoilt by a seed."""
    project = Project.load()
    extractor, pipeline = reading.Extractor(project), Pipeline(project)
    documents = [
        json.loads(facts.encode(extractor.read(unit).document))
        for unit in reading.units([str(root / "articles")], skipped=[])
    ]
    chance = random.Random(26)  # noqa: S311 - data, no secret
    path = tmp_path_factory.mktemp("spoilt") / "facts.jsonl"
    found: list[Finding] = []
    for _ in range(60):
        document = json.loads(json.dumps(chance.choice([each for each in documents if each["facts"]])))
        for entity in document["entities"]:
            entity.setdefault("roles", [])
        fact, entity = chance.choice(document["facts"]), chance.choice(document["entities"])
        for mutation in chance.sample(MUTATIONS, 2):
            mutation(chance, document, fact, entity)
        path.write_text(json.dumps(document) + "\n", encoding="utf-8")
        for unit in reading.units([str(path)], skipped=[]):
            outcome = pipeline.build(unit)
            found += outcome.report.findings if isinstance(outcome, Refused) else ()
    assert len(found) >= 30
    return found


def test_every_wrong_value_has_a_sentence_and_a_rule(findings: list[Finding]) -> None:
    about_values = [finding for finding in findings if finding.value is not None]
    assert len(about_values) >= 10
    assert [finding for finding in about_values if not (finding.quotes and finding.rules)] == []


def test_nearly_every_finding_has_a_sentence_and_a_line(findings: list[Finding]) -> None:
    told = [finding for finding in findings if finding.quotes and (finding.rules or finding.mappings)]
    assert len(told) >= 0.95 * len(findings)
