"""JSON-LD that is written by filling in forms against PyLD's compaction of the whole: the same bytes."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from newsgraph.errors import OntologyError
from newsgraph.rdf import jsonld
from newsgraph.rdf.arrangement import Arrangement
from newsgraph.rdf.filling import fill
from newsgraph.rdf.terms import RDF_TYPE, XSD, Term, Triple

ONTOLOGY = Path(__file__).parents[2] / "ontology"
NG = "https://w3id.org/newsgraph/ns#"
SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
BASE = "https://example.org/id/"

# A counterexample is small as it is found; to make it smaller takes minutes.
law = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def iris(*values: str) -> list[Term]:
    return [f"<{value}>" for value in values]


_subjects = st.sampled_from(
    iris(
        *(f"{BASE}{name}" for name in ("article/a", "article/a/claim-f1", "article/a/claim-f10", "article/a/claim-f9"))
    )
    + iris(*(f"{BASE}{name}" for name in ("article/a/text-1-2", "article/a/text-1-2-quote", "person/zoë", "run/1")))
    + iris(f"{NG}actual", f"{SCHEMA}x", "urn:x:y")
)
_embedding = iris(
    *(f"{NG}{name}" for name in ("reportedIn", "evidence", "supports", "role")),
    f"{SCHEMA}mentions",
    f"{OA}hasSelector",
    *(f"{PROV}{name}" for name in ("used", "wasAssociatedWith")),
)
_predicates = st.sampled_from(
    [
        RDF_TYPE,
        *_embedding,
        *_embedding,
        *iris(*(f"{NG}{name}" for name in ("realis", "claims", "date", "participant", "reason", "new", "party"))),
        *iris(*(f"{SCHEMA}{name}" for name in ("name", "url", "datePublished", "new")), f"{OA}start"),
        *iris("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2002/07/owl#sameAs", "http://new/p"),
    ]
)
_classes = iris(
    f"{NG}Claim", f"{NG}Person", f"{NG}New", f"{SCHEMA}NewsArticle", f"{OA}SpecificResource", "http://new/C"
)
_texts = st.text(alphabet='ab @:"\\\n\t\x7f\x9b\u202e\u2028é𝒳', max_size=5)
_literals = st.builds(
    lambda text, suffix: json.dumps(text, ensure_ascii=False).replace("\x7f", r"\u007F") + suffix,
    _texts,
    st.sampled_from(
        [
            *("", "", "@en", "@de-at"),
            *(f"^^<{XSD}{name}>" for name in ("date", "gYear", "gYearMonth", "integer", "nonNegativeInteger")),
            *(f"^^<{NG}new>", "^^<http://new/d>"),
        ]
    ),
)


def _triple(s: Term, p: Term, resource: Term, literal: Term, *, is_literal: bool, type_: Term) -> Triple:
    if p == RDF_TYPE:
        return s, p, type_
    return s, p, literal if is_literal and p not in _embedding else resource


_triples = st.builds(
    _triple,
    _subjects,
    _predicates,
    _subjects,
    _literals,
    is_literal=st.booleans(),
    type_=st.sampled_from(_classes),
)
_graphs = st.lists(_triples, min_size=1, max_size=40).map(lambda triples: tuple(dict.fromkeys(triples)))

_terms = st.sampled_from(["name", "date", "on", "in", "told", "by", "p", "Claim", "id", "type", "kind"])
_names = st.sampled_from(
    [
        f"{NG}reportedIn",
        f"{NG}date",
        f"{NG}Claim",
        f"{NG}realis",
        "ng:evidence",
        "schema:name",
        "@id",
        "@type",
        "http://new/p",
    ]
)
_definitions = _names | st.fixed_dictionaries(
    {},
    optional={
        "@id": _names,
        "@reverse": st.sampled_from(["ng:reportedIn", f"{NG}evidence", "schema:mentions"]),
        "@type": st.sampled_from(["@id", "@vocab", "@none", f"{XSD}date", f"{XSD}integer"]),
        "@container": st.sampled_from(["@set", "@list", "@language", "@index"]),
        "@language": st.sampled_from(["en", None]),
    },
)
_contexts = st.builds(
    lambda terms, options: {"ng": NG, "schema": SCHEMA, **options, **terms},
    st.dictionaries(_terms, _definitions, max_size=5),
    st.fixed_dictionaries(
        {"@version": st.just(1.1)}, optional={"@vocab": st.sampled_from([NG, SCHEMA]), "@language": st.just("en")}
    ),
)
_frames = st.recursive(
    st.just({}),
    lambda inner: st.dictionaries(
        st.sampled_from([f"{NG}evidence", f"{SCHEMA}mentions", "told", "in"]), inner, max_size=3
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def shipped() -> jsonld.Context:
    return jsonld.Context.parse((ONTOLOGY / "context.jsonld").read_text(), (ONTOLOGY / "frame.jsonld").read_text())


@settings(law, max_examples=1000)
@given(graph=_graphs)
def test_a_story_under_the_shipped_context_is_that_of_pyld(shipped: jsonld.Context, graph: tuple[Triple, ...]) -> None:
    root = graph[0][0]
    expected = jsonld.serialise_by_pyld(graph, context=shipped, root=root)
    assert jsonld.serialise(graph, context=shipped, root=root) == expected


@settings(law, max_examples=1000)
@given(graph=_graphs, context=_contexts, frame=_frames)
def test_a_story_under_any_context_is_that_of_pyld(
    graph: tuple[Triple, ...], context: dict[str, object], frame: dict[str, object]
) -> None:
    try:
        read = jsonld.Context.parse(json.dumps({"@context": context}), json.dumps(frame))
        expected = jsonld.serialise_by_pyld(graph, context=read, root=graph[0][0])
    except OntologyError:
        return
    assert jsonld.serialise(graph, context=read, root=graph[0][0]) == expected


def test_a_graph_of_the_shipped_mapping_is_filled_in(shipped: jsonld.Context) -> None:
    """The way through forms is the one that is taken; a shape that comes again is not asked for again."""
    graph = [
        (f"<{BASE}c{number}>", p, o)
        for number in random.Random(1).sample(range(50), 20)  # noqa: S311
        for p, o in (
            (RDF_TYPE, f"<{NG}Claim>"),
            (f"<{NG}reportedIn>", f"<{BASE}a>"),
            (f"<{NG}realis>", f"<{NG}actual>"),
        )
    ]
    text = fill(Arrangement.of(graph), frame=shipped.frame, root=f"<{BASE}a>", compaction=shipped.compaction)
    assert text + "\n" == jsonld.serialise_by_pyld(graph, context=shipped, root=f"<{BASE}a>")
