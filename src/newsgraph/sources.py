"""Paths to bytes and text: the one place where Newsgraph opens files to read them."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from newsgraph.errors import InputError, Place, SourceError, UsageError

STANDARD_INPUT = "-"


def standard_input() -> bytes:
    """All bytes of standard input.

    Raises UsageError where the caller has closed it.
    """
    if sys.stdin is None:
        raise UsageError("standard input is closed")
    return sys.stdin.buffer.read()


def is_there(name: str) -> bool:
    """Whether a file or folder has that name; false for what no system takes as a name, such as none."""
    return bool(name) and os.path.lexists(name)


def read_bytes(path: Path, *, error: type[InputError] = InputError, most: int = -1) -> bytes:
    """All bytes of a file, or its first `most`; the path "-" is standard input.

    Raises `error` with the file's name where it cannot be read.
    """
    if str(path) == STANDARD_INPUT:
        return standard_input()[: None if most < 0 else most]
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as cause:
        raise error(f"this file cannot be read: {(cause.strerror or str(cause)).lower()}", Place(str(path))) from cause


def read_text(path: Path, *, error: type[InputError] = InputError) -> str:
    """All text of a UTF-8 file, without its byte order mark, its line ends as they are.

    Raises `error` with the line and column of the first byte that is no UTF-8.
    """
    return decode(read_bytes(path, error=error), str(path), error=error)


def lines(path: Path, *, error: type[InputError] = InputError) -> Iterator[bytes]:
    """The lines of a file, one at a time; raises `error` with the file's name where it cannot be read."""
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as cause:
        raise error(f"this file cannot be read: {(cause.strerror or str(cause)).lower()}", Place(str(path))) from cause


def blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a megabyte at a time; raises SourceError with the file's name where it cannot be read."""
    with open_binary(path) as file:
        while block := file.read(1 << 20):
            yield block


def stamp(path: Path) -> tuple[int, int] | None:
    """The size and the time of the last change of a regular file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def size(path: Path) -> int:
    """How many bytes a file has; 0 for what is none."""
    return path.stat().st_size if path.is_file() else 0


def decode(content: bytes, name: str, *, encoding: str = "utf-8-sig", error: type[InputError] = InputError) -> str:
    """The text of bytes that came from the file `name`.

    Raises `error` with the line and column of the first byte that is not of the encoding.
    """
    try:
        return content.decode(encoding)
    except LookupError as cause:
        raise error(f"there is no encoding {encoding!r}", Place(name)) from cause
    except UnicodeDecodeError as cause:
        before = content[: cause.start].decode(encoding, "replace")
        wanted = encoding.removesuffix("-sig").upper()
        message = f"this is no {wanted} text: byte 0x{content[cause.start]:02X}"
        raise error(message, Place.at(name, before, len(before))) from cause


def files(folder: Path, *, without: Path | None = None) -> list[Path]:
    """All files in a folder and in the folders in it, sorted; nothing that is hidden, nothing of the folder `without`.

    Links are followed, each folder once. A folder that cannot be listed and a link that leads nowhere are among the
    files: who reads them is told why.
    """
    excluded = None if without is None else without.resolve()
    found: list[Path] = []
    seen: set[Path] = set()
    waiting = [folder]
    while waiting:
        parent = waiting.pop()
        real = parent.resolve()
        if real in seen or (real == excluded and parent != folder):
            continue
        seen.add(real)
        try:
            entries = sorted(os.scandir(parent), key=lambda entry: entry.name, reverse=True)
        except OSError:
            found.append(parent)
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            (waiting if os.path.isdir(entry.path) else found).append(parent / entry.name)  # noqa: PTH112 - never raises
    return sorted(found)


def open_binary(path: Path) -> BinaryIO:
    """A stream of a file's bytes, which the caller closes.

    Raises SourceError with the file's name where it cannot be read. A pipe or a device is refused: one may never end,
    and what is mapped is read more than once.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise SourceError("this file cannot be read: it is a pipe or a device", Place(str(path)))
        return path.open("rb")
    except OSError as cause:
        reason = (cause.strerror or str(cause)).lower()
        raise SourceError(f"this file cannot be read: {reason}", Place(str(path))) from cause


def is_inside(path: Path, root: Path) -> bool:
    """Whether `path`, links followed, lies in the folder `root`."""
    return path.resolve().is_relative_to(root.resolve())


_IN_MEMORY = 1 << 23  # bytes


def spooled(chunks: Iterable[bytes] = ()) -> BinaryIO:
    """A stream of these bytes, at its start, to be read and written: in memory while it is small, else on disk.

    What is on disk is gone when the stream is closed. Raises SourceError where the disk takes no more.
    """
    stream = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    try:
        for chunk in chunks:
            stream.write(chunk)
    except OSError as cause:
        stream.close()
        raise SourceError(f"no room for a temporary file: {(cause.strerror or str(cause)).lower()}") from cause
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    return cast("BinaryIO", stream)


@contextmanager
def temporary_copy(chunks: Iterable[bytes]) -> Iterator[Path]:
    """A file of these bytes, for libraries that take no stream; gone when the block ends.

    Raises SourceError where the disk takes no more.
    """
    with tempfile.TemporaryDirectory(prefix="newsgraph-") as folder:
        path = Path(folder) / "copy"
        try:
            with path.open("wb") as file:
                for chunk in chunks:
                    file.write(chunk)
        except OSError as cause:
            raise SourceError(f"no room for a temporary file: {(cause.strerror or str(cause)).lower()}") from cause
        yield path
