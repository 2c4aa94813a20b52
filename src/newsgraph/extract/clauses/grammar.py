"""What is read of a clause: of whom its verb is said, and what stands to the right of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk

FAR = 40
"""Chunks; what lies further away is not looked at."""

DATE_PREPOSITIONS = frozenset({"on", "in", "since", "during", "at", "over"})
MEMBERS = frozenset({"including", "such-as", "among-them"})
"""Prepositions after which members of a group are named."""

ADDED = frozenset({"as-well-as"})
"""Prepositions that go on a list: "sanctioned X as well as Y"."""


COMPANY = frozenset({"along-with", "together-with"})
"""Prepositions after which those are named who take part too: "X, along with Y, met Z"."""


class Subject(msgspec.Struct, gc=False):
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


class Arguments(msgspec.Struct, gc=False):
    """What stands to the right of a verb group or a noun, by grammatical function.

    `partial`: names go on where the list was not understood. `subject` is given where it is another than the one
    before the verb: Y in "X joined in 2004 and Y in 2009".
    """

    phrases: dict[str, list[Chunk]] = msgspec.field(default_factory=dict)
    dates: list[int] = msgspec.field(default_factory=list)
    end: int = 0
    partial: bool = False
    subject: Subject | None = None

    def add(self, function: str, phrases: list[Chunk]) -> None:
        self.phrases.setdefault(function, []).extend(phrases)
