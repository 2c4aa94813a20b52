"""Builds that are killed, starved or locked out, and what the next one makes of what they left."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import quick
from newsgraph import sinks

TESTS = Path(__file__).parents[1]
SHARD_SIZE = 4000


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Four hundred articles, of which one in twenty does not conform."""
    folder = tmp_path / "desk"
    folder.mkdir()
    for number in range(400):
        (folder / f"a{number:03}.txt").write_text(f"{'REJECT' if number % 20 == 7 else 'peace'} {number}\n" * 5)
    return folder


def start(desk: Path, output: Path, *, jobs: int = 2, **options: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(TESTS / "quick.py"), str(desk), str(output), str(jobs), str(SHARD_SIZE)]
    return subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE, **options)


def kept(output: Path) -> int:
    return len(list(output.glob("*.ttl")))


def tree(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name.count("/") != 1 or name[0] != "."}


@pytest.fixture
def whole(desk: Path, tmp_path: Path) -> dict[str, bytes]:
    """What an undisturbed build leaves, by one process."""
    quick.run([desk], tmp_path / "whole", shard_size=SHARD_SIZE)
    return tree(tmp_path / "whole")


def test_builds_that_are_killed_end_as_one_that_is_not(desk: Path, tmp_path: Path, whole: dict[str, bytes]) -> None:
    """Nothing is lost and nothing comes twice; no dataset is there that is not whole; each kill costs few articles."""
    output = tmp_path / "out"
    chance = random.Random(3)  # noqa: S311 - instants, no secrets
    for turn in range(6):
        before = kept(output)
        process = start(desk, output)
        deadline = time.monotonic() + 60
        while kept(output) <= before + chance.randrange(60) and process.poll() is None:
            assert time.monotonic() < deadline, turn
            time.sleep(0.002)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        found = tree(output)
        assert {name for name, content in found.items() if whole.get(name, content) != content} == set()
        assert not (output / "dataset" / "index.tsv").exists() or found == whole
        written = kept(output)
        recipe_keeps = quick.known(desk, output)
        assert written - recipe_keeps <= 2 * 16, turn
    process = start(desk, output)
    process.communicate()
    assert process.returncode == 0
    assert tree(output) == whole


def killed_after(desk: Path, output: Path, steps: int, shard_size: int) -> bool:
    """A build that is gone after so many of the steps in which files get their final names; whether it was."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    left = steps

    def dying(step: Callable[..., None]) -> Callable[..., None]:
        def step_or_die(*arguments: Any) -> None:
            nonlocal left
            step(*arguments)
            left -= 1
            if left == 0:
                os._exit(9)

        return step_or_die

    for name in ("move", "remove", "write"):
        setattr(sinks, name, dying(getattr(sinks, name)))
    quick.run([desk], output, shard_size=shard_size)
    os._exit(0)


@pytest.mark.parametrize("sizes", [(300, 300), (1 << 20, 300), (300, 1 << 20)], ids=["shards", "cut", "joined"])
def test_a_kill_at_any_step_of_publishing_costs_nothing(tmp_path: Path, sizes: tuple[int, int]) -> None:
    """While shards get other numbers, too: all that was built is found where it is."""
    desk, output = tmp_path / "desk", tmp_path / "out"
    desk.mkdir()
    for number in range(1, 40):
        (desk / f"a{number:02}.txt").write_text(f"peace {number}")
    steps, is_killed = 0, True
    while is_killed:
        steps += 1
        shutil.rmtree(output, ignore_errors=True)
        (desk / "a00.txt").unlink(missing_ok=True)
        (desk / "a30.txt").write_text("peace 30")
        quick.run([desk], output, shard_size=sizes[0])
        (desk / "a00.txt").write_text("a first one, that moves all others on " * 3)
        (desk / "a30.txt").write_text("another")
        is_killed = killed_after(desk, output, steps, sizes[1])
        assert quick.run([desk], output, shard_size=sizes[1]).kept == 40
        quick.run([desk], tmp_path / "whole", shard_size=sizes[1])
        assert tree(output) == tree(tmp_path / "whole")
    assert steps > 3


def test_two_builds_into_one_folder_are_refused(desk: Path, tmp_path: Path) -> None:
    """The second is told, before it writes."""
    first = start(desk, tmp_path / "out", jobs=1)
    while not (tmp_path / "out" / ".newsgraph" / "lock").exists():
        time.sleep(0.001)
    os.killpg(first.pid, signal.SIGSTOP)
    second = start(desk, tmp_path / "out", jobs=1)
    _, error = second.communicate()
    os.killpg(first.pid, signal.SIGCONT)
    first.communicate()
    assert (first.returncode, second.returncode) == (0, 1)
    assert b"another build is writing here; wait for it or choose another folder" in error


def test_a_worker_that_is_killed_is_told_and_the_next_build_goes_on(
    desk: Path, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    """As the kernel kills what takes too much memory."""
    if not Path("/proc/self/task").exists():
        pytest.skip("this system does not tell the children of a process")
    output = tmp_path / "out"
    process = start(desk, output)
    workers: list[int] = []
    while not workers and process.poll() is None:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        workers = [pid for pid in map(int, children) if is_worker(pid)]
        time.sleep(0.002)
    os.kill(workers[0], signal.SIGKILL)
    _, error = process.communicate()
    assert process.returncode == 1
    assert b"a process of this build was killed, perhaps for want of memory" in error
    assert b"build again with fewer --jobs: it goes on from here" in error
    again = quick.run([desk], output, shard_size=SHARD_SIZE)
    assert again.kept >= 32
    assert tree(output) == whole


def is_worker(pid: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.parametrize("limit", [3_000, 40_000, 70_000])
def test_a_disk_that_takes_no_more_is_told_and_the_next_build_goes_on(
    desk: Path, tmp_path: Path, whole: dict[str, bytes], limit: int
) -> None:
    """Whether the journal, a segment or a shard finds no room: a file may have so many bytes and no more."""

    def starve() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    output = tmp_path / "out"
    process = start(desk, output, jobs=1, preexec_fn=starve)
    _, error = process.communicate()
    assert process.returncode == 1
    assert b"OutputError" in error
    quick.run([desk], output, shard_size=SHARD_SIZE)
    assert tree(output) == whole


def test_a_full_disk_is_told_to_a_user(newsgraph: Callable[..., Any], root: Path, tmp_path: Path) -> None:
    """A small file system in memory, where one can be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", disk]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        run = newsgraph("build", root / "articles", "-o", disk / "out", "--jobs", "1")
        assert run.returncode == 2
        assert "Traceback" not in run.stderr
        assert "disk is full" in run.stderr
        assert not (disk / "out" / "dataset.trig").exists()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        run = newsgraph("build", root / "articles", "-o", disk / "out", "--jobs", "1")
        assert run.returncode == 2
        assert "read-only file system" in run.stderr
        subprocess.run(["mount", "-o", "remount,rw,size=8m", disk], check=True)
        run = newsgraph("build", root / "articles", "-o", disk / "out", "--jobs", "1")
        assert run.returncode == 0
        assert (disk / "out" / "dataset.trig").read_bytes() == (root / "output" / "dataset.trig").read_bytes()
    finally:
        subprocess.run(["umount", disk], check=True)
