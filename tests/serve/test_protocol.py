"""SPARQL 1.1 Protocol and Graph Store Protocol, as far as they read, by the sections of the specifications."""

from __future__ import annotations

import json
import threading
import time
from urllib.parse import urlencode

import pyoxigraph
import pytest

from serving import Reply, Running

FORM = "application/x-www-form-urlencoded"
ASK = "ASK {}"
ARTICLE = "https://w3id.org/newsgraph/id/article/2023-04-26-xi-zelenskyy-call"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def query(server: Running, text: str, accept: str = "*/*", **more: str) -> Reply:
    return server.ask(f"/sparql?{urlencode({'query': text, **more})}", accept=accept)


def test_query_via_get_and_both_ways_of_post(server: Running) -> None:
    assert json.loads(query(server, ASK).body)["boolean"] is True
    form = server.ask("/sparql", "POST", urlencode({"query": ASK}).encode(), content_type=FORM)
    direct = server.ask("/sparql", "POST", ASK.encode(), content_type="application/sparql-query; charset=utf-8")
    assert json.loads(form.body)["boolean"] is json.loads(direct.body)["boolean"] is True


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_solutions_in_every_format(server: Running, accept: str, form: str) -> None:
    found = query(server, "SELECT ?s { ?s a ng:Meeting } ORDER BY ?s", accept)
    assert found.status == 200
    assert found.headers["content-type"].partition(";")[0] == form
    results = (
        pyoxigraph.parse_query_results(found.body, pyoxigraph.QueryResultsFormat.from_media_type(form))
        if (form != "text/csv")
        else found.text.splitlines()[1:]
    )
    assert len(list(results)) >= 3  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_graphs_in_every_format(server: Running, accept: str) -> None:
    found = query(server, "CONSTRUCT { ?s a ng:Meeting } WHERE { ?s a ng:Meeting }", accept)
    assert found.headers["content-type"].partition(";")[0] == accept
    assert len(list(pyoxigraph.parse(found.body, pyoxigraph.RdfFormat.from_media_type(accept)))) >= 3


def test_what_no_client_can_have(server: Running) -> None:
    refused = query(server, ASK, "image/png")
    assert refused.status == 406
    assert "application/sparql-results+json" in refused.text


# https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/, of those about queries the ones that are refused
@pytest.mark.parametrize(
    ("path", "method", "body", "content_type", "status"),
    [
        ("/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", "GET", None, "", 400),  # multiple queries
        ("/sparql?query=ASK%20%7B%7D", "POST", b"", "application/sparql-query", 400),  # in the URL of a POST
        ("/sparql", "POST", b"query=ASK%20%7B%7D", "text/plain", 415),  # wrong media type
        ("/sparql", "POST", b"query=ASK%20%7B%7D", "", 415),  # missing form type
        ("/sparql", "POST", b"ASK {}", "", 415),  # missing direct type
        ("/sparql", "POST", "ASK { ?s ?p 'é' }".encode("utf-16"), "application/sparql-query", 400),  # not UTF-8
        ("/sparql?query=ASK%20%7B", "GET", None, "", 400),  # syntax
        ("/sparql?default-graph-uri=http%3A%2F%2Fe.example%2F", "GET", None, "", 400),  # no query
        ("/sparql?query=ASK%7B%7D&default-graph-uri=no%20iri", "GET", None, "", 400),
    ],
)
def test_what_is_no_query(
    server: Running, path: str, method: str, body: bytes | None, content_type: str, status: int
) -> None:
    headers = {"content_type": content_type} if content_type else {}
    refused = server.ask(path, method, body, **headers)
    assert refused.status == status
    assert refused.text.strip()


@pytest.mark.parametrize("update", ["INSERT DATA { <a:a> <a:b> <a:c> }", "CLEAR ALL", "LOAD <file:///etc/passwd>"])
def test_no_update_is_taken(server: Running, update: str) -> None:
    direct = server.ask("/sparql", "POST", update.encode(), content_type="application/sparql-update")
    form = server.ask("/sparql", "POST", urlencode({"update": update}).encode(), content_type=FORM)
    assert (direct.status, form.status) == (403, 403)
    assert query(server, update).status == 400


def test_nobody_else_is_asked(server: Running) -> None:
    refused = query(server, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    assert refused.status == 400
    assert "SERVICE" in refused.text
    assert query(server, "SELECT ?s FROM <file:///etc/passwd> { ?s ?p ?o }", "text/csv").text.split() == ["s"]


def test_the_dataset_of_a_query(server: Running) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s a ng:Claim }"
    whole = int(query(server, count, "text/csv").text.split()[1])
    one = int(query(server, count, "text/csv", **{"default-graph-uri": ARTICLE}).text.split()[1])
    assert 0 < one < whole
    of_graphs = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert query(server, of_graphs, "text/csv", **{"named-graph-uri": ARTICLE}).text.split() == ["n", "1"]
    other = f"{count.replace('{', 'FROM <http://e.example/none> {', 1)}"
    assert (
        int(query(server, other, "text/csv", **{"default-graph-uri": ARTICLE}).text.split()[1]) == one
    )  # section 2.1.4


def test_graph_store_protocol(server: Running) -> None:
    named = server.ask(f"/graphs?{urlencode({'graph': ARTICLE})}", accept="application/n-triples")
    whole = server.ask("/graphs?default", accept="application/n-triples")
    assert 10 < len(named.body.splitlines()) < len(whole.body.splitlines())
    assert server.ask("/graphs?graph=http://e.example/none").status == 404
    assert server.ask("/graphs").status == 400
    assert server.ask("/graphs?default&graph=http://e.example/").status == 400
    assert server.ask("/graphs?default", "HEAD").body == b""


def test_service_description(server: Running) -> None:
    found = server.ask("/sparql", accept="text/turtle")
    assert found.status == 200
    graph = list(pyoxigraph.parse(found.body, pyoxigraph.RdfFormat.TURTLE))
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert any(triple.predicate.value == f"{sd}endpoint" for triple in graph)
    assert any(triple.object == pyoxigraph.NamedNode(f"{sd}SPARQL11Query") for triple in graph)


def test_a_query_that_runs_away_is_stopped_while_others_are_answered(server: Running) -> None:
    stopped: list[Reply] = []
    thread = threading.Thread(target=lambda: stopped.append(query(server, RUNAWAY)))
    thread.start()
    time.sleep(0.3)
    started = time.monotonic()
    assert json.loads(query(server, ASK).body)["boolean"] is True
    assert server.ask("/person/xi-jinping.ttl").status == 200
    others = time.monotonic() - started
    thread.join()
    assert stopped[0].status == 503
    assert "was stopped" in stopped[0].text
    assert others < 2
