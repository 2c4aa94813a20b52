"""Processes that are killed at a bad moment: told, and never waited for."""

from __future__ import annotations

import subprocess
import sys

import pytest

# A program of its own, for the processes that are spawned import it.
_KILLED_AS_ANOTHER_STARTS = """
import os, signal, sys, time
from concurrent.futures import ProcessPoolExecutor
from newsgraph.errors import OutputError
from newsgraph.pipeline.workers import Workers


class Recipe:
    def pipeline(self):
        return self

    def build(self, unit):
        return unit


class Unit:
    file = "a.txt"


def spawn(pool):
    for process in list(pool._processes.values())[:1]:
        os.kill(process.pid, signal.SIGKILL)
        time.sleep(float(sys.argv[1]))
    start(pool)


start = ProcessPoolExecutor._spawn_process
if __name__ == "__main__":
    ProcessPoolExecutor._spawn_process = spawn
    workers = Workers(Recipe(), 2)
    workers._done_here = 1000
    try:
        with workers:
            for batch in [workers.submit([Unit()]) for _ in range(3)]:
                batch.outcomes()
    except OutputError as error:
        print(error)
"""


@pytest.mark.parametrize("seconds", ["0", "0.002", "0.2"])
def test_one_that_is_killed_as_another_starts(tmp_path_factory: pytest.TempPathFactory, seconds: str) -> None:
    program = tmp_path_factory.mktemp("workers") / "program.py"
    program.write_text(_KILLED_AS_ANOTHER_STARTS, encoding="utf-8")
    run = subprocess.run([sys.executable, program, seconds], capture_output=True, text=True, timeout=60, check=True)
    assert "build again with fewer --jobs: it goes on from here" in run.stdout
