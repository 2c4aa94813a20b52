"""Bytes to text that people write, and plain text to its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from newsgraph import sources
from newsgraph.errors import ArticleError, Place
from newsgraph.news.reading import MOST_BYTES

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MOST_CONTROLS = 0.01  # of the characters; a stray one is an agency's, many are no text
_LINE_END = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
SENTENCE_END = (".", "!", "?", ".”", '."', "…")
_WIDEST = 120  # a longer line was not broken to fit a page


def decode(content: bytes, file: str) -> str:
    """The text of UTF-8 or, with its byte order mark, UTF-16.

    Raises ArticleError for what is too much, of another encoding or no text.
    """
    refuse_too_much(content, file)
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = sources.decode(content, file, encoding=encoding, error=ArticleError)
    refuse_controls(text, file)
    return text


def refuse_too_much(content: bytes, file: str) -> None:
    if len(content) > MOST_BYTES:
        raise ArticleError(f"more than {MOST_BYTES / 2**20:.0f} MiB are no single article", Place(file))


def refuse_controls(text: str, file: str) -> None:
    """Raise ArticleError with the place of the first control character where they are too many for a text."""
    controls = list(_CONTROLS.finditer(text))
    if "\0" in text or len(controls) > _MOST_CONTROLS * len(text):
        start = text.index("\0") if "\0" in text else controls[0].start()
        place = Place.at(file, text, start)
        message = f"this is no text: {len(controls)} control characters, the first is U+{ord(text[start]):04X}"
        raise ArticleError(message, place)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text: its lines, but that lines which were broken to fit a page are joined."""
    return [paragraph for block in _blocks(_LINE_END.split(text)) for paragraph in _of_block(block)]


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines between blank ones."""
    block: list[str] = []
    for text in [*lines, ""]:
        if text.strip():
            block.append(" ".join(text.split()))
        elif block:
            yield block
            block = []


def _of_block(block: list[str]) -> list[str]:
    """One paragraph where each next line's first word had no room in the line before it; else one for each line.

    Lines that are all of whole sentences are paragraphs, whatever their lengths.
    """
    width = max(map(len, block))
    is_wrapped = (
        width <= _WIDEST
        and not all(above.endswith(SENTENCE_END) for above in block[:-1])
        and all(len(above) + 1 + len(below.split(" ", 1)[0]) > width for above, below in pairwise(block))
    )
    return [" ".join(block)] if is_wrapped else block
