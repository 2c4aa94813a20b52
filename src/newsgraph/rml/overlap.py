"""What can be told of terms before data is read: whether two maps can make one term, and whether values tell apart."""

from __future__ import annotations

import re

from newsgraph.rdf.terms import Term, iri_value, is_iri, is_literal, literal_parts
from newsgraph.rml.expressions import constant_term
from newsgraph.rml.model import Constant, Reference, Template, TermType
from newsgraph.rml.statements import Made

# https://www.rfc-editor.org/rfc/rfc3986#section-2.2, and what no encoded value holds: neither unreserved nor "%"
_RESERVED = re.compile(r"[:/?#\[\]@!$&'()*+,;=]")
_ENCODED = frozenset({TermType.IRI, TermType.URI})


def fixed(made: Made) -> Term | None:
    """The one term that a constant makes; None for what depends on the record."""
    expression = made.term_map.expression
    return constant_term(expression, made.base, made.term_map.place) if isinstance(expression, Constant) else None


def is_relative(template: Template) -> bool:
    """Whether encoded values never make a scheme of the start of this template, so that it follows the base."""
    return not any(isinstance(part, str) and ":" in part for part in template.parts)


def may_be_equal(first: Made, second: Made) -> bool:
    """Whether two term maps can make one and the same term; true where nothing is known."""
    one, other = fixed(first), fixed(second)
    if one is not None and other is not None:
        return one == other
    if _kind(first) != _kind(second):
        return False
    if (
        _kind(first) == "literal"
        and None not in (_suffix(first), _suffix(second))
        and _suffix(first) != _suffix(second)
    ):
        return False
    if one is not None:
        return _lexical(one).startswith(_head(second))
    if other is not None:
        return _lexical(other).startswith(_head(first))
    head, tail = _head(first), _head(second)
    return head.startswith(tail) or tail.startswith(head)


def is_injective(made: Made) -> bool:
    """Whether different values of the references always make different terms.

    Of encoded values, a text between two references with a character that encoding takes away keeps them apart.
    """
    expression, kind = made.term_map.expression, made.term_map.term_type
    if isinstance(expression, Constant):
        return True
    if kind is TermType.LITERAL and _suffix(made) is None and not _is_natural(made):
        return False
    if isinstance(expression, Reference):
        # A relative value after the base may be the absolute value of another record.
        return kind in {TermType.LITERAL, TermType.BLANK_NODE} or (kind in _ENCODED and made.base is None)
    if not isinstance(expression, Template):
        return False
    references = sum(isinstance(part, Reference) for part in expression.parts)
    if kind in {TermType.LITERAL, TermType.BLANK_NODE}:
        return references == 1
    if kind not in _ENCODED or not _is_anchored(expression):
        return False
    between = expression.parts[1:-1] if isinstance(expression.parts[0], str) else expression.parts[:-1]
    return references == 1 or (
        all(isinstance(part, Reference) or _RESERVED.search(part) is not None for part in between)
        and not any(
            isinstance(part, Reference) and isinstance(following, Reference)
            for part, following in zip(expression.parts, expression.parts[1:], strict=False)
        )
    )


def _is_anchored(template: Template) -> bool:
    """Whether all IRIs of a template are absolute as they stand, or all of them follow the base."""
    head = template.parts[0] if template.parts else ""
    return is_relative(template) or (isinstance(head, str) and re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", head) is not None)


def _kind(made: Made) -> str:
    term = fixed(made)
    if term is not None:
        return "literal" if is_literal(term) else "iri"
    kind = made.term_map.term_type
    return "iri" if kind.is_iri else "literal" if kind is TermType.LITERAL else "blank"


def _suffix(made: Made) -> str | None:
    """The datatype or language of all literals that are made; None where it depends on the value."""
    term = fixed(made)
    if term is not None:
        parts = literal_parts(term)
        return f"@{parts.language}" if parts.language else parts.datatype
    language, datatype = made.term_map.language, made.term_map.datatype
    if isinstance(language, Constant):
        return f"@{literal_parts(language.term).lexical}"
    if datatype is not None and isinstance(datatype.expression, Constant):
        return iri_value(constant_term(datatype.expression, made.base, datatype.place))
    return None


def _is_natural(made: Made) -> bool:
    return made.term_map.language is None and made.term_map.datatype is None


def _lexical(term: Term) -> str:
    if is_iri(term):
        return iri_value(term)
    return literal_parts(term).lexical if is_literal(term) else term


def _head(made: Made) -> str:
    """What all terms of a template start with."""
    expression = made.term_map.expression
    if not isinstance(expression, Template) or not expression.parts or not isinstance(expression.parts[0], str):
        return made.base or "" if _is_relative_iri(made) else ""
    if made.term_map.term_type is TermType.BLANK_NODE:
        return ""
    head = expression.parts[0]
    if not made.term_map.term_type.is_iri:
        return head
    if not _is_anchored(expression):
        return ""
    return (made.base or "") + head if is_relative(expression) else head


def _is_relative_iri(made: Made) -> bool:
    expression = made.term_map.expression
    return made.term_map.term_type in _ENCODED and isinstance(expression, Template) and is_relative(expression)
