"""Templates never make one name of two values, and whatever is mapped is valid N-Quads."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pyoxigraph
from hypothesis import given
from hypothesis import strategies as st

from newsgraph import rml
from newsgraph.errors import Place
from newsgraph.rml.expressions import canonical_double
from newsgraph.rml.model import Reference
from newsgraph.rml.templates import blank_node_label, iri_safe, parse_rml, parse_yarrrml, uri_safe

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PLACE = Place("m.yml", 1, 1)


@given(TEXT)
def test_percent_encoding_can_be_undone(value: str) -> None:
    """So that different values have different encodings."""
    assert unquote(iri_safe(value), errors="strict") == value
    assert unquote(uri_safe(value), errors="strict") == value


@given(TEXT)
def test_a_safe_value_is_part_of_one_path_segment(value: str) -> None:
    """No encoded value adds a slash, a query or a fragment."""
    assert not set(iri_safe(value)) & set("/?#[]@!$&'()*+,;=: <>\"{}|^`\\")


@given(TEXT, TEXT)
def test_blank_node_labels_differ_where_values_differ(first: str, second: str) -> None:
    """A label is as good as the value it is made from."""
    assert (blank_node_label(first) == blank_node_label(second)) == (first == second)


@given(st.lists(TEXT.filter(bool), max_size=4), TEXT)
def test_an_escaped_rml_template_gives_its_parts_back(references: list[str], between: str) -> None:
    """Braces and backslashes survive in texts and in references."""

    def escaped(text: str) -> str:
        return text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")

    written = "".join(f"{escaped(between)}{{{escaped(reference)}}}" for reference in references)
    expected = [part for reference in references for part in (between, Reference(reference, PLACE)) if part]
    assert list(parse_rml(written, PLACE).parts) == expected


@given(TEXT)
def test_an_escaped_yarrrml_text_has_no_references(text: str) -> None:
    """Whatever stands there, escaping makes it a constant."""
    escaped = "".join(f"\\{character}" if character in "()$~\\" else character for character in text)
    assert "".join(str(part) for part in parse_yarrrml(escaped, lambda _: PLACE).parts) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_canonical_doubles_read_back_as_the_same_number(value: float) -> None:
    """With a mantissa of one digit before the point, as XML Schema has it."""
    written = canonical_double(value)
    assert float(written) == value
    assert written.lstrip("-")[1] == "."


MAPPING = """
prefixes: {ex: "http://example.org/"}
mappings:
  thing:
    sources: [[things.json~jsonpath, "$[*]"]]
    s: ex:thing/$(id)
    graphs: ex:$(graph)
    po:
      - [a, ex:Thing]
      - [ex:literal, "$(value)"]
      - [ex:iri, "$(value)~iri"]
      - [ex:template, "ex:of/$(value)~iri"]
      - [ex:text, "$(id) and $(value)"]
      - [ex:date, "$(value)", xsd:decimal]
      - [ex:tagged, "$(value)", en~lang]
      - p: ex:slug
        o: {function: slug(value = $(value))}
      - p: ex:same
        o: {mapping: nameless, condition: {function: equal, parameters: [[str1, $(id)], [str2, $(id)]]}}
  nameless:
    sources: [[things.json~jsonpath, "$[*]"]]
    po: [[ex:value, $(value)]]
"""
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
RECORDS = st.lists(st.fixed_dictionaries({}, optional={"id": SCALARS, "value": SCALARS, "graph": SCALARS}), max_size=6)
PLAN = rml.parse([rml.MappingText(MAPPING, "m.yml")], base="http://base.example/")


@given(RECORDS)
def test_whatever_is_mapped_parses_strictly(records: list[dict[str, object]]) -> None:
    """No value, with quotes, controls or lone surrogates, makes an invalid line; every quad comes once."""
    quads = list(PLAN.run({"things.json": records}))
    lines = "".join(f"{' '.join(filter(None, quad))} .\n" for quad in quads)
    parsed = list(pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_QUADS))
    assert len(parsed) == len(quads) == len(set(quads))


@given(RECORDS)
def test_runs_are_repeatable_and_traces_agree(records: list[dict[str, object]]) -> None:
    """The same records, the same quads in the same order, with tracing on or off."""
    documents = {"things.json": json.loads(json.dumps(records))}
    quads = list(PLAN.run(documents))
    assert quads == list(PLAN.run(documents)) == [quad for quad, _ in PLAN.trace(documents)]
