"""Texts as numbers, exact where GREL's are decimal: rounding, arithmetic, and the functions of a pocket calculator.

A result is an integer where all that went into it were, and a decimal else; ValueError for what is no number, for what
a function is not defined for, and for results of more digits than anyone counts by.

https://openrefine.org/docs/manual/grelfunctions#math-functions
"""

from __future__ import annotations

import decimal
import math
import re
from collections.abc import Callable
from decimal import Decimal

from newsgraph.rml.functions.signature import GREL, LIST, NEWSGRAPH, Function, Output, Parameter

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\Z", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+\Z", re.ASCII)
_MOST_DIGITS = 400  # beyond the largest double, and far from what takes long
_EXACT = decimal.Context(prec=_MOST_DIGITS, Emax=_MOST_DIGITS, Emin=-_MOST_DIGITS)
_LARGEST_FACTORIAL = 170  # the last that a double can hold
_LARGEST_SET = 10_000

Number = int | Decimal


def number(text: str) -> Number:
    """The number that a text writes; an integer where it has neither a point nor an exponent."""
    stripped = text.strip()
    if _NUMBER.match(stripped) is None or len(stripped) > _MOST_DIGITS:
        raise ValueError(f"{text!r} is no number")
    if _INTEGER.match(stripped):
        return int(stripped)
    found = Decimal(stripped)
    if found and abs(found.adjusted()) > _MOST_DIGITS:
        raise ValueError(f"{text!r} has too many digits")
    return found


def integer(text: str) -> int:
    """The integer that a text writes, also as `3.0`."""
    found = number(text)
    if found != int(found):
        raise ValueError(f"{text!r} is no integer")
    return int(found)


def is_integer(text: str) -> None:
    """Raise ValueError for what is no integer."""
    integer(text)


def is_number(text: str) -> None:
    """Raise ValueError for what is no number."""
    number(text)


def _exactly(compute: Callable[[], Number]) -> Number:
    """What exact arithmetic gives; ValueError where it cannot."""
    try:
        with decimal.localcontext(_EXACT):
            result = compute()
    except decimal.DecimalException as error:
        raise ValueError("the result is no number, or has too many digits") from error
    except ZeroDivisionError as error:
        raise ValueError("nothing is divided by zero") from error
    if isinstance(result, int) and result.bit_length() > 4 * _MOST_DIGITS:
        raise ValueError("the result has too many digits")
    return result


def _of_two(compute: Callable[[Number, Number], Number]) -> Callable[[str, str], Number]:
    def computed(first: str, second: str) -> Number:
        left, right = number(first), number(second)
        return _exactly(lambda: compute(left, right))

    return computed


def _divide(left: Number, right: Number) -> Number:
    quotient = decimal.Context(prec=20).divide(Decimal(left), Decimal(right))
    if right and isinstance(left, int) and isinstance(right, int) and left % right == 0:
        return left // right
    return quotient


def _quotient(left: Number, right: Number) -> Number:
    return int(Decimal(left) / Decimal(right))


def total(values: tuple[str, ...]) -> Number:
    """The sum of all of them, 0 of none."""
    found = [number(value) for value in values]
    return _exactly(lambda: sum(found))


def least(values: tuple[str, ...]) -> Number | None:
    return min(map(number, values), default=None)


def most(values: tuple[str, ...]) -> Number | None:
    return max(map(number, values), default=None)


def rounded(text: str) -> int:
    """To the nearest integer, up where two are near."""
    return math.floor(_exactly(lambda: Decimal(number(text)) + Decimal("0.5")))


def modulo(first: str, second: str) -> Number:
    """What is left of a division, with the sign of the first, as Java has it."""
    left, right = number(first), number(second)
    remainder = _exactly(lambda: Decimal(left) % Decimal(right))
    return int(remainder) if isinstance(left, int) and isinstance(right, int) else remainder


def power(first: str, second: str) -> Number:
    """By repeated multiplication where that is exact and small, as a double else."""
    base, exponent = number(first), number(second)
    if isinstance(base, int) and isinstance(exponent, int) and exponent >= 0:
        if base.bit_length() * exponent > 4 * _MOST_DIGITS:
            raise ValueError("the result has too many digits")
        return int(base**exponent)
    return _double(lambda: math.pow(base, exponent))


def _double(compute: Callable[[], float]) -> Decimal:
    try:
        result = compute()
    except OverflowError as error:
        raise ValueError("the result has too many digits") from error
    if not math.isfinite(result):
        raise ValueError("the result is no number")
    return Decimal(repr(result))


def _real(function: Callable[[float], float]) -> Callable[[str], Decimal]:
    return lambda text: _double(lambda: function(float(number(text))))


def _up_to(value: int) -> int:
    if not 0 <= value <= _LARGEST_FACTORIAL:
        raise ValueError(f"expected an integer from 0 to {_LARGEST_FACTORIAL}")
    return value


def factorial(text: str) -> int:
    return math.factorial(_up_to(integer(text)))


def multiple_factorial(text: str, step: str) -> int:
    """The product of the number and all that are below it by steps: with 2, the double factorial."""
    found, by = _up_to(integer(text)), integer(step)
    if by < 1:
        raise ValueError("expected a step of 1 or more")
    return math.prod(range(found, 0, -by))


def combinations(text: str, chosen: str) -> Number:
    found, taken = integer(text), integer(chosen)
    if not 0 <= found <= _LARGEST_SET or taken < 0:
        raise ValueError(f"expected integers from 0 to {_LARGEST_SET}")
    return _exactly(lambda: math.comb(found, taken))


def multinomial(values: tuple[str, ...]) -> int:
    """The factorial of the sum by the product of the factorials."""
    found = [_up_to(integer(value)) for value in values]
    return math.factorial(_up_to(sum(found))) // math.prod(map(math.factorial, found))


def even(text: str) -> int:
    """To the next even integer, away from zero."""
    up = _away_from_zero(text)
    return (up + up % 2) * _sign(text)


def odd(text: str) -> int:
    """To the next odd integer, away from zero."""
    up = _away_from_zero(text)
    return (up + 1 - up % 2) * _sign(text)


def _away_from_zero(text: str) -> int:
    return math.ceil(_absolute(text))


def _absolute(text: str) -> Number:
    found = number(text)
    return -found if found < 0 else found


def _sign(text: str) -> int:
    return -1 if number(text) < 0 else 1


_N = Parameter(
    ("value", "p_dec_n", "param_dec_n", "n", "d", "a", "p_any_e", "param_any_e", "valueParameter"), check=is_number
)
_M = Parameter(("other", "param_n2", "param_dec_n2", "p_dec_n2", "b", "valueParameter2"), check=is_number)
_I = Parameter(("value", "p_int_i", "param_int_i", "p_dec_n", "param_dec_n"), check=is_integer)
_J = Parameter(("other", "p_int_i2", "param_int_i2", "param_n2", "param_dec_n2"), check=is_integer)
_EXPONENT = Parameter(("exponent", "p_any_exp", "param_dec_n_exp", "e"), check=is_number)
_ALL = Parameter((*LIST.names, *_N.names[1:], *_M.names[1:], "value"), many=True, check=is_number)

_REAL: tuple[tuple[str, Callable[[float], float]], ...] = (
    ("acos", math.acos),
    ("asin", math.asin),
    ("atan", math.atan),
    ("cos", math.cos),
    ("cosh", math.cosh),
    ("degrees", math.degrees),
    ("exp", math.exp),
    ("ln", math.log),
    ("log", math.log10),
    ("radians", math.radians),
    ("sin", math.sin),
    ("sinh", math.sinh),
    ("tan", math.tan),
    ("tanh", math.tanh),
)

FUNCTIONS: tuple[Function, ...] = (
    Function(f"{NEWSGRAPH}toNumber", (_N,), number, (f"{GREL}string_toNumber",), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}round", (_N,), rounded, (f"{GREL}math_round",), output=Output.NUMBER),
    Function(
        f"{NEWSGRAPH}floor", (_N,), lambda text: math.floor(number(text)), (f"{GREL}math_floor",), output=Output.NUMBER
    ),
    Function(
        f"{NEWSGRAPH}ceil", (_N,), lambda text: math.ceil(number(text)), (f"{GREL}math_ceil",), output=Output.NUMBER
    ),
    Function(f"{NEWSGRAPH}abs", (_N,), _absolute, (f"{GREL}math_abs",), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}min", (_ALL,), least, (f"{GREL}math_min",), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}max", (_ALL,), most, (f"{GREL}math_max",), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}sum", (_ALL,), total, (f"{GREL}array_sum", f"{GREL}math_sum"), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}add", (_N, _M), _of_two(lambda a, b: a + b), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}subtract", (_N, _M), _of_two(lambda a, b: a - b), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}multiply", (_N, _M), _of_two(lambda a, b: a * b), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}divide", (_N, _M), _of_two(_divide), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}quotient", (_N, _M), _of_two(_quotient), (f"{GREL}math_quotient",), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}mod", (_I, _J), modulo, (f"{GREL}math_mod",), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}pow", (_N, _EXPONENT), power, (f"{GREL}math_pow",), output=Output.NUMBER),
    Function(
        f"{NEWSGRAPH}atan2",
        (_N, _M),
        lambda a, b: _double(lambda: math.atan2(number(a), number(b))),
        (f"{GREL}math_atan2",),
        output=Output.NUMBER,
    ),
    Function(f"{NEWSGRAPH}factorial", (_I,), factorial, (f"{GREL}math_fact",), output=Output.NUMBER),
    Function(
        f"{NEWSGRAPH}multipleFactorial", (_I, _J), multiple_factorial, (f"{GREL}math_factn",), output=Output.NUMBER
    ),
    Function(f"{NEWSGRAPH}combinations", (_I, _J), combinations, (f"{GREL}math_combin",), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}multinomial", (LIST,), multinomial, (f"{GREL}math_multinomial",), output=Output.NUMBER),
    Function(
        f"{NEWSGRAPH}gcd",
        (_I, _J),
        lambda a, b: math.gcd(integer(a), integer(b)),
        (f"{GREL}math_gcd",),
        output=Output.NUMBER,
    ),
    Function(
        f"{NEWSGRAPH}lcm",
        (_I, _J),
        lambda a, b: math.lcm(integer(a), integer(b)),
        (f"{GREL}math_lcm",),
        output=Output.NUMBER,
    ),
    Function(f"{NEWSGRAPH}even", (_N,), even, (f"{GREL}math_even",), output=Output.NUMBER),
    Function(f"{NEWSGRAPH}odd", (_N,), odd, (f"{GREL}math_odd",), output=Output.NUMBER),
    *(
        Function(f"{NEWSGRAPH}{name}", (_N,), _real(real), (f"{GREL}math_{name}",), output=Output.NUMBER)
        for name, real in _REAL
    ),
)
