"""An article's graph to accounts of its nodes and triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from newsgraph.errors import Place
from newsgraph.facts import Article
from newsgraph.pipeline.published import FACTS, published_facts
from newsgraph.pipeline.publishing import Pipeline, ontology
from newsgraph.pipeline.trail import Trail
from newsgraph.pipeline.why.answer import Account, Entailed, Line, Quote, Statement
from newsgraph.pipeline.why.asked import shown
from newsgraph.pipeline.why.graph import ArticleGraph, Words
from newsgraph.project import Project
from newsgraph.rdf.terms import Term, Triple, iri_value, literal_parts
from newsgraph.reasoner import Justifier
from newsgraph.records import article_key
from newsgraph.shacl import Targets, read_documents
from newsgraph.vocab import NG, PREFIXES

_RULE, _REALIS, _CLAIMS, _STATED_BY, _PHASE, _TITLE = (
    f"<{NG}{name}>" for name in ("rule", "realis", "claims", "statedBy", "phase", "title")
)
# What a claim says of itself; its other properties are the roles of what it claims.
_OWN = frozenset(
    f"<{NG}{name}>"
    for name in (
        *("claims", "realis", "phase", "date", "earliest", "latest", "dateText", "statedBy", "reportedIn"),
        *("evidence", "rule", "supports", "party"),
    )
)
_ENDED = f"<{NG}ended>"


class Rules:
    """A project's rules, mapping, ontology and shapes, with their places."""

    def __init__(self, project: Project) -> None:
        """Compile them; raises InputError with file, line and column for what is wrong in them."""
        self.base = project.base
        self.pipeline = Pipeline(project)
        self.axioms = ontology(project)
        self.justifier = Justifier(self.axioms)
        self.shapes = read_documents((text, file) for file, text in project.shapes.items())
        self._places = read_documents((text, file) for file, text in project.ontology.items())

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """Those of the vocabularies, and of the project's shapes."""
        return PREFIXES | dict(self.shapes.prefixes)

    def shown(self, term: Term) -> str:
        """A term as a person reads it."""
        return shown(term, self.base, self.prefixes)

    def shown_triple(self, triple: Triple) -> str:
        return " ".join(map(self.shown, triple))

    def reading(self, rule: str) -> Line:
        """An extraction rule by its name, with its line."""
        place = self.pipeline.rule_places.get(rule)
        return Line(rule, "" if place is None else str(place))

    def axiom(self, axiom: Triple) -> Line:
        """An axiom, with the line on which the ontology describes its subject."""
        return Line(self.shown_triple(axiom), _written(self._places.place_of(axiom[0])))

    def shape(self, shape: Term, place: Place | None) -> Line:
        return Line("a shape without a name" if shape.startswith("_:") else self.shown(shape), _written(place))


class Teller:
    """Tells of one article's graph; `notes` gets what cannot be told, and why."""

    def __init__(self, rules: Rules, graph: ArticleGraph, output: Path) -> None:
        self._rules = rules
        self._graph = graph
        self._output = output
        self._targets = Targets(rules.shapes, graph.triples, rules.axioms)
        self.notes: dict[str, None] = {}

    def of_node(self, node: Term) -> Iterator[Account]:
        """What the article says of a node: itself, then each claim and each office in which it stands."""
        graph = self._graph
        about = graph.about(node)
        claims = list(dict.fromkeys(graph.claims_of(node)))
        if about and node not in claims:
            yield self._account(node, self._name(node), about)
        for claim in claims:
            of_claim = graph.about(claim)
            own = of_claim if claim == node else tuple(triple for triple in of_claim if triple[2] == node)
            yield self._account(claim, self._claim(claim), own)
        for role in graph.roles_of(node):
            yield self._account(role, self._role(role), graph.about(role))

    def of_triple(self, triple: Triple) -> Iterator[Account]:
        """Why the article's graph has a triple: by the claims, or the offices, that its subject stands for or in."""
        graph, subject = self._graph, triple[0]
        sources = [claim for claim in graph.claims_of(subject) if self._bears_on(claim, triple)]
        sources += [role for role in graph.roles_of(subject) if triple[2] in graph.objects(role, triple[1])]
        for source in dict.fromkeys(sources):
            says = self._claim(source) if graph.is_claim(source) else self._role(source)
            yield self._account(source, says, (triple,))
        if not sources:
            yield self._account(subject, self._name(subject), (triple,))

    def _bears_on(self, claim: Term, triple: Triple) -> bool:
        """Whether a triple is the claim's own, or about a node and another that the claim speaks of as well."""
        subject, _, value = triple
        if subject == claim or not value.startswith("<"):
            return True
        spoken_of = {o for _, _, o in self._graph.about(claim)}
        return value in spoken_of or subject in self._graph.objects(claim, f"<{NG}supports>")

    def _account(self, node: Term, says: str, triples: Iterable[Triple]) -> Account:
        rules = self._rules
        read_by = [literal_parts(o).lexical for o in self._graph.objects(node, _RULE)]
        if not read_by and self._trail is not None:
            read_by = list(self._trail.rules(node))
        return Account(
            article=rules.shown(self._graph.name),
            headline=self._graph.label(self._graph.name),
            about=rules.shown(node),
            says=says,
            quotes=tuple(map(self._quote, self._words(node))),
            read_by=tuple(map(rules.reading, read_by)),
            statements=tuple(map(self._statement, triples)),
        )

    def _statement(self, triple: Triple) -> Statement:
        rules = self._rules
        s, p, o = triple
        shapes = tuple(rules.shape(found.shape, found.place) for found in self._targets.at(s, p))
        made: tuple[str, ...] = ()
        entailed = None
        if self._trail is not None:
            if triple in self._trail.made:
                made = tuple(map(str, self._trail.mappings(s, p, o)))
            else:
                entailed = self._entailed(self._trail, triple)
        return Statement(rules.shown_triple(triple), made, entailed, shapes)

    def _entailed(self, trail: Trail, triple: Triple) -> Entailed | None:
        found = self._rules.justifier.justify(trail.made, triple)
        if found is None:
            self._note("the project's rules make another graph of its facts than was published; build again")
            return None
        axioms = tuple(map(self._rules.axiom, found.axioms))
        return Entailed(found.rules, tuple(map(self._rules.shown_triple, found.premises)), axioms)

    @cached_property
    def _trail(self) -> Trail | None:
        """The trail of the facts that were published; None where the build has forgotten them."""
        key = iri_value(self._graph.name).removeprefix(self._rules.base)
        identifier = key.removeprefix("article/")
        if article_key(Article(id=identifier, body="")) != key:
            names = (path.stem for path in (self._output / FACTS).glob("*.jsonl"))
            identifier = next((name for name in names if article_key(Article(id=name, body="")) == key), identifier)
        document = published_facts(self._output, identifier)
        if document is None:
            self._note(f"no facts in {self._output / FACTS}, so mapping lines and reasoning are not told; build again")
            return None
        return self._rules.pipeline.trail(document, Place(identifier))

    def _note(self, text: str) -> None:
        self.notes[f"{self._rules.shown(self._graph.name)}: {text}"] = None

    def _words(self, node: Term) -> Iterable[Words]:
        """The words of a claim or an office; of anything else those that its name or its headline stands in."""
        words = tuple(self._graph.words(node))
        if words or self._trail is None or self._graph.is_claim(node):
            return words
        return (Words(piece.exact, piece.start) for piece in self._trail.evidence(node)[:1])

    def _quote(self, words: Words) -> Quote:
        trail = self._trail
        place = f"body, character {words.start}" if trail is None else str(trail.place_at(words.start))
        return Quote(words.exact, words.start, place)

    def _claim(self, claim: Term) -> str:
        """A claim in one line: `denied Sanction: imposedBy United States; target Ana Petrova; as Ivo Horvat said`."""
        graph = self._graph
        realis = " ".join(self._local(o) for o in graph.objects(claim, _REALIS))
        kind = " ".join(self._local(o) for o in graph.objects(claim, _CLAIMS))
        ended = ", ended" if _ENDED in graph.objects(claim, _PHASE) else ""
        roles: dict[str, list[str]] = {}
        for _, p, o in graph.about(claim):
            if p.startswith(f"<{NG}") and p not in _OWN:
                roles.setdefault(self._local(p), []).append(self._called(o))
        parts = [f"{role} {', '.join(names)}" for role, names in roles.items()]
        parts += [f"as {self._called(o)} said" for o in graph.objects(claim, _STATED_BY)]
        return f"{self._rules.shown(claim).rpartition('/')[2]}: {realis} {kind}{ended}: {'; '.join(parts)}"

    def _role(self, role: Term) -> str:
        titles = ", ".join(literal_parts(o).lexical for o in self._graph.objects(role, _TITLE))
        return f"office: {titles}"

    def _name(self, node: Term) -> str:
        label = self._graph.label(node)
        return f"{self._rules.shown(node)}: {label}" if label else self._rules.shown(node)

    def _called(self, node: Term) -> str:
        return self._graph.label(node) or (
            literal_parts(node).lexical if node.startswith('"') else self._rules.shown(node)
        )

    def _local(self, term: Term) -> str:
        return self._rules.shown(term).rpartition(":")[2]


def _written(place: Place | None) -> str:
    return "" if place is None else str(place)
