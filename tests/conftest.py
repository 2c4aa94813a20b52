"""What tests of several folders use: our own command, run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from chromium import browser, driver

__all__ = ["browser", "driver"]

ROOT = Path(__file__).parents[1]

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout, which holds articles/, ontology/, mapping/ and shapes/."""
    return ROOT


@pytest.fixture(scope="session")
def newsgraph() -> Command:
    """Run `newsgraph` with these arguments, in `cwd`, with `environment` besides ours; it never waits for input."""

    def run(
        *arguments: str | Path, cwd: Path | None = None, environment: dict[str, str] | None = None, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "newsgraph", *map(str, arguments)],
            cwd=cwd or ROOT,
            env=os.environ | (environment or {}),
            input=stdin,
            capture_output=True,
            check=False,
            timeout=300,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a folder that a user sees, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {".newsgraph", ".build"} & set(path.parts)
    }


@pytest.fixture(scope="session")
def tree_of() -> Callable[[Path], dict[str, bytes]]:
    return tree
