"""CSV files as relations, where DuckDB reads them as the row backend does.

DuckDB takes spaces around quoted cells away and reads a carriage return alone as the end of a line in its own way; a
file that has such, which is seen before, is the row backend's.
"""

from __future__ import annotations

import mmap
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from newsgraph.rml.duckdb.relation import Profile, Relation
from newsgraph.rml.duckdb.terms import ESCAPED, Column, file_name, may_hold_noncharacters, quoted
from newsgraph.rml.model import LogicalSource
from newsgraph.rml.statements import NotAccepted
from newsgraph.rml.tables import delimiter

_CHUNK = 1 << 20
_MARK = b"\xef\xbb\xbf"
# What no cell is, so that no cell is taken for null.
_NEVER = f"\x01{uuid.uuid4().hex}"


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV file and its columns; it is clean where no cell has a character that N-Triples escapes.

    `loaded` is the name of the table of its rows, once there is one.
    """

    path: Path
    source: LogicalSource
    columns: tuple[str, ...]
    is_clean: bool = False
    loaded: str = ""
    profiles: Mapping[str, Profile] = field(default_factory=dict)

    @property
    def has_nulls(self) -> bool:
        return bool(self.source.source.nulls)

    def load(self, references: Sequence[str]) -> str:
        """The SQL of the rows with the columns of some references alone, to be read once for all."""
        columns = dict.fromkeys(self.column(reference) for reference in references)
        return f"SELECT {', '.join(columns) or '1 AS one'} FROM {self._read()}"

    def relation(self, references: Sequence[str]) -> Relation:
        """A column for each reference, in their order."""
        names = [f"{self.column(reference)} AS r{index}" for index, reference in enumerate(references)]
        sql = f"SELECT {', '.join(names) or '1 AS one'} FROM {self.loaded or self._read()}"
        return Relation(sql, tuple(self._column(f"r{index}", text) for index, text in enumerate(references)))

    def column(self, reference: str) -> str:
        """The name of a reference's column in the rows that are read."""
        return f"c{self.columns.index(reference)}"

    def _read(self) -> str:
        """The SQL that reads the file."""
        nulls = self.source.source.nulls or (_NEVER,)
        types = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(self.columns)))
        mark = delimiter(self.source.source.path, self.source.source.dialect)
        options = (
            "header = true, auto_detect = false, strict_mode = true, null_padding = false, comment = '', "
            "compression = 'none', hive_partitioning = false, "
            f"delim = {quoted(mark)}, quote = '\"', escape = '\"', "
            f"nullstr = [{', '.join(map(quoted, nulls))}], columns = {{{types}}}"
        )
        return f"read_csv({file_name(self.path)}, {options})"

    def _column(self, name: str, reference: str) -> Column:
        profile = self.profiles.get(reference)
        if profile is None:
            return Column(name, is_total=not self.has_nulls, is_clean=self.is_clean)
        return Column(name, is_total=profile.is_total, is_clean=self.is_clean, is_safe=profile.is_safe)


def check(stream: BinaryIO, mark: str) -> bool:
    """Whether no cell of the file holds a character that N-Triples escapes.

    Raises NotAccepted for a file that DuckDB would not read as RFC 4180 has it.
    """
    has_spaces = False
    is_clean = True
    escaped = ESCAPED - {ord("\n"), ord("\r"), *mark.encode()}  # a line in a cell has quotes around it
    before = b""
    if stream.read(4).removeprefix(_MARK)[:1] in {b"\r", b"\n"}:
        raise NotAccepted("a blank line before the header")
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        is_clean = is_clean and not any(byte in chunk for byte in escaped) and not may_hold_noncharacters(chunk)
        if b"\0" in chunk:
            raise NotAccepted("a U+0000 in the file")
        if b"\r" in chunk or before == b"\r":
            joined = before + chunk
            if joined.count(b"\r") - joined.endswith(b"\r") != joined.count(b"\r\n"):
                raise NotAccepted("a carriage return without a line feed in the file")
        if not has_spaces and (b'"' in chunk or before == b'"'):
            joined = before + chunk
            has_spaces = b' "' in joined or b'" ' in joined
        before = chunk[-1:]
    if before == b"\r":
        raise NotAccepted("a carriage return without a line feed in the file")
    if has_spaces and not _is_strict(stream, mark):
        raise NotAccepted("spaces around a quoted cell in the file")
    return is_clean


def _is_strict(stream: BinaryIO, mark: str) -> bool:
    """Whether every quote starts or ends a cell, or is doubled in one (https://www.rfc-editor.org/rfc/rfc4180)."""
    escaped = re.escape(mark).encode()
    cells = re.compile(rb'(?:[^"]++|(?<![^%s\r\n])"(?:[^"]++|"")*+"(?![^%s\r\n]))*+' % (escaped, escaped))
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return cells.fullmatch(content, len(_MARK) if content[: len(_MARK)] == _MARK else 0) is not None
