"""The row backend: the plan's operators to closures, records to quads one at a time.

This is the readable reference. A closure takes a record and the Run, and gives a sequence of terms; what is static is
computed when the plan is compiled: constants, suffixes of literals, whether a template is always an absolute IRI.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from newsgraph.rdf.terms import DEFAULT_GRAPH, Quad, Term
from newsgraph.rml import formulations
from newsgraph.rml.algebra import (
    Emission,
    Generate,
    ObjectSource,
    Origin,
    ParentJoin,
    SameRecord,
    Scan,
    is_default_graph,
    joins_of,
)
from newsgraph.rml.expressions import Compiler, Predicate, Terms, Texts
from newsgraph.rml.model import Constant, Target, TermMap
from newsgraph.rml.run import Records, Run, Slot
from newsgraph.rml.seen import Seen

Emit: TypeAlias = Callable[[object, Run, Sequence[Term]], Sequence[Quad]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One Generate, compiled."""

    scan: Scan
    scanner: Callable[[Run], Iterator[object]]
    condition: Predicate | None
    subjects: Terms
    emits: tuple[tuple[Emit, Origin], ...]
    slots: tuple[Slot, ...]


def compile_rules(generations: Sequence[Generate]) -> tuple[Rule, ...]:
    """Compile a plan; MappingError for references and iterators that are wrong in themselves."""
    return tuple(_compile_generate(generation) for generation in generations)


def check_columns(generations: Sequence[Generate], run: Run) -> None:
    """Look at the header of every local source that has one, so that a wrong column is found before any row is read.

    Raises MappingError for the first reference that is no column, SourceError for a source that cannot be read.
    """
    for generation in generations:
        for scan in (generation.scan, *(join.scan for join in joins_of(generation))):
            source, formulation = scan.source, formulations.of(scan.source)
            if formulation.has_header and source.source.url is None and source.source.path not in run.documents:
                with run:
                    formulation.check(run.document(source, formulation), scan.references, source)


def quads(rules: Sequence[Rule], run: Run) -> Iterator[Quad]:
    """Every quad once, in the order of the mappings and of the records."""
    seen = Seen()
    with run:
        for position, rule in enumerate(rules):
            for quad in made_by(rule, run):
                if seen.is_new(quad):
                    yield quad
            run.note(rule.slots)
            run.report.made[position] += seen.count - run.report.made.total()
        run.report.quads += seen.count


def made_by(rule: Rule, run: Run) -> Iterator[Quad]:
    """What one triples map makes, as often as it makes it."""
    condition, subjects_of = rule.condition, rule.subjects
    emits = tuple(emit for emit, _ in rule.emits)
    for record in run.records(rule.scan, rule.scanner):
        if condition is not None and not condition(record, run):
            continue
        subjects = subjects_of(record, run)
        for emit in emits if subjects else ():
            yield from emit(record, run, subjects)


def traced(rules: Sequence[Rule], run: Run) -> Iterator[tuple[Quad, Origin]]:
    """As `quads`, and with each the lines that made it first."""
    seen: set[Quad] = set()
    with run:
        for rule in rules:
            for record in run.records(rule.scan, rule.scanner):
                if rule.condition is not None and not rule.condition(record, run):
                    continue
                subjects = rule.subjects(record, run)
                for emit, origin in rule.emits if subjects else ():
                    for quad in emit(record, run, subjects):
                        if quad not in seen:
                            seen.add(quad)
                            yield quad, origin
            run.note(rule.slots)
        run.report.quads += len(seen)


def _compile_generate(generation: Generate) -> Rule:
    scan = generation.scan
    slots: list[Slot] = []
    compiler = Compiler(scan, generation.base, slots)
    condition = None if generation.condition is None else compiler.predicate(generation.condition)
    subjects = compiler.subjects(generation.subject)
    emits = tuple((_compile_emission(emission, compiler), emission.origin) for emission in generation.emissions)
    return Rule(scan, compile_scan(scan), condition, subjects, emits, tuple(slots))


def compile_scan(scan: Scan) -> Callable[[Run], Iterator[object]]:
    """A function from a run to the records of a scan."""
    formulation = formulations.of(scan.source)
    records = formulation.records(scan.source)
    missing = [(reference, formulation.missing(reference, scan.source)) for reference in scan.references]
    iterator = scan.source.iterator
    lacking = None if iterator is None else formulation.missing(iterator, scan.source)

    pieces = None if formulation.pieces is None else formulation.pieces(scan.source, scan.references)

    def scanned(run: Run) -> Iterator[object]:
        document = run.document(scan.source, formulation, pieces)
        if isinstance(document, Records):
            return _strictly(run, document.found) if run.strict else document.found
        formulation.check(document, scan.references, scan.source)
        if not run.strict:
            return records(document)
        if iterator is not None and lacking is not None:
            run.refuse_missing(iterator, lacking(document), scan.source)
        return _strictly(run, records(document))

    def _strictly(run: Run, found: Iterator[object]) -> Iterator[object]:
        for record in found:
            for reference, lacks in missing:
                run.refuse_missing(reference, lacks(record), scan.source)
            yield record

    return scanned


def _compile_emission(emission: Emission, compiler: Compiler) -> Emit:
    """What an emission makes for the default output; what it makes for targets is delivered to them."""
    emit = _compile_quads(emission, compiler)
    return _delivering(emit, emission.targets) if emission.targets else emit


def _delivering(emit: Emit, targets: tuple[Target, ...]) -> Emit:
    def delivered(record: object, run: Run, subjects: Sequence[Term]) -> Sequence[Quad]:
        run.deliver(targets, emit(record, run, subjects))
        return ()

    return delivered


def _compile_quads(emission: Emission, compiler: Compiler) -> Emit:
    condition = None if emission.condition is None else compiler.predicate(emission.condition)
    predicates = _united([compiler.terms(term_map) for term_map in emission.predicates])
    inverses = _united([compiler.terms(term_map) for term_map in emission.inverse_predicates])
    objects = _united([_compile_object(source, compiler) for source in emission.objects])
    graphs = _united([_compile_graph(term_map, compiler) for term_map in emission.graphs])
    has_graphs, has_inverses = bool(emission.graphs), bool(emission.inverse_predicates)
    only = emission.predicates[0].expression if len(emission.predicates) == 1 else None
    if isinstance(only, Constant) and condition is None and not has_graphs and not has_inverses:
        return _emit_plainly(predicates, objects)

    def emit(record: object, run: Run, subjects: Sequence[Term]) -> Sequence[Quad]:
        if condition is not None and not condition(record, run):
            return ()
        found = objects(record, run)
        if not found:
            return ()
        targets = graphs(record, run) if has_graphs else (DEFAULT_GRAPH,)
        made = [
            (subject, predicate, value, graph)
            for predicate in predicates(record, run)
            for subject in subjects
            for value in found
            for graph in targets
        ]
        if has_inverses:
            made += [
                (value, predicate, subject, graph)
                for predicate in inverses(record, run)
                for subject in subjects
                for value in found
                for graph in targets
            ]
        return made

    return emit


def _emit_plainly(predicates: Terms, objects: Terms) -> Emit:
    """The common case: one constant predicate into the default graph."""

    def emit(record: object, run: Run, subjects: Sequence[Term]) -> Sequence[Quad]:
        found = objects(record, run)
        if not found:
            return ()
        predicate = predicates(record, run)[0]
        return [(subject, predicate, value, DEFAULT_GRAPH) for subject in subjects for value in found]

    return emit


def _united(parts: Sequence[Terms]) -> Terms:
    if len(parts) == 1:
        return parts[0]
    return lambda record, run: [term for part in parts for term in part(record, run)]


def _compile_graph(term_map: TermMap, compiler: Compiler) -> Terms:
    # https://kg-construct.github.io/rml-core/spec/docs/#dfn-default-graph
    if is_default_graph(term_map):
        return lambda record, run: (DEFAULT_GRAPH,)  # noqa: ARG005 - a constant
    return compiler.terms(term_map)


def _compile_object(source: ObjectSource, compiler: Compiler) -> Terms:
    if isinstance(source, TermMap):
        return compiler.terms(source)
    terms = _compile_same(source, compiler) if isinstance(source, SameRecord) else _compile_join(source, compiler)
    if source.child_condition is None:
        return terms
    condition = compiler.predicate(source.child_condition)
    return lambda record, run: terms(record, run) if condition(record, run) else ()


def _compile_same(source: SameRecord, compiler: Compiler) -> Terms:
    parent = compiler.of_parent(source.triples_map, source.subject_base)
    terms = parent.subjects(source.subject)
    if source.condition is None:
        return terms
    condition = parent.predicate(source.condition)
    return lambda record, run: terms(record, run) if condition(record, run) else ()


def _compile_join(join: ParentJoin, compiler: Compiler) -> Terms:
    """An index of the parent's subjects by key, made at its first use in a run."""
    parent = Compiler(join.scan, join.subject_base, compiler.slots)
    scanner = compile_scan(join.scan)
    condition = None if join.condition is None else parent.predicate(join.condition)
    subjects_of = parent.subjects(join.subject)
    parent_keys = _keys([parent.texts(key.parent) for key in join.keys])
    child_keys = _keys([compiler.texts(key.child) for key in join.keys])

    def index(run: Run) -> dict[tuple[str, ...], dict[Term, None]]:
        found: dict[tuple[str, ...], dict[Term, None]] = {}
        for record in run.records(join.scan, scanner):
            if condition is None or condition(record, run):
                subjects = dict.fromkeys(subjects_of(record, run))
                for key in parent_keys(record, run) if subjects else ():
                    found.setdefault(key, {}).update(subjects)
        return found

    def terms(record: object, run: Run) -> Sequence[Term]:
        indexed = run.index(join.scan.number, index)
        keys = child_keys(record, run)
        if len(keys) == 1:
            return tuple(indexed.get(keys[0], ()))
        return tuple(dict.fromkeys(term for key in keys for term in indexed.get(key, ())))

    return terms


def _keys(parts: Sequence[Texts]) -> Callable[[object, Run], Sequence[tuple[str, ...]]]:
    if len(parts) == 1:
        only = parts[0]
        return lambda record, run: [(text,) for text in only(record, run)]
    return lambda record, run: list(itertools.product(*(part(record, run) for part in parts)))
