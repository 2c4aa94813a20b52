"""newsgraph map: the mapping engine alone."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from newsgraph.cli.arguments import Verbs, a_count, a_name, add_verb
from newsgraph.cli.progress import counter
from newsgraph.cli.status import DONE
from newsgraph.cli.telling import complain, count_of, discard_output
from newsgraph.cli.work import project_of
from newsgraph.errors import OutputError, UsageError


def add(verbs: Verbs) -> None:
    parser = add_verb(
        verbs,
        "map",
        run,
        "run RML or YARRRML mappings; N-Quads out",
        "newsgraph map mapping.yml --base https://example.org/ -o out.nq",
    )
    parser.add_argument(
        "mapping", type=a_name, nargs="+", metavar="MAPPING", help="a mapping; its sources are relative to it"
    )
    parser.add_argument("--base", metavar="IRI", help="what relative IRIs are resolved against")
    parser.add_argument(
        "--strict",
        action="store_true",
        help="stop at data that makes no valid term (default: leave it out, and say so)",
    )
    parser.add_argument(
        "--database", type=a_name, metavar="FILE", help="the SQLite or DuckDB file of tables that R2RML names"
    )
    parser.add_argument(
        "--allow-outside",
        action="store_true",
        help="let sources and targets lie outside the folder of their mapping",
    )
    parser.add_argument("--allow-remote", action="store_true", help="let sources be fetched by http and https")
    parser.add_argument("-o", "--output", type=a_name, metavar="FILE", help="write there, and not to standard output")
    parser.add_argument(
        "--engine",
        choices=("auto", "rows", "duckdb"),
        default="auto",
        help="rows reads record by record; duckdb (extra bulk) is for bulk; auto takes duckdb where it is there, "
        "accepts the mapping, and the sources are large",
    )
    parser.add_argument(
        "--memory-limit",
        default="200MB",
        metavar="SIZE",
        help="for duckdb, which spills to disk beyond (default: 200MB)",
    )
    parser.add_argument(
        "--threads", type=a_count, default=0, metavar="N", help="for duckdb (default: the cores, up to 8)"
    )
    parser.add_argument(
        "--validate-only",
        action="store_true",
        help="check the mapping, and its references against headers; map nothing",
    )
    parser.add_argument("--explain", action="store_true", help="print the plan, and which engine takes it; map nothing")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="tell the engine, and how many quads each triples map made"
    )


def run(options: argparse.Namespace) -> int:
    from newsgraph import rml
    from newsgraph.pipeline.functions import own_functions

    plan = rml.read_files(
        [Path(name) for name in options.mapping],
        base=options.base,
        database=None if options.database is None else Path(options.database),
        functions=own_functions(project_of(options)),
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
            complain(f"{', '.join(options.mapping)}: well formed, {count_of(len(plan.generations), 'triples map')}")
        return DONE
    target = sys.stdout.buffer.write if options.output is None else Path(options.output)
    try:
        with delivery, counter(options) as tick:
            run.tick = tick
            written = rml.write(plan, run, target, choice=options.engine, limits=limits)
    except BrokenPipeError:
        if not delivery.paths:
            raise
        discard_output()
        raise OutputError("standard output was closed before the end, so no target is written") from None
    if options.verbose:
        complain(f"engine: {written.engine}" + (f" ({written.reason})" if written.reason else ""))
        for name, count in plan.counts(run.report):
            complain(f"{name}: {count_of(count, 'quad')}")
    for file, count in () if options.quiet else delivery.counts:
        complain(f"{file.path}: {count_of(count, 'quad')}")
    for warning in () if options.quiet else run.report.warnings:
        complain(f"warning: {warning}")
    return DONE
