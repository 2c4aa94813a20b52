"""RFC 9110, section 12.5.1, on the formats of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.serve.accept import best

OFFERED = ("text/html", "text/turtle", "application/ld+json", "application/n-triples")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/*;q=0.5, application/ld+json", "application/ld+json"),
        ("text/html;q=0.1, */*;q=0.2", "text/turtle"),
        ("text/turtle;q=0, text/*", "text/html"),
        ("*/*, text/html;q=0", "text/turtle"),
        ("application/n-triples;q=0.9,text/turtle;q=0.8", "application/n-triples"),
        ("TEXT/TURTLE ; Q=1.0", "text/turtle"),
        ("text/html;level=1;q=0.4, text/turtle;q=0.3", "text/turtle"),
        ("image/png", None),
        ("text/html;q=0", None),
        ("text/html;q=7, text/turtle;q=0.1", "text/turtle"),
        ("no sense at all", "text/html"),
        ("*/turtle", "text/html"),
        # as browsers ask
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_what_is_liked_best(header: str | None, expected: str | None) -> None:
    assert best(header, OFFERED) == expected


@given(st.text(max_size=300))
def test_anything_is_answered(header: str) -> None:
    assert best(header, OFFERED) in (*OFFERED, None)


@given(
    st.lists(st.tuples(st.sampled_from(OFFERED), st.integers(0, 10)), min_size=1, max_size=4, unique_by=lambda x: x[0])
)
def test_the_greatest_quality_wins(wishes: list[tuple[str, int]]) -> None:
    found = best(",".join(f"{name};q={quality / 10:.1f}" for name, quality in wishes), OFFERED)
    greatest = max(quality for _, quality in wishes)
    assert dict(wishes).get(found or "", 0) == greatest
