"""What a build wrote, and a link file, to one dataset in which Wikidata's statements stand beside ours.

merged/dataset.trig     the graphs of the articles, byte for byte as they were; one graph for each item, at its
                        revision; one of the links
merged/links.ttl        the graph of the links by itself
merged/STEM.jsonld      the article's graph with schema:sameAs of its entities
merged/conflicts.txt    why links are not published, with the evidence of both sides
merged/conflicts.ttl    the same as a validation report of SHACL

Laws: the same output, link file and items give the same bytes, whatever their order, so that a link that is taken away
leaves what was there before it; no graph of an article is changed; a link that is in conflict is in none of the files
but the report; only what conforms is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from newsgraph import __version__, sources
from newsgraph.errors import InputError, OutputError, Place, UsageError
from newsgraph.facts import Article
from newsgraph.link import joining, linkgraph, sssom, subjects
from newsgraph.link.cache import Cache
from newsgraph.link.candidates import Catalogue, Knowledge, Unknown
from newsgraph.link.items import Item
from newsgraph.link.joining import Joint, Joints
from newsgraph.link.sssom import WIKIDATA, LinkFile, is_item
from newsgraph.link.union import Union
from newsgraph.link.view import left_out
from newsgraph.link.wikidata import Wikidata
from newsgraph.pipeline.articles import Articles
from newsgraph.pipeline.conflicts import Conflict, Court, Judged, told
from newsgraph.pipeline.items import ItemMapping
from newsgraph.pipeline.linking import cache_path, links_path
from newsgraph.pipeline.publishing import prefixes_of
from newsgraph.project import Project
from newsgraph.rdf import jsonld, parse, trig, turtle
from newsgraph.rdf.names import natural_key
from newsgraph.rdf.terms import RDF_TYPE, Term, Triple, iri, iri_value, literal
from newsgraph.records import article_key
from newsgraph.shacl import Conforming, Rejected, Shapes
from newsgraph.sinks import OutputFolder
from newsgraph.store.loading import DATASET, dataset
from newsgraph.vocab import NG, OWL, PROV, SCHEMA, WIKIDATA_PREFIXES

FOLDER = "merged"
LINKS, CONFLICTS, REPORT = "links.ttl", "conflicts.txt", "conflicts.ttl"

ITEM_LAYOUT = turtle.Layout(
    types=(f"<{PROV}Entity>", f"<{PROV}Activity>", f"<{PROV}SoftwareAgent>"),
    predicates=(f"<{SCHEMA}about>", f"<{SCHEMA}version>"),
)
LINK_LAYOUT = turtle.Layout(
    types=(f"<{PROV}Entity>",),
    predicates=tuple(
        f"<{OWL}{name}>" for name in ("sameAs", "annotatedSource", "annotatedProperty", "annotatedTarget")
    ),
)


@dataclass(slots=True)
class Summary:
    """What a merge did. `unknown` are links to items that were not looked up, `review` those that go back there."""

    published: int = 0
    reviewed: int = 0
    items: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    review: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def withheld(self) -> int:
        """How many links are not published because something contradicts them."""
        return len({conflict.joint for conflict in self.conflicts if conflict.withheld})


def merge(project: Project, output: Path, *, links: Path | None = None, online: bool = False) -> Summary:
    """Merge the folder of a build by its link file, or the one that is named.

    Raises UsageError where there is no link file, InputError where the folder holds no dataset, or the link file or the
    project is wrong; OutputError where writing fails.
    """
    path = links_path(output, links)
    if not path.is_file():
        raise UsageError(f"{path}: there is no link file; 'newsgraph link {output}' makes one")
    file = sssom.read(path)
    cache = cache_path(project, output)
    with ExitStack() as closing:
        catalogue = None
        if online or cache.exists():
            opened = closing.enter_context(Cache.at(cache))
            catalogue = closing.enter_context(Wikidata(project.link, opened, online=online))
        return Merging(project).merge(output, file, catalogue, online=online)


class Merging:
    """The stages of a merge for one project, compiled once."""

    def __init__(self, project: Project) -> None:
        """Raises InputError with file, line and column for what is wrong in the mapping and the shapes."""
        self.project = project
        self.mapping = ItemMapping.of(project)
        self.shapes = Shapes.parse([(text, file) for file, text in project.merge_shapes.items()])
        self.prefixes = {"link": f"{project.base}link/"} | prefixes_of(project.base, ())

    def merge(self, output: Path, links: LinkFile, catalogue: Catalogue | None, *, online: bool = False) -> Summary:
        """Merge the folder of a build with what the catalogue knows of its items; without one nothing is known.

        Raises InputError where the folder holds no dataset; OutputError where writing fails.
        """
        paths = dataset(output)
        if not paths:
            message = f"there is no {DATASET} here; expected the folder that 'newsgraph build' wrote"
            raise InputError(message, Place(str(output)))
        contents = [sources.read_bytes(path) for path in paths]
        quads = [quad for path, part in zip(paths, contents, strict=True) for quad in parse.parse(part, name=str(path))]
        content = b"".join(contents)
        entities = tuple(subject.iri for subject in subjects.read(quads))
        run = _Run(self, Articles(quads), Knowledge(catalogue=catalogue, online=online))
        with OutputFolder.open(output / FOLDER) as folder:
            return run.write(folder, content, links, entities)

    @cached_property
    def article_shapes(self) -> Shapes:
        """What an article's graph is checked by, with what is added to it."""
        return Shapes.parse([(text, file) for file, text in self.project.shapes.items()])

    @cached_property
    def context(self) -> jsonld.Context:
        return jsonld.Context.parse(
            self.project.context,
            self.project.frame,
            context_name="ontology/context.jsonld",
            frame_name="ontology/frame.jsonld",
        )


class _Run:
    """The merge of one output folder."""

    def __init__(self, stages: Merging, articles: Articles, knowledge: Knowledge) -> None:
        self._project = stages.project
        self._stages = stages
        self._mapping = stages.mapping
        self._articles = articles
        self._knowledge = knowledge
        self._summary = Summary()

    def write(self, folder: OutputFolder, content: bytes, links: LinkFile, entities: Sequence[str]) -> Summary:
        """Judge the links, and write what is published."""
        found = joining.joints(links, entities, self._knowledge)
        joining.needed(found.items, self._knowledge)
        negative = joining.negative(links, found.accepted, self._knowledge)
        court = Court(self._stages.shapes, self._articles, self._knowledge, self._mapping)
        judged = court.judge(found.accepted, negative)
        self._tell(found, judged)
        published = (*judged.published, *found.reviewed)
        graph = self._conforming(iri(f"{self._project.base}links"), tuple(self._links(published)))
        with folder.stream(DATASET) as writer:
            writer.write(content)
            for item in self._items(judged):
                writer.write(self._trig(item, ITEM_LAYOUT))
            writer.write(self._trig(graph, LINK_LAYOUT))
        folder.write(
            LINKS, turtle.serialise(graph.triples, prefixes=self._stages.prefixes, layout=LINK_LAYOUT).encode()
        )
        folder.write(CONFLICTS, "\n".join(conflict.to_text() for conflict in judged.conflicts).encode())
        folder.write(REPORT, judged.report.to_turtle().encode())
        self._write_articles(folder, judged.union)
        return self._summary

    def _tell(self, found: Joints, judged: Judged) -> None:
        summary = self._summary
        summary.published, summary.reviewed = len(judged.published), len(found.reviewed)
        summary.conflicts += judged.conflicts
        summary.unknown += (
            f"{line.subject}: {line.object} was not looked up: {reason}" for line, reason in found.unknown
        )
        summary.review += (
            f"{line.subject}: {line.object} was deleted, so its link, {told(line)}, needs a person"
            for line in found.deleted
        )
        summary.notes += (
            f"{joint.line.subject}: {joint.line.object} is now {joint.target}, and the link follows"
            for joint in found.accepted
            if joint.moved
        )

    # -- The graphs ----------------------------------------------------------------------------------------------------

    def _items(self, judged: Judged) -> Iterator[Conforming]:
        """A graph for each item that is published, and for each that those speak of."""
        own = {joint.target for joint in judged.published if is_item(joint.target)}
        names = joining.needed(sorted(own), self._knowledge)
        known = self._knowledge.items
        key_of = _canonical(judged.union, known)
        items = {known[name].id: known[name] for name in names if name in known}
        for name, item in sorted(items.items(), key=lambda pair: natural_key(pair[0])):
            triples = tuple(self._mapping.triples(item, key_of))
            if name in own:
                self._summary.notes += left_out(item, _properties(triples))
            self._summary.items += 1
            yield self._conforming(iri(self._mapping.records(item, key_of)["item"]["graph"]), triples)
        missing = len([name for name in names if isinstance(self._knowledge.item(name), Unknown)])
        if missing:
            self._summary.notes.append(
                f"{missing} items that the linked ones speak of were not looked up, so they have no name"
            )

    def _links(self, joints: Sequence[Joint]) -> Iterator[Triple]:
        """The graph of the links, and the run that made it."""
        graph, configuration = iri(f"{self._project.base}links"), self._mapping.configuration
        run = iri(f"{self._project.base}run/{configuration[:16]}")
        agent = iri(f"{self._project.base}software/newsgraph-{__version__}")
        yield graph, RDF_TYPE, f"<{PROV}Entity>"
        yield graph, f"<{PROV}wasGeneratedBy>", run
        yield run, RDF_TYPE, f"<{PROV}Activity>"
        yield run, f"<{PROV}wasAssociatedWith>", agent
        yield run, f"<{NG}configuration>", literal(configuration)
        yield agent, RDF_TYPE, f"<{PROV}SoftwareAgent>"
        yield agent, f"<{SCHEMA}name>", literal("Newsgraph")
        yield agent, f"<{SCHEMA}softwareVersion>", literal(__version__)
        yield from linkgraph.triples(joints, self._project.base)

    def _conforming(self, name: Term, triples: tuple[Triple, ...]) -> Conforming:
        """Only what conforms is written; raises OutputError where a graph of our own making does not."""
        verdict = self._stages.shapes.check(name, dict.fromkeys(triples))
        if isinstance(verdict, Rejected):
            raise OutputError(
                f"{iri_value(name)} does not conform, and nothing is written:\n{verdict.report.to_text()}"
            )
        return verdict

    def _trig(self, graph: Conforming, layout: turtle.Layout) -> bytes:
        return trig.serialise_graph(graph.name, graph.triples, prefixes=self._stages.prefixes, layout=layout).encode()

    # -- The articles --------------------------------------------------------------------------------------------------

    def _write_articles(self, folder: OutputFolder, union: Union) -> None:
        """The JSON-LD of each article, in which an entity that is linked says so; others of earlier merges go."""
        written = set()
        for path in sorted(folder.root.parent.glob("*.jsonld")):
            name = iri(self._project.base + article_key(Article(id=path.stem, body="")))
            triples = self._articles.graphs.get(name, [])
            if not triples:
                continue  # left of an earlier build
            verdict = self._stages.article_shapes.check(name, (*triples, *_same_as(triples, union)))
            if isinstance(verdict, Conforming):
                folder.write(
                    path.name, jsonld.serialise(verdict.triples, context=self._stages.context, root=name).encode()
                )
                written.add(path.name)
            else:
                self._summary.notes.append(
                    f"{path}: warning: its graph does not conform, so it is left out; build it anew"
                )
        for name in list(folder.names(".jsonld")):
            if name not in written:
                folder.remove(name)


def _canonical(union: Union, known: Mapping[str, Item]) -> Callable[[str], str]:
    """The IRI that stands for an item: that of an entity of ours, one known beyond its article before others.

    An item that was merged into another is the other.
    """

    def rank(node: str) -> object:
        return is_item(node), "/article/" in node, natural_key(node)

    def key_of(name: str) -> str:
        found = union.canonical(known[name].id if name in known else name, rank)
        return WIKIDATA + found if is_item(found) else found

    return key_of


def _properties(triples: Sequence[Triple]) -> tuple[str, ...]:
    """The properties of which a graph has statements."""
    start = f"<{WIKIDATA_PREFIXES['p']}P"
    return tuple(sorted({p[len(start) - 1 : -1] for _, p, _ in triples if p.startswith(start)}))


def _same_as(triples: Sequence[Triple], union: Union) -> Iterator[Triple]:
    """schema:sameAs of the entities that an article mentions, to their items."""
    mentioned = {o for _, p, o in triples if p == f"<{SCHEMA}mentions>"}
    for node in sorted(mentioned):
        for name in sorted(union.same(iri_value(node))):
            if is_item(name):
                yield node, linkgraph.SCHEMA_SAME_AS, linkgraph.term(name)
