"""Facts to published bytes, the compiled way against the plain one: articles a second and core, stage by stage.

    python bench/pipeline.py --quick            # under a minute; the last line is the ratio
    python bench/pipeline.py --markdown         # longer, and write the table into README.md

Both ways start from the facts of the sample articles. Ours decodes them, maps, reasons, validates with all shipped
shapes, and makes Turtle, TriG and JSON-LD; every article has an id of its own, so that nothing that is remembered of
one serves the next but what articles share. The reference is what a user of rdflib, owlrl, pyshacl and PyLD writes:
the triples that the mapping makes into a graph, the closure with the ontology, pyshacl.validate, and what is
published as Turtle by rdflib and as JSON-LD by PyLD. Its mapping and its TriG are not counted. Compared are the
verdicts, the entailed triples, and the graphs that both documents are read back as; our bytes are those of output/.
Exit status 1 where something differs. Time is that of the processor, on one core, once all is loaded.
"""

from __future__ import annotations

import argparse
import itertools
import json
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import owlrl
import pyshacl
import rdflib
from pyld import jsonld as pyld
from rdflib import Graph

from newsgraph import __version__, facts, rml
from newsgraph.facts import Document
from newsgraph.pipeline import publishing, reading
from newsgraph.pipeline.functions import own_functions
from newsgraph.project import Project
from newsgraph.rdf import jsonld, parse, trig
from newsgraph.rdf.arrangement import Arrangement
from newsgraph.rdf.names import Prefixes
from newsgraph.rdf.rdflib import from_rdflib, to_rdflib
from newsgraph.rdf.terms import Term, Triple, iri, iri_value
from newsgraph.reasoner import Reasoner
from newsgraph.records import Run, article_key, records
from newsgraph.shacl import Shapes

BENCH = Path(__file__).parent
ROOT = BENCH.parent
README = BENCH / "README.md"
START, END = "<!-- bench/pipeline.py writes from here -->\n", "<!-- to here: pipeline -->\n"
STAGES = ("facts", "records", "mapping", "reasoning", "SHACL", "Turtle and TriG", "JSON-LD")

Value = TypeVar("Value")


@dataclass(slots=True)
class Watch:
    """Seconds of the processor by stage, and how many articles they are of."""

    seconds: dict[str, float] = field(default_factory=dict)
    articles: int = 0

    def time(self, stage: str, call: Callable[[], Value]) -> Value:
        """What `call` gives; its time is the stage's."""
        begun = time.process_time()
        value = call()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - begun
        return value

    @property
    def total(self) -> float:
        return sum(self.seconds.values())

    def milliseconds(self, stage: str) -> float:
        """Of one article."""
        return self.seconds.get(stage, 0.0) / self.articles * 1000


@dataclass(frozen=True, slots=True)
class Published:
    """What either way makes of one article."""

    name: Term
    mapped: tuple[Triple, ...]
    triples: frozenset[Triple]
    conforms: bool
    turtle: str
    jsonld: str


class Compiled:
    """The stages of the pipeline, one after the other, under a watch."""

    def __init__(self, project: Project) -> None:
        self.extractor = reading.Extractor(project)
        self._project = project
        self._run = Run(__version__, self.extractor.digest)
        texts = [rml.MappingText(text, file) for file, text in project.mappings.items()]
        plan = rml.parse(texts, base=project.base, functions=own_functions(project))
        self._plan, self._mapping = plan, plan.direct(publishing.FACTS)
        self._reasoner = Reasoner(publishing.ontology(project))
        self._shapes = Shapes.parse([(text, file) for file, text in project.shapes.items()])
        self._prefixes = Prefixes.of(publishing.prefixes_of(project.base, self.extractor.fact_types))
        self._context = jsonld.Context.parse(project.context, project.frame)

    def publish(self, line: bytes, watch: Watch) -> Published:
        document = watch.time("facts", lambda: facts.decode(line))
        table = watch.time("records", lambda: records(document, self.extractor.fact_types, self._run))
        mapped = watch.time("mapping", lambda: self._mapped(table))
        entailed = watch.time("reasoning", lambda: self._reasoner.entail(mapped))
        name = iri(self._project.base + article_key(document.article))
        verdict = watch.time("SHACL", lambda: self._shapes.check(name, (*mapped, *entailed.triples)))
        names = self._prefixes.adding("", f"{iri_value(name)}/")
        graph = watch.time("Turtle and TriG", lambda: Arrangement.of(verdict.triples))
        turtle, _ = watch.time(
            "Turtle and TriG",
            lambda: trig.serialise_with_turtle(name, graph, names=names, layout=publishing.LAYOUT),
        )
        written = watch.time("JSON-LD", lambda: jsonld.serialise(graph, context=self._context, root=name))
        watch.articles += 1
        conforms = not verdict.report.rejects and not entailed.inconsistencies
        return Published(name, mapped, frozenset(verdict.triples), conforms, turtle, written)

    def _mapped(self, table: dict[str, Any]) -> tuple[Triple, ...]:
        run = self._plan.begin({publishing.FACTS: table})
        return tuple((s, p, o) for s, p, o, _ in self._mapping.quads(run))


class Reference:
    """The libraries, as their documentation shows them."""

    def __init__(self, project: Project) -> None:
        self._ontology = _graph(project.ontology.values())
        self._shapes = _graph(project.shapes.values())
        self._context: Any = json.loads(project.context)["@context"]

    def publish(self, ours: Published, watch: Watch) -> Published:
        """The graph that `ours` was mapped to; of the closure is published what `ours` has, if it is there."""
        graph = to_rdflib(ours.mapped)
        closed = watch.time("reasoning", lambda: self._closed(graph))
        conforms = watch.time("SHACL", lambda: self._conforms(closed))
        triples = frozenset(from_rdflib(_without_literal_subjects(closed))) & ours.triples
        published = to_rdflib(triples)
        turtle = watch.time("Turtle and TriG", lambda: published.serialize(format="turtle"))
        written = watch.time("JSON-LD", lambda: self._jsonld(published))
        watch.articles += 1
        return Published(ours.name, ours.mapped, triples, conforms, turtle, written)

    def _closed(self, graph: Graph) -> Graph:
        closed = graph + self._ontology
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
        return closed

    def _conforms(self, closed: Graph) -> bool:
        """Warnings are no reason to reject an article."""
        conforms, _, _ = pyshacl.validate(closed, shacl_graph=self._shapes, allow_warnings=True)
        return bool(conforms)

    def _jsonld(self, graph: Graph) -> str:
        expanded = pyld.from_rdf(graph.serialize(format="nt"), {"format": "application/n-quads"})
        return json.dumps(pyld.compact(expanded, self._context), ensure_ascii=False, indent=2)


def _graph(texts: Iterable[str]) -> Graph:
    graph = Graph()
    for text in texts:
        graph.parse(data=text, format="turtle")
    return graph


def _without_literal_subjects(graph: Graph) -> Iterator[Any]:
    """OWL RL makes generalised triples, which are no RDF."""
    return (triple for triple in graph if not isinstance(triple[0], rdflib.Literal))


def documents(extractor: reading.Extractor) -> list[Document]:
    """The facts of the sample articles."""
    paths = [str(path) for path in sorted((ROOT / "articles").glob("*.txt"))]
    return [extractor.read(unit).document for unit in reading.units(paths, skipped=[], output=None)]


def numbered(document: Document, number: int) -> bytes:
    """The facts of one article as those of another."""
    article = msgspec.structs.replace(document.article, id=f"{document.article.id}-{number}")
    return facts.encode(msgspec.structs.replace(document, article=article))


def differences(ours: Published, theirs: Published) -> Iterator[str]:
    """What the two ways do not agree on."""
    if ours.conforms != theirs.conforms:
        yield f"conforms: {ours.conforms}, and by the reference {theirs.conforms}"
    for missing in sorted(ours.triples - theirs.triples):
        yield f"not in the reference's closure: {missing}"
    graphs = [
        frozenset(parse.parse_triples(text, name=name))
        for text, name in (
            (ours.turtle, "ours.ttl"),
            (ours.jsonld, "ours.jsonld"),
            (theirs.turtle, "theirs.ttl"),
            (theirs.jsonld, "theirs.jsonld"),
        )
    ]
    if any(graph != ours.triples for graph in graphs):
        yield f"not one graph: {[len(graph) for graph in graphs]} triples read back of {len(ours.triples)}"


def compare(found: list[Document], compiled: Compiled, reference: Reference, theirs: Watch, passes: int) -> list[str]:
    """What differs on the sample articles, from output/ too; the reference is under a watch."""
    wrong: list[str] = []
    for _, document in itertools.product(range(passes), found):
        ours = compiled.publish(facts.encode(document), Watch())
        stem = document.article.id
        wrong += [f"{stem}: {what}" for what in differences(ours, reference.publish(ours, theirs))]
        for text, ending in ((ours.turtle, "ttl"), (ours.jsonld, "jsonld")):
            if (ROOT / f"output/{stem}.{ending}").read_text(encoding="utf-8") != text:
                wrong.append(f"{stem}: not the bytes of output/{stem}.{ending}")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="take under a minute")
    parser.add_argument("--markdown", action="store_true", help="write the table into bench/README.md")
    options = parser.parse_args()
    project = Project.load()
    compiled, reference = Compiled(project), Reference(project)
    found = documents(compiled.extractor)
    ours, theirs = Watch(), Watch()
    wrong = compare(found, compiled, reference, theirs, 1 if options.quick else 3)
    enough = 10.0 if options.quick else 30.0
    for number in itertools.count():
        for document in found:
            compiled.publish(numbered(document, number), ours)
        if ours.total > enough:
            break
    table = "\n".join(report(ours, theirs, project))
    print(table)
    for what in wrong:
        print(f"differs: {what}", file=sys.stderr)
    if options.markdown:
        before, rest = README.read_text(encoding="utf-8").split(START)
        README.write_text(f"{before}{START}\n{table}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")
    print(f"ratio {ratio(ours, theirs):.1f}")
    return 1 if wrong else 0


def ratio(ours: Watch, theirs: Watch) -> float:
    """How many articles the compiled way publishes while the reference does one."""
    return (theirs.total / theirs.articles) / (ours.total / ours.articles)


def report(ours: Watch, theirs: Watch, project: Project) -> Iterator[str]:
    yield "| Stage | Newsgraph, ms an article | Reference, ms an article | Ratio |"
    yield "| --- | --- | --- | --- |"
    for stage in STAGES:
        mine, other = ours.milliseconds(stage), theirs.milliseconds(stage)
        cells = f"{other:.1f} | {other / mine:.0f}" if other else " | "
        yield f"| {stage} | {mine:.3f} | {cells} |"
    whole, other = ours.total / ours.articles, theirs.total / theirs.articles
    yield f"| all | **{whole * 1000:.2f}** | {other * 1000:.0f} | **{other / whole:.0f}** |"
    yield f"| articles a second and core | **{1 / whole:.0f}** | {1 / other:.1f} | |"
    yield ""
    names = ("rdflib", "owlrl", "pyshacl", "PyLD", "pyoxigraph")
    yield (
        f"{len(project.shapes)} files of shapes; {ours.articles:,} articles, of the reference {theirs.articles}; "
        f"Newsgraph {__version__}, {', '.join(f'{name} {version(name)}' for name in names)}, "
        f"Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}."
    )


if __name__ == "__main__":
    sys.exit(main())
