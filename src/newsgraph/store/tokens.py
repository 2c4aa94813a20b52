"""A SPARQL query to its tokens, as far as it takes to say in words what is wrong with it.

https://www.w3.org/TR/sparql11-query/#sparqlGrammar
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsgraph.errors import Place, QueryError

_NAME = r"[^\W\d](?:[\w.\-\u00b7]*[\w\-\u00b7])?"
_LOCAL = r"(?:[\w:\-\u00b7]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])"
_TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]+|\#[^\r\n]*)
  | (?P<iri><[^<>"{{}}|^`\x00-\x20]*>)
  | (?P<string>\"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"|'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
      |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<blank>_:\w(?:[\w.\-]*[\w\-])?)
  | (?P<prefixed>(?:{_NAME})?:(?:(?:{_LOCAL}|\.)*{_LOCAL})?)
  | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<mark>&&|\|\||\^\^|!=|<=|>=|<<\(?|\)?>>|.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a query: what it is, its characters, and where it starts."""

    kind: str
    text: str
    offset: int


def tokenise(text: str) -> list[Token]:
    """All tokens but white space and comments; what is no token is a mark of one character."""
    return [
        Token(match.lastgroup or "mark", match[0], match.start())
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "space"
    ]


def error(message: str, file: str, text: str, offset: int) -> QueryError:
    return QueryError(message, Place.at(file, text, offset))
