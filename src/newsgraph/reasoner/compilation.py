"""A saturated ontology to tables: what follows from a pair by its property, from a member by its class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import TypeVar

from newsgraph.rdf.terms import Term
from newsgraph.reasoner import checks, joins
from newsgraph.reasoner.axioms import Axioms
from newsgraph.reasoner.closure import Check, Links, Pair, Tables
from newsgraph.reasoner.joins import Joins, NotCompiledError
from newsgraph.reasoner.telling import is_told_class, is_told_property
from newsgraph.reasoner.vocabulary import (
    DIFFERENT_FROM,
    FIRST,
    NOTHING,
    REST,
    SCHEMA_CLASSES,
    SCHEMA_PROPERTIES,
    THING,
    is_core_property,
    owl,
    rdfs,
)

_Node = TypeVar("_Node")


def compiled(axioms: Axioms) -> Tables:
    """The tables of an ontology.

    Raises NotCompiledError where it has axioms about the vocabulary of RDF and OWL itself.
    """
    for term in sorted(axioms.used()):
        if is_core_property(term):
            raise NotCompiledError(f"an axiom is about {term}, which rules look for")
    found = _joins(axioms)
    asked, found_checks = _checks(axioms, found)
    superclasses = _closed(axioms.pairs(rdfs("subClassOf")))

    def is_kept_class(c: Term) -> bool:
        return is_told_class(c) or c in found.of_members or c in asked

    def is_kept_property(p: Term) -> bool:
        return is_told_property(p) or p in found.of_pairs or p in asked

    links = _links(axioms, superclasses, is_kept_property, is_kept_class)
    followed = {q for each in links.values() for q in (*each.forward, *each.backward)}
    return Tables(
        links=links,
        superclasses={c: kept for c in superclasses if (kept := tuple(filter(is_kept_class, superclasses[c])))},
        pair_joins={p: tuple(each) for p, each in found.of_pairs.items()},
        member_joins={c: tuple(each) for c, each in found.of_members.items()},
        checks=found_checks,
        indexed=frozenset(found.indexed),
        properties=frozenset((*links, *followed, *found.of_pairs, *found.made, *asked)),
        literal_types=_literal_types(frozenset((*found.of_members, *asked, *superclasses))),
    )


def _joins(axioms: Axioms) -> Joins:
    found = Joins()
    joins.same_as(found)
    for p in axioms.instances(owl("FunctionalProperty")):
        joins.functional(found, p)
    for p in axioms.instances(owl("InverseFunctionalProperty")):
        joins.inverse_functional(found, p)
    for p in axioms.instances(owl("TransitiveProperty")):
        joins.transitive(found, p)
    for p, steps in axioms.lists(owl("propertyChainAxiom")):
        joins.chain(found, p, steps)
    for c, properties in axioms.lists(owl("hasKey")):
        joins.key(found, c, properties)
    for c, parts in axioms.lists(owl("intersectionOf")):
        joins.intersection(found, c, parts)
    _restrictions(axioms, found)
    _guards(axioms, found)
    return found


def _restrictions(axioms: Axioms, found: Joins) -> None:
    for restriction, p, c in axioms.restrictions(owl("someValuesFrom")):
        if c != THING:
            joins.some_values_from(found, restriction, p, c)
    for restriction, p, c in axioms.restrictions(owl("allValuesFrom")):
        joins.all_values_from(found, restriction, p, c)
    by_value: defaultdict[Term, defaultdict[Term, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for restriction, p, value in axioms.restrictions(owl("hasValue")):
        joins.value_of_restriction(found, restriction, p, value)
        by_value[p][value].append(restriction)
    for p, restrictions in by_value.items():
        joins.has_value(found, p, restrictions)
    for number, restriction, p, of_class in _cardinalities(axioms):
        if number == 1:
            joins.at_most_one(found, restriction, p, of_class or THING)


def _cardinalities(axioms: Axioms) -> Iterator[tuple[object, Term, Term, Term | None]]:
    """Number, restriction, property and class, None where it is not qualified, of each maximal cardinality."""
    for restriction, p, number in axioms.restrictions(owl("maxCardinality")):
        yield _value(number), restriction, p, None
    for restriction, p, number in axioms.restrictions(owl("maxQualifiedCardinality")):
        for c in axioms.objects(restriction, owl("onClass")):
            yield _value(number), restriction, p, c


def _value(term: Term) -> object:
    from newsgraph.rdf.rdflib import to_node

    return getattr(to_node(term), "value", None)


def _guards(axioms: Axioms, found: Joins) -> None:
    for c in SCHEMA_CLASSES:
        joins.no_axiom_of_class(found, c, axioms.triples)
    for p in SCHEMA_PROPERTIES:
        joins.no_axiom_of_property(found, p, axioms.triples)
    cells = frozenset(term for s, _, o in axioms.triples for term in (s, o))
    for p in (FIRST, REST):
        joins.no_item_of_list(found, p, axioms.triples, cells)


def _checks(axioms: Axioms, found: Joins) -> tuple[frozenset[Term], tuple[Check, ...]]:
    """The checks of an ontology, after the classes and properties that they look at."""
    asked = {DIFFERENT_FROM, NOTHING}
    made: list[Check] = [checks.different, checks.nothing]
    for kind, check in (("IrreflexiveProperty", checks.irreflexive), ("AsymmetricProperty", checks.asymmetric)):
        for p in axioms.instances(owl(kind)):
            asked.add(p)
            made.append(check(p))
    for p, q in axioms.pairs(owl("propertyDisjointWith")):
        asked |= {p, q}
        made.append(checks.disjoint_properties(p, q))
    for p, pairs in _denials(axioms).items():
        asked.add(p)
        made.append(checks.denied(p, pairs))
    disjoint = sorted(_disjoint_classes(axioms))
    asked.update(c for pair in disjoint for c in pair)
    made.append(checks.disjoint_classes(disjoint))
    for c, d in axioms.pairs(owl("complementOf")):
        asked |= {c, d}
        made.append(checks.complement(c, d))
    for number, restriction, p, of_class in _cardinalities(axioms):
        if number == 0:
            found.index(p)
            asked |= {restriction} if of_class is None else {restriction, of_class}
            made.append(checks.no_value(restriction, p, of_class))
    return frozenset(asked), tuple(made)


def _denials(axioms: Axioms) -> Mapping[Term, list[Pair]]:
    denials: defaultdict[Term, list[Pair]] = defaultdict(list)
    for denial, s in axioms.pairs(owl("sourceIndividual")):
        for p in axioms.objects(denial, owl("assertionProperty")):
            for target in (owl("targetIndividual"), owl("targetValue")):
                denials[p] += ((s, o) for o in axioms.objects(denial, target))
    return denials


def _disjoint_classes(axioms: Axioms) -> Iterator[Pair]:
    yield from axioms.pairs(owl("disjointWith"))
    for group in axioms.instances(owl("AllDisjointClasses")):
        for members in axioms.objects(group, owl("members")):
            yield from combinations(axioms.items(members), 2)


def _closed(edges: Iterable[tuple[_Node, _Node]]) -> dict[_Node, tuple[_Node, ...]]:
    """What is to be reached from each node, but the node itself."""
    following: defaultdict[_Node, list[_Node]] = defaultdict(list)
    for start, end in edges:
        following[start].append(end)
    return {start: tuple(_reached(start, following)) for start in sorted(following, key=repr)}


def _reached(start: _Node, following: Mapping[_Node, list[_Node]]) -> Iterator[_Node]:
    seen = {start}
    waiting = [start]
    for node in waiting:  # which grows meanwhile
        for end in following.get(node, ()):
            if end not in seen:
                seen.add(end)
                waiting.append(end)
                yield end


def _links(
    axioms: Axioms,
    superclasses: Mapping[Term, tuple[Term, ...]],
    is_kept_property: Callable[[Term], bool],
    is_kept_class: Callable[[Term], bool],
) -> dict[Term, Links]:
    """The links of each property, with all that follows from these by links."""
    classes: defaultdict[tuple[Term, bool], list[Term]] = defaultdict(list)  # of a subject, or turned: of an object
    for p, c in axioms.pairs(rdfs("domain")):
        classes[p, False].append(c)
    for p, c in axioms.pairs(rdfs("range")):
        classes[p, True].append(c)
    for restriction, p, c in axioms.restrictions(owl("someValuesFrom")):
        if c == THING:
            classes[p, False].append(restriction)
    steps = _closed(_steps(axioms))
    found = {}
    for p in sorted({p for p, _ in (*steps, *classes)}):
        reached = ((p, False), *steps.get((p, False), ()))

        subject = [c for q, turned in reached for c in classes.get((q, turned), ())]
        object_ = [c for q, turned in reached for c in classes.get((q, not turned), ())]
        links = Links(
            forward=tuple(q for q, turned in reached[1:] if not turned and is_kept_property(q)),
            backward=tuple(q for q, turned in reached[1:] if turned and is_kept_property(q)),
            subject=tuple(filter(is_kept_class, _with_superclasses(subject, superclasses))),
            object=tuple(filter(is_kept_class, _with_superclasses(object_, superclasses))),
        )
        if links != Links():
            found[p] = links
    return found


def _with_superclasses(classes: Iterable[Term], superclasses: Mapping[Term, tuple[Term, ...]]) -> dict[Term, None]:
    return dict.fromkeys(d for c in classes for d in (c, *superclasses.get(c, ())))


def _steps(axioms: Axioms) -> Iterator[tuple[tuple[Term, bool], tuple[Term, bool]]]:
    """From a property, as it is or turned round, to one that its pairs have too, as it is or turned round."""
    for turned in (False, True):
        for p, q in axioms.pairs(rdfs("subPropertyOf")):
            yield (p, turned), (q, turned)
        for p, q in axioms.pairs(owl("inverseOf")):
            yield (p, turned), (q, not turned)
            yield (q, turned), (p, not turned)
        for p in axioms.instances(owl("SymmetricProperty")):
            yield (p, turned), (p, not turned)


def _literal_types(asked: frozenset[Term]) -> dict[Term, tuple[Term, ...]]:
    """The classes that a literal of a datatype is of (dt-type2), as owlrl has it, as far as they are asked for."""
    from owlrl.OWLRL import OWL_Datatype_Subsumptions, OWL_RL_Datatypes

    types = {}
    for datatype in OWL_RL_Datatypes:
        names = (f"<{name}>" for name in (datatype, *OWL_Datatype_Subsumptions.get(datatype, ())))
        kept = tuple(name for name in names if name in asked)
        if kept:
            types[f"<{datatype}>"] = kept
    return types
