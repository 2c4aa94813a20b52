"""YARRRML: every way to write a rule, and what is refused with its place."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

from typing import Any

import pytest

PREFIXES = "prefixes: {ex: 'http://example.org/'}\n"
PEOPLE = '{"people": [{"id": 1, "name": "Ada", "nick": ["A", "L"], "boss": 2}, {"id": 2, "name": "Bo", "nick": []}]}'


def mapping(po: str, *, head: str = PREFIXES, subject: str = "ex:$(id)", more: str = "") -> str:
    return (
        f"{head}mappings:\n  person:\n    sources: [[people.json~jsonpath, '$.people[*]']]\n"
        f"    s: {subject}\n    po:\n      - {po}\n{more}"
    )


@pytest.mark.parametrize(
    ("po", "terms"),
    [
        ("[ex:p, $(name)]", ['<http://example.org/p> "Ada"']),
        ("{p: ex:p, o: $(name)}", ['<http://example.org/p> "Ada"']),
        ("{predicates: [ex:p], objects: [{value: $(name)}]}", ['<http://example.org/p> "Ada"']),
        ("[[ex:p, ex:q], $(name)]", ['<http://example.org/p> "Ada"', '<http://example.org/q> "Ada"']),
        ("[ex:p, [$(name), $(id)]]", ['<http://example.org/p> "Ada"', '<http://example.org/p> "1"^^XSD:integer']),
        ("[ex:p, '$(nick[*])']", ['<http://example.org/p> "A"', '<http://example.org/p> "L"']),
        ("[ex:p, $(id), xsd:string]", ['<http://example.org/p> "1"']),
        ("[ex:p, $(name), en~lang]", ['<http://example.org/p> "Ada"@en']),
        ("{p: ex:p, o: {value: $(name), language: en}}", ['<http://example.org/p> "Ada"@en']),
        ("{p: ex:p, o: {value: $(id), datatype: xsd:decimal}}", ['<http://example.org/p> "1"^^XSD:decimal']),
        ("{p: ex:p, o: [[$(name), en~lang], [$(id), xsd:int]]}", ['<http://example.org/p> "Ada"@en', '<http://example.org/p> "1"^^XSD:int']),
        ("[ex:p, ex:of/$(name)~iri]", ["<http://example.org/p> <http://example.org/of/Ada>"]),
        ("{p: ex:p, o: {value: ex:of/$(name), type: iri}}", ["<http://example.org/p> <http://example.org/of/Ada>"]),
        ("[ex:p, '$(name)~iri']", ["<http://example.org/p> <http://base.example/Ada>"]),
        ("[ex:p, a constant]", ['<http://example.org/p> "a constant"']),
        ("[ex:p, ex:c~iri]", ["<http://example.org/p> <http://example.org/c>"]),
        ("[ex:p, 'yes', en~lang]", ['<http://example.org/p> "yes"@en']),
        ("[ex:p, '5', xsd:int]", ['<http://example.org/p> "5"^^XSD:int']),
        (r"[ex:p, '\$(name) \~iri']", ['<http://example.org/p> "$(name) ~iri"']),
        ("[ex:$(name), x]", ['<http://example.org/Ada> "x"']),
        ("[a, ex:Person]", ["RDF:type <http://example.org/Person>"]),
        ("[a, ex:$(name)]", ["RDF:type <http://example.org/Ada>"]),
        ("{p: ex:p, o: {function: upper, parameters: [[value, $(name)]]}}", ['<http://example.org/p> "ADA"']),
        ("{p: ex:p, o: {function: grel:toUpperCase(valueParameter = $(name))}}", ['<http://example.org/p> "ADA"']),
        ("{p: ex:p, o: {fn: upper, pms: [{pm: value, v: $(name)}]}}", ['<http://example.org/p> "ADA"']),
        ("{p: ex:p, o: {function: 'upper(value = lower(value = $(name)))'}}", ['<http://example.org/p> "ADA"']),
        ("{p: ex:p, o: {function: \"concat(a = $(name), b = 'x, y')\"}}", ['<http://example.org/p> "Adax, y"']),
        ("{p: ex:p, o: x, condition: {function: equal, parameters: [[str1, $(name)], [str2, Ada]]}}", ['<http://example.org/p> "x"']),
        ("{p: ex:p, o: x, condition: {function: isNull, parameters: [[value, $(boss)]]}}", []),
        ("{p: ex:p, o: x, graphs: ex:g}", ['<http://example.org/p> "x" <http://example.org/g>']),
    ],
)  # fmt: skip
def test_every_form_of_a_predicate_with_its_object(folder: Any, po: str, terms: list[str]) -> None:
    """What the first person gets, in full."""
    folder.write(people_json=PEOPLE)
    made = [line for line in folder.lines(mapping(po)) if line.startswith("<http://example.org/1>")]
    xsd, rdf = "<http://www.w3.org/2001/XMLSchema#", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    full = [
        f"<http://example.org/1> {term}".replace("XSD:integer", f"{xsd}integer>")
        .replace("XSD:decimal", f"{xsd}decimal>")
        .replace("XSD:int", f"{xsd}int>")
        .replace("RDF:type", f"{rdf}type>")
        for term in terms
    ]
    assert made == full


def test_several_sources_and_subjects_multiply(folder: Any) -> None:
    """Each subject of each source."""
    folder.write(a_json='{"id": 1}', b_json='{"id": 2}')
    text = f"{PREFIXES}mappings:\n  m:\n    sources: [[a.json~jsonpath], [b.json~jsonpath]]\n    subjects: [ex:x$(id), ex:y$(id)]\n    po: [[ex:p, v]]\n"
    subjects = [line.split()[0] for line in folder.lines(text)]
    assert subjects == [f"<http://example.org/{name}>" for name in ("x1", "y1", "x2", "y2")]


def test_named_sources_are_shared(folder: Any) -> None:
    """By key, in a list of keys, and in full."""
    folder.write(a_json='{"l": [{"id": 1}]}')
    text = (
        f"{PREFIXES}sources:\n  named:\n    access: a.json\n    referenceFormulation: jsonpath\n    iterator: '$.l[*]'\n"
        "mappings:\n  m:\n    sources: named\n    s: ex:$(id)\n    po: [[ex:p, v]]\n"
        "  n:\n    sources: [[named, named]]\n    s: ex:$(id)\n    po: [[ex:q, v]]\n"
    )
    assert len(folder.lines(text)) == 2


def test_without_a_subject_every_record_is_a_blank_node(folder: Any) -> None:
    """The same one for all that is said of the record."""
    folder.write(people_json=PEOPLE)
    lines = folder.lines(mapping("[[ex:p, ex:q], $(name)]").replace("    s: ex:$(id)\n", ""))
    assert len({line.split()[0] for line in lines}) == 2
    assert len(lines) == 4


def test_graphs_of_a_mapping_hold_all_its_triples(folder: Any) -> None:
    folder.write(people_json=PEOPLE)
    text = mapping("[ex:p, x]").replace("    s:", "    graphs: ex:g$(id)\n    s:")
    assert folder.lines(text)[0] == '<http://example.org/1> <http://example.org/p> "x" <http://example.org/g1>'


def test_inverse_predicates_turn_the_triple_round(folder: Any) -> None:
    folder.write(people_json=PEOPLE)
    po = "{p: ex:by, i: ex:made, o: 'ex:c~iri'}"
    assert "<http://example.org/c> <http://example.org/made> <http://example.org/1>" in folder.lines(mapping(po))


def test_a_join_links_records_that_agree(folder: Any) -> None:
    folder.write(people_json=PEOPLE)
    po = (
        "{p: ex:boss, o: {mapping: person, condition: {function: equal, parameters: [[str1, $(boss)], [str2, $(id)]]}}}"
    )
    assert folder.lines(mapping(po)) == ["<http://example.org/1> <http://example.org/boss> <http://example.org/2>"]


def test_the_sides_of_a_join_may_be_marked(folder: Any) -> None:
    """`s` is the record itself, `o` the other mapping's."""
    folder.write(people_json=PEOPLE)
    po = "{p: ex:boss, o: {mapping: person, condition: {function: equal, parameters: [[str1, $(id), o], [str2, $(boss), s]]}}}"
    assert folder.lines(mapping(po)) == ["<http://example.org/1> <http://example.org/boss> <http://example.org/2>"]


def test_a_reference_to_a_mapping_of_the_same_records_needs_no_condition(folder: Any) -> None:
    folder.write(people_json=PEOPLE)
    other = "  twin:\n    sources: [[people.json~jsonpath, '$.people[*]']]\n    s: ex:twin/$(id)\n"
    lines = folder.lines(mapping("{p: ex:twin, o: {mapping: twin}}", more=other))
    assert lines[0] == "<http://example.org/1> <http://example.org/twin> <http://example.org/twin/1>"
    assert len(lines) == 2


def test_a_condition_of_a_mapping_chooses_records(folder: Any) -> None:
    """Of several, all must hold."""
    folder.write(people_json=PEOPLE)
    condition = (
        "    condition:\n      - {function: isNotNull, parameters: [[value, $(name)]]}\n"
        "      - {function: notEqual, parameters: [[str1, $(name)], [str2, Ada]]}\n"
    )
    assert folder.lines(mapping("[ex:p, x]", more=condition)) == ['<http://example.org/2> <http://example.org/p> "x"']


def test_external_references_are_filled_in(folder: Any) -> None:
    folder.write(people_json=PEOPLE)
    lines = folder.lines(mapping("[ex:p, $(_word)]", head=f"{PREFIXES}external: {{word: hello}}\n"))
    assert lines[0].endswith('"hello"')


def test_a_base_of_the_mapping_comes_before_the_base_of_the_call(folder: Any) -> None:
    folder.write(people_json=PEOPLE)
    lines = folder.lines(mapping("[ex:p, x]", head=f"base: http://own.example/\n{PREFIXES}", subject="$(name)"))
    assert lines[0].startswith("<http://own.example/Ada>")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (mapping("[ex:p, $(name]"), "m.yml:7:18: the reference '$(name' is not closed"),
        (mapping("[schma:p, $(name)]"), "m.yml:7:10: unknown prefix 'schma'; did you mean 'schema'?"),
        (mapping("[ex:p, $(name)]").replace("    s:", "    sbjects:"), "m.yml:5:5: unknown key 'sbjects' in the mapping 'person'; did you mean 'subjects'?"),
        (mapping("[ex:p, $(name)]").replace("~jsonpath", "~jsonpth"), "m.yml:4:16: no reference formulation 'jsonpth'; did you mean 'jsonpath'?"),
        (mapping("{p: ex:p, o: {mapping: persn}}"), "m.yml:7:32: no mapping 'persn'; did you mean 'person'?"),
        (mapping("{p: ex:p, o: {function: uper, parameters: []}}"), "m.yml:7:33: no function 'uper'; did you mean 'upper'?"),
        (mapping("{p: ex:p, o: {function: upper, parameters: [[vale, x]]}}"), "m.yml:7:54: the function upper has no parameter 'vale'; did you mean 'value'?"),
        (mapping("{p: ex:p, o: {function: upper}}"), "m.yml:7:22: the function upper needs its parameter 'value'"),
        (mapping("{p: ex:p, o: {value: x, type: irl}}"), "m.yml:7:39: no type 'irl' of terms; did you mean 'iri'?"),
        (mapping("[ex:p, x, a-english~lang]"), "m.yml:7:19: 'a-english' is no language tag"),
        (mapping("[ex:p, x]", more="    targets: t\n"), "m.yml:8:14: no target 't' is declared"),
        (mapping("[ex:p]"), "m.yml:7:9: in short: [predicate, object] or [predicate, object, datatype or language~lang]"),
        (mapping("[ex:p, x]").replace("[[people.json~jsonpath, '$.people[*]']]", "nowhere"), "m.yml:4:14: no source 'nowhere' is declared"),
        (mapping("[ex:p, x]").replace("$.people[*]'", "$.people[*]]'"), "m.yml:4:38: '$.people[*]]' is no JSONPath: unexpected token ']'"),
        (mapping("[ex:p, '$(nick)']"), "m.yml:7:19: 'nick' is an array in source people.json, not a value; to take each of its elements write 'nick[*]'"),
        ("mappings:\n  m: [\n", "m.yml:3:1: this is no well-formed YAML: did not find expected node content (while parsing a flow node)"),
        ("prefixes: {}\n", "m.yml: no mapping stands here"),
        ("- x\n", "m.yml:1:1: a YARRRML document has keys: prefixes, base, sources, targets, mappings, external"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(folder: Any, text: str, message: str) -> None:
    """File, line and column, and the nearest right name."""
    folder.write(people_json=PEOPLE)
    assert folder.error(text) == message


@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_a_mapping_nested_too_deeply_is_an_error(folder: Any, depth: int) -> None:
    """And no crash of the process."""
    message = folder.error("[" * depth + "]" * depth)
    assert message.startswith("m.yml:")
    assert "nest" in message  # the parser has a limit of its own, in some versions


def test_calls_nested_too_deeply_are_an_error(folder: Any) -> None:
    call = "upper(value = " * 1_000 + "x" + ")" * 1_000
    assert folder.error(mapping(f"{{p: ex:p, o: {{function: '{call}'}}}}")).endswith("nested too deeply to be read")


def test_xpath_takes_the_prefixes_of_the_mapping_and_of_the_document(folder: Any) -> None:
    folder.write(d_xml='<r xmlns:x="http://x.example/" xmlns:y="http://y.example/"><x:i id="1"><y:n>A</y:n></x:i></r>')
    text = (
        "prefixes: {mine: 'http://x.example/'}\nmappings:\n  m:\n    sources: [[d.xml~xpath, /r/mine:i]]\n"
        "    s: http://example.org/$(@id)\n    po: [[schema:name, $(y:n)]]\n"
    )
    assert folder.lines(text) == ['<http://example.org/1> <http://schema.org/name> "A"']


LONG = """mappings:
  m:
    sources: [{access: t.csv, referenceFormulation: csv, %s}]
    s: http://example.org/$(id)
    po: [[schema:name, $(name)]]
"""


@pytest.mark.parametrize(
    ("options", "content"),
    [
        ("delimiter: ';'", "id;name\n1;é\n".encode()),
        (r"delimiter: '\t'", "id\tname\n1\té\n".encode()),
        ("encoding: latin1", "id,name\n1,é\n".encode("latin1")),
        ("encoding: utf-16, delimiter: '|'", "id|name\n1|é\n".encode("utf-16")),
    ],
)
def test_a_source_says_how_it_is_written(folder: Any, options: str, content: bytes) -> None:
    folder.write(t_csv=content)
    assert folder.lines(LONG % options) == ['<http://example.org/1> <http://schema.org/name> "é"']


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("delimiter: ';;'", "m.yml:3:69: a delimiter is one character, not ';;'"),
        ("encoding: utf-9", "m.yml:3:68: there is no encoding 'utf-9'"),
        ("type: mysql", "m.yml:3:64: a mysql database is a server, which is not read; a SQLite or DuckDB file is"),
        ("type: sparql", "m.yml:3:64: SPARQL endpoints are no sources that are supported"),
        ("type: localfil", "m.yml:3:64: no source of type 'localfil'; did you mean 'localfile'?"),
        ("type: remotefile", "m.yml:3:24: a source of type remotefile has no such access: t.csv"),
        ("compression: gzp", "m.yml:3:71: no compression 'gzp'; did you mean 'gzip'?"),
        ("type: sqlite", "m.yml:3:15: a database needs one of the keys 'query' and 'table', not 0"),
        ("query: ASK, queryFormulation: sparql11", "m.yml:3:88: queries in SPARQL are not supported"),
        ("credentials: {user: me}", "m.yml:3:72: unknown key 'user' in credentials; did you mean 'username'?"),
        ("security: none", "m.yml:3:58: the key 'security' of a source is not supported"),
    ],
)
def test_a_source_that_cannot_be_so_is_refused(folder: Any, options: str, message: str) -> None:
    assert folder.error(LONG % options) == message


def test_a_key_without_a_value_is_not_there(folder: Any) -> None:
    """`graphs:` with nothing after it is no graph without a name."""
    folder.write(people_json=PEOPLE)
    assert folder.lines(mapping("[ex:p, x]", more="    graphs:\n")) == folder.lines(mapping("[ex:p, x]"))


def test_one_value_with_its_language_may_stand_as_the_objects(folder: Any) -> None:
    folder.write(people_json=PEOPLE)
    assert folder.lines(mapping("{p: ex:p, o: [$(name), en~lang]}"))[0].endswith('"Ada"@en')


@pytest.mark.parametrize(
    ("po", "message"),
    [
        ("{p: ex:p}", "m.yml:7:9: no object stands here"),
        ("{o: x}", "m.yml:7:9: no predicate stands here"),
        ("[ex:p, null]", "m.yml:7:16: no object stands here"),
        ("[ex:p, [[a, b, c]]]", "m.yml:7:17: an object in a list is [value] or [value, datatype or language~lang]"),
        ("{p: ex:p, o: {type: iri}}", "m.yml:7:22: a term needs the key 'value', 'function' or 'mapping'"),
        ("{p: ex:p, i: ex:q, o: x}", "m.yml:7:31: an inverse predicate needs objects that are IRIs or blank nodes"),
        ("{p: ex:p, o: {value: x, v: y}}", "m.yml:7:33: 'v' is 'value' again in an object"),
        ("[ex:p, x~iri, en~lang]", "m.yml:7:23: a language goes with a literal without a datatype"),
        ("[ex:p, x~iri, xsd:int]", "m.yml:7:23: a datatype goes with a literal without a language"),
        ("{p: ex:p, o: x, condition: yes}", "m.yml:7:36: a condition has the keys 'function' and 'parameters'"),
        ("{p: ex:p, o: x, condition: {value: x}}", "m.yml:7:36: a condition needs the key 'function'"),
        ("{p: ex:p, o: {mapping: person, condition: {function: upper, parameters: [[value, x, o]]}}}", "m.yml:7:51: a join compares with the function equal"),
        ("{p: ex:p, o: {function: upper, parameters: [x]}}", "m.yml:7:53: a parameter is [name, value] or has the keys 'parameter' and 'value'"),
        ("{p: ex:p, o: {function: upper, parameters: [[value, x], [value, y]]}}", "m.yml:7:66: the parameter 'value' of upper is given twice"),
        ("{p: ex:p, o: {function: upper(x)}}", "m.yml:7:39: 'x' is not parameter = value"),
        ("{p: ex:p, o: {function: upper(value = x), parameters: [[value, x]]}}", "m.yml:7:63: the parameters stand in the parentheses already"),
    ],
)  # fmt: skip
def test_a_rule_that_is_not_whole_is_told_with_its_place(folder: Any, po: str, message: str) -> None:
    folder.write(people_json=PEOPLE)
    assert folder.error(mapping(po)) == message


def test_an_external_reference_without_a_value_stays_a_reference(folder: Any) -> None:
    """Whether it is escaped or not."""
    folder.write(people_json='{"people": [{"id": 1, "_wrd": "W", "_word": "own"}]}')
    text = mapping(r"[ex:p, [$(_wrd), $(_word), $(\_word)]]", head=f"{PREFIXES}external: {{word: hello}}\n")
    assert [line.split()[-1] for line in folder.lines(text)] == ['"W"', '"hello"', '"own"']


def test_parameters_may_be_calls_themselves(folder: Any) -> None:
    folder.write(people_json=PEOPLE)
    po = "{p: ex:p, o: {function: upper, parameters: [{parameter: value, value: {function: lower, parameters: [[value, $(name)]]}}]}}"
    assert folder.lines(mapping(po))[0].endswith('"ADA"')


@pytest.mark.parametrize(
    ("po", "place"),
    [
        ("[ex:p, ex:of/$(nam)~iri]", "7:24"),
        ('[ex:p, "ex:of/$(nam)~iri"]', "7:25"),
        ("[ex:$(nam), x]", "7:15"),
        ("[ex:p, 'it''s $(nam)']", "7:16"),
        ('[ex:p, "\\u0041 $(nam)"]', "7:16"),
        ("[ex:p, 'a\n          $(nam)']", "7:16"),
        ("{p: ex:p, o: {function: 'lower(value = $(nam))'}}", "7:50"),
        ("{p: ex:p, o: {function: \"concat(str1 = x, str2 = 'ex:$(nam)')\"}}", "7:64"),
    ],
)
def test_a_reference_is_placed_where_it_stands(folder: Any, po: str, place: str) -> None:
    """After a prefix that is expanded, too; in a text with escapes or on several lines, at its start."""
    folder.write(people_csv="id,name\n1,Ada\n")
    text = mapping(po).replace("people.json~jsonpath, '$.people[*]'", "people.csv~csv")
    assert folder.error(text) == f"m.yml:{place}: no column 'nam' in source people.csv; did you mean 'name'?"


def test_a_surrogate_is_no_text() -> None:
    from newsgraph import rml
    from newsgraph.errors import MappingError

    for name in ("m.yml", "m.ttl"):
        with pytest.raises(MappingError, match="2:2: this is no Unicode text"):
            rml.parse([rml.MappingText("# x\n#\ud800", name)])


@pytest.mark.parametrize("value", [r'"\ud800"', r'"$(\ud800)"', r'"ex:\ud800~iri"', r'"$(id)\udfff"'])
def test_an_escaped_surrogate_is_an_error_too(folder: Any, value: str) -> None:
    folder.write(people_json=PEOPLE)
    assert folder.error(mapping(f"[ex:p, {value}]")).startswith("m.yml:7:")
