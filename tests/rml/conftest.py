"""Mappings run in a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgraph import rml
from newsgraph.errors import InputError


class Folder:
    """A folder with a mapping and its sources."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, **sources: str | bytes) -> None:
        """Sources by their names, with `_` for the dot."""
        for name, content in sources.items():
            data = content if isinstance(content, bytes) else content.encode()
            (self.path / name.replace("_", ".")).write_bytes(data)

    def run(
        self, mapping: str, name: str = "m.yml", *, base: str | None = "http://base.example/", stop: bool = False
    ) -> rml.Results[tuple[str, str, str, str]]:
        """Run a mapping that is written beside its sources."""
        (self.path / name).write_text(mapping, encoding="utf-8")
        return rml.map_files([self.path / name], base=base, stop=stop)

    def lines(self, mapping: str, name: str = "m.yml") -> list[str]:
        """What the mapping makes, as N-Quads without the end."""
        return [" ".join(filter(None, quad)) for quad in self.run(mapping, name)]

    def error(self, mapping: str, name: str = "m.yml") -> str:
        """The message of the error that the mapping is, without the folder."""
        with pytest.raises(InputError) as caught:
            list(self.run(mapping, name))
        return str(caught.value).replace(f"{self.path}/", "")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)
