"""The files of a site as its manifest names them: nothing else in the folder is ever read.

A build may put new files in the place of old ones at any time. What is read is told apart by its own bytes, so that an
ETag never belongs to other bytes; what has gone meanwhile is not there.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from newsgraph import sources
from newsgraph.errors import InputError, Place
from newsgraph.publish import manifest
from newsgraph.publish.layout import FORMATS, MANIFEST
from newsgraph.publish.manifest import Manifest

_KEPT = 64 << 20  # bytes of small files that are kept in memory
_SMALL = 1 << 20

MEDIA_TYPES = {
    **FORMATS,
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "wasm": "application/wasm",
    "svg": "image/svg+xml",
    "png": "image/png",
    "json": "application/json",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "txt": "text/plain",
    "map": "application/json",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "gz": "application/gzip",
    "zst": "application/zstd",
    "woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a small file, and a digest of them."""

    body: bytes
    digest: str


class Site:
    """One state of a site."""

    def __init__(self, root: Path, listed: Manifest) -> None:
        self.root = root
        self.base = listed.base
        self.files = listed.files
        self.counts = listed.counts
        self._kept: OrderedDict[str, Content] = OrderedDict()
        self._size = 0

    @classmethod
    def read(cls, root: Path) -> Site:
        """The site in a folder; raises InputError where that holds none that this version can serve."""
        listed = manifest.read(root)
        if listed is None:
            raise InputError(f"this is no site: it has no {MANIFEST}; 'newsgraph site' makes one", Place(str(root)))
        return cls(root, listed)

    def __contains__(self, name: str) -> bool:
        return name in self.files or name == MANIFEST

    def is_small(self, name: str) -> bool:
        """Whether a file is read whole; others are sent piece by piece. It is no file of the site where it has gone."""
        try:
            return sources.size(self.root / name) <= _SMALL
        except OSError:
            return True

    def content(self, name: str) -> Content | None:
        """What a small file holds now; None where it has gone."""
        found = self._kept.get(name)
        if found is not None:
            self._kept.move_to_end(name)
            return found
        try:
            body = sources.read_bytes(self.root / name)
        except (InputError, OSError):
            return None
        found = Content(body, manifest.digest(body))
        if found.digest == self.files.get(name):
            self._keep(name, found)
        return found

    def _keep(self, name: str, content: Content) -> None:
        self._kept[name] = content
        self._size += len(content.body)
        while self._size > _KEPT:
            self._size -= len(self._kept.popitem(last=False)[1].body)

    def formats_of(self, path: str) -> tuple[str, ...]:
        """The endings of the files that a path has; none where it is the path of nothing."""
        return tuple(ending for ending in FORMATS if f"{path}.{ending}" in self.files)


def media_type_of(name: str) -> str:
    """The media type of a file, with the charset of texts."""
    kind = MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    is_text = kind.startswith("text/")
    return f"{kind}; charset=utf-8" if is_text else kind
