"""newsgraph site: the checked graph as static pages."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from newsgraph.cli.arguments import Verbs, a_count, a_name, add_verb
from newsgraph.cli.progress import share
from newsgraph.cli.status import DONE
from newsgraph.cli.telling import count_of
from newsgraph.cli.work import project_of


def add(verbs: Verbs) -> None:
    parser = add_verb(
        verbs,
        "site",
        run,
        "what 'build' wrote in; a static site out, a page and its data for every article, fact and entity",
        "newsgraph site output/ -o site/ --address https://facts.example/",
    )
    parser.add_argument("source", type=a_name, metavar="OUTPUT", help="the folder that 'newsgraph build' wrote")
    parser.add_argument("-o", "--output", type=a_name, required=True, metavar="DIR", help="the folder of the site")
    parser.add_argument(
        "--address", type=a_name, metavar="URL", help="where the site will stand (default: the project's, or its base)"
    )
    parser.add_argument(
        "--with-text", action="store_true", help="show the whole text of articles, and not their quotes alone"
    )
    parser.add_argument(
        "--select", type=a_name, metavar="GLOB", help="renew only the pages whose path matches, as 'person/*'"
    )
    parser.add_argument("--jobs", type=a_count, default=0, metavar="N", help="processes (default: the cores)")


def run(options: argparse.Namespace) -> int:
    from newsgraph.pipeline.site import site

    with share(options, "pages") as advance:
        summary = site(
            project_of(options),
            Path(options.source),
            Path(options.output),
            address=options.address,
            with_text=options.with_text,
            jobs=options.jobs or os.cpu_count() or 1,
            select=options.select or "",
            advance=advance,
        )
    if not options.quiet:
        told = ", ".join(f"{count:,} {name}" for name, count in summary.counts.items())
        print(
            f"{told}: {count_of(summary.files, 'file')} in {options.output}, "
            f"{summary.written:,} of them written, {summary.removed:,} removed"
        )
    return DONE
