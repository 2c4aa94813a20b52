"""Truths, and what is made where they hold: conditions, comparisons, null.

A truth is the text "true"; anything else is none. What has no value is null.

https://kg-construct.github.io/rml-fnml/spec/docs/#conditions
"""

from __future__ import annotations

from newsgraph.rml.functions.numbers import number
from newsgraph.rml.functions.signature import (
    FIRST,
    GREL,
    IDLAB,
    MORPH,
    NEWSGRAPH,
    SECOND,
    TRUE,
    VALUE,
    Function,
    Output,
    Parameter,
)


def is_true(text: str | None) -> bool:
    return text == TRUE


def both(first: str, second: str) -> bool:
    return first == second == TRUE


def either(first: str, second: str) -> bool:
    return TRUE in (first, second)


def every(values: tuple[str, ...]) -> bool:
    """Whether all of them are true, and there is one."""
    return bool(values) and all(map(is_true, values))


def some(values: tuple[str, ...]) -> bool:
    return TRUE in values


def odd(values: tuple[str, ...]) -> bool:
    """Whether an odd number of them is true: the exclusive or."""
    return values.count(TRUE) % 2 == 1


def if_else(condition: str | None, then: str | None, otherwise: str | None) -> str | None:
    return then if is_true(condition) else otherwise


def if_said(condition: str | None, then: str | None, otherwise: str | None) -> str | None:
    """As if_else, where a condition is any text that does not say no."""
    said = condition is not None and condition.lower() not in {"", "false", "no", "off", "0"}
    return then if said else otherwise


def if_null(value: str | None, otherwise: str | None) -> str | None:
    """The value, or the other where it is null or empty."""
    return value or otherwise


def true_condition(condition: str, value: str) -> str | None:
    return value if is_true(condition) else None


def decide(value: str, expected: str, result: str) -> str | None:
    return result if value == expected else None


def in_range(value: str | None, start: str | None, end: str | None) -> bool:
    """Whether a number is at least the one and less than the other; either may be left open."""
    if value is None:
        return False
    found = number(value)
    return (start is None or found >= number(start)) and (end is None or found < number(end))


def compare(first: str, second: str) -> int:
    """-1, 0 or 1, as the first is less, equal or more: by number if both are numbers, by code points else."""
    try:
        left, right = number(first), number(second)
    except ValueError:
        return (first > second) - (first < second)
    return (left > right) - (left < right)


_CONDITION = Parameter(("condition", "bool_b", "param_b", "strBoolean", "boolean", "boolParameter", "b"))
_THEN = Parameter(("then", "any_true", "param_true", "expressionParameter", "eTrue"))
_ELSE = Parameter(("else", "any_false", "param_false", "eFalse"), required=False)
_BOOLEANS = Parameter(
    ("values", "param_rep_b", "bool_array_b", "b", "param_rep_b_0", "param_rep_b_1", "bool_b", "b1", "b2"), many=True
)
_NULLABLE = Parameter((*VALUE.names, "parameter"))

FUNCTIONS: tuple[Function, ...] = (
    Function(
        f"{NEWSGRAPH}equal", (FIRST, SECOND), str.__eq__, (f"{IDLAB}equal", f"{IDLAB}equals"), output=Output.TRUTH
    ),
    Function(
        f"{NEWSGRAPH}notEqual",
        (FIRST, SECOND),
        str.__ne__,
        (f"{IDLAB}notEqual", f"{IDLAB}notEquals"),
        output=Output.TRUTH,
    ),
    Function(
        f"{NEWSGRAPH}lessThan",
        (FIRST, SECOND),
        lambda a, b: compare(a, b) < 0,
        (f"{IDLAB}lessThan",),
        output=Output.TRUTH,
    ),
    Function(
        f"{NEWSGRAPH}lessThanOrEqual",
        (FIRST, SECOND),
        lambda a, b: compare(a, b) <= 0,
        (f"{IDLAB}lessThanOrEqual",),
        output=Output.TRUTH,
    ),
    Function(
        f"{NEWSGRAPH}greaterThan",
        (FIRST, SECOND),
        lambda a, b: compare(a, b) > 0,
        (f"{IDLAB}greaterThan",),
        output=Output.TRUTH,
    ),
    Function(
        f"{NEWSGRAPH}greaterThanOrEqual",
        (FIRST, SECOND),
        lambda a, b: compare(a, b) >= 0,
        (f"{IDLAB}greaterThanOrEqual",),
        output=Output.TRUTH,
    ),
    Function(
        f"{NEWSGRAPH}inRange",
        (
            Parameter(("value", "test", "p_test", "valueParameter")),
            Parameter(("from", "p_from"), required=False),
            Parameter(("to", "p_to"), required=False),
        ),
        in_range,
        (f"{IDLAB}inRange",),
        takes_null=True,
        output=Output.TRUTH,
    ),
    Function(f"{NEWSGRAPH}and", (FIRST, SECOND), both, output=Output.TRUTH),
    Function(f"{NEWSGRAPH}or", (FIRST, SECOND), either, output=Output.TRUTH),
    Function(f"{NEWSGRAPH}all", (_BOOLEANS,), every, (f"{GREL}boolean_and",), output=Output.TRUTH),
    Function(f"{NEWSGRAPH}any", (_BOOLEANS,), some, (f"{GREL}boolean_or",), output=Output.TRUTH),
    Function(f"{NEWSGRAPH}oddlyMany", (_BOOLEANS,), odd, (f"{GREL}boolean_xor",), output=Output.TRUTH),
    Function(
        f"{NEWSGRAPH}not",
        (Parameter((*VALUE.names, "bool_b", "param_b", "b")),),
        lambda text: text != TRUE,
        (f"{GREL}boolean_not",),
        output=Output.TRUTH,
    ),
    Function(
        f"{NEWSGRAPH}if", (_CONDITION, _THEN, _ELSE), if_else, (f"{GREL}controls_if", f"{IDLAB}if"), takes_null=True
    ),
    Function(f"{NEWSGRAPH}ifSaid", (_CONDITION, _THEN, _ELSE), if_said, (f"{MORPH}controls_if_cast",), takes_null=True),
    Function(
        f"{NEWSGRAPH}ifNull", (VALUE, Parameter(("else", *SECOND.names), required=False)), if_null, takes_null=True
    ),
    Function(
        f"{NEWSGRAPH}trueCondition",
        (_CONDITION, Parameter(("value", "str", "valueParameter"))),
        true_condition,
        (f"{IDLAB}trueCondition",),
        output=Output.TEXT,
    ),
    Function(
        f"{NEWSGRAPH}decide",
        (VALUE, Parameter(("expected", "expectedStr")), Parameter(("result",))),
        decide,
        (f"{IDLAB}decide",),
        output=Output.TEXT,
    ),
    Function(
        f"{NEWSGRAPH}isNull",
        (_NULLABLE,),
        lambda text: text is None,
        (f"{IDLAB}isNull", f"{GREL}isNull", f"{GREL}controls_isNull"),
        takes_null=True,
        output=Output.TRUTH,
    ),
    Function(
        f"{NEWSGRAPH}isNotNull",
        (_NULLABLE,),
        lambda text: text is not None,
        (f"{IDLAB}isNotNull", f"{IDLAB}notNull", f"{GREL}isNotNull", f"{GREL}controls_isNotNull"),
        takes_null=True,
        output=Output.TRUTH,
    ),
)
