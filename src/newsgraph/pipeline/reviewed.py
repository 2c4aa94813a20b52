"""Facts that a person has reviewed: nothing is written over them, and they are taken in their article's place."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from newsgraph import sources
from newsgraph.errors import InputError, OutputError, Place
from newsgraph.facts import reviewed_article
from newsgraph.pipeline.inputs import Unit, of_file
from newsgraph.spooled import Lines


def reviewed_in(path: Path) -> tuple[str, Place] | None:
    """The first article of a file whose facts a person has reviewed, and its line; None where there is none.

    The file may be of lines, one document over many lines, or a review page, whose documents are lines of it.
    """
    if not path.is_file():
        return None
    whole: list[bytes] = []  # of a file of lines or of a page none is kept
    for number, given in enumerate(sources.lines(path), start=1):
        line = given.removeprefix(codecs.BOM_UTF8)  # as some editors write it
        if (found := reviewed_article(line)) is not None:
            return found, Place(str(path), number)
        if whole or _opens(line):
            whole.append(line)
    found = reviewed_article(b"".join(whole))
    return None if found is None else (found, Place(str(path)))


def _opens(line: bytes) -> bool:
    """Whether a JSON document starts on a line, and goes on beyond it."""
    text = line.strip()
    return text.startswith(b"{") and not text.endswith(b"}")


def guard(path: Path) -> None:
    """Raise OutputError where writing `path` would lose what a person has reviewed."""
    found = reviewed_in(path)
    if found is not None:
        article, place = found
        raise OutputError(
            f"{place}: this file holds facts that a person has reviewed ({article}), and is never written over; "
            "give -o or --review another name, or move it away"
        )


def reviewed_among(work: Iterable[Unit]) -> frozenset[str]:
    """The ids of the articles whose reviewed facts are among the units."""
    found = (reviewed_article(unit.content) for unit in work if unit.is_facts and unit.content is not None)
    return frozenset(identifier for identifier in found if identifier is not None)


# Of the files in a folder, those whose names say that they may hold facts.
_MAY_HOLD_FACTS = frozenset({".jsonl", ".ndjson", ".json"})


def reviewed_in_files(files: Iterable[tuple[Path, bool]]) -> frozenset[str]:
    """The ids of the articles whose reviewed facts are in files, given with whether each is from a folder.

    Only what may hold facts is opened, and only what has the word is read as facts.
    """
    found: set[str] = set()
    for path, is_in_folder in files:
        if is_in_folder and path.suffix.lower() not in _MAY_HOLD_FACTS:
            continue
        with suppress(InputError):  # who reads it is told why it cannot be read
            if sources.holds(path, b'"reviewed"'):
                found |= reviewed_among(of_file(path, Lines(), is_in_folder=is_in_folder))
    return frozenset(found)
