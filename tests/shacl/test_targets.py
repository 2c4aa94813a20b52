"""Which shapes look at a node: those that can report on it, and no others."""

from __future__ import annotations

from newsgraph.shacl import Shapes, Targets, read_documents

SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <http://example.org/> .

ex:Named a sh:NodeShape ;
    sh:targetClass ex:Agent ;
    sh:property ex:Named-name .

ex:Named-name a sh:PropertyShape ;
    sh:path ex:name ;
    sh:minCount 1 .

ex:Friends a sh:PropertyShape ;
    sh:targetObjectsOf ex:knows ;
    sh:path ex:knows ;
    sh:minCount 1 .

ex:Thing a sh:NodeShape, rdfs:Class ;
    sh:nodeKind sh:IRI .
"""
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
DATA = (
    ("<http://d/a>", TYPE, "<http://example.org/Person>"),
    ("<http://d/a>", "<http://example.org/knows>", "<http://d/b>"),
    ("<http://d/c>", TYPE, "<http://example.org/Thing>"),
)
ONTOLOGY = (
    (
        "<http://example.org/Person>",
        "<http://www.w3.org/2000/01/rdf-schema#subClassOf>",
        "<http://example.org/Agent>",
    ),
)


def at(node: str, predicate: str | None = None) -> list[str]:
    targets = Targets(read_documents([(SHAPES, "s.ttl")]), DATA, ONTOLOGY)
    path = None if predicate is None else f"<http://example.org/{predicate}>"
    return [f"{found.shape[20:-1]} {found.place}" for found in targets.at(f"<http://d/{node}>", path)]


def test_of_a_class_and_what_its_shape_leads_to() -> None:
    assert at("a") == ["Named s.ttl:5:1", "Named-name s.ttl:9:1"]
    assert at("a", "name") == ["Named-name s.ttl:9:1"]
    assert at("a", "knows") == []


def test_objects_of_a_property_and_a_class_that_is_a_shape() -> None:
    assert at("b", "knows") == ["Friends s.ttl:13:1"]
    assert at("c") == ["Thing s.ttl:18:1"]


def test_every_shape_that_reports_is_told() -> None:
    report = Shapes.parse([(SHAPES, "s.ttl")]).validate(DATA, ontology=ONTOLOGY)
    targets = Targets(read_documents([(SHAPES, "s.ttl")]), DATA, ONTOLOGY)
    assert len(report.results) == 2
    for result in report.results:
        told = targets.at(result.focus_node, None if result.path is None else str(result.path))
        assert result.source_shape in [found.shape for found in told]
