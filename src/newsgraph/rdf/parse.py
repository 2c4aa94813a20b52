"""RDF documents, as bytes or text, to quads: Turtle, TriG, N-Triples, N-Quads, RDF/XML and JSON-LD.

Blank nodes keep the labels that the text gives them; those without one are called `_:b0`, `_:b1` … in the order in
which they come, past the labels that are taken. Language tags come in lower case, which means the same
(https://www.w3.org/TR/rdf11-concepts/#section-Graph-Literal). No document makes this module fetch another: a remote
JSON-LD context is an error unless the caller has pinned it, and so is an external or a nested XML entity.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TypeAlias

from newsgraph import sources
from newsgraph.errors import Place, RdfSyntaxError
from newsgraph.rdf.terms import DEFAULT_GRAPH, Quad, Term, Triple

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


class Format(Enum):
    """A serialisation of RDF, by its media type."""

    TURTLE = "text/turtle"
    TRIG = "application/trig"
    NTRIPLES = "application/n-triples"
    NQUADS = "application/n-quads"
    RDFXML = "application/rdf+xml"
    JSONLD = "application/ld+json"


# Suffixes that settle the format; .xml, .owl and .json do not, and what they hold is looked at.
SUFFIXES: Mapping[str, Format] = {
    "ttl": Format.TURTLE,
    "turtle": Format.TURTLE,
    "trig": Format.TRIG,
    "nt": Format.NTRIPLES,
    "nq": Format.NQUADS,
    "rdf": Format.RDFXML,
    "jsonld": Format.JSONLD,
}

# A relative IRI of JSON-LD would vanish without a base (https://www.w3.org/TR/json-ld11-api/#object-to-rdf-conversion);
# against this one it comes out, and is told.
_NO_BASE = "x-no-base://x/"

_N_QUADS_LINE = re.compile(
    r"""(?:\s*(?:\#[^\n]*)?\n)*            # empty lines and comments
    [ \t]*(?:<[^<>\s]*>|_:\S+)             # subject
    [ \t]*<[^<>\s]*>                       # predicate
    [ \t]*(?:<[^<>\s]*>|_:\S+|"(?:[^"\\\n]|\\.)*"(?:@[\w-]+|\^\^<[^<>\s]*>)?)
    [ \t]*(?:<[^<>\s]*>|_:[^\s.]+)         # graph
    [ \t]*\.""",
    re.VERBOSE,
)
_XML = re.compile(r"\s*<(?:\?xml[\s?]|!DOCTYPE|!--|(?:\w+:)?RDF[\s>])")
_POSITION = re.compile(r"^Parser error at line \d+ (?:column \d+|between columns \d+ and \d+): ")
_PREFIX = re.compile(r"The prefix (.*): has not been declared\Z", re.DOTALL)
_GENERATED = re.compile(r"_:[a-f][0-9a-f]{15,31}\Z")
_REMOTE_CONTEXT = re.compile(r'"@(?:context|import)"\s*:\s*(?:\[[^\]{}]*?)?("(?:[^"\\]|\\.)*")')
_ENTITY_LENGTH = 1024


def format_of(name: str, content: bytes | str = b"") -> Format:
    """The format of a document: by the suffix of its name, and where that does not settle it, by its first characters.

    TriG stands for Turtle and N-Triples too, whose every document is TriG.
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    head = (content.decode("utf-8", "replace") if isinstance(content, bytes) else content).removeprefix("\ufeff")
    if _XML.match(head):
        return Format.RDFXML
    if head.lstrip().startswith(("{", "[")) and (suffix == "json" or _is_json(head)):
        return Format.JSONLD
    return Format.NQUADS if _N_QUADS_LINE.match(head) else Format.TRIG


def parse(
    content: bytes | str,
    *,
    name: str,
    format: Format | None = None,  # noqa: A002 - the word that everyone uses
    base: str | None = None,
    contexts: Mapping[str, Json] | None = None,
) -> tuple[Quad, ...]:
    """All quads of a document, in its order; `name` is the file that errors speak of.

    `contexts` are the pinned JSON-LD contexts by their IRI, each a document with an `@context`.
    Raises RdfSyntaxError with line and column; for a remote context that is not pinned; for what RDF 1.1 does not have.
    """
    format = format_of(name, content) if format is None else format  # noqa: A001
    text = _text(content, name)
    if format is Format.RDFXML:
        _check_xml(text, name)
    if format is Format.JSONLD and contexts:
        text = _with_pinned(text, contexts, name)
    quads = _parsed(text, name, format, base)
    if format is Format.JSONLD:
        if base is None:
            _refuse_relative(quads, name)
        if not quads and _has_keys(_json(text, name)):
            raise RdfSyntaxError(
                "no triple comes of this JSON: give it a @context that says which IRIs its keys mean", Place(name)
            )
    return _with_stable_labels(quads, text)


def parse_triples(
    content: bytes | str,
    *,
    name: str,
    format: Format | None = None,  # noqa: A002 - the word that everyone uses
    base: str | None = None,
    contexts: Mapping[str, Json] | None = None,
) -> tuple[Triple, ...]:
    """The triples of a document, each once, whatever graph they are in; raises as `parse` does."""
    quads = parse(content, name=name, format=format, base=base, contexts=contexts)
    return tuple(dict.fromkeys((s, p, o) for s, p, o, _ in quads))


def _text(content: bytes | str, name: str) -> str:
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    return sources.decode(content, name, error=RdfSyntaxError)


def _parsed(text: str, name: str, format: Format, base: str | None) -> list[Quad]:  # noqa: A002
    import pyoxigraph

    syntax = {
        Format.TURTLE: pyoxigraph.RdfFormat.TURTLE,
        Format.TRIG: pyoxigraph.RdfFormat.TRIG,
        Format.NTRIPLES: pyoxigraph.RdfFormat.N_TRIPLES,
        Format.NQUADS: pyoxigraph.RdfFormat.N_QUADS,
        Format.RDFXML: pyoxigraph.RdfFormat.RDF_XML,
        Format.JSONLD: pyoxigraph.RdfFormat.JSON_LD,
    }[format]
    if base is None and format is Format.JSONLD:
        base = _NO_BASE
    elif base is not None and format in (Format.NTRIPLES, Format.NQUADS):
        base = None  # N-Triples and N-Quads have absolute IRIs only
    prefixes: dict[str, str] = {}
    quads: list[Quad] = []
    try:
        parser = pyoxigraph.parse(text.encode(), syntax, base_iri=base)
        for s, p, o, g in parser:
            if isinstance(s, pyoxigraph.Triple) or isinstance(o, pyoxigraph.Triple):
                raise RdfSyntaxError(f"a triple term, which RDF 1.1 does not have, at subject {s}", Place(name))
            if isinstance(o, pyoxigraph.Literal) and o.direction is not None:
                raise RdfSyntaxError(f"a base direction, which RDF 1.1 does not have: {o}", Place(name))
            graph = DEFAULT_GRAPH if isinstance(g, pyoxigraph.DefaultGraph) else str(g)
            quads.append((str(s), str(p), str(o), graph))
        prefixes = parser.prefixes
    except SyntaxError as error:
        raise _explained(error, text, name, format, prefixes or parser.prefixes) from error
    except ValueError as error:
        raise RdfSyntaxError(f"no base IRI: {base!r} ({error})", Place(name)) from error
    return quads


def _explained(
    error: SyntaxError,
    text: str,
    name: str,
    format: Format,  # noqa: A002
    prefixes: Mapping[str, str],
) -> RdfSyntaxError:
    """The parser's complaint in words that say what to do."""
    place = Place(name, error.lineno, error.offset)
    message = _POSITION.sub("", error.msg)
    if "No LoadDocumentCallback" in message:
        match = _REMOTE_CONTEXT.search(text)
        where = place if match is None else Place.at(name, text, match.start(1))
        what = "a context of this document" if match is None else f"the context {json.loads(match[1])}"
        return RdfSyntaxError(f"{what} is remote, and no context is fetched: write it into the document", where)
    if message == "No scheme found in an absolute IRI":
        hint = "" if format in (Format.NTRIPLES, Format.NQUADS) else " or declare a base"
        return RdfSyntaxError(f"this IRI is relative, and no base is known: write it out{hint}", place)
    match = _PREFIX.match(message)
    if match is not None:
        near = difflib.get_close_matches(match[1], prefixes, n=1)
        declared = ", ".join(f"{prefix}:" for prefix in sorted(prefixes)) or "none"
        hint = f"did you mean {near[0]}:?" if near else f"declared so far: {declared}"
        return RdfSyntaxError(f"the prefix {match[1]}: is not declared; {hint}", place)
    return RdfSyntaxError(message, place)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _json(text: str, name: str) -> Json:
    document: Json
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise RdfSyntaxError(f"this is no JSON: {error.msg}", Place(name, error.lineno, error.colno)) from error
    except RecursionError as error:
        raise RdfSyntaxError("this JSON is nested too deeply", Place(name)) from error
    return document


def _has_keys(document: Json) -> bool:
    """Whether some object of a JSON-LD document has a key that is no keyword."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            if any(not key.startswith("@") for key in value):
                return True
            waiting.extend(item for key, item in value.items() if key != "@context")
    return False


def _refuse_relative(quads: Iterable[Quad], name: str) -> None:
    for quad in quads:
        for term in quad:
            if term.startswith(f"<{_NO_BASE}"):
                relative = term[len(_NO_BASE) + 1 : -1]
                message = f"the IRI {relative!r} is relative, and no base is known: write it out or declare @base"
                raise RdfSyntaxError(message, Place(name))


def _with_pinned(text: str, contexts: Mapping[str, Json], name: str) -> str:
    """The JSON-LD document with the pinned contexts in the place of their IRIs; as it is where nothing is pinned."""
    if not any(json.dumps(key) in text or key in text for key in contexts):
        return text
    return json.dumps(_inlined(_json(text, name), contexts, frozenset()), ensure_ascii=False)


def _inlined(value: Json, contexts: Mapping[str, Json], within: frozenset[str]) -> Json:
    if isinstance(value, list):
        return [_inlined(item, contexts, within) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _pinned(item, contexts, within) if key == "@context" else _inlined(item, contexts, within)
        for key, item in value.items()
    }


def _pinned(context: Json, contexts: Mapping[str, Json], within: frozenset[str]) -> Json:
    if isinstance(context, list):
        parts: list[Json] = []
        for item in context:
            part = _pinned(item, contexts, within)
            parts.extend(part) if isinstance(part, list) else parts.append(part)
        return parts
    if isinstance(context, str) and context in contexts and context not in within:
        document = contexts[context]
        return _pinned(document["@context"] if isinstance(document, dict) else document, contexts, within | {context})
    return _inlined(context, contexts, within)


def _check_xml(text: str, name: str) -> None:
    """Refuse XML that is not well-formed, nested without end, or would read or blow up through entities."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = (error.msg or "it has no root element").partition(", line ")[0]
        raise RdfSyntaxError(f"this is no well-formed XML: {message}", Place(name, line, max(column, 1))) from error
    for entity in getattr(root.getroottree().docinfo.internalDTD, "entities", tuple)():
        value = entity.content
        if value is None or "&" in value or len(value) > _ENTITY_LENGTH:
            what = "external" if value is None else "nested or long"
            raise RdfSyntaxError(f"the XML entity &{entity.name}; is {what}, which is not read", Place(name))


def _with_stable_labels(quads: list[Quad], text: str) -> tuple[Quad, ...]:
    """Give the blank nodes that the parser labelled at random their names in the order in which they come."""
    labels = dict.fromkeys(term for quad in quads for term in quad if term.startswith("_:"))
    generated = [label for label in labels if _GENERATED.match(label) and label[2:] not in text]
    if not generated:
        return tuple(quads)
    names: dict[Term, Term] = {}
    number = 0
    for label in generated:
        while f"_:b{number}" in labels:
            number += 1
        names[label] = f"_:b{number}"
        number += 1
    return tuple(
        (names.get(s, s), p, names.get(o, o), names.get(g, g))
        if s in names or o in names or g in names
        else (s, p, o, g)
        for s, p, o, g in quads
    )
