"""Files of folders come sorted, however many there are, and without holding their names in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph import sources
from newsgraph.spooled import Lines


@given(
    names=st.lists(st.binary(min_size=1, max_size=4).filter(lambda name: not set(name) & {0, 47})),
    most=st.integers(1, 5),
)
def test_names_are_sorted_in_runs_as_at_once(names: list[bytes], most: int) -> None:
    assert list(sources.in_order(names, most)) == sorted(names)


def test_the_files_of_a_folder_are_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """Folders stand among files by their names, and what is hidden is none of ours."""
    for name in ("b/x", "b.txt", "a/y/z", "a/x", "a-b", ".hidden", ".git/x", "c/.x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = list(sources.files(tmp_path))
    assert found == sorted(found)
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a/x", "a/y/z", "a-b", "b/x", "b.txt"]


def test_a_mark_tells_a_change_that_keeps_size_and_time(tmp_path: Path) -> None:
    import os
    import time

    path = tmp_path / "a"
    path.write_bytes(b"one")
    before = sources.mark(path)
    assert before is not None
    time.sleep(0.02)  # more than a tick of the system's clock
    path.write_bytes(b"two")
    os.utime(path, ns=(before.modified, before.modified))
    after = sources.mark(path)
    assert after is not None
    assert (after.size, after.modified, after.number) == (before.size, before.modified, before.number)
    assert after != before


def test_what_is_no_regular_file_has_no_mark(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    assert [sources.mark(path) for path in (tmp_path, tmp_path / "link", tmp_path / "none")] == [None, None, None]


@pytest.mark.parametrize("offset", [0, (1 << 20) - 3, (1 << 20) + 1])
def test_words_are_found_across_blocks(tmp_path: Path, offset: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"." * offset + b"reviewed" + b"." * 10)
    assert sources.holds(path, b"reviewed")
    assert not sources.holds(path, b"reviewer")


@given(texts=st.lists(st.text(), min_size=1))
def test_lines_come_back_as_they_were_given(texts: list[str]) -> None:
    """Line ends and surrogates in them too, as often as they are read, and while more are added."""
    lines = Lines(texts)
    reading = iter(lines)
    begun = [text for _, text in zip(range(1), reading, strict=False)]
    lines.append("more")
    assert [*begun, *reading] == [*texts, "more"] == list(lines)
    assert (len(lines), lines.first(2)) == (len(texts) + 1, [*texts, "more"][:2])
