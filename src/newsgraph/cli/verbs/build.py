"""newsgraph build: articles or facts to checked files."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.cli.arguments import Verbs, a_count, a_name, a_size, add_verb, takes_articles, takes_engine
from newsgraph.cli.progress import progress
from newsgraph.cli.status import DONE, REJECTED, WRONG
from newsgraph.cli.telling import complain, few_of, tell_model, tell_skipped, tell_superseded, tell_tally
from newsgraph.cli.work import project_of, work_of

if TYPE_CHECKING:
    from newsgraph.spooled import Lines


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
    takes_engine(parser)
    parser.add_argument(
        "--shard-size",
        type=a_size,
        metavar="SIZE",
        help="cut a dataset that is larger into shards of so many bytes at most, as 64MB (default: 256MB)",
    )
    parser.add_argument(
        "--prune", action="store_true", help="remove what earlier builds wrote of articles that are not in the input"
    )
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")


def run(options: argparse.Namespace) -> int:
    from newsgraph.pipeline import build
    from newsgraph.pipeline.dataset import SHARD_SIZE
    from newsgraph.pipeline.recipe import Recipe
    from newsgraph.pipeline.tally import Total
    from newsgraph.store.loading import DATASET

    work = work_of(options)
    summary, model = build.Summary(), Total()
    project = project_of(options)
    done = build.build(
        Recipe(project, options.extractor, options.engine, work.reviewed),
        work.units,
        Path(options.output),
        jobs=options.jobs or os.cpu_count() or 1,
        summary=summary,
        shard_size=options.shard_size or SHARD_SIZE,
        prune=options.prune,
    )
    with progress(options, work) as advance:
        for article in done:
            if article.told:
                complain(article.told.rstrip())
            tell_tally(options, article.tally, model)
            advance()
    for warning in () if options.quiet else summary.warnings:
        complain(warning)
    if len(summary.left_over) and not options.quiet:
        names = few_of(summary.left_over)
        complain(f"{options.output} also holds files of earlier builds, which are not in {DATASET}: {names}")
    tell_superseded(options, summary.superseded)
    tell_skipped(options, work.skipped)
    tell_model(options, model, project)
    if options.json:
        _print_json({field.name: getattr(summary, field.name) for field in dataclasses.fields(summary)}, work.skipped)
    elif not options.quiet:
        kept = f", {summary.kept:,} of them as they were" if summary.kept else ""
        print(
            f"{summary.built} published, {len(summary.rejected)} rejected, {len(summary.unreadable)} unreadable{kept}: "
            f"{summary.facts} facts, {summary.triples} triples in {options.output}"
        )
    return WRONG if len(summary.unreadable) else REJECTED if len(summary.rejected) else DONE


def _print_json(summary: Mapping[str, int | Lines], skipped: Lines) -> None:
    """The summary, a line of a list at a time, for there may be many."""
    print("{")
    for name, value in summary.items():
        _print_member(name, value)
        print(",")
    _print_member("skipped", skipped)
    print("\n}")


def _print_member(name: str, value: int | Lines) -> None:
    if isinstance(value, int):
        print(f'  "{name}": {value}', end="")
        return
    print(f'  "{name}": [', end="")
    for position, text in enumerate(value):
        print("," if position else "")
        print(f"    {json.dumps(text, ensure_ascii=False)}", end="")
    print("\n  ]" if len(value) else "]", end="")
