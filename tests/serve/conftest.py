"""A server of our own on loopback, over the site of the sample articles."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from serving import Running, Start

pytest.importorskip("uvicorn", reason="the extra serve is not installed")
pytest.importorskip("starlette", reason="the extra serve is not installed")


@pytest.fixture(scope="session")
def output(newsgraph: Any, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serve") / "output"
    assert newsgraph("build", root / "articles", "-o", folder).returncode == 0
    return folder


@pytest.fixture(scope="session")
def site(newsgraph: Any, output: Path) -> Path:
    folder = output.parent / "site"
    done = newsgraph("site", output, "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def start() -> Iterator[Start]:
    """Start a server over a site; all of them are ended with the session."""
    running: list[Running] = []

    def begin(folder: Path, *options: str) -> Running:
        for _ in range(5):
            port = _free_port()
            process = subprocess.Popen(
                [sys.executable, "-m", "newsgraph", "serve", folder, "--port", str(port), *options],
                env=os.environ | {"PYTHONUNBUFFERED": "1"},
                stderr=subprocess.PIPE,
            )
            server = Running(process, port)
            running.append(server)
            try:
                server.wait_for("serves")
            except AssertionError:
                if "cannot be listened at" in "".join(server.said):
                    continue  # somebody else has taken the port meanwhile
                raise
            return server
        raise AssertionError("no port was free")

    yield begin
    for server in running:
        server.process.send_signal(signal.SIGTERM)
    for server in running:
        server.process.wait(20)
        if server.process.stderr is not None:
            server.process.stderr.close()


@pytest.fixture(scope="session")
def server(start: Start, site: Path) -> Running:
    return start(site, "--timeout", "2")


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
