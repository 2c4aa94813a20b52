"""One article's facts to its published bytes, or to the reasons why it is not published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from newsgraph import __version__, facts, rml
from newsgraph.errors import InputError
from newsgraph.facts import Document
from newsgraph.pipeline import rejection
from newsgraph.pipeline.reading import Extractor, Unit
from newsgraph.pipeline.rejection import Report
from newsgraph.project import Project
from newsgraph.rdf import jsonld, parse, trig, turtle
from newsgraph.rdf.terms import Triple, iri
from newsgraph.reasoner import Reasoner
from newsgraph.records import Record, Run, article_key, exemplar, records
from newsgraph.shacl import Conforming, Shapes
from newsgraph.vocab import PREFIXES

# The logical source that mapping/rdf reads; it is bound in memory and never a file.
FACTS = "facts.json"


@dataclass(frozen=True, slots=True)
class Built:
    """An article whose graph conforms, as it is published."""

    identifier: str
    file: str
    turtle: bytes
    jsonld: bytes
    trig: bytes
    triples: int
    facts: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """An article whose graph does not conform: the report, and the facts for an editor to correct."""

    identifier: str
    file: str
    report: Report
    facts: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that is no article and no facts, and why."""

    file: str
    message: str


Outcome: TypeAlias = Built | Refused | Unreadable


class Pipeline:
    """The stages of one project, compiled once."""

    def __init__(self, project: Project) -> None:
        """Read all rules.

        Raises InputError with file, line and column for what is wrong in them: a mapping that names an unknown
        column is found here, before an article is read.
        """
        self.project = project
        self._extractor = Extractor(project)
        self._run = Run(__version__, project.digest)
        self._plan = rml.parse(
            [rml.MappingText(text, file) for file, text in project.mappings.items()], base=project.base
        )
        for _ in self._plan.run({FACTS: exemplar(self._extractor.fact_types, self._run)}, strict=True):
            pass
        self._reasoner = Reasoner(_ontology(project))
        self._shapes = Shapes.parse([(text, file) for file, text in project.shapes.items()])
        self._context = jsonld.Context.parse(project.context, project.frame)

    def build(self, unit: Unit) -> Outcome:
        """All that becomes of one article."""
        try:
            reading = self._extractor.read(unit)
        except InputError as error:
            return Unreadable(unit.file, str(error))
        document = reading.document
        table = records(document, self._extractor.fact_types, self._run)
        graph, warnings = self._graph(table)
        name = iri(self.project.base + article_key(document.article))
        entailment = self._reasoner.entail(graph)
        verdict = self._shapes.check(name, (*graph, *entailment.triples))
        if isinstance(verdict, Conforming) and not entailment.inconsistencies:
            return self._publish(verdict, document, unit.file, warnings)
        report = rejection.report(
            reading.document,
            reading.place,
            table,
            base=self.project.base,
            results=() if isinstance(verdict, Conforming) else verdict.report.results,
            inconsistencies=entailment.inconsistencies,
            origins=self._plan.trace({FACTS: table}),
        )
        return Refused(document.article.id, unit.file, report, facts.encode(document) + b"\n")

    def _graph(self, table: Record) -> tuple[tuple[Triple, ...], tuple[str, ...]]:
        run = self._plan.run({FACTS: table})
        triples = tuple((s, p, o) for s, p, o, _ in run)
        return triples, tuple(str(warning) for warning in run.warnings)

    def _publish(self, verdict: Conforming, document: Document, file: str, warnings: tuple[str, ...]) -> Built:
        """Only what conforms has bytes to be written."""
        prefixes = {**PREFIXES, "": self.project.base}
        return Built(
            document.article.id,
            file,
            turtle.serialise(verdict.triples, prefixes=prefixes).encode(),
            jsonld.serialise(verdict.triples, context=self._context, root=verdict.name).encode(),
            trig.serialise_graph(verdict.name, verdict.triples, prefixes=prefixes).encode(),
            len(verdict.triples),
            len(document.facts),
            warnings,
        )
