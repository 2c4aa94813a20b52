"""A web page to its article: what the page says of itself, and the text without all that stands around it.

What it says of itself, the first that is there: JSON-LD (an Article of schema.org or a subtype such as NewsArticle),
then meta elements (OpenGraph and others), then elements of the page. The text is what trafilatura takes for it: where
the text ends and menus, teasers and comments start is a judgement on thousands of different templates, which XPath
alone cannot make. Nothing is fetched.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from configparser import ConfigParser
from dataclasses import replace
from typing import cast
from urllib.parse import urljoin, urlsplit

from lxml import etree

from newsgraph.errors import ArticleError, Place
from newsgraph.news import charset, jsonld, markup, text
from newsgraph.news.paragraphs import paragraphs
from newsgraph.news.reading import Given, Read, assemble, web_address

_MOST_TEXT = 1 << 20  # characters; the time of trafilatura grows with their square
_MOST_ELEMENTS = 20_000  # likewise
_AROUND = etree.XPath(
    "//script[not(@type='application/ld+json')]|//style|//noscript|//template|//figure|//figcaption|//aside|//nav"
    "|//iframe|//form|//button|//svg|//*[@hidden]|//*[@aria-hidden='true']"
)
_FEWEST_WORDS = 5  # of a sentence that shows that a page is no list of links
_DATE_IN_PATH = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?=/|$)", re.ASCII)


def read(content: bytes, *, file: str, given: Given) -> Read:
    """The article of a page.

    Raises ArticleError for what is no text or holds no article, and where the extra is not installed.
    """
    place = Place(file, given.line)
    decoded = charset.decode(content, file, declared=given.charset)
    root = markup.parse(decoded.text, place)
    page = _Page(root, given.url)
    stated = jsonld.article(page.scripts, page.urls)
    if stated is None and page.is_front_page:
        raise ArticleError("this is the front page of a site, and no article", place)
    texts = _texts(root, place) or text.paragraphs(stated.body if stated else "")
    headline = (stated.headline if stated else "") or page.headline
    if not any(map(_has_sentence, texts)):
        raise ArticleError("this page holds no article: no sentence was found in what could be its text", place)
    if texts[0].split() == page.heading.split():
        del texts[0]
    read = assemble(
        texts,
        place,
        given,
        headline=headline,
        byline=(stated.byline if stated else "") or page.byline,
        url=next(iter(page.urls), "") or (stated.url if stated else ""),
        dates=[*((stated.published,) if stated else ()), *page.dates],
        languages=[*((stated.language,) if stated else ()), *page.languages],
    )
    guess = f"{place}: warning: no charset is declared that fits, so this page was read as Windows-1252"
    return replace(read, notes=(guess, *read.notes)) if decoded.is_guess else read


class _Page:
    """What the elements of a page say of it."""

    def __init__(self, root: etree._Element, url: str) -> None:
        self._root = root
        self._base = url
        self._meta: dict[str, str] = {}
        for element in root.iter("meta"):
            key = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
            if key and element.get("content"):
                self._meta.setdefault(key.strip().lower(), str(element.get("content")).strip())

    @property
    def scripts(self) -> Iterator[str]:
        for element in self._root.iter("script"):
            if (element.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
                yield element.text or ""

    @property
    def urls(self) -> Sequence[str]:
        """Its canonical address, as it says, in the ways in which it says it."""
        links = [link.get("href") for link in self._root.iter("link") if "canonical" in (link.get("rel") or "").split()]
        found = (_joined(self._base, str(url)) for url in (*links, self._meta.get("og:url")) if url)
        return [url for url in found if web_address(url)]

    @property
    def is_front_page(self) -> bool:
        url = next(iter(self.urls), self._base)
        is_website = self._meta.get("og:type", "website").lower() == "website"
        return bool(url) and _path(url) in ("", "/") and is_website and not any(self._said_dates())

    @property
    def heading(self) -> str:
        return next((_words(element) for element in self._root.iter("h1") if _words(element)), "")

    @property
    def headline(self) -> str:
        title = next((_words(element) for element in self._root.iter("title")), "")
        return self._first("og:title", "twitter:title", "dc.title", "headline") or self.heading or title

    @property
    def byline(self) -> str:
        author = self._first("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author")
        return "" if web_address(author) else author

    @property
    def dates(self) -> Iterator[str]:
        yield from self._said_dates()
        for element in self._root.iter("time"):
            yield element.get("datetime") or ""
        for url in (*self.urls, self._base):
            if found := _DATE_IN_PATH.search(_path(url)):
                yield f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"

    @property
    def languages(self) -> Iterator[str]:
        yield self._root.get("lang") or self._root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        yield self._first("og:locale", "content-language", "dc.language", "language").split(",")[0]

    def _said_dates(self) -> Iterator[str]:
        for key in ("article:published_time", "datepublished", "parsely-pub-date", "pubdate", "publishdate", "dc.date"):
            yield self._meta.get(key, "")
        for key in ("dc.date.issued", "dcterms.created", "sailthru.date", "date", "article:published"):
            yield self._meta.get(key, "")

    def _first(self, *keys: str) -> str:
        return next((self._meta[key] for key in keys if self._meta.get(key)), "")


def _texts(root: etree._Element, place: Place) -> list[str]:
    """The paragraphs that trafilatura takes for the text."""
    try:
        from trafilatura.core import bare_extraction
    except ImportError as error:
        raise ArticleError("a web page needs the extra 'html': pip install 'newsgraph[html]'", place) from error
    for around in cast("list[etree._Element]", _AROUND(root)):  # noqa: SLF001 - lxml names its types so
        _drop(around)
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise ArticleError(f"more than {_MOST_ELEMENTS:,} elements are no single article", place)
    if sum(len(words) for words in root.itertext()) > _MOST_TEXT:
        raise ArticleError(f"more than {_MOST_TEXT >> 20} MiB of text are no single article", place)
    for name in ("trafilatura", "htmldate", "justext", "readability"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what it says of a page is said by us, or is no news
    try:
        found = bare_extraction(root, include_comments=False, with_metadata=False, config=_settings())
    except RecursionError as error:
        raise ArticleError("elements stand too deep within each other for an article", place) from error
    body = getattr(found, "body", None)
    return paragraphs(body) if isinstance(body, etree._Element) else []  # noqa: SLF001 - lxml names its types so


def _has_sentence(paragraph: str) -> bool:
    return any(word.rstrip("”’\"')]").endswith((".", "!", "?", "…")) for word in paragraph.split()[_FEWEST_WORDS - 1 :])


def _settings() -> ConfigParser:
    """Its own, but that a short text is a text: else its paragraphs would be thrown together."""
    from trafilatura.settings import DEFAULT_CONFIG

    settings = ConfigParser()
    settings.read_dict(
        {"DEFAULT": dict(DEFAULT_CONFIG["DEFAULT"]) | {"min_extracted_size": "1", "min_output_size": "1"}}
    )
    return settings


def _drop(element: etree._Element) -> None:
    """Take an element out, and leave what stands after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is None:
        parent.text = (parent.text or "") + element.tail
    elif element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url.strip())
    except ValueError:
        return ""


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
