"""What is said to people, on standard error."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.pipeline.tally import Tally, Total
    from newsgraph.project import Project
    from newsgraph.spooled import Lines

FEW = 3


def complain(message: str) -> None:
    """Say it with what would play with the terminal made visible."""
    print(visible(message), file=sys.stderr)


def visible(text: str) -> str:
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def tell_tally(options: argparse.Namespace, tally: Tally, model: Total) -> None:
    model.add(tally)
    for line in tally.lines() if options.verbose else ():
        complain(line)


def tell_model(options: argparse.Namespace, model: Total, project: Project) -> None:
    for line in () if options.quiet else model.lines(project.extract.openai):
        complain(line)


def tell_superseded(options: argparse.Namespace, superseded: Lines) -> None:
    if len(superseded) and not options.quiet:
        complain(f"not extracted anew, for a person has reviewed their facts: {few_of(superseded)}")


def tell_skipped(options: argparse.Namespace, skipped: Lines) -> None:
    if len(skipped) and not options.quiet:
        complain(f"left out, being no articles and no facts: {few_of(skipped)}")


def few_of(names: Lines) -> str:
    return ", ".join(names.first(FEW)) + (", ..." if len(names) > FEW else "")


def count_of(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def discard_output() -> None:
    """Let what is still in the buffer of standard output go nowhere, for the interpreter writes it when it ends."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
