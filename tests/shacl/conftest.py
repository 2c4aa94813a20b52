"""Small shapes graphs, and a way to read them and data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsgraph.rdf.parse import parse_triples
from newsgraph.rdf.terms import Triple
from newsgraph.shacl import Shapes

PREFIXES = """\
@prefix e: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
e:prefixes sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
"""


@pytest.fixture(scope="session")
def shapes() -> Callable[[str], Shapes]:
    """From Turtle after PREFIXES, which are seven lines, to shapes in a file called shapes.ttl."""
    return lambda text: Shapes.parse([(PREFIXES + text, "shapes.ttl")])


@pytest.fixture(scope="session")
def data() -> Callable[[str], tuple[Triple, ...]]:
    return lambda text: parse_triples(PREFIXES.rpartition("e:prefixes")[0] + text, name="data.ttl")
