"""What a clause or noun phrase states by a frame: what triggers it, and the fact that may come of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from newsgraph.extract.basis import Ground

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses.grammar import Subject
    from newsgraph.extract.mentions import Entity
    from newsgraph.extract.rules import Frame
    from newsgraph.facts import FactDate
    from newsgraph.facttypes import RoleType

Fillers = dict[str, tuple["Entity | str", ...]]
Grounds = dict[tuple[str, "Entity | str"], Ground]
"""What each filler of a role rests on."""


class Filled(msgspec.Struct, frozen=True, gc=False):
    """Who and what fills the roles of a frame, and what each of them rests on."""

    fillers: Fillers
    grounds: Grounds
    told: Told | None = None


class Told(msgspec.Struct, frozen=True, gc=False):
    """A situation that a sentence has told, as later ones may take it up.

    `index` is that of its verb or noun, and `open` the role that a group without names fills.
    """

    sentence: int
    index: int
    frame: Frame
    realis: str
    fillers: Fillers
    grounds: Grounds
    date: FactDate | None
    open: RoleType | None


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A fact that one clause states, before the mentions of one situation are merged.

    `again` where it says itself that there were others: "met again", "last met". `plan` is how a plan is told that may
    have come to nothing: "past", "overtaken", or "off" if it did. `remote`: the parties were not in one place. `open`
    is a role that a group without names fills; where that leaves a role empty that a fact needs, the candidate states
    nothing by itself, and is not `whole`. `known`: it only takes up an event that was told ("the call"). `told` is what
    it takes up from a sentence before, and `told_on` the date of that, where it is its own.
    """

    frame: Frame
    realis: str
    arguments: Fillers
    date: tuple[int, int] | None
    index: int
    left: int
    ahead: bool = False
    grounds: Grounds = msgspec.field(default_factory=dict)
    again: bool = False
    plan: str = ""
    remote: bool = False
    open: RoleType | None = None
    whole: bool = True
    known: bool = False
    told: Told | None = None
    told_on: FactDate | None = None


class Trigger(msgspec.Struct, frozen=True, gc=False):
    """A verb or noun of a frame in a sentence, and what its clause says, whoever fills its roles.

    `realis` is None where that is not clear, and a clause that is `partial` is not understood to its end. `nouns` are
    those that the frame asks for, and `date` the tokens that date it. It is `doubtful` where a word of the sentence
    shows another sense, in which those who govern do not take it: "met in the semifinal".
    """

    frame: Frame
    index: int
    left: int
    realis: str | None
    ahead: bool
    partial: bool
    functions: dict[str, list[Chunk]]
    nouns: tuple[Chunk, ...]
    date: tuple[int, int] | None
    subject: Subject | None = None
    doubtful: bool = False
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in its function, and the entities that fill its role."""

    function: str
    chunk: Chunk
    entities: tuple[Entity, ...]
