"""Mapping documents to a plan, and a plan to quads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Literal, TypeAlias, TypedDict, TypeVar, Unpack

from newsgraph import sources
from newsgraph.errors import MappingError, Place, UsageError
from newsgraph.rdf.terms import Quad, is_absolute
from newsgraph.rml import bulk, rows
from newsgraph.rml.algebra import Generate, Origin, lower
from newsgraph.rml.delivery import Delivery
from newsgraph.rml.direct import Direct, compile_direct
from newsgraph.rml.functions import Library, PythonFunction
from newsgraph.rml.model import Target, TriplesMap
from newsgraph.rml.opening import OpenSource
from newsgraph.rml.report import MappingWarning, Report
from newsgraph.rml.rewrites import rewrite
from newsgraph.rml.run import Run
from newsgraph.rml.statements import Steps, statements

Format: TypeAlias = Literal["yarrrml", "rml"]
Engine: TypeAlias = Literal["rows", "duckdb"]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class MappingText:
    """A mapping document: its text, the file's name for errors, and the folder that its sources are relative to.

    Without a format, the file's ending tells it, or else the text.
    """

    text: str
    file: str
    format: Format | None = None
    base_dir: Path = Path()


class Options(TypedDict, total=False):
    """What `Plan.begin` takes."""

    open_source: OpenSource
    strict: bool
    stop: bool
    allow_outside: bool
    allow_remote: bool
    delivery: Delivery | None
    scope: str
    report: Report | None


class Results(Generic[Item]):
    """An iterator of what a run makes; `report` and `warnings` are complete when it is exhausted."""

    __slots__ = ("_items", "report")

    def __init__(self, items: Iterator[Item], report: Report) -> None:
        self._items = items
        self.report = report

    def __iter__(self) -> Iterator[Item]:
        return self._items

    def __next__(self) -> Item:
        return next(self._items)

    @property
    def warnings(self) -> tuple[MappingWarning, ...]:
        return self.report.warnings


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled set of mappings; immutable, and run as often as one likes.

    Law: the same plan and the same sources give the same quads in the same order.
    """

    generations: tuple[Generate, ...]
    rules: tuple[rows.Rule, ...]

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets that the mappings export to, each once, in their order."""
        emissions = (emission for generation in self.generations for emission in generation.emissions)
        return tuple(dict.fromkeys(target for emission in emissions for target in emission.targets))

    def begin(
        self,
        documents: Mapping[str, object] | None = None,
        *,
        open_source: OpenSource = sources.open_binary,
        strict: bool = False,
        stop: bool = False,
        allow_outside: bool = False,
        allow_remote: bool = False,
        delivery: Delivery | None = None,
        scope: str = "",
        report: Report | None = None,
    ) -> Run:
        """The state of one run.

        `documents` binds parsed JSON to source names; other sources are files. `strict` raises for a name that a
        record does not have, `stop` for data that makes no valid term (which is else left out and counted).
        `allow_outside` lets sources lie outside the folder of their mapping, `allow_remote` lets them be fetched. A
        `report` that is given collects over several runs. Blank nodes have the same labels in every run, so runs whose
        quads are to stand in one dataset need a `scope` each: letters and digits that their labels start with.

        Quads that have targets are no part of the default output; `delivery`, whose block must be open until all are
        made, takes them to their files.
        """
        if not re.fullmatch("[A-Za-z0-9]*", scope):
            raise UsageError(f"the scope of blank nodes is letters and digits, not {scope!r}")
        return Run(
            documents or {},
            open_source,
            Report() if report is None else report,
            strict=strict,
            stop=stop,
            allow_outside=allow_outside,
            scope=scope,
            allow_remote=allow_remote,
            delivery=delivery,
        )

    def run(
        self,
        documents: Mapping[str, object] | None = None,
        *,
        engine: Engine = "rows",
        **options: Unpack[Options],
    ) -> Results[Quad]:
        """Every quad of the default output once, in the order of the mappings and of the records; options as `begin`.

        The engine "duckdb" (extra `bulk`) gives the same quads in another order, and counts a data error once for
        each value; it works in the folder of temporary files.

        Raises MappingError and SourceError while it is iterated; NotAccepted where the engine is not "rows" and this
        plan, or the data, is beyond it.
        """
        run = self.begin(documents, **options)
        quads = rows.quads(self.rules, run) if engine == "rows" else bulk.quads(self.steps(), run)
        return Results(quads, run.report)

    def direct(self, name: str) -> Direct:
        """The plan for one bound document after the other, at a fraction of the time of `run`."""
        return compile_direct(name, self.generations, self.rules)

    def trace(
        self, documents: Mapping[str, object] | None = None, **options: Unpack[Options]
    ) -> Results[tuple[Quad, Origin]]:
        """As `run`, and with each quad the lines of the mapping that made it first."""
        run = self.begin(documents, **options)
        return Results(rows.traced(self.rules, run), run.report)

    def counts(self, report: Report) -> Iterator[tuple[str, int]]:
        """How many quads each triples map made first, by its name."""
        for position, generation in enumerate(self.generations):
            yield generation.name, report.made[position]

    def steps(self) -> Steps:
        """The plan as the DuckDB backend runs it; raises NotAccepted where it cannot."""
        return rewrite(statements(self.generations))


def parse(
    texts: Iterable[MappingText],
    *,
    base: str | None = None,
    database: Path | None = None,
    functions: Iterable[PythonFunction] = (),
) -> Plan:
    """Read mappings as one set, in which each may refer to the triples maps of the others.

    `base` is what relative IRIs follow where a mapping has no base of its own, `database` the SQLite or DuckDB file of
    logical tables that name none, as those of R2RML; `functions` are the user's own.

    Raises MappingError with file, line and column of the first thing that is wrong, ConfigError for a function of the
    user's that a mapping names and that cannot be loaded.
    """
    if base is not None and not is_absolute(base):
        raise MappingError(f"the base '{base}' is no absolute IRI")
    library = Library({function.iri: function for function in functions})
    triples_maps: list[TriplesMap] = []
    last: MappingText | None = None
    for text in texts:
        triples_maps += _read(text, base, database, library)
        last = text
    if not triples_maps:
        raise MappingError("no mapping stands here", None if last is None else Place(last.file))
    generations = lower(triples_maps, base)
    return Plan(generations, rows.compile_rules(generations))


_SURROGATE = re.compile("[\ud800-\udfff]")  # what no file in UTF-8 holds, and no parser takes


def _read(text: MappingText, base: str | None, database: Path | None, library: Library) -> tuple[TriplesMap, ...]:
    surrogate = _SURROGATE.search(text.text)
    if surrogate is not None:
        raise MappingError(
            "this is no Unicode text: a lone surrogate", Place.at(text.file, text.text, surrogate.start())
        )
    try:
        return _read_as(text, base, database, library)
    except RecursionError as error:
        raise MappingError("this mapping is nested too deeply to be read", Place(text.file)) from error


def _read_as(text: MappingText, base: str | None, database: Path | None, library: Library) -> tuple[TriplesMap, ...]:
    if (text.format or _guess(text)) == "yarrrml":
        from newsgraph.rml import yarrrml

        return yarrrml.read(text.text, text.file, text.base_dir, library, database)
    from newsgraph.rml import turtle

    return turtle.read(text.text, text.file, text.base_dir, base, database, library)


def _guess(text: MappingText) -> Format:
    """By the file's ending, or else by what the first line that says anything starts with."""
    ending = Path(text.file).suffix.lower()
    if ending in {".ttl", ".nt", ".n3", ".turtle"}:
        return "rml"
    if ending in {".yml", ".yaml", ".yarrrml"}:
        return "yarrrml"
    lines = (line.strip() for line in text.text.splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return "rml" if first.lower().startswith(("@prefix", "@base", "prefix ", "base <", "<", "[", "_:")) else "yarrrml"


def map_files(
    paths: Iterable[Path],
    *,
    base: str | None = None,
    functions: Iterable[PythonFunction] = (),
    strict: bool = False,
    stop: bool = False,
    allow_outside: bool = False,
    allow_remote: bool = False,
) -> Results[Quad]:
    """Run the mappings of these files, whose sources are relative to each file.

    Raises MappingError for a mapping that is wrong now, SourceError for a source when it is reached.
    """
    plan = read_files(paths, base=base, functions=functions)
    return plan.run(strict=strict, stop=stop, allow_outside=allow_outside, allow_remote=allow_remote)


def read_files(
    paths: Iterable[Path],
    *,
    base: str | None = None,
    database: Path | None = None,
    functions: Iterable[PythonFunction] = (),
) -> Plan:
    """The mappings of these files as one set; raises MappingError for one that cannot be read, and as `parse`."""
    texts = [
        MappingText(sources.read_text(path, error=MappingError), str(path), base_dir=path.parent) for path in paths
    ]
    return parse(texts, base=base, database=database, functions=functions)
