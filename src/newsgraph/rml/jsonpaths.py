"""JSONPath of RFC 9535 to closures.

Paths of names, indices and wildcards, which are nearly all that mappings hold, become direct closures; python-jsonpath
answers the others. Both give the same nodes in the same order (tests/differential/test_jsonpath.py).

Four forms are read besides, as older mappings write them: a reference without `$` (`name`, `roles.target[*]`), whose
names may hold any characters but `.`, brackets, quotes and `*`; a dot before a bracket (`$.['name']`); `@` for the
record itself (`@`, `@.name`), though `@id` is a name; and names with `-`, `:`, `/`, `#` or an `@` after a dot
(`$.first-name`, `$.dct:title`, `$.@id`), which the RFC writes in brackets.

https://www.rfc-editor.org/rfc/rfc9535
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from newsgraph.errors import MappingError, Place

Nodes: TypeAlias = Callable[[object], Sequence[object]]

# https://www.rfc-editor.org/rfc/rfc9535#section-2.5.1.1 (member-name-shorthand)
# Classes of a few ASCII characters that are none of the class are compiled faster than those of all others.
_NAME_CHARACTER = r"[^\x00-/:-@\[-^`{-\x7f]"
_SHORTHAND = rf"(?![0-9]){_NAME_CHARACTER}+"
_NOT_DOTTED = (
    r"|(?P<wildcard>\.\*|\.?\[\*\])|\.?\[(?P<index>0|-?[1-9][0-9]{0,14})\]"
    r"|\.?\[(?:'(?P<single>[^'\\\x00-\x1f]*)'|\"(?P<double>[^\"\\\x00-\x1f]*)\")\]"
)
_SEGMENT = re.compile(rf"\.(?P<name>{_SHORTHAND})" + _NOT_DOTTED)
# Names that the RFC does not let stand after a dot, but which can be read in one way only.
_DOTTED_SEGMENT = re.compile(rf"\.(?P<name>@?{_SHORTHAND}(?:[-:/#@]+{_NAME_CHARACTER}*)*)" + _NOT_DOTTED)
_LENIENT_SEGMENT = re.compile(r"\.(?P<name>@?[^.\[\]*$@?()'\"]+)" + _NOT_DOTTED)
_RECORD = re.compile(r"@(?=[.\[]|\Z)")
_DOT_BEFORE_BRACKET = re.compile(r"(?<!\.)\.\[(?=[*'\"0-9?-])")


class Wildcard(NamedTuple):
    """All members of an object or all elements of an array."""


WILDCARD = Wildcard()
Segment: TypeAlias = "str | int | Wildcard"


class Missing(NamedTuple):
    """A name that an object does not have, and those that it has."""

    name: str
    names: tuple[str, ...]


def simple_segments(path: str) -> tuple[Segment, ...] | None:
    """The segments of a path of names, indices and wildcards; None for every other path."""
    path = _RECORD.sub("$", path, count=1) if path.startswith("@") else path
    if path.startswith("$"):
        strict = _segments(path[1:], _SEGMENT)
        return _segments(path[1:], _DOTTED_SEGMENT) if strict is None else strict
    return _segments(path if path.startswith("[") else f".{path}", _LENIENT_SEGMENT)


def compile_path(path: str, place: Place) -> Nodes:
    """The nodes of `path` in a value.

    Raises MappingError with the place in the mapping for a path that is no JSONPath.
    """
    segments = simple_segments(path)
    if segments is not None:
        return compile_segments(segments)
    return _compile_library(path, place)


def missing_name(path: str) -> Callable[[object], Missing | None]:
    """Find the first name of a simple path that an object on its way does not have.

    Values that are null and arrays that are empty end a way; paths that are not simple are never found missing.
    """
    segments = simple_segments(path) or ()

    def find(value: object) -> Missing | None:
        nodes: list[object] = [value]
        for segment in segments:
            following: list[object] = []
            for node in nodes:
                if isinstance(segment, str) and isinstance(node, dict) and segment not in node:
                    return Missing(segment, tuple(str(name) for name in node))
                following.extend(_step(segment, node))
            nodes = following
        return None

    return find


def _segments(text: str, pattern: re.Pattern[str]) -> tuple[Segment, ...] | None:
    segments: list[Segment] = []
    position = 0
    while position < len(text):
        match = pattern.match(text, position)
        if match is None:
            return None
        if match["wildcard"]:
            segments.append(WILDCARD)
        elif match["index"]:
            segments.append(int(match["index"]))
        else:
            segments.append(next(name for name in match.group("name", "single", "double") if name is not None))
        position = match.end()
    return tuple(segments)


def _step(segment: Segment, node: object) -> Sequence[object]:
    """The children of one node that one segment selects."""
    if isinstance(node, dict):
        if isinstance(segment, str):
            return (node[segment],) if segment in node else ()
        return tuple(node.values()) if isinstance(segment, Wildcard) else ()
    if isinstance(node, list):
        if isinstance(segment, Wildcard):
            return node
        if isinstance(segment, int) and -len(node) <= segment < len(node):
            return (node[segment],)
    return ()


def compile_segments(segments: tuple[Segment, ...]) -> Nodes:
    """The nodes of a path of names, indices and wildcards."""
    if not segments:
        return lambda value: (value,)
    names = [segment for segment in segments if isinstance(segment, str)]
    if len(names) == len(segments):
        return _member(names[0]) if len(names) == 1 else _members(names)
    if names and len(names) == len(segments) - 1 and isinstance(segments[-1], Wildcard):
        return _all_of(_member(names[0]) if len(names) == 1 else _members(names))

    def nodes_of(value: object) -> Sequence[object]:
        nodes: Sequence[object] = (value,)
        for segment in segments:
            if len(nodes) == 1:
                nodes = _step(segment, nodes[0])
            else:
                nodes = [child for node in nodes for child in _step(segment, node)]
            if not nodes:
                return ()
        return nodes

    return nodes_of


def _member(name: str) -> Nodes:
    def nodes_of(value: object) -> Sequence[object]:
        return (value[name],) if isinstance(value, dict) and name in value else ()

    return nodes_of


def _members(names: Sequence[str]) -> Nodes:
    def nodes_of(value: object) -> Sequence[object]:
        for name in names:
            if not isinstance(value, dict) or name not in value:
                return ()
            value = value[name]
        return (value,)

    return nodes_of


def _all_of(nodes: Nodes) -> Nodes:
    """The children of the one node that a path of names selects."""

    def nodes_of(value: object) -> Sequence[object]:
        found = nodes(value)
        return _step(WILDCARD, found[0]) if found else ()

    return nodes_of


def _compile_library(path: str, place: Place) -> Nodes:
    from jsonpath.exceptions import JSONPathError

    from newsgraph.rml import jsonpatterns

    path = _RECORD.sub("$", path, count=1) if path.startswith("@") else path
    absolute = path if path.startswith("$") else f"${path}" if path.startswith(("[", ".")) else f"$.{path}"
    absolute = _DOT_BEFORE_BRACKET.sub("[", absolute)
    try:
        compiled = jsonpatterns.environment().compile(absolute)
    except (JSONPathError, RecursionError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise MappingError(f"'{path}' is no JSONPath: {reason}", place) from error

    def nodes_of(value: object) -> Sequence[object]:
        if not isinstance(value, (dict, list)):
            return (value,) if absolute == "$" else ()
        try:
            return list(compiled.findall(value))
        except (JSONPathError, RecursionError) as error:
            reason = str(error).partition("\n")[0]
            raise MappingError(f"the JSONPath '{path}' cannot be answered: {reason}", place) from error

    return nodes_of
