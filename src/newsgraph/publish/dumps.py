"""Blocks to the dumps of the dataset, of which only what changed is packed anew.

Theory of operation. Each block is packed by itself, once, and a dump is its blocks' packed pieces one after another.
For zstd that is all: a file may have many frames (https://www.rfc-editor.org/rfc/rfc8878#section-3). A gzip file may
have many members too, but browsers read only the first; so the pieces are parts of one deflate stream, each ended by a
full flush, after which nothing refers to what was before (https://www.rfc-editor.org/rfc/rfc1951#section-3.2.4). The
checksum of the whole comes from those of the parts, as zlib's crc32_combine has it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

NAMES = ("dataset.nq", "dataset.trig")
CHECKSUMS = "dumps/SHA256SUMS"
_LEVEL = 6
_POLYNOMIAL = 0xEDB88320  # https://www.rfc-editor.org/rfc/rfc1952#section-8
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # deflate, no name, no time, no system: same content, same bytes
_LAST = b"\x03\x00"  # an empty final block


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a gzip file: its deflated bytes, and the checksum and length of what they hold."""

    deflated: bytes
    crc: int
    length: int

    @classmethod
    def of(cls, content: bytes) -> Part:
        packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        deflated = packing.compress(content) + packing.flush(zlib.Z_FULL_FLUSH)
        return cls(deflated, zlib.crc32(content), len(content))


def gzip(parts: Iterable[Part]) -> bytes:
    """The gzip file, of one member, whose content is that of the parts, one after another."""
    pieces, crc, length = [_HEADER], 0, 0
    for part in parts:
        pieces.append(part.deflated)
        crc = _times(_power(part.length), crc) ^ part.crc
        length += part.length
    return b"".join((*pieces, _LAST, struct.pack("<LL", crc, length & 0xFFFFFFFF)))


def zstd_frame(content: bytes) -> bytes | None:
    """The content as a frame of zstd; None without the extra `zstd`."""
    try:
        import zstandard
    except ImportError:
        return None
    return zstandard.ZstdCompressor(level=5).compress(content)


def _times(a: int, b: int) -> int:
    """The product of two polynomials over GF(2), their bits reversed, modulo that of the checksum."""
    product, bit = 0, 1 << 31
    while a:
        if a & bit:
            product ^= b
            a ^= bit
        bit >>= 1
        b = b >> 1 ^ _POLYNOMIAL if b & 1 else b >> 1
    return product


def _squares() -> list[int]:
    found = [1 << 30]
    while len(found) < 32:
        found.append(_times(found[-1], found[-1]))
    return found


_SQUARES = _squares()


def _power(length: int) -> int:
    """What a checksum is multiplied by when so many bytes follow: x to the power of their bits."""
    product, place = 1 << 31, 3
    while length:
        if length & 1:
            product = _times(_SQUARES[place & 31], product)
        length >>= 1
        place += 1
    return product
