"""Literals whose language tags differ in case alone, brought to one spelling: they are one literal.

https://www.w3.org/TR/rdf11-concepts/#section-Graph-Literal
"""

from __future__ import annotations

from collections.abc import Iterable

from newsgraph.rdf.terms import Term, Triple


class Spelling:
    """The language tags of an ontology, which graphs are to have as well."""

    def __init__(self, ontology: Iterable[Triple]) -> None:
        self._chosen = _least(_tagged(ontology))

    def of(self, triples: Iterable[Triple]) -> tuple[Triple, ...]:
        """The triples with the ontology's spelling of each literal, or the least where it has none."""
        given = tuple(triples)
        tagged = _tagged(given)
        if not tagged:
            return given
        chosen = _least(tagged) | self._chosen
        return tuple((s, p, chosen[_folded(o)] if o in tagged else o) for s, p, o in given)


def _tagged(triples: Iterable[Triple]) -> set[Term]:
    return {o for _, _, o in triples if o[-1] not in '">' and o[0] == '"'}


def _least(tagged: Iterable[Term]) -> dict[Term, Term]:
    return {_folded(term): term for term in sorted(tagged, reverse=True)}


def _folded(term: Term) -> Term:
    head, _, tag = term.rpartition("@")
    return f"{head}@{tag.lower()}"
