"""CSV in the dialects that CSVW describes, in encodings, and with nulls."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

from typing import Any

import pytest

HEAD = """@prefix rml: <http://w3id.org/rml/> .
@prefix csvw: <http://www.w3.org/ns/csvw#> .
@prefix ex: <http://example.org/> .
"""


def table(said: str, reference: str = "name") -> str:
    return f"""{HEAD}<#T> rml:logicalSource [ rml:source [ a csvw:Table ; csvw:url "t.csv" ; {said} ] ] ;
  rml:subject ex:s ; rml:predicateObjectMap [ rml:predicate ex:n ; rml:objectMap [ rml:reference "{reference}" ] ] ."""


def dialect(said: str, reference: str = "name") -> str:
    return table(f"csvw:dialect [ {said} ]", reference)


def values(lines: list[str]) -> list[str]:
    return [line.partition("n> ")[2] for line in lines]


@pytest.mark.parametrize(
    ("text", "content", "made"),
    [
        (dialect('csvw:delimiter ";"'), "id;name\n1;a,b\n", ['"a,b"']),
        (dialect('csvw:delimiter "\\t"'), "id\tname\n1\ta\n", ['"a"']),
        (dialect("csvw:quoteChar \"'\""), "id,name\n1,'a,b'\n", ['"a,b"']),
        (dialect('csvw:quoteChar ""'), 'id,name\n1,"a\n', [r'"\"a"']),
        (dialect("csvw:doubleQuote false"), 'id,name\n1,"a\\"b"\n', [r'"a\"b"']),
        (dialect('csvw:commentPrefix "#"'), "# of people\nid,name\n#1,x\n2,a#b\n", ['"a#b"']),
        (dialect('csvw:commentPrefix "#"'), 'id,name\n1,"a\n#b"\n', [r'"a\n#b"']),
        (dialect("csvw:skipRows 2"), 'of "people\n\nid,name\n1,a\n', ['"a"']),
        (dialect("csvw:skipColumns 1"), "x,id,name\nx,1,a\n", ['"a"']),
        (dialect("csvw:headerRowCount 2"), "id,name\nthe id,the name\n1,a\n", ['"a"']),
        (dialect("csvw:header false", "_col.2"), "1,a\n2,b\n", ['"a"', '"b"']),
        (dialect("csvw:header false", "_col.2"), "", []),
        (dialect('csvw:header "0"', "_col.1"), "1,a\n", ['"1"']),
        (dialect("csvw:trim true"), " id , name \n 1 , a \n", ['"a"']),
        (dialect('csvw:trim "start"'), "id, name\n1, a \n", ['"a "']),
        (dialect('csvw:trim "end"'), "id,name \n1, a \n", ['" a"']),
        (dialect("csvw:skipInitialSpace true"), "id, name\n1, a \n", ['"a "']),
        (dialect("csvw:skipBlankRows true"), "id,name\n,\n1,a\n", ['"a"']),
        (dialect('csvw:lineTerminators ( "\\r\\n" "\\n" )'), "id,name\r\n1,a\r\n", ['"a"']),
        (dialect('csvw:encoding "iso-8859-1"'), "id,name\n1,é\n".encode("latin1"), ['"é"']),
        (table('csvw:null "-", "n/a"'), "id,name\n1,-\n2,n/a\n3,a\n", ['"a"']),
        (table('csvw:delimiter "|"'), "id|name\n1|a\n", ['"a"']),
        (
            table('csvw:dialect [ csvw:header false ] ; csvw:tableSchema [ csvw:column ( [ csvw:name "id" ] [ csvw:name "name" ] ) ]'),
            "1,a\n",
            ['"a"'],
        ),
    ],
)  # fmt: skip
def test_a_table_is_read_as_its_dialect_says(folder: Any, text: str, content: str | bytes, made: list[str]) -> None:
    folder.write(t_csv=content)
    assert values(folder.lines(text, "m.ttl")) == made


@pytest.mark.parametrize(
    ("text", "content", "message"),
    [
        (dialect("csvw:skipRows 2"), "x\nx\nid,name\n1\n", "t.csv:4: this row has 1 cells where the header has 2"),
        (dialect('csvw:commentPrefix "#"'), "#\n#\nid,name\n#\n1\n", "t.csv:5: this row has 1 cells where the header"),
        (dialect("csvw:header false", "_col.3"), "1,a\n", "m.ttl:5:98: no column '_col.3' in source t.csv; did you mean"),
        (dialect("csvw:skipRows 9"), "id,name\n", "t.csv:10: this CSV has no header line"),
    ],
)  # fmt: skip
def test_errors_have_the_line_of_the_file(folder: Any, text: str, content: str, message: str) -> None:
    """Whatever was passed over before it."""
    folder.write(t_csv=content)
    assert folder.error(text, "m.ttl").startswith(message)


def test_an_end_of_tsv_tells_the_delimiter(folder: Any) -> None:
    folder.write(t_tsv="id\tname\n1\ta,b\n")
    text = "mappings: {m: {sources: [[t.tsv~csv]], s: 'http://x/$(id)', po: [[schema:name, $(name)]]}}"
    assert folder.lines(text) == ['<http://x/1> <http://schema.org/name> "a,b"']


@pytest.mark.parametrize("encoding", ["UTF-16", "UTF-16LE", "utf-32", "ISO-8859-15", "windows-1252"])
def test_an_encoding_is_named_as_the_world_names_it(folder: Any, encoding: str) -> None:
    folder.write(t_csv="id,name\n1,é\n".encode(encoding))
    text = f"""{HEAD}<#T> rml:logicalSource [ rml:source [ rml:path "t.csv" ; rml:encoding rml:{encoding} ] ;
    rml:referenceFormulation rml:CSV ] ;
  rml:subject ex:s ; rml:predicateObjectMap [ rml:predicate ex:n ; rml:objectMap [ rml:reference "name" ] ] ."""
    assert values(folder.lines(text, "m.ttl")) == ['"é"']


def test_nulls_may_be_named_of_json_and_xml_too(folder: Any) -> None:
    """Besides those that are null in themselves."""
    folder.write(t_json='[{"n": null}, {"n": ""}, {"n": 0}, {"n": "a"}]', t_xml="<r><i/><i>a</i></r>")
    text = HEAD + "".join(
        f"""<#{kind}> rml:logicalSource [ rml:source [ rml:path "{name}" ; rml:null "", "0" ] ; rml:iterator "{path}" ;
    rml:referenceFormulation rml:{kind} ] ;
  rml:subject ex:{kind} ; rml:predicateObjectMap [ rml:predicate ex:n ; rml:objectMap [ rml:reference "{reference}" ] ] .
"""
        for kind, name, path, reference in (
            ("JSONPath", "t.json", "$[*]", "$.n"),
            ("XPath", "t.xml", "/r/i", "."),
        )
    )
    assert values(folder.lines(text, "m.ttl")) == ['"a"', '"a"']
