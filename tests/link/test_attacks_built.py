"""The same from the article on: what a build makes of a few sentences, and who is then taken for whom."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from attack_cases import GHANA, LEBANON, SERBIA, city
from attacks import full, human, item, position
from stubs import StubIndex, Stubs

from newsgraph.cli import main
from newsgraph.link.candidates import Knowledge
from newsgraph.link.cascade import Decision, decide
from newsgraph.link.gazetteer import Gazetteer
from newsgraph.link.sssom import LinkFile
from newsgraph.pipeline.linking import read_subjects
from newsgraph.project import Project

ARTICLES = {
    "basketball": (
        "BELGRADE, March 12 – The president of the Basketball Federation of Serbia, Tomislav Radić, met French "
        "Sports Minister Amélie Durand in Belgrade on Tuesday.\n\n"
        "Radić said Serbia was ready to host the games."
    ),
    "former": (
        "BEIRUT, March 12 – Former President Karim Mansour met Syrian Foreign Minister Faisal Haddad in Beirut on "
        "Tuesday.\n\n"
        "Mansour said Lebanon would never impose sanctions on Syria."
    ),
    "alberta": (
        "WASHINGTON, March 12 – Alberta Premier Jack Whitfield met British Ambassador Jane Holm in Washington on "
        "Tuesday.\n\n"
        "Canada will never impose sanctions on its own oil, Premier Whitfield said."
    ),
    "mp": (
        "LONDON, March 12 – Russia imposed sanctions on British lawmaker John Stewart on Tuesday.\n\n"
        "Stewart, a member of the Labour Party, said it was an honour."
    ),
    "santiago": (
        "SANTIAGO, March 12 – Dominican Foreign Minister Roberto Peña met Chilean Foreign Minister Ana Rojas in "
        "Santiago on Tuesday.\n\n"
        "They discussed sanctions that the United States imposed on Haiti."
    ),
    "party": (
        "ROME, March 12 – Italian President Sergio Conti met Elena Bassi, leader of the Democratic Party, in Rome "
        "on Tuesday.\n\n"
        "Bassi said Italy should lift its sanctions on Cuba."
    ),
    "bank": (
        "ABUJA, March 12 – Patrick Otieno, governor of the Central Bank of Kenya, met Ghanaian President Samuel "
        "Mensah in Abuja on Tuesday.\n\n"
        "Otieno said sanctions on Niger had hurt Nigeria and Kenya."
    ),
    "vice": (
        "BEIJING, March 12 – Chinese Vice Foreign Minister Li Ming met Japanese Ambassador Kenji Mori in Beijing "
        "on Tuesday.\n\n"
        "China imposed sanctions on a Japanese company, Li said."
    ),
}

ITEMS = [
    LEBANON,
    SERBIA,
    GHANA,
    position("@880", "Prime Minister of Canada", "P17 %CA"),
    position("@881", "Member of the Parliament of the United Kingdom", "P17 %GB"),
    position("@882", "Governor of the Central Bank of Nigeria", "P17 %NG"),
    position("@883", "Vice Minister of Foreign Affairs of China", "P17 %CN"),
    position("@884", "Foreign Minister of Syria", "P17 %SY"),
    human("@1", "Tomislav Radić", "P27 %RS", "P39 @812 2022-01-01.."),
    human("@2", "Karim Mansour", "P27 %LB", "P39 @808 1951..1953", "P570 1965"),
    human("@3", "Faisal Haddad", "P27 %SY", "P39 @884 2019-01-01.."),
    human("@4", "Jack Whitfield", "P27 %CA", "P39 @880 2021-01-01.."),
    human("@5", "John Stewart", "P27 %GB", "P102 @701", "P39 @881 2019-12-12.."),
    human("@6", "John Stewart", "P27 %GB"),
    human("@7", "Patrick Otieno", "P27 %NG", "P39 @882 2020-01-01.."),
    human("@8", "Samuel Mensah", "P27 %GH", "P39 @810 2021-01-07.."),
    human("@9", "Li Ming", "P27 %CN", "P39 @883 2020-01-01.."),
    item("@10", "Democratic Party", "P31 Q7278", "P17 %US"),
    item("@701", "Labour Party", "P31 Q7278", "P17 %GB"),
    item("@11", "party", "P279 Q43229"),
    city("@12", "Santiago", "%CL"),
    city("@13", "Santiago de los Caballeros", "%DO", also=["Santiago"]),
]


@pytest.fixture(scope="module")
def decisions(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Decision]:
    folder = tmp_path_factory.mktemp("built")
    (folder / "articles").mkdir()
    for name, body in ARTICLES.items():
        text = f"{name}\nBy the desk\n_\n20240312\nhttps://example.org/{name}\n{body}\n"
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    assert main(["build", "-q", str(folder / "articles"), "-o", str(folder / "output")]) == 0
    known = [*ITEMS, item("Q7278", "political party", "P279 Q43229")]
    knowledge = Knowledge(catalogue=Stubs(known), index=StubIndex(known))
    gazetteer = Gazetteer.load(Project.load(None).gazetteer)
    found = decide(read_subjects(Path(folder / "output")), links=LinkFile(), gazetteer=gazetteer, knowledge=knowledge)
    return {decision.subject.name: decision for decision in found}


@pytest.mark.parametrize(
    "name",
    [
        "Tomislav Radić",
        "Karim Mansour",
        "Jack Whitfield",
        "John Stewart",
        "Santiago",
        "Democratic Party",
        "Patrick Otieno",
        "Li Ming",
    ],
)
def test_a_namesake_is_not_taken_for_who_is_meant(decisions: Mapping[str, Decision], name: str) -> None:
    assert decisions[name].item is None, decisions[name].reasons


@pytest.mark.parametrize(("name", "id_"), [("Faisal Haddad", "@3"), ("Samuel Mensah", "@8")])
def test_who_is_clear_is_accepted(decisions: Mapping[str, Decision], name: str, id_: str) -> None:
    assert decisions[name].item == full(id_), decisions[name].reasons
