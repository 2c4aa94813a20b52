"""The server: uvicorn, the site that is swapped under it, and clients that are too slow."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from newsgraph.errors import NewsgraphError, OutputError
from newsgraph.publish.layout import MANIFEST
from newsgraph.serve.app import Server, State
from newsgraph.serve.entities import QUERY, Entities
from newsgraph.serve.queries import Dataset
from newsgraph.serve.reconciliation import Service
from newsgraph.serve.site import Site
from newsgraph.serve.worker import Limits

_LOOK = 1.0  # seconds between two looks at the site
_REQUEST = 20.0  # seconds in which a request must be here, from its first byte or its connection
_HEADERS = 1 << 15  # bytes of the headers of a request
_CONNECTIONS = 1000


def run(root: Path, *, host: str, port: int, limits: Limits, say: Callable[[str], None]) -> None:
    """Serve a site until the process is told to end; `say` is told where, and what happens to the site.

    Raises InputError where the folder holds no site, or its dump cannot be read; OutputError where the port is taken.
    """
    asyncio.run(_run(root, host, port, limits, say))


async def load(root: Path, address: str, limits: Limits) -> State:
    """The present state of a site, with its dataset loaded; raises InputError for what is no site."""
    site = Site.read(root)
    dataset = await Dataset.load(root, limits)
    job = {"query": QUERY, "default": [], "named": [], "accept": "application/json", "base": site.base}
    async with dataset.ask(job) as answer:
        said = b"".join([piece async for piece in answer.body])
    entities = Entities.of(json.loads(said)["results"]["bindings"])
    return State(site, dataset, Service(entities, site.base, f"{address}/reconcile"))


async def _run(root: Path, host: str, port: int, limits: Limits, say: Callable[[str], None]) -> None:
    listener = _listener(host, port)
    address = f"http://{host}:{port}"
    server = Server(await load(root, address, limits), address)
    config = uvicorn.Config(
        server.app,
        http=_Protocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        h11_max_incomplete_event_size=_HEADERS,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=5,
    )
    serving = uvicorn.Server(config)
    watching = asyncio.create_task(_watch(server, root, address, limits, say))
    say(f"{address}/ serves {root}: {server.state.dataset.triples:,} triples")
    try:
        await serving.serve(sockets=[listener])
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        server.state.dataset.close()


def _listener(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, OverflowError) as error:
        raise OutputError(f"{host}:{port} cannot be listened at: {error}; choose another --port or --host") from error


async def _watch(server: Server, root: Path, address: str, limits: Limits, say: Callable[[str], None]) -> None:
    """Swap in each new state of the site when it is loaded; what cannot be loaded leaves the old one."""
    known = _mark(root)
    while True:
        await asyncio.sleep(_LOOK)
        mark = _mark(root)
        if mark in (known, None):
            continue
        known = mark
        try:
            state = await load(root, address, limits)
        except NewsgraphError as error:
            say(f"the new site is not served: {error}")
            continue
        before, server.state = server.state, state
        before.dataset.close()
        say(f"a new site is served: {state.dataset.triples:,} triples")


def _mark(root: Path) -> tuple[int, int, int] | None:
    """What changes with every build of the site; None while there is none."""
    try:
        stat = (root / MANIFEST).stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


class _Protocol(H11Protocol):
    """uvicorn's, but that a client who does not send its request in time is let go, as one that never asks."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._expect_request()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.more_body:
            self._stop()
        elif self._timer is None:
            self._expect_request()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._stop()

    def _expect_request(self) -> None:
        self._timer = self.loop.call_later(_REQUEST, self.transport.close)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
