"""What an extra is needed for is an error that names it, where it is not installed."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from newsgraph.errors import UsageError


@pytest.mark.parametrize(
    ("package", "file", "source", "message"),
    [
        ("zstandard", b"x", "{access: t.x, referenceFormulation: csv, compression: zstd}", "zstd needs the extra"),
        ("duckdb", b"12345678DUCK1234", "[t.x~sql, SELECT 1]", "a DuckDB database needs the extra 'bulk'"),
        ("pyarrow", b"PAR1", "[t.x~parquet]", "Parquet and Arrow need the extra 'arrow'"),
        ("pyarrow", b"ARROW1", "[t.x~arrow]", "Parquet and Arrow need the extra 'arrow'"),
    ],
)  # fmt: skip
def test_an_extra_that_is_not_there_is_named(
    folder: Any, monkeypatch: pytest.MonkeyPatch, package: str, file: bytes, source: str, message: str
) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, package, None)  # as where it is not installed
    (folder.path / "t.x").write_bytes(file)
    text = f"mappings: {{m: {{sources: [{source}], po: [[schema:name, $(a)]]}}}}"
    with pytest.raises(UsageError, match=rf"^{message}.*: pip install 'newsgraph\["):
        list(folder.run(text))
