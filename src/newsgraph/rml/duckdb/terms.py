"""Term maps to SQL expressions of N-Quads terms.

What is common is plain SQL. What is rare (a value that must be escaped, encoded or checked) goes to the very functions
of the row backend, which the engine registers, so both make the same terms. NULL is no term.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

from newsgraph.errors import Place
from newsgraph.rdf.terms import XSD, XSD_STRING, iri_value, literal, literal_parts
from newsgraph.rml.expressions import (
    FRACTIONAL,
    LANGUAGE_TAG,
    absolute,
    constant_term,
    is_always_iri,
    natural_literal,
    text_of,
    typed_literal,
    unsafe_iri,
    why_not,
)
from newsgraph.rml.formulations import Value
from newsgraph.rml.model import Constant, Expression, Reference, Template, TermType
from newsgraph.rml.overlap import is_relative
from newsgraph.rml.statements import Made, NotAccepted
from newsgraph.rml.templates import IUNRESERVED, blank_node_label, iri_safe, uri_safe

ESCAPED = frozenset([*range(0x20), ord('"'), ord("\\"), 0x7F])
"""The ASCII characters that canonical N-Triples escapes; U+FFFE and U+FFFF are besides."""
# The same for SQL, and those among them that SQL does not replace.
_ESCAPED = '[\\x00-\\x1f"\\\\\\x7f\\x{FFFE}\\x{FFFF}]'
_RARE = "[\\x00-\\x08\\x0b-\\x1f\\x7f\\x{FFFE}\\x{FFFF}]"
_REPLACED = (("chr(92)", "'\\\\'"), ("chr(34)", "'\\\"'"), ("chr(10)", "'\\n'"), ("chr(9)", "'\\t'"))
# IRIs that need no further look: no user, no port, no IP literal, nothing encoded.
_PLAIN_IRI = "https?://[A-Za-z0-9.\\-]+(/[A-Za-z0-9\\-._~!$&''()*+,;=:@/]*)?(\\?[A-Za-z0-9\\-._~!$&''()*+,;=:@/?]*)?(#[A-Za-z0-9\\-._~!$&''()*+,;=:@/?]*)?"
_UNRESERVED = r"A-Za-z0-9\-._~"
_INTEGER = "0|-?[1-9][0-9]*"
_PLAIN_JSON = f"true|false|{_INTEGER}"
# Python reads no integer beyond 4,300 digits, and the row backend's error is the better one.
_DIGITS = 1000

Function = Callable[[str | None], str | None]


class Kind(StrEnum):
    """What the values of a column are, all of them: texts; JSON texts of any kind; or of one that needs no escape."""

    TEXT = "text"
    JSON = "json"
    JSON_STRING = "json string"
    JSON_INTEGER = "json integer"

    @property
    def is_json(self) -> bool:
        return self is not Kind.TEXT


@dataclass(frozen=True, slots=True)
class Column:
    """The SQL of a reference's value, and of its lexical form; NULL for none, unless there always is one.

    Lexical forms that are clean have no character that N-Triples escapes, those that are safe none that a template
    encodes; JSON texts that are unescaped have no backslash.
    """

    sql: str
    kind: Kind = Kind.TEXT
    is_total: bool = False
    is_clean: bool = False
    is_safe: bool = False
    is_unescaped: bool = False
    text: str = ""

    @property
    def lexical(self) -> str:
        """The SQL of the lexical form."""
        return self.text or self.sql

    def named(self, name: str) -> Column:
        """The column under another name, its text with it."""
        return replace(self, sql=name, text=f"{name}t" if self.kind.is_json else "")


Columns = Mapping[str, Column]
"""Columns by the texts of their references."""


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    if "\0" in text:
        raise NotAccepted("a text with U+0000 in the mapping")
    return "'" + text.replace("'", "''") + "'"


def file_name(path: Path) -> str:
    """The path of a file to read as an SQL literal, which names that file alone: DuckDB takes it for a pattern.

    Raises NotAccepted for a name that no pattern of DuckDB's stands for.
    """
    name = str(path.absolute())  # else a first ~ is somebody's home
    pattern = _IN_PATTERNS.sub(r"[\g<0>]", name)
    if pattern != name and "\\" in name:  # which parts folders in a pattern
        raise NotAccepted(f"the name of the file {name!r}")
    return quoted(pattern)


_IN_PATTERNS = re.compile(r"[*?\[]")


@dataclass(slots=True)
class Terms:
    """Compiles term maps over the columns of one row, and collects the functions that their SQL calls.

    `leave_out(place, reason, value)` is told of values that make no valid term.
    """

    leave_out: Callable[[Place, str, str], None]
    scope: str = ""
    functions: dict[str, Function] = field(default_factory=dict)

    def term(self, made: Made, columns: Columns) -> str:
        """The SQL of a term."""
        return f"({' || '.join(self.pieces(made, columns))})"

    def pieces(self, made: Made, columns: Columns, *, clean: bool = False) -> list[str]:
        """The SQL of the texts that a term is put together of, in their order; NULL for one of them is no term.

        With `clean`, for values that hold no character that is escaped.
        """
        term_map, expression = made.term_map, made.term_map.expression
        if isinstance(expression, Constant):
            return [quoted(constant_term(expression, made.base, term_map.place))]
        assert expression is not None  # noqa: S101 - statements have none without
        if term_map.term_type is TermType.LITERAL:
            return self._literal(made, expression, columns, clean=clean)
        if term_map.term_type is TermType.BLANK_NODE:
            text = self.text(expression, columns)
            label = self._function("blank_node_label", _total(blank_node_label))
            plain = f"CASE WHEN regexp_full_match({text}, '[A-Za-z0-9]*') THEN 'b' || {text} ELSE {label}({text}) END"
            return [quoted(f"_:{self.scope}"), plain]
        return self._iri(made, expression, columns)

    def texts(self, made: Made, columns: Columns) -> list[str]:
        """The SQL of the texts of a literal that may have to be escaped; none where the term is no such literal."""
        expression, kind = made.term_map.expression, made.term_map.term_type
        if isinstance(expression, Constant) or expression is None or kind is not TermType.LITERAL:
            return []
        parts = expression.parts if isinstance(expression, Template) else (expression,)
        used = [columns[part.text] for part in parts if isinstance(part, Reference)]
        return [column.lexical for column in used if not column.is_clean]

    def text(self, expression: Expression, columns: Columns, encode: str | None = None) -> str:
        """The SQL of an expression's text; `encode` is the name of the encoding of a template's references."""
        return f"({' || '.join(self._texts(expression, columns, encode))})"

    def _texts(self, expression: Expression, columns: Columns, encode: str | None = None) -> list[str]:
        if isinstance(expression, Constant):
            term = expression.term
            return [quoted(literal_parts(term).lexical if term.startswith('"') else iri_value(term))]
        if isinstance(expression, Reference):
            return [columns[expression.text].lexical]
        assert isinstance(expression, Template)  # noqa: S101 - statements hold no functions
        parts = []
        for part in expression.parts:
            if isinstance(part, str):
                parts.append(quoted(part))
                continue
            assert isinstance(part, Reference)  # noqa: S101 - nor templates with them
            column = columns[part.text]
            parts.append(column.lexical if encode is None else self._encoded(column, encode))
        return parts or ["''"]

    def text_of(self, column: Column) -> str:
        """The SQL of a JSON value's text, as `expressions.text_of` has it."""
        value = column.sql
        if column.kind is Kind.JSON_STRING:
            return _unquoted(value)
        if column.kind is Kind.JSON_INTEGER:
            return value
        escaped = self._function("json_text", _json_value(text_of))
        return (
            f"CASE WHEN {is_plain_string(column)} THEN {_unquoted(value)} "
            f"WHEN length({value}) <= {_DIGITS} AND regexp_full_match({value}, '{_PLAIN_JSON}') THEN {value} "
            f"ELSE {escaped}({value}) END"
        )

    def _encoded(self, column: Column, encode: str) -> str:
        """A value encoded: as it is, by DuckDB where it is ASCII, or by the row backend's own function."""
        text = column.lexical
        if column.is_safe:
            return text
        safe = IUNRESERVED if encode == "iri_safe" else _UNRESERVED
        name = self._function(encode, _total(iri_safe if encode == "iri_safe" else uri_safe))
        return (
            f"CASE WHEN regexp_full_match({text}, {quoted(f'[{safe}]*')}) THEN {text} "
            f"WHEN regexp_full_match({text}, '[\\x01-\\x7f]*') THEN url_encode({text}) ELSE {name}({text}) END"
        )

    def _iri(self, made: Made, expression: Expression, columns: Columns) -> list[str]:
        kind, base, place = made.term_map.term_type, made.base, made.term_map.place
        if kind in {TermType.UNSAFE_IRI, TermType.UNSAFE_URI}:
            text = self.text(expression, columns)
            return [self._checked(text, place, lambda value: unsafe_iri(base, value), lambda _: "no absolute IRI")]
        only_ascii = kind is TermType.URI
        texts = self._texts(expression, columns, "uri_safe" if only_ascii else "iri_safe")
        if isinstance(expression, Template):
            if is_always_iri(expression):
                return ["'<'", *texts, "'>'"]
            if (
                base is not None
                and not only_ascii
                and is_relative(expression)
                and is_always_iri(expression.after(base))
            ):
                return [quoted("<" + base), *texts, "'>'"]

        def iri(value: str) -> str | None:
            found = absolute(base, value)
            return None if found is None or (only_ascii and not found.isascii()) else f"<{found}>"

        text = f"({' || '.join(texts)})"
        checked = self._checked(text, place, iri, lambda value: why_not(base, value, "URI" if only_ascii else "IRI"))
        return [f"CASE WHEN regexp_full_match({text}, '{_PLAIN_IRI}') THEN '<' || {text} || '>' ELSE {checked} END"]

    def _checked(self, text: str, place: Place, make: Callable[[str], str | None], reason: Callable[[str], str]) -> str:
        """A call of a function of the row backend that makes a term or nothing."""

        def checked(value: str | None) -> str | None:
            if value is None:
                return None
            term = make(value)
            if term is None:
                self.leave_out(place, reason(value), value)
            return term

        return f"{self._function(f'term_{len(self.functions)}', checked)}({text})"

    def _literal(self, made: Made, expression: Expression, columns: Columns, *, clean: bool) -> list[str]:
        term_map = made.term_map
        column = columns[expression.text] if isinstance(expression, Reference) else None
        value = column if column is not None and column.kind.is_json else None
        if value is not None and value.kind is Kind.JSON_STRING and (clean or value.is_clean):
            text, quote = [value.sql], ""  # with its own quotes
        else:
            text, quote = ["'\"'", *self._literal_texts(expression, columns, clean=clean)], '"'
        if term_map.language is not None:
            return [*text, self._language(term_map.language, columns, term_map.place, quote)]
        if term_map.datatype is None:
            natural = [*text, *([quoted(quote)] if quote else [])]
            return natural if value is None else self._natural(value, natural)
        datatype = term_map.datatype
        if not isinstance(datatype.expression, Constant):
            if value is not None:
                raise NotAccepted("the datatype of a JSON value is another in each record", datatype.place)
            term = self.term(Made(datatype, made.base), columns)
            return [*text, f"""CASE WHEN {term} = '<{XSD_STRING}>' THEN '"' ELSE '"^^' || {term} END"""]
        iri = iri_value(constant_term(datatype.expression, made.base, datatype.place))
        typed = [*text, quoted(quote if iri == XSD_STRING else f"{quote}^^<{iri}>")]
        needs_no_look = value is None or iri not in FRACTIONAL or value.kind is Kind.JSON_STRING
        return typed if needs_no_look or value is None else [self._typed(value, typed, iri)]

    def _language(self, language: Expression, columns: Columns, place: Place, quote: str) -> str:
        """The end of a literal with a language, after its text."""
        if isinstance(language, Constant):
            tag = literal_parts(language.term).lexical
            if LANGUAGE_TAG.match(tag) is None:
                raise NotAccepted(f"'{tag}' is no language tag", language.place)
            return quoted(f"{quote}@{tag}")
        text = self.text(language, columns)
        tagged = self._checked(
            text, place, lambda tag: f"{quote}@{tag}" if LANGUAGE_TAG.match(tag) else None, lambda _: "no language tag"
        )
        return f"CASE WHEN regexp_full_match({text}, '[A-Za-z]{{2,8}}') THEN '{quote}@' || {text} ELSE {tagged} END"

    def _literal_texts(self, expression: Expression, columns: Columns, *, clean: bool) -> list[str]:
        """The escaped texts of a literal; what the mapping itself says is escaped here."""
        parts = expression.parts if isinstance(expression, Template) else (expression,)
        made = []
        for part in parts:
            if isinstance(part, str):
                made.append(quoted(literal(part)[1:-1]))
            elif isinstance(part, Reference):
                column = columns[part.text]
                made.append(self._escaped(column.lexical, clean=clean or column.is_clean))
        return made or ["''"]

    def _natural(self, column: Column, plain: list[str]) -> list[str]:
        """https://kg-construct.github.io/rml-core/spec/docs/#natural-mapping."""
        value = column.sql
        if column.kind is Kind.JSON_STRING:
            return plain
        if column.kind is Kind.JSON_INTEGER:
            return ["'\"'", value, quoted(f'"^^<{XSD}integer>')]
        number = self._function("json_natural", _json_value(natural_literal))
        literal_of = (
            f"CASE WHEN starts_with({value}, '\"') THEN {' || '.join(plain)} "
            f"""WHEN {is_integer(value)} THEN '"' || {value} || '"^^<{XSD}integer>' """
            f"ELSE {number}({value}) END"
        )
        return [literal_of]

    def _typed(self, column: Column, plain: list[str], datatype: str) -> str:
        """Numbers have an exponent where the datatype has one."""
        value = column.sql
        typed = self._function(f"json_{datatype.removeprefix(XSD)}", _json_value(typed_literal(datatype)))
        is_plain = f"starts_with({value}, '\"') OR {value} IN ('true', 'false')"
        return f"CASE WHEN {is_plain} THEN {' || '.join(plain)} ELSE {typed}({value}) END"

    def _escaped(self, text: str, *, clean: bool) -> str:
        """A text with what canonical N-Triples escapes."""
        if clean:
            return text
        replaced = text
        for character, escape in _REPLACED:
            replaced = f"replace({replaced}, {character}, {escape})"
        name = self._function("escaped", _total(lambda value: literal(value)[1:-1]))
        return (
            f"CASE WHEN regexp_matches({text}, {quoted(_ESCAPED)}) THEN CASE WHEN regexp_matches({text}, "
            f"{quoted(_RARE)}) THEN {name}({text}) ELSE {replaced} END ELSE {text} END"
        )

    def _function(self, name: str, call: Function) -> str:
        self.functions.setdefault(f"ng_{name}", call)
        return f"ng_{name}"


def _total(make: Callable[[str], str]) -> Function:
    return lambda value: None if value is None else make(value)


def _json_value(make: Callable[[Value], str]) -> Function:
    def made(text: str | None) -> str | None:
        if text is None:
            return None
        value = json.loads(text, parse_constant=_refuse)
        if not isinstance(value, (str, int, float)):
            raise TypeError(f"no value: {text[:40]}")
        return make(value)

    return made


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"JSON has no number {constant}")


def may_hold_noncharacters(text: bytes) -> bool:
    """Whether U+FFFE or U+FFFF may stand in, or begin at the end of, a piece of UTF-8."""
    return b"\xef" in text and (b"\xef\xbf\xbe" in text or b"\xef\xbf\xbf" in text or b"\xef" in text[-2:])


def is_plain_string(column: Column) -> str:
    """SQL: whether a JSON text is a string without an escape in it."""
    is_string = f"starts_with({column.sql}, '\"')"
    return is_string if column.is_unescaped else f"({is_string} AND NOT contains({column.sql}, chr(92)))"


def _unquoted(value: str) -> str:
    """SQL: the text of a plain string, which has no quotes but those around it."""
    return f"replace({value}, '\"', '')"


def is_integer(value: str) -> str:
    """SQL: whether a JSON text is an integer in its canonical form."""
    return f"(length({value}) <= {_DIGITS} AND regexp_full_match({value}, '{_INTEGER}'))"


def is_safe(column: Column) -> str:
    """SQL: whether a value is ASCII of which a template of an IRI encodes nothing; false where that is not plain."""
    quotes = '"?' if column.kind.is_json else ""
    return f"regexp_full_match({column.sql}, '{quotes}[{_UNRESERVED}]*{quotes}')"


def has_escapes(texts: list[str]) -> str:
    """SQL: whether any of the texts holds a character that is escaped."""
    return f"regexp_matches(concat({', '.join(texts)}), {quoted(_ESCAPED)})"
