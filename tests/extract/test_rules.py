"""Rule files: a new fact type or trigger needs no Python, and what is wrong is named with its place."""

from __future__ import annotations

import pytest

from newsgraph import extract
from newsgraph.errors import RuleError
from newsgraph.facts import Article

ARMS_DEAL = """
type: ArmsDeal
roles:
  seller: {entities: [Country, Organization], party: true, minimum: 1}
  buyer: {entities: [Country, Organization], party: true, minimum: 1}
  item: {text: true}
rules:
  sold-to:
    verb: [sell]
    where: {object: [jet, missile, tank, fighter jet]}
    arguments:
      seller: [subject]
      buyer: [object2, to]
      item: [object]
    tenses: {present: none}
"""


def read(files: list[tuple[str, str]], gazetteer: extract.Gazetteer, body: str) -> list[tuple[str, str, str]]:
    rules = extract.Rules.load(files, gazetteer)
    found = extract.facts(Article(id="a", published="2024-09-04", body=body), rules)
    names = {entity.id: entity.name for entity in found.entities}
    return [
        (fact.realis, argument.role, names[argument.entity] if argument.entity else argument.text or "")
        for fact in found.facts
        if fact.type == "ArmsDeal"
        for argument in fact.arguments
    ]


def test_a_new_fact_type_needs_no_python(project_files: list[tuple[str, str]], gazetteer: extract.Gazetteer) -> None:
    files = [*project_files, (ARMS_DEAL, "mapping/text/armsdeal.yml")]
    assert read(files, gazetteer, "France agreed to sell 12 fighter jets to Serbia.") == [
        ("planned", "seller", "France"),
        ("planned", "buyer", "Serbia"),
        ("planned", "item", "12 fighter jets"),
    ]
    assert read(files, gazetteer, "France never sold fighter jets to Serbia.")[0][0] == "denied"
    assert read(files, gazetteer, "France sold wine to Serbia.") == []


def test_fact_types_declare_their_roles_in_order(rules: extract.Rules) -> None:
    meeting = next(fact_type for fact_type in rules.fact_types if fact_type.name == "Meeting")
    assert [role.name for role in meeting.roles] == ["participant", "place", "occasion"]
    assert meeting.roles[0].party
    assert meeting.roles[0].minimum == 2
    assert meeting.roles[2].text
    assert meeting.roles[1].entity_types == ("Place", "Country")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  sold-to:", "  sold-to:\n    vreb: [sell]", r"armsdeal.yml:8:5: .*'vreb'; did you mean 'verb'\?"),
        ("seller: [subject]", "seller: [subjct]", r"armsdeal.yml:11:\d+: 'subjct' is no .*; did you mean 'subject'\?"),
        ("seller: [subject]", "seler: [subject]", r"armsdeal.yml:\d+:\d+: .*no role 'seler'; did you mean 'seller'\?"),
        (
            "[Country, Organization], party: true, minimum: 1}\n  buyer",
            "[Contry], party: true}\n  buyer",
            r"armsdeal.yml:3:\d+: .*'Contry'; did you mean 'Country'\?",
        ),
        ("tenses: {present: none}", "tenses: {presnt: none}", r"did you mean 'present'\?"),
        ("tenses: {present: none}", "tenses: {present: nonne}", r"did you mean 'none'\?"),
        ("item: {text: true}", "item: {}", r"either entities or text"),
        ("    verb: [sell]\n", "", r"needs a trigger"),
        ("type: ArmsDeal", "type: Meeting", r"declared in two files"),
        ("tenses: {present: none}", "needs: [buyr]", r"no role 'buyr'; did you mean 'buyer'\?"),
        ("type: ArmsDeal\n", "", r"needs a 'type'"),
        ("type: ArmsDeal", "type: Person", r"'Person' cannot name a type of facts"),
        ("type: ArmsDeal", "type: Arms Deal", r"'Arms Deal' cannot name a type of facts"),
        ("rules:", "rulez:", r"did you mean 'rules'\?"),
        ("verb: [sell]", "verb: [sell", r"armsdeal.yml:\d+:\d+: .*YAML"),
        ("minimum: 1}\n  buyer", "minimum: many}\n  buyer", r"whole number"),
    ],
)
def test_a_wrong_rule_is_named_with_its_place(
    old: str, new: str, message: str, project_files: list[tuple[str, str]], gazetteer: extract.Gazetteer
) -> None:
    assert old in ARMS_DEAL
    text = ARMS_DEAL.lstrip("\n").replace(old, new, 1)
    with pytest.raises(RuleError, match=message):
        extract.Rules.load([*project_files, (text, "mapping/text/armsdeal.yml")], gazetteer)


def test_rules_without_a_lexicon_are_refused(gazetteer: extract.Gazetteer) -> None:
    with pytest.raises(RuleError, match="lexicon"):
        extract.Rules.load([(ARMS_DEAL, "armsdeal.yml")], gazetteer)


@pytest.mark.parametrize("text", ["", "[]", "word", "- a\n- b"])
def test_a_rule_file_is_a_mapping(text: str, gazetteer: extract.Gazetteer) -> None:
    with pytest.raises(RuleError, match="mapping"):
        extract.Rules.load([(text, "x.yml")], gazetteer)
