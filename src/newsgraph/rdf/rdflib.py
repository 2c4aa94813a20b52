"""Triples to an rdflib graph and back: the one door to rdflib, and no lexical form changes on the way.

rdflib rewrites the lexical forms of typed literals ("2024-09-04Z" to "2024-09-04+00:00", "01" to "1") unless its
global `NORMALIZE_LITERALS` is False or each literal is made with `normalize=False`. This door does the latter, so
nobody else's rdflib changes. What rdflib still rewrites, xsd:normalizedString and xsd:token, is put right by hand.

rdflib holds language tags that differ only in case as one literal, as RDF allows
(https://www.w3.org/TR/rdf11-concepts/#section-Graph-Literal); so of `"a"@en` and `"a"@EN` one remains.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from newsgraph.errors import RdfSyntaxError
from newsgraph.rdf.terms import XSD, Term, Triple, iri, literal, literal_parts

# rdflib logs a traceback for each ill-typed literal; that is data, so it is shown only where logging is configured.
logging.getLogger("rdflib").addHandler(logging.NullHandler())

# https://www.w3.org/TR/rdf12-n-triples/#grammar-production-BLANK_NODE_LABEL, with \w for PN_CHARS_U and the digits
_LABEL = re.compile(r"\w(?:[\w.\-\u00b7]*[\w\-\u00b7])?\Z")


def to_rdflib(triples: Iterable[Triple]) -> Graph:
    """An rdflib graph of the triples, with no namespace bound; blank nodes keep their labels."""
    graph = Graph(bind_namespaces="none")
    add = graph.store.add
    made: dict[Term, Node] = {}
    for triple in triples:
        for term in triple:
            if term not in made:
                made[term] = to_node(term)
        s, p, o = triple
        add((made[s], made[p], made[o]), graph)
    return graph


def from_rdflib(graph: Iterable[tuple[Node, Node, Node]]) -> tuple[Triple, ...]:
    """The triples of an rdflib graph, sorted.

    Raises RdfSyntaxError where the graph holds what RDF does not: a relative IRI, a variable, a literal as subject.
    """
    made: dict[tuple[type, Node], Term] = {}
    triples = []
    for s, p, o in graph:
        if not isinstance(s, (URIRef, BNode)) or not isinstance(p, URIRef):
            raise RdfSyntaxError(f"this is no RDF triple: {s.n3()} {p.n3()} {o.n3()}")
        triples.append((_from_node(s, made), _from_node(p, made), _from_node(o, made)))
    return tuple(sorted(triples))


def to_node(term: Term) -> Node:
    """The rdflib node of one term."""
    if term.startswith("<"):
        return URIRef(term[1:-1])
    if term.startswith("_:"):
        return BNode(term[2:])
    lexical, datatype, language = literal_parts(term)
    if language is not None:
        return Literal(lexical, lang=language)
    if not term.endswith(">"):
        return Literal(lexical)
    return _exact_literal(lexical, datatype)


def from_node(node: Node) -> Term:
    """The term of one rdflib node; raises RdfSyntaxError where it is none that RDF has."""
    try:
        if isinstance(node, URIRef):
            return iri(str(node))
        if isinstance(node, Literal):
            return literal(str(node), datatype=node.datatype, language=node.language)
    except ValueError as error:
        raise RdfSyntaxError(f"rdflib holds a term that RDF does not have: {error}") from error
    if isinstance(node, BNode) and _LABEL.match(node) is not None:
        return f"_:{node}"
    raise RdfSyntaxError(f"rdflib holds a term that RDF does not have: {node!r}")


def _from_node(node: Node, made: dict[tuple[type, Node], Term]) -> Term:
    key = (type(node), node)
    term = made.get(key)
    if term is None:
        term = made[key] = from_node(node)
    return term


def _exact_literal(lexical: str, datatype: str) -> Literal:
    if datatype == _XSD_BOOLEAN and lexical.lower() not in _BOOLEANS:
        return _by_hand(lexical, URIRef(datatype), None, ill_typed=True)  # the constructor would warn
    made = Literal(lexical, datatype=URIRef(datatype), normalize=False)
    if str(made) != lexical:  # the constructor has collapsed white space
        return _by_hand(lexical, made.datatype, made.value, ill_typed=made.ill_typed)
    return made


_XSD_BOOLEAN = f"{XSD}boolean"
_BOOLEANS = frozenset({"true", "false", "1", "0"})


def _by_hand(lexical: str, datatype: URIRef | None, value: object, *, ill_typed: bool | None) -> Literal:
    """A literal around exactly these characters, past rdflib's constructor, which has no way to say so."""
    exact = str.__new__(Literal, lexical)
    exact._language = None  # noqa: SLF001
    exact._datatype = datatype  # noqa: SLF001
    exact._value = value  # noqa: SLF001
    exact._ill_typed = ill_typed  # noqa: SLF001
    return exact
