"""Whatever stands in a mapping document, reading it gives a plan or one error with its file; nothing else."""

from __future__ import annotations

import json

import pyoxigraph
from hypothesis import given
from hypothesis import strategies as st

from newsgraph import rml
from newsgraph.errors import InputError

WORDS = st.sampled_from(
    (
        *(
            "$(id)",
            "$(name)",
            "ex:a",
            "a",
            "ex:$(id)~iri",
            "x~iri",
            "en~lang",
            "xsd:int",
            "person",
            "$",
            "~",
            "",
            "$()",
        ),
        *(
            "equal",
            "upper",
            "upper(value = $(name))",
            "d.json~jsonpath",
            "named",
            "iri",
            "literal",
            "http://e.example/x",
        ),
    )
)
KEYS = st.sampled_from(
    (
        *("sources", "s", "po", "p", "o", "i", "graphs", "condition", "function", "parameters", "parameter", "value"),
        *("type", "datatype", "language", "mapping", "access", "referenceFormulation", "iterator", "external"),
    )
)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
PAIRS = st.tuples(WORDS, VALUES).map(list) | st.fixed_dictionaries(
    {"p": WORDS, "o": VALUES}, optional={"condition": VALUES}
)
MAPPINGS = st.fixed_dictionaries(
    {"sources": st.just([["d.json~jsonpath", "$[*]"]]) | VALUES, "po": st.lists(PAIRS, max_size=3) | VALUES},
    optional={"s": VALUES, "graphs": VALUES, "condition": VALUES},
)
RECORDS = {"d.json": [{"id": 1, "name": 'A "b"'}, {"id": "x y", "name": None}]}
SAID = (
    *('rml:template "{id}"', 'rml:reference "name"', "rml:constant ex:c", "rml:constant _:b", 'rml:template ""'),
    *("rml:termType rml:Literal", "rml:termType rml:BlankNode", 'rml:language "en"', "rml:datatype ex:d"),
    *("rml:class ex:C", 'rml:class "C"', "rml:graph ex:g"),
)
MAPS = st.lists(st.sampled_from(SAID), max_size=3).map(" ; ".join)


def lines_of(text: rml.MappingText) -> str:
    """N-Quads of a mapping, or nothing where it is refused with its file."""
    try:
        quads = list(rml.parse([text], base="http://base.example/").run(RECORDS))
    except InputError as error:
        return "" if error.place is not None else f"an error without its place: {error}"
    return "".join(f"{' '.join(filter(None, quad))} .\n" for quad in quads)


@given(MAPPINGS)
def test_any_yarrrml_is_mapped_or_refused(mapping: dict[str, object]) -> None:
    """And what is mapped parses strictly."""
    document = {"prefixes": {"ex": "http://example.org/"}, "mappings": {"person": mapping}}
    lines = lines_of(rml.MappingText(json.dumps(document), "m.yml"))
    list(pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_QUADS))


@given(MAPS, MAPS, MAPS)
def test_any_rml_is_mapped_or_refused(subject: str, predicate: str, value: str) -> None:
    """And what is mapped parses strictly."""
    text = f"""@prefix rml: <http://w3id.org/rml/> . @prefix ex: <http://example.org/> .
<#T> rml:logicalSource [ rml:source "d.json"; rml:referenceFormulation rml:JSONPath; rml:iterator "$[*]" ];
  rml:subjectMap [ {subject} ] ;
  rml:predicateObjectMap [ rml:predicateMap [ {predicate} ] ; rml:objectMap [ {value} ] ] ."""
    lines = lines_of(rml.MappingText(text, "m.ttl"))
    list(pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_QUADS))
