"""Paths to bytes and text: the one place where Newsgraph opens files to read them."""

from __future__ import annotations

from pathlib import Path

from newsgraph.errors import InputError, Place


def read_bytes(path: Path, *, error: type[InputError] = InputError) -> bytes:
    """All bytes of a file.

    Raises `error` with the file's name where it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as cause:
        raise error(f"this file cannot be read: {(cause.strerror or str(cause)).lower()}", Place(str(path))) from cause


def read_text(path: Path, *, error: type[InputError] = InputError) -> str:
    """All text of a UTF-8 file, without its byte order mark, its line ends as they are.

    Raises `error` with the line and column of the first byte that is no UTF-8.
    """
    content = read_bytes(path, error=error)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        before = content[: cause.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        raise error(f"this is no UTF-8 text: byte 0x{content[cause.start]:02X}", Place(str(path), line, column)) from cause
