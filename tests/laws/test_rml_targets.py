"""Targets divide what a mapping makes; whatever is packed is unpacked; what is written is read back."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from newsgraph import rml
from newsgraph.compression import COMPRESSIONS, compressing, decompressed
from newsgraph.errors import SourceError
from newsgraph.rdf import rdfjson, rdfxml
from newsgraph.rdf.canonical import isomorphic
from newsgraph.rdf.parse import Format, parse_triples
from newsgraph.rdf.terms import Term, Triple, literal

law = settings(max_examples=60, deadline=None)
NAMES = ("a.nq", "b.nq", "c.nq")
TARGETS = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(
    lambda names: [{"access": name} for name in names]
)
RECORDS = {"d.json": [{"id": 1, "name": "x"}, {"id": 2, "name": "y"}, {"id": 2, "name": None}]}


def term(value: str, targets: list[dict[str, str]]) -> dict[str, object]:
    return {"value": value, "targets": targets} if targets else {"value": value}


@law
@given(subject=TARGETS, predicates=st.tuples(TARGETS, TARGETS), objects=st.tuples(TARGETS, TARGETS), graph=TARGETS)
def test_targets_divide_what_is_made(
    subject: list[dict[str, str]],
    predicates: tuple[list[dict[str, str]], list[dict[str, str]]],
    objects: tuple[list[dict[str, str]], list[dict[str, str]]],
    graph: list[dict[str, str]],
) -> None:
    """Each quad is where the targets of its parts say, or in the default output where none has one; none is lost."""

    def mapping(*, with_targets: bool) -> str:
        def made(value: str, targets: list[dict[str, str]]) -> dict[str, object]:
            return term(value, targets if with_targets else [])

        pairs = {
            "p": [made("http://x/p", predicates[0]), made("http://x/q", predicates[1])],
            "o": [made("$(name)", objects[0]), made("c", objects[1])],
            "graphs": [made("http://x/g", graph)],
        }
        one = {"sources": [["d.json~jsonpath", "$[*]"]], "s": made("http://x/$(id)", subject), "po": [pairs]}
        return json.dumps({"mappings": {"m": one}})

    whole = set(rml.parse([rml.MappingText(mapping(with_targets=False), "m.yml")]).run(RECORDS))
    with tempfile.TemporaryDirectory() as folder:
        plan = rml.parse([rml.MappingText(mapping(with_targets=True), "m.yml", base_dir=Path(folder))])
        with rml.Delivery(plan.targets) as delivery:
            default = set(plan.run(RECORDS, delivery=delivery))
        lines = {name: path.read_text() for name in NAMES if (path := Path(folder) / name).exists()}
    for name, text in lines.items():
        written = text.splitlines()
        expected = {
            f"{' '.join(quad)} ."
            for quad in whole
            if {"access": name}
            in [
                *subject,
                *predicates["pq".index(quad[1][-2])],
                *(objects[1] if quad[2] == '"c"' else objects[0]),
                *graph,
            ]
        }
        assert sorted(written) == sorted(expected)
    elsewhere = {line for text in lines.values() for line in text.splitlines()}
    assert {f"{' '.join(quad)} ." for quad in whole} == elsewhere | {f"{' '.join(quad)} ." for quad in default}
    assert not elsewhere & {f"{' '.join(quad)} ." for quad in default}


@law
@given(st.lists(st.binary(max_size=200), max_size=5), st.sampled_from(sorted(COMPRESSIONS)))
def test_what_is_packed_is_unpacked(pieces: list[bytes], compression: str) -> None:
    made = io.BytesIO()
    with compressing(made, compression, "a.nq") as sink:
        for piece in pieces:
            sink.write(piece)
    with decompressed(io.BytesIO(made.getvalue()), compression, "a") as stream:
        assert stream.read() == b"".join(pieces)


@law
@given(st.binary(max_size=300), st.sampled_from(sorted(COMPRESSIONS)))
def test_any_bytes_are_unpacked_or_refused(content: bytes, compression: str) -> None:
    """Nothing but a SourceError is raised."""
    try:
        with decompressed(io.BytesIO(content), compression, "a") as stream:
            stream.read()
    except SourceError as error:
        assert str(error).startswith("a: ")  # noqa: PT017 - either is right


LEXICAL = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff", min_codepoint=0x20)
) | st.just("\t\n\r")
IRIS = st.sampled_from(["<http://x/a>", "<http://x/b#c-d>", "<urn:é:f>", "<http://x/?a=b&c='d'>", "<http://x/p1.q>"])
PREDICATES = st.sampled_from(["<http://x/a>", "<http://x/b#c-d>", "<http://x/1a>", "<urn:x:é>", "<http://x/p1.q>"])
BLANKS = st.sampled_from(["_:b0", "_:n1x2", "_:z.9"])
OBJECTS: SearchStrategy[Term] = (
    IRIS
    | BLANKS
    | LEXICAL.map(literal)
    | LEXICAL.map(lambda text: literal(text, language="en-gb"))
    | LEXICAL.map(lambda text: literal(text, datatype="http://x/d"))
)
GRAPHS = st.lists(st.tuples(IRIS | BLANKS, PREDICATES, OBJECTS), max_size=8)


@law
@given(graph=GRAPHS)
def test_rdf_xml_is_read_back(graph: list[Triple]) -> None:
    text = rdfxml.serialise(graph, prefixes={"x": "http://x/", "ns1": "urn:"})
    assert isomorphic(parse_triples(text, name="a.rdf", format=Format.RDFXML), tuple(dict.fromkeys(graph)))


@law
@given(graph=GRAPHS)
def test_rdf_json_is_read_back(graph: list[Triple]) -> None:
    document = json.loads(rdfjson.serialise(graph))

    def name(text: str) -> Term:
        return text if text.startswith("_:") else f"<{text}>"

    def value(found: dict[str, str]) -> Term:
        if found["type"] != "literal":
            return name(found["value"])
        return literal(found["value"], datatype=found.get("datatype"), language=found.get("lang"))

    read = {
        (name(subject), f"<{predicate}>", value(found))
        for subject, predicates in document.items()
        for predicate, objects in predicates.items()
        for found in objects
    }
    assert read == set(graph)
