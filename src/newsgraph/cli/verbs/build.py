"""newsgraph build: articles or facts to checked files."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path

from newsgraph.cli.arguments import Verbs, a_count, a_name, add_verb, takes_articles
from newsgraph.cli.progress import progress
from newsgraph.cli.status import DONE, REJECTED, WRONG
from newsgraph.cli.telling import FEW, complain, tell_model, tell_skipped, tell_superseded, tell_tally
from newsgraph.cli.work import project_of, work_of


def add(verbs: Verbs) -> None:
    parser = add_verb(
        verbs,
        "build",
        run,
        "articles or facts in; checked Turtle, JSON-LD and dataset.trig out",
        "newsgraph build articles/ -o output/",
    )
    takes_articles(parser)
    parser.add_argument("-o", "--output", type=a_name, required=True, metavar="DIR", help="the folder to write to")
    parser.add_argument(
        "--jobs", type=a_count, default=0, metavar="N", help="processes (default: by the work and the cores)"
    )
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")


def run(options: argparse.Namespace) -> int:
    from newsgraph.pipeline import build
    from newsgraph.pipeline.publishing import Refused, Unreadable
    from newsgraph.pipeline.tally import Total
    from newsgraph.store.loading import DATASET

    work = work_of(options)
    summary, model = build.Summary(), Total()
    jobs = options.jobs or build.automatic_jobs(work.total)
    project = project_of(options)
    outcomes = build.build(
        project,
        work.units,
        Path(options.output),
        jobs=jobs,
        summary=summary,
        extractor=options.extractor,
        reviewed=work.reviewed,
    )
    with progress(options, work.total) as advance:
        for outcome in outcomes:
            if isinstance(outcome, Unreadable):
                complain(outcome.message)
            elif isinstance(outcome, Refused):
                complain(outcome.report.to_text().rstrip())
            tell_tally(options, outcome.tally, model)
            advance()
    for warning in () if options.quiet else summary.warnings:
        complain(warning)
    if summary.left_over and not options.quiet:
        names = ", ".join(summary.left_over[:FEW]) + (", ..." if len(summary.left_over) > FEW else "")
        complain(f"{options.output} also holds files of earlier builds, which are not in {DATASET}: {names}")
    tell_superseded(options, summary.superseded)
    tell_skipped(options, work.skipped)
    tell_model(options, model, project)
    if options.json:
        print(json.dumps({**dataclasses.asdict(summary), "skipped": work.skipped}, ensure_ascii=False, indent=2))
    elif not options.quiet:
        print(
            f"{summary.built} published, {len(summary.rejected)} rejected, {len(summary.unreadable)} unreadable: "
            f"{summary.facts} facts, {summary.triples} triples in {options.output}"
        )
    return WRONG if summary.unreadable else REJECTED if summary.rejected else DONE
