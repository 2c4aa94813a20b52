"""site.json: what a site is made of, by which a later build knows what changed, and a server what there is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from newsgraph import sources
from newsgraph.errors import InputError, Place
from newsgraph.publish.layout import MANIFEST, VERSION

_DIGITS = 32


class Manifest(msgspec.Struct, frozen=True):
    """The keys are those of docs/site.md."""

    version: int
    generator: str
    base: str
    address: str
    formats: dict[str, str]
    counts: dict[str, int]
    files: dict[str, str]

    def encoded(self) -> bytes:
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"


def digest(content: bytes) -> str:
    """What tells the content of a file from all others."""
    return hashlib.sha256(content).hexdigest()[:_DIGITS]


def read(site: Path) -> Manifest | None:
    """The manifest of a site; None where the folder has none. Raises InputError where it is none of this version."""
    path = site / MANIFEST
    if not path.is_file():
        return None
    try:
        found = msgspec.json.decode(sources.read_bytes(path), type=Manifest)
    except msgspec.DecodeError as error:
        raise InputError(
            f"this is no manifest of a site: {error}; remove the site and build it again", Place(str(path))
        ) from error
    if found.version != VERSION:
        raise InputError(
            f"this is a site of layout {found.version}, and not {VERSION}; remove it and build it again",
            Place(str(path)),
        )
    return found


def known(site: Path) -> Mapping[str, str]:
    """The digests of a site's files by their names; none where there is no site."""
    found = read(site)
    return {} if found is None else found.files
