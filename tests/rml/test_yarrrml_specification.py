"""The YARRRML specification section by section, each of its examples in words of our own.

https://rml.io/yarrrml/spec/
"""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

from typing import Any

import pytest

XSD = "http://www.w3.org/2001/XMLSchema#"
SHIPS = """[
  {"no": 7, "name": "Ada", "port": "Bar", "flag": "me", "tongue": "sr-Latn", "kind": "http://e.example/Name", "tags": ["a", "b"]},
  {"no": 8, "name": "Bo", "port": "Kotor", "flag": null, "tongue": "en", "kind": "http://e.example/Name", "tags": []}
]"""
PORTS = '[{"code": "Bar", "id": 1, "land": "me"}, {"code": "Kotor", "id": 2, "land": "me"}]'
HEAD = "prefixes:\n  e: http://e.example/\n"
SHIP = "<http://e.example/7>"


def document(body: str, *, head: str = HEAD, subject: str = "    s: e:$(no)\n", other: str = "") -> str:
    """A mapping of ships, with what is said of them."""
    return f"{head}mappings:\n  ship:\n    sources: [[ships.json~jsonpath, '$[*]']]\n{subject}{body}{other}"


@pytest.fixture
def harbour(folder: Any) -> Any:
    folder.write(ships_json=SHIPS, ports_json=PORTS)
    return folder


def first(harbour: Any, text: str) -> list[str]:
    """What is said of the first ship, without its name."""
    return [line.removeprefix(f"{SHIP} ") for line in harbour.lines(text) if line.startswith(SHIP)]


def pair(text: str) -> str:
    """One predicate with its object, as the list of a mapping has it."""
    lines = text.split("\n")
    return "    predicateobjects:\n" + "".join(
        f"      {'- ' if not number else '  '}{line}\n" for number, line in enumerate(lines)
    )


NAME = "<http://e.example/name>"


@pytest.mark.parametrize(
    ("section", "text", "made"),
    [
        ("9.4 one predicate and object", "predicates: e:name\nobjects: $(name)", [f'{NAME} "Ada"']),
        ("9.4 in short", "[e:name, $(name)]", [f'{NAME} "Ada"']),
        ("9.4 two of both", "predicates: [e:name, e:called]\nobjects: [$(name), $(port)]", [f'{NAME} "Ada"', f'{NAME} "Bar"', '<http://e.example/called> "Ada"', '<http://e.example/called> "Bar"']),
        ("9.4 two of both in short", "[[e:name, e:called], [$(name), $(port)]]", [f'{NAME} "Ada"', f'{NAME} "Bar"', '<http://e.example/called> "Ada"', '<http://e.example/called> "Bar"']),
        ("9.4 an IRI", "predicates: e:kind\nobjects:\n  value: $(kind)\n  type: iri", ["<http://e.example/kind> <http://e.example/Name>"]),
        ("9.4 an IRI in short", "[e:kind, $(kind)~iri]", ["<http://e.example/kind> <http://e.example/Name>"]),
        ("9.4 the type beside the objects", "predicates: e:kind\nobjects: $(kind)\ntype: iri", ["<http://e.example/kind> <http://e.example/Name>"]),
        ("9.5 a datatype", "predicates: e:no\nobjects:\n  value: $(no)\n  datatype: xsd:string", ['<http://e.example/no> "7"']),
        ("9.5 in short", "[e:no, $(no), xsd:byte]", [f'<http://e.example/no> "7"^^<{XSD}byte>']),
        ("9.5 two", "predicates: e:name\nobjects:\n  - value: $(name)\n    datatype: e:A\n  - value: $(port)\n    datatype: e:B", [f'{NAME} "Ada"^^<http://e.example/A>', f'{NAME} "Bar"^^<http://e.example/B>']),
        ("9.5 two in short", "predicates: [e:name]\nobjects: [[$(name), e:A], [$(port), e:B]]", [f'{NAME} "Ada"^^<http://e.example/A>', f'{NAME} "Bar"^^<http://e.example/B>']),
        ("9.5 a reference", "predicates: e:name\nobjects:\n  value: $(name)\n  datatype: $(kind)", [f'{NAME} "Ada"^^<http://e.example/Name>']),
        ("9.5 a reference in short", "[e:name, $(name), $(kind)]", [f'{NAME} "Ada"^^<http://e.example/Name>']),
        ("9.5 beside the objects", "p: e:name\no: [$(name)]\ndatatype: e:A", [f'{NAME} "Ada"^^<http://e.example/A>']),
        ("9.6 a language", "predicates: e:name\nobjects:\n  value: $(name)\n  language: sr", [f'{NAME} "Ada"@sr']),
        ("9.6 in short", "[e:name, $(name), sr~lang]", [f'{NAME} "Ada"@sr']),
        ("9.6 two", "predicates: e:name\nobjects:\n  - value: $(name)\n    language: sr\n  - value: $(port)\n    language: it", [f'{NAME} "Ada"@sr', f'{NAME} "Bar"@it']),
        ("9.6 two in short", "predicates: [e:name]\nobjects: [[$(name), sr~lang], [$(port), it~lang]]", [f'{NAME} "Ada"@sr', f'{NAME} "Bar"@it']),
        ("9.6 a reference", "predicates: e:name\nobjects:\n  value: $(name)\n  language: $(tongue)", [f'{NAME} "Ada"@sr-Latn']),
        ("9.6 a reference in short", "[e:name, $(name), $(tongue)~lang]", [f'{NAME} "Ada"@sr-Latn']),
        ("9.6 a template", "p: e:name\no: {value: $(name), lang: sr-$(flag)}", [f'{NAME} "Ada"@sr-me']),
        ("9.6 with the datatype that it has anyway", "p: e:name\no: {value: $(name), language: sr, datatype: rdf:langString}", [f'{NAME} "Ada"@sr']),
        ("9.8.2 a graph", "predicates: e:name\nobjects: $(name)\ngraphs: e:g", [f'{NAME} "Ada" <http://e.example/g>']),
        ("9.8.2 two graphs of the record", "p: e:name\no: $(name)\ng: [e:$(port), e:g]", [f'{NAME} "Ada" <http://e.example/Bar>', f'{NAME} "Ada" <http://e.example/g>']),
        ("10 a function", "predicates: e:name\nobjects:\n  - function: grel:toUpperCase\n    parameters:\n      - parameter: grel:valueParameter\n        value: $(name)", [f'{NAME} "ADA"']),
        ("10 parameters in short", "predicates: e:name\nobjects:\n  - function: grel:toUpperCase\n    parameters:\n      - [grel:valueParameter, $(name)]", [f'{NAME} "ADA"']),
        ("10 in the shortest keys", "p: e:name\no:\n  - f: grel:toUpperCase\n    pms:\n      - {pm: grel:valueParameter, v: $(name)}", [f'{NAME} "ADA"']),
        ("10 with a datatype", "p: e:no\no:\n  - function: grel:string_length\n    parameters: [[grel:valueParameter, $(name)]]\n    datatype: xsd:byte", [f'<http://e.example/no> "3"^^<{XSD}byte>']),
        ("10 with a language", "p: e:name\no:\n  - function: grel:toUpperCase\n    parameters: [[grel:valueParameter, $(name)]]\n    language: sr", [f'{NAME} "ADA"@sr']),
        ("10 an IRI", "p: e:name\no:\n  function: idlab-fn:concat\n  parameters: [[str, http://e.example/], [otherStr, $(port)]]\n  type: iri", [f"{NAME} <http://e.example/Bar>"]),
        ("10 in each other", "p: e:name\no:\n  - function: grel:escape\n    parameters:\n      - parameter: grel:valueParameter\n        value:\n          function: idlab-fn:concat\n          parameters: [[str, <], [otherStr, $(name)]]\n      - [grel:modeParameter, html]", [f'{NAME} "&lt;Ada"']),
        ("10 on one line", "predicates: e:name\nobjects:\n  - function: grel:toUpperCase(grel:valueParameter = $(name))", [f'{NAME} "ADA"']),
        ("10 on one line without the prefix", "predicates: e:name\nobjects:\n  - function: grel:toUpperCase(valueParameter = $(name))", [f'{NAME} "ADA"']),
        ("10 on one line in each other", "p: e:name\no: {f: 'grel:escape(valueParameter = idlab-fn:concat(str = <, otherStr = $(name)), modeParameter = html)'}", [f'{NAME} "&lt;Ada"']),
        ("10 on one line with a template", "p: e:name\no: {f: 'grel:toUpperCase(valueParameter = e:$(name))'}", [f'{NAME} "HTTP://E.EXAMPLE/ADA"']),
        ("10 a predicate", "p:\n  function: idlab-fn:concat\n  parameters: [[str, http://e.example/is], [otherStr, $(name)]]\no: x", ['<http://e.example/isAda> "x"']),
        ("10 several values", "p: e:name\no: {f: 'grel:string_split(valueParameter = $(name), p_string_sep = d)'}", [f'{NAME} "A"', f'{NAME} "a"']),
        ("10 a list for one parameter", "p: e:name\no: {f: 'grel:array_join(p_array_a = $(tags[*]), p_string_sep = +)'}", [f'{NAME} "a+b"']),
        ("10 one parameter several times", "p: e:name\no:\n  f: grel:array_join\n  pms: [[grel:p_array_a, $(name)], [grel:p_array_a, '-'], [grel:p_array_a, $(port)]]", [f'{NAME} "Ada-Bar"']),
        ("11 a condition that holds", "predicates: e:name\nobjects: $(name)\ncondition:\n  function: idlab-fn:equal\n  parameters:\n    - [grel:valueParameter, $(name)]\n    - [grel:valueParameter2, Ada]", [f'{NAME} "Ada"']),
        ("11 one that does not", "predicates: e:name\nobjects: $(name)\ncondition:\n  function: idlab-fn:notEqual\n  parameters:\n    - [grel:valueParameter, $(name)]\n    - [grel:valueParameter2, Ada]", []),
        ("11 of an object", "p: e:name\no:\n  - value: $(name)\n    condition: {function: isNotNull, parameters: [[value, $(flag)]]}\n  - value: $(port)\n    condition: {function: isNull, parameters: [[value, $(flag)]]}", [f'{NAME} "Ada"']),
        ("11 several, all of which hold", "p: e:name\no: $(name)\nc:\n  - {f: isNotNull, pms: [[value, $(flag)]]}\n  - f: equal(str1 = $(port), str2 = Bar)", [f'{NAME} "Ada"']),
        ("11 with the sides of a join, where there is none", "p: e:name\no: x\ncondition: {function: equal, parameters: [[str2, $(name), s], [str1, Ada, o]]}", [f'{NAME} "x"']),
        ("14.2 the predicate a", "[a, e:Ship]", ["<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e.example/Ship>"]),
        ("a prefix of the document in a literal", "[e:name, [e:x/$(name), 'e: $(name)', 'e\\:x', 'time:now', http://e.example/]]", [f'{NAME} "{text}"' for text in ("http://e.example/x/Ada", "e: Ada", "e:x", "time:now", "http://e.example/")]),
        ("an escape in an IRI", "[e:name, 'e:a\\:b~iri']", [f"{NAME} <http://e.example/a:b>"]),
        ("a number is a text", "[e:no, 2.10]", ['<http://e.example/no> "2.10"']),
        ("yes is no truth", "[e:name, yes]", [f'{NAME} "yes"']),
        ("escapes", r"[e:name, 'a\~iri \$(x) \(y\) a\:b']", [f'{NAME} "a~iri $(x) (y) a:b"']),
        ("a blank node for each record", "p: e:name\no: {type: blank}", [f"{NAME} _:n0l9c12x0"]),
        ("a blank node for each value", "p: e:name\no: {value: $(port)-x, type: blank}", [f"{NAME} _:bBar_2d_x"]),
    ],
)  # fmt: skip
def test_predicates_and_objects(harbour: Any, section: str, text: str, made: list[str]) -> None:
    """Each form of the specification's, and those of its reference implementation."""
    assert first(harbour, document(pair(text))) == made, section


def test_5_authors_say_nothing_of_the_data(harbour: Any) -> None:
    """In any of their forms."""
    for authors in (
        "authors: Ana <ana@e.example>",
        "author: [Ana, Bo]",
        "a:\n  - name: Ana\n    email: ana@e.example",
        "authors: [https://e.example/#ana]",
    ):
        text = document(pair("[e:name, x]"), head=f"{authors}\n{HEAD}")
        assert first(harbour, text) == [f'{NAME} "x"']


def test_3_the_base_is_what_relative_iris_follow(harbour: Any) -> None:
    text = document(pair("[e:name, x]"), head=f"base: http://base.of.own/\n{HEAD}", subject="    subject: ship/$(no)\n")
    assert harbour.lines(text)[0] == f'<http://base.of.own/ship/7> {NAME} "x"'


def test_4_prefixes_are_there_before_they_are_declared(harbour: Any) -> None:
    """Those of RDFa; and a document may declare them anew."""
    assert first(harbour, document(pair("[foaf:name, x]"))) == ['<http://xmlns.com/foaf/0.1/name> "x"']
    text = document(pair("[foaf:name, x]"), head=f"{HEAD}  foaf: http://other.example/\n")
    assert first(harbour, text) == ['<http://other.example/name> "x"']


def test_9_3_two_subjects_say_the_same(harbour: Any) -> None:
    text = document(pair("[e:name, x]"), subject="    subjects: [e:$(no), e:ship/$(name)]\n")
    assert {line.split()[0] for line in harbour.lines(text)} == {
        f"<http://e.example/{name}>" for name in ("7", "8", "ship/Ada", "ship/Bo")
    }


@pytest.mark.parametrize("subject", ["", "    subjects: null\n", "    s:\n", "    s: {type: blank}\n"])
def test_9_3_without_a_subject_a_record_is_a_blank_node(harbour: Any, subject: str) -> None:
    text = document(pair("[[e:name, e:called], $(name)]"), subject=subject)
    lines = harbour.lines(text)
    assert len(lines) == 4
    assert len({line.split()[0] for line in lines}) == 2


def test_9_3_a_subject_may_be_a_blank_node_of_a_value(harbour: Any) -> None:
    text = document(pair("[e:name, x]"), subject="    s: {value: $(port), type: blank}\n")
    assert harbour.lines(text) == [f'_:bBar {NAME} "x"', f'_:bKotor {NAME} "x"']


def test_9_3_a_subject_may_be_a_function(harbour: Any) -> None:
    subject = "    s: {function: 'idlab-fn:concat(str = \"http://e.example/\", otherStr = $(name))'}\n"
    assert harbour.lines(document(pair("[e:name, x]"), subject=subject))[0].startswith("<http://e.example/Ada> ")


def test_9_4_an_inverse_predicate_says_it_the_other_way(harbour: Any) -> None:
    text = document(pair("predicates: e:of\ninversepredicates: e:has\nobjects: $(kind)\ntype: iri"))
    assert f"<http://e.example/Name> <http://e.example/has> {SHIP}" in harbour.lines(text)


OTHER = "  port:\n    sources: [[ports.json~jsonpath, '$[*]']]\n    s: e:port/$(id)\n"


@pytest.mark.parametrize(
    "condition",
    [
        "{function: equal, parameters: [[str1, $(port), s], [str2, $(code), o]]}",
        "{function: equal, parameters: [[str2, $(code), o], [str1, $(port), s]]}",
        "{function: equal, parameters: [[str1, $(code), o], [str2, $(port), s]]}",
        "{function: equal, parameters: [[str1, $(port)], [str2, $(code)]]}",
        "{function: 'equal(str1 = $(port), str2 = $(code))'}",
        "{function: idlab-fn:equal, parameters: [[grel:valueParameter, $(port), subject], [grel:valueParameter2, $(code), object]]}",
        "{function: equal, parameters: [{parameter: str1, value: $(port), from: s}, {parameter: str2, value: $(code), from: o}]}",
        "[{function: equal, parameters: [[str1, $(port)], [str2, $(code)]]}, {function: equal, parameters: [[str1, me], [str2, $(land)]]}]",
        "{function: equal, parameters: [[str1, $(port)-me], [str2, $(code)-$(land)]]}",
        "{function: grel:boolean_and, parameters: [[grel:param_rep_b, {function: equal, parameters: [[str1, $(port)], [str2, $(code)]]}], [grel:param_rep_b, {function: equal, parameters: [[str1, me], [str2, $(land)]]}]]}",
        "{function: equal, parameters: [[str1, {function: lower, parameters: [[value, $(port)]]}], [str2, {function: lower, parameters: [[value, $(code)]]}]]}",
    ],
)  # fmt: skip
def test_9_7_records_of_two_mappings_are_linked(harbour: Any, condition: str) -> None:
    """By one comparison or several, whichever side is written first."""
    text = document(pair(f"predicates: e:at\nobjects:\n  - mapping: port\n    condition: {condition}"), other=OTHER)
    assert first(harbour, text) == ["<http://e.example/at> <http://e.example/port/1>"]


def test_9_7_without_a_condition_every_record_is_linked(harbour: Any) -> None:
    text = document(pair("p: e:at\no: {mapping: port}"), other=OTHER)
    assert len(first(harbour, text)) == 2


def test_9_7_a_condition_of_this_record_alone_is_no_comparison(harbour: Any) -> None:
    text = document(
        pair("p: e:at\no: {mapping: port, condition: {function: isNotNull, parameters: [[value, $(flag)]]}}"),
        other=OTHER,
    )
    assert [line.split()[0] for line in harbour.lines(text)] == [SHIP, SHIP]


def test_9_7_both_values_of_one_side_are_no_join(harbour: Any) -> None:
    condition = "{function: equal, parameters: [[str1, $(port), s], [str2, $(code), s]]}"
    text = document(pair(f"p: e:at\no: {{mapping: port, condition: {condition}}}"), other=OTHER)
    assert harbour.error(text) == "m.yml:9:39: a join compares a value of this mapping, s, with one of the other, o"


def test_9_8_1_all_triples_in_a_graph(harbour: Any) -> None:
    assert first(harbour, document(pair("[e:name, x]"), subject="    graphs: e:g\n    s: e:$(no)\n")) == [
        f'{NAME} "x" <http://e.example/g>'
    ]


def test_11_a_mapping_is_for_records_for_which_its_condition_holds(harbour: Any) -> None:
    subject = "    subjects: e:$(no)\n    condition:\n      function: isNotNull\n      parameters:\n        - [value, $(flag)]\n"
    assert [line.split()[0] for line in harbour.lines(document(pair("[e:name, x]"), subject=subject))] == [SHIP]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (document(pair("p: e:says\no: [{quoted: ship}]")), "m.yml:9:14: the key 'quoted' of an object is not supported"),
        (document(pair("p: e:says\no: [{quotedNonAsserted: ship}]")), "m.yml:9:14: the key 'quotedNonAsserted' of an object is not supported"),
        (document(pair("[e:name, x]"), subject="    s: [{quoted: ship}]\n"), "m.yml:6:10: the key 'quoted' of a term is not supported"),
        (document(pair("[e:name, x]"), subject="    s: [{function: 'join(quoted=ship, equal(str1=$(a), str2=$(b)))'}]\n"), "m.yml:6:20: quoted triples (RML-star) are not supported"),
    ],
)  # fmt: skip
def test_12_quoted_triples_are_refused_by_their_name(harbour: Any, text: str, message: str) -> None:
    assert harbour.error(text) == message


def test_13_external_references_are_filled_in(harbour: Any) -> None:
    """Where they have a value; else they stay references, and so does what is escaped."""
    head = f"external:\n  name: John\n  town: Bar\n{HEAD}"
    harbour.write(ships_json='[{"no": 7, "_name": "own", "_other": "field"}]')
    body = pair(r"[e:name, [$(_name), $(\_name), $(_other), 'of $(_town)']]")
    assert first(harbour, document(body, head=head)) == [
        f'{NAME} "{word}"' for word in ("John", "own", "field", "of Bar")
    ]


@pytest.mark.parametrize(
    "text",
    [
        document("", head=HEAD)
        .replace("mappings:", "mapping:")
        .replace("    s:", "    predicateobject: [e:name, x]\n    subject:"),
        document("", head=HEAD).replace("mappings:", "m:").replace("    s:", "    po: [e:name, x]\n    subjects:"),
        document("    po: [{predicate: e:name, object: x}]\n", head=HEAD.replace("prefixes", "prefix")),
        document("    po: [{p: e:name, o: {v: x}}]\n"),
    ],
)
def test_14_every_key_has_its_short_forms(harbour: Any, text: str) -> None:
    assert first(harbour, text) == [f'{NAME} "x"']


def test_anchors_and_merge_keys_are_those_of_yaml(harbour: Any) -> None:
    text = (
        f"{HEAD}sources: {{all: &all {{access: ships.json, referenceFormulation: jsonpath, iterator: '$[*]'}}}}\n"
        "mappings:\n  ship: &ship\n    sources: [*all]\n    s: e:$(no)\n    po: &pairs\n      - [e:name, $(name)]\n"
        "  boat:\n    <<: *ship\n    s: e:boat/$(no)\n  raft: {<<: [*ship], po: [[e:called, x]]}\n"
    )
    assert harbour.lines(text) == [
        *(f'<http://e.example/{no}> {NAME} "{name}"' for no, name in ((7, "Ada"), (8, "Bo"))),
        *(f'<http://e.example/boat/{no}> {NAME} "{name}"' for no, name in ((7, "Ada"), (8, "Bo"))),
        *(f'<http://e.example/{no}> <http://e.example/called> "x"' for no in (7, 8)),
    ]


def test_parentheses_in_a_reference_are_nested_or_escaped(folder: Any) -> None:
    folder.write(t_csv="(a),b),c(d)\n1,2,3\n")
    text = "mappings:\n  m:\n    sources: [[t.csv~csv]]\n    s: http://e.example/x\n    po:\n"
    text += "".join(
        f"      - [schema:name, '{o}']\n" for o in (r"$((a\))", r"$(\(a\))", "$((a))", r"$(b\))", "$(c(d))")
    )
    assert [line.split()[-1] for line in folder.lines(text.replace("schema:name", "schema:n$(b\\))"))] == [
        '"1"',
        '"2"',
        '"3"',
    ]


def test_calls_that_aliases_multiply_are_counted(harbour: Any) -> None:
    """A few lines that stand for a million calls are an error, and no wait."""
    levels = "".join(
        f"  l{n}: {{predicateobjects: [{{p: e:p, o: &o{n} {{function: concat, parameters: [[str1, *o{n - 1}], [str2, *o{n - 1}]]}}}}]}}\n"
        for n in range(1, 40)
    )
    text = (
        document("", subject="    s: e:x\n    po: [{p: e:p, o: &o0 {function: lower, parameters: [[value, x]]}}]\n")
        + levels
    )
    text = text.replace("{predicateobjects", "{sources: [[ships.json~jsonpath, '$[*]']], s: e:x, predicateobjects")
    assert "more than 1000 calls stand in each other here" in harbour.error(text)
