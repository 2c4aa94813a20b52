"""Every rule file carries sentences that it must and must not match; this runs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from newsgraph.extract import Rules


class Fact(Protocol):
    type: str
    realis: str
    phase: str
    roles: dict[str, frozenset[str]]
    date: str | None
    stated_by: str | None


def as_values(fact: Fact) -> dict[str, object]:
    values: dict[str, object] = {"type": fact.type, "realis": fact.realis, "phase": fact.phase}
    values |= {"date": fact.date, "statedBy": fact.stated_by}
    return values | fact.roles


def wanted(fact: Sequence[tuple[str, tuple[str, ...]]], texts: frozenset[str]) -> dict[str, object]:
    values: dict[str, object] = {"realis": "actual", "phase": "begun", "date": None, "statedBy": None}
    for name, words in fact:
        if name in ("type", "realis", "phase", "date", "statedBy"):
            values[name] = words[0]
        elif name not in texts:
            values[name] = frozenset(words)
    return values


def test_every_example_gives_its_facts_and_no_other(rules: Rules, read: Callable[[str], list[Fact]]) -> None:
    texts = frozenset(role.name for fact_type in rules.fact_types for role in fact_type.roles if role.text)
    assert len(rules.examples) > 80
    for example in rules.examples:
        facts = [as_values(fact) for fact in read(example.text)]
        assert facts == [wanted(fact, texts) for fact in example.facts], f"{example.place}: {example.text}"


def test_every_rule_has_examples_of_both_kinds(rules: Rules) -> None:
    for frame in rules.frames:
        assert any(example.facts for example in frame.examples), frame.name
        assert any(not example.facts for example in frame.examples), frame.name


def test_a_fact_names_the_rule_that_matches_its_example(rules: Rules, read: Callable[[str], list[Fact]]) -> None:
    for frame in rules.frames:
        for example in frame.examples:
            if example.facts:
                assert frame.name in [fact.rule for fact in read(example.text)], example.text  # type: ignore[attr-defined]
