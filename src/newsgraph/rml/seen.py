"""Which quads were seen: themselves while they are few, then 16 bytes for each."""

from __future__ import annotations

import hashlib

from newsgraph.rdf.terms import Quad

# A quad takes some 400 bytes here, its digest some 80.
_FEW = 200_000


class Seen:
    """A set of quads; `count` is how many it has.

    Beyond the first ones it keeps 128 bits of BLAKE2b of each: that two of a billion quads agree in them has a chance
    of less than one in 10^20.
    """

    __slots__ = ("_digests", "_quads", "count")

    def __init__(self) -> None:
        self._quads: set[Quad] = set()
        self._digests: set[bytes] = set()
        self.count = 0

    def is_new(self, quad: Quad) -> bool:
        """Whether the quad is seen for the first time; it is seen then."""
        if self.count < _FEW:
            if quad in self._quads:
                return False
            self._quads.add(quad)
        else:
            if self._quads:
                self._digests.update(map(_digest, self._quads))
                self._quads.clear()
            digest = _digest(quad)
            if digest in self._digests:
                return False
            self._digests.add(digest)
        self.count += 1
        return True


def _digest(quad: Quad) -> bytes:
    return hashlib.blake2b("\0".join(quad).encode(), digest_size=16).digest()
