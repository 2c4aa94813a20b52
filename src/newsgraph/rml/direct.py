"""The row backend for one document that is bound in memory: each triples map as one function of its records.

Theory of operation. What most triples maps say is simple: a subject, and for each constant predicate a term that one
value of the record makes. Such a map is written out as Python source, one `try` for each predicate, and compiled once;
whatever the mapping says (names of members, predicates, what makes the terms) is bound to names of that source, and
none of its text is in it. The terms that a value makes are remembered. Where a record holds anything but a text, a
whole number or nothing, or a value makes no valid term, that predicate of that record is left to the closures of
rows.py, which say what is to be said of it; so is every triples map that is not simple.

Law: the quads and the terms left out are those of `Plan.run`, in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

from newsgraph.rdf.terms import Quad, Term, iri_value
from newsgraph.rml import formulations, rows
from newsgraph.rml.algebra import Emission, Generate
from newsgraph.rml.expressions import (
    FRACTIONAL,
    absolute,
    constant_term,
    is_always_iri,
    natural_literal,
    text_of,
    typed_literal,
)
from newsgraph.rml.jsonpaths import WILDCARD, simple_segments
from newsgraph.rml.model import Constant, Expression, Reference, Template, TermMap, TermType
from newsgraph.rml.rows import Rule
from newsgraph.rml.run import Run
from newsgraph.rml.templates import iri_safe

Made: TypeAlias = dict[Quad, None]
Make: TypeAlias = Callable[["str | int"], Term | None]
Mapped: TypeAlias = Callable[[object, Made, Run], None]

# So many terms of a kind are remembered; then all are forgotten, for those of most articles never come again.
_MOST_TERMS = 1 << 14

# What follows a base without being looked at: no scheme, and nothing that an IRI must escape.
_PLAIN_PATH = re.compile(r"[A-Za-z0-9._~/-]+\Z")
_FOLDER = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]+/(?:[^?#]*/)?\Z")


@dataclass(frozen=True, slots=True)
class Direct:
    """A plan for one document after the other."""

    name: str
    rules: tuple[Mapped, ...]

    def quads(self, run: Run) -> tuple[Quad, ...]:
        """The quads of the document that is bound to the name, each once; the run's report has what was left out."""
        made: Made = {}
        document = run.documents[self.name]
        with run:
            for rule in self.rules:
                rule(document, made, run)
        return tuple(made)


def compile_direct(name: str, generations: Sequence[Generate], rules: Sequence[Rule]) -> Direct:
    """The plan for documents bound to `name`."""
    terms: dict[object, _Terms] = {}
    return Direct(name, tuple(_compile(name, *each, terms) for each in zip(generations, rules, strict=True)))


class _Terms(dict[object, Term | None]):
    """The terms that values make: "" for null, None for a value that rows.py has to look at."""

    def __init__(self, make: Make) -> None:
        super().__init__({None: ""})
        self._make = make

    def __missing__(self, value: object) -> Term | None:
        if type(value) is not str and type(value) is not int:
            return None
        try:
            term = self._make(value)
        except ValueError:
            return None
        if type(value) is str:  # 1 is True, and 1.0
            if len(self) > _MOST_TERMS:
                self.clear()
                self[None] = ""
            self[value] = term
        return term


def _compile(name: str, generation: Generate, rule: Rule, terms: dict[object, _Terms]) -> Mapped:
    source = generation.scan.source
    if source.source.path == name and source.formulation == formulations.JSONPATH.name and not source.source.nulls:
        written = _Function(generation, rule, terms)
        if written.is_simple:
            return written.compiled(formulations.JSONPATH.records(source))
    return _by_closures(rule)


def _by_closures(rule: Rule) -> Mapped:
    def mapped(document: object, made: Made, run: Run) -> None:  # noqa: ARG001 - the run has it
        made.update(dict.fromkeys(rows.made_by(rule, run)))

    return mapped


class _Function:
    """A triples map on its way to a function; `names` are what its source's names stand for."""

    def __init__(self, generation: Generate, rule: Rule, terms: dict[object, _Terms]) -> None:
        self._base = generation.base
        self._terms = terms
        self._names: dict[str, object] = {"add_record": _adder_of_record(rule)}
        self._lines: list[str] = []
        self.is_simple = generation.condition is None and self._write(generation, rule)

    def compiled(self, records: Callable[[object], Iterator[object]]) -> Mapped:
        """The function, over these records of a document."""
        source = "def mapped(document, made, run):\n    for r in records(document):\n" + "\n".join(self._lines)
        self._names["records"] = records
        exec(source, self._names)  # noqa: S102 - nothing of the mapping's text is in the source
        return cast("Mapped", self._names["mapped"])

    def _write(self, generation: Generate, rule: Rule) -> bool:
        """Write the lines; False where something is not simple."""
        subject = self._value_of(generation.subject)
        if subject is None or subject.is_list:
            return False
        found = f"    s = {subject.terms}[{subject.found}]"
        self._add(2, "try:", found, "except (LookupError, TypeError):", "    s = None")
        self._add(2, "if not s:", "    if s is None:", "        add_record(r, made, run)", "    continue")
        return all(
            self._write_emission(emission, emit)
            for emission, (emit, _) in zip(generation.emissions, rule.emits, strict=True)
        )

    def _write_emission(self, emission: Emission, emit: rows.Emit) -> bool:
        if emission.condition or emission.inverse_predicates or emission.graphs or emission.targets:
            return False
        if len(emission.objects) != 1:
            return False
        (term_map,) = emission.objects
        terms = [self._constant(predicate) for predicate in emission.predicates]
        if not isinstance(term_map, TermMap) or None in terms:
            return False
        predicates = [self._bind(term) for term in terms]
        constant = self._constant(term_map)
        if constant is not None:
            o = self._bind(constant)
            self._add(2, *(f"made[s, {p}, {o}, ''] = None" for p in predicates))
            return True
        value = self._value_of(term_map)
        if value is None or (value.is_list and len(predicates) > 1):
            return False
        add = [f"made[s, {p}, o, ''] = None" for p in predicates]
        by_closure = f"{self._bind(_adder(emit))}(r, made, run, s)"
        self._add(2, *(_for_each(value, add[0], by_closure) if value.is_list else _for_one(value, add, by_closure)))
        return True

    def _value_of(self, term_map: TermMap) -> _Value | None:
        """Where the one reference of a term map leads, and the terms that it makes; None where it is not simple."""
        expression = term_map.expression
        reference = _only_reference(expression)
        if reference is None or term_map.condition is not None or term_map.language is not None or term_map.targets:
            return None
        segments = simple_segments(reference.text) or ()
        is_list = len(segments) > 1 and segments[-1] == WILDCARD
        names = segments[:-1] if is_list else segments
        if not names or not all(isinstance(name, str) for name in names):
            return None
        made = self._make(term_map, expression)
        if made is None:
            return None
        key, make = made
        terms = self._terms.setdefault(key, _Terms(make))
        return _Value("r" + "".join(f"[{self._bind(name)}]" for name in names), self._bind(terms), is_list)

    def _make(self, term_map: TermMap, expression: Expression | None) -> tuple[object, Make] | None:
        """How a value makes a term, and what no other way shares."""
        if isinstance(expression, Template):
            if term_map.term_type is not TermType.IRI or not is_always_iri(expression):
                return None
            before, after = _around_reference(expression)
            return (TermType.IRI, before, after), lambda value: f"<{before}{iri_safe(text_of(value))}{after}>"
        if term_map.term_type is TermType.IRI:
            return (TermType.IRI, self._base), _iri_after(self._base)
        if term_map.term_type is not TermType.LITERAL:
            return None
        if term_map.datatype is None:
            return TermType.LITERAL, natural_literal
        datatype = self._constant(term_map.datatype)
        if datatype is None or iri_value(datatype) in FRACTIONAL:
            return None
        return (TermType.LITERAL, datatype), typed_literal(iri_value(datatype))

    def _constant(self, term_map: TermMap) -> Term | None:
        """The one term of a term map."""
        expression = term_map.expression
        if not isinstance(expression, Constant) or term_map.condition is not None or term_map.targets:
            return None
        return constant_term(expression, self._base, term_map.place)

    def _bind(self, value: object) -> str:
        name = f"v{len(self._names)}"
        self._names[name] = value
        return name

    def _add(self, depth: int, *lines: str) -> None:
        self._lines += ["    " * depth + line for line in lines]


@dataclass(frozen=True, slots=True)
class _Value:
    """In the words of the source: a value of the record, and the terms that such values make."""

    found: str
    terms: str
    is_list: bool


def _for_one(value: _Value, add: Sequence[str], by_closure: str) -> Iterator[str]:
    yield from ("try:", f"    o = {value.terms}[{value.found}]", "except (LookupError, TypeError):", "    o = None")
    yield from ("if o:", *(f"    {line}" for line in add), "elif o is None:", f"    {by_closure}")


def _for_each(value: _Value, add: str, by_closure: str) -> Iterator[str]:
    yield from ("try:", f"    values = {value.found}", "    if type(values) is not list:", "        raise TypeError")
    yield from ("    for v in values:", f"        o = {value.terms}[v]", "        if o:", f"            {add}")
    yield from ("        elif o is None:", "            raise TypeError")
    yield from ("except (LookupError, TypeError):", f"    {by_closure}")


def _adder(emit: rows.Emit) -> Callable[[object, Made, Run, Term], None]:
    def add(record: object, made: Made, run: Run, subject: Term) -> None:
        made.update(dict.fromkeys(emit(record, run, (subject,))))

    return add


def _adder_of_record(rule: Rule) -> Mapped:
    def add_record(record: object, made: Made, run: Run) -> None:
        subjects = rule.subjects(record, run)
        for emit, _ in rule.emits if subjects else ():
            made.update(dict.fromkeys(emit(record, run, subjects)))

    return add_record


def _only_reference(expression: Expression | None) -> Reference | None:
    if isinstance(expression, Template):
        references = [part for part in expression.parts if isinstance(part, Reference)]
        return references[0] if len(references) == 1 else None
    return expression if isinstance(expression, Reference) else None


def _around_reference(template: Template) -> tuple[str, str]:
    """The text before the one reference of a template, and that after it."""
    at = next(i for i, part in enumerate(template.parts) if isinstance(part, Reference))
    before, after = (
        "".join(part for part in parts if isinstance(part, str)) for parts in (template.parts[:at], template.parts[at:])
    )
    return before, after


def _iri_after(base: str | None) -> Make:
    """As the IRIs of references in expressions.py; None for what is no absolute IRI."""
    folder = base if base is not None and _FOLDER.match(base) and absolute(base, "x") is not None else None

    def make(value: str | int) -> Term | None:
        text = text_of(value)
        if folder is not None and _PLAIN_PATH.match(text) is not None:
            return f"<{folder}{text}>"
        iri = absolute(base, text)
        return None if iri is None else f"<{iri}>"

    return make
