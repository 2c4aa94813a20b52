"""The gate lets through what conforms, and nothing else makes a Conforming."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable, Iterator

import pytest

from newsgraph.errors import InputError
from newsgraph.rdf.terms import Term, Triple
from newsgraph.shacl import Conforming, Rejected, Report, Shapes

Parse = Callable[[str], Shapes]
Read = Callable[[str], tuple[Triple, ...]]

NAME = "<http://example.org/graph>"
NAMED = "e:Named a sh:NodeShape ; sh:targetClass e:Person ; sh:property e:Named-name . e:Named-name sh:path e:name ; "


def test_a_graph_without_a_result_conforms(shapes: Parse, data: Read) -> None:
    triples = data('e:a a e:Person ; e:name "A" .')
    verdict = shapes(NAMED + "sh:minCount 1 .").check(NAME, triples)
    assert isinstance(verdict, Conforming)
    assert (verdict.name, verdict.triples, verdict.report) == (NAME, triples, Report())


def test_a_violation_rejects_with_its_report(shapes: Parse, data: Read) -> None:
    verdict = shapes(NAMED + "sh:minCount 1 .").check(NAME, data("e:a a e:Person ."))
    assert isinstance(verdict, Rejected)
    assert [result.focus_node for result in verdict.report.results] == ["<http://example.org/a>"]


@pytest.mark.parametrize("severity", ["sh:Warning", "sh:Info"])
def test_warnings_and_infos_pass_the_gate_and_are_shown(severity: str, shapes: Parse, data: Read) -> None:
    verdict = shapes(f"{NAMED} sh:minCount 1 ; sh:severity {severity} .").check(NAME, data("e:a a e:Person ."))
    assert isinstance(verdict, Conforming)
    assert len(verdict.report.results) == 1
    assert not verdict.report.conforms
    assert not verdict.report.rejects


def test_a_severity_of_ones_own_rejects(shapes: Parse, data: Read) -> None:
    verdict = shapes(NAMED + "sh:minCount 1 ; sh:severity e:Grave .").check(NAME, data("e:a a e:Person ."))
    assert isinstance(verdict, Rejected)


def test_nobody_else_makes_a_conforming() -> None:
    with pytest.raises(TypeError, match="only"):
        Conforming(NAME, (), Report(), object())


def test_a_conforming_is_not_altered(shapes: Parse) -> None:
    verdict = shapes(NAMED + "sh:minCount 1 .").check(NAME, ())
    assert isinstance(verdict, Conforming)
    with pytest.raises(dataclasses.FrozenInstanceError):
        verdict.triples = ()  # type: ignore[misc]
    assert isinstance(verdict.triples, tuple)


def test_a_conforming_goes_to_another_process_and_back(shapes: Parse, data: Read) -> None:
    verdict = shapes(NAMED + "sh:minCount 1 .").check(NAME, data('e:a a e:Person ; e:name "A" .'))
    assert pickle.loads(pickle.dumps(verdict)) == verdict  # noqa: S301 - our own bytes
    assert copy.deepcopy(verdict) == verdict


def test_shapes_go_to_another_process_and_judge_alike(shapes: Parse, data: Read) -> None:
    made = shapes(NAMED + "sh:minCount 1 .")
    again = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own bytes
    triples = data("e:a a e:Person .")
    assert again.check(NAME, triples) == made.check(NAME, triples)


def test_verdicts_stream_and_do_not_depend_on_the_batch(shapes: Parse, data: Read) -> None:
    made = shapes(NAMED + "sh:minCount 1 ; sh:maxCount 1 .")
    good, bad = data('e:a a e:Person ; e:name "A" .'), data('e:a a e:Person ; e:name "A", "B" .')
    drawn: list[Term] = []

    def graphs() -> Iterator[tuple[Term, tuple[Triple, ...]]]:
        for number, triples in enumerate([good, bad, good]):
            drawn.append(f"<http://example.org/{number}>")
            yield drawn[-1], triples

    verdicts = made.check_all(graphs())
    assert isinstance(next(verdicts), Conforming)
    assert len(drawn) == 1
    rest = list(verdicts)
    assert [type(verdict) for verdict in rest] == [Rejected, Conforming]
    assert rest[0] == made.check("<http://example.org/1>", bad)


@pytest.mark.parametrize("name", ["", "http://example.org/", '"a"', "_:b"])
def test_a_graph_is_named_by_an_iri(name: Term, shapes: Parse) -> None:
    with pytest.raises(ValueError, match="IRI"):
        shapes(NAMED + "sh:minCount 1 .").check(name, ())


def test_quads_of_several_graphs_are_validated_as_one(shapes: Parse, data: Read) -> None:
    triples = data('e:a a e:Person ; e:name "A" .')
    quads = [(*triples[0], "<http://example.org/g>"), (*triples[1], "")]
    assert shapes(NAMED + "sh:minCount 1 .").validate(quads).conforms


def test_an_ontology_tells_subclasses_and_is_not_reported_on(shapes: Parse, data: Read) -> None:
    made = shapes(
        NAMED + "sh:minCount 1 . e:Classes a sh:NodeShape ; sh:targetObjectsOf rdfs:subClassOf ; sh:maxLength 1 ."
    )
    ontology = data("e:Minister rdfs:subClassOf e:Politician . e:Politician rdfs:subClassOf e:Person .")
    triples = data("e:a a e:Minister .")
    assert made.validate(triples).conforms
    assert [result.focus_node for result in made.validate(triples, ontology=ontology).results] == [
        "<http://example.org/a>"
    ]


def test_lexical_forms_are_kept(shapes: Parse, data: Read) -> None:
    made = shapes(
        "e:S a sh:NodeShape ; sh:targetSubjectsOf e:p ; sh:property [ sh:path e:p ; sh:maxCount 0 ; sh:hasValue 1 ] ."
    )
    for literal in ('"01"^^xsd:integer', '"2024-09-04Z"^^xsd:date', '" 1 "^^xsd:decimal', '"none"^^xsd:boolean'):
        triples = data(f"e:a e:p {literal} .")
        assert made.check(NAME, triples).triples == triples
    report = shapes("e:S sh:targetObjectsOf e:p ; sh:in ( 2 ) .").validate(data('e:a e:p "01"^^xsd:integer .'))
    assert report.results[0].value == '"01"^^<http://www.w3.org/2001/XMLSchema#integer>'


def test_a_backslash_in_the_data_is_no_escape_in_a_message(shapes: Parse, data: Read) -> None:
    made = shapes(
        'e:S sh:targetSubjectsOf e:p ; sh:sparql [ sh:prefixes e:prefixes ; sh:message "<{?value}> {$this}" ; '
        'sh:select "SELECT $this ?value WHERE { $this e:p ?value }" ] .'
    )
    for written, lexical in ((r"a\\g<0>\\d", r"a\g<0>\d"), (r"C:\\new\\1", r"C:\new\1"), (r"\\", "\\")):
        (result,) = made.validate(data(f'e:a e:p "{written}" .')).results
        assert result.message == f"<{lexical}> http://example.org/a"
        assert result.value == f'"{written}"'


def test_data_that_the_engine_cannot_take_are_an_input_error(shapes: Parse, data: Read) -> None:
    """A component's message is filled by pyshacl itself, as a template of regular expressions."""
    made = shapes(
        "e:C a sh:ConstraintComponent ; sh:parameter [ sh:path e:limit ] ; sh:validator [ a sh:SPARQLAskValidator ; "
        'sh:message "{$value}" ; sh:ask "ASK { FILTER (STRLEN($value) < $limit) }" ] . '
        "e:S sh:targetObjectsOf e:p ; a sh:NodeShape ; e:limit 2 ."
    )
    assert len(made.validate(data('e:a e:p "abc" .')).results) == 1
    with pytest.raises(InputError, match="cannot be validated"):
        made.validate(data(r'e:a e:p "abc\\d" .'))
