"""YAML text to a tree in which every value knows its file, line and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from newsgraph.errors import InputError, Place

Tree: TypeAlias = "Scalar | Sequence | Mapping"

_QUOTED = frozenset({"'", '"', "|", ">"})  # libyaml calls a plain scalar's style "", pure Python None
# libyaml's composer recurses in C, where too deep is a crash of the process; a shorter text cannot be that deep.
_CAN_BE_TOO_DEEP = 20_000
_DEEPEST = 200

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar as it is written: no 1.1 surprises, `no` stays the word "no".

    `exact` says that the text stands there character by character, after its quote where it has one: on one line and
    without escapes.
    """

    text: str
    place: Place
    quoted: bool = False
    exact: bool = True

    def within(self, offset: int) -> Place:
        """The place of `text[offset]`, or that of the scalar where the text does not stand there as it is."""
        if not self.exact or self.place.column is None:
            return self.place
        return Place(self.place.file, self.place.line, self.place.column + self.quoted + offset)

    @property
    def is_null(self) -> bool:
        return not self.quoted and self.text in NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values in their order."""

    items: tuple[Tree, ...]
    place: Place

    def __iter__(self) -> Iterator[Tree]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the text; no key stands twice."""

    entries: tuple[tuple[Scalar, Tree], ...]
    place: Place

    def __iter__(self) -> Iterator[tuple[Scalar, Tree]]:
        return iter(self.entries)

    def get(self, key: str) -> Tree | None:
        return next((value for name, value in self.entries if name.text == key), None)


def parse(text: str, file: str) -> Tree | None:
    """Read one YAML document; None where it holds nothing but comments.

    Merge keys (`<<`) are applied as YAML 1.1 has them; aliases may not contain themselves.

    Raises InputError with the place for anything that is no well-formed YAML.
    """
    try:
        return _parse(text, file)
    except RecursionError as error:
        raise InputError("this YAML is nested too deeply to be read", Place(file)) from error


def _parse(text: str, file: str) -> Tree | None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if len(text) > _CAN_BE_TOO_DEEP and _is_deep(yaml.parse(text, Loader=loader)):
            raise InputError("this YAML is nested too deeply to be read", Place(file))
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        if "maximum nesting depth" in str(error.problem):  # as newer libyaml says by itself
            raise InputError("this YAML is nested too deeply to be read", Place(file)) from error
        mark = error.problem_mark or error.context_mark
        place = Place(file) if mark is None else Place(file, mark.line + 1, mark.column + 1)
        context = f" ({error.context})" if error.context else ""
        raise InputError(f"this is no well-formed YAML: {error.problem}{context}", place) from error
    except yaml.reader.ReaderError as error:
        place = Place.at(file, text, error.position)
        raise InputError(f"YAML allows no such character: {error.character!r}", place) from error
    return None if node is None else _Converter(file).convert(node, frozenset())


def _is_deep(events: Iterable[yaml.Event]) -> bool:
    """Whether more than so many collections stand in each other; no event after the first such is read."""
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return True
    return False


class _Converter:
    """Nodes of one document to trees; a node that several aliases name is converted once."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._done: dict[int, Tree] = {}

    def convert(self, node: yaml.Node, above: frozenset[int]) -> Tree:
        if id(node) in above:
            raise InputError("this alias contains itself", self._place(node))
        if id(node) not in self._done:
            self._done[id(node)] = self._convert(node, above | {id(node)})
        return self._done[id(node)]

    def _place(self, node: yaml.Node) -> Place:
        mark = node.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1)

    def _convert(self, node: yaml.Node, above: frozenset[int]) -> Tree:
        place = self._place(node)
        if isinstance(node, yaml.MappingNode):
            return Mapping(self._entries(node, above), place)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple(self.convert(item, above) for item in node.value), place)
        quoted = getattr(node, "style", None) in _QUOTED
        start, end = node.start_mark, node.end_mark
        exact = start.line == end.line and end.column - start.column == len(node.value) + 2 * quoted
        return Scalar(node.value, place, quoted, exact)

    def _entries(self, node: yaml.MappingNode, above: frozenset[int]) -> tuple[tuple[Scalar, Tree], ...]:
        merged: dict[str, tuple[Scalar, Tree]] = {}
        own: dict[str, tuple[Scalar, Tree]] = {}
        for key_node, value_node in node.value:
            key = self.convert(key_node, above)
            if not isinstance(key, Scalar):
                raise InputError("a key here must be a plain word", key.place)
            value = self.convert(value_node, above)
            if key.text == "<<" and not key.quoted:
                for part in value if isinstance(value, Sequence) else (value,):
                    if not isinstance(part, Mapping):
                        raise InputError("'<<' takes a mapping or a list of mappings", part.place)
                    for entry in part:
                        merged.setdefault(entry[0].text, entry)
            elif key.text in own:
                first = own[key.text][0].place
                raise InputError(f"the key '{key.text}' stands twice; the first is on line {first.line}", key.place)
            else:
                own[key.text] = (key, value)
        return tuple((merged | own).values())
