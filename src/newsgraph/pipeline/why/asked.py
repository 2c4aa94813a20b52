"""What a person calls a term, to the terms of the graph that it may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsgraph.errors import UsageError
from newsgraph.nearest import did_you_mean
from newsgraph.rdf.terms import RDF_TYPE, Term, iri_value, is_iri, is_literal, literal_parts


@dataclass(frozen=True, slots=True)
class Asked:
    """A term by a whole IRI, by what stands after the base, by a prefixed name, by its last part, or by its text.

    Such as `https://w3id.org/newsgraph/id/person/xi-jinping`, `person/xi-jinping`, `ng:metWith`, `xi-jinping`,
    `"2023-04-26"`; `a` is rdf:type.
    """

    text: str
    base: str
    prefixes: Mapping[str, str]

    def may_be(self, term: Term) -> bool:
        """Whether the term is called that, in any of these ways."""
        return term in self._exact() or self._is_end_of(term)

    def among(self, terms: Iterable[Term]) -> Term:
        """The one term that is meant, of those that may be.

        Raises UsageError where there is none, or several are called that.
        """
        known = tuple(dict.fromkeys(terms))
        found = [term for term in known if self.may_be(term)]
        exact = [term for term in found if term in self._exact()] or found
        if len(exact) == 1:
            return exact[0]
        if exact:
            names = ", ".join(sorted(map(self.shown, exact))[:5])
            raise UsageError(f"{self.text!r} is the name of several things: {names}; say which")
        raise UsageError(f"nothing is called {self.text!r}{did_you_mean(self.text, map(self.shown, known))}")

    def shown(self, term: Term) -> str:
        """A term as a person would call it."""
        return shown(term, self.base, self.prefixes)

    def _exact(self) -> frozenset[Term]:
        text = self.text
        if text == "a":
            return frozenset((RDF_TYPE,))
        prefix, colon, local = text.partition(":")
        named = {f"<{self.prefixes[prefix]}{local}>"} if colon and prefix in self.prefixes else set()
        return frozenset((text, f"<{text}>", f"<{self.base}{text}>", *named))

    def _is_end_of(self, term: Term) -> bool:
        if is_literal(term):
            return literal_parts(term).lexical == self.text.strip('"')
        return is_iri(term) and iri_value(term).endswith((f"/{self.text}", f"#{self.text}"))


def shown(term: Term, base: str, prefixes: Mapping[str, str]) -> str:
    """A term as a person reads it: an IRI by what stands after the base, or a prefixed name, where it has one."""
    if not is_iri(term):
        return term
    iri = iri_value(term)
    if iri.startswith(base):
        return iri[len(base) :]
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
