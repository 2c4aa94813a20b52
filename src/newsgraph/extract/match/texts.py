"""A phrase to the words of the body that an argument without an entity is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses


def text_of(clauses: Clauses, phrase: Chunk) -> str:
    """The words of a phrase with what "of" adds to it, as the body has them, in one line."""
    return _words_of(clauses, phrase.first, last_of_text(clauses, phrase))


def last_of_text(clauses: Clauses, phrase: Chunk) -> int:
    """The last token of a phrase with what "of" adds to it."""
    last = phrase.last
    k = clauses.index(phrase)
    while (
        clauses.kind(k + 1) == "P" and clauses.word(k + 1) in ("of", "in", "on", "for") and clauses.kind(k + 2) == "NP"
    ):
        k += 2
        last = clauses.chunks[k].last
    return last


def _words_of(clauses: Clauses, first: int, last: int) -> str:
    tokens = clauses.tokens[first : last + 1]
    return "".join((" " if token.space and k else "") + token.norm for k, token in enumerate(tokens))
