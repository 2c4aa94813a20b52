"""A stretch of an article's body to tokens that know where they stand.

The body is never changed: a token's `text` is its words as they are, and `norm` is the form for looking things up
(NFC, straight apostrophes, no invisible marks). Every pattern reads each character once, so time is linear.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from newsgraph.extract.mentions import Mention

# Marks that show nothing: zero-width characters, soft hyphen, directions, byte order mark.
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_COMBINING = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LETTER = rf"[\w{_COMBINING}{_INVISIBLE}]"
# Every piece of a text. Plain words and commas first, with the space that follows them, as most pieces are such: where
# a plain word is followed by a space or a comma, the patterns below it would take the same letters.
_PIECE = re.compile(
    r"[A-Za-z]++(?: |(?=,))|, | "
    rf"|(?:[A-Za-z]\.){{2,}}(?:[-\u2010\u2011]{_LETTER}+)*(?:['\u2019]s\b)?"  # U.S., U.S.-led, U.S.'s
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|(?:[-\u2010\u2011][a-z]+)++)?(?![\w])"  # 1,200 and 5th and 54-nation
    rf"|[\w{_COMBINING}]{_LETTER}*(?:[-\u2010\u2011'\u2019&]{_LETTER}+)*"  # words, with hyphens and apostrophes inside
    r"|[^\s]|\s+"
)
_IGNORED = re.compile(rf"[{_INVISIBLE}\u0000-\u0008\u000e-\u001f\u007f]")
_STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-"})
# al-Sistani, el-Sissi: the article of an Arabic name
_ARTICLE = re.compile(r"(?:al|el|as|ad|an|ar|at|ul|bin|ben)-[A-Z]")
_CLITIC = re.compile(r"(?i)(?:n't|'(?:s|ll|ve|re|d|m))\Z")


@dataclass(frozen=True, slots=True)
class Form:
    """A word apart from where it stands: what to look it up by, and where its clitic ("n't", "'s") begins, if any.

    `width` is the length of what was read without the space after it; `norm` is empty where that shows nothing.
    """

    norm: str
    low: str
    capital: bool
    clitic: int
    width: int


class Token(msgspec.Struct, eq=False, gc=False):
    """A word, a number or a mark of punctuation, at `body[start:end]`.

    `norm`, `low` and `capital` are its form's. `tag` is its part of speech once it is tagged, `form` the form of its
    verb; `quote` numbers the quotation that it stands in (0: none).
    """

    norm: str
    low: str
    capital: bool
    start: int
    end: int
    space: bool
    tag: str = ""
    lemma: str = ""
    form: str = ""
    quote: int = 0
    mention: Mention | None = None

    @classmethod
    def of(cls, form: Form, start: int, end: int, *, space: bool) -> Token:
        return cls(form.norm, form.low, form.capital, start, end, space)

    def __repr__(self) -> str:
        return f"{self.norm}/{self.tag}"


def normalise(text: str) -> str:
    """The form of a word for looking it up; `text` itself where it is plain ASCII."""
    if text.isascii():
        return text if text.isprintable() else _IGNORED.sub("", text)
    return unicodedata.normalize("NFC", _IGNORED.sub("", text)).translate(_STRAIGHT)


def _form(text: str) -> Form:
    text = text.rstrip()
    norm = normalise(text)
    clitic = _CLITIC.search(norm) if "'" in norm else None
    cut = clitic.start() if clitic is not None and len(text) >= len(norm) else 0
    return Form(norm, norm.lower(), norm[:1].isupper() or _ARTICLE.match(norm) is not None, cut, len(text))


_forms: dict[str, Form] = {}
_MOST_KEPT, _LONGEST_KEPT = 1 << 14, 40


def form(text: str) -> Form:
    """The form of a word of a body; those of the latest words are kept."""
    found = _forms.get(text)
    if found is None:
        found = _form(text)
        if len(_forms) >= _MOST_KEPT:
            _forms.clear()
        if len(text) <= _LONGEST_KEPT:
            _forms[text] = found
    return found


def tokenize(body: str, start: int, end: int, abbreviations: AbstractSet[str]) -> list[Token]:
    """The tokens of `body[start:end]`; a word of `abbreviations` ("gen", "mr") takes the full stop that follows it."""
    tokens: list[Token] = []
    to = last = start
    for text in _PIECE.findall(body, start, end):
        start = to
        to += len(text)
        found = _forms.get(text) or form(text)
        norm = found.norm
        if not norm:
            continue
        space = start > last or not tokens
        last = end = start + found.width
        if norm == "." and tokens and not space and _takes_stop(tokens[-1], abbreviations):
            previous = tokens[-1]
            tokens[-1] = Token.of(form(previous.norm + "."), previous.start, end, space=previous.space)
        elif found.clitic:
            cut = end - (len(norm) - found.clitic)
            tokens.append(Token.of(form(norm[: found.clitic]), start, cut, space=space))
            tokens.append(Token.of(form(norm[found.clitic :].lower()), cut, end, space=False))
        else:
            tokens.append(Token(norm, found.low, found.capital, start, end, space))
    return tokens


def _takes_stop(token: Token, abbreviations: AbstractSet[str]) -> bool:
    return token.low in abbreviations or (len(token.norm) == 1 and token.capital and token.norm != "I")
