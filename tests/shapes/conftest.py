"""The shipped shapes, a graph that conforms to them, and the ways to break it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsgraph.rdf.parse import parse_triples
from newsgraph.rdf.terms import Triple
from newsgraph.shacl import Shapes

HERE = Path(__file__).parent
SHAPES = HERE.parents[1] / "shapes"


@pytest.fixture(scope="session")
def documents() -> tuple[tuple[str, str], ...]:
    """The shapes as `Shapes.parse` takes them."""
    return tuple((path.read_text(encoding="utf-8"), f"shapes/{path.name}") for path in sorted(SHAPES.glob("*.ttl")))


@pytest.fixture(scope="session")
def shapes(documents: tuple[tuple[str, str], ...]) -> Shapes:
    return Shapes.parse(documents)


@pytest.fixture(scope="session")
def read() -> Callable[[str], tuple[Triple, ...]]:
    """From Turtle, without its prefixes (those of conforming.ttl) and its last full stop, to triples."""
    text = (HERE / "conforming.ttl").read_text(encoding="utf-8")
    prefixes = "".join(line + "\n" for line in text.splitlines() if line.startswith("@prefix"))
    return lambda statements: parse_triples(f"{prefixes}{statements} .", name="case.ttl")


@pytest.fixture(scope="session")
def conforming() -> tuple[Triple, ...]:
    path = HERE / "conforming.ttl"
    return parse_triples(path.read_text(encoding="utf-8"), name=str(path))
