"""SHACL's terms by their local names."""

from __future__ import annotations

from rdflib import SH as SHACL

from newsgraph.rdf.terms import Term, iri_value, is_iri
from newsgraph.vocab import SH

TERMS = frozenset({*SHACL.__annotations__, "and", "class", "in", "not", "or"})  # rdflib leaves Python's keywords out

# Stands in the W3C's own suite (core/property/qualifiedValueShape-001), where it asks for nothing.
PASSED_OVER = ("nodeShape",)

# Parameters that are true only where they are the term `true`, and false by default.
BOOLEANS = ("closed", "deactivated", "optional", "qualifiedValueShapesDisjoint", "uniqueLang")


def sh(name: str) -> Term:
    """The term of a local name."""
    return f"<{SH}{name}>"


def local_name(term: Term) -> str | None:
    """The local name of a term of SHACL; None of any other term."""
    return iri_value(term)[len(SH) :] if is_iri(term) and term.startswith(f"<{SH}") else None
