"""One data graph, indexed as validation looks things up in it.

A dictionary by predicate is made of all triples at once, for nearly every look-up has a subject and a predicate. What
fewer shapes ask for is made of it when it is first asked for: the way back from objects to subjects, predicate by
predicate; the instances of a class; the predicates of a subject.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from newsgraph.rdf.terms import RDF_TYPE, Term, Triple
from newsgraph.vocab import RDFS

T = TypeVar("T")

SUB_CLASS_OF: Term = f"<{RDFS}subClassOf>"

_NOTHING: Mapping[Term, Sequence[Term]] = {}


class DataGraph:
    """The triples of one data graph, each once, however often they are given."""

    __slots__ = ("_about", "_backward", "_forward", "_instances", "_other", "triples")

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples: Collection[Triple] = dict.fromkeys(triples)
        forward: dict[Term, dict[Term, list[Term]]] = {}
        for s, p, o in self.triples:
            of = forward.get(p)
            if of is None:
                forward[p] = {s: [o]}
            elif s in of:
                of[s].append(o)
            else:
                of[s] = [o]
        self._forward = forward
        self._backward: dict[Term, dict[Term, list[Term]]] = {}
        self._instances: dict[Term, Collection[Term]] = {}
        self._other: Any = None
        self._about: dict[Term, list[tuple[Term, Term]]] | None = None

    def by_subject(self, p: Term) -> Mapping[Term, Sequence[Term]]:
        """From each subject of a predicate to its objects."""
        return self._forward.get(p, _NOTHING)

    def by_object(self, p: Term) -> Mapping[Term, Sequence[Term]]:
        """From each object of a predicate to its subjects."""
        found = self._backward.get(p)
        if found is None:
            found = self._backward[p] = {}
            for s, objects in self.by_subject(p).items():
                for o in objects:
                    found.setdefault(o, []).append(s)
        return found

    def about(self, s: Term) -> Sequence[tuple[Term, Term]]:
        """Predicate and object of each triple with this subject."""
        if self._about is None:
            self._about = {}
            for subject, p, o in self.triples:
                self._about.setdefault(subject, []).append((p, o))
        return self._about.get(s, ())

    def as_made_by(self, make: Callable[[Iterable[Triple]], T]) -> T:
        """The same graph as another engine has it, made when it is first asked for."""
        if self._other is None:
            self._other = make(self.triples)
        made: T = self._other
        return made

    def instances(self, of: Term) -> Collection[Term]:
        """The nodes that have a class, or one below it, as their type; fast to look a node up in.

        https://www.w3.org/TR/shacl/#dfn-shacl-instance
        """
        found = self._instances.get(of)
        if found is None:
            typed = self.by_object(RDF_TYPE)
            classes = self._with_subclasses(of)
            found = self._instances[of] = {node: None for name in classes for node in typed.get(name, ())}
        return found

    def _with_subclasses(self, of: Term) -> Iterable[Term]:
        found = {of: None}
        below = self.by_object(SUB_CLASS_OF)
        if below:
            waiting = [of]
            while waiting:
                for name in below.get(waiting.pop(), ()):
                    if name not in found:
                        found[name] = None
                        waiting.append(name)
        return found


def folded(term: Term) -> Term:
    """The term by which literals are one whose language tags differ in case alone, as RDF has it.

    https://www.w3.org/TR/rdf11-concepts/#dfn-literal-term-equality
    """
    if term[0] != '"' or term[-1] in '">':
        return term
    lexical, _, language = term.rpartition("@")
    return f"{lexical}@{language.lower()}"


def tagged(terms: Iterable[Term]) -> set[Term]:
    """The literals with a language tag."""
    return {term for term in terms if term[-1] not in '">' and term[0] == '"'}


def has_two_spellings(literals: Collection[Term]) -> bool:
    """Whether one literal is there with its language tag in two spellings, so that equal strings are not enough."""
    return len(literals) > 1 and len({folded(term) for term in literals}) < len(literals)
