"""A well-formed Turtle document to its triples one by one, each with the places of its subject, predicate and object.

pyoxigraph gives terms but no places, and its blank nodes are new ones each time. So the document is flattened: every
`[ ]` and `( )` is given a label, every triple is written as a statement of its own in the words of the text, with the
directives where they stood. pyoxigraph reads the flat text triple by triple, so the terms are its, and the places ours.

Law: the flat text is isomorphic to the document, and its n-th triple is the n-th of `triples`.

https://www.w3.org/TR/turtle/#sec-grammar
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

# A name ends before a dot that ends the statement; a backslash takes the next character with it.
_NAME = r"(?:\\.|[^\s<>\"'()\[\]{}|;,#^@~\\])"
_TOKEN = re.compile(
    r"""
      (?P<space>\s+|\#[^\r\n]*)
    | (?P<iri><(?!<)[^>]*>)
    | (?P<string>\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
        |\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<number>[+-]?(?:\d+\.(?=[eE])|\d*\.\d+|\d+)(?:[eE][+-]?\d+)?)
    | (?P<at>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<hats>\^\^)
    | (?P<mark>[\[\]().;,])
    | (?P<name>"""
    + _NAME
    + r"(?:"
    + _NAME
    + r"""*(?:\\.|[^\s<>\"'()\[\]{}|;,\#^@~\\.]))?)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SPARQL_DIRECTIVES = {"prefix": 2, "base": 1, "version": 1}  # by how many tokens follow


class NotFlatError(ValueError):
    """The text has what Turtle 1.1 does not: a triple term, a reifier or an annotation."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Token:
    """A token, and where it starts and ends in the text."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the three terms of a triple start; what no token writes stands where its collection's next one does."""

    subject: int
    predicate: int
    object: int


@dataclass(slots=True)
class Flat:
    """The flat text, and the spot of each of its triples."""

    text: str
    triples: list[Spot]


def tokens(text: str) -> Iterator[Token]:
    """All tokens but spaces and comments, to the end of the text."""
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        assert match is not None  # noqa: S101 - the last alternative takes any character
        position = match.end()
        if match.lastgroup != "space":
            yield Token(match.lastgroup or "", match[0], match.start(), position)


def flatten(text: str) -> Flat:
    """Flatten a document that is known to be well-formed; NotFlatError for what is newer than Turtle 1.1."""
    label = "n"
    while f"_:{label}" in text:
        label += "n"
    return _Flattener(list(tokens(text)), len(text), label).flat()


@dataclass(slots=True)
class _Term:
    written: str
    start: int


@dataclass(slots=True)
class _Flattener:
    tokens: list[Token]
    length: int
    label: str
    position: int = 0
    labels: int = 0
    lines: list[str] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    def flat(self) -> Flat:
        while self.position < len(self.tokens):
            if not self._directive():
                self._triples()
                self._take()  # the dot
        return Flat("\n".join(self.lines) + "\n", self.spots)

    def _peek(self) -> Token:
        if self.position < len(self.tokens):
            return self.tokens[self.position]
        return Token("end", "", self.length, self.length)

    def _take(self) -> Token:
        token = self._peek()
        self.position += 1
        return token

    def _directive(self) -> bool:
        token = self._peek()
        if token.kind == "at":
            following = _SPARQL_DIRECTIVES.get(token.text[1:].lower(), 0) + 1  # and the dot
        elif token.kind == "name" and token.text.lower() in _SPARQL_DIRECTIVES:
            following = _SPARQL_DIRECTIVES[token.text.lower()]
        else:
            return False
        self.lines.append(" ".join(self._take().text for _ in range(following + 1)))
        return True

    def _triples(self) -> None:
        anonymous = self._peek().text == "["
        subject = self._node()
        if not anonymous or self._peek().text != ".":
            self._predicates(subject)

    def _predicates(self, subject: _Term) -> None:
        """`predicate objects`, as often as semicolons say."""
        while True:
            predicate = self._take()
            if predicate.kind not in {"iri", "name"}:
                raise NotFlatError(predicate.start)
            while True:
                value = self._node()
                self._add(subject, _Term(predicate.text, predicate.start), value)
                if self._peek().text != ",":
                    break
                self._take()
            while self._peek().text == ";":
                self._take()
            if self._peek().text in {".", "]"} or self._peek().kind == "end":
                return

    def _node(self) -> _Term:
        token = self._take()
        if token.kind in {"other", "end"} or (token.kind == "mark" and token.text not in "[("):
            raise NotFlatError(token.start)
        if token.text == "[":
            return self._anonymous(token)
        if token.text == "(":
            return self._collection(token)
        written = token.text
        if token.kind == "string":
            following = self._peek()
            if following.kind == "at":
                written += self._take().text
            elif following.kind == "hats":
                self._take()
                written += f"^^{self._take().text}"
        return _Term(written, token.start)

    def _anonymous(self, opening: Token) -> _Term:
        node = self._new(opening.start)
        if self._peek().text != "]":
            self._predicates(node)
        self._take()
        return node

    def _collection(self, opening: Token) -> _Term:
        first: _Term | None = None
        last: _Term | None = None
        while self._peek().text != ")":
            start = self._peek().start
            cell = self._new(opening.start if first is None else start)
            if last is None:
                first = cell
            else:
                self._add(last, _Term(f"<{_RDF}rest>", start), _Term(cell.written, start))
            self._add(cell, _Term(f"<{_RDF}first>", start), self._node())
            last = cell
        closing = self._take()
        nil = _Term(f"<{_RDF}nil>", closing.start)
        if first is None or last is None:
            return _Term(nil.written, opening.start)
        self._add(last, _Term(f"<{_RDF}rest>", closing.start), nil)
        return first

    def _new(self, start: int) -> _Term:
        self.labels += 1
        return _Term(f"_:{self.label}{self.labels}", start)

    def _add(self, subject: _Term, predicate: _Term, value: _Term) -> None:
        self.lines.append(f"{subject.written} {predicate.written} {value.written} .")
        self.spots.append(Spot(subject.start, predicate.start, value.start))
