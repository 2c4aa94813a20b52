"""RML in Turtle: the current vocabulary and the older ones, functions, and errors with their places."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

from typing import Any

import pytest

HEAD = """@prefix rml: <http://w3id.org/rml/> .
@prefix ex: <http://example.org/> .
"""
SOURCE = """rml:logicalSource [ rml:source [ a rml:RelativePathSource; rml:root rml:MappingDirectory; rml:path "t.csv" ];
    rml:referenceFormulation rml:CSV ];"""
TABLE = "id,name\n1,Ada\n2,Bo\n"


def triples_map(body: str) -> str:
    return f"{HEAD}<#T> a rml:TriplesMap;\n  {SOURCE}\n  {body} .\n"


def test_older_vocabularies_mean_the_same(folder: Any) -> None:
    """R2RML's terms and the first RML's give what the current ones give."""
    folder.write(t_csv=TABLE)
    old = """@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
<#T> rml:logicalSource [ rml:source "t.csv"; rml:referenceFormulation ql:CSV ];
  rr:subjectMap [ rr:template "http://example.org/{id}"; rr:class <http://example.org/P> ];
  rr:predicateObjectMap [ rr:predicate <http://example.org/n>; rr:objectMap [ rml:reference "name"; rr:language "en" ] ] .
"""
    new = triples_map(
        'rml:subjectMap [ rml:template "http://example.org/{id}"; rml:class ex:P ];'
        'rml:predicateObjectMap [ rml:predicate ex:n; rml:objectMap [ rml:reference "name"; rml:language "en" ] ]'
    )
    assert folder.lines(old, "old.ttl") == folder.lines(new, "new.ttl")
    assert '<http://example.org/2> <http://example.org/n> "Bo"@en' in folder.lines(new, "new.ttl")


def test_functions_are_called_as_rml_fnml_says(folder: Any) -> None:
    folder.write(t_csv=TABLE)
    text = triples_map(
        "rml:subject ex:s; rml:predicateObjectMap [ rml:predicate ex:n; rml:objectMap [ rml:functionExecution ["
        " rml:function <http://users.ugent.be/~bjdmeest/function/grel.ttl#toUpperCase>;"
        " rml:input [ rml:parameter <http://users.ugent.be/~bjdmeest/function/grel.ttl#valueParam>;"
        '   rml:inputValueMap [ rml:reference "name" ] ] ] ] ]'
    )
    assert [line.split()[-1] for line in folder.lines(text, "m.ttl")] == ['"ADA"', '"BO"']


def test_functions_as_fnml_first_wrote_them(folder: Any) -> None:
    folder.write(t_csv=TABLE)
    text = (
        "@prefix rr: <http://www.w3.org/ns/r2rml#> .\n@prefix fnml: <http://semweb.mmlab.be/ns/fnml#> .\n"
        "@prefix grel: <http://users.ugent.be/~bjdmeest/function/grel.ttl#> .\n"
        "@prefix fno: <https://w3id.org/function/ontology#> .\n"
    ) + triples_map(
        "rr:subject ex:s; rr:predicateObjectMap [ rr:predicate ex:n; rr:objectMap [ fnml:functionValue ["
        " rr:predicateObjectMap [ rr:predicate fno:executes; rr:objectMap [ rr:constant grel:toUpperCase ] ];"
        ' rr:predicateObjectMap [ rr:predicate grel:valueParameter; rr:objectMap [ rr:reference "name" ] ] ] ] ]'
    )
    assert [line.split()[-1] for line in folder.lines(text, "m.ttl")] == ['"ADA"', '"BO"']


def test_xpath_takes_declared_namespaces(folder: Any) -> None:
    folder.write(t_xml='<r xmlns:x="http://example.org/x"><x:i id="1"><x:n>A</x:n><x:n>B</x:n></x:i></r>')
    text = f"""{HEAD}<#T> rml:logicalSource [ rml:source [ rml:path "t.xml" ]; rml:iterator "/r/y:i";
    rml:referenceFormulation [ a rml:XPathReferenceFormulation; rml:namespace [
      rml:namespacePrefix "y"; rml:namespaceURL "http://example.org/x" ] ] ];
  rml:subjectMap [ rml:template "http://example.org/{{@id}}" ];
  rml:predicateObjectMap [ rml:predicate ex:n; rml:objectMap [ rml:reference "y:n" ] ] ."""
    assert [line.split()[-1] for line in folder.lines(text, "m.ttl")] == ['"A"', '"B"']


def test_listed_nulls_are_no_values(folder: Any) -> None:
    """And without a list an empty cell is an empty text."""
    folder.write(t_csv="id,name\n1,\n2,n/a\n")
    body = 'rml:subjectMap [ rml:template "http://example.org/{id}" ]; rml:predicateObjectMap [ rml:predicate ex:n; rml:objectMap [ rml:reference "name" ] ]'
    text = triples_map(body)
    assert [line.split()[-1] for line in folder.lines(text, "a.ttl")] == ['""', '"n/a"']
    assert folder.lines(text.replace('"t.csv"', '"t.csv"; rml:null "", "n/a"'), "b.ttl") == []


def test_sources_may_be_utf_16(folder: Any) -> None:
    folder.write(t_csv="id,name\n1,Zoë\n".encode("utf-16"))
    body = 'rml:subject ex:s; rml:predicateObjectMap [ rml:predicate ex:n; rml:objectMap [ rml:reference "name" ] ]'
    text = triples_map(body).replace('"t.csv"', '"t.csv"; rml:encoding rml:UTF-16')
    assert folder.lines(text, "m.ttl") == ['<http://example.org/s> <http://example.org/n> "Zoë"']


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (triples_map('rml:subjectMap [ rml:templat "x" ]'), "m.ttl:6:20: unknown property rml:templat of a subject map; did you mean 'template'?"),
        (triples_map('rml:subjectMap [ rml:template "http://x/{id}"; rml:termType rml:Litteral ]'), "m.ttl:6:63: no term type 'Litteral'; did you mean 'Literal'?"),
        (triples_map('rml:subjectMap [ rml:template "http://x/{id}"; rml:termType rml:Literal ]'), "m.ttl:6:18: a subject is an IRI or a blank node, never a literal"),
        (triples_map('rml:subjectMap [ rml:template "http://x/{id" ]'), "m.ttl:6:33: the reference '{id' is not closed in the template 'http://x/{id'"),
        (triples_map("rml:subject ex:s; rml:predicateObjectMap [ rml:predicate ex:n ]"), "m.ttl:6:44: this predicate-object map has no object"),
        (triples_map('rml:subject ex:s; rml:predicateObjectMap [ rml:predicate ex:n; rml:objectMap [ rml:reference "nam" ] ]'), "m.ttl:6:96: no column 'nam' in source t.csv; did you mean 'name'?"),
        (triples_map("rml:subject ex:s").replace("rml:CSV", "rml:CSW"), "m.ttl:5:30: no reference formulation 'CSW'; did you mean 'CSV'?"),
        (f"{HEAD}<#T> a rml:TriplesMap rml:subject ex:s .", "m.ttl:3:23: this is no well-formed Turtle: A dot is expected at the end of statements"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(folder: Any, text: str, message: str) -> None:
    """File, line and column of what is wrong, and the nearest right name."""
    folder.write(t_csv=TABLE)
    assert folder.error(text, "m.ttl") == message


@pytest.mark.parametrize("wrong", ["rml:class 'C'", "rml:graph 'g'", "rml:constant _:b", "rml:template 'x', 'y'"])
def test_what_rdf_does_not_allow_is_refused(folder: Any, wrong: str) -> None:
    """Literals as classes or graphs, blank nodes as constants, two of what there can be one of."""
    folder.write(t_csv=TABLE)
    template = "" if wrong.startswith(("rml:constant", "rml:template")) else "rml:template 'http://x/{id}';"
    assert folder.error(triples_map(f"rml:subjectMap [ {template} {wrong} ]"), "m.ttl").startswith("m.ttl:6:")


def source(said: str, formulation: str = "rml:CSV") -> str:
    return f"{HEAD}<#T> rml:logicalSource [ {said} rml:referenceFormulation {formulation} ] ;\n  rml:subject ex:s ."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (source('rml:source "t.csv", "u.csv" ;'), "m.ttl:3:46: a logical source has one rml:source, not 2"),
        (source('rml:sourc "t.csv" ;'), "m.ttl:3:26: a logical source has no property rml:sourc here; did you mean 'source'?"),
        (source('rml:source [ rml:pth "t.csv" ] ;'), "m.ttl:3:39: a file source has no property rml:pth; did you mean 'path'?"),
        (source("rml:source [ a ex:Database ] ;"), "m.ttl:3:37: this rml:source names no file: expected rml:path, csvw:url, dcat:downloadURL, void:dataDump or d2rq:jdbcDSN"),
        (source("rml:source [ <http://www.w3.org/ns/sparql-service-description#endpoint> ex:e ] ;"), "m.ttl:3:37: a SPARQL endpoint is no rml:source that is supported"),
        (source("rml:source <#nothing> ;"), "m.ttl:3:37: nothing describes the rml:source <http://base.example/#nothing>"),
        (source("rml:source <mqtt://example.org/t> ;"), "m.ttl:3:37: sources by mqtt are not read: files, http and https are"),
        (source('rml:source [ rml:path "t.csv" ; rml:compression rml:gzp ] ;'), "m.ttl:3:74: no compression 'gzp'; did you mean 'gzip'?"),
        (source('rml:source [ rml:path "t.csv" ; rml:query "q" ] ;'), "t.csv: this is neither a SQLite nor a DuckDB database"),
        (source('rml:source [ rml:path "t.csv" ; rml:encoding rml:UTF-9 ] ;'), "m.ttl:3:71: no encoding 'UTF-9'; did you mean 'UTF-8'?"),
        (source('rml:source [ rml:path "t.csv" ; rml:root ex:nowhere ] ;'), "m.ttl:3:67: no root http://example.org/nowhere of paths"),
        (source('rml:source "t.csv" ; rml:iterator "a", "b" ;'), "m.ttl:3:65: a logical source has one rml:iterator, not 2"),
        (source('rml:source "t.csv" ; rml:iterator "a" ;'), "m.ttl:3:60: CSV has rows and takes no iterator"),
        (source('rml:source "t.xml" ;', "rml:XPath"), "m.ttl:3:24: an XML source needs an iterator, an XPath such as /root/item"),
        (source('rml:source "t.xml" ;', "[ a ex:Other ]"), "m.ttl:3:72: this reference formulation is not supported"),
        (triples_map('rml:subject ex:s; rml:subjectMap [ rml:template "http://x/{id}" ]'), "m.ttl:6:15: this triples map has both a subject and a subject map"),
        (triples_map('rml:subjectMap [ rml:template "http://x/{id}"; rml:reference "id" ]'), "m.ttl:6:50: both rml:reference and rml:template are given"),
        (triples_map("rml:subject ex:s; rml:predicateObjectMap [ rml:predicate ex:p; rml:object ex:o; rml:logicalTarget ex:t ]"), "m.ttl:6:83: unknown property rml:logicalTarget of a predicate-object map"),
        (triples_map("rml:subject ex:s; rml:predicateObjectMap [ rml:predicate ex:p; rml:objectMap [ rml:parentTriplesMap <#U> ] ]"), "m.ttl:6:103: no mapping '<http://base.example/#U>'; did you mean '<http://base.example/#T>'?"),
        (triples_map('rml:subject ex:s; rml:predicateObjectMap [ rml:predicate ex:p; rml:objectMap [ rml:reference "name"; rml:datatype ex:d; rml:language "en" ] ]'), "m.ttl:6:136: a literal has a datatype or a language, not both"),
        (triples_map('rml:subject ex:s; rml:predicateObjectMap [ rml:predicate ex:p; rml:objectMap [ rml:constant ex:c; rml:language "en" ] ]'), "m.ttl:6:114: a datatype or a language goes with a literal"),
        (triples_map('rml:subject ex:s; rml:predicateObjectMap [ rml:predicate "p"; rml:object ex:o ]'), "m.ttl:6:60: a predicate is an IRI, not a literal"),
    ],
)  # fmt: skip
def test_sources_and_maps_say_one_thing(folder: Any, text: str, message: str) -> None:
    """What is there twice, not at all, or is not of this engine."""
    folder.write(t_csv=TABLE, t_xml="<r/>")
    assert folder.error(text, "m.ttl") == message


def test_a_csvw_table_is_a_source(folder: Any) -> None:
    """With its delimiter, encoding and nulls."""
    folder.write(t_csv="id;name\n1;Zoë\n2;-\n".encode("latin1"))
    text = f"""{HEAD}@prefix csvw: <http://www.w3.org/ns/csvw#> .
<#T> rml:logicalSource [ rml:referenceFormulation rml:CSV ; rml:source [ a csvw:Table ; csvw:url "t.csv" ; csvw:null "-" ;
    csvw:dialect [ a csvw:Dialect ; csvw:delimiter ";" ; csvw:encoding "latin1" ] ] ] ;
  rml:subject ex:s ; rml:predicateObjectMap [ rml:predicate ex:n ; rml:objectMap [ rml:reference "name" ] ] ."""
    assert folder.lines(text, "m.ttl") == ['<http://example.org/s> <http://example.org/n> "Zoë"']


@pytest.mark.parametrize(
    "said",
    [
        'csvw:delimiter ";;"',
        'csvw:encoding "utf-9"',
        'csvw:header "no"',
        "csvw:skipRows -1",
        "csvw:delimeter 'x'",
        "csvw:quoteChar '\"\"'",
        "csvw:delimiter '|'; csvw:quoteChar '|'",
        "csvw:trim 'both'",
        "csvw:lineTerminators ';'",
    ],
)
def test_a_dialect_that_is_not_read_is_refused(folder: Any, said: str) -> None:
    text = f"""{HEAD}@prefix csvw: <http://www.w3.org/ns/csvw#> .
<#T> rml:logicalSource [ rml:referenceFormulation rml:CSV ; rml:source [ csvw:url "t.csv" ; csvw:dialect [ {said} ] ] ] ;
  rml:subject ex:s ."""
    assert folder.error(text, "m.ttl").startswith("m.ttl:4:")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (triples_map("rml:subjectMap <#Nowhere>"), "m.ttl:6:18: this subject map has no constant, reference, template or function"),
        (triples_map("rml:subject ex:s; rml:predicateObjectMap <#Nowhere>"), "m.ttl:6:44: this predicate-object map has no predicate"),
        (source('rml:source "t.csv" ;').replace("[ rml:source", "<#Nowhere> . <#Else> [ rml:source").partition(". <#Else>")[0] + "; rml:subject ex:s .", "m.ttl:3:24: a logical source has one rml:source, not 0"),
    ],
)  # fmt: skip
def test_what_is_said_nowhere_is_told_where_it_is_used(folder: Any, text: str, message: str) -> None:
    assert folder.error(text, "m.ttl") == message


def test_triples_maps_that_join_in_a_circle_end(folder: Any) -> None:
    """With each other, and with themselves."""
    folder.write(t_csv="id,boss\n1,2\n2,1\n")
    join = 'rml:objectMap [ rml:parentTriplesMap <#{}>; rml:joinCondition [ rml:child "boss"; rml:parent "id" ] ]'
    text = HEAD + "".join(
        f'<#{name}> {SOURCE} rml:subjectMap [ rml:template "http://example.org/{name}{{id}}" ];\n'
        f"  rml:predicateObjectMap [ rml:predicate ex:p; {join.format(other)} ], [ rml:predicate ex:q; {join.format(name)} ] .\n"
        for name, other in (("A", "B"), ("B", "A"))
    )
    assert len(folder.lines(text, "m.ttl")) == 8
