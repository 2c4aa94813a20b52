"""What a reader found to an Article: the law of paragraphs, ids, dates, addresses and language tags, for every format.

Law of paragraphs: a body that comes from markup or JSON is its paragraphs in their order, between two each U+000A
U+000A; within one, white space is a single space, and what nobody sees (soft hyphens, spaces of no width) is gone.
"""

from __future__ import annotations

import datetime
import email.utils
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsgraph.errors import ArticleError, Place
from newsgraph.facts import Article

# More than that is no article, and would be read for minutes.
MOST_BYTES = 16 * 1024 * 1024

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")  # https://www.rfc-editor.org/rfc/rfc5646#section-2.1, roughly
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})
_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d(?!\d{5}))", re.ASCII)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x1f]+", re.IGNORECASE)
_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Read:
    """An article with the place of its body's first character in the file it was read from.

    Where the body does not stand in the file as it is kept, the place has no column. `notes` says what an editor
    should know of the reading.
    """

    article: Article
    place: Place
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of an article from where it was kept: for what the article does not say itself.

    `fetched` is a day such as 2024-09-04, `charset` the encoding that came with the bytes, `line` where in its file
    the article starts.
    """

    identifier: str | None = None
    url: str = ""
    fetched: str | None = None
    charset: str | None = None
    line: int | None = None


def assemble(
    paragraphs: Sequence[str],
    place: Place,
    given: Given,
    *,
    headline: str = "",
    byline: str = "",
    url: str = "",
    dates: Iterable[str] = (),
    languages: Iterable[str] = (),
) -> Read:
    """The article of these paragraphs. Of `dates` and `languages` the first that is one is taken.

    A headline that opens the body too is not repeated there. Raises ArticleError where no paragraph is left.
    """
    headline = line(headline)
    kept = [text for text in map(line, paragraphs) if text]
    if kept and kept[0].casefold() == headline.casefold():
        del kept[0]
    if not kept:
        raise ArticleError("this article has no text", place)
    body = "\n\n".join(kept)
    written = [text for text in dates if text.strip()]
    published = next(filter(None, map(day, written)), None)
    notes = []
    if published is None and written:
        notes.append(f"{place}: warning: {written[0][:40]!r} is no date that can be read, so the article has none")
    if published is None and given.fetched is not None:
        published = given.fetched
        notes.append(f"{place}: warning: the page gives no date; {published}, when it was fetched, is taken for it")
    url = web_address(url) or web_address(given.url)
    article = Article(
        id=given.identifier or identifier(url, headline, body),
        url=url,
        headline=headline,
        byline=line(byline),
        published=published,
        language=next(filter(None, map(language, languages)), "en"),
        body=body,
    )
    return Read(article, place, tuple(notes))


def line(text: str) -> str:
    """A text on one line, its white space single spaces; without what nobody sees and what is no text."""
    return " ".join(text.translate(_UNSEEN).encode("utf-8", "replace").decode().split())


def day(text: str) -> str | None:
    """The calendar day with which a time of ISO 8601 (2024-09-04T10:00Z, 20240904) or of RFC 5322 starts, else None."""
    found = _DAY.match(text)
    try:
        if found is not None:
            return datetime.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        parts = email.utils.parsedate(text)
        return None if parts is None else datetime.date(*parts[:3]).isoformat()
    except (ValueError, OverflowError):
        return None


def language(text: str) -> str | None:
    """The language tag that a text is, "en-US" for en_US; None for what is none or names no one language."""
    tag = text.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) and tag.lower() not in _NO_LANGUAGE else None


def web_address(text: str) -> str:
    """The text, if it is an http or https URL; else nothing."""
    return text.strip() if _WEB_ADDRESS.fullmatch(text.strip()) else ""


def identifier(url: str, headline: str, body: str) -> str:
    """A readable id that the same article always gets."""
    named = url.rstrip("/").rpartition("/")[2].partition("?")[0] or headline
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", named).casefold()).strip("-")[:80].rstrip("-")
    return words or hashlib.sha256(body.encode()).hexdigest()[:16]
