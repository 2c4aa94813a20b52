"""What the frames are matched in: one sentence's clauses, and what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from newsgraph.extract.match import reference

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Subject
    from newsgraph.extract.mentions import Entity
    from newsgraph.extract.resolve import Resolver
    from newsgraph.extract.rules import Rules
    from newsgraph.extract.speech import Scope


class Setting(msgspec.Struct, frozen=True, eq=False):
    """The clauses of a sentence with the scopes that they stand in, the rules, and whom the article's phrases mean.

    `used` holds the nouns, by id, that the frame of a verb has used: they state nothing else.
    """

    clauses: Clauses
    scopes: list[Scope]
    rules: Rules
    resolver: Resolver
    used: set[int] = msgspec.field(default_factory=set)

    def meant(self, phrase: Chunk, subject: Subject | None = None, i: int = 0) -> tuple[Entity, ...]:
        """Whom a noun phrase means; `subject` and the index `i` of its verb are of the clause that it stands in."""
        return reference.meant(self, phrase, subject, i)

    def around(self, i: int) -> list[Scope]:
        """The scopes that the chunk at i stands in, the widest first."""
        return [scope for scope in self.scopes if scope.start <= i < scope.end and scope.speech != i]
