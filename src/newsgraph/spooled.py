"""Lines of text that may be many: in memory while they are few, else on disk."""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterable, Iterator
from itertools import islice

from newsgraph import sources

_IN_MEMORY = 1 << 16  # bytes


class Lines:
    """Text that is added to and read from its start, as often as wanted; what is on disk is gone with it."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._file = sources.spooled(in_memory=_IN_MEMORY)
        weakref.finalize(self, self._file.close)
        self._count = 0
        self.extend(texts)

    def append(self, text: str) -> None:
        """Raises SourceError where the disk takes no more."""
        with sources.spooling():
            self._file.seek(0, 2)
            self._file.write(json.dumps(text).encode() + b"\n")
        self._count += 1

    def extend(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.append(text)

    def first(self, count: int) -> list[str]:
        return list(islice(self, count))

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        position = 0
        while True:  # another reader, or a writer, may have moved the file
            self._file.seek(position)
            line = self._file.readline()
            if not line:
                return
            position = self._file.tell()
            yield json.loads(line)
