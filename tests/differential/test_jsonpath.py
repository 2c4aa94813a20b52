"""Compiled JSONPath against python-jsonpath, the library that answers all other paths."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from jsonpath import JSONPathEnvironment

from newsgraph.errors import Place
from newsgraph.rml.jsonpaths import compile_path, simple_segments

NAMES = st.sampled_from(["a", "b", "c d", "é", "0", ""])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=2),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
SEGMENTS = st.one_of(
    NAMES.map(lambda name: f"[{json.dumps(name, ensure_ascii=False)}]"),
    NAMES.map(lambda name: f"['{name}']"),
    st.sampled_from([".a", ".b", ".é", ".*", "[*]"]),
    st.integers(-4, 4).map(lambda index: f"[{index}]"),
)
PATHS = st.lists(SEGMENTS, max_size=5).map(lambda segments: "$" + "".join(segments))


@given(PATHS, st.lists(VALUES, max_size=4) | st.dictionaries(NAMES, VALUES, max_size=4))
def test_compiled_paths_select_what_the_library_selects(path: str, value: object) -> None:
    """The same nodes in the same order, for every path of names, indices and wildcards."""
    assert simple_segments(path) is not None
    expected = JSONPathEnvironment(strict=True).compile(path).findall(value)
    assert list(compile_path(path, Place("m"))(value)) == expected


@given(st.sampled_from(["a", "b", "c d", "first-name", "é"]), VALUES)
def test_a_reference_without_dollar_is_a_member_of_the_record(name: str, value: object) -> None:
    """`name` is `$['name']`, as older mappings write it."""
    bracketed = compile_path(f"$['{name}']", Place("m"))
    assert list(compile_path(name, Place("m"))(value)) == list(bracketed(value))
