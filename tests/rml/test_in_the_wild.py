"""Forms that other people's mappings have, each in words of our own: what they make, or what is said of them.

They were found in public repositories: mappings made for RMLMapper, CARML, SDM-RDFizer, Morph-KGC, RocketRML, GeoTriples
and Ontop, and what yarrrml-parser writes. Both backends are asked.
"""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from newsgraph import rml
from newsgraph.errors import MappingError

E = "http://e.example/"
PREFIXES = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix old: <http://semweb.mmlab.be/ns/rml#> .
@prefix rml: <http://w3id.org/rml/> . @prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix fnml: <http://semweb.mmlab.be/ns/fnml#> . @prefix fno: <https://w3id.org/function/ontology#> .
@prefix grel: <http://users.ugent.be/~bjdmeest/function/grel.ttl#> . @prefix idlab: <http://example.com/idlab/function/> .
@prefix csvw: <http://www.w3.org/ns/csvw#> . @prefix carml: <http://carml.taxonic.com/carml/> .
@prefix d2rq: <http://www.wiwiss.fu-berlin.de/suhl/bizer/D2RQ/0.1#> . @prefix e: <http://e.example/> .
"""
BOATS = '[{"@id": "b1", "first-name": "Ada", "dct:title": "One", "crew": ["x", "y z"]}]'


@pytest.fixture
def harbour(folder: Any) -> Any:
    folder.write(
        boats_json=BOATS,
        boats_csv="id,name,port\n1,Ada,BAR\n2,Bo,KOTOR\n",
        ports_csv="code,town\nbar,Bar\nkotor,Kotor\n",
        piped_csv="id|name\n1|A,da\n",
        tabbed_csv="id\tname\n1\tAda\n",
        fleet_xml='<f xmlns="urn:f"><b n="1"><name>Ada</name></b></f>',
    )
    with contextlib.closing(sqlite3.connect(folder.path / "boats.db")) as database, database:
        database.execute("CREATE TABLE boat (id INTEGER, name TEXT)")
        database.execute("INSERT INTO boat VALUES (1, 'Ada'), (2, NULL)")
    return folder


def made(harbour: Any, mapping: str, name: str, database: Path | None = None) -> list[str]:
    """What the row backend makes, and DuckDB too where it takes the plan; sorted, without the example namespace."""
    text = rml.MappingText(mapping, name, base_dir=harbour.path)
    plan = rml.parse([text], base=E, database=database)
    by_rows = sorted(plan.run())
    with contextlib.suppress(rml.NotAccepted):
        assert sorted(plan.run(engine="duckdb")) == by_rows
    return [" ".join(filter(None, quad)).replace(E, "") for quad in by_rows]


def yarrrml(source: str, *, subject: str = "e:$(id)", po: str = "[e:name, $(name)]") -> str:
    return (
        f"prefixes: {{e: '{E}'}}\nmappings:\n  boat:\n    sources: {source}\n    s: {subject}\n    po:\n      - {po}\n"
    )


def turtle(source: str, *, subject: str = "{id}", objects: str = 'old:reference "name"') -> str:
    return (
        f"{PREFIXES}e:Boat old:logicalSource [ {source} ] ;\n"
        f'  rr:subjectMap [ rr:template "{E}{subject}" ] ;\n'
        f"  rr:predicateObjectMap [ rr:predicate e:name ; rr:objectMap [ {objects} ] ] .\n"
    )


@pytest.mark.parametrize(
    ("mapping", "quads"),
    [
        # an iterator for all that a table has, as tools that generate mappings leave it there
        (yarrrml("[[boats.csv~csv, '$']]"), ['<1> <name> "Ada"', '<2> <name> "Bo"']),
        (yarrrml("[[boats.csv~csv, '$.[*]']]"), ['<1> <name> "Ada"', '<2> <name> "Bo"']),
        (yarrrml("{access: boats.csv, referenceFormulation: csv, iterator: row}"), ['<1> <name> "Ada"', '<2> <name> "Bo"']),
        # a value of an array: @ is the record itself
        (yarrrml("[[boats.json~jsonpath, '$.[*].crew[*]']]", subject="e:$(@)", po="[e:name, $(@)]"), ['<x> <name> "x"', '<y%20z> <name> "y z"']),
        (yarrrml("[[boats.json~jsonpath, '$[*]']]", subject="e:$(@.crew[0])", po="[e:name, '$(@.first-name)']"), ['<x> <name> "Ada"']),
        # keys of JSON-LD, and those with a dash, after a dot and without one
        (yarrrml("[[boats.json~jsonpath, '$[*]']]", subject="e:$(@id)", po="[e:name, $(first-name)]"), ['<b1> <name> "Ada"']),
        (yarrrml("[[boats.json~jsonpath, '$[*]']]", subject="e:$($.@id)", po="[e:name, $($.first-name)]"), ['<b1> <name> "Ada"']),
        (yarrrml("[[boats.json~jsonpath, '$[*]']]", subject="e:$(['@id'])", po="[e:name, '$($.dct:title)']"), ['<b1> <name> "One"']),
        # keys in short as yarrrml-parser has them
        (yarrrml("boats.csv~csv", po="{iv: e:of, p: e:at, o: e:p/$(id)~iri}"), ["<1> <at> <p/1>", "<2> <at> <p/2>", "<p/1> <of> <1>", "<p/2> <of> <2>"]),
        # all on a line, several classes, and a comma right after a value
        (yarrrml("[boats.csv~csv]", po="[a,[e:Boat,e:Thing]]"), [f"<{n}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{c}>" for n in (1, 2) for c in ("Boat", "Thing")]),
    ],
)  # fmt: skip
def test_yarrrml_as_others_write_it(harbour: Any, mapping: str, quads: list[str]) -> None:
    assert made(harbour, mapping, "m.yml") == quads


@pytest.mark.parametrize(
    ("mapping", "quads"),
    [
        # CARML writes the dialect beside the path
        (turtle('old:source [ a rml:RelativePathSource ; rml:root rml:MappingDirectory ; rml:path "piped.csv" ; csvw:dialect [ csvw:delimiter "|" ] ] ; old:referenceFormulation ql:CSV'), ['<1> <name> "A,da"']),
        # yarrrml-parser writes a tab as two characters
        (turtle(r'old:source [ a csvw:Table ; csvw:url "tabbed.csv" ; csvw:dialect [ a csvw:Dialect ; csvw:delimiter "\\t" ] ] ; old:referenceFormulation ql:CSV'), ['<1> <name> "Ada"']),
        # CARML declares the namespaces of a file with the file
        (turtle('old:source [ a carml:FileSource, carml:XmlDocument ; carml:url "fleet.xml" ; carml:declaresNamespace [ carml:namespacePrefix "k" ; carml:namespaceName "urn:f" ] ] ; old:referenceFormulation ql:XPath ; old:iterator "/k:f/k:b"', subject="{@n}", objects='old:reference "k:name"'), ['<1> <name> "Ada"']),
        # D2RQ names the database, R2RML's words the table or the query
        (turtle('old:source [ a d2rq:Database ; d2rq:jdbcDSN "jdbc:sqlite:boats.db" ; d2rq:jdbcDriver "org.sqlite.JDBC" ; d2rq:username "u" ] ; rr:sqlVersion rr:SQL2008 ; rr:tableName "boat"', objects='rr:column "name"'), ['<1> <name> "Ada"']),
        (turtle('old:source [ a d2rq:Database ; d2rq:jdbcDSN "jdbc:sqlite:boats.db" ] ; old:referenceFormulation ql:CSV ; old:query """SELECT id, name FROM boat ;"""'), ['<1> <name> "Ada"']),
        # GeoTriples quotes columns, in templates too
        (turtle("""old:source "jdbc:sqlite:boats.db" ; rr:tableName '"boat"'""", subject=r"{\"id\"}", objects="""rr:column '"name"'"""), ['<1> <name> "Ada"']),
        # a path in an array, and a template of several values
        (turtle('old:source "boats.json" ; old:referenceFormulation ql:JSONPath ; old:iterator "$.*"', subject="{$['@id']}", objects='rr:template "c-{crew[*]}" ; rr:termType rr:Literal'), ['<b1> <name> "c-x"', '<b1> <name> "c-y z"']),
        # a function that an older yarrrml-parser names by a template
        (turtle('old:source "boats.csv" ; old:referenceFormulation ql:CSV', objects='fnml:functionValue [ rr:predicateObjectMap [ rr:predicate fno:executes ; rr:objectMap [ rr:template "http://users.ugent.be/~bjdmeest/function/grel.ttl#toUpperCase" ] ], [ rr:predicate grel:valueParameter ; rr:objectMap [ old:reference "name" ] ] ]'), ['<1> <name> "ADA"', '<2> <name> "BO"']),
    ],
)  # fmt: skip
def test_turtle_as_others_write_it(harbour: Any, mapping: str, quads: list[str]) -> None:
    assert made(harbour, mapping, "m.ttl") == quads


PORT = (
    'e:Port old:logicalSource [ old:source "ports.csv" ; old:referenceFormulation ql:CSV ] ;\n'
    f'  rr:subjectMap [ rr:template "{E}p/{{code}}" ] .\n'
)
CSV = 'old:source "boats.csv" ; old:referenceFormulation ql:CSV'


def test_a_join_by_a_function_joins(harbour: Any) -> None:
    """As yarrrml-parser writes what `equal` compares, where it is not the short form."""
    joined = (
        "rr:parentTriplesMap e:Port ; old:joinCondition [ fnml:functionValue [\n"
        "  rr:predicateObjectMap [ rr:predicate fno:executes ; rr:object idlab:equal ],\n"
        '    [ rr:predicate grel:valueParameter2 ; rr:objectMap [ old:parentTermMap [ old:reference "town" ] ] ],\n'
        '    [ rr:predicate grel:valueParameter ; rr:objectMap [ rr:constant "Bar" ; rr:termType rr:Literal ] ] ] ]'
    )
    assert made(harbour, turtle(CSV, objects=joined) + PORT, "m.ttl") == ["<1> <name> <p/bar>", "<2> <name> <p/bar>"]


def test_the_two_vocabularies_stand_in_one_mapping(harbour: Any) -> None:
    """As CARML's own do: a child map with a function of the new one, references of the old one."""
    joined = 'rr:parentTriplesMap e:Port ; rr:joinCondition [ rml:childMap e:Lower ; rml:parentMap [ old:reference "code" ] ]'
    lower = (
        "e:Lower rml:functionExecution [ rml:functionMap [ rml:constant grel:toLowerCase ] ;\n"
        '  rml:input [ rml:parameterMap [ rml:constant grel:valueParameter ] ; rml:inputValueMap [ old:reference "port" ] ] ] .\n'
    )
    mapping = turtle(CSV, objects=joined) + lower + PORT
    assert made(harbour, mapping, "m.ttl") == ["<1> <name> <p/bar>", "<2> <name> <p/kotor>"]


@pytest.mark.parametrize(
    "source",
    ["[{table: boat}]", "{table: boat, queryFormulation: sql2008}", "{query: SELECT * FROM boat, referenceFormulation: csv}"],
)  # fmt: skip
def test_a_table_of_yarrrml_is_one_of_the_database_that_is_given(harbour: Any, source: str) -> None:
    """R2RML leaves it to its processor where the database is, and so do its mappings in YARRRML."""
    assert made(harbour, yarrrml(source), "m.yml", harbour.path / "boats.db") == ['<1> <name> "Ada"']
    with pytest.raises(MappingError, match=r"m\.yml:4:\d+: this table or query names no database; --database gives it"):
        made(harbour, yarrrml(source), "m.yml")


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        (yarrrml("boats.csv~csv", po="[e:built, '$(id)~xsd:gYear']"), r"7:25: '~xsd:gYear' is no type of terms; a datatype stands beside: \[predicate, \$\(id\), xsd:gYear\]"),
        (yarrrml("boats.csv~csv", po="{p: e:built, o: {value: '$(id)~xsd:gYear'}}"), "7:39: '~xsd:gYear' is no type of terms"),
        (yarrrml("[[boats.csv~csv, '$.boats[*]']]"), "4:31: CSV has rows and takes no iterator"),
        (yarrrml("[[boats.json~jsonpath, '$[*].a,b']]"), r"4:37: '\$\[\*\]\.a,b' is no JSONPath"),
        (yarrrml("{table: boat, query: SELECT 1, access: boats.db}"), "4:14: a database needs one of the keys 'query' and 'table', not 2"),
        (turtle('old:source [ a carml:Stream ; carml:streamName "stdin" ] ; old:referenceFormulation ql:XPath'), "a stream of CARML is no rml:source that is supported"),
        (yarrrml("[[fleet.xml~xpath, /*]]", subject="e:$(replace(@n,'1',''))"), r"5:12: the XPath 'replace\(@n,'1',''\)' cannot be answered: it calls a function that XPath 1.0 does not have"),
        (turtle("old:source [ a <http://semweb.mmlab.be/ns/rmls#KafkaStream> ] ; old:referenceFormulation ql:JSONPath"), "a stream of RMLStreamer is no rml:source that is supported"),
        (turtle('old:source [ a d2rq:Database ; d2rq:jdbcDSN "psql://u:secret@h:5432/db" ] ; rr:tableName "boat"'), "a psql database is a server, which is not read; a SQLite or DuckDB file is$"),
        (turtle('old:source [ a rml:FilePath ; rml:path "piped.csv" ; csvw:dialect [ csvw:delimitr "|" ] ] ; old:referenceFormulation ql:CSV'), "the property csvw:delimitr is not supported; did you mean 'delimiter'"),
        (turtle(CSV, objects='rr:parentTriplesMap e:Boat ; old:joinCondition [ fnml:functionValue [ rr:predicateObjectMap [ rr:predicate fno:executes ; rr:object grel:toUpperCase ], [ rr:predicate grel:valueParameter ; rr:objectMap [ old:parentTermMap [ old:reference "id" ] ] ] ] ]'), "a join compares a value of the child with an rml:parentTermMap by 'equal'"),
    ],
)  # fmt: skip
def test_what_is_refused_says_what_to_do(harbour: Any, mapping: str, message: str) -> None:
    with pytest.raises(MappingError, match=message):
        made(harbour, mapping, "m.ttl" if "@prefix" in mapping else "m.yml")


def test_a_tilde_that_is_escaped_is_a_text(harbour: Any) -> None:
    assert (
        made(harbour, yarrrml("boats.csv~csv", po=r"[e:name, '$(id)\~xsd:date']"), "m.yml")[0]
        == '<1> <name> "1~xsd:date"'
    )
