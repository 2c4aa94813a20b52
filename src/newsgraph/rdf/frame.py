"""A JSON-LD frame to which nodes of a graph stand inside which.

https://www.w3.org/TR/json-ld11-framing/
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from newsgraph.rdf.terms import Term


@dataclass(frozen=True, slots=True)
class Frame:
    """Which nodes stand inside a node: by the property that leads to them, in order, or back from them (`reverse`)."""

    forward: Mapping[Term, Frame]
    reverse: Mapping[Term, Frame]

    @classmethod
    def of(cls, expanded: Mapping[str, Any]) -> Frame:
        """The frame of one expanded frame object."""
        properties = sorted(key for key in expanded if not key.startswith("@"))
        forward = {f"<{key}>": cls.of(first(expanded[key])) for key in properties}
        backward = {f"<{key}>": cls.of(first(value)) for key, value in expanded.get("@reverse", {}).items()}
        return cls(forward, backward)

    def reverse_properties(self) -> set[Term]:
        """The properties that it follows back, wherever in it."""
        below = (inner.reverse_properties() for inner in (*self.forward.values(), *self.reverse.values()))
        return set(self.reverse).union(*below)


def first(value: Any) -> Mapping[str, Any]:
    """The one node object, or the first of several."""
    if isinstance(value, list):
        value = value[0] if value else {}
    return value if isinstance(value, dict) else {}


REFERENCES = Frame({}, {})
