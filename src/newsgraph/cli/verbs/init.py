"""newsgraph init: a project of your own."""

from __future__ import annotations

import argparse
from pathlib import Path

from newsgraph.cli.arguments import Verbs, a_name, add_verb
from newsgraph.cli.status import DONE


def add(verbs: Verbs) -> None:
    parser = add_verb(
        verbs,
        "init",
        run,
        "make a project of your own: ontology, mappings, shapes, articles, configuration",
        "newsgraph init my-desk",
    )
    parser.add_argument("folder", type=a_name, metavar="DIR", help="a folder that is new or empty")


def run(options: argparse.Namespace) -> int:
    from newsgraph import project

    for name in project.create(Path(options.folder)):
        if not options.quiet:
            print(name)
    return DONE
