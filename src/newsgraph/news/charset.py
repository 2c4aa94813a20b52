"""The bytes of a web page to its text, whatever encodings are declared.

Pages are saved, sent and declared by three hands. So bytes that are valid UTF-8 are UTF-8, which no other text is by
chance; else the byte order mark, the header of the transfer and the page's own declaration are tried in this order, as
in https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding, and at last Windows-1252.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsgraph import sources
from newsgraph.errors import ArticleError
from newsgraph.news.text import refuse_controls, refuse_too_much

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_WHERE_DECLARED = 4096  # bytes
# https://encoding.spec.whatwg.org/#names-and-labels
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
_TEXT_ENCODINGS = re.compile(
    r"(utf-?(8|16|16le|16be)|iso-?8859-\d+|windows-125\d|cp125\d|koi8-[ru]|gb2312|gbk|gb18030|big5|euc-(jp|kr)|"
    r"shift_jis|iso-2022-jp|macintosh)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and whether its encoding was guessed, for no declaration fits its bytes."""

    text: str
    is_guess: bool = False


def decode(content: bytes, file: str, *, declared: str | None = None) -> Decoded:
    """The text of a page; `declared` is the charset of the HTTP header.

    Raises ArticleError with line and column for what is no text.
    """
    refuse_too_much(content, file)
    for encoding in _candidates(content, declared):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        refuse_controls(text, file)
        return Decoded(text)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = sources.decode(content, file, error=ArticleError)
    refuse_controls(text, file)
    return Decoded(text, is_guess=True)


def _candidates(content: bytes, declared: str | None) -> Iterator[str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield "utf-16"
    if b"\0" not in content[:_WHERE_DECLARED]:
        yield "utf-8-sig"
    elif content.startswith((b"<\0", b"\0<")):
        yield "utf-16-le" if content[1] == 0 else "utf-16-be"
    own = _DECLARED.search(content[:_WHERE_DECLARED])
    for label in (declared or "", "" if own is None else own[1].decode("ascii")):
        if _TEXT_ENCODINGS.fullmatch(_MEANT.get(label.lower(), label)):
            yield _MEANT.get(label.lower(), label)
