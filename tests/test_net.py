"""Going online, against a server of our own on loopback."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph import net
from newsgraph.errors import AccessError, ServiceError, SourceError


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
        elif path.startswith("/busy"):
            self._answer(b"later", status=503, retry_after=path.removeprefix("/busy/"))
        elif path == "/forbidden":
            self._answer(b"who are you?", status=403)
        elif path == "/zipped":
            self._answer(gzip.compress(b"a" * 100_000), zipped=True)
        elif path == "/zipped-and-cut":
            self._answer(gzip.compress(b"a" * 100_000)[:-9], zipped=True)
        elif path == "/zipped-says-it":
            self._answer(b"a" * 100, zipped=True)
        else:
            self._answer(b"secret page", status=404)
        self.close_connection = True

    def _answer(
        self,
        body: bytes,
        *,
        status: int = 200,
        length: int | None = None,
        retry_after: str | None = None,
        zipped: bool = False,
    ) -> None:
        self.send_response(status)
        self.send_header("Connection", "close")
        if retry_after is not None:
            self.send_header("Retry-After", retry_after)
        if zipped:
            self.send_header("Content-Encoding", "gzip")
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


# -- A client of a service ---------------------------------------------------------------------------------------------


class Hurry:
    """A clock that does not wait: it goes on by what is slept."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float, /) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Hurry:
    return Hurry()


@pytest.fixture
def client(clock: Hurry) -> Iterator[net.Client]:
    patience = net.Patience(retries=2, silence=5, deadline=5)
    opened = net.Client(agent="test/1 (a@example.org)", rate=5, patience=patience, most=100_000, clock=clock)
    yield opened
    opened.close()


def test_a_client_says_who_asks_and_by_what(server: str, client: net.Client) -> None:
    Handler.seen.clear()
    assert client.get(f"{server}/table.csv", {"name": "Vučić & Co"}, bytes) == b"id,name\n1,Ada\n"
    assert Handler.seen[-1]["User-Agent"].startswith("test/1 (a@example.org) python-requests/")


def test_a_zipped_answer_is_read_up_to_the_most(server: str, client: net.Client) -> None:
    assert client.get(f"{server}/zipped", {}, len) == 100_000
    smaller = net.Client(agent="test", rate=1000, patience=net.Patience(0), most=99_999)
    with pytest.raises(ServiceError, match="larger than 99,999 bytes"):
        smaller.get(f"{server}/zipped", {}, len)
    smaller.close()


@pytest.mark.parametrize(
    ("path", "message"),
    [("zipped-and-cut", "the answer broke off"), ("zipped-says-it", "the answer is not compressed as it says")],
)
def test_a_zipped_answer_that_is_none_is_asked_for_again(
    server: str, client: net.Client, path: str, message: str
) -> None:
    with pytest.raises(ServiceError, match=rf"{message} \(asked 3 times\)"):
        client.get(f"{server}/{path}", {}, len)


def test_a_service_is_given_the_time_that_it_asks_for(server: str, client: net.Client, clock: Hurry) -> None:
    with pytest.raises(ServiceError, match=r"503 Service Unavailable \(asked 3 times\)"):
        client.get(f"{server}/busy/7", {}, len)
    assert clock.slept[1:] == [7, 7]  # the first wait was for a token; later ones had come meanwhile


@pytest.mark.parametrize(
    ("path", "error"), [("forbidden", AccessError), ("busy/61", ServiceError), ("nothing", AccessError)]
)
def test_a_service_that_refuses_is_asked_no_more(
    server: str, client: net.Client, path: str, error: type[ServiceError]
) -> None:
    Handler.seen.clear()
    for name in (path, "table.csv", "table.csv"):
        with pytest.raises(error):
            client.get(f"{server}/{name}", {}, len)
    assert len(Handler.seen) == 1


def test_a_service_that_answers_nothing_three_times_in_a_row_is_asked_no_more(server: str, client: net.Client) -> None:
    def fail() -> None:
        with pytest.raises(ServiceError):
            client.get(f"{server}/busy/0", {}, len)

    fail()
    fail()
    assert client.get(f"{server}/table.csv", {}, len)
    Handler.seen.clear()
    for _ in range(3):
        fail()
    assert len(Handler.seen) == 9
    with pytest.raises(ServiceError, match="3 questions in a row had no answer"):
        client.get(f"{server}/table.csv", {}, len)
    assert len(Handler.seen) == 9


def test_a_redirect_is_not_followed(server: str, client: net.Client) -> None:
    """The service is where the settings say; who it is now is for the user to find out."""
    with pytest.raises(ServiceError, match="the service answers 302 Found"):
        client.get(f"{server}/moved", {}, bytes)


def test_what_accept_raises_comes_through(server: str, client: net.Client) -> None:
    def refuse(body: bytes) -> None:
        raise LookupError(body)

    with pytest.raises(LookupError):
        client.get(f"{server}/table.csv", {}, refuse)


@given(
    rate=st.floats(0.001, 1000),
    pauses=st.lists(st.floats(0, 10_000), min_size=1, max_size=50),
)
def test_a_bucket_lets_one_through_at_a_time(rate: float, pauses: list[float]) -> None:
    """Whatever the pauses between: at no time more than the rate, also at first."""
    clock = Hurry()
    times = [clock.now]
    bucket = net.TokenBucket(rate, clock)
    for pause in pauses:
        clock.now += pause
        bucket.take()
        times.append(clock.now)
    assert all(later >= earlier + 1 / rate for earlier, later in pairwise(times))
    assert sum(clock.slept) <= len(pauses) / rate * 1.000001
