"""JSON documents cut up for DuckDB."""

from __future__ import annotations

import io
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

pytest.importorskip("duckdb")
from newsgraph.rml.duckdb import documents
from newsgraph.rml.statements import NotAccepted

TEXTS = st.text('a"\\{}[], \né', max_size=6)
RECORDS = st.lists(
    st.recursive(
        st.dictionaries(TEXTS, TEXTS, max_size=2) | st.integers() | TEXTS,
        lambda inner: st.dictionaries(TEXTS, inner, max_size=2) | st.lists(inner, max_size=3),
        max_leaves=6,
    ),
    max_size=8,
)
LAYOUTS = st.sampled_from([(None, (",", ":")), (None, (", ", ": ")), (2, (",", ": ")), (0, ("\n,", ":"))])


def cut(text: bytes, piece: int, folder: Path, most: int = 0) -> list[bytes] | None:
    """The lines, or None for a document that is refused."""
    names = (folder / f"{number}.ndjson" for number in itertools.count())
    try:
        parts = list(documents.cut(io.BytesIO(text), (), names.__next__, most=most, piece=piece))
    except NotAccepted:
        return None
    return [line for part in parts for line in part.path.read_bytes().splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lines")


@given(RECORDS, LAYOUTS, st.integers(1, 200), st.integers(0, 60))
def test_lines_are_the_elements_whatever_the_pieces(
    folder: Path,
    records: list[object],
    layout: tuple[int | None, tuple[str, str]],
    piece: int,
    most: int,
) -> None:
    """The size of the pieces, and that of the files, change nothing in the lines."""
    indent, separators = layout
    text = json.dumps(records, ensure_ascii=False, indent=indent, separators=separators).encode()
    lines = cut(text, piece, folder, most)
    assert lines is not None
    assert [json.loads(line) for line in lines] == records


@given(RECORDS, LAYOUTS, st.integers(1, 200), st.data())
@example([{}, {}, {}], (None, (",", ":")), 4, None)
def test_what_is_refused_as_a_whole_is_refused_in_pieces(
    folder: Path,
    records: list[object],
    layout: tuple[int | None, tuple[str, str]],
    piece: int,
    data: st.DataObject | None,
) -> None:
    """A document with anything wrong in it is no other one in pieces."""
    indent, separators = layout
    text = json.dumps(records, ensure_ascii=False, indent=indent, separators=separators).encode()
    if data is not None:
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        text = (
            text[:start] + data.draw(st.sampled_from([b"", b",", b"]", b"}", b"{", b'"', b"[", b"\xff"])) + text[end:]
        )
    assert cut(text, piece, folder) == cut(text, len(text) + 1, folder)


@pytest.mark.parametrize(
    "text",
    [
        b'\xef\xbb\xbf [{"a": 1}, {"a": 2}, {"a": 3}, {"a": 4}] ',
        b'[{"a": "}, {"}, {"a": "}, {"}, {"a": "}, {"}]',
        b'[{"a": [{}, {}]}, {"a": [{}, {}]}, {"a": [{}, {}]}]',
        b'[{"a": 1}, {"a": "a long one that is in no piece whole"}, {"a": 3}, {"a": 4}]',
    ],
    ids=["byte order mark", "in strings", "in arrays", "long"],
)
def test_where_a_piece_ends_is_no_matter(text: bytes, tmp_path: Path) -> None:
    """What looks like the end of an element, and what has none for long, are read as the whole is."""
    whole = json.loads(text.decode("utf-8-sig"))
    for piece in range(1, len(text) + 1):
        lines = cut(text, piece, tmp_path)
        assert lines is not None
        assert [json.loads(line) for line in lines] == whole
