"""SPARQL expressions over one row to closures, with rdflib's own evaluator behind them.

A closure answers at once for what constraints mostly compare: IRIs, whole numbers, plain strings. Where the row holds
anything else (a decimal, a language tag, nothing), or an expression has no closure, rdflib evaluates it on the same
terms: so every answer is rdflib's, and an error stays an error (https://www.w3.org/TR/sparql11-query/#evaluation).

A row is a list with a slot for each variable. A slot holds a term; a whole number that was computed, as an int; what
else rdflib computed, as its node; or None.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from rdflib import Graph, Literal, URIRef, Variable
from rdflib.plugins.sparql.operators import EBV
from rdflib.plugins.sparql.parserutils import CompValue, Expr, value
from rdflib.plugins.sparql.sparql import FrozenBindings, QueryContext, SPARQLError
from rdflib.term import Node

from newsgraph.rdf.rdflib import from_node
from newsgraph.rdf.terms import Term
from newsgraph.shacl.compiled import literals

Value: TypeAlias = "Term | int | Node | None"
Row: TypeAlias = list[Any]  # of Value
Slots: TypeAlias = Mapping[Node, int]
Truth: TypeAlias = Callable[[Row], "bool | None"]  # None is an error
Evaluate: TypeAlias = Callable[[Row], Value]  # None is an error

# What gives another answer each time, or makes nodes, is left to the reference, which has one context for a query.
_UNSTABLE = frozenset(f"Builtin_{name}" for name in ("NOW", "RAND", "UUID", "STRUUID", "BNODE"))

_RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_SUMS = {"+": operator.add, "-": operator.sub}

_CONTEXT = QueryContext(Graph(bind_namespaces="none"), initBindings={})


class NotCompiledError(Exception):
    """A query, or a shape, is not one of those that are compiled; the words say why."""


class _Unsure(Exception):
    """The closure does not know; rdflib is asked."""


def variables(expression: object) -> Iterator[Node]:
    """The variables of an expression, and of the patterns inside it."""
    if isinstance(expression, Variable):
        yield expression
    elif isinstance(expression, CompValue):
        for part in expression.values():
            yield from variables(part)
    elif isinstance(expression, (list, tuple)):
        for part in expression:
            yield from variables(part)


def names(expression: object) -> Iterator[str]:
    """What an expression is made of, by the names that rdflib gives."""
    if isinstance(expression, CompValue):
        yield expression.name
        for part in expression.values():
            yield from names(part)
    elif isinstance(expression, (list, tuple)):
        for part in expression:
            yield from names(part)


def check_stable(expression: object) -> None:
    """Raise NotCompiledError for what gives another answer each time."""
    for name in names(expression):
        if name in _UNSTABLE:
            raise NotCompiledError(f"{name.removeprefix('Builtin_')}() gives another answer each time")


def truth(expression: object, slots: Slots) -> Truth:
    """The effective boolean value of an expression without EXISTS."""
    check_stable(expression)
    evaluated = _by_rdflib(expression, slots)

    def by_rdflib(row: Row) -> bool | None:
        try:
            return bool(EBV(evaluated(row)))
        except SPARQLError:
            return None

    quick = _comparison(expression, slots)
    if quick is None:
        return by_rdflib

    def judged(row: Row) -> bool | None:
        try:
            return quick(row)
        except _Unsure:
            return by_rdflib(row)

    return judged


def evaluate(expression: object, slots: Slots) -> Evaluate:
    """The value of an expression without EXISTS; None where it has none."""
    check_stable(expression)
    if isinstance(expression, (URIRef, Literal)):
        constant = from_node(expression)
        return lambda _: constant
    if isinstance(expression, Variable):
        slot = slots.get(expression)
        return lambda row: None if slot is None else row[slot]
    evaluated = _by_rdflib(expression, slots)

    def by_rdflib(row: Row) -> Value:
        try:
            found = evaluated(row)
        except SPARQLError:
            return None
        return found if isinstance(found, Node) else None

    quick = _number(expression, slots)
    if quick is None:
        return by_rdflib

    def judged(row: Row) -> Value:
        try:
            return quick(row)
        except _Unsure:
            return by_rdflib(row)

    return judged


def as_node(content: Term | int | Node) -> Node:
    """What a slot holds, as rdflib has it."""
    if isinstance(content, Node):
        return content
    return Literal(content) if isinstance(content, int) else literals.node(content)


def as_term(content: Term | int | Node) -> Term:
    """What a slot holds, as a term."""
    return content if type(content) is str else from_node(as_node(content))


def _by_rdflib(expression: object, slots: Slots) -> Callable[[Row], Any]:
    """The value as rdflib has it; raises SPARQLError, or gives one."""
    used = [(variable, slots[variable]) for variable in dict.fromkeys(variables(expression)) if variable in slots]

    def evaluated(row: Row) -> Any:
        bound = {variable: as_node(content) for variable, slot in used if (content := row[slot]) is not None}
        bindings = FrozenBindings(_CONTEXT, bound)
        return expression.eval(bindings) if isinstance(expression, Expr) else value(bindings, expression)

    return evaluated


def _comparison(expression: object, slots: Slots) -> Callable[[Row], bool] | None:
    if not isinstance(expression, CompValue) or expression.name != "RelationalExpression":
        return None
    relation = _RELATIONS.get(expression.op)
    if relation is None:
        return None
    for kind in (_node, _number, _text) if expression.op in ("=", "!=") else (_number, _text):
        left, right = kind(expression.expr, slots), kind(expression.other, slots)
        if left is not None and right is not None:
            return _compared(left, right, relation)
    return None


def _compared(
    left: Callable[[Row], object], right: Callable[[Row], object], relation: Callable[[Any, Any], bool]
) -> Callable[[Row], bool]:
    def compared(row: Row) -> bool:
        one, other = left(row), right(row)
        if type(one) is not type(other):
            raise _Unsure
        return relation(one, other)

    return compared


def _node(expression: object, slots: Slots) -> Callable[[Row], object] | None:
    """A term that is equal to none but itself, or a whole number."""
    if isinstance(expression, URIRef):
        constant = from_node(expression)
        return lambda _: constant
    if not isinstance(expression, Variable) or expression not in slots:
        return None
    slot = slots[expression]

    def node(row: Row) -> object:
        content = row[slot]
        return content if type(content) is str and content[0] != '"' else _whole(content)

    return node


def _number(expression: object, slots: Slots) -> Callable[[Row], int] | None:
    """A whole number."""
    if isinstance(expression, Variable) and expression in slots:
        slot = slots[expression]
        return lambda row: _whole(row[slot])
    if isinstance(expression, Literal):
        number = literals.integer(from_node(expression))
        return None if number is None else lambda _: number
    if not isinstance(expression, CompValue):
        return None
    if expression.name == "Builtin_STRLEN":
        text = _text(expression.arg, slots)
        return None if text is None else lambda row: len(text(row))
    if expression.name == "AdditiveExpression" and len(expression.op) == 1 and expression.op[0] in _SUMS:
        add = _SUMS[expression.op[0]]
        left, right = _number(expression.expr, slots), _number(expression.other[0], slots)
        return None if left is None or right is None else lambda row: add(left(row), right(row))
    if expression.name == "Builtin_IF":
        chosen = _comparison(expression.arg1, slots)
        one, other = _number(expression.arg2, slots), _number(expression.arg3, slots)
        if chosen is not None and one is not None and other is not None:
            return lambda row: one(row) if chosen(row) else other(row)
    return None


def _text(expression: object, slots: Slots) -> Callable[[Row], str] | None:
    """A string without a language."""
    if isinstance(expression, Variable) and expression in slots:
        slot = slots[expression]
        return lambda row: _plain(row[slot])
    if isinstance(expression, Literal) and expression.datatype is None and expression.language is None:
        constant = str(expression)
        return lambda _: constant
    if not isinstance(expression, CompValue):
        return None
    if expression.name == "Builtin_STR" and isinstance(expression.arg, Variable) and expression.arg in slots:
        slot = slots[expression.arg]
        return lambda row: _characters(row[slot])
    if expression.name == "Builtin_SUBSTR" and expression.length is not None:
        text, start, length = (
            _text(expression.arg, slots),
            _number(expression.start, slots),
            _number(expression.length, slots),
        )
        if text is not None and start is not None and length is not None:
            return lambda row: _part(text(row), start(row), length(row))
    return None


def _whole(content: Value) -> int:
    if type(content) is int:
        return content
    number = literals.integer(content) if type(content) is str else None
    if number is None:
        raise _Unsure
    return number


def _plain(content: Value) -> str:
    if type(content) is not str or content[0] != '"' or content[-1] != '"':
        raise _Unsure
    return literals.text(content)


def _characters(content: Value) -> str:
    if type(content) is not str or content[0] == "_":
        raise _Unsure
    return literals.text(content)


def _part(text: str, start: int, length: int) -> str:
    if start < 1 or length < 0:
        raise _Unsure
    return text[start - 1 : start - 1 + length]
