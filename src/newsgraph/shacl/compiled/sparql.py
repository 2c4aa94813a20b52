"""SPARQL-based constraints to closures (https://www.w3.org/TR/shacl/#sparql-constraints)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper
from pyshacl.shape import Shape
from rdflib import URIRef, Variable
from rdflib.plugins.sparql.sparql import Query

from newsgraph.rdf.rdflib import from_node
from newsgraph.rdf.terms import Term, literal
from newsgraph.shacl.compiled import literals
from newsgraph.shacl.compiled.algebra import Compiler
from newsgraph.shacl.compiled.constraints import Check, Pairs
from newsgraph.shacl.compiled.expressions import NotCompiledError, Row, as_term
from newsgraph.shacl.compiled.findings import Finding, Found, Source
from newsgraph.shacl.compiled.graph import DataGraph
from newsgraph.shacl.path import Path

Solution: TypeAlias = "tuple[tuple[str, Term], ...]"  # name and term of what is bound, in the order of the SELECT
Prepared: TypeAlias = Callable[[str], Query]
Solve: TypeAlias = Callable[[DataGraph, Term], Iterable[Solution]]

_ANY = URIRef("urn:x-newsgraph:focus-node")
_MODIFIERS = ("Project", "Distinct", "Reduced", "OrderBy")  # of no account: results have an order of their own
_PLACEHOLDER = re.compile(r"\{[?$]")


def select_check(
    query: SPARQLQueryHelper, shape: Shape, source: Source, path_of: Callable[[Term], Path], prepared: Prepared
) -> Check:
    """The check of one sh:sparql; raises NotCompiledError in words where its query is none that is compiled."""
    solve = _solve(query, prepared)
    messages = _Messages.of(query, shape)
    is_property_shape = source.path is not None

    def check(graph: DataGraph, pairs: Pairs, found: Found) -> None:
        for focus, _ in pairs:
            for solution in solve(graph, focus):
                # https://www.w3.org/TR/shacl/#sparql-constraints-variables
                bound = dict(solution)
                this, path, value = bound.pop("this", None), bound.pop("path", None), bound.pop("value", None)
                if this is None and path is None and value is None:
                    continue
                if value is None and not is_property_shape:
                    value = focus
                own = {"this": this, "path": path, "value": value}
                words = messages.filled(bound | {name: term for name, term in own.items() if term is not None})
                found.append(Finding(source, this or focus, value, None if path is None else path_of(path), words))

    return check


def _solve(query: SPARQLQueryHelper, prepared: Prepared) -> Solve:
    """From graph and focus node to the solutions of a query, each once."""
    bindings, text = query.pre_bind_variables(_ANY)  # type: ignore[no-untyped-call]
    if bindings.pop("this", None) is None:
        raise NotCompiledError("a query that does not use $this is not compiled")
    constants = {Variable(name): from_node(node) for name, node in bindings.items()}
    algebra = prepared(query.apply_prefixes(text)).algebra  # type: ignore[no-untyped-call]
    names = [str(name) for name in algebra.PV]
    if "failure" in names:
        raise NotCompiledError("a query that selects ?failure is not compiled")
    part = algebra.p
    while part.name in _MODIFIERS:
        part = part.p
    compiler = Compiler()
    make, scope = compiler.query(part, (Variable("this"), *constants))
    selected = [(name, scope.slots[Variable(name)]) for name in names if Variable(name) in scope.bound]
    rest: Row = [*constants.values(), *[None] * (compiler.width - 1 - len(constants))]

    def collect(_: DataGraph, row: Row) -> bool:
        bound = ((name, row[slot]) for name, slot in selected)
        row[-1][tuple((name, as_term(content)) for name, content in bound if content is not None)] = None
        return False

    start = make(collect)

    def solve(graph: DataGraph, focus: Term) -> Iterable[Solution]:
        found: dict[Solution, None] = {}
        start(graph, [focus, *rest, found])  # the last slot is for what is found
        return found

    return solve


@dataclass(frozen=True, slots=True)
class _Messages:
    """The messages of a query and its shape, to be filled from a solution."""

    templates: tuple[str, ...]

    @classmethod
    def of(cls, query: SPARQLQueryHelper, shape: Shape) -> _Messages:
        return cls(tuple(dict.fromkeys(str(message) for message in (*query.messages, *shape.message))))

    def filled(self, bound: Mapping[str, Term]) -> tuple[Term, ...]:
        """The messages with {?name} and {$name} as the values of a solution."""
        return tuple(sorted({literal(_filled(template, bound)) for template in self.templates}))


def _filled(template: str, bound: Mapping[str, Term]) -> str:
    for name, term in bound.items():
        if _PLACEHOLDER.search(template) is None:
            break
        template = _named(name).sub(lambda _, term=term: literals.text(term), template)  # type: ignore[misc]
    return template


@lru_cache(1 << 10)
def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"\{{[?$]{name}\}}")
