"""NITF, the IPTC's news industry text format, to articles; alone or within NewsML-G2.

https://iptc.org/std/NITF/
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from newsgraph.errors import ArticleError, Place
from newsgraph.news import xml
from newsgraph.news.paragraphs import paragraphs
from newsgraph.news.reading import Given, Read, assemble


def read(root: etree._Element, *, file: str, given: Given) -> Read:
    """The article of an nitf element; raises ArticleError with its line where it has no text."""
    place = Place(file, given.line or xml.line(root))
    texts = body(root)
    if not texts:
        raise ArticleError("this NITF has no text in its body.content", place)
    return assemble(
        texts,
        place,
        given,
        headline=headline(root),
        byline=byline(root),
        url=_url(root),
        dates=dates(root),
        languages=(xml.attribute(root, "lang"), xml.attribute(xml.first(root, "body"), "lang")),
    )


def body(root: etree._Element) -> list[str]:
    """The paragraphs of all of its body.content."""
    return [text for content in xml.all_of(root, "body.content") for text in paragraphs(content)]


def headline(root: etree._Element | None) -> str:
    """Of hedline, or of what some agencies write for it, or of the document's title."""
    return xml.words(root, "hl1") or xml.words(root, "hedline") or xml.words(xml.first(root, "head"), "title")


def byline(root: etree._Element | None) -> str:
    return xml.words(xml.first(root, "body.head"), "byline")


def dates(root: etree._Element | None) -> Iterator[str]:
    """When it was issued, or else written or released."""
    for name, key in (("date.issue", "norm"), ("story.date", "norm"), ("date.release", "norm")):
        yield xml.attribute(xml.first(root, name), key)
    yield xml.attribute(xml.first(root, "pubdata"), "date.publication")


def _url(root: etree._Element) -> str:
    return xml.attribute(xml.first(root, "pubdata"), "ex-ref") or xml.attribute(xml.first(root, "doc-id"), "id-string")
