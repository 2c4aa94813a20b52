"""Going online, against a server of our own on loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from newsgraph import net
from newsgraph.errors import SourceError


class Handler(BaseHTTPRequestHandler):
    """Answers by the path: each is a way in which a server can behave."""

    protocol_version = "HTTP/1.1"
    seen: ClassVar[list[dict[str, str]]] = []

    def do_GET(self) -> None:
        self.seen.append(dict(self.headers))
        path = self.path.partition("?")[0]
        if path == "/table.csv":
            self._answer(b"id,name\n1,Ada\n")
        elif path == "/moved":
            self._redirect("/table.csv")
        elif path == "/circle":
            self._redirect("/circle")
        elif path == "/file":
            self._redirect("file:///etc/passwd")
        elif path == "/short":
            self._answer(b"id,name\n", length=1000)
        elif path == "/chunks":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\nabc\r\nzz")
        elif path == "/endless":
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            with_suppressed(self)
        elif path == "/silent":
            self.rfile.read(1)
        else:
            self._answer(b"secret page", status=404)
        self.close_connection = True

    def _answer(self, body: bytes, *, status: int = 200, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Connection", "close")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library calls
        """Say nothing."""


def with_suppressed(handler: Handler) -> None:
    try:
        while True:
            handler.wfile.write(b"x" * 65536)
    except OSError:
        return


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server that runs for as long as the tests of this file."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def body(url: str, **limits: float) -> bytes:
    return b"".join(net.fetch(url, **limits))  # type: ignore[arg-type]  # numbers of either kind


@pytest.mark.parametrize("path", ["/table.csv", "/moved", "/table.csv?key=secret#part"])
def test_a_url_is_fetched(server: str, path: str) -> None:
    assert body(server + path) == b"id,name\n1,Ada\n"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/nothing", "this URL cannot be read: the server answers 404 Not Found"),
        ("/circle", "this URL redirects more than 10 times"),
        ("/file", "this URL redirects to file:///etc/passwd, which is neither http nor https"),
        ("/short", "this URL's answer broke off"),
        ("/chunks", "this URL's answer broke off"),
    ],
)
def test_an_answer_that_is_none_is_an_error(server: str, path: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        body(f"{server}{path}?key=secret")
    assert str(caught.value) == f"{server}{path}: {message}"


def test_an_answer_without_end_is_cut_off(server: str) -> None:
    with pytest.raises(SourceError, match="larger than 1,000,000 bytes, the most that is read"):
        body(f"{server}/endless", most=1_000_000)


def test_an_answer_that_takes_too_long_is_cut_off(server: str) -> None:
    with pytest.raises(SourceError, match=r"not read within 0\.05 seconds"):
        body(f"{server}/endless", deadline=0.05)


def test_a_server_that_says_nothing_is_given_up(server: str) -> None:
    with pytest.raises(SourceError, match=r"this URL did not answer within 0\.2 seconds"):
        body(f"{server}/silent", silence=0.2)


def test_a_name_and_password_go_to_their_host_and_into_no_message(server: str) -> None:
    Handler.seen.clear()
    url = server.replace("http://", "http://me:hidden@")
    assert body(f"{url}/table.csv")
    assert Handler.seen[-1]["Authorization"].startswith("Basic ")
    with pytest.raises(SourceError) as caught:
        body(f"{url}/nothing?token=hidden")
    assert "hidden" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_no_password_is_taken_from_netrc(
    server: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The user did not give it to this program."""
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password hidden\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    Handler.seen.clear()
    body(f"{server}/table.csv")
    assert "Authorization" not in Handler.seen[-1]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/x", "http://", "http://[", "//x", "http://a b/"]
)
def test_what_is_no_http_url_is_an_error(url: str) -> None:
    with pytest.raises(SourceError):
        body(url)


def test_a_host_that_does_not_answer_is_an_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(SourceError, match=f"http://127.0.0.1:{port}/x: this URL cannot be read: no connection"):
            body(f"http://me:hidden@127.0.0.1:{port}/x?key=hidden")
