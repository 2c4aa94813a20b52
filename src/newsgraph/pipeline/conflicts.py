"""Links that hold, to those that nothing contradicts, and the conflicts of the others with the evidence of both sides.

Nothing is resolved here: a link that is in conflict is withheld, and a person is told what each side rests on. Links of
people are judged first and by themselves, so that no link of rules can withhold one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from newsgraph.link import linkgraph
from newsgraph.link.candidates import Knowledge
from newsgraph.link.classes import SUBCLASS_OF, Classes
from newsgraph.link.items import Item, Reference, Statement, Text, Time
from newsgraph.link.joining import Joint, above, joined, values
from newsgraph.link.sssom import Link, is_item
from newsgraph.link.union import Edge, Union, union
from newsgraph.link.view import statement_iri
from newsgraph.pipeline.articles import Articles
from newsgraph.pipeline.items import ItemMapping
from newsgraph.rdf.terms import Term, Triple, iri, literal
from newsgraph.shacl import Report, Result, Shapes
from newsgraph.vocab import SKOS, WIKIDATA_PREFIXES

_SHOWN = ("P31", "P569", "P570", "P27", "P39")
_FEW = 8  # statements of a property that a conflict shows


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a link is withheld, or what a person should know of one that is not; with what each side rests on."""

    joint: Joint
    message: str
    withheld: bool
    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    def to_text(self) -> str:
        """A paragraph for a person."""
        line = self.joint.line
        return "\n".join(
            (
                f"{line.subject}: {'not published' if self.withheld else 'published, but look'}: {self.message}",
                f"    linked to {self.joint.target} {told(line)}",
                "    the articles",
                *(f"        {text}" for text in self.ours),
                "    Wikidata",
                *(f"        {text}" for text in self.theirs),
                "",
            )
        )


def told(line: Link) -> str:
    """Who made a line, when, and why."""
    who = f"by {line.author or 'a person'}" if line.by_person else f"by {line.tool or 'rules'}"
    when = f" on {line.date}" if line.date else ""
    confidence = "" if line.confidence is None else f", confidence {line.confidence:.2f}"
    return f"{who}{when}{confidence}" + (f": {line.comment}" if line.comment else "")


def label(item: Item, languages: Sequence[str]) -> str:
    """The label of an item in the first of these languages that has one; empty where none has."""
    return next((item.labels[language] for language in languages if language in item.labels), "")


@dataclass(frozen=True, slots=True)
class Judged:
    """The links that nothing contradicts, what they join, and the conflicts of all the others."""

    published: tuple[Joint, ...]
    union: Union
    conflicts: tuple[Conflict, ...]
    report: Report


@dataclass
class Court:
    """What links are judged by: shapes, the articles, and what is known of items."""

    shapes: Shapes
    articles: Articles
    knowledge: Knowledge
    mapping: ItemMapping
    classes: Classes = field(default_factory=Classes.shipped)

    def judge(self, accepted: Sequence[Joint], negative: frozenset[Edge]) -> Judged:
        """Judge all links that are accepted."""
        self.classes = self.classes.joined(
            item for item in self.knowledge.items.values() if SUBCLASS_OF in item.statements
        )
        negative |= self.articles.different
        kept: list[tuple[Joint, ...]] = []
        conflicts: list[Conflict] = []
        results: list[Result] = []
        prefixes: Mapping[str, str] = {}
        for by_person in (True, False):
            rank = tuple(joint for joint in accepted if joint.line.by_person is by_person)
            withheld: set[Joint] = set()
            for report, found in self._contradicted(tuple(chain(*kept)), rank, negative):
                prefixes = report.prefixes
                results += report.results
                conflicts += found
                withheld |= {conflict.joint for conflict in found if conflict.withheld}
            kept.append(tuple(joint for joint in rank if joint not in withheld))
            apart = joined(kept, negative).withheld
            for joint in kept[-1]:
                if joint.edge in apart:
                    first, second = apart[joint.edge]
                    conflicts.append(self._conflict(joint, f"it would make one of {first} and {second}", withheld=True))
            kept[-1] = tuple(joint for joint in kept[-1] if joint.edge not in apart)
        published = tuple(sorted(chain(*kept), key=lambda joint: joint.edge))
        report = Report(tuple(sorted(set(results), key=Result.sort_key)), prefixes)
        return Judged(published, joined(kept, negative), tuple(dict.fromkeys(conflicts)), report)

    def _contradicted(
        self, kept: Sequence[Joint], rank: Sequence[Joint], negative: frozenset[Edge]
    ) -> Iterator[tuple[Report, list[Conflict]]]:
        """For each set of what the links would join the report on it, and the conflicts of links of this rank."""
        for own, before in _sets(kept, rank):
            report = self._report((*before, *own), negative)
            conflicts = self._conflicts(report, own)
            left = [joint for joint in own if not any(c.joint == joint and c.withheld for c in conflicts)]
            if len(left) < len(own) and left and self._report((*before, *left), negative).rejects:
                conflicts += [self._conflict(joint, "what it joins is in conflict", withheld=True) for joint in left]
            yield report, conflicts

    def _conflicts(self, report: Report, own: Sequence[Joint]) -> list[Conflict]:
        """Each result with the links of this rank whose subject is its focus node; where there is none, with all."""
        by_subject: dict[Term, list[Joint]] = defaultdict(list)
        for joint in own:
            by_subject[linkgraph.term(joint.line.subject)].append(joint)
        found = [
            self._conflict(joint, result.message, withheld=result.rejects)
            for result in report.results
            for joint in by_subject.get(result.focus_node, ())
        ]
        if report.rejects and not any(conflict.withheld for conflict in found):
            message = next(result.message for result in report.results if result.rejects)
            found += [self._conflict(joint, message, withheld=True) for joint in own]
        return found

    def _report(self, joints: Sequence[Joint], negative: frozenset[Edge]) -> Report:
        name = linkgraph.term(joints[0].line.subject)
        return self.shapes.check(name, dict.fromkeys(self._graph(joints, negative))).report

    def _graph(self, joints: Sequence[Joint], negative: frozenset[Edge]) -> Iterator[Triple]:
        """All that the shapes look at: both sides of the links, what is denied, classes, and the names of offices."""
        nodes = {name for joint in joints for name in joint.edge}
        yield from linkgraph.triples(joints, "urn:newsgraph:")
        for first, second in sorted(negative):
            if first in nodes and second in nodes:
                yield linkgraph.term(first), linkgraph.DIFFERENT_FROM, linkgraph.term(second)
        for node in sorted(nodes):
            if not is_item(node):
                yield from self.articles.about(node)
                continue
            item = self.knowledge.item(node)
            if isinstance(item, Item):
                yield from self.mapping.triples(item)
                for name, other in above(item, self.classes):
                    yield linkgraph.term(name), iri(f"{WIKIDATA_PREFIXES['wdt']}{SUBCLASS_OF}"), linkgraph.term(other)
                for name in values(item, "P39"):
                    yield from self._labels(name)

    def _labels(self, name: str) -> Iterator[Triple]:
        item = self.knowledge.item(name)
        if isinstance(item, Item):
            for language in self.mapping.languages:
                if language in item.labels:
                    label = literal(item.labels[language], language=language)
                    yield linkgraph.term(name), f"<{SKOS}prefLabel>", label

    # -- The evidence of both sides ------------------------------------------------------------------------------------

    def _conflict(self, joint: Joint, message: str, *, withheld: bool) -> Conflict:
        return Conflict(
            joint,
            message,
            withheld,
            tuple(self.articles.evidence(joint.line.subject)),
            tuple(self._of_item(joint.target))
            if is_item(joint.target)
            else tuple(self.articles.evidence(joint.target)),
        )

    def _of_item(self, name: str) -> Iterator[str]:
        item = self.knowledge.item(name)
        if not isinstance(item, Item):
            return
        revision = "" if item.revision is None else f", revision {item.revision}"
        yield f"{item.id}{revision}: {self._label(name)}"
        for property_ in _SHOWN:
            said = [one for one in item.statements.get(property_, ()) if one.rank != "deprecated"]
            yield from (f"{property_} {self._said(one)}  {statement_iri(one)}" for one in said[:_FEW])
            if len(said) > _FEW:
                yield f"{property_} and {len(said) - _FEW} more"

    def _said(self, statement: Statement) -> str:
        value = statement.main.value
        if isinstance(value, Reference):
            text = f"{value.id} {self._label(value.id)}".strip()
        elif isinstance(value, Time | Text):
            text = value.text
        else:
            text = statement.main.kind
        times = [
            f"{word} {time.text}"
            for word, name in (("from", "P580"), ("until", "P582"))
            for time in statement.times(name)
        ]
        return ", ".join((text, *times))

    def _label(self, name: str) -> str:
        item = self.knowledge.item(name)
        return label(item, self.mapping.languages) if isinstance(item, Item) else ""


def _sets(kept: Sequence[Joint], rank: Sequence[Joint]) -> Iterator[tuple[list[Joint], list[Joint]]]:
    """The links of a rank, by the sets that they and those kept before would make; with those kept before."""
    trial = union([[joint.edge for joint in (*kept, *rank)]], ())
    own: dict[frozenset[str], list[Joint]] = defaultdict(list)
    before: dict[frozenset[str], list[Joint]] = defaultdict(list)
    for joint in rank:
        own[trial.same(joint.line.subject)].append(joint)
    for joint in kept:
        before[trial.same(joint.line.subject)].append(joint)
    for members in sorted(own, key=min):
        yield own[members], before[members]
