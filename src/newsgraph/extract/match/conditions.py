"""What must be so for a frame to match, and what keeps a clause that has its words from stating a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.noun_phrases import BODIES
from newsgraph.extract.clauses.participles import is_reduced
from newsgraph.extract.match.governors import governor_of

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Arguments, Subject
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.match.statement import Fillers
    from newsgraph.extract.rules import Frame
    from newsgraph.extract.tokens import Token


def asked_phrases(clauses: Clauses, frame: Frame, phrases: dict[str, list[Chunk]]) -> list[Chunk] | None:
    """The phrases that satisfy the frame's `where`; None where one is missing."""
    found: list[Chunk] = []
    for function, nouns in frame.where:
        resumed = frame.resumes and function in ("subject", "object")
        phrase = next(
            (
                p
                for p in phrases.get(function, ())
                if not nouns or is_noun(clauses, p, nouns) or (resumed and p.word in ("them", "they"))
            ),
            None,
        )
        if phrase is None:
            return None
        if is_excluded(clauses, frame, phrase):
            return None
        found.append(phrase)
    return found


def is_noun(clauses: Clauses, phrase: Chunk, nouns: frozenset[str]) -> bool:
    """Whether a phrase's head, alone or with the word before it ("sanctions list"), is one of the nouns."""
    if phrase.lemma in nouns and phrase.mention is None:
        return True
    return phrase.last > phrase.first and f"{clauses.tokens[phrase.last - 1].low} {phrase.lemma}" in nouns


def is_excluded(clauses: Clauses, frame: Frame, noun: Chunk) -> bool:
    """Whether a word before the noun says that it is not there: "a possible", "a former"."""
    return any(token.low in frame.unless for token in clauses.tokens[noun.first : noun.last])


def has_other_sense(clauses: Clauses, frame: Frame) -> bool:
    """Whether the sentence has a word that shows another sense of the trigger: "met in the semifinal"."""
    if not frame.beside or frame.beside.isdisjoint(clauses.lows):
        return False
    return any(token.low in frame.beside and not _in_name_of_body(token) for token in clauses.tokens)


def _in_name_of_body(token: Token) -> bool:
    """Whether a word is part of the name of a body of states: the "League" of "Arab League"."""
    entity = token.mention.entity if token.mention is not None else None
    return entity is not None and entity.sort in BODIES


def is_complete(clauses: Clauses, arguments: Arguments, subject: Subject) -> bool:
    """Whether nothing follows that makes another sense of it: "joined the EU in condemning X"."""
    k = arguments.end
    if clauses.kind(k) == "P" and clauses.kind(k + 1) == "VG":
        return False
    governed = subject.parent is not None and clauses.chunks[subject.parent].finite  # "wants to see X tried"
    return not (
        clauses.kind(k) == "VG"
        and (
            clauses.chunks[k].form in ("g", "n")
            or (clauses.chunks[k].form == "dn" and (governed or is_reduced(clauses, k)))
        )
        and clauses.kind(k - 1) == "NP"
    )


def is_nobody(subject: Subject) -> bool:
    """Whether the subject is "no official of X", or "few of"."""
    return any(phrase.mention is None and phrase.det in ("no", "few") for phrase in subject.phrases)


def is_over(clauses: Clauses, i: int, subject: Subject) -> bool:
    """Whether what the verb group at i says is so no more: "is no longer a member", "ceased to be a member"."""
    return clauses.chunks[i].over or (bool(subject.control) and subject.control[-1] == ("ended", False))


def is_undone(setting: Setting, subject: Subject) -> bool:
    """Whether what a participle is said of is then ended: "sanctions imposed by X were lifted"."""
    for phrase in subject.phrases:
        if not setting.clauses.holds(phrase) or phrase.mention is not None:
            continue
        _, k = governor_of(setting.clauses, setting.clauses.index(phrase))
        lemma = setting.clauses.chunks[k].lemma if k is not None else ""
        ending = [frame for frame in setting.rules.by_verb.get(lemma, ()) if frame.phase == "ended"]
        if any(not frame.where or _asks_for(setting.clauses, frame, phrase) for frame in ending):
            return True
    return False


def _asks_for(clauses: Clauses, frame: Frame, noun: Chunk) -> bool:
    """Whether a noun is what the first object that a frame asks for may be."""
    function, nouns = frame.where[0]
    return function == "object" and (not nouns or is_noun(clauses, noun, nouns))


def holds_until(clauses: Clauses, i: int, arguments: Arguments) -> bool:
    """Whether something was not so only up to a time, or from one on: "did not meet until May", "since May".

    So it is too where the sentence opens with it: "Since their summit, they have not met".
    """
    if clauses.word(0) in ("since", "until") and clauses.chunks[i].perfect:
        return True
    for k in range(i, min(arguments.end + 1, len(clauses.chunks))):
        if clauses.kind(k) == "REL":
            return False
        if clauses.word(k) in ("until", "till") or (clauses.word(k) == "since" and clauses.kind(k + 1) == "DATE"):
            return True
    return False


def is_represented(clauses: Clauses, subject: Subject) -> bool:
    """Whether somebody else acts for the subject: "X, represented by Y, met Z"."""
    last = subject.phrases[-1]
    if not clauses.holds(last):
        return False
    k = clauses.index(last) + 1
    k += clauses.kind(k) == "COMMA"
    return clauses.kind(k) == "VG" and clauses.chunks[k].lemma == "represent" and clauses.word(k + 1) == "by"


def is_private(clauses: Clauses, frame: Frame, fillers: Fillers) -> bool:
    """Whether all parties are people to whom the article gives no public office."""
    parties = [who for role in frame.fact_type.roles if role.party for who in fillers.get(role.name, ())]
    national = clauses.lexicon.words["national"]
    return all(
        not isinstance(who, str)
        and who.type == "Person"
        and not any(office.of is not None or office.title in national for office in who.roles)
        for who in parties
    )
