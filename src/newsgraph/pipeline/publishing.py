"""One article's facts to its published bytes, or to the reasons why it is not published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from newsgraph import __version__, facts, rml
from newsgraph.errors import FactsError, InputError, MappingError, OntologyError, Place, RdfSyntaxError
from newsgraph.facts import Document
from newsgraph.facttypes import FactType
from newsgraph.pipeline import rejection
from newsgraph.pipeline.engines import COMPILED, ENGINES
from newsgraph.pipeline.extractors import RULES
from newsgraph.pipeline.functions import own_functions
from newsgraph.pipeline.inputs import Unit
from newsgraph.pipeline.naming import Naming
from newsgraph.pipeline.reading import Extractor, Reading
from newsgraph.pipeline.rejection import Report
from newsgraph.pipeline.tally import Tally
from newsgraph.pipeline.trail import Trail
from newsgraph.project import Project
from newsgraph.rdf import jsonld, parse, trig, turtle
from newsgraph.rdf.arrangement import Arrangement
from newsgraph.rdf.names import Prefixes, is_prefix
from newsgraph.rdf.terms import Triple, iri, iri_value
from newsgraph.records import ENTITY_TYPES, Record, Run, article_key, exemplar, records, slug
from newsgraph.shacl import Conforming
from newsgraph.vocab import NG, OA, PREFIXES, SCHEMA

# The logical source that mapping/rdf reads; it is bound in memory and never a file.
FACTS = "facts.json"

# More facts and pieces of evidence than that are no article. Building takes 1.2 ms for each of them, in a line.
MOST_PIECES = 20_000

# The order in which a published graph tells its story: the article, each claim with its words and the situation that
# it supports, then who and where.
LAYOUT = turtle.Layout(
    types=tuple(
        iri(NG + name) for name in ("Article", "Claim", "Situation", "Person", "Organization", "Country", "Place")
    ),
    follow=tuple(iri(name) for name in (f"{NG}supports", f"{NG}role", f"{NG}evidence", f"{OA}hasSelector")),
    predicates=tuple(
        iri(name)
        for name in (
            *(f"{SCHEMA}{word}" for word in ("headline", "name", "datePublished", "creditText", "url")),
            *(f"{OA}{word}" for word in ("hasSource", "exact", "start", "end")),
            *(f"{NG}{word}" for word in ("claims", "realis", "phase", "standing")),
            *(f"{NG}{word}" for word in ("imposedBy", "target", "participant", "member", "organization", "place")),
            *(f"{NG}{word}" for word in ("date", "until", "earliest", "latest", "dateText", "statedBy", "evidence")),
        )
    ),
)


@dataclass(frozen=True, slots=True)
class Built:
    """An article whose graph conforms, as it is published; `document` is the line of its facts, `facts` their number.

    `body` is the digest of its text. `reviewed` tells whether a person has been through its facts.
    """

    identifier: str
    file: str
    turtle: bytes
    jsonld: bytes
    trig: bytes
    document: bytes
    triples: int
    facts: int
    warnings: tuple[str, ...]
    body: str
    reviewed: bool
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Refused:
    """An article whose graph does not conform: the report, and the facts for an editor to correct."""

    identifier: str
    file: str
    report: Report
    facts: bytes
    body: str
    reviewed: bool
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that is no article and no facts, and why."""

    file: str
    message: str
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Superseded:
    """An article that is not extracted anew, for its reviewed facts are among the units too."""

    identifier: str
    file: str
    body: str
    tally: Tally = field(default_factory=Tally)


Outcome: TypeAlias = Built | Refused | Unreadable | Superseded


class Pipeline:
    """The stages of one project, compiled once."""

    def __init__(
        self,
        project: Project,
        extractor: str = RULES,
        reviewed: frozenset[str] = frozenset(),
        *,
        engine: str = COMPILED,
    ) -> None:
        """Read all rules; `extractor` finds the facts of articles, but for those whose ids are `reviewed`.

        `engine` names what reasons and checks (see `ENGINES`).

        Raises InputError with file, line and column for what is wrong in them: a mapping that names an unknown
        column is found here, before an article is read.
        """
        self.project = project
        self._extractor = Extractor(project, extractor, reviewed)
        self._naming = Naming(project)
        self._run = Run(__version__, self._extractor.digest)
        self._plan = rml.parse(
            [rml.MappingText(text, file) for file, text in project.mappings.items()],
            base=project.base,
            functions=own_functions(project),
        )
        for target in self._plan.targets:
            raise MappingError("no target is written here: what a mapping makes is checked and published", target.place)
        for _ in self._plan.run({FACTS: exemplar(self._extractor.fact_types, self._run)}, strict=True):
            pass
        self._mapping = self._plan.direct(FACTS)
        self._reasoner = ENGINES[engine].reasoner(ontology(project))
        self._shapes = ENGINES[engine].shapes([(text, file) for file, text in project.shapes.items()])
        self._prefixes = Prefixes.of(prefixes_of(project.base, self._extractor.fact_types))
        self._context = jsonld.Context.parse(
            project.context,
            project.frame,
            context_name="ontology/context.jsonld",
            frame_name="ontology/frame.jsonld",
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What the shapes ask for and the gate passes over, a line each with its place, and what makes a build slow."""
        return tuple(f"note: {note}" for note in (*self._shapes.notes, *self._reasoner.notes))

    def build(self, unit: Unit) -> Outcome:
        """All that becomes of one article."""
        try:
            reading = self._extractor.read(unit)
            outcome: Outcome = _superseded(unit, reading) if reading.superseded else self._judge(unit.file, reading)
        except InputError as error:
            outcome = Unreadable(unit.file, str(error))
        return replace(outcome, tally=self._extractor.tally)

    @property
    def rule_places(self) -> dict[str, Place]:
        """Where each extraction rule stands, by the name that its facts give, and those that read names."""
        return self._extractor.rule_places | self._naming.places

    def trail(self, document: Document, place: Place) -> Trail:
        """From the graph of a document, whose body starts at `place`, back to its words and lines."""
        table = records(document, self._extractor.fact_types, self._run)
        origins = self._plan.trace({FACTS: table}, scope=_scope(table))
        return Trail(document, place, table, self.project.base, origins, self._naming)

    def _judge(self, file: str, reading: Reading) -> Built | Refused:
        document = reading.document
        pieces = sum(1 + len(fact.evidence) for fact in document.facts)
        if pieces > MOST_PIECES:
            message = f"{pieces} facts and pieces of evidence are no single article; expected at most {MOST_PIECES}"
            raise FactsError(message, Place(file, reading.place.line))
        table = records(document, self._extractor.fact_types, self._run)
        graph, left_out = self._graph(table)
        name = iri(self.project.base + article_key(document.article))
        entailment = self._reasoner.entail(graph)
        verdict = self._shapes.check(name, (*graph, *entailment.triples))
        report = Report(file, ())
        if verdict.report.results or entailment.inconsistencies:
            report = rejection.report(
                file,
                self.trail(document, reading.place),
                results=verdict.report.results,
                inconsistencies=entailment.inconsistencies,
            )
        if isinstance(verdict, Conforming) and not entailment.inconsistencies:
            return self._publish(
                verdict,
                document,
                file,
                (*reading.notes, *(f"{file}: warning: {text}" for text in left_out), *report.lines()),
                table["article"]["bodyDigest"],
            )
        return Refused(
            document.article.id,
            file,
            report,
            facts.encode(document) + b"\n",
            table["article"]["bodyDigest"],
            document.reviewed is not None,
        )

    def _graph(self, table: Record) -> tuple[tuple[Triple, ...], tuple[str, ...]]:
        """The triples that the mapping makes, and what it had to leave out; blank nodes are the article's own."""
        run = self._plan.begin({FACTS: table}, scope=_scope(table))
        triples = tuple((s, p, o) for s, p, o, _ in self._mapping.quads(run))
        return triples, tuple(str(warning) for warning in run.report.left_out)  # an article need not fill every slot

    def _publish(
        self, verdict: Conforming, document: Document, file: str, warnings: tuple[str, ...], body: str
    ) -> Built:
        """Only what conforms has bytes to be written."""
        graph = Arrangement.of(verdict.triples)
        names = self._prefixes.adding("", f"{iri_value(verdict.name)}/")
        turtle_text, trig_text = trig.serialise_with_turtle(verdict.name, graph, names=names, layout=LAYOUT)
        return Built(
            document.article.id,
            file,
            turtle_text.encode(),
            jsonld.serialise(graph, context=self._context, root=verdict.name).encode(),
            trig_text.encode(),
            facts.encode(document) + b"\n",
            len(verdict.triples),
            len(document.facts),
            warnings,
            body,
            document.reviewed is not None,
        )


def _superseded(unit: Unit, reading: Reading) -> Superseded:
    article = reading.document.article
    return Superseded(article.id, unit.file, hashlib.sha256(article.body.encode()).hexdigest())


def _scope(table: Record) -> str:
    """What the labels of an article's blank nodes start with."""
    return hashlib.sha256(table["article"]["key"].encode()).hexdigest()[:12]


def ontology(project: Project) -> tuple[Triple, ...]:
    """The triples of all of a project's ontology; raises OntologyError with file, line and column."""
    try:
        return tuple(
            triple for file, text in project.ontology.items() for triple in parse.parse_triples(text, name=file)
        )
    except RdfSyntaxError as error:
        raise OntologyError(error.message, error.place) from error


def prefixes_of(base: str, fact_types: Iterable[FactType]) -> dict[str, str]:
    """The prefixes of what is published: the vocabularies, and one for each kind of thing under `base`.

    A fact type whose name cannot be a prefix, or is that of a vocabulary, has none.
    """
    kinds = ("article", "run", "software", *ENTITY_TYPES, *(fact_type.name for fact_type in fact_types))
    return {name: f"{base}{name}/" for name in map(slug, kinds) if is_prefix(name)} | PREFIXES
