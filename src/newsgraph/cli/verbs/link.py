"""newsgraph link: which items of Wikidata the entities are."""

from __future__ import annotations

import argparse
import datetime
from collections import Counter
from pathlib import Path

from newsgraph.cli.arguments import Verbs, a_name, add_verb
from newsgraph.cli.status import DONE, WRONG
from newsgraph.cli.telling import count_of, visible
from newsgraph.cli.work import project_of
from newsgraph.errors import UsageError


def add(verbs: Verbs) -> None:
    parser = add_verb(
        verbs,
        "link",
        run,
        "find the items of Wikidata that the output's entities are; what is not certain is for a person to decide",
        "newsgraph link output/",
    )
    parser.add_argument("output", type=a_name, metavar="OUTPUT", help="a folder that 'newsgraph build' wrote")
    parser.add_argument("--online", action="store_true", help="ask Wikidata for what the cache does not know")
    parser.add_argument("--index", type=a_name, metavar="FILE", help="a local index that 'newsgraph index' made")
    parser.add_argument("--links", type=a_name, metavar="FILE", help="the link file (default: OUTPUT/links.sssom.tsv)")
    parser.add_argument(
        "--accept",
        nargs=2,
        action="append",
        default=[],
        metavar=("ENTITY", "ITEM"),
        help="decide that an entity, by its IRI or the end of it, is an item: person/ana-petrova Q42; repeatable",
    )
    parser.add_argument(
        "--reject", nargs=2, action="append", default=[], metavar=("ENTITY", "ITEM"), help="that it is not an item"
    )
    parser.add_argument("--none", action="append", default=[], metavar="ENTITY", help="that no item is the entity")
    parser.add_argument("--by", type=a_name, metavar="WHO", help="the person who decides")
    parser.add_argument(
        "--review",
        type=a_name,
        metavar="FILE",
        help="also write one page on which a person accepts and rejects; it loads nothing",
    )
    parser.add_argument("--take", type=a_name, metavar="FILE", help="add a person's lines, as that page downloads them")


def run(options: argparse.Namespace) -> int:
    from newsgraph.link.report import table
    from newsgraph.pipeline import linking

    project, output = project_of(options), Path(options.output)
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
            print(f"{count_of(len(lines), 'line')} added to {linking.links_path(output, links)}")
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
            print(f"{count_of(len(lines), 'line')} added to {linking.links_path(output, links)}")
        return DONE
    index = None if options.index is None else Path(options.index)
    page = None if options.review is None else Path(options.review)
    linked = linking.link(project, output, date=date, links=links, index=index, online=options.online, page=page)
    if not options.quiet:
        for line in table(linked.decisions):
            print(visible(line))
        counts = Counter(found.verdict for found in linked.decisions)
        unknown = sum(bool(found.lookups) for found in linked.decisions)
        print(
            f"{counts['accept']} linked, {counts['review']} in review ({unknown} not looked up), "
            f"{counts['nil']} without an item; {count_of(len(linked.added), 'line')} added to {linked.links}"
        )
        if page is not None:
            print(f"{page}: open it in a browser, decide, and give 'link --take' what it downloads")
    return WRONG if options.online and any(found.lookups for found in linked.decisions) else DONE
