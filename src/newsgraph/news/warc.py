"""WARC files, plain or gzipped, to the web pages in them, one at a time.

https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol, cast

from newsgraph.errors import ArticleError, Place
from newsgraph.news.reading import MOST_BYTES, web_address

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


# What the libraries raise for bytes that are not of their kind; AttributeError is warcio's, for a record without URI.
_BROKEN = (OSError, zlib.error, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was fetched: its bytes, its address, the day, and the charset of its header."""

    content: bytes
    url: str
    fetched: str | None
    charset: str | None


@dataclass(slots=True)
class Count:
    """How many records were no pages: requests, images, redirections, errors."""

    others: int = 0


class _Headers(Protocol):
    def get_header(self, name: str, default: str | None = None) -> str | None: ...

    def get_statuscode(self) -> str: ...


class _Limited(Protocol):
    limit: int


class _Record(Protocol):
    rec_type: str
    rec_headers: _Headers
    http_headers: _Headers | None
    raw_stream: _Limited

    def content_stream(self) -> BinaryIO: ...


class _Unpacked:
    """The plain bytes of a gzipped stream. Its early end is an OSError, for warcio takes EOFError for a good end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._plain = gzip.GzipFile(fileobj=stream)

    def read(self, size: int = -1) -> bytes:
        try:
            return self._plain.read1(size)
        except EOFError as error:
            raise OSError("it is cut short") from error


def pages(stream: BinaryIO, file: str, count: Count) -> Iterator[Page]:
    """The HTML pages of a WARC file, in its order; `count` is of the records that are none.

    Raises ArticleError, after the pages that stand before it, where the file is broken or cut short, and where the
    extra is not installed.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        message = "a WARC file needs the extra 'warc': pip install 'newsgraph[warc]'"
        raise ArticleError(message, Place(file)) from error
    magic = stream.read(2)
    stream.seek(0)
    plain = _Unpacked(stream) if magic == b"\x1f\x8b" else stream
    number = 0
    try:
        for record in ArchiveIterator(plain):
            number += 1
            page = _page(cast("_Record", record))
            if page is None:
                count.others += 1
            else:
                yield page
            while record.raw_stream.read(1 << 16):
                pass
            if record.raw_stream.limit > 0:
                raise ArticleError(f"this WARC file is cut short in record {number}", Place(file))
    except (ArchiveLoadFailed, *_BROKEN) as error:
        reason = str(error).strip().splitlines()[0:1]
        message = f"this WARC file is broken in or after record {number}: {' '.join(reason) or type(error).__name__}"
        raise ArticleError(message, Place(file)) from error


def _page(record: _Record) -> Page | None:
    """The page that a record holds, if it does: a response of success, or a resource, of type HTML."""
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    if record.rec_type not in ("response", "resource") or headers is None:
        return None
    if record.rec_type == "response" and not headers.get_statuscode().startswith("2"):
        return None
    kind, *parameters = (headers.get_header("Content-Type") or "").split(";")
    if kind.strip().lower() not in _PAGES:
        return None
    named = [
        value for name, _, value in (part.partition("=") for part in parameters) if name.strip().lower() == "charset"
    ]
    return Page(
        _first_bytes(record.content_stream(), MOST_BYTES + 1),
        web_address((record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")),
        (record.rec_headers.get_header("WARC-Date") or "")[:10] or None,
        named[0].strip(" \"'") if named else None,
    )


def _first_bytes(stream: BinaryIO, most: int) -> bytes:
    """So many bytes of a stream that gives them in its own portions."""
    portions: list[bytes] = []
    while most > 0 and (portion := stream.read(most)):
        portions.append(portion)
        most -= len(portion)
    return b"".join(portions)
