"""Flattened Turtle is the same graph as the text, and every term stands where its triple says."""

from __future__ import annotations

import re

import pyoxigraph
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.rml import turtletext

BASE = "http://base.example/doc"
HEADS = (
    "@prefix : <http://e.example/> .\n@prefix e-x.y: <#> .\n",
    "PREFIX : <http://e.example/>\nprefix e-x.y: <#> # .\n",
)
GAPS = st.sampled_from((" ", "\n", "\t ", ' # a comment with " and <a> .\n', "\r\n"))
NAMES = st.sampled_from(
    (
        ":a",
        ":a.b",
        ":",
        "e-x.y:c",
        ":%20",
        r":a\.",
        r":q\(\;\,",
        ":é𝄞",
        "<#f>",
        "<x?y=<z".replace("<z", "z>"),
        "<>",
        "e-x.y:1.2",
    )
)
LITERALS = st.sampled_from(
    (
        *('"a"', "'a'", '"""a"b\n""c"""', "'''x'y\n'''", r'"\"\\"', r"'\u00e9'", '"# [ ( . ;"', '""', "''", '""""""'),
        *('"a"@en', '"a"@en-GB', '"1"^^:d', "'1'^^<#t>", "1", "-1.5", "+.5", "1e3", "1.E2", "true", "false"),
    )
)


def spaced(gap: str, *parts: str) -> str:
    return gap.join(parts)


def nodes(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(NAMES | st.just("a"), st.lists(inner, min_size=1, max_size=2)), max_size=2)
    lists = st.lists(inner, max_size=3)
    return st.tuples(GAPS, pairs).map(lambda drawn: f"[{drawn[0]}{properties(*drawn)}{drawn[0]}]") | st.tuples(
        GAPS, lists
    ).map(lambda drawn: spaced(drawn[0], "(", *drawn[1], ")"))


def properties(gap: str, pairs: list[tuple[str, list[str]]]) -> str:
    return f"{gap};{gap}".join(spaced(gap, name, f"{gap},{gap}".join(values)) for name, values in pairs)


TERMS = st.recursive(NAMES | LITERALS | st.sampled_from(("_:b", "_:n1", "_:x.y")), nodes, max_leaves=6)
SUBJECTS = NAMES | st.just("_:n") | nodes(TERMS)
STATEMENTS = st.tuples(
    GAPS,
    SUBJECTS,
    st.lists(st.tuples(NAMES | st.just("a"), st.lists(TERMS, min_size=1, max_size=3)), min_size=1, max_size=3),
).map(lambda drawn: spaced(drawn[0], drawn[1], properties(drawn[0], drawn[2]), ".\n"))
DOCUMENTS = st.tuples(st.sampled_from(HEADS), st.lists(STATEMENTS, max_size=4)).map(lambda d: d[0] + "".join(d[1]))


def canonical(text: str) -> tuple[pyoxigraph.Dataset, int]:
    triples = list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE, base_iri=BASE))
    dataset = pyoxigraph.Dataset(triples)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return dataset, len(triples)


@given(DOCUMENTS)
def test_flat_turtle_is_isomorphic(document: str) -> None:
    """With one triple for each spot."""
    flat = turtletext.flatten(document)
    assert canonical(flat.text) == canonical(document)
    assert len(flat.triples) == canonical(document)[1]


@given(DOCUMENTS)
def test_every_term_stands_where_its_spot_says(document: str) -> None:
    """The text at the spot starts with the term as the flat text writes it; a label is for a bracket."""
    flat = turtletext.flatten(document)
    statements = [line for line in re.split(r" \.\n", flat.text.partition("\n")[2].partition("\n")[2]) if line]
    starts = [statement.split(" ", 2) for statement in statements if "\n" not in statement]
    if len(starts) != len(flat.triples):
        return  # a literal with a line end is in it, and the flat text is not to be cut by lines
    for (subject, predicate, value), spot in zip(starts, flat.triples, strict=True):
        for written, offset in ((subject, spot.subject), (predicate, spot.predicate), (value, spot.object)):
            generated = re.fullmatch(r"_:n+\d+|<http://www.w3.org/1999/02/22-rdf-syntax-ns#\w+>", written)
            token = re.split(r"@|\^\^", written)[0] if written[0] in "\"'" and "#" not in written else written
            assert document.startswith(token, offset) or (generated and not document[offset].isspace())
