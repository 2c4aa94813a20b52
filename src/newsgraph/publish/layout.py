"""IRIs to the names of the site's files, and to the links between them.

docs/site.md tells the layout; who serves a site keeps to it too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import quote

VERSION = 1
MANIFEST = "site.json"

# From the ending of a file to its media type; the first is for people.
FORMATS: Mapping[str, str] = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}
FORMAT_NAMES: Mapping[str, str] = {"html": "HTML", "ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples"}

FOLDERS = frozenset({"assets", "dumps", "iri", "more", "negotiation", "sparql"})
_LONGEST = 200  # bytes of a segment: file systems take 255, and an ending follows
_AWKWARD = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|%]')  # what some file system or server takes for something else


def path_of(iri: str, base: str) -> str:
    """The name of an IRI's files without their ending.

    Law: different IRIs have different paths, and no path leads out of the site or to a file that is not of an IRI.
    """
    path = iri[len(base) :] if iri.startswith(base) else ""
    segments = path.split("/")
    is_plain = len(segments) > 1 and segments[0] not in FOLDERS and all(map(_is_plain, segments))
    if is_plain and not any(segment.endswith(_ENDINGS) for segment in segments[:-1]):
        return path
    return f"iri/{hashlib.sha256(iri.encode()).hexdigest()}"


_ENDINGS = tuple(f".{ending}" for ending in FORMATS)


def _is_plain(segment: str) -> bool:
    if not segment or segment.startswith(".") or len(segment.encode()) > _LONGEST:
        return False
    return _AWKWARD.search(segment) is None


def url_of(path: str) -> str:
    """A path as it stands in a URL, relative to the site's root."""
    return quote(path, safe="/~!$&'()*+,;=@-._")


def up_from(path: str) -> str:
    """What leads from the file of a path to the site's root."""
    return "../" * path.count("/")
