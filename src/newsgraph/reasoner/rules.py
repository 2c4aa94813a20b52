"""owlrl's rules, run over one graph: the whole of them, or those alone that can say something new of individuals.

Theory of operation. Each rule of owlrl starts from an axiom, from owl:sameAs or from the type owl:Nothing. All other
triples are only looked up, so `rules` passes over them. An ontology that is
saturated already holds all that follows about its own terms; as long as a graph adds no axiom, the rules for schema
vocabulary (scm-*) and for reflexive equality (eq-ref) cannot say anything of its individuals, and `lean` leaves them
out. Where an axiom turns up on the way, `lean` gives up, and the whole is run.
"""

from __future__ import annotations

from typing import TypeAlias

from owlrl.OWLRL import OWL_Datatype_Subsumptions, OWL_RL_Datatypes, OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, Graph, Literal
from rdflib.term import Node

NodeTriple: TypeAlias = tuple[Node, Node, Node]

_OWL = str(OWL)
_OF_CLASSES_AND_PROPERTIES = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property, RDFS.Datatype}
_OF_AXIOMS = {
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.IrreflexiveProperty,
    OWL.SymmetricProperty,
    OWL.AsymmetricProperty,
    OWL.TransitiveProperty,
    OWL.AllDisjointProperties,
    OWL.AllDisjointClasses,
    OWL.AllDifferent,
}
_OF_INDIVIDUALS = {OWL.sameAs, OWL.differentFrom, OWL.versionInfo, OWL.deprecated}
_REFLEXIVE = {RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs}
_SCHEMA = {RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf}


def is_axiom(triple: NodeTriple) -> bool:
    """Whether a triple says something of classes or properties that a rule could use."""
    _, p, o = triple
    if p == RDF.type:
        return o in _OF_AXIOMS or o in _OF_CLASSES_AND_PROPERTIES
    return p in _SCHEMA or (str(p).startswith(_OWL) and p not in _OF_INDIVIDUALS)


def without_idle(graph: Graph) -> tuple[NodeTriple, ...]:
    """A saturated ontology without what tells nothing of individuals: that a class is itself, and annotations."""
    of_schema = {s for s, p, o in graph if is_axiom((s, p, o))}
    return tuple(
        (s, p, o)
        for s, p, o in graph
        if not (s == o and p in _REFLEXIVE)
        and (s not in of_schema or is_axiom((s, p, o)) or str(p).startswith(str(RDF)) or p == OWL.sameAs)
    )


def whole(graph: Graph) -> list[str]:
    """Add all that follows to a graph; returns owlrl's messages of contradiction."""
    semantics = _Whole(graph, axioms=False, daxioms=False)
    semantics.closure()
    return semantics.messages


def lean(graph: Graph) -> list[str] | None:
    """Add all that follows about individuals; None, with the graph half done, where an axiom turns up on the way."""
    semantics = _Lean(graph, axioms=False, daxioms=False)
    try:
        semantics.closure()
    except _AxiomError:
        return None
    return semantics.messages


class _AxiomError(Exception):
    """A rule has added an axiom."""


class _Whole(OWLRL_Semantics):  # type: ignore[misc] # owlrl has no types
    """owlrl as it is, but for errors and datatypes.

    Errors are kept in a list, and not written into the graph. Of the datatype rules dt-type2 is run. Whether a literal
    has the form of its datatype is left to SHACL, whose sh:datatype says it: owlrl (7.6) stops with a traceback at
    an empty xsd:date, and has it that the year -44, 24:00:00 and INF are ill-typed, and that the year "x" is not.
    """

    messages: list[str]

    def __init__(self, graph: Graph, *, axioms: bool, daxioms: bool) -> None:
        self.messages = []
        super().__init__(graph, axioms, daxioms)

    def add_error(self, message: str) -> None:
        if message not in self.messages:
            self.messages.append(message)

    def _one_time_rules_datatypes(self) -> None:
        for literal in {o for o in self.graph.objects() if isinstance(o, Literal)}:
            for datatype in (literal.datatype, *OWL_Datatype_Subsumptions.get(literal.datatype, ())):
                if datatype in OWL_RL_Datatypes:
                    self.store_triple((literal, RDF.type, datatype))


class _Lean(_Whole):
    """The rules that start from an axiom, without those that only say something of the schema."""

    _cycling = False

    def rules(self, t: NodeTriple, cycle_num: int) -> None:
        self._cycling = True
        s, p, o = t
        if p == OWL.sameAs and s != o:
            self._equality(t, cycle_num)
        elif is_axiom(t) or o == OWL.Nothing:
            self._properties(t, 0)  # not 1, in which rule prp-ap types annotation properties
            self._classes(t, cycle_num)
            self._class_axioms(t, cycle_num)

    def store_triple(self, t: NodeTriple) -> None:
        if self._cycling and is_axiom(t) and t not in self.graph:
            raise _AxiomError
        super().store_triple(t)
