"""The sample articles with stubs of some items: offices at the articles' dates, homonyms, and a party to a treaty."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from stubs import Stubs, stub

from newsgraph.link.candidates import Knowledge
from newsgraph.link.cascade import Decision, decide
from newsgraph.link.gazetteer import Gazetteer
from newsgraph.link.sssom import LinkFile
from newsgraph.pipeline.linking import read_subjects
from newsgraph.project import Project


def human(number: int, label: str, country: str, **claims: Any) -> dict[str, Any]:
    return {"id": f"Q{number}", "label": label, "claims": {"P31": ["Q5"], "P27": [country], **claims}}


def office(number: int, label: str, *countries: str) -> dict[str, Any]:
    return {"id": f"Q{number}", "label": label, "claims": {"P31": ["Q4164871"], "P17": list(countries)}}


def held(number: int, start: str, end: str | None = None) -> dict[str, str]:
    return {"value": f"Q{number}", "P580": start, **({} if end is None else {"P582": end})}


KNOWN = [
    office(9000000701, "United States Secretary of State", "Q30"),
    office(9000000702, "President of Iran", "Q794"),
    office(9000000703, "Prime Minister of the United Kingdom", "Q145"),
    office(9000000704, "Secretary General of NATO"),
    office(9000000705, "President of France", "Q142"),
    human(9000000711, "John Kerry", "Q30", P39=[held(9000000701, "2013-02-01", "2017-01-20")]),
    human(9000000712, "John Kerry", "Q30", P569=["1970-01-01"]),
    human(9000000713, "Hassan Rouhani", "Q794", P39=[held(9000000702, "2013-08-03", "2021-08-03")]),
    human(9000000714, "Boris Johnson", "Q145", P39=[held(9000000703, "2019-07-24", "2022-09-06")]),
    human(9000000715, "Liz Truss", "Q145", P39=[held(9000000703, "2022-09-06", "2022-10-25")]),
    human(9000000716, "Jens Stoltenberg", "Q20", P39=[held(9000000704, "2014-10-01")]),
    human(9000000717, "Emmanuel Macron", "Q142", P39=[held(9000000705, "2017-05-14")]),
    human(9000000718, "Antony Blinken", "Q30", P39=[held(9000000701, "2021", "2025")]),
    human(9000000719, "Roger Federer", "Q39"),
]


@pytest.fixture(scope="module")
def decisions(root: Path) -> dict[str, Decision]:
    gazetteer = Gazetteer.load(Project.load(None).gazetteer)
    knowledge = Knowledge(catalogue=Stubs(map(stub, KNOWN)))
    found = decide(read_subjects(root / "output"), links=LinkFile(), gazetteer=gazetteer, knowledge=knowledge)
    return {decision.subject.name: decision for decision in found}


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("John Kerry", "Q9000000711"),
        ("Hassan Rouhani", None),  # the article does not say of which country or body he is president
        ("Boris Johnson", "Q9000000714"),
        ("Liz Truss", "Q9000000715"),
        ("Jens Stoltenberg", "Q9000000716"),
        ("Antony Blinken", "Q9000000718"),
        ("Emmanuel Macron", None),  # the article does not say what he is
        ("Roger Federer", None),
    ],
)
def test_people_of_the_samples(decisions: dict[str, Decision], name: str, item: str | None) -> None:
    assert decisions[name].item == item
    assert item is not None or decisions[name].verdict == "review"


def test_every_entity_has_a_verdict_and_reasons(decisions: dict[str, Decision]) -> None:
    assert all(decision.reasons for decision in decisions.values())
    assert {d.verdict for d in decisions.values() if d.subject.type == "Country"} == {"accept"}
