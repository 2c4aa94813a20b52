"""The cache holds whole answers, and is told from other files."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from newsgraph.errors import InputError, OutputError
from newsgraph.link.cache import Cache


def test_what_is_put_is_got_by_service_and_question(tmp_path: Path) -> None:
    with Cache.at(tmp_path / "new" / "cache") as cache:
        cache.put("https://a.example", {"item Q1": b"{}", "item Q2": b"[]"})
    with Cache.at(tmp_path / "new" / "cache") as cache:
        assert cache.get("https://a.example", "item Q1") == b"{}"
        assert cache.get("https://b.example", "item Q1") is None
        assert cache.missing("https://a.example", ["item Q3", "item Q1", "item Q3"]) == ("item Q3",)


def test_an_answer_comes_in_whole_or_not_at_all(tmp_path: Path) -> None:
    with Cache.at(tmp_path / "cache") as cache:
        with pytest.raises(OutputError):
            cache.put("https://a.example", {"item Q1": b"{}", "item Q2": None})  # type: ignore[dict-item]  # it fails
        assert cache.get("https://a.example", "item Q1") is None


def test_two_runs_share_a_cache(tmp_path: Path) -> None:
    with Cache.at(tmp_path / "cache") as one, Cache.at(tmp_path / "cache") as other:
        one.put("https://a.example", {"item Q1": b"{}"})
        other.put("https://a.example", {"item Q1": b"{}", "item Q2": b"{}"})
        assert one.get("https://a.example", "item Q2") == b"{}"


def test_what_is_no_cache_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("This is a text, and no database." * 100, encoding="utf-8")
    connection = sqlite3.connect(tmp_path / "database")
    connection.execute("CREATE TABLE mine (a)")
    connection.close()
    for name in ("text", "database"):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(InputError, match="this is no cache"):
            Cache.at(tmp_path / name)
        assert (tmp_path / name).read_bytes() == before
    with pytest.raises(OutputError):
        Cache.at(tmp_path)
