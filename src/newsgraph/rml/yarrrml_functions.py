"""Function calls of YARRRML: in full, with parameters in short, and as `name(parameter = value, ...)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from newsgraph.errors import MappingError, Place
from newsgraph.nearest import did_you_mean
from newsgraph.rml import functions
from newsgraph.rml.model import Expression, FunctionExecution
from newsgraph.rml.prefixes import expand
from newsgraph.rml.yarrrml_keys import OBJECT, PARAMETER, Fields, fields, items, scalar
from newsgraph.yamltree import Mapping as Keyed
from newsgraph.yamltree import Scalar, Tree
from newsgraph.yamltree import Sequence as Items

Argument = Callable[[str, Scalar], Expression]

_CALL = re.compile(r"\s*([^\s(]+)\s*\((.*)\)\s*\Z", re.DOTALL)
_NAMED = re.compile(r"\s*([\w.:/#\-]+)\s*=(?!=)\s*(.*)\Z", re.DOTALL)


def read(entry: Fields, place: Place, prefixes: Mapping[str, str], argument: Argument) -> FunctionExecution:
    """The call that the keys `function` and `parameters` write.

    Raises MappingError for a function or a parameter that is not there, and for one that is missing.
    """
    word = scalar(entry["function"], "the name of a function")
    call = _CALL.match(word.text)
    if call is not None:
        if "parameters" in entry:
            raise MappingError("the parameters stand in the parentheses already", entry["parameters"].place)
        return _short(call, word, prefixes, argument)
    function = _find(word.text, word, prefixes)
    given: list[tuple[str, Scalar, Expression]] = []
    for item in items(entry.get("parameters")):
        name, value = _parameter(item)
        given.append((_expanded(name.text, name, prefixes), name, _value(value, prefixes, argument)))
    return _execution(function, given, place)


def sides(condition: Tree, first: Expression, second: Expression) -> tuple[Expression, Expression]:
    """The child's and the parent's side of a join: `s` and `o` as the third of a parameter say which is which."""
    parameters = fields(condition, OBJECT, "a condition").get("parameters") if isinstance(condition, Keyed) else None
    marks = [_side(item) for item in items(parameters)]
    return (second, first) if marks[:1] == ["o"] or marks[1:2] == ["s"] else (first, second)


def _side(item: Tree) -> str | None:
    if isinstance(item, Items) and len(item) > 2:
        mark = scalar(item.items[2], "the side of a join").text
        return {"s": "s", "subject": "s", "o": "o", "object": "o"}.get(mark)
    if isinstance(item, Keyed):
        mark_of = item.get("from")
        return None if mark_of is None else scalar(mark_of, "the side of a join").text[:1]
    return None


def _parameter(item: Tree) -> tuple[Scalar, Tree]:
    if isinstance(item, Items) and 2 <= len(item) <= 3:
        return scalar(item.items[0], "the name of a parameter"), item.items[1]
    if isinstance(item, Keyed):
        entry = fields(item, PARAMETER, "a parameter")
        if "parameter" not in entry:
            raise MappingError("a parameter needs the key 'parameter'", item.place)
        name = scalar(entry["parameter"], "the name of a parameter")
        if "value" in entry:
            return name, entry["value"]
        if "function" in entry:
            kept = tuple((key, value) for key, value in item if key.text not in {"parameter", "pm", "type", "from"})
            return name, Keyed(kept, item.place)
    raise MappingError("a parameter is [name, value] or has the keys 'parameter' and 'value'", item.place)


def _value(value: Tree, prefixes: Mapping[str, str], argument: Argument) -> Expression:
    if isinstance(value, Keyed):
        entry = fields(value, OBJECT, "a value")
        if "function" in entry:
            return read(entry, value.place, prefixes, argument)
        if "value" in entry:
            return _value(entry["value"], prefixes, argument)
    word = scalar(value, "the value of a parameter")
    return argument(word.text, word)


def _short(call: re.Match[str], word: Scalar, prefixes: Mapping[str, str], argument: Argument) -> FunctionExecution:
    """`name(parameter = value, ...)`; a parameter without a prefix has that of the function."""
    function = _find(call[1], word, prefixes)
    given: list[tuple[str, Scalar, Expression]] = []
    for part in _split(call[2]):
        named = _NAMED.match(part)
        if named is None:
            raise MappingError(f"'{part.strip()}' is not parameter = value", word.place)
        text = named[2].strip()
        nested = _CALL.match(text)
        if nested is not None and not text.startswith("$"):
            value: Expression = _short(nested, word, prefixes, argument)
        else:
            value = argument(_unquoted(text), word)
        given.append((_expanded(named[1], word, prefixes), word, value))
    return _execution(function, given, word.place)


def _split(text: str) -> Iterator[str]:
    """The parts between the commas that stand in no parentheses and no quotes."""
    depth, quote, start = 0, "", 0
    for position, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == "," and depth == 0:
            yield text[start:position]
            start = position + 1
        else:
            depth += (character == "(") - (character == ")")
    if text[start:].strip():
        yield text[start:]


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _expanded(name: str, word: Scalar, prefixes: Mapping[str, str]) -> str:
    return expand(name, prefixes, word.place) if ":" in name else name


def _find(name: str, word: Scalar, prefixes: Mapping[str, str]) -> functions.Function:
    function = functions.find(_expanded(name, replace(word, text=name), prefixes))
    if function is None:
        raise MappingError(f"no function '{name}'{functions.nearest(name)}", word.place)
    return function


def _execution(
    function: functions.Function, given: list[tuple[str, Scalar, Expression]], place: Place
) -> FunctionExecution:
    inputs: list[Expression | None] = [None] * len(function.parameters)
    for name, word, value in given:
        index = functions.parameter_index(function, name)
        if index is None:
            names = [known for parameter in function.parameters for known in parameter.names]
            hint = did_you_mean(functions.local_name(name), names) or f"; there are {', '.join(names)}"
            raise MappingError(f"the function {function.name} has no parameter '{name}'{hint}", word.place)
        if inputs[index] is not None:
            raise MappingError(f"the parameter '{name}' of {function.name} is given twice", word.place)
        inputs[index] = value
    for parameter, taken in zip(function.parameters, inputs, strict=True):
        if parameter.required and taken is None:
            raise MappingError(f"the function {function.name} needs its parameter '{parameter.names[0]}'", place)
    return FunctionExecution(function, tuple(inputs), place)
