"""A saturated ontology as a program: its tables, its facts, and which of its terms are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import product

from newsgraph.rdf.terms import RDF_TYPE, Term, Triple
from newsgraph.reasoner.axioms import Axioms
from newsgraph.reasoner.closure import Closure, Members, Pair, Pairs
from newsgraph.reasoner.compilation import compiled
from newsgraph.reasoner.equality import Equality
from newsgraph.reasoner.inconsistency import Finding
from newsgraph.reasoner.joins import NotCompiledError
from newsgraph.reasoner.telling import as_written
from newsgraph.reasoner.vocabulary import SAME_AS


class Program:
    """What is compiled of an ontology; it raises NotCompiledError where the reference must be asked instead."""

    def __init__(self, saturated: Collection[Triple]) -> None:
        self._terms = frozenset(term for s, _, o in saturated for term in (s, o))
        self._schema = Axioms(saturated).schema()
        self.equality = Equality((s, o) for s, p, o in saturated if p == SAME_AS and s != o)
        _refuse(self.equality, self._schema)
        self._facts = self.equality.read(saturated)
        self._tables = compiled(Axioms(self._facts))
        self._base = Closure(self._tables, None, *self.sorted_out(self._facts))

    def sorted_out(self, triples: Collection[Triple]) -> tuple[Members, Pairs]:
        """The members of each class and the pairs of each property, as far as rules ask for them."""
        properties = self._tables.properties
        if self._tables.literal_types:
            triples = (*triples, *self._types_of_literals(triples))
        members: defaultdict[Term, set[Term]] = defaultdict(set)
        pairs: defaultdict[Term, set[Pair]] = defaultdict(set)
        for s, p, o in triples:
            if p == RDF_TYPE:
                members[o].add(s)
            elif p in properties:
                pairs[p].add((s, o))
        return members, pairs

    def close(self, members: Members, pairs: Pairs) -> Closure:
        """All that follows, where nothing new is the same as anything else."""
        return Closure(self._tables, self._base, members, pairs)

    def merged(self, given: Collection[Triple]) -> tuple[Equality, Closure]:
        """What is the same, and all that follows, of one term for all that are the same.

        Rules are run anew for each round of terms that turn out to be the same, and each round has fewer terms.
        """
        pairs = ((term, self.equality.one(term)) for terms in self.equality.classes() for term in terms)
        equality = Equality(pairs, preferred=self._terms)
        facts = (*given, *self._types_of_literals(given))
        schema = self._schema.union(p for _, p, _ in given)
        while True:
            closure = self.close(*self.sorted_out(equality.read(facts)))
            if not closure.same:
                return equality, closure
            for x, y in closure.same:
                equality.join(x, y)
            _refuse(equality, schema)
            self._refuse_two(equality)

    def written(self, given: Iterable[Triple], closure: Closure, equality: Equality) -> Iterator[Triple]:
        """The closure with all triples of each of the terms that are the same."""
        merged = {equality.one(term) for terms in equality.classes() for term in terms}
        facts = {(s, p, o) for s, p, o in self._facts if s in merged or o in merged}
        return equality.written(equality.read(given).union(facts, closure.triples()))

    def findings(self, closure: Closure, equality: Equality) -> Iterator[Finding]:
        """What is contradictory in a closure, of each of the terms that are the same, as `as_written` has them."""
        for check in self._tables.checks:
            for rule, x, *others in check(closure):
                for alike in product(*(equality.all(term) for term in (x, *others) if term is not None)):
                    yield Finding(rule, *map(as_written, alike))

    def _types_of_literals(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        types = self._tables.literal_types
        for _, _, o in triples:
            if o.startswith('"') and o.endswith(">"):
                for c in types.get(o[o.rindex("^^") + 2 :], ()):
                    yield o, RDF_TYPE, c

    def _refuse_two(self, equality: Equality) -> None:
        for terms in equality.classes():
            if len({self.equality.one(term) for term in terms & self._terms}) > 1:
                raise NotCompiledError("two terms of the ontology are the same by a graph")


def _refuse(equality: Equality, schema: frozenset[Term]) -> None:
    for terms in equality.classes():
        for term in sorted(schema & terms):
            raise NotCompiledError(
                f"{term}, of which the ontology has axioms, is said to be the same as something else"
            )
