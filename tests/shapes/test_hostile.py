"""Whatever stands in a graph, the shipped shapes come to a verdict on it, and the report can be read."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.rdf.parse import parse_triples
from newsgraph.rdf.terms import XSD, Term, Triple, literal
from newsgraph.shacl import Shapes

_PIECES = ["\\", "\\1", r"\g<0>", "{$this}", "{?value}", "$this", "?path", '"', '"""', "\n", "\r", "\x00", "\x1b[31m"]
_PIECES += ["\u202e", "<script>", "]]>", "%s", "{0}", "' OR 1=1", "a", "é", "𝒜", " ", "9" * 40, "-1", "2024-13-45"]
_TEXT = st.lists(st.sampled_from(_PIECES), max_size=4).map("".join)
_DATATYPES = [f"{XSD}{name}" for name in ("string", "date", "gYear", "gYearMonth", "nonNegativeInteger", "boolean")]
_LITERALS = st.builds(lambda text, datatype: literal(text, datatype=datatype), _TEXT, st.sampled_from(_DATATYPES))
_LITERALS |= st.builds(lambda text: literal(text, language="en"), _TEXT)
_LITERALS |= st.builds(lambda text: literal(text, datatype="http://example.org/unknown"), _TEXT)
_TERMS: st.SearchStrategy[Term] = _LITERALS | st.sampled_from(["_:x", "<http://example.org/met>", "<urn:x:%7B>"])


@settings(max_examples=60, deadline=None)
@given(changes=st.lists(st.tuples(st.floats(0, 0.999), _TERMS), min_size=1, max_size=4))
def test_the_gate_comes_to_a_verdict(
    shapes: Shapes, conforming: tuple[Triple, ...], changes: list[tuple[float, Term]]
) -> None:
    triples = list(conforming)
    for where, term in changes:
        s, p, _ = triples[int(where * len(triples))]
        triples[int(where * len(triples))] = (s, p, term)
    report = shapes.check("<http://example.org/article>", triples).report
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", report.to_text()) is None
    graph = parse_triples(report.to_turtle(), name="report.ttl")
    assert len(set(parse_triples(report.to_json(), name="report.jsonld"))) == len(set(graph))
