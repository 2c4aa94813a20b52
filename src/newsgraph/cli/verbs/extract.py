"""newsgraph extract: articles to their facts."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

from newsgraph.cli.arguments import Verbs, a_name, add_verb, takes_articles
from newsgraph.cli.progress import progress
from newsgraph.cli.status import DONE, WRONG
from newsgraph.cli.telling import complain, count_of, tell_model, tell_skipped, tell_superseded, tell_tally
from newsgraph.cli.work import project_of, work_of
from newsgraph.errors import InputError, UsageError


def add(verbs: Verbs) -> None:
    parser = add_verb(
        verbs,
        "extract",
        run,
        "articles in; their facts out, as JSON Lines to read and correct",
        "newsgraph extract articles/*.txt > facts.jsonl",
    )
    takes_articles(parser)
    parser.add_argument("-o", "--output", type=a_name, metavar="FILE", help="write there, and not to standard output")
    parser.add_argument(
        "--review",
        type=a_name,
        metavar="FILE.html",
        help="write one page on which a person accepts, corrects, rejects and adds facts, and saves them for build",
    )


def run(options: argparse.Namespace) -> int:
    from newsgraph import facts, review, sinks
    from newsgraph.pipeline.reading import Extractor
    from newsgraph.pipeline.reviewed import guard
    from newsgraph.pipeline.tally import Total
    from newsgraph.spooled import Lines

    targets = [Path(name) for name in (options.output, options.review) if name is not None]
    if len({path.resolve() for path in targets}) < len(targets):
        raise UsageError(f"{options.output} is named by -o and by --review; give one of them another name")
    for target in targets:
        guard(target)
    work = work_of(options, targets=targets)
    project, model = project_of(options), Total()
    extractor = Extractor(project, options.extractor, work.reviewed)
    status = DONE
    articles = found = 0
    superseded = Lines()
    with contextlib.ExitStack() as written:
        writes: list[Callable[[bytes], object]] = []
        if options.output is not None:
            writes.append(written.enter_context(sinks.stream(Path(options.output))).write)
        elif options.review is None:
            writes.append(sys.stdout.buffer.write)
        page = None if options.review is None else written.enter_context(sinks.stream(Path(options.review)))
        if page is not None:
            page.write(review.opening(extractor.fact_types, extractor.rule_places))
        advance = written.enter_context(progress(options, work))
        for unit in work.units:
            try:
                reading = extractor.read(unit)
            except InputError as error:
                complain(str(error))
                status = WRONG
                tell_tally(options, extractor.tally, model)
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
                    complain(note)
            tell_tally(options, extractor.tally, model)
            advance()
        if page is not None:
            page.write(review.closing())
    tell_superseded(options, superseded)
    tell_skipped(options, work.skipped)
    tell_model(options, model, project)
    if options.review is not None and not options.quiet:
        counts = f"{count_of(articles, 'article')}, {count_of(found, 'fact')}"
        print(f"{options.review}: {counts}; open it in a browser, judge them, and build what it downloads")
    return status
