"""Stored entities of Wikidata under the names of each other: people with offices that they never held, and cities."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest
from stubs import BASE, StubIndex

from newsgraph.link.candidates import Knowledge
from newsgraph.link.cascade import Decision, decide
from newsgraph.link.gazetteer import Gazetteer
from newsgraph.link.items import Item, read_item
from newsgraph.link.names import key
from newsgraph.link.sssom import LinkFile
from newsgraph.link.subjects import Context, Office, Subject
from newsgraph.project import Project

STORED = Path(os.environ.get("NEWSGRAPH_SHARED", "absent")) / "wikidata" / "entities_more"
pytestmark = pytest.mark.skipif(not STORED.is_dir(), reason="NEWSGRAPH_SHARED names no folder with stored entities")


class Index(StubIndex):
    """The stored entities by their names."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        super().__init__(items.values())
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        for item in items.values():
            for name in item.names():
                self._named[key(name)].add(item.id)

    def search(self, name: str) -> tuple[str, ...]:
        return tuple(sorted(self._named[key(name)]))


@pytest.fixture(scope="module")
def items() -> Mapping[str, Item]:
    """Each file is one entity; some ids were deleted when they were stored."""
    found = (json.loads(path.read_bytes()) for path in sorted(STORED.glob("Q*.json")))
    read = (read_item(json.dumps(entity).encode()) for entity in found if "labels" in entity)
    return {item.id: item for item in read}


@pytest.fixture(scope="module")
def index(items: Mapping[str, Item]) -> Index:
    return Index(items)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(Project.load(None).gazetteer)


def decision(subject: Subject, country: str, index: Index, gazetteer: Gazetteer) -> Decision:
    around = Subject(f"{BASE}country", "Country", country, (Context("a", "2020-01-01", others=(subject.iri,)),))
    found = decide((subject, around), links=LinkFile(), gazetteer=gazetteer, knowledge=Knowledge(index=index))
    return next(decision for decision in found if decision.subject is subject)


@pytest.mark.parametrize(
    ("title", "country"),
    [("president", "United States"), ("spokesman", "United Kingdom"), ("association football player", "Netherlands")],
)
def test_nobody_gets_an_office_that_he_never_held(
    items: Mapping[str, Item], index: Index, gazetteer: Gazetteer, title: str, country: str
) -> None:
    people = [item for item in items.values() if "Q5" in item.items("P31") and "en" in item.labels]
    assert len(people) > 80
    for item in people:
        context = Context("a", "2020-01-01", (Office(title, f"{BASE}country"),), None, (f"{BASE}country",))
        found = decision(Subject(f"{BASE}it", "Person", item.labels["en"], (context,)), country, index, gazetteer)
        assert (found.verdict, found.item) == ("review", None), item.id


@pytest.mark.parametrize(
    ("name", "country", "item"),
    [
        ("Oxford", "United Kingdom", "Q34217"),
        ("Oxford", "United States", None),
        ("Warsaw", "Poland", "Q270"),
        ("Warsaw", "United States", None),
        ("Amsterdam", "Netherlands", "Q727"),
        ("Amsterdam", "South Africa", None),
    ],
)
def test_a_city_is_that_of_the_articles_country(
    index: Index, gazetteer: Gazetteer, name: str, country: str, item: str | None
) -> None:
    context = Context("a", "2020-01-01", others=(f"{BASE}country",))
    found = decision(Subject(f"{BASE}it", "Place", name, (context,)), country, index, gazetteer)
    assert found.item == item
