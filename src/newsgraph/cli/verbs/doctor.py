"""newsgraph doctor: what is wrong here, and how it is mended."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path

from newsgraph.cli.arguments import Verbs, a_name, add_verb
from newsgraph.cli.status import DONE, REJECTED
from newsgraph.cli.telling import visible


def add(verbs: Verbs) -> None:
    parser = add_verb(
        verbs,
        "doctor",
        run,
        "look whether the environment, the project and an output or site are as they should be",
        "newsgraph doctor output/ --fair",
    )
    parser.add_argument(
        "folder", type=a_name, nargs="?", metavar="FOLDER", help="what 'newsgraph build' or 'newsgraph site' wrote"
    )
    parser.add_argument(
        "--fair",
        action="store_true",
        help="also the checks of FOOPS! and of the W3C's best practices that need no public network",
    )
    parser.add_argument("--json", action="store_true", help="print all findings as JSON")


def run(options: argparse.Namespace) -> int:
    from newsgraph.pipeline.doctor import examine

    root = None if options.project is None else Path(options.project)
    folder = None if options.folder is None else Path(options.folder)
    found = list(examine(root, folder, is_fair=options.fair))
    if options.json:
        records = [{"part": part, **dataclasses.asdict(finding)} for part, finding in found]
        print(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        heading = ""
        for part, finding in found:
            if options.quiet and finding.verdict != "wrong":
                continue
            if part != heading:
                heading = part
                print(f"{part}:")
            print(visible(f"  {finding.line()}"))
    return REJECTED if any(finding.verdict == "wrong" for _, finding in found) else DONE
