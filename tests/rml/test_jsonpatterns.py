"""`match` and `search` of JSONPath."""

from __future__ import annotations

import pytest

from newsgraph.errors import Place
from newsgraph.rml.jsonpaths import compile_path

TEXTS: list[object] = ["abc", "a.c", "a\rc", "a\nc", 1, None, "\ud800"]


@pytest.mark.parametrize(
    ("pattern", "matched", "found"),
    [
        ("a.c", ["abc", "a.c"], ["abc", "a.c"]),
        ("[.]", [], ["a.c"]),
        (r"a\\.c", ["a.c"], ["a.c"]),
        (r"\\p{L}+", ["abc"], ["abc", "a.c", "a\rc", "a\nc"]),
        ("(", [], []),
    ],
)
def test_patterns_are_those_of_the_rfc(pattern: str, matched: list[str], found: list[str]) -> None:
    """A dot is no end of a line, and what is no pattern is nowhere."""
    assert list(compile_path(f"$[?match(@, '{pattern}')]", Place("m"))(TEXTS)) == matched
    assert list(compile_path(f"$[?search(@, '{pattern}')]", Place("m"))(TEXTS)) == found


def test_no_pattern_takes_longer_than_its_text() -> None:
    """An engine that goes back would take longer than the sun has."""
    assert list(compile_path("$[?match(@, '(a|aa)+')]", Place("m"))(["a" * 5_000 + "!"])) == []
