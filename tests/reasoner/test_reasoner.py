"""What follows by each construct of OWL 2 RL that an ontology may use, and what contradicts it."""

from __future__ import annotations

import gc
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.errors import OntologyError
from newsgraph.rdf.parse import parse_triples
from newsgraph.rdf.terms import XSD, Triple, literal
from newsgraph.reasoner import Entailment, Reasoner, ReferenceReasoner

PREFIXES = """
@prefix : <http://v/> .
@prefix d: <http://d/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


EMPTY = Reasoner([])


def graph(turtle: str) -> tuple[Triple, ...]:
    return parse_triples(PREFIXES + turtle, name="x.ttl")


def entailed(ontology: str, data: str) -> Entailment:
    """What both engines have."""
    reasoner, reference = Reasoner(graph(ontology)), ReferenceReasoner(graph(ontology))
    found = reasoner.entail(graph(data))
    assert found == reference.entail(graph(data))
    return found


@pytest.mark.parametrize(
    ("ontology", "data", "news"),
    [
        ("", "d:a :p d:b .", ""),
        (":A a owl:Class ; rdfs:subClassOf :B . :B rdfs:subClassOf :C .", "d:a a :A .", "d:a a :B, :C ."),
        (":p rdfs:subPropertyOf :q .", "d:a :p d:b, 'x' .", "d:a :q d:b, 'x' ."),
        (":p rdfs:domain :A .", "d:a :p d:b .", "d:a a :A ."),
        (":p rdfs:range :A . :A rdfs:subClassOf :B .", "d:a :p d:b, 'x' .", "d:b a :A, :B ."),
        (":p owl:inverseOf :q .", "d:a :p d:b . d:c :q d:d .", "d:b :q d:a . d:d :p d:c ."),
        (":p a owl:SymmetricProperty .", "d:a :p d:b, d:a .", "d:b :p d:a ."),
        (":p a owl:TransitiveProperty .", "d:a :p d:b . d:b :p d:c .", "d:a :p d:c ."),
        (":A owl:equivalentClass :B .", "d:a a :A .", "d:a a :B ."),
        (":p owl:equivalentProperty :q .", "d:a :q d:b .", "d:a :p d:b ."),
        (":p owl:propertyChainAxiom ( :q :r ) .", "d:a :q d:b . d:b :r d:c .", "d:a :p d:c ."),
        (
            ":p a owl:FunctionalProperty .",
            "d:a :p d:b, d:c . d:b :q 1 .",
            "d:b owl:sameAs d:c . d:c owl:sameAs d:b ; :q 1 .",
        ),
        (
            ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :v ] .",
            "d:a a :A .",
            "d:a :p :v .",
        ),
        (":A owl:unionOf ( :B :C ) .", "d:a a :B .", "d:a a :A ."),
        (":A owl:oneOf ( :x :y ) .", "d:a :p :x .", ""),
        (
            "[] a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ; rdfs:subClassOf :A .",
            "d:a :p d:b . d:b a :B .",
            "d:a a :A .",
        ),
        (
            "[] owl:onProperty :p ; owl:someValuesFrom owl:Thing ; rdfs:subClassOf :A .",
            "d:a :p d:b, 'x' . d:c :q d:d .",
            "d:a a :A .",
        ),
        (
            "[] owl:onProperty :p ; owl:someValuesFrom xsd:integer ; rdfs:subClassOf :A .",
            "d:a :p '1'^^xsd:byte . d:b :p '1' .",
            "d:a a :A .",
        ),
        (
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom :B ] .",
            "d:a :p d:b, 'x' ; a :A . d:c :p d:d .",
            "d:b a :B .",
        ),
        (
            "[] owl:onProperty :p ; owl:hasValue :v ; rdfs:subClassOf :A .",
            "d:a :p :v . d:b :p :w .",
            "d:a a :A .",
        ),
        (
            "[] owl:onProperty :p ; owl:hasValue '1'^^xsd:integer ; rdfs:subClassOf :A .",
            "d:a :p 1 . d:b :p '01'^^xsd:integer .",
            "d:a a :A .",
        ),
        (":A owl:intersectionOf ( :B :C ) .", "d:a a :B, :C . d:b a :B . d:c a :A .", "d:a a :A . d:c a :B, :C ."),
        (
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality '1'^^xsd:nonNegativeInteger ] .",
            "d:a a :A ; :p d:b, d:c . d:d :p d:e, d:f .",
            "d:b owl:sameAs d:c . d:c owl:sameAs d:b .",
        ),
        (
            ":A owl:onProperty :p ; owl:onClass :B ; owl:maxQualifiedCardinality '1'^^xsd:nonNegativeInteger .",
            "d:a a :A ; :p d:b, d:c, d:d . d:b a :B . d:c a :B .",
            "d:b owl:sameAs d:c . d:c owl:sameAs d:b .",
        ),
        (
            ":p a owl:InverseFunctionalProperty .",
            "d:a :p d:c . d:b :p d:c .",
            "d:a owl:sameAs d:b . d:b owl:sameAs d:a .",
        ),
        (
            ":p owl:propertyChainAxiom ( :q [ owl:inverseOf :q ] ) .",
            "d:a :q d:c . d:b :q d:c .",
            "d:a :p d:a, d:b . d:b :p d:a, d:b .",
        ),
        (":p owl:propertyChainAxiom ( :q ) .", "d:a :p d:a ; :q d:a, d:b .", "d:a :p d:b ."),
        (
            ":p owl:propertyChainAxiom ( :p :p :q ) .",
            "d:a :p d:b . d:b :p d:a . d:a :q d:a, d:c .",
            "d:a :p d:a, d:c . d:b :p d:c .",
        ),
        (
            "",
            "d:a owl:sameAs d:b . d:b owl:sameAs d:c ; :p 'x' . d:d :q d:a .",
            "d:a owl:sameAs d:c ; :p 'x' . d:b owl:sameAs d:a . d:c owl:sameAs d:a, d:b ; :p 'x' . d:d :q d:b, d:c .",
        ),
        (
            ":v :p :w . [] owl:onProperty :p ; owl:hasValue :w ; rdfs:subClassOf :A .",
            "d:a owl:sameAs :v .",
            "d:a :p :w ; a :A .",
        ),
        (":v owl:sameAs :w .", "d:a :p :v .", "d:a :p :w ."),
    ],
)
def test_what_follows(ontology: str, data: str, news: str) -> None:
    assert entailed(ontology, data) == Entailment(tuple(sorted(graph(news))), ())


@pytest.mark.parametrize(
    ("ontology", "data", "rule", "message"),
    [
        (
            ":A owl:disjointWith :B ; rdfs:label 'person' . :B rdfs:label 'place' .",
            "d:a a :B, :A ; rdfs:label 'Ana' .",
            "cax-dw",
            "Ana is both person and place, and nothing can be both (OWL RL rule cax-dw)",
        ),
        ("[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) .", "d:a a :B, :C .", "cax-dw", None),
        (
            ":p a owl:IrreflexiveProperty .",
            "d:a :p d:a .",
            "prp-irp",
            "<http://d/a> has <http://v/p> to itself, which nothing can (OWL RL rule prp-irp)",
        ),
        (":p a owl:AsymmetricProperty .", "d:a :p d:b . d:b :p d:a .", "prp-asyp", None),
        (":p owl:propertyDisjointWith :q .", "d:a :p d:b ; :q d:b .", "prp-pdw", None),
        (
            ":p a owl:AsymmetricProperty, owl:SymmetricProperty ; rdfs:label 'p' .",
            "d:a :p 'b and c' .",
            "prp-asyp",
            None,
        ),
        ("[] a owl:AllDisjointProperties ; owl:members ( :p :q :r ) .", "d:a :q d:b ; :r d:b .", "prp-pdw", None),
        ("", "[] a owl:AllDifferent ; owl:members ( d:b d:a ) . d:a owl:sameAs d:b .", "eq-diff1", None),
        ("", "d:a owl:differentFrom d:a .", "eq-diff1", None),
        (":A rdfs:subClassOf owl:Nothing .", "d:a a :A .", "cls-nothing2", None),
        (
            ":A owl:complementOf :B .",
            "d:a a :A, :B .",
            "cls-com",
            "<http://d/a> is both <http://v/A> and its complement <http://v/B> (OWL RL rule cls-com)",
        ),
        (
            "[] owl:sourceIndividual d:a ; owl:assertionProperty :p ; owl:targetIndividual d:b .",
            "d:a :p d:c . d:c owl:sameAs d:b .",
            "prp-npa",
            None,
        ),
        ("[] owl:sourceIndividual d:a ; owl:assertionProperty :p ; owl:targetValue 1 .", "d:a :p 1 .", "prp-npa", None),
        (
            ":A owl:onProperty :p ; owl:maxCardinality '0'^^xsd:nonNegativeInteger .",
            "d:a a :A ; :p 'x' .",
            "cls-maxc1",
            '"x" is a value of a property that may have none by <http://v/A> (OWL RL rule cls-maxc1)',
        ),
        (
            ":A owl:onProperty :p ; owl:onClass :B ; owl:maxQualifiedCardinality '0'^^xsd:nonNegativeInteger .",
            "d:c a :A ; :p d:a, d:d . d:a a :B .",
            "cls-maxqc1",
            None,
        ),
    ],
)
def test_what_contradicts_the_ontology_is_told(ontology: str, data: str, rule: str, message: str | None) -> None:
    found = entailed(ontology, data).inconsistencies
    assert {inconsistency.rule for inconsistency in found} == {rule}
    assert all(inconsistency.focus_node in {"<http://d/a>", "<http://d/b>"} for inconsistency in found)
    assert message is None or [inconsistency.message for inconsistency in found] == [message]


@given(form=st.text(max_size=6) | st.sampled_from(["-0044-03-15", "INF", "9" * 5000, "99999999999-01-01", "24:00:00"]))
@pytest.mark.parametrize(
    "datatype", ["date", "dateTime", "time", "gYear", "integer", "decimal", "double", "boolean", "hexBinary", "token"]
)
def test_no_literal_contradicts_the_ontology_by_its_form(datatype: str, form: str) -> None:
    """Whether a literal has the form of its datatype is judged by the gate."""
    triple = ("<http://d/a>", "<http://v/p>", literal(form, datatype=XSD + datatype))
    assert EMPTY.entail([triple]) == Entailment((), ())


def test_axioms_in_the_data_are_heeded() -> None:
    data = "d:a a d:C . d:C a owl:Class ; rdfs:subClassOf :D ."
    assert ("<http://d/a>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://v/D>") in entailed(
        "", data
    ).triples


def test_entailment_leaves_no_trace_on_the_next_graph() -> None:
    reasoner = Reasoner(graph(":p a owl:SymmetricProperty . :A owl:disjointWith :B ."))
    first = reasoner.entail(graph("d:a :p d:b ."))
    reasoner.entail(graph("d:a a :A, :B . :p a owl:TransitiveProperty ; rdfs:subPropertyOf :q ."))
    assert reasoner.entail(graph("d:a :p d:b .")) == first


def test_blank_nodes_of_data_and_ontology_are_different() -> None:
    ontology = "_:b0 a owl:Restriction ; owl:onProperty :p ; owl:hasValue :v . :A rdfs:subClassOf _:b0 ."
    assert entailed(ontology, "_:b0 :q d:a .").triples == ()


@pytest.mark.parametrize(
    ("data", "news"),
    [
        ("d:a a :A ; :p 1 ; :q 'x' . d:b a :A ; :p 1 ; :q 'x' .", "d:a owl:sameAs d:b . d:b owl:sameAs d:a ."),
        ("d:a a :A ; :p 1 ; :q 'x' . d:b a :A ; :p 1 ; :q 'y' .", ""),
        ("d:a a :A ; :p 1 . d:b a :A ; :p 1 .", ""),
        ("d:a a :A ; :p 1 ; :q 'x' . d:b :p 1 ; :q 'x' .", ""),
    ],
)
def test_a_key_is_all_of_its_properties(data: str, news: str) -> None:
    """Rule prp-key, https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules, table 5."""
    assert entailed(":A owl:hasKey ( :p :q ) .", data) == Entailment(tuple(sorted(graph(news))), ())


@pytest.mark.parametrize(
    ("ontology", "data", "news"),
    [
        (":p rdfs:domain :A .", "d:a d:p d:b . d:p rdfs:subPropertyOf :p .", "d:a :p d:b ; a :A ."),
        (":A rdfs:subClassOf :B .", "d:A owl:sameAs :A . d:a a d:A .", "d:a a :A, :B ."),
        (":p rdfs:range owl:Class . :A rdfs:label 'a' .", "d:a :p d:A . d:b a d:A .", ""),
        ("", "d:p owl:sameAs d:q . d:a d:p d:b .", "d:a d:q d:b ."),
        (":v :p 1 . :w :q 2 .", "d:a owl:sameAs :v, :w .", "d:a :p 1 ; :q 2 ."),
        ("owl:sameAs rdfs:subPropertyOf :p .", "d:a owl:sameAs d:b .", "d:a :p d:b, d:a . d:b :p d:a, d:b ."),
        (":l rdf:rest () . :A owl:unionOf :l .", ":l rdf:first :B . d:a a :B .", "d:a a :A ."),
    ],
)
def test_what_is_not_compiled_goes_to_the_reference(ontology: str, data: str, news: str) -> None:
    found = entailed(ontology, data)
    assert set(graph(news)) <= set(found.triples)


@pytest.mark.parametrize(
    ("ontology", "note"),
    [
        (":A rdfs:subClassOf :B .", None),
        ("owl:sameAs rdfs:subPropertyOf :p .", "an axiom is about <http://www.w3.org/2002/07/owl#sameAs>"),
        (":p rdfs:domain :A . :p owl:sameAs :q .", "<http://v/p>, of which the ontology has axioms"),
    ],
)
def test_an_ontology_that_is_not_compiled_is_told(ontology: str, note: str | None) -> None:
    notes = Reasoner(graph(ontology)).notes
    assert notes == () if note is None else note in notes[0]


@pytest.mark.parametrize(
    "ontology",
    [
        ":A owl:unionOf _:l . _:l rdf:first :B ; rdf:rest _:l .",
        ":A owl:onProperty :p ; owl:maxCardinality :many .",
        ":A owl:onProperty :p ; owl:maxCardinality 'many' .",
        ":A owl:intersectionOf () ; owl:hasKey () . :p owl:propertyChainAxiom () .",
    ],
)
def test_an_axiom_that_is_malformed_says_nothing_more(ontology: str) -> None:
    assert entailed(ontology, "d:a :p d:b, d:c ; a :A .") == Entailment((), ())


def test_language_tags_that_differ_in_case_are_one() -> None:
    ontology = "[] owl:onProperty :p ; owl:hasValue 'a'@en ; rdfs:subClassOf :A . :p rdfs:subPropertyOf :q ."
    data = [("<http://d/a>", "<http://v/p>", '"a"@EN'), ("<http://d/b>", "<http://v/p>", '"b"@EN')]
    news = (*graph("d:a :q 'a'@en ; a :A ."), ("<http://d/b>", "<http://v/q>", '"b"@EN'))
    for engine in (Reasoner, ReferenceReasoner):
        assert engine(graph(ontology)).entail(data).triples == tuple(sorted(news))


@pytest.mark.parametrize(
    "data",
    [
        "d:a :p ( 1 2 ) .",
        ":A a owl:Class ; rdfs:subClassOf :B . d:a a :A .",
        "d:a owl:sameAs :v ; :q d:b .",
        "d:a owl:versionInfo '1' ; rdfs:comment 'x' ; a owl:NamedIndividual .",
    ],
)
def test_what_is_no_new_axiom_is_compiled(data: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reasoner = Reasoner(graph(":A a owl:Class ; rdfs:subClassOf :B . :v :p :w . :C owl:oneOf ( :v :w ) ."))
    wanted = reasoner._reference.entail(graph(data))
    monkeypatch.delattr(ReferenceReasoner, "entail")
    assert reasoner.entail(graph(data)) == wanted


def test_nothing_of_a_graph_stays() -> None:
    """A million articles take the memory of one."""
    reasoner = Reasoner(graph(":p a owl:TransitiveProperty ; rdfs:domain :A . :A owl:disjointWith :B ."))

    def read(articles: range) -> None:
        for number in articles:
            reasoner.entail(graph(f"d:a{number} :p d:b{number} ; a :B . d:b{number} :p d:c ."))

    read(range(10))
    gc.collect()
    tracemalloc.start()
    read(range(10, 300))
    gc.collect()
    current, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert current < 20_000


def test_a_blank_node_of_the_ontology_never_comes_out() -> None:
    found = entailed(":p a owl:InverseFunctionalProperty . [] :p 1 ; :q 2 .", "d:a :p 1 .")
    assert found.triples == graph("d:a :q 2 .")


def test_an_ontology_that_contradicts_itself_is_refused() -> None:
    for engine in (Reasoner, ReferenceReasoner):
        with pytest.raises(OntologyError, match=r"^the ontology contradicts itself: <http://v/x> is both"):
            engine(graph(":A owl:disjointWith :B . :x a :A, :B ."))
