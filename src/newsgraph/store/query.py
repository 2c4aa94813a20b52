"""A SPARQL query to one that can be asked, and a parser's complaint to what is wrong, in words.

The parser of oxigraph says where it gave up, which for a prefix that is not declared is past the whole query. So
once it has refused a query, what is usually wrong is looked for among the tokens; only where nothing is found the
parser's own words are given. A query that oxigraph understands is never refused by what is here, but for SERVICE.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsgraph.errors import Place, QueryError
from newsgraph.store import tokens
from newsgraph.store.tokens import Token
from newsgraph.vocab import PREFIXES

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_CLAUSES = """
    BASE PREFIX SELECT ASK CONSTRUCT DESCRIBE DISTINCT REDUCED FROM NAMED WHERE ORDER GROUP BY HAVING ASC DESC LIMIT
    OFFSET VALUES UNDEF OPTIONAL GRAPH UNION FILTER MINUS BIND SERVICE SILENT AS EXISTS NOT IN SEPARATOR LATERAL
    TRUE FALSE A
"""
_FUNCTIONS = """
    STR LANG LANGMATCHES LANGDIR HASLANG HASLANGDIR DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT
    STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES
    SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRLANGDIR STRDT SAMETERM
    ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT ISTRIPLE
    TRIPLE SUBJECT PREDICATE OBJECT ADJUST
"""
_WORDS = sorted({*_CLAUSES.split(), *_FUNCTIONS.split()})
# What has to come after a word.
_FOLLOWED_BY = {
    "GROUP": ("BY",),
    "ORDER": ("BY",),
    "OPTIONAL": ("{",),
    "UNION": ("{",),
    "MINUS": ("{",),
    "WHERE": ("{",),
    "EXISTS": ("{",),
    "BIND": ("(",),
}
_CLOSING = {"{": "}", "(": ")", "[": "]"}
_TERMS = {"iri", "string", "variable", "blank", "prefixed", "number"}
_POSITION = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)\Z", re.DOTALL)
_PHRASES = {
    "The SELECT contains a variable that is unbound": "SELECT names a variable that is not grouped by or aggregated",
    "IRI parsing failed": "this is no absolute IRI",
}


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the name by which errors speak of it."""

    text: str
    file: str = "query"

    def check(self) -> None:
        """Raise QueryError where the query asks a SERVICE: nobody else is asked."""
        for token in tokens.tokenise(self.text):
            if token.kind == "word" and token.text.upper() == "SERVICE":
                raise self._error("SERVICE asks another server, and a query reads only what is loaded", token.offset)

    def explained(self, error: Exception) -> QueryError:
        """What oxigraph's parser or evaluator says, in words and with its place."""
        if not isinstance(error, SyntaxError):
            return QueryError(f"this query cannot be answered: {error}", Place(self.file))
        found = tokens.tokenise(self.text)
        for look in (_form, _brackets, _prefixes, _iris, _words, _clauses, _triples):
            problem = look(found, self.text)
            if problem is not None:
                return self._error(*problem)
        match = _POSITION.match(str(error.args[0]))
        if match is None:
            return self._error(f"this query does not parse: {error.args[0]}", 0)
        lines = self.text.split("\n")
        offset = sum(len(line) + 1 for line in lines[: int(match[1]) - 1]) + int(match[2]) - 1
        for phrase, message in _PHRASES.items():
            if phrase in match[3]:
                return self._error(message, min(offset, len(self.text)))
        last = next((token for token in reversed(found) if token.offset < offset), found[-1])
        return self._error(f"this query does not parse; look at {last.text} and what stands before it", last.offset)

    def _error(self, message: str, offset: int) -> QueryError:
        return tokens.error(message, self.file, self.text, offset)


_Problem = tuple[str, int] | None


def _form(found: Sequence[Token], text: str) -> _Problem:
    """Neither SELECT nor ASK, CONSTRUCT or DESCRIBE after the prologue."""
    position = 0
    while position < len(found) and found[position].text.upper() in {"BASE", "PREFIX"}:
        position += 2 if found[position].text.upper() == "BASE" else 3
    if position >= len(found):
        return "this query is empty; expected SELECT, ASK, CONSTRUCT or DESCRIBE", len(text)
    first = found[position]
    word = first.text.upper()
    if word in _UPDATES:
        return f"{word} changes data, and a query only reads", first.offset
    if word in _FORMS:
        return None
    near = difflib.get_close_matches(word, _FORMS, n=1)
    hint = f"did you mean {near[0]}?" if near else "expected SELECT, ASK, CONSTRUCT or DESCRIBE"
    return f"a query does not start with {first.text}; {hint}", first.offset


def _brackets(found: Sequence[Token], text: str) -> _Problem:
    """A bracket or a quotation mark without its partner."""
    opened: list[Token] = []
    for token in found:
        if token.kind != "mark":
            continue
        if token.text in {'"', "'"}:
            return f"this {token.text} opens a text that does not end", token.offset
        if token.text in _CLOSING:
            opened.append(token)
        elif token.text in _CLOSING.values():
            if not opened:
                return f"this {token.text} closes nothing", token.offset
            opening = opened.pop()
            if _CLOSING[opening.text] != token.text:
                at = Place.at("", text, opening.offset)
                expected = f"expected {_CLOSING[opening.text]}, for the {opening.text} of line {at.line}"
                return f"{token.text} cannot stand here; {expected}, column {at.column}", token.offset
    return (f"this {opened[-1].text} is not closed", opened[-1].offset) if opened else None


def _prefixes(found: Sequence[Token], _: str) -> _Problem:
    """A prefix that neither the query declares nor everyone knows."""
    declared = {
        name.text.partition(":")[0]
        for word, name in pairwise(found)
        if word.text.upper() == "PREFIX" and name.kind == "prefixed"
    }
    known = sorted(PREFIXES.keys() | declared)
    for token in found:
        prefix = token.text.partition(":")[0]
        if token.kind == "prefixed" and prefix not in known:
            near = difflib.get_close_matches(prefix, known, n=1)
            hint = f"did you mean {near[0]}:?" if near else f"start with PREFIX {prefix}: <...>"
            return f"the prefix {prefix}: is not declared; {hint}", token.offset
    return None


def _iris(found: Sequence[Token], text: str) -> _Problem:
    """A relative IRI without a base, or what was meant as an IRI."""
    has_base = any(token.text.upper() == "BASE" for token in found)
    for token in found:
        if token.kind == "iri" and not has_base and re.match(r"<[A-Za-z][A-Za-z0-9+.\-]*:", token.text) is None:
            return f"the IRI {token.text} is relative; write it out", token.offset
        if token.text == "<" and re.match(r"<[^\s<>]+ [^<>\n]*>", text[token.offset :]):
            return "an IRI cannot have a space in it; write %20", token.offset
    return None


def _words(found: Sequence[Token], _: str) -> _Problem:
    """A word that SPARQL does not have."""
    for token in found:
        if token.kind == "word" and token.text.upper() not in _WORDS:
            near = difflib.get_close_matches(token.text.upper(), _WORDS, n=1)
            hint = f"did you mean {near[0]}?" if near else "is a ? or a prefix missing before it?"
            return f"SPARQL has no word {token.text}; {hint}", token.offset
    return None


def _clauses(found: Sequence[Token], text: str) -> _Problem:
    """A word without what has to come after it; a comma between the variables of SELECT."""
    end = Token("mark", "the end of the query", len(text))
    body = next((token.offset for token in found if token.text == "{"), len(text))
    for token, after in pairwise((*found, end)):
        word = token.text.upper() if token.kind == "word" else ""
        expected = _FOLLOWED_BY.get(word, ())
        if expected and after.text.upper() not in expected:
            return f"{after.text} cannot stand after {word}; expected {' or '.join(expected)}", after.offset
        if word == "FILTER" and not (after.text == "(" or after.kind in {"word", "iri", "prefixed"}):
            return f"{after.text} cannot stand after FILTER; expected (", after.offset
        if word in {"LIMIT", "OFFSET"} and after.kind != "number":
            return f"{after.text} cannot stand after {word}; expected a number", after.offset
        if word in {"SELECT", "DISTINCT", "REDUCED"} and (after.text == "{" or after.text.upper() == "WHERE"):
            return f"{after.text} cannot stand after {word}; expected variables or *", after.offset
        if token.kind == "variable" and after.text == "," and after.offset < body:
            return "the variables of SELECT have no comma between them", after.offset
    return None


def _triples(found: Sequence[Token], _: str) -> _Problem:
    """More or fewer than three terms in a pattern."""
    count, depth, in_values = 0, 0, False
    before = Token("mark", "", 0)
    for token in found:
        in_values = token.text.upper() == "VALUES" or (in_values and token.text != "}")
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
        is_term = token.kind in _TERMS or token.text == "a" or token.text in {")", "]"}
        if token.text in {"{", "}"} or (token.kind == "word" and token.text != "a"):
            count = 0
        elif depth == 0 and not in_values:
            if token.text in {".", ";", ","} and 0 < count < 3:
                return (
                    f"{token.text} cannot stand here; a pattern has a subject, a predicate and an object",
                    token.offset,
                )
            if token.text in {".", ";", ","}:
                count = {".": 0, ";": 1, ",": 2}[token.text]
            elif is_term and before.text not in {"/", "|", "^", "^^"}:
                count += 1
                if count > 3 and "(" not in {before.text, token.text}:
                    return f"{token.text} cannot stand here; expected . or ; or , or }} before it", token.offset
        before = token
    return None
