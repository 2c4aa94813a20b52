"""Which individuals are the same: each is read as one of them, and what follows is said of all again.

The closure of a clique of eight has sixty-five times the triples of one node, so rules run on one and know nothing of
equality (eq-rep-s, eq-rep-o); the whole clique is written when rules are done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from newsgraph.rdf.terms import Term, Triple
from newsgraph.reasoner.vocabulary import SAME_AS


class Equality:
    """A union-find over terms. Of a class with terms of `preferred` one of these stands for all, else the least."""

    def __init__(self, pairs: Iterable[tuple[Term, Term]], preferred: frozenset[Term] = frozenset()) -> None:
        self._preferred = preferred
        self._one: dict[Term, Term] = {}
        self._all: dict[Term, set[Term]] = {}
        for x, y in pairs:
            self.join(x, y)

    def __bool__(self) -> bool:
        return bool(self._one)

    def one(self, term: Term) -> Term:
        """The term that stands for all with which a term is the same."""
        return self._one.get(term, term)

    def all(self, term: Term) -> Iterable[Term]:
        """All with which a term is the same, where it is the one that stands for them."""
        return self._all.get(term, (term,))

    def classes(self) -> Iterable[set[Term]]:
        """The terms that are the same, of each that is not alone."""
        return self._all.values()

    def join(self, x: Term, y: Term) -> None:
        """That two terms are the same."""
        x, y = self.one(x), self.one(y)
        if x == y:
            return
        kept = min((x, y), key=lambda term: (term not in self._preferred, term))
        merged = self._all.pop(x, {x}) | self._all.pop(y, {y})
        self._all[kept] = merged
        self._one.update(dict.fromkeys(merged, kept))

    def read(self, triples: Iterable[Triple]) -> set[Triple]:
        """The triples with one term in place of all with which it is the same."""
        return {(self.one(s), p, self.one(o)) for s, p, o in triples}

    def written(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        """The triples of each of all that are the same, and that they are."""
        for s, p, o in triples:
            for x, y in product(self.all(s), self.all(o)):
                yield x, p, y
        for terms in self._all.values():
            for x, y in product(terms, repeat=2):
                yield x, SAME_AS, y
