"""A compound before a noun to the fact that it states: "U.S.-sanctioned businessman X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract import outcome
from newsgraph.extract.basis import Ground, ground
from newsgraph.extract.match.statement import Candidate

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.match.statement import Fillers, Grounds
    from newsgraph.extract.rules import Frame
    from newsgraph.extract.tokens import Token


def compound(setting: Setting, frame: Frame, chunk: Chunk, prefix: str, i: int, token: Token) -> Candidate | None:
    entity = setting.resolver.named(prefix)
    if bool(prefix) != any("modifier" in functions for _, functions in frame.arguments):
        return None
    if setting.resolver.is_metonym(prefix):
        return None  # "a Kremlin-sanctioned leader" is one whom it permits
    targets = setting.meant(chunk, None, i)
    fillers: Fillers = {}
    grounds: Grounds = {}
    for role, functions in frame.arguments:
        who = (
            [entity]
            if functions == ("modifier",) and entity is not None
            else list(targets)
            if "object" in functions
            else []
        )
        kept = tuple(item for item in who if item.type in role.entity_types)
        if not kept:
            return None
        fillers[role.name] = kept
        for item in kept:
            prefixed = Ground("name", token.start, token.end)
            grounds[role.name, item] = ground(setting.clauses, chunk, item) if "object" in functions else prefixed
    realis = outcome.in_scopes("actual", setting.around(i))
    return None if realis is None else Candidate(frame, realis, fillers, None, i, i, grounds=grounds)
