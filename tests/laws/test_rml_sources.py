"""Whatever a mapping says of its sources and targets, it is done, or refused by one error; nothing else happens."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph import rml
from newsgraph.errors import NewsgraphError

law = settings(max_examples=150, deadline=None)

WORDS = st.sampled_from(
    (
        *("t.csv", "t.json", "t.db", ".", "", "../t.csv", "http://127.0.0.1:9/t.csv", "file:///etc/passwd"),
        *("jdbc:sqlite:t.db", "gzip", "zip", "none", "utf-16", "latin1", "csv", "jsonpath", "sql", "xpath"),
        *("localfile", "sqlite", "mysql", "SELECT * FROM t", "DROP TABLE t", "$[*]", "t", ";", "'", "a.nq"),
        *("turtle", "rdfxml", "nquads", "a~void", "x~sparql"),
    )
)
SOURCE_KEYS = st.sampled_from(
    (
        *("access", "type", "referenceFormulation", "iterator", "query", "queryFormulation", "credentials"),
        *("encoding", "delimiter", "compression"),
    )
)
SOURCE = st.dictionaries(SOURCE_KEYS, WORDS, max_size=6)
TARGET = st.dictionaries(
    st.sampled_from(("access", "type", "serialization", "compression", "encoding")), WORDS, max_size=4
)
TARGETS = WORDS | TARGET | st.lists(WORDS | TARGET | st.lists(WORDS, max_size=4), max_size=3)

SAID = st.sampled_from(
    (
        *(
            'rml:path "t.csv"',
            'rml:path "t.db"',
            'rml:path "../t.csv"',
            'csvw:url "t.csv"',
            "rml:root rml:MappingDirectory",
        ),
        *('rml:root "x"', "rml:root rml:CurrentWorkingDirectory", 'rml:null ""', "rml:compression rml:gzip", "a ex:T"),
        *(
            "rml:encoding rml:UTF-16",
            'd2rq:jdbcDSN "jdbc:sqlite:t.db"',
            "void:dataDump <t.csv>",
            "dcat:downloadURL <http://x/>",
        ),
        *('csvw:delimiter ";"', "csvw:header false", 'csvw:quoteChar ""', "csvw:skipRows 1", "csvw:trim true"),
        *('csvw:dialect [ csvw:commentPrefix "i" ]', "csvw:headerRowCount 2", 'csvw:null "x"', "csvw:skipColumns 1"),
    )
)
LOGICAL = st.sampled_from(
    (
        *("rml:referenceFormulation rml:CSV", "rml:referenceFormulation rml:SQL2008Table", 'rml:iterator "t"'),
        *("rml:referenceFormulation formats:SPARQL_Results_CSV", 'rml:query "SELECT * FROM t"', 'rml:tableName "t"'),
        *("rml:referenceFormulation rml:Parquet", 'rml:null "y"', 'rml:iterator "SELECT * { ?id ?p ?o }"'),
    )
)


def run(text: rml.MappingText) -> None:
    """Run a mapping with its targets; NewsgraphError is the one way to fail."""
    try:
        plan = rml.parse([text], base="http://base.example/")
        with rml.Delivery(plan.targets) as delivery:
            list(plan.run(delivery=delivery))
    except NewsgraphError as error:
        assert str(error)  # noqa: PT017 - either is right


def fill(folder: Path) -> None:
    (folder / "t.csv").write_text("id;name\nx y,1\n", encoding="utf-8")
    (folder / "t.json").write_text('[{"id": 1, "name": "x"}]', encoding="utf-8")
    with closing(sqlite3.connect(folder / "t.db")) as connection, connection:
        connection.execute("CREATE TABLE t (id INTEGER, name TEXT)")
        connection.execute("INSERT INTO t VALUES (1, 'x')")


@law
@given(source=SOURCE | st.lists(WORDS, max_size=3), targets=TARGETS, named=TARGET | st.lists(WORDS, max_size=3))
def test_any_source_and_target_of_yarrrml_is_taken_or_refused(source: object, targets: object, named: object) -> None:
    """And nothing is written outside the folder."""
    subject = {"value": "http://example.org/$(id)", "targets": targets}
    mapping = {"sources": [source], "s": subject, "po": [["schema:name", "$(name)"]]}
    document = {"targets": {"t": named}, "mappings": {"m": mapping}}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "inner"
        folder.mkdir()
        fill(folder)
        run(rml.MappingText(json.dumps(document), "m.yml", base_dir=folder))
        assert [path.name for path in Path(name).iterdir()] == ["inner"]


@law
@given(said=st.lists(SAID, max_size=5), logical=st.lists(LOGICAL, max_size=3))
def test_any_source_of_rml_is_taken_or_refused(said: list[str], logical: list[str]) -> None:
    text = f"""@prefix rml: <http://w3id.org/rml/> . @prefix ex: <http://example.org/> .
@prefix csvw: <http://www.w3.org/ns/csvw#> . @prefix d2rq: <http://www.wiwiss.fu-berlin.de/suhl/bizer/D2RQ/0.1#> .
@prefix void: <http://rdfs.org/ns/void#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
<#T> rml:logicalSource [ rml:source [ {" ; ".join(said)} ] ; {" ; ".join(logical)} ] ;
  rml:subject ex:s ; rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:reference "id" ] ] ."""
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name))
        run(rml.MappingText(text, "m.ttl", base_dir=Path(name)))
