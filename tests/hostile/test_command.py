"""What a user's shell, file system and terminal do to the command: it answers, and never with a traceback."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ARTICLE = "Headline\n_\n20240904\nhttps://x.example/a\nFrance imposed sanctions on Iran on Monday.\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a POSIX shell and file system")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def shell(tmp_path: Path) -> Callable[[str], Any]:
    """Run a line of shell in which `newsgraph` is our command."""

    def run(line: str) -> Any:
        command = f'newsgraph() {{ {shlex.quote(sys.executable)} -m newsgraph "$@"; }}\n{line}'
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=tmp_path, capture_output=True, check=False, timeout=60, text=True
        )
        assert "Traceback" not in done.stderr
        return done

    return run


def test_file_names_are_data(newsgraph: Any, tmp_path: Path, tree_of: Any) -> None:
    """Each article is published under its file's name, or that name is told; what is no file is left out."""
    folder = tmp_path / "in"
    (folder / "sub" / "deep").mkdir(parents=True)
    good = ["a b", "q'uo\"te", "é中𝒳", "e\u0301", "-dash", "Case", "case", "<a>", "a#b?c%20", "CON", "*", "x" * 190]
    bad = ["new\nline", "esc\x1b[31m", "rtl\u202egpj", "back\\slash", " ", "y" * 230, os.fsdecode(b"\xff")]
    for name in (*good, *bad):
        (folder / f"{name}.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "sub" / "deep" / "nested.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "sub" / "loop").symlink_to("..")
    (folder / "broken.txt").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.txt")
    run = newsgraph("build", folder, "-o", tmp_path / "out")
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert "\x1b" not in run.stderr
    assert f"{len(good) + 1} published, 0 rejected, {len(bad) + 1} unreadable" in run.stdout
    assert {name for name in tree_of(tmp_path / "out") if name.endswith(".ttl")} == {
        f"{name}.ttl" for name in (*good, "nested")
    }
    assert "broken.txt: this file cannot be read" in run.stderr
    assert "left out, being no articles and no facts:" in run.stderr


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("newsgraph extract a.txt >&-", 2, "standard output is closed"),
        ("newsgraph extract a.txt > /dev/full", 2, "standard output: no space left on device"),
        ("newsgraph build - -o out <&-", 2, "standard input is closed"),
        ("newsgraph build '' -o out", 2, "'': there is no such file or folder"),
        ("newsgraph build a.txt -o ''", 2, "expected a name, not nothing"),
        ("mkdir empty; newsgraph build empty -o out", 2, "empty: nothing to read"),
        ("newsgraph build $(printf 'x%.0s' $(seq 5000)) -o out", 2, "newsgraph: xxxxx"),
        ("newsgraph build a.txt -o a.txt/out", 2, "a.txt/out: cannot be written: not a directory"),
        ("(ulimit -f 1; newsgraph build a.txt -o out)", 2, "cannot be written: "),
        ("newsgraph check - < /dev/null", 0, ""),
        ("newsgraph check ''", 2, "expected a name, not nothing"),
    ],
)
def test_the_shell(shell: Any, article: Path, line: str, status: int, said: str) -> None:
    run = shell(line)
    assert run.returncode == status
    assert said in run.stderr


def test_a_reader_who_leaves_is_no_failure(shell: Any, article: Path) -> None:
    article.write_text(ARTICLE + "Nothing happened. " * 20_000, encoding="utf-8")
    run = shell("{ newsgraph extract a.txt; echo $? >&2; } | head -c 1")
    assert (run.stdout, run.stderr) == ("{", "0\n")


def test_what_a_build_writes_into_its_input_is_no_input(newsgraph: Any, article: Path, tree_of: Any) -> None:
    """Reports of rejected articles end with .txt, but are no articles."""
    folder = article.parent
    facts = """{"article":{"id":"bad","published":"2024-09-04","body":"France sanctioned France."},
        "entities":[{"id":"e1","type":"Country","name":"France","mentions":[]}],
        "facts":[{"id":"f1","type":"Sanction","realis":"actual","rule":"x",
        "arguments":[{"role":"imposedBy","entity":"e1"},{"role":"target","entity":"e1"}],
        "evidence":[{"exact":"France","start":0,"end":6}]}]}"""
    (folder / "bad.jsonl").write_text("\ufeff" + facts.replace("\n", "") + "\n", encoding="utf-8")
    runs = [newsgraph("build", folder, "-o", folder / "out") for _ in range(2)]
    assert [run.returncode for run in runs] == [1, 1]
    assert runs[0].stdout == runs[1].stdout.replace(", 2 of them as they were", "")
    again = newsgraph("build", folder / "out" / "rejected", "-o", folder / "out")
    assert again.stdout.startswith("0 published, 1 rejected, 0 unreadable")


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_workers_end_with_their_build(tmp_path: Path, sent: signal.Signals, status: int) -> None:
    """Ctrl-C goes to every process and is told once; a build that is killed leaves no process behind."""
    articles = tmp_path / "in"
    articles.mkdir()
    for number in range(300):
        (articles / f"a{number}.txt").write_text(ARTICLE, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "newsgraph", "build", articles, "-o", tmp_path / "out", "--jobs", "2"],
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no threads here
    )
    deadline = time.monotonic() + 30
    while not list((tmp_path).glob("out/*.ttl")) and time.monotonic() < deadline:
        time.sleep(0.05)
    (os.killpg if sent is signal.SIGINT else os.kill)(process.pid, sent)
    _, said = process.communicate(timeout=30)  # ends when the last process that could write to it has ended
    assert process.returncode == status
    assert "Traceback" not in said.decode()
    assert said.decode().count("newsgraph: interrupted; what is written is whole\n") == (sent is signal.SIGINT)
