"""What a client wants of what there is: RFC 9110, section 12.5.1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LONGEST = 4096  # code points of a header that are read: a longer one is no wish of anybody's
_RANGE = re.compile(r"\s*([!#$%&'*+.^`|~\w-]+)/([!#$%&'*+.^`|~\w-]+)\s*((?:;[^,]*)?)\Z", re.ASCII)
_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\Z")


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One of the ranges of an Accept header: `*` stands for any type; parameters but q are compared as they are."""

    type: str
    subtype: str
    parameters: frozenset[str]
    quality: float

    def precedence(self, media_type: str) -> int:
        """How exactly it names a media type, 0 where it does not."""
        kind, _, rest = media_type.lower().partition("/")
        subtype, *parameters = (part.strip() for part in rest.split(";"))
        if self.type not in (kind, "*") or self.subtype not in (subtype, "*"):
            return 0
        if not self.parameters <= set(parameters):
            return 0
        return 1 + (self.type != "*") + (self.subtype != "*") + len(self.parameters)


def best(header: str | None, offered: Sequence[str]) -> str | None:
    """The media type that a client likes best, of those of one quality the first offered; None where it takes none.

    Without a header, or with one in which nothing can be read, it takes anything.
    """
    ranges = _ranges(header or "")
    if not ranges:
        return offered[0]
    liked = {media_type: _quality(media_type, ranges) for media_type in offered}
    found = max(offered, key=lambda media_type: liked[media_type])  # max gives the first of equals
    return found if liked[found] > 0 else None


def _quality(media_type: str, ranges: Sequence[MediaRange]) -> float:
    """That of the range which names it most exactly."""
    applicable = [(each.precedence(media_type), each.quality) for each in ranges]
    return max((pair for pair in applicable if pair[0]), default=(0, 0.0))[1]


def _ranges(header: str) -> list[MediaRange]:
    found = []
    for part in header[:_LONGEST].split(","):
        match = _RANGE.match(part)
        if match is None or (match[1] == "*" and match[2] != "*"):
            continue
        quality, parameters = 1.0, []
        for parameter in filter(None, map(str.strip, match[3].lower().split(";"))):
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = float(value) if _QUALITY.match(value.strip()) else 0.0
                break  # what follows q belongs to nothing that is asked for
            parameters.append(parameter)
        found.append(MediaRange(match[1].lower(), match[2].lower(), frozenset(parameters), quality))
    return found
