"""JSON documents as relations: the records that the iterator selects, cut out of the text, one on a line.

msgspec finds where each record starts and ends, and refuses what is no JSON; DuckDB reads of each what the references
name, as JSON texts.
"""

from __future__ import annotations

import mmap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import msgspec

from newsgraph import sinks
from newsgraph.rml.duckdb.relation import Profile, Relation
from newsgraph.rml.duckdb.terms import Column, Kind, file_name, quoted
from newsgraph.rml.jsonpaths import Segment, Wildcard, simple_segments
from newsgraph.rml.model import LogicalSource
from newsgraph.rml.statements import NotAccepted

_LEAST_OBJECT = 1 << 20
_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class JsonTable:
    """Lines of JSON, and the path from a line to its records."""

    path: Path
    inner: tuple[Segment, ...]
    largest: int
    profiles: Mapping[str, Profile] = field(default_factory=dict)

    def relation(self, references: Sequence[str]) -> Relation:
        """A column of JSON text for each reference, in their order."""
        paths = [_path(reference) for reference in references]
        whole = [(*self.inner, *path) for path in paths]
        source, columns = self._read(whole or [self.inner])
        joins: list[str] = []

        def walk(node: str, segments: Sequence[Segment]) -> str:
            for segment in segments:
                if isinstance(segment, str):
                    node = f"struct_extract({node}, {quoted(segment)})"
                else:
                    joins.append(f"unnest({node}) AS u{len(joins)}(v)")
                    node = f"u{len(joins) - 1}.v"
            return node

        if columns is None:
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
        return Relation(sql, tuple(self._column(f"r{index}", text) for index, text in enumerate(references)))

    def _column(self, name: str, reference: str) -> Column:
        profile = self.profiles.get(reference)
        return Column(name, Kind.JSON) if profile is None else Column(name, profile.kind, profile.is_total)

    def _read(self, paths: Sequence[tuple[Segment, ...]]) -> tuple[str, dict[str, str] | None]:
        """The SQL that reads the lines, and the columns that a line has, or None for its whole text as `json`."""
        options = f"maximum_object_size = {self.largest + _LEAST_OBJECT}, hive_partitioning = false"
        file = file_name(self.path)
        if all(not path for path in paths):
            return f"read_ndjson_objects({file}, {options})", None
        if any(not path or not isinstance(path[0], str) for path in paths):
            raise NotAccepted("records that are read both whole and in part")
        columns = _fields(paths)
        types = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in columns.items())
        return (
            f"read_json({file}, format = 'newline_delimited', records = true, {options}, columns = {{{types}}})",
            columns,
        )


def outer_path(source: LogicalSource) -> tuple[str, ...]:
    """The names that lead to the array whose elements are cut out: all of the iterator before its first `[*]`.

    Raises NotAccepted for an iterator that is no path of names and `[*]`, or selects one record.
    """
    return tuple(str(name) for name in _split(source)[0])


def inner_path(source: LogicalSource) -> tuple[Segment, ...]:
    """The rest of the iterator, from an element to its records."""
    return _split(source)[1]


def cut(stream: BinaryIO, names: Sequence[str], lines: sinks.Writer) -> int:
    """Write the elements of an array, one on a line, and tell how long the longest block of them is, in bytes.

    Raises NotAccepted for a document that is not what the path expects.
    """
    records = _records(stream, names)
    largest = 0
    for start in range(0, len(records), _BLOCK):
        block = records[start : start + _BLOCK]
        text = b"\n".join(block)
        if text.count(b"\n") >= len(block) or b"\r" in text:
            text = b"\n".join(bytes(record).replace(b"\n", b" ").replace(b"\r", b" ") for record in block)
        largest = max(largest, max(len(bytes(record)) for record in block) if len(text) > _LEAST_OBJECT else len(text))
        lines.write(text)
        lines.write(b"\n")
    return largest


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


def _records(stream: BinaryIO, names: Sequence[str]) -> Sequence[msgspec.Raw]:
    kind: type = list[msgspec.Raw]
    for name in reversed(names):
        kind = msgspec.defstruct("Level", [("below", kind)], rename={"below": name})
    try:
        content = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
        mark = 3 if bytes(content[:3]) == b"\xef\xbb\xbf" else 0
        document: object = msgspec.json.decode(content[mark:], type=kind)
    except (msgspec.MsgspecError, ValueError, OSError, RecursionError) as error:
        raise NotAccepted(f"a document that is not as the iterator has it: {error}") from error
    for _ in names:
        document = document.below  # type: ignore[attr-defined]  # of the structs that were made above
    assert isinstance(document, list)  # noqa: S101 - the innermost
    return document


def _path(reference: str) -> tuple[Segment, ...]:
    segments = simple_segments(reference)
    if segments is None or any(isinstance(segment, int) for segment in segments):
        raise NotAccepted(f"the reference '{reference}' is more than names")
    return segments


def _fields(paths: Sequence[tuple[Segment, ...]]) -> dict[str, str]:
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
    return f"STRUCT({', '.join(f'{_name(name)} {kind}' for name, kind in _fields(paths).items())})"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
