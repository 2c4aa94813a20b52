"""newsgraph why: from the graph back to sentences, rules and shapes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from newsgraph.cli.arguments import Verbs, a_name, add_verb
from newsgraph.cli.status import DONE
from newsgraph.cli.telling import visible
from newsgraph.cli.work import project_of
from newsgraph.errors import UsageError


def add(verbs: Verbs) -> None:
    parser = add_verb(
        verbs,
        "why",
        run,
        "why the output says so: sentence, rule, mapping line, reasoning, shapes and link of a node or a triple",
        "newsgraph why person/xi-jinping output/",
    )
    parser.add_argument(
        "arguments",
        type=a_name,
        nargs="+",
        metavar="ARGUMENT",
        help="a node (its IRI, or the end of it: person/xi-jinping), or a triple as three terms; then OUTPUT, "
        "which 'newsgraph build' wrote",
    )
    parser.add_argument("--links", type=a_name, metavar="FILE", help="the link file (default: OUTPUT/links.sssom.tsv)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the answer (default: text)")


def run(options: argparse.Namespace) -> int:
    from newsgraph.pipeline.why import Why

    *asked, output = options.arguments
    if len(asked) not in (1, 3):
        raise UsageError("expected a node, or the three terms of a triple, and then OUTPUT")
    why = Why(project_of(options), Path(output), None if options.links is None else Path(options.links))
    answer = why.node(asked[0]) if len(asked) == 1 else why.triple(asked[0], asked[1], asked[2])
    sys.stdout.write(answer.to_json() if options.format == "json" else visible(answer.to_text()))
    return DONE
