"""A new fact type takes four declarative files and no Python: an arms deal, from an article to Turtle."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

FILES = {
    "ontology/arms-deal.ttl": """\
@prefix ng: <https://w3id.org/newsgraph/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

ng:ArmsDeal a owl:Class ; rdfs:subClassOf ng:Situation ; rdfs:label "arms deal"@en .
ng:seller a owl:ObjectProperty ; rdfs:subPropertyOf ng:party ; rdfs:range ng:Party ; rdfs:label "seller"@en .
ng:buyer a owl:ObjectProperty ; rdfs:subPropertyOf ng:party ; rdfs:range ng:Party ; rdfs:label "buyer"@en .
ng:item a owl:DatatypeProperty ; rdfs:range xsd:string ; rdfs:label "item"@en .
""",
    "mapping/text/arms-deal.yml": """\
type: ArmsDeal
roles:
  seller: {entities: [Country, Organization], party: true, minimum: 1}
  buyer: {entities: [Country, Organization], party: true}
  item: {text: true}
rules:
  sold-to:
    verb: [sell]
    where: {object: [missile, tank, fighter jet, jet, weapon, gun]}
    arguments:
      seller: [subject]
      buyer: [to]
      item: [object]
""",
    "mapping/rdf/arms-deal.yml": """\
prefixes:
  ng: https://w3id.org/newsgraph/ns#
mappings:
  arms-deal:
    sources:
      - [facts.json~jsonpath, "$.situations.ArmsDeal[*]"]
    s: $(key)
    po:
      - [a, ng:ArmsDeal]
      - [ng:seller, "$(roles.seller[*])~iri"]
      - [ng:buyer, "$(roles.buyer[*])~iri"]
      - [ng:item, "$(roles.item[*])"]
  arms-deal-claim:
    sources:
      - [facts.json~jsonpath, "$.claims.ArmsDeal[*]"]
    s: $(key)
    po:
      - [ng:seller, "$(roles.seller[*])~iri"]
      - [ng:buyer, "$(roles.buyer[*])~iri"]
      - [ng:item, "$(roles.item[*])"]
""",
    "shapes/arms-deal.ttl": """\
@prefix ex: <https://desk.example/shapes#> .
@prefix ng: <https://w3id.org/newsgraph/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

ex:ArmsDeal-buyer a sh:PropertyShape ;
    sh:targetClass ng:ArmsDeal ;
    sh:path ng:buyer ;
    sh:minCount 1 ;
    sh:message "It is not said who bought the arms. Name the buyer, or remove the deal." .
""",
}

ASK = """\
PREFIX ng: <https://w3id.org/newsgraph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?seller ?buyer ?item ?realis ?date ?exact {
  ?claim a ng:Claim ; ng:claims ng:ArmsDeal ; ng:realis ?realis ; ng:evidence/oa:hasSelector/oa:exact ?exact ;
    ng:seller ?s ; ng:buyer ?b ; ng:supports ?deal .
  ?deal a ng:ArmsDeal , ng:Situation ; ng:seller ?s ; ng:buyer ?b ; ng:party ?s , ?b ; ng:item ?item ; ng:date ?date .
  ?s rdfs:label ?seller . ?b rdfs:label ?buyer
}"""


@pytest.fixture
def desk(newsgraph: Any, tmp_path: Path) -> Path:
    """A project of one's own, with four files more."""
    folder = tmp_path / "desk"
    assert newsgraph("init", folder, "--quiet").returncode == 0
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def publish(newsgraph: Any, desk: Path) -> Callable[[str], Any]:
    def run(sentence: str) -> Any:
        article = desk / "deal.txt"
        article.write_text(
            f"A deal\nBy OUR DESK\n_\n20240904\nhttps://desk.example/deal\n{sentence}\n", encoding="utf-8"
        )
        return newsgraph("build", "deal.txt", "-o", "out", cwd=desk)

    return run


def test_an_arms_deal_is_published_with_its_claim_and_its_roles(publish: Any, desk: Path) -> None:
    sentence = "France sold fighter jets to Egypt on Monday."
    run = publish(sentence)
    assert (run.returncode, run.stderr) == (0, "")
    store = pyoxigraph.Store()
    store.load(path=desk / "out" / "deal.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    answer = store.query(ASK)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    found = [[getattr(term, "value", None) for term in solution] for solution in answer]
    ng = "https://w3id.org/newsgraph/ns#"
    assert found == [["France", "Egypt", "fighter jets", f"{ng}actual", "2024-09-02", sentence]]


def test_a_denied_arms_deal_is_a_claim_and_no_situation(publish: Any, desk: Path) -> None:
    assert publish("France will never sell fighter jets to Egypt.").returncode == 0
    store = pyoxigraph.Store()
    store.load(path=desk / "out" / "deal.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    ng = "PREFIX ng: <https://w3id.org/newsgraph/ns#>"
    assert store.query(f"{ng} ASK {{ ?claim ng:claims ng:ArmsDeal ; ng:realis ng:denied }}")
    assert not store.query(f"{ng} ASK {{ ?deal a ng:ArmsDeal }}")


def test_an_arms_deal_without_a_buyer_is_rejected_by_its_own_shapes(publish: Any, desk: Path) -> None:
    run = publish("France sold fighter jets on Monday.")
    assert run.returncode == 1
    report = (desk / "out" / "rejected" / "deal.report.txt").read_text(encoding="utf-8")
    assert "deal.txt:6:1: violation: It is not said who bought the arms." in report
    assert "“France sold fighter jets on Monday.”" in report
    assert "read by  mapping/text/arms-deal.yml#sold-to" in report
    assert "made by  mapping/rdf/arms-deal.yml:" in report
    assert not (desk / "out" / "deal.ttl").exists()
