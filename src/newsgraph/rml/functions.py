"""The functions that mappings may call, by the names of GREL, IDLab and our own.

A function takes one text, or None for a value that the record does not have, for each of its parameters and gives a
text, a truth or None. It is pure: equal inputs, equal result.

https://kg-construct.github.io/rml-fnml/spec/docs/
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from newsgraph.nearest import did_you_mean

NEWSGRAPH = "https://w3id.org/newsgraph/function#"
GREL = "http://users.ugent.be/~bjdmeest/function/grel.ttl#"
IDLAB = "https://w3id.org/imec/idlab/function#"
TRUE = "true"

# What IDLab's functions were called before they had an IRI of their own; many mappings still say so.
_OLD_IDLAB = "http://example.com/idlab/function/"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter by all its names: the last part of each IRI that it is known by, the plain one first."""

    names: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Function:
    """A function by its own IRI.

    `takes_null` tells whether it is called at all where a required input has no value; most functions are not, and
    then there is no result.
    """

    iri: str
    parameters: tuple[Parameter, ...]
    call: Callable[..., str | bool | None]
    aliases: tuple[str, ...] = ()
    takes_null: bool = False

    @property
    def name(self) -> str:
        return local_name(self.iri)


def local_name(iri: str) -> str:
    """What follows the last `#`, `/` or `:`, without the `_` that IDLab puts before its parameters."""
    return re.split(r"[#/:]", iri)[-1].removeprefix("_")


def find(name: str) -> Function | None:
    """The function of that IRI, or of that short name."""
    return _BY_NAME.get(name.replace(_OLD_IDLAB, IDLAB))


def nearest(name: str) -> str:
    """The tail of an error's message for a function that is not there."""
    return did_you_mean(local_name(name), (function.name for function in FUNCTIONS))


def parameter_index(function: Function, name: str) -> int | None:
    """Which parameter of `function` goes by `name`, an IRI or a short name."""
    local = local_name(name)
    return next((index for index, parameter in enumerate(function.parameters) if local in parameter.names), None)


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: accents go, `ß` is `ss`, other scripts are kept as they are."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))
    return "-".join(re.findall(r"[^\W_]+", plain.translate(_LETTERS)))


# Letters that Unicode does not take apart, and that have a usual spelling in ASCII.
_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th"})


def sha256(text: str, length: str | None) -> str | None:
    """The first `length` of the 64 hexadecimal digits of the SHA-256 of the text in UTF-8."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    if length is None:
        return digest
    return digest[: int(length)] if length.isdecimal() else None


def _concat(first: str | None, second: str | None, delimiter: str | None) -> str | None:
    given = [text for text in (first, second) if text is not None]
    return (delimiter or "").join(given) if given else None


_VALUE = Parameter(("value", "valueParameter", "valueParam", "str", "string", "input", "s", "param_b"))
_FIRST = Parameter(("value", "valueParameter", "valueParam", "str1", "str", "first", "a", "b1", "param_rep_b_0"))
_SECOND = Parameter(
    ("other", "valueParameter2", "valueParam2", "str2", "otherStr", "second", "b", "b2", "param_rep_b_1")
)

FUNCTIONS: tuple[Function, ...] = (
    Function(f"{NEWSGRAPH}slug", (_VALUE,), slug, (f"{IDLAB}slugify",)),
    Function(f"{NEWSGRAPH}hash", (_VALUE, Parameter(("length",), required=False)), sha256, (f"{IDLAB}sha256",)),
    Function(f"{NEWSGRAPH}lower", (_VALUE,), str.lower, (f"{GREL}toLowerCase",)),
    Function(f"{NEWSGRAPH}upper", (_VALUE,), str.upper, (f"{GREL}toUpperCase",)),
    Function(f"{NEWSGRAPH}trim", (_VALUE,), str.strip, (f"{GREL}string_trim", f"{IDLAB}trim")),
    Function(
        f"{NEWSGRAPH}replace",
        (_VALUE, Parameter(("find", "p_string_find")), Parameter(("replace", "p_string_replace"))),
        str.replace,
        (f"{GREL}string_replace",),
    ),
    Function(
        f"{NEWSGRAPH}concat",
        (_FIRST, _SECOND, Parameter(("delimiter",), required=False)),
        _concat,
        (f"{IDLAB}concat",),
        takes_null=True,
    ),
    Function(f"{NEWSGRAPH}equal", (_FIRST, _SECOND), str.__eq__, (f"{IDLAB}equal",)),
    Function(f"{NEWSGRAPH}notEqual", (_FIRST, _SECOND), str.__ne__, (f"{IDLAB}notEqual",)),
    Function(f"{NEWSGRAPH}and", (_FIRST, _SECOND), lambda a, b: a == b == TRUE, (f"{GREL}boolean_and",)),
    Function(f"{NEWSGRAPH}or", (_FIRST, _SECOND), lambda a, b: TRUE in (a, b), (f"{GREL}boolean_or",)),
    Function(f"{NEWSGRAPH}not", (_VALUE,), lambda text: text != TRUE, (f"{GREL}boolean_not",)),
    Function(f"{NEWSGRAPH}isNull", (_VALUE,), lambda text: text is None, (f"{IDLAB}isNull",), takes_null=True),
    Function(
        f"{NEWSGRAPH}isNotNull",
        (_VALUE,),
        lambda text: text is not None,
        (f"{IDLAB}isNotNull", f"{GREL}isNotNull"),
        takes_null=True,
    ),
)

AND = next(function for function in FUNCTIONS if function.iri == f"{NEWSGRAPH}and")

_BY_NAME: dict[str, Function] = {
    name: function for function in FUNCTIONS for name in (function.iri, function.name, *function.aliases)
} | {local_name(alias): function for function in FUNCTIONS for alias in function.aliases}
