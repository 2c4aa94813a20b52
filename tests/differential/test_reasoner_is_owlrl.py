"""The reasoner against plain owlrl: what it says is in owlrl's closure, and all that is news in it is said."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from owlrl.OWLRL import OWLRL_Semantics
from rdflib import BNode, URIRef

from newsgraph.errors import OntologyError
from newsgraph.rdf.rdflib import from_rdflib, to_rdflib
from newsgraph.rdf.terms import RDF_TYPE, Triple
from newsgraph.reasoner import Reasoner

OWL = "http://www.w3.org/2002/07/owl#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
BUILT_IN = (f"<{OWL}", f"<{RDFS}", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#", "<http://www.w3.org/2001/XMLSchema#")

_classes = st.sampled_from([f"<http://v/{name}>" for name in "ABCD"])
_properties = st.sampled_from([f"<http://v/{name}>" for name in "pqrs"])
_individuals = st.sampled_from([f"<http://d/{name}>" for name in "abcd"] + ["_:n"])
_values = st.sampled_from(['"x"', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', '"y"@en'])


def _owl(*names: str) -> st.SearchStrategy[str]:
    return st.sampled_from([f"<{OWL}{name}>" for name in names])


_axioms = st.one_of(
    st.tuples(_classes, st.just(f"<{RDFS}subClassOf>") | _owl("equivalentClass", "disjointWith"), _classes),
    st.tuples(_properties, st.just(f"<{RDFS}subPropertyOf>") | _owl("equivalentProperty", "inverseOf"), _properties),
    st.tuples(_properties, st.sampled_from([f"<{RDFS}domain>", f"<{RDFS}range>"]), _classes),
    st.tuples(
        _properties,
        st.just(RDF_TYPE),
        _owl(
            "SymmetricProperty",
            "TransitiveProperty",
            "FunctionalProperty",
            "InverseFunctionalProperty",
            "ObjectProperty",
        ),
    ),
    st.tuples(_classes, st.just(RDF_TYPE), _owl("Class")),
    st.tuples(_classes, st.just(f"<{RDFS}label>"), _values),
)
_facts = st.one_of(
    st.tuples(_individuals, _properties, _individuals | _values),
    st.tuples(_individuals, st.just(RDF_TYPE), _classes),
    st.tuples(_individuals, st.just(f"<{RDFS}label>"), _values),
    st.tuples(_individuals, _owl("sameAs"), _individuals),
)


def plain_closure(triples: list[Triple]) -> tuple[set[Triple], bool]:
    """The closure as far as it is RDF, and whether it contradicts itself otherwise than by a literal's form."""
    graph = to_rdflib(triples)
    semantics = OWLRL_Semantics(graph, False, False)
    semantics.closure()
    wrong = [message for message in semantics.error_messages if "XMLSchema" not in message]
    rdf = [(s, p, o) for s, p, o in graph if isinstance(s, (URIRef, BNode)) and isinstance(p, URIRef)]
    return set(from_rdflib(rdf)), bool(wrong)


def is_noise(triple: Triple) -> bool:
    s, p, o = triple
    reflexive = p == f"<{OWL}sameAs>" and s == o
    built_in_type = p == RDF_TYPE and o.startswith(BUILT_IN)
    schema = p.startswith(BUILT_IN) and p not in {RDF_TYPE, f"<{OWL}sameAs>", f"<{RDFS}label>"}
    return reflexive or built_in_type or schema or (p == f"<{OWL}sameAs>" and o.startswith('"'))


@settings(max_examples=100, deadline=None)
@given(ontology=st.lists(_axioms, max_size=8), data=st.lists(_facts, max_size=8))
def test_the_news_are_those_of_owlrl(ontology: list[Triple], data: list[Triple]) -> None:
    try:
        reasoner = Reasoner(ontology)
    except OntologyError:
        return
    individuals = {term for s, _, o in data for term in (s, o) if term.startswith(("<http://d/", "_:"))}
    closure, contradictory = plain_closure([*ontology, *data])
    expected = {triple for triple in closure - set(data) if triple[0] in individuals and not is_noise(triple)}
    entailment = reasoner.entail(data)
    assert (set(entailment.triples), bool(entailment.inconsistencies)) == (expected, contradictory)
