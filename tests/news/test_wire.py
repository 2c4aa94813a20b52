"""Wire text in all the states in which it comes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph import news
from newsgraph.errors import ArticleError, Place

TEXT = """Minister meets president
By THE GAZETTE
_
20240904
https://news.example/2024/minister-meets-president
The minister met the president.

“Good,” he said.
"""
BODY = "The minister met the president.\n\n“Good,” he said."


def read(text: str | bytes) -> news.Read:
    return news.read(text if isinstance(text, bytes) else text.encode(), file="a.txt", given=news.Given("a"))


def test_all_header_lines_are_read() -> None:
    found = read(TEXT)
    article = found.article
    assert (article.headline, article.byline) == ("Minister meets president", "By THE GAZETTE")
    assert (article.published, article.url) == ("2024-09-04", "https://news.example/2024/minister-meets-president")
    assert (article.body, found.place) == (BODY, Place("a.txt", 6, 1))


@pytest.mark.parametrize(
    "variant",
    [
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        ("\n\n" + TEXT + "\n\n\n").encode(),
    ],
    ids=["byte order mark", "UTF-16", "CRLF", "CR", "blank lines"],
)
def test_the_body_is_the_same_however_the_file_is_written(variant: bytes) -> None:
    assert read(variant).article.body == BODY


@pytest.mark.parametrize("missing", range(5))
def test_any_header_line_may_be_missing(missing: int) -> None:
    lines = TEXT.split("\n")
    article = read("\n".join(lines[:missing] + lines[missing + 1 :])).article
    assert article.body == BODY
    full = read(TEXT).article
    names = ("headline", "byline", None, "published", "url")
    for line, name in enumerate(names):
        if name is not None and line != missing:
            assert getattr(article, name) == getattr(full, name)


def test_a_text_without_marks_starts_with_its_headline() -> None:
    found = read("Minister meets president\n\nThe minister met the president. They talked.\n")
    assert (found.article.headline, found.place.line) == ("Minister meets president", 3)


def test_a_text_of_sentences_has_no_headline() -> None:
    article = read("The minister met the president.\nThey talked.").article
    assert (article.headline, article.body) == ("", "The minister met the president.\nThey talked.")


def test_a_url_in_the_body_is_no_header() -> None:
    body = "One.\nTwo two.\nThree three.\nFour four.\nhttps://news.example/more\nFive."
    assert read(body).article.body == body


def test_decomposed_letters_stay_as_they_are() -> None:
    """Offsets count the code points of the body as kept, so nothing is composed."""
    body = unicodedata.normalize("NFD", "Vučić spoke.")
    assert read(TEXT.replace(BODY, body)).article.body == body


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.txt: this file is empty; expected a headline, a date, a URL and the article's text"),
        (b" \n\t\n", "a.txt: this file is empty; expected a headline, a date, a URL and the article's text"),
        (b"\x89PNG\r\n\x1a\n", "a.txt:1:1: this is no UTF-8 text: byte 0x89"),
        (b"GIF89a\x00\x01", "a.txt:1:7: this is no text: 2 control characters, the first is U+0000"),
        (b"Caf\xe9", "a.txt:1:4: this is no UTF-8 text: byte 0xE9"),
        (
            b"Head\nBy X\n_\n20240904\n\n",
            "a.txt:4: no body follows the header lines; expected the article's text below them",
        ),
        (b"Head\n20240931\nBody.", "a.txt:2:1: 20240931 is no day of the calendar; expected a date as 20240904"),
        (b"\x01\x02" * 50 + b"text", "a.txt:1:1: this is no text: 100 control characters, the first is U+0001"),
        (b"a " * 2**24, "a.txt: more than 16 MiB are no single article"),
    ],
)
def test_what_is_no_article_is_said_with_its_place(content: bytes, message: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read(content)
    assert str(caught.value) == message


def test_a_stray_control_character_is_kept() -> None:
    """Wires send some; one is no reason to lose an article, and offsets must still be right."""
    body = "The minister\x1a met the president. " + "They talked of trade and of war. " * 10
    assert read(body).article.body == body


def test_without_a_name_the_id_comes_from_the_url() -> None:
    assert news.read(TEXT.encode(), file="<stdin>").article.id == "minister-meets-president"


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_are_an_article_or_an_article_error(content: bytes) -> None:
    try:
        body = read(content).article.body
    except ArticleError as error:
        body = str(error)
    assert body.strip()
