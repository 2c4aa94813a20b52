"""A process that holds the dataset and answers queries, each in a process of its own that can be stopped.

oxigraph cannot be interrupted, and a query can take for ever and all memory. So the dataset is loaded once, and each
query is answered by a fork of that process, which shares its memory, ends with an alarm of the kernel after so many
seconds, and may allocate so much and no more. A query that runs away harms no other.

Over the socket: one job as a line of JSON; then comes the number of the process, a line, and when it is done a line of
JSON with `status`, `type` and `length`, and as many bytes. Where the second line is missing, the process was stopped.
Needs fork(), which is there on POSIX systems.
"""

from __future__ import annotations

import io
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsgraph import compression, sources
from newsgraph.errors import NewsgraphError, QueryError
from newsgraph.serve.accept import best
from newsgraph.store.query import Query
from newsgraph.vocab import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

DUMP = "dumps/dataset.nq.gz"

# In the order of preference: https://www.w3.org/TR/sparql11-protocol/#query-success
SOLUTIONS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/json",
    "application/xml",
)
BOOLEANS = (*SOLUTIONS[:2], *SOLUTIONS[4:])
GRAPHS = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "text/plain",
    "application/xml",
)

_UNION = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, bytes of its answer, and bytes of memory beside the dataset."""

    seconds: float = 10.0
    answer: int = 50_000_000
    memory: int = 1_000_000_000


class _TooLargeError(Exception):
    """The answer is beyond the limit."""


class _Bounded(io.BytesIO):
    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self._most:
            raise _TooLargeError
        return super().write(data)


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one job."""

    status: int
    media_type: str
    body: bytes


def load(site: Path) -> pyoxigraph.Store:
    """The dataset of a site: its named graphs, and in the default graph all that they say.

    Raises InputError where the dump cannot be read.
    """
    import pyoxigraph

    dataset = pyoxigraph.Store()
    path = site / DUMP
    with sources.open_binary(path) as stream:
        plain = compression.decompressed(stream, "gzip", str(path))
        dataset.bulk_load(plain, pyoxigraph.RdfFormat.N_QUADS)
    dataset.update(_UNION)
    return dataset


def answer(dataset: pyoxigraph.Store, job: dict[str, Any], most: int) -> Reply:
    """The reply to a job: a `query` with its `default` and `named` graphs, or the `graph` that is asked for."""
    try:
        if "query" in job:
            return _query(dataset, job, most)
        return _graph(dataset, job, most)
    except QueryError as error:
        return Reply(400, "text/plain", f"{error}\n".encode())
    except _TooLargeError:
        text = f"the answer has more than {most:,} bytes; ask for less of it, by LIMIT and OFFSET\n"
        return Reply(413, "text/plain", text.encode())


def _query(dataset: pyoxigraph.Store, job: dict[str, Any], most: int) -> Reply:
    import pyoxigraph

    asked = Query(job["query"])
    asked.check()
    graphs: dict[str, Any] = {}
    if job["default"] or job["named"]:  # https://www.w3.org/TR/sparql11-protocol/#dataset
        graphs = {
            "default_graph": [pyoxigraph.NamedNode(iri) for iri in job["default"]],
            "named_graphs": [pyoxigraph.NamedNode(iri) for iri in job["named"]],
        }
    try:
        found = dataset.query(asked.text, base_iri=job["base"], prefixes=dict(PREFIXES), **graphs)
        offered = _offered(found)
        media_type = best(job["accept"], offered)
        if media_type is None:
            return not_acceptable(offered)
        return Reply(200, media_type, _serialised(found, media_type, most))
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise asked.explained(error) from error


def _graph(dataset: pyoxigraph.Store, job: dict[str, Any], most: int) -> Reply:
    """A graph, or all of them (https://www.w3.org/TR/sparql11-http-rdf-update/#http-get)."""
    import pyoxigraph

    name = pyoxigraph.DefaultGraph() if job["graph"] is None else pyoxigraph.NamedNode(job["graph"])
    if job["graph"] is not None and not dataset.contains_named_graph(name):
        return Reply(404, "text/plain", f"there is no graph <{job['graph']}>\n".encode())
    media_type = best(job["accept"], GRAPHS)
    if media_type is None:
        return not_acceptable(GRAPHS)
    target = _Bounded(most)
    triples = (quad.triple for quad in dataset.quads_for_pattern(None, None, None, name))
    pyoxigraph.serialize(triples, target, _rdf_format(media_type))
    return Reply(200, media_type, target.getvalue())


def not_acceptable(offered: Sequence[str]) -> Reply:
    """That a client takes nothing of what there is, with a list of it."""
    return Reply(406, "text/plain", f"there are {', '.join(offered)}\n".encode())


def _offered(found: object) -> Sequence[str]:
    import pyoxigraph

    if isinstance(found, pyoxigraph.QueryTriples):
        return GRAPHS
    return BOOLEANS if isinstance(found, pyoxigraph.QueryBoolean) else SOLUTIONS


def _serialised(found: Any, media_type: str, most: int) -> bytes:
    import pyoxigraph

    target = _Bounded(most)
    if isinstance(found, pyoxigraph.QueryTriples):
        found.serialize(target, _rdf_format(media_type))
    else:
        found.serialize(target, pyoxigraph.QueryResultsFormat.from_media_type(media_type))
    return target.getvalue()


def _rdf_format(media_type: str) -> pyoxigraph.RdfFormat:
    import pyoxigraph

    if media_type == "text/plain":
        return pyoxigraph.RdfFormat.N_TRIPLES
    found = pyoxigraph.RdfFormat.from_media_type(media_type)
    assert found is not None, media_type  # noqa: S101 - of the list above
    return found


def serve(site: Path, listening: int, control: int, limits: Limits) -> None:
    """Load the dataset, say so or why it cannot be, and answer jobs until `control` is closed at its other end."""
    listener = socket.socket(fileno=listening)
    try:
        dataset = load(site)
    except NewsgraphError as error:
        os.write(control, json.dumps({"error": str(error)}).encode() + b"\n")
        return
    os.write(control, json.dumps({"triples": _triples(dataset)}).encode() + b"\n")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal: the server ends us
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the forks
    while True:
        ready, _, _ = select.select([listening, control], [], [])
        if control in ready:
            return
        connection, _ = listener.accept()
        if os.fork() == 0:
            os.close(control)
            listener.close()
            _answer_in_this_process(dataset, connection, limits)
        connection.close()


def _triples(dataset: pyoxigraph.Store) -> int:
    import pyoxigraph

    return sum(1 for _ in dataset.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))


def _answer_in_this_process(dataset: pyoxigraph.Store, connection: socket.socket, limits: Limits) -> None:
    """Answer one job, and end: by the kernel where it takes too long."""
    status = 1
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        _bound_memory(limits.memory)
        with connection, connection.makefile("rwb") as stream:
            job = json.loads(stream.readline())
            stream.write(b"%d\n" % os.getpid())
            stream.flush()
            reply = answer(dataset, job, limits.answer)
            signal.setitimer(signal.ITIMER_REAL, 0)  # a slow reader is none of the query's
            head = {"status": reply.status, "type": reply.media_type, "length": len(reply.body)}
            stream.write(json.dumps(head).encode() + b"\n" + reply.body)
        status = 0
    finally:
        os._exit(status)


def _bound_memory(most: int) -> None:
    import resource

    pages = int(sources.read_bytes(Path("/proc/self/statm")).split()[0]) if Path("/proc/self/statm").exists() else 0
    if pages:
        limit = pages * resource.getpagesize() + most
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    serve(
        Path(sys.argv[1]),
        int(sys.argv[2]),
        int(sys.argv[3]),
        Limits(float(sys.argv[4]), int(sys.argv[5]), int(sys.argv[6])),
    )
