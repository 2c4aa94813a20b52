"""What the laws are tried on: random graphs of terms that writers get wrong."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from newsgraph.rdf.terms import RDF_TYPE, XSD, Quad, Term, Triple, iri, literal

EX = "http://example.org/"
NG = "https://w3id.org/newsgraph/ns#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

# What PN_LOCAL, JSON-LD compaction and natural sorting stumble over.
_PIECES = [*"aZ09_-.~!$&'()*+,;=:@/?#é×·‿中𝒳", "\u0300", "%20", "%C3"]
_LOCAL = st.lists(st.sampled_from(_PIECES), max_size=6).map("".join)
_NASTY = st.sampled_from(
    [
        "a.",
        ".a",
        "a..b",
        "-a",
        "1a",
        "a-",
        "a:b",
        ":",
        "%41",
        "a(b)",
        "@type",
        "id",
        "type",
        "claims",
        "reports",
        "a/b#c",
    ]
)


def _readable(value: str) -> bool:
    """Whether RFC 3987 allows the IRI, as pyoxigraph has it."""
    try:
        pyoxigraph.NamedNode(value)
    except ValueError:
        return False
    return True


_SPACES = st.sampled_from([EX, NG, f"{EX}a", "https://schema.org/", "ng:", "urn:x:"])
_IRIS = st.builds(str.__add__, _SPACES, _LOCAL | _NASTY).filter(_readable).map(iri)
_BLANKS = st.sampled_from([f"_:{label}" for label in ("b0", "b1", "b2", "x.y", "9", "é")])
_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    [
        '"',
        '""',
        '"""',
        "\\",
        '\\"',
        '\n"',
        'a\n"""',
        '\n\\"',
        "\r\n",
        "\t",
        "\u202egnp.exe",
        "\u2066",
        "\x9b31m",
        "\ufffe\uffff",
        "@null",
        "@null\n",
        "'''",
    ]
)
_LANGUAGES = st.sampled_from(["en", "en-gb", "zh-hant-tw", "sr-latn"])
_XSD = ("integer", "decimal", "double", "boolean", "date", "gYear", "token", "normalizedString")
_DATATYPES = st.sampled_from(
    [*(XSD + name for name in _XSD), f"{RDF}JSON", f"{RDF}HTML", f"{RDF}XMLLiteral", f"{EX}d", f"{NG}d"]
)
_NUMBERS = (
    "1|01|+1|-0|1.0|1.|.5|01.50|1e0|1E+3|true|false|1 | 1|TRUE|2024-09-04Z|2024|{|{}|NaN|INF|a  b|99999999999999999999"
)
_FORMS = _TEXT | st.sampled_from(_NUMBERS.split("|"))
_LITERALS = (
    _TEXT.map(literal)
    | st.builds(lambda text, tag: literal(text, language=tag), _TEXT, _LANGUAGES)
    | st.builds(lambda form, datatype: literal(form, datatype=datatype), _FORMS, _DATATYPES)
)
_PREDICATES = _IRIS | st.sampled_from(
    [
        RDF_TYPE,
        f"<{RDF}first>",
        f"<{RDF}rest>",
        f"<{NG}evidence>",
        f"<{NG}reportedIn>",
        f"<{NG}realis>",
        f"<{NG}claims>",
    ]
)
_OBJECTS = _IRIS | _BLANKS | _LITERALS | st.just(f"<{RDF}nil>")


def _lists(items: list[Term]) -> list[Triple]:
    """A list that hangs on a node, its cells labelled."""
    cells = [*(f"_:cell{number}" for number in range(len(items))), f"<{RDF}nil>"]
    triples = [(f"<{EX}s>", f"<{EX}list>", cells[0])]
    for number, item in enumerate(items):
        triples += [(cells[number], f"<{RDF}first>", item), (cells[number], f"<{RDF}rest>", cells[number + 1])]
    return triples


_GRAPHS = st.builds(
    lambda triples, items: tuple(dict.fromkeys([*triples, *(_lists(items) if items else [])])),
    st.lists(st.tuples(_IRIS | _BLANKS, _PREDICATES, _OBJECTS), max_size=12),
    st.lists(_OBJECTS, max_size=3),
)
_DATASETS = st.lists(st.tuples(_IRIS | _BLANKS, _PREDICATES, _OBJECTS, _IRIS | _BLANKS | st.just("")), max_size=10).map(
    lambda quads: tuple(dict.fromkeys(quads))
)


@pytest.fixture(scope="session")
def graphs() -> SearchStrategy[tuple[Triple, ...]]:
    return _GRAPHS


@pytest.fixture(scope="session")
def datasets() -> SearchStrategy[tuple[Quad, ...]]:
    return _DATASETS
