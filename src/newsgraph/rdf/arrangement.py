"""Triples to the arrangement that serialisers read: the objects of each predicate of each subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from newsgraph.rdf.names import NaturalKeys
from newsgraph.rdf.nesting import RDF_NIL, Subjects, by_subject
from newsgraph.rdf.terms import Term, Triple


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A graph, arranged once for several serialisers.

    A `plain` graph has no blank node and no list, so nothing in it need stand within another; its subjects and
    predicates come in the order of the triples, those of any other graph are sorted. `keys` has the natural order.
    """

    triples: tuple[Triple, ...]
    subjects: Subjects
    plain: bool
    keys: NaturalKeys = field(default_factory=NaturalKeys, compare=False, repr=False)

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Arrangement:
        each = dict.fromkeys(triples)
        subjects: dict[Term, dict[Term, list[Term]]] = {}
        plain = True
        for s, p, o in each:
            if o[0] == "_" or o == RDF_NIL:
                plain = False
            predicates = subjects.get(s)
            if predicates is None:
                subjects[s] = {p: [o]}
            elif p in predicates:
                predicates[p].append(o)
            else:
                predicates[p] = [o]
        if plain and RDF_NIL not in subjects and not any(s[0] == "_" for s in subjects):
            return cls(tuple(each), subjects, plain=True)
        return cls(tuple(each), by_subject(each), plain=False)
