"""Which blank nodes of a graph can be written inside the one place that refers to them, and which of these are lists.

Blank nodes that are referred to twice, lie on a cycle, or would stand deeper than `DEEPEST` need their labels.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from newsgraph.rdf.terms import Term, Triple

# The objects of each predicate of each subject.
Subjects: TypeAlias = Mapping[Term, Mapping[Term, list[Term]]]

RDF_FIRST: Term = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>"
RDF_REST: Term = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>"
RDF_NIL: Term = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>"

# No reader wants more, and no writer recurses without end.
DEEPEST = 8


def by_subject(triples: Iterable[Triple]) -> dict[Term, dict[Term, list[Term]]]:
    """The triples, each once, by subject and predicate; all in sorted order."""
    subjects: dict[Term, dict[Term, list[Term]]] = {}
    for s, p, o in sorted(set(triples)):
        subjects.setdefault(s, {}).setdefault(p, []).append(o)
    return subjects


@dataclass(frozen=True, slots=True)
class Nesting:
    """Which blank nodes stand inside the one place that refers to them, and which, referred to by none, need no label.

    `lists` has all cells of a list by its first.
    """

    nested: frozenset[Term]
    anonymous: frozenset[Term]
    lists: Mapping[Term, tuple[Term, ...]]

    def items(self, subjects: Subjects, head: Term) -> list[Term]:
        """The members of the list that starts with a cell."""
        return [subjects[cell][RDF_FIRST][0] for cell in self.lists[head]]

    @classmethod
    def of(cls, subjects: Subjects, labelled: Collection[Term] | None) -> Nesting:
        parents: dict[Term, list[Term]] = {}
        for s, predicates in subjects.items():
            for objects in predicates.values():
                for o in objects:
                    if o.startswith("_:"):
                        parents.setdefault(o, []).append(s)
        if labelled is None:
            return NOTHING_NESTED
        kept = set(labelled)
        anonymous = {term for term in subjects if term.startswith("_:")} - parents.keys() - kept
        parent = {term: found[0] for term, found in parents.items() if len(found) == 1 and term not in kept}
        lists = Lists.of(subjects, parent)
        nested = set(parent)
        depths: dict[Term, int] = {}

        def unnest(term: Term) -> None:
            nested.discard(term)
            depths[term] = 0
            tail = lists.cut(term)
            if tail is not None:
                depths[tail] = 1

        for start in sorted(parent):
            path: dict[Term, None] = {}
            term = start
            while term in nested and term not in depths:
                path[term] = None
                term = lists.head(parent[term])
                if term in path:  # a cycle of blank nodes: cut it here
                    unnest(term)
            for below in reversed(path):
                if below not in depths:
                    depths[below] = depths.get(lists.head(parent[below]), 0) + 1
                    if depths[below] > DEEPEST:
                        unnest(below)
        return cls(frozenset(nested), frozenset(anonymous), {head: tuple(cells) for head, cells in lists.cells.items()})


NOTHING_NESTED = Nesting(frozenset(), frozenset(), {})


class Lists:
    """The well-formed lists of a graph: cells, each referred to once, of one rdf:first and one rdf:rest, to rdf:nil.

    https://www.w3.org/TR/rdf-schema/#ch_collectionvocab
    """

    def __init__(self) -> None:
        self.cells: dict[Term, list[Term]] = {}
        self._head: dict[Term, Term] = {}

    @classmethod
    def of(cls, subjects: Subjects, parent: Mapping[Term, Term]) -> Lists:
        def rest(cell: Term) -> Term | None:
            predicates = subjects.get(cell, {})
            formed = cell in parent and predicates.keys() == {RDF_FIRST, RDF_REST}
            return predicates[RDF_REST][0] if formed and all(len(found) == 1 for found in predicates.values()) else None

        lists = cls()
        for last in parent:
            if rest(last) == RDF_NIL:
                cells = [last]
                while rest(parent[cells[-1]]) == cells[-1]:
                    cells.append(parent[cells[-1]])
                lists._add(cells[::-1])
        return lists

    def head(self, term: Term) -> Term:
        """The first cell of the list that a term is a cell of; else the term."""
        return self._head.get(term, term)

    def cut(self, head: Term) -> Term | None:
        """Take the first cell off a list, for it is written as a node; the first cell of what remains, if anything."""
        cells = self.cells.pop(head, [])
        self._head.pop(head, None)
        if len(cells) < 2:
            return None
        self._add(cells[1:])
        return cells[1]

    def _add(self, cells: list[Term]) -> None:
        self.cells[cells[0]] = cells
        self._head.update(dict.fromkeys(cells, cells[0]))
