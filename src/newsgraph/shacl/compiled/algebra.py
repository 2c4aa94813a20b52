"""SPARQL graph patterns over an indexed graph to closures, of rdflib's algebra.

Theory of operation. A pattern becomes a step that binds slots of one row and calls the step that follows, once for
each solution; a step returns True to stop, as EXISTS does at the first solution. So a join is one step after the other,
each with the slots already bound that the earlier ones bind, by look-ups in the index and never by comparing all with
all. Which variables are bound at a step is known when the query is compiled; where it is not (a variable that one
branch of a UNION binds), the query is not compiled.

Solutions are those of rdflib with `$this` bound beforehand (https://www.w3.org/TR/shacl/#pre-binding). SPARQL evaluates
inner groups first, and rdflib some of them with what is outside already bound; so a FILTER or BIND may not see what the
row holds. `Scope.outside` follows what rdflib has bound where a group begins, and an expression gets the slots of what
it would see there, and no others.

Compiled are basic graph patterns with property paths, joins, UNION, BIND, FILTER, and EXISTS in them or not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, TypeAlias

from rdflib import BNode, Literal, URIRef, Variable
from rdflib.paths import AlternativePath, InvPath, MulPath, OneOrMore, SequencePath, ZeroOrMore, ZeroOrOne
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from newsgraph.rdf.rdflib import from_node
from newsgraph.rdf.terms import Term
from newsgraph.shacl.compiled.expressions import (
    NotCompiledError,
    Row,
    Slots,
    evaluate,
    names,
    truth,
)
from newsgraph.shacl.compiled.graph import DataGraph
from newsgraph.shacl.compiled.paths import inverse, values_of
from newsgraph.shacl.path import Path, predicate

Step: TypeAlias = Callable[[DataGraph, Row], bool]
Make: TypeAlias = Callable[[Step], Step]
Test: TypeAlias = Callable[[DataGraph, Row], "bool | None"]

_EXISTS = ("Builtin_EXISTS", "Builtin_NOTEXISTS")
_MULTIPLE = {ZeroOrMore: "zeroOrMorePath", OneOrMore: "oneOrMorePath", ZeroOrOne: "zeroOrOnePath"}


@dataclass(frozen=True, slots=True)
class Scope:
    """The variables that have a slot: those certainly bound, and those that may be.

    `before` are bound before the query, and seen everywhere; `outside` are those that rdflib has bound where the
    present group begins.
    """

    slots: Slots
    certain: frozenset[Node]
    possible: frozenset[Node] = frozenset()
    before: frozenset[Node] = frozenset()
    outside: frozenset[Node] = frozenset()

    @property
    def bound(self) -> frozenset[Node]:
        return self.certain | self.possible

    def binding(self, certain: Iterable[Node] = (), possible: Iterable[Node] = ()) -> Scope:
        """With more variables bound."""
        now = self.certain | {*certain}
        return replace(self, certain=now, possible=(self.possible | {*possible}) - now)

    def seeing(self, visible: Container[Node]) -> Scope:
        """With the slots of what is bound and visible; to an expression, any other variable is unbound."""
        kept = frozenset(name for name in self.bound if name in visible)
        slots = {name: slot for name, slot in self.slots.items() if name in kept}
        return Scope(slots, self.certain & kept, self.possible & kept, self.before, kept)


@dataclass(slots=True)
class Compiler:
    """Hands out the slots of one query's rows."""

    width: int = 0

    def query(self, part: CompValue, before: Iterable[Node]) -> tuple[Make, Scope]:
        """A whole pattern, where the variables `before` are bound, in the first slots; the scope is that at its end."""
        names = frozenset(before)
        scope = Scope({name: self._slot() for name in before}, names, before=names)
        return self._pattern(part, self._enter(scope, part))

    def _slot(self) -> int:
        self.width += 1
        return self.width - 1

    def _enter(self, scope: Scope, part: CompValue) -> Scope:
        """The scope with slots for what a pattern binds; a pattern inside EXISTS has its own."""
        fresh = {name: self._slot() for name in dict.fromkeys(_bindable(part)) if name not in scope.slots}
        return replace(scope, slots={**scope.slots, **fresh})

    def _pattern(self, part: CompValue, scope: Scope) -> tuple[Make, Scope]:
        if part.name == "BGP":
            return self._triples(part.triples, scope)
        if part.name == "Join":
            one, between = self._pattern(part.p1, scope)
            outside = scope.outside | between.bound if part.lazy else scope.outside
            other, after = self._pattern(part.p2, replace(between, outside=outside))
            return lambda then: one(other(then)), replace(after, outside=scope.outside)
        if part.name == "Union":
            return self._union(part, scope)
        if part.name == "Filter":
            return self._filter(part, scope)
        if part.name == "Extend":
            return self._extend(part, scope)
        raise NotCompiledError(f"{_SAID.get(part.name, part.name)} is not compiled")

    # -- https://www.w3.org/TR/sparql11-query/#BasicGraphPatterns --

    def _triples(self, triples: Iterable[tuple[Node, Node, Node]], scope: Scope) -> tuple[Make, Scope]:
        waiting = list(triples)
        makes: list[Make] = []
        while waiting:
            triple = min(waiting, key=lambda each: _cost(each, scope))  # the first of the cheapest
            alike = [each for each in waiting if _only_free(each, scope) == _only_free(triple, scope) is not None]
            if len(alike) > 1:
                makes.append(_narrowest(alike, scope))
            else:
                makes.append(_triple(triple, scope))
            waiting = [each for each in waiting if each is not triple and each not in alike]
            scope = scope.binding(certain=(node for node in triple if _is_variable(node)))

        def make(then: Step) -> Step:
            for each in reversed(makes):
                then = each(then)
            return then

        return make, scope

    def _union(self, part: CompValue, scope: Scope) -> tuple[Make, Scope]:
        one, after_one = self._pattern(part.p1, scope)
        other, after_other = self._pattern(part.p2, scope)
        either = after_one.bound | after_other.bound
        certain = after_one.certain & after_other.certain
        cleared = [scope.slots[name] for name in either - scope.bound]

        def make(then: Step) -> Step:
            first, second = one(then), other(then)

            def step(graph: DataGraph, row: Row) -> bool:
                for branch in (first, second):
                    for slot in cleared:
                        row[slot] = None
                    if branch(graph, row):
                        return True
                return False

            return step

        return make, scope.binding(certain, either - certain)

    # -- https://www.w3.org/TR/sparql11-query/#func-filter-exists, #bind --

    def _filter(self, part: CompValue, scope: Scope) -> tuple[Make, Scope]:
        inner, after = self._pattern(part.p, scope)
        seen = scope.outside if part.no_isolated_scope else scope.outside & _named(part)
        test = self._test(part.expr, after.seeing({*_bindable(part.p)} | scope.before | seen))

        def make(then: Step) -> Step:
            return inner(lambda graph, row: bool(test(graph, row)) and then(graph, row))

        return make, after

    def _extend(self, part: CompValue, scope: Scope) -> tuple[Make, Scope]:
        inner, after = self._pattern(part.p, scope)
        if part.var in after.bound or any(name in _EXISTS for name in names(part.expr)):
            raise NotCompiledError("this BIND is not compiled")
        seen = after.seeing({*_bindable(part.p)} | scope.before | (scope.outside & _named(part)))
        value = evaluate(part.expr, seen.slots)
        slot = after.slots[part.var]

        def make(then: Step) -> Step:
            def step(graph: DataGraph, row: Row) -> bool:
                row[slot] = value(row)
                return then(graph, row)

            return inner(step)

        if isinstance(part.expr, URIRef):
            return make, after.binding(certain=(part.var,))
        return make, after.binding(possible=(part.var,))

    def _test(self, expression: Any, scope: Scope) -> Test:
        """An expression's effective boolean value; None is an error. The scope is what it sees."""
        if not any(name in _EXISTS for name in names(expression)):
            judged = truth(expression, scope.slots)
            return lambda _, row: judged(row)
        if expression.name in _EXISTS:
            return self._exists(expression, scope)
        if expression.name == "UnaryNot":
            negated = self._test(expression.expr, scope)
            return lambda graph, row: None if (answer := negated(graph, row)) is None else not answer
        if expression.name in ("ConditionalAndExpression", "ConditionalOrExpression"):
            members = [self._test(each, scope) for each in (expression.expr, *expression.other)]
            return _all(members) if expression.name == "ConditionalAndExpression" else _any(members)
        raise NotCompiledError("EXISTS inside an expression is not compiled")

    def _exists(self, expression: CompValue, scope: Scope) -> Test:
        pattern = expression.graph
        make, _ = self._pattern(pattern, self._enter(scope, pattern))
        found = make(lambda *_: True)
        if expression.name == "Builtin_EXISTS":
            return found
        return lambda graph, row: not found(graph, row)


_SAID = {"LeftJoin": "OPTIONAL", "ToMultiSet": "a subquery", "Minus": "MINUS", "Group": "GROUP BY"}


def _all(members: list[Test]) -> Test:
    """As rdflib has it, the first error ends the look."""

    def test(graph: DataGraph, row: Row) -> bool | None:
        for member in members:
            answer = member(graph, row)
            if not answer:
                return answer
        return True

    return test


def _any(members: list[Test]) -> Test:
    def test(graph: DataGraph, row: Row) -> bool | None:
        error = False
        for member in members:
            answer = member(graph, row)
            if answer:
                return True
            error = error or answer is None
        return None if error else False

    return test


def _named(part: CompValue) -> frozenset[Node]:
    """The variables that rdflib lets an expression of a group see of what is bound outside; in EXISTS, none."""
    return frozenset(part["_vars"]) if "_vars" in part else frozenset()


def _is_variable(node: object) -> bool:
    return isinstance(node, (Variable, BNode))


def _bindable(part: CompValue) -> Iterable[Node]:
    """The variables that a pattern binds, in their order."""
    if part.name == "BGP":
        for triple in part.triples:
            yield from (node for node in triple if _is_variable(node))
    elif part.name in ("Join", "Union"):
        yield from _bindable(part.p1)
        yield from _bindable(part.p2)
    elif part.name in ("Filter", "Extend"):
        yield from _bindable(part.p)
        if part.name == "Extend":
            yield part.var


def _cost(triple: tuple[Node, Node, Node], scope: Scope) -> int:
    """How much a triple pattern must look at, by what of it is bound."""
    s, p, o = (not _is_variable(node) or node in scope.certain for node in triple)
    return (0 if s and o else 1 if s else 2 if o else 3) + (0 if p else 4)


def _only_free(triple: tuple[Node, Node, Node], scope: Scope) -> Node | None:
    """The variable of a triple pattern with a constant predicate, where all else of it is bound."""
    s, p, o = triple
    free = [node for node in (s, o) if _is_variable(node) and node not in scope.certain]
    return free[0] if len(free) == 1 and isinstance(p, URIRef) and free[0] not in scope.possible else None


def _narrowest(triples: Iterable[tuple[Node, Node, Node]], scope: Scope) -> Make:
    """Patterns that all bind one variable: the one with the fewest candidates gives them, the others look them up."""
    values: list[Callable[[DataGraph, Row], Collection[Term]]] = []
    holds: list[Callable[[DataGraph, Row], bool]] = []
    slot = -1
    for s, p, o in triples:
        subject, object_ = _End.of(s, scope), _End.of(o, scope)
        slot = object_.slot if subject.bound else subject.slot
        values.append(_candidates(from_node(p), subject, object_))
        holds.append(_holds(from_node(p), subject, object_))
    places = range(len(values))

    def make(then: Step) -> Step:
        def step(graph: DataGraph, row: Row) -> bool:
            found = [each(graph, row) for each in values]
            fewest = min(places, key=lambda place: len(found[place]))
            others = [holds[place] for place in places if place != fewest]
            for value in found[fewest]:
                row[slot] = value
                if all(other(graph, row) for other in others) and then(graph, row):
                    return True
            return False

        return step

    return make


def _candidates(p: Term, subject: _End, object_: _End) -> Callable[[DataGraph, Row], Collection[Term]]:
    """The nodes at the end that is free."""
    s, o = subject.get, object_.get
    if subject.bound:
        return lambda graph, row: graph.by_subject(p).get(s(row), ())
    return lambda graph, row: graph.by_object(p).get(o(row), ())


def _holds(p: Term, subject: _End, object_: _End) -> Callable[[DataGraph, Row], bool]:
    s, o = subject.get, object_.get
    return lambda graph, row: (s(row), p, o(row)) in graph.triples


def _triple(triple: tuple[Node, Node, Node], scope: Scope) -> Make:
    s, p, o = triple
    for node in triple:
        if node in scope.possible:
            raise NotCompiledError(f"{node.n3()} may be bound or not where a pattern uses it")
    subject, object_ = _End.of(s, scope), _End.of(o, scope)
    if _is_variable(p):
        return _any_predicate(subject, _End.of(p, scope), object_)
    if isinstance(p, URIRef):
        return _predicate(from_node(p), subject, object_)
    return _path(_as_path(p), subject, object_)


@dataclass(frozen=True, slots=True)
class _End:
    """A place of a triple pattern: a constant term, or the slot of a variable that is bound or not."""

    term: Term
    slot: int
    bound: bool

    @classmethod
    def of(cls, node: Node, scope: Scope) -> _End:
        if _is_variable(node):
            return cls("", scope.slots[node], node in scope.certain)
        if isinstance(node, Literal) and node.language:
            raise NotCompiledError("a literal with a language tag, which is equal in any case, is not compiled")
        return cls(from_node(node), -1, bound=True)

    @property
    def get(self) -> Callable[[Row], Term]:
        """From a row to the term; a variable that is certainly bound holds one."""
        if self.slot >= 0:
            return itemgetter(self.slot)
        term = self.term
        return lambda _: term


def _predicate(p: Term, subject: _End, object_: _End) -> Make:
    if subject.bound and object_.bound:
        holds = _holds(p, subject, object_)
        return lambda then: lambda graph, row: holds(graph, row) and then(graph, row)
    if subject.bound or object_.bound:
        return _each(object_.slot if subject.bound else subject.slot, _candidates(p, subject, object_))
    return _each_pair(
        subject.slot,
        object_.slot,
        lambda graph: ((s, o) for s, objects in graph.by_subject(p).items() for o in objects),
    )


def _path(path: Path, subject: _End, object_: _End) -> Make:
    s, o = subject.get, object_.get
    forward, backward = values_of(path), values_of(inverse(path))
    if subject.bound and object_.bound:
        return lambda then: lambda graph, row: o(row) in forward(graph, s(row)) and then(graph, row)
    if subject.bound:
        return _each(object_.slot, lambda graph, row: forward(graph, s(row)))
    if object_.bound:
        return _each(subject.slot, lambda graph, row: backward(graph, o(row)))
    raise NotCompiledError("a path between two variables is not compiled")


def _any_predicate(subject: _End, p: _End, object_: _End) -> Make:
    ends = ((0, subject), (1, p), (2, object_))
    known = [(place, end) for place, end in ends if end.bound]
    free = [(place, end.slot) for place, end in ends if not end.bound]

    def make(then: Step) -> Step:
        def step(graph: DataGraph, row: Row) -> bool:
            if subject.bound:
                s = subject.get(row)
                triples: Iterable[tuple[Term, Term, Term]] = ((s, *rest) for rest in graph.about(s))
            else:
                triples = graph.triples
            wanted = [(place, end.get(row)) for place, end in known]
            for triple in triples:
                if any(triple[place] != term for place, term in wanted):
                    continue
                bound: dict[int, Term] = {}
                if all(bound.setdefault(slot, triple[place]) == triple[place] for place, slot in free):
                    for slot, term in bound.items():
                        row[slot] = term
                    if then(graph, row):
                        return True
            return False

        return step

    return make


def _each(slot: int, values: Callable[[DataGraph, Row], Iterable[Term]]) -> Make:
    def make(then: Step) -> Step:
        def step(graph: DataGraph, row: Row) -> bool:
            for value in values(graph, row):
                row[slot] = value
                if then(graph, row):
                    return True
            return False

        return step

    return make


def _each_pair(one: int, other: int, pairs: Callable[[DataGraph], Iterable[tuple[Term, Term]]]) -> Make:
    def make(then: Step) -> Step:
        def step(graph: DataGraph, row: Row) -> bool:
            for s, o in pairs(graph):
                if one == other and s != o:
                    continue
                row[one], row[other] = s, o
                if then(graph, row):
                    return True
            return False

        return step

    return make


def _as_path(path: object) -> Path:
    if isinstance(path, URIRef):
        return predicate(from_node(path))
    if isinstance(path, InvPath):
        return inverse(_as_path(path.arg))
    if isinstance(path, SequencePath):
        return Path("sequence", parts=tuple(map(_as_path, path.args)))
    if isinstance(path, AlternativePath):
        return Path("alternativePath", parts=tuple(map(_as_path, path.args)))
    if isinstance(path, MulPath) and path.mod in _MULTIPLE:
        return Path(_MULTIPLE[path.mod], parts=(_as_path(path.path),))
    raise NotCompiledError("a path that names what it is not (!) is not compiled")
