"""The ontology is documented, aligned, and keeps claims out of the world."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS

NG = Namespace("https://w3id.org/newsgraph/ns#")
VANN = Namespace("http://purl.org/vocab/vann/")
ROOT = Path(__file__).parents[2]
ROLES = [
    NG[name] for name in ("imposedBy", "target", "reason", "participant", "place", "occasion", "member", "organization")
]


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ROOT / "ontology" / "newsgraph.ttl")


def own_terms(graph: Graph) -> list[URIRef]:
    return sorted({s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(NG)})


def test_the_ontology_says_what_it_is(ontology: Graph) -> None:
    (header,) = ontology.subjects(RDF.type, OWL.Ontology)
    for predicate in (DCTERMS.title, DCTERMS.creator, DCTERMS.license, OWL.versionIRI, VANN.preferredNamespacePrefix):
        assert ontology.value(header, predicate) is not None, predicate


def test_every_term_has_a_label_and_a_comment(ontology: Graph) -> None:
    for term in own_terms(ontology):
        assert ontology.value(term, RDFS.label), term
        assert ontology.value(term, RDFS.comment), term


def test_every_class_is_aligned(ontology: Graph) -> None:
    """With schema.org by a superclass, or with another vocabulary by a close match."""
    enumerations = set(ontology.subjects(OWL.oneOf))
    for term in set(ontology.subjects(RDF.type, OWL.Class)) - enumerations:
        above = [o for o in ontology.objects(term, RDFS.subClassOf) if not str(o).startswith(NG)]
        assert above or list(ontology.objects(term, SKOS.closeMatch)), term


@pytest.mark.parametrize("role", ROLES)
def test_no_role_carries_a_claim_into_the_world(ontology: Graph, role: URIRef) -> None:
    """A domain would make a claim a situation; an inverse or a chain would state of people what was only denied."""
    assert ontology.value(role, RDFS.domain) is None
    assert ontology.value(role, OWL.inverseOf) is None
    assert (None, OWL.inverseOf, role) not in ontology
    assert list(ontology.objects(None, OWL.propertyChainAxiom)) == []


def test_a_claim_is_no_situation(ontology: Graph) -> None:
    pairs = {(a, b) for a, b in ontology.subject_objects(OWL.disjointWith)}
    assert (NG.Situation, NG.Claim) in pairs or (NG.Claim, NG.Situation) in pairs


def test_mapping_and_shapes_have_the_same_stems() -> None:
    """One fact type, one stem: text rules, mapping and shapes stand side by side."""
    for path in (ROOT / "mapping" / "text").glob("*.yml"):
        if "\ntype:" in f"\n{path.read_text(encoding='utf-8')}":
            assert (ROOT / "mapping" / "rdf" / path.name).is_file(), path
            assert (ROOT / "shapes" / f"{path.stem}.ttl").is_file(), path


def test_every_term_that_a_mapping_writes_is_declared(ontology: Graph) -> None:
    import re

    declared = {str(term).removeprefix(NG) for term in own_terms(ontology)}
    for path in (ROOT / "mapping" / "rdf").glob("*.yml"):
        used = set(re.findall(r"\bng:([A-Za-z]+)", path.read_text(encoding="utf-8")))
        assert used <= declared, path
