"""Function calls of YARRRML: in full, with parameters in short, and as `name(parameter = value, ...)`.

https://rml.io/yarrrml/spec/#functions
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from newsgraph.errors import MappingError, Place
from newsgraph.rml import executions
from newsgraph.rml.executions import Input
from newsgraph.rml.functions import AND, EQUAL, Library, find, parameter_index
from newsgraph.rml.model import Expression, FunctionExecution
from newsgraph.rml.prefixes import expand
from newsgraph.rml.yarrrml_keys import OBJECT, PARAMETER, Fields, fields, items, scalar
from newsgraph.yamltree import Mapping as Keyed
from newsgraph.yamltree import Scalar, Tree
from newsgraph.yamltree import Sequence as Items

_CALL = re.compile(r"\s*([^\s($]+)\s*\((.*)\)\s*\Z", re.DOTALL)
_NAMED = re.compile(r"\s*([\w.:/#\-]+)\s*=(?!=)\s*", re.DOTALL)
_QUOTED = re.compile(r"\bquoted(?:NonAsserted)?\s*=")
_CONJUNCTIONS = frozenset((AND, find("all")))
_SIDES = {"s": "s", "subject": "s", "o": "o", "object": "o"}


@dataclass(frozen=True, slots=True)
class _Given:
    """A parameter as it is written; in a join, `side` says whose value it is."""

    name: Scalar
    value: Tree
    side: str | None


@dataclass(frozen=True, slots=True)
class Calls:
    """Reads the calls of one document; `argument` reads a text as a template, at the place of a word."""

    prefixes: Mapping[str, str]
    library: Library
    argument: Callable[[str, Scalar], Expression]

    def read(self, entry: Fields, place: Place) -> FunctionExecution:
        """The call that the keys `function` and `parameters` write.

        Raises MappingError for a function or a parameter that is not there, and for one that is missing.
        """
        word = scalar(entry["function"], "the name of a function")
        call = _CALL.match(word.text)
        if call is not None:
            if "parameters" in entry:
                raise MappingError("the parameters stand in the parentheses already", entry["parameters"].place)
            return self._short(call, word)
        called = executions.function(self.library, self._expanded(word.text, word.place), word.place)
        inputs = [self._input(_given(item)) for item in items(entry.get("parameters"))]
        return executions.execution(called, inputs, place)

    def join(self, condition: Tree) -> tuple[Expression, Expression] | None:
        """The child's and the parent's value that `equal` compares; None where the condition is no such comparison.

        `s` and `o` as the third of a parameter say which is which; without them the first is the child's.

        Raises MappingError where both are of one side.
        """
        entry = fields(condition, OBJECT, "a condition")
        if "function" not in entry:
            raise MappingError("a condition needs the key 'function'", condition.place)
        execution = self.read(entry, condition.place)
        if execution.function is not EQUAL:
            return None
        sides: dict[int | None, str | None] = {}
        for item in items(entry.get("parameters")):
            given = _given(item)
            known = frozenset(index for index in sides if index is not None)
            sides[parameter_index(EQUAL, given.name.text, known)] = given.side
        first, second = execution.inputs
        if first is None or second is None:  # both are required
            return None
        if (sides.get(0), sides.get(1)) in {("s", "s"), ("o", "o")}:
            raise MappingError("a join compares a value of this mapping, s, with one of the other, o", condition.place)
        return (second, first) if sides.get(0) == "o" or sides.get(1) == "s" else (first, second)

    def all_of(self, condition: Tree) -> Iterator[Tree]:
        """The conditions that must all hold: those that `boolean_and` and its like take, or the condition itself."""
        entry = fields(condition, OBJECT, "a condition") if isinstance(condition, Keyed) else {}
        word = entry.get("function")
        name = word.text if isinstance(word, Scalar) else ""
        called = self.library.find(self._expanded(name, condition.place)) if name and "(" not in name else None
        values = [_given(item).value for item in items(entry.get("parameters"))] if called in _CONJUNCTIONS else []
        if not values or not all(isinstance(value, Keyed) for value in values):
            yield condition
            return
        for value in values:
            yield from self.all_of(value)

    def is_of_parent(self, condition: Tree) -> bool:
        """Whether a condition marks a value as the other mapping's."""
        parameters = condition.get("parameters") if isinstance(condition, Keyed) else None
        parameters = parameters or (condition.get("pms") if isinstance(condition, Keyed) else None)
        return any(_given(item).side == "o" for item in items(parameters))

    def _input(self, given: _Given) -> Input:
        name = self._expanded(given.name.text, given.name.place) if ":" in given.name.text else given.name.text
        return Input(name, given.name.place, self._value(given.value))

    def _value(self, value: Tree) -> Expression:
        if isinstance(value, Keyed):
            entry = fields(value, OBJECT, "a value")
            if "function" in entry:
                return self.read(entry, value.place)
            if "value" in entry:
                return self._value(entry["value"])
        word = scalar(value, "the value of a parameter")
        return self.argument(word.text, word)

    def _short(self, call: re.Match[str], word: Scalar) -> FunctionExecution:
        """`name(parameter = value, ...)`; a parameter without a prefix has that of the function."""
        if call[1] == "join" and _QUOTED.search(call[2]):
            raise MappingError("quoted triples (RML-star) are not supported", word.place)
        place = _at(word, call.start(1)).place
        called = executions.function(self.library, self._expanded(call[1], place), place)
        inputs: list[Input] = []
        for start, part in _split(call[2]):
            within = _at(word, call.start(2) + start)
            named = _NAMED.match(part)
            if named is None:
                blank = len(part) - len(part.lstrip())
                raise MappingError(f"'{part.strip()}' is not parameter = value", _at(within, blank).place)
            name = _at(within, named.start(1)).place
            parameter = self._expanded(named[1], name) if ":" in named[1] else named[1]
            inputs.append(Input(parameter, name, self._short_value(part[named.end() :], _at(within, named.end()))))
        return executions.execution(called, inputs, place)

    def _short_value(self, text: str, word: Scalar) -> Expression:
        nested = _CALL.match(text)
        if nested is not None and not text.startswith("$"):
            return self._short(nested, word)
        stripped = text.strip()
        if len(stripped) > 1 and stripped[0] == stripped[-1] and stripped[0] in "\"'":
            return self.argument(stripped[1:-1], _at(word, 1))
        return self.argument(stripped, word)

    def _expanded(self, name: str, place: Place) -> str:
        return expand(name, self.prefixes, place)


def _given(item: Tree) -> _Given:
    if isinstance(item, Items) and 2 <= len(item) <= 3:
        side = _side(item.items[2]) if len(item) == 3 else None
        return _Given(scalar(item.items[0], "the name of a parameter"), item.items[1], side)
    if isinstance(item, Keyed):
        entry = fields(item, PARAMETER, "a parameter")
        if "parameter" not in entry:
            raise MappingError("a parameter needs the key 'parameter'", item.place)
        name = scalar(entry["parameter"], "the name of a parameter")
        side = _side(entry["from"]) if "from" in entry else None
        if "value" in entry:
            return _Given(name, entry["value"], side)
        if "function" in entry:
            kept = tuple((key, value) for key, value in item if key.text not in {"parameter", "pm", "type", "from"})
            return _Given(name, Keyed(kept, item.place), side)
    raise MappingError("a parameter is [name, value] or has the keys 'parameter' and 'value'", item.place)


def _side(value: Tree) -> str:
    word = scalar(value, "the side of a join")
    side = _SIDES.get(word.text)
    if side is None:
        raise MappingError(f"the side of a join is s or o, not '{word.text}'", word.place)
    return side


def _split(text: str) -> Iterator[tuple[int, str]]:
    """The parts between the commas that stand in no parentheses and no quotes, each with its start."""
    depth, quote, start = 0, "", 0
    for position, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == "," and depth == 0:
            yield start, text[start:position]
            start = position + 1
        else:
            depth += (character == "(") - (character == ")")
    if text[start:].strip():
        yield start, text[start:]


def _at(word: Scalar, offset: int) -> Scalar:
    """The word as it is from an offset on, where it stands on one line."""
    return replace(word, place=word.within(offset), quoted=False) if word.exact else word
