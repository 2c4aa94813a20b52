"""A quote to the places in a body where it stands, however its spaces and quotation marks were typed."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

_MARKS = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛ʼ′", "'")})
_SPACES = re.compile(r"\s+")
_MOST_PLACES = 16


def plain(text: str) -> str:
    """The text with each run of spaces as one, and straight quotation marks."""
    return _SPACES.sub(" ", text).strip().translate(_MARKS)


class Quotes:
    """Finds quotes in one body, in time linear in the body for each."""

    def __init__(self, body: str) -> None:
        # kept[i] is where the i-th character of the plain text stands in the body
        runs = [match.span() for match in _SPACES.finditer(body)]
        starts = [0, *(end for _, end in runs)]
        ends = [*(start for start, _ in runs), len(body)]
        pieces = [body[start:end] for start, end in zip(starts, ends, strict=True)]
        self._text = " ".join(pieces).translate(_MARKS)
        self._plain_starts = [0, *accumulate(len(piece) + 1 for piece in pieces[:-1])]
        self._starts = starts

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Start and end in the body of each place where all of the quote stands, as whole words; the first few."""
        wanted = plain(quote)
        found: list[tuple[int, int]] = []
        if not wanted:
            return found
        pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)" if wanted[0].isalnum() else re.escape(wanted))
        for match in pattern.finditer(self._text):
            found.append((self._place(match.start()), self._place(match.end() - 1) + 1))
            if len(found) == _MOST_PLACES:
                break
        return found

    def _place(self, offset: int) -> int:
        piece = bisect_right(self._plain_starts, offset) - 1
        return self._starts[piece] + offset - self._plain_starts[piece]
