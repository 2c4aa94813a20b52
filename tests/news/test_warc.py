"""WARC files: pages one at a time, and what a crawl that broke off leaves."""

from __future__ import annotations

import gzip
import io
import sys

import pytest

from newsgraph.errors import ArticleError
from newsgraph.news import warc

pytest.importorskip("warcio", reason="the extra warc is not installed")

PAGE = b"<html><p>The minister met the president in Paris.</p></html>"


def record(kind: str, url: str, content: bytes, content_type: str) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-09-04T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {content_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def response(url: str, body: bytes = PAGE, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    return record("response", url, http, "application/http; msgtype=response")


CRAWL = [
    record("warcinfo", "", b"software: x\r\n", "application/warc-fields"),
    response("https://gazette.example/a"),
    record("request", "https://gazette.example/a", b"GET /a HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    response("https://gazette.example/b.png", b"\x89PNG", kind="image/png"),
    response("https://gazette.example/c", status="301 Moved Permanently"),
    response("https://gazette.example/d", status="404 Not Found"),
    response("https://gazette.example/e", PAGE + b"!"),
]


def pages(content: bytes) -> tuple[list[warc.Page], int]:
    count = warc.Count()
    return list(warc.pages(io.BytesIO(content), "a.warc", count)), count.others


@pytest.mark.parametrize("pack", [b"".join, lambda parts: b"".join(map(gzip.compress, parts))], ids=["plain", "gzip"])
def test_pages_that_were_got_are_articles_and_the_others_are_counted(pack: object) -> None:
    found, others = pages(pack(CRAWL))  # type: ignore[operator]
    assert [page.url for page in found] == ["https://gazette.example/a", "https://gazette.example/e"]
    assert (found[0].content, found[0].fetched, found[0].charset) == (PAGE, "2024-09-04", "utf-8")
    assert others == 5


def test_transfer_encodings_are_undone() -> None:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(gzip.compress(PAGE, mtime=0)), gzip.compress(PAGE, mtime=0))
    http = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
        + chunked
    )
    found, _ = pages(record("response", "https://gazette.example/a", http, "application/http"))
    assert found[0].content == PAGE


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"".join(CRAWL)[:-40], "this WARC file is cut short in record 7"),
        (b"".join(map(gzip.compress, CRAWL))[:-40], "this WARC file is broken in or after record 7"),
        (gzip.compress(b"".join(CRAWL))[:-2], "this WARC file is broken in or after record 7"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "this WARC file is broken"),
        (b"".join(CRAWL) + b"no WARC", "this WARC file is broken"),
    ],
)
def test_pages_before_what_is_broken_are_read(content: bytes, message: str) -> None:
    stream = warc.pages(io.BytesIO(content), "a.warc", warc.Count())
    found: list[warc.Page] = []
    with pytest.raises(ArticleError, match=rf"^a\.warc: {message}"):
        found.extend(iter(lambda: next(stream), None))
    assert len(found) <= 2


def test_an_extra_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)  # as where it is not installed
    with pytest.raises(ArticleError, match=r"^a\.warc: a WARC file needs the extra 'warc': pip install 'newsgraph\["):
        pages(b"".join(CRAWL))
