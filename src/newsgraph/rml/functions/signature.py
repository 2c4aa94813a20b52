"""What a function that mappings may call is: its IRI, its parameters by all their names, and what computes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

NEWSGRAPH = "https://w3id.org/newsgraph/function#"
GREL = "http://users.ugent.be/~bjdmeest/function/grel.ttl#"
IDLAB = "https://w3id.org/imec/idlab/function#"
MORPH = "https://github.com/morph-kgc/morph-kgc/function/built-in.ttl#"

TRUE = "true"

One: TypeAlias = "str | bool | int | float | Decimal"
Result: TypeAlias = "One | tuple[One, ...] | None"
"""What a call gives: one value, none, or several."""

Call: TypeAlias = Callable[..., Result]
Check: TypeAlias = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter by all its names: the last part of each IRI that it is known by, the plain one first.

    One that takes `many` gets all values of its inputs as one tuple, and may be given several times; any other gets
    one text, or None for a value that the record does not have, and the function is called for each. `check` raises
    ValueError for a constant that no call could take.
    """

    names: tuple[str, ...]
    required: bool = True
    many: bool = False
    check: Check | None = None


class Output(Enum):
    """What kind of value a function gives, by the names that GREL and IDLab have for such an output."""

    TEXT = frozenset({"stringOut", "stringOutput"})
    NUMBER = frozenset({"output_number", "o_number", "output_decimal", "o_decimal"})
    TRUTH = frozenset({"output_bool", "o_bool", "boolOut", "o_boolOut"})
    LIST = frozenset({"output_array", "o_array", "listOut"})
    DATE = frozenset({"output_date", "o_date", "output_datetime", "o_datetime", "stringOut", "stringOutput"})


ANY_OUTPUT = frozenset({"output_any", "o_any"})


@dataclass(frozen=True, slots=True)
class Function:
    """A function by its own IRI. It is pure: equal inputs, equal result; ValueError for what it does not take.

    `takes_null` tells whether it is called at all where a required input has no value; most functions are not, and
    then there is no result.
    """

    iri: str
    parameters: tuple[Parameter, ...]
    call: Call
    aliases: tuple[str, ...] = ()
    takes_null: bool = False
    output: Output | None = None

    @property
    def name(self) -> str:
        return local_name(self.iri)

    def returns(self, name: str) -> bool:
        """Whether an output goes by that name, an IRI or a short one; any does where it is not known what it gives."""
        local = local_name(name)
        return self.output is None or local in self.output.value or local in ANY_OUTPUT


class CallFailedError(Exception):
    """A user's function raised what is no ValueError, or gave what is no value; `str()` of it says which."""


def local_name(iri: str) -> str:
    """What follows the last `#`, `/` or `:`, without the `_` that IDLab puts before its parameters."""
    return re.split(r"[#/:]", iri)[-1].removeprefix("_")


def parameter_index(function: Function, name: str, given: frozenset[int] = frozenset()) -> int | None:
    """Which parameter of `function` goes by `name`, an IRI or a short name; the first that is not `given` yet."""
    local = local_name(name)
    found = [index for index, parameter in enumerate(function.parameters) if local in parameter.names]
    free = [index for index in found if index not in given or function.parameters[index].many]
    return next(iter(free or found), None)


# The parameters that many functions share, by the names of GREL and IDLab.
VALUE = Parameter(
    (
        *("value", "valueParameter", "valueParam", "str", "string", "input", "s"),
        *("valueParameter1", "valueParam1", "any_e", "p_any_e", "param_any_e"),
    )
)
SEPARATOR = ("separator", "sep", "p_string_sep", "param_string_sep", "p_opt_sep", "param_opt_sep", "delimiter")
FIRST = Parameter(
    (
        *("value", "valueParameter", "valueParam", "str1", "str", "first", "a", "b1", "param_rep_b_0"),
        *("valueParameter1", "valueParam1", "parameter"),
    )
)
SECOND = Parameter(
    ("other", "valueParameter2", "valueParam2", "str2", "otherStr", "second", "b", "b2", "param_rep_b_1", "compared")
)
LIST = Parameter(("values", "p_array_a", "param_a", "array", "list", "a", "seq", "valueParameter"), many=True)
