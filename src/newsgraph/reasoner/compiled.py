"""A graph to what follows from it by an ontology that is compiled to tables once.

The ontology is saturated by owlrl, and compiled. A graph is then closed under the tables alone, without rdflib. What
is not compiled goes to the reference: a graph that has axioms of its own, or has it that a class, a property or two
terms of the ontology are the same as something else; and every graph, where the ontology has axioms about the
vocabulary of RDF and OWL itself.

Laws: `entail` equals that of `ReferenceReasoner`, and depends on nothing but its argument and the ontology. An
article gets the same bytes alone and among a thousand, and nothing of it stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from newsgraph.rdf.terms import RDF_TYPE, Term, Triple
from newsgraph.reasoner.closure import Closure, Members, Pair, Pairs
from newsgraph.reasoner.equality import Equality
from newsgraph.reasoner.inconsistency import Inconsistency
from newsgraph.reasoner.joins import NotCompiledError
from newsgraph.reasoner.program import Program
from newsgraph.reasoner.reference import ReferenceReasoner
from newsgraph.reasoner.telling import Entailment, is_told_class, is_told_property

_NO_TERMS: frozenset[Term] = frozenset()
_NO_PAIRS: frozenset[Pair] = frozenset()


class Reasoner:
    """An ontology, saturated and compiled once."""

    notes: tuple[str, ...]
    """Why no graph is read by the compiled rules, where that is so."""

    def __init__(self, ontology: Iterable[Triple]) -> None:
        """Work out all that follows from the ontology alone; raises OntologyError where it contradicts itself."""
        self._reference = ReferenceReasoner(ontology)
        self._teller = self._reference.teller
        self._program: Program | None = None
        self.notes = ()
        try:
            self._program = Program(self._teller.known)
        except NotCompiledError as error:
            self.notes = (f"the ontology is not compiled, and reasoning is slow: {error}",)

    def entail(self, triples: Iterable[Triple]) -> Entailment:
        """What follows about the individuals of a graph, and where it contradicts the ontology."""
        given = self._reference.spelling.of(triples)
        if self._program is None:
            return self._reference.entail(given)
        try:
            return self._entail(self._program, given)
        except NotCompiledError:
            return self._reference.entail(given)

    def _entail(self, program: Program, given: Collection[Triple]) -> Entailment:
        equality = program.equality
        if not equality:
            members, pairs = program.sorted_out(given)
            closure = program.close(members, pairs)
            if not closure.same:
                news = self._news(given, members, pairs, closure)
                return Entailment(news, self._inconsistencies(program, closure, equality, given))
        equality, closure = program.merged(given)
        news = self._teller.news(program.written(given, closure, equality), given)
        return Entailment(news, self._inconsistencies(program, closure, equality, given))

    def _inconsistencies(
        self, program: Program, closure: Closure, equality: Equality, given: Collection[Triple]
    ) -> tuple[Inconsistency, ...]:
        return self._teller.inconsistencies(list(program.findings(closure, equality)), given)

    def _news(self, given: Collection[Triple], members: Members, pairs: Pairs, closure: Closure) -> tuple[Triple, ...]:
        """`Teller.news` of a closure in which nothing is the same as anything else: only what is new is looked at."""
        terms: set[Term] = set()
        new_members = []
        for c, xs in closure.members.items():
            fresh = xs - members.get(c, _NO_TERMS)
            if fresh and is_told_class(c):
                new_members.append((c, fresh))
                terms |= fresh
        new_pairs = []
        for p, pairs_of_p in closure.pairs.items():
            fresh_pairs = pairs_of_p - pairs.get(p, _NO_PAIRS)
            if fresh_pairs and is_told_property(p):
                new_pairs.append((p, fresh_pairs))
                terms.update(*fresh_pairs)
        individuals = self._teller.individuals(terms, given)
        triples = [(x, RDF_TYPE, c) for c, xs in new_members for x in xs & individuals]
        for p, fresh_pairs in new_pairs:
            triples += [
                (s, p, o) for s, o in fresh_pairs if s in individuals and (o in individuals or not o.startswith("_:"))
            ]
        return tuple(sorted(triple for triple in triples if triple not in self._teller.known))
