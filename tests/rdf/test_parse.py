"""RDF documents to quads, and what is said of those that are none."""

from __future__ import annotations

import pytest

from newsgraph.errors import RdfSyntaxError
from newsgraph.rdf.parse import Format, format_of, parse, parse_triples

TRIPLE = ("<http://e/a>", "<http://e/p>", '"x"')
XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">{}</rdf:RDF>'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", "@prefix e: <http://e/> . e:a e:p 'x' ."),
        ("a.trig", "<http://e/g> { <http://e/a> <http://e/p> 'x' }"),
        ("a.nt", '<http://e/a> <http://e/p> "x" .'),
        ("a.nq", '<http://e/a> <http://e/p> "x" <http://e/g> .'),
        ("a.rdf", XML.format('<rdf:Description rdf:about="http://e/a"><e:p>x</e:p></rdf:Description>')),
        ("a.jsonld", '{"@id": "http://e/a", "http://e/p": "x"}'),
        ("no-suffix", '\ufeff{"@id": "http://e/a", "http://e/p": "x"}'),
        ("no-suffix", '# comment\n<http://e/a> <http://e/p> "x" <http://e/g> .'),
        ("no-suffix", "[] <http://e/q> 1 . <http://e/a> <http://e/p> 'x' ."),
        ("ontology.owl", "\n" + XML.format('<rdf:Description rdf:about="http://e/a"><e:p>x</e:p></rdf:Description>')),
        ("ontology.owl", "<http://e/a> <http://e/p> 'x' ."),
    ],
)
def test_each_format_is_read_by_its_name_or_its_content(name: str, text: str) -> None:
    assert TRIPLE in parse_triples(text.encode(), name=name)


def test_a_suffix_that_settles_the_format_wins_over_the_content() -> None:
    assert format_of("a.ttl", b"{}") is Format.TURTLE


def test_blank_nodes_keep_their_labels_and_others_are_numbered_past_them() -> None:
    text = "[] <http://e/p> _:b0, _:x, [] ."
    subjects_and_objects = [(s, o) for s, _, o, _ in parse(text, name="a.ttl")]
    assert subjects_and_objects == [("_:b1", "_:b0"), ("_:b1", "_:x"), ("_:b1", "_:b2")]


def test_parsing_twice_gives_the_same_quads() -> None:
    text = "[] <http://e/p> ( [] 1 ), [ <http://e/p> [] ] ."
    assert parse(text, name="a.ttl") == parse(text, name="a.ttl")


def test_lexical_forms_stay_as_they_are_written() -> None:
    text = "<http://e/a> <http://e/p> '2024-09-04Z'^^<http://www.w3.org/2001/XMLSchema#date>, 01, 1.50, +1 ."
    forms = [o.partition("^^")[0] for _, _, o, _ in parse(text, name="a.ttl")]
    assert forms == ['"2024-09-04Z"', '"01"', '"1.50"', '"+1"']


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.ttl", "\n  schem:a a 1 .", "a.ttl:2:3: the prefix schem: is not declared; declared so far: none"),
        (
            "a.ttl",
            "@prefix schema: <http://s/> .\nschem:a a 1 .",
            "a.ttl:2:1: the prefix schem: is not declared; did you mean schema:?",
        ),
        ("a.ttl", "<a> <http://e/p> 1 .", "a.ttl:1:1: this IRI is relative, and no base is known"),
        ("a.nt", "<a> <http://e/p> 1 .", "a.nt:1:1: this IRI is relative"),
        ("a.jsonld", '{"@id": "a", "http://e/p": 1}', "a.jsonld: the IRI 'a' is relative"),
        ("a.jsonld", '{"name": "x"}', "a.jsonld: no triple comes of this JSON"),
        ("a.jsonld", '{"@id": "http://e/a",\n "http://e/p": }', "a.jsonld:2:16: "),
        (
            "a.jsonld",
            '{\n "@context": "https://evil.example/c",\n "@id": "http://e/a"}',
            "a.jsonld:2:14: the context https://evil.example/c is remote, and no context is fetched",
        ),
        (
            "a.jsonld",
            '{"@context": {"@import": "file:///etc/passwd"}}',
            "a.jsonld:1:26: the context file:///etc/passwd",
        ),
        ("a.ttl", "<http://e/a> <http://e/p> <<( <http://e/a> <http://e/p> 1 )>> .", "a.ttl: a triple term"),
        ("a.ttl", "<http://e/a> <http://e/p> 'x'@en--ltr .", "a.ttl: a base direction"),
        ("a.rdf", XML.format("<e:C>"), "a.rdf:1:101: this is no well-formed XML"),
        (
            "a.rdf",
            "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + XML.format(""),
            "a.rdf: the XML entity &a;",
        ),
        ("a.rdf", "<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>" + XML.format(""), "a.rdf: the XML entity &b;"),
        ("a.rdf", XML.format("<e:C><e:p>" * 1000 + "</e:p></e:C>" * 1000), "a.rdf:1:"),
        ("a.jsonld", '{"http://e/p":' * 100000, "a.jsonld:1:"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(name: str, text: str, message: str) -> None:
    with pytest.raises(RdfSyntaxError) as caught:
        parse(text, name=name)
    assert str(caught.value).startswith(message)


def test_bytes_that_are_no_utf_8_are_told_with_their_place() -> None:
    with pytest.raises(RdfSyntaxError, match=r"^a\.ttl:2:3: this is no UTF-8 text: byte 0xFF$"):
        parse(b"# \xc3\xa9\n# \xff", name="a.ttl")


def test_a_pinned_context_is_read_in_place_of_the_remote_one() -> None:
    text = '{"@context": ["https://c.example/1", {"q": "http://e/q"}], "@id": "http://e/a", "p": "x"}'
    contexts = {"https://c.example/1": {"@context": {"p": "http://e/p"}}}
    assert parse_triples(text, name="a.jsonld", contexts=contexts) == (TRIPLE,)


def test_a_base_resolves_relative_iris() -> None:
    assert parse_triples('{"@id": "a", "http://e/p": "x"}', name="a.jsonld", base="http://e/") == (TRIPLE,)
