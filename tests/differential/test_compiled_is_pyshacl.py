"""The compiled gate finds what pyshacl finds: whole results, on random data by random shapes.

    python tests/differential/test_compiled_is_pyshacl.py FIRST COUNT GRAPHS

does so by hand, for COUNT shapes graphs from the seed FIRST on, with GRAPHS data graphs each.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import random_shapes

from newsgraph.errors import InputError, ShapesError
from newsgraph.rdf.terms import Triple
from newsgraph.shacl import Report, Result, Shapes

# Where pyshacl fails by itself: it writes every result out in words, also a list of the data that ends in itself; and
# rdflib's evaluator breaks on some sums of what is no number.
FAILS = ("List contains a recursive rdf:rest reference", "nested too deeply", "object has no attribute 'bindings'")
# How it writes a blank node that leads back to itself depends on which it wrote before.
TOO_DEEP = "recursion.too.deep"

BATCH = 10  # shapes graphs of a test
GRAPHS = 13  # data graphs of each


@pytest.mark.parametrize("batch", range(10))
def test_the_results_are_pyshacls(batch: int) -> None:
    """Over a thousand graphs; a seed that fails is the whole case."""
    compared = Counter[str]()
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        compared += compare(seed, GRAPHS)
    assert compared["graphs"] > BATCH * GRAPHS * 0.7
    assert compared["with results"] > compared["graphs"] // 2


def compare(seed: int, graphs: int) -> Counter[str]:
    """Raise AssertionError where the engines differ; what was compared, counted."""
    random = Random(seed)  # noqa: S311 - no secret
    text = random_shapes.shapes(random)
    try:
        compiled = Shapes.parse([(text, "shapes.ttl")])
    except ShapesError:  # two values where there may be one
        return Counter(refused=1)
    reference = Shapes.parse([(text, "shapes.ttl")], engine="reference")
    counted = Counter[str]()
    for number in range(graphs):
        data = random_shapes.graph(random, text)
        found, expected = _outcome(compiled, data), _outcome(reference, data)
        if any(isinstance(each, str) and each.endswith(FAILS) for each in (found, expected)):
            continue
        counted["graphs"] += 1
        if isinstance(found, str) or isinstance(expected, str):
            assert isinstance(found, str), (seed, number, expected)
            assert isinstance(expected, str), (seed, number, found)
            continue
        words = not any(_is_cut(result) for result in (*found.results, *expected.results))
        rows = [Counter(_row(result, words=words) for result in report.results) for report in (found, expected)]
        assert rows[0] == rows[1], (seed, number)
        counted["with results"] += bool(expected.results)
    return counted


def _outcome(shapes: Shapes, data: tuple[Triple, ...]) -> Report | str:
    try:
        return shapes.validate(data)
    except InputError as error:
        return str(error)


def _row(result: Result, *, words: bool) -> tuple[object, ...]:
    """A whole result; its messages as bags of characters, for pyshacl names the members of a set in any order."""
    return (
        *(result.focus_node, result.path, result.value, result.component, result.source_shape, result.severity),
        tuple(sorted("".join(sorted(message)) for message in result.messages)) if words else (),
        tuple(sorted((_row(inner, words=words) for inner in result.detail), key=str)),
        result.place,
    )


def _is_cut(result: Result) -> bool:
    return any(TOO_DEEP in message for message in result.messages) or any(map(_is_cut, result.detail))


if __name__ == "__main__":
    first, count, graphs = map(int, sys.argv[1:])
    total = Counter[str]()
    for seed in range(first, first + count):
        total += compare(seed, graphs)
    print(dict(total))
