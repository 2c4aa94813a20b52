"""Bytes to articles: wire text, ninjs, NewsML-G2, NITF, web pages and WARC, each told by its content."""

from __future__ import annotations

from newsgraph.errors import ArticleError, Place
from newsgraph.news import wire
from newsgraph.news.reading import MOST_BYTES, Given, Read
from newsgraph.news.sniff import ARTICLE_ROOTS, HEAD, NEWS_ROOTS, Sniffed, sniff

__all__ = ["ARTICLE_ROOTS", "HEAD", "MOST_BYTES", "NEWS_ROOTS", "Given", "Read", "Sniffed", "read", "sniff"]


def read(content: bytes, *, file: str, given: Given = Given()) -> Read:  # noqa: B008 - a frozen value
    """Read one article of any format; its id is the given one, else made from its URL, headline or body.

    Raises ArticleError, with line and column where they are known, for what is no article, or several, and where an
    extra is needed that is not installed.
    """
    sniffed = sniff(content[:HEAD])
    if sniffed.kind == "json":
        from newsgraph.news import ninjs

        return ninjs.read(content, file=file, given=given)
    if sniffed.kind == "xml":
        from newsgraph.news import newsml

        return newsml.read(content, file=file, given=given)
    if sniffed.kind == "html":
        from newsgraph.news import html

        return html.read(content, file=file, given=given)
    if sniffed.kind in ("gzip", "warc"):
        raise ArticleError(
            "this is packed, and no WARC file; unpack it"
            if sniffed.kind == "gzip"
            else "this is a WARC file, of many pages",
            Place(file),
        )
    return wire.read(content, file=file, given=given)
