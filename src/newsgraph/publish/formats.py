"""The triples of one page to Turtle, JSON-LD and N-Triples: three documents of one graph.

JSON-LD is written flat, a node on a line, with no context but prefixes: that needs no framing and no compaction, which
take PyLD milliseconds for each of a site's pages. Where an IRI of the graph could be read as a prefixed name, none are
used (https://www.w3.org/TR/json-ld11-api/#iri-compaction).

Law: the three are isomorphic to what was given; the same triples in any order give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from newsgraph.rdf import turtle
from newsgraph.rdf.arrangement import Arrangement
from newsgraph.rdf.names import Prefixes, undeceiving
from newsgraph.rdf.nesting import by_subject
from newsgraph.rdf.terms import RDF_TYPE, XSD_STRING, Term, Triple, literal_parts


class Documents:
    """Writers with the prefixes and the layout of one site."""

    def __init__(self, prefixes: Mapping[str, str], layout: turtle.Layout) -> None:
        """Raises ValueError for a prefix that Turtle cannot write."""
        self._prefixes = prefixes
        self._layout = layout
        self._names = Prefixes.of(prefixes)
        self._schemes = tuple(f"{prefix}:" for prefix in prefixes if prefix)

    def of(self, triples: Iterable[Triple]) -> dict[str, bytes]:
        """The documents by their endings."""
        distinct = sorted(set(triples))
        return {
            "ttl": self.turtle(distinct).encode(),
            "jsonld": self.jsonld(distinct).encode(),
            "nt": "".join(f"{s} {p} {o} .\n" for s, p, o in distinct).encode(),
        }

    def turtle(self, triples: Iterable[Triple]) -> str:
        writer = turtle.Writer(Arrangement.of(triples), names=self._names, layout=self._layout)
        body = "\n".join(writer.blocks())
        return turtle.declarations({prefix: self._prefixes[prefix] for prefix in writer.used}) + "\n" + body

    def jsonld(self, triples: Iterable[Triple]) -> str:
        subjects = by_subject(triples)
        used: set[str] = set()
        shorten = self._shortener(subjects, used)
        nodes = [
            msgspec.json.encode(_node(subject, predicates, shorten)).decode()
            for subject, predicates in subjects.items()
        ]
        context = {prefix: self._prefixes[prefix] for prefix in sorted(used)}
        head = f'"@context": {msgspec.json.encode(context).decode()},\n' if context else ""
        return undeceiving(f'{{{head}"@graph": [\n' + ",\n".join(nodes) + "\n]}\n")

    def _shortener(self, subjects: Mapping[Term, Mapping[Term, list[Term]]], used: set[str]) -> Callable[[str], str]:
        """What makes an IRI short, and notes the prefix, where that cannot be read as another."""
        for s, predicates in subjects.items():
            for p, objects in predicates.items():
                if any(term[1:].startswith(self._schemes) for term in (s, p, *objects) if term[0] == "<"):
                    return lambda value: value

        def shorten(value: str) -> str:
            split = self._names.split(value)
            if split is None or not split[0] or "\\" in split[1] or split[1].startswith("//"):
                return value
            used.add(split[0])
            return ":".join(split)

        return shorten


def _node(subject: Term, predicates: Mapping[Term, list[Term]], shorten: Callable[[str], str]) -> dict[str, object]:
    node: dict[str, object] = {"@id": _identifier(subject)}
    for p, objects in predicates.items():
        if p == RDF_TYPE and not any(o[0] == '"' for o in objects):
            node["@type"] = [shorten(o[1:-1]) if o[0] == "<" else o for o in objects]
        else:
            values = [_value(o, shorten) for o in objects]
            node[shorten(p[1:-1])] = values[0] if len(values) == 1 else values
    return node


def _value(term: Term, shorten: Callable[[str], str]) -> object:
    if term[0] != '"':
        return {"@id": _identifier(term)}
    lexical, datatype, language = literal_parts(term)
    if language is not None:
        return {"@value": lexical, "@language": language}
    return lexical if datatype == XSD_STRING else {"@value": lexical, "@type": shorten(datatype)}


def _identifier(term: Term) -> str:
    return term[1:-1] if term[0] == "<" else term
