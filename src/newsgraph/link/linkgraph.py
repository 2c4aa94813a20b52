"""Links to triples: what is the same, and beside each link the line that says why.

https://mapping-commons.github.io/sssom/spec-formats-rdf/: a mapping is an owl:Axiom with the slots of its line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from newsgraph.link.joining import Joint
from newsgraph.link.sssom import CLOSE_MATCH, WIKIDATA, Link, is_item
from newsgraph.rdf.terms import RDF_TYPE, XSD, Term, Triple, iri, literal
from newsgraph.vocab import DCTERMS, OWL, RDFS, SCHEMA, SEMAPV, SKOS, SSSOM

_PREDICATES = {CLOSE_MATCH: f"<{SKOS}closeMatch>"}
SAME_AS: Term = f"<{OWL}sameAs>"
DIFFERENT_FROM: Term = f"<{OWL}differentFrom>"
SCHEMA_SAME_AS: Term = f"<{SCHEMA}sameAs>"


def term(name: str) -> Term:
    """The term of an item's id, or of an IRI of ours."""
    return iri(WIKIDATA + name if is_item(name) else name)


def triples(joints: Iterable[Joint], base: str) -> Iterator[Triple]:
    """The links, each with its line; an item that was merged into another is replaced by it."""
    for joint in joints:
        predicate = _PREDICATES.get(joint.line.predicate, SAME_AS)
        yield term(joint.line.subject), predicate, term(joint.target)
        yield from _axiom(joint, predicate, base)
        if joint.moved and joint.line.object is not None:
            yield term(joint.line.object), f"<{DCTERMS}isReplacedBy>", term(joint.target)


def _axiom(joint: Joint, predicate: Term, base: str) -> Iterator[Triple]:
    node = iri(f"{base}link/{digest(joint.line)}")
    yield node, RDF_TYPE, f"<{OWL}Axiom>"
    yield node, f"<{OWL}annotatedSource>", term(joint.line.subject)
    yield node, f"<{OWL}annotatedProperty>", predicate
    yield node, f"<{OWL}annotatedTarget>", term(joint.target)
    for name, value in _slots(joint.line):
        yield node, name, value


def _slots(line: Link) -> Iterator[tuple[Term, Term]]:
    prefix, _, name = line.justification.partition(":")
    known = iri(SEMAPV + name) if prefix == "semapv" else literal(line.justification)
    yield f"<{SSSOM}mapping_justification>", known
    if line.confidence is not None:
        yield f"<{SSSOM}confidence>", literal(str(line.confidence), datatype=f"{XSD}double")
    if line.date:
        yield f"<{SSSOM}mapping_date>", literal(line.date, datatype=f"{XSD}date")
    for slot, text in (("author_label", line.author), ("mapping_tool", line.tool)):
        if text:
            yield f"<{SSSOM}{slot}>", literal(text)
    if line.comment:
        yield f"<{RDFS}comment>", literal(line.comment)


def digest(line: Link) -> str:
    """What tells a line from all others."""
    return hashlib.sha256(repr(line).encode()).hexdigest()[:16]
