"""The compiled reasoner against the reference, and both against plain owlrl."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
import random_ontologies
from hypothesis import given, settings
from hypothesis import strategies as st
from owlrl.OWLRL import OWLRL_Semantics
from rdflib import BNode, URIRef

from newsgraph.errors import OntologyError
from newsgraph.rdf.rdflib import from_rdflib, to_rdflib
from newsgraph.rdf.terms import RDF_TYPE, Triple
from newsgraph.reasoner import Entailment, Reasoner, ReferenceReasoner

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
    for entailment in (reasoner.entail(data), reasoner._reference.entail(data)):
        assert (set(entailment.triples), bool(entailment.inconsistencies)) == (expected, contradictory)


# NEWSGRAPH_ONTOLOGIES=20000 runs a hundred thousand graphs.
ONTOLOGIES = int(os.environ.get("NEWSGRAPH_ONTOLOGIES", "200"))
GRAPHS = 6


def random_case(seed: int) -> tuple[list[Triple], list[list[Triple]]]:
    """An ontology and graphs to go with it."""
    random = Random(seed)  # noqa: S311 - no secrets
    return random_ontologies.ontology(random), [random_ontologies.graph(random) for _ in range(GRAPHS)]


@pytest.mark.parametrize("tenth", range(10))
def test_the_compiled_reasoner_is_the_reference(tenth: int) -> None:
    """Triples and inconsistencies are equal, whatever the ontology says."""
    for seed in range(tenth, ONTOLOGIES, 10):
        ontology, graphs = random_case(seed)
        try:
            reasoner = Reasoner(ontology)
        except OntologyError:
            continue
        for graph in graphs:
            assert reasoner.entail(graph) == reasoner._reference.entail(graph), f"seed {seed}"


def test_few_random_graphs_need_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the test above compares is not the reference with itself."""
    asked: list[object] = []
    nothing = Entailment((), ())
    monkeypatch.setattr(ReferenceReasoner, "entail", lambda _, triples: asked.append(triples) or nothing)
    cases = [random_case(seed) for seed in range(0, 40, 4)]
    for ontology, graphs in cases:
        reasoner = Reasoner(ontology)
        for graph in graphs:
            reasoner.entail(graph)
    assert len(asked) < len(cases) * GRAPHS / 5


def test_the_lean_rules_say_what_all_rules_say() -> None:
    for seed in range(12):
        ontology, graphs = random_case(seed)
        try:
            reference = ReferenceReasoner(ontology)
        except OntologyError:
            continue
        lean = [reference.entail(graph) for graph in graphs]
        reference._lean = None
        assert [reference.entail(graph) for graph in graphs] == lean, f"seed {seed}"


def test_neither_order_nor_company_changes_what_follows() -> None:
    """Batch invariance: a graph among others, and in any order, has the entailment that it has alone."""
    for seed in range(8):
        ontology, graphs = random_case(seed)
        try:
            alone = [Reasoner(ontology).entail(graph) for graph in graphs]
        except OntologyError:
            continue
        random = Random(seed)  # noqa: S311 - no secrets
        shuffled = random.sample(ontology, len(ontology))
        reasoner = Reasoner(shuffled)
        together = [reasoner.entail(random.sample(graph, len(graph))) for graph in graphs for _ in range(2)]
        assert together[::2] == together[1::2] == alone, f"seed {seed}"


PROGRAM = """
import random_ontologies
from random import Random
from newsgraph.errors import OntologyError
from newsgraph.reasoner import Reasoner
for seed in range(20):
    random = Random(seed)
    try:
        reasoner = Reasoner(random_ontologies.ontology(random))
    except OntologyError as error:
        print(error)
        continue
    for _ in range(4):
        print(reasoner.entail(random_ontologies.graph(random)))
"""


def test_the_hash_seed_changes_nothing() -> None:
    here = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    printed = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONPATH": here, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1
