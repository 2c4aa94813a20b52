"""ninjs of all versions, as agencies write it and not as its schemas say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newsgraph import news
from newsgraph.errors import ArticleError
from newsgraph.news import ninjs

FIRST: dict[str, Any] = {
    "uri": "https://agency.example/items/1",
    "type": "text",
    "versioncreated": "2024-09-05T00:10:00+02:00",
    "contentcreated": "2024-09-04T23:10:00+02:00",
    "language": "en-GB",
    "byline": "Ana Ban",
    "headline": "Minister meets president",
    "body_text": "The minister met the president.\n\nThey talked of trade.",
}
SECOND: dict[str, Any] = {
    "uri": "urn:agency:1",
    "type": "text",
    "versioncreated": "2024-09-04T23:10:00Z",
    "language": "en",
    "by": "Ana Ban",
    "headlines": [{"role": "short", "value": "Talks"}, {"role": "main", "value": "Minister meets president"}],
    "bodies": [
        {"role": "main", "contenttype": "text/plain", "value": "The minister met the president. They talked of trade."},
        {
            "role": "html",
            "contenttype": "text/html",
            "value": "<p>The minister met the president.</p>\n<p>They talked of trade.</p>",
        },
        {"role": "caption", "value": "<p>The minister, left,</p><p>and the president.</p><p>In Paris.</p>"},
    ],
}
THIRD = {{"versioncreated": "versionCreated"}.get(key, key): value for key, value in SECOND.items()}
PARAGRAPHS = ["The minister met the president.", "They talked of trade."]


def read(value: object) -> news.Read:
    return news.read(json.dumps(value).encode(), file="a.json", given=news.Given("a"))


@pytest.mark.parametrize("item", [FIRST, SECOND, THIRD], ids=["1.x", "2.x", "3.x"])
def test_every_version_gives_the_same_article(item: dict[str, Any]) -> None:
    article = read(item).article
    assert (article.headline, article.byline, article.published) == (
        "Minister meets president",
        "Ana Ban",
        "2024-09-04",
    )
    assert article.body.split("\n\n") == PARAGRAPHS
    assert article.language in ("en", "en-GB")


def test_the_address_is_that_of_a_page_only() -> None:
    assert (read(FIRST).article.url, read(SECOND).article.url) == ("https://agency.example/items/1", "")


def test_of_several_forms_the_one_with_paragraphs_is_taken() -> None:
    markup = "<h2>Trade</h2><p>The minister met <b>the</b>\n president.</p><script>x()</script><p>They&nbsp;talked.</p>"
    article = read(FIRST | {"body_text": "The minister met the president. They talked.", "body_xhtml": markup}).article
    assert article.body == "Trade\n\nThe minister met the president.\n\nThey talked."


def test_a_headline_that_opens_the_text_is_not_repeated() -> None:
    body = "<h1>Minister meets president</h1><p>The minister met the president.</p><p>They talked of trade.</p>"
    assert read(FIRST | {"body_xhtml": body}).article.body.split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize("wrap", [lambda i: {"data": {"item": i}}, lambda i: {"total": 1, "item": [i]}, lambda i: [i]])
def test_items_in_the_answer_of_an_interface_are_found(wrap: Any) -> None:
    (item,) = ninjs.items(wrap(FIRST))
    assert json.loads(item.content) == FIRST


def test_items_that_are_no_text_say_so() -> None:
    found = ninjs.items([FIRST, {"uri": "u:1", "type": "picture", "headline": "A"}, FIRST])
    assert [item.other for item in found] == ["", "a picture", ""]


def test_a_schema_of_ninjs_holds_no_item() -> None:
    assert (
        ninjs.items({"properties": {"uri": {"type": "string"}, "headline": {}, "body_text": {"type": "string"}}}) == ()
    )


def test_a_date_that_is_none_is_noted() -> None:
    found = read(FIRST | {"contentcreated": "2024-13-45", "versioncreated": "soon"})
    assert found.article.published is None
    assert found.notes == ("a.json: warning: '2024-13-45' is no date that can be read, so the article has none",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"uri": "u:1",\n "headline": "A', "a.json:2:14: this is no JSON document: unterminated string starting at"),
        (
            b'{"name": "x"}',
            "a.json: this JSON is neither ninjs (expected a uri with headlines, bodies or body_text) nor facts",
        ),
        (b"[]", "a.json: this JSON is neither ninjs"),
        (b"[" * 100_000 + b"{", "a.json:1: this JSON is nested too deep"),
        (b'{"uri": "u:1", "headline": "A", "type": "text"}', "a.json: this ninjs item has no text"),
        (b'{"uri": "u:1", "headline": "A", "type": "video"}', "a.json: this is ninjs for a video, which is no article"),
        (
            b'{"uri": "u:1", "body_text": "A.", "pubstatus": "canceled"}',
            "a.json: this article is canceled by its agency",
        ),
        (b'{"uri": "u:1", "body_text": " ", "body_xhtml": "<p> </p>"}', "a.json: this ninjs item has no text"),
        (b'{"uri": 1, "bodies": [{"value": 2}, 3, null], "headlines": "x"}', "a.json: this ninjs item has no text"),
        (b'{"uri": "\xe9"}', "a.json:1:10: this is no UTF-8 text: byte 0xE9"),
    ],
)
def test_what_is_no_article_is_said_with_its_place(content: bytes, message: str) -> None:
    with pytest.raises(ArticleError) as caught:
        ninjs.read(content, file="a.json", given=news.Given())
    assert str(caught.value).startswith(message)
