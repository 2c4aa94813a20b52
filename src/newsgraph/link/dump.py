"""A JSON dump of Wikidata to the texts of its entities: one to a line, in an array or without one, packed or plain.

https://www.wikidata.org/wiki/Wikidata:Database_download. A dump of 100 GB is read as a stream, a line at a time.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from newsgraph import compression, sources
from newsgraph.errors import Place, SourceError

_BUFFER = 1 << 20
_LONGEST = 1 << 28  # bytes of a line: the largest entities have some 10 MB


class Dump:
    """The lines of a dump from its start; `digest` and `position` are of the packed bytes that were read so far."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._packed = _Digesting(stream)
        packing = compression.of(path.name)
        self._plain = compression.decompressed(cast("BinaryIO", self._packed), packing, str(path))
        self._name = str(path)

    def entities(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """The number of a line and its entity's text, for the lines that follow line `after`.

        Raises SourceError where the packed bytes are cut short or broken, and for a line that never ends.
        """
        lines = io.BufferedReader(cast("io.RawIOBase", self._plain), _BUFFER)
        number = 0
        while line := lines.readline(_LONGEST):
            number += 1
            if len(line) == _LONGEST:
                raise SourceError(
                    "this line does not end; expected one entity of a dump a line", Place(self._name, number)
                )
            if number > after:
                entity = line.strip().rstrip(b",")
                if entity not in (b"", b"[", b"]"):
                    yield number, entity

    @property
    def position(self) -> int:
        """How many bytes of the file were read."""
        return self._packed.position

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes that were read; that of the file, once all lines were."""
        return self._packed.hash.hexdigest()

    def close(self) -> None:
        self._plain.close()


@contextmanager
def opened(path: Path) -> Iterator[Dump]:
    """The dump in a file; raises SourceError where it cannot be read."""
    dump = Dump(sources.open_binary(path), path)
    try:
        yield dump
    finally:
        dump.close()


class _Digesting(io.RawIOBase):
    """A stream's bytes as they come, hashed and counted."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.hash = hashlib.sha256()
        self.position = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # a narrower buffer
        content = self._stream.read(len(buffer))
        buffer[: len(content)] = content
        self.hash.update(content)
        self.position += len(content)
        return len(content)

    def close(self) -> None:
        self._stream.close()
        super().close()
