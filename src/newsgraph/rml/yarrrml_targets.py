"""Targets of YARRRML: named, in short and in full.

https://rml.io/yarrrml/spec/#targets
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsgraph.errors import MappingError, Place
from newsgraph.nearest import did_you_mean
from newsgraph.rml import encodings
from newsgraph.rml.model import Target
from newsgraph.rml.serializations import SERIALIZATIONS
from newsgraph.rml.yarrrml_keys import TARGET, fields, items, scalar
from newsgraph.rml.yarrrml_sources import compression_of
from newsgraph.urls import is_remote, without_secrets
from newsgraph.yamltree import Mapping, Scalar, Tree
from newsgraph.yamltree import Sequence as Items

_TYPES = frozenset({"localfile", "file", "void", "dcat"})
_SERIALIZATIONS = {serialization.short: name for name, serialization in SERIALIZATIONS.items()}


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets that a document names."""

    named: dict[str, Target]
    directory: Path

    @classmethod
    def of(cls, declared: Tree | None, directory: Path) -> Targets:
        """Raises MappingError for the first target that is wrong."""
        reader = cls({}, directory)
        if declared is None:
            return reader
        if not isinstance(declared, Mapping):
            raise MappingError("the targets of a document are named: each has a key", declared.place)
        return cls({key.text: reader._declared(value) for key, value in declared}, directory)

    def listed(self, value: Tree | None) -> tuple[Target, ...]:
        """The targets of a term: named, in short, in full, or several of these."""
        if isinstance(value, Items) and _is_short(value):
            return (self._one(value),)
        return tuple(self._one(item) for item in items(value))

    def _declared(self, value: Tree) -> Target:
        """One that is given a name; a text alone is its path."""
        if isinstance(value, Scalar) and "~" not in value.text:
            return self._target(value.text, value.place, None, None)
        return self._one(value)

    def _one(self, value: Tree) -> Target:
        if isinstance(value, Mapping):
            return self._in_full(value)
        if isinstance(value, Scalar) and "~" not in value.text:
            if value.text not in self.named:
                raise MappingError(
                    f"no target '{value.text}' is declared{did_you_mean(value.text, self.named)}", value.place
                )
            return self.named[value.text]
        parts = [scalar(item, "a part of a target in short") for item in items(value)]
        if not 1 <= len(parts) <= 3:
            raise MappingError("a target in short is [access~type, serialization, compression]", value.place)
        access, mark, kind = parts[0].text.rpartition("~")
        if mark:
            _check_type(kind, parts[0].place)
        return self._target(
            access if mark else kind,
            parts[0].place,
            parts[1] if len(parts) > 1 else None,
            parts[2] if len(parts) > 2 else None,
        )

    def _in_full(self, value: Mapping) -> Target:
        entry = fields(value, TARGET, "a target")
        if "access" not in entry:
            raise MappingError("a target needs the key 'access'", value.place)
        access = scalar(entry["access"], "the access of a target")
        if "type" in entry:
            kind = scalar(entry["type"], "the type of a target")
            _check_type(kind.text, kind.place)
        serialization, encoding = entry.get("serialization"), entry.get("encoding")
        word = None if serialization is None else scalar(serialization, "a serialization")
        return self._target(access.text, access.place, word, entry.get("compression"), _encoding(encoding))

    def _target(
        self, access: str, place: Place, serialization: Scalar | None, compression: Tree | None, encoding: str = "utf-8"
    ) -> Target:
        if is_remote(access):
            raise MappingError(f"the target '{without_secrets(access)}' is remote; targets are files", place)
        path = unquote(urlsplit(access).path) if access.lower().startswith("file:") else access
        name = "N-Quads"
        if serialization is not None:
            found = _SERIALIZATIONS.get(serialization.text.lower())
            if found is None:
                known = _SERIALIZATIONS
                hint = did_you_mean(serialization.text, known) or f"; there are {', '.join(known)}"
                raise MappingError(f"no serialization '{serialization.text}'{hint}", serialization.place)
            name = found
        return Target(path, self.directory, place, name, compression_of(compression), encoding)


def _check_type(kind: str, place: Place) -> None:
    if kind.lower() == "sparql":
        raise MappingError("SPARQL endpoints are no targets that are supported; files are", place)
    if kind.lower() not in _TYPES:
        hint = did_you_mean(kind, _TYPES) or f"; there are {', '.join(sorted(_TYPES))}"
        raise MappingError(f"no target of type '{kind}'{hint}", place)


def _encoding(value: Tree | None) -> str:
    if value is None:
        return "utf-8"
    word = scalar(value, "an encoding")
    found = encodings.named_of_unicode(word.text)
    if found is None:
        raise MappingError(f"no encoding '{word.text}' of targets; there are utf-8, utf-16 and utf-32", word.place)
    return found


def _is_short(value: Items) -> bool:
    """Whether it is [access~type, serialization, compression], and no list of targets."""
    first = value.items[0] if value.items else None
    return isinstance(first, Scalar) and "~" in first.text
