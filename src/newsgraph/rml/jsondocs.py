"""JSON documents to records, and references into them to scalars."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, NoReturn, TypeAlias

from newsgraph.errors import MappingError, Place, SourceError
from newsgraph.rml.jsonpaths import Missing, compile_path, missing_name, simple_segments
from newsgraph.rml.jsonstream import malformed, records, refuse_constant
from newsgraph.rml.model import LogicalSource, Reference
from newsgraph.rml.readahead import Readable
from newsgraph.sources import decode

Value: TypeAlias = "str | int | float"

_PIECE = 1 << 18  # bytes


def read(stream: BinaryIO, source: LogicalSource) -> object:
    """One JSON document, whole.

    Raises SourceError with line and column where the text is no JSON (NaN and infinities are none), with a word on
    JSON lines where a second document follows the first.
    """
    name = source.source.path
    text = decode(stream.read(), name, encoding=source.source.encoding or "utf-8-sig", error=SourceError)
    try:
        return json.loads(text, parse_constant=lambda constant: refuse_constant(name, constant))
    except json.JSONDecodeError as error:
        raise malformed(name, error.msg, error.lineno, error.colno) from error
    except RecursionError as error:
        raise SourceError("this JSON is nested too deeply to be read", Place(name)) from error
    except ValueError as error:
        raise SourceError(f"this JSON cannot be read: {error}", Place(name)) from error


def compile_pieces(
    source: LogicalSource, references: Iterable[Reference]
) -> Callable[[Readable], Iterator[object]] | None:
    """A function from a large source to its records, each read as it is asked for.

    None for an iterator that selects by position or condition, or takes the whole document: that is read whole.
    """
    del references  # they look into their record alone
    segments = None if source.iterator is None else simple_segments(source.iterator.text)
    if not segments or any(isinstance(segment, int) for segment in segments):
        return None
    name, encoding = source.source.path, source.source.encoding or "utf-8-sig"

    def pieces(stream: Readable) -> Iterator[object]:
        try:
            yield from records(_texts(stream, name, encoding), segments, name)
        except RecursionError as error:
            raise SourceError("this JSON is nested too deeply to be read", Place(name)) from error
        except ValueError as error:
            raise SourceError(f"this JSON cannot be read: {error}", Place(name)) from error

    return pieces


def _texts(stream: Readable, name: str, encoding: str) -> Iterator[str]:
    """The text of a stream in pieces; SourceError with line and column for bytes that are not of the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines, columns = 0, 0
    content = b"."
    while content:
        content = stream.read(_PIECE)
        try:
            text = decoder.decode(content, final=not content)
        except UnicodeDecodeError as cause:
            before = cause.object[: cause.start].decode(encoding, "replace")
            inside = Place.at(name, before, len(before))
            line, column = inside.line or 1, inside.column or 1
            wanted = encoding.removesuffix("-sig").upper()
            message = f"this is no {wanted} text: byte 0x{cause.object[cause.start]:02X}"
            raise SourceError(message, Place(name, lines + line, column + (columns if line == 1 else 0))) from cause
        yield text
        ended = text.count("\n")
        lines += ended
        columns = len(text) - text.rfind("\n") - 1 + (0 if ended else columns)


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
