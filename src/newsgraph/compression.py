"""Compressed bytes to plain ones and back, as a stream: gzip, bzip2, zip, tar, tar.gz, tar.xz and zstd.

An archive is the one file in it. What its files are called does not matter: folders, links and the shadow files of
macOS are passed over.

https://kg-construct.github.io/rml-io/spec/docs/#compression-formats
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Protocol, TypeAlias, cast

from newsgraph.errors import Place, SourceError, UsageError
from newsgraph.sources import spooled

_CHUNK = 1 << 16
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a zip archive can hold: the same quads give the same bytes
_SHADOWS = ("__MACOSX/", "._")
# What the libraries raise for bytes that are not of their kind, some of which they take for numbers first.
_BROKEN = (
    *(zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, struct.error),
    *(OSError, ValueError, OverflowError, RuntimeError),
)
_ADVICE = "pack the one that is meant alone"


class Sink(Protocol):
    """Where bytes go."""

    def write(self, content: bytes, /) -> object: ...


Decompress: TypeAlias = Callable[[BinaryIO, str, ExitStack], BinaryIO]
Compress: TypeAlias = Callable[[BinaryIO, str, ExitStack], BinaryIO]


@dataclass(frozen=True, slots=True)
class Compression:
    """One way of packing: its name in RML, how its bytes are read, and how they are written.

    Both take a stream, the name of the file (without the folder, for an archive's one member), and what closes them.
    """

    name: str
    endings: tuple[str, ...]
    decompress: Decompress
    compress: Compress


def decompressed(stream: BinaryIO, compression: str | None, name: str) -> BinaryIO:
    """The plain bytes of a stream; closing it closes the stream.

    Raises SourceError, now or while it is read, where they are not what the mapping says or are cut short, and for an
    archive that holds no file or several.
    """
    return stream if compression is None else io.BufferedReader(_Plain(stream, COMPRESSIONS[compression], name), _CHUNK)


@contextmanager
def compressing(sink: Sink, compression: str | None, name: str) -> Iterator[Sink]:
    """A sink of plain bytes whose packed form goes to `sink`, all of it when the block ends without an error."""
    if compression is None:
        yield sink
        return
    packing = COMPRESSIONS[compression]
    with ExitStack() as closing:
        member = next(
            (name[: -len(end)] for end in packing.endings if name.lower().endswith(end) and name[: -len(end)]), name
        )
        yield packing.compress(cast("BinaryIO", _Outward(sink)), member, closing)


class _Plain(io.RawIOBase):
    """What a compressed stream holds; every way in which it can be wrong is a SourceError."""

    def __init__(self, stream: BinaryIO, compression: Compression, name: str) -> None:
        self._closing = ExitStack()
        self._closing.callback(stream.close)
        self._compression = compression
        self._name = name
        try:
            with self._explained():
                self._inner = compression.decompress(stream, name, self._closing)
        except BaseException:
            self.close()
            raise

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # a narrower buffer
        with self._explained():
            content = self._inner.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        self._closing.close()
        super().close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        what = self._compression.name
        try:
            yield
        except EOFError as error:
            raise SourceError(f"this {what} file is cut short", Place(self._name)) from error
        except NotImplementedError as error:
            raise SourceError(f"this {what} file is packed in a way that is not read", Place(self._name)) from error
        except _BROKEN as error:
            raise SourceError(f"this is no whole {what} file: {_said(error)}", Place(self._name)) from error


def _said(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return text[:1].lower() + text[1:]


class _Outward(io.RawIOBase):
    """A sink as the libraries want a file: written from start to end."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def writable(self) -> bool:
        return True

    def write(self, content: object, /) -> int:
        plain = bytes(cast("bytes", content))
        self._sink.write(plain)
        return len(plain)


def _read_gzip(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    del name
    buffered = io.BufferedReader(cast("io.RawIOBase", stream))
    if not buffered.peek(1):  # which the library takes for a file of nothing
        raise EOFError
    return cast("BinaryIO", closing.enter_context(gzip.GzipFile(fileobj=buffered, mode="rb")))


def _write_gzip(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    del name
    return cast("BinaryIO", closing.enter_context(gzip.GzipFile("", "wb", fileobj=stream, mtime=0)))


def _read_bzip2(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    del name
    return cast("BinaryIO", closing.enter_context(bz2.BZ2File(stream)))


def _write_bzip2(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    del name
    return cast("BinaryIO", closing.enter_context(bz2.BZ2File(stream, "wb")))


def _read_zip(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    archive = closing.enter_context(zipfile.ZipFile(stream))
    files = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_shadow(entry.filename)]
    if len(files) != 1:
        raise _not_one([entry.filename for entry in files], name)
    if files[0].flag_bits & 1:
        raise SourceError("this zip file is encrypted", Place(name))
    return cast("BinaryIO", closing.enter_context(archive.open(files[0])))


def _write_zip(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    archive = closing.enter_context(zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED))
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return cast("BinaryIO", closing.enter_context(archive.open(entry, "w", force_zip64=True)))


def _is_shadow(name: str) -> bool:
    return name.startswith(_SHADOWS) or name.rpartition("/")[2].startswith("._")


def _not_one(names: list[str], archive: str) -> SourceError:
    if not names:
        return SourceError("this archive holds no file", Place(archive))
    few = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")
    return SourceError(f"this archive holds {len(names)} files, {few}; {_ADVICE}", Place(archive))


class _OnlyMember:
    """The one file of a tar archive, read as it comes; that no other follows is seen at its end."""

    def __init__(self, archive: tarfile.TarFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._first = self._next()
        if self._first is None:
            raise _not_one([], name)
        self._file = cast("BinaryIO", archive.extractfile(self._first))
        self._left = self._first.size
        self._is_over = False

    def read(self, size: int = -1, /) -> bytes:
        if self._is_over:
            return b""
        content = self._file.read(size)
        self._left -= len(content)
        if not content and size != 0:
            if self._left > 0:
                raise EOFError
            self._is_over = True
            other = self._next()
            if other is not None and self._first is not None:
                names = f"{self._first.name}, {other.name}"
                raise SourceError(f"this archive holds several files, {names}, ...; {_ADVICE}", Place(self._name))
        return content

    def _next(self) -> tarfile.TarInfo | None:
        while (entry := self._archive.next()) is not None:
            if entry.isfile() and not _is_shadow(entry.name):
                return entry
        return None


def _read_tar(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    archive = closing.enter_context(tarfile.open(fileobj=stream, mode="r|"))  # noqa: SIM115 - it is closed with the rest
    return cast("BinaryIO", _OnlyMember(archive, name))


def _write_tar(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    """A tar archive says before a file how long it is, so the file is complete before the archive is begun."""
    content = spooled()

    def pack(kind: object, *_: object) -> None:
        if kind is None:
            entry = tarfile.TarInfo(name)
            entry.size = content.tell()
            content.seek(0)
            with tarfile.open(fileobj=stream, mode="w|") as archive:
                archive.addfile(entry, content)
        content.close()

    closing.push(pack)
    return content


def _read_targz(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    return _read_tar(_read_gzip(stream, name, closing), name, closing)


def _write_targz(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    return _write_tar(_write_gzip(stream, name, closing), name, closing)


def _read_tarxz(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    return _read_tar(cast("BinaryIO", closing.enter_context(lzma.LZMAFile(stream))), name, closing)


def _write_tarxz(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    return _write_tar(cast("BinaryIO", closing.enter_context(lzma.LZMAFile(stream, "wb"))), name, closing)


class _Frames:
    """The plain bytes of one zstd frame after the other; EOFError where the last is not whole."""

    def __init__(self, stream: BinaryIO) -> None:
        import zstandard

        self._stream = stream
        self._error = zstandard.ZstdError
        self._decompressor = zstandard.ZstdDecompressor()
        self._frame = self._decompressor.decompressobj()
        self._started = False
        self._packed = b""
        self._plain = io.BytesIO()

    def read(self, size: int = -1, /) -> bytes:
        content = self._plain.read(size)
        while not content:
            packed = self._packed or self._stream.read(_CHUNK)
            self._packed = b""
            if not packed:
                if self._started and not self._frame.eof:
                    raise EOFError
                if not self._started:
                    raise OSError("it is empty")
                return b""
            if self._frame.eof:
                self._frame = self._decompressor.decompressobj()
            self._started = True
            try:
                self._plain = io.BytesIO(self._frame.decompress(packed))
            except self._error as error:
                raise OSError(str(error)) from error
            self._packed = self._frame.unused_data if self._frame.eof else b""
            content = self._plain.read(size)
        return content


def _read_zstd(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    del name, closing
    _needs_zstandard()
    return cast("BinaryIO", _Frames(stream))


def _write_zstd(stream: BinaryIO, name: str, closing: ExitStack) -> BinaryIO:
    del name
    _needs_zstandard()
    import zstandard

    writer = zstandard.ZstdCompressor().stream_writer(stream, closefd=False)
    return cast("BinaryIO", closing.enter_context(writer))


def _needs_zstandard() -> None:
    try:
        import zstandard  # noqa: F401 - whether it is there
    except ImportError as error:
        raise UsageError("zstd needs the extra 'zstd': pip install 'newsgraph[zstd]'") from error


COMPRESSIONS: dict[str, Compression] = {
    compression.name: compression
    for compression in (
        Compression("gzip", (".gz", ".gzip"), _read_gzip, _write_gzip),
        Compression("bzip2", (".bz2",), _read_bzip2, _write_bzip2),
        Compression("zip", (".zip",), _read_zip, _write_zip),
        Compression("tar", (".tar",), _read_tar, _write_tar),
        Compression("targz", (".tar.gz", ".tgz"), _read_targz, _write_targz),
        Compression("tarxz", (".tar.xz", ".txz"), _read_tarxz, _write_tarxz),
        Compression("zstd", (".zst", ".zstd"), _read_zstd, _write_zstd),
    )
}
ALIASES = {"targzip": "targz", "gz": "gzip", "bz2": "bzip2", "zst": "zstd", "zstandard": "zstd"}


def named(name: str) -> str | None:
    """The compression of a name in RML or YARRRML; None where there is none."""
    folded = name.lower()
    folded = ALIASES.get(folded, folded)
    return folded if folded in COMPRESSIONS else None


def of(path: str) -> str | None:
    """The compression that the ending of a file's name tells; None for a plain file."""
    found = _ending(path)
    return next((name for name, compression in COMPRESSIONS.items() if found in compression.endings), None)


def without_ending(path: str) -> str:
    """The name of a file without the ending of its compression."""
    return path[: len(path) - len(_ending(path))]


def _ending(path: str) -> str:
    folded = path.lower()
    endings = (end for compression in COMPRESSIONS.values() for end in compression.endings)
    return max((end for end in endings if folded.endswith(end)), key=len, default="")
