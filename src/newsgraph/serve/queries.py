"""The dataset of a site, to be asked: jobs go to a worker (worker.py), and come back as streams."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsgraph.errors import InputError
from newsgraph.serve.worker import Limits

_CHUNK = 1 << 16
_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of a reply, and its body, piece by piece."""

    status: int
    media_type: str
    length: int
    body: AsyncIterator[bytes]


class BusyError(Exception):
    """So many queries are waiting that another would not be answered in time."""


class StoppedError(Exception):
    """A query was stopped at one of its limits."""


class Dataset:
    """A worker that has loaded the dataset of one state of a site."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket, folder: Path, limits: Limits) -> None:
        self._process = process
        self._control = control
        self._folder = folder
        self._limits = limits
        self._places = asyncio.Semaphore(max(2, os.cpu_count() or 1))
        self.triples = 0

    @classmethod
    async def load(cls, site: Path, limits: Limits) -> Dataset:
        """Start a worker, and wait until it has the dataset; raises InputError where it cannot have it."""
        folder = Path(tempfile.mkdtemp(prefix="newsgraph-"))  # ours alone: nobody else asks
        listener = socket.socket(socket.AF_UNIX)
        ours, theirs = socket.socketpair()
        try:
            listener.bind(str(folder / "queries"))
            listener.listen(64)
            arguments = (site, listener.fileno(), theirs.fileno(), limits.seconds, limits.answer, limits.memory)
            process = subprocess.Popen(  # noqa: ASYNC220, S603 - our own module; that it starts takes no time
                [sys.executable, "-m", "newsgraph.serve.worker", *map(str, arguments)],
                pass_fds=(listener.fileno(), theirs.fileno()),
                stdin=subprocess.DEVNULL,
            )
        finally:
            listener.close()
            theirs.close()
        dataset = cls(process, ours, folder, limits)
        said = await asyncio.to_thread(ours.makefile("rb").readline)
        ready = json.loads(said or b'{"error": "the process that was to load the dataset has ended"}')
        if "error" in ready:
            dataset.close()
            raise InputError(ready["error"])
        dataset.triples = ready["triples"]
        return dataset

    def close(self) -> None:
        """Let the worker end; queries that it is answering come to their end."""
        self._control.close()
        with suppress(OSError):
            (self._folder / "queries").unlink()
            self._folder.rmdir()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(2)

    @asynccontextmanager
    async def ask(self, job: dict[str, Any]) -> AsyncIterator[Answer]:
        """The answer to a job while the block lasts.

        Raises StoppedError where the query came to one of its limits, BusyError where no place became free in time.
        """
        try:
            await asyncio.wait_for(self._places.acquire(), self._limits.seconds)
        except TimeoutError:
            raise BusyError from None
        try:
            reader, writer = await asyncio.open_unix_connection(str(self._folder / "queries"), limit=_LINE)
            number = 0
            try:
                writer.write(json.dumps(job).encode() + b"\n")
                await writer.drain()
                number = int(await reader.readline() or b"0")
                said = await reader.readline()
                if not said:
                    raise StoppedError
                head = json.loads(said)
                yield Answer(head["status"], head["type"], head["length"], _pieces(reader, head["length"]))
                number = 0
            finally:
                writer.close()
                if number:
                    with suppress(OSError):
                        os.kill(number, signal.SIGKILL)  # whoever asked has gone
        finally:
            self._places.release()


async def _pieces(reader: asyncio.StreamReader, length: int) -> AsyncIterator[bytes]:
    while length:
        piece = await reader.read(min(_CHUNK, length))
        if not piece:
            return
        length -= len(piece)
        yield piece
