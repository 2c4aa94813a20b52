"""SHACL Core's constraints to closures, a function for each component that makes the checks of one constraint.

https://www.w3.org/TR/shacl/#core-components

pyshacl's object for a constraint is read here, when shapes are, and never asked again: so what parameters mean, and
which are refused, is the same in both engines. A check gets the focus nodes of a shape with their value nodes, all at
once, and adds what it finds. Those that judge each value by itself are tests (`Each`); the others look at a focus
node with all its values.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from pyshacl.constraints.core import (
    cardinality_constraints as cardinality,
)
from pyshacl.constraints.core import (
    logical_constraints as logical,
)
from pyshacl.constraints.core import (
    other_constraints as other,
)
from pyshacl.constraints.core import (
    property_pair_constraints as pair,
)
from pyshacl.constraints.core import (
    shape_based_constraints as shaped,
)
from pyshacl.constraints.core import (
    string_based_constraints as string,
)
from pyshacl.constraints.core import (
    value_constraints as value_type,
)
from pyshacl.constraints.core import (
    value_range_constraints as value_range,
)
from pyshacl.errors import ReportableRuntimeError
from rdflib import SH, URIRef
from rdflib.term import Node

from newsgraph.rdf.rdflib import from_node
from newsgraph.rdf.terms import RDF_TYPE, Term
from newsgraph.shacl.compiled import literals
from newsgraph.shacl.compiled.findings import Finding, Found, Source
from newsgraph.shacl.compiled.graph import DataGraph, folded
from newsgraph.shacl.path import predicate
from newsgraph.vocab import RDFS

Pairs: TypeAlias = Sequence[tuple[Term, Collection[Term]]]  # focus nodes with their value nodes
Check: TypeAlias = Callable[[DataGraph, Pairs, Found], None]
Test: TypeAlias = Callable[[Term], object]  # of a value; true where it passes
Conforms: TypeAlias = Callable[[DataGraph], Callable[[Term], object]]
Validate: TypeAlias = Callable[[DataGraph, Collection[Term], Found], None]

_KINDS: Mapping[Node, str] = {  # with what terms of a kind begin
    SH.IRI: "<",
    SH.BlankNode: "_",
    SH.Literal: '"',
    SH.BlankNodeOrIRI: "_<",
    SH.BlankNodeOrLiteral: '_"',
    SH.IRIOrLiteral: '<"',
}
_RESOURCE = (RDF_TYPE, f"<{RDFS}Resource>")  # pyshacl lets it pass in closed shapes


@dataclass(frozen=True, slots=True)
class Site:
    """Where a constraint stands: its source, and how the shapes that it refers to are compiled there."""

    source: Source
    validate: Callable[[Node], Validate]
    conforms: Callable[[Node], Conforms]


@dataclass(frozen=True, slots=True)
class Each:
    """A check of each value by itself, by a test that is made for each data graph: a finding for what fails it."""

    source: Source
    test: Callable[[DataGraph], Test]

    def __call__(self, graph: DataGraph, pairs: Pairs, found: Found) -> None:
        passes = self.test(graph)
        for focus, values in pairs:
            for value in values:
                if not passes(value):
                    found.append(Finding(self.source, focus, value))


def _value_test(source: Source, test: Test) -> Check:
    return Each(source, lambda _: test)


def _count(source: Source, fails: Callable[[int], object]) -> Check:
    def check(_: DataGraph, pairs: Pairs, found: Found) -> None:
        for focus, values in pairs:
            if fails(len(values)):
                found.append(Finding(source, focus))

    return check


# -- https://www.w3.org/TR/shacl/#core-components-value-type --


def class_(constraint: Any, site: Site) -> Iterator[Check]:
    for rule in constraint.class_rules:
        yield _instance(site.source, from_node(rule))


def _instance(source: Source, of: Term) -> Check:
    return Each(source, lambda graph: graph.instances(of).__contains__)


def datatype(constraint: Any, site: Site) -> Iterator[Check]:
    rule = str(constraint.datatype_rule)
    yield _value_test(site.source, lambda value: literals.has_datatype(value, rule))


def node_kind(constraint: Any, site: Site) -> Iterator[Check]:
    kinds = _KINDS[constraint.nodekind_rule]
    yield _value_test(site.source, lambda value: value[0] in kinds)


# -- https://www.w3.org/TR/shacl/#core-components-count, and #core-components-range --


def min_count(constraint: Any, site: Site) -> Iterator[Check]:
    least = int(constraint.min_count.value)
    yield _count(site.source, least.__gt__)


def max_count(constraint: Any, site: Site) -> Iterator[Check]:
    most = int(constraint.max_count.value)
    yield _count(site.source, most.__lt__)


def ranges(constraint: Any, site: Site) -> Iterator[Check]:
    name = constraint.constraint_name().removesuffix("ConstraintComponent")
    relation = name[0].lower() + name[1:]
    limits = constraint.min_vals if name.startswith("Min") else constraint.max_vals
    for limit in map(from_node, limits):
        yield _value_test(site.source, _within(limit, relation))


def _within(limit: Term, relation: str) -> Test:
    return lambda value: literals.in_range(value, limit, relation)


# -- https://www.w3.org/TR/shacl/#core-components-string --


def min_length(constraint: Any, site: Site) -> Iterator[Check]:
    least = constraint.string_rules[0].value
    if least > 0:
        yield _value_test(site.source, lambda value: value[0] != "_" and len(literals.text(value)) >= least)


def max_length(constraint: Any, site: Site) -> Iterator[Check]:
    most = constraint.string_rules[0].value
    yield _value_test(site.source, lambda value: value[0] != "_" and len(literals.text(value)) <= most)


def pattern(constraint: Any, site: Site) -> Iterator[Check]:
    for matcher in constraint.compiled_cache.values():
        yield _value_test(site.source, _matches(matcher.search))


def _matches(search: Callable[[str], object]) -> Test:
    text = literals.text
    return lambda value: value[0] != "_" and search(text(value))


def language_in(constraint: Any, site: Site) -> Iterator[Check]:
    (rule,) = constraint.string_rules
    allowed = {str(item.value).lower() for item in constraint.shape.sg.graph.items(rule)}

    def test(value: Term) -> bool:
        language = literals.language(value)
        if language is None:
            return False
        return "*" in allowed or language in allowed or language.partition("-")[0] in allowed

    yield _value_test(site.source, test)


def unique_lang(constraint: Any, site: Site) -> Iterator[Check]:
    if True not in constraint.string_rules:
        return
    source = site.source

    def check(_: DataGraph, pairs: Pairs, found: Found) -> None:
        for focus, values in pairs:
            languages = [language for language in map(literals.language, values) if language]
            twice = {language for language in languages if languages.count(language) > 1}
            found.extend(Finding(source, focus) for _ in twice)

    yield check


# -- https://www.w3.org/TR/shacl/#core-components-property-pairs --


def equals(constraint: Any, site: Site) -> Iterator[Check]:
    for p in constraint.property_compare_set:
        yield _pair(site.source, from_node(p), _difference)


def disjoint(constraint: Any, site: Site) -> Iterator[Check]:
    for p in constraint.property_compare_set:
        yield _pair(site.source, from_node(p), _intersection)


def _difference(values: Collection[Term], others: Collection[Term]) -> Iterator[Term]:
    yield from (value for value in values if value not in others)
    yield from (value for value in others if value not in values)


def _intersection(values: Collection[Term], others: Collection[Term]) -> Iterator[Term]:
    return (value for value in values if value in others)


def _pair(source: Source, p: Term, wrong: Callable[[Collection[Term], Collection[Term]], Iterable[Term]]) -> Check:
    def check(graph: DataGraph, pairs: Pairs, found: Found) -> None:
        others = graph.by_subject(p)
        for focus, values in pairs:
            found.extend(Finding(source, focus, value) for value in wrong(values, others.get(focus, ())))

    return check


def less_than(constraint: Any, site: Site) -> Iterator[Check]:
    for p in constraint.property_compare_set:
        yield _ordered(site.source, from_node(p), operator.lt, "lessThan")


def less_than_or_equals(constraint: Any, site: Site) -> Iterator[Check]:
    for p in constraint.property_compare_set:
        yield _ordered(site.source, from_node(p), operator.le, "lessThanOrEquals")


def _ordered(source: Source, p: Term, relation: Callable[[Any, Any], bool], name: str) -> Check:
    def check(graph: DataGraph, pairs: Pairs, found: Found) -> None:
        others = graph.by_subject(p)
        for focus, values in pairs:
            for value in values:
                if value[0] == "_":
                    raise ReportableRuntimeError(f"Cannot use sh:{name} to compare a BlankNode.")
                for than in others.get(focus, ()):
                    if not literals.precedes(value, than, relation, name):
                        found.append(Finding(source, focus, value))

    return check


# -- https://www.w3.org/TR/shacl/#core-components-logical; each member is asked, for any of them may fail for good --


def not_(constraint: Any, site: Site) -> Iterator[Check]:
    for conforms in map(site.conforms, constraint.not_list):
        yield _members(site.source, (conforms,), lambda answers: not any(answers))


def and_(constraint: Any, site: Site) -> Iterator[Check]:
    for members in constraint.and_list:
        yield _members(site.source, _listed(constraint, members, site), all)


def or_(constraint: Any, site: Site) -> Iterator[Check]:
    for members in constraint.or_list:
        yield _members(site.source, _listed(constraint, members, site), any)


def xone(constraint: Any, site: Site) -> Iterator[Check]:
    for members in constraint.xone_nodes:
        yield _members(site.source, _listed(constraint, members, site), lambda answers: sum(map(bool, answers)) == 1)


def _listed(constraint: Any, members: Node, site: Site) -> tuple[Conforms, ...]:
    return tuple(site.conforms(member) for member in constraint.shape.sg.graph.items(members))


def _members(source: Source, members: tuple[Conforms, ...], passes: Callable[[list[object]], bool]) -> Check:
    def check(graph: DataGraph, pairs: Pairs, found: Found) -> None:
        asked = [member(graph) for member in members]
        for focus, values in pairs:
            for value in values:
                if not passes([conforms(value) for conforms in asked]):
                    found.append(Finding(source, focus, value))

    return check


# -- https://www.w3.org/TR/shacl/#core-components-shape --


def property_(constraint: Any, site: Site) -> Iterator[Check]:
    shapes = tuple(map(site.validate, constraint.property_shapes))

    def check(graph: DataGraph, pairs: Pairs, found: Found) -> None:
        nodes = [value for _, values in pairs for value in values]
        if nodes:
            for validate in shapes:
                validate(graph, nodes, found)

    yield check


def node(constraint: Any, site: Site) -> Iterator[Check]:
    for validate in map(site.validate, constraint.node_shapes):
        yield _detailed(site.source, validate)


def _detailed(source: Source, validate: Validate) -> Check:
    def check(graph: DataGraph, pairs: Pairs, found: Found) -> None:
        for focus, values in pairs:
            for value in values:
                inner: Found = []
                validate(graph, (value,), inner)
                if inner:
                    found.append(Finding(source, focus, value, detail=tuple(inner)))

    return check


def qualified(constraint: Any, site: Site) -> Iterator[Check]:
    least, most = constraint.min_count, constraint.max_count
    low = replace(site.source, component=from_node(SH.QualifiedMinCountConstraintComponent))
    high = replace(site.source, component=from_node(SH.QualifiedMaxCountConstraintComponent))
    for shape in constraint.value_shapes:
        conforms = site.conforms(shape)
        siblings = tuple(site.conforms(sibling) for sibling in _siblings(constraint, shape))
        yield _qualified(conforms, siblings, (low, 0 if least is None else least), (high, most))


def _qualified(
    conforms: Conforms, siblings: tuple[Conforms, ...], least: tuple[Source, int], most: tuple[Source, int | None]
) -> Check:
    low, at_least = least
    high, at_most = most

    def check(graph: DataGraph, pairs: Pairs, found: Found) -> None:
        is_counted, others = conforms(graph), [sibling(graph) for sibling in siblings]
        for focus, values in pairs:
            counted = [value for value in values if is_counted(value)]
            number = sum(not any([other(value) for other in others]) for value in counted)  # noqa: C419 - all are asked
            if at_most is not None and number > at_most:
                found.append(Finding(high, focus))
            if number < at_least:
                found.append(Finding(low, focus))

    return check


def _siblings(constraint: Any, shape: Node) -> Iterable[Node]:
    # https://www.w3.org/TR/shacl/#dfn-sibling-shapes
    if not constraint.is_disjoint:
        return ()
    shapes = constraint.shape.sg.graph
    return dict.fromkeys(
        sibling
        for parent in shapes.subjects(SH.property, constraint.shape.node)
        for property_shape in shapes.objects(parent, SH.property)
        for sibling in shapes.objects(property_shape, SH.qualifiedValueShape)
        if sibling != shape
    )


# -- https://www.w3.org/TR/shacl/#core-components-others --


def closed(constraint: Any, site: Site) -> Iterator[Check]:
    if not constraint.is_closed:
        return
    paths = (shape.path() for shape in map(constraint.shape.get_other_shape, constraint.property_shapes))
    allowed = {from_node(p) for p in (*constraint.ignored_props, *paths) if isinstance(p, URIRef)}
    source = site.source

    def check(graph: DataGraph, pairs: Pairs, found: Found) -> None:
        for focus, values in pairs:
            for value in values:
                for p, o in graph.about(value):
                    if p not in allowed and (p, o) != _RESOURCE:
                        found.append(Finding(source, focus, o, predicate(p)))

    yield check


def has_value(constraint: Any, site: Site) -> Iterator[Check]:
    for value in constraint.has_value_set:
        yield _has(site.source, folded(from_node(value)))


def _has(source: Source, wanted: Term) -> Check:
    def check(_: DataGraph, pairs: Pairs, found: Found) -> None:
        for focus, values in pairs:
            if wanted not in values and all(folded(value) != wanted for value in values):
                found.append(Finding(source, focus))

    return check


def in_(constraint: Any, site: Site) -> Iterator[Check]:
    allowed = {folded(from_node(value)) for value in constraint.in_vals}
    yield _value_test(site.source, lambda value: value in allowed or folded(value) in allowed)


CORE: Mapping[type, Callable[[Any, Site], Iterator[Check]]] = {
    value_type.ClassConstraintComponent: class_,
    value_type.DatatypeConstraintComponent: datatype,
    value_type.NodeKindConstraintComponent: node_kind,
    cardinality.MinCountConstraintComponent: min_count,
    cardinality.MaxCountConstraintComponent: max_count,
    value_range.MinExclusiveConstraintComponent: ranges,
    value_range.MinInclusiveConstraintComponent: ranges,
    value_range.MaxExclusiveConstraintComponent: ranges,
    value_range.MaxInclusiveConstraintComponent: ranges,
    string.MinLengthConstraintComponent: min_length,
    string.MaxLengthConstraintComponent: max_length,
    string.PatternConstraintComponent: pattern,
    string.LanguageInConstraintComponent: language_in,
    string.UniqueLangConstraintComponent: unique_lang,
    pair.EqualsConstraintComponent: equals,
    pair.DisjointConstraintComponent: disjoint,
    pair.LessThanConstraintComponent: less_than,
    pair.LessThanOrEqualsConstraintComponent: less_than_or_equals,
    logical.NotConstraintComponent: not_,
    logical.AndConstraintComponent: and_,
    logical.OrConstraintComponent: or_,
    logical.XoneConstraintComponent: xone,
    shaped.PropertyConstraintComponent: property_,
    shaped.NodeConstraintComponent: node,
    shaped.QualifiedValueShapeConstraintComponent: qualified,
    other.ClosedConstraintComponent: closed,
    other.HasValueConstraintComponent: has_value,
    other.InConstraintComponent: in_,
}
