"""newsgraph merge: Wikidata's statements beside ours."""

from __future__ import annotations

import argparse
from pathlib import Path

from newsgraph.cli.arguments import Verbs, a_name, add_verb
from newsgraph.cli.status import DONE, REJECTED, WRONG
from newsgraph.cli.telling import complain, count_of
from newsgraph.cli.work import project_of


def add(verbs: Verbs) -> None:
    parser = add_verb(
        verbs,
        "merge",
        run,
        "what 'build' wrote and a link file in; Wikidata's statements beside ours out, with the conflicts",
        "newsgraph merge output/ --online",
    )
    parser.add_argument(
        "output", type=a_name, metavar="OUTPUT", help="the folder that 'newsgraph build' wrote; merged/ comes into it"
    )
    parser.add_argument("--online", action="store_true", help="ask Wikidata for what the cache does not know")
    parser.add_argument("--links", type=a_name, metavar="FILE", help="the link file (default: OUTPUT/links.sssom.tsv)")


def run(options: argparse.Namespace) -> int:
    from newsgraph.pipeline import merging

    output, links = Path(options.output), None if options.links is None else Path(options.links)
    summary = merging.merge(project_of(options), output, links=links, online=options.online)
    for line in (*summary.unknown, *summary.review):
        complain(line)
    for conflict in summary.conflicts:
        if conflict.withheld or not options.quiet:
            complain(conflict.to_text().rstrip())
    for note in () if options.quiet else summary.notes:
        complain(f"note: {note}")
    if not options.quiet:
        counts = f"{count_of(summary.published, 'link')} published, {summary.reviewed} in review, "
        print(
            f"{counts}{summary.withheld} in conflict, {len(summary.unknown)} unknown: "
            f"{count_of(summary.items, 'item')} in {output / merging.FOLDER}"
        )
    if summary.unknown and options.online:
        return WRONG
    return REJECTED if summary.unknown or summary.withheld or summary.review else DONE
