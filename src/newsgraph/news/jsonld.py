"""The JSON-LD in a web page to what it states of the page's article.

It is read as JSON, for it is written by templates: by schema.org's names, without a context.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | float | bool | None"

# https://schema.org/NewsArticle and its subtypes, before https://schema.org/Article and its other ones.
_NEWS = frozenset(
    (
        "NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle OpinionNewsArticle "
        "ReportageNewsArticle ReviewNewsArticle"
    ).split()
)
_ARTICLES = frozenset(["Article", "BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "TechArticle"])
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Statement:
    """What the page states of its article; what it does not state is empty."""

    headline: str
    byline: str
    published: str
    language: str
    url: str
    body: str


def article(scripts: Iterable[str], urls: Sequence[str]) -> Statement | None:
    """What the scripts state of the article at one of the page's `urls`, else of the first article in them.

    A script that is no JSON states nothing.
    """
    found = [item for script in scripts for item in _objects(_parsed(script), _DEEPEST)]
    named = [item for kinds in (_NEWS, _ARTICLES) for item in found if not kinds.isdisjoint(_types(item))]
    about = [item for item in named if not set(_addresses(item)).isdisjoint(urls)]
    return None if not named else _statement((about or named)[0])


def _parsed(script: str) -> Json:
    start = script.strip().removeprefix("<!--").removeprefix("//<![CDATA[").strip()
    try:
        value: Json = json.JSONDecoder(strict=False).raw_decode(start)[0]
    except (ValueError, RecursionError):
        return None
    return value


def _objects(value: Json, depth: int) -> Iterator[Mapping[str, Json]]:
    """The objects that stand for the page itself: at the top, in arrays and graphs, or as its main entity."""
    if isinstance(value, Mapping):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage") if depth else ():
            yield from _objects(value.get(key), depth - 1)
    for inner in value if isinstance(value, list) and depth else ():
        yield from _objects(inner, depth - 1)


def _statement(item: Mapping[str, Json]) -> Statement:
    return Statement(
        headline=_first(item.get("headline")) or _first(item.get("name")),
        byline=", ".join(dict.fromkeys(filter(None, _names(item.get("author"))))),
        published=_first(item.get("datePublished")) or _first(item.get("dateCreated")),
        language=next(_names(item.get("inLanguage"), "alternateName", "name"), ""),
        url=next(_addresses(item), ""),
        body=_first(item.get("articleBody")),
    )


def _types(item: Mapping[str, Json]) -> Iterator[str]:
    kinds = item.get("@type")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str):
            yield kind.rpartition("/")[2].rpartition(":")[2]


def _addresses(item: Mapping[str, Json]) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = item.get(key)
        address = value.get("@id", value.get("url")) if isinstance(value, Mapping) else value
        if isinstance(address, str) and address:
            yield address


def _names(value: Json, *keys: str) -> Iterator[str]:
    """Names of persons, organisations or languages, written as texts or as objects with a name."""
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, str):
            yield html.unescape(entry)
        elif isinstance(entry, Mapping):
            yield next(filter(None, (_first(entry.get(key)) for key in keys or ("name",))), "")


def _first(value: Json) -> str:
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, str):
            return html.unescape(entry)  # templates write &amp; here too, where it means nothing
    return ""
