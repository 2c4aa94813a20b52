"""Where in a Turtle document its statements and strings stand, which parsers do not tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from newsgraph.errors import Place
from newsgraph.rdf.terms import Term

# https://www.w3.org/TR/turtle/#sec-grammar-grammar, as far as it takes to see where a statement begins
_TOKEN = re.compile(
    r'''
      (?P<skip>\#[^\n]*|\s+)
    | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""
        |\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
        |"(?:[^"\\]|\\.)*"
        |'(?:[^'\\]|\\.)*')
    | (?P<iri><[^<>\s]*>)
    | (?P<directive>@[A-Za-z][A-Za-z0-9-]*)
    | (?P<name>(?:[\w\-.]*)?:(?:[\w\-:%.]|\\.)*(?<!\.)|[\w\-]+(?:\.[\w\-]+)*)
    | (?P<mark>.)
    ''',
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)")
_TRIPLE_QUOTES = ('"""', "'''")


@dataclass(slots=True)
class Places:
    """The first place of each subject (by term) and of each string's first character (by the string as written)."""

    file: str
    base: str
    subjects: dict[Term, Place] = field(default_factory=dict)
    strings: dict[str, Place] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)


def find_places(text: str, file: str, base: str) -> Places:
    """The places of a document that parses; IRIs are resolved against `base`, or the document's own."""
    places = Places(file, base)
    statement: list[str] = []  # its tokens so far
    depth = 0
    ends = [match.start() for match in re.finditer("\n", text)]

    def place(offset: int) -> Place:
        line = bisect_left(ends, offset)
        return Place(file, line + 1, offset - (ends[line - 1] if line else -1))

    for kind, written, offset in _tokens(text):
        if kind == "string":
            quotes = 3 if written.startswith(_TRIPLE_QUOTES) else 1
            places.strings.setdefault(written[quotes:-quotes], place(offset + quotes))
        elif kind == "mark":
            depth += (written in "[(") - (written in "])")
        elif not statement and (kind == "iri" or ":" in written):
            places.subjects.setdefault(_resolved(written, places), place(offset))
        statement.append(written)
        if (kind == "mark" and written == "." and depth == 0) or _declared(statement, places):
            statement = []
    return places


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup not in (None, "skip"):
            yield match.lastgroup or "", match[0], match.start()


def _declared(statement: list[str], places: Places) -> bool:
    """Take note of a whole directive; whether it ended without a full stop, as SPARQL's do."""
    word = statement[0].lower()
    if word in ("@prefix", "prefix") and len(statement) == 3:
        places.prefixes[statement[1][:-1]] = urljoin(places.base, statement[2][1:-1])
        return word == "prefix"
    if word in ("@base", "base") and len(statement) == 2:
        places.base = urljoin(places.base, statement[1][1:-1])
        return word == "base"
    return False


def _resolved(written: str, places: Places) -> Term:
    if written.startswith("<"):
        return f"<{urljoin(places.base, written[1:-1])}>"
    prefix, _, escaped = written.partition(":")
    local = _ESCAPED.sub(r"\1", escaped)
    return f"<{places.prefixes.get(prefix, '')}{local}>"
