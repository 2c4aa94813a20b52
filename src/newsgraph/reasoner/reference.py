"""A graph to what follows from it by an ontology, with OWL 2 RL as owlrl has it: slow, plain, and the measure.

owlrl (7.6) is wrong in some rules, which are put right here or in `rules`: owl:AllDisjointProperties and
owl:AllDifferent leave out their last member, so both are read as the pairs that they mean; owl:hasKey leaves out
its last property and makes different individuals the same; owl:complementOf names the class in place of the
individual.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from newsgraph.errors import OntologyError
from newsgraph.rdf.terms import RDF_TYPE, Term, Triple
from newsgraph.reasoner.spelling import Spelling
from newsgraph.reasoner.telling import Entailment, Teller
from newsgraph.reasoner.vocabulary import DIFFERENT_FROM, FIRST, REST, is_axiom, owl

_MEMBERS = (owl("members"), owl("distinctMembers"))
_PAIRWISE = (
    (owl("AllDisjointProperties"), owl("propertyDisjointWith")),
    (owl("AllDifferent"), DIFFERENT_FROM),
)


class ReferenceReasoner:
    """An ontology, saturated once; owlrl runs over each graph."""

    notes: tuple[str, ...] = ()
    """What of the ontology makes reasoning slower than elsewhere: nothing."""

    def __init__(self, ontology: Iterable[Triple]) -> None:
        """Work out all that follows from the ontology alone; raises OntologyError where it contradicts itself."""
        from newsgraph.rdf.rdflib import from_node, to_rdflib
        from newsgraph.reasoner import rules

        ontology = tuple(ontology)
        self.spelling = Spelling(ontology)
        axioms = frozenset(_with_own_labels(self.spelling.of(ontology)))
        graph = to_rdflib((*axioms, *_pairs(axioms)))
        findings = rules.whole(graph)
        self._saturated = tuple(graph)
        self.teller = Teller(axioms, [(from_node(s), from_node(p), from_node(o)) for s, p, o in graph])
        for inconsistency in self.teller.inconsistencies(findings, axioms):
            raise OntologyError(f"the ontology contradicts itself: {inconsistency.message}")
        self._lean = rules.without_idle(graph)

    def entail(self, triples: Iterable[Triple]) -> Entailment:
        """What follows about the individuals of a graph, and where it contradicts the ontology."""
        from newsgraph.rdf.rdflib import from_node, to_rdflib
        from newsgraph.reasoner import rules

        given = frozenset(self.spelling.of(triples))
        pairs = _pairs(given)
        graph = to_rdflib((*given, *pairs))
        findings = None
        if self._lean is not None and not any(is_axiom(triple) for triple in given):
            for node_triple in self._lean:
                graph.add(node_triple)
            findings = rules.lean(graph)
        if findings is None:
            graph = to_rdflib((*given, *pairs))
            for node_triple in self._saturated:
                graph.add(node_triple)
            findings = rules.whole(graph)
        made = {node: from_node(node) for triple in graph for node in triple}
        closure = ((made[s], made[p], made[o]) for s, p, o in graph)
        return Entailment(self.teller.news(closure, given), self.teller.inconsistencies(findings, given))


def _with_own_labels(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples with blank nodes that no other graph has: their labels are random, and never come out."""
    mark = secrets.token_hex(8)
    for s, p, o in triples:
        yield (
            f"_:o{mark}.{s[2:]}" if s.startswith("_:") else s,
            p,
            f"_:o{mark}.{o[2:]}" if o.startswith("_:") else o,
        )


def _pairs(triples: Iterable[Triple]) -> list[Triple]:
    """What owl:AllDisjointProperties and owl:AllDifferent mean, pair by pair."""
    by_subject: dict[Term, dict[Term, list[Term]]] = {}
    for s, p, o in triples:
        by_subject.setdefault(s, {}).setdefault(p, []).append(o)
    pairs: list[Triple] = []
    for predicates in by_subject.values():
        types = predicates.get(RDF_TYPE, ())
        for kind, meaning in _PAIRWISE:
            if kind in types:
                for head in (member for name in _MEMBERS for member in predicates.get(name, ())):
                    members = list(_members(head, by_subject))
                    pairs += [(a, meaning, b) for a, b in combinations(members, 2)]
    return pairs


def _members(cell: Term, by_subject: Mapping[Term, Mapping[Term, list[Term]]]) -> Iterator[Term]:
    seen = set()
    while cell in by_subject and cell not in seen:
        seen.add(cell)
        yield from by_subject[cell].get(FIRST, ())
        cell = next(iter(by_subject[cell].get(REST, ())), "")
