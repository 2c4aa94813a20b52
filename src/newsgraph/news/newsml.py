"""NewsML-G2 to articles: a newsItem is one, a newsMessage holds several.

The text of a newsItem stands in its contentSet as inlineXML, NITF or XHTML, or as inlineData. What a packageItem,
conceptItem or planningItem holds is no text.

https://iptc.org/std/NewsML-G2/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from newsgraph.errors import ArticleError, Place
from newsgraph.news import markup, nitf, text, xml
from newsgraph.news.paragraphs import local_name, paragraphs
from newsgraph.news.reading import Given, Read, assemble
from newsgraph.news.sniff import ARTICLE_ROOTS

_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
_XHTML = frozenset({"article", "body", "div", "p", "section"})
_TEXT_TYPES = ("text/", "application/xhtml", "application/html")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a newsMessage: its XML, its line, and what it is where that is no article."""

    content: bytes
    line: int | None
    other: str = ""


def items(stream: BinaryIO, file: str) -> Iterator[Item]:
    """The items of a newsMessage, each read when it is asked for.

    Raises ArticleError with line and column, after the items before it, where the XML is not well formed.
    """
    for element in xml.children(stream, file, within="itemSet"):
        if local_name(element) == "newsItem":
            yield Item(etree.tostring(element, encoding="utf-8", with_tail=False), xml.line(element), _other(element))
        else:
            yield Item(b"", xml.line(element), _article(local_name(element)))


def read(content: bytes, *, file: str, given: Given) -> Read:
    """The article of a document that is one newsItem or nitf, or one contentSet of a newsItem.

    Raises ArticleError, with line and column where it is not well formed, for what has no text.
    """
    root = xml.parse(content, file, start=given.line or 1)
    name = local_name(root)
    place = Place(file, given.line or xml.line(root))
    if name == "nitf":
        return nitf.read(root, file=file, given=given)
    if name not in ARTICLE_ROOTS:
        message = f"this XML is {_article(name)}; expected a newsItem or newsMessage of NewsML-G2, or an nitf"
        raise ArticleError(message, place)
    if other := _other(root):
        raise ArticleError(f"this newsItem is {other}, which is no article", place)
    status = _code(xml.attribute(xml.first(root, "pubStatus"), "qcode"))
    if status in _WITHDRAWN:
        raise ArticleError(f"this article is {status} by its agency, and so is not read", place)
    return _assembled(root, place, given)


def _assembled(root: etree._Element, place: Place, given: Given) -> Read:
    meta = xml.first(root, "contentMeta")
    item = xml.first(root, "itemMeta")
    inner = xml.first(root, "nitf")
    texts = next(filter(None, (_texts(content, place) for content in _contents(root))), [])
    if not texts:
        message = "this newsItem has no text of its own; expected inlineXML or inlineData in its contentSet"
        raise ArticleError(message, place)
    language = xml.first(meta, "language")
    return assemble(
        texts,
        place,
        given,
        headline=xml.words(meta, "headline") or nitf.headline(inner) or xml.words(item, "title"),
        byline=xml.words(meta, "by") or nitf.byline(inner) or _creators(meta),
        url=_url(root, item),
        dates=[
            xml.words(meta, "contentCreated"),
            *(xml.words(item, name) for name in ("versionCreated", "firstCreated")),
            *nitf.dates(inner),
        ],
        languages=[xml.attribute(language, "tag"), *_languages(root)],
    )


def _contents(root: etree._Element) -> Iterator[etree._Element]:
    """The contents in the order of their use to us: marked-up text, then plain text, as they stand in the item."""
    found = list(xml.all_of(xml.first(root, "contentSet"), "inlineXML", "inlineData"))
    yield from sorted(found, key=lambda content: local_name(content) != "inlineXML")


def _texts(content: etree._Element, place: Place) -> list[str]:
    kind = xml.attribute(content, "contenttype").lower() or "text/plain"
    if local_name(content) == "inlineData":
        if xml.attribute(content, "encoding") or not kind.startswith(_TEXT_TYPES):
            return []
        data = "".join(map(str, content.itertext()))
        return (
            markup.fragment(data, place) if "html" in kind or data.lstrip().startswith("<") else text.paragraphs(data)
        )
    inner = next((child for child in content if isinstance(child.tag, str)), None)
    if inner is None:
        return text.paragraphs(content.text or "")
    name = local_name(inner)
    if name == "nitf":
        return nitf.body(inner)
    if name == "html":
        page = xml.first(inner, "body")
        return [] if page is None else paragraphs(page)
    return paragraphs(content) if name in _XHTML or "html" in kind else []


def _other(item: etree._Element) -> str:
    """What a newsItem is that says that it is no text: "a picture"."""
    kind = _code(xml.attribute(xml.first(xml.first(item, "itemMeta"), "itemClass"), "qcode"))
    return "" if kind in ("", "text", "composite") else _article(kind)


def _article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _code(qcode: str) -> str:
    return qcode.rpartition(":")[2].lower()


def _creators(meta: etree._Element | None) -> str:
    """The names of creators, or of those from whom the information is."""
    for role in ("creator", "infoSource"):
        names = [xml.words(each, "name") or xml.attribute(each, "literal") for each in xml.all_of(meta, role)]
        if any(names):
            return ", ".join(filter(None, names))
    return ""


def _url(root: etree._Element, item: etree._Element | None) -> str:
    """The web address at which the item itself can be read, where it says one."""
    links = [
        xml.attribute(link, "href")
        for link in xml.all_of(item, "link")
        if _code(xml.attribute(link, "rel")) == "canonical"
    ]
    return next(filter(None, links), xml.attribute(root, "guid"))


def _languages(root: etree._Element) -> Iterator[str]:
    for name in ("inlineXML", "inlineData", "nitf"):
        yield xml.attribute(xml.first(root, name), "lang")
    yield xml.attribute(root, "lang")
