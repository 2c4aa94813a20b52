"""A report as text, Turtle and JSON: the same graph in both, the same bytes always, and nothing hidden in the text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.compare import isomorphic

from newsgraph.errors import Place
from newsgraph.rdf.parse import parse_triples
from newsgraph.rdf.rdflib import to_rdflib
from newsgraph.rdf.terms import Triple, iri, literal
from newsgraph.shacl import INFO, VIOLATION, WARNING, Path, Report, Result, Shapes
from newsgraph.vocab import SH

Parse = Callable[[str], Shapes]
Read = Callable[[str], tuple[Triple, ...]]

_IRIS = st.sampled_from(["http://example.org/a", "http://example.org/b.c", "urn:x:y", "http://example.org/#é"]).map(iri)
_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=6)
_LITERALS = st.builds(literal, _TEXT) | st.builds(lambda text: literal(text, language="en"), _TEXT)
_LITERALS |= st.builds(lambda text: literal(text, datatype="http://www.w3.org/2001/XMLSchema#date"), _TEXT)
_NODES = _IRIS | _LITERALS | st.sampled_from(["_:b0", "_:report"])
_PATHS = st.recursive(
    st.builds(Path, st.just(""), _IRIS),
    lambda inner: (
        st.builds(
            lambda operator, part: Path(operator, parts=(part,)),
            st.sampled_from(["inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"]),
            inner,
        )
        | st.builds(
            lambda operator, parts: Path(operator, parts=tuple(parts)),
            st.sampled_from(["sequence", "alternativePath"]),
            st.lists(inner, min_size=2, max_size=3),
        )
    ),
    max_leaves=4,
)


def _results(detail: st.SearchStrategy[tuple[Result, ...]]) -> st.SearchStrategy[Result]:
    return st.builds(
        Result,
        focus_node=_NODES,
        component=_IRIS,
        source_shape=_IRIS | st.just("_:shape1"),
        severity=st.sampled_from([VIOLATION, WARNING, INFO]) | _IRIS,
        path=st.none() | _PATHS,
        value=st.none() | _NODES,
        messages=st.lists(_LITERALS.filter(lambda term: not term.endswith(">")), max_size=2, unique=True).map(tuple),
        detail=detail,
        place=st.none() | st.just(Place("x.ttl", 3, 1)),
    )


_REPORTS = st.lists(_results(st.just(()) | _results(st.just(())).map(lambda one: (one,))), max_size=3).map(
    lambda results: Report(tuple(results), {"e": "http://example.org/"})
)


@given(_REPORTS)
def test_json_and_turtle_are_one_graph(report: Report) -> None:
    turtle = to_rdflib(parse_triples(report.to_turtle(), name="report.ttl"))
    assert isomorphic(turtle, to_rdflib(parse_triples(report.to_json(), name="report.jsonld")))


@given(_REPORTS)
def test_no_text_of_a_report_holds_what_cannot_be_seen(report: Report) -> None:
    text = report.to_text()
    assert text.endswith("\n")
    assert not any(character in text for character in "\x00\x1b\x7f\x9b\u202e\u2066\u200b\ufeff\r")


def test_a_report_is_the_same_whatever_the_hash_seed() -> None:
    program = (
        "from newsgraph.shacl import Shapes\n"
        "from newsgraph.rdf.parse import parse_triples\n"
        "p = '@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> . '\n"
        's = Shapes.parse([(p + \'e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ; sh:message "a", '
        '"b"@fr, "c"@en ] , [ sh:path [ sh:inversePath e:p ] ; sh:minCount 1 ] ; sh:closed true ; '
        "sh:ignoredProperties () .', 's.ttl')])\n"
        "r = s.validate(parse_triples(p + 'e:a a e:C ; e:q 1, 2 . _:x a e:C . [] a e:C .', name='d'))\n"
        "print(r.to_text(), r.to_turtle(), r.to_json())\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(runs) == 1
    assert b"sh:ClosedConstraintComponent" in next(iter(runs))


def test_text_names_what_a_person_needs(shapes: Parse, data: Read) -> None:
    made = shapes(
        "e:S sh:targetClass e:Person ; sh:property e:S-name .\n"
        "e:S-name sh:path e:name ; sh:maxLength 3 ; sh:severity sh:Warning ; "
        'sh:message "Shorten it."@en, "Kürzen."@de .'
    )
    text = made.validate(data('e:a a e:Person ; e:name "Annabel" .')).to_text()
    assert text == (
        "Conforms, but: 1 warning.\n"
        "\n"
        "1. Warning: Shorten it.\n"
        "   about  e:a\n"
        "   path   e:name\n"
        '   value  "Annabel"\n'
        "   shape  e:S-name (shapes.ttl:9:1)\n"
    )


def test_a_report_without_results_says_that_it_conforms() -> None:
    assert Report().to_text() == "Conforms.\n"
    graph = Graph().parse(data=Report().to_turtle(), format="turtle")
    assert [bool(o.toPython()) for o in graph.objects(None, None) if o.n3().endswith("boolean>")] == [True]
    assert json.loads(Report().to_json())["conforms"] is True


def test_details_are_nested(shapes: Parse, data: Read) -> None:
    made = shapes(
        "e:S sh:targetNode e:a ; sh:node e:T . e:T a sh:NodeShape ; sh:property [ sh:path e:p ; sh:minCount 1 ] ."
    )
    (result,) = made.validate(data("e:b e:p 1 .")).results
    assert [inner.component for inner in result.detail] == [f"<{SH}MinCountConstraintComponent>"]
    assert "- Violation" in Report((result,)).to_text()


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("[ sh:inversePath e:p ]", "^<http://example.org/p>"),
        ("( e:p [ sh:oneOrMorePath e:q ] )", "<http://example.org/p>/(<http://example.org/q>+)"),
        ("[ sh:alternativePath ( e:p e:q ) ]", "<http://example.org/p>|<http://example.org/q>"),
        ("[ sh:zeroOrOnePath [ sh:inversePath e:p ] ]", "(^<http://example.org/p>)?"),
    ],
)
def test_a_path_is_written_as_sparql_does(path: str, written: str, shapes: Parse) -> None:
    (result,) = shapes(f"e:S sh:targetNode e:a ; sh:path {path} ; sh:minCount 9 .").validate(()).results
    assert str(result.path) == written
