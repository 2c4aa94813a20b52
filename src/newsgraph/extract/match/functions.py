"""Phrases by the functions of the active voice, with those of the nouns that a frame asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract import outcome
from newsgraph.extract.clauses.grammar import Subject
from newsgraph.extract.clauses.participles import is_reduced
from newsgraph.extract.clauses.relatives import antecedent, before_relative
from newsgraph.extract.match.conditions import is_noun
from newsgraph.extract.match.event_dates import date_in_clause

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Arguments
    from newsgraph.extract.rules import Frame


def functions_of(clauses: Clauses, group: Chunk, subject: Subject, arguments: Arguments) -> dict[str, list[Chunk]]:
    """Phrases by the functions of the active voice."""
    phrases = {name: list(items) for name, items in arguments.phrases.items()}
    antecedent = _antecedent_object(clauses, subject)
    if antecedent is not None and not group.passive and not group.to and "object" not in phrases:
        phrases["object"] = [antecedent]
    before = _antecedent_with_preposition(clauses, subject)
    if before is not None:
        phrases.setdefault(before[0], []).append(before[1])
    passive = group.passive or (subject.reduced and group.form != "g")
    if subject.features_of is not None:
        passive = passive or clauses.chunks[subject.features_of].passive
    if not passive:
        phrases["subject"] = list(subject.phrases)
        return phrases
    if "object" in phrases:
        phrases["object2"] = phrases.pop("object")
    phrases["object"] = list(subject.phrases)
    agents = phrases.pop("by", None)
    if agents is not None:
        phrases["subject"] = agents
    add_complements(clauses, phrases, subject)
    return phrases


def add_complements(clauses: Clauses, phrases: dict[str, list[Chunk]], subject: Subject) -> None:
    """Add what the prepositions after the subject itself give: "sanctions on X were lifted"."""
    for phrase in subject.phrases:
        after = clauses.arguments(clauses.index(phrase)) if clauses.holds(phrase) else None
        if after is not None:
            for name, items in after.phrases.items():
                phrases.setdefault(name, list(items))


def _antecedent_with_preposition(clauses: Clauses, subject: Subject) -> tuple[str, Chunk] | None:
    """A preposition and what the relative pronoun after it is said of: "X, on whom the EU imposed sanctions"."""
    k = subject.left - 1
    if clauses.word(k) not in ("whom", "which") or clauses.kind(k - 1) != "P" or subject.control:
        return None
    antecedent = before_relative(clauses, k - 1, "who" if clauses.word(k) == "whom" else "which")
    return None if antecedent is None else (clauses.word(k - 1), clauses.chunks[antecedent])


def _antecedent_object(clauses: Clauses, subject: Subject) -> Chunk | None:
    """What an object relative clause is said of: "the sanctions that Washington imposed on X"."""
    k = subject.left - 1
    if clauses.word(k) not in ("that", "which", "whom") or clauses.kind(k) not in ("REL", "SUB") or subject.control:
        return None
    if clauses.kind(k - 1) == "COMMA":
        k -= 1
    if clauses.kind(k - 1) != "NP" or clauses.chunks[k - 1].pronoun:
        return None
    m = k - 1
    while clauses.kind(m) == "NP" and clauses.kind(m - 1) == "P" and clauses.kind(m - 2) == "NP":
        m -= 2
    m -= clauses.kind(m - 1) == "P"
    if clauses.kind(m - 1) == "VG" and clauses.is_speech(m - 1):
        return None  # "said in X that"
    if clauses.chunks[k - 1].lemma in ("time", "day", "moment"):
        return None
    if clauses.word(subject.left - 1) == "that":
        return clauses.chunks[k - 1]
    said_of = antecedent(clauses, k - 1, "who" if clauses.word(subject.left - 1) == "whom" else "which")
    return None if said_of is None else clauses.chunks[said_of]


def with_nouns(clauses: Clauses, phrases: dict[str, list[Chunk]], nouns: list[Chunk]) -> dict[str, list[Chunk]]:
    """The functions with possessor and modifier of the nouns that `where` asked for."""
    functions = dict(phrases)
    if "of" in functions:
        functions["of"] = [phrase for phrase in functions["of"] if _complements_noun(clauses, phrase, nouns)]
    for noun in nouns:
        if noun.possessor is not None:
            functions.setdefault("possessor", []).append(noun.possessor)
        if clauses.holds(noun):
            own = clauses.arguments(clauses.index(noun)).phrases
            there = [phrase for name in ("in", "at") for phrase in own.get(name, ())]
            functions |= {"there": [*functions.get("there", ()), *there]} if there else {}
        apart = (*phrases.get("subject", ()), *phrases.get("on", ()))  # "agreed on sanctions against X"
        if any(noun is phrase for phrase in apart) and clauses.holds(noun):
            after = clauses.arguments(clauses.index(noun)).phrases
            functions = {name: list(items) for name, items in after.items()} | functions
        imposed = _imposed(clauses, noun)
        for name in ("on", "against") if not {"on", "against"} & functions.keys() else ():
            if imposed is not None and name in imposed.phrases:
                functions[name] = list(imposed.phrases[name])
        if imposed is not None and "by" in imposed.phrases:
            functions.setdefault("possessor", list(imposed.phrases["by"]))  # theirs are "sanctions imposed by X"
    return functions | {"modifier": nouns, "topic": nouns}


def _imposed(clauses: Clauses, noun: Chunk) -> Arguments | None:
    """What a clause right after a noun says of whom it is against: "sanctions imposed on X", "that it put on X"."""
    if not clauses.holds(noun):
        return None
    k = clauses.index(noun) + 1
    k += clauses.kind(k) == "REL" or clauses.word(k) == "that"
    k = clauses.forward(k)
    if clauses.kind(k) == "NP" and clauses.kind(clauses.forward(k + 1)) == "VG":
        k = clauses.forward(k + 1)
    verb = clauses.chunks[k] if clauses.kind(k) == "VG" else None
    placed = verb is not None and clauses.lexicon.has("placing", verb.lemma) and not (verb.neg or verb.modal)
    return clauses.arguments(k) if placed else None


def _complements_noun(clauses: Clauses, phrase: Chunk, nouns: list[Chunk]) -> bool:
    """Whether "of" joins a phrase to a verb or to one of its nouns, and not to another: "assets of allies of X"."""
    k = clauses.index(phrase)
    while clauses.kind(k - 1) in ("CC", "COMMA") and clauses.kind(k - 2) in ("NP", "COMMA"):
        k -= 2 if clauses.kind(k - 2) == "NP" else 1
    above = clauses.chunks[k - 2] if k > 1 else phrase
    return above.kind != "NP" or any(above is noun for noun in nouns)


def by_signature(
    clauses: Clauses, frame: Frame, phrases: dict[str, list[Chunk]], nouns: list[Chunk]
) -> tuple[int, int] | None:
    """Put who signed it in the place of the order or law that is the subject; the date of the signing.

    Whose the order is where the noun of `where` names him: "signed an order that lifted U.S. sanctions".
    """
    order = phrases.get("subject", ())
    if len(order) != 1 or not clauses.holds(order[0]) or order[0].mention is not None:
        return None
    k = clauses.back(clauses.index(order[0]) - 1)
    if not clauses.lexicon.has("instruments", order[0].lemma) or clauses.kind(k) != "VG":
        return None
    signed = clauses.chunks[k]
    signing = clauses.lexicon.has("signing", signed.lemma) or _is_council(clauses, k)
    signer = clauses.subject(k) if signing and not signed.passive else None
    if signer is None or outcome.of_group(clauses, k, signer, {}, reported=False) != "actual":
        return None
    named = any(noun.possessor is not None or noun.modifiers for noun in nouns)
    by_noun = any("else-modifier" in functions for _, functions in frame.arguments)
    phrases["subject"] = [] if named and by_noun else list(signer.phrases)
    return date_in_clause(clauses, k, signer, clauses.arguments(k))


def _is_council(clauses: Clauses, k: int) -> bool:
    """Whether a body of states adopts what it decides: "the Council adopted a resolution extending"."""
    subject = clauses.subject(k) if clauses.chunks[k].lemma == "adopt" else None
    named = [part.mention.entity for part in subject.phrases if part.mention is not None] if subject is not None else []
    return len(named) == 1 and named[0] is not None and named[0].sort in ("international", "bloc", "alliance")


def of_asked_noun(clauses: Clauses, frame: Frame, i: int) -> Subject | None:
    """The noun that `where` asks for, up the chain before a participle: "sanctions on X imposed by Y"."""
    asked = next((nouns for function, nouns in frame.where if function == "object"), None)
    k = clauses.back(i - 1)
    if asked is None or clauses.chunks[i].form not in ("n", "dn") or not is_reduced(clauses, i):
        return None
    while clauses.kind(k) == "NP":
        if is_noun(clauses, clauses.chunks[k], asked):
            return Subject((clauses.chunks[k],), k, reduced=True)
        while clauses.kind(k - 1) == "CC" and clauses.kind(k - 2) == "NP":
            k -= 2
        k -= 2 if clauses.kind(k - 1) == "P" else len(clauses.chunks)
    return None
