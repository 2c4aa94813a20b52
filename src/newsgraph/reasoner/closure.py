"""The triples of a graph to all that follows from them by compiled rules.

Theory of operation. The closure keeps the members of each class and the pairs of each property as sets, and works on
sets: what holds of one pair of a property holds of all, so most rules are a union. Two kinds of rules are told apart.

- A *link* needs one triple: a subclass, a subproperty, an inverse, a symmetric property, a domain, a range. Chains of
  links are worked out when the ontology is compiled, so that following them once is enough.
- A *join* needs two triples or more: a transitive property, a chain, a restriction, an intersection, a key. Joins are
  semi-naive: each is asked with what is new of one of its properties or classes, and looks up the others in an index.
  What is asked first does not find what comes later; but what comes later finds it.

No rule makes a new individual, so there are finitely many members and pairs, each is new once, and the closure ends,
whatever the ontology says of itself.

The facts of the ontology are a closure too, the base, which is looked up and never changed. Two individuals that must
be the same are not merged here: `same` has them, and who called begins again with one in place of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeAlias

from newsgraph.rdf.terms import RDF_TYPE, Term, Triple
from newsgraph.reasoner.inconsistency import Finding

Pair: TypeAlias = tuple[Term, Term]
Members: TypeAlias = Mapping[Term, AbstractSet[Term]]
Pairs: TypeAlias = Mapping[Term, AbstractSet[Pair]]
MemberJoin: TypeAlias = "Callable[[Closure, AbstractSet[Term]], None]"
PairJoin: TypeAlias = "Callable[[Closure, AbstractSet[Pair]], None]"
Check: TypeAlias = "Callable[[Closure], Iterable[Finding]]"

_NOTHING: frozenset[Term] = frozenset()
_NO_PAIRS: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Links:
    """What follows from each pair of a property alone.

    The properties that the pair has too, those that it has turned round, the classes of its subject and its object.
    """

    forward: tuple[Term, ...] = ()
    backward: tuple[Term, ...] = ()
    subject: tuple[Term, ...] = ()
    object: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """An ontology, compiled: what to do with a pair by its property and with a member by its class.

    `indexed` are the properties whose pairs joins look up, `properties` all of which pairs are kept. `literal_types`
    are the classes of a literal by its datatype, as far as a rule asks for them.
    """

    links: Mapping[Term, Links]
    superclasses: Mapping[Term, tuple[Term, ...]]
    pair_joins: Mapping[Term, tuple[PairJoin, ...]]
    member_joins: Mapping[Term, tuple[MemberJoin, ...]]
    checks: tuple[Check, ...]
    indexed: frozenset[Term]
    properties: frozenset[Term]
    literal_types: Mapping[Term, tuple[Term, ...]]


class Closure:
    """Law: the closure depends on the sets alone that it starts from, not on the order of anything."""

    __slots__ = ("_base", "_new_members", "_new_pairs", "_objects", "_subjects", "_tables", "members", "pairs", "same")

    def __init__(self, tables: Tables, base: Closure | None, members: Members, pairs: Pairs) -> None:
        """All that follows from the members and pairs, and from those of the base."""
        self._tables = tables
        self._base = base
        self.members: defaultdict[Term, set[Term]] = defaultdict(set)
        self.pairs: defaultdict[Term, set[Pair]] = defaultdict(set)
        self.same: set[Pair] = set()
        self._objects: dict[Term, dict[Term, set[Term]]] = {}
        self._subjects: dict[Term, dict[Term, set[Term]]] = {}
        self._new_members: list[tuple[Term, AbstractSet[Term]]] = []
        self._new_pairs: list[tuple[Term, AbstractSet[Pair]]] = []
        for c, xs in members.items():
            self.classify(c, xs)
        for p, pairs_of_p in pairs.items():
            self.relate(p, pairs_of_p)
        self._join()

    def classify(self, c: Term, xs: AbstractSet[Term]) -> None:
        """That `xs` are members of a class, with all that follows from it."""
        fresh = xs - self.members[c]
        if fresh:
            self._add_members(c, fresh)
            for d in self._tables.superclasses.get(c, ()):
                self._add_members(d, fresh)

    def relate(self, p: Term, pairs: AbstractSet[Pair]) -> None:
        """That `pairs` have a property, with all that follows from it."""
        fresh = pairs - self.pairs[p]
        if not fresh:
            return
        self._add_pairs(p, fresh)
        links = self._tables.links.get(p)
        if links is None:
            return
        for q in links.forward:
            self._add_pairs(q, fresh)
        if links.backward:
            turned = {(o, s) for s, o in fresh}
            for q in links.backward:
                self._add_pairs(q, turned)
        if links.subject:
            subjects = {s for s, _ in fresh}
            for c in links.subject:
                self._add_members(c, subjects)
        if links.object:
            objects = {o for _, o in fresh}
            for c in links.object:
                self._add_members(c, objects)

    def equate(self, xs: Iterable[Term]) -> None:
        """That all of `xs` are the same."""
        ordered = sorted(xs)
        self.same.update((ordered[0], x) for x in ordered[1:])

    def is_a(self, x: Term, c: Term) -> bool:
        return x in self.members.get(c, _NOTHING) or (self._base is not None and self._base.is_a(x, c))

    def members_of(self, c: Term) -> AbstractSet[Term]:
        """The members of a class, with those that the ontology has."""
        own = self.members.get(c, _NOTHING)
        return own if self._base is None else own | self._base.members_of(c)

    def common_members(self, c: Term, d: Term) -> AbstractSet[Term]:
        """What is a member of both classes, but for what the ontology alone has as a member of both."""
        of_c, of_d = self.members.get(c, _NOTHING), self.members.get(d, _NOTHING)
        common = of_c & of_d
        if self._base is not None:
            base = self._base.members
            if d in base:
                common |= of_c & base[d]
            if c in base:
                common |= of_d & base[c]
        return common

    def pairs_of(self, p: Term) -> AbstractSet[Pair]:
        """The pairs of a property, with those that the ontology has."""
        own = self.pairs.get(p, _NO_PAIRS)
        return own if self._base is None else own | self._base.pairs_of(p)

    def objects(self, s: Term, p: Term) -> AbstractSet[Term]:
        """The values of a property that `Tables.indexed` has."""
        own: AbstractSet[Term] = self._objects.get(p, {}).get(s, _NOTHING)
        return own if self._base is None else own | self._base.objects(s, p)

    def subjects(self, p: Term, o: Term) -> AbstractSet[Term]:
        """What has a value of a property that `Tables.indexed` has."""
        own: AbstractSet[Term] = self._subjects.get(p, {}).get(o, _NOTHING)
        return own if self._base is None else own | self._base.subjects(p, o)

    def triples(self) -> Iterator[Triple]:
        """All members and pairs as triples."""
        for c, xs in self.members.items():
            for x in xs:
                yield x, RDF_TYPE, c
        for p, pairs in self.pairs.items():
            for s, o in pairs:
                yield s, p, o

    def _add_members(self, c: Term, xs: AbstractSet[Term]) -> None:
        members = self.members[c]
        if c in self._tables.member_joins:
            fresh = xs - members
            if fresh:
                self._new_members.append((c, fresh))
        members |= xs

    def _add_pairs(self, p: Term, pairs: AbstractSet[Pair]) -> None:
        known = self.pairs[p]
        if p in self._tables.pair_joins:
            fresh = pairs - known
            if fresh:
                self._new_pairs.append((p, fresh))
        known |= pairs

    def _join(self) -> None:
        while self._new_members or self._new_pairs:
            while self._new_members:
                c, xs = self._new_members.pop()
                for member_join in self._tables.member_joins[c]:
                    member_join(self, xs)
            if self._new_pairs:
                p, pairs = self._new_pairs.pop()
                if p in self._tables.indexed:
                    self._index(p, pairs)
                for pair_join in self._tables.pair_joins[p]:
                    pair_join(self, pairs)

    def _index(self, p: Term, pairs: AbstractSet[Pair]) -> None:
        objects = self._objects.setdefault(p, {})
        subjects = self._subjects.setdefault(p, {})
        for s, o in pairs:
            objects.setdefault(s, set()).add(o)
            subjects.setdefault(o, set()).add(s)
