"""The start of a stream read ahead, so that a small source is told from a large one; sizes are counted in bytes."""

from __future__ import annotations

import io
from typing import Protocol

# What is read whole: a document of that size takes some ten times as much memory when it is parsed.
LARGE = 1 << 23


class Readable(Protocol):
    """Bytes to be read once, from the start."""

    def read(self, size: int = -1, /) -> bytes: ...


class ReadAhead:
    """A stream of which the first `least` bytes are read at once; `read` gives all from the start."""

    def __init__(self, stream: Readable, least: int = LARGE) -> None:
        self._stream = stream
        self._head = io.BytesIO()
        while (missing := least - self._head.tell()) and (piece := stream.read(missing)):
            self._head.write(piece)
        self.is_large = not missing
        self._head.seek(0)

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most `size`, none at the end; all that are left without a size."""
        if size < 0:
            return self._head.read() + self._stream.read()
        found = self._head.read(size)
        if not found and size:
            self._head = io.BytesIO()  # its memory is free
            return self._stream.read(size)
        return found
