"""Arguments to one library call to an exit status.

0: done. 1: something was rejected or does not conform; all the rest is written. 2: wrong usage, or input that
cannot be read; what could be read is written.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import datetime
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from newsgraph import __version__
from newsgraph.errors import InputError, NewsgraphError, OutputError, UsageError
from newsgraph.sources import decode, read_bytes

if TYPE_CHECKING:
    from newsgraph.pipeline.inputs import Unit
    from newsgraph.pipeline.tally import Tally, Total
    from newsgraph.project import Project

DONE, REJECTED, WRONG = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit status."""
    if sys.stderr is None:  # closed by the caller
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    if sys.stdout is None:
        _complain("newsgraph: standard output is closed; '> /dev/null' discards it")
        return WRONG
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # whatever the locale says
    options = argparse.Namespace(quiet=True)
    try:
        options = _parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        status = run(options)
        sys.stdout.flush()
    except NewsgraphError as error:
        _complain(f"newsgraph: {error}")
        if not options.quiet:
            _show(error, options)
        return WRONG
    except BrokenPipeError:
        _discard_output()  # the reader of our output has left, as `head` does
        return DONE
    except OSError as error:
        _complain(f"newsgraph: {error.filename or 'standard output'}: {(error.strerror or str(error)).lower()}")
        _discard_output()
        return WRONG
    except KeyboardInterrupt:
        _complain("newsgraph: interrupted; what is written is whole")
        return 130
    return status


def _show(error: NewsgraphError, options: argparse.Namespace) -> None:
    """The line that an error is about, where its place is in a text file that can be read; --quiet does without.

    Names in a project's errors are relative to the project.
    """
    place = error.place if isinstance(error, InputError) else None
    if place is None or place.line is None:
        return
    from newsgraph.excerpt import excerpt
    from newsgraph.resources import shipped_project

    roots = (Path(), Path(getattr(options, "project", None) or "."), shipped_project())
    path = next((root / place.file for root in roots if (root / place.file).is_file()), None)
    with contextlib.suppress(InputError):
        text = "" if path is None else decode(read_bytes(path, most=_MOST_TO_SHOW), place.file)
        if shown := excerpt(text, place):
            _complain(shown)


_MOST_TO_SHOW = 10_000_000  # bytes of a file, for a line of it


def _discard_output() -> None:
    """Let what is still in the buffer of standard output go nowhere, for the interpreter writes it when it ends."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# -- The verbs -------------------------------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    from newsgraph.pipeline import build
    from newsgraph.pipeline.publishing import Refused, Unreadable
    from newsgraph.pipeline.tally import Total
    from newsgraph.store.loading import DATASET

    work = _work(options)
    summary, model = build.Summary(), Total()
    jobs = options.jobs or build.automatic_jobs(work.total)
    project = _project(options)
    outcomes = build.build(
        project,
        work.units,
        Path(options.output),
        jobs=jobs,
        summary=summary,
        extractor=options.extractor,
        reviewed=work.reviewed,
    )
    with _progress(options, work.total) as advance:
        for outcome in outcomes:
            if isinstance(outcome, Unreadable):
                _complain(outcome.message)
            elif isinstance(outcome, Refused):
                _complain(outcome.report.to_text().rstrip())
            _tell_tally(options, outcome.tally, model)
            advance()
    for warning in () if options.quiet else summary.warnings:
        _complain(warning)
    if summary.left_over and not options.quiet:
        names = ", ".join(summary.left_over[:_FEW]) + (", ..." if len(summary.left_over) > _FEW else "")
        _complain(f"{options.output} also holds files of earlier builds, which are not in {DATASET}: {names}")
    _tell_superseded(options, summary.superseded)
    _tell_skipped(options, work.skipped)
    _tell_model(options, model, project)
    if options.json:
        print(json.dumps({**dataclasses.asdict(summary), "skipped": work.skipped}, ensure_ascii=False, indent=2))
    elif not options.quiet:
        print(
            f"{summary.built} published, {len(summary.rejected)} rejected, {len(summary.unreadable)} unreadable: "
            f"{summary.facts} facts, {summary.triples} triples in {options.output}"
        )
    return WRONG if summary.unreadable else REJECTED if summary.rejected else DONE


def _extract(options: argparse.Namespace) -> int:
    from newsgraph import facts, review, sinks
    from newsgraph.pipeline.reading import Extractor
    from newsgraph.pipeline.reviewed import guard
    from newsgraph.pipeline.tally import Total

    targets = [Path(name) for name in (options.output, options.review) if name is not None]
    if len({path.resolve() for path in targets}) < len(targets):
        raise UsageError(f"{options.output} is named by -o and by --review; give one of them another name")
    for target in targets:
        guard(target)
    work = _work(options, targets=targets)
    project, model = _project(options), Total()
    extractor = Extractor(project, options.extractor, work.reviewed)
    status = DONE
    articles = found = 0
    superseded: list[str] = []
    with contextlib.ExitStack() as written:
        writes: list[Callable[[bytes], object]] = []
        if options.output is not None:
            writes.append(written.enter_context(sinks.stream(Path(options.output))).write)
        elif options.review is None:
            writes.append(sys.stdout.buffer.write)
        page = None if options.review is None else written.enter_context(sinks.stream(Path(options.review)))
        if page is not None:
            page.write(review.opening(extractor.fact_types, extractor.rule_places))
        advance = written.enter_context(_progress(options, work.total))
        for unit in work.units:
            try:
                reading = extractor.read(unit)
            except InputError as error:
                _complain(str(error))
                status = WRONG
                _tell_tally(options, extractor.tally, model)
                advance()
                continue
            document = reading.document
            if reading.superseded:
                superseded.append(unit.file)
            else:
                for write in writes:
                    write(facts.encode(document) + b"\n")
                if page is not None:
                    page.write(review.line(document))
                articles, found = articles + 1, found + len(document.facts)
                for note in () if options.quiet else reading.notes:
                    _complain(note)
            _tell_tally(options, extractor.tally, model)
            advance()
        if page is not None:
            page.write(review.closing())
    _tell_superseded(options, superseded)
    _tell_skipped(options, work.skipped)
    _tell_model(options, model, project)
    if options.review is not None and not options.quiet:
        counts = f"{_count_of(articles, 'article')}, {_count_of(found, 'fact')}"
        print(f"{options.review}: {counts}; open it in a browser, judge them, and build what it downloads")
    return status


def _map(options: argparse.Namespace) -> int:
    from newsgraph import rml
    from newsgraph.pipeline.functions import own_functions

    plan = rml.read_files(
        [Path(name) for name in options.mapping],
        base=options.base,
        database=None if options.database is None else Path(options.database),
        functions=own_functions(_project(options)),
    )
    limits = rml.Limits(options.memory_limit, options.threads or rml.Limits().threads)
    delivery = rml.Delivery(plan.targets, allow_outside=options.allow_outside)
    if options.output is not None and Path(options.output).resolve() in delivery.paths:
        raise UsageError(f"{options.output} is a target of the mapping; give -o another name")
    run = plan.begin(
        stop=options.strict,
        allow_outside=options.allow_outside,
        allow_remote=options.allow_remote,
        delivery=delivery,
    )
    if options.explain:
        sys.stdout.write(rml.explain(plan, run, options.engine))
        return DONE
    rml.check_columns(plan, run)
    if options.validate_only:
        if not options.quiet:
            _complain(f"{', '.join(options.mapping)}: well formed, {_count_of(len(plan.generations), 'triples map')}")
        return DONE
    target = sys.stdout.buffer.write if options.output is None else Path(options.output)
    try:
        with delivery, _counter(options) as tick:
            run.tick = tick
            written = rml.write(plan, run, target, choice=options.engine, limits=limits)
    except BrokenPipeError:
        if not delivery.paths:
            raise
        _discard_output()
        raise OutputError("standard output was closed before the end, so no target is written") from None
    if options.verbose:
        _complain(f"engine: {written.engine}" + (f" ({written.reason})" if written.reason else ""))
        for name, count in plan.counts(run.report):
            _complain(f"{name}: {_count_of(count, 'quad')}")
    for file, count in () if options.quiet else delivery.counts:
        _complain(f"{file.path}: {_count_of(count, 'quad')}")
    for warning in () if options.quiet else run.report.warnings:
        _complain(f"warning: {warning}")
    return DONE


def _check(options: argparse.Namespace) -> int:
    from newsgraph.pipeline import checking

    checked = checking.check(_project(options), options.data, [Path(name) for name in options.shapes or ()])
    for note in () if options.quiet else checked.notes:
        _complain(f"note: {note}")
    sys.stdout.write(checking.FORMATS[options.format](checked.report))
    return DONE if checked.report.conforms else REJECTED


def _query(options: argparse.Namespace) -> int:
    from newsgraph import store

    paths, text, values = _query_arguments(options.arguments)
    query = store.saved(text[1:]).bind(*values) if text.startswith("@") else _query_text(text, values)
    answer = store.Store.load([Path(path) for path in paths]).query(query)
    sys.stdout.write(answer.rendered(options.format, terminal=sys.stdout.isatty()))
    return DONE


def _link(options: argparse.Namespace) -> int:
    from newsgraph.link.report import table
    from newsgraph.pipeline import linking

    project, output = _project(options), Path(options.output)
    links = None if options.links is None else Path(options.links)
    date = datetime.date.today().isoformat()  # noqa: DTZ011 - the day where the person is
    decides = options.accept or options.reject or options.none
    if options.review is not None and (decides or options.take is not None):
        raise UsageError("--review shows what 'link' decides; decide first, and ask for the page then")
    if options.take is not None:
        if decides:
            raise UsageError("--take has its own lines; give it without --accept, --reject and --none")
        lines = linking.take(output, Path(options.take), project, links=links)
        if not options.quiet:
            print(f"{_count_of(len(lines), 'line')} added to {linking.links_path(output, links)}")
        return DONE
    if decides:
        if options.by is None:
            raise UsageError("a line of the link file says who decided: --by 'Rufus Firefly'")
        lines = linking.decided(
            output,
            project,
            accept=options.accept,
            reject=options.reject,
            none=options.none,
            by=options.by,
            date=date,
            links=links,
        )
        if not options.quiet:
            print(f"{_count_of(len(lines), 'line')} added to {linking.links_path(output, links)}")
        return DONE
    index = None if options.index is None else Path(options.index)
    page = None if options.review is None else Path(options.review)
    linked = linking.link(project, output, date=date, links=links, index=index, online=options.online, page=page)
    if not options.quiet:
        for line in table(linked.decisions):
            print(_visible(line))
        counts = Counter(found.verdict for found in linked.decisions)
        unknown = sum(bool(found.lookups) for found in linked.decisions)
        print(
            f"{counts['accept']} linked, {counts['review']} in review ({unknown} not looked up), "
            f"{counts['nil']} without an item; {_count_of(len(linked.added), 'line')} added to {linked.links}"
        )
        if page is not None:
            print(f"{page}: open it in a browser, decide, and give 'link --take' what it downloads")
    return WRONG if options.online and any(found.lookups for found in linked.decisions) else DONE


def _index(options: argparse.Namespace) -> int:
    from newsgraph.link import index

    choice = index.Choice(
        languages=tuple(dict.fromkeys(options.language or index.Choice().languages)),
        classes=tuple(dict.fromkeys(options.kind or index.CLASSES)),
        least_sitelinks=options.least_sitelinks,
    )
    with _amount(options, Path(options.dump)) as tick:
        manifest = index.build(Path(options.dump), Path(options.output), choice, tick)
    if manifest.unreadable and not options.quiet:
        _complain(f"warning: {options.dump}: {_count_of(manifest.unreadable, 'line')} of it can be read as no entity")
    if not options.quiet:
        print(f"{options.output}: {_count_of(manifest.items, 'item')} by {_count_of(manifest.names, 'name')}")
    return DONE


def _merge(options: argparse.Namespace) -> int:
    from newsgraph.pipeline import merging

    output, links = Path(options.output), None if options.links is None else Path(options.links)
    summary = merging.merge(_project(options), output, links=links, online=options.online)
    for line in (*summary.unknown, *summary.review):
        _complain(line)
    for conflict in summary.conflicts:
        if conflict.withheld or not options.quiet:
            _complain(conflict.to_text().rstrip())
    for note in () if options.quiet else summary.notes:
        _complain(f"note: {note}")
    if not options.quiet:
        counts = f"{_count_of(summary.published, 'link')} published, {summary.reviewed} in review, "
        print(
            f"{counts}{summary.withheld} in conflict, {len(summary.unknown)} unknown: "
            f"{_count_of(summary.items, 'item')} in {output / merging.FOLDER}"
        )
    if summary.unknown and options.online:
        return WRONG
    return REJECTED if summary.unknown or summary.withheld or summary.review else DONE


def _init(options: argparse.Namespace) -> int:
    from newsgraph import project

    for name in project.create(Path(options.folder)):
        if not options.quiet:
            print(name)
    return DONE


# -- What the verbs share ----------------------------------------------------------------------------------------------

_FEW = 3


def _project(options: argparse.Namespace) -> Project:
    from newsgraph.project import Project

    return Project.load(None if options.project is None else Path(options.project))


@dataclasses.dataclass(frozen=True, slots=True)
class _Work:
    """The units of the input, how many there are, the names of files in folders that are none, reviewed articles."""

    units: Iterable[Unit]
    total: int
    skipped: list[str]
    reviewed: frozenset[str]


def _work(options: argparse.Namespace, *, targets: Sequence[Path] = ()) -> _Work:
    from newsgraph.pipeline import reading
    from newsgraph.pipeline.reviewed import reviewed_among

    total = 0

    def counted(units: Iterable[Unit]) -> Iterator[Unit]:
        nonlocal total
        for total, unit in enumerate(units, start=1):  # noqa: B007 - the last number is their count
            if any(
                path.name == Path(unit.file).name and path.resolve() == Path(unit.file).resolve() for path in targets
            ):
                raise UsageError(f"{unit.file} is among what is read; give -o or --review another name")
            yield unit

    skipped: list[str] = []
    output = Path(options.output) if options.verb == "build" else None
    work: Iterable[Unit] = reading.units(options.input, skipped=skipped, output=output)
    if any(reading.passes(name) for name in options.input):
        work = whole = list(counted(work))
        reviewed = reviewed_among(whole)
    else:
        reviewed = reviewed_among(counted(work))
        work = reading.units(options.input, skipped=[], output=output)
    if total == 0:
        raise UsageError(f"{', '.join(options.input)}: nothing to read; expected articles or facts")
    return _Work(work, total, skipped, reviewed)


def _query_arguments(arguments: Sequence[str]) -> tuple[Sequence[str], str, Sequence[str]]:
    """Files and folders, then the query, then the values of a saved query's parameters.

    The query is the first argument that starts with "@", ends with ".rq" or is not there as a file or folder.
    """
    from newsgraph import sources

    for position, argument in enumerate(arguments):
        is_source = argument == sources.STANDARD_INPUT or sources.is_there(argument)
        if argument.startswith("@") or argument.endswith(".rq") or not is_source:
            if position > 0:
                return arguments[:position], argument, arguments[position + 1 :]
            if len(arguments) > 1:
                raise UsageError(f"{argument}: there is no such file or folder; they stand before the query")
    raise UsageError("expected a file or folder, then a query: 'SELECT ...', @saved-query or FILE.rq")


def _query_text(text: str, values: Sequence[str]) -> str:
    from newsgraph import sources
    from newsgraph.errors import QueryError

    if values:
        raise UsageError(f"only a saved query takes values; what is {values[0]!r}?")
    return sources.read_text(Path(text), error=QueryError) if text.endswith(".rq") else text


def _tell_tally(options: argparse.Namespace, tally: Tally, model: Total) -> None:
    model.add(tally)
    for line in tally.lines() if options.verbose else ():
        _complain(line)


def _tell_model(options: argparse.Namespace, model: Total, project: Project) -> None:
    for line in () if options.quiet else model.lines(project.extract.openai):
        _complain(line)


def _complain(message: str) -> None:
    """Say it with what would play with the terminal made visible."""
    print(_visible(message), file=sys.stderr)


def _visible(text: str) -> str:
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _tell_superseded(options: argparse.Namespace, superseded: Sequence[str]) -> None:
    if superseded and not options.quiet:
        names = ", ".join(superseded[:_FEW]) + (", ..." if len(superseded) > _FEW else "")
        _complain(f"not extracted anew, for a person has reviewed their facts: {names}")


def _tell_skipped(options: argparse.Namespace, skipped: Sequence[str]) -> None:
    if skipped and not options.quiet:
        names = ", ".join(skipped[:_FEW]) + (", ..." if len(skipped) > _FEW else "")
        _complain(f"left out, being no articles and no facts: {names}")


@contextlib.contextmanager
def _progress(options: argparse.Namespace, total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal when there is enough to wait for; else nothing."""
    if options.quiet or total < _LONG_WORK or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(options.verb, total=total)
        yield lambda: bar.advance(task)


_LONG_WORK = 20  # articles


@contextlib.contextmanager
def _counter(options: argparse.Namespace) -> Iterator[Callable[[str], None]]:
    """How far a mapping is, on a terminal."""
    if options.quiet or not sys.stderr.isatty() or (options.output is None and sys.stdout.isatty()):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.status import Status

    with Status("map", console=Console(stderr=True)) as status:
        yield status.update


@contextlib.contextmanager
def _amount(options: argparse.Namespace, source: Path) -> Iterator[Callable[[int, int], None] | None]:
    """How much of a file is read, with the time that is left, on a terminal."""
    if options.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from newsgraph import sources

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(options.verb, total=sources.size(source))
        yield lambda read, count: bar.update(task, completed=read, description=f"{options.verb}: {count:,} entities")


def _count_of(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


# -- Arguments ---------------------------------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(WRONG, f"newsgraph: {message}\nSee '{self.prog} --help'.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="newsgraph",
        description="News articles to checked linked data: facts with their sentences, SHACL, Turtle and JSON-LD.",
        epilog="exit status: 0 done; 1 something was rejected or does not conform, the rest is written; "
        "2 wrong usage, or input that cannot be read",
    )
    parser.add_argument("--version", action="version", version=f"newsgraph {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=_Parser)

    build = _verb(
        verbs,
        "build",
        _build,
        "articles or facts in; checked Turtle, JSON-LD and dataset.trig out",
        "newsgraph build articles/ -o output/",
    )
    _takes_articles(build)
    build.add_argument("-o", "--output", type=_name, required=True, metavar="DIR", help="the folder to write to")
    build.add_argument(
        "--jobs", type=_count, default=0, metavar="N", help="processes (default: by the work and the cores)"
    )
    build.add_argument("--json", action="store_true", help="print the summary as JSON")

    extract = _verb(
        verbs,
        "extract",
        _extract,
        "articles in; their facts out, as JSON Lines to read and correct",
        "newsgraph extract articles/*.txt > facts.jsonl",
    )
    _takes_articles(extract)
    extract.add_argument("-o", "--output", type=_name, metavar="FILE", help="write there, and not to standard output")
    extract.add_argument(
        "--review",
        type=_name,
        metavar="FILE.html",
        help="write one page on which a person accepts, corrects, rejects and adds facts, and saves them for build",
    )

    mapping = _verb(
        verbs,
        "map",
        _map,
        "run RML or YARRRML mappings; N-Quads out",
        "newsgraph map mapping.yml --base https://example.org/ -o out.nq",
    )
    mapping.add_argument(
        "mapping", type=_name, nargs="+", metavar="MAPPING", help="a mapping; its sources are relative to it"
    )
    mapping.add_argument("--base", metavar="IRI", help="what relative IRIs are resolved against")
    mapping.add_argument(
        "--strict",
        action="store_true",
        help="stop at data that makes no valid term (default: leave it out, and say so)",
    )
    mapping.add_argument(
        "--database", type=_name, metavar="FILE", help="the SQLite or DuckDB file of tables that R2RML names"
    )
    mapping.add_argument(
        "--allow-outside",
        action="store_true",
        help="let sources and targets lie outside the folder of their mapping",
    )
    mapping.add_argument("--allow-remote", action="store_true", help="let sources be fetched by http and https")
    mapping.add_argument("-o", "--output", type=_name, metavar="FILE", help="write there, and not to standard output")
    mapping.add_argument(
        "--engine",
        choices=("auto", "rows", "duckdb"),
        default="auto",
        help="rows reads record by record; duckdb (extra bulk) is for bulk; auto takes duckdb where it is there, "
        "accepts the mapping, and the sources are large",
    )
    mapping.add_argument(
        "--memory-limit",
        default="200MB",
        metavar="SIZE",
        help="for duckdb, which spills to disk beyond (default: 200MB)",
    )
    mapping.add_argument(
        "--threads", type=_count, default=0, metavar="N", help="for duckdb (default: the cores, up to 8)"
    )
    mapping.add_argument(
        "--validate-only",
        action="store_true",
        help="check the mapping, and its references against headers; map nothing",
    )
    mapping.add_argument(
        "--explain", action="store_true", help="print the plan, and which engine takes it; map nothing"
    )
    mapping.add_argument(
        "-v", "--verbose", action="store_true", help="tell the engine, and how many quads each triples map made"
    )

    check = _verb(
        verbs,
        "check",
        _check,
        "check RDF with SHACL; the report on standard output",
        "newsgraph check output/ --format turtle",
    )
    check.add_argument(
        "data", type=_name, nargs="+", metavar="DATA", help="an RDF file, a folder of them, or - for standard input"
    )
    check.add_argument(
        "--shapes",
        action="append",
        type=_name,
        metavar="FILE",
        help="shapes in Turtle (default: the project's); repeatable",
    )
    check.add_argument("--format", choices=("text", "turtle", "json"), default="text", help="of the report")

    query = _verb(
        verbs,
        "query",
        _query,
        "ask the output with SPARQL, by a query, a file or a saved query",
        "newsgraph query output/ @who-is-sanctioned",
    )
    query.add_argument(
        "arguments",
        nargs="+",
        metavar="ARGUMENT",
        help="OUTPUT-OR-FILE..., then 'SELECT ...', FILE.rq or @saved-query and its values",
    )
    query.add_argument("--format", choices=("table", "csv", "json", "turtle"), help="of the answer")

    link = _verb(
        verbs,
        "link",
        _link,
        "find the items of Wikidata that the output's entities are; what is not certain is for a person to decide",
        "newsgraph link output/",
    )
    link.add_argument("output", type=_name, metavar="OUTPUT", help="a folder that 'newsgraph build' wrote")
    link.add_argument("--online", action="store_true", help="ask Wikidata for what the cache does not know")
    link.add_argument("--index", type=_name, metavar="FILE", help="a local index that 'newsgraph index' made")
    link.add_argument("--links", type=_name, metavar="FILE", help="the link file (default: OUTPUT/links.sssom.tsv)")
    link.add_argument(
        "--accept",
        nargs=2,
        action="append",
        default=[],
        metavar=("ENTITY", "ITEM"),
        help="decide that an entity, by its IRI or the end of it, is an item: person/ana-petrova Q42; repeatable",
    )
    link.add_argument(
        "--reject", nargs=2, action="append", default=[], metavar=("ENTITY", "ITEM"), help="that it is not an item"
    )
    link.add_argument("--none", action="append", default=[], metavar="ENTITY", help="that no item is the entity")
    link.add_argument("--by", type=_name, metavar="WHO", help="the person who decides")
    link.add_argument(
        "--review",
        type=_name,
        metavar="FILE",
        help="also write one page on which a person accepts and rejects; it loads nothing",
    )
    link.add_argument("--take", type=_name, metavar="FILE", help="add a person's lines, as that page downloads them")

    index = _verb(
        verbs,
        "index",
        _index,
        "a Wikidata JSON dump in; an index of its names out, for linking without a network",
        "newsgraph index wikidata-20261101-all.json.bz2 -o wikidata.index",
    )
    index.add_argument("dump", type=_name, metavar="DUMP", help="plain, or packed by bzip2, gzip or zstd; resumable")
    index.add_argument("-o", "--output", type=_name, required=True, metavar="FILE", help="the index to write")
    index.add_argument(
        "--language", action="append", type=_name, metavar="CODE", help="of the names (default: en); repeatable"
    )
    index.add_argument(
        "--class",
        dest="kind",
        action="append",
        type=_item_id,
        metavar="ITEM",
        help="keep what is of this class or below it (default: people, organizations, countries, places and offices); "
        "repeatable",
    )
    index.add_argument(
        "--least-sitelinks",
        type=int,
        default=1,
        metavar="N",
        help="keep what so many pages of Wikimedia are about, or more (default: 1)",
    )

    merge = _verb(
        verbs,
        "merge",
        _merge,
        "what 'build' wrote and a link file in; Wikidata's statements beside ours out, with the conflicts",
        "newsgraph merge output/ --online",
    )
    merge.add_argument(
        "output", type=_name, metavar="OUTPUT", help="the folder that 'newsgraph build' wrote; merged/ comes into it"
    )
    merge.add_argument("--online", action="store_true", help="ask Wikidata for what the cache does not know")
    merge.add_argument("--links", type=_name, metavar="FILE", help="the link file (default: OUTPUT/links.sssom.tsv)")

    init = _verb(
        verbs,
        "init",
        _init,
        "make a project of your own: ontology, mappings, shapes, articles, configuration",
        "newsgraph init my-desk",
    )
    init.add_argument("folder", type=_name, metavar="DIR", help="a folder that is new or empty")
    return parser


def _verb(
    verbs: argparse._SubParsersAction[_Parser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    help_text: str,
    example: str,
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(
        name, help=help_text, description=f"{help_text[0].upper()}{help_text[1:]}.", epilog=f"example: {example}"
    )
    parser.set_defaults(run=run)
    parser.add_argument(
        "--project", type=_name, metavar="DIR", help="the project (default: the working folder, if it is one)"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="say only what is wrong")
    return parser


def _takes_articles(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "input",
        nargs="+",
        metavar="INPUT",
        help="articles (text, ninjs, NewsML-G2, NITF, HTML or WARC, told by their content), facts.jsonl, "
        "folders of them, or - for standard input",
    )
    parser.add_argument(
        "--extractor",
        choices=("rules", "openai", "spacy"),
        default="rules",
        help="what finds the facts: rules, which go nowhere; or a model that newsgraph.toml names, checked against "
        "the article's words (default: rules)",
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="tell each claim of a model that is dropped, and why"
    )


def _name(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("expected a name, not nothing")  # as of a shell's variable that is not set
    return text


def _item_id(text: str) -> str:
    if not re.fullmatch(r"Q[1-9]\d*", text):
        raise argparse.ArgumentTypeError(f"expected an item of Wikidata, as Q5, not {text!r}")
    return text


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"expected a number from 1 up, not {text!r}")
    return int(text)
