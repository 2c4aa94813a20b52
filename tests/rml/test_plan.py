"""A plan's runs: documents in memory, strictness, tracing, reports, the common order of everything."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from newsgraph import rml
from newsgraph.errors import MappingError, UsageError

MAPPING = """prefixes: {ex: "http://example.org/"}
mappings:
  sanction:
    sources: [[facts.json~jsonpath, "$.facts.Sanction[*]"]]
    s: ex:$(id)
    po:
      - [a, ex:Sanction]
      - [ex:by, "$(by[*])~iri"]
      - [ex:day, $(date.day), xsd:date]
"""
FACTS = {
    "facts": {
        "Sanction": [{"id": "s1", "by": ["http://a.example/", "http://b.example/"], "date": {"day": "2024-09-04"}}]
    }
}


def plan(mapping: str = MAPPING, base: str | None = None) -> rml.Plan:
    return rml.parse([rml.MappingText(mapping, "sanction.yml")], base=base)


def test_documents_in_memory_are_mapped_without_files() -> None:
    subject, xsd = "<http://example.org/s1>", "http://www.w3.org/2001/XMLSchema#"
    assert list(plan().run({"facts.json": FACTS})) == [
        (subject, "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://example.org/Sanction>", ""),
        (subject, "<http://example.org/by>", "<http://a.example/>", ""),
        (subject, "<http://example.org/by>", "<http://b.example/>", ""),
        (subject, "<http://example.org/day>", f'"2024-09-04"^^<{xsd}date>', ""),
    ]


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"facts": {"Sanction": [{"id": "s", "bye": [], "date": None}]}}, "sanction.yml:8:20: no column 'by' in source facts.json; did you mean 'bye'?"),
        ({"facts": {"Sanction": [{"id": "s", "by": [], "date": {"dy": 1}}]}}, "sanction.yml:9:20: no column 'day' in source facts.json; did you mean 'dy'?"),
        ({"facts": {"Sanctions": []}}, "sanction.yml:4:37: no column 'Sanction' in source facts.json; did you mean 'Sanctions'?"),
    ],
)  # fmt: skip
def test_a_strict_run_finds_names_that_records_lack(facts: object, message: str) -> None:
    """With the place in the mapping and the nearest name of the record."""
    with pytest.raises(MappingError) as caught:
        list(plan().run({"facts.json": facts}, strict=True))
    assert str(caught.value) == message


def test_null_and_empty_are_not_lacking() -> None:
    """A strict run takes a name whose value is null or an empty list."""
    facts = {"facts": {"Sanction": [{"id": "s", "by": [], "date": None}]}}
    assert len(list(plan().run({"facts.json": facts}, strict=True))) == 1


def test_a_trace_names_the_lines_that_made_a_quad() -> None:
    traced = list(plan().trace({"facts.json": FACTS}))
    assert [quad for quad, _ in traced] == list(plan().run({"facts.json": FACTS}))
    origin = traced[-1][1]
    places = (origin.triples_map, origin.subject_map, origin.predicate_object_map)
    assert [str(place) for place in places] == ["sanction.yml:3:3", "sanction.yml:5:8", "sanction.yml:9:9"]


def test_what_has_no_value_anywhere_is_warned_of() -> None:
    """Once for each reference, and not where another record or run has a value."""
    report = rml.Report()
    empty = {"facts": {"Sanction": [{"id": "s", "by": [], "date": None}] * 3}}
    list(plan().run({"facts.json": empty}, report=report))
    assert [str(warning) for warning in report.warnings] == [
        "sanction.yml:8:20: 'by[*]' has no value in any of 3 records of source facts.json",
        "sanction.yml:9:20: 'date.day' has no value in any of 3 records of source facts.json",
    ]
    list(plan().run({"facts.json": FACTS}, report=report))
    assert report.warnings == ()


def test_an_iterator_that_selects_nothing_is_warned_of() -> None:
    results = plan().run({"facts.json": {"facts": {}}})
    assert list(results) == []
    expected = "sanction.yml:4:37: the iterator '$.facts.Sanction[*]' selects nothing in source facts.json"
    assert [str(warning) for warning in results.warnings] == [expected]


def test_an_invalid_iri_is_left_out_counted_and_named() -> None:
    facts = {"facts": {"Sanction": [{"id": "s", "by": ["http://x/a b", "http://x/%zz", "no"], "date": None}]}}
    results = plan().run({"facts.json": facts})
    assert len(list(results)) == 1
    assert [str(warning) for warning in results.warnings][:2] == [
        "sanction.yml:8:17: left out 2 terms: no valid IRI, such as 'http://x/a b'",
        "sanction.yml:8:17: left out 1 term: a relative IRI, and no base IRI is given, such as 'no'",
    ]
    assert results.report.data_errors == 3


def test_a_run_that_stops_at_data_errors_says_where() -> None:
    facts = {"facts": {"Sanction": [{"id": "s", "by": ["http://x/a b"], "date": None}]}}
    with pytest.raises(MappingError, match=r"sanction.yml:8:17: no valid IRI: 'http://x/a b'"):
        list(plan().run({"facts.json": facts}, stop=True))


def test_a_quad_that_two_rules_make_comes_once() -> None:
    doubled = rml.parse([rml.MappingText(MAPPING, "a.yml"), rml.MappingText(MAPPING, "b.yml")])
    assert list(doubled.run({"facts.json": FACTS})) == list(plan().run({"facts.json": FACTS}))


def test_records_may_be_joined_with_themselves_and_in_circles() -> None:
    """Two mappings that refer to each other end."""
    text = """mappings:
  a:
    sources: [[d.json~jsonpath, "$[*]"]]
    s: http://x/a/$(k)
    po: [{p: schema:a, o: {mapping: b, condition: {function: equal, parameters: [[str1, $(k)], [str2, $(k)]]}}}]
  b:
    sources: [[d.json~jsonpath, "$[*]"]]
    s: http://x/b/$(k)
    po: [{p: schema:b, o: {mapping: a, condition: {function: equal, parameters: [[str1, $(k)], [str2, $(k)]]}}}]
"""
    assert len(list(plan(text).run({"d.json": [{"k": 1}, {"k": 2}, {"k": 1}]}))) == 4


def test_a_base_must_be_absolute() -> None:
    with pytest.raises(MappingError, match="no absolute IRI"):
        plan(base="relative/")


def test_the_order_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import sys; from newsgraph import rml\n"
        f"plan = rml.parse([rml.MappingText({MAPPING!r}, 'm.yml')])\n"
        f"print(list(plan.run({{'facts.json': {FACTS!r}}})))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


def test_blank_nodes_of_two_scopes_are_different() -> None:
    """Runs whose quads meet in one dataset share no blank node."""
    text = "mappings: {m: {sources: [[d.json~jsonpath, '$[*]']], po: [[schema:name, $(name)]]}}"
    runs = [list(plan(text).run({"d.json": [{"name": "x"}]}, scope=scope)) for scope in ("a", "b", "a")]
    assert runs[0] == runs[2] != runs[1]


def test_a_scope_is_part_of_a_label() -> None:
    with pytest.raises(UsageError, match="letters and digits"):
        plan().run({}, scope="a b")
