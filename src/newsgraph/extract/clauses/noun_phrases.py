"""What a noun phrase is, apart from its clause: a name of what type, an office, a description, a length of time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses

OFFICE_PREPOSITIONS = frozenset({"of", "to", "in", "for", "at", "on"})
"""As in "the ambassador to Russia", "the commander in Iraq", "the envoy for Syria"."""
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)", re.ASCII)
BODIES = frozenset({"alliance", "bloc", "international", "government", "armed-group"})
_UNITS = frozenset({"hour", "day", "week", "month", "year", "decade"})


def is_descriptive(clauses: Clauses, phrase: Chunk) -> bool:
    """Whether a noun phrase says what somebody is, instead of naming another: "a former minister"."""
    return (
        phrase.mention is None
        and not phrase.pronoun
        and (
            phrase.det in ("a", "an", "the", "his", "her", "its", "their", "one")
            or phrase.possessor is not None
            or is_role(clauses, phrase)
        )
    )


def is_role(clauses: Clauses, phrase: Chunk) -> bool:
    return (phrase.mention is None and (phrase.lemma,) in clauses.lexicon.titles.get(phrase.lemma, ())) or (
        phrase.mention is None
        and (
            phrase.lemma in ("minister", "secretary")
            or clauses.lexicon.has("people", phrase.lemma)
            or _named_office(clauses, phrase)
        )
    )


def _named_office(clauses: Clauses, phrase: Chunk) -> bool:
    """Whether a phrase ends in the words of an office of several: "chief of staff"."""
    if phrase.mention is not None or phrase.first == phrase.last:
        return False
    words = [token.low for token in clauses.tokens[phrase.first : phrase.last + 1]]
    offices = clauses.lexicon.offices
    return any(
        tuple(words[k:]) in offices[word].get(words[k + 1], ()) for k, word in enumerate(words[:-1]) if word in offices
    )


def role_before(clauses: Clauses, k: int) -> bool:
    """Whether the phrase that ends before the comma at k is an office: "the emir", "the president of Serbia"."""
    if is_role(clauses, clauses.chunks[k - 1]):
        return True
    if clauses.kind(k - 2) == "CC" and clauses.kind(k - 3) == "NP":
        k -= 2
    return (
        clauses.kind(k - 2) == "P"
        and clauses.word(k - 2) in OFFICE_PREPOSITIONS
        and clauses.kind(k - 3) == "NP"
        and is_role(clauses, clauses.chunks[k - 3])
    )


def company_before(clauses: Clauses, k: int) -> bool:
    """Whether the phrase before the comma at k says what an organization is: "its largest bank", "one company"."""
    phrase = clauses.chunks[k - 1]
    one = phrase.kind == "NP" and phrase.mention is None and phrase.lemma == phrase.word and not phrase.pronoun
    return one and clauses.lexicon.has("companies", phrase.lemma)


def ranks(clauses: Clauses, phrase: Chunk) -> bool:
    """Whether a phrase counts who did it: "the 32nd country to join", "the first leader to meet"."""
    last = phrase.last + (phrase.word == "the")  # "the first to join"
    return any(ranks_word(clauses, token.low) for token in clauses.tokens[phrase.first : last + 1])


def ranks_word(clauses: Clauses, word: str) -> bool:
    return clauses.lexicon.has("ranks", word) or _ORDINAL.fullmatch(word) is not None


def is_person(clauses: Clauses, j: int) -> bool:
    mention = clauses.chunks[j].mention
    return mention is not None and mention.kind == "person"


def is_personal(phrase: Chunk) -> bool:
    mention = phrase.mention
    if mention is not None:
        return mention.kind in ("person", "unknown")
    return not (phrase.head is not None and phrase.head.tag == "NUM")


def is_measure(clauses: Clauses, j: int) -> bool:
    """Whether the noun phrase at j is a length of time: "one year", "another six months"."""
    return (
        clauses.kind(j) == "NP" and clauses.word(j).removesuffix("s") in _UNITS and clauses.chunks[j].possessor is None
    )


def is_state(clauses: Clauses, j: int) -> bool:
    """Whether what looks like a noun phrase at j is an adjective with its complement: "fresh from talks"."""
    phrase = clauses.chunks[j]
    word = phrase.kind == "NP" and phrase.first == phrase.last and phrase.head is not None
    plain = word and phrase.mention is None and not phrase.pronoun and phrase.head is not None
    return plain and phrase.lemma == phrase.word and not _is_capitalised(phrase) and clauses.kind(j + 1) == "P"


def _is_capitalised(phrase: Chunk) -> bool:
    return phrase.head is None or phrase.head.capital or phrase.head.tag == "NUM"


def is_age(phrase: Chunk) -> bool:
    return phrase.head is not None and phrase.head.tag == "NUM"


def type_of(phrase: Chunk) -> str:
    """The type of what a noun phrase names; empty where it names nothing."""
    return phrase.mention.entity.type if phrase.mention is not None and phrase.mention.entity is not None else ""


def is_country(phrase: Chunk) -> bool:
    return phrase.mention is not None and phrase.mention.entity is not None and phrase.mention.entity.type == "Country"


def same_type(a: Chunk, b: Chunk) -> bool:
    """Whether two phrases name entities of one type."""
    first, second = a.mention, b.mention
    if first is None or second is None or first.entity is None or second.entity is None:
        return False
    return first.entity.type == second.entity.type


def is_organization(phrase: Chunk) -> bool:
    mention = phrase.mention
    return mention is not None and mention.entity is not None and mention.entity.type == "Organization"


def is_body(phrase: Chunk) -> bool:
    """Whether a phrase names an organization of states or of a state."""
    mention = phrase.mention
    return mention is not None and mention.entity is not None and mention.entity.sort in BODIES


def is_place_name(phrase: Chunk) -> bool:
    return phrase.mention is not None and phrase.mention.entity is not None and phrase.mention.entity.type == "Place"


def alike(a: Chunk, b: Chunk) -> bool:
    return (a.mention is None) == (b.mention is None)
