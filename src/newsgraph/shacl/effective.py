"""A shapes graph as SHACL reads it, for an engine that by itself would read it otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from newsgraph.rdf.terms import XSD, Term, Triple, is_literal, literal_parts
from newsgraph.shacl.documents import Documents
from newsgraph.shacl.vocabulary import BOOLEANS, local_name, sh
from newsgraph.vocab import OWL

_FALSE = f'"false"^^<{XSD}boolean>'


def effective(documents: Documents) -> Iterator[Triple]:
    """The triples for pyshacl.

    A boolean parameter is true only where it is the term `true` (property/uniqueLang-002 of the W3C's suite). The
    prefixes of a query are also those of what is imported (https://www.w3.org/TR/shacl/#sparql-prefixes).
    """
    for s, p, o in documents.triples:
        one = is_literal(o) and local_name(p) in BOOLEANS and literal_parts(o).lexical == "1"
        yield s, p, _FALSE if one else o
        if p == sh("prefixes"):
            for imported in _imports(o, documents):
                for declaration in documents.objects(imported, sh("declare")):
                    yield o, sh("declare"), declaration


def _imports(node: Term, documents: Documents) -> tuple[Term, ...]:
    """What `node` imports, and what that imports, of what is in these documents."""
    found = {node: None}
    waiting = [node]
    while waiting:
        for imported in documents.objects(waiting.pop(), f"<{OWL}imports>"):
            if imported not in found:
                found[imported] = None
                waiting.append(imported)
    return tuple(found)[1:]
