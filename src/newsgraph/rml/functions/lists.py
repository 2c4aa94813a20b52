"""Several values to one, or to several: join, sort, and what is the first of them.

https://openrefine.org/docs/manual/grelfunctions#array-functions
"""

from __future__ import annotations

from newsgraph.rml.functions.numbers import integer, is_integer
from newsgraph.rml.functions.signature import (
    GREL,
    IDLAB,
    LIST,
    MORPH,
    NEWSGRAPH,
    SEPARATOR,
    Function,
    Output,
    Parameter,
)

Texts = tuple[str, ...]


def join(values: Texts, separator: str | None) -> str | None:
    """All values as one text; none where there are none."""
    return (separator or "").join(values) if values else None


def coalesce(values: Texts) -> str | None:
    """The first value that is not empty."""
    return next((value for value in values if value), None)


def get(values: Texts, start: str, end: str | None) -> Texts:
    """One value by its index, counted from 0; from one index up to another where there are two."""
    first = integer(start)
    if end is not None:
        return values[first : integer(end)]
    return values[first : first + 1 or None]


def sliced(values: Texts, start: str, end: str | None) -> Texts:
    """The values from one index on, up to another where there are two."""
    return values[integer(start) : None if end is None else integer(end)]


def uniques(values: Texts) -> Texts:
    """Each value once."""
    return tuple(dict.fromkeys(values))


def backwards(values: Texts) -> Texts:
    """The last value first."""
    return values[::-1]


def in_order(values: Texts) -> Texts:
    """By code points."""
    return tuple(sorted(values))


def sequence(*lists: Texts) -> Texts:
    """All values of all lists, in their order."""
    return tuple(value for values in lists for value in values)


def sequence_of(count: int) -> Function:
    """The function that makes one list of so many; a parameter that is given several times is its execution."""
    return Function(f"{NEWSGRAPH}sequence", (Parameter(("values",), required=False, many=True),) * count, sequence)


_FROM = Parameter(("from", "param_int_i_from", "p_int_i_from"), check=is_integer)
_TO = Parameter(("to", "param_int_i_opt_to", "p_int_i_opt_to"), required=False, check=is_integer)
_ANY = Parameter(("values", "p_any_rep_e", "param_any_rep_e", "value", "valueParameter", "objects"), many=True)

FUNCTIONS: tuple[Function, ...] = (
    Function(
        f"{NEWSGRAPH}join",
        (LIST, Parameter(SEPARATOR, required=False)),
        join,
        (f"{GREL}array_join", f"{IDLAB}concatSequence"),
        output=Output.TEXT,
    ),
    Function(f"{NEWSGRAPH}coalesce", (_ANY,), coalesce, (f"{GREL}other_coalesce", f"{MORPH}other_coalesce")),
    Function(f"{NEWSGRAPH}get", (LIST, _FROM, _TO), get, (f"{GREL}array_get",)),
    Function(f"{NEWSGRAPH}slice", (LIST, _FROM, _TO), sliced, (f"{GREL}array_slice",), output=Output.LIST),
    Function(f"{NEWSGRAPH}count", (LIST,), len, (f"{GREL}array_length",), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}reverse", (LIST,), backwards, (f"{GREL}array_reverse",), output=Output.LIST),
    Function(f"{NEWSGRAPH}sort", (LIST,), in_order, (f"{GREL}array_sort",), output=Output.LIST),
    Function(f"{NEWSGRAPH}uniques", (LIST,), uniques, (f"{GREL}array_uniques",), output=Output.LIST),
    Function(
        f"{NEWSGRAPH}isAmong",
        (LIST, Parameter(("value", "str", "valueParameter"))),
        tuple.__contains__,
        (f"{IDLAB}listContainsElement",),
        output=Output.TRUTH,
    ),
)
