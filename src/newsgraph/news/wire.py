"""Wire text to an Article: a few header lines, then the body.

    US-sanctioned official meets president          headline
    By THE AGENCY                                   byline
    _                                               separator
    20240904                                        date
    https://news.example/article                    URL
    The body, one paragraph a line.

Any header line may be missing. The header ends with the last separator, date or URL that has at most three other
lines above it: the headline, the byline, and perhaps a standfirst, which is not kept. A text with none of those marks
starts with its headline if that looks like one (one short line without a full stop). The body is kept as it is, but
that lines end with U+000A and that blank lines around it and a byte order mark go.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsgraph.errors import ArticleError, Place
from newsgraph.facts import Article
from newsgraph.news.reading import Given, Read, identifier
from newsgraph.news.text import SENTENCE_END, decode

_HEADER_TEXTS = 3  # headline, standfirst, byline; a mark below more lines than these belongs to the body
_HEADER_WIDTH = 300  # a longer line is a paragraph
_SEPARATOR = re.compile(r"[_\-=*—–]+")
_DATE = re.compile(r"\d{8}|\d{4}-\d{2}-\d{2}", re.ASCII)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_BYLINE = re.compile(r"by\b[ :]", re.IGNORECASE)


def read(content: bytes, *, file: str, given: Given) -> Read:
    """Read one article. Its id is the given one, else made from its URL, headline or body.

    Raises ArticleError with file, line and column for what is no text, is empty, has no body or no calendar date.
    """
    text = decode(content, file)
    if not text.strip():
        raise ArticleError("this file is empty; expected a headline, a date, a URL and the article's text", Place(file))
    lines = re.split(r"\r\n|\r|\n", text)
    header, start = _header(lines, file)
    written = [number for number, line in enumerate(lines) if number >= start and line.strip()]
    if not written:
        message = "no body follows the header lines; expected the article's text below them"
        raise ArticleError(message, Place(file, start))
    first, last = written[0], written[-1] + 1
    body = "\n".join(lines[first:last])
    article = Article(
        id=given.identifier or identifier(header.url, header.headline, body),
        url=header.url,
        headline=header.headline,
        byline=header.byline,
        published=header.published,
        body=body,
    )
    return Read(article, Place(file, first + 1, 1))


@dataclass(slots=True)
class _Header:
    headline: str = ""
    byline: str = ""
    published: str | None = None
    url: str = ""


def _header(lines: list[str], file: str) -> tuple[_Header, int]:
    """The header, and the index of the first line after it."""
    leading = list(_leading(lines))
    marks = [position for position, (_, line) in enumerate(leading) if _is_mark(line)]
    header = _Header()
    if marks:
        for index, line in leading[: marks[-1] + 1]:
            _take(header, line, Place(file, index + 1, len(line) - len(line.lstrip()) + 1))
        return header, leading[marks[-1]][0] + 1
    first = 0
    for index, line in leading[:2]:
        text = line.strip()
        more = any(later.strip() for later in lines[index + 1 :])
        if not header.headline and index == leading[0][0] and more and not text.endswith(SENTENCE_END):
            header.headline, first = text, index + 1
        elif header.headline and _BYLINE.match(text) and more:
            header.byline, first = text, index + 1
    return header, first


def _leading(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines at the top that could be header lines, with their indices."""
    texts = 0
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        texts += not _is_mark(line)
        if texts > _HEADER_TEXTS or len(line) > _HEADER_WIDTH:
            return
        yield index, line


def _is_mark(line: str) -> bool:
    text = line.strip()
    return any(pattern.fullmatch(text) is not None for pattern in (_SEPARATOR, _DATE, _URL))


def _take(header: _Header, line: str, place: Place) -> None:
    text = line.strip()
    if _SEPARATOR.fullmatch(text):
        return
    if _DATE.fullmatch(text):
        try:
            header.published = datetime.date.fromisoformat(text).isoformat()
        except ValueError as error:
            raise ArticleError(f"{text} is no day of the calendar; expected a date as 20240904", place) from error
    elif _URL.fullmatch(text):
        header.url = text
    elif not header.headline and not _BYLINE.match(text):
        header.headline = text
    else:
        header.byline = text
