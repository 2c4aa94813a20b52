"""Compressed sources: what each packing gives, and every way in which one can be broken as a clear error."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard

from newsgraph import sources
from newsgraph.compression import COMPRESSIONS, compressing, decompressed, named, without_ending
from newsgraph.errors import SourceError

TABLE = b"id,name\n1,Ada\n2,Bo\n"
LARGE = b"".join(b"%d,name %d\n" % (number, number * 7919) for number in range(20_000))


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def tarred(**files: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        folder = tarfile.TarInfo("./")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return made.getvalue()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "zip": lambda content: zipped(t=content),
    "tar": lambda content: tarred(t=content),
    "bzip2": bz2.compress,
    "targz": lambda content: gzip.compress(tarred(t=content)),
    "tarxz": lambda content: lzma.compress(tarred(t=content)),
    "zstd": zstandard.compress,
}


def unpacked(content: bytes, compression: str) -> bytes:
    with decompressed(io.BytesIO(content), compression, "t") as stream:
        return stream.read()


def mapping(compression: str) -> str:
    return f"""@prefix rml: <http://w3id.org/rml/> .
<#T> rml:logicalSource [ rml:source [ a rml:FilePath; rml:path "t.bin"; rml:compression rml:{compression} ];
    rml:referenceFormulation rml:CSV ];
  rml:subjectMap [ rml:template "http://example.org/{{id}}" ];
  rml:predicateObjectMap [ rml:predicate <http://example.org/n>; rml:objectMap [ rml:reference "name" ] ] .
"""


def test_every_packing_has_a_test() -> None:
    assert set(PACKED) == set(COMPRESSIONS)


@pytest.mark.parametrize("compression", [*PACKED, "targzip", "zst"])
def test_a_compressed_source_is_read(folder: Any, compression: str) -> None:
    folder.write(t_bin=PACKED[named(compression) or ""](TABLE))
    assert [line.split()[-1] for line in folder.lines(mapping(compression), "m.ttl")] == ['"Ada"', '"Bo"']


@pytest.mark.parametrize("kind", ["json", "xml"])
def test_what_is_cut_short_is_an_error_of_every_formulation(folder: Any, kind: str) -> None:
    """Though what is there may be well formed so far."""
    content = {"json": b'[{"id": 1}]' + b" " * 100_000, "xml": b"<r><i id='1'/></r>" + b" " * 100_000}[kind]
    folder.write(t_gz=gzip.compress(content)[:-9])
    formulation = {"json": "jsonpath, iterator: '$[*]'", "xml": "xpath, iterator: /r/i"}[kind]
    text = (
        f"mappings:\n  m:\n    sources: [{{access: t.gz, referenceFormulation: {formulation}, compression: gzip}}]\n"
        "    po: [[schema:name, x]]\n"
    )
    assert folder.error(text) == "t.gz: this gzip file is cut short"


@pytest.mark.parametrize("compression", PACKED)
def test_yarrrml_has_a_key_for_compression(folder: Any, compression: str) -> None:
    folder.write(t_bin=PACKED[compression](TABLE))
    text = (
        f"mappings:\n  m:\n    sources: [{{access: t.bin, referenceFormulation: csv, compression: {compression}}}]\n"
        "    s: http://example.org/$(id)\n    po: [[schema:name, $(name)]]\n"
    )
    assert len(folder.lines(text)) == 2


@pytest.mark.parametrize("compression", PACKED)
def test_what_is_written_is_what_is_read(compression: str) -> None:
    """And the same content gives the same bytes."""

    def packed() -> bytes:
        made = io.BytesIO()
        with compressing(made, compression, "large.nq.tgz") as sink:
            for start in range(0, len(LARGE), 99_991):
                sink.write(LARGE[start : start + 99_991])
        return made.getvalue()

    assert unpacked(packed(), compression) == LARGE
    assert packed() == packed()
    assert len(packed()) < len(LARGE) / 2 or compression == "tar"


@pytest.mark.parametrize("compression", PACKED)
@pytest.mark.parametrize("part", [0.01, 0.5, 0.9])
def test_what_is_cut_short_is_an_error(compression: str, part: float) -> None:
    """Never a shorter source, never another kind of error."""
    whole = PACKED[compression](LARGE)
    with pytest.raises(SourceError, match=f"this {compression} file is cut short|this is no whole {compression} file"):
        unpacked(whole[: int(len(whole) * part)], compression)


@pytest.mark.parametrize("compression", PACKED)
@pytest.mark.parametrize(
    "content", [TABLE, b"", b"\x00" * 100_000, b"\x1f\x8b\x08" + b"\xff" * 1000, b"PK\x03\x04junk"]
)
def test_what_is_no_archive_is_an_error(compression: str, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"^t: "):
        unpacked(content, compression)


@pytest.mark.parametrize("compression", PACKED)
def test_a_changed_byte_is_an_error_or_seen_in_the_content(compression: str) -> None:
    """Whatever the byte, nothing but a SourceError is raised."""
    whole = PACKED[compression](LARGE[:2000])
    for position in range(0, len(whole), 13):
        changed = whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :]
        try:
            unpacked(changed, compression)
        except SourceError:
            continue


@pytest.mark.parametrize(
    ("compression", "content", "message"),
    [
        ("zip", zipped(), "t: this archive holds no file"),
        ("zip", zipped(a=b"", b=b""), "t: this archive holds 2 files, a, b; pack the one that is meant alone"),
        ("zip", zipped(a=b"", b=b"", c=b"", d=b""), "t: this archive holds 4 files, a, b, c, ...; pack the one"),
        ("tar", tarred(), "t: this archive holds no file"),
        ("tar", tarred(a=b"x", b=b"y"), "t: this archive holds several files, a, b, ...; pack the one that is meant"),
        ("targz", gzip.compress(tarred(a=b"x", b=b"y")), "t: this archive holds several files, a, b"),
    ],
)
def test_an_archive_is_of_one_file(compression: str, content: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        unpacked(content, compression)
    assert str(caught.value).startswith(message)


def test_shadow_files_of_macos_are_no_files() -> None:
    assert unpacked(zipped(**{"t": TABLE, "x__._t": b"x"}), "zip") == TABLE


def test_an_encrypted_zip_is_an_error() -> None:
    content = bytearray(zipped(t=TABLE))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.index(signature) + offset
        content[start : start + 2] = struct.pack("<H", 1)
    with pytest.raises(SourceError, match="t: this zip file is encrypted"):
        unpacked(bytes(content), "zip")


def test_an_unknown_compression_has_the_nearest_name(folder: Any) -> None:
    assert folder.error(mapping("gzipp"), "m.ttl") == "m.ttl:2:89: no compression 'gzipp'; did you mean 'gzip'?"


def test_frames_and_members_follow_one_another() -> None:
    assert unpacked(zstandard.compress(b"a") + zstandard.compress(b"b"), "zstd") == b"ab"
    assert unpacked(gzip.compress(b"a") + gzip.compress(b"b"), "gzip") == b"ab"


def test_the_name_of_a_file_without_its_packing() -> None:
    assert [without_ending(name) for name in ("a.tsv.gz", "a.TAR.GZ", "a.csv")] == ["a.tsv", "a", "a.csv"]


def test_temporary_streams_hold_what_they_are_given() -> None:
    """In memory or on disk."""
    with sources.spooled([b"x" * (1 << 22)] * 3) as stream:
        assert len(stream.read()) == 3 << 22
    with sources.temporary_copy([b"a", b"b"]) as path:
        assert path.read_bytes() == b"ab"
    assert not Path(path).exists()
