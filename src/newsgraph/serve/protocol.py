"""SPARQL 1.1 Protocol and Graph Store HTTP Protocol to jobs, as far as they read.

https://www.w3.org/TR/sparql11-protocol/, https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl

from newsgraph.rdf.terms import is_absolute

LONGEST = 1 << 20  # bytes of a query
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_KNOWN = ("query", "default-graph-uri", "named-graph-uri")


class Refused(Exception):
    """A request that is not answered: the status, and the reason in words."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def query_job(method: str, url_query: str, content_type: str, body: bytes, *, accept: str, base: str) -> dict[str, Any]:
    """The job of a query operation (section 2.1); raises Refused for what is none, and for updates."""
    parameters = _parameters(url_query)
    if method == "POST":
        kind = content_type.partition(";")[0].strip().lower()
        if kind == _UPDATE:
            raise Refused(403, "this endpoint only reads: no update is taken")
        if kind == _QUERY:
            if "query" in parameters:
                raise Refused(400, "a query in the body, and another in the URL")
            parameters["query"] = [_text(body)]
        elif kind == _FORM:
            if "query" in parameters:
                raise Refused(400, "the parameters of a posted form belong into its body (section 2.1.2)")
            for name, values in _parameters(_text(body)).items():
                parameters.setdefault(name, []).extend(values)
        else:
            raise Refused(415, f"a query is posted as {_FORM} or {_QUERY}")
    if "update" in parameters:
        raise Refused(403, "this endpoint only reads: no update is taken")
    asked = parameters.get("query", [])
    if len(asked) != 1:
        raise Refused(400, f"expected one parameter 'query', and there are {len(asked)}")
    graphs = {name: parameters.get(f"{name}-graph-uri", []) for name in ("default", "named")}
    for iri in (*graphs["default"], *graphs["named"]):
        if not _is_iri(iri):
            raise Refused(400, f"{iri!r} is no absolute IRI of a graph")
    return {"query": asked[0], **graphs, "accept": accept, "base": base}


def graph_job(url_query: str, *, accept: str) -> dict[str, Any]:
    """The job of fetching a graph by `?default` or `?graph=IRI` (section 4); raises Refused for what is none."""
    parameters = _parameters(url_query)
    named = parameters.get("graph", [])
    if ("default" in parameters) == bool(named) or len(named) > 1:
        raise Refused(400, "expected '?default', or '?graph=' with one IRI")
    if named and not _is_iri(named[0]):
        raise Refused(400, f"{named[0]!r} is no absolute IRI of a graph")
    return {"graph": named[0] if named else None, "accept": accept}


def has_query(url_query: str) -> bool:
    """Whether a request to the endpoint is an operation, and not one for its description (section 5.2)."""
    return any(name in (*_KNOWN, "update") for name in _parameters(url_query))


def _parameters(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:  # UnicodeDecodeError is one
        raise Refused(400, "the parameters are no UTF-8, or too many") from error
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Refused(400, "the query is no UTF-8") from error


def _is_iri(text: str) -> bool:
    return is_absolute(text) and not any(character in text for character in '<>"{}|\\^` \n\r\t')


def description(address: str, *, triples: int, graphs: int) -> Sequence[tuple[str, str, str]]:
    """The description of an endpoint, in the terms of https://www.w3.org/TR/sparql11-service-description/."""
    sd, rdf, void = (
        "http://www.w3.org/ns/sparql-service-description#",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://rdfs.org/ns/void#",
    )
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    service, dataset, default = f"<{address}>", f"<{address}#dataset>", f"<{address}#default>"
    formats = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    of_graphs = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
    results = [*formats, *of_graphs]
    return (
        (service, f"<{rdf}type>", f"<{sd}Service>"),
        (service, f"<{sd}endpoint>", service),
        (service, f"<{sd}supportedLanguage>", f"<{sd}SPARQL11Query>"),
        (service, f"<{sd}feature>", f"<{sd}UnionDefaultGraph>"),
        *((service, f"<{sd}resultFormat>", f"<http://www.w3.org/ns/formats/{name}>") for name in results),
        (service, f"<{sd}defaultDataset>", dataset),
        (dataset, f"<{rdf}type>", f"<{sd}Dataset>"),
        (dataset, f"<{sd}defaultGraph>", default),
        (default, f"<{rdf}type>", f"<{sd}Graph>"),
        (default, f"<{void}triples>", f'"{triples}"{integer}'),
        (dataset, f"<{void}documents>", f'"{graphs}"{integer}'),
    )
