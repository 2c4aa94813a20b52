"""Names to what is compared of them: one rule for articles, the local index and Wikidata.

`fold` takes away what writers of one spelling differ in: case, accents, apostrophes, hyphens, the points of
abbreviations, the way of writing "al-". `sound` goes on to what those differ in who write one name of another script
in Latin letters: Zelenskyy and Zelensky, Sergei and Sergey, Mohammed and Muhammad. It brings together spellings, not
names: Volodymyr is not Vladimir. No rule measures similarity, which says nothing on who is meant.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, TypeAlias

Likeness: TypeAlias = Literal["same", "spelling", "initial"]

# Marks on Latin, Greek and Cyrillic letters; those of Indic scripts are vowels, and stay.
_ACCENTS = re.compile("[\u0300-\u036f]")
_APOSTROPHES = re.compile("['\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02be\u02bf\u0060\u00b4]")
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t"})
_ABBREVIATION = re.compile(r"\b(\w)\.(?=\w\b)")
_ARTICLE = re.compile(r"\b[ae]l[-\u2010\u2011](?=\w)", re.IGNORECASE)
_NO_WORD = re.compile(r"[\W_]+")

# Of kings and popes: each is another person, so that no rule of spelling may bring them together.
_NUMERALS = {
    numeral: f"{number:02}"
    for number, numeral in enumerate("ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split(), 2)
    if len(numeral) > 1  # what is one letter may be an initial
}

_SPELLINGS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"\bm[ou]h?am+[aei]d\b", "muhamad"),
        (r"\bh[ou]s+[ae][iy]?n\b", "husayn"),
        (r"\babd[aeu]l ?(?=\w)", "abdal "),
        (r"(?<=\w )al ", ""),  # never the first word: El Salvador is not Salvador
        (r"\bibn\b", "bin"),
        (r"x", "ks"),
        (r"\baleks(?:and[ae]?r|ander)\b", "aleksandr"),
        (r"\b(?:j|i|y)u(?=\w)", "yu"),
        (r"\bye(?=\w)", "e"),
        (r"(?:iy|yy|ij|yj|yi|ii|y|i)\b", "y"),
        (r"([ae])[iyj](?=\b|[^aeiouy])", r"\1y"),
        (r"dj", "d"),
        (r"(?<=[^\W\d_])kh|kh(?=\w{4})", "h"),  # Khan is not Han
        (r"[ou]e(?=[^aeiouy\s])(?!l\b)", "o"),  # Manuel is not Manol
        (r"ou|oo", "u"),
        (r"ph", "f"),
        (r"ck", "k"),
        (r"([^\W\d_])\1+", r"\1"),
    )
)


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """The words of a name, one space between them; equal for what differs in the way of writing alone.

    Idempotent. Empty for a name without a letter or digit.
    """
    text = _ARTICLE.sub("al ", _APOSTROPHES.sub("", unicodedata.normalize("NFKC", name)))
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_LETTERS)
    text = _ABBREVIATION.sub(r"\1", text.replace("&", " and "))
    return _NO_WORD.sub(" ", unicodedata.normalize("NFC", text)).strip()


@lru_cache(maxsize=1 << 16)
def sound(name: str) -> str:
    """What the spellings in Latin letters of one name share; `name` may be folded already."""
    first, *rest = fold(name).split(" ")
    text = " ".join([first, *(_NUMERALS.get(word, word) for word in rest)])
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    return text


def likeness(name: str, other: str) -> Likeness | None:
    """How two names are one: the same, in another spelling, or but for an initial in the middle; None if they are not.

    A part of a name is not the name, and no similarity makes two names one.
    """
    if fold(name) == fold(other):
        return "same" if fold(name) else None
    if sound(name) == sound(other):
        return "spelling"
    return "initial" if key(name) == key(other) and _agree(_initials(name), _initials(other)) else None


def is_single(name: str) -> bool:
    """Whether it is one word, as a surname that stands alone."""
    return " " not in fold(name)


def _initials(name: str) -> tuple[str, ...]:
    return tuple(word for word in sound(name).split()[1:-1] if len(word) == 1)


def _agree(initials: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether one has the first of the other's, or none: George W. Bush is not George H. W. Bush."""
    return all(one == other for one, other in zip(initials, others, strict=False))


def key(name: str) -> str:
    """What all names share that `likeness` calls one: what an index finds them by."""
    words = sound(name).split()
    return " ".join(word for i, word in enumerate(words) if len(word) > 1 or i in (0, len(words) - 1))
