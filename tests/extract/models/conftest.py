"""A service on loopback that answers as a test tells it, and claims written by hand."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from newsgraph import extract
from newsgraph.extract.models.claims import Claim, Claims, Filler, Named

PROJECT = Path(__file__).parents[3]

BODY = """\
French President Emmanuel Macron met Chancellor Olaf Scholz in Paris on Monday.

Scholz denied that he had met Viktor Orban. The European Union imposed sanctions on Anton Siluyanov last week.

Zuzana Caputova watched a play.
"""

MET = "French President Emmanuel Macron met Chancellor Olaf Scholz in Paris on Monday."
DENIED = "Scholz denied that he had met Viktor Orban."
IMPOSED = "The European Union imposed sanctions on Anton Siluyanov last week."

NAMES = (
    Named("Emmanuel Macron", "Person"),
    Named("Olaf Scholz", "Person"),
    Named("Viktor Orban", "Person"),
    Named("Anton Siluyanov", "Person"),
    Named("Zuzana Caputova", "Person"),
    Named("European Union", "Organization"),
    Named("Paris", "Place"),
)


def claim(
    kind: str,
    arguments: tuple[tuple[str, str], ...],
    *quotes: str,
    realis: str = "actual",
    phase: str = "begun",
    date: str | None = None,
    stated_by: str | None = None,
) -> Claim:
    fillers = tuple(Filler(role, value) for role, value in arguments)
    return Claim(kind, realis, phase, fillers, date, stated_by, quotes)


RIGHT = (
    claim(
        "Meeting",
        (("participant", "Emmanuel Macron"), ("participant", "Olaf Scholz"), ("place", "Paris")),
        MET,
        date="on Monday",
    ),
    claim("Sanction", (("imposedBy", "European Union"), ("target", "Anton Siluyanov")), IMPOSED, date="last week"),
)


def claims(*facts: Claim, names: tuple[Named, ...] = NAMES) -> Claims:
    return Claims(names, facts)


@pytest.fixture(scope="session")
def rules() -> extract.Rules:
    tables = sorted((PROJECT / "ontology" / "gazetteer").glob("*.tsv"))
    gazetteer = extract.Gazetteer.load({table.name: table.read_text(encoding="utf-8") for table in tables})
    files = sorted((PROJECT / "mapping" / "text").glob("*.yml"))
    return extract.Rules.load(
        [(file.read_text(encoding="utf-8"), f"mapping/text/{file.name}") for file in files], gazetteer
    )


# -- A service on loopback ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Service:
    """What it answers next, and what it was asked."""

    answers: list[Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    address: str = ""


@pytest.fixture
def service() -> Iterator[Service]:
    """It gives each of its answers once, and the last one again and again."""
    state = Service()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.asked.append(json.loads(body))
            state.headers.append({**self.headers, "path": self.path})
            answer = state.answers.pop(0) if len(state.answers) > 1 else state.answers[0]
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client has read enough
                answer(self)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield state
    state.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


def send(handler: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    if "Content_Length" not in headers:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def completion(content: str | None, *, finish: str = "stop", refusal: str | None = None) -> bytes:
    message = {"role": "assistant", "content": content, "refusal": refusal}
    usage = {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return json.dumps({"id": "c", "object": "chat.completion", "choices": [choice], "usage": usage}).encode()
