"""The gate: shapes, and graphs that conform to them or are rejected with a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from newsgraph.errors import InputError
from newsgraph.rdf.terms import Quad, Term, Triple, is_iri
from newsgraph.shacl.documents import Documents, read_documents
from newsgraph.shacl.report import Report, Result
from newsgraph.vocab import RDFS

if TYPE_CHECKING:
    from newsgraph.shacl.engine import Engine

_SUB_CLASS_OF: Term = f"<{RDFS}subClassOf>"
_GATE = object()


@dataclass(frozen=True, slots=True)
class Conforming:
    """A named graph that the gate let through, with what it only warns of; nothing but the gate makes one."""

    name: Term
    triples: tuple[Triple, ...]
    report: Report
    _made_by: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self._made_by is not _GATE:
            raise TypeError("only Shapes.check makes a Conforming")

    def __reduce__(
        self,
    ) -> tuple[Callable[[Term, tuple[Triple, ...], Report], Conforming], tuple[Term, tuple[Triple, ...], Report]]:
        return _conforming, (self.name, self.triples, self.report)


def _conforming(name: Term, triples: tuple[Triple, ...], report: Report) -> Conforming:
    return Conforming(name, triples, report, _GATE)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A named graph that does not conform, and the report that says why."""

    name: Term
    triples: tuple[Triple, ...]
    report: Report


Verdict: TypeAlias = Conforming | Rejected

# Shapes compiled to closures, or pyshacl as it reads them: the reports are the same, and the second takes a hundred
# times as long.
EngineName: TypeAlias = Literal["compiled", "reference"]
_Sources: TypeAlias = tuple[tuple[str, str], ...]
_Results: TypeAlias = Callable[[Iterable[Triple]], tuple[Result, ...]]


class Shapes:
    """One shapes graph, well-formed, against which any number of graphs is validated.

    `notes` names what the shapes ask for and this engine passes over, a line each with its place: imports,
    shapes without a target; and the queries that take long, as they are not compiled. Pickled, it is its documents,
    and is parsed again.
    """

    __slots__ = ("_documents", "_engine", "_results", "_sources", "notes")

    def __init__(
        self,
        sources: _Sources,
        documents: Documents,
        results: _Results,
        notes: tuple[str, ...],
        engine: EngineName,
    ) -> None:
        self._sources = sources
        self._documents = documents
        self._results = results
        self._engine = engine
        self.notes = notes

    @classmethod
    def parse(cls, documents: Iterable[tuple[str, str]], *, engine: EngineName = "compiled") -> Shapes:
        """The shapes of Turtle documents, each a pair of text and file name; blank nodes do not cross documents.

        `engine` says who validates; the reports are the same.

        Nothing is fetched. Raises ShapesError, with file, line and column where they are known, for what is no
        Turtle, no well-formed shape (https://www.w3.org/TR/shacl/#syntax-rules), no SPARQL, unknown to SHACL,
        recursive, or reaches for the network.
        """
        from newsgraph.shacl import effective, wellformed
        from newsgraph.shacl.compiled.compiler import Compiled
        from newsgraph.shacl.engine import Engine

        sources = tuple(documents)
        read = read_documents(sources)
        reference = Engine(effective.effective(read))
        notes = wellformed.check(read, reference)
        if engine == "reference":
            return cls(sources, read, _by_reference(read, reference), notes, engine)
        compiled = Compiled(read, reference)
        return cls(sources, read, compiled.results, (*notes, *wellformed.noted(read, compiled.notes)), engine)

    def __reduce__(self) -> tuple[Callable[[_Sources, EngineName], Shapes], tuple[_Sources, EngineName]]:
        return _parsed, (self._sources, self._engine)

    def validate(self, graph: Iterable[Triple | Quad], *, ontology: Iterable[Triple] = ()) -> Report:
        """The report on any data; quads of several graphs are validated as one graph.

        SHACL looks for subclasses in the data graph (https://www.w3.org/TR/shacl/#dfn-shacl-subclass). So of
        `ontology`, which may be a whole ontology, its rdfs:subClassOf triples stand with the data while sh:class and
        sh:targetClass are looked up, and nothing is reported of a node that only they mention.
        Raises InputError where the engine cannot validate these data.
        """
        data = dict.fromkeys((quad[0], quad[1], quad[2]) for quad in graph)
        classes = [triple for triple in ontology if triple[1] == _SUB_CLASS_OF and triple not in data]
        if not classes:
            return self._report(data)
        nodes = {term for s, _, o in data for term in (s, o)}
        only_classes = {term for s, _, o in classes for term in (s, o)} - nodes
        report = self._report([*data, *classes])
        kept = tuple(result for result in report.results if result.focus_node not in only_classes)
        return Report(kept, report.prefixes)

    def check(self, name: Term, triples: Iterable[Triple]) -> Verdict:
        """The gate: a graph, called `name`, that has no result worse than sh:Warning or sh:Info conforms.

        Warnings and infos are in the report of the Conforming. (`Report.conforms` is SHACL's stricter word.)
        Raises InputError where the engine cannot validate this graph, ValueError where `name` is no IRI.
        """
        if not is_iri(name):
            raise ValueError(f"a graph's name is an IRI, not {name!r}")
        own = tuple(triples)
        report = self._report(own)
        return Rejected(name, own, report) if report.rejects else _conforming(name, own, report)

    def check_all(self, graphs: Iterable[tuple[Term, Iterable[Triple]]]) -> Iterator[Verdict]:
        """`check` of each graph by itself, one after the other as they come: verdicts do not depend on the batch."""
        for name, triples in graphs:
            yield self.check(name, triples)

    def _report(self, triples: Iterable[Triple]) -> Report:
        from newsgraph.shacl.engine import FAILURES, words

        try:
            results = self._results(triples)
        except FAILURES as error:
            raise InputError(f"these data cannot be validated: {words(error)}") from error
        return Report(results, self._documents.prefixes)


def _parsed(documents: _Sources, engine: EngineName) -> Shapes:
    return Shapes.parse(documents, engine=engine)


def _by_reference(documents: Documents, engine: Engine) -> _Results:
    from newsgraph.shacl.results import read_results

    return lambda triples: read_results(engine.run(triples), documents.index, documents.place_of)
