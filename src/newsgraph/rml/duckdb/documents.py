"""JSON documents as relations: the records that the iterator selects, cut out of the text, one on a line.

msgspec finds where each record starts and ends, and refuses what is no JSON; DuckDB reads of each what the references
name, as JSON texts.

An array of objects that is the document is read piece by piece. A piece ends where the text has what stands between
the first two objects, such as `}, {`. That this is between two elements, and not within a string or an object, shows
when the piece in brackets is an array: what reads JSON from its start is then where it would be in the document.
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import msgspec

from newsgraph import sinks
from newsgraph.rml.duckdb.relation import Profile, Relation
from newsgraph.rml.duckdb.terms import Column, Kind, file_name, may_hold_noncharacters, quoted
from newsgraph.rml.jsonpaths import Segment, Wildcard, simple_segments
from newsgraph.rml.model import LogicalSource
from newsgraph.rml.statements import NotAccepted

_LEAST_OBJECT = 1 << 20
_BLOCK = 1024
_SMALL = 1 << 28
_PIECE = 1 << 19
_MARK = b"\xef\xbb\xbf"
_SPACE = b" \t\n\r"
_COMMA = re.compile(r"[ \t\n\r]*,[ \t\n\r]*")
_UNCOMMON = re.compile(rb"\\u(007f|fff[ef])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lines:
    """A file with a record of JSON on each line; `largest` is the length of the longest block of them, in bytes.

    They are `common` where no text holds U+007F, U+FFFE or U+FFFF, which JSON does not escape and N-Triples does, and
    `unescaped` where JSON escapes nothing in them.
    """

    path: Path
    largest: int
    are_common: bool
    are_unescaped: bool


def joined(parts: Sequence[Lines]) -> Lines:
    """What holds of the lines of all these files; they are those of the first no more."""
    return Lines(
        parts[0].path,
        max(part.largest for part in parts),
        all(part.are_common for part in parts),
        all(part.are_unescaped for part in parts),
    )


@dataclass(frozen=True, slots=True)
class Fields:
    """What is read of a line: names with their DuckDB types or, where there are none, its whole text as `json`."""

    types: Mapping[str, str]

    def read(self, lines: Lines) -> str:
        """The SQL that reads lines."""
        options = f"maximum_object_size = {lines.largest + _LEAST_OBJECT}, hive_partitioning = false"
        file = file_name(lines.path)
        if not self.types:
            return f"read_ndjson_objects({file}, {options})"
        types = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in self.types.items())
        return f"read_json({file}, format = 'newline_delimited', records = true, {options}, columns = {{{types}}})"


@dataclass(frozen=True, slots=True)
class JsonTable:
    """The elements of the array that `outer` leads to, and the path from one to its records.

    There are `lines` once they are cut out; `loaded` is a table of them, if they were loaded, and what it has of each.
    """

    outer: tuple[str, ...]
    inner: tuple[Segment, ...]
    lines: Lines | None = None
    loaded: tuple[str, Fields] | None = None
    profiles: Mapping[str, Profile] = field(default_factory=dict)

    def relation(self, references: Sequence[str]) -> Relation:
        """A column of JSON text for each reference, in their order."""
        assert self.lines is not None  # noqa: S101 - cut before anything is asked
        paths = [_path(reference) for reference in references]
        joins: list[str] = []

        def walk(node: str, segments: Sequence[Segment]) -> str:
            for segment in segments:
                if isinstance(segment, str):
                    node = f"struct_extract({node}, {quoted(segment)})"
                else:
                    joins.append(f"unnest({node}) AS u{len(joins)}(v)")
                    node = f"u{len(joins) - 1}.v"
            return node

        if self.loaded is None:
            fields = _fields_of(self._whole(paths))
            source = fields.read(self.lines)
        else:
            source, fields = self.loaded
        if not fields.types:
            record = "b.json"
        elif self.inner:
            record = walk(f"b.{_name(str(self.inner[0]))}", self.inner[1:])
        else:
            record = ""
        names = []
        for index, path in enumerate(paths):
            node = walk(record or "b.json", path) if record or not path else walk(f"b.{_name(str(path[0]))}", path[1:])
            names.append(f"CAST({node} AS VARCHAR) AS r{index}")
        sql = f"SELECT {', '.join(names) or '1 AS one'} FROM {', '.join([f'{source} AS b', *joins])}"
        columns = (self._column(f"r{index}", text, self.lines) for index, text in enumerate(references))
        return Relation(sql, tuple(columns))

    def paths(self, references: Sequence[str]) -> list[tuple[Segment, ...]]:
        """References as paths of a line; that to the records where there are none."""
        return self._whole([_path(text) for text in references])

    def _whole(self, paths: Sequence[tuple[Segment, ...]]) -> list[tuple[Segment, ...]]:
        return [(*self.inner, *path) for path in paths] or [self.inner]

    def _column(self, name: str, reference: str, lines: Lines) -> Column:
        profile = self.profiles.get(reference)
        if profile is None:
            return Column(name, Kind.JSON, is_unescaped=lines.are_unescaped)
        # A string without an escape in JSON has no control character but U+007F, and no quote.
        is_clean = profile.kind is not Kind.JSON and lines.are_common
        return Column(
            name,
            profile.kind,
            profile.is_total,
            is_clean=is_clean,
            is_safe=profile.is_safe,
            is_unescaped=lines.are_unescaped,
        )


def fields(tables: Iterable[tuple[JsonTable, Sequence[str]]]) -> Fields:
    """What references of tables over the same lines name, to be read once for all.

    Raises NotAccepted where one of them wants as a whole what another wants parts of.
    """
    return _fields_of([path for table, references in tables for path in table.paths(references)])


def outer_path(source: LogicalSource) -> tuple[str, ...]:
    """The names that lead to the array whose elements are cut out: all of the iterator before its first `[*]`.

    Raises NotAccepted for an iterator that is no path of names and `[*]`, or selects one record.
    """
    return tuple(str(name) for name in _split(source)[0])


def inner_path(source: LogicalSource) -> tuple[Segment, ...]:
    """The rest of the iterator, from an element to its records."""
    return _split(source)[1]


def cut(
    stream: BinaryIO, names: Sequence[str], target: Callable[[], Path], *, most: int = 0, piece: int = _PIECE
) -> Iterator[Lines]:
    """Write the elements of an array one on a line, to one file or, if it is said, to files of little more than `most`.

    Sizes are in bytes; that of the pieces in which the document is read changes nothing in the lines.

    Raises NotAccepted for a document that is not what the path expects.
    """
    blocks = _blocks(stream, names, piece)
    is_last = False
    while not is_last:
        path = target()
        largest = written = 0
        are_common = are_unescaped = is_last = True
        with sinks.stream(path) as lines:
            for block in blocks:
                text = b"\n".join(block)
                if text.count(b"\n") >= len(block) or b"\r" in text:
                    text = b"\n".join(bytes(record).replace(b"\n", b" ").replace(b"\r", b" ") for record in block)
                is_large = len(text) > _LEAST_OBJECT
                largest = max(largest, max(len(bytes(record)) for record in block) if is_large else len(text))
                are_unescaped = are_unescaped and b"\\" not in text
                are_common = are_common and not _is_uncommon(text)
                lines.write(text)
                lines.write(b"\n")
                written += len(text)
                if most and written >= most:
                    is_last = False
                    break
        yield Lines(path, largest, are_common, are_unescaped)


def _is_uncommon(text: bytes) -> bool:
    """Whether JSON may hold U+007F, U+FFFE or U+FFFF, as they are or, since DuckDB unpacks them, as escapes."""
    if b"\x7f" in text or may_hold_noncharacters(text):
        return True
    return b"\\" in text and _UNCOMMON.search(text) is not None


def _split(source: LogicalSource) -> tuple[Sequence[Segment], tuple[Segment, ...]]:
    segments = () if source.iterator is None else simple_segments(source.iterator.text)
    if not segments:
        raise NotAccepted("a document that is one record", source.place)
    outer = 0
    while outer < len(segments) and isinstance(segments[outer], str):
        outer += 1
    if outer == len(segments) or not isinstance(segments[outer], Wildcard):
        raise NotAccepted("an iterator that selects one record", source.place)
    inner = segments[outer + 1 :]
    if any(isinstance(segment, int) for segment in inner) or (inner and isinstance(inner[0], Wildcard)):
        raise NotAccepted("an iterator with an index", source.place)
    return segments[:outer], inner


def _blocks(stream: BinaryIO, names: Sequence[str], piece: int) -> Iterator[Sequence[msgspec.Raw]]:
    """The elements of an array in their order, some at a time."""
    passed: int | None = 0
    if not names:
        passed = yield from _pieces(stream, piece)
        stream.seek(0)
    if passed is not None:
        yield from _split_up(_records(stream, names)[passed:])


def _split_up(records: Sequence[msgspec.Raw]) -> Iterator[Sequence[msgspec.Raw]]:
    for start in range(0, len(records), _BLOCK):
        yield records[start : start + _BLOCK]


def _pieces(stream: BinaryIO, size: int) -> Generator[Sequence[msgspec.Raw], None, int | None]:
    """The elements of the array that is the document, as `_blocks`; None at its end.

    Where it is not plain how to go on, or the text is no JSON, the number of those that were there until then.
    """
    text = stream.read(size).removeprefix(_MARK).lstrip(_SPACE)
    between = _between(text)
    if between is None:
        return 0
    passed = 0
    text = text[1:]
    while piece := stream.read(size):
        text += piece
        end = text.rfind(between) + 1
        records = _elements(b"[%b]" % text[:end]) if end else None
        if records is None:
            return passed
        yield from _split_up(records)
        passed += len(records)
        text = text[end + len(between) - 2 :]
    records = _elements(b"[" + text)
    if records is None:
        return passed
    yield from _split_up(records)
    return None


def _between(text: bytes) -> bytes | None:
    """What stands between the first two objects of an array that a text starts with, their braces with it."""
    start = text[1:].decode(errors="ignore").lstrip()
    try:
        end = json.JSONDecoder().raw_decode(start)[1]
    except (ValueError, RecursionError):
        return None
    comma = _COMMA.match(start, end)
    if comma is None or not text.startswith(b"[") or start[end - 1] + start[comma.end() :][:1] != "}{":
        return None
    return f"}}{comma[0]}{{".encode()


def _elements(text: bytes) -> Sequence[msgspec.Raw] | None:
    try:
        return msgspec.json.decode(text, type=list[msgspec.Raw])
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _records(stream: BinaryIO, names: Sequence[str]) -> Sequence[msgspec.Raw]:
    kind: type = list[msgspec.Raw]
    for name in reversed(names):
        kind = msgspec.defstruct("Level", [("below", kind)], rename={"below": name})
    try:
        content = _content(stream)
        mark = 3 if bytes(content[:3]) == _MARK else 0
        document: object = msgspec.json.decode(content[mark:], type=kind)
    except (msgspec.MsgspecError, ValueError, OSError, RecursionError) as error:
        raise NotAccepted(f"a document that is not as the iterator has it: {error}") from error
    for _ in names:
        document = document.below  # type: ignore[attr-defined]  # of the structs that were made above
    assert isinstance(document, list)  # noqa: S101 - the innermost
    return document


def _content(stream: BinaryIO) -> memoryview:
    """All bytes of a file: read or, beyond what is small, mapped, which whoever truncates the file would turn fatal."""
    start = stream.read(_SMALL)
    if len(start) < _SMALL:
        return memoryview(start)
    return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))


def _fields_of(paths: Sequence[tuple[Segment, ...]]) -> Fields:
    if all(not path for path in paths):
        return Fields({})
    if any(not path or not isinstance(path[0], str) for path in paths):
        raise NotAccepted("records that are read both whole and in part")
    return Fields(_types(paths))


def _path(reference: str) -> tuple[Segment, ...]:
    segments = simple_segments(reference)
    if segments is None or any(isinstance(segment, int) for segment in segments):
        raise NotAccepted(f"the reference '{reference}' is more than names")
    return segments


def _types(paths: Sequence[tuple[Segment, ...]]) -> dict[str, str]:
    """The names that paths start with, each with the DuckDB type of what is below."""
    below: dict[str, list[tuple[Segment, ...]]] = {}
    for path in paths:
        below.setdefault(str(path[0]), []).append(path[1:])
    if len({name.lower() for name in below}) < len(below) or "" in below:
        raise NotAccepted("names that DuckDB does not tell apart")
    return {name: _type(rest) for name, rest in below.items()}


def _type(paths: Sequence[tuple[Segment, ...]]) -> str:
    if all(not path for path in paths):
        return "JSON"
    heads = [path[0] for path in paths if path]
    if len(heads) < len(paths):
        raise NotAccepted("a value that is read both whole and in part")
    if all(isinstance(head, Wildcard) for head in heads):
        return f"{_type([path[1:] for path in paths])}[]"
    if not all(isinstance(head, str) for head in heads):
        raise NotAccepted("a value that is read both as an object and as an array")
    return f"STRUCT({', '.join(f'{_name(name)} {kind}' for name, kind in _types(paths).items())})"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
