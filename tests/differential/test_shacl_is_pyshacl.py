"""The gate's report is that of pyshacl as it comes, on random graphs: compiled shapes change nothing but the time."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable

import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl.rdfutil.stringify import stringify_blank_node

from newsgraph.rdf.rdflib import from_rdflib, to_rdflib
from newsgraph.rdf.terms import RDF_TYPE, Term, Triple
from newsgraph.shacl import Result, Shapes
from newsgraph.shacl.documents import read_documents
from newsgraph.shacl.path import Index, indexed, parse_path
from newsgraph.vocab import RDFS, SH

E = "http://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"

SHAPES = """
@prefix e: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

e:prefixes sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .

e:A a sh:NodeShape ; sh:targetClass e:C ; sh:nodeKind sh:IRI ;
    sh:property e:A-count , e:A-type , e:A-not , e:A-unique , e:A-pair , e:A-path , e:A-qualified ;
    sh:sparql [ sh:prefixes e:prefixes ; sh:message "{$this} has {?value} twice over {?other}" ; sh:select \"\"\"
        SELECT $this ?value ?other WHERE { $this e:p ?value . ?other e:p ?value . FILTER (?other != $this) }\"\"\" ] .
e:A-count sh:path e:p ; sh:minCount 1 ; sh:maxCount 2 ; sh:message "one or two" , "eins oder zwei"@de .
e:A-type sh:path e:q ; sh:or ( [ sh:datatype xsd:integer ] [ sh:class e:D ] ) ; sh:severity sh:Warning .
e:A-not sh:path e:p ; sh:not [ sh:pattern "^x" ] ; sh:maxLength 3 .
e:A-unique sh:path e:r ; sh:uniqueLang true ; sh:in ( "x"@en "y"@en 1 e:a ) ; sh:severity sh:Info .
e:A-pair sh:path e:p ; sh:disjoint e:q ; sh:equals e:r .
e:A-path sh:path ( e:q [ sh:zeroOrMorePath [ sh:inversePath e:q ] ] ) ; sh:nodeKind sh:BlankNodeOrIRI .
e:A-qualified sh:path e:q ; sh:qualifiedValueShape [ sh:class e:C ] ; sh:qualifiedMaxCount 1 .

e:B a sh:NodeShape ; sh:targetSubjectsOf e:r ; sh:node e:Inner ; sh:closed true ; sh:ignoredProperties ( e:p e:q ) .
e:Inner a sh:NodeShape ; sh:property [ sh:path e:p ; sh:minInclusive 2 ] .

e:F a sh:PropertyShape ; sh:targetObjectsOf e:q ; sh:path e:p ; sh:sparql [ sh:prefixes e:prefixes ; sh:select \"\"\"
        SELECT $this ?value WHERE { $this $PATH ?value . FILTER NOT EXISTS { ?value a ?class } }\"\"\" ] .

e:Component a sh:ConstraintComponent ; sh:parameter [ sh:path e:longest ] ;
    sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER (STRLEN(STR($value)) <= $longest) }" ] .
e:G a sh:NodeShape ; sh:targetObjectsOf e:r ; e:longest 2 .
"""

GATE = Shapes.parse([(SHAPES, "shapes.ttl")])
REFERENCE = to_rdflib(read_documents([(SHAPES, "shapes.ttl")]).triples)

NODES = [f"<{E}{name}>" for name in ("a", "b", "c")] + ["_:x", "_:y"]
CLASSES = [f"<{E}{name}>" for name in ("C", "D")]
LITERALS = ['"x"', '"xyzzy"', '"x"@en', '"y"@en', '"{$this} $1 (é"']
LITERALS += [f'"{number}"^^<{XSD}integer>' for number in ("1", "01", "2", "one")]
LITERALS += [f'"1.50"^^<{XSD}decimal>', f'"2024-09-04Z"^^<{XSD}date>', f'"1"^^<{XSD}boolean>']

_links = st.tuples(
    st.sampled_from(NODES), st.sampled_from([f"<{E}{p}>" for p in "pqr"]), st.sampled_from(NODES + LITERALS)
)
_types = st.tuples(st.sampled_from(NODES), st.just(RDF_TYPE), st.sampled_from(CLASSES))
_subclasses = st.just((CLASSES[1], f"<{RDFS}subClassOf>", CLASSES[0]))
GRAPHS = st.sets(_links | _types | _subclasses, max_size=14)


@settings(max_examples=60, deadline=None)
@given(GRAPHS)
def test_the_report_is_pyshacls(graph: set[Triple]) -> None:
    found = GATE.validate(sorted(graph))
    stringify_blank_node.dict_cache.clear()  # or pyshacl may write a blank node as that of an earlier graph
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        conforms, report, _ = pyshacl.validate(to_rdflib(graph), shacl_graph=REFERENCE, inference="none")
    assert isinstance(report, rdflib.Graph)
    assert conforms == found.conforms
    assert Counter(map(_row, found.results)) == _rows(indexed(from_rdflib(report)))


@settings(max_examples=20, deadline=None)
@given(st.lists(GRAPHS, max_size=4))
def test_a_verdict_does_not_depend_on_what_was_judged_before(graphs: list[set[Triple]]) -> None:
    named = [(f"<{E}g{number}>", tuple(sorted(graph))) for number, graph in enumerate(graphs)]
    assert list(GATE.check_all(named)) == [Shapes.parse([(SHAPES, "shapes.ttl")]).check(*one) for one in named]


@pytest.mark.parametrize("literal", [r'"a\\b"', r'"\\g<1>"', r'"\\"'])
def test_where_pyshacl_alone_fails_the_report_is_whole(literal: Term) -> None:
    """A backslash in the data, which pyshacl takes for an escape in the message's template."""
    graph = [(NODES[0], RDF_TYPE, CLASSES[0]), *((node, f"<{E}p>", literal) for node in NODES[:2])]
    query = f"<{SH}SPARQLConstraintComponent>"
    assert [result.value for result in GATE.validate(graph).results if result.component == query] == [literal]


def _row(result: Result) -> tuple[object, ...]:
    return (
        result.focus_node,
        str(result.path or ""),
        result.value or "",
        result.severity,
        result.component,
        result.source_shape if not result.source_shape.startswith("_:") else "_:",
        _bags(result.messages),
        tuple(sorted(map(_row, result.detail), key=str)),
    )


def _bags(messages: Iterable[Term]) -> tuple[str, ...]:
    """Messages by their characters, for pyshacl names the values of sh:in in the order of a set."""
    return tuple(sorted("".join(sorted(message)) for message in messages))


def _rows(index: Index) -> Counter[tuple[object, ...]]:
    (report,) = (s for s, about in index.items() if f"<{SH}conforms>" in about)
    return Counter(_reference_row(node, index) for node in index[report].get(f"<{SH}result>", ()))


def _reference_row(node: Term, index: Index) -> tuple[object, ...]:
    def one(name: str) -> Term:
        return next(iter(_all(name)), "")

    def _all(name: str) -> Iterable[Term]:
        return index[node].get(f"<{SH}{name}>", ())

    return (
        one("focusNode"),
        str(parse_path(one("resultPath"), index)) if one("resultPath") else "",
        one("value"),
        one("resultSeverity"),
        one("sourceConstraintComponent"),
        one("sourceShape") if not one("sourceShape").startswith("_:") else "_:",
        _bags(_all("resultMessage")),
        tuple(sorted((_reference_row(inner, index) for inner in _all("detail")), key=str)),
    )
