"""Chunks of a sentence to clauses: who does what to whom, and under which verb.

The subject of a verb group is looked for to its left: the noun phrases before it, past what commas enclose; the
antecedent of "who"; the subject of the verb that it is coordinated with, or that governs its infinitive ("refused to
join"), or whose adverbial it is ("after meeting"). Its other arguments are the object and the prepositional phrases to
its right, up to whatever is not understood. Nothing is searched for by nearness: where a step has no answer there is
no subject, and the clause gives no fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.asides import (
    PARTING,
    with_directions,
    without_brackets,
    without_dateline,
    without_naming,
    without_origins,
)
from newsgraph.extract.clauses.complements import arguments_of
from newsgraph.extract.clauses.grammar import DATE_PREPOSITIONS
from newsgraph.extract.clauses.relatives import before_relative
from newsgraph.extract.clauses.subjects import subject_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses.grammar import Arguments, Subject
    from newsgraph.extract.lexicon import Lexicon
    from newsgraph.extract.mentions import Mention
    from newsgraph.extract.sentences import Sentence

_DIRECTING = frozenset({"targeting", "hitting", "aimed", "directed"})


class _Kinds(dict[int, str]):
    """The kinds of chunks by their index."""

    def __missing__(self, i: int) -> str:
        return "END"


class _Words(dict[int, str]):
    """The words of chunks by their index."""

    def __missing__(self, i: int) -> str:
        return ""


class Clauses:
    """The clauses of one sentence; every answer is computed once.

    `lows` holds its words in lower case, of which one is `hyphened` or none; `mentions` its names in their order, of
    which one `names_person` or none; `groups` the indices of its verb groups,
    and `finite` those of its finite verbs. `kind(i)` is the kind of chunk i, "END" outside the sentence, and `word(i)`
    its word, empty outside the sentence.
    """

    kind: Callable[[int], str]
    word: Callable[[int], str]

    def __init__(self, chunks: list[Chunk], sentence: Sentence, lexicon: Lexicon) -> None:
        self.tokens = tokens = sentence.tokens
        self.lexicon = lexicon
        self.lows = lows = sentence.lows
        self.hyphened = sentence.hyphened
        self.chunks = without_dateline(chunks if PARTING.isdisjoint(lows) else without_brackets(chunks), tokens)
        self.mentions: tuple[Mention, ...] = tuple(
            dict.fromkeys([token.mention for token in tokens if token.mention is not None])
        )
        self.names_person = "person" in [mention.kind for mention in self.mentions]
        if self.names_person and "of" in lows:
            self.chunks = without_origins(self.chunks)
        if not _DIRECTING.isdisjoint(lows):
            self.chunks = with_directions(self.chunks, lexicon)
        if "what" in lows:
            self.chunks = without_naming(self.chunks, lexicon)
        self._number()
        self._join_modals()
        self._subjects: dict[int, Subject | None] = {}
        self._arguments: dict[int, Arguments] = {}
        self._join_particles()
        self.finite = [i for i in self.groups if self.chunks[i].finite and self.chunks[i].lemma]
        self.has_that = "that" in lows
        for i in range(len(self.chunks) - 1 if "whose" in lows else 0):
            if self.word(i) == "whose" and self.kind(i + 1) == "NP" and self.chunks[i + 1].possessor is None:
                owner = before_relative(self, i, "whose")
                self.chunks[i + 1].possessor = None if owner is None else self.chunks[owner]

    def _number(self) -> None:
        """Number the chunks; the tables answer `kind` and `word`, which are asked most of all, without a frame."""
        for i, chunk in enumerate(self.chunks):
            chunk.at = i
        kinds = [chunk.kind for chunk in self.chunks]
        self.groups = [i for i, kind in enumerate(kinds) if kind == "VG"]
        self.kind = _Kinds(enumerate(kinds)).__getitem__
        self.word = _Words(enumerate([chunk.word for chunk in self.chunks])).__getitem__

    def _join_modals(self) -> None:
        """Give a verb the modal that a day parts it from: "will on Monday formally adopt"."""
        for i in [i for i in self.groups if self.chunks[i].modal and not self.chunks[i].lemma]:
            k = i + 1
            while self.kind(k) in ("P", "DATE", "ADV") and k < i + 5:
                k += 1
            dated = any(self.kind(j) == "DATE" for j in range(i, k))
            if dated and self.kind(k) == "VG" and self.chunks[k].form in ("b", "p") and not self.chunks[k].to:
                verb, modal = self.chunks[k], self.chunks[i]
                verb.modal, verb.form, verb.neg = modal.modal, "m", verb.neg or modal.neg
                modal.at = -1
                del self.chunks[i]
                self._number()
                return

    def _join_particles(self) -> None:
        """Make one verb of "called the meeting off", as chunks do of "called off the meeting"."""
        for i in self.groups:
            if self.kind(i + 1) == "NP" and self.kind(i + 2) == "ADV":
                group = self.chunks[i]
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
        return chunk.at

    def holds(self, phrase: Chunk) -> bool:
        """Whether a phrase is a chunk of the sentence, and not a part of one."""
        return phrase.at >= 0

    def subject(self, i: int) -> Subject | None:
        """The subject of the verb group at i; None where the clause is not understood."""
        if i not in self._subjects:
            self._subjects[i] = None  # a verb group is not its own governor
            self._subjects[i] = subject_of(self, i)
        return self._subjects[i]

    def arguments(self, i: int) -> Arguments:
        if i not in self._arguments:
            self._arguments[i] = arguments_of(self, i)
        return self._arguments[i]

    def back(self, j: int) -> int:
        """Step left over adverbs and dates ("on Wednesday")."""
        while j >= 0:
            kind = self.chunks[j].kind
            if kind in ("ADV", "NEG"):
                j -= 1
            elif kind == "DATE":
                j -= 1
                if self.kind(j) == "P" and self.word(j) in DATE_PREPOSITIONS:
                    j -= 1
            else:
                break
        return j

    def forward(self, j: int) -> int:
        """Step right over adverbs and negations."""
        while self.kind(j) in ("ADV", "NEG"):
            j += 1
        return j

    def is_speech(self, i: int) -> bool:
        return self.lexicon.has("speech", self.chunks[i].lemma)
