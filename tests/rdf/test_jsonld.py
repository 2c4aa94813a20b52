"""How JSON-LD reads, and what is said of a context or frame that is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsgraph.errors import OntologyError
from newsgraph.rdf.jsonld import Context, serialise
from newsgraph.rdf.parse import parse_triples

CONTEXT = json.dumps(
    {
        "@context": {
            "@vocab": "http://v/",
            "id": "@id",
            "type": "@type",
            "v": "http://v/",
            "told": {"@reverse": "v:in", "@container": "@set"},
            "by": {"@id": "v:by", "@type": "@id"},
            "on": {"@id": "v:on", "@type": "http://www.w3.org/2001/XMLSchema#date"},
        }
    }
)
FRAME = json.dumps({"type": "A", "told": {"quote": {}}})
DATA = """
@prefix v: <http://v/> .
@prefix e: <http://e/> .
e:a a v:A, <http://s/B> ; v:title "x" .
e:c2 v:in e:a ; v:quote e:q1 .
e:c1 v:in e:a ; v:quote e:q1 ; v:by e:p ; v:on "2024-09-04"^^<http://www.w3.org/2001/XMLSchema#date> .
e:q1 v:exact "\u202egpj" .
e:p v:name "P" .
"""


def told(data: str, root: str | None = "<http://e/a>") -> object:
    text = serialise(parse_triples(data, name="x.ttl"), context=Context.parse(CONTEXT, FRAME), root=root)
    document = json.loads(text)
    assert document.pop("@context") == json.loads(CONTEXT)["@context"]
    return document


def test_the_document_tells_the_story_of_its_root_and_loses_no_node() -> None:
    assert told(DATA) == {
        "@graph": [
            {
                "id": "http://e/a",
                "type": ["A", "http://s/B"],
                "title": "x",
                "told": [
                    {
                        "id": "http://e/c1",
                        "by": "http://e/p",
                        "on": "2024-09-04",
                        "quote": {"id": "http://e/q1", "exact": "\u202egpj"},
                    },
                    {"id": "http://e/c2", "quote": {"id": "http://e/q1"}},
                ],
            },
            {"id": "http://e/p", "name": "P"},
        ]
    }


def test_keys_come_in_the_order_name_values_nested_nodes() -> None:
    document = told(DATA)
    assert isinstance(document, dict)
    assert list(document["@graph"][0]) == ["id", "type", "title", "told"]


def test_a_story_that_reaches_all_has_no_graph_around_it() -> None:
    assert told('<http://e/a> <http://v/title> "x" .') == {"id": "http://e/a", "title": "x"}


def test_marks_that_deceive_a_reader_are_escaped() -> None:
    text = serialise(parse_triples(DATA, name="x.ttl"), context=Context.parse(CONTEXT))
    assert "\u202e" not in text
    assert r"\u202Egpj" in text


def test_numbers_keep_their_lexical_form() -> None:
    assert told("<http://e/a> <http://v/n> 01 .") == {
        "id": "http://e/a",
        "n": {"@value": "01", "type": "http://www.w3.org/2001/XMLSchema#integer"},
    }


def test_where_an_iri_reads_like_a_compact_one_the_document_is_expanded() -> None:
    text = serialise(parse_triples("<v:x> <http://v/p> 1 .", name="x.ttl"), context=Context.parse(CONTEXT))
    assert json.loads(text)[0]["@id"] == "v:x"


@pytest.mark.parametrize(
    ("context", "frame", "message"),
    [
        ("{", "{}", r"^c:1:2: this is no JSON"),
        ("[]", "{}", r"^c: expected a JSON object with an \"@context\""),
        ('{"@context": "http://evil/"}', "{}", r"^c: expected a JSON object with an \"@context\""),
        ('{"@context": {"@import": "http://evil/"}}', "{}", r"^c: .*http://evil/ is remote"),
        ('{"@context": {"a": {"@id": 5}}}', "{}", r"^c: this is no JSON-LD context"),
        (CONTEXT, "[1", r"^f:1:3: this is no JSON"),
        (CONTEXT, "[]", r"^f: expected a JSON object"),
    ],
)
def test_what_is_wrong_with_a_context_or_frame_is_told(context: str, frame: str, message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        Context.parse(context, frame, context_name="c", frame_name="f")


def test_the_shipped_context_has_a_term_for_each_property_of_the_ontology(root: Path) -> None:
    """A property of objects that lacks a term would be written as {"id": ...} in one place and a string in another."""
    definitions = json.loads((root / "ontology/context.jsonld").read_text())["@context"]
    ng, owl = "https://w3id.org/newsgraph/ns#", "http://www.w3.org/2002/07/owl#"
    ontology = parse_triples((root / "ontology/newsgraph.ttl").read_bytes(), name="newsgraph.ttl")
    properties = {s[1:-1] for s, _, o in ontology if o == f"<{owl}ObjectProperty>" and s.startswith(f"<{ng}")}
    defined = {
        value["@id"].replace("ng:", ng) for value in definitions.values() if isinstance(value, dict) and "@id" in value
    }
    assert properties - defined == set()
