"""Quads to the targets that a mapping names, while it runs.

N-Quads and N-Triples are written as they come; the other serializations hold their quads until the end. Of a target,
each quad is written once.

https://kg-construct.github.io/rml-io/spec/docs/#logical-target-in-rml
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from newsgraph import sinks, sources
from newsgraph.compression import Sink, compressing
from newsgraph.errors import MappingError, OutputError
from newsgraph.rdf.terms import Quad
from newsgraph.rml.model import Target
from newsgraph.rml.seen import Seen
from newsgraph.rml.serializations import SERIALIZATIONS

_HELD_BACK = 1 << 16  # characters


class Delivery:
    """The targets of one run as files: a block in which quads are written to them.

    Law: when the block ends, each file is there, whole, though nothing was written to it; when it raises, none is.

    Raises MappingError for a target outside its root, which `allow_outside` allows, and for two different targets of
    one file; OutputError where a file cannot be written.
    """

    def __init__(self, targets: Iterable[Target], *, allow_outside: bool = False) -> None:
        self._files: dict[Target, _File] = {}
        paths: dict[Path, Target] = {}
        for target in dict.fromkeys(targets):
            path = _path_of(target, allow_outside=allow_outside)
            other = paths.setdefault(path, target)
            if other != target and other.root / other.path == target.root / target.path:
                message = f"the target '{target.path}' is written in another way at {other.place}"
                raise MappingError(message, target.place)
            if other != target:
                raise MappingError(f"the target '{target.path}' is the file of '{other.path}'", target.place)
            self._files[target] = _File(target, path)
        self._closing = ExitStack()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files, absolute and without links, in the order of the mapping."""
        return tuple(file.path for file in self._files.values())

    @property
    def counts(self) -> tuple[tuple[Target, int], ...]:
        """How many quads each target was given."""
        return tuple((target, file.count) for target, file in self._files.items())

    def __enter__(self) -> Self:
        try:
            for file in self._files.values():
                file.begin(self._closing)
        except BaseException as error:
            self._closing.__exit__(type(error), error, error.__traceback__)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._closing as closing:
            if kind is not None:
                closing.__exit__(kind, error, traceback)
                return
            for file in self._files.values():
                file.finish()

    def write(self, targets: Sequence[Target], quads: Iterable[Quad]) -> None:
        """Export quads to each of the targets."""
        files = [self._files[target] for target in targets]
        for quad in quads:
            for file in files:
                file.add(quad)


class _File:
    """One target: the quads that it has, and the text that waits to be written."""

    def __init__(self, target: Target, path: Path) -> None:
        self.path = path
        self._target = target
        self._serialization = SERIALIZATIONS[target.serialization]
        self._encode = codecs.getincrementalencoder(target.encoding)("strict").encode
        self._seen = Seen()
        self._held: list[Quad] = []
        self._waiting: list[str] = []
        self._characters = 0
        self._sink: Sink

    @property
    def count(self) -> int:
        return self._seen.count

    def begin(self, closing: ExitStack) -> None:
        sinks.make_folder(self.path.parent)
        writer = closing.enter_context(sinks.stream(self.path))
        self._sink = closing.enter_context(compressing(writer, self._target.compression, self.path.name))

    def add(self, quad: Quad) -> None:
        if not self._seen.is_new(quad):
            return
        if self._serialization.line is None:
            self._held.append(quad)
        else:
            self._say(self._serialization.line(quad))

    def finish(self) -> None:
        if self._serialization.document is not None:
            try:
                self._say(self._serialization.document(self._held, self._target.encoding.upper()))
            except ValueError as error:
                raise OutputError(f"{self.path}: cannot be written: {error}") from error
        self._write(final=True)

    def _say(self, text: str) -> None:
        self._waiting.append(text)
        self._characters += len(text)
        if self._characters >= _HELD_BACK:
            self._write()

    def _write(self, *, final: bool = False) -> None:
        self._sink.write(self._encode("".join(self._waiting), final))
        self._waiting, self._characters = [], 0


def _path_of(target: Target, *, allow_outside: bool) -> Path:
    path = target.root / target.path
    try:
        inside = sources.is_inside(path, target.root)
        resolved = path.resolve()
    except (OSError, ValueError, RuntimeError) as error:  # a name with a zero byte, a circle of links
        raise MappingError(f"the target '{target.path}' is no path of a file", target.place) from error
    if not inside and not allow_outside:
        where = "the working folder" if target.root == Path() else "the folder of its mapping"
        message = f"the target '{target.path}' lies outside {where}; --allow-outside lets it be written"
        raise MappingError(message, target.place)
    return resolved
