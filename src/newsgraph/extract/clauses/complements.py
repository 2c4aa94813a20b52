"""A verb group or noun to what stands to its right: its object, its prepositional phrases and its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.enclosures import after_enclosure
from newsgraph.extract.clauses.grammar import ADDED, DATE_PREPOSITIONS, FAR, MEMBERS, Arguments
from newsgraph.extract.clauses.lists import list_right, more_names
from newsgraph.extract.clauses.noun_phrases import alike, is_country, is_measure, is_person
from newsgraph.extract.clauses.openings import opens_clause

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses

_MEASURES = frozenset({"minute", "hour", "day", "week", "month", "year", "moment"})
# what follows them is about something else, or earlier
# after these a phrase may stand as after a preposition
_LIKE_PREPOSITIONS = frozenset({"after", "before", "since", "as", "until", "than"})
_ASKING = frozenset({"call", "press", "push", "plead", "appeal", "lobby", "ask"})
_TOPICS = frozenset({"about", "over", "amid", "despite", "because-of", "concerning", "regarding", "in-response-to"})
_BACKGROUND = _TOPICS | {"after", "before", "ahead-of", "following", "since", "until", "prior-to", "as"}


def arguments_of(clauses: Clauses, i: int) -> Arguments:
    """What the verb group or noun at i has to its right, up to whatever is not understood."""
    return _Walk(clauses, i).walked()


class _Walk:
    """The way to the right of the verb group or noun at i, chunk by chunk; `j` is the next one.

    `latest` is the function of the last phrases, and `aside` the preposition of what the event is about, with which
    later places and dates may belong. Each step says whether the way goes on.
    """

    __slots__ = ("_after_noun", "_aside", "_clauses", "_found", "_i", "_j", "_latest", "_nominal")

    def __init__(self, clauses: Clauses, i: int) -> None:
        self._clauses = clauses
        self._found = Arguments()
        self._i = i
        self._j = i + 1
        self._nominal = self._after_noun = clauses.kind(i) == "NP"
        self._latest = self._aside = ""

    def walked(self) -> Arguments:
        chunks = self._clauses.chunks
        end = min(len(chunks), self._i + FAR)
        while self._j < end and self._step(chunks[self._j]):
            pass
        self._found.end = self._j
        return self._found

    def _step(self, chunk: Chunk) -> bool:
        kind = chunk.kind
        if kind == "ADV":
            self._j += 1
            return True
        if kind == "DATE":
            return self._date(self._j)
        if kind == "NP":
            return self._object(chunk)
        if kind == "P" or (kind == "SUB" and chunk.word in _LIKE_PREPOSITIONS):
            return self._preposition(chunk)
        if kind == "VG" and self._name_given(chunk):
            return True
        if kind == "VG" and self._infinitive(chunk):
            return False
        if self._nominal and self._j == self._i + 1 and _arranged_by(self._clauses, self._j):
            self._j = list_right(self._clauses, self._j + 2)[1]  # "talks hosted by X between Y and Z"
            return True
        if self._nominal and self._j == self._i + 1 and _is_planned_for(self._clauses, self._j):
            return self._date(self._j + 2)
        if kind == "CC":
            return self._coordinator()
        return kind == "COMMA" and self._comma()

    def _date(self, j: int) -> bool:
        if _own_date(self._clauses, j, self._aside):
            self._found.dates.append(j)
        self._j = j + 1
        self._after_noun = True
        return True

    def _object(self, chunk: Chunk) -> bool:
        clauses, found, j = self._clauses, self._found, self._j
        if chunk.word == "times" and not self._nominal and _tells_the_last(clauses, j):
            self._j = j + 1  # "met 18 times, most recently in X"
            return True
        if self._nominal or ("object" in found.phrases and "object2" in found.phrases):
            return False
        if opens_clause(clauses, j) and not _takes_object(clauses, self._i, found):
            return False
        if found.phrases and "object" not in found.phrases:
            return False
        if found.phrases and chunk.lemma in _MEASURES and clauses.word(j + 1) in ("before", "after"):
            return False  # "met X hours before he died"
        self._latest = "object2" if "object" in found.phrases else "object"
        phrases, self._j, of = list_right(clauses, j)
        self._add(phrases, of)
        return True

    def _add(self, phrases: list[Chunk], of: list[Chunk]) -> None:
        if phrases:
            self._found.add(self._latest, phrases)
        if of:
            self._found.add("of", of)
        self._after_noun = True

    def _preposition(self, chunk: Chunk) -> bool:
        clauses, found, j = self._clauses, self._found, self._j
        kind = clauses.kind(j + 1)
        if kind == "DATE":
            if chunk.word in DATE_PREPOSITIONS:
                return self._date(j + 1)
            self._j += 2
            self._after_noun = True
            return True
        if kind == "VG" and clauses.chunks[j + 1].form == "g" and "object" in found.phrases:
            found.add(f"{chunk.word}-doing", [clauses.chunks[j + 1]])
            if chunk.word == "from":
                found.dates += clauses.arguments(j + 1).dates
            return False
        if chunk.word in ("by", "for") and is_measure(clauses, j + 1) and clauses.word(j + 2) != "of":
            self._j += 2
            return True
        if kind == "ADV" and clauses.kind(j + 2) == "NP":
            self._j += 1  # "for almost three hours", "on more than 20 people"
        if clauses.kind(self._j + 1) != "NP" or (chunk.kind == "SUB" and opens_clause(clauses, self._j + 1)):
            return False
        self._prepositional(chunk, j)
        return True

    def _prepositional(self, chunk: Chunk, at: int) -> None:
        """The phrases after the preposition at `at`, which may have an adverb behind it."""
        clauses, word = self._clauses, chunk.word
        of_noun = _is_of_noun(clauses, at, self._aside, self._found)
        before = self._j - 1
        pair = word == "between" or (word == "of" and self._nominal and _both_its(clauses, self._i, self._j + 1))
        phrases, self._j, of = list_right(clauses, self._j + 1, pair=pair)
        goes_on = word in MEMBERS or (word in ADDED and self._is_like_latest(phrases[0]))
        self._latest = self._latest if goes_on and self._latest else word
        belongs = _is_background if self._nominal else _is_relation
        related = word == "with" and before > self._i and belongs(clauses, before)
        self._add([] if of_noun or related else phrases, of)
        asked = word == "for" and self._clauses.chunks[self._i].lemma in _ASKING  # "called for the lifting of"
        self._aside = self._aside or ("" if asked else _aside(word, phrases))

    def _is_like_latest(self, phrase: Chunk) -> bool:
        """Whether a phrase goes on the list of the last function: both are names, or both are none."""
        before = self._found.phrases.get(self._latest)
        return before is not None and alike(before[-1], phrase)

    def _name_given(self, chunk: Chunk) -> bool:
        """Whether a participle gives the name of what stands before it: "an alliance called X"."""
        named = chunk.form in ("n", "dn") and chunk.lemma in ("call", "name", "dub") and not chunk.passive
        if not (named and self._after_noun and self._clauses.kind(self._j + 1) == "NP"):
            return False
        self._found.add("named", [self._clauses.chunks[self._j + 1]])
        self._j += 2
        return True

    def _infinitive(self, chunk: Chunk) -> bool:
        """Whether an infinitive says what the object is to do: "urged X to join"."""
        asked = self._clauses.chunks[self._i].lemma == "call" and "on" in self._found.phrases
        done_by = asked or {"object", "for"} & self._found.phrases.keys()
        if not (chunk.to and done_by and (asked or self._clauses.kind(self._j - 1) == "NP")):
            return False
        self._found.add("to-do", [chunk])
        return True

    def _coordinator(self) -> bool:
        clauses, j = self._clauses, self._j
        if not _goes_on(clauses, j, self._latest) or _dated_since(clauses, self._found, self._latest):
            return False
        self._j += 1
        return True

    def _comma(self) -> bool:
        clauses, j = self._clauses, self._j
        if clauses.word(j + 1) == "most-recently" and clauses.kind(j + 2) in ("P", "DATE"):
            self._found.dates.clear()
            self._j += 2
            return True
        if not self._after_noun:
            return False
        self._found.partial = self._found.partial or more_names(clauses, j)
        resumed = after_enclosure(clauses, j)
        self._j = j if resumed is None else resumed
        return resumed is not None


def _is_relation(clauses: Clauses, j: int) -> bool:
    """Whether "with" after the noun phrase at j belongs to it.

    So it does in "spoke of his friendship with X", and in "spoke to the press ahead of a meeting with X".
    """
    if clauses.kind(j) != "NP" or clauses.kind(j - 1) not in ("P", "SUB"):
        return False
    lemma, lexicon = clauses.chunks[j].lemma, clauses.lexicon
    if clauses.word(j - 1) in ("by", "via", "over") and lexicon.has("means", lemma):
        return False  # "spoke by video link with X"
    return lexicon.has("relations", lemma) or _is_background(clauses, j)


def _is_background(clauses: Clauses, j: int) -> bool:
    """Whether the noun phrase at j is an event before, after or about which something else is: "after a call"."""
    return clauses.word(j - 1) in _BACKGROUND and clauses.lexicon.has("event_nouns", clauses.chunks[j].lemma)


def _arranged_by(clauses: Clauses, j: int) -> bool:
    """Whether a participle at j names somebody else than those whom "between" names after it."""
    agent = clauses.chunks[j].form in ("n", "dn") and clauses.word(j + 1) == "by" and clauses.kind(j + 2) == "NP"
    return agent and clauses.word(list_right(clauses, j + 2)[1]) == "between"


def _both_its(clauses: Clauses, i: int, j: int) -> bool:
    """Whether "and" joins two names that both belong to the noun at i, whatever comes after them.

    So it is with two people, and where the noun opens its clause, in which no other can be the subject.
    """
    if _two_people(clauses, j):
        return True
    opens = clauses.kind(clauses.back(i - 1)) in ("END", "SUB")
    return opens and clauses.kind(j + 1) in ("CC", "COMMA") and is_country(clauses.chunks[j])


def _tells_the_last(clauses: Clauses, j: int) -> bool:
    """Whether of the several times at j the last one is told: "met 18 times since 2014, most recently in X"."""
    return any(clauses.word(k) == "most-recently" for k in range(j + 1, j + 5))


def _is_planned_for(clauses: Clauses, j: int) -> bool:
    """Whether a participle at j gives the day of an event: "talks scheduled for Monday"."""
    group = clauses.chunks[j]
    planned = group.kind == "VG" and group.form in ("n", "dn") and clauses.lexicon.has("event_planned", group.lemma)
    return planned and clauses.word(j + 1) in ("for", "on") and clauses.kind(j + 2) == "DATE"


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
    phrases = found.phrases.get(function)
    return phrases is not None and any(clauses.chunks[k].first > phrases[0].first for k in found.dates)


def _takes_object(clauses: Clauses, i: int, found: Arguments) -> bool:
    """Whether what follows an infinitive or gerund is its object even before a verb: "its bid to join NATO has"."""
    group = clauses.chunks[i]
    return not found.phrases and not group.finite and (group.to or group.form == "g") and not clauses.is_speech(i)
