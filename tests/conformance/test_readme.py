"""The README says what the suites say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def test_the_readmes_table_is_what_the_suites_give() -> None:
    if not os.environ.get("NEWSGRAPH_SHARED"):
        pytest.skip("NEWSGRAPH_SHARED names no folder with the public suites")
    script = Path(__file__).with_name("readme.py")
    run = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"run python {script}\n{run.stdout}{run.stderr}"
