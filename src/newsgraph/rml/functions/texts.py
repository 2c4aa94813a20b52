"""Texts to texts: case, space, parts, escapes and digests, as GREL and IDLab name them.

https://openrefine.org/docs/manual/grelfunctions#string-functions
"""

from __future__ import annotations

import hashlib
import html
import html.entities
import mimetypes
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import quote_plus, unquote_plus

from newsgraph.rml.functions.numbers import integer, is_integer
from newsgraph.rml.functions.signature import (
    FIRST,
    GREL,
    IDLAB,
    MORPH,
    NEWSGRAPH,
    SECOND,
    SEPARATOR,
    VALUE,
    Function,
    Output,
    Parameter,
)


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: accents go, `ß` is `ss`, other scripts are kept as they are."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))
    return "-".join(re.findall(r"[^\W_]+", plain.translate(_LETTERS)))


# Letters that Unicode does not take apart, and that have a usual spelling in ASCII.
_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th"})


def sha256(text: str, length: str | None = None) -> str | None:
    """The first `length` of the 64 hexadecimal digits of the SHA-256 of the text in UTF-8."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    if length is None:
        return digest
    return digest[: int(length)] if length.isdecimal() else None


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def title_case(text: str) -> str:
    """Every word with a capital first, the rest of it small; words are what spaces part."""
    return re.sub(r"\S+", lambda word: word[0][0].upper() + word[0][1:].lower(), text)


def substring(text: str, start: str, end: str | None) -> str:
    """From one index up to another, counted from 0, or from the end where negative."""
    return text[integer(start) : None if end is None else integer(end)]


def replace_characters(text: str, find: str, replacement: str) -> str:
    """Each character of `find` by that of `replacement` at the same position."""
    if len(find) != len(replacement):
        raise ValueError("as many characters to put as to find are needed")
    return text.translate(str.maketrans(find, replacement))


def difference(first: str, second: str) -> str:
    """What is left of the second from where it differs from the first."""
    same = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    return second[same:]


def concat(first: str | None, second: str | None, delimiter: str | None) -> str | None:
    given = [text for text in (first, second) if text is not None]
    return (delimiter or "").join(given) if given else None


def upper_case_url(text: str) -> str:
    """In capitals, with HTTP:// where it has no such scheme."""
    upper = text.upper()
    return upper if upper.startswith(("HTTP://", "HTTPS://")) else f"HTTP://{upper}"


def contains_part(text: str, part: str, delimiter: str) -> bool:
    """Whether `part` is one of the parts that the delimiter makes of the text."""
    return part in (text.split(delimiter) if delimiter else [text])


def media_type(name: str) -> str | None:
    """The media type of a file by the end of its name, whatever the system's own tables say."""
    return _MEDIA_TYPES.guess_type(name)[0]


_MEDIA_TYPES = mimetypes.MimeTypes(filenames=())
for _type, _ending in (
    ("text/turtle", ".ttl"),
    ("application/n-triples", ".nt"),
    ("application/n-quads", ".nq"),
    ("application/trig", ".trig"),
    ("application/ld+json", ".jsonld"),
    ("application/rdf+xml", ".rdf"),
    ("text/csv", ".csv"),
    ("application/xml", ".xml"),
):
    _MEDIA_TYPES.add_type(_type, _ending)

_ENTITIES = {code: f"&{name};" for code, name in html.entities.codepoint2name.items()}
_XML: dict[str, str | int | None] = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
_SCRIPT = {"\\": "\\\\", '"': '\\"', "'": "\\'", "/": "\\/", "\b": "\\b", "\n": "\\n", "\t": "\\t", "\f": "\\f"}
_SCRIPT |= {"\r": "\\r"}
_UNSCRIPT = {"b": "\b", "n": "\n", "t": "\t", "f": "\f", "r": "\r"}


def _csv_escaped(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search('[,"\r\n]', text) else text


def _csv_unescaped(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return text[1:-1].replace('""', '"') if quoted else text


def _html_escaped(text: str) -> str:
    return text.translate(_ENTITIES)


def _xml_escaped(text: str) -> str:
    return text.translate(str.maketrans(_XML))


def _url_escaped(text: str) -> str:
    return quote_plus(text, safe="*").replace("~", "%7E")


def _script_escaped(text: str) -> str:
    units = text.encode("utf-16-be", "surrogatepass")
    codes = (int.from_bytes(units[i : i + 2], "big") for i in range(0, len(units), 2))
    return "".join(_SCRIPT.get(chr(code)) or (chr(code) if 0x20 <= code < 0x7F else f"\\u{code:04X}") for code in codes)


def _script_unescaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else _UNSCRIPT.get(match[2], match[2])

    plain = re.sub(r"\\(?:u([0-9A-Fa-f]{4})|(.))", one, text, flags=re.DOTALL)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16")  # ValueError for half a pair


_ESCAPES: dict[str, Callable[[str], str]] = {
    "html": _html_escaped,
    "xml": _xml_escaped,
    "csv": _csv_escaped,
    "url": _url_escaped,
    "javascript": _script_escaped,
}
_UNESCAPES: dict[str, Callable[[str], str]] = {
    "html": html.unescape,
    "xml": html.unescape,
    "csv": _csv_unescaped,
    "url": unquote_plus,
    "javascript": _script_unescaped,
}


def escape(text: str, mode: str) -> str:
    """As HTML, XML, CSV, a URL or JavaScript write it."""
    is_mode(mode)
    return _ESCAPES[mode.lower()](text)


def unescape(text: str, mode: str) -> str:
    """What HTML, XML, CSV, a URL or JavaScript wrote so."""
    is_mode(mode)
    return _UNESCAPES[mode.lower()](text)


def is_mode(mode: str) -> None:
    """Raise ValueError for a mode of escaping that there is not."""
    if mode.lower() not in _ESCAPES:
        raise ValueError(f"no mode {mode!r}; there are {', '.join(_ESCAPES)}")


_PART = Parameter(("part", "sub", "string_sub", "param_string_sub", "otherStr", "valueParameter2", "valueParam2"))
_MODE = Parameter(("mode", "modeParameter", "modeParam"), check=is_mode)
_FIND = Parameter(("find", "p_string_find", "param_find", "f"))
_REPLACE = Parameter(("replace", "p_string_replace", "param_replace", "r"))
_FROM = Parameter(("from", "param_int_i_from", "p_int_i_from", "start"), check=is_integer)
_TO = Parameter(("to", "param_int_i_opt_to", "p_int_i_opt_to", "end"), required=False, check=is_integer)

FUNCTIONS: tuple[Function, ...] = (
    Function(f"{NEWSGRAPH}slug", (VALUE,), slug, (f"{IDLAB}slugify",), output=Output.TEXT),
    Function(
        f"{NEWSGRAPH}hash",
        (VALUE, Parameter(("length",), required=False)),
        sha256,
        (f"{IDLAB}sha256", f"{GREL}string_sha256", f"{MORPH}hash"),
        output=Output.TEXT,
    ),
    Function(f"{NEWSGRAPH}md5", (VALUE,), _md5, (f"{GREL}string_md5",), output=Output.TEXT),
    Function(f"{NEWSGRAPH}sha1", (VALUE,), _sha1, (f"{GREL}string_sha1",), output=Output.TEXT),
    Function(
        f"{NEWSGRAPH}lower",
        (VALUE,),
        str.lower,
        (f"{GREL}toLowerCase", f"{GREL}toLowercase", f"{IDLAB}toLowerCase"),
        output=Output.TEXT,
    ),
    Function(
        f"{NEWSGRAPH}upper",
        (VALUE,),
        str.upper,
        (f"{GREL}toUpperCase", f"{GREL}toUppercase", f"{IDLAB}toUpperCase"),
        output=Output.TEXT,
    ),
    Function(
        f"{NEWSGRAPH}titleCase",
        (VALUE,),
        title_case,
        (f"{GREL}string_toTitlecase", f"{GREL}toTitleCase"),
        output=Output.TEXT,
    ),
    Function(
        f"{NEWSGRAPH}trim",
        (VALUE,),
        str.strip,
        (f"{GREL}string_trim", f"{GREL}string_strip", f"{IDLAB}trim"),
        output=Output.TEXT,
    ),
    Function(f"{NEWSGRAPH}toString", (VALUE,), str, (f"{GREL}string_toString",), output=Output.TEXT),
    Function(f"{NEWSGRAPH}length", (VALUE,), len, (f"{GREL}string_length",), output=Output.NUMBER),
    Function(
        f"{NEWSGRAPH}substring",
        (VALUE, _FROM, _TO),
        substring,
        (f"{GREL}string_substring", f"{GREL}string_slice", f"{GREL}string_get"),
        output=Output.TEXT,
    ),
    Function(
        f"{NEWSGRAPH}startsWith", (VALUE, _PART), str.startswith, (f"{GREL}string_startsWith",), output=Output.TRUTH
    ),
    Function(f"{NEWSGRAPH}endsWith", (VALUE, _PART), str.endswith, (f"{GREL}string_endsWith",), output=Output.TRUTH),
    Function(
        f"{NEWSGRAPH}contains", (VALUE, _PART), str.__contains__, (f"{GREL}string_contains",), output=Output.TRUTH
    ),
    Function(f"{NEWSGRAPH}indexOf", (VALUE, _PART), str.find, (f"{GREL}string_indexOf",), output=Output.NUMBER),
    Function(
        f"{NEWSGRAPH}lastIndexOf", (VALUE, _PART), str.rfind, (f"{GREL}string_lastIndexOf",), output=Output.NUMBER
    ),
    Function(
        f"{NEWSGRAPH}chomp",
        (VALUE, Parameter(SEPARATOR)),
        str.removesuffix,
        (f"{GREL}string_chomp",),
        output=Output.TEXT,
    ),
    Function(
        f"{NEWSGRAPH}replaceCharacters",
        (VALUE, _FIND, _REPLACE),
        replace_characters,
        (f"{GREL}string_replaceChars",),
        output=Output.TEXT,
    ),
    Function(f"{NEWSGRAPH}difference", (VALUE, SECOND), difference, (f"{GREL}string_diff",), output=Output.TEXT),
    Function(
        f"{NEWSGRAPH}concat",
        (FIRST, SECOND, Parameter(SEPARATOR, required=False)),
        concat,
        (f"{IDLAB}concat", f"{MORPH}concat", f"{GREL}string_concat"),
        takes_null=True,
        output=Output.TEXT,
    ),
    Function(
        f"{NEWSGRAPH}escape", (VALUE, _MODE), escape, (f"{GREL}escape", f"{GREL}string_escape"), output=Output.TEXT
    ),
    Function(f"{NEWSGRAPH}unescape", (VALUE, _MODE), unescape, (f"{GREL}string_unescape",), output=Output.TEXT),
    Function(f"{NEWSGRAPH}upperCaseURL", (VALUE,), upper_case_url, (f"{IDLAB}toUpperCaseURL",), output=Output.TEXT),
    Function(
        f"{NEWSGRAPH}containsPart",
        (VALUE, _PART, Parameter(SEPARATOR)),
        contains_part,
        (f"{IDLAB}stringContainsOtherString",),
        output=Output.TRUTH,
    ),
    Function(f"{NEWSGRAPH}mediaType", (VALUE,), media_type, (f"{IDLAB}getMIMEType",), output=Output.TEXT),
)
