"""Law 4: what a serialiser writes is read back isomorphic, by each parser; the same triples give the same bytes."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, SearchStrategy
from pyld import jsonld as pyld

from newsgraph.rdf import jsonld, parse, trig, turtle
from newsgraph.rdf.arrangement import Arrangement
from newsgraph.rdf.canonical import canonical_hash, isomorphic
from newsgraph.rdf.names import Prefixes
from newsgraph.rdf.rdflib import from_rdflib, to_rdflib
from newsgraph.rdf.terms import XSD, Quad, Triple

PREFIXES = {
    "": "http://example.org/",
    "ng": "https://w3id.org/newsgraph/ns#",
    "schema": "https://schema.org/",
    "u": "urn:x:",
}
LAYOUT = turtle.Layout(
    types=("<http://example.org/a>",), follow=("<https://w3id.org/newsgraph/ns#evidence>",), predicates=("<urn:x:a>",)
)
ONTOLOGY = Path(__file__).parents[2] / "ontology"

Graphs = SearchStrategy[tuple[Triple, ...]]
law = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def _lexical_forms_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parsers of rdflib rewrite lexical forms, unless they are told."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.fixture(scope="module")
def context() -> jsonld.Context:
    return jsonld.Context.parse((ONTOLOGY / "context.jsonld").read_text(), (ONTOLOGY / "frame.jsonld").read_text())


def shuffled(triples: Iterable[Triple], seed: int) -> list[Triple]:
    order = list(triples)
    random.Random(seed).shuffle(order)  # noqa: S311
    return order


def without(graph: Iterable[Triple], *datatypes: str) -> tuple[Triple, ...]:
    """The graph without literals that a reader is known to rewrite."""
    return tuple(triple for triple in graph if not triple[2].endswith(tuple(f"^^<{XSD}{name}>" for name in datatypes)))


def rdflib_holds(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """The graph as rdflib can hold it: what the door gives back."""
    return from_rdflib(to_rdflib(triples))


@law
@given(data=st.data())
def test_turtle_is_read_back_by_pyoxigraph(graphs: Graphs, data: DataObject) -> None:
    graph = data.draw(graphs)
    text = turtle.serialise(graph, prefixes=PREFIXES, layout=LAYOUT)
    assert isomorphic(parse.parse_triples(text, name="x.ttl"), graph)


@law
@given(data=st.data())
@pytest.mark.usefixtures("_lexical_forms_kept")
def test_turtle_is_read_back_by_rdflib(graphs: Graphs, data: DataObject) -> None:
    """The parser of rdflib collapses the white space of these; the door does not."""
    graph = without(data.draw(graphs), "token", "normalizedString")
    text = turtle.serialise(graph, prefixes=PREFIXES, layout=LAYOUT)
    read = rdflib.Graph(bind_namespaces="none").parse(data=text, format="turtle")
    assert isomorphic(from_rdflib(read), rdflib_holds(graph))


@law
@given(data=st.data(), seed=st.integers())
def test_turtle_does_not_depend_on_the_order_of_triples(graphs: Graphs, data: DataObject, seed: int) -> None:
    graph = data.draw(graphs)
    assert turtle.serialise(shuffled(graph, seed), prefixes=PREFIXES) == turtle.serialise(graph, prefixes=PREFIXES)


@law
@given(data=st.data())
def test_trig_is_read_back(datasets: SearchStrategy[tuple[Quad, ...]], data: DataObject) -> None:
    dataset = data.draw(datasets)
    text = trig.serialise(dataset, prefixes=PREFIXES, layout=LAYOUT)
    assert isomorphic(parse.parse(text, name="x.trig"), dataset)


@law
@given(data=st.data())
def test_graphs_written_one_by_one_are_read_back_as_one_dataset(
    datasets: SearchStrategy[tuple[Quad, ...]], data: DataObject
) -> None:
    dataset = data.draw(datasets)
    text = "".join(trig.serialise_graph(g, [(s, p, o)], prefixes=PREFIXES) for s, p, o, g in dataset)
    streamed = "".join(trig.stream(((g, [(s, p, o)]) for s, p, o, g in dataset), prefixes=PREFIXES))
    assert isomorphic(parse.parse(text, name="x.trig"), dataset)
    assert isomorphic(parse.parse(streamed, name="x.trig"), dataset)


@law
@given(
    data=st.data(), own=st.sampled_from(["http://example.org/a", "http://example.org/", "urn:", "https://schema.org/a"])
)
def test_turtle_and_trig_at_once_are_those_written_apart(graphs: Graphs, data: DataObject, own: str) -> None:
    graph = data.draw(graphs)
    prefixes = PREFIXES | {"": own}
    turtle_text = turtle.serialise(graph, prefixes=prefixes, layout=LAYOUT)
    trig_text = trig.serialise_graph("<urn:x:g>", graph, prefixes=prefixes, layout=LAYOUT)
    names = Prefixes.of(PREFIXES).adding("", own)
    at_once = trig.serialise_with_turtle("<urn:x:g>", Arrangement.of(graph), names=names, layout=LAYOUT)
    assert at_once == (turtle_text, trig_text)


@law
@given(triples=st.lists(st.tuples(*[st.integers(1, 3)] * 2, st.integers(0, 60)), min_size=1, max_size=20))
def test_lines_that_are_full_in_trig_alone_are_broken_there_alone(triples: list[tuple[int, int, int]]) -> None:
    """A graph without blank nodes, whose blocks are written once, whatever the width of their lines."""
    lines = {9: r"o\n"}
    graph = [(f"<urn:x:s{s}>", f"<urn:x:p{p}>", f'"{lines.get(length, "o" * length)}"') for s, p, length in triples]
    apart = turtle.serialise(graph, prefixes=PREFIXES), trig.serialise_graph("<urn:x:g>", graph, prefixes=PREFIXES)
    assert trig.serialise_with_turtle("<urn:x:g>", Arrangement.of(graph), names=Prefixes.of(PREFIXES)) == apart


@law
@given(data=st.data())
def test_jsonld_is_read_back_by_pyoxigraph(graphs: Graphs, context: jsonld.Context, data: DataObject) -> None:
    graph = data.draw(graphs)
    text = jsonld.serialise(graph, context=context, root=graph[0][0] if graph else None)
    assert isomorphic(parse.parse_triples(text, name="x.jsonld"), graph)


@law
@given(data=st.data())
@pytest.mark.usefixtures("_lexical_forms_kept")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib's JSON-LD parser, about rdflib
def test_jsonld_is_read_back_by_rdflib(graphs: Graphs, context: jsonld.Context, data: DataObject) -> None:
    """As above."""
    graph = without(data.draw(graphs), "token", "normalizedString")
    text = jsonld.serialise(graph, context=context, root=graph[0][0] if graph else None)
    read = rdflib.Graph(bind_namespaces="none").parse(data=text, format="json-ld")
    assert isomorphic(from_rdflib(read), rdflib_holds(graph))


@law
@given(data=st.data())
def test_jsonld_is_read_back_by_pyld(graphs: Graphs, context: jsonld.Context, data: DataObject) -> None:
    """PyLD writes strings typed xsd:double as canonical numbers."""
    graph = without(data.draw(graphs), "double")
    text = jsonld.serialise(graph, context=context, root=graph[0][0] if graph else None)
    nquads = pyld.to_rdf(json.loads(text), {"format": "application/n-quads"})
    assert isomorphic(parse.parse_triples(nquads, name="x.nq"), graph)


@law
@given(data=st.data(), seed=st.integers())
def test_jsonld_does_not_depend_on_the_order_of_triples(
    graphs: Graphs, context: jsonld.Context, data: DataObject, seed: int
) -> None:
    graph = data.draw(graphs)
    root = graph[0][0] if graph else None
    one, other = (jsonld.serialise(g, context=context, root=root) for g in (graph, shuffled(graph, seed)))
    assert one == other


@law
@given(data=st.data())
def test_the_door_to_rdflib_keeps_every_triple(graphs: Graphs, data: DataObject) -> None:
    graph = data.draw(graphs)
    assert rdflib_holds(graph) == tuple(sorted(graph))


@law
@given(data=st.data(), seed=st.integers())
def test_the_hash_does_not_depend_on_order_or_labels(graphs: Graphs, data: DataObject, seed: int) -> None:
    graph = data.draw(graphs)
    renamed = [
        tuple(f"_:r{term[2:]}" if term.startswith("_:") else term for term in triple)
        for triple in shuffled(graph, seed)
    ]
    assert canonical_hash(renamed) == canonical_hash(graph)


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    """Sets and dictionaries of strings are walked in another order in each process."""
    program = f"""
import sys
from newsgraph.rdf import jsonld, parse, trig, turtle
graph = parse.parse_triples(open({str(ONTOLOGY / "newsgraph.ttl")!r}).read(), name="x.ttl")
context = jsonld.Context.parse(open({str(ONTOLOGY / "context.jsonld")!r}).read())
sys.stdout.write(turtle.serialise(graph, prefixes={PREFIXES!r}))
sys.stdout.write(trig.serialise(((*triple, "<urn:x:g>") for triple in graph), prefixes={PREFIXES!r}))
sys.stdout.write(jsonld.serialise(graph, context=context))
"""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
