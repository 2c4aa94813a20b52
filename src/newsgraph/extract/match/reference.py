"""A noun phrase in its sentence to whom it means: by the names beside it, and as the article knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract import predication
from newsgraph.extract.clauses.lists import list_right
from newsgraph.extract.clauses.noun_phrases import (
    OFFICE_PREPOSITIONS,
    company_before,
    is_descriptive,
    is_organization,
    is_role,
)
from newsgraph.extract.clauses.openings import opens_clause
from newsgraph.extract.match.pronouns import meant_by_pronoun

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Subject
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.mentions import Entity


def meant(setting: Setting, phrase: Chunk, subject: Subject | None, i: int) -> tuple[Entity, ...]:
    """Whom a noun phrase means, whatever its function; nobody where that is not certain."""
    clauses, resolver = setting.clauses, setting.resolver
    if clauses.holds(phrase) and (
        phrase.word == "those"
        or (phrase.mention is None and not phrase.pronoun)
        or (phrase.mention is not None and phrase.mention.kind == "demonym")
    ):
        members = predication.members(clauses, clauses.index(phrase))
        named = tuple(who for part in members for who in resolver.resolve(part, clauses.tokens))
        if named:
            return named
    if phrase.pronoun:
        return meant_by_pronoun(setting, phrase, subject, i)
    if _is_longer_name(clauses, phrase) or _names_followers(clauses, phrase):
        return ()
    name_after = _holder_after(clauses, phrase, closed=True)
    if name_after is not None:
        return resolver.resolve(name_after, clauses.tokens)
    entities = resolver.resolve(phrase, clauses.tokens)
    if entities or phrase.mention is not None or phrase.pronoun or not clauses.holds(phrase):
        return entities
    k = clauses.index(phrase)
    named = _listed_after(clauses, phrase, k)
    if named:
        return named
    if clauses.word(k + 1) == "of" and clauses.kind(k + 2) == "NP":
        owners = resolver.resolve(clauses.chunks[k + 2], clauses.tokens)
        if len(owners) == 1 and owners[0].type == "Country" and clauses.lexicon.has("government_nouns", phrase.lemma):
            return owners
        if len(owners) == 1 and clauses.kind(k + 3) != "CC":
            return resolver.by_office(phrase, clauses.tokens, owners[0])
    if clauses.kind(k - 1) == "COMMA" and clauses.kind(k - 2) == "NP" and is_descriptive(clauses, phrase):
        name = clauses.chunks[k - 2]
        if name.mention is not None and (name.mention.kind == "person" or _is_kind_of(clauses, phrase, name)):
            return resolver.resolve(name, clauses.tokens)
    name_after = _holder_after(clauses, phrase, closed=False)
    return () if name_after is None else resolver.resolve(name_after, clauses.tokens)


def _holder_after(clauses: Clauses, phrase: Chunk, *, closed: bool) -> Chunk | None:
    """The name after an office, or what a firm is, and a comma: "the commander in Iraq, X,", "its oil company, Y".

    Where it must be `closed`, nothing but the end of the apposition may follow the name.
    """
    if phrase.mention is not None or phrase.lemma != phrase.word or not clauses.holds(phrase):
        return None
    k = clauses.index(phrase) + 1
    if clauses.kind(k) == "P" and clauses.word(k) in OFFICE_PREPOSITIONS and clauses.kind(k + 1) == "NP":
        k += 2
    if clauses.kind(k) != "COMMA" or clauses.kind(k + 1) != "NP":
        return None
    if closed and clauses.kind(k + 2) not in ("COMMA", "END", "STOP"):
        return None
    name = clauses.chunks[k + 1]
    if is_organization(name):
        return name if company_before(clauses, clauses.index(phrase) + 1) else None
    person = name.mention is not None and name.mention.kind == "person"
    return name if person and is_role(clauses, phrase) else None


def _is_kind_of(clauses: Clauses, phrase: Chunk, name: Chunk) -> bool:
    """Whether a phrase says of a country or organization before it what it is: "Serbia, a country that"."""
    lexicon = clauses.lexicon
    entity = name.mention.entity if name.mention is not None else None
    if entity is None or phrase.det not in ("a", "an", "the", "one"):
        return False
    if entity.type == "Country":
        return lexicon.has("country_nouns", phrase.lemma) or lexicon.has("kinds_of_country", phrase.lemma)
    return entity.type == "Organization" and (
        lexicon.has("companies", phrase.lemma)
        or lexicon.has("bloc_nouns", phrase.lemma)
        or lexicon.has("organization_nouns", phrase.lemma)
        or lexicon.has("alliance_nouns", phrase.lemma)
    )


def _names_followers(clauses: Clauses, phrase: Chunk) -> bool:
    """Whether a person's name only stands before a noun: "dined with X supporters"."""
    if phrase.mention is None or phrase.mention.kind != "person" or not clauses.holds(phrase):
        return False
    k = clauses.index(phrase) + 1
    if clauses.kind(k) != "NP" or opens_clause(clauses, k) or clauses.lexicon.has("spans", clauses.word(k)):
        return False
    after = clauses.chunks[k]
    if not (after.word.endswith("s") or clauses.lexicon.has("people", after.lemma)):
        return False  # it may be a verb that is not known
    bare = after.det == "" and after.mention is None and after.possessor is None and not after.pronoun
    return bare and after.first == after.last and not clauses.tokens[after.first].capital


def _is_longer_name(clauses: Clauses, phrase: Chunk) -> bool:
    """Whether the name of an organization only begins another's: "the European Union of Students"."""
    mention = phrase.mention
    if mention is None or mention.entity is None or mention.entity.type != "Organization":
        return False
    k = clauses.index(phrase) if clauses.holds(phrase) else -1
    if k < 0 or clauses.word(k + 1) != "of" or clauses.kind(k + 2) != "NP":
        return False
    after = clauses.chunks[k + 2]
    return after.mention is None and after.det == "" and after.head is not None and after.head.capital


def _listed_after(clauses: Clauses, phrase: Chunk, k: int) -> tuple[Entity, ...]:
    """The people who are named right after their offices: "the leaders of X and Y, A and B,"."""
    if not is_role(clauses, phrase) or phrase.head is None or phrase.lemma == phrase.head.low:
        return ()
    k += 1
    while (clauses.kind(k) == "P" and clauses.word(k) == "of") or (
        clauses.kind(k) == "CC" and clauses.kind(k + 1) == "NP"
    ):
        k += 2
    if clauses.kind(k) != "COMMA" or clauses.kind(k + 1) != "NP":
        return ()
    names = list_right(clauses, k + 1, pair=True)[0]
    entities = [name.mention.entity for name in names if name.mention is not None and name.mention.kind == "person"]
    found = tuple(entity for entity in entities if entity is not None)
    return found if len(found) == len(names) > 1 else ()
