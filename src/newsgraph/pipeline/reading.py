"""Paths to units of work, and a unit to the facts of its article: where `news` and `extract` meet."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsgraph import extract, facts, news, sources
from newsgraph.errors import ArticleError, FactsError, Place, UsageError
from newsgraph.facts import Document
from newsgraph.facttypes import FactType
from newsgraph.project import Project
from newsgraph.records import unknown_types

# What a build writes of an article that is not published: no input, unless its facts are named.
REJECTED = "rejected"
REPORT = ".report.txt"

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
    """An article's facts, and where the first character of its body stands (a line alone, for a line of facts).

    `notes` says, with its place, what of the article was not read.
    """

    document: Document
    place: Place
    notes: tuple[str, ...] = ()


def units(paths: Sequence[str], *, skipped: list[str], output: Path | None = None) -> Iterator[Unit]:
    """The units of files, folders and standard input ("-"), in the order given; a folder's files by their names.

    In a folder only .txt, .text, .jsonl and .ndjson and files without an ending are read; the names of the others
    are added to `skipped`. Hidden files are none of ours, nor is what a build has written to `output` in a folder.
    What cannot be read is a unit too, whose reading tells why.

    Raises UsageError for a path that is not there.
    """
    for name in paths:
        path = Path(name)
        if name == sources.STANDARD_INPUT:
            yield from _units_of(sources.standard_input(), "<stdin>")
        elif not sources.is_there(name):
            raise UsageError(f"{name or repr(name)}: there is no such file or folder")
        elif path.is_dir():
            for file in sources.files(path, without=_written(path, output)):
                if _is_input(file):
                    yield from _file_units(file)
                else:
                    skipped.append(str(file))
        elif passes(name):
            yield from _units_of(sources.read_bytes(path, error=ArticleError), name)
        else:
            yield from _file_units(path)


def passes(name: str) -> bool:
    """Whether an input can be read only once: standard input, or a pipe."""
    return name == sources.STANDARD_INPUT or _is_special(Path(name))


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def _written(folder: Path, output: Path | None) -> Path | None:
    """The folder in `folder` that is no input because a build into `output` writes it."""
    if output is None or sources.is_inside(folder, output / REJECTED):
        return None
    return output / REJECTED if output.resolve() == folder.resolve() else output


def _is_input(file: Path) -> bool:
    return file.suffix in _ARTICLES | _FACTS and not file.name.endswith(REPORT) and not _is_special(file)


def _file_units(path: Path) -> Iterator[Unit]:
    if path.suffix not in _FACTS | {".json"}:  # in a folder .json may be anything; one that is named is facts
        yield Unit(str(path), identifier=path.stem)
        return
    try:
        yield from _lines(sources.lines(path, error=FactsError), str(path))
    except FactsError:
        yield Unit(str(path))


def _units_of(content: bytes, file: str) -> Iterator[Unit]:
    if content.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        yield from _lines(content.split(b"\n"), file)
    else:
        yield Unit(file, content)


def _lines(lines: Iterable[bytes], file: str) -> Iterator[Unit]:
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if text.strip():
            yield Unit(file, text, number)


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
        content = unit.content
        if content is None:
            content = sources.read_bytes(Path(unit.file), error=ArticleError, most=news.MOST_BYTES + 1)
        if unit.line is None:
            read = news.read(content, file=unit.file, identifier=unit.identifier)
            reader = extract.Reader(read.article, self._rules)
            document = reader.document()
            document.check(Place(unit.file))
            notes = tuple(
                f"{read.place.within(read.article.body, part.start)}: warning: "
                f"this sentence was not read, being longer than {extract.LONGEST_SENTENCE} characters"
                for part in reader.unread
            )
            return Reading(document, read.place, notes)
        place = Place(unit.file, unit.line)
        document = facts.decode(content, place)
        for path, problem in unknown_types(document, self.fact_types):
            raise FactsError(f"{path}: {problem}", place)
        return Reading(document, place)
