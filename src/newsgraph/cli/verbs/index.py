"""newsgraph index: a dump of Wikidata to an index of names."""

from __future__ import annotations

import argparse
from pathlib import Path

from newsgraph.cli.arguments import Verbs, a_name, add_verb, an_item
from newsgraph.cli.progress import amount
from newsgraph.cli.status import DONE
from newsgraph.cli.telling import complain, count_of


def add(verbs: Verbs) -> None:
    parser = add_verb(
        verbs,
        "index",
        run,
        "a Wikidata JSON dump in; an index of its names out, for linking without a network",
        "newsgraph index wikidata-20261101-all.json.bz2 -o wikidata.index",
    )
    parser.add_argument("dump", type=a_name, metavar="DUMP", help="plain, or packed by bzip2, gzip or zstd; resumable")
    parser.add_argument("-o", "--output", type=a_name, required=True, metavar="FILE", help="the index to write")
    parser.add_argument(
        "--language", action="append", type=a_name, metavar="CODE", help="of the names (default: en); repeatable"
    )
    parser.add_argument(
        "--class",
        dest="kind",
        action="append",
        type=an_item,
        metavar="ITEM",
        help="keep what is of this class or below it (default: people, organizations, countries, places and offices); "
        "repeatable",
    )
    parser.add_argument(
        "--least-sitelinks",
        type=int,
        default=1,
        metavar="N",
        help="keep what so many pages of Wikimedia are about, or more (default: 1)",
    )


def run(options: argparse.Namespace) -> int:
    from newsgraph.link import index

    choice = index.Choice(
        languages=tuple(dict.fromkeys(options.language or index.Choice().languages)),
        classes=tuple(dict.fromkeys(options.kind or index.CLASSES)),
        least_sitelinks=options.least_sitelinks,
    )
    with amount(options, Path(options.dump)) as tick:
        manifest = index.build(Path(options.dump), Path(options.output), choice, tick)
    if manifest.unreadable and not options.quiet:
        complain(f"warning: {options.dump}: {count_of(manifest.unreadable, 'line')} of it can be read as no entity")
    if not options.quiet:
        print(f"{options.output}: {count_of(manifest.items, 'item')} by {count_of(manifest.names, 'name')}")
    return DONE
