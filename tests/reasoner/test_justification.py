"""What is told of an entailed triple entails it, and no part of it is needless."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.rdf.terms import RDF_TYPE, Triple
from newsgraph.reasoner import Justification, Justifier, Reasoner

OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"


def v(name: str) -> str:
    return f"<http://v/{name}>"


def d(name: str) -> str:
    return f"<http://d/{name}>"


ONTOLOGY = (
    (v("knows"), f"<{RDFS}subPropertyOf>", v("related")),
    (v("related"), RDF_TYPE, f"<{OWL}SymmetricProperty>"),
    (v("knows"), f"<{RDFS}range>", v("Person")),
    (v("Person"), f"<{RDFS}subClassOf>", v("Agent")),
    (v("Person"), f"<{RDFS}label>", '"person"@en'),
    (v("grandparent"), f"<{OWL}propertyChainAxiom>", "_:l1"),
    ("_:l1", f"<{RDF}first>", v("parent")),
    ("_:l1", f"<{RDF}rest>", "_:l2"),
    ("_:l2", f"<{RDF}first>", v("parent")),
    ("_:l2", f"<{RDF}rest>", f"<{RDF}nil>"),
)
REASONER = Reasoner(ONTOLOGY)


def why(triple: Triple, *given: Triple) -> Justification | None:
    return Justifier(ONTOLOGY).justify(given, triple)


def test_a_triple_that_follows_in_two_steps() -> None:
    noise = [(d(f"n{number}"), v("knows"), d(f"m{number}")) for number in range(20)]
    found = why((d("b"), v("related"), d("a")), *noise, (d("a"), v("knows"), d("b")))
    assert found == Justification(
        premises=((d("a"), v("knows"), d("b")),),
        axioms=(ONTOLOGY[0], ONTOLOGY[1]),
        rules=("prp-spo1", "prp-symp"),
    )


def test_a_chain_is_told_with_its_list() -> None:
    found = why((d("a"), v("grandparent"), d("c")), (d("a"), v("parent"), d("b")), (d("b"), v("parent"), d("c")))
    assert found is not None
    assert len(found.premises) == 2
    assert set(ONTOLOGY[5:9]) <= set(found.axioms) <= set(ONTOLOGY[5:])
    assert found.rules == ("prp-spo2",)


def test_what_does_not_follow_has_no_reason() -> None:
    assert why((d("a"), v("related"), d("c")), (d("a"), v("knows"), d("b"))) is None


_individuals = st.sampled_from([d(name) for name in "abc"])
_facts = st.tuples(_individuals, st.sampled_from([v("knows"), v("parent"), v("related")]), _individuals)


@settings(max_examples=40, deadline=None)
@given(st.lists(_facts, min_size=1, max_size=5, unique=True))
def test_no_part_is_needless(facts: list[Triple]) -> None:
    justifier = Justifier(ONTOLOGY)
    for triple in REASONER.entail(facts).triples:
        found = justifier.justify(facts, triple)
        assert found is not None
        assert set(found.premises) <= set(facts)
        assert triple in Reasoner(found.axioms).entail(found.premises).triples
        for needed in found.premises:
            rest = [each for each in found.premises if each != needed]
            assert triple not in REASONER.entail(rest).triples
