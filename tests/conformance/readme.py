"""The README's table of conformance, generated from runs of the public suites.

`python tests/conformance/readme.py` writes the table between its two marks; `--check` says whether it stands there
as it would be written. The suites are read from the folder that NEWSGRAPH_SHARED names.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import rml_suite
import shacl_suite

README = Path(__file__).parents[2] / "README.md"
_TABLE = re.compile(r"(<!-- conformance: [^\n]*-->\n).*?(<!-- /conformance -->)", re.DOTALL)


def rows() -> Iterator[tuple[str, int, int]]:
    """Each suite with its passed and failed cases."""
    for count in rml_suite.conformance():
        by = f", {count.by_duckdb} of them by DuckDB" if count.by_duckdb else ""
        yield f"RML: {count.suite}{by}", count.passed, count.failed
    folder = shacl_suite.suite_folder()
    if folder is not None:
        for part, row in shacl_suite.counts(map(shacl_suite.run, shacl_suite.cases(folder))).items():
            yield f"W3C SHACL: {part}", row["passed"], row["cases"] - row["passed"]


def table() -> str:
    """The table in Markdown."""
    lines = ["| Suite | Passed | Failed |", "| --- | ---: | ---: |"]
    lines += [f"| {suite} | {passed} | {failed} |" for suite, passed, failed in rows()]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """0: done, or the table is right; 1: it is not; 2: there are no suites."""
    if rml_suite.suites_folder() is None:
        print("NEWSGRAPH_SHARED names no folder with suites/", file=sys.stderr)
        return 2
    old = README.read_text(encoding="utf-8")
    made = table()
    new = _TABLE.sub(lambda match: match[1] + made + match[2], old)
    print(made, end="")
    if arguments == ["--check"]:
        return 0 if new == old else 1
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
