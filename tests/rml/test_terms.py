"""Values to terms: natural datatypes, lexical forms, IRIs against a base, and what makes no term."""

from __future__ import annotations

# ruff: noqa: E501 - a row of a table stands on one line
import pytest

from newsgraph import rml
from newsgraph.errors import MappingError

XSD = "http://www.w3.org/2001/XMLSchema#"
HEAD = """@prefix rml: <http://w3id.org/rml/> . @prefix ex: <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<#T> rml:logicalSource [ rml:source "d.json"; rml:referenceFormulation rml:JSONPath; rml:iterator "$[*]" ];
"""


def run(body: str, *records: object, base: str | None = None, stop: bool = False) -> rml.Results[tuple[str, ...]]:
    text = rml.MappingText(f"{HEAD}{body} .", "m.ttl")
    return rml.parse([text], base=base).run({"d.json": list(records)}, stop=stop)


def objects(object_map: str, *records: object, base: str | None = None) -> list[str]:
    body = f"rml:subject ex:s; rml:predicateObjectMap [ rml:predicate ex:p; rml:objectMap [ {object_map} ] ]"
    return [quad[2] for quad in run(body, *records, base=base)]


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ('a\n"b"\\', r'"a\n\"b\"\\"'),
        (5, f'"5"^^<{XSD}integer>'),
        (-(10**30), f'"-{10**30}"^^<{XSD}integer>'),
        (True, f'"true"^^<{XSD}boolean>'),
        (1.5, f'"1.5E0"^^<{XSD}double>'),
        (30.0, f'"3.0E1"^^<{XSD}double>'),
        (-0.00123, f'"-1.23E-3"^^<{XSD}double>'),
        (0.0, f'"0.0E0"^^<{XSD}double>'),
        (1e300, f'"1.0E300"^^<{XSD}double>'),
        (float("inf"), f'"INF"^^<{XSD}double>'),
        (float("-inf"), f'"-INF"^^<{XSD}double>'),
    ],
)
def test_json_values_have_their_natural_datatypes(value: object, term: str) -> None:
    assert objects('rml:reference "v"', {"v": value}) == [term]


@pytest.mark.parametrize(
    ("object_map", "record", "terms"),
    [
        ('rml:reference "v"; rml:datatype xsd:decimal', {"v": 1e-7}, [f'"0.0000001"^^<{XSD}decimal>']),
        ('rml:reference "v"; rml:datatype xsd:float', {"v": 2.5}, [f'"2.5E0"^^<{XSD}float>']),
        ('rml:reference "v"; rml:datatype xsd:string', {"v": True}, ['"true"']),
        ('rml:template "{v}/{w[*]}"; rml:termType rml:Literal', {"v": 1.5, "w": ["a", 2]}, ['"1.5/a"', '"1.5/2"']),
        ('rml:template "{v}/{w}"; rml:termType rml:Literal', {"v": 1, "w": None}, []),
        ('rml:reference "v"; rml:languageMap [ rml:reference "l[*]" ]', {"v": "x", "l": ["en", "not a tag", "de-AT"]}, ['"x"@en', '"x"@de-AT']),
        ('rml:reference "v"; rml:datatypeMap [ rml:template "http://d/{t}" ]', {"v": "x", "t": "a b"}, ['"x"^^<http://d/a%20b>']),
        ('rml:reference "v"; rml:termType rml:IRI', {"v": "http://a.example/?q=%20#f"}, ["<http://a.example/?q=%20#f>"]),
        ('rml:reference "v"; rml:termType rml:URI', {"v": "http://a.example/é"}, []),
        ('rml:template "http://{v}.example/"; rml:termType rml:IRI', {"v": "é/"}, ["<http://é%2F.example/>"]),
        ('rml:template "http://a.example:{v}/"', {"v": "port"}, []),
        ('rml:template "urn:x:{v}"', {"v": "a:b"}, ["<urn:x:a%3Ab>"]),
        ('rml:template "{v}"; rml:termType rml:BlankNode', {"v": "a b_"}, ["_:ba_20_b_5f_"]),
        ('rml:reference "$.v[?@.k == 1].n"', {"v": [{"k": 1, "n": "x"}, {"k": 2, "n": "y"}]}, ['"x"']),
        ('rml:reference "$..n"', {"v": [{"n": "x"}, {"n": "y"}]}, ['"x"', '"y"']),
        ('rml:reference "$[\'a b\']"', {"a b": "x"}, ['"x"']),
        ('rml:reference "a b"', {"a b": "x"}, ['"x"']),
        ('rml:reference "v"', {"v": "\ud800"}, []),
        ('rml:template "http://a.example/{v}"', {"v": "\ud800"}, []),
        ('rml:reference "v"; rml:datatype xsd:int', {"v": "\ud800"}, []),
    ],
)  # fmt: skip
def test_a_term_map_makes(object_map: str, record: object, terms: list[str]) -> None:
    """The valid terms, and no others."""
    assert objects(object_map, record) == terms


def test_a_relative_iri_follows_the_base_as_it_is() -> None:
    """A concatenation, not the resolution of RFC 3986 (https://kg-construct.github.io/rml-core/spec/docs/)."""
    assert objects('rml:reference "v"; rml:termType rml:IRI', {"v": "../x"}, base="http://b.example/a/") == [
        "<http://b.example/a/../x>"
    ]


def test_an_unsafe_iri_is_kept_and_cannot_break_its_line() -> None:
    """The mapping asks for it; what N-Quads cannot hold is escaped there."""
    made = objects('rml:template "http://a.example/{v}"; rml:termType rml:UnsafeIRI', {"v": "é/ x>\n"})
    assert made == [r"<http://a.example/é/\u0020x\u003E\u000A>"]


def test_an_array_where_a_value_should_be_is_an_error() -> None:
    with pytest.raises(MappingError, match=r"'v' is an array in source d.json, not a value; .* write 'v\[\*\]'"):
        objects('rml:reference "v"', {"v": [1, 2]})
    with pytest.raises(MappingError, match=r"'v' is an object in source d\.json"):
        objects('rml:reference "v"', {"v": {"a": 1}})


def test_a_join_without_a_condition_on_other_records_takes_all_of_them() -> None:
    """Every child with every parent."""
    body = """rml:subjectMap [ rml:template "http://a.example/{v}" ];
  rml:predicateObjectMap [ rml:predicate ex:p; rml:objectMap [ rml:parentTriplesMap <#U> ] ] .
<#U> rml:logicalSource [ rml:source "d.json"; rml:referenceFormulation rml:JSONPath; rml:iterator "$[0:2]" ];
  rml:subjectMap [ rml:template "http://b.example/{v}" ]"""
    assert len(list(run(body, {"v": 1}, {"v": 2}, {"v": 3}))) == 6


def test_a_join_compares_all_its_conditions() -> None:
    """On texts: the number 1 joins with the string "1"."""
    body = """rml:subjectMap [ rml:template "http://a.example/{v}" ];
  rml:predicateObjectMap [ rml:predicate ex:p; rml:objectMap [ rml:parentTriplesMap <#T>;
    rml:joinCondition [ rml:child "c"; rml:parent "v" ], [ rml:child "d"; rml:parent "w" ] ] ]"""
    made = list(run(body, {"v": 1, "w": "x", "c": "2", "d": "y"}, {"v": 2, "w": "y"}, {"v": "2", "w": "z"}))
    assert [quad[2] for quad in made] == ["<http://a.example/2>"]


def test_a_condition_in_rml_is_a_function() -> None:
    body = """rml:subjectMap [ rml:template "http://a.example/{v}" ];
  rml:condition [ rml:functionExecution [ rml:function <https://w3id.org/imec/idlab/function#notEqual>;
    rml:input [ rml:parameter <http://users.ugent.be/~bjdmeest/function/grel.ttl#valueParameter>; rml:inputValueMap [ rml:reference "v" ] ],
      [ rml:parameter <http://users.ugent.be/~bjdmeest/function/grel.ttl#valueParameter2>; rml:inputValue "2" ] ] ];
  rml:predicateObjectMap [ rml:predicate ex:p; rml:object "o" ]"""
    assert [quad[0] for quad in run(body, {"v": 1}, {"v": 2})] == ["<http://a.example/1>"]


def test_a_format_is_told_by_the_ending_or_by_the_text() -> None:
    turtle = f"# a comment\n{HEAD}rml:subject ex:s; rml:predicateObjectMap [ rml:predicate ex:p; rml:object ex:o ] ."
    yarrrml = "mappings: {m: {sources: [[d.json~jsonpath, '$[*]']], s: http://example.org/s, po: [[http://example.org/p, http://example.org/o~iri]]}}"
    texts = [(turtle, "m.ttl"), (turtle, "-"), (yarrrml, "m.yml"), (yarrrml, "-")]
    made = [list(rml.parse([rml.MappingText(text, name)]).run({"d.json": [{}]})) for text, name in texts]
    assert made == [[("<http://example.org/s>", "<http://example.org/p>", "<http://example.org/o>", "")]] * 4
