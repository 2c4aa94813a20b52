"""Databases by query: the natural datatypes of their columns, names as SQL has them, and nothing but reading."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from newsgraph import rml

XSD = "http://www.w3.org/2001/XMLSchema#"
HEAD = """@prefix rml: <http://w3id.org/rml/> .
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix old: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix d2rq: <http://www.wiwiss.fu-berlin.de/suhl/bizer/D2RQ/0.1#> .
@prefix ex: <http://example.org/> .
"""
SCHEMA = """
CREATE TABLE people (ID INTEGER PRIMARY KEY, "Full Name" VARCHAR(50), height DOUBLE PRECISION, paid DECIMAL(10,2),
  active BOOLEAN, born DATE, seen TIMESTAMP, woken TIME, photo BLOB, "day off" DATE);
"""
ROW = "INSERT INTO people VALUES (1, 'Ada', 1.5, 10.50, %s, '1815-12-10', '2024-09-04 10:00:00', '07:30:00', %s, NULL);"


def natural(value: str, datatype: str) -> str:
    return f'"{value}"^^<{XSD}{datatype}>'


NATURAL = {
    "id": natural("1", "integer"),
    "height": natural("1.5E0", "double"),
    "paid": natural("10.5", "decimal"),
    "active": natural("true", "boolean"),
    "born": natural("1815-12-10", "date"),
    "seen": natural("2024-09-04T10:00:00", "dateTime"),
    "woken": natural("07:30:00", "time"),
    "photo": natural("00FF", "hexBinary"),
    '\\"Full Name\\"': '"Ada"',
}


@pytest.fixture(params=["sqlite", "duckdb"])
def database(request: pytest.FixtureRequest, folder: Any) -> str:
    """The kind of a database with one table of one row, `people.db` in the folder."""
    path = folder.path / "people.db"
    if request.param == "sqlite":
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.executescript(SCHEMA + ROW % ("1", "x'00FF'"))
    else:
        with duckdb.connect(str(path)) as connection:
            connection.execute(SCHEMA + ROW % ("true", r"'\x00\xFF'::BLOB"))
    return str(request.param)


def mapping(logical: str, reference: str, head: str = HEAD) -> str:
    return f"""{head}<#DB> a d2rq:Database ; d2rq:jdbcDSN "jdbc:sqlite:people.db" ; d2rq:username "u" ; d2rq:password "p" .
<#T> rml:logicalSource [ {logical} ] ;
  rml:subjectMap [ rml:template "http://example.org/{{ID}}" ] ;
  rml:predicateObjectMap [ rml:predicate ex:v ; rml:objectMap [ rml:reference "{reference}" ] ] ."""


TABLE = 'rml:source <#DB> ; rml:referenceFormulation rml:SQL2008Table ; rml:iterator "people"'
QUERY = 'rml:source <#DB> ; rml:referenceFormulation rml:SQL2008Query ; rml:iterator "SELECT * FROM people;"'


def of(lines: list[str]) -> list[str]:
    return [line.partition("/v> ")[2] for line in lines]


@pytest.mark.parametrize("reference", NATURAL)
def test_columns_have_their_natural_datatype(folder: Any, database: str, reference: str) -> None:
    """https://www.w3.org/TR/r2rml/#natural-mapping."""
    made = of(folder.lines(mapping(TABLE, reference), "m.ttl"))
    expected = NATURAL[reference]
    if (database, reference) == ("duckdb", "paid"):
        expected = natural("10.50", "decimal")  # DuckDB keeps the scale of a decimal
    assert made == [expected]


@pytest.mark.parametrize(
    "logical",
    [
        QUERY,
        TABLE.replace("2008", ""),
        TABLE.replace('"people"', '"main.people"'),
        TABLE.replace('"people"', "'\"people\"'"),
        'old:source <#DB> ; rr:tableName "people"',
        'old:source <#DB> ; rr:sqlVersion rr:SQL2008 ; old:query "SELECT * FROM people" ; old:referenceFormulation ql:CSV',
        'rml:source <#DB> ; rr:sqlQuery "SELECT * FROM people"',
        'rml:source "people.db" ; rml:query "SELECT * FROM people"',
        'rml:source [ a rml:FilePath ; rml:path "people.db" ] ; rml:referenceFormulation rml:SQL2008Table ; rml:iterator "people"',
        'rml:source "jdbc:duckdb:people.db" ; rml:query "SELECT * FROM people"',
    ],
)
def test_a_table_or_a_query_is_said_in_many_ways(folder: Any, database: str, logical: str) -> None:
    assert of(folder.lines(mapping(logical, "height"), "m.ttl")) == [NATURAL["height"]]


def test_a_column_that_is_null_has_no_value(folder: Any, database: str) -> None:
    assert folder.lines(mapping(TABLE, "day off"), "m.ttl") == []


@pytest.mark.parametrize(
    "source",
    [
        "{access: people.db, type: %s, query: SELECT * FROM people, queryFormulation: sql2008, referenceFormulation: csv}",
        "{access: 'jdbc:%s:people.db', query: SELECT * FROM people, credentials: {username: u, password: p}}",
        "[people.db~sql, SELECT * FROM people]",
    ],
)
def test_yarrrml_queries_databases(folder: Any, database: str, source: str) -> None:
    said = source % database if "%" in source else source
    text = f"mappings:\n  m:\n    sources: [{said}]\n    s: http://example.org/$(id)\n    po: [[schema:name, $(full name)]]\n"
    assert folder.lines(text) == ['<http://example.org/1> <http://schema.org/name> "Ada"']


def test_what_a_query_computes_has_the_type_of_its_values(folder: Any, database: str) -> None:
    text = mapping(QUERY.replace("SELECT *", "SELECT ID, 2 * ID AS twice, 'x' AS text"), "twice")
    assert of(folder.lines(text, "m.ttl")) == [natural("2", "integer")]


@pytest.mark.parametrize(
    ("logical", "reference", "message"),
    [
        (QUERY, "hight", "m.ttl:10:79: no column 'hight' in source people.db; did you mean 'height'?"),
        (QUERY, '\\"HEIGHT\\"', "m.ttl:10:79: no column 'HEIGHT' in source people.db; did you mean 'height'?"),
        (QUERY.replace("SELECT *", "SELECT ID, ID"), "ID", "m.ttl:8:102: two columns are called 'ID'; name one of them AS"),
        (QUERY.replace("SELECT * FROM people", "SELEC 1"), "ID", "m.ttl:8:102: this query cannot be answered: "),
        (QUERY.replace("people", "peopel"), "ID", "m.ttl:8:102: this query cannot be answered: "),
        (QUERY.replace("SELECT * FROM people", "DELETE FROM people"), "ID", "m.ttl:8:102: this "),
        (QUERY.replace("SELECT * FROM people", "SELECT 1; DROP TABLE people"), "ID", "m.ttl:8:102: this "),
        (QUERY.replace("SELECT * FROM people", "ATTACH 'other.db' AS o"), "ID", "m.ttl:8:102: this "),
        (QUERY.replace("SELECT * FROM people", "PRAGMA database_list"), "ID", "m.ttl:8:102: this "),
        ("rml:source <#DB> ; rml:referenceFormulation rml:SQL2008Query", "ID", "m.ttl:8:24: a database needs one query or table, not 0"),
        ('rr:tableName "people"', "ID", "m.ttl:8:24: this logical table names no database; --database gives it one"),
    ],
)  # fmt: skip
def test_a_query_that_cannot_be_is_told(folder: Any, database: str, logical: str, reference: str, message: str) -> None:
    text = mapping(logical, reference)
    error = folder.error(text, "m.ttl")
    assert error.startswith(message)
    assert "\n" not in error


def test_a_query_reads_no_other_file(folder: Any, database: str) -> None:
    """Not by a function of the database, not by a path for a table."""
    (folder.path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    for table in ("read_csv('secret.csv')", "'secret.csv'", "read_text('/etc/passwd')"):
        text = mapping(QUERY.replace("* FROM people", f"1 AS ID, * FROM {table}"), "ID")
        assert "this query cannot be answered" in folder.error(text, "m.ttl")


def test_a_database_is_left_as_it_is(folder: Any, database: str) -> None:
    before = (folder.path / "people.db").read_bytes()
    folder.lines(mapping(TABLE, "height"), "m.ttl")
    assert (folder.path / "people.db").read_bytes() == before
    assert sorted(path.name for path in folder.path.iterdir()) == ["m.ttl", "people.db"]


@pytest.mark.parametrize(
    ("dsn", "message"),
    [
        ("jdbc:mysql://u:secret@host/d", "m.ttl:7:38: a mysql database is a server, which is not read; a SQLite or DuckDB file is"),
        ("jdbc:postgresql://host/d?password=secret", "m.ttl:7:38: a postgresql database is a server, which is not read; a SQLite"),
        ("jdbc:sqlite::memory:", "m.ttl:7:38: a sqlite database in memory holds nothing; name its file"),
        ("jdbc:sqlite:nobody.db", "m.ttl:7:38: the source 'nobody.db': this file cannot be read: no such file or directory"),
        ("jdbc:sqlite:../people.db", "m.ttl:7:38: the source '../people.db' lies outside the folder of its mapping"),
        ("jdbc:sqlite:m.ttl", "m.ttl: this is neither a SQLite nor a DuckDB database"),
    ],
)  # fmt: skip
def test_a_database_that_is_not_here_is_refused_by_its_kind(folder: Any, dsn: str, message: str) -> None:
    """And nothing of its password is said."""
    text = mapping(TABLE, "ID").replace("jdbc:sqlite:people.db", dsn)
    error = folder.error(text, "m.ttl")
    assert error.startswith(message)
    assert "secret" not in error


@pytest.mark.parametrize("start", [b"SQLite format 3\0", b"12345678DUCK1234"])
def test_a_broken_database_is_an_error(folder: Any, start: bytes) -> None:
    folder.write(people_db=start + b"\xff" * 5000)
    assert folder.error(mapping(TABLE, "ID"), "m.ttl").startswith("people.db: this database cannot be ")


def test_values_that_are_not_of_their_column_keep_their_own_type(folder: Any) -> None:
    """SQLite takes any value in any column."""
    with closing(sqlite3.connect(folder.path / "people.db")) as connection, connection:
        connection.execute("CREATE TABLE people (ID, born DATE, paid DECIMAL, active BOOLEAN, seen DATETIME)")
        connection.execute("INSERT INTO people VALUES (1, 'in May', 'much', 'maybe', 1700000000)")
    made = {name: of(folder.lines(mapping(TABLE, name), "m.ttl")) for name in ("born", "paid", "active", "seen")}
    integer = natural("1700000000", "integer")
    assert made == {"born": ['"in May"'], "paid": ['"much"'], "active": ['"maybe"'], "seen": [integer]}


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("TIMESTAMP_NS '2024-01-01 10:00:00.123456789'", natural("2024-01-01T10:00:00.123456789", "dateTime")),
        ("DATE '12024-01-01'", natural("12024-01-01", "date")),
        ("DATE 'infinity'", '"infinity"'),
        ("TIMESTAMPTZ '2024-01-01 10:00:00+02'", natural("2024-01-01T08:00:00Z", "dateTime")),
        ("'nan'::DOUBLE", natural("NaN", "double")),
        (
            "170141183460469231731687303715884105727::HUGEINT",
            natural("170141183460469231731687303715884105727", "integer"),
        ),
        ("uuid '00000000-0000-0000-0000-000000000001'", '"00000000-0000-0000-0000-000000000001"'),
    ],
)
def test_duckdb_values_are_exact(folder: Any, value: str, made: str) -> None:
    """Where Python's own types would round them or end sooner."""
    duckdb.connect(str(folder.path / "people.db")).close()
    text = mapping(QUERY.replace("* FROM people", f"1 AS ID, {value} AS v"), "v")
    assert of(folder.lines(text, "m.ttl")) == [made]


def test_text_of_sqlite_that_is_no_text_is_an_error(folder: Any) -> None:
    with closing(sqlite3.connect(folder.path / "people.db")) as connection, connection:
        connection.execute("CREATE TABLE people AS SELECT 1 AS ID, CAST(x'ff' AS TEXT) AS name")
    assert folder.error(mapping(TABLE, "name"), "m.ttl").startswith("people.db: this is no UTF-8 text: ")


def test_joins_of_a_database_with_itself(folder: Any, database: str) -> None:
    text = f"""{mapping(TABLE, "height")}
<#U> rml:logicalSource [ {QUERY} ] ; rml:subjectMap [ rml:template "http://example.org/u/{{ID}}" ] ;
  rml:predicateObjectMap [ rml:predicate ex:v ; rml:objectMap [ rml:parentTriplesMap <#T> ;
    rml:joinCondition [ rml:child "ID" ; rml:parent "ID" ] ] ] ."""
    assert of(folder.lines(text, "m.ttl"))[1:] == ["<http://example.org/1>"]


def test_a_database_may_be_compressed(folder: Any, database: str, tmp_path: Path) -> None:
    import gzip

    content = (folder.path / "people.db").read_bytes()
    (folder.path / "people.db").unlink()
    (folder.path / "people.gz").write_bytes(gzip.compress(content))
    source = '[ rml:path "people.gz" ; rml:compression rml:gzip ]'
    assert of(folder.lines(mapping(QUERY.replace("<#DB>", source), "height"), "m.ttl")) == [NATURAL["height"]]


def test_r2rml_is_given_its_database(folder: Any, database: str) -> None:
    """Which it leaves to its processor."""
    text = """@prefix rr: <http://www.w3.org/ns/r2rml#> .
<#T> rr:logicalTable [ rr:tableName "people" ] ;
  rr:subjectMap [ rr:template "http://example.org/{ID}" ; rr:class <http://example.org/P> ] ;
  rr:predicateObjectMap [ rr:predicate <http://example.org/v> ; rr:objectMap [ rr:column "\\"Full Name\\"" ] ] .
<#U> rr:logicalTable [ a rr:R2RMLView ; rr:sqlVersion rr:SQL2008 ; rr:sqlQuery "SELECT ID AS number FROM people" ] ;
  rr:subjectMap [ rr:template "http://example.org/u/{number}" ] ;
  rr:predicateObjectMap [ rr:predicate <http://example.org/v> ; rr:objectMap [ rr:parentTriplesMap <#T> ;
    rr:joinCondition [ rr:child "number" ; rr:parent "ID" ] ] ] .
"""
    elsewhere = folder.path / "mappings"
    elsewhere.mkdir()
    (elsewhere / "m.ttl").write_text(text, encoding="utf-8")
    plan = rml.read_files([elsewhere / "m.ttl"], base="http://x/", database=folder.path / "people.db")
    assert of([" ".join(filter(None, quad)) for quad in plan.run()]) == ["", '"Ada"', "<http://example.org/1>"]
