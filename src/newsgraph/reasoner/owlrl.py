"""A graph to what follows from it by an ontology, with OWL 2 RL as owlrl has it.

Only what is new about the individuals of the data is kept: their classes, their properties, and with whom they are
the same. Left out is what the data or the ontology already say; what follows about classes, properties and other
terms of the ontology; owl:Thing and all other classes of the RDFS and OWL vocabularies; datatypes; that everything
is the same as itself; types of literals; and nodes that the ontology has without a name.

Law: `entail` depends on nothing but its argument and the ontology. An article gets the same bytes alone and among
a thousand.

owlrl (7.6) is wrong in three rules, which are put right here: owl:AllDisjointProperties and owl:AllDifferent leave
out their last member, so both are read as the pairs that they mean; owl:hasKey leaves out its last property and makes
different individuals the same, so an ontology with it is refused.
"""

from __future__ import annotations

import secrets
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from newsgraph.errors import OntologyError
from newsgraph.rdf.terms import RDF_TYPE, XSD, Term, Triple, literal_parts
from newsgraph.reasoner.inconsistency import Inconsistency, explained

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"

_SAME_AS = f"<{_OWL}sameAs>"
_MEMBERS, _DISTINCT = f"<{_OWL}members>", f"<{_OWL}distinctMembers>"
_PAIRWISE = (
    (f"<{_OWL}AllDisjointProperties>", f"<{_OWL}propertyDisjointWith>"),
    (f"<{_OWL}AllDifferent>", f"<{_OWL}differentFrom>"),
)
_LABEL = f"<{_RDFS}label>"
_BUILT_IN = tuple(f"<{namespace}" for namespace in (_RDF, _RDFS, _OWL, XSD))


@dataclass(frozen=True, slots=True)
class Entailment:
    """What follows from a graph, sorted, and where the graph contradicts the ontology, sorted."""

    triples: tuple[Triple, ...]
    inconsistencies: tuple[Inconsistency, ...]


class Reasoner:
    """An ontology, saturated once."""

    def __init__(self, ontology: Iterable[Triple]) -> None:
        """Work out all that follows from the ontology alone.

        Raises OntologyError where it contradicts itself, or uses owl:hasKey.
        """
        from newsgraph.rdf.rdflib import from_node, to_rdflib
        from newsgraph.reasoner import rules

        axioms = frozenset(_with_own_labels(ontology))
        for s, p, _ in sorted(axioms):
            if p == f"<{_OWL}hasKey>":
                raise OntologyError(
                    f"owl:hasKey of {s} is not supported: owlrl makes different individuals the same by it"
                )
        self._terms = frozenset(s for s, _, _ in axioms)
        self._labels = _labels(axioms)
        graph = to_rdflib((*axioms, *_pairs(axioms)))
        messages = rules.whole(graph)
        self._saturated = tuple(graph)
        self._known = frozenset((from_node(s), from_node(p), from_node(o)) for s, p, o in graph)
        if messages:
            wrong = self._inconsistencies(messages, axioms)[0]
            raise OntologyError(f"the ontology contradicts itself: {wrong.message}")
        self._lean = rules.without_idle(graph)

    def entail(self, triples: Iterable[Triple]) -> Entailment:
        """What follows about the individuals of a graph, and where it contradicts the ontology."""
        from newsgraph.rdf.rdflib import to_rdflib
        from newsgraph.reasoner import rules

        given = frozenset(triples)
        pairs = _pairs(given)
        graph = to_rdflib((*given, *pairs))
        messages = None
        if not any(rules.is_axiom(triple) for triple in graph):
            for triple in self._lean:
                graph.add(triple)
            messages = rules.lean(graph)
        if messages is None:
            graph = to_rdflib((*given, *pairs))
            for triple in self._saturated:
                graph.add(triple)
            messages = rules.whole(graph)
        return Entailment(self._news(graph, given), self._inconsistencies(messages, given))

    def _news(self, graph: Graph, given: frozenset[Triple]) -> tuple[Triple, ...]:
        """What is in the closure and worth telling."""
        from newsgraph.rdf.rdflib import from_node

        individuals = {term for s, _, o in given for term in (s, o) if self._is_individual(term)}
        made: dict[Node, Term] = {}
        news = []
        for nodes in graph:
            s, p, o = (made.get(node) or made.setdefault(node, from_node(node)) for node in nodes)
            if (
                s in individuals
                and self._is_news((s, p, o), individuals)
                and (s, p, o) not in given
                and (s, p, o) not in self._known
            ):
                news.append((s, p, o))
        return tuple(sorted(news))

    def _is_individual(self, term: Term) -> bool:
        return not (term.startswith(('"', *_BUILT_IN)) or term in self._terms)

    def _is_news(self, triple: Triple, individuals: Container[Term]) -> bool:
        s, p, o = triple
        if p == RDF_TYPE:
            return o.startswith("<") and not o.startswith(_BUILT_IN)
        if p == _SAME_AS:
            return s != o and not o.startswith('"')
        if p.startswith(("_:", *_BUILT_IN)) and p != _LABEL:
            return False
        return not o.startswith("_:") or o in individuals

    def _inconsistencies(self, messages: Iterable[str], given: Iterable[Triple]) -> tuple[Inconsistency, ...]:
        if not messages:
            return ()
        terms = {_as_owlrl_writes(term): term for triple in (*self._known, *given) for term in triple}
        labels = self._labels | _labels(given)
        carriers = {_as_owlrl_writes(o): s for s, _, o in sorted(given, reverse=True) if o.startswith('"')}

        def term_of(written: str) -> Term:
            term = terms.get(written, f"<{written}>")
            return carriers[written] if term.startswith('"') and written in carriers else term

        def name_of(written: str) -> str:
            term = terms.get(written, f"<{written}>")
            return labels.get(term) or ("a class without a name" if term.startswith("_:") else term)

        return tuple(sorted({explained(message, term_of=term_of, name_of=name_of) for message in messages}))


def _as_owlrl_writes(term: Term) -> str:
    """A term as Python's %s has the rdflib node: an IRI without <>, a literal without its datatype."""
    if term.startswith('"'):
        return literal_parts(term).lexical
    return term[2:] if term.startswith("_:") else term[1:-1]


def _labels(triples: Iterable[Triple]) -> dict[Term, str]:
    """The label of each term, the first by the alphabet where it has several; English before others."""
    labels: dict[Term, str] = {}
    for s, p, o in sorted(triples, key=lambda triple: (not triple[2].endswith(('"', '"@en')), triple)):
        if p == _LABEL and o.startswith('"'):
            labels.setdefault(s, literal_parts(o).lexical)
    return labels


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
                for head in (*predicates.get(_MEMBERS, ()), *predicates.get(_DISTINCT, ())):
                    members = list(_members(head, by_subject))
                    pairs += [(a, meaning, b) for a, b in combinations(members, 2)]
    return pairs


def _members(cell: Term, by_subject: Mapping[Term, Mapping[Term, list[Term]]]) -> Iterator[Term]:
    seen = set()
    while cell in by_subject and cell not in seen:
        seen.add(cell)
        yield from by_subject[cell].get(f"<{_RDF}first>", ())
        cell = next(iter(by_subject[cell].get(f"<{_RDF}rest>", ())), "")
