"""Chunks of a sentence to clauses: who does what to whom, and under which verb.

The subject of a verb group is looked for to its left: the noun phrases before it, past what commas enclose; the
antecedent of "who"; the subject of the verb that it is coordinated with, or that governs its infinitive ("refused to
join"), or whose adverbial it is ("after meeting"). Its other arguments are the object and the prepositional phrases to
its right, up to whatever is not understood. Nothing is searched for by nearness: where a step has no answer there is
no subject, and the clause gives no fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsgraph.extract import series
from newsgraph.extract.chunks import Chunk

if TYPE_CHECKING:
    from newsgraph.extract.lexicon import Lexicon
    from newsgraph.extract.tokens import Token

_MEASURES = frozenset({"minute", "hour", "day", "week", "month", "year", "moment"})
_OFFERS = frozenset({"invitation", "offer", "call", "opportunity", "chance", "demand"})
_FAR = 40  # chunks; what lies further away is not looked at
OFFICE_PREPOSITIONS = frozenset({"of", "to", "in", "for", "at", "on"})
"""As in "the ambassador to Russia", "the commander in Iraq", "the envoy for Syria"."""
_DATE_PREPOSITIONS = frozenset({"on", "in", "since", "during", "at", "over"})
_SIMULTANEOUS = frozenset({"after", "while", "when", "by", "since", "following", "upon", "on"})
_MOTION = frozenset({"travel", "fly", "go", "arrive", "come", "visit", "return", "head", "land", "tour"})
_MEMBERS = frozenset({"including", "such-as", "among-them"})
# prepositions of a noun's complement: in "the bank of X" the bank is meant, and not X
# what follows them is about something else, or earlier
_TOPICS = frozenset({"about", "over", "amid", "despite", "because-of", "concerning", "regarding", "in-response-to"})
_BACKGROUND = _TOPICS | {"after", "before", "ahead-of", "following", "since", "until", "prior-to", "as"}
_COMPLEMENTS = frozenset({"of", "to", "for", "from", "at", "near", "like", "behind"})
_BE_READY = frozenset({"set", "due", "determined", "poised", "scheduled", "bound"})
_BE_ABLE = frozenset(
    {
        "ready",
        "willing",
        "eager",
        "keen",
        "prepared",
        "likely",
        "able",
        "free",
        "unlikely",
        "possible",
        "welcome",
        "open",
    }
)
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)", re.ASCII)
_UNITS = frozenset({"hour", "day", "week", "month", "year", "decade"})
_OWN = frozenset({"its", "their", "his", "her", "any", "no"})
_BE_UNREADY = frozenset({"unwilling", "reluctant", "unable"})


@dataclass(slots=True)
class Subject:
    """The noun phrases that a verb group is said of; `left` is the index of the clause's first chunk.

    `control` holds what the governing verbs and nouns make of it, outermost last: "denied", "planned", "possible",
    "actual" or "ended", each with whether it is negated.
    """

    phrases: tuple[Chunk, ...]
    left: int
    control: tuple[tuple[str, bool], ...] = ()
    parent: int | None = None
    features_of: int | None = None
    reduced: bool = False


@dataclass(slots=True)
class Arguments:
    """What stands to the right of a verb group or a noun, by grammatical function.

    `partial`: names go on where the list was not understood.
    """

    phrases: dict[str, list[Chunk]] = field(default_factory=dict)
    dates: list[int] = field(default_factory=list)
    end: int = 0
    partial: bool = False

    def add(self, function: str, phrases: list[Chunk]) -> None:
        self.phrases.setdefault(function, []).extend(phrases)


class Clauses:
    """The clauses of one sentence; every answer is computed once."""

    def __init__(self, chunks: list[Chunk], tokens: list[Token], lexicon: Lexicon) -> None:
        self.chunks = _without_origins(_without_dateline(_without_brackets(chunks), tokens))
        self.tokens = tokens
        self.lexicon = lexicon
        self._subjects: dict[int, Subject | None] = {}
        self._arguments: dict[int, Arguments] = {}
        self._join_particles()
        self._index: dict[int, int] = {}
        self.lows = [token.low for token in tokens]
        self.has_that = "that" in self.lows
        for i in range(len(self.chunks) - 1 if "whose" in self.lows else 0):
            if self.word(i) == "whose" and self.kind(i + 1) == "NP" and self.chunks[i + 1].possessor is None:
                owner = self.before_relative(i, "whose")
                self.chunks[i + 1].possessor = None if owner is None else self.chunks[owner]

    def _join_particles(self) -> None:
        """Make one verb of "called the meeting off", as chunks do of "called off the meeting"."""
        for i, group in enumerate(self.chunks):
            if group.kind == "VG" and self.kind(i + 1) == "NP" and self.kind(i + 2) == "ADV":
                lemma = f"{group.lemma} {self.word(i + 2)}"
                if self.lexicon.has("phrasal", lemma) and self.kind(i + 3) in (
                    "END",
                    "STOP",
                    "COMMA",
                    "CC",
                    "P",
                    "DATE",
                ):
                    group.lemma = lemma

    def index(self, chunk: Chunk) -> int:
        return self._indices()[id(chunk)]

    def holds(self, phrase: Chunk) -> bool:
        """Whether a phrase is a chunk of the sentence, and not a part of one."""
        return id(phrase) in self._indices()

    def _indices(self) -> dict[int, int]:
        if not self._index:
            self._index = {id(chunk): i for i, chunk in enumerate(self.chunks)}
        return self._index

    def kind(self, i: int) -> str:
        """The kind of chunk i; "END" outside the sentence."""
        return self.chunks[i].kind if 0 <= i < len(self.chunks) else "END"

    def word(self, i: int) -> str:
        return self.chunks[i].word if 0 <= i < len(self.chunks) else ""

    def subject(self, i: int) -> Subject | None:
        """The subject of the verb group at i; None where the clause is not understood."""
        if i not in self._subjects:
            self._subjects[i] = None  # a verb group is not its own governor
            self._subjects[i] = self._subject(i)
        return self._subjects[i]

    def arguments(self, i: int) -> Arguments:
        if i not in self._arguments:
            self._arguments[i] = self._right(i)
        return self._arguments[i]

    # -- to the left

    def _subject(self, i: int) -> Subject | None:
        group = self.chunks[i]
        if not group.lemma:
            return None
        if group.to:
            return self._of_infinitive(i)
        if group.form == "g":
            return self._of_gerund(i)
        if group.form == "n" or (group.form == "dn" and self.is_reduced(i)):
            return self._of_participle(i)
        return self._of_finite(i)

    def is_reduced(self, i: int) -> bool:
        """Whether a form such as "sanctioned" without auxiliary is a passive participle here."""
        before, after = self.kind(i - 1), self.kind(i + 1)
        if self._is_inverted(i):
            return True
        if before in {"END", "COMMA", "STOP"}:
            return after in ("P", "DATE", "END", "COMMA") and not (
                before == "COMMA" and self._enclosed(i - 1) is not None
            )
        if before == "CC":
            return False
        if before == "NP" and self.chunks[i].lemma in ("call", "name", "dub") and self.chunks[i - 1].det in ("a", "an"):
            return True
        if self.word(i - 1) == "those" and after != "NP":
            return True
        if before == "NP" and after == "P" and self.lexicon.has("transitive", self.chunks[i].lemma):
            return self.chunks[i].form == "n" or not self._is_of_object(i - 1)
        if self._is_of_object(i - 1):
            return False
        if after == "P" and self.word(i + 1) == "by":
            return not self._manner(i + 2)
        if after == "NP" or before not in ("NP", "DATE"):
            return False
        for j in range(i + 1, min(len(self.chunks), i + _FAR)):
            kind = self.chunks[j].kind
            if kind in ("COMMA", "SUB", "REL", "CC", "STOP"):
                return False
            if kind == "VG" and not self.chunks[j].to and self.chunks[j].form in ("d", "s", "m", "dn", "p"):
                return self.kind(j - 1) in ("NP", "DATE")
        return False

    def _is_of_object(self, j: int) -> bool:
        """Whether the noun phrase at j is the subject of an object relative: "sanctions that Washington imposed"."""
        if self.kind(j) != "NP" or self.word(j - 1) not in ("that", "which", "whom") or self.kind(j - 2) == "VG":
            return False
        return self.kind(j - 1) == "REL" or (self.kind(j - 2) == "NP" and self.kind(j - 3) != "VG")

    def _is_inverted(self, i: int) -> bool:
        """Whether a participle opens a passive whose subject comes last: "Also sanctioned was X"."""
        return (
            self.kind(self.back(i - 1)) == "END"
            and self.kind(i + 1) == "VG"
            and self.chunks[i + 1].lemma == "be"
            and self.chunks[i + 1].finite
            and not (self.chunks[i + 1].modal or self.chunks[i + 1].neg)
            and self.kind(i + 2) == "NP"
        )

    def _manner(self, j: int) -> bool:
        """Whether "by" at j - 1 says how, or how long: "met by video", "extended by a year"."""
        if self.kind(j) != "NP" or self.chunks[j].mention is not None:
            return self.kind(j) == "DATE"
        return self.lexicon.has("means", self.chunks[j].lemma) or self._is_measure(j)

    def _is_measure(self, j: int) -> bool:
        """Whether the noun phrase at j is a length of time: "one year", "another six months"."""
        return self.kind(j) == "NP" and self.word(j).removesuffix("s") in _UNITS and self.chunks[j].possessor is None

    def back(self, j: int) -> int:
        """Step left over adverbs and dates ("on Wednesday")."""
        while j >= 0:
            kind = self.chunks[j].kind
            if kind in ("ADV", "NEG"):
                j -= 1
            elif kind == "DATE":
                j -= 1
                if self.kind(j) == "P" and self.word(j) in _DATE_PREPOSITIONS:
                    j -= 1
            else:
                break
        return j

    def _enclosed(self, comma: int) -> int | None:
        """The index of the comma that opens what the comma at `comma` closes, right after a noun phrase."""
        if self.kind(comma - 1) == "COMMA":
            return None
        for k in range(comma - 2, max(0, comma - _FAR), -1):
            if self.chunks[k].kind != "COMMA" or self.kind(k - 1) not in ("NP", "DATE"):
                continue
            opening = self.chunks[k + 1]
            if opening.kind in ("REL", "P", "SUB", "ADV", "DATE") or (
                opening.kind == "VG" and not opening.to and opening.form in ("n", "dn", "g")
            ):
                return k
            if opening.kind == "NP" and (self.is_descriptive(opening) or self._age(opening) or self._role_before(k)):
                return k
            if opening.kind == "NP" and self.kind(k + 2) == "VG" and self.is_speech(k + 2):
                return k
            if self._state(k + 1):
                return k
            if opening.kind != "NP" or comma - k > 12:
                return None
        return None

    def _state(self, j: int) -> bool:
        """Whether what looks like a noun phrase at j is an adjective with its complement: "fresh from talks"."""
        phrase = self.chunks[j]
        word = phrase.kind == "NP" and phrase.first == phrase.last and phrase.head is not None
        plain = word and phrase.mention is None and not phrase.pronoun and phrase.head is not None
        return plain and phrase.lemma == phrase.word and not self._capital(phrase) and self.kind(j + 1) == "P"

    def _capital(self, phrase: Chunk) -> bool:
        return phrase.head is None or phrase.head.capital or phrase.head.tag == "NUM"

    def is_descriptive(self, phrase: Chunk) -> bool:
        """Whether a noun phrase says what somebody is, instead of naming another: "a former minister"."""
        return (
            phrase.mention is None
            and not phrase.pronoun
            and (
                phrase.det in ("a", "an", "the", "his", "her", "its", "their", "one")
                or phrase.possessor is not None
                or self.is_role(phrase)
            )
        )

    def _age(self, phrase: Chunk) -> bool:
        return phrase.head is not None and phrase.head.tag == "NUM"

    def _named_office(self, phrase: Chunk) -> bool:
        """Whether a phrase ends in the words of an office of several: "chief of staff"."""
        words = [token.low for token in self.tokens[phrase.first : phrase.last + 1]]
        last = [tuple(words[k:]) for k in range(len(words) - 1)]
        return phrase.mention is None and any(office in self.lexicon.titles.get(office[0], ()) for office in last)

    def is_role(self, phrase: Chunk) -> bool:
        return (phrase.mention is None and (phrase.lemma,) in self.lexicon.titles.get(phrase.lemma, ())) or (
            phrase.mention is None
            and (
                phrase.lemma in ("minister", "secretary")
                or self.lexicon.has("people", phrase.lemma)
                or self._named_office(phrase)
            )
        )

    def _role_before(self, k: int) -> bool:
        """Whether the phrase that ends before the comma at k is an office: "the emir", "the president of Serbia"."""
        if self.is_role(self.chunks[k - 1]):
            return True
        if self.kind(k - 2) == "CC" and self.kind(k - 3) == "NP":
            k -= 2
        return (
            self.kind(k - 2) == "P"
            and self.word(k - 2) in OFFICE_PREPOSITIONS
            and self.kind(k - 3) == "NP"
            and self.is_role(self.chunks[k - 3])
        )

    def is_speech(self, i: int) -> bool:
        return self.lexicon.has("speech", self.chunks[i].lemma)

    def _of_finite(self, i: int) -> Subject | None:
        j = self.back(i - 1)
        if self.word(j - 1) == "among-them" and self.kind(j - 2) == "NP":
            phrases, left = self.list_left(j - 2)  # "88 officials, X and Y among them, have been"
            return None if left is None else Subject(phrases, left)
        if self.kind(j) in ("COMMA", "NP") and not (self.kind(j - 1) == "CC" and self._above_list(j) is not None):
            run = series.listed(self, j + 1)
            if run is not None:
                return Subject(*run)
        for _ in range(4):
            kind = self.kind(j)
            if kind != "COMMA":
                break
            opening = self._enclosed(j)
            if opening is None:
                return self._coordinated(i, j)
            j = self.back(opening - 1)
        kind = self.kind(j)
        if kind == "REL":
            return self._of_relative(j)
        if kind == "CC":
            return self._coordinated(i, j)
        if kind == "VG" and self.kind(j - 1) == "NP" and self.chunks[j].form in ("n", "dn") and self.is_reduced(j):
            j -= 1  # "the men sanctioned on Monday include"
        if self.kind(j) != "NP":
            return None
        return self._phrases_before(j)

    def _phrases_before(self, j: int) -> Subject | None:
        """The subject whose last noun phrase is at j."""
        head = self._head(j)
        if head is None:
            return None
        phrases, left = self.list_left(head)
        if left is None:
            return None
        if self.word(left - 1) == "nor":
            return self._neither(head)
        before = self.back(left - 1)
        kind = self.kind(before)
        if kind in ("END", "COMMA", "SUB", "CC", "STOP"):
            return Subject(phrases, left)
        if kind == "VG" and self.is_speech(before):
            return Subject(phrases, left, parent=before)
        if kind == "REL" and self.word(before) in ("that", "which", "whom"):
            return Subject(phrases, left)
        if kind == "REL" and self.word(before) == "whose" and phrases[0].possessor is not None:
            return Subject(phrases, left)
        if kind == "NP" and self.chunks[left].quote != self.chunks[before].quote:
            return Subject(phrases, left)
        if kind in ("NP", "DATE") and self._ends_adverbial(before, left):
            return Subject(phrases, left)
        return None

    def _ends_adverbial(self, before: int, left: int) -> bool:
        """Whether what opens the sentence ends right before the name at left: "Before leaving Rome X had met"."""
        named = self.chunks[before].mention is not None or self.kind(before) == "DATE"
        opens = self.kind(0) in ("P", "SUB") and not any(
            chunk.finite or chunk.kind == "COMMA" for chunk in self.chunks[:left]
        )
        return named and opens and self._is_person(left) and left - before == 1

    def _neither(self, j: int) -> Subject | None:
        """Read "neither X nor Y", of whom what follows is denied; None where "nor" joins anything else."""
        first = j - 2
        opens = self.kind(first) == "NP" and self.chunks[first].det == "neither"
        if not opens and self.kind(first) == "NP" and self.word(first - 1) == "neither":
            first, opens = first - 1, True
        if not opens or self.kind(first - 1) not in ("END", "COMMA"):
            return None
        phrases = (self.chunks[j - 2], self.chunks[j])
        if any(phrase.mention is None for phrase in phrases):
            return None
        return Subject(phrases, first, (("denied", False),))

    def _head(self, j: int) -> int | None:
        """From the last noun phrase of a chain ("the president of Serbia") to its head."""
        for _ in range(_FAR):
            before = self.kind(j - 1)
            if before == "P" and self.word(j - 1) not in _MEMBERS:
                if self.kind(j - 2) == "NP":
                    j -= 2
                    continue
                if (
                    self.kind(j - 2) == "VG"
                    and self.chunks[j - 2].form in ("n", "dn", "g", "b")
                    and self.kind(j - 3) == "NP"
                    and not self._is_person(j - 3)
                ):
                    j -= 3
                    continue
                return None
            if (
                before == "VG"
                and self.kind(j - 2) == "NP"
                and (self.chunks[j - 1].to or self.chunks[j - 1].form in ("n", "g"))
            ):
                j -= 2
                continue
            if (
                before == "SUB"
                and self.word(j - 1) == "as"
                and self.kind(j - 2) == "VG"
                and (self.chunks[j - 2].form in ("g", "n", "dn") and self.kind(j - 3) == "NP")
            ):
                j -= 3  # "a comedian posing as X"
                continue
            if before == "SUB" and self._alone_since(j):
                j -= 2
                continue
            if before == "CC":
                above = self._above_list(j)
                if above is not None:
                    j = above
                    continue
            return j
        return None

    def _alone_since(self, j: int) -> bool:
        """Whether "since" before the noun phrase at j opens no clause: the one verb has its subject further left."""
        if self.word(j - 1) not in ("since", "after", "before") or self.kind(j - 2) not in ("NP", "DATE"):
            return False
        return self.kind(j - 2) == "NP" and sum(chunk.finite for chunk in self.chunks) == 1

    def _above_list(self, j: int) -> int | None:
        """The head of "the leaders of X, Y and Z", where j is its last noun phrase; None where the list is the head."""
        k = j - 2 - (self.kind(j - 2) == "COMMA")
        while self.kind(k) == "NP" and self.kind(k - 1) == "COMMA" and self.kind(k - 2) == "NP":
            if _type(self.chunks[k]) == _type(self.chunks[k - 2]):
                k -= 2
            else:
                return None
        if self.kind(k) != "NP" or self.kind(k - 1) != "P" or self.kind(k - 2) != "NP":
            return None
        return k - 2 if self.kind(k - 3) in ("END", "COMMA", "SUB", "STOP", "P") else None

    def _is_person(self, j: int) -> bool:
        mention = self.chunks[j].mention
        return mention is not None and mention.kind == "person"

    def list_left(self, j: int) -> tuple[tuple[Chunk, ...], int | None]:
        """The coordinated noun phrases that end with the one at j, and the index of the first."""
        phrases = [self.chunks[j]]
        if self.kind(j - 1) != "CC" or self.word(j - 1) in ("but", "nor", "yet"):
            if self.kind(j - 1) == "COMMA" and self.kind(j - 2) == "NP" and self.is_role(self.chunks[j - 2]):
                return tuple(phrases), j
            return tuple(phrases), j
        k = j - 2
        if self.kind(k) == "COMMA":
            k -= 1
        if self.kind(k) != "NP":
            return tuple(phrases), j
        start = k
        of = self._of_chain(k)
        if of is not None:
            start = of
        members = [self.chunks[start]]
        while self.word(start - 1) == "," and self.kind(start - 2) == "NP" and self.kind(start - 3) != "P":
            start -= 2
            members.insert(0, self.chunks[start])
        before = self.back(start - 1)
        kind = self.kind(before)
        if kind in ("P", "VG") and not (kind == "VG" and self.is_speech(before)):
            return tuple(phrases), j
        return (*members, *phrases), start

    def _of_chain(self, k: int) -> int | None:
        """The head of "the president of Serbia" where k is its last noun phrase."""
        if self.kind(k - 1) == "P" and self.word(k - 1) == "of" and self.kind(k - 2) == "NP":
            return k - 2
        return None

    def _of_relative(self, j: int) -> Subject | None:
        word = self.word(j)
        if word in ("whose", "whom") and self.word(j - 1) != "of":
            return None
        k = j - 1
        if self.word(k) == "of" and self.word(k - 1) in ("both", "all") and self.kind(k - 2) == "COMMA":
            last = self._antecedent_at(k - 3, "who" if word == "whom" else word)
            phrases, left = self.list_left(last) if last is not None else ((), None)
            return Subject(phrases, left) if left is not None and len(phrases) > 1 else None
        if self.kind(k) == "CC":
            return self._as_relative_before(j)
        if self.kind(k) == "COMMA":
            if any(
                self.kind(m) == "CC" and self.word(m + 1) == word for m in range(j + 1, min(len(self.chunks), j + _FAR))
            ):
                parallel = self._as_relative_before(j)
                if parallel is not None:
                    return parallel
            k -= 1
        antecedent = self._antecedent_at(k, word)
        if antecedent is None or self._is_denied_of(antecedent):
            return None
        if self.kind(j - 1) == "COMMA" and self._is_listed(antecedent):
            return self._of_list(antecedent, j)
        return Subject((self.chunks[antecedent],), antecedent)

    def _is_denied_of(self, k: int) -> bool:
        """Whether a cleft says that it was somebody else: "it was not X who"."""
        before = self.back(k - 1)
        return (
            self.kind(before) == "VG"
            and self.chunks[before].lemma == "be"
            and self.chunks[before].neg
            and self.word(before - 1) == "it"
        )

    def _antecedent_at(self, k: int, word: str) -> int | None:
        k = self.back(k)
        if self.kind(k) == "COMMA":
            opening = self._enclosed(k)
            if opening is None:
                return None
            k = opening - 1
        return self.antecedent(k, word) if self.kind(k) == "NP" else None

    def before_relative(self, j: int, word: str) -> int | None:
        """The index of what the relative pronoun at j (or the preposition before it) is said of."""
        k = j - 1
        return self._antecedent_at(k - (self.kind(k) == "COMMA"), word)

    def _is_listed(self, k: int) -> bool:
        """Whether the name at k is the last of two or more names of one kind."""
        if self.kind(k - 1) != "CC" or self.word(k - 1) != "and" or self.kind(k - 2) not in ("NP", "COMMA"):
            return False
        other = k - 2 - (self.kind(k - 2) == "COMMA")
        return self.kind(other) == "NP" and _same_type(self.chunks[other], self.chunks[k])

    def _of_list(self, k: int, j: int) -> Subject | None:
        """Of whom "X and Y, who ..." is said: of both after "have", of the last after "has"; else it is not known."""
        verb = self.forward(j + 1)
        form = self.tokens[self.chunks[verb].first].low if self.kind(verb) == "VG" else ""
        if form in ("is", "was", "has"):
            return Subject((self.chunks[k],), k)
        phrases, left = self.list_left(k)
        together = (
            self.kind(verb) == "VG"
            and self.chunks[verb].lemma == "meet"
            and not ({"object", "with"} & self.arguments(verb).phrases.keys())
        )
        if (form not in ("are", "were", "have") and not together) or left is None:
            return None
        return Subject(phrases, left)

    def antecedent(self, k: int, word: str) -> int | None:
        """What a relative pronoun, or a participle (""), after the noun phrase at k is said of.

        In "the bank of X, which" and "an aide to X, sanctioned by" the complement X is not meant, or not for certain:
        then the answer is None, or the phrase above it where only that can be meant.
        """
        for _ in range(_FAR):
            phrase = self.chunks[k]
            fits = word != "who" or self._personal(phrase)
            if word in ("which", "that"):
                fits = phrase.mention is None or phrase.mention.kind != "person"
            if self.kind(k - 1) != "P" or self.kind(k - 2) != "NP":
                return k if fits else None
            above = self.chunks[k - 2]
            if fits and word == "that" and phrase.mention is not None and above.mention is None:
                return k - 2  # names need no "that"
            if fits:
                other = word == "who" and self.lexicon.has("impersonal", above.lemma)
                complement = word == "" or (self.word(k - 1) in _COMPLEMENTS and not other)
                return None if complement and above.mention is None else k
            k -= 2
        return None

    def _as_relative_before(self, j: int) -> Subject | None:
        """The antecedent that this relative clause shares with the one before it."""
        for m in range(j - 2, max(-1, j - _FAR), -1):
            if self.chunks[m].kind == "REL":
                return self._of_relative(m)
        return None

    def _personal(self, phrase: Chunk) -> bool:
        mention = phrase.mention
        if mention is not None:
            return mention.kind in ("person", "unknown")
        return not (phrase.head is not None and phrase.head.tag == "NUM")

    def _coordinated(self, i: int, j: int) -> Subject | None:
        """The subject shared with the verb group before the coordinator (or the comma of a series) at j."""
        group = self.chunks[i]
        series = self.kind(j) == "COMMA"
        if series and not any(
            self.kind(m) == "CC" and self.kind(self.forward(m + 1)) == "VG"
            for m in range(i + 1, min(len(self.chunks), i + _FAR))
        ):
            return None
        for k in range(j - 1, max(-1, j - _FAR), -1):
            other = self.chunks[k]
            if other.kind == "STOP":
                return None
            if other.kind == "REL":
                if self.kind(k - 1) == "COMMA":
                    return None
                continue
            if other.kind != "VG" or not other.lemma:
                continue
            shared = self._shares(group, other)
            if shared is None:
                continue
            subject = self.subject(k)
            if subject is None:
                return None
            if not series and self.kind(j - 1) == "COMMA" and self._is_subordinate(k, subject):
                continue
            return replace(subject, features_of=k if shared else None)
        return None

    def _is_subordinate(self, i: int, subject: Subject) -> bool:
        """Whether the verb group at i stands in a clause that "since", "which" or "that" opens.

        A comma before "and" closes that clause: what follows is said of the subject of the one around it.
        """
        opened = range(self.back(subject.left - 1), i)
        return any(self.kind(k) in ("REL", "SUB") for k in opened)

    def forward(self, j: int) -> int:
        """Step right over adverbs and negations."""
        while self.kind(j) in ("ADV", "NEG"):
            j += 1
        return j

    def _shares(self, group: Chunk, other: Chunk) -> bool | None:
        """Whether a coordinated verb group takes its auxiliaries from `other`; None where the two do not fit."""
        if group.form == "b" and not group.modal and not group.to:
            return True if other.to or other.modal or other.form == "b" else None
        if group.form in ("dn", "n") and not group.passive and not group.perfect:
            if (other.passive or other.perfect) and not other.to:
                return True
            return False if other.form in ("d", "dn") else None
        return False if other.finite else None

    def _of_infinitive(self, i: int) -> Subject | None:
        j = self.back(i - 1)
        if self.kind(j) == "NP" and self.word(j - 1) in ("in", "at", "with") and self.chunks[j].mention is not None:
            verb = self.back(j - 2)  # "agreed in Brussels to impose"
            if self.kind(verb) == "VG" and self.control(self.chunks[verb]) is not None:
                j = verb
        if self.kind(j) == "VG":
            return self._governed(i, j)
        if self.kind(j) == "CC":
            for k in range(j - 1, max(-1, j - _FAR), -1):
                if self.kind(k) == "VG" and self.chunks[k].to:
                    subject = self.subject(k)
                    return None if subject is None else replace(subject, features_of=k)
            return None
        if self.kind(j) == "NP":
            return self._under_noun(i, j)
        return None

    def _governed(self, i: int, j: int) -> Subject | None:
        """The subject of an infinitive or gerund that the verb group at j governs."""
        del i
        governor = self.chunks[j]
        subject = self.subject(j)
        if subject is None:
            return None
        kind = self.control(governor)
        if kind is None:
            return None
        return Subject(subject.phrases, subject.left, (*self._lifted(j, subject), (kind, governor.neg)), j)

    def _lifted(self, j: int, subject: Subject) -> tuple[tuple[str, bool], ...]:
        """What the governor's own form and its governors say."""
        group = self.chunks[subject.features_of] if subject.features_of is not None else self.chunks[j]
        own: tuple[tuple[str, bool], ...] = ()
        if group.modal:
            own = ((("planned" if group.modal in ("will", "shall", "'ll", "wo") else "possible"), False),)
        return (*subject.control, *own)

    def control(self, governor: Chunk) -> str | None:
        """What a governing verb makes of what it governs; None for a verb that governs nothing here."""
        lexicon, lemma = self.lexicon, governor.lemma
        petition = lemma == "be" or lexicon.has("petitions", lemma)
        if (petition and not governor.passive) or (lemma == "go" and governor.progressive):
            return "planned"
        for kind in ("denied", "ended", "actual", "planned", "possible"):
            if lexicon.has(f"control_{kind}", lemma):
                return kind
        return "possible" if lemma == "have" else None

    def _under_noun(self, i: int, j: int) -> Subject | None:
        """The subject of an infinitive after a noun phrase: "its bid to join", "urged Serbia to join"."""
        del i
        phrase = self.chunks[j]
        lemma = phrase.lemma
        before = self.back(j - 1)
        copula = self.kind(before) == "VG" and self.chunks[before].lemma in (
            "be",
            "remain",
            "seem",
            "appear",
            "become",
            "stand",
        )
        if copula and phrase.mention is None:
            kind = self._readiness(phrase.word)
            subject = self.subject(before)
            if kind is not None and subject is not None:
                return Subject(
                    subject.phrases,
                    subject.left,
                    (*self._lifted(before, subject), (kind, self.chunks[before].neg)),
                    before,
                )
        for kind in ("denied", "planned", "possible"):
            if phrase.mention is None and self.lexicon.has(f"nouns_{kind}", lemma):
                return self._by_control_noun(j, before, kind)
        if copula and phrase.det == "the" and phrase.mention is None and self.ranks(phrase):
            subject = self.subject(before)
            if subject is None or self.chunks[before].neg:
                return None  # who is not the first to do it may do it
            controls = (*self._lifted(before, subject), ("actual", False))
            return Subject(subject.phrases, subject.left, controls, before)
        if phrase.mention is None and self.word(before) == "on" and phrase.lemma in ("course", "track", "way", "path"):
            subject = self.subject(self.back(before - 1)) if self.kind(self.back(before - 1)) == "VG" else None
            if subject is not None:  # "is on course to join"
                return Subject(subject.phrases, subject.left, (("planned", False),), self.back(before - 1))
        if self.word(before) == "for" and self.word(before - 1) == "way" and self.kind(self.back(before - 2)) == "VG":
            verb = self.back(before - 2)
            opened = self.chunks[verb].lemma in ("pave", "clear", "open") and not self.chunks[verb].neg
            return Subject(tuple(self.list_left(j)[0]), j, (("planned", False),), verb) if opened else None
        verb = before
        if (
            self.kind(before) == "P"
            and self.word(before) in ("on", "upon", "with", "for")
            and self.kind(before - 1) == "VG"
        ):
            verb = before - 1
        if self.kind(verb) == "VG":
            governor = self.chunks[verb]
            if self.lexicon.has("control_object", governor.lemma) and not governor.passive:
                who = self.subject(verb)
                if who is not None and any(part.word == "nobody" or part.det in ("no", "few") for part in who.phrases):
                    return None
                return Subject((phrase,), j, (("possible", governor.neg),), verb)
        return self._of_purpose(j)

    def ranks(self, phrase: Chunk) -> bool:
        """Whether a phrase counts who did it: "the 32nd country to join", "the first leader to meet"."""
        last = phrase.last + (phrase.word == "the")  # "the first to join"
        return any(self.ranks_word(token.low) for token in self.tokens[phrase.first : last + 1])

    def ranks_word(self, word: str) -> bool:
        return self.lexicon.has("ranks", word) or _ORDINAL.fullmatch(word) is not None

    def _readiness(self, word: str) -> str | None:
        if word in _BE_READY:
            return "planned"
        if word in _BE_ABLE:
            return "possible"
        return "denied" if word in _BE_UNREADY else None

    def _is_given_up(self, j: int) -> bool:
        """Whether the plan at j is the subject of a verb by which it is no more: "X's plan to meet Y was dropped"."""
        for k in range(j + 1, min(len(self.chunks), j + 12)):
            group = self.chunks[k]
            if group.finite and group.passive and self.lexicon.has("gives_up", group.lemma) and not group.neg:
                subject = self.subject(k)
                return subject is not None and any(phrase is self.chunks[j] for phrase in subject.phrases)
        return False

    def _by_control_noun(self, j: int, before: int, kind: str) -> Subject | None:
        phrase = self.chunks[j]
        if phrase.possessor is not None and not phrase.possessor.pronoun:
            owners: tuple[Chunk, ...] = (phrase.possessor,)
            if self.kind(j - 1) == "CC" and self.kind(j - 2) == "NP" and _same_type(self.chunks[j - 2], owners[0]):
                if phrase.lemma == phrase.word:
                    return None
                owners = (self.chunks[j - 2], *owners)  # "X and Y's bids"
            dropped = (("denied", False),) if self._is_given_up(j) else ()
            return Subject(owners, j, ((kind, phrase.neg), *dropped), None)
        handed = self.back(before - 1)
        if phrase.det in ("its", "their") and self.kind(before) == "P" and self.kind(handed) == "VG":
            subject = self.subject(handed)  # "handed in their applications to join"
            if subject is None or (len(subject.phrases) > 1) != (phrase.det == "their") or subject.control:
                return None
            return Subject(subject.phrases, subject.left, ((kind, phrase.neg or self.chunks[handed].neg),), handed)
        if phrase.det in ("its", "their") and self.kind(before) in ("END", "P"):
            owner = Chunk("NP", phrase.first, phrase.first, phrase.det)
            owner.pronoun = True
            return Subject((owner,), j, ((kind, phrase.neg),), None)
        if self.kind(before) == "VG":
            governor = self.chunks[before]
            subject = self.subject(before)
            if subject is None:
                return None
            gives_up = self.lexicon.has("gives_up", governor.lemma)
            outer = "denied" if gives_up else self.control(governor)
            if outer != "denied" and not self.lexicon.has("holding", governor.lemma) and phrase.det not in _OWN:
                return None  # "vetoed a plan to join": whose plan that is stands elsewhere
            if self.lexicon.has("abandoning", governor.lemma) and not gives_up:
                return None
            negated = governor.neg or phrase.neg
            asked = kind == "possible" and outer == "denied" and phrase.lemma in _OFFERS
            controls = [*self._lifted(before, subject), *([] if asked else [(kind, negated)])]
            if outer == "denied" or (outer == "possible" and governor.lemma != "have"):
                controls.append((outer, False))
            return Subject(subject.phrases, subject.left, tuple(controls), before)
        return None

    def _of_purpose(self, j: int) -> Subject | None:
        """Read "flew to Moscow to meet": planned by whoever went."""
        for k in range(j - 1, max(-1, j - 5), -1):
            if self.kind(k) == "VG":
                group = self.chunks[k]
                if group.lemma not in _MOTION:
                    return None
                subject = self.subject(k)
                if subject is None:
                    return None
                return Subject(subject.phrases, subject.left, (*self._lifted(k, subject), ("planned", group.neg)), k)
            if self.kind(k) not in ("NP", "P", "DATE"):
                return None
        return None

    def is_journey(self, subject: Subject) -> bool:
        """Whether a subject is said to have gone somewhere to do what the clause says."""
        if subject.parent is None or not subject.control:
            return False
        lemma = self.chunks[subject.parent].lemma
        return lemma in _MOTION or (lemma == "be" and "in" in self.arguments(subject.parent).phrases)

    def _of_gerund(self, i: int) -> Subject | None:
        j = self.back(i - 1)
        kind, word = self.kind(j), self.word(j)
        if kind == "VG":
            return self._governed(i, j)
        if kind in ("P", "SUB"):
            governed = self._by_preposition(j)
            if governed is not None:
                return governed
            if word in _SIMULTANEOUS and not (word in ("on", "upon") and self.kind(j - 1) == "VG"):
                return self._of_main(i, j)
            return None
        if kind == "COMMA":
            if self.kind(j - 1) == "NP" and not any(self.chunks[k].finite for k in range(j)):
                return self._phrases_before(j - 1)
            return self._of_main(i, j)
        if kind == "END":
            return self._of_main(i, j)
        if kind == "NP" and self.lexicon.has("instruments", self.chunks[j].lemma):
            return Subject((self.chunks[j],), j)  # "a decree imposing sanctions"
        return None

    def _by_preposition(self, j: int) -> Subject | None:
        """The subject of a gerund after a verb or noun with its preposition: "refrained from", "no intention of"."""
        word = self.word(j)
        k = self.back(j - 1)
        if word == "of" and self.kind(k) == "NP" and self.chunks[k].mention is None:
            noun = self.chunks[k].lemma
            for kind in ("denied", "planned", "possible"):
                if self.lexicon.has(f"nouns_{kind}", noun):
                    return self._by_control_noun(k, self.back(k - 1), kind)
            return None
        while self.kind(k) in ("NP", "CC"):
            k -= 1  # "joined X and Y in imposing"
        if self.kind(k) != "VG" or self.chunks[k].passive:
            return None
        verb = f"{self.chunks[k].lemma} {word}"
        control = next((c for c in ("denied", "planned", "actual") if self.lexicon.has(f"control_{c}", verb)), None)
        subject = self.subject(k) if control is not None else None
        if subject is None or control is None:
            return None
        controls = (*self._lifted(k, subject), (control, self.chunks[k].neg))
        return Subject(subject.phrases, subject.left, controls, k)

    def _of_participle(self, i: int) -> Subject | None:
        j = self.back(i - 1)
        if self._is_inverted(i):
            return Subject(tuple(self.list_right(i + 2)[0]), i, reduced=True)
        kind = self.kind(j)
        if kind == "NP" or (kind == "COMMA" and self.kind(j - 1) == "NP"):
            k = self.antecedent(j if kind == "NP" else j - 1, "")
            return None if k is None else Subject((self.chunks[k],), k, reduced=True)
        if kind == "END":
            subject = self._of_main(i, j)
            return None if subject is None else replace(subject, reduced=True)
        if kind == "CC":
            subject = self._coordinated(i, j)
            return None if subject is None else replace(subject, reduced=True)
        return None

    def _of_main(self, i: int, j: int) -> Subject | None:
        """The subject of the finite verb that an adverbial belongs to: the one before it, or after its comma."""
        for k in range(j - 1, max(-1, j - _FAR), -1):
            if self.chunks[k].kind == "STOP":
                break
            if self.chunks[k].kind == "REL":
                return None
            if self.chunks[k].finite and self.chunks[k].lemma:
                subject = self.subject(k)
                if subject is None:
                    return None
                return Subject(subject.phrases, subject.left, self._lifted(k, subject), k)
        for k in range(i + 1, min(len(self.chunks), i + _FAR)):
            if self.chunks[k].finite and self.chunks[k].lemma and not (self.kind(k - 1) == "REL" or self.is_reduced(k)):
                return None  # what looks like an adverbial is the subject itself
            if self.chunks[k].kind == "COMMA":
                for m in range(k + 1, min(len(self.chunks), k + _FAR)):
                    if self.chunks[m].finite:
                        subject = self.subject(m)
                        if subject is None or subject.left != k + 1:
                            return None
                        return Subject(subject.phrases, subject.left, self._lifted(m, subject), m)
                return None
        return None

    # -- to the right

    def _right(self, i: int) -> Arguments:
        found = Arguments()
        j = i + 1
        nominal = self.kind(i) == "NP"
        after_noun = nominal
        latest = ""
        aside = ""  # the preposition of what the event is about, with which later places and dates may belong
        while j < len(self.chunks) and j < i + _FAR:
            chunk = self.chunks[j]
            if chunk.kind == "ADV":
                j += 1
            elif chunk.kind == "DATE":
                if self._own_date(j, aside):
                    found.dates.append(j)
                j += 1
                after_noun = True
            elif chunk.kind == "NP":
                if nominal or ("object" in found.phrases and "object2" in found.phrases):
                    break
                if self.opens_clause(j) and not self._takes_object(i, found):
                    break
                if found.phrases and "object" not in found.phrases:
                    break
                if found.phrases and chunk.lemma in _MEASURES and self.word(j + 1) in ("before", "after"):
                    break  # "met X hours before he died"
                function = "object2" if "object" in found.phrases else "object"
                phrases, j, of = self.list_right(j)
                latest = function
                found.add(function, phrases)
                if of:
                    found.add("of", of)
                after_noun = True
            elif chunk.kind == "P" or (
                chunk.kind == "SUB" and chunk.word in ("after", "before", "since", "as", "until", "than")
            ):
                if self.kind(j + 1) == "DATE":
                    if chunk.word in _DATE_PREPOSITIONS and self._own_date(j + 1, aside):
                        found.dates.append(j + 1)
                    j += 2
                    after_noun = True
                    continue
                if self.kind(j + 1) == "VG" and self.chunks[j + 1].form == "g" and "object" in found.phrases:
                    found.add(f"{chunk.word}-doing", [self.chunks[j + 1]])
                    if chunk.word == "from":
                        found.dates += self.arguments(j + 1).dates
                    break
                of_noun = self._is_of_noun(j, aside, found)
                if chunk.word in ("by", "for") and self._is_measure(j + 1) and self.word(j + 2) != "of":
                    j += 2
                    continue
                if self.kind(j + 1) == "ADV" and self.kind(j + 2) == "NP":
                    j += 1  # "for almost three hours", "on more than 20 people"
                if self.kind(j + 1) != "NP" or (chunk.kind == "SUB" and self.opens_clause(j + 1)):
                    break
                before = j - 1
                pair = chunk.word == "between" or (chunk.word == "of" and nominal and self._two_people(j + 1))
                phrases, j, of = self.list_right(j + 1, pair=pair)
                latest = latest if chunk.word in _MEMBERS and latest else chunk.word
                related = chunk.word == "with" and not nominal and self._is_relation(before)
                if not of_noun and not related:
                    found.add(latest, phrases)
                if of:
                    found.add("of", of)
                aside = aside or self._aside(chunk.word, phrases)
                after_noun = True
            elif (
                chunk.kind == "VG"
                and chunk.form in ("n", "dn")
                and chunk.lemma in ("call", "name", "dub")
                and (after_noun and self.kind(j + 1) == "NP" and not chunk.passive)
            ):
                found.add("named", [self.chunks[j + 1]])
                j += 2
            elif chunk.kind == "VG" and chunk.to and "object" in found.phrases and self.kind(j - 1) == "NP":
                found.add("to-do", [chunk])
                break
            elif nominal and j == i + 1 and self._arranged_by(j):
                j = self.list_right(j + 2)[1]  # "talks hosted by X between Y and Z"
            elif chunk.kind == "CC" and self._goes_on(j, latest) and not self._dated_since(found, latest):
                j += 1
            elif chunk.kind == "COMMA" and self.word(j + 1) == "most-recently" and self.kind(j + 2) in ("P", "DATE"):
                found.dates.clear()
                j += 2
            elif chunk.kind == "COMMA" and after_noun:
                found.partial = found.partial or self._more_names(j)
                resumed = self._after_enclosure(j)
                if resumed is None:
                    break
                j = resumed
            else:
                break
        found.end = j
        return found

    def _is_relation(self, j: int) -> bool:
        """Whether "with" after the noun phrase at j belongs to it: "spoke of his friendship with X"."""
        return self.kind(j) == "NP" and self.kind(j - 1) == "P" and self.lexicon.has("relations", self.chunks[j].lemma)

    def _arranged_by(self, j: int) -> bool:
        """Whether a participle at j names somebody else than those whom "between" names after it."""
        agent = self.chunks[j].form in ("n", "dn") and self.word(j + 1) == "by" and self.kind(j + 2) == "NP"
        return agent and self.word(self.list_right(j + 2)[1]) == "between"

    def _two_people(self, j: int) -> bool:
        """Whether two people are joined by "and" at j: "the meeting of X and Y"."""
        return self.kind(j + 1) == "CC" and self.kind(j + 2) == "NP" and self._is_person(j) and self._is_person(j + 2)

    def gapped(self, i: int) -> list[Arguments]:
        """What the verb group at i is said of once more, each with a day: "met X on Monday and Y on Thursday"."""
        first = self.arguments(i)
        if not first.dates:
            return []
        function = next((name for name in ("with", "object", "on", "to") if self._named(first, name)), "")
        found: list[Arguments] = []
        j = first.end
        while function and self.kind(j) in ("CC", "COMMA"):
            j += 1 + (self.kind(j) == "COMMA" and self.kind(j + 1) == "CC")
            again = self.kind(j) == "P" and self.word(j) == function
            j += again
            if self.kind(j) != "NP" or self.chunks[j].mention is None or not (again or self._is_person(j)):
                break  # "X sanctioned Y on Monday and Z on Tuesday": Z may be either
            phrases, j, _ = self.list_right(j)
            other = {name: part for name, part in first.phrases.items() if name not in (function, "in", "at")}
            more = Arguments({**other, function: phrases})
            while self.kind(j) == "DATE" or (self.kind(j) == "P" and self.kind(j + 1) in ("NP", "DATE")):
                j += self.kind(j) == "P"
                if self.kind(j) == "DATE":
                    more.dates.append(j)
                elif self.word(j - 1) in ("in", "at"):
                    more.add(self.word(j - 1), [self.chunks[j]])
                else:
                    break
                j += 1
            if not more.dates:
                break
            more.end = j
            found.append(more)
        return found

    def _named(self, found: Arguments, function: str) -> bool:
        return any(phrase.mention is not None for phrase in found.phrases.get(function, ()))

    def _aside(self, word: str, phrases: list[Chunk]) -> str:
        """The preposition where it begins what an event is about or follows: "over the arrest of X in Y"."""
        named = any(phrase.mention is not None for phrase in phrases)
        if word == "as" and phrases[0].lemma == "member":
            return ""  # "joined as a member on Monday"
        if word in _BACKGROUND:
            return word
        if word == "on" and not named:
            return word
        return word if word == "for" and not named and phrases[0].det in ("the", "its", "their", "his", "her") else ""

    def _is_of_noun(self, j: int, aside: str, found: Arguments) -> bool:
        """Whether the preposition at j belongs to the noun before it: "imposed sanctions on X over its attack on Y"."""
        word = self.word(j)
        if aside:
            return word in ("in", "at", "on", "against")
        again = word in found.phrases and word not in ("in", "at", "of", "for")
        return again and self.kind(j - 1) != "CC" and word not in _MEMBERS

    def _own_date(self, j: int, aside: str) -> bool:
        """Whether a date after such a phrase is still the event's own: as a day of these days may be."""
        if not aside or aside in ("on", "for"):
            return True
        first = self.tokens[self.chunks[j].first].low
        near = first in self.lexicon.words["weekdays"] or first in ("today", "yesterday", "tomorrow")
        return near and aside in _TOPICS

    def _goes_on(self, j: int, latest: str) -> bool:
        """Whether a coordinator repeats the preposition: "sanctions on X and on Y"."""
        return (
            (latest not in ("", "object", "object2") or self.word(j + 1) == "of")
            and self.kind(j + 1) == "P"
            and (self.word(j + 1) == latest or (self.word(j) == "and" and self.word(j + 1) == "of" == self.word(j - 2)))
            and self.kind(j + 2) == "NP"
            and not self.opens_clause(j + 2)
        )

    def _dated_since(self, found: Arguments, function: str) -> bool:
        """Whether a date follows the phrases of a function, so that what comes next has another."""
        first = found.phrases[function][0]
        return any(self.chunks[k].first > first.first for k in found.dates)

    def _more_names(self, comma: int) -> bool:
        """Whether a list goes on after the comma that is not read whole: "X, Y, Z on Monday"."""
        before, after = self.chunks[comma - 1].mention, self.kind(comma + 1) == "NP" and self.chunks[comma + 1].mention
        if not before or not after or before.entity is None or after.entity is None:
            return False
        alike = before.entity.type == after.entity.type and before.entity.type != "Place"
        return alike and before.entity is not after.entity and not self.opens_clause(comma + 1)

    def _takes_object(self, i: int, found: Arguments) -> bool:
        """Whether what follows an infinitive or gerund is its object even before a verb: "its bid to join NATO has"."""
        group = self.chunks[i]
        return not found.phrases and not group.finite and (group.to or group.form == "g") and not self.is_speech(i)

    def opens_clause(self, j: int) -> bool:
        """Whether the noun phrase at j is the subject of a clause of its own."""
        k = j + 1
        while k < min(len(self.chunks), j + 8):
            kind = self.kind(k)
            if kind in ("ADV", "DATE", "NEG"):
                k += 1
            elif kind in ("P", "CC") and self.kind(k + 1) == "NP":
                k += 2
            elif kind == "VG":
                group = self.chunks[k]
                return group.finite and not (group.form == "dn" and self.is_reduced(k))
            elif (
                kind == "COMMA"
                and self.kind(k + 1) == "NP"
                and self._role_before(k)
                and self.kind(k + 2) == "COMMA"
                and self.kind(k + 3) == "VG"
            ):
                k += 3  # "the minister, X, resigned"
            else:
                return False
        return False

    def _after_enclosure(self, comma: int) -> int | None:
        """Where the clause goes on after an apposition between commas; None where it does not."""
        following = comma + 1
        kind, word = self.kind(following), self.word(following)
        if kind == "P" and (word in _MEMBERS or word in ("along-with", "together-with")):
            return following
        if self._closes_members(comma) and (kind == "DATE" or (kind == "P" and self.kind(following + 1) == "DATE")):
            return following
        if kind == "P" and word in ("by", "via", "over", "in", "at", "on") and self.kind(comma - 1) == "DATE":
            return following
        if word in ("in", "on") and self.kind(following + 1) == "DATE" and self.kind(following + 2) in ("STOP", "END"):
            return following
        opening = self.chunks[following] if following < len(self.chunks) else None
        if (
            opening is not None
            and opening.kind == "NP"
            and opening.first == opening.last
            and (_country(opening) or _place(opening))
            and (_place(self.chunks[comma - 1]) and self.kind(following + 1) in ("COMMA", "DATE", "P"))
        ):
            return following + 2 if self.kind(following + 1) == "COMMA" else following + 1
        if opening is None or not (opening.kind == "REL" or self._opens_apposition(comma, opening)):
            return None
        for k in range(following + 1, min(len(self.chunks), following + 20)):
            if self.chunks[k].kind == "COMMA":
                goes_on = self.kind(k + 1) in ("P", "DATE") or (self.kind(k + 1) == "CC" and self.kind(k + 2) == "P")
                return k + 1 if goes_on else None
            if self.chunks[k].kind == "STOP":
                return None
        return None

    def _closes_members(self, comma: int) -> bool:
        """Whether a comma ends a list that ", including" opened."""
        k = comma - 1
        while self.kind(k) in ("NP", "CC", "COMMA"):
            k -= 1
        return self.kind(k) == "P" and self.word(k) in _MEMBERS and self.kind(k - 1) == "COMMA"

    def list_right(self, j: int, *, pair: bool = False) -> tuple[list[Chunk], int, list[Chunk]]:
        """The coordinated noun phrases from j on, where they end, and what "of" adds to the first.

        In a `pair` ("between X and Y") the second belongs to the list, whatever comes after it.
        """
        phrases = [self.chunks[j]]
        of: list[Chunk] = []
        k = j + 1
        if self.kind(k) == "P" and self.word(k) == "of" and self.kind(k + 1) == "NP":
            of = [self.chunks[k + 1]]
            k += 2
            if (
                self.kind(k) == "CC"
                and self.kind(k + 1) == "NP"
                and self._alike(of[-1], self.chunks[k + 1])
                and self._is_person(k + 1) <= self._is_person(k - 1)
                and not self.opens_clause(k + 1)
            ):
                of.append(self.chunks[k + 1])
                k += 2
            elif self.kind(k) == "COMMA" and self._series(k) and _same_type(of[0], self.chunks[k + 1]):
                of, k, _ = self.list_right(k - 1)
            lemma = self.chunks[j].lemma
            belongs = lemma == "part" and _organization(of[0])
            if not belongs and (self.lexicon.has("place_nouns", lemma) or self.lexicon.has("quantifiers", lemma)):
                phrases = list(of)
        named = self._named_members(j, k)
        if named is not None:
            return [*phrases, *named[0]], named[1], of
        series = False
        while True:
            kind = self.kind(k)
            if (
                kind == "CC"
                and self.word(k) in ("and", "or")
                and self.kind(k + 1) == "NP"
                and ((pair and (series or len(phrases) == 1)) or not self.opens_clause(k + 1))
                and not (_place(self.chunks[k - 1]) and self._is_person(k + 1) and _place(phrases[-1]))
            ):
                series = False
                phrases.append(self._element(k + 1))
                k += 2 if phrases[-1] is self.chunks[k + 1] else 4
                if (self.kind(k) == "COMMA" and self._series(k)) or self._shares_name(k):
                    continue
                return phrases, k, of
            if kind == "COMMA" and self._series(k, pair=pair):
                k += 1
                if self.kind(k) == "CC":
                    k += 1
                    phrases.append(self.chunks[k])
                    return phrases, k + 1, of
                phrases.append(self._element(k))
                series = True
                k += 1
                if self.kind(k) == "P" and self.word(k) == "of" and self.kind(k + 1) == "NP":
                    k += 2
                continue
            closing = self._apposition(k) if kind == "COMMA" else None
            if (
                closing is not None
                and self.kind(closing + 1) == "CC"
                and self.kind(closing + 2) == "NP"
                and not self.opens_clause(closing + 2)
            ):
                phrases.append(self.chunks[closing + 2])
                return phrases, closing + 3, of
            return phrases, k, of

    def _shares_name(self, k: int) -> bool:
        """Whether "and" at k joins one who gives the name before it the family name: "Arkady and Boris Rotenberg"."""
        if self.kind(k) != "CC" or self.kind(k + 1) != "NP" or self.kind(k - 1) != "NP" or self.opens_clause(k + 1):
            return False
        before, after = self.chunks[k - 1], self.chunks[k + 1]
        people = [
            part.mention for part in (before, after) if part.mention is not None and part.mention.kind == "person"
        ]
        return len(people) == 2 and people[0].first == people[0].last and people[1].last > people[1].first

    def _element(self, k: int) -> Chunk:
        """The noun phrase at k; the person named after its "of" where it is his office: "the head of NATO X"."""
        if self.kind(k + 1) == "P" and self.word(k + 1) == "of" and self.kind(k + 2) == "NP":
            after = self.chunks[k + 2]
            if (
                after.mention is not None
                and after.mention.kind == "person"
                and after.modifiers
                and self.is_role(self.chunks[k])
            ):
                return after
        return self.chunks[k]

    def _named_members(self, j: int, k: int) -> tuple[list[Chunk], int] | None:
        """The names that follow a plural: "four officials, A, B and C", "two companies: A and B"."""
        group = self.chunks[j]
        plural = group.mention is None and group.head is not None and not group.pronoun
        plural = plural and (group.lemma != group.word or group.word in ("people", "men", "women"))
        colon = self.kind(k) == "STOP" and self.word(k) == ":"
        if not plural or not (colon or self.kind(k) == "COMMA"):
            return None
        names: list[Chunk] = []
        m = k + 1
        last = False
        while self.kind(m) == "NP" and not self.opens_clause(m):
            names.append(self.chunks[m])
            m += 1
            if self.kind(m) == "P" and self.word(m) == "of" and self.kind(m + 1) == "NP":
                m += 2
            if last and not colon:
                break
            if self.kind(m) == "COMMA" and self.kind(m + 1) in ("NP", "CC"):
                m += 1
            if self.kind(m) == "CC" and self.kind(m + 1) == "NP":
                m += 1
                last = True
            elif self.kind(m - 1) != "COMMA":
                break
        people = [name for name in names if name.mention is not None]
        if not last or len(people) < 2 or (not colon and names[0].mention is None):
            return None
        end = m + 1 if self.kind(m) == "COMMA" else m
        return people, end

    def _alike(self, a: Chunk, b: Chunk) -> bool:
        return (a.mention is None) == (b.mention is None)

    def _series(self, comma: int, *, pair: bool = False) -> bool:
        """Whether a comma goes on a list that a coordinator ends: "X, Y and Z"; in a `pair`, whatever comes after."""
        k = comma
        for _ in range(_FAR):
            if self.kind(k) == "COMMA":
                k += 1
                last = self.kind(k) == "CC"
                if last:
                    k += 1
            elif self.kind(k) == "CC" and k > comma:
                last = True
                k += 1
            else:
                return False
            if self.kind(k) != "NP" or (self.is_descriptive(self.chunks[k]) and self.chunks[k].det in ("a", "an")):
                return False
            if last:
                return pair or not self.opens_clause(k)
            k += 1
            if self.kind(k) == "P" and self.word(k) == "of" and self.kind(k + 1) == "NP":
                k += 2
        return False

    def _opens_apposition(self, comma: int, opening: Chunk) -> bool:
        """Whether the noun phrase after a comma says again who the one before it is."""
        if opening.kind != "NP":
            return False
        if self.is_descriptive(opening) or self._age(opening):
            return True
        named = opening.mention is not None and opening.mention.kind == "person"
        return named and self._role_before(comma)

    def _apposition(self, comma: int) -> int | None:
        """The closing comma of an apposition or relative clause that opens at `comma`."""
        opening = self.chunks[comma + 1] if comma + 1 < len(self.chunks) else None
        if opening is None or not (opening.kind == "REL" or self._opens_apposition(comma, opening)):
            return None
        for k in range(comma + 2, min(len(self.chunks), comma + 20)):
            if self.chunks[k].kind == "COMMA":
                return k
            if self.chunks[k].kind == "STOP":
                return None
        return None


def _type(phrase: Chunk) -> str:
    """The type of what a noun phrase names; empty where it names nothing."""
    return phrase.mention.entity.type if phrase.mention is not None and phrase.mention.entity is not None else ""


def _country(phrase: Chunk) -> bool:
    return phrase.mention is not None and phrase.mention.entity is not None and phrase.mention.entity.type == "Country"


def _same_type(a: Chunk, b: Chunk) -> bool:
    """Whether two phrases name entities of one type."""
    first, second = a.mention, b.mention
    if first is None or second is None or first.entity is None or second.entity is None:
        return False
    return first.entity.type == second.entity.type


def _organization(phrase: Chunk) -> bool:
    mention = phrase.mention
    return mention is not None and mention.entity is not None and mention.entity.type == "Organization"


def _place(phrase: Chunk) -> bool:
    return phrase.mention is not None and phrase.mention.entity is not None and phrase.mention.entity.type == "Place"


def _without_dateline(chunks: list[Chunk], tokens: list[Token]) -> list[Chunk]:
    """The chunks after a dateline in capitals: "WASHINGTON, Oct 22 -", "DOHA, Qatar —"; its day is no event's."""
    if not chunks or not all(token.norm.isupper() for token in tokens[chunks[0].first : chunks[0].last + 1]):
        return chunks
    for k in range(1, min(len(chunks), 9)):
        if chunks[k].kind == "COMMA" and tokens[chunks[k].first].norm != ",":
            return chunks[k + 1 :]
        slash = chunks[k].kind == "STOP" and chunks[k].word == "/"
        if not (slash or chunks[k].kind in ("COMMA", "DATE") or _names(chunks[k])):
            return chunks
    return chunks


def _without_origins(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks without what "of" says of a person's origin or office: "Prime Minister X of Canada"."""
    kept: list[Chunk] = []
    k = 0
    while k < len(chunks):
        kept.append(chunks[k])
        mention = chunks[k].mention
        person = chunks[k].kind == "NP" and mention is not None and mention.kind == "person"
        k += 3 if person and k + 2 < len(chunks) and chunks[k + 1].word == "of" and _names(chunks[k + 2]) else 1
    return kept


def _names(phrase: Chunk) -> bool:
    """Whether a noun phrase is nothing but the name of a country, a place or an organization."""
    mention = phrase.mention
    named = mention is not None and mention.kind in ("name", "capital")
    return phrase.kind == "NP" and mention is not None and named and phrase.first == mention.first


def _without_brackets(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks without what stands in parentheses; dashes become commas."""
    kept: list[Chunk] = []
    depth = 0
    for chunk in chunks:
        if chunk.kind == "STOP":
            if chunk.word in ("(", "["):
                depth += 1
                continue
            if chunk.word in (")", "]"):
                depth = max(0, depth - 1)
                continue
            if depth == 0 and chunk.word in ("—", "–", "-", "--"):
                if kept and kept[-1].kind == "COMMA":
                    continue
                chunk.kind = "COMMA"
        if depth == 0:
            kept.append(chunk)
    return kept
