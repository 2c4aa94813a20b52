"""newsgraph query: SPARQL over what was written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from newsgraph.cli.arguments import Verbs, add_verb
from newsgraph.cli.status import DONE
from newsgraph.errors import UsageError


def add(verbs: Verbs) -> None:
    parser = add_verb(
        verbs,
        "query",
        run,
        "ask the output with SPARQL, by a query, a file or a saved query",
        "newsgraph query output/ @who-is-sanctioned",
    )
    parser.add_argument(
        "arguments",
        nargs="+",
        metavar="ARGUMENT",
        help="OUTPUT-OR-FILE..., then 'SELECT ...', FILE.rq or @saved-query and its values",
    )
    parser.add_argument("--format", choices=("table", "csv", "json", "turtle"), help="of the answer")


def run(options: argparse.Namespace) -> int:
    from newsgraph import store

    paths, text, values = _query_arguments(options.arguments)
    query = store.saved(text[1:]).bind(*values) if text.startswith("@") else _query_text(text, values)
    answer = store.Store.load([Path(path) for path in paths]).query(query)
    sys.stdout.write(answer.rendered(options.format, terminal=sys.stdout.isatty()))
    return DONE


def _query_arguments(arguments: Sequence[str]) -> tuple[Sequence[str], str, Sequence[str]]:
    """Files and folders, then the query, then the values of a saved query's parameters.

    The query is the first argument that starts with "@", ends with ".rq" or is not there as a file or folder.
    """
    from newsgraph import sources

    for position, argument in enumerate(arguments):
        is_source = argument == sources.STANDARD_INPUT or sources.is_there(argument)
        if argument.startswith("@") or argument.endswith(".rq") or not is_source:
            if position > 0:
                return arguments[:position], argument, arguments[position + 1 :]
            if len(arguments) > 1:
                raise UsageError(f"{argument}: there is no such file or folder; they stand before the query")
    raise UsageError("expected a file or folder, then a query: 'SELECT ...', @saved-query or FILE.rq")


def _query_text(text: str, values: Sequence[str]) -> str:
    from newsgraph import sources
    from newsgraph.errors import QueryError

    if values:
        raise UsageError(f"only a saved query takes values; what is {values[0]!r}?")
    return sources.read_text(Path(text), error=QueryError) if text.endswith(".rq") else text
