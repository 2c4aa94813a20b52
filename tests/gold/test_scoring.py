"""Scoring counts what the annotation rules say."""

from __future__ import annotations

import dataclasses

import pytest
import scoring
from scoring import Annotation, Claim, PersonRole, Score

from newsgraph.facts import Argument, Article, Document, Entity, Evidence, Fact, FactDate, Role

MET = Claim(
    type="Meeting",
    realis="actual",
    phase="begun",
    roles=frozenset({("participant", frozenset({"Ann", "Bob"})), ("place", frozenset({"Geneva"}))}),
    date="2020-01-02",
    earliest=None,
    latest=None,
    stated_by=None,
)


def annotation(*claims: Claim, optional: tuple[Claim, ...] = ()) -> Annotation:
    return Annotation(frozenset(), frozenset(), claims, optional)


def test_same_claim_matches() -> None:
    comparison = scoring.compare(annotation(MET), annotation(MET))
    assert comparison.facts == {("Meeting", "actual"): Score(right=1)}
    assert comparison.differences == ()


@pytest.mark.parametrize(
    ("slot", "change"),
    [
        ("realis", {"realis": "planned"}),
        ("phase", {"phase": "ended"}),
        ("roles", {"roles": frozenset({("participant", frozenset({"Ann", "Bob"}))})}),
        ("date", {"date": None}),
        ("date", {"date": "2020-01"}),
        ("statedBy", {"stated_by": "Ann"}),
    ],
)
def test_one_wrong_slot_is_a_miss_and_a_false_fact(slot: str, change: dict[str, str | None]) -> None:
    found = dataclasses.replace(MET, **change)  # type: ignore[arg-type]
    comparison = scoring.compare(annotation(MET), annotation(found))
    assert comparison.total == Score(right=0, missed=1, false=1)
    assert [(d.kind, d.slots) for d in comparison.differences] == [("wrong", (slot,))]


def test_optional_fact_counts_neither_way() -> None:
    comparison = scoring.compare(annotation(optional=(MET,)), annotation(MET, MET))
    assert comparison.total == Score()
    assert scoring.compare(annotation(optional=(MET,)), annotation()).total == Score()


def test_required_fact_found_twice_is_false_once() -> None:
    assert scoring.compare(annotation(MET), annotation(MET, MET)).total == Score(right=1, missed=0, false=1)


def test_bounds_are_compared_where_the_editor_gives_them() -> None:
    open_ = dataclasses.replace(MET, date=None)
    bounded = dataclasses.replace(open_, earliest="2019-12-01", latest="2019-12-31")
    assert scoring.differing_slots(open_, bounded) == ()
    assert scoring.differing_slots(bounded, open_) == ("earliest", "latest")


def test_unrelated_facts_are_a_miss_and_a_false_one_apart() -> None:
    other = dataclasses.replace(MET, roles=frozenset({("participant", frozenset({"Cem", "Dua"}))}))
    kinds = [d.kind for d in scoring.compare(annotation(MET), annotation(other)).differences]
    assert kinds == ["missed", "false"]


def test_nothing_expected_and_nothing_found_is_perfect() -> None:
    total = scoring.compare(annotation(), annotation()).total
    assert (total.precision, total.recall) == (1.0, 1.0)


def test_optional_entity_counts_neither_way() -> None:
    expected = Annotation(frozenset({("Person", "Ann")}), frozenset(), (), (), frozenset({"Europe"}))
    found = Annotation(frozenset({("Person", "Ann"), ("Place", "Europe"), ("Place", "Asia")}), frozenset(), ())
    assert scoring.compare(expected, found).entities == Score(right=1, missed=0, false=1)


def test_optional_role_counts_neither_way() -> None:
    lawyer, judge = PersonRole("Ann", "lawyer", None), PersonRole("Ann", "judge", None)
    expected = Annotation(frozenset(), frozenset({judge}), (), optional_roles=frozenset({lawyer}))
    found = Annotation(frozenset(), frozenset({lawyer, judge}), ())
    assert scoring.compare(expected, found).roles == Score(right=1)
    assert scoring.compare(expected, Annotation(frozenset(), frozenset(), ())).roles == Score(missed=1)


def test_missed_fact_is_shown_with_its_likely_sentence() -> None:
    body = "Ann slept. Ann met Bob in Geneva. Bob left."
    difference = scoring.compare(annotation(MET), annotation(), body).differences[0]
    assert difference.expected is not None
    assert difference.expected.sentence == "Ann met Bob in Geneva."


def test_document_is_read_by_canonical_names() -> None:
    body = "President Ann met Bob in Geneva on Jan. 2."
    evidence = Evidence(exact=body, start=0, end=len(body))
    ann = Evidence(exact="Ann", start=10, end=13)
    document = Document(
        article=Article(id="a", body=body),
        entities=(
            Entity(id="e1", type="Person", name="Ann", mentions=(ann,), roles=(Role(title="President", evidence=ann),)),
            Entity(id="e2", type="Person", name="Bob", mentions=()),
            Entity(id="e3", type="Place", name="Geneva", mentions=()),
        ),
        facts=(
            Fact(
                id="f1",
                type="Meeting",
                realis="actual",
                arguments=(
                    Argument(role="participant", entity="e1"),
                    Argument(role="participant", entity="e2"),
                    Argument(role="place", entity="e3"),
                    Argument(role="occasion", text="a walk"),
                ),
                date=FactDate(text="Jan. 2", value="2020-01-02"),
                evidence=(evidence,),
                rule="mapping/text/meeting.yml#met",
            ),
        ),
    )
    found = scoring.found_annotation(document)
    assert found.claims == (MET,)
    assert found.claims[0].sentence == body
    assert found.roles == {PersonRole("Ann", "president", None)}


def test_role_that_is_no_list_is_an_error() -> None:
    file = scoring.ExpectedFile(entities=(), facts=({"type": "Meeting", "participant": "Ann"},))
    with pytest.raises(TypeError, match="participant"):
        scoring.expected_annotation(file)
