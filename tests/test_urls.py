"""URLs in messages."""

from __future__ import annotations

import pytest

from newsgraph.urls import without_secrets


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://me:hidden@example.org:8000/a/b?key=hidden#part", "https://example.org:8000/a/b"),
        ("http://[::1", "http://[::1"),
        ("http://me:hidden@[", "["),
    ],
)
def test_a_url_is_shown_without_its_secrets(url: str, shown: str) -> None:
    assert without_secrets(url) == shown
