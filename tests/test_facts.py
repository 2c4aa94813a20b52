"""What a facts document may say, and how it is told what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph import facts
from newsgraph.errors import FactsError, Place

BODY = "Freedonia sanctioned Rufus Firefly on Monday."


def document(**changes: Any) -> dict[str, Any]:
    """A good document, some of whose top-level parts are replaced."""
    good: dict[str, Any] = {
        "article": {"id": "a", "body": BODY, "published": "2024-09-04"},
        "entities": [
            {
                "id": "e1",
                "type": "Country",
                "name": "Freedonia",
                "mentions": [{"exact": "Freedonia", "start": 0, "end": 9}],
            },
            {
                "id": "e2",
                "type": "Person",
                "name": "Rufus Firefly",
                "mentions": [{"exact": "Rufus Firefly", "start": 21, "end": 34}],
                "roles": [{"title": "leader", "of": "e1", "evidence": {"exact": "Rufus", "start": 21, "end": 26}}],
            },
        ],
        "facts": [fact()],
    }
    return good | changes


def fact(**changes: Any) -> dict[str, Any]:
    good: dict[str, Any] = {
        "id": "f1",
        "type": "Sanction",
        "realis": "actual",
        "phase": "begun",
        "arguments": [{"role": "imposedBy", "entity": "e1"}, {"role": "target", "entity": "e2"}],
        "date": {"text": "Monday", "value": "2024-09-02"},
        "evidence": [{"exact": BODY, "start": 0, "end": len(BODY)}],
        "rule": "mapping/text/sanction.yml#sanctioned",
    }
    return good | changes


def problem_of(value: object) -> str:
    with pytest.raises(FactsError) as caught:
        facts.decode(json.dumps(value).encode(), Place("facts.jsonl", 3))
    return str(caught.value)


def test_a_document_survives_its_json() -> None:
    """decode(encode(d)) == d, and the bytes are the same again."""
    first = facts.decode(json.dumps(document()).encode())
    assert facts.decode(facts.encode(first)) == first
    assert facts.encode(facts.decode(facts.encode(first))) == facts.encode(first)


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (
            document(facts=[fact(), fact(id="f2"), fact(id="f3", arguments=[{"role": "target", "entity": "e9"}])]),
            "facts[2].arguments[0].entity: no entity e9",
        ),
        (
            document(facts=[fact(arguments=[{"role": "target"}])]),
            "facts[0].arguments[0]: give an entity or a text, and not both",
        ),
        (document(facts=[fact(realis="maybe")]), "facts[0].realis: Invalid enum value 'maybe'"),
        (document(facts=[fact(evidence=[])]), "facts[0].evidence: a fact needs the sentence that says so"),
        (document(facts=[fact(), fact()]), "facts[1].id: a second f1"),
        (document(facts=[fact(id="f 1")]), "facts[0].id: 'f 1' is no id: use up to 64 letters, digits, - and _"),
        (document(facts=[fact(statedBy="e7")]), "facts[0].statedBy: no entity e7"),
        (
            document(facts=[fact(date={"text": "x", "value": "2024-02-30"})]),
            "facts[0].date.value: no date: '2024-02-30'; write it as 2024-09-04, 2024-09 or 2024",
        ),
        (
            document(facts=[fact(evidence=[{"exact": "Sylvania", "start": 0, "end": 9}])]),
            "facts[0].evidence[0].exact: the body has 'Freedonia' at 0, not 'Sylvania'",
        ),
        (
            document(facts=[fact(evidence=[{"exact": "x", "start": 40, "end": 99}])]),
            f"facts[0].evidence[0]: 40 to 99 lies outside the body of {len(BODY)} characters",
        ),
        (
            document(article={"id": "../a", "body": BODY}),
            "article.id: '../a' names no file: up to 200 bytes of visible text, no leading dot, no / or \\",
        ),
        (
            document(article={"id": "a", "body": BODY, "published": "4 September"}),
            "article.published: no date: '4 September'; write it as 2024-09-04",
        ),
        (
            document(facts=[fact(attribution={"exact": "Rufus", "start": 0, "end": 5, "way": "name"})]),
            "facts[0].attribution.exact: the body has 'Freed' at 0, not 'Rufus'",
        ),
        (
            document(facts=[fact(date={"text": "x", "basis": {"exact": "x", "start": 0, "end": 99, "way": "name"}})]),
            f"facts[0].date.basis: 0 to 99 lies outside the body of {len(BODY)} characters",
        ),
        (document(facts=[fact(review="maybe")]), "facts[0].review: Invalid enum value 'maybe'"),
        (document(reviewed={"on": "today"}), "reviewed.on: no date: 'today'; write it as 2024-09-04"),
        (document(article={"id": 1, "body": BODY}), "article.id: Expected `str`, got `int`"),
        (document(surprise=1), "Object contains unknown field `surprise`"),
        ([], "Expected `object`, got `array`"),
    ],
)
def test_a_broken_law_is_told_with_its_path(broken: object, problem: str) -> None:
    assert problem_of(broken) == f"facts.jsonl:3: {problem}"


@pytest.mark.parametrize("line", [b"", b"{", b"{}}", b"\xff\xfe", b"[" * 100_000, b'"\\ud800"'])
def test_what_is_no_document_is_a_facts_error(line: bytes) -> None:
    with pytest.raises(FactsError):
        facts.decode(line)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024", True),
        ("2024-09", True),
        ("2024-09-04", True),
        ("2024-13", False),
        ("2024-9-4", False),
        ("٢٠٢٤", False),
        ("0000", False),
    ],
)
def test_a_date_is_a_day_month_or_year_of_the_calendar(value: str, expected: bool) -> None:  # noqa: FBT001
    assert facts.is_date(value) is expected


def basis(words: str, way: facts.Way) -> facts.Basis:
    start = BODY.index(words)
    return facts.Basis(exact=words, start=start, end=start + len(words), way=way)


@given(st.lists(st.sampled_from([*get_args(facts.Way), None])), st.sampled_from([*get_args(facts.Way), None]))
def test_one_part_more_never_makes_a_grade_better(ways: list[facts.Way | None], one: facts.Way | None) -> None:
    """Law of the grade: a fact stands as far from its words as the part of it that stands farthest."""
    words = facts.Evidence(exact=BODY, start=0, end=len(BODY))

    def of(several: list[facts.Way | None]) -> int:
        arguments = tuple(
            facts.Argument(role="target", entity="e1", basis=None if way is None else basis("Firefly", way))
            for way in several
        )
        made = facts.Fact(id="f", type="T", realis="actual", arguments=arguments, evidence=(words,), rule="r")
        return facts.GRADES.index(made.grade)

    assert of([*ways, one]) >= (of(ways) if ways else 0)


def test_the_mark_of_a_reviewed_line_is_seen_whatever_else_is_wrong_with_it() -> None:
    slip = document(reviewed={}, entities="none")
    assert facts.reviewed_article(json.dumps(slip).encode()) == "a"
    assert facts.reviewed_article(json.dumps(document(reviewed=None)).encode()) is None
    assert facts.reviewed_article(b"<html>") is None


@given(st.text(min_size=1), st.data())
def test_a_quote_is_what_the_body_holds(body: str, data: st.DataObject) -> None:
    """Law of evidence: body[start:end] == exact, in code points of whatever script."""
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    article = facts.Article(id="a", body=body)
    evidence = article.quote(start, end)
    assert body[evidence.start : evidence.end] == evidence.exact


def test_a_quote_must_be_in_the_body() -> None:
    with pytest.raises(ValueError, match="no words at 0 to 2 in a body of 1"):
        facts.Article(id="a", body="a").quote(0, 2)


def test_the_json_schema_knows_every_part() -> None:
    schema = facts.json_schema()
    parts = {"Article", "Argument", "Basis", "Document", "Entity", "Evidence", "Fact", "FactDate", "Review", "Role"}
    assert set(schema["$defs"]) == parts
    assert schema["$defs"]["Fact"]["properties"]["realis"]["enum"] == ["actual", "denied", "planned", "possible"]


def test_the_shipped_json_schema_is_the_generated_one(root: Path) -> None:
    shipped = json.loads((root / "ontology" / "facts.schema.json").read_text(encoding="utf-8"))
    assert shipped == json.loads(json.dumps(facts.json_schema())), "write it anew from facts.json_schema()"
