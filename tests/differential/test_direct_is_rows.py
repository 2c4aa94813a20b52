"""The functions that are written for one bound document against the row backend: the same quads, the same words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgraph import rml
from newsgraph.errors import InputError
from newsgraph.rdf.terms import Quad
from newsgraph.rml.report import Report

NAMES = ("a", "b", "c")
# Most are simple, so that most of what is drawn is a function and not closures.
REFERENCES = (
    *("a", "b", "c", "a", "b", "b.a", "b.c", "a.b.c", "$.a", "b[*]", "c[*]", "b.c[*]") * 2,
    "a.*",
    "*",
    "b[0]",
    "$",
)
VALUES = (
    "x",
    "é",
    "a b",
    "",
    "a/b",
    "../x",
    "a:b",
    "http://e/x",
    "http://e/ x",
    "%",
    '"',
    "\\",
    "\n",
    "\ud800",
    "2024",
)
OBJECTS = (
    *("$({0})", "$({0})~iri", "http://e/$({0})/x~iri", "constant", "http://e/c~iri") * 3,
    *("p$({0})q", "$({0})/x~iri", "$({0})/$({1})~iri"),
)
TAILS = (*("", ", xsd:date", ", xsd:integer") * 4, ", xsd:double", ", en~lang")
TEXTS = st.sampled_from(VALUES) | st.text(max_size=3)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\") + '"'


@st.composite
def mappings(draw: st.DrawFn) -> str:
    def reference() -> str:
        return draw(st.sampled_from(REFERENCES))

    lines = ["prefixes: {e: 'http://e/', xsd: 'http://www.w3.org/2001/XMLSchema#'}", "mappings:"]
    for number in range(draw(st.integers(1, 3))):
        iterator = draw(st.sampled_from(["$", "$[*]", "$.a", "$.b[*]", "$.*[*]", "$.c.*"]))
        subject = draw(st.sampled_from(["$({0})", "$({0})", "http://e/$({0})", "e:s$({0})", "e:$({0})-$({1})"]))
        lines += [f"  m{number}:", f'    sources: [[d.json~jsonpath, "{iterator}"]]']
        lines += [f"    s: {quoted(subject.format(reference(), reference()))}", "    po:"]
        for _ in range(draw(st.integers(1, 4))):
            value = draw(st.sampled_from(OBJECTS)).format(reference(), reference())
            tail = "" if value.endswith("~iri") else draw(st.sampled_from(TAILS))
            predicate = draw(st.sampled_from([*("e:p", "e:q", "a", "[e:p, e:q]") * 5, '"e:p$(a)"']))
            lines.append(f"      - [{predicate}, {quoted(value)}{tail}]")
        if draw(st.integers(0, 9)) == 0:
            lines.append("    graphs: e:g")
    return "\n".join(lines)


_scalars = st.none() | st.booleans() | st.integers(-2, 10**20) | st.floats(allow_nan=False) | TEXTS
_documents = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner | TEXTS, max_size=3),
    max_leaves=25,
)


def outcome(quads: Callable[[], tuple[Quad, ...]], report: Report) -> object:
    """The quads and what was left out, or the error."""
    try:
        return quads(), report.left_out
    except InputError as error:
        return str(error)


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(
    mapping=mappings(),
    documents=st.lists(_documents, min_size=1, max_size=3),
    base=st.sampled_from([None, "http://b/", "http://b/d/", "http://b", "urn:x:", "http://b/?q=", "http://b/é/"]),
)
def test_a_plan_for_one_document_gives_what_the_row_backend_gives(
    mapping: str, documents: list[object], base: str | None
) -> None:
    """What is remembered of one document says nothing else of the next."""
    try:
        plan = rml.parse([rml.MappingText(mapping, "m.yml")], base=base)
    except InputError:
        return
    direct = plan.direct("d.json")
    for document in documents:
        run, results = plan.begin({"d.json": document}, scope="s"), plan.run({"d.json": document}, scope="s")
        expected = outcome(partial(tuple, results), results.report)
        assert outcome(partial(direct.quads, run), run.report) == expected
