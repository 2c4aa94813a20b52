"""Laws of reading: the paragraphs of a document come back in their order, whatever it is written in."""

from __future__ import annotations

import html
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph import news
from newsgraph.errors import ArticleError
from newsgraph.news import reading, text

WORDS = st.sampled_from(
    "the minister Vučić met “him” & left < 3% in O'Hare's “D.C.” 中文 e\u0301 on Monday again".split()
)
PARAGRAPH = st.lists(WORDS, min_size=6, max_size=30).map(lambda words: f"Yesterday {' '.join(words)} said so there.")
PARAGRAPHS = st.lists(PARAGRAPH, min_size=1, max_size=8, unique=True)


def marked(paragraphs: list[str]) -> str:
    return "\n".join(f"<p>\n  {html.escape(each, quote=False).replace(' ', chr(10), 3)} </p>" for each in paragraphs)


def item(content: str) -> str:
    return f'<?xml version="1.0"?><newsItem xmlns="urn:x"><contentSet>{content}</contentSet></newsItem>'


WRITERS: dict[str, Callable[[list[str]], str]] = {
    "ninjs 1, text": lambda each: json.dumps({"uri": "u:1", "headline": "H", "body_text": "\n\n".join(each)}),
    "ninjs 1, markup": lambda each: json.dumps({"uri": "u:1", "body_xhtml": marked(each)}),
    "ninjs 3": lambda each: json.dumps({"uri": "u:1", "bodies": [{"value": marked(each)}]}, ensure_ascii=False),
    "NITF": lambda each: f"<nitf><body><body.content><block>{marked(each)}</block></body.content></body></nitf>",
    "NewsML-G2": lambda each: item(f"<inlineXML><html><body>{marked(each)}</body></html></inlineXML>"),
    "NewsML-G2, text": lambda each: item(f"<inlineData>{html.escape(chr(10).join(each))}</inlineData>"),
    "HTML": lambda each: f"<html><body><article>{marked(each)}</article></body></html>",
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@given(paragraphs=PARAGRAPHS)
@settings(max_examples=60, deadline=None)
def test_every_paragraph_comes_back_in_order(write: Callable[[list[str]], str], paragraphs: list[str]) -> None:
    found = news.read(write(paragraphs).encode(), file="a")
    assert found.article.body.split("\n\n") == paragraphs


STARTS = [
    "",
    "{",
    '{"uri": "u:1", "body_text": "',
    "[{",
    "<html>",
    "<nitf>",
    "<?xml version='1.0'?><newsItem>",
    "\x1f\x8b",
]


@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(deadline=None)
def test_any_bytes_are_an_article_or_an_article_error(start: str, rest: bytes) -> None:
    try:
        body = news.read(start.encode("latin-1") + rest, file="a").article.body
    except ArticleError as error:
        body = str(error)
    assert body.strip()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-09-04T23:59:59-05:00", "2024-09-04"),
        ("20240904T101112Z", "2024-09-04"),
        ("20240904", "2024-09-04"),
        ("Wed, 04 Sep 2024 10:00:00 GMT", "2024-09-04"),
        ("2024-02-30", None),
        ("2024", None),
        ("yesterday", None),
        ("20240904123", None),
    ],
)
def test_a_day_is_as_it_is_written(written: str, day: str | None) -> None:
    assert reading.day(written) == day


@pytest.mark.parametrize(
    ("written", "paragraphs"),
    [
        ("One.\nTwo.\n\nThree.", ["One.", "Two.", "Three."]),
        (
            "The minister met the\npresident in Paris on\nMonday.",
            ["The minister met the president in Paris on Monday."],
        ),
        ("  One. \r\n \r\nTwo.\r", ["One.", "Two."]),
        ("", []),
    ],
)
def test_lines_that_were_broken_to_fit_a_page_are_joined(written: str, paragraphs: list[str]) -> None:
    assert text.paragraphs(written) == paragraphs
