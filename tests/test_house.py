"""The rules of the house that import-linter cannot hold."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "newsgraph"
MAY_OPEN = {SOURCE / name for name in ("sources.py", "sinks.py", "cli/__init__.py", "cli/telling.py")}
OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
HEAVY = {"rdflib", "pyshacl", "owlrl", "pyld", "pyoxigraph", "lxml", "jsonpath", "rich", "requests", "msgspec", "yaml"}
VERBS = (
    "build",
    "extract",
    "map",
    "check",
    "query",
    "link",
    "index",
    "merge",
    "site",
    "serve",
    "why",
    "doctor",
    "init",
)


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix().replace("/", ".")
)
def test_files_are_opened_in_sources_sinks_and_cli_only(path: Path) -> None:
    if path in MAY_OPEN:
        pytest.skip("this module may open files")
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    builtin = [call.id for call in calls if isinstance(call, ast.Name) and call.id in OPENING]
    ours = ("sources", "OutputFolder")  # the readers and writers that these modules offer
    archives = ("tarfile", "archive")  # what stands in a stream that is open already
    methods = [
        call.attr
        for call in calls
        if isinstance(call, ast.Attribute)
        and call.attr in OPENING
        and not ast.unparse(call.value).endswith(ours + archives)
    ]
    assert builtin + methods == []


def test_help_loads_nothing_heavy() -> None:
    """`newsgraph --help` answers in about a tenth of a second because it does not load what it does not use."""
    code = "import sys, newsgraph.cli; newsgraph.cli._parser().format_help(); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(run.stdout.split())


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(newsgraph: Any, verb: str) -> None:
    run = newsgraph(verb, "--help")
    assert run.returncode == 0
    assert f"example: newsgraph {verb} " in run.stdout


def test_the_readme_names_every_verb(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    assert all(f"newsgraph {verb} " in readme for verb in VERBS)


def test_ci_runs_the_readmes_test_command(root: Path) -> None:
    command = (
        "python3 -m venv .venv-test && .venv-test/bin/pip install -q -e '.[test]' && .venv-test/bin/pytest -n auto"
    )
    assert command in (root / "README.md").read_text("utf-8")
    assert command in (root / ".ci" / "run").read_text("utf-8")


def test_every_dependency_has_a_line_of_reason(root: Path) -> None:
    lines = (root / "pyproject.toml").read_text("utf-8").splitlines()
    start = lines.index("dependencies = [") + 1
    dependencies = lines[start : lines.index("]", start)]
    assert all("#" in line for line in dependencies)


def test_no_machine_path_is_in_the_project(root: Path) -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if tracked.returncode != 0:
        pytest.skip("no git checkout")
    for name in tracked.stdout.decode().split("\0"):
        path = root / name
        if name and path.is_file() and path.name != "test_house.py":
            text = path.read_bytes()
            assert b"/work/" not in text, name
            assert b"/opt/ng" not in text, name
