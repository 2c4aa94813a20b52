"""The engine reads shapes and queries once, leaves rdflib as it found it, and breaks on nothing."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.errors import ShapesError
from newsgraph.rdf.terms import Triple
from newsgraph.shacl import Shapes
from newsgraph.shacl.documents import read_documents
from newsgraph.shacl.effective import effective
from newsgraph.shacl.engine import Engine

Parse = Callable[[str], Shapes]
Read = Callable[[str], tuple[Triple, ...]]

QUERIES = """
@prefix e: <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
e:prefixes sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/" ] .
e:S sh:targetClass e:C ;
    sh:sparql [ sh:prefixes e:prefixes ; sh:select "SELECT $this WHERE { $this e:p 1 }" ] ,
        [ sh:prefixes e:prefixes ; sh:select "SELECT $this WHERE { $this e:p 2 }" ] .
"""
SHAPES = Path(__file__).parents[2] / "shapes"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(SHAPES.glob("*.ttl"))]


def test_each_query_is_translated_once(data: Read) -> None:
    """By the reference engine, which by itself would translate it for each focus node."""
    engine = Engine(effective(read_documents([(QUERIES, "shapes.ttl")])))
    for number in range(3):
        engine.run(data(" ".join(f"e:n{node} a e:C ; e:p {number} ." for node in range(5))))
    assert len(engine._queries) == 2


@pytest.mark.parametrize("value", [True, False])
def test_rdflib_is_left_as_it_was(value: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """From the first shapes that a process reads."""
    program = (
        "import rdflib\n"
        f"rdflib.NORMALIZE_LITERALS = {value}\n"
        "from newsgraph.shacl import Shapes\n"
        "shapes = '<http://e/S> <http://www.w3.org/ns/shacl#targetNode> 1 ; <http://www.w3.org/ns/shacl#in> ( 2 ) .'\n"
        "assert not Shapes.parse([(shapes, 's.ttl')]).validate(()).conforms\n"
        f"assert rdflib.NORMALIZE_LITERALS is {value}\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_blank_node_is_not_taken_for_that_of_another_graph(shapes: Parse, data: Read) -> None:
    """Messages of pyshacl write blank nodes out, and remember them by the address of a graph that may be gone."""
    made = shapes("e:S sh:targetSubjectsOf e:p ; sh:or ( [ sh:class e:C ] [ sh:class e:D ] ) .")
    for number in range(50):
        (result,) = made.validate(data(f"_:x e:p {number} .")).results
        assert f'"{number}"' in result.message


@pytest.mark.filterwarnings("default")
def test_nothing_is_written_to_the_terminal(shapes: Parse, data: Read, capfd: pytest.CaptureFixture[str]) -> None:
    with contextlib.suppress(ShapesError):
        shapes('e:S sh:targetNode e:a ; sh:sparql [ sh:select "nonsense" ] .')
    shapes("e:S a sh:NodeShape ; sh:targetNode e:a ; sh:qualifiedMinCount 1 ; sh:class e:C .").validate(
        data('e:a e:p "no number"^^xsd:integer .')
    )
    assert capfd.readouterr() == ("", "")


@settings(max_examples=60, deadline=None)
@given(
    text=st.sampled_from(TEXTS),
    cuts=st.lists(
        st.tuples(
            st.floats(0, 1),
            st.integers(0, 30),
            st.sampled_from(["", ";", ".", "[", ")", '"', "$", "\x00", "sh:", "sh:or ( 1 )"]),
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_spoilt_shapes_are_shapes_errors_or_shapes(text: str, cuts: list[tuple[float, int, str]]) -> None:
    for where, length, instead in cuts:
        at = int(where * len(text))
        text = text[:at] + instead + text[at + length :]
    with contextlib.suppress(ShapesError):
        Shapes.parse([(text, "spoilt.ttl")]).validate(())
