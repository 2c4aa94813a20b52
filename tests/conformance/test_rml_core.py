"""The RML suites: every case passes, or fails for the reason in rml_expected_failures.toml."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def _load_runner() -> ModuleType:
    """The runner beside this file, which is a script too, and so no part of a package."""
    path = Path(__file__).with_name("rml_suite.py")
    spec = importlib.util.spec_from_file_location("rml_suite", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


rml_suite = _load_runner()


@pytest.mark.parametrize("engine", rml_suite.ENGINES)
@pytest.mark.parametrize("suite", rml_suite.SUITES)
def test_suite_fails_only_where_it_is_expected_to(suite: str, engine: str) -> None:
    """Neither a new failure nor an unexpected success goes unnoticed, of either engine."""
    folder = rml_suite.suites_folder()
    if folder is None or not (folder / suite).is_dir():
        pytest.skip(f"the suite {suite} is not there: NEWSGRAPH_SHARED names no folder that has it")
    outcomes = rml_suite.run_suite(folder / suite, engine)
    row = rml_suite.counts(suite, outcomes)
    sys.stdout.write(f"{suite}, {engine}: {row.passed} passed, {row.failed} failed\n")
    failed = {outcome.case: outcome.cause for outcome in outcomes if not outcome.passed}
    assert set(failed) == set(rml_suite.expected_failures()[suite]), failed
