"""The DuckDB backend against the row backend, the readable reference, on random plans over random tables."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, event, given, settings
from random_plans import Case, cases, write

from newsgraph import rml
from newsgraph.errors import InputError
from newsgraph.rdf.terms import Quad
from newsgraph.rml.algebra import ParentJoin, SameRecord
from newsgraph.rml.duckdb import catalog
from newsgraph.rml.model import Constant


def outcome(case: Case, engine: rml.Engine) -> Sequence[Quad] | str:
    """The quads of a case, or the error that its sources are."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(case, folder)
        plan = rml.parse([rml.MappingText(case.mapping, "m.ttl", base_dir=folder)], base=case.base)
        try:
            return tuple(plan.run(engine=engine))
        except InputError as error:
            if isinstance(error, rml.NotAccepted):
                raise
            return str(error)


def features(case: Case) -> set[str]:
    """What comes up in a case and makes quads: pytest --hypothesis-show-statistics tells how often."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(case, folder)
        plan = rml.parse([rml.MappingText(case.mapping, "m.ttl", base_dir=folder)], base=case.base)
        results = plan.trace()
        try:
            traced = tuple(results)
        except InputError:
            return {"an error"}
    found = {"terms left out"} if results.report.data_errors else set()
    found.add("20 quads or more" if len(traced) >= 20 else "quads" if traced else "no quads")
    only = {
        emission.origin.predicate_object_map: emission.objects[0]
        for generation in plan.generations
        for emission in generation.emissions
        if len(emission.objects) == 1
    }
    for (_, _, value, graph), origin in traced:
        source = only.get(origin.predicate_object_map)
        if isinstance(source, ParentJoin):
            found.add(f"a join by {len(source.keys)} keys")
        elif isinstance(source, SameRecord):
            found.add("the same record's subject")
        elif source is not None and source.language is not None:
            found.add("a language" if isinstance(source.language, Constant) else "a language from the data")
        elif source is not None and source.datatype is not None:
            found.add("a datatype" if isinstance(source.datatype.expression, Constant) else "a datatype from the data")
        found |= {"a graph"} if graph else set()
        found |= {"a blank node as object"} if value.startswith("_:") else set()
        found |= {"a double"} if value.endswith("#double>") and "E" in value else set()
        found |= {f"the escape {mark}" for mark in (r"\n", r"\u", r"\\") if mark in value}
    return found


@pytest.mark.parametrize("fits", [True, False], ids=["loaded", "read each time"])
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases())
def test_duckdb_makes_the_quads_of_the_row_backend(*, case: Case, fits: bool) -> None:
    """Each once, in the same order whenever it runs; what is an error of the one is the same error of the other.

    And so it is for sources that fit into memory, and are loaded, as for those that do not.
    """
    with pytest.MonkeyPatch.context() as patch:
        if not fits:
            patch.setattr(catalog, "TABLE_SIZE", sys.maxsize)
        check(case)


def check(case: Case) -> None:
    refused = None
    try:
        found = outcome(case, "duckdb")
    except rml.NotAccepted as reason:
        refused = str(reason)
    if refused is not None:
        event(f"not accepted: {refused}"[:80])
        assert not re.search("(Catalog|Binder|Parser|Internal) Error", refused), "the SQL is wrong, not the data"
        return
    expected = outcome(case, "rows")
    event("an error" if isinstance(expected, str) else "quads" if expected else "no quads")
    if isinstance(expected, str) or isinstance(found, str):
        assert found == expected
        return
    assert set(found) == set(expected)
    assert len(found) == len(expected)
    assert outcome(case, "duckdb") == found


@settings(deadline=None)
@given(cases())
def test_the_row_backend_repeats_itself_in_strict_nquads(case: Case) -> None:
    """The same quads in the same order, each once; and what is written of them parses.

    But for rml:UnsafeIRI and rml:UnsafeURI: those are what the data has, whether IRIs or not.
    """
    found = outcome(case, "rows")
    for word in features(case):
        event(word)
    assert outcome(case, "rows") == found
    if isinstance(found, str):
        return
    assert len(set(found)) == len(found)
    if "rml:Unsafe" in case.mapping:
        return
    lines = "".join(f"{' '.join(filter(None, quad))} .\n" for quad in found)
    assert len(list(pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_QUADS))) == len(found)
