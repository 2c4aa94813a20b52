"""RDF terms as N-Triples-encoded strings, and quads as plain tuples of them.

A term is the string that canonical N-Triples writes for it: `<http://example.org/a>`, `_:b0`, `"x"`, `"x"@en`,
`"1"^^<http://www.w3.org/2001/XMLSchema#integer>`. Equal terms are equal strings, so sets and dictionaries of
quads need no objects: a tuple costs a sixth of a frozen dataclass and a thirtieth of an rdflib triple.
The graph of a quad is "" for the default graph.

https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple, TypeAlias

Term: TypeAlias = str
Triple: TypeAlias = tuple[Term, Term, Term]
Quad: TypeAlias = tuple[Term, Term, Term, Term]

DEFAULT_GRAPH: Term = ""

XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_STRING = f"{XSD}string"
RDF_TYPE: Term = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"

# https://www.rfc-editor.org/rfc/rfc3987#section-2.2, IP literals by their characters alone
_UCS = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(plane << 16 | (0x1000 if plane == 0xE else 0))}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 0xF)
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_ESCAPED = "%[0-9A-Fa-f]{2}"


def _iri_pattern(ucs: str, private: str) -> re.Pattern[str]:
    character = f"A-Za-z0-9\\-._~!$&'()*+,;={ucs}"
    return re.compile(
        r"[A-Za-z][A-Za-z0-9+.\-]*:"
        rf"(?://(?:(?:[{character}:]|{_ESCAPED})*@)?(?:\[[{character}:]*\]|(?:[{character}]|{_ESCAPED})*)(?::[0-9]*)?"
        r"(?=[/?#]|\Z)|(?!//))"
        rf"(?:[{character}:@/]|{_ESCAPED})*"
        rf"(?:\?(?:[{character}:@/?{private}]|{_ESCAPED})*)?"
        rf"(?:\#(?:[{character}:@/?]|{_ESCAPED})*)?\Z"
    )


_URI = _iri_pattern("", "")
_any_iri = functools.cache(lambda: _iri_pattern(_UCS, _PRIVATE))  # which takes long to compile, and is rarely needed
# https://www.rfc-editor.org/rfc/rfc5646#section-2.1, as Turtle's LANGTAG production has it
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")

_ESCAPES = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", '"': r"\"", "\\": r"\\", "\x7f": r"\u007F"}
_ESCAPES |= {chr(code): rf"\u{code:04X}" for code in range(0x20) if chr(code) not in _ESCAPES}
_ESCAPES |= {"\ufffe": r"\uFFFE", "\uffff": r"\uFFFF"}  # no characters of XML 1.1
_TO_ESCAPE = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "'": "'", "\\": "\\"}
_TO_UNESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")


class LiteralParts(NamedTuple):
    """The lexical form, the datatype's IRI (always there) and the language tag or None."""

    lexical: str
    datatype: str
    language: str | None


def is_absolute(iri: str) -> bool:
    """Whether `iri` is an absolute IRI of RFC 3987; what is none, no parser reads back."""
    return (_URI if iri.isascii() else _any_iri()).match(iri) is not None


def iri(value: str) -> Term:
    """The term of an absolute IRI.

    Raises ValueError for what RFC 3987 does not allow: relative, a space, one of <>"{}|^`, a % without two digits.
    """
    if not is_absolute(value):
        raise ValueError(f"no absolute IRI: {value!r}")
    return f"<{value}>"


def literal(lexical: str, *, datatype: str | None = None, language: str | None = None) -> Term:
    """The term of a literal; xsd:string is left unsaid, a language tag is kept as written.

    Raises ValueError for a lone surrogate, a datatype that is no IRI, or an ill-formed language tag.
    """
    if _SURROGATE.search(lexical):
        raise ValueError(f"a lone surrogate in {lexical!r}")
    quoted = '"' + _TO_ESCAPE.sub(lambda match: _ESCAPES[match[0]], lexical) + '"'
    if language is not None:
        if _LANGUAGE.match(language) is None:
            raise ValueError(f"no language tag: {language!r}")
        return f"{quoted}@{language}"
    return quoted if datatype in (None, XSD_STRING) else f"{quoted}^^{iri(datatype)}"


def is_iri(term: Term) -> bool:
    return term.startswith("<")


def is_blank(term: Term) -> bool:
    return term.startswith("_:")


def is_literal(term: Term) -> bool:
    return term.startswith('"')


def iri_value(term: Term) -> str:
    """The IRI inside `<...>`."""
    return term[1:-1]


def literal_parts(term: Term) -> LiteralParts:
    """Take a literal's term apart again; the inverse of `literal`."""
    end = term.rindex('"')
    lexical = _TO_UNESCAPE.sub(_unescaped, term[1:end]) if "\\" in term else term[1:end]
    rest = term[end + 1 :]
    if rest.startswith("@"):
        return LiteralParts(lexical, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", rest[1:])
    return LiteralParts(lexical, rest[3:-1] if rest else XSD_STRING, None)


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _UNESCAPES[match[3]]
