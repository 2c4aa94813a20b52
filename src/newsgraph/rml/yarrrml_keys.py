"""The keys of YARRRML: their short forms, and which this engine refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from newsgraph.errors import MappingError
from newsgraph.nearest import did_you_mean
from newsgraph.yamltree import Mapping, Scalar, Sequence, Tree

Fields: TypeAlias = dict[str, Tree]


@dataclass(frozen=True, slots=True)
class Keys:
    """Each key with its short forms, the keys that are read over, and those that are refused."""

    names: dict[str, tuple[str, ...]]
    ignored: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()


_FUNCTION = {"function": ("fn", "f"), "parameters": ("pms",), "condition": ("conditions", "c")}

DOCUMENT = Keys(
    {
        "prefixes": ("prefix",),
        "base": (),
        "sources": ("source",),
        "targets": ("target", "t"),
        "mappings": ("mapping", "m"),
        "external": (),
    },
    ignored=frozenset({"authors", "author", "a", "version"}),
)
SOURCE = Keys(
    {
        "access": ("a",),
        "referenceFormulation": (),
        "iterator": (),
        "type": (),
        "encoding": (),
        "delimiter": (),
        "compression": (),
        "query": (),
        "table": (),
        "queryFormulation": (),
        "credentials": (),
    },
    ignored=frozenset({"driver"}),
    refused=frozenset(
        {"security", "method", "headers", "operationTarget", "operationType", "localReplica", "contentType"}
    ),
)
CREDENTIALS = Keys({"username": (), "password": ()})
TARGET = Keys({"access": ("a",), "type": (), "serialization": (), "compression": (), "encoding": ()})
MAPPING = Keys(
    {
        "sources": ("source",),
        "subjects": ("subject", "s"),
        "predicateobjects": ("predicateobject", "po"),
        "graphs": ("graph", "g"),
        "condition": ("conditions", "c"),
        "targets": ("target", "t"),
    },
    refused=frozenset({"changeDetection", "join"}),
)
PREDICATE_OBJECT = Keys(
    {
        "predicates": ("predicate", "p"),
        "inversepredicates": ("inversepredicate", "i", "iv"),
        "objects": ("object", "o"),
        "graphs": ("graph", "g"),
        "condition": ("conditions", "c"),
        "type": (),
        "datatype": (),
        "language": ("lang",),
    },
    refused=frozenset({"targets", "target"}),
)
OBJECT = Keys(
    {"value": ("v",), "type": (), "datatype": (), "language": ("lang",), "mapping": ("m",), **_FUNCTION},
    refused=frozenset({"targets", "target", "quoted", "quotedNonAsserted"}),
)
TERM = Keys({**OBJECT.names, "targets": ("target", "t")}, refused=OBJECT.refused - {"targets", "target"})
TAG = Keys({"value": ("v",), "targets": ("target", "t")})
PARAMETER = Keys(
    {"parameter": ("pm",), "value": ("v",), "type": (), "from": (), **_FUNCTION},
)


def fields(value: Tree, keys: Keys, what: str) -> Fields:
    """The values of a mapping by their full keys; a key whose value is null is as good as not there.

    Raises MappingError for a key that is unknown, refused, or stands there in two forms.
    """
    if not isinstance(value, Mapping):
        raise MappingError(f"{what} has keys: {', '.join(keys.names)}", value.place)
    full = {name: name for name in keys.names} | {
        short: name for name, shorts in keys.names.items() for short in shorts
    }
    found: Fields = {}
    for key, entry in value:
        if key.text in keys.ignored or (key.text not in keys.refused and _is_null(entry) and key.text in full):
            continue
        if key.text in keys.refused:
            raise MappingError(f"the key '{key.text}' of {what} is not supported", key.place)
        name = full.get(key.text)
        if name is None:
            hint = did_you_mean(key.text, full) or f"; there are {', '.join(keys.names)}"
            raise MappingError(f"unknown key '{key.text}' in {what}{hint}", key.place)
        if name in found:
            raise MappingError(f"'{key.text}' is '{name}' again in {what}", key.place)
        found[name] = entry
    return found


def _is_null(value: Tree) -> bool:
    return isinstance(value, Scalar) and value.is_null


def scalar(value: Tree, what: str) -> Scalar:
    """The value as a scalar; MappingError where it is a list or a mapping."""
    if not isinstance(value, Scalar):
        raise MappingError(f"{what} is one text", value.place)
    return value


def items(value: Tree | None) -> Iterator[Tree]:
    """The elements of a list, the value itself where it is none, nothing for None."""
    if isinstance(value, Sequence):
        yield from value
    elif value is not None:
        yield value
