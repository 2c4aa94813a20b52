"""Paths to bytes and text: the one place where Newsgraph opens files to read them."""

from __future__ import annotations

import heapq
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

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


def holds(path: Path, words: bytes) -> bool:
    """Whether these bytes stand in a file; raises SourceError with the file's name where it cannot be read."""
    rest = b""
    for block in blocks(path):
        if words in rest + block:
            return True
        rest = block[1 - len(words) :]
    return False


def stamp(path: Path) -> tuple[int, int] | None:
    """The size and the time of the last change of a regular file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


class Mark(NamedTuple):
    """What a regular file looks like from outside: it is another after any change by a program.

    Size, time of change and number of a file can be forged or stay the same; `changed`, the time at which the system
    saw the last change of content or of any of those, is set by the kernel alone (st_ctime). Two things are not seen: a
    change within the tick of the kernel's clock in which the mark was taken (some milliseconds), and what a disk does
    by itself.
    """

    size: int
    modified: int
    changed: int
    number: int


def mark(path: str | Path) -> Mark | None:
    """The mark of a regular file; None where there is none, or a link."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Mark(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


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


def files(folder: Path, *, without: Path | None = None) -> Iterator[Path]:
    """All files in a folder and in the folders in it, sorted; nothing that is hidden, nothing of the folder `without`.

    They come as they are found: of one folder no more than 100,000 names are in memory, of the rest its folders alone.
    Links are followed, each folder once. A folder that cannot be listed and a link that leads nowhere are among the
    files: who reads them is told why.
    """
    excluded = None if without is None else without.resolve()
    seen: set[Path] = set()

    def walk(parent: Path) -> Iterator[Path]:
        real = parent.resolve()
        if real in seen or (real == excluded and parent != folder):
            return
        seen.add(real)
        try:
            entries = os.scandir(parent)
        except OSError:
            yield parent
            return
        for name in in_order(_visible(entries)):
            path = parent / os.fsdecode(name.rstrip(b"/"))
            if name.endswith(b"/"):
                yield from walk(path)
            else:
                yield path

    return walk(folder)


def _visible(entries: Iterator[os.DirEntry[str]]) -> Iterator[bytes]:
    """The names of entries that are not hidden; those of folders end with a slash."""
    for entry in entries:
        if not entry.name.startswith("."):
            yield os.fsencode(entry.name) + (b"/" if _is_folder(entry) else b"")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


_MOST_NAMES = 100_000
_BLOCK = 1 << 16


def in_order(names: Iterable[bytes], most: int = _MOST_NAMES) -> Iterator[bytes]:
    """The names sorted, no more than `most` of them in memory; a slash at the end counts for nothing.

    Raises SourceError where the disk takes no more.
    """
    waiting = iter(names)
    runs: list[Iterator[bytes]] = []
    while run := sorted(islice(waiting, most), key=_without_slash):
        if len(run) < most and not runs:
            return iter(run)
        runs.append(_names_of(spooled((name + b"\0" for name in run), in_memory=_BLOCK)))
    return heapq.merge(*runs, key=_without_slash)


def _without_slash(name: bytes) -> bytes:
    return name.rstrip(b"/")


def _names_of(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        rest = b""
        while block := stream.read(_BLOCK):
            *names, rest = (rest + block).split(b"\0")
            yield from names


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


def spooled(chunks: Iterable[bytes] = (), *, in_memory: int = _IN_MEMORY) -> BinaryIO:
    """A stream of these bytes, at its start, to be read and written: in memory while it is small, else on disk.

    What is on disk is gone when the stream is closed. Raises SourceError where the disk takes no more.
    """
    stream = tempfile.SpooledTemporaryFile(in_memory)  # noqa: SIM115 - the caller closes it
    try:
        with spooling():
            for chunk in chunks:
                stream.write(chunk)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    return cast("BinaryIO", stream)


@contextmanager
def spooling() -> Iterator[None]:
    """A block that writes to what is spooled; raises SourceError where the disk takes no more."""
    try:
        yield
    except OSError as cause:
        raise SourceError(f"no room for a temporary file: {(cause.strerror or str(cause)).lower()}") from cause


@contextmanager
def temporary_copy(chunks: Iterable[bytes]) -> Iterator[Path]:
    """A file of these bytes, for libraries that take no stream; gone when the block ends.

    Raises SourceError where the disk takes no more.
    """
    with tempfile.TemporaryDirectory(prefix="newsgraph-") as folder:
        path = Path(folder) / "copy"
        with spooling(), path.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
        yield path
