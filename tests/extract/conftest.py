"""The project's own rules and gazetteer, loaded once; articles from single sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsgraph import extract
from newsgraph.facts import Article, Document

PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Found:
    """A fact with names in place of ids."""

    type: str
    realis: str
    phase: str
    roles: dict[str, frozenset[str]]
    date: str | None
    stated_by: str | None
    rule: str


def found(document: Document) -> list[Found]:
    names = {entity.id: entity.name for entity in document.entities}
    result = []
    for fact in document.facts:
        roles: dict[str, set[str]] = {}
        for argument in fact.arguments:
            if argument.entity is not None:
                roles.setdefault(argument.role, set()).add(names[argument.entity])
        result.append(
            Found(
                fact.type,
                fact.realis,
                fact.phase,
                {role: frozenset(who) for role, who in roles.items()},
                fact.date.value if fact.date else None,
                names[fact.statedBy] if fact.statedBy else None,
                fact.rule,
            )
        )
    return result


def rule_files() -> list[tuple[str, str]]:
    """The rule files of the project, as the pipeline hands them over."""
    files = sorted((PROJECT / "mapping" / "text").glob("*.yml"))
    return [(file.read_text(encoding="utf-8"), f"mapping/text/{file.name}") for file in files]


@pytest.fixture(scope="session")
def gazetteer() -> extract.Gazetteer:
    tables = sorted((PROJECT / "ontology" / "gazetteer").glob("*.tsv"))
    return extract.Gazetteer.load({table.name: table.read_text(encoding="utf-8") for table in tables})


@pytest.fixture(scope="session")
def project_files() -> list[tuple[str, str]]:
    return rule_files()


@pytest.fixture(scope="session")
def rules(gazetteer: extract.Gazetteer) -> extract.Rules:
    return extract.Rules.load(rule_files(), gazetteer)


@pytest.fixture(scope="session")
def read(rules: extract.Rules) -> Callable[..., list[Found]]:
    """Facts of a text, published on Wednesday, 4 September 2024."""

    def facts_of(body: str, published: str | None = "2024-09-04") -> list[Found]:
        document = extract.facts(Article(id="a", published=published, body=body), rules)
        document.check()
        return found(document)

    return facts_of


@pytest.fixture(scope="session")
def document(rules: extract.Rules) -> Callable[..., Document]:
    def document_of(body: str, published: str | None = "2024-09-04") -> Document:
        result = extract.facts(Article(id="a", published=published, body=body), rules)
        result.check()
        return result

    return document_of
