"""The rules of OWL 2 RL that join two triples or more, each compiled for one axiom.

Each function adds to `Joins` what is to be asked when a property has new pairs, or a class new members.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules, tables 4 to 7
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from newsgraph.rdf.terms import RDF_TYPE, Term, Triple
from newsgraph.reasoner.closure import Closure, MemberJoin, Pair, PairJoin
from newsgraph.reasoner.vocabulary import SAME_AS, THING


class NotCompiledError(Exception):
    """The ontology or the graph says what the compiled rules cannot take into account."""


class Joins:
    """The joins of an ontology so far, the properties that they look up, and those of which they make pairs."""

    def __init__(self) -> None:
        self.of_pairs: defaultdict[Term, list[PairJoin]] = defaultdict(list)
        self.of_members: defaultdict[Term, list[MemberJoin]] = defaultdict(list)
        self.indexed: set[Term] = set()
        self.made: set[Term] = set()

    def index(self, p: Term) -> None:
        """Let joins look up the pairs of a property, which are then kept as soon as there are any."""
        self.indexed.add(p)
        self.of_pairs[p] += ()


def same_as(joins: Joins) -> None:
    """eq-sym and eq-trans; eq-rep follows when `Closure.same` is taken into account."""

    def join(closure: Closure, pairs: AbstractSet[Pair]) -> None:
        for pair in pairs:
            closure.equate(set(pair))

    joins.of_pairs[SAME_AS].append(join)


def functional(joins: Joins, p: Term) -> None:
    """prp-fp."""
    joins.index(p)

    def join(closure: Closure, pairs: AbstractSet[Pair]) -> None:
        for s in {s for s, _ in pairs}:
            closure.equate(closure.objects(s, p))

    joins.of_pairs[p].append(join)


def inverse_functional(joins: Joins, p: Term) -> None:
    """prp-ifp."""
    joins.index(p)

    def join(closure: Closure, pairs: AbstractSet[Pair]) -> None:
        for o in {o for _, o in pairs}:
            closure.equate(closure.subjects(p, o))

    joins.of_pairs[p].append(join)


def transitive(joins: Joins, p: Term) -> None:
    """prp-trp."""
    joins.index(p)

    def join(closure: Closure, pairs: AbstractSet[Pair]) -> None:
        closure.relate(p, {(s, z) for s, o in pairs for z in closure.objects(o, p)})
        closure.relate(p, {(z, o) for s, o in pairs for z in closure.subjects(p, s)})

    joins.of_pairs[p].append(join)


def chain(joins: Joins, p: Term, steps: Sequence[Term]) -> None:
    """prp-spo2."""
    joins.made.add(p)
    for number, step in enumerate(steps):
        joins.index(step)
        joins.of_pairs[step].append(_link_of_chain(p, steps[:number], steps[number + 1 :]))


def _link_of_chain(p: Term, before: Sequence[Term], after: Sequence[Term]) -> PairJoin:
    def join(closure: Closure, pairs: AbstractSet[Pair]) -> None:
        found = pairs
        for step in reversed(before):
            found = {(z, o) for s, o in found for z in closure.subjects(step, s)}
        for step in after:
            found = {(s, z) for s, o in found for z in closure.objects(o, step)}
        closure.relate(p, found)

    return join


def key(joins: Joins, c: Term, properties: Sequence[Term]) -> None:
    """prp-key."""

    def join_members(closure: Closure, xs: AbstractSet[Term]) -> None:
        for x in xs:
            alike = [
                {y for z in closure.objects(x, p) for y in closure.subjects(p, z) if closure.is_a(y, c)}
                for p in properties
            ]
            closure.equate(set.intersection(*alike))

    def join_pairs(closure: Closure, pairs: AbstractSet[Pair]) -> None:
        join_members(closure, {s for s, _ in pairs if closure.is_a(s, c)})

    if properties:
        joins.of_members[c].append(join_members)
    for p in properties:
        joins.index(p)
        joins.of_pairs[p].append(join_pairs)


def intersection(joins: Joins, c: Term, parts: Sequence[Term]) -> None:
    """cls-int1; cls-int2 is a link."""

    def join(closure: Closure, xs: AbstractSet[Term]) -> None:
        closure.classify(c, {x for x in xs if all(closure.is_a(x, part) for part in parts)})

    for part in set(parts):
        joins.of_members[part].append(join)


def some_values_from(joins: Joins, restriction: Term, p: Term, c: Term) -> None:
    """cls-svf1; cls-svf2, of owl:Thing, is a link."""
    joins.index(p)

    def join_pairs(closure: Closure, pairs: AbstractSet[Pair]) -> None:
        closure.classify(restriction, {s for s, o in pairs if closure.is_a(o, c)})

    def join_members(closure: Closure, xs: AbstractSet[Term]) -> None:
        closure.classify(restriction, {s for x in xs for s in closure.subjects(p, x)})

    joins.of_pairs[p].append(join_pairs)
    joins.of_members[c].append(join_members)


def all_values_from(joins: Joins, restriction: Term, p: Term, c: Term) -> None:
    """cls-avf."""
    joins.index(p)

    def join_pairs(closure: Closure, pairs: AbstractSet[Pair]) -> None:
        closure.classify(c, {o for s, o in pairs if closure.is_a(s, restriction)})

    def join_members(closure: Closure, xs: AbstractSet[Term]) -> None:
        closure.classify(c, {o for x in xs for o in closure.objects(x, p)})

    joins.of_pairs[p].append(join_pairs)
    joins.of_members[restriction].append(join_members)


def value_of_restriction(joins: Joins, restriction: Term, p: Term, value: Term) -> None:
    """cls-hv1."""
    joins.made.add(p)

    def join(closure: Closure, xs: AbstractSet[Term]) -> None:
        closure.relate(p, {(x, value) for x in xs})

    joins.of_members[restriction].append(join)


def has_value(joins: Joins, p: Term, restrictions: Mapping[Term, Sequence[Term]]) -> None:
    """cls-hv2, for all values that restrictions of a property name."""

    def join(closure: Closure, pairs: AbstractSet[Pair]) -> None:
        for s, o in pairs:
            for restriction in restrictions.get(o, ()):
                closure.classify(restriction, {s})

    joins.of_pairs[p].append(join)


def at_most_one(joins: Joins, restriction: Term, p: Term, c: Term) -> None:
    """cls-maxc2, where `c` is owl:Thing, and cls-maxqc3 and cls-maxqc4."""
    joins.index(p)

    def join_members(closure: Closure, xs: AbstractSet[Term]) -> None:
        for x in xs:
            closure.equate({o for o in closure.objects(x, p) if c == THING or closure.is_a(o, c)})

    def join_pairs(closure: Closure, pairs: AbstractSet[Pair]) -> None:
        join_members(closure, {s for s, _ in pairs if closure.is_a(s, restriction)})

    def join_values(closure: Closure, xs: AbstractSet[Term]) -> None:
        join_members(closure, {s for x in xs for s in closure.subjects(p, x) if closure.is_a(s, restriction)})

    joins.of_members[restriction].append(join_members)
    joins.of_pairs[p].append(join_pairs)
    if c != THING:
        joins.of_members[c].append(join_values)


def no_axiom_of_class(joins: Joins, c: Term, known: AbstractSet[Triple]) -> None:
    """Membership in a class of the OWL vocabulary is an axiom, which would have to be compiled."""

    def join(_closure: Closure, xs: AbstractSet[Term]) -> None:
        if not all((x, RDF_TYPE, c) in known for x in xs):
            raise NotCompiledError(c)

    joins.of_members[c].append(join)


def no_axiom_of_property(joins: Joins, p: Term, known: AbstractSet[Triple]) -> None:
    """A triple with a property of the OWL vocabulary is an axiom, which would have to be compiled."""

    def join(_closure: Closure, pairs: AbstractSet[Pair]) -> None:
        if not all((s, p, o) in known for s, o in pairs):
            raise NotCompiledError(p)

    joins.of_pairs[p].append(join)


def no_item_of_list(joins: Joins, p: Term, known: AbstractSet[Triple], cells: AbstractSet[Term]) -> None:
    """Lists of the data are none of the ontology's, whose axioms they would change."""

    def join(_closure: Closure, pairs: AbstractSet[Pair]) -> None:
        if any(s in cells and (s, p, o) not in known for s, o in pairs):
            raise NotCompiledError(p)

    joins.of_pairs[p].append(join)
