"""Expressions and term maps to closures from a record to values, texts, truths and terms."""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, TypeVar

import pyoxigraph

from newsgraph.errors import MappingError, Place
from newsgraph.rdf.terms import (
    XSD,
    XSD_STRING,
    Term,
    iri_value,
    is_iri,
    is_literal,
    literal,
    literal_parts,
)
from newsgraph.rml import formulations
from newsgraph.rml.algebra import Scan
from newsgraph.rml.formulations import Value
from newsgraph.rml.functions import TRUE, CallFailedError
from newsgraph.rml.model import Constant, Expression, FunctionExecution, Reference, Template, TermMap, TermType
from newsgraph.rml.natural import Lexical
from newsgraph.rml.run import Run, Slot
from newsgraph.rml.templates import blank_node_label, iri_safe, uri_safe

FoundValues: TypeAlias = Callable[[object, Run], Sequence[Value]]
Texts: TypeAlias = Callable[[object, Run], Sequence[str]]
Terms: TypeAlias = Callable[[object, Run], Sequence[Term]]
Predicate: TypeAlias = Callable[[object, Run], bool]
Encode: TypeAlias = Callable[[str], str]
Given = TypeVar("Given", str, Value)

# https://www.rfc-editor.org/rfc/rfc5646#section-2.1, without the extended forms that nobody registered
LANGUAGE_TAG = re.compile(r"(?:[A-Za-z]{2,8}|[XxIi](?=-))(?:-[A-Za-z0-9]{1,8})*\Z")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
# Scheme and authority, so that what follows is in a path, a query or a fragment.
_PAST_AUTHORITY = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?://[^/?#]*[/?#]|[^/])")
_NOT_IN_IRIREF = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ENCODINGS: dict[TermType, Encode] = {
    TermType.IRI: iri_safe,
    TermType.URI: uri_safe,
    TermType.UNSAFE_IRI: str,
    TermType.UNSAFE_URI: str,
}
_UNSAFE = frozenset({TermType.UNSAFE_IRI, TermType.UNSAFE_URI})
FRACTIONAL = frozenset({f"{XSD}double", f"{XSD}float"})


def canonical_double(value: float) -> str:
    """The canonical lexical form of an xsd:double (https://www.w3.org/TR/xmlschema-2/#double-canonical-representation)."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"
    digits = Decimal(repr(value)).normalize()
    sign, figures, _ = digits.as_tuple()
    if not any(figures):
        return "-0.0E0" if sign else "0.0E0"
    rest = "".join(map(str, figures[1:])) or "0"
    return f"{'-' if sign else ''}{figures[0]}.{rest}E{digits.adjusted()}"


def _is_iri(value: str) -> bool:
    """Whether a value is an absolute IRI of RFC 3987, so that every parser of N-Quads takes it."""
    try:
        pyoxigraph.NamedNode(value)
    except ValueError:
        return False
    return True


@functools.lru_cache(maxsize=4096)
def absolute(base: str | None, value: str) -> str | None:
    """The absolute IRI of a value: itself, or what follows the base (a concatenation, as the specification says).

    https://kg-construct.github.io/rml-core/spec/docs/#dfn-base-iri

    Remembered, as the records of one document name the same things again and again.
    """
    if _SCHEME.match(value) is None:
        if base is None:
            return None
        value = base + value
    return value if _is_iri(value) else None


def is_always_iri(template: Template) -> bool:
    """Whether safe values always make an absolute IRI of this template."""
    head = template.parts[0] if template.parts else None
    if not isinstance(head, str) or _PAST_AUTHORITY.match(head) is None:
        return False
    return _is_iri("".join(part if isinstance(part, str) else "x" for part in template.parts))


def text_of(value: Value) -> str:
    """The lexical form of a value without an exponent, as templates and datatypes other than double take it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f") if math.isfinite(value) else canonical_double(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def natural_literal(value: Value) -> Term:
    """The literal of a value with its natural datatype; ValueError for a lone surrogate.

    https://kg-construct.github.io/rml-core/spec/docs/#natural-mapping
    """
    if isinstance(value, str):
        return literal(value, datatype=value.datatype) if isinstance(value, Lexical) else literal(value)
    if isinstance(value, bool):
        return f'"{text_of(value)}"^^<{XSD}boolean>'
    if isinstance(value, float):
        return f'"{canonical_double(value)}"^^<{XSD}double>'
    if isinstance(value, Decimal):
        return f'"{text_of(value)}"^^<{XSD}decimal>'
    return f'"{value}"^^<{XSD}integer>'


def constant_term(constant: Constant, base: str | None, place: Place) -> Term:
    """The term of a constant, its IRI resolved.

    Raises MappingError for an IRI that is relative without a base, or none.
    """
    term = constant.term
    if is_iri(term):
        value = iri_value(term)
        if not _is_iri(value):
            resolved = absolute(base, value)
            if resolved is None:
                raise MappingError(f"'{value}' is {why_not(base, value)}", place)
            return f"<{resolved}>"
    return term


def why_not(base: str | None, value: str, kind: str = "IRI") -> str:
    """Why a value resolves to nothing."""
    if base is None and _SCHEME.match(value) is None and _NOT_IN_IRIREF.search(value) is None:
        return f"a relative {kind}, and no base IRI is given"
    return f"no valid {kind}"


def unsafe_iri(base: str | None, text: str) -> Term | None:
    r"""An IRI that the mapping asks for as it is; what N-Triples cannot hold is written `\\uXXXX` there.

    https://www.w3.org/TR/n-quads/#grammar-production-IRIREF
    """
    iri = text if _SCHEME.match(text) else None if base is None else base + text
    if iri is None or any("\ud800" <= character <= "\udfff" for character in iri):
        return None
    return f"<{_NOT_IN_IRIREF.sub(_escaped, iri)}>"


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles what one triples map says of the records of one scan; notes each reference in `slots`."""

    scan: Scan
    base: str | None
    slots: list[Slot]
    triples_map: int = -1

    def of_parent(self, triples_map: int, base: str | None) -> Compiler:
        """For the subject of another triples map on the same records."""
        return Compiler(self.scan, base, self.slots, triples_map)

    def values(self, expression: Expression) -> FoundValues:
        """The values of an expression, as the source has them; none is null."""
        if isinstance(expression, Reference):
            return self._reference(expression)
        if isinstance(expression, FunctionExecution):
            return self._function(expression)
        return self.texts(expression)

    def texts(self, expression: Expression, encode: Encode | None = None) -> Texts:
        """The values of an expression as texts; `encode` is applied to each reference of a template."""
        if isinstance(expression, Constant):
            text = (_text_of_term(expression.term),)
            return lambda record, run: text  # noqa: ARG005 - a constant
        if isinstance(expression, Template):
            return self._template(expression, encode)
        values = self.values(expression)

        def texts(record: object, run: Run) -> Sequence[str]:
            found = values(record, run)
            if len(found) == 1 and type(found[0]) is str:
                return (found[0],)
            return [text_of(value) for value in found]

        return texts

    def predicate(self, condition: FunctionExecution) -> Predicate:
        """Whether the function gives a truth for any combination of its inputs; the text "true" is one."""
        results = self._function(condition)
        return lambda record, run: any(result is True or result == TRUE for result in results(record, run))

    def terms(self, term_map: TermMap) -> Terms:
        """The terms of a term map; values that make no valid term are left out and counted."""
        return self._where(term_map.condition, self._terms(term_map))

    def subjects(self, term_map: TermMap) -> Terms:
        """The terms of a subject map; a fresh blank node is the same for all that is said of a record."""
        if term_map.expression is not None:
            return self.terms(term_map)
        number = self.scan.triples_map if self.triples_map < 0 else self.triples_map
        terms: Terms = lambda record, run: (f"_:{run.scope}n{number}x{run.record_number}",)  # noqa: ARG005, E731
        return self._where(term_map.condition, terms)

    def _where(self, condition: FunctionExecution | None, terms: Terms) -> Terms:
        """The terms of the records for which a condition holds."""
        if condition is None:
            return terms
        holds = self.predicate(condition)
        return lambda record, run: terms(record, run) if holds(record, run) else ()

    def _terms(self, term_map: TermMap) -> Terms:
        expression = term_map.expression
        if expression is None:
            place = term_map.place
            label = f"n{self.scan.triples_map}l{place.line}c{place.column}x"
            # One for each record.
            return lambda record, run: (f"_:{run.scope}{label}{run.record_number}",)  # noqa: ARG005
        if isinstance(expression, Constant):
            return self._constant(expression, term_map)
        if term_map.term_type is TermType.LITERAL:
            return self._literals(expression, term_map)
        if term_map.term_type is TermType.BLANK_NODE:
            texts = self.texts(expression)
            return lambda record, run: [f"_:{run.scope}{blank_node_label(text)}" for text in texts(record, run)]
        return self._iris(expression, term_map)

    def _reference(self, reference: Reference) -> FoundValues:
        formulation = formulations.of(self.scan.source)
        values = _without_nulls(formulation.values(reference, self.scan.source), self.scan.source.source.nulls)
        slot = Slot(reference, self.scan, formulation.missing(reference, self.scan.source))
        self.slots.append(slot)

        def found(record: object, run: Run) -> Sequence[Value]:
            result = values(record)
            if result:
                run.matched.add(slot)
            return result

        return found

    def _template(self, template: Template, encode: Encode | None) -> Texts:
        encoded = encode or str
        parts: list[str | Texts] = [part if isinstance(part, str) else self.texts(part) for part in template.parts]
        references = [part for part in parts if not isinstance(part, str)]
        if not references:
            text = ("".join(part for part in parts if isinstance(part, str)),)
            return lambda record, run: text  # noqa: ARG005 - a constant
        if len(references) == 1:
            only = references[0]
            position = parts.index(only)
            before = "".join(part for part in parts[:position] if isinstance(part, str))
            after = "".join(part for part in parts[position + 1 :] if isinstance(part, str))

            def filled(record: object, run: Run) -> Sequence[str]:
                return [
                    f"{before}{safe}{after}"
                    for text in only(record, run)
                    for safe in _attempt(encoded, text, template.place, run)
                ]

            return filled

        def combined(record: object, run: Run) -> Sequence[str]:
            choices: list[Sequence[str]] = []
            for part in parts:
                if isinstance(part, str):
                    choices.append((part,))
                    continue
                found = part(record, run)
                if not found:
                    return ()
                choices.append([safe for text in found for safe in _attempt(encoded, text, template.place, run)])
            return ["".join(choice) for choice in itertools.product(*choices)]

        return combined

    def _function(self, execution: FunctionExecution) -> FoundValues:
        function = execution.function
        inputs = [None if argument is None else self.texts(argument) for argument in execution.inputs]
        parameters = function.parameters

        def results(record: object, run: Run) -> Sequence[Value]:
            choices: list[Sequence[str | tuple[str, ...] | None]] = []
            for texts, parameter in zip(inputs, parameters, strict=True):
                found = () if texts is None else texts(record, run)
                if not found and parameter.required and not function.takes_null:
                    return ()
                choices.append((tuple(found),) if parameter.many else found or (None,))
            made: list[Value] = []
            for choice in itertools.product(*choices):
                try:
                    result = function.call(*choice)
                except ValueError as error:
                    run.leave_out(execution.place, f"{function.name} takes no such value ({error})", str(choice))
                    continue
                except CallFailedError as error:
                    raise MappingError(f"the function {function.name} failed: {error}", execution.place) from error
                if isinstance(result, tuple):
                    made += result
                elif result is not None:
                    made.append(result)
            return made

        return results

    def _constant(self, constant: Constant, term_map: TermMap) -> Terms:
        terms = (constant_term(constant, self.base, term_map.place),)
        return lambda record, run: terms  # noqa: ARG005 - a constant

    def _iris(self, expression: Expression, term_map: TermMap) -> Terms:
        place, kind = term_map.place, term_map.term_type
        if isinstance(expression, Reference) and kind is TermType.IRI:
            return self._reference_iris(expression, place)
        texts = self.texts(expression, _ENCODINGS[kind])
        if kind in _UNSAFE:
            return self._unsafe_iris(texts, place)
        if isinstance(expression, Template) and is_always_iri(expression):
            return lambda record, run: [f"<{text}>" for text in texts(record, run)]
        base = self.base
        only_ascii = kind is TermType.URI

        def iris(record: object, run: Run) -> Sequence[Term]:
            made: list[Term] = []
            for text in texts(record, run):
                iri = absolute(base, text)
                if iri is None or (only_ascii and not iri.isascii()):
                    run.leave_out(place, why_not(self.base, text, "URI" if only_ascii else "IRI"), text)
                else:
                    made.append(f"<{iri}>")
            return made

        return iris

    def _reference_iris(self, reference: Reference, place: Place) -> Terms:
        """IRIs that the data has: as `_iris`, for what most mappings have most of."""
        values, base = self._reference(reference), self.base

        def iris(record: object, run: Run) -> Sequence[Term]:
            made: list[Term] = []
            for value in values(record, run):
                text = value if type(value) is str else text_of(value)
                iri = absolute(base, text)
                if iri is None:
                    run.leave_out(place, why_not(self.base, text), text)
                else:
                    made.append(f"<{iri}>")
            return made

        return iris

    def _unsafe_iris(self, texts: Texts, place: Place) -> Terms:
        base = self.base

        def iris(record: object, run: Run) -> Sequence[Term]:
            made: list[Term] = []
            for text in texts(record, run):
                iri = unsafe_iri(base, text)
                if iri is None:
                    run.leave_out(place, "no absolute IRI", text)
                else:
                    made.append(iri)
            return made

        return iris

    def _literals(self, expression: Expression, term_map: TermMap) -> Terms:
        place = term_map.place
        if term_map.language is not None:
            return self._language_literals(expression, term_map.language, place)
        datatype = term_map.datatype
        if datatype is None and isinstance(expression, FunctionExecution):
            # Only references have a natural mapping; engines agree that what a function gives is a plain text.
            plain, results = typed_literal(XSD_STRING), self.values(expression)
            return lambda record, run: _made(plain, results(record, run), place, run)
        if datatype is None:
            values = self.values(expression)

            def naturals(record: object, run: Run) -> Sequence[Term]:
                return _made(natural_literal, values(record, run), place, run)

            return naturals
        datatypes = self.terms(datatype)
        values = self.values(expression)
        if isinstance(datatype.expression, Constant):
            suffix_of = typed_literal(iri_value(constant_term(datatype.expression, self.base, datatype.place)))
            return lambda record, run: _made(suffix_of, values(record, run), place, run)

        def typed(record: object, run: Run) -> Sequence[Term]:
            kinds = [iri_value(term) for term in datatypes(record, run)]
            return [
                term
                for value in values(record, run)
                for kind in kinds
                for term in _attempt(typed_literal(kind), value, place, run)
            ]

        return typed

    def _language_literals(self, expression: Expression, language: Expression, place: Place) -> Terms:
        texts, tags = self.texts(expression), self.texts(language)
        if isinstance(language, Constant):
            tag = _text_of_term(language.term)
            if LANGUAGE_TAG.match(tag) is None:
                raise MappingError(f"'{tag}' is no language tag", language.place)

        def tagged(record: object, run: Run) -> Sequence[Term]:
            made: list[Term] = []
            for text, tag in itertools.product(texts(record, run), tags(record, run)):
                if LANGUAGE_TAG.match(tag) is None:
                    run.leave_out(place, "no language tag", tag)
                    continue
                made.extend(f"{term}@{tag}" for term in _attempt(literal, text, place, run))
            return made

        return tagged


def _without_nulls(values: formulations.Values, nulls: Sequence[str]) -> formulations.Values:
    """Without the values that the source says are null, besides those that are null in themselves."""
    if not nulls:
        return values
    said = frozenset(nulls)
    return lambda record: [value for value in values(record) if text_of(value) not in said]


def typed_literal(datatype: str) -> Callable[[Value], Term]:
    """Values to literals of one datatype; numbers have an exponent where the datatype has one."""
    suffix = "" if datatype == XSD_STRING else f"^^<{datatype}>"
    if datatype in FRACTIONAL:
        return lambda value: literal(_double_text(value)) + suffix
    return lambda value: literal(text_of(value)) + suffix


def _double_text(value: Value) -> str:
    if isinstance(value, (str, bool)):
        return text_of(value)
    try:
        return canonical_double(float(value))
    except OverflowError:  # a whole number beyond all doubles is written as it is
        return text_of(value)


def _text_of_term(term: Term) -> str:
    if is_literal(term):
        return literal_parts(term).lexical
    return iri_value(term) if is_iri(term) else term


def _escaped(match: re.Match[str]) -> str:
    return rf"\u{ord(match[0]):04X}"


def _made(make: Callable[[Value], Term], values: Sequence[Value], place: Place, run: Run) -> Sequence[Term]:
    """What `make` gives for each value, without those that cannot be written in UTF-8."""
    try:
        return [make(value) for value in values]
    except ValueError:
        return [term for value in values for term in _attempt(make, value, place, run)]


def _attempt(make: Callable[[Given], str], value: Given, place: Place, run: Run) -> Sequence[str]:
    """What `make` gives, or nothing where the value cannot be written in UTF-8."""
    try:
        return (make(value),)
    except ValueError:
        run.leave_out(place, "no Unicode text (a lone surrogate)", ascii(value))
        return ()
