"""IRIs to prefixed names as Turtle and TriG write them, and the prefixes that a document has used.

https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from newsgraph.rdf.terms import Term, is_absolute

# https://www.w3.org/TR/turtle/#grammar-production-PN_CHARS_BASE
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_PREFIX = re.compile(rf"(?:[{_BASE}](?:[{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040.-]*[{_BASE}_0-9\u00b7-])?)?\Z")
_PLAIN = re.compile(rf"[{_BASE}_0-9](?:[{_BASE}_0-9-]*)\Z")
_PART = re.compile(
    rf"(?P<plain>[{_BASE}_0-9:]+|%[0-9A-Fa-f]{{2}})"
    r"|(?P<inner>[\u00b7\u0300-\u036f\u203f-\u2040-])"
    r"|(?P<dot>\.)"
    r"|(?P<escaped>[~!$&'()*+,;=@%])"
)

# What would make a reader see another text than the bytes say: controls, and marks that turn the direction of writing.
_DECEPTIVE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def is_prefix(text: str) -> bool:
    """Whether Turtle can write `text` before a colon, as it can nothing at all."""
    return _PREFIX.match(text) is not None


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Namespaces with their prefixes, longest first."""

    namespaces: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, prefixes: Mapping[str, str]) -> Prefixes:
        """Namespaces by prefix.

        Raises ValueError for a prefix that Turtle cannot write and for a namespace that is no absolute IRI.
        """
        for prefix, namespace in prefixes.items():
            if not is_prefix(prefix):
                raise ValueError(f"Turtle cannot write the prefix {prefix!r}")
            if not is_absolute(namespace):
                raise ValueError(f"the namespace of {prefix}: is no absolute IRI: {namespace!r}")
        by_length = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        return cls(tuple((namespace, prefix) for prefix, namespace in by_length))

    def split(self, value: str) -> tuple[str, str] | None:
        """The prefix of an IRI and its local name as Turtle writes it; None where it has to be written in full.

        A local name with "/", "#" or "?" could be escaped, but the IRI in full reads better.
        """
        for namespace, prefix in self.namespaces:
            if value.startswith(namespace):
                local = local_name(value[len(namespace) :])
                if local is not None:
                    return prefix, local
        return None


def local_name(local: str) -> str | None:
    """A local name as Turtle's PN_LOCAL writes it, with its escapes; None where it cannot or should not be written.

    A full stop at the end could be escaped, but rdflib (7.6) does not read it back.
    """
    if _PLAIN.match(local) is not None or not local:
        return local
    written = []
    position = 0
    while position < len(local):
        match = _PART.match(local, position)
        if match is None or (match["dot"] is not None and match.end() == len(local)):
            return None
        part = match[0]
        first = position == 0
        if match["inner"] is not None and first:
            if part != "-":
                return None
            part = r"\-"
        elif match["escaped"] is not None or (match["dot"] is not None and first):
            part = f"\\{part}"
        written.append(part)
        position = match.end()
    return "".join(written)


def undeceiving(text: str) -> str:
    r"""Turn controls and direction-turning marks into `\uXXXX`, which Turtle, JSON and SPARQL read back; \n stays."""
    return _DECEPTIVE.sub(lambda match: f"\\u{ord(match[0]):04X}", text)


@lru_cache(1 << 15)  # the same names are sorted again in each of a site's documents
def natural_key(term: Term) -> tuple[tuple[str | int, ...], str]:
    """A sort key that puts claim/2 before claim/10; equal for equal terms only."""
    parts = _NUMBER.split(term)
    return tuple(int(part) if i % 2 else part for i, part in enumerate(parts)), term


_NUMBER = re.compile(r"([0-9]{1,18})")
