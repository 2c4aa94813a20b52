"""Where a source is, whether it may be read, and its plain bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias

from newsgraph import sources
from newsgraph.compression import decompressed
from newsgraph.errors import SourceError
from newsgraph.rml.model import Source

OpenSource: TypeAlias = Callable[[Path], BinaryIO]

_CHUNK = 1 << 16


class Reach(Protocol):
    """What may be read beside the files in the folder of a mapping, and how a file is opened."""

    @property
    def open_source(self) -> OpenSource: ...

    @property
    def allow_outside(self) -> bool: ...

    @property
    def allow_remote(self) -> bool: ...

    def fetched(self, url: str) -> Path:
        """The local copy of what a URL gives; SourceError where it gives nothing."""


def opened(source: Source, reach: Reach, *, seekable: bool = False) -> BinaryIO:
    """The plain bytes of a source as a stream, which the caller closes; one that can be read from anywhere if asked.

    Raises SourceError where it lies outside its root or is remote and that is not allowed, where it cannot be read,
    and, now or while it is read, where it is not compressed as the mapping says.
    """
    if source.url is None:
        stream = _opened(file_of(source, reach), source, reach)
    else:
        stream = _fetched(source, source.url, reach)
    plain = decompressed(stream, source.compression, source.path)
    if not seekable or plain.seekable():
        return plain
    with plain:
        return sources.spooled(iter(lambda: plain.read(_CHUNK), b""))


@contextmanager
def local_file(source: Source, reach: Reach) -> Iterator[Path]:
    """The plain file of a source, a temporary copy where it is remote or compressed.

    Raises SourceError as `opened`.
    """
    if source.url is None and source.compression is None:
        path = file_of(source, reach)
        _opened(path, source, reach).close()
        yield path
        return
    with opened(source, reach) as stream, sources.temporary_copy(iter(lambda: stream.read(_CHUNK), b"")) as path:
        yield path


def file_of(source: Source, reach: Reach) -> Path:
    """The path of a source that is a file; SourceError where it may not be read."""
    path = source.root / source.path
    try:
        inside = sources.is_inside(path, source.root)
    except (OSError, ValueError, RuntimeError) as error:  # a name with a zero byte, a circle of links
        raise SourceError(f"the source '{source.path}' is no path of a file", source.place) from error
    if not inside and not reach.allow_outside:
        message = f"the source '{source.path}' lies outside {_root_name(source.root)}; --allow-outside lets it be read"
        raise SourceError(message, source.place)
    return path


def _root_name(root: Path) -> str:
    return "the working folder" if root == Path() else "the folder of its mapping"


def _opened(path: Path, source: Source, reach: Reach) -> BinaryIO:
    try:
        return reach.open_source(path)
    except SourceError as error:
        raise SourceError(f"the source '{source.path}': {error.message}", source.place) from error


def _fetched(source: Source, url: str, reach: Reach) -> BinaryIO:
    if not reach.allow_remote:
        raise SourceError(f"the source '{source.path}' is remote; --allow-remote lets it be fetched", source.place)
    try:
        return sources.open_binary(reach.fetched(url))
    except SourceError as error:
        raise SourceError(f"the source '{source.path}': {error.message}", source.place) from error
