"""A body to its sentences: tokens in order, each sentence with its paragraph, each token with its quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsgraph.extract.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from newsgraph.extract.tokens import Token

OPENING = frozenset("“«„")
CLOSING = frozenset("”»")
STRAIGHT = '"'
_TERMINAL = frozenset(".!?…")
_AFTER_TERMINAL = frozenset("\"”»’')]")
_MAY_END = _TERMINAL | _AFTER_TERMINAL
_QUOTATION_MARK = re.compile(r'[“«„”»"]')
_LINE = re.compile(r"[^\n\u2028\u2029\x85\x0b\x0c]+")
_WRAPPED = 50


@dataclass(slots=True)
class Sentence:
    """One sentence; `tokens` holds its words without the quotation marks.

    `capitals` holds the numbers of the tokens that begin with a capital, and `lows` all words in lower case;
    `hyphened` where one of them has a hyphen.
    """

    start: int
    end: int
    paragraph: int
    tokens: list[Token]
    question: bool
    capitals: list[int] = field(default_factory=list)
    lows: frozenset[str] = frozenset()
    hyphened: bool = False

    def join(self, tokens: list[Token]) -> None:
        """Take other tokens for the same words."""
        self.tokens = tokens
        self.capitals = [i for i, token in enumerate(tokens) if token.capital]
        self.lows = frozenset([token.low for token in tokens])
        self.hyphened = "-" in "".join(self.lows)


def paragraphs(body: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph starts and ends.

    A line is a paragraph, except that it runs on in the next one where it is long and has no end mark, or where the
    next one begins with a small letter: wrapped text.
    """
    start, end, last, wrapped = -1, -1, -1, False
    for match in _LINE.finditer(body):
        at, to = match.span()
        text_end = to
        while text_end > at and body[text_end - 1].isspace():
            text_end -= 1
        if text_end == at:
            if start >= 0:
                yield start, end
                start = -1
            continue
        goes_on = wrapped or match.group().lstrip()[:1].islower()
        if start >= 0 and (at > last + 1 or not goes_on):
            yield start, end
            start = -1
        if start < 0:
            start = at
        end = text_end
        last = to
        wrapped = to - at >= _WRAPPED and body[text_end - 1] not in ".!?…:\"”»’')]"
    if start >= 0:
        yield start, end


def split(body: str, abbreviations: AbstractSet[str], openers: AbstractSet[str]) -> list[Sentence]:
    """All sentences of the body.

    `openers` are words in lower case ("the", "he", "in") that show a new sentence after an abbreviation's full stop.
    """
    sentences: list[Sentence] = []
    quotes = _Quotes()
    for number, (start, end) in enumerate(paragraphs(body)):
        tokens = tokenize(body, start, end, abbreviations)
        quoted = _QUOTATION_MARK.search(body, start, end) is not None
        quotes.paragraph(tokens if quoted else [])
        first = 0
        last = len(tokens) - 1
        for i, token in enumerate(tokens):
            if i == last or (token.norm[-1] in _MAY_END and _ends(tokens, i, openers)):
                sentence = _sentence(tokens[first : i + 1], number, quoted=quoted)
                if sentence is not None:
                    sentences.append(sentence)
                first = i + 1
    return sentences


def _ends(tokens: list[Token], i: int, openers: AbstractSet[str]) -> bool:
    """Whether a sentence ends with token i, of which another follows."""
    token, following = tokens[i], tokens[i + 1]
    if not following.space:
        return False
    if following.low[0].islower() and not following.capital:
        return False
    j = i
    while j > 0 and tokens[j].norm in _AFTER_TERMINAL and not tokens[j].space:
        j -= 1
    mark = tokens[j]
    if mark.norm in _TERMINAL:
        return j == i or mark.norm in ".…" or following.capital
    if token.norm.endswith(".") and token.norm.count(".") > 1:
        return following.low in openers
    return False


def _sentence(tokens: list[Token], paragraph: int, *, quoted: bool) -> Sentence | None:
    words = [token for token in tokens if token.norm not in '“”«»„"'] if quoted else tokens
    for token in words:
        if token.norm[0].isalnum():
            break
    else:
        return None
    question = "?" in (words[-1].norm, words[max(-2, -len(words))].norm)
    return Sentence(tokens[0].start, tokens[-1].end, paragraph, words, question)


class _Quotes:
    """Numbers the quotations, over paragraphs: one left open goes on where the next paragraph opens with a mark."""

    def __init__(self) -> None:
        self._count = 0
        self._open = 0

    def paragraph(self, tokens: list[Token]) -> None:
        left_open, self._open, depth = self._open, 0, 0
        for i, token in enumerate(tokens):
            mark = token.norm
            if mark in OPENING or (mark == STRAIGHT and not self._open):
                depth += 1
                if not self._open:
                    if i == 0 and left_open:
                        self._open = left_open
                    else:
                        self._count += 1
                        self._open = self._count
            elif mark in CLOSING or mark == STRAIGHT:
                depth = max(0, depth - 1)
                if depth == 0:
                    self._open = 0
            else:
                token.quote = self._open
