"""IRIs to prefixed names as Turtle and TriG write them, and the prefixes that a document has used.

https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

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


# So many names are remembered; then all are forgotten, for the terms of one article are few and those of all endless.
_MOST_NAMES = 1 << 14


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Namespaces with their prefixes, longest first; the names that were asked for are remembered.

    `own` is a namespace on top of `shared`: of what starts with it, the names are not remembered.
    """

    namespaces: tuple[tuple[str, str], ...]
    own: str = ""
    shared: Prefixes | None = field(default=None, repr=False)
    _known: dict[str, tuple[str, str] | None] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, prefixes: Mapping[str, str]) -> Prefixes:
        """Namespaces by prefix.

        Raises ValueError for a prefix that Turtle cannot write and for a namespace that is no absolute IRI.
        """
        for prefix, namespace in prefixes.items():
            _check(prefix, namespace)
        return cls(tuple(sorted(((value, prefix) for prefix, value in prefixes.items()), key=_longest_first)))

    def adding(self, prefix: str, namespace: str) -> Prefixes:
        """With one namespace more, in the place of another of its prefix; raises ValueError as `of`.

        For a namespace that is one article's alone.
        """
        _check(prefix, namespace)
        others = tuple(item for item in self.namespaces if item[1] != prefix)
        shared = self if len(others) == len(self.namespaces) else Prefixes(others)
        item = (namespace, prefix)
        place = bisect(others, _longest_first(item), key=_longest_first)
        return Prefixes((*others[:place], item, *others[place:]), namespace, shared)

    def used(self, prefixes: Collection[str]) -> dict[str, str]:
        """The namespaces of some of the prefixes, by prefix."""
        return {prefix: namespace for namespace, prefix in self.namespaces if prefix in prefixes}

    def split(self, value: str) -> tuple[str, str] | None:
        """The prefix of an IRI and its local name as Turtle writes it; None where it has to be written in full.

        A local name with "/", "#" or "?" could be escaped, but the IRI in full reads better.
        """
        if self.shared is not None:
            return self._found(value) if value.startswith(self.own) else self.shared.split(value)
        if value in self._known:
            return self._known[value]
        if len(self._known) >= _MOST_NAMES:
            self._known.clear()
        found = self._known[value] = self._found(value)
        return found

    def _found(self, value: str) -> tuple[str, str] | None:
        for namespace, prefix in self.namespaces:
            if value.startswith(namespace):
                local = local_name(value[len(namespace) :])
                if local is not None:
                    return prefix, local
        return None


def _check(prefix: str, namespace: str) -> None:
    if not is_prefix(prefix):
        raise ValueError(f"Turtle cannot write the prefix {prefix!r}")
    if not is_absolute(namespace):
        raise ValueError(f"the namespace of {prefix}: is no absolute IRI: {namespace!r}")


def _longest_first(item: tuple[str, str]) -> tuple[int, str]:
    return -len(item[0]), item[1]


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
    if text.isprintable():  # none of them is
        return text
    return _DECEPTIVE.sub(lambda match: f"\\u{ord(match[0]):04X}", text)


NaturalKey: TypeAlias = tuple[list[str | int], str]


def natural_key(term: Term) -> NaturalKey:
    """A sort key that puts claim/2 before claim/10; equal for equal terms only."""
    parts: list[str | int] = list(_NUMBER.split(term))
    parts[1::2] = map(int, parts[1::2])
    return parts, term


class NaturalKeys(dict[Term, NaturalKey]):
    """The natural keys of the terms that were asked for: for a graph that is sorted by them more than once."""

    def __missing__(self, term: Term) -> NaturalKey:
        key = self[term] = natural_key(term)
        return key


_NUMBER = re.compile(r"([0-9]{1,18})")
