"""newsgraph serve: a site over HTTP."""

from __future__ import annotations

import argparse
from pathlib import Path

from newsgraph.cli.arguments import Verbs, a_count, a_name, add_verb
from newsgraph.cli.status import DONE
from newsgraph.cli.telling import complain


def add(verbs: Verbs) -> None:
    parser = add_verb(
        verbs,
        "serve",
        run,
        "serve a site with content negotiation, SPARQL and reconciliation; it only reads",
        "newsgraph serve site/ --port 8000",
    )
    parser.add_argument("site", type=a_name, metavar="SITE", help="a folder that 'newsgraph site' wrote")
    parser.add_argument(
        "--host", type=a_name, default="127.0.0.1", help="the address to listen at (default: 127.0.0.1)"
    )
    parser.add_argument("--port", type=a_count, default=8000, metavar="N", help="the port (default: 8000)")
    parser.add_argument(
        "--timeout", type=a_count, default=10, metavar="SECONDS", help="after which a query is stopped (default: 10)"
    )


def run(options: argparse.Namespace) -> int:
    from newsgraph.serve.running import run as serve
    from newsgraph.serve.worker import Limits

    def say(text: str) -> None:
        if not options.quiet:
            complain(text)

    limits = Limits(seconds=options.timeout)
    serve(Path(options.site), host=options.host, port=options.port, limits=limits, say=say)
    return DONE
