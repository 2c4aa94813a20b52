"""Each rewrite on a mapping that shows what it does: the plan before it, as the rules before it left it, and after."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from newsgraph import rml
from newsgraph.rml.explain import explain_steps
from newsgraph.rml.rewrites import RULES, Rewrite
from newsgraph.rml.statements import statements

FIXTURES = Path(__file__).parents[1] / "fixtures" / "rewrites"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.__name__))
def test_a_rewrite_does_what_its_fixture_shows(rule: Rewrite) -> None:
    """And its fixture has its name."""
    fixture = yaml.safe_load((FIXTURES / f"{rule.__name__}.yaml").read_text("utf-8"))
    plan = rml.parse([rml.MappingText(fixture["mapping"], "m.yml")])
    steps = statements(plan.generations)
    for earlier in RULES[: RULES.index(rule)]:
        steps = earlier(steps)
    assert explain_steps(steps) == fixture["before"]
    assert explain_steps(rule(steps)) == fixture["after"]


def test_every_fixture_is_that_of_a_rewrite() -> None:
    """None is left behind when a rule goes."""
    assert {path.stem for path in FIXTURES.glob("*.yaml")} == {rule.__name__ for rule in RULES}
