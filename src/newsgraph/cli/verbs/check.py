"""newsgraph check: the gate alone."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from newsgraph.cli.arguments import Verbs, a_name, add_verb, takes_engine
from newsgraph.cli.status import DONE, REJECTED
from newsgraph.cli.telling import complain
from newsgraph.cli.work import project_of


def add(verbs: Verbs) -> None:
    parser = add_verb(
        verbs,
        "check",
        run,
        "check RDF with SHACL; the report on standard output",
        "newsgraph check output/ --format turtle",
    )
    parser.add_argument(
        "data", type=a_name, nargs="+", metavar="DATA", help="an RDF file, a folder of them, or - for standard input"
    )
    parser.add_argument(
        "--shapes",
        action="append",
        type=a_name,
        metavar="FILE",
        help="shapes in Turtle (default: the project's); repeatable",
    )
    takes_engine(parser)
    parser.add_argument("--format", choices=("text", "turtle", "json"), default="text", help="of the report")


def run(options: argparse.Namespace) -> int:
    from newsgraph.pipeline import checking

    checked = checking.check(
        project_of(options), options.data, [Path(name) for name in options.shapes or ()], engine=options.engine
    )
    for note in () if options.quiet else checked.notes:
        complain(f"note: {note}")
    sys.stdout.write(checking.FORMATS[options.format](checked.report))
    return DONE if checked.report.conforms else REJECTED
