"""A dataset and the links of its entities to the files of a site, on all cores, only what changed anew.

Theory of operation. The index (index.py) knows every block of the dataset by its bytes. A build takes in the blocks
that are new, forgets those that are gone, and from both learns which resources are touched. A page shows of its own
resource what the blocks say in which that stands, and of all others their cards; so what has to be made anew are the
pages of the touched, and where the card of one has changed, also those of all that stand in a block with it. The pages
about all of it are made each time. A file whose content is as before is not written.

Law: what a build leaves in the folder is, byte for byte, what one into a new folder would make.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, Self, TypeVar

from newsgraph import sinks, sources
from newsgraph.errors import InputError, OutputError, Place, RdfSyntaxError, UsageError
from newsgraph.publish import blocks, dumps, listing, manifest, negotiation
from newsgraph.publish.formats import Documents
from newsgraph.publish.index import Card, Digested, Index, Kind, digested
from newsgraph.publish.layout import FOLDERS, FORMATS, MANIFEST, VERSION
from newsgraph.publish.library import Library
from newsgraph.publish.overview import Overview
from newsgraph.publish.pages import dataset, lists, ontology
from newsgraph.publish.pages.ontology import Vocabulary
from newsgraph.publish.rendering import files
from newsgraph.publish.site import Site
from newsgraph.rdf import turtle
from newsgraph.rdf.terms import Term

_PIECES, _PAGES = 24, 64  # what a process takes at a time
_AHEAD = 3  # batches in hand for each process: none waits, and memory stays flat
_WORTH_PROCESSES = 8  # batches of pages, below which starting processes takes longer than they save
_HERE = Path(__file__).parent

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Plan:
    """All that a site is made from, but for the dataset."""

    site: Site
    layout: turtle.Layout
    vocabulary: Vocabulary
    links: Mapping[Term, str] = field(default_factory=dict)

    def digest(self) -> str:
        """What tells these settings, and this code, from all others: with another every page is made anew."""
        told = hashlib.sha256(repr((self.site, sorted(self.site.prefixes.items()), self.layout)).encode())
        told.update(repr((sorted(self.site.words.items()), self.vocabulary)).encode())
        for path in sorted(_HERE.rglob("*")):
            if path.suffix in {".py", ".css", ".svg", ".js"}:
                told.update(sources.read_bytes(path))
        return told.hexdigest()


@dataclass(slots=True)
class Summary:
    """What a build did. `made` are the resources whose pages were made anew."""

    counts: dict[str, int] = field(default_factory=dict)
    files: int = 0
    written: int = 0
    removed: int = 0
    made: int = 0


def build(
    plan: Plan,
    dataset_files: Sequence[Path],
    index: Path,
    target: Path,
    *,
    jobs: int = 1,
    select: str = "",
    advance: Callable[[int, int], None] | None = None,
) -> Summary:
    """Make the site of a dataset in a folder; `select` leaves all pages as they are but those whose path matches it.

    `advance` is told how many resources are done, of how many.

    Raises UsageError where the folder holds something that is no site; InputError where the dataset cannot be read or
    has nothing under the base; OutputError where writing fails. The folder is then what it was.
    """
    for path in dataset_files:
        if path.suffix != ".trig":
            raise InputError(
                "this is no TriG; expected the dataset.trig that 'newsgraph build' writes", Place(str(path))
            )
    before = manifest.read(target)
    if before is None and target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{target}: a site is made in a folder that is new or empty, or that holds a site")
    with ExitStack() as closing:
        renewal = closing.enter_context(sinks.Renewal.of(target))
        opened = closing.enter_context(Index.at(index))
        processes = closing.enter_context(Processes(jobs))
        return _Build(plan, opened, renewal, before, processes, advance).run(dataset_files, select)


class _Build:
    """One build on its way."""

    def __init__(
        self,
        plan: Plan,
        index: Index,
        renewal: sinks.Renewal,
        before: manifest.Manifest | None,
        processes: Processes,
        advance: Callable[[int, int], None] | None,
    ) -> None:
        self._plan = plan
        self._index = index
        self._renewal = renewal
        self._before: Mapping[str, str] = {} if before is None else before.files
        self._known = {} if renewal.interrupted else self._before
        self._processes = processes
        self._advance = advance
        self._settings = plan.digest()
        self._is_whole = (
            not renewal.interrupted
            and before is not None
            and index.state("settings") == self._settings
            and index.state("site") == manifest.digest(before.encoded())
        )
        self._files: dict[str, str] = {}
        self._changed: list[str] = []
        self._summary = Summary()

    def run(self, dataset_files: Sequence[Path], select: str) -> Summary:
        touched = self._take_in(dataset_files)
        self._index.commit()
        pages = list(self._index.pages())
        if not pages:
            raise InputError(
                f"nothing in it has an IRI under {self._plan.site.base}; {_ADVICE}", Place(str(dataset_files[0]))
            )
        if select:
            chosen = [page for page in pages if fnmatchcase(self._plan.site.path(page[0]), select)]
            if not chosen:
                example = self._plan.site.path(pages[0][0])
                raise UsageError(f"no page has a path that matches {select!r}; there is, as one of them, {example!r}")
            self._keep({term for term, _ in chosen})
        elif self._is_whole:
            chosen = [page for page in pages if page[0] in touched]
            self._keep(touched)
        else:
            chosen = pages
        self._render(chosen)
        self._about_all(pages)
        self._finish(settings="" if select else self._settings)
        return self._summary

    # -- The dataset to the index --------------------------------------------------------------------------------------

    def _take_in(self, dataset_files: Sequence[Path]) -> set[Term]:
        """Bring the index to what the dataset says; gives the resources whose pages may differ now.

        A file that cannot be read piece by piece is read as one, and what is wrong in it is told with its line.
        """
        try:
            return self._take_in_pieces((p, path) for path in dataset_files for p in blocks.pieces(sources.lines(path)))
        except RdfSyntaxError:
            self._index.undo()
            return self._take_in_pieces((sources.read_bytes(path), path) for path in dataset_files)

    def _take_in_pieces(self, pieces: Iterable[tuple[bytes, Path]]) -> set[Term]:
        index = self._index
        index.note("site", "")
        known = index.digests()
        order: dict[bytes, int] = {}
        cards: dict[Term, Card | None] = {}

        def unknown() -> Iterator[tuple[bytes, str]]:
            for piece, path in pieces:
                digest = hashlib.sha256(piece).digest()
                if digest not in order:
                    order[digest] = known.get(digest, 0)
                    if digest not in known:
                        yield piece, str(path)

        def touch(terms: Iterable[Term]) -> None:
            cards.update((term, index.card(term)) for term in terms if term not in cards)

        for found in self._digested(unknown()):
            if known:  # else all is new
                touch(row.term for row in found.rows)
            order[found.digest] = index.add(found)
        gone = [number for digest, number in known.items() if digest not in order]
        for number in gone:
            touch(index.terms_in(number))
        index.remove(gone)
        index.order(order.values())
        beside = {other for term, card in cards.items() if index.card(term) != card for other in index.beside(term)}
        return cards.keys() | beside | self._take_in_links()

    def _take_in_links(self) -> set[Term]:
        before, links = self._index.links(), self._plan.links
        self._index.set_links(links)
        return {term for term in before.keys() | links.keys() if before.get(term) != links.get(term)}

    def _digested(self, pieces: Iterator[tuple[bytes, str]]) -> Iterator[Digested]:
        batches = ((batch, self._plan.site.base) for batch in _batches(pieces, _PIECES))
        for found in self._processes.run(_digest_all, batches, at_least=2):
            yield from found

    # -- The index to pages --------------------------------------------------------------------------------------------

    def _keep(self, renewed: Iterable[Term]) -> None:
        """Let the files of all resources but these stay as they are."""
        self._files = {name: digest for name, digest in self._before.items() if _is_of_a_resource(name)}
        for term in renewed:
            path = self._plan.site.path(term)
            for ending in FORMATS:
                self._files.pop(f"{path}.{ending}", None)
            number = 2
            while self._files.pop(f"more/{path}-{number}.html", None) is not None:
                number += 1

    def _render(self, chosen: Sequence[tuple[Term, Kind]]) -> None:
        known_in = self._renewal.root if self._known else None
        paths = (self._index.path, self._renewal.stage, known_in)
        settings = Settings(secrets.token_hex(8), self._plan.site, self._plan.layout, *paths)
        batches = ((batch, settings) for batch in _batches(iter(chosen), _PAGES))
        done = 0
        for found in self._processes.run(_render_all, batches, at_least=_WORTH_PROCESSES):
            for name, digest, written in found:
                self._files[name] = digest
                if written:
                    self._changed.append(name)
            done = min(done + _PAGES, len(chosen))
            if self._advance is not None:
                self._advance(done, len(chosen))
        self._summary.made = len(chosen)

    # -- What is about all of it ---------------------------------------------------------------------------------------

    def _about_all(self, pages: Sequence[tuple[Term, Kind]]) -> None:
        plan, site = self._plan, self._plan.site
        overview, library = Overview(self._index), Library(self._index)
        documents = Documents({**site.prefixes, **dataset.PREFIXES}, plan.layout)
        written = list(self._dumps())
        listed = [
            lists.home(overview, library, site),
            *lists.articles(overview, library, site),
            *lists.entities(overview, library, site),
            *lists.timeline(overview, library, site),
            ontology.page(plan.vocabulary),
            dataset.page(overview, written, site),
        ]
        for page in (*listed, lists.not_found()):
            self._write(f"{page.path}.html", page.render(site))
        for name, triples in (
            ("ontology", plan.vocabulary.triples),
            ("dataset", tuple(dataset.triples(overview, written, site))),
        ):
            for ending, content in documents.of(triples).items():
                self._write(f"{name}.{ending}", content)
        self._write("feed.atom", listing.feed(overview, site))
        self._write("robots.txt", listing.robots(site))
        names = [*(f"{page.path}.html" for page in listed), *sorted(f"{site.path(term)}.html" for term, _ in pages)]
        for name, content in (*listing.sitemaps(names, site), *negotiation.files(site), *assets(site)):
            self._write(name, content)
        self._summary.counts = {
            "articles": overview.count("article"),
            "facts": overview.count("claim"),
            "situations": overview.count("situation"),
            "entities": overview.count("entity"),
            "triples": overview.triples,
        }

    def _dumps(self) -> Iterator[dataset.Dump]:
        sums = []
        for name in dumps.NAMES:
            parts = list(self._index.parts(name))
            contents = {"gz": dumps.gzip(part for part, _ in parts)}
            frames = [frame for _, frame in parts if frame is not None]
            if len(frames) == len(parts):
                contents["zst"] = b"".join(frames)
            for ending, content in contents.items():
                dump = dataset.Dump(f"dumps/{name}.{ending}", len(content), hashlib.sha256(content).hexdigest())
                self._write(dump.file, content)
                sums.append(f"{dump.digest}  {name}.{ending}\n")
                yield dump
        self._write(dumps.CHECKSUMS, "".join(sums).encode())

    def _write(self, name: str, content: bytes) -> None:
        digest = self._files[name] = manifest.digest(content)
        if self._known.get(name) != digest:
            self._renewal.put(name, content)
            self._changed.append(name)

    def _finish(self, settings: str) -> None:
        """Let the new files take their places. The index says that the site is whole only when it is."""
        site = self._plan.site
        content = manifest.Manifest(
            version=VERSION,
            generator=dataset.generator(),
            base=site.base,
            address=site.address,
            formats=dict(FORMATS),
            counts=self._summary.counts,
            files=dict(sorted(self._files.items())),
        ).encoded()
        stale = [name for name in self._before if name not in self._files]
        self._renewal.put(MANIFEST, content)
        self._renewal.finish(self._changed, MANIFEST, stale)
        self._index.note("settings", settings)
        self._index.note("site", manifest.digest(content))
        self._index.commit()
        self._summary.files = len(self._files) + 1
        self._summary.written, self._summary.removed = len(self._changed), len(stale)


_ADVICE = "name the project whose base it was built with by --project"


def assets(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files that all pages use."""
    yield site.style, sources.read_bytes(_HERE / "site.css")
    yield "assets/icon.svg", sources.read_bytes(_HERE / "icon.svg")


def style() -> str:
    """The name of the style sheet, which tells its content, so that browsers may keep it for ever."""
    return f"assets/site-{manifest.digest(sources.read_bytes(_HERE / 'site.css'))[:12]}.css"


def _is_of_a_resource(name: str) -> bool:
    folder, slash, _ = name.partition("/")
    return slash != "" and (folder not in FOLDERS or folder in {"iri", "more"})


# -- What processes do -------------------------------------------------------------------------------------------------


class Settings(NamedTuple):
    """What a process needs to make pages: where the index is, where files are staged, where the site as it is.

    `build` tells this build from all others.
    """

    build: str
    site: Site
    layout: turtle.Layout
    index_file: Path
    stage: Path
    known_in: Path | None


class _Renderer:
    """What one process keeps between the pages that it makes."""

    def __init__(self, settings: Settings) -> None:
        self._site = settings.site
        self._stage = settings.stage
        self._library = Library.at(settings.index_file)
        self._documents = Documents(settings.site.prefixes, settings.layout)
        self._known = {} if settings.known_in is None else manifest.known(settings.known_in)

    def files(self, term: Term, kind: Kind) -> Iterator[tuple[str, str, bool]]:
        """Name and digest of each file of a resource, and whether it was not there as it is, and is staged."""
        for name, content in files(term, kind, self._library, self._site, self._documents):
            digest = manifest.digest(content)
            differs = self._known.get(name) != digest
            if differs:
                sinks.stage(self._stage, name, content)
            yield name, digest, differs


_renderers: dict[str, _Renderer] = {}  # the one of the build that this process works for


def _render_all(work: tuple[Sequence[tuple[Term, Kind]], Settings]) -> list[tuple[str, str, bool]]:
    batch, settings = work
    if settings.build not in _renderers:
        _renderers.clear()
        _renderers[settings.build] = _Renderer(settings)
    renderer = _renderers[settings.build]
    return [file for term, kind in batch for file in renderer.files(term, kind)]


def _digest_all(work: tuple[Sequence[tuple[bytes, str]], str]) -> list[Digested]:
    pieces, base = work
    return [digested(piece, name, base) for piece, name in pieces]


class Processes:
    """Processes that are started when there is enough to do for them; a context manager, which ends them."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def run(self, function: Callable[[T], R], work: Iterable[T], *, at_least: int) -> Iterator[R]:
        """What a function gives for each piece of work, in its order; here where there are fewer than `at_least`.

        Raises OutputError where a process was killed.
        """
        waiting_for = iter(work)
        first = list(islice(waiting_for, at_least))
        if self._jobs == 1 or len(first) < at_least:
            yield from map(function, chain(first, waiting_for))
            return
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._jobs, multiprocessing.get_context("spawn"))
        waiting: deque[Future[R]] = deque()
        try:
            for piece in chain(first, waiting_for):
                waiting.append(self._pool.submit(function, piece))
                if len(waiting) >= self._jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            message = "a process of this build was killed, perhaps for want of memory; build again with fewer --jobs"
            raise OutputError(message) from error


def _batches(items: Iterable[T], most: int) -> Iterator[list[T]]:
    waiting = iter(items)
    while batch := list(islice(waiting, most)):
        yield batch
