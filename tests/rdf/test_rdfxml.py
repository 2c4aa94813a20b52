"""RDF/XML and RDF/JSON: what is written is what is read."""

from __future__ import annotations

import json

import pyoxigraph
import pytest

from newsgraph.rdf import rdfjson, rdfxml
from newsgraph.rdf.terms import Triple, literal

XSD = "http://www.w3.org/2001/XMLSchema#"
S, P = "<http://example.org/s?a&b>", "<http://example.org/p>"
TRIPLES: list[Triple] = [
    (S, P, literal("a <b> & \"c\" 'd'\n\r\té\U0001f600 ")),
    (S, P, literal("x", language="en-GB")),
    (S, P, literal("1", datatype=f"{XSD}integer")),
    (S, P, literal("")),
    (S, "<http://example.org/ns#1x-y.z>", "<http://example.org/o>"),
    (S, "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://example.org/T>"),
    (S, "<urn:é>", "_:b0"),
    ("_:b0", P, "_:n1x2"),
]


def canonical(triples: list[str]) -> set[str]:
    dataset = pyoxigraph.Dataset(pyoxigraph.parse("".join(triples), format=pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


WANTED = canonical([f"{' '.join(triple)} .\n" for triple in TRIPLES])


@pytest.mark.parametrize(
    "prefixes", [{}, {"ex": "http://example.org/", "ns0": "http://x/", "": "http://example.org/ns#"}]
)
def test_rdf_xml_is_read_back(prefixes: dict[str, str]) -> None:
    text = rdfxml.serialise(TRIPLES, prefixes=prefixes)
    parsed = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.RDF_XML)
    made = canonical([f"{quad} .\n" for quad in parsed])
    assert made == WANTED
    assert text == rdfxml.serialise(TRIPLES[::-1], prefixes=prefixes)


@pytest.mark.parametrize(
    ("triple", "message"),
    [
        ((S, "<http://example.org/1>", S), "the predicate <http://example.org/1>, which does not end as an XML name"),
        ((S, "<http://example.org/>", S), "does not end as an XML name does"),
        ((S, P, literal("\x01")), "a literal with the character U\\+0001"),
    ],
)
def test_what_rdf_xml_cannot_write_is_refused(triple: Triple, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rdfxml.serialise([triple], prefixes={})


def test_rdf_json_has_every_term() -> None:
    document = json.loads(rdfjson.serialise(TRIPLES))
    assert document["_:b0"] == {P[1:-1]: [{"type": "bnode", "value": "_:n1x2"}]}
    assert sorted(document[S[1:-1]][P[1:-1]], key=lambda value: str(value["value"])) == [
        {"type": "literal", "value": ""},
        {"type": "literal", "value": "1", "datatype": f"{XSD}integer"},
        {"type": "literal", "value": "a <b> & \"c\" 'd'\n\r\té\U0001f600 "},
        {"type": "literal", "value": "x", "lang": "en-GB"},
    ]


def test_escapes_of_n_triples_are_none_of_theirs() -> None:
    """An IRI that a mapping asks for as it is."""
    unsafe = (r"<http://example.org/a\u0020b>", P, S)
    assert "http://example.org/a b" in rdfjson.serialise([unsafe])
    assert 'rdf:about="http://example.org/a b"' in rdfxml.serialise([unsafe], prefixes={})
