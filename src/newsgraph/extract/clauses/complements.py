"""A verb group or noun to what stands to its right: its object, its prepositional phrases and its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.enclosures import after_enclosure
from newsgraph.extract.clauses.grammar import DATE_PREPOSITIONS, FAR, MEMBERS, Arguments
from newsgraph.extract.clauses.lists import list_right, more_names
from newsgraph.extract.clauses.noun_phrases import is_measure, is_person
from newsgraph.extract.clauses.openings import opens_clause

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses

_MEASURES = frozenset({"minute", "hour", "day", "week", "month", "year", "moment"})
# what follows them is about something else, or earlier
_TOPICS = frozenset({"about", "over", "amid", "despite", "because-of", "concerning", "regarding", "in-response-to"})
_BACKGROUND = _TOPICS | {"after", "before", "ahead-of", "following", "since", "until", "prior-to", "as"}


def arguments_of(clauses: Clauses, i: int) -> Arguments:
    """What the verb group or noun at i has to its right, up to whatever is not understood."""
    found = Arguments()
    j = i + 1
    nominal = clauses.kind(i) == "NP"
    after_noun = nominal
    latest = ""
    aside = ""  # the preposition of what the event is about, with which later places and dates may belong
    while j < len(clauses.chunks) and j < i + FAR:
        chunk = clauses.chunks[j]
        if chunk.kind == "ADV":
            j += 1
        elif chunk.kind == "DATE":
            if _own_date(clauses, j, aside):
                found.dates.append(j)
            j += 1
            after_noun = True
        elif chunk.kind == "NP":
            if nominal or ("object" in found.phrases and "object2" in found.phrases):
                break
            if opens_clause(clauses, j) and not _takes_object(clauses, i, found):
                break
            if found.phrases and "object" not in found.phrases:
                break
            if found.phrases and chunk.lemma in _MEASURES and clauses.word(j + 1) in ("before", "after"):
                break  # "met X hours before he died"
            function = "object2" if "object" in found.phrases else "object"
            phrases, j, of = list_right(clauses, j)
            latest = function
            found.add(function, phrases)
            if of:
                found.add("of", of)
            after_noun = True
        elif chunk.kind == "P" or (
            chunk.kind == "SUB" and chunk.word in ("after", "before", "since", "as", "until", "than")
        ):
            if clauses.kind(j + 1) == "DATE":
                if chunk.word in DATE_PREPOSITIONS and _own_date(clauses, j + 1, aside):
                    found.dates.append(j + 1)
                j += 2
                after_noun = True
                continue
            if clauses.kind(j + 1) == "VG" and clauses.chunks[j + 1].form == "g" and "object" in found.phrases:
                found.add(f"{chunk.word}-doing", [clauses.chunks[j + 1]])
                if chunk.word == "from":
                    found.dates += clauses.arguments(j + 1).dates
                break
            of_noun = _is_of_noun(clauses, j, aside, found)
            if chunk.word in ("by", "for") and is_measure(clauses, j + 1) and clauses.word(j + 2) != "of":
                j += 2
                continue
            if clauses.kind(j + 1) == "ADV" and clauses.kind(j + 2) == "NP":
                j += 1  # "for almost three hours", "on more than 20 people"
            if clauses.kind(j + 1) != "NP" or (chunk.kind == "SUB" and opens_clause(clauses, j + 1)):
                break
            before = j - 1
            pair = chunk.word == "between" or (chunk.word == "of" and nominal and _two_people(clauses, j + 1))
            phrases, j, of = list_right(clauses, j + 1, pair=pair)
            latest = latest if chunk.word in MEMBERS and latest else chunk.word
            related = chunk.word == "with" and not nominal and _is_relation(clauses, before)
            if not of_noun and not related:
                found.add(latest, phrases)
            if of:
                found.add("of", of)
            aside = aside or _aside(chunk.word, phrases)
            after_noun = True
        elif (
            chunk.kind == "VG"
            and chunk.form in ("n", "dn")
            and chunk.lemma in ("call", "name", "dub")
            and (after_noun and clauses.kind(j + 1) == "NP" and not chunk.passive)
        ):
            found.add("named", [clauses.chunks[j + 1]])
            j += 2
        elif chunk.kind == "VG" and chunk.to and "object" in found.phrases and clauses.kind(j - 1) == "NP":
            found.add("to-do", [chunk])
            break
        elif nominal and j == i + 1 and _arranged_by(clauses, j):
            j = list_right(clauses, j + 2)[1]  # "talks hosted by X between Y and Z"
        elif chunk.kind == "CC" and _goes_on(clauses, j, latest) and not _dated_since(clauses, found, latest):
            j += 1
        elif chunk.kind == "COMMA" and clauses.word(j + 1) == "most-recently" and clauses.kind(j + 2) in ("P", "DATE"):
            found.dates.clear()
            j += 2
        elif chunk.kind == "COMMA" and after_noun:
            found.partial = found.partial or more_names(clauses, j)
            resumed = after_enclosure(clauses, j)
            if resumed is None:
                break
            j = resumed
        else:
            break
    found.end = j
    return found


def _is_relation(clauses: Clauses, j: int) -> bool:
    """Whether "with" after the noun phrase at j belongs to it: "spoke of his friendship with X"."""
    return (
        clauses.kind(j) == "NP"
        and clauses.kind(j - 1) == "P"
        and clauses.lexicon.has("relations", clauses.chunks[j].lemma)
    )


def _arranged_by(clauses: Clauses, j: int) -> bool:
    """Whether a participle at j names somebody else than those whom "between" names after it."""
    agent = clauses.chunks[j].form in ("n", "dn") and clauses.word(j + 1) == "by" and clauses.kind(j + 2) == "NP"
    return agent and clauses.word(list_right(clauses, j + 2)[1]) == "between"


def _two_people(clauses: Clauses, j: int) -> bool:
    """Whether two people are joined by "and" at j: "the meeting of X and Y"."""
    return (
        clauses.kind(j + 1) == "CC"
        and clauses.kind(j + 2) == "NP"
        and is_person(clauses, j)
        and is_person(clauses, j + 2)
    )


def _aside(word: str, phrases: list[Chunk]) -> str:
    """The preposition where it begins what an event is about or follows: "over the arrest of X in Y"."""
    named = any(phrase.mention is not None for phrase in phrases)
    if word == "as" and phrases[0].lemma == "member":
        return ""  # "joined as a member on Monday"
    if word in _BACKGROUND:
        return word
    if word == "on" and not named:
        return word
    return word if word == "for" and not named and phrases[0].det in ("the", "its", "their", "his", "her") else ""


def _is_of_noun(clauses: Clauses, j: int, aside: str, found: Arguments) -> bool:
    """Whether the preposition at j belongs to the noun before it: "imposed sanctions on X over its attack on Y"."""
    word = clauses.word(j)
    if aside:
        return word in ("in", "at", "on", "against")
    again = word in found.phrases and word not in ("in", "at", "of", "for")
    return again and clauses.kind(j - 1) != "CC" and word not in MEMBERS


def _own_date(clauses: Clauses, j: int, aside: str) -> bool:
    """Whether a date after such a phrase is still the event's own: as a day of these days may be."""
    if not aside or aside in ("on", "for"):
        return True
    first = clauses.tokens[clauses.chunks[j].first].low
    near = first in clauses.lexicon.words["weekdays"] or first in ("today", "yesterday", "tomorrow")
    return near and aside in _TOPICS


def _goes_on(clauses: Clauses, j: int, latest: str) -> bool:
    """Whether a coordinator repeats the preposition: "sanctions on X and on Y"."""
    return (
        (latest not in ("", "object", "object2") or clauses.word(j + 1) == "of")
        and clauses.kind(j + 1) == "P"
        and (
            clauses.word(j + 1) == latest
            or (clauses.word(j) == "and" and clauses.word(j + 1) == "of" == clauses.word(j - 2))
        )
        and clauses.kind(j + 2) == "NP"
        and not opens_clause(clauses, j + 2)
    )


def _dated_since(clauses: Clauses, found: Arguments, function: str) -> bool:
    """Whether a date follows the phrases of a function, so that what comes next has another."""
    first = found.phrases[function][0]
    return any(clauses.chunks[k].first > first.first for k in found.dates)


def _takes_object(clauses: Clauses, i: int, found: Arguments) -> bool:
    """Whether what follows an infinitive or gerund is its object even before a verb: "its bid to join NATO has"."""
    group = clauses.chunks[i]
    return not found.phrases and not group.finite and (group.to or group.form == "g") and not clauses.is_speech(i)
