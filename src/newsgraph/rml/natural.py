"""Values of databases and of typed columns to scalars with a natural datatype.

https://www.w3.org/TR/r2rml/#natural-mapping
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Self

from newsgraph.rdf.terms import XSD

_DATE = re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}\Z")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?\Z")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")
_FRACTION = re.compile(r"(\.[0-9]*?)0+(?=\Z|[Z+-])")
_TRUTHS = {"1": True, "t": True, "true": True, "0": False, "f": False, "false": False}


class Lexical(str):
    """A lexical form that has a natural datatype other than xsd:string, by its IRI."""

    __slots__ = ("datatype",)

    datatype: str

    def __new__(cls, lexical: str, datatype: str) -> Self:
        made = super().__new__(cls, lexical)
        made.datatype = XSD + datatype
        return made


Scalar = str | int | float


def natural(value: object) -> object:
    """A value as Python's database libraries give it; lists and records, which no literal is, as they are."""
    if value is None or isinstance(value, (str, int, float, list, tuple, dict)):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return Lexical(bytes(value).hex().upper(), "hexBinary")
    if isinstance(value, Decimal):
        return Lexical(format(value, "f"), "decimal") if value.is_finite() else str(value)
    if isinstance(value, datetime.datetime):
        return Lexical(_zoned(value.isoformat()), "dateTime")
    if isinstance(value, datetime.date):
        return Lexical(value.isoformat(), "date")
    if isinstance(value, datetime.time):
        return Lexical(_zoned(value.isoformat()), "time")
    return str(value)


def of_declared(declared: str) -> Callable[[object], object]:
    """How values of a column with this SQL type become scalars, where the database keeps what it is given, as SQLite.

    A value that is not of the type has the datatype that it is stored with.
    """
    name = declared.upper().partition("(")[0].strip()
    return _DECLARED.get(name, natural)


def _boolean(value: object) -> object:
    return _TRUTHS.get(str(value).lower(), natural(value)) if isinstance(value, (int, str)) else natural(value)


def _decimal(value: object) -> object:
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, int) or (isinstance(value, str) and _DECIMAL.match(value)):
        return Lexical(str(value), "decimal")
    return natural(value)


def _double(value: object) -> object:
    return float(value) if isinstance(value, int) else natural(value)


def _date(value: object) -> object:
    return Lexical(value, "date") if isinstance(value, str) and _DATE.match(value) else natural(value)


def _time(value: object) -> object:
    return Lexical(_zoned(value), "time") if isinstance(value, str) and _TIME.match(value) else natural(value)


def _timestamp(value: object) -> object:
    if isinstance(value, str):
        day, mark, time = value.replace(" ", "T", 1).partition("T")
        if mark and _DATE.match(day) and _TIME.match(time):
            return Lexical(_zoned(f"{day}T{time}"), "dateTime")
    return natural(value)


def _zoned(text: str) -> str:
    """Without zeros at the end of a fraction, and UTC as Z."""
    text = _FRACTION.sub(lambda match: "" if match[1] == "." else match[1], text)
    return text[:-6] + "Z" if text.endswith("+00:00") else text


_DECLARED: dict[str, Callable[[object], object]] = {
    "BOOLEAN": _boolean,
    "BOOL": _boolean,
    "DECIMAL": _decimal,
    "DEC": _decimal,
    "NUMERIC": _decimal,
    "REAL": _double,
    "FLOAT": _double,
    "DOUBLE": _double,
    "DOUBLE PRECISION": _double,
    "DATE": _date,
    "TIME": _time,
    "TIMESTAMP": _timestamp,
    "DATETIME": _timestamp,
}
