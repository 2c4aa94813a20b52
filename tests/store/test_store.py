"""What a store reads, what it answers, and how the answer is given."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest

from newsgraph.errors import InputError, QueryError, RdfSyntaxError, UsageError
from newsgraph.store import Store

NASTY = r"""
<http://e/s> <http://e/p> "comma, \"quote\"", "line\nbreak", "x"@en-GB, 1, 1.50, <http://e/o>, [], "", " ", "é\r" .
<http://e/s> <http://e/p> "\u202E" .
"""


def stored(folder: Path, **documents: str) -> Store:
    for name, text in documents.items():
        (folder / name.replace("_", ".")).write_text(text)
    return Store.load([folder])


def test_of_a_folder_the_dataset_is_read(tmp_path: Path) -> None:
    store = stored(
        tmp_path, dataset_trig="<http://e/g> { <http://e/a> <http://e/p> 1 }", a_ttl="<http://e/b> <http://e/p> 2 ."
    )
    assert store.sources == (str(tmp_path / "dataset.trig"),)


def test_without_a_dataset_one_file_of_each_stem_is_read(tmp_path: Path) -> None:
    jsonld = '{"@id": "http://e/a", "http://e/p": "x"}'
    store = stored(tmp_path, a_ttl="<http://e/a> <http://e/p> 'x' .", a_jsonld=jsonld, b_jsonld=jsonld)
    assert [Path(name).name for name in store.sources] == ["a.ttl", "b.jsonld"]


def test_a_triple_in_two_graphs_counts_once(tmp_path: Path) -> None:
    triple = "<http://e/s> <http://e/p> <http://e/o>"
    store = stored(tmp_path, dataset_trig=f"<http://e/g> {{ {triple} }} <http://e/h> {{ {triple} }}")
    counts = [
        store.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}").to_csv()
        for pattern in ("?s ?p ?o", "GRAPH ?g { ?s ?p ?o }")
    ]
    assert counts == ["n\r\n1\r\n", "n\r\n2\r\n"]


def test_blank_nodes_of_different_files_are_different(tmp_path: Path) -> None:
    store = stored(tmp_path, a_ttl="_:b0 <http://e/p> 1 .", b_ttl="_:b0 <http://e/p> 1 .", c_jsonld='{"http://e/p": 1}')
    assert store.query("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }").to_csv() == "n\r\n3\r\n"


@pytest.mark.parametrize(
    ("name", "text", "error", "message"),
    [
        ("a.ttl", "<http://e/a> <http://e/p> ,", RdfSyntaxError, r"a\.ttl:1:27: "),
        ("a.jsonld", '{"@context": "http://evil/"}', RdfSyntaxError, r"a\.jsonld:1:14: .* no context is fetched"),
    ],
)
def test_a_file_that_does_not_parse_is_told(
    tmp_path: Path, name: str, text: str, error: type[InputError], message: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(error, match=message):
        Store.load([tmp_path / name])


def test_a_path_that_is_not_there_or_holds_no_rdf_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file or folder"):
        Store.load([tmp_path / "nowhere"])
    with pytest.raises(InputError, match=r"this folder holds no RDF; expected dataset\.trig"):
        Store.load([tmp_path])


QUERY = "SELECT ?s ?o ?unbound { ?s ?p ?o FILTER(!ISBLANK(?o)) } ORDER BY ?o"


def test_csv_is_that_of_pyoxigraph(tmp_path: Path) -> None:
    ours = stored(tmp_path, a_ttl=NASTY).query(QUERY).to_csv()
    theirs = pyoxigraph.Store()
    theirs.load(NASTY.encode(), pyoxigraph.RdfFormat.TURTLE)
    solutions = theirs.query(QUERY)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    assert ours.encode() == solutions.serialize(format=pyoxigraph.QueryResultsFormat.CSV)


def test_json_is_that_of_pyoxigraph(tmp_path: Path) -> None:
    ours = stored(tmp_path, a_ttl=NASTY).query(QUERY).to_json()
    theirs = pyoxigraph.Store()
    theirs.load(NASTY.encode(), pyoxigraph.RdfFormat.TURTLE)
    solutions = theirs.query(QUERY)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    assert json.loads(ours) == json.loads(solutions.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or b"")
    assert "\u202e" not in ours


def test_a_graph_is_given_as_turtle(store: Store) -> None:
    answer = store.query("CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a ng:Person ; rdfs:label ?l }")
    assert answer.rendered().endswith(
        '<https://example.org/d/person/ana> rdfs:label "Ana Ivanova" .\n\n'
        '<https://example.org/d/person/bo> rdfs:label "Bo Li" .\n'
    )


def test_yes_and_no(store: Store) -> None:
    answers = [store.query(f"ASK {{ ?s a ng:{name} }}") for name in ("Person", "Nobody")]
    assert [(answer.rendered(), json.loads(answer.to_json())["boolean"]) for answer in answers] == [
        ("yes\n", True),
        ("no\n", False),
    ]


@pytest.mark.parametrize(
    ("query", "format_", "message"),
    [
        (
            "CONSTRUCT WHERE { ?s ?p ?o }",
            "csv",
            "a CONSTRUCT or DESCRIBE query has no csv; use --format turtle or table",
        ),
        ("SELECT * { ?s ?p ?o }", "turtle", "a SELECT query has no turtle; use --format table or csv or json"),
        ("ASK { ?s ?p ?o }", "csv", "an ASK query has no csv"),
        ("ASK { ?s ?p ?o }", "xml", "no format 'xml'; there are: table, csv, json, turtle"),
    ],
)
def test_a_format_that_does_not_fit_is_refused(store: Store, query: str, format_: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        store.query(query).rendered(format_)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "query:1:1: this query is empty; expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELCT ?s { ?s ?p ?o }", "query:1:1: a query does not start with SELCT; did you mean SELECT?"),
        ("SELECT ?s\nWERE { ?s ?p ?o }", "query:2:1: SPARQL has no word WERE; did you mean WHERE?"),
        ("SELECT ?s {\n  ?s ?p ?o", "query:1:11: this { is not closed"),
        ("SELECT ?s { ?s ?p ?o )", "query:1:22: ) cannot stand here; expected }, for the { of line 1, column 11"),
        ("SELECT * { ?s ?p 'a }", "query:1:18: this ' opens a text that does not end"),
        ("SELECT * {\n ?s shcema:name ?o }", "query:2:5: the prefix shcema: is not declared; did you mean schema:?"),
        ("SELECT * { ?s x:name ?o }", "query:1:15: the prefix x: is not declared; start with PREFIX x: <...>"),
        ("SELECT * { ?s <a> ?o }", "query:1:15: the IRI <a> is relative; write it out"),
        ("SELECT * { ?s ng:a ng:b ng:c }", "query:1:25: ng:c cannot stand here; expected . or ; or , or } before it"),
        ("SELECT * { ?s ?p ?o } ORDER ?s", "query:1:29: ?s cannot stand after ORDER; expected BY"),
        ("SELECT * { ?s ?p ?o OPTIONAL ?s ?p ?o }", "query:1:30: ?s cannot stand after OPTIONAL; expected {"),
        ("INSERT DATA { ng:a ng:b ng:c }", "query:1:1: INSERT changes data, and a query only reads"),
        ("PREFIX e: <http://e/> DROP ALL", "query:1:23: DROP changes data, and a query only reads"),
        ("SELECT * {\n service <http://e/> { ?s ?p ?o } }", "query:2:2: SERVICE asks another server"),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", "query:1:40: SELECT names a variable that is not grouped by"),
    ],
)
def test_what_is_wrong_with_a_query_is_told_with_its_place(store: Store, query: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(query)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ('SERVICE' AS ?x) {} # SERVICE",
        "SELECT * { ?service ?p ?o }",
        "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a/rdfs:subClassOf* ng:Person FILTER(?s NOT IN (1, 2)) }",
        "PREFIX ng: <http://other/> SELECT * { VALUES ?x { 1 2 3 4 } ?x ng:p 'it''s' }".replace("it''s", "its"),
        'SELECT * { ?s ?p """a "quoted" text""" FILTER(REGEX("(", "[(]")) }',
    ],
)
def test_a_query_that_is_right_is_not_refused(store: Store, query: str) -> None:
    assert store.query(query).kind == "select"
