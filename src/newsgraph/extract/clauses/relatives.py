"""What a relative clause or participle after a noun phrase is said of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.enclosures import enclosed
from newsgraph.extract.clauses.grammar import FAR, Subject
from newsgraph.extract.clauses.lists import is_listed, list_left
from newsgraph.extract.clauses.noun_phrases import is_personal

if TYPE_CHECKING:
    from newsgraph.extract.clauses import Clauses

# prepositions of a noun's complement: in "the bank of X" the bank is meant, and not X
_COMPLEMENTS = frozenset({"of", "to", "for", "from", "at", "near", "like", "behind"})


def of_relative(clauses: Clauses, j: int) -> Subject | None:
    word = clauses.word(j)
    if word in ("whose", "whom") and clauses.word(j - 1) != "of":
        return None
    k = j - 1
    if clauses.word(k) == "of" and clauses.word(k - 1) in ("both", "all") and clauses.kind(k - 2) == "COMMA":
        last = _antecedent_at(clauses, k - 3, "who" if word == "whom" else word)
        phrases, left = list_left(clauses, last) if last is not None else ((), None)
        return Subject(phrases, left) if left is not None and len(phrases) > 1 else None
    if clauses.kind(k) == "CC":
        return _as_relative_before(clauses, j)
    if clauses.kind(k) == "COMMA":
        if any(
            clauses.kind(m) == "CC" and clauses.word(m + 1) == word
            for m in range(j + 1, min(len(clauses.chunks), j + FAR))
        ):
            parallel = _as_relative_before(clauses, j)
            if parallel is not None:
                return parallel
        k -= 1
    antecedent = _antecedent_at(clauses, k, word)
    if antecedent is None or _is_denied_of(clauses, antecedent):
        return None
    if clauses.kind(j - 1) == "COMMA" and is_listed(clauses, antecedent):
        return _of_list(clauses, antecedent, j)
    return Subject((clauses.chunks[antecedent],), antecedent)


def _is_denied_of(clauses: Clauses, k: int) -> bool:
    """Whether a cleft says that it was somebody else: "it was not X who"."""
    before = clauses.back(k - 1)
    return (
        clauses.kind(before) == "VG"
        and clauses.chunks[before].lemma == "be"
        and clauses.chunks[before].neg
        and clauses.word(before - 1) == "it"
    )


def _antecedent_at(clauses: Clauses, k: int, word: str) -> int | None:
    k = clauses.back(k)
    if clauses.kind(k) == "COMMA":
        opening = enclosed(clauses, k)
        if opening is None:
            return None
        k = opening - 1
    return antecedent(clauses, k, word) if clauses.kind(k) == "NP" else None


def before_relative(clauses: Clauses, j: int, word: str) -> int | None:
    """The index of what the relative pronoun at j (or the preposition before it) is said of."""
    k = j - 1
    return _antecedent_at(clauses, k - (clauses.kind(k) == "COMMA"), word)


def _of_list(clauses: Clauses, k: int, j: int) -> Subject | None:
    """Of whom "X and Y, who ..." is said: of both after "have", of the last after "has"; else it is not known."""
    verb = clauses.forward(j + 1)
    form = clauses.tokens[clauses.chunks[verb].first].low if clauses.kind(verb) == "VG" else ""
    if form in ("is", "was", "has"):
        return Subject((clauses.chunks[k],), k)
    phrases, left = list_left(clauses, k)
    together = (
        clauses.kind(verb) == "VG"
        and clauses.chunks[verb].lemma == "meet"
        and not ({"object", "with"} & clauses.arguments(verb).phrases.keys())
    )
    if (form not in ("are", "were", "have") and not together) or left is None:
        return None
    return Subject(phrases, left)


def antecedent(clauses: Clauses, k: int, word: str) -> int | None:
    """What a relative pronoun, or a participle (""), after the noun phrase at k is said of.

    In "the bank of X, which" and "an aide to X, sanctioned by" the complement X is not meant, or not for certain:
    then the answer is None, or the phrase above it where only that can be meant.
    """
    for _ in range(FAR):
        phrase = clauses.chunks[k]
        fits = word != "who" or is_personal(phrase)
        if word in ("which", "that"):
            fits = phrase.mention is None or phrase.mention.kind != "person"
        if clauses.kind(k - 1) != "P" or clauses.kind(k - 2) != "NP":
            return k if fits else None
        above = clauses.chunks[k - 2]
        if fits and word == "that" and phrase.mention is not None and above.mention is None:
            return k - 2  # names need no "that"
        if fits:
            other = word == "who" and clauses.lexicon.has("impersonal", above.lemma)
            complement = word == "" or (clauses.word(k - 1) in _COMPLEMENTS and not other)
            return None if complement and above.mention is None else k
        k -= 2
    return None


def _as_relative_before(clauses: Clauses, j: int) -> Subject | None:
    """The antecedent that this relative clause shares with the one before it."""
    for m in range(j - 2, max(-1, j - FAR), -1):
        if clauses.chunks[m].kind == "REL":
            return of_relative(clauses, m)
    return None
