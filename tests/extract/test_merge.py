"""Mentions of one situation become one fact, and uniting them never says what none of them says."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph import extract
from newsgraph.facts import Article, Document

PEOPLE = ("Olaf Scholz", "Emmanuel Macron", "Narendra Modi", "Donald Tusk")
WHERE = ("", " in Berlin", " in Paris")
WHEN = ("", " on Monday", " in May 2023")


@st.composite
def meetings(draw: st.DrawFn) -> tuple[frozenset[str], str, str]:
    who = draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=3, unique=True))
    return frozenset(who), draw(st.sampled_from(WHERE)), draw(st.sampled_from(WHEN))


def sentence(meeting: tuple[frozenset[str], str, str]) -> str:
    *first, last = sorted(meeting[0])
    return f"{', '.join(first)} and {last} met{meeting[1]}{meeting[2]}."


def pairs(document: Document) -> set[frozenset[str]]:
    """What the facts say: each two of a fact's people, places and dates that it puts together."""
    names = {entity.id: entity.name for entity in document.entities}
    found: set[frozenset[str]] = set()
    for fact in document.facts:
        parts = [names[a.entity] for a in fact.arguments if a.entity is not None]
        parts += [fact.date.value] if fact.date is not None and fact.date.value is not None else []
        found |= {frozenset(pair) for pair in itertools.combinations(parts, 2)}
    return found


@given(told=st.lists(meetings(), min_size=1, max_size=5))
@settings(max_examples=150, deadline=None)
def test_people_are_put_together_only_where_a_sentence_does(
    told: list[tuple[frozenset[str], str, str]], rules: extract.Rules
) -> None:
    body = " ".join(sentence(meeting) for meeting in told)
    united = pairs(extract.facts(Article(id="a", published="2024-09-04", body=body), rules))
    single: set[frozenset[str]] = set()
    for meeting in told:
        single |= pairs(extract.facts(Article(id="a", published="2024-09-04", body=sentence(meeting)), rules))
    for pair in united - single:
        assert _said_of_the_same(pair, told, single), pair


def _said_of_the_same(
    pair: frozenset[str], told: list[tuple[frozenset[str], str, str]], single: set[frozenset[str]]
) -> bool:
    """Whether a place and a date were put together because both were said of the very same people."""
    return not pair & set(PEOPLE) and any(
        all(frozenset((who, part)) in single for who in meeting[0] for part in pair) for meeting in told
    )


def test_evidence_lists_every_sentence_once(document: Callable[[str], Document]) -> None:
    (fact,) = document("Olaf Scholz met Donald Tusk. It rained. Olaf Scholz met Donald Tusk on Monday.").facts
    assert [e.exact for e in fact.evidence] == [
        "Olaf Scholz met Donald Tusk.",
        "Olaf Scholz met Donald Tusk on Monday.",
    ]


def seconds(body: str, rules: extract.Rules) -> float:
    start = time.process_time()
    extract.facts(Article(id="a", published="2024-09-04", body=body), rules)
    return time.process_time() - start


def name(n: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(n)).capitalize()


def test_time_is_linear_in_different_situations(rules: extract.Rules) -> None:
    lines = [f"Ivan {name(n)}ov met Petr {name(n)}enko in Moscow." for n in range(1600)]
    assert seconds("\n".join(lines), rules) < 3 * seconds("\n".join(lines[:800]), rules) + 0.3


def test_time_is_linear_in_mentions_of_one_situation(rules: extract.Rules) -> None:
    lines = ["Olaf Scholz met Donald Tusk in Berlin on Monday."] * 1600
    assert seconds("\n".join(lines), rules) < 3 * seconds("\n".join(lines[:800]), rules) + 0.3


def test_time_is_linear_in_meetings_of_one_person(rules: extract.Rules) -> None:
    lines = [f"Olaf Scholz met Petr {name(n)}enko in Berlin." for n in range(1600)]
    assert seconds("\n".join(lines), rules) < 3 * seconds("\n".join(lines[:800]), rules) + 0.3
