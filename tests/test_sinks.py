"""Files appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsgraph import sinks
from newsgraph.errors import OutputError


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and ".newsgraph" not in path.parts)


def write_half_and_fail(folder: sinks.OutputFolder) -> None:
    with folder.stream("a.ttl") as writer:
        writer.write(b"new, but only ha")
        raise RuntimeError


def test_a_stream_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    with sinks.OutputFolder.open(tmp_path) as folder:
        folder.write("a.ttl", b"old")
        with pytest.raises(RuntimeError):
            write_half_and_fail(folder)
    assert (tmp_path / "a.ttl").read_bytes() == b"old"
    assert visible(tmp_path) == ["a.ttl"]


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    (tmp_path / ".newsgraph").mkdir()
    (tmp_path / ".newsgraph" / "a.ttl").write_bytes(b"half")
    with sinks.OutputFolder.open(tmp_path):
        assert [path.name for path in (tmp_path / ".newsgraph").iterdir()] == ["lock"]


def test_two_builds_do_not_share_a_folder(tmp_path: Path) -> None:
    with (
        sinks.OutputFolder.open(tmp_path),
        pytest.raises(OutputError, match="another build is writing here"),
        sinks.OutputFolder.open(tmp_path),
    ):
        pass


def test_an_empty_folder_goes_with_its_last_file(tmp_path: Path) -> None:
    with sinks.OutputFolder.open(tmp_path) as folder:
        folder.write("rejected/a.txt", b"x")
        folder.remove("rejected/a.txt")
        folder.remove("rejected/a.txt")
    assert not (tmp_path / "rejected").exists()


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    """/dev/full answers every write as a full disk does."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    partial = tmp_path / "partial"
    partial.symlink_to(full)
    message = "the disk is full; what was there before is untouched"
    with pytest.raises(OutputError, match=message), sinks.stream(tmp_path / "a.nq", partial) as writer:
        writer.write(b"x" * 100_000)
    assert not (tmp_path / "a.nq").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"), sinks.OutputFolder.open(tmp_path / "file"):
        pass


def test_nothing_of_ours_stays_in_the_folder(tmp_path: Path) -> None:
    with sinks.OutputFolder.open(tmp_path / "out") as folder:
        folder.write("a.ttl", b"x")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.ttl"]


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    """`-o /dev/null` must not put a file in the place of the device."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    sinks.write(pipe, b"quads")
    assert os.read(reader, 100) == b"quads"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    sinks.write(tmp_path / "link", b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"x"


def test_a_disk_that_is_full_at_the_end_is_told_too(tmp_path: Path) -> None:
    """Few bytes wait in a buffer, and fail when the file is closed."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    partial = tmp_path / "partial"
    partial.symlink_to(full)
    with pytest.raises(OutputError, match="the disk is full"), sinks.stream(tmp_path / "a.nq", partial) as writer:
        writer.write(b"x")


def test_what_a_killed_process_left_is_removed_and_what_another_writes_is_not(tmp_path: Path) -> None:
    """Of the same file; those of others are theirs."""
    left, other = tmp_path / ".a.nq.x1.partial", tmp_path / ".b.nq.x1.partial"
    for folder in (left, other):
        folder.mkdir()
        (folder / "spill").write_bytes(b"x")
    with sinks.stream(tmp_path / "a.nq") as first:
        assert not left.exists()
        first.write(b"first")
        with sinks.stream(tmp_path / "a.nq") as second:
            assert len(list(tmp_path.glob(".a.nq.*.partial"))) == 2
            second.write(b"second")
        assert (tmp_path / "a.nq").read_bytes() == b"second"
    assert (tmp_path / "a.nq").read_bytes() == b"first"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".b.nq.x1.partial", "a.nq"]
