"""Requests of somebody who wants to do harm: each is answered, none with a 500, and the server goes on."""

from __future__ import annotations

import contextlib
import random
import socket
from pathlib import Path
from urllib.parse import urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serving import Running


def raw(server: Running, request: bytes) -> bytes:
    """What comes back for bytes that need not be HTTP."""
    found = b""
    with (
        socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection,
        contextlib.suppress(OSError),  # it hears no more of what it has refused
    ):
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        while piece := connection.recv(1 << 16):
            found += piece
    return found


def is_well(server: Running) -> bool:
    return server.ask("/person/xi-jinping.ttl").status == 200


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_any_bytes(server: Running, request: bytes) -> None:
    assert b" 500 " not in raw(server, request).partition(b"\r\n")[0]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(("GET", "HEAD", "POST", "OPTIONS")),
    st.sampled_from(
        ("/", "/sparql", "/graphs", "/reconcile", "/reconcile/preview", "/reconcile/suggest/entity", "/x/")
    ),
    st.dictionaries(
        st.sampled_from(("query", "queries", "extend", "graph", "id", "prefix", "default-graph-uri", "update")),
        st.text(max_size=80),
        max_size=3,
    ),
)
def test_any_parameters(server: Running, method: str, path: str, parameters: dict[str, str]) -> None:
    text = urlencode({name: value.encode("utf-8", "replace") for name, value in parameters.items()})
    assert server.ask(f"{path}?{text}", method).status < 500
    assert server.ask(path, "POST", text.encode(), content_type="application/x-www-form-urlencoded").status < 500


def test_header_bombs(server: Running) -> None:
    many = b"".join(b"X-%d: %s\r\n" % (number, b"a" * 100) for number in range(5000))
    assert b" 500 " not in raw(server, b"GET / HTTP/1.1\r\nHost: x\r\n" + many + b"\r\n")
    assert b" 500 " not in raw(server, b"GET / HTTP/1.1\r\nHost: x\r\nAccept: " + b"a/b," * 50_000 + b"\r\n\r\n")
    assert is_well(server)


def test_giant_queries(server: Running) -> None:
    giant = b"SELECT * { " + b"?s ?p ?o . " * 200_000 + b"}"
    assert server.ask("/sparql", "POST", giant, content_type="application/sparql-query").status == 413
    deep = "SELECT * { " + "{ " * 20_000 + "}" * 20_000 + " }"
    assert server.ask("/sparql", "POST", deep.encode(), content_type="application/sparql-query").status in (400, 503)
    nested = "ASK { FILTER(" + "(" * 5_000 + "1" + ")" * 5_000 + ") }"
    assert server.ask("/sparql", "POST", nested.encode(), content_type="application/sparql-query").status in (
        200,
        400,
        503,
    )
    assert is_well(server)


def test_memory_bombs_are_stopped(server: Running) -> None:
    bomb = (
        "SELECT ?x { VALUES ?a { 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' } "
        + " ".join(
            f"BIND(CONCAT(?{chr(97 + i)}, ?{chr(97 + i)}, ?{chr(97 + i)}, ?{chr(97 + i)}) AS ?{chr(98 + i)})"
            for i in range(16)
        )
        + " BIND(STRLEN(?q) AS ?x) }"
    )
    assert server.ask(f"/sparql?{urlencode({'query': bomb})}").status in (400, 503)
    assert is_well(server)


def test_slow_clients_do_not_keep_others_waiting(server: Running) -> None:
    slow = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(200)]
    try:
        for connection in slow:
            connection.sendall(b"GET /sparql HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        assert is_well(server)
    finally:
        for connection in slow:
            connection.close()


def test_memory_stays_where_it_was(server: Running) -> None:
    def resident() -> int:
        return int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1]) * 4096

    chance = random.Random(5)  # noqa: S311 - no secret
    is_well(server)
    before = resident()
    for _ in range(1500):
        path = "".join(chance.choice("abc/%2e.") for _ in range(chance.randrange(200)))
        assert server.ask(f"/{path}").status < 500
    assert resident() < before + 30_000_000
