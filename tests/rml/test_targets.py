"""Targets: which quads go where, and how each serialization, compression and encoding is written."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

import gzip
import io
import itertools
import json
import lzma
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import zstandard

from newsgraph import rml
from newsgraph.errors import MappingError, OutputError, SourceError

HEAD = """@prefix rml: <http://w3id.org/rml/> .
@prefix formats: <http://www.w3.org/ns/formats/> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix ex: <http://example.org/> .
"""
PEOPLE = '[{"id": 1, "name": "Zoë", "boss": 2}, {"id": 2, "name": "Bo\\n\\"<&>"}]'


def target(name: str, path: str, said: str = "", within: str = "") -> str:
    return f'<#{name}> a rml:LogicalTarget ; rml:target [ a rml:FilePath ; rml:path "{path}" {within} ] {said} .\n'


def people(
    *, subject: str = "", predicate: str = "", value: str = "", graph: str = "", more: str = "", on_graph: str = ""
) -> str:
    graph = f"rml:graphMap [ rml:template 'http://example.org/g{{id}}' ; {on_graph} ] ;" if graph else ""
    return f"""{HEAD}<#T> rml:logicalSource [ rml:source "p.json" ; rml:referenceFormulation rml:JSONPath ; rml:iterator "$[*]" ] ;
  rml:subjectMap [ rml:template "http://example.org/{{id}}" ; {subject} ] ;
  rml:predicateObjectMap [ rml:predicateMap [ rml:constant ex:name ; {predicate} ] ; {graph}
    rml:objectMap [ rml:reference "name" ; {value} ] ] {more} .
"""


TO = "rml:logicalTarget <#A>"


class Written:
    """What a mapping made: the default output, and each target's file."""

    def __init__(self, folder: Any, mapping: str, name: str = "m.ttl") -> None:
        (folder.path / name).write_text(mapping, encoding="utf-8")
        plan = rml.read_files([folder.path / name], base="http://base.example/")
        with rml.Delivery(plan.targets) as delivery:
            self.default = [" ".join(filter(None, quad)) for quad in plan.run(delivery=delivery)]
        self.counts = {target.path: count for target, count in delivery.counts}
        self.folder: Path = folder.path

    def lines(self, path: str) -> list[str]:
        return (self.folder / path).read_text(encoding="utf-8").splitlines()


@pytest.fixture
def people_there(folder: Any) -> Any:
    folder.write(p_json=PEOPLE)
    return folder


@pytest.mark.parametrize("place", ["subject", "predicate", "value"])
def test_quads_go_to_the_target_of_what_makes_them(people_there: Any, place: str) -> None:
    """A subject's target has all that is said of it; the others go to the default output."""
    more = "; rml:predicateObjectMap [ rml:predicate ex:boss ; rml:objectMap [ rml:reference 'boss' ] ]"
    made = Written(people_there, people(**{place: TO}, more=more) + target("A", "a.nq"))
    assert len(made.lines("a.nq")) == (3 if place == "subject" else 2)
    assert len(made.default) == (0 if place == "subject" else 1)
    assert made.counts == {"a.nq": len(made.lines("a.nq"))}


@pytest.mark.parametrize(
    "said", [f'rml:languageMap [ rml:constant "en" ; {TO} ]', f"rml:datatypeMap [ rml:constant ex:d ; {TO} ]"]
)
def test_languages_and_datatypes_have_targets(people_there: Any, said: str) -> None:
    made = Written(people_there, people(value=said) + target("A", "a.nq"))
    assert (len(made.lines("a.nq")), made.default) == (2, [])


def test_a_graph_sends_its_quads(people_there: Any) -> None:
    made = Written(people_there, people(graph="yes", on_graph=TO) + target("A", "a.nq"))
    assert made.lines("a.nq")[0] == ('<http://example.org/1> <http://example.org/name> "Zoë" <http://example.org/g1> .')


def test_each_predicate_object_and_graph_has_its_own_targets(people_there: Any) -> None:
    """Of every combination, the targets are those of its parts."""
    text = f"""{HEAD}<#T> rml:logicalSource [ rml:source "p.json" ; rml:referenceFormulation rml:JSONPath ; rml:iterator "$[0]" ] ;
  rml:subject ex:s ;
  rml:predicateObjectMap [
    rml:predicateMap [ rml:constant ex:p ; rml:logicalTarget <#P> ], [ rml:constant ex:q ] ;
    rml:objectMap [ rml:constant "o" ; rml:logicalTarget <#O> ], [ rml:constant "v" ] ;
    rml:graphMap [ rml:constant ex:g ; rml:logicalTarget <#G> ], [ rml:constant rml:defaultGraph ] ] .
""" + "".join(target(name, f"{name}.nq") for name in "POG")
    made = Written(people_there, text)

    def quad(predicate: str, value: str, graph: str) -> str:
        named = " <http://example.org/g>" if graph else ""
        return f'<http://example.org/s> <http://example.org/{predicate}> "{value}"{named}'

    combinations = list(itertools.product("pq", "ov", ("g", "")))
    expected = {
        "P.nq": {quad(*each) for each in combinations if each[0] == "p"},
        "O.nq": {quad(*each) for each in combinations if each[1] == "o"},
        "G.nq": {quad(*each) for each in combinations if each[2] == "g"},
    }
    assert {name: {line.removesuffix(" .") for line in made.lines(name)} for name in expected} == expected
    assert made.default == [quad("q", "v", "")]


def test_a_parents_subject_sends_what_refers_to_it(people_there: Any) -> None:
    """It is the term map that makes the object."""
    more = """; rml:predicateObjectMap [ rml:predicate ex:boss ; rml:objectMap [ rml:parentTriplesMap <#U> ;
      rml:joinCondition [ rml:child "boss" ; rml:parent "id" ] ] ]"""
    parent = f"""<#U> rml:logicalSource [ rml:source "p.json" ; rml:referenceFormulation rml:JSONPath ; rml:iterator "$[*]" ] ;
  rml:subjectMap [ rml:template "http://example.org/u{{id}}" ; {TO} ] .
"""
    made = Written(people_there, people(more=more) + parent + target("A", "a.nq"))
    assert made.lines("a.nq") == ["<http://example.org/1> <http://example.org/boss> <http://example.org/u2> ."]


def test_a_reference_to_a_parent_has_targets(people_there: Any) -> None:
    more = f"; rml:predicateObjectMap [ rml:predicate ex:self ; rml:objectMap [ rml:parentTriplesMap <#T> ; {TO} ] ]"
    assert len(Written(people_there, people(more=more) + target("A", "a.nq")).lines("a.nq")) == 2


def test_a_quad_comes_once_to_each_target(people_there: Any) -> None:
    """By whatever rules it is made; the default output has it too where one of them sends it there."""
    both = people(subject=TO) + people().removeprefix(HEAD).replace("<#T>", "<#U>") + target("A", "a.nq")
    made = Written(people_there, both)
    assert (len(made.lines("a.nq")), len(made.default)) == (2, 2)


@pytest.mark.parametrize(
    "serialization", ["N-Quads", "N-Triples", "Turtle", "N3", "TriG", "JSON-LD", "RDF_XML", "RDF_JSON"]
)
def test_what_a_target_holds_is_what_was_made(people_there: Any, serialization: str) -> None:
    """Every serialization, read back."""
    Written(people_there, people(subject=TO) + target("A", "a.x", f"; rml:serialization formats:{serialization}"))
    content = (people_there.path / "a.x").read_bytes()
    expected = {
        ("<http://example.org/1>", "<http://example.org/name>", '"Zoë"'),
        ("<http://example.org/2>", "<http://example.org/name>", r'"Bo\n\"<&>"'),
    }
    assert _triples(content, serialization) == expected


def _triples(content: bytes, serialization: str) -> set[tuple[str, str, str]]:
    if serialization == "RDF_JSON":
        return {
            (f"<{subject}>", f"<{predicate}>", str(pyoxigraph.Literal(value["value"])))
            for subject, predicates in json.loads(content).items()
            for predicate, objects in predicates.items()
            for value in objects
        }
    format_ = {
        "N-Quads": pyoxigraph.RdfFormat.N_QUADS,
        "N-Triples": pyoxigraph.RdfFormat.N_TRIPLES,
        "Turtle": pyoxigraph.RdfFormat.TURTLE,
        "N3": pyoxigraph.RdfFormat.N3,
        "TriG": pyoxigraph.RdfFormat.TRIG,
        "JSON-LD": pyoxigraph.RdfFormat.JSON_LD,
        "RDF_XML": pyoxigraph.RdfFormat.RDF_XML,
    }[serialization]
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in pyoxigraph.parse(content, format=format_)}


@pytest.mark.parametrize("serialization", ["N-Quads", "TriG", "JSON-LD"])
def test_named_graphs_are_kept(people_there: Any, serialization: str) -> None:
    text = people(graph="yes", on_graph=TO) + target("A", "a.x", f"; rml:serialization formats:{serialization}")
    Written(people_there, text)
    format_ = {"N-Quads": "N_QUADS", "TriG": "TRIG", "JSON-LD": "JSON_LD"}[serialization]
    quads = pyoxigraph.parse((people_there.path / "a.x").read_bytes(), format=getattr(pyoxigraph.RdfFormat, format_))
    assert {str(quad.graph_name) for quad in quads} == {"<http://example.org/g1>", "<http://example.org/g2>"}


@pytest.mark.parametrize("serialization", ["N-Triples", "Turtle", "RDF_XML", "RDF_JSON"])
@pytest.mark.parametrize("where", ["subject", "on_graph"])
def test_a_serialization_without_graphs_takes_none(people_there: Any, serialization: str, where: str) -> None:
    """https://kg-construct.github.io/rml-io/spec/docs/#graph-map: the mapping is invalid."""
    text = people(graph="yes", **{where: TO}) + target("A", "a.x", f"; rml:serialization formats:{serialization}")
    assert f"the target 'a.x' is {serialization}, which has no named graphs" in people_there.error(text, "m.ttl")


def member(archive: bytes) -> bytes:
    """The file a.nq in a tar archive."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        file = opened.extractfile("a.nq")
        assert file is not None
        return file.read()


@pytest.mark.parametrize(
    ("compression", "unpack"),
    [
        ("gzip", gzip.decompress),
        ("zip", lambda content: zipfile.ZipFile(io.BytesIO(content)).read("a.nq")),
        ("tarxz", lambda content: member(lzma.decompress(content))),
        ("targz", lambda content: member(gzip.decompress(content))),
        ("targzip", lambda content: member(gzip.decompress(content))),
        ("zstd", lambda content: zstandard.ZstdDecompressor().decompressobj().decompress(content)),
    ],
)  # fmt: skip
def test_a_target_may_be_compressed(people_there: Any, compression: str, unpack: Any) -> None:
    ending = {"gzip": "gz", "zip": "zip", "tarxz": "tar.xz", "zstd": "zst"}.get(compression, "tar.gz")
    text = people(subject=TO) + target("A", f"a.nq.{ending}", f"; rml:compression rml:{compression}")
    Written(people_there, text)
    content = (people_there.path / f"a.nq.{ending}").read_bytes()
    assert unpack(content).decode().splitlines()[0] == '<http://example.org/1> <http://example.org/name> "Zoë" .'


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "UTF-16LE", "UTF-32"])
@pytest.mark.parametrize("serialization", ["N-Quads", "RDF_XML"])
def test_a_target_may_be_in_another_encoding(people_there: Any, encoding: str, serialization: str) -> None:
    """One mark of its byte order at most; XML says its own encoding."""
    said = f"; rml:encoding rml:{encoding} ; rml:serialization formats:{serialization}"
    Written(people_there, people(subject=TO) + target("A", "a.x", said))
    content = (people_there.path / "a.x").read_bytes()
    text = content.decode(encoding)
    assert "Zoë" in text
    assert "\ufeff" not in text
    if serialization == "RDF_XML" and encoding != "UTF-32":
        from lxml import etree

        assert etree.fromstring(content).tag.endswith("RDF")


@pytest.mark.parametrize(
    "described",
    [
        "a void:Dataset ; void:dataDump <FILE>",
        "a rml:Target ; <http://www.w3.org/ns/dcat#downloadURL> <FILE>",
        'rml:path "a.nq" ; rml:root rml:MappingDirectory',
        'rml:path "a.nq" ; rml:compression rml:none',
    ],
)
def test_a_file_is_described_in_many_ways(people_there: Any, described: str) -> None:
    file = (people_there.path / "a.nq").as_uri()
    text = people(subject=TO) + f"<#A> rml:target [ {described.replace('FILE', file)} ] ."
    Written(people_there, text)
    assert (people_there.path / "a.nq").is_file()


def test_the_first_vocabulary_of_targets_means_the_same(people_there: Any) -> None:
    old = """@prefix rmlt: <http://semweb.mmlab.be/ns/rml-target#> .
@prefix comp: <http://semweb.mmlab.be/ns/rml-compression#> .
<#A> a rmlt:LogicalTarget ; rmlt:target [ rml:path "a.nt.gz" ] ; rmlt:serialization formats:N-Triples ; rmlt:compression comp:gzip .
"""
    Written(people_there, people(subject="<http://semweb.mmlab.be/ns/rml-target#logicalTarget> <#A>") + old)
    assert gzip.decompress((people_there.path / "a.nt.gz").read_bytes()).startswith(b"<http://example.org/1>")


def test_folders_of_a_target_are_made(people_there: Any) -> None:
    made = Written(people_there, people(subject=TO) + target("A", "out/of/a.nq"))
    assert len(made.lines("out/of/a.nq")) == 2


def test_a_target_of_nothing_is_an_empty_file(folder: Any) -> None:
    folder.write(p_json="[]")
    made = Written(folder, people(subject=TO) + target("A", "a.nq"))
    assert made.lines("a.nq") == []


def test_two_names_of_one_target_are_one(people_there: Any) -> None:
    text = people(subject=f"{TO}, <#B>") + target("A", "a.nq") + target("B", "./a.nq").replace("./", "")
    assert Written(people_there, text).counts == {"a.nq": 2}


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        (target("A", "a.nq") + target("B", "a.nq", "; rml:compression rml:gzip"), "the target 'a.nq' is written in another way at"),
        (target("A", "a.nq") + target("B", "./x/../a.nq"), "the target './x/../a.nq' is the file of 'a.nq'"),
        (target("A", "a.nq") + target("B", "x/../p.json"), "the target 'x/../p.json' is a source of the mapping"),
        (target("A", "a.nq") + target("B", "m.ttl"), "the target 'm.ttl' is a file of the mapping"),
        (target("A", "a.nq") + target("B", "../b.nq"), "the target '../b.nq' lies outside the folder of its mapping; --allow-outside lets"),
        (target("A", "a.nq") + target("B", "b.nq", within="; rml:root '/tmp'"), "the target '/tmp/b.nq' lies outside the folder of its mapping"),
        (target("A", "a.nq") + target("B", "b.nq", "; rml:serialization formats:Turtel"), "no serialization 'Turtel'; did you mean 'Turtle'?"),
        (target("A", "a.nq") + target("B", "b.nq", "; rml:encoding rml:ISO-8859-1"), "no encoding 'ISO-8859-1' of targets; there are UTF-8, UTF-16 and UTF-32"),
        (target("A", "a.nq") + target("B", "b.nq", "; rml:serialisation formats:Turtle"), "a logical target has no property rml:serialisation; did you mean 'serialization'?"),
        (target("A", "a.nq"), "a logical target has one rml:target, not 0"),
        (target("A", "a.nq") + "<#B> rml:target [ <http://www.w3.org/ns/sparql-service-description#endpoint> ex:e ] .", "a SPARQL endpoint is no rml:target that is supported"),
        (target("A", "a.nq") + "<#B> rml:target [ void:dataDump <http://example.org/d> ] .", "the target 'http://example.org/d' is remote; targets are files"),
    ],
)  # fmt: skip
def test_a_target_that_cannot_be_is_told(people_there: Any, targets: str, message: str) -> None:
    """With its place, before anything is written."""
    with pytest.raises(MappingError) as caught:
        Written(people_there, people(subject=f"{TO}, <#B>") + targets)
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{people_there.path}/m.ttl:")
    assert sorted(path.name for path in people_there.path.iterdir()) == ["m.ttl", "p.json"]


def test_a_run_that_breaks_off_writes_no_target(folder: Any) -> None:
    """Though it had begun: neither the file nor an unfinished one."""
    folder.write(p_csv="id,name\n" + "1,x\n" * 50_000 + "2\n")
    text = people(subject=f"{TO}, <#B>, <#C>").replace("p.json", "p.csv").replace("rml:JSONPath", "rml:CSV")
    text = text.replace('; rml:iterator "$[*]"', "")
    targets = target("A", "a.nq") + target("B", "b.tgz", "; rml:compression rml:targz")
    with pytest.raises(SourceError, match="this row has 1 cells"):
        Written(folder, text + targets + target("C", "c.ttl", "; rml:serialization formats:Turtle"))
    assert sorted(path.name for path in folder.path.iterdir()) == ["m.ttl", "p.csv"]


def test_what_rdf_xml_cannot_write_is_an_error(people_there: Any) -> None:
    text = people(subject=TO).replace("ex:name", "<http://example.org/1>")
    with pytest.raises(OutputError, match=r"a\.rdf: cannot be written: RDF/XML cannot write the predicate"):
        Written(people_there, text + target("A", "a.rdf", "; rml:serialization formats:RDF_XML"))
    assert not (people_there.path / "a.rdf").exists()


def test_a_run_without_delivery_gives_the_default_output_alone(people_there: Any) -> None:
    (people_there.path / "m.ttl").write_text(people(predicate=TO) + target("A", "a.nq"), encoding="utf-8")
    plan = rml.read_files([people_there.path / "m.ttl"])
    assert [path.path for path in plan.targets] == ["a.nq"]
    assert list(plan.run()) == []
    assert not (people_there.path / "a.nq").exists()


# -- YARRRML -----------------------------------------------------------------------------------------------------------


def yarrrml(subject: str, po: str, head: str = "", more: str = "") -> str:
    return f"""prefixes: {{ex: "http://example.org/"}}
{head}mappings:
  m:
    sources: [[p.json~jsonpath, "$[*]"]]
    s: {subject}
    po:
      - {po}
{more}"""


NAME = "[ex:name, $(name)]"
PERSON = "ex:$(id)"


@pytest.mark.parametrize(
    "targets",
    [
        "{access: a.nq}",
        "[{access: a.nq, type: void, serialization: nquads, compression: none}]",
        "['a.nq~void', nquads]",
        "[['a.nq~dcat']]",
        "['a.nq~localfile']",
        "'a.nq~localfile'",
        "named",
        "[named, {access: b.nq}]",
    ],
)
def test_yarrrml_targets_in_all_forms(people_there: Any, targets: str) -> None:
    head = "targets:\n  named: [a.nq~void, nquads]\n"
    made = Written(people_there, yarrrml(f"{{value: '{PERSON}', targets: {targets}}}", NAME, head), "m.yml")
    assert (len(made.lines("a.nq")), made.default) == (2, [])


@pytest.mark.parametrize(
    "po",
    [
        "{p: {value: ex:name, targets: t}, o: $(name)}",
        "{p: ex:name, o: {value: $(name), targets: t}}",
        "{p: ex:name, o: {value: $(name), language: {value: en, targets: t}}}",
        "{p: ex:name, o: {value: $(name), datatype: {value: xsd:string, targets: [t]}}}",
        "{p: ex:name, o: $(name), graphs: {value: ex:g, targets: t}}",
        "{p: ex:name, o: {mapping: m, targets: t}}",
        "{p: ex:name, o: {function: upper, parameters: [[value, $(name)]], targets: t}}",
    ],
)
def test_yarrrml_targets_wherever_a_term_is_made(people_there: Any, po: str) -> None:
    made = Written(people_there, yarrrml(PERSON, po, "targets: {t: {access: a.nq}}\n"), "m.yml")
    assert (len(made.lines("a.nq")), made.default) == (2, [])


def test_yarrrml_targets_of_a_mapping_are_those_of_its_subjects(people_there: Any) -> None:
    made = Written(
        people_there, yarrrml(PERSON, NAME, more="    targets: {access: a.ttl, serialization: turtle}\n"), "m.yml"
    )
    assert (made.counts, made.default) == ({"a.ttl": 2}, [])


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        ("nobody", "m.yml:5:37: no target 'nobody' is declared"),
        ("{type: void}", "m.yml:5:37: a target needs the key 'access'"),
        ("{access: a.nq, type: sparql}", "m.yml:5:58: SPARQL endpoints are no targets that are supported; files are"),
        ("{access: a.nq, type: viod}", "m.yml:5:58: no target of type 'viod'; did you mean 'void'?"),
        ("{access: a.nq, serialization: turtel}", "m.yml:5:67: no serialization 'turtel'; did you mean 'turtle'?"),
        ("{access: a.nq, compression: gzp}", "m.yml:5:65: no compression 'gzp'; did you mean 'gzip'?"),
        ("{access: a.nq, encoding: latin1}", "m.yml:5:62: no encoding 'latin1' of targets; there are utf-8, utf-16 and"),
        ("{access: a.nq, serialisation: turtle}", "m.yml:5:52: unknown key 'serialisation' in a target; did you mean"),
        ("{access: 'http://x/a'}", "m.yml:5:46: the target 'http://x/a' is remote; targets are files"),
        ("['a~void', nquads, gzip, x]", "m.yml:5:37: a target in short is [access~type, serialization, compression]"),
    ],
)  # fmt: skip
def test_a_yarrrml_target_that_cannot_be_is_told(people_there: Any, targets: str, message: str) -> None:
    text = yarrrml(f"{{value: '{PERSON}', targets: {targets}}}", NAME)
    assert people_there.error(text).startswith(message)


def test_a_condition_takes_no_target(people_there: Any) -> None:
    """What does nothing is not passed over."""
    po = "{p: ex:p, o: x, condition: {function: isNotNull, parameters: [[value, $(name)]], targets: t}}"
    assert "'targets' of a condition is not supported" in people_there.error(yarrrml(PERSON, po))
