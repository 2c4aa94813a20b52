"""A server of ours that runs on loopback, as tests ask it."""

from __future__ import annotations

import http.client
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Reply:
    """A response: header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Running:
    """A server that runs, and what it has said."""

    process: subprocess.Popen[bytes]
    port: int
    said: list[str] = field(default_factory=list)

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, found, response.read())
        finally:
            connection.close()

    def wait_for(self, words: str) -> str:
        """The next line that it says with these words in it."""
        assert self.process.stderr is not None
        while True:
            line = self.process.stderr.readline().decode()
            if not line:
                raise AssertionError(f"the server has ended and never said {words!r}: {self.said}")
            self.said.append(line)
            if words in line:
                return line


Start = Callable[..., Running]
