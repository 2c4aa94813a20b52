"""By which lines of a project the names and offices of an article are read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from newsgraph import yamltree
from newsgraph.errors import Place
from newsgraph.project import Project

_PERSON = "person"


class Naming:
    """Names a rule for each name: the row of the gazetteer that has it, else how the text shows what it is.

    Rules are named as those of facts are: file#key.
    """

    def __init__(self, project: Project) -> None:
        self._project = project

    def of_name(self, kind: str, name: str) -> str:
        """The rule that reads the name of an entity of a type."""
        if name in self._rows:
            return self._rows[name]
        return self._key(_PERSON if kind == "Person" else "companies")

    @property
    def of_offices(self) -> str:
        """The rule that reads what office somebody has."""
        return self._key("titles")

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where each rule stands."""
        return dict(self._row_places()) | {
            f"{file}#{key.text}": key.place
            for file, text in self._project.extraction_rules.items()
            if isinstance(tree := yamltree.parse(text, file), yamltree.Mapping)
            and isinstance(person := tree.get(_PERSON), yamltree.Mapping)
            for key in (*(key for key, _ in tree if key.text == _PERSON), *(key for key, _ in person))
        }

    @cached_property
    def _rows(self) -> dict[str, str]:
        """The rows of the gazetteer by the names that are their first cells."""
        return {rule.partition("#")[2]: rule for rule, _ in self._row_places()}

    def _row_places(self) -> Iterator[tuple[str, Place]]:
        for file, text in self._project.gazetteer.items():
            for number, line in enumerate(text.splitlines(), start=1):
                if line and not line.startswith("#"):
                    yield f"{file}#{line.partition(chr(9))[0]}", Place(file, number)

    def _key(self, key: str) -> str:
        """A key of the section on people, in the file that has it."""
        return next((rule for rule in self.places if rule.endswith(f"#{key}") and ".yml#" in rule), "mapping/text")
