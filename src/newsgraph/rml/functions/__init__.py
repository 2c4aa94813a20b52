"""The functions that mappings may call, by the names of GREL, IDLab and our own.

A function takes one text, or None for a value that the record does not have, for each of its parameters and gives a
value, several, or None. It is pure: equal inputs, equal result. What is not pure, or reads files, is left out by name.

https://kg-construct.github.io/rml-fnml/spec/docs/
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsgraph.nearest import did_you_mean
from newsgraph.rml.functions import dates, lists, logic, numbers, patterns, texts
from newsgraph.rml.functions.lists import sequence_of
from newsgraph.rml.functions.python import PythonFunction
from newsgraph.rml.functions.signature import (
    GREL,
    IDLAB,
    NEWSGRAPH,
    TRUE,
    CallFailedError,
    Function,
    Parameter,
    local_name,
    parameter_index,
)
from newsgraph.rml.functions.texts import sha256, slug

__all__ = [
    "AND",
    "BUILT_IN",
    "EQUAL",
    "FUNCTIONS",
    "GREL",
    "IDLAB",
    "LEFT_OUT",
    "NEWSGRAPH",
    "TRUE",
    "CallFailedError",
    "Function",
    "Library",
    "Parameter",
    "PythonFunction",
    "find",
    "local_name",
    "parameter_index",
    "sequence_of",
    "sha256",
    "slug",
]

FUNCTIONS: tuple[Function, ...] = (
    *texts.FUNCTIONS,
    *patterns.FUNCTIONS,
    *lists.FUNCTIONS,
    *logic.FUNCTIONS,
    *numbers.FUNCTIONS,
    *dates.FUNCTIONS,
)

AND = next(function for function in FUNCTIONS if function.iri == f"{NEWSGRAPH}and")
EQUAL = next(function for function in FUNCTIONS if function.iri == f"{NEWSGRAPH}equal")

# What IDLab's functions were called before they had an IRI of their own; many mappings still say so.
_OLD_IDLAB = "http://example.com/idlab/function/"
# Names without their vocabulary that the specification of conditions uses, and that people write.
_SHORT = {"equals": "equal", "notEquals": "notEqual", "IF": "if"}

_NOT_PURE = "gives something else each time; make the value before, as a column"
_READS = "reads what no source of the mapping names; join with a source instead"
_KEEPS_STATE = "depends on earlier runs"
LEFT_OUT: Mapping[str, str] = {
    **dict.fromkeys(("random", "math_randomNumber", "randomNumber", "uuid", "date_now", "now"), _NOT_PURE),
    **dict.fromkeys(("readFile", "dbpediaSpotlight", "lookup", "lookupWithDelimiter", "string_lookup"), _READS),
    **dict.fromkeys(("generateUniqueIRI", "implicitCreate", "implicitUpdate", "implicitDelete"), _KEEPS_STATE),
    **dict.fromkeys(("explicitCreate", "explicitUpdate", "explicitDelete"), _KEEPS_STATE),
}

_BY_NAME: dict[str, Function] = {
    local_name(alias): function for function in FUNCTIONS for alias in function.aliases
} | {name: function for function in FUNCTIONS for name in (function.iri, function.name, *function.aliases)}
_BY_NAME |= {short: _BY_NAME[name] for short, name in _SHORT.items()}


@dataclass(frozen=True, slots=True)
class Library:
    """The built-in functions, and a user's own, which are loaded when a mapping names them."""

    own: Mapping[str, PythonFunction] = field(default_factory=dict)

    def find(self, name: str) -> Function | None:
        """The function of that IRI, or of that short name.

        Raises ConfigError for a function of the user's that cannot be loaded.
        """
        if name in self.own:
            return self.own[name].load()
        return find(name)

    def nearest(self, name: str) -> str:
        """The tail of an error's message for a function that is not there: why, or what is near."""
        reason = LEFT_OUT.get(local_name(name))
        if reason is not None:
            return f": it is left out, as it {reason}"
        if near := did_you_mean(name, self.own):
            return near
        return did_you_mean(local_name(name), map(local_name, _BY_NAME))


BUILT_IN = Library()


def find(name: str) -> Function | None:
    """The built-in function of that IRI, or of that short name."""
    return _BY_NAME.get(name.replace(_OLD_IDLAB, IDLAB))
