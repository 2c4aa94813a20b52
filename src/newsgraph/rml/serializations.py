"""The serializations of targets: what each is called, whether it has named graphs, and how quads become its text.

https://www.w3.org/ns/formats/. Writers of documents are imported when used: few mappings have targets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from newsgraph.rdf.terms import Quad, Triple
from newsgraph.rml.prefixes import PREDEFINED


@dataclass(frozen=True, slots=True)
class Serialization:
    """One way of writing RDF.

    `name` is its local name among the W3C's formats, `short` that of YARRRML. `line` writes a quad by itself, where the
    serialization is made of lines; `document` all quads, each once, with the name of the encoding.
    """

    name: str
    short: str
    has_graphs: bool
    line: Callable[[Quad], str] | None = None
    document: Callable[[Iterable[Quad], str], str] | None = None


def _triples(quads: Iterable[Quad]) -> Iterable[Triple]:
    return dict.fromkeys((s, p, o) for s, p, o, _ in quads)


def _turtle(quads: Iterable[Quad], encoding: str) -> str:
    from newsgraph.rdf import turtle

    del encoding
    return turtle.serialise(_triples(quads), prefixes=PREDEFINED)


def _trig(quads: Iterable[Quad], encoding: str) -> str:
    from newsgraph.rdf import trig

    del encoding
    return trig.serialise(quads, prefixes=PREDEFINED)


def _rdf_xml(quads: Iterable[Quad], encoding: str) -> str:
    from newsgraph.rdf import rdfxml

    return rdfxml.serialise(_triples(quads), prefixes=PREDEFINED, encoding=encoding)


def _rdf_json(quads: Iterable[Quad], encoding: str) -> str:
    from newsgraph.rdf import rdfjson

    del encoding
    return rdfjson.serialise(_triples(quads))


def _json_ld(quads: Iterable[Quad], encoding: str) -> str:
    """Expanded and flat, each graph with its nodes."""
    import pyoxigraph

    del encoding
    lines = "".join(map(_n_quad, sorted(quads)))
    parsed = pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    return (pyoxigraph.serialize(parsed, format=pyoxigraph.RdfFormat.JSON_LD) or b"").decode() + "\n"


def _n_quad(quad: Quad) -> str:
    return f"{' '.join(filter(None, quad))} .\n"


def _n_triple(quad: Quad) -> str:
    return f"{quad[0]} {quad[1]} {quad[2]} .\n"


SERIALIZATIONS: dict[str, Serialization] = {
    serialization.name: serialization
    for serialization in (
        Serialization("N-Quads", "nquads", has_graphs=True, line=_n_quad),
        Serialization("N-Triples", "ntriples", has_graphs=False, line=_n_triple),
        Serialization("Turtle", "turtle", has_graphs=False, document=_turtle),
        # https://w3c.github.io/N3/spec/: every Turtle document is one of N3
        Serialization("N3", "n3", has_graphs=False, document=_turtle),
        Serialization("TriG", "trig", has_graphs=True, document=_trig),
        Serialization("JSON-LD", "jsonld", has_graphs=True, document=_json_ld),
        Serialization("RDF_XML", "rdfxml", has_graphs=False, document=_rdf_xml),
        Serialization("RDF_JSON", "rdfjson", has_graphs=False, document=_rdf_json),
    )
}
