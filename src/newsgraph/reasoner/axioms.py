"""The triples of a saturated ontology as its axioms: what it says of classes and properties, by the kind of axiom.

https://www.w3.org/TR/owl2-mapping-to-rdf/
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from newsgraph.rdf.terms import RDF_TYPE, Term, Triple
from newsgraph.reasoner.closure import Pair
from newsgraph.reasoner.vocabulary import DECLARED, FIRST, REST, is_axiom, owl

# The object is a value, and neither class nor property.
_OF_VALUES = frozenset(owl(name) for name in ("hasValue", "sourceIndividual", "targetIndividual", "targetValue"))
_LISTS_OF_VALUES = frozenset((owl("oneOf"), owl("distinctMembers")))


class Axioms:
    """An index of triples that are saturated."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = frozenset(triples)
        self._pairs: defaultdict[Term, list[Pair]] = defaultdict(list)
        self._objects: defaultdict[Pair, list[Term]] = defaultdict(list)
        self._instances: defaultdict[Term, list[Term]] = defaultdict(list)
        for s, p, o in sorted(self.triples):
            self._pairs[p].append((s, o))
            self._objects[s, p].append(o)
            if p == RDF_TYPE:
                self._instances[o].append(s)

    def pairs(self, p: Term) -> list[Pair]:
        """Subject and object of each triple of a property."""
        return self._pairs.get(p, [])

    def instances(self, c: Term) -> list[Term]:
        return self._instances.get(c, [])

    def objects(self, s: Term, p: Term) -> list[Term]:
        return self._objects.get((s, p), [])

    def lists(self, p: Term) -> Iterator[tuple[Term, list[Term]]]:
        """Subject and items of each triple of a property whose objects are lists."""
        for s, head in self.pairs(p):
            yield s, self.items(head)

    def restrictions(self, p: Term) -> Iterator[tuple[Term, Term, Term]]:
        """Restriction, property and filler of each triple of a property such as owl:hasValue."""
        for restriction, filler in self.pairs(p):
            for on in self.objects(restriction, owl("onProperty")):
                yield restriction, on, filler

    def items(self, cell: Term) -> list[Term]:
        """The items of a list; one that goes on in itself ends there."""
        found: list[Term] = []
        seen = set()
        while cell not in seen:
            seen.add(cell)
            found += self.objects(cell, FIRST)[:1]
            cell = next(iter(self.objects(cell, REST)), "")
        return found

    def schema(self) -> frozenset[Term]:
        """The terms that axioms use as class or property, or are made of."""
        terms: set[Term] = set(self._pairs)
        for s, p, o in self.triples:
            if is_axiom((s, p, o)):
                terms |= {s} if p in _OF_VALUES else {s, o}
                if p not in _LISTS_OF_VALUES:
                    terms.update(self.items(o))
            elif p in {FIRST, REST}:
                terms.add(s)
        return frozenset(terms)

    def used(self) -> frozenset[Term]:
        """The terms that are subject or object of an axiom which says more than what they are."""
        return frozenset(
            term
            for s, p, o in self.triples
            if is_axiom((s, p, o)) and s != o and not (p == RDF_TYPE and o in DECLARED)
            for term in (s, o)
        ) | frozenset(o for _, o in self.pairs(FIRST))
