"""What of a closure is worth telling, and the contradictions in it as people call things.

Only what is new about the individuals of the data is told: their classes, their properties, and with whom they are
the same. Left out is what the data or the ontology already say; what follows about classes, properties and other
terms of the ontology; owl:Thing and all other classes of the RDFS and OWL vocabularies; datatypes; that everything
is the same as itself; types of literals; and nodes that the ontology has without a name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import chain

from newsgraph.rdf.terms import RDF_TYPE, Term, Triple, literal_parts
from newsgraph.reasoner.inconsistency import Finding, Inconsistency, explained
from newsgraph.reasoner.vocabulary import BUILT_IN, LABEL, SAME_AS


@dataclass(frozen=True, slots=True)
class Entailment:
    """What follows from a graph, sorted, and where the graph contradicts the ontology, sorted."""

    triples: tuple[Triple, ...]
    inconsistencies: tuple[Inconsistency, ...]


def is_told_class(term: Term) -> bool:
    return term.startswith("<") and not term.startswith(BUILT_IN)


def is_told_property(term: Term) -> bool:
    return not term.startswith(("_:", *BUILT_IN)) or term == LABEL


class Teller:
    """What is known of an ontology: its axioms, and all that follows from them."""

    def __init__(self, axioms: Collection[Triple], known: Collection[Triple]) -> None:
        self.known = frozenset(known)
        self._own = frozenset(s for s, _, _ in axioms)
        self._terms = frozenset(term for s, _, o in known for term in (s, o))
        self._labels = _labels(axioms)

    def individuals(self, terms: Iterable[Term], given: Collection[Triple]) -> set[Term]:
        """Those of `terms` that are individuals of the data, where `terms` are the data's or the ontology's."""
        mentioned: set[Term] | None = None
        found = set()
        for term in terms:
            if term in self._own or term.startswith(('"', *BUILT_IN)):
                continue
            if term in self._terms:
                mentioned = mentioned or {node for s, _, o in given for node in (s, o)}
                if term not in mentioned:
                    continue
            found.add(term)
        return found

    def news(self, closure: Iterable[Triple], given: Collection[Triple]) -> tuple[Triple, ...]:
        """What is in the closure of `given` and worth telling, sorted."""
        told = [triple for triple in closure if self._is_told(triple)]
        individuals = self.individuals({term for s, _, o in told for term in (s, o)}, given)
        said = frozenset(given)
        return tuple(
            sorted(
                {(s, p, o) for s, p, o in told if s in individuals and (o in individuals or not o.startswith("_:"))}
                - said
                - self.known
            )
        )

    @staticmethod
    def _is_told(triple: Triple) -> bool:
        s, p, o = triple
        if p == RDF_TYPE:
            return is_told_class(o)
        if p == SAME_AS:
            return s != o and not o.startswith('"')
        return is_told_property(p)

    def inconsistencies(self, findings: Collection[Finding], given: Collection[Triple]) -> tuple[Inconsistency, ...]:
        """The findings, whose nodes are as `as_written` has them, with the labels of the data and the ontology.

        What is said of a literal is told of the first node that has it.
        """
        if not findings:
            return ()
        given = sorted(given)
        terms = {as_written(term): term for term in sorted({*chain(*self.known, *given)})}
        labels = self._labels | _labels(given)
        carriers = {as_written(o): s for s, _, o in reversed(given) if o.startswith('"')}

        def term_of(written: str) -> Term:
            return terms.get(written, f"<{written}>")

        def name_of(written: str) -> str:
            term = term_of(written)
            return labels.get(term) or ("a class without a name" if term.startswith("_:") else term)

        def focus_of(written: str) -> Term:
            term = term_of(written)
            return carriers.get(written, term) if term.startswith('"') else term

        return _in_words(findings, name_of, focus_of)


def _in_words(
    findings: Iterable[Finding], name_of: Callable[[str], str], focus_of: Callable[[str], Term]
) -> tuple[Inconsistency, ...]:
    return tuple(
        sorted(
            {
                Inconsistency(sentence, focus_of(finding.x), finding.rule)
                for sentence, finding in explained(findings, name_of)
            }
        )
    )


def as_written(term: Term) -> str:
    """A term as owlrl's messages have it: an IRI without <>, a literal without its datatype."""
    if term.startswith('"'):
        return literal_parts(term).lexical
    return term[2:] if term.startswith("_:") else term[1:-1]


def _labels(triples: Iterable[Triple]) -> dict[Term, str]:
    """The label of each term, the first by the alphabet where it has several; English before others."""
    labels: dict[Term, str] = {}
    for s, p, o in sorted(triples, key=lambda triple: (not triple[2].endswith(('"', '"@en')), triple)):
        if p == LABEL and o.startswith('"'):
            labels.setdefault(s, literal_parts(o).lexical)
    return labels
