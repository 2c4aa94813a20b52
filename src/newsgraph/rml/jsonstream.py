"""A long JSON text to the records that an iterator of names and wildcards selects, each decoded as it is reached.

The text is a window that slides over the chunks. A value in it is decoded by the json library, so that it is what
reading the whole text gives; a value that the window cuts off is tried again in a window of twice the size. What lies
beside the way of the iterator is decoded and dropped, piece by piece where it is large.

Law: the records are those that the path selects in the whole document. One thing alone is told apart: where a name on
the way stands twice in one large object, reading the whole text keeps the last, and here, where the first is gone, it
is an error (https://www.rfc-editor.org/rfc/rfc8259#section-4 leaves it open).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import NoReturn

from newsgraph.errors import Place, SourceError
from newsgraph.rml.jsonpaths import WILDCARD, Nodes, Segment, compile_segments

_SPACE = re.compile(r"[ \t\n\r]*")
_OPENING = frozenset("[{")
_CLOSING = frozenset('"]}')  # the last character of a value that is whole
_AFTER_VALUE = frozenset(" \t\n\r,]}")
# The longest token that a window can cut in two and that is no string: `-Infinity`, `\ud83d\ude00`.
_LONGEST_CUT = 16


def records(chunks: Iterator[str], segments: Sequence[Segment], name: str, *, small: int = 1 << 18) -> Iterator[object]:
    """The values that the path selects in the one document of the text, in its order; `name` is the source's.

    Arrays and objects on the way that are longer than `small` code points are gone through piece by piece.

    Raises SourceError with line and column where the text is no JSON, when it is reached.
    """
    window = _Window(chunks, name, small)
    yield from window.select(
        [(segment, compile_segments(tuple(segments[number:]))) for number, segment in enumerate(segments)]
    )
    window.end()


def refuse_constant(name: str, constant: str) -> NoReturn:
    """Raise SourceError for NaN and the infinities, which the json library takes and JSON has not."""
    raise SourceError(f"JSON has no number {constant}", Place(name))


def malformed(name: str, message: str, line: int, column: int) -> SourceError:
    """The error of a text that is no JSON, with a word on JSON lines where a second document follows the first."""
    hint = " (JSON lines are no JSON document)" if message == "Extra data" else ""
    return SourceError(f"this is no well-formed JSON: {message}{hint}", Place(name, line, column))


class _CutError(Exception):
    """The window ends within a value, or may do so."""


class _Window:
    """A piece of the text, and where in it we are."""

    def __init__(self, chunks: Iterator[str], name: str, small: int) -> None:
        self._chunks = chunks
        self._name = name
        self._small = small
        self._text = ""
        self._at = 0
        self._decoded: object = None
        self._is_last = False
        self._lines = 0  # that ended before the window
        self._columns = 0  # of the line in which the window starts, before it
        self._scan = json.JSONDecoder(parse_constant=lambda constant: refuse_constant(name, constant)).raw_decode

    def select(self, paths: Sequence[tuple[Segment, Nodes]]) -> Iterator[object]:
        """The values that the path selects in the value that stands here: by the whole of it, where that is small."""
        if not paths:
            yield self._value()
            return
        (segment, nodes), rest = paths[0], paths[1:]
        if self._decode_small():
            yield from nodes(self._decoded)
        elif self._peek() == "[" and segment == WILDCARD:
            for _ in self._elements():
                yield from self.select(rest)
        elif self._peek() == "{" and isinstance(segment, str):
            yield from self._select_member(segment, rest)
        elif self._peek() == "{" and segment == WILDCARD:
            yield from nodes(self._value())  # the last of two members counts, so all are needed
        else:
            self._skip()

    def _select_member(self, wanted: str, rest: Sequence[tuple[Segment, Nodes]]) -> Iterator[object]:
        is_found = False
        for member in self._members():
            if member != wanted:
                self._skip()
                continue
            if is_found:
                self._fail(f"the name '{wanted}' stands twice in an object on the way to the records")
            is_found = True
            yield from self.select(rest)

    def end(self) -> None:
        """Raise SourceError where anything follows the document."""
        if self._peek():
            self._fail("Extra data")

    def _elements(self) -> Iterator[None]:
        """Stop before each element of the array that starts here; who iterates takes it."""
        self._at += 1
        if self._peek() == "]":
            self._at += 1
            return
        while True:
            yield
            if self._comma_or("]"):
                return

    def _members(self) -> Iterator[str]:
        """The names of the object that starts here; who iterates takes the value of each."""
        self._at += 1
        if self._peek() == "}":
            self._at += 1
            return
        while True:
            if self._peek() != '"':
                self._fail("Expecting property name enclosed in double quotes")
            member = self._value()
            if self._peek() != ":":
                self._fail("Expecting ':' delimiter")
            self._at += 1
            yield str(member)
            if self._comma_or("}"):
                return

    def _comma_or(self, closing: str) -> bool:
        """Pass a comma, or what closes the container: whether it was that."""
        found = self._peek()
        if found not in (",", closing) or not found:
            self._fail("Expecting ',' delimiter")
        self._at += 1
        return found == closing

    def _skip(self) -> None:
        """Pass the value that stands here; a large one in pieces."""
        if self._decode_small():
            return
        if self._peek() not in _OPENING:
            self._value()  # a long string
            return
        for _ in self._elements() if self._peek() == "[" else self._members():
            self._skip()

    def _value(self) -> object:
        """The value that stands here, and pass it."""
        self._peek()
        while True:
            try:
                return self._decode()
            except _CutError:
                self._extend()

    def _decode_small(self) -> bool:
        """Whether the value that stands here is shorter than `small`; then it is in `_decoded`, and passed."""
        self._peek()
        while True:
            try:
                self._decoded = self._decode()
            except _CutError:
                if len(self._text) - self._at >= self._small:
                    return False
                self._extend()
            else:
                return True

    def _decode(self) -> object:
        """As `_value`; _CutError where the window may end within it."""
        text, at = self._text, self._at
        try:
            value, end = self._scan(text, at)
        except json.JSONDecodeError as error:
            self._refuse(error.msg, error.pos)
        if text[end - 1] not in _CLOSING and self._may_go_on(end):
            raise _CutError
        self._at = end
        return value

    def _may_go_on(self, end: int) -> bool:
        """Whether a number that the window has until `end` may be longer in the text."""
        return not self._is_last and (
            end == len(self._text) or (self._text[end] not in _AFTER_VALUE and end >= len(self._text) - _LONGEST_CUT)
        )

    def _refuse(self, message: str, position: int) -> NoReturn:
        # A string that is not closed ends with its line at the latest, for JSON has no line break in strings.
        may_go_on = position >= len(self._text) - _LONGEST_CUT or message.startswith("Unterminated string")
        if may_go_on and not self._is_last:
            raise _CutError
        self._at = position
        self._fail(message)

    def _peek(self) -> str:
        """Pass white space; the character that then stands here, or nothing at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = self._at if match is None else match.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if self._is_last:
                return ""
            self._extend()

    def _extend(self) -> None:
        """Drop what is passed, and add as much text as is left, or a chunk at the least."""
        passed = self._text[: self._at]
        lines = passed.count("\n")
        self._lines += lines
        self._columns = len(passed) - passed.rfind("\n") - 1 + (0 if lines else self._columns)
        kept = self._text[self._at :]
        more: list[str] = []
        length = 0
        while not self._is_last and (length < len(kept) or not length):
            chunk = next(self._chunks, None)
            self._is_last = chunk is None
            more.append(chunk or "")
            length += len(more[-1])
        self._text, self._at = "".join((kept, *more)), 0

    def _fail(self, message: str) -> NoReturn:
        inside = Place.at(self._name, self._text, self._at)
        line, column = inside.line or 1, inside.column or 1
        raise malformed(self._name, message, self._lines + line, column + (self._columns if line == 1 else 0))
