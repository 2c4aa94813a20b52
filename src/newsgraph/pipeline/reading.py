"""Paths to units of work, and a unit to the facts of its article: where `news` and `extract` meet."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsgraph import extract, facts, news, sources
from newsgraph.errors import ArticleError, FactsError, Place, UsageError
from newsgraph.facts import Document
from newsgraph.facttypes import FactType
from newsgraph.pipeline import inputs
from newsgraph.pipeline.extractors import EXTRACTORS, RULES
from newsgraph.pipeline.inputs import Meter, Unit
from newsgraph.pipeline.tally import Tally
from newsgraph.project import Project
from newsgraph.records import unknown_types
from newsgraph.spooled import Lines

# What a build writes of an article that is not published: no input, unless its facts are named.
REJECTED = "rejected"
REPORT = ".report.txt"


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's facts, and where the first character of its body stands (a line alone, for a line of facts).

    `notes` says, with its place, what of the article was not read. Where it is `superseded` by facts that a person has
    reviewed, nothing of it was.
    """

    document: Document
    place: Place
    notes: tuple[str, ...] = ()
    superseded: bool = False


def units(
    paths: Sequence[str], *, skipped: Lines, output: Path | None = None, meter: Meter | None = None
) -> Iterator[Unit]:
    """The units of files, folders and standard input ("-"), in the order given; a folder's files by their names.

    What a file is, is told by its content. A file that holds several articles is several units, whose ids are the
    file's stem and their number in it. Of a folder, what holds no article is left out and added to `skipped`, and so is
    an item among others that says that it is none; plain text is an article there only where its name has no other
    ending than .txt or .text. Hidden files are none of ours, nor is what a build has written to `output` in a folder.
    What cannot be read is a unit too, whose reading tells why. They come as they are read; `meter` tells how far.

    Raises UsageError, before anything is read, for a path that is not there.
    """
    for path, is_in_folder in files(paths, output=output):
        if is_in_folder and (path.name.endswith(REPORT) or _is_special(path)):
            skipped.append(str(path))
        elif is_in_folder:
            yield from inputs.of_file(path, skipped, is_in_folder=True, meter=meter)
        elif str(path) == sources.STANDARD_INPUT:
            yield from inputs.of_bytes(sources.standard_input(), "<stdin>", skipped)
        elif passes(str(path)):
            yield from inputs.of_bytes(sources.read_bytes(path, error=ArticleError), str(path), skipped)
        else:
            yield from inputs.of_file(path, skipped, is_in_folder=False, meter=meter)


def files(paths: Sequence[str], *, output: Path | None = None) -> Iterator[tuple[Path, bool]]:
    """The files that `units` reads, none of them opened, and whether each is from a folder.

    Raises UsageError for a path that is not there.
    """
    for name in paths:
        if name != sources.STANDARD_INPUT and not sources.is_there(name):
            raise UsageError(f"{name or repr(name)}: there is no such file or folder")
    for path in map(Path, paths):
        if str(path) != sources.STANDARD_INPUT and path.is_dir():
            yield from ((file, True) for file in sources.files(path, without=_written(path, output)))
        else:
            yield path, False


def passes(name: str) -> bool:
    """Whether an input can be read only once: standard input, or a pipe."""
    return name == sources.STANDARD_INPUT or _is_special(Path(name))


def _is_special(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _written(folder: Path, output: Path | None) -> Path | None:
    """The folder in `folder` that is no input because a build into `output` writes it."""
    if output is None or sources.is_inside(folder, output / REJECTED):
        return None
    return output / REJECTED if output.resolve() == folder.resolve() else output


class Extractor:
    """The first half of the main job: a unit to facts, by the rules of a project or a model that it names.

    `tally` is what a model took for the unit that was read last, whether or not it could be read.
    """

    def __init__(self, project: Project, choice: str = RULES, reviewed: frozenset[str] = frozenset()) -> None:
        """Compile the rules, and load the extractor of that name (see `EXTRACTORS`).

        Nothing is extracted of the articles whose ids are `reviewed`: their facts are given.

        Raises RuleError with file, line and column; ConfigError and UsageError where the project does not say how a
        model is reached, or it cannot be loaded.
        """
        self.tally = Tally()
        self._reviewed = reviewed
        gazetteer = extract.Gazetteer.load(project.gazetteer)
        self._rules = extract.Rules.load(((text, file) for file, text in project.extraction_rules.items()), gazetteer)
        self._extractor = EXTRACTORS[choice](project, self._rules)
        self.digest = project.digest
        if choice != RULES:
            self.digest = hashlib.sha256(f"{project.digest}\0{self._extractor.label}".encode()).hexdigest()

    @property
    def fact_types(self) -> tuple[FactType, ...]:
        return self._rules.fact_types

    @property
    def rule_places(self) -> dict[str, Place]:
        """Where each rule stands, by the name that its facts give."""
        return {frame.name: frame.place for frame in self._rules.frames}

    def read(self, unit: Unit) -> Reading:
        """Read a unit; an article's facts are extracted, a line of facts is decoded.

        Raises ArticleError or FactsError with file, line and column; ArticleError where a model gives no answer.
        """
        self.tally = Tally(unit.file)
        if unit.failure is not None:
            raise unit.failure
        content = unit.content
        if content is None:
            content = sources.read_bytes(Path(unit.file), error=ArticleError, most=news.MOST_BYTES + 1)
        if unit.is_facts:
            place = Place(unit.file, unit.given.line)
            document = facts.decode(content, place)
            for path, problem in unknown_types(document, self.fact_types):
                raise FactsError(f"{path}: {problem}", place)
            return Reading(document, place)
        return self._of_article(news.read(content, file=unit.file, given=unit.given), unit.file)

    def _of_article(self, read: news.Read, file: str) -> Reading:
        """The facts of an article; none, and a note, where it is in a language that the rules do not read."""
        article = read.article
        if article.id in self._reviewed:
            return Reading(Document(article=article), read.place, superseded=True)
        if not _ENGLISH.match(article.language):
            document = Document(article=article)
            document.check(Place(file))
            note = f"warning: this article is in {article.language!r}; the rules read English, so it has no facts"
            return Reading(document, read.place, (*read.notes, f"{read.place}: {note}"))
        found = self._extractor.extract(article)
        self.tally = Tally(file, found.usage, found.dropped)
        if found.failure is not None:
            raise ArticleError(found.failure, Place(file))
        document = found.document
        document.check(Place(file))
        notes = (
            f"{_place_of(read, part.start)}: warning: "
            f"this sentence was not read, being longer than {extract.LONGEST_SENTENCE} characters"
            for part in found.unread
        )
        return Reading(document, read.place, (*read.notes, *notes))


_ENGLISH = re.compile(r"en(?:-|$)", re.IGNORECASE)


def _place_of(read: news.Read, offset: int) -> Place:
    """Where a character of the body stands, as precisely as the file is kept."""
    return read.place if read.place.column is None else read.place.within(read.article.body, offset)
