"""RDF documents as sources, by a SPARQL query."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

from typing import Any

import pytest

TURTLE = '@prefix : <http://x/> . :a :name "Ada"@en ; :age 36 . :b :name "Bo" .'


def mapping(query: str, reference: str = "name") -> str:
    return f"""@prefix rml: <http://w3id.org/rml/> .
@prefix formats: <http://www.w3.org/ns/formats/> .
<#T> rml:logicalSource [ rml:source [ a rml:FilePath ; rml:path "t.ttl" ] ;
    rml:referenceFormulation formats:SPARQL_Results_CSV ;
    rml:iterator \"\"\"{query}\"\"\" ] ;
  rml:subjectMap [ rml:reference "person" ] ;
  rml:predicateObjectMap [ rml:predicate <http://x/v> ; rml:objectMap [ rml:reference "{reference}" ] ] ."""


SELECT = "SELECT ?person ?name ?age { ?person <http://x/name> ?name OPTIONAL { ?person <http://x/age> ?age } }"


@pytest.mark.parametrize(("reference", "made"), [("name", ['"Ada"', '"Bo"']), ("age", ['"36"'])])
def test_solutions_are_rows(folder: Any, reference: str, made: list[str]) -> None:
    """Values are what SPARQL's results in CSV have, unbound ones null."""
    folder.write(t_ttl=TURTLE)
    lines = folder.lines(mapping(SELECT + " ORDER BY ?name", reference), "m.ttl")
    assert [line.partition("/v> ")[2] for line in lines] == made


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "m.ttl:5:18: this query asks another server by SERVICE, which"),
        ("ASK {}", "m.ttl:5:18: this is no query for rows: expected SELECT"),
        ("SELECT *", "m.ttl:5:18: this query cannot be answered: "),
        (SELECT.replace("?person", "?peson"), "m.ttl:6:34: no column 'person' in source t.ttl; did you mean 'peson'?"),
    ],
)  # fmt: skip
def test_a_query_that_cannot_be_is_told(folder: Any, query: str, message: str) -> None:
    folder.write(t_ttl=TURTLE)
    assert folder.error(mapping(query), "m.ttl").startswith(message)


def test_a_word_that_is_no_keyword_is_no_service(folder: Any) -> None:
    folder.write(t_ttl=TURTLE)
    query = "SELECT ?person ?name { ?person <http://x/name> ?name FILTER (?name != 'a SERVICE') } # SERVICE"
    assert len(folder.lines(mapping(query.replace("?name", "?service"), "service"), "m.ttl")) == 2


def test_a_document_that_does_not_parse_is_an_error(folder: Any) -> None:
    folder.write(t_ttl="@prefix : <http://x/> .\n:a :b")
    assert folder.error(mapping(SELECT), "m.ttl").startswith("t.ttl:2:")
