"""What a build wrote to links: `newsgraph link`, and the lines by which a person decides."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from newsgraph import __version__, sinks, sources
from newsgraph.errors import InputError, Place, RdfSyntaxError, UsageError
from newsgraph.link import report, sssom, subjects
from newsgraph.link.cache import Cache
from newsgraph.link.candidates import Knowledge
from newsgraph.link.cascade import Decision, decide
from newsgraph.link.gazetteer import Gazetteer
from newsgraph.link.index import LocalIndex
from newsgraph.link.reconciliation import Reconciliation
from newsgraph.link.sssom import Link, LinkFile
from newsgraph.link.subjects import Subject
from newsgraph.link.wikidata import Wikidata
from newsgraph.nearest import did_you_mean
from newsgraph.pipeline import linkpage
from newsgraph.pipeline.articles import Articles
from newsgraph.project import Project
from newsgraph.rdf.parse import parse
from newsgraph.rdf.terms import Quad
from newsgraph.store.loading import DATASET, files

REPORT = "link-report.jsonl"
CACHE = "wikidata.sqlite"

_ITEM = re.compile(r"Q[1-9]\d*\Z")


@dataclass(frozen=True, slots=True)
class Linked:
    """The decisions on all entities, and the lines that the link file got."""

    decisions: tuple[Decision, ...]
    added: tuple[Link, ...]
    links: Path


def link(
    project: Project,
    output: Path,
    *,
    date: str,
    links: Path | None = None,
    index: Path | None = None,
    online: bool = False,
    page: Path | None = None,
) -> Linked:
    """Decide on every entity of a build's output; append what is accepted to the link file, and write the report.

    What the link file decides already stays, so that a second run appends nothing. `page` is where the page for a
    person is written, if it is.

    Raises InputError where the output is none, ConfigError or UsageError where Wikidata may not be asked, OutputError.
    """
    path = links_path(output, links)
    if page is not None and page.resolve() in {path.resolve(), (output / REPORT).resolve()}:
        raise UsageError(f"{page} is a file that 'link' writes; give --review another name")
    file = sssom.read(path)
    with ExitStack() as closing:
        knowledge = _knowledge(project, output, index=index, online=online, closing=closing)
        decision_on = partial(
            decide, read_subjects(output), gazetteer=Gazetteer.load(project.gazetteer), knowledge=knowledge
        )
        decisions = decision_on(links=file)
        if page is not None:
            shown = _with_candidates(decisions, partial(decision_on, links=LinkFile(file.denials)))
            linkpage.write(page, shown, Articles(quads_of(output)), knowledge, base=project.base)
    added = tuple(_line(found, date) for found in decisions if found.verdict == "accept" and found.step != "link file")
    if added:
        sssom.append(path, added, base=project.base)
    sinks.write(output / REPORT, report.lines(decisions))
    return Linked(decisions, added, path)


def _with_candidates(decisions: Sequence[Decision], afresh: Callable[[], Sequence[Decision]]) -> tuple[Decision, ...]:
    """The decisions, those of the link file too with all candidates, as they would be without it."""
    if all(found.step != "link file" for found in decisions):
        return tuple(decisions)
    return tuple(
        _joined(found, other) if found.step == "link file" else found
        for found, other in zip(decisions, afresh(), strict=True)
    )


def _joined(found: Decision, other: Decision) -> Decision:
    """A decision with the candidates of another too; what it names itself stands first, with what is known of it."""
    known = {candidate.item: candidate for candidate in (*other.candidates, *other.excluded)}
    named = tuple(known.get(candidate.item, candidate) for candidate in found.candidates)
    left, excluded = (tuple(c for c in those if c not in named) for those in (other.candidates, other.excluded))
    return replace(found, candidates=(*named, *left), excluded=excluded)


def links_path(output: Path, links: Path | None) -> Path:
    """The link file of an output, or the one that was named."""
    return output / sssom.FILE if links is None else links


def cache_path(project: Project, output: Path) -> Path:
    """The cache of what Wikidata answered: what the settings name, else one beside the link file."""
    return output / CACHE if project.link.cache is None else project.root / project.link.cache


def read_subjects(output: Path) -> tuple[Subject, ...]:
    """The entities of a build's output; raises InputError where it is no folder of one."""
    if not output.is_dir():
        raise InputError("there is no such folder; expected what 'newsgraph build' wrote", Place(str(output)))
    found = subjects.read(quads_of(output))
    if not found:
        raise InputError(f"no entity of an article stands here; expected {DATASET} of a build", Place(str(output)))
    return found


def quads_of(output: Path) -> Iterable[Quad]:
    """All quads of a build's output, graph by graph; raises InputError where it is none."""
    return (quad for path in files([output]) for quad in _quads(path))


def _quads(path: Path) -> Iterable[Quad]:
    """The quads of a file; where it has no named graphs, each article's triples are its own graph."""
    for s, p, o, graph in parse(sources.read_bytes(path, error=RdfSyntaxError), name=str(path)):
        yield s, p, o, graph or str(path)


def decided(
    output: Path,
    project: Project,
    *,
    accept: Sequence[tuple[str, str]] = (),
    reject: Sequence[tuple[str, str]] = (),
    none: Sequence[str] = (),
    by: str,
    date: str,
    links: Path | None = None,
) -> tuple[Link, ...]:
    """Append what a person decides: an entity is an item, is not an item, or has none.

    An entity is named by its IRI, or by what follows the project's base in it. Raises UsageError for one that is not
    in the output, and for what is no id of an item.
    """
    known = {subject.iri: subject for subject in read_subjects(output)}
    lines = (
        *(_by_person(_subject(iri, known, project), item, sssom.SAME_AS, by, date) for iri, item in accept),
        *(_by_person(_subject(iri, known, project), item, sssom.DIFFERENT_FROM, by, date) for iri, item in reject),
        *(_by_person(_subject(iri, known, project), None, sssom.SAME_AS, by, date) for iri in none),
    )
    sssom.append(links_path(output, links), lines, base=project.base)
    return lines


def take(output: Path, file: Path, project: Project, *, links: Path | None = None) -> tuple[Link, ...]:
    """Append the lines of people in a link file, as the page for a person saves one, to the output's.

    Of an entity whose last lines they are already, none is appended. Raises InputError where there is no such file,
    and LinkFileError where it is none.
    """
    if not file.is_file():
        raise InputError("there is no such file; expected what the page of --review saves", Place(str(file)))
    path = links_path(output, links)
    if path.resolve() == file.resolve():
        raise UsageError(f"{file} is the link file that its lines would be added to")
    known, taken = (LinkFile(tuple(line for line in sssom.read(of).lines if line.by_person)) for of in (path, file))
    added = tuple(
        line
        for subject, lines in ((subject, taken.of(subject)) for subject in taken.subjects)
        if known.of(subject)[-len(lines) :] != lines
        for line in lines
    )
    if added:
        sssom.append(path, added, base=project.base)
    return added


def _knowledge(project: Project, output: Path, *, index: Path | None, online: bool, closing: ExitStack) -> Knowledge:
    settings = project.link
    cache = cache_path(project, output)
    catalogue = service = None
    if online or cache.exists():
        opened = closing.enter_context(Cache.at(cache))
        catalogue = closing.enter_context(Wikidata(settings, opened, online=online))
        if settings.reconciliation is not None:
            service = Reconciliation(settings.reconciliation, settings, opened, online=online)
            closing.enter_context(service)
    if index is None and settings.index is not None:
        index = project.root / settings.index
    return Knowledge(
        catalogue=catalogue,
        index=None if index is None else closing.enter_context(contextlib.closing(LocalIndex(index))),
        service=service,
        languages=settings.languages,
        online=online,
    )


def _line(found: Decision, date: str) -> Link:
    return Link(
        subject=found.subject.iri,
        object=found.item,
        confidence=found.confidence,
        date=date,
        tool=f"newsgraph {__version__}",
        subject_label=found.subject.name,
        object_label=found.candidates[0].label if found.candidates else "",
        comment="; ".join(found.reasons),
    )


def _by_person(subject: Subject, item: str | None, predicate: str, by: str, date: str) -> Link:
    if item is not None and _ITEM.match(item) is None:
        raise UsageError(f"{item!r} is no item; expected one as Q42")
    return Link(
        subject=subject.iri,
        object=item,
        predicate=predicate,
        justification=sssom.BY_PERSON,
        date=date,
        author=by,
        subject_label=subject.name,
    )


def _subject(name: str, known: dict[str, Subject], project: Project) -> Subject:
    iri = name if name in known else project.base + name
    if iri not in known:
        names = {name.removeprefix(project.base) for name in known}
        raise UsageError(f"{name} is no entity of this output{did_you_mean(name.removeprefix(project.base), names)}")
    return known[iri]
