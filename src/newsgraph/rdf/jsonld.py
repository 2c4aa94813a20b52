"""Triples to compact JSON-LD 1.1 that reads as the story of one node: fromRdf, frame, compact.

Theory of operation. The frame is a JSON-LD frame of which nested property frames and reverse properties are read: it
says which nodes stand inside which. Each node is told once, at the first place that the frame gives it, reverse
properties before others, and everywhere else it is a reference; a property that the frame does not name holds
references. What the frame does not reach follows as further nodes of `@graph`, so no triple is lost. PyLD's own
framing is not used: it gives up triples (text that reads "@null", lists typed rdf:List), fails on a literal where a
reverse property is framed, and embeds entities inside one another wherever they first meet. PyLD compacts: of a plain
graph each shape of value once (compaction.py, filling.py), of any other the whole.

Literals keep their lexical forms: no number is native. The context is written into the document, so that no reader
needs to fetch it. Where an IRI of the data, compacted, would be read as another one, the document is written
expanded (https://www.w3.org/TR/json-ld11-api/#iri-compaction).

Law: rdflib, pyoxigraph and PyLD read the same graph back; the same triples in any order give the same bytes.

https://www.w3.org/TR/json-ld11/  https://www.w3.org/TR/json-ld11-framing/
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NoReturn, cast

from newsgraph.errors import OntologyError, Place
from newsgraph.rdf.arrangement import Arrangement
from newsgraph.rdf.compaction import Compaction, Json, Object, Uncovered, ordered
from newsgraph.rdf.filling import fill
from newsgraph.rdf.frame import REFERENCES, Frame, first
from newsgraph.rdf.names import natural_key, undeceiving
from newsgraph.rdf.nesting import RDF_NIL, Nesting, Subjects, by_subject
from newsgraph.rdf.terms import RDF_TYPE, XSD_STRING, Term, Triple, iri_value, literal_parts


@dataclass(frozen=True, slots=True)
class Context:
    """A JSON-LD context and a frame, both read once."""

    definitions: Json = field(repr=False)
    frame: Frame = field(repr=False)
    compaction: Compaction = field(compare=False, repr=False)

    @classmethod
    def parse(
        cls,
        context: str,
        frame: str = "{}",
        *,
        context_name: str = "context.jsonld",
        frame_name: str = "frame.jsonld",
    ) -> Context:
        """Read the documents of a context and a frame; an `@context` of the frame stands for the context given.

        Raises OntologyError, with the line where it is known, for what is no JSON, no context or no frame, and for a
        context that refers to another document: none is fetched.
        """
        document = _load(context, context_name)
        if not isinstance(document, dict) or not isinstance(document.get("@context"), dict):
            raise OntologyError('expected a JSON object with an "@context" that is an object', Place(context_name))
        definitions = cast("Object", document["@context"])
        framing = _load(frame, frame_name)
        if not isinstance(framing, dict):
            raise OntologyError("expected a JSON object", Place(frame_name))
        _expand({"@context": definitions, "@id": "x:a"}, Place(context_name))
        expanded = _expand({**framing, "@context": definitions}, Place(frame_name), is_frame=True)
        return cls(
            definitions,
            Frame.of(first(expanded)),
            Compaction(
                partial(_compact, definitions), definitions, names=_iris_of_terms(definitions, Place(context_name))
            ),
        )

    @property
    def terms(self) -> frozenset[str]:
        """The terms that it defines."""
        return self.compaction.prefixes


def serialise(graph: Iterable[Triple] | Arrangement, *, context: Context, root: Term | None = None) -> str:
    """A JSON-LD document whose story starts at the node `root`; without one, every node stands for itself.

    Its context is inlined; keys are in the order @context, id, type, values, nested nodes.
    """
    arrangement = graph if isinstance(graph, Arrangement) else Arrangement.of(graph)
    if arrangement.plain and context.compaction.covers:
        with suppress(Uncovered):
            return fill(arrangement, frame=context.frame, root=root, compaction=context.compaction) + "\n"
    return serialise_by_pyld(arrangement.triples, context=context, root=root)


def serialise_by_pyld(triples: Iterable[Triple], *, context: Context, root: Term | None = None) -> str:
    """As `serialise`, and PyLD compacts the whole: the reference, for graphs and contexts of every kind."""
    subjects = by_subject(triples)
    nodes = _Story(subjects, context.frame, root).tell()
    iris = {
        iri_value(term)
        for s, predicates in subjects.items()
        for p, objects in predicates.items()
        for term in (s, p, *objects)
        if term.startswith("<")
    }
    if any(context.compaction.ambiguous(value) for value in iris):
        document: Json = list(nodes)
    else:
        document = _compact(context.definitions, nodes)
    return undeceiving(json.dumps(ordered(document), ensure_ascii=False, indent=2)) + "\n"


class _Story:
    """The expanded node objects of a graph, each once."""

    def __init__(self, subjects: Subjects, frame: Frame, root: Term | None) -> None:
        self._subjects = subjects
        self._frame = frame
        # A type is given by its label, so a blank node that is one keeps it; so does the root, which comes first.
        types = {o for predicates in subjects.values() for o in predicates.get(RDF_TYPE, ()) if o.startswith("_:")}
        self._root = root
        self._nesting = Nesting.of(subjects, types if root is None else types | {root})
        self._told: set[Term] = set()
        self._leading_to: dict[tuple[Term, Term], list[Term]] = {}
        reversed_properties = frame.reverse_properties()
        for s, predicates in subjects.items():
            for p in predicates.keys() & reversed_properties:
                for o in predicates[p]:
                    self._leading_to.setdefault((p, o), []).append(s)

    def tell(self) -> list[Json]:
        nodes: list[Json] = []
        if self._root is not None and self._root in self._subjects:
            nodes.append(self._node(self._root, self._frame))
        rest = (subject for subject in sorted(self._subjects, key=natural_key) if subject not in self._nesting.nested)
        nodes.extend(self._node(subject, REFERENCES) for subject in rest if subject not in self._told)
        return nodes

    def _node(self, subject: Term, frame: Frame, *, without: tuple[Term, Term] | None = None) -> Object:
        """A node object; `without` is the one predicate and object that the place where it stands already says."""
        self._told.add(subject)
        node: Object = {}
        if subject not in self._nesting.nested and subject not in self._nesting.anonymous:
            node["@id"] = _identifier(subject)
        backward = self._backward(subject, frame)
        for p, objects in self._subjects.get(subject, {}).items():
            left = [o for o in objects if (p, o) != without]
            if p == RDF_TYPE:
                node["@type"] = [_identifier(o) for o in sorted(left, key=natural_key) if not o.startswith('"')]
                left = [o for o in left if o.startswith('"')]
            if left:
                inner = frame.forward.get(p)
                node[iri_value(p)] = [self._value(o, inner) for o in sorted(left, key=natural_key)]
        if not node.get("@type", True):
            del node["@type"]
        if backward:
            node["@reverse"] = backward
        return node

    def _backward(self, subject: Term, frame: Frame) -> Object:
        backward: Object = {}
        for p, inner in frame.reverse.items():
            leading = sorted(self._leading_to.get((p, subject), ()), key=natural_key)
            found: list[Json] = [
                self._node(s, inner, without=(p, subject))
                for s in leading
                if s not in self._told and s not in self._nesting.nested
            ]
            if found:
                backward[iri_value(p)] = found
        return backward

    def _value(self, term: Term, frame: Frame | None) -> Json:
        if term.startswith('"'):
            lexical, datatype, language = literal_parts(term)
            if language is not None:
                return {"@value": lexical, "@language": language}
            return {"@value": lexical} if datatype == XSD_STRING else {"@value": lexical, "@type": datatype}
        if term == RDF_NIL:
            return {"@list": []}
        if term in self._nesting.lists:
            return {"@list": [self._value(item, frame) for item in self._nesting.items(self._subjects, term)]}
        framed = frame is not None and term in self._subjects and term not in self._told
        if framed or term in self._nesting.nested:
            return self._node(term, frame or REFERENCES)
        return {"@id": _identifier(term)}


def _identifier(term: Term) -> str:
    return term if term.startswith("_:") else iri_value(term)


def _load(text: str, name: str) -> Json:
    try:
        return cast("Json", json.loads(text))
    except json.JSONDecodeError as error:
        raise OntologyError(f"this is no JSON: {error.msg}", Place(name, error.lineno, error.colno)) from error
    except RecursionError as error:
        raise OntologyError("this JSON is nested too deeply", Place(name)) from error


def _refuse(url: str, _options: object) -> NoReturn:
    raise OntologyError(f"{url} is remote, and no context is fetched: write it into the document")


def _expand(document: Object, place: Place, *, is_frame: bool = False) -> Json:
    from pyld import jsonld

    try:
        options = {"documentLoader": _refuse, "isFrame": is_frame, "keepFreeFloatingNodes": is_frame}
        return cast("Json", jsonld.expand(document, options))
    except jsonld.JsonLdError as error:
        raise OntologyError(f"this is no JSON-LD context or frame: {_reason(error)}", place) from error


def _iris_of_terms(definitions: Object, place: Place) -> list[str]:
    """What each term of a context stands for."""
    terms: list[Json] = [key for key in sorted(definitions) if not key.startswith("@")]
    expanded = _expand({"@context": definitions, "@id": "x:a", "@type": terms}, place)
    return [name for name in first(expanded).get("@type", ()) if not name.startswith("@")]


def _reason(error: Exception) -> str:
    """The innermost cause that PyLD gives, on one line."""
    while isinstance(getattr(error, "cause", None) or error.__cause__, Exception):
        error = cast("Exception", getattr(error, "cause", None) or error.__cause__)
    return " ".join(str(error.args[0] if error.args else error).split())


def _compact(definitions: Any, nodes: list[Json]) -> Json:
    from pyld import jsonld

    options = {"documentLoader": _refuse, "skipExpansion": True, "graph": len(nodes) != 1}
    return cast("Json", jsonld.compact(nodes, definitions, options))


def _compact_samples(definitions: Object, nodes: list[Json]) -> Json:
    from pyld import jsonld

    try:
        return _compact(definitions, nodes)
    except jsonld.JsonLdError as error:
        raise Uncovered from error
