"""Web pages: what they say of themselves, the text without what stands around it, and what is no article."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from newsgraph import news
from newsgraph.errors import ArticleError

pytest.importorskip("trafilatura", reason="the extra html is not installed")

TEXT = "<p>The minister &amp; the president met in&nbsp;Paris on Monday.</p><p>They talked.</p>"
BODY = "The minister & the president met in Paris on Monday.\n\nThey talked."
AROUND = """<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>"""
BELOW = """<aside><h3>Related</h3><p><a href="/x">Another minister was sanctioned by France.</a></p></aside>
<footer><p>Copyright 2024 The Gazette. All rights reserved.</p></footer>"""


def page(text: str = TEXT, *, head: str = "", lang: str = "en") -> str:
    return f"""<!DOCTYPE html><html lang="{lang}"><head>{head}
<title>Minister meets president | The Gazette</title></head>
<body>{AROUND}<main><article><h1>Minister meets president</h1>
<figure><img src="a.jpg" alt=""><figcaption>The minister, left, sanctioned nobody in Rome.</figcaption></figure>
{text}<script>var a = "A script met the president.";</script></article>{BELOW}</main></body></html>"""


def read(content: str | bytes, **given: Any) -> news.Read:
    return news.read(
        content if isinstance(content, bytes) else content.encode(), file="a.html", given=news.Given("a", **given)
    )


def jsonld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_the_text_is_there_and_nothing_around_it() -> None:
    article = read(page()).article
    assert (article.headline, article.body) == ("Minister meets president", BODY)


def test_what_stands_deep_is_not_lost() -> None:
    """Page builders wrap a text in more elements than parsers like."""
    assert read(page("<div>" * 400 + TEXT + "</div>" * 400)).article.body == BODY


ARTICLE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ReportageNewsArticle",
    "headline": "Minister &amp; president",
    "datePublished": "2024-09-04T23:30:00-05:00",
    "dateModified": "2024-09-06",
    "author": [{"@type": "Person", "name": "Ana Ban"}, {"@type": "Person", "name": "Bo Ek"}],
    "inLanguage": "en-GB",
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://gazette.example/a"},
}
OTHER = {
    "@type": "NewsArticle",
    "headline": "Another",
    "url": "https://gazette.example/b",
    "datePublished": "2020-01-01",
}


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [{"@type": "WebSite"}, ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "x"}, ARTICLE, OTHER]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        ARTICLE | {"@type": ["Thing", "http://schema.org/NewsArticle"]},
        {"@type": "ItemList", "itemListElement": [OTHER]} | {"@graph": [ARTICLE]},
    ],
)
def test_json_ld_states_what_the_article_is(value: object) -> None:
    article = read(page(head=jsonld(value))).article
    assert (article.headline, article.byline) == ("Minister & president", "Ana Ban, Bo Ek")
    assert (article.published, article.language) == ("2024-09-04", "en-GB")
    assert (article.url, article.body) == ("https://gazette.example/a", BODY)


def test_of_several_articles_the_one_of_the_page_is_meant() -> None:
    head = '<link rel="canonical" href="https://gazette.example/a">' + jsonld([OTHER, ARTICLE])
    assert read(page(head=head)).article.headline == "Minister & president"


def test_broken_json_ld_gives_way_to_meta_elements() -> None:
    head = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>
<meta property="og:title" content="Minister &amp; president"><meta name="author" content="Ana Ban">
<meta property="article:published_time" content="2024-09-04T10:00:00Z"><meta property="og:locale" content="en_GB">
<meta property="og:url" content="https://gazette.example/a">"""
    article = read(page(head=head, lang="")).article
    assert (article.headline, article.byline, article.published) == ("Minister & president", "Ana Ban", "2024-09-04")
    assert (article.language, article.url) == ("en-GB", "https://gazette.example/a")


@pytest.mark.parametrize(
    ("text", "given", "published"),
    [
        ('<time datetime="2024-09-04">today</time>' + TEXT, {"fetched": "2025-01-01"}, "2024-09-04"),
        (TEXT, {"url": "https://gazette.example/2024/9/4/a", "fetched": "2025-01-01"}, "2024-09-04"),
        (TEXT, {"url": "https://gazette.example/a", "fetched": "2025-01-01"}, "2025-01-01"),
        (TEXT, {}, None),
    ],
)
def test_a_date_is_sought_where_one_may_stand(text: str, given: dict[str, str], published: str | None) -> None:
    """Of last resort is the day on which the page was fetched, and that is noted."""
    found = read(page(text), **given)
    assert found.article.published == published
    assert bool(found.notes) == (published == "2025-01-01")


@pytest.mark.parametrize(
    ("encoding", "head", "charset"),
    [
        ("utf-8", '<meta charset="iso-8859-1">', None),
        ("utf-8", "", "windows-1252"),
        ("iso-8859-2", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', None),
        ("iso-8859-2", '<meta charset="utf-8">', "ISO-8859-2"),
        ("iso-8859-2", '<meta charset="no-such">', "iso-8859-2"),
        ("utf-16", "", None),
        ("utf-8-sig", "", None),
    ],
)
def test_the_declaration_that_fits_the_bytes_is_believed(encoding: str, head: str, charset: str | None) -> None:
    text = "<p>Vučić met the president in Paris on Monday.</p>"
    found = read(page(text, head=head).encode(encoding), charset=charset)
    assert (found.article.body, found.notes) == ("Vučić met the president in Paris on Monday.", ())


def test_an_encoding_that_nobody_declares_is_guessed_and_noted() -> None:
    found = read(page("<p>José met the president in Paris on Monday.</p>").encode("cp1252"))
    assert found.article.body.startswith("José met")
    assert found.notes == ("a.html: warning: no charset is declared that fits, so this page was read as Windows-1252",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html>", "a.html: this page holds no article"),
        (b"<!DOCTYPE html><html><body><p></p></body></html>", "a.html: this page holds no article"),
        (page("").encode(), "a.html: this page holds no article"),
        (f"<html><body>{AROUND}</body></html>".encode(), "a.html: this page holds no article"),
        (b"<html>\n<p>\0\1\2", "a.html:2:4: this is no text: 3 control characters, the first is U+0000"),
        (b"<html>" + b"<p>Word word word word word.</p>" * 2**20, "a.html: more than 16 MiB are no single article"),
        (b"<html>" + b"<b>x</b>" * 50_000, "a.html: more than 20,000 elements are no single article"),
        (b"<html><p>" + b"Word word word word word. " * 50_000, "a.html: more than 1 MiB of text"),
        (b"<html>" + b"<div>" * 2_000, "a.html: this page holds no article"),
        (b"<html>" + b"<div>" * 3_000, "a.html: more than 2,000 elements within each other are no article"),
        (
            page(head='<meta property="og:url" content="https://gazette.example/">').encode(),
            "a.html: this is the front",
        ),
    ],
)
def test_what_is_no_article_is_said(content: bytes, message: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read(content)
    assert str(caught.value).startswith(message)


def test_an_extra_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura.core", None)  # as where it is not installed
    with pytest.raises(ArticleError, match=r"^a\.html: a web page needs the extra 'html': pip install 'newsgraph\["):
        read(page())
