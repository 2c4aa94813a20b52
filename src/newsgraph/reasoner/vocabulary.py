"""The terms of RDF, RDFS and OWL that the reasoners know, and which of them speak of classes and properties.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
"""

from __future__ import annotations

from newsgraph.rdf.terms import RDF_TYPE, XSD, Term, Triple

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"

BUILT_IN = tuple(f"<{namespace}" for namespace in (_RDF, _RDFS, _OWL, XSD))


def rdf(name: str) -> Term:
    return f"<{_RDF}{name}>"


def rdfs(name: str) -> Term:
    return f"<{_RDFS}{name}>"


def owl(name: str) -> Term:
    return f"<{_OWL}{name}>"


SAME_AS, DIFFERENT_FROM = owl("sameAs"), owl("differentFrom")
LABEL = rdfs("label")
FIRST, REST = rdf("first"), rdf("rest")
THING, NOTHING = owl("Thing"), owl("Nothing")

# What rules look for in axioms, as property and as class.
SCHEMA_PROPERTIES = frozenset(
    (
        *map(rdfs, ("domain", "range", "subClassOf", "subPropertyOf")),
        *map(owl, ("equivalentClass", "disjointWith", "complementOf", "unionOf", "intersectionOf", "oneOf")),
        *map(owl, ("equivalentProperty", "propertyDisjointWith", "inverseOf", "propertyChainAxiom", "hasKey")),
        *map(owl, ("onProperty", "onClass", "hasValue", "someValuesFrom", "allValuesFrom")),
        *map(owl, ("maxCardinality", "maxQualifiedCardinality", "members", "distinctMembers")),
        *map(owl, ("sourceIndividual", "assertionProperty", "targetIndividual", "targetValue")),
    )
)
DECLARED = frozenset((rdf("Property"), rdfs("Datatype"), *map(owl, ("Class", "ObjectProperty", "DatatypeProperty"))))
SCHEMA_CLASSES = DECLARED | frozenset(
    map(
        owl,
        (
            "FunctionalProperty",
            "InverseFunctionalProperty",
            "IrreflexiveProperty",
            "SymmetricProperty",
            "AsymmetricProperty",
            "TransitiveProperty",
            "AllDisjointProperties",
            "AllDisjointClasses",
            "AllDifferent",
        ),
    )
)
_CORE = SCHEMA_PROPERTIES | {RDF_TYPE, SAME_AS, DIFFERENT_FROM, FIRST, REST}


def is_axiom(triple: Triple) -> bool:
    """Whether a triple says something of classes or properties that a rule could use."""
    _, p, o = triple
    return o in SCHEMA_CLASSES if p == RDF_TYPE else p in SCHEMA_PROPERTIES


def is_core_property(term: Term) -> bool:
    """Whether rules look for this very property: an axiom about it would change what the rules mean."""
    return term in _CORE
