"""Functions in RML: executions as RML-FNML has them, as FNML first wrote them, and what is wrong in one.

https://kg-construct.github.io/rml-fnml/spec/docs/
"""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

from typing import Any

import pytest

HEAD = """@prefix rml: <http://w3id.org/rml/> .
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix fnml: <http://semweb.mmlab.be/ns/fnml#> .
@prefix fno: <https://w3id.org/function/ontology#> .
@prefix grel: <http://users.ugent.be/~bjdmeest/function/grel.ttl#> .
@prefix idlab-fn: <https://w3id.org/imec/idlab/function#> .
@prefix e: <http://e.example/> .
"""
UPPER = 'rml:function grel:toUpperCase ; rml:input [ rml:parameter grel:valueParam ; rml:inputValueMap [ rml:reference "name" ] ]'


def document(said: str, *, subject: str = "rml:subject e:s", more: str = "") -> str:
    """A triples map over people, with what its predicate-object map says."""
    return (
        f'{HEAD}<#T> rml:logicalSource [ rml:source "t.csv" ; rml:referenceFormulation rml:CSV ] ;\n'
        f"  {subject} ;\n  rml:predicateObjectMap [ {said} ] .\n{more}"
    )


def valued(value: str) -> str:
    return f"rml:predicate e:p ; rml:objectMap [ {value} ]"


@pytest.fixture
def people(folder: Any) -> Any:
    folder.write(t_csv="id,name,town\n1,Ada,Bar\n2,Bo,\n")
    return folder


@pytest.mark.parametrize(
    ("said", "more", "objects"),
    [
        (valued(f"rml:functionExecution [ {UPPER} ]"), "", ['"ADA"', '"BO"']),
        (valued(f"rml:functionExecution [ {UPPER} ] ; rml:return grel:stringOut"), "", ['"ADA"', '"BO"']),
        (valued(f"rml:functionExecution [ {UPPER} ] ; rml:returnMap [ rml:constant grel:stringOut ]"), "", ['"ADA"', '"BO"']),
        (valued('rml:functionExecution [ rml:functionMap [ rml:constant grel:toUpperCase ] ; rml:input [ rml:parameterMap [ rml:constant grel:valueParam ] ; rml:inputValueMap [ rml:template "{name}!" ] ] ]'), "", ['"ADA!"', '"BO!"']),
        (valued('rml:functionExecution [ rml:function grel:toUpperCase ; rml:input [ rml:parameter grel:valueParam ; rml:inputValue "x" ] ]'), "", ['"X"']),
        (valued("rml:functionExecution <#Nested>"), f'<#Nested> rml:function grel:string_replace ; rml:input [ rml:parameter grel:valueParam ; rml:inputValueMap [ rml:functionExecution <#Upper> ] ] , [ rml:parameter grel:param_find ; rml:inputValue "A" ] , [ rml:parameter grel:param_replace ; rml:inputValue "-" ] .\n<#Upper> {UPPER} .', ['"-D-"', '"BO"']),
        (valued('rml:functionExecution <#Upper> ; rml:language "sr"'), f"<#Upper> {UPPER} .", ['"ADA"@sr', '"BO"@sr']),
        (valued("rml:functionExecution <#Length> ; rml:datatype e:N"), '<#Length> rml:function grel:string_length ; rml:input [ rml:parameter grel:valueParam ; rml:inputValueMap [ rml:reference "name" ] ] .', ['"3"^^<http://e.example/N>', '"2"^^<http://e.example/N>']),
        (valued('rml:reference "town" ; rml:condition [ rml:functionExecution [ rml:function idlab-fn:notEqual ; rml:input [ rml:parameter grel:valueParam ; rml:inputValueMap [ rml:reference "town" ] ] , [ rml:parameter grel:valueParam2 ; rml:inputValue "" ] ] ]'), "", ['"Bar"']),
        (f'rml:predicate e:p ; rml:object "x" ; rml:condition [ rml:functionExecution [ rml:function idlab-fn:equal ; rml:input [ rml:parameter grel:valueParam ; rml:inputValueMap [ rml:functionExecution [ {UPPER} ] ] ] , [ rml:parameter grel:valueParam2 ; rml:inputValue "BO" ] ] ]', "", ['"x"']),
        (valued('rml:functionExecution [ rml:function grel:controls_if ; rml:input [ rml:parameter grel:bool_b ; rml:inputValueMap [ rml:functionExecution [ rml:function grel:string_startsWith ; rml:input [ rml:parameter grel:valueParam ; rml:inputValueMap [ rml:reference "name" ] ] , [ rml:parameter grel:string_sub ; rml:inputValue "A" ] ] ] ] , [ rml:parameter grel:any_true ; rml:inputValue "yes" ] , [ rml:parameter grel:any_false ; rml:inputValue "no" ] ]'), "", ['"yes"', '"no"']),
        (valued('rml:functionExecution [ rml:function grel:array_join ; rml:input [ rml:parameter grel:p_array_a ; rml:inputValueMap [ rml:reference "name" ] ] , [ rml:parameter grel:p_array_a ; rml:inputValueMap [ rml:reference "id" ] ] , [ rml:parameter grel:p_string_sep ; rml:inputValue "/" ] ]'), "", ['"Ada/1"', '"Bo/2"']),
        (valued('rml:functionExecution [ rml:function grel:string_split ; rml:input [ rml:parameter grel:valueParam ; rml:inputValueMap [ rml:reference "name" ] ] , [ rml:parameter grel:p_string_sep ; rml:inputValue "d" ] ]'), "", ['"A"', '"a"', '"Bo"']),
        (valued('rr:termType rr:IRI ; rml:functionExecution [ rml:function idlab-fn:concat ; rml:input [ rml:parameter idlab-fn:str ; rml:inputValue "http://e.example/" ] , [ rml:parameter idlab-fn:otherStr ; rml:inputValueMap [ rml:reference "name" ] ] ]'), "", ["<http://e.example/Ada>", "<http://e.example/Bo>"]),
        (valued('rml:functionExecution [ rml:function grel:toUpperCase ; rml:input [ rml:parameter grel:valueParam ; rml:valueMap [ rml:reference "name" ] ] ]'), "", ['"ADA"', '"BO"']),
        (valued('fnml:execution [ fnml:function grel:toUpperCase ; fnml:input [ fnml:parameter grel:valueParam ; fnml:value "x" ] ]'), "", ['"X"']),
        (valued("fnml:functionValue <#Old>"), '<#Old> rr:subjectMap [ rr:template "functionExec" ; rr:termType rr:BlankNode ; rr:class fno:Execution ] ; rr:predicateObjectMap [ rr:predicateMap [ rr:constant fno:executes ] ; rr:objectMap [ rr:constant "http://users.ugent.be/~bjdmeest/function/grel.ttl#toUpperCase" ; rr:termType rr:IRI ] ] , [ rr:predicate grel:valueParameter ; rr:objectMap [ rml:reference "name" ] ] .', ['"ADA"', '"BO"']),
        (valued('fnml:functionValue [ rml:logicalSource [ rml:source "t.csv" ; rml:referenceFormulation rml:CSV ] ; rr:predicateObjectMap [ rr:predicate fno:executes ; rr:object grel:array_join ] , [ rr:predicate grel:p_array_a ; rr:object "x" , "y" ] , [ rr:predicate grel:p_string_sep ; rr:object "" ] ]'), "", ['"xy"']),
        (valued('fnml:functionValue [ rr:predicateObjectMap [ rr:predicate fno:executes ; rr:object idlab-fn:trueCondition ] , [ rr:predicate idlab-fn:strBoolean ; rr:objectMap [ fnml:functionValue [ rr:predicateObjectMap [ rr:predicate fno:executes ; rr:object idlab-fn:equal ] , [ rr:predicate grel:valueParameter ; rr:objectMap [ rml:reference "id" ] ] , [ rr:predicate grel:valueParameter2 ; rr:object "2" ] ] ] ] , [ rr:predicate idlab-fn:str ; rr:objectMap [ rml:reference "name" ] ] ]'), "", ['"Bo"']),
    ],
)  # fmt: skip
def test_an_execution_gives_the_objects(people: Any, said: str, more: str, objects: list[str]) -> None:
    """Direct, by maps, nested, as conditions, and in the older ways of writing."""
    assert [line.split(" ", 2)[2] for line in people.lines(document(said, more=more), "m.ttl")] == objects


CONCAT = 'rml:functionExecution [ rml:function idlab-fn:concat ; rml:input [ rml:parameter idlab-fn:str ; rml:inputValue "http://e.example/" ] , [ rml:parameter idlab-fn:otherStr ; rml:inputValueMap [ rml:reference "name" ] ] ]'


def test_functions_make_subjects_predicates_and_graphs(people: Any) -> None:
    """IRIs, unless they say otherwise."""
    text = document(
        f'rml:predicateMap [ {CONCAT} ] ; rml:object "x" ; rml:graphMap [ {CONCAT} ]',
        subject=f"rml:subjectMap [ {CONCAT} ]",
    )
    ada = "<http://e.example/Ada>"
    assert people.lines(text, "m.ttl")[0] == f'{ada} {ada} "x" {ada}'


def test_functions_make_languages_and_datatypes(people: Any) -> None:
    lower = UPPER.replace("toUpperCase", "toLowerCase")
    text = document(
        f'rml:predicate e:p ; rml:objectMap [ rml:reference "id" ; rml:languageMap [ rml:functionExecution [ {lower} ] ] ] , [ rml:reference "id" ; rml:datatypeMap [ {CONCAT} ] ]'
    )
    assert [line.split()[2] for line in people.lines(text, "m.ttl")] == [
        '"1"@ada',
        '"1"^^<http://e.example/Ada>',
        '"2"@bo',
        '"2"^^<http://e.example/Bo>',
    ]


def test_functions_make_the_sides_of_joins(people: Any) -> None:
    join = f'rml:parentTriplesMap <#U> ; rml:joinCondition [ rml:childMap [ rml:functionExecution [ {UPPER} ] ] ; rml:parent "shout" ]'
    people.write(u_csv="shout,no\nADA,7\n")
    more = '<#U> rml:logicalSource [ rml:source "u.csv" ; rml:referenceFormulation rml:CSV ] ; rml:subjectMap [ rml:template "http://e.example/{no}" ] .\n'
    assert people.lines(document(valued(join), more=more), "m.ttl") == [
        "<http://e.example/s> <http://e.example/p> <http://e.example/7>"
    ]


def test_one_execution_may_serve_several_maps(people: Any) -> None:
    said = 'rml:predicate e:p ; rml:objectMap [ rml:functionExecution <#Upper> ] , [ rml:functionExecution <#Upper> ; rml:language "sr" ]'
    text = document(said, more=f"<#Upper> {UPPER} .")
    assert [line.split()[2] for line in people.lines(text, "m.ttl")] == ['"ADA"', '"ADA"@sr', '"BO"', '"BO"@sr']


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("rml:functionExecution [ rml:function grel:toUperCase ]", "m.ttl:10:101: no function 'http://users.ugent.be/~bjdmeest/function/grel.ttl#toUperCase'; did you mean 'toUpperCase'?"),
        ("rml:functionExecution [ rml:function idlab-fn:random ]", "m.ttl:10:101: no function 'https://w3id.org/imec/idlab/function#random': it is left out, as it gives something else each time; make the value before, as a column"),
        ("rml:functionExecution [ rml:functon grel:toUpperCase ]", "m.ttl:10:88: unknown property rml:functon of a function execution; did you mean 'function'?"),
        ("rml:functionExecution [ rml:input [] ]", "m.ttl:10:86: this function execution names no rml:function"),
        ('rml:functionExecution [ rml:functionMap [ rml:reference "name" ] ]', "m.ttl:10:104: the rml:functionMap of a function execution has an rml:constant"),
        ('rml:functionExecution [ rml:function grel:toUpperCase ; rml:input [ rml:inputValue "x" ] ]', "m.ttl:10:130: this input names no rml:parameter"),
        ("rml:functionExecution [ rml:function grel:toUpperCase ; rml:input [ rml:parameter grel:valueParam ] ]", "m.ttl:10:130: this input has no value"),
        ('rml:functionExecution [ rml:function grel:toUpperCase ; rml:input [ rml:parametr grel:valueParam ; rml:inputValue "x" ] ]', "m.ttl:10:132: unknown property rml:parametr of an input; did you mean 'parameter'?"),
        ('rml:functionExecution [ rml:function grel:toUpperCase ; rml:input [ rml:parameter grel:valueParm ; rml:inputValue "x" ] ]', "m.ttl:10:146: the function upper has no parameter 'http://users.ugent.be/~bjdmeest/function/grel.ttl#valueParm'; did you mean 'valueParam'?"),
        ("rml:functionExecution [ rml:function grel:toUpperCase ]", "m.ttl:10:86: the function upper needs its parameter 'value'"),
        (f"rml:functionExecution [ {UPPER} ] ; rml:return grel:output_number", "m.ttl:10:OUT: the function upper has no output 'http://users.ugent.be/~bjdmeest/function/grel.ttl#output_number'; there are stringOut, stringOutput"),
        ("rml:functionExecution <#Self>", "m.ttl:12:COL: this function execution takes its own result"),
        ('rml:functionExecution [ rml:function grel:string_match ; rml:input [ rml:parameter grel:valueParam ; rml:inputValue "x" ] , [ rml:parameter grel:p_string_regex ; rml:inputValue "/(/" ] ]', "m.ttl:10:204: the function match takes no such pattern: '(' is no regular expression: missing ): ("),
        ('rml:reference "name" ; rml:condition [ rml:reference "id" ]', "m.ttl:10:103: unknown property rml:reference of a condition"),
        ('rml:reference "name" ; rml:condition <#nothing>', "m.ttl:10:101: a condition has an rml:functionExecution"),
        ('fnml:functionValue [ rr:predicateObjectMap [ rr:predicate grel:valueParameter ; rr:object "x" ] ]', "m.ttl:10:83: this function value says no fno:executes"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_an_execution_is_told_with_its_place(people: Any, said: str, message: str) -> None:
    """And the nearest right name, before a row is read."""
    more = "<#Self> rml:function grel:toUpperCase ;\n  rml:input [ rml:parameter grel:valueParam ; rml:inputValueMap [ rml:functionExecution <#Self> ] ] ."
    text = document(valued(said), more=more)
    line = text.split("\n")[9]
    expected = message.replace("OUT", str(line.find("grel:output_number") + 1)).replace(
        "COL", str(more.split("\n")[1].rfind("<#Self>") + 1)
    )
    assert people.error(text, "m.ttl") == expected


def test_a_constant_takes_the_language_or_the_datatype_beside_it(people: Any) -> None:
    said = 'rml:predicate e:p ; rml:objectMap [ rml:constant "x" ; rml:language "sr" ] , [ rml:constant "1" ; rml:datatype e:N ]'
    assert [line.split()[2] for line in people.lines(document(said), "m.ttl")] == [
        '"x"@sr',
        '"1"^^<http://e.example/N>',
    ]
    twice = document(valued('rml:constant "x"@en ; rml:language "sr"'))
    assert people.error(twice, "m.ttl") == "m.ttl:10:99: this constant has a datatype or a language already"


def test_a_literal_that_is_said_to_be_an_iri_is_one(people: Any) -> None:
    said = valued('rml:constant "http://e.example/x" ; rml:termType rml:IRI')
    assert [line.split()[2] for line in people.lines(document(said), "m.ttl")] == ["<http://e.example/x>"]


def test_a_fresh_blank_node_as_an_object_is_another_than_the_subject(people: Any) -> None:
    """One for each record and each map."""
    said = "rml:predicate e:p ; rml:objectMap [ rml:termType rml:BlankNode ] , [ rml:termType rml:BlankNode ]"
    lines = people.lines(document(said, subject="rml:subjectMap [ rml:termType rml:BlankNode ]"), "m.ttl")
    assert len({term for line in lines for term in (line.split()[0], line.split()[2])}) == 2 + 4


def test_a_prefix_of_another_namespace_is_no_silence(people: Any) -> None:
    text = document(valued('rml:reference "name"')).replace("http://w3id.org/rml/", "http://w3id.org/rml#")
    assert (
        people.error(text, "m.ttl")
        == "m.ttl:8:6: <http://w3id.org/rml#> is no vocabulary of mappings; did you mean 'http://w3id.org/rml/'?"
    )
