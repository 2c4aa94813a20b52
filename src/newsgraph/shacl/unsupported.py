"""What shapes ask for and this engine passes over, as SHACL allows: each is named."""

from __future__ import annotations

from collections.abc import Iterator

from newsgraph.rdf.terms import RDF_TYPE, Term, is_literal, literal_parts
from newsgraph.shacl.documents import Documents
from newsgraph.shacl.vocabulary import BOOLEANS, PASSED_OVER, local_name
from newsgraph.vocab import OWL, RDFS

# https://www.w3.org/TR/shacl/#targets
_TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
_CLASSES = (f"<{RDFS}Class>", f"<{OWL}Class>")  # a shape that is a class is its own target


def unsupported(documents: Documents) -> Iterator[tuple[Term, str]]:
    """Each with the node that asks for it."""
    for s, p, o in documents.triples:
        name = local_name(p)
        if name in PASSED_OVER:
            yield s, f"SHACL has no term sh:{name}: it is not checked"
        elif p == f"<{OWL}imports>" and o not in documents.index:
            yield s, f"owl:imports {o} is not fetched: give that document too"
        elif name in BOOLEANS and is_literal(o) and literal_parts(o).lexical == "1":
            yield s, f'sh:{name} is "1", which SHACL does not read as true: write true'
    if not any(local_name(p) in _TARGETS or (p == RDF_TYPE and o in _CLASSES) for _, p, o in documents.triples):
        yield (
            documents.triples[0][0],
            "no shape has a target, so nothing is checked: say what they are for (sh:targetClass)",
        )
