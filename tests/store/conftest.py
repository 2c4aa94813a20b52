"""A small graph as Newsgraph publishes it, with what follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgraph.store import Store

DATA = """
@base <https://example.org/d/> .
@prefix ng: <https://w3id.org/newsgraph/ns#> .
@prefix schema: <https://schema.org/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<article/a> a ng:Article ; schema:headline "Ana meets Bo" ; schema:datePublished "2024-09-05"^^xsd:date .
<person/ana> a ng:Person ; rdfs:label "Ana Ivanova" ; ng:metWith <person/bo> .
<person/bo> a ng:Person ; rdfs:label "Bo Li" .
<country/x> a ng:Country ; rdfs:label "Xland" .
<country/y> a ng:Country ; rdfs:label "Yland" .

<claim/f1> a ng:Claim ; ng:claims ng:Meeting ; ng:realis ng:actual ; ng:phase ng:begun ; ng:supports <meeting/m1> ;
  ng:participant <person/ana>, <person/bo> ; ng:party <person/ana>, <person/bo> ; ng:place <country/x> ;
  ng:date "2024-09-04"^^xsd:date ; ng:dateText "Wednesday" ; ng:reportedIn <article/a> ; ng:evidence <text/0-40> .
<meeting/m1> a ng:Meeting, ng:Situation ; ng:standing ng:reported ; ng:phase ng:begun ; ng:place <country/x> ;
  ng:participant <person/ana>, <person/bo> ; ng:date "2024-09-04"^^xsd:date .

<claim/f2> a ng:Claim ; ng:claims ng:Sanction ; ng:realis ng:actual ; ng:phase ng:begun ; ng:supports <sanction/s1> ;
  ng:imposedBy <country/y> ; ng:target <person/ana> ; ng:party <country/y>, <person/ana> ; ng:statedBy <person/bo> ;
  ng:earliest "2023-07"^^xsd:gYearMonth ; ng:latest "2024-07"^^xsd:gYearMonth ; ng:dateText "last July" ;
  ng:reportedIn <article/a> ; ng:evidence <text/50-90> .
<sanction/s1> a ng:Sanction, ng:Situation ; ng:standing ng:attributed ; ng:phase ng:begun ;
  ng:imposedBy <country/y> ; ng:target <person/ana> .

<claim/f3> a ng:Claim ; ng:claims ng:Sanction ; ng:realis ng:actual ; ng:phase ng:ended ; ng:supports <sanction/s2> ;
  ng:imposedBy <country/y> ; ng:target <person/bo> ; ng:party <country/y>, <person/bo> ;
  ng:reportedIn <article/a> ; ng:evidence <text/50-90> .
<sanction/s2> a ng:Sanction, ng:Situation ; ng:standing ng:reported ; ng:phase ng:ended ;
  ng:imposedBy <country/y> ; ng:target <person/bo> .

<claim/f4> a ng:Claim ; ng:claims ng:Sanction ; ng:realis ng:denied ; ng:phase ng:begun ;
  ng:imposedBy <country/x> ; ng:target <person/bo> ; ng:party <country/x>, <person/bo> ;
  ng:reportedIn <article/a> ; ng:evidence <text/50-90> .

<claim/f5> a ng:Claim ; ng:claims ng:Alliance ; ng:realis ng:denied ; ng:phase ng:begun ; ng:statedBy <person/ana> ;
  ng:member <country/x> ; ng:organization <country/y> ; ng:party <country/x>, <country/y> ;
  ng:reportedIn <article/a> ; ng:evidence <text/100-140> .

<text/0-40> oa:hasSelector [ oa:exact "Ivanova met Li in Xland on Wednesday." ], [ oa:start 0 ; oa:end 40 ] .
<text/50-90> oa:hasSelector [ oa:exact "Yland sanctioned her last July, Li said." ], [ oa:start 50 ; oa:end 90 ] .
<text/100-140> oa:hasSelector [ oa:exact "Xland will never join, she said." ], [ oa:start 100 ; oa:end 140 ] .
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    path = tmp_path / "data.ttl"
    path.write_text(DATA)
    return Store.load([path])
