"""What must hold of the situations in which a linker goes wrong."""

from __future__ import annotations

import pytest
from attack_cases_fourth import CASES
from attacks import Case

from newsgraph.link.cascade import FEW, Decision
from newsgraph.link.gazetteer import Gazetteer
from newsgraph.link.scoring import best_likeness
from newsgraph.project import Project

GAZETTEER = Gazetteer.load(Project.load(None).gazetteer)


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[Case, Decision]]:
    return [(case, case.decided(GAZETTEER)) for case in CASES]


def _is_wrong(case: Case, decision: Decision) -> bool:
    return decision.item is not None and decision.item != case.gold


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_no_wrong_link(case: Case) -> None:
    """The law: coverage comes after it."""
    decision = case.decided(GAZETTEER)
    assert not _is_wrong(case, decision), (decision.item, decision.reasons)


def test_who_is_clear_is_accepted(outcomes: list[tuple[Case, Decision]]) -> None:
    assert [case.id for case, decision in outcomes if case.clear and decision.verdict != "accept"] == []


def test_the_right_item_is_among_the_best_five(outcomes: list[tuple[Case, Decision]]) -> None:
    left = [(c, d) for c, d in outcomes if c.gold is not None and d.verdict != "accept"]
    found = [case.gold in [candidate.item for candidate in decision.candidates] for case, decision in left]
    assert all(len(decision.candidates) <= FEW for _, decision in left)
    assert sum(found) >= 0.95 * len(found)


def test_a_failed_look_up_makes_no_wrong_link_and_no_nil() -> None:
    """Each of the items that a search finds fails in turn; the best of those that are left may be a namesake."""
    wrong = []
    for case in CASES:
        for item in case.items:
            if best_likeness(case.subjects[0].name, item)[0] == "same":
                decision = case.decided_without(GAZETTEER, item.id)
                if _is_wrong(case, decision) or decision.verdict == "nil":
                    wrong.append((case.id, item.id, decision.verdict, decision.item, decision.reasons))
    assert wrong == []


def test_a_single_name_has_no_antecedent_while_who_else_bears_it_is_unknown() -> None:
    case = next(case for case in CASES if case.id == "surname-of-spouse")
    assert case.gold is not None
    assert case.decided_without(GAZETTEER, case.gold).lookups == (f"{case.gold}: no answer",)
