"""What a term is worth: its text, its datatype, and its place in the order of values.

Values and their order are rdflib's and pyshacl's, as the reference has them: what they say of a term is remembered, so
that a date or a number is made a value once and not once for each article.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pyshacl.errors import ReportableRuntimeError
from pyshacl.rdfutil.compare import compare_literal
from rdflib import RDF, RDFS, XSD, BNode, Literal
from rdflib.term import Node

from newsgraph.rdf.rdflib import to_node
from newsgraph.rdf.terms import Term, literal_parts

_REMEMBERED = 1 << 16  # terms, some 20 MB at the most

# The Python types of values, by datatype; of a datatype that is not here, every literal is taken as well-formed.
_TYPES: Mapping[str, type] = {
    str(RDF.langString): str,
    str(XSD.integer): int,
    str(XSD.float): float,
    str(XSD.decimal): Decimal,
    str(XSD.boolean): bool,
    str(XSD.date): date,
    str(XSD.time): time,
    str(XSD.dateTime): datetime,
}

# https://www.w3.org/TR/shacl/#core-components-range, by what the comparison of the value with the limit must give
RANGES: Mapping[str, Callable[[int, int], bool]] = {
    "minExclusive": operator.gt,
    "minInclusive": operator.ge,
    "maxExclusive": operator.lt,
    "maxInclusive": operator.le,
}

_INTEGER = re.compile(rf'"([0-9]{{1,18}})"\^\^<{re.escape(str(XSD))}(?:integer|nonNegativeInteger)>\Z')

node = lru_cache(_REMEMBERED)(to_node)


def text(term: Term) -> str:
    """What SPARQL's STR gives: the lexical form of a literal, the characters of an IRI, the label of a blank node."""
    if term[0] == "<":
        return term[1:-1]
    if term[0] == "_":
        return term[2:]
    if term[-1] == '"' and "\\" not in term:
        return term[1:-1]
    return literal_parts(term).lexical


def language(term: Term) -> str | None:
    """The language tag of a literal that has one, in small letters."""
    return None if term[0] != '"' or term[-1] in '">' else term[term.rindex("@") + 1 :].lower()


@lru_cache(_REMEMBERED)
def integer(term: Term) -> int | None:
    """The value of a plain whole number; None of every other term, be it a number too."""
    found = _INTEGER.match(term)
    return int(found[1]) if found else None


@lru_cache(_REMEMBERED)
def has_datatype(term: Term, datatype: str) -> bool:
    """Whether a term is a well-formed literal of a datatype (https://www.w3.org/TR/shacl/#DatatypeConstraintComponent)."""
    literal = node(term)
    if not isinstance(literal, Literal):
        return False
    if str(literal.datatype) == datatype:
        types = _TYPES.get(datatype)
        return not literal.ill_typed and (types is None or isinstance(literal.value, types))
    if datatype == str(RDFS.Literal):
        return True
    if datatype == str(RDFS.Datatype):
        return literal.datatype is not None
    if literal.datatype is not None:
        return False
    return datatype == str(RDF.langString if literal.language else XSD.string)


@lru_cache(_REMEMBERED)
def in_range(term: Term, limit: Term, relation: str) -> bool:
    """Whether a literal stands in a relation of `RANGES` to a limit; what cannot be compared does not."""
    value, bound = node(term), node(limit)
    if not isinstance(value, Literal) or not isinstance(bound, Literal):
        return False
    if isinstance(value.value, str) != isinstance(bound.value, str):
        return False
    try:
        return RANGES[relation](compare_literal(value, bound), 0)  # type: ignore[no-untyped-call]
    except (TypeError, NotImplementedError):
        return False


def precedes(first: Term, second: Term, relation: Callable[[Any, Any], bool], name: str) -> bool:
    """Whether one value is less than another, or equal too, by `relation`; text is compared with text alone.

    Raises ReportableRuntimeError where one of them is a blank node, and TypeError where they have no order.
    """
    numbers = integer(first), integer(second)
    if None not in numbers:
        return relation(*numbers)
    nodes = (node(first), node(second))
    if any(isinstance(each, BNode) for each in nodes):
        raise ReportableRuntimeError(f"Cannot use sh:{name} to compare a BlankNode.")
    left, right = (_text_or_literal(each) for each in nodes)
    return (type(left) is str) == (type(right) is str) and bool(relation(left, right))


def _text_or_literal(each: Node) -> object:
    if isinstance(each, Literal):
        return each.value if isinstance(each.value, str) else each
    return str(each)
