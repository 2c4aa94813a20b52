"""owlrl's rules, run over one graph: the whole of them, or those alone that can say something new of individuals.

Theory of operation. Each rule of owlrl starts from an axiom, from owl:sameAs or from the type owl:Nothing. All other
triples are only looked up, so `lean` passes over them. An ontology that is saturated already holds all that follows
about its own terms; as long as a graph adds no axiom, the rules for schema vocabulary (scm-*) and for reflexive
equality (eq-ref) cannot say anything of its individuals, and `lean` leaves them out. Where an axiom turns up on the
way, `lean` gives up, and the whole is run.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from string import Formatter
from typing import TypeAlias

from owlrl.OWLRL import OWL_Datatype_Subsumptions, OWL_RL_Datatypes, OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from newsgraph.rdf.terms import iri_value
from newsgraph.reasoner import vocabulary
from newsgraph.reasoner.inconsistency import Finding

NodeTriple: TypeAlias = tuple[Node, Node, Node]
_Pieces: TypeAlias = Sequence[tuple[str, str | None]]

_REFLEXIVE = {RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs}
_DECLARED, _SCHEMA_CLASSES, _SCHEMA_PROPERTIES = (
    frozenset(URIRef(iri_value(term)) for term in terms)
    for terms in (vocabulary.DECLARED, vocabulary.SCHEMA_CLASSES, vocabulary.SCHEMA_PROPERTIES)
)

# What owlrl says of each rule; the names are the fields of a Finding.
_MESSAGES = tuple(
    (rule, tuple((before, name) for before, name, _, _ in Formatter().parse(f"{message}{{}}")))
    for rule, message in (
        ("cax-dw", "Disjoint classes {a} and {b} have a common individual {x}"),
        ("cls-nothing2", "{x} is defined of type 'Nothing'"),
        ("cls-com", "Violation of complementarity for classes {a} and {b} on element {x}"),
        ("prp-irp", "Irreflexive property used on {x} with {a}"),
        ("prp-asyp", "Erroneous usage of asymmetric property {a} on {x} and {b}"),
        ("prp-pdw", "Erroneous usage of disjoint properties {a} and {b} on {x} and {c}"),
        ("prp-npa", "Negative (object) property assertion violated for: ({x}, {a}, {b})"),
        ("prp-npa", "Negative (datatype) property assertion violated for: ({x}, {a}, {b})"),
        ("eq-diff1", "'sameAs' and 'differentFrom' cannot be used on the same subject-object pair: ({x}, {a})"),
        ("cls-maxc1", "Erroneous usage of maximum cardinality with {a} and {x}"),
        ("cls-maxqc1", "Erroneous usage of maximum qualified cardinality with {a}, {b} and {x}"),
    )
)
# What is said of owl:AllDisjointProperties and owl:AllDifferent is said of their pairs as well.
_SAID_OF_PAIRS = ("Disjoint properties in an", "'sameAs' and 'AllDifferent'")


def is_axiom(triple: NodeTriple) -> bool:
    """Whether a triple says something of classes or properties that a rule could use."""
    _, p, o = triple
    return o in _SCHEMA_CLASSES if p == RDF.type else p in _SCHEMA_PROPERTIES


def without_idle(graph: Graph) -> tuple[NodeTriple, ...] | None:
    """A saturated ontology without what tells nothing of individuals: that a class is itself, and annotations.

    None where an axiom is about the vocabulary of RDF and OWL itself: then no triple is idle.
    """
    axioms = [(s, p, o) for s, p, o in graph if is_axiom((s, p, o)) and not (s == o and p in _REFLEXIVE)]
    of_schema = {s for s, _, _ in axioms}
    used = {node for s, _, o in axioms if o not in _DECLARED for node in (s, o)} | set(graph.objects(None, RDF.first))
    if any(isinstance(node, URIRef) and vocabulary.is_core_property(f"<{node}>") for node in used):
        return None
    return tuple(
        (s, p, o)
        for s, p, o in graph
        if not (s == o and p in _REFLEXIVE)
        and (s not in of_schema or is_axiom((s, p, o)) or str(p).startswith(str(RDF)) or p in used or p == OWL.sameAs)
    )


def whole(graph: Graph) -> list[Finding]:
    """Add all that follows to a graph; returns what is contradictory in it."""
    semantics = _Whole(graph, axioms=False, daxioms=False)
    semantics.closure()
    return _findings(semantics.messages, graph)


def lean(graph: Graph) -> list[Finding] | None:
    """Add all that follows about individuals; None, with the graph half done, where an axiom turns up on the way."""
    semantics = _Lean(graph, axioms=False, daxioms=False)
    try:
        semantics.closure()
    except _AxiomError:
        return None
    return _findings(semantics.messages, graph)


def _findings(messages: list[str], graph: Graph) -> list[Finding]:
    written = {str(node) for triple in graph for node in triple} if messages else set()
    return [_finding(message, written) for message in messages]


def _finding(message: str, written: set[str]) -> Finding:
    for rule, pieces in _MESSAGES:
        fields = _fields(message, pieces, written)
        if fields is not None:
            return Finding(rule, **fields)
    raise ValueError(f"owlrl has a message that is not known here: {message}")


def _fields(message: str, pieces: _Pieces, written: set[str]) -> dict[str, str] | None:
    """What stands for each name, where it is what owlrl writes of some node: a literal may have any words in it."""
    (before, name), *rest = pieces
    if not message.startswith(before):
        return None
    message = message.removeprefix(before)
    if not rest:
        return None if message else {}
    following = rest[0][0]
    end = message.find(following) if len(rest) > 1 else len(message) - len(following)
    while end >= 0:
        if message[:end] in written:
            fields = _fields(message[end:], rest, written)
            if fields is not None:
                return {str(name): message[:end]} | fields
        end = message.find(following, end + 1) if len(rest) > 1 else -1
    return None


class _AxiomError(Exception):
    """A rule has added an axiom."""


class _Whole(OWLRL_Semantics):  # type: ignore[misc] # owlrl has no types
    """owlrl as it is, but for errors, datatypes, keys, complements and malformed axioms.

    Errors are kept in a list, and not written into the graph. Of the datatype rules dt-type2 is run. Whether a literal
    has the form of its datatype is left to SHACL, whose sh:datatype says it: owlrl (7.6) stops with a traceback at
    an empty xsd:date, and has it that the year -44, 24:00:00 and INF are ill-typed, and that the year "x" is not.
    It stops with a traceback at a list that ends in itself and at a cardinality that is no literal too; here such a
    list ends, and such a cardinality says nothing.
    """

    messages: list[str]

    def __init__(self, graph: Graph, *, axioms: bool, daxioms: bool) -> None:
        self.messages = []
        super().__init__(graph, axioms, daxioms)

    def add_error(self, message: str) -> None:
        if message not in self.messages and not message.startswith(_SAID_OF_PAIRS):
            self.messages.append(message)

    def _one_time_rules_datatypes(self) -> None:
        for literal in {o for o in self.graph.objects() if isinstance(o, Literal)}:
            for datatype in (literal.datatype, *OWL_Datatype_Subsumptions.get(literal.datatype, ())):
                if datatype in OWL_RL_Datatypes:
                    self.store_triple((literal, RDF.type, datatype))

    def _properties(self, triple: NodeTriple, cycle_num: int) -> None:
        s, p, o = triple
        if p == OWL.hasKey:
            self._key(s, self._list(o))
        else:
            super()._properties(triple, cycle_num)

    def _classes(self, triple: NodeTriple, cycle_num: int) -> None:
        s, p, o = triple
        if p == OWL.complementOf:
            for x in self.graph.subjects(RDF.type, s):
                if (x, RDF.type, o) in self.graph:
                    self.add_error(f"Violation of complementarity for classes {s} and {o} on element {x}")
        elif isinstance(o, Literal) or p not in {OWL.maxCardinality, OWL.maxQualifiedCardinality}:
            super()._classes(triple, cycle_num)

    def _key(self, c: Node, key: list[Node]) -> None:
        """Rule prp-key: what has a value in common for each property of a key is the same."""
        for x, y in permutations(self.graph.subjects(RDF.type, c), 2):
            if key and all(any((y, p, z) in self.graph for z in self.graph.objects(x, p)) for p in key):
                self.store_triple((x, OWL.sameAs, y))

    def _list(self, head: Node) -> list[Node]:
        items: list[Node] = []
        seen: set[Node] = set()
        while head not in seen:
            seen.add(head)
            items += sorted(self.graph.objects(head, RDF.first))[:1]
            head = min(self.graph.objects(head, RDF.rest), default=RDF.nil)
        return items


class _Lean(_Whole):
    """The rules that start from an axiom, without those that only say something of the schema."""

    _cycling = False

    def rules(self, t: NodeTriple, cycle_num: int) -> None:
        self._cycling = True
        s, p, o = t
        if s == o and p == OWL.differentFrom:
            self._equality((s, OWL.sameAs, s), cycle_num)
        elif p == OWL.sameAs and s != o:
            self._equality(t, cycle_num)
        elif is_axiom(t) or o == OWL.Nothing:
            self._properties(t, 0)  # not 1, in which rule prp-ap types annotation properties
            self._classes(t, cycle_num)
            self._class_axioms(t, cycle_num)

    def store_triple(self, t: NodeTriple) -> None:
        if self._cycling and is_axiom(t) and t not in self.graph:
            raise _AxiomError
        super().store_triple(t)
