"""What a clause leaves out, and what an earlier sentence gives: only where nothing else can be meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import pytest

from newsgraph import extract
from newsgraph.errors import RuleError


class Fact(Protocol):
    type: str
    roles: dict[str, frozenset[str]]
    date: str | None


Read = Callable[[str], list[Fact]]


def members(facts: list[Fact]) -> list[tuple[set[str], set[str]]]:
    return [(set(fact.roles["member"]), set(fact.roles["organization"])) for fact in facts if fact.type == "Alliance"]


def test_the_organization_is_the_one_last_joined(read: Read) -> None:
    found = members(read("Poland joined the European Union in 2004. Croatia joined in 2013."))
    assert found == [({"Poland"}, {"European Union"}), ({"Croatia"}, {"European Union"})]


def test_another_organization_in_between_leaves_it_open(read: Read) -> None:
    """It may be said of either that Croatia joined."""
    found = members(read("Poland joined the European Union in 2004. NATO welcomed that. Croatia joined in 2013."))
    assert found == [({"Poland"}, {"European Union"})]


def test_it_is_not_understood_pages_later(read: Read) -> None:
    talk = "The harvest was good in the south, and the mills were busy all autumn. " * 15
    assert len(members(read(f"Poland joined the European Union in 2004. {talk}Croatia joined in 2013."))) == 1


def test_the_two_companies_are_those_just_listed(read: Read) -> None:
    facts = read(
        "The United States sanctioned Rosneft and Lukoil on Monday. Britain sanctioned the two companies in May."
    )
    assert [fact.roles["target"] for fact in facts] == [frozenset({"Rosneft", "Lukoil"})] * 2


def test_three_companies_are_not_the_two_just_listed(read: Read) -> None:
    facts = read("The United States sanctioned Rosneft and Lukoil. Britain sanctioned the three companies in May.")
    assert len(facts) == 1


def test_the_day_of_a_dateline_is_not_the_day_of_the_event(read: Read) -> None:
    (fact,) = read("WASHINGTON, Sept 2 – The United States imposed sanctions on Iran.")
    assert fact.date is None


def test_a_role_that_no_clause_could_leave_out_is_named(
    gazetteer: extract.Gazetteer, project_files: list[tuple[str, str]]
) -> None:
    rule = "type: Deal\nroles:\n  buyer: {entities: [Country]}\nrules:\n  bought:\n    verb: [buy]\n"
    rule += "    arguments: {buyer: [subject]}\n    understood: [bier]\n"
    with pytest.raises(RuleError, match="Deal has no role 'bier'; did you mean 'buyer'"):
        extract.Rules.load([*project_files, (rule, "mapping/text/deal.yml")], gazetteer)
