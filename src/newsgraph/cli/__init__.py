"""Arguments to one library call to an exit status.

0: done. 1: something was rejected or does not conform; all the rest is written. 2: wrong usage, or input that
cannot be read; what could be read is written.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from newsgraph import __version__
from newsgraph.cli.arguments import Parser
from newsgraph.cli.status import DONE, WRONG
from newsgraph.cli.telling import complain, discard_output
from newsgraph.cli.verbs import build, check, doctor, extract, index, init, link, merge, query, serve, site, why
from newsgraph.cli.verbs import map as mapping
from newsgraph.errors import InputError, NewsgraphError
from newsgraph.sources import decode, read_bytes

_VERBS = (
    build,
    extract,
    mapping,
    check,
    query,
    link,
    index,
    merge,
    site,
    serve,
    why,
    doctor,
    init,
)  # in the order of --help


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit status."""
    if sys.stderr is None:  # closed by the caller
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    if sys.stdout is None:
        complain("newsgraph: standard output is closed; '> /dev/null' discards it")
        return WRONG
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # whatever the locale says
    options = argparse.Namespace(quiet=True)
    try:
        options = _parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        status = run(options)
        sys.stdout.flush()
    except NewsgraphError as error:
        complain(f"newsgraph: {error}")
        if not options.quiet:
            _show(error, options)
        return WRONG
    except BrokenPipeError:
        discard_output()  # the reader of our output has left, as `head` does
        return DONE
    except OSError as error:
        complain(f"newsgraph: {error.filename or 'standard output'}: {(error.strerror or str(error)).lower()}")
        discard_output()
        return WRONG
    except KeyboardInterrupt:
        complain("newsgraph: interrupted; what is written is whole")
        return 130
    return status


def _show(error: NewsgraphError, options: argparse.Namespace) -> None:
    """The line that an error is about, where its place is in a text file that can be read; --quiet does without.

    Names in a project's errors are relative to the project.
    """
    place = error.place if isinstance(error, InputError) else None
    if place is None or place.line is None:
        return
    from newsgraph.excerpt import excerpt
    from newsgraph.resources import shipped_project

    roots = (Path(), Path(getattr(options, "project", None) or "."), shipped_project())
    path = next((root / place.file for root in roots if (root / place.file).is_file()), None)
    with contextlib.suppress(InputError):
        text = "" if path is None else decode(read_bytes(path, most=_MOST_TO_SHOW), place.file)
        if shown := excerpt(text, place):
            complain(shown)


_MOST_TO_SHOW = 10_000_000  # bytes of a file, for a line of it


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="newsgraph",
        description="News articles to checked linked data: facts with their sentences, SHACL, Turtle and JSON-LD.",
        epilog="exit status: 0 done; 1 something was rejected or does not conform, the rest is written; "
        "2 wrong usage, or input that cannot be read",
    )
    parser.add_argument("--version", action="version", version=f"newsgraph {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=Parser)
    for verb in _VERBS:
        verb.add(verbs)
    return parser
