"""Large sources read piece by piece: the same records as those of the whole document, in little memory."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsgraph import rml
from newsgraph.errors import InputError, Place, SourceError
from newsgraph.rml import jsondocs, readahead, xmldocs
from newsgraph.rml.jsonpaths import compile_segments, simple_segments
from newsgraph.rml.jsonstream import records
from newsgraph.rml.model import LogicalSource, Reference, Source

NAMES = st.sampled_from(["a", "b", "c", 'q"', "é", ""])
NUMBERS = st.sampled_from(["0", "-0", "-0.0", "12345678901234567890123", "1.50", "1e400", "-1E-7", "0.1e+2", "7"])
TEXTS = st.text('ab\\"é𝒳\ud800\n', max_size=4)
SCALARS = st.one_of(NUMBERS, TEXTS.map(json.dumps), st.sampled_from(["true", "false", "null", '"\\u00e9\\/"']))
SPACES = st.sampled_from(["", "", " ", "\n", "\r\n\t"])


@st.composite
def _container(draw: Any, inner: st.SearchStrategy[str]) -> str:
    space = draw(SPACES)
    if draw(st.booleans()):
        return f"[{space}" + f"{space},".join(draw(st.lists(inner, max_size=4))) + f"{space}]"
    members = draw(st.dictionaries(NAMES, inner, max_size=3))
    return f"{{{space}" + f",{space}".join(f"{json.dumps(k)}{space}: {v}" for k, v in members.items()) + f"{space}}}"


DOCUMENTS = st.builds("".join, st.tuples(SPACES, _container(st.recursive(SCALARS, _container, max_leaves=10)), SPACES))
PATHS = st.lists(st.sampled_from(["[*]", ".a", ".b", "[*]", "['q\"']", "['']"]), min_size=1, max_size=3).map(
    lambda segments: "$" + "".join(segments)
)
SIZES = st.integers(1, 9)


def in_pieces(text: str, path: str, size: int, small: int) -> str:
    """The records, or the error, that a text in pieces gives; as text, which tells -0.0 from 0."""
    pieces = iter([text[start : start + size] for start in range(0, len(text), size)])
    return _shown(lambda: list(records(pieces, simple_segments(path) or (), "d.json", small=small)))


def whole(text: str, path: str) -> str:
    content = text.encode()
    document = _source("d.json", "JSONPath", path)
    return _shown(
        lambda: list(compile_segments(simple_segments(path) or ())(jsondocs.read(io.BytesIO(content), document)))
    )


def _shown(run: Any) -> str:
    try:
        return repr(run())
    except InputError as error:
        return str(error)


def _source(name: str, formulation: str, iterator: str) -> LogicalSource:
    place = Place("m.ttl", 1)
    return LogicalSource(Source(name, Path(), place), formulation, Reference(iterator, place), place)


@given(DOCUMENTS, PATHS, SIZES, SIZES)
def test_json_in_pieces_gives_the_records_of_the_whole(text: str, path: str, size: int, small: int) -> None:
    """However the text is cut, every value is what json.loads makes of it."""
    assert in_pieces(text, path, size, small) == whole(text, path)


@given(
    DOCUMENTS,
    st.integers(0, 60),
    st.sampled_from(["", ",", "]", "}", '"', "\\", "\n", "NaN", "1.", "x", "\ufffe"]),
    SIZES,
)
def test_malformed_json_in_pieces_is_the_same_error(text: str, at: int, put: str, size: int) -> None:
    """At the same line and column: a text is cut off, or something is put where it does not belong."""
    spoilt = text[:at] + (put + text[at + 1 :] if put else "")
    found = in_pieces(spoilt, "$[*]", size, 4)
    assume("stands twice" not in found)
    assert found == whole(spoilt, "$[*]")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": [1], "a": [2]}', "d.json:1:16: this is no well-formed JSON: the name 'a' stands twice in an object on the way to the records"),
        ('{"a": [1]}\n{"a": [2]}', "d.json:2:1: this is no well-formed JSON: Extra data (JSON lines are no JSON document)"),
        ("[" * 100_000, "d.json: this JSON is nested too deeply to be read"),
        ("[1" + "0" * 5000 + "]", "d.json: this JSON cannot be read: Exceeds the limit (4300 digits) for integer string conversion"),
    ],
)  # fmt: skip
def test_what_cannot_be_streamed_is_a_clear_error(text: str, message: str) -> None:
    pieces = jsondocs.compile_pieces(_source("d.json", "JSONPath", "$.a[*]"), ())
    assert pieces is not None
    padded = f"{text[:-1]}{' ' * (1 << 20)}{text[-1]}" if text.startswith('{"a": [1], ') else text
    assert _shown(lambda: list(pieces(io.BytesIO(padded.encode())))).startswith(message)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'[{"a": "\xff"}]', "d.json:1:9: this is no UTF-8 text: byte 0xFF"),
        ('[1,\n"é'.encode() + b"\xc3", "d.json:2:3: this is no UTF-8 text: byte 0xC3"),
    ],
)
def test_wrong_bytes_are_placed(content: bytes, message: str) -> None:
    """Columns count code points, across the pieces in which the bytes come."""

    class OneByOne(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(1, size or 0))

    pieces = jsondocs.compile_pieces(_source("d.json", "JSONPath", "$[*]"), ())
    assert pieces is not None
    assert _shown(lambda: list(pieces(OneByOne(content)))) == message


@pytest.mark.parametrize("path", ["$", "$[0]", "$[?@.a]", "$..a", None])
def test_iterators_that_need_the_whole_are_not_streamed(path: str | None) -> None:
    place = Place("m.ttl", 1)
    iterator = None if path is None else Reference(path, place)
    source = LogicalSource(Source("d.json", Path(), place), "JSONPath", iterator, place)
    assert jsondocs.compile_pieces(source, ()) is None


# -- XML ---------------------------------------------------------------------------------------------------------------

TAGS = st.sampled_from(["a", "b", "c", "p:b"])
XML = st.recursive(
    st.sampled_from(["", "text", "<!-- c -->", "<?pi x?>", "<![CDATA[<b>]]>", "&lt;", "<c/>"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag} k='{len(parts)}'>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=4)
    ),
    max_leaves=14,
).map(lambda inner: f"<a xmlns:p='http://p.example/'>{inner}</a>")
ITERATORS = st.sampled_from(["/a", "/a/b", "/a/b/c", "/a/p:b", "/a/a/a", "/a/a/b"])
XML_REFERENCES = ("c", ".", "@k", "b/c", "count(*)", ".//c", "p:b/@k")


def _values(found: Iterator[object], source: LogicalSource) -> list[object]:
    place = Place("m.ttl", 2)
    references = [xmldocs.compile_values(Reference(text, place), source) for text in XML_REFERENCES]
    return [[list(reference(record)) for reference in references] for record in found]


@given(XML, ITERATORS)
def test_xml_in_pieces_gives_the_elements_of_the_tree(text: str, path: str) -> None:
    """Nested ones of one name too, among comments and texts."""
    source = _source("d.xml", "XPath", path)
    tree = xmldocs.read(io.BytesIO(text.encode()), source)
    pieces = xmldocs.compile_pieces(source, ())
    assert pieces is not None
    expected = _shown(lambda: _values(xmldocs.compile_records(source)(tree), source))
    assert _shown(lambda: _values(pieces(io.BytesIO(text.encode())), source)) == expected


@pytest.mark.parametrize("iterator", ["//b", "/a/b[1]", "/a/*", "b", "/a/b/@k", "/a//b", "/a/b/text()", "/a/b | /a/c"])
def test_xpaths_that_are_no_plain_steps_need_the_tree(iterator: str) -> None:
    assert xmldocs.compile_pieces(_source("d.xml", "XPath", iterator), ()) is None


@pytest.mark.parametrize(
    "reference",
    ["..", "../@k", "/a/@k", "//c", "ancestor::a", "preceding-sibling::*", "count(//b)", "c[/a/@k]", "id('x')"],
)
def test_references_that_leave_their_element_need_the_tree(reference: str) -> None:
    references = [Reference(reference, Place("m.ttl", 2))]
    assert xmldocs.compile_pieces(_source("d.xml", "XPath", "/a/b"), references) is None


@pytest.mark.parametrize("reference", ["c", "@k", "c/d", ".//c", "c[@k='../x']", "concat(c, '/', @k)", ".", "text()"])
def test_references_within_their_element_are_streamed(reference: str) -> None:
    references = [Reference(reference, Place("m.ttl", 2))]
    assert xmldocs.compile_pieces(_source("d.xml", "XPath", "/a/b"), references) is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<!DOCTYPE a [<!ENTITY x "y">]><a><b>&x;</b></a>', "d.xml: this XML declares entities, which are not read"),
        ('<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><a/>', "d.xml: this XML declares entities, which are not read"),
        ("<a><b></a>", "d.xml:1:11: this is no well-formed XML: Opening and ending tag mismatch: b line 1 and a"),
        ("<a><b>", "d.xml:1:7: this is no well-formed XML: Premature end of data in tag b line 1"),
        ("<a/>x", "d.xml:1:5: this is no well-formed XML: Extra content at the end of the document"),
    ],
)  # fmt: skip
def test_hostile_xml_in_pieces_is_a_clear_error(text: str, message: str) -> None:
    pieces = xmldocs.compile_pieces(_source("d.xml", "XPath", "/a/b"), ())
    assert pieces is not None
    assert _shown(lambda: list(pieces(io.BytesIO(text.encode())))) == message


# -- Memory ------------------------------------------------------------------------------------------------------------

RECORDS = 70_000
MAPPING = """mappings:
  m:
    sources: [["{file}", "{iterator}"]]
    s: http://example.org/$({subject})
    po: [[schema:name, "$(name)"]]
"""


def _json(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('{"other": [' + ", ".join('{"x": [1, 2]}' for _ in range(RECORDS)) + '], "all": [')
        file.write(",\n".join(f'{{"id": {n % 10}, "name": "n", "pad": "{"x" * 200}"}}' for n in range(RECORDS)) + "]}")


def _xml(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("<all><other>" + "<x/>" * RECORDS + "</other>\n")
        file.writelines(f"<i id='{n % 10}'><name>n</name><pad>{'x' * 200}</pad></i>\n" for n in range(RECORDS))
        file.write("</all>")


@pytest.mark.parametrize(
    ("write", "mapping"),
    [
        (_json, MAPPING.format(file="s.json~jsonpath", iterator="$.all[*]", subject="id")),
        (_xml, MAPPING.format(file="s.xml~xpath", iterator="/all/i", subject="@id")),
    ],
)
def test_a_large_source_is_mapped_in_little_memory(folder: Any, write: Any, mapping: str) -> None:
    """What is read ahead, twice while it is collected, and little more: whole, the JSON alone would be ten times that."""
    path = folder.path / mapping.partition('[["')[2].partition("~")[0]
    write(path)
    assert path.stat().st_size > readahead.LARGE * 1.5
    tracemalloc.start()
    try:
        made = len(list(folder.run(mapping)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert made == 10
    assert peak < readahead.LARGE * 2.5


def test_reading_ahead_loses_nothing() -> None:
    """In whatever pieces it is asked for then, and in whatever pieces the stream gives."""

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(3, size)) if size is not None and size >= 0 else super().read()

    content = bytes(range(50))
    ahead = readahead.ReadAhead(Slow(content), 20)
    assert ahead.is_large
    assert ahead.read(2) + ahead.read(40) + b"".join(iter(lambda: ahead.read(7), b"")) == content
    small = readahead.ReadAhead(Slow(content), 51)
    assert not small.is_large
    assert small.read() == content


@pytest.mark.parametrize("change", ["cut", "grown"])
def test_a_file_that_changes_while_it_is_read_is_an_error(tmp_path: Path, change: str) -> None:
    """What is left of it looks like a whole file; what was made of it would be of neither."""
    path = tmp_path / "d.csv"
    path.write_text("id\n" + "".join(f"{number}\n" for number in range(200_000)))
    mapping = "mappings:\n  m:\n    sources: d.csv~csv\n    s: http://e.example/$(id)\n    po: [[a, schema:Thing]]\n"
    quads = iter(rml.parse([rml.MappingText(mapping, "m.yml", base_dir=tmp_path)]).run())
    next(quads)
    with path.open("a") as file:
        file.truncate(700_000) if change == "cut" else file.write("200000\n")
    with pytest.raises(SourceError, match=r"m\.yml:3:14: the source 'd\.csv' changed while it was read"):
        list(quads)
