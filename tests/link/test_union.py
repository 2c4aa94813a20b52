"""Union-find joins what links join, and never what is not the same."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from newsgraph.link.union import Edge, union

NODES = st.sampled_from(["Q1", "Q2", "Q3", "a", "b", "c", "d", "e"])
EDGES = st.lists(st.tuples(NODES, NODES), max_size=10)


def item(node: str) -> str | None:
    return "item" if node.startswith("Q") else None


@given(EDGES, EDGES, EDGES)
def test_nothing_is_joined_across_a_negative_edge(people: list[Edge], rules: list[Edge], negative: list[Edge]) -> None:
    """Neither by links of people nor of rules, whatever way leads around it; nor are two items."""
    found = union((people, rules), negative, apart=item)
    for first, second in negative:
        assert first == second or second not in found.same(first)
    assert all(sum(node.startswith("Q") for node in members) <= 1 for members in found.sets.values())


@given(EDGES, EDGES, EDGES, st.randoms(use_true_random=False))
def test_order_does_not_matter(
    people: list[Edge], rules: list[Edge], negative: list[Edge], chance: random.Random
) -> None:
    """Nor does the direction of an edge."""

    def shuffled(edges: list[Edge]) -> list[Edge]:
        return [edge if chance.random() < 0.5 else (edge[1], edge[0]) for edge in chance.sample(edges, len(edges))]

    one = union((people, rules), negative, apart=item)
    other = union((shuffled(people), shuffled(rules)), shuffled(negative), apart=item)
    assert one.sets == other.sets
    assert {frozenset(edge) for edge in one.withheld} == {frozenset(edge) for edge in other.withheld}


@given(EDGES, EDGES, EDGES)
def test_every_link_is_taken_or_withheld(people: list[Edge], rules: list[Edge], negative: list[Edge]) -> None:
    found = union((people, rules), negative, apart=item)
    for edge in (*people, *rules):
        assert edge[1] in found.same(edge[0]) or edge in found.withheld


@given(EDGES, EDGES, EDGES)
def test_rules_change_nothing_that_people_have_joined(
    people: list[Edge], rules: list[Edge], negative: list[Edge]
) -> None:
    before = union((people,), negative, apart=item)
    after = union((people, rules), negative, apart=item)
    assert all(before.same(node) <= after.same(node) for node in before.sets)


@given(EDGES, EDGES, st.tuples(NODES, NODES))
def test_a_link_that_is_undone_leaves_what_was_there_before(links: list[Edge], negative: list[Edge], one: Edge) -> None:
    """What has no part in it stands as it stood with it."""
    without = union((links,), negative, apart=item)
    with_it = union(([*links, one],), negative, apart=item)
    touched = union((([*links, one]),), ()).same(one[0])
    assert all(with_it.same(node) == without.same(node) for node in without.sets if node not in touched)


def test_links_that_contradict_each_other_are_all_withheld() -> None:
    """Not the later one alone: which of them is wrong is not known."""
    found = union(([("a", "Q1"), ("a", "Q2"), ("b", "Q3")],), (), apart=item)
    assert found.withheld == {("a", "Q1"): ("Q1", "Q2"), ("a", "Q2"): ("Q1", "Q2")}
    assert found.same("b") == {"b", "Q3"}


def test_a_persons_link_holds_against_a_rules() -> None:
    found = union(([("a", "Q1")], [("a", "Q2")]), (), apart=item)
    assert found.same("a") == {"a", "Q1"}
    assert found.withheld == {("a", "Q2"): ("Q1", "Q2")}


def test_rules_do_not_settle_what_people_disagree_on() -> None:
    found = union(([("a", "Q1"), ("a", "Q2")], [("a", "Q1"), ("b", "Q1"), ("c", "Q3")]), (), apart=item)
    assert found.same("a") == {"a"}
    assert found.same("c") == {"c", "Q3"}
    assert {edge for edge in found.withheld if edge[0] == "b"} == {("b", "Q1")}


def test_the_least_stands_for_all() -> None:
    found = union(([("b", "Q1"), ("a", "Q1")],), (), apart=item)
    assert found.canonical("Q1", rank=lambda node: node.startswith("Q")) == "a"
    assert found.canonical("d") == "d"
