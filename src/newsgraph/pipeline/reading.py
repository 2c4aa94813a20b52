"""Paths to units of work, and a unit to the facts of its article: where `news` and `extract` meet."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsgraph import extract, facts, news, sources
from newsgraph.errors import ArticleError, FactsError, Place, UsageError
from newsgraph.facts import Document
from newsgraph.facttypes import FactType
from newsgraph.project import Project
from newsgraph.records import unknown_types

STANDARD_INPUT = "-"

_ARTICLES = frozenset({".txt", ".text", ""})
_FACTS = frozenset({".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One article to be read: wire text, or the `line`th line of facts. `content` is None for a file not yet read."""

    file: str
    content: bytes | None = None
    line: int | None = None
    identifier: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's facts, and where the first character of its body stands (a line alone, for a line of facts)."""

    document: Document
    place: Place


def units(paths: Sequence[str], *, skipped: list[str]) -> Iterator[Unit]:
    """The units of files, folders and standard input ("-"), in the order given; a folder's files by their names.

    In a folder only .txt, .text, .jsonl and .ndjson and files without an ending are read; the names of the others
    are added to `skipped`. Hidden files are none of ours.

    Raises UsageError for a path that is not there.
    """
    for name in paths:
        path = Path(name)
        if name == STANDARD_INPUT:
            yield from _units_of(sys.stdin.buffer.read(), "<stdin>")
        elif path.is_dir():
            for file in sorted(path.rglob("*")):
                if not file.is_file() or any(part.startswith(".") for part in file.relative_to(path).parts):
                    continue
                if file.suffix in _ARTICLES | _FACTS:
                    yield from _file_units(file)
                else:
                    skipped.append(str(file))
        elif path.exists():
            yield from _file_units(path)
        else:
            raise UsageError(f"{name}: there is no such file or folder")


def _file_units(path: Path) -> Iterator[Unit]:
    if path.suffix in _FACTS:
        for number, line in enumerate(sources.lines(path, error=FactsError), start=1):
            if line.strip():
                yield Unit(str(path), line, number)
    else:
        yield Unit(str(path), identifier=path.stem)


def _units_of(content: bytes, file: str) -> Iterator[Unit]:
    if content.lstrip().startswith(b"{"):
        for number, line in enumerate(content.split(b"\n"), start=1):
            if line.strip():
                yield Unit(file, line, number)
    else:
        yield Unit(file, content)


class Extractor:
    """The first half of the main job: a unit to facts, by the rules of a project."""

    def __init__(self, project: Project) -> None:
        """Compile the rules; raises RuleError with file, line and column."""
        gazetteer = extract.Gazetteer.load(project.gazetteer)
        self._rules = extract.Rules.load(((text, file) for file, text in project.extraction_rules.items()), gazetteer)

    @property
    def fact_types(self) -> tuple[FactType, ...]:
        return self._rules.fact_types

    def read(self, unit: Unit) -> Reading:
        """Read a unit; an article's facts are extracted, a line of facts is decoded.

        Raises ArticleError or FactsError with file, line and column.
        """
        content = sources.read_bytes(Path(unit.file), error=ArticleError) if unit.content is None else unit.content
        if unit.line is None:
            read = news.read(content, file=unit.file, identifier=unit.identifier)
            document = extract.facts(read.article, self._rules)
            document.check(Place(unit.file))
            return Reading(document, read.place)
        place = Place(unit.file, unit.line)
        document = facts.decode(content, place)
        for path, problem in unknown_types(document, self.fact_types):
            raise FactsError(f"{path}: {problem}", place)
        return Reading(document, place)
