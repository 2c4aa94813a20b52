"""The rules of OWL 2 RL that find contradictions, each compiled for its axioms, over a closure that is done.

The ontology alone does not contradict itself, so a check passes by where the data say nothing of what it looks at.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules, tables 4 to 7
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsgraph.rdf.terms import Term
from newsgraph.reasoner.closure import Check, Closure, Pair
from newsgraph.reasoner.inconsistency import Finding
from newsgraph.reasoner.vocabulary import DIFFERENT_FROM, NOTHING, THING


def different(closure: Closure) -> Iterator[Finding]:
    """eq-diff1; eq-diff2 and eq-diff3 are read as pairs."""
    for s, o in closure.pairs.get(DIFFERENT_FROM, ()):
        if s == o:
            yield Finding("eq-diff1", s, o)


def irreflexive(p: Term) -> Check:
    """prp-irp."""

    def check(closure: Closure) -> Iterator[Finding]:
        for s, o in closure.pairs.get(p, ()):
            if s == o:
                yield Finding("prp-irp", s, p)

    return check


def asymmetric(p: Term) -> Check:
    """prp-asyp."""

    def check(closure: Closure) -> Iterator[Finding]:
        if p in closure.pairs:
            pairs = closure.pairs_of(p)
            for s, o in pairs:
                if (o, s) in pairs:
                    yield Finding("prp-asyp", s, p, o)

    return check


def disjoint_properties(p: Term, q: Term) -> Check:
    """prp-pdw; prp-adp is read as pairs."""

    def check(closure: Closure) -> Iterator[Finding]:
        if p in closure.pairs or q in closure.pairs:
            for s, o in closure.pairs_of(p) & closure.pairs_of(q):
                yield Finding("prp-pdw", s, p, q, o)

    return check


def denied(p: Term, pairs: Iterable[Pair]) -> Check:
    """prp-npa1 and prp-npa2."""
    denials = frozenset(pairs)

    def check(closure: Closure) -> Iterator[Finding]:
        if p in closure.pairs:
            for s, o in closure.pairs[p] & denials:
                yield Finding("prp-npa", s, p, o)

    return check


def nothing(closure: Closure) -> Iterator[Finding]:
    """cls-nothing2."""
    for x in closure.members.get(NOTHING, ()):
        yield Finding("cls-nothing2", x)


def disjoint_classes(disjoint: Sequence[Pair]) -> Check:
    """cax-dw and cax-adc."""

    def check(closure: Closure) -> Iterator[Finding]:
        for c, d in disjoint:
            for x in closure.common_members(c, d):
                yield Finding("cax-dw", x, c, d)

    return check


def complement(c: Term, d: Term) -> Check:
    """cls-com."""

    def check(closure: Closure) -> Iterator[Finding]:
        for x in closure.common_members(c, d):
            yield Finding("cls-com", x, c, d)

    return check


def no_value(restriction: Term, p: Term, c: Term | None) -> Check:
    """cls-maxc1, where `c` is None, and cls-maxqc1 and cls-maxqc2."""

    def check(closure: Closure) -> Iterator[Finding]:
        for s in closure.members_of(restriction):
            for o in closure.objects(s, p):
                if c is None:
                    yield Finding("cls-maxc1", o, restriction)
                elif c == THING or closure.is_a(o, c):
                    yield Finding("cls-maxqc1", o, restriction, c)

    return check
