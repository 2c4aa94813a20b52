"""JSON documents to records, and references into them to scalars."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NoReturn, TypeAlias

from newsgraph.errors import MappingError, Place, SourceError
from newsgraph.rml.jsonpaths import Missing, compile_path, missing_name
from newsgraph.rml.model import LogicalSource, Reference
from newsgraph.sources import decode

Value: TypeAlias = "str | int | float"


def read(stream: BinaryIO, source: LogicalSource) -> object:
    """One JSON document.

    Raises SourceError with line and column where the text is no JSON (NaN and infinities are none), with a word on
    JSON lines where a second document follows the first.
    """
    name = source.source.path
    text = decode(stream.read(), name, encoding=source.source.encoding or "utf-8-sig", error=SourceError)

    def refuse(constant: str) -> NoReturn:
        raise SourceError(f"JSON has no number {constant}", Place(name))

    try:
        return json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        hint = " (JSON lines are no JSON document)" if error.msg == "Extra data" else ""
        message = f"this is no well-formed JSON: {error.msg}{hint}"
        raise SourceError(message, Place(name, error.lineno, error.colno)) from error
    except RecursionError as error:
        raise SourceError("this JSON is nested too deeply to be read", Place(name)) from error
    except ValueError as error:
        raise SourceError(f"this JSON cannot be read: {error}", Place(name)) from error


def compile_records(source: LogicalSource) -> Callable[[object], Iterator[object]]:
    if source.iterator is None:
        return lambda document: iter((document,))
    nodes = compile_path(source.iterator.text, source.iterator.place)
    return lambda document: iter(nodes(document))


def compile_values(reference: Reference, source: LogicalSource) -> Callable[[object], Sequence[Value]]:
    nodes = compile_path(reference.text, reference.place)

    def values(record: object) -> Sequence[Value]:
        found = nodes(record)
        if not found:
            return ()
        if len(found) == 1:
            value = found[0]
            if value is None:
                return ()
            return (value,) if isinstance(value, (str, int, float)) else _refuse(value)
        return [
            value if isinstance(value, (str, int, float)) else _refuse(value) for value in found if value is not None
        ]

    def _refuse(value: object) -> NoReturn:
        text, name = reference.text, source.source.path
        if isinstance(value, list):
            advice = f"; to take each of its elements write '{text}[*]'"
            raise MappingError(f"'{text}' is an array in source {name}, not a value{advice}", reference.place)
        raise MappingError(f"'{text}' is an object in source {name}, not a value", reference.place)

    return values


def compile_missing(reference: Reference, source: LogicalSource) -> Callable[[object], Missing | None]:
    del source
    return missing_name(reference.text)
