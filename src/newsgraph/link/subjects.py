"""What a build wrote to the entities that are to be linked, each with what every article says of it.

One IRI is one subject and gets one decision, whatever the number of articles that name it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from newsgraph.rdf.terms import RDF_TYPE, Quad, Term, iri_value, is_iri, is_literal, literal_parts
from newsgraph.vocab import NG, SCHEMA

Type: TypeAlias = Literal["Country", "Organization", "Place", "Person"]

# A decision may rest on the links of types that stand before it.
TYPES: tuple[Type, ...] = ("Country", "Organization", "Place", "Person")

# Roles of a claim whose filler does something, and so is there to do it.
_ACTING = ("imposedBy", "participant")


@dataclass(frozen=True, slots=True)
class Office:
    """A title as the article has it, and the IRI of the country or body that it is of; None where none is named."""

    title: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What one article says of an entity.

    Dates are as precise as they are known: 2024-09-04, 2024-09 or 2024. `acts` is a date on which the entity is there
    to do something, as those are who meet, impose or speak: the last one, and of a span of time the first day. None
    where nothing is done by it, but perhaps to it. `others` are the IRIs of the other entities of the article.
    """

    article: str
    date: str | None = None
    offices: tuple[Office, ...] = ()
    acts: str | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subject:
    """An entity that is to be linked.

    `local` says that it is known within its article alone, by a single name or as one of two of that name.
    """

    iri: str
    type: Type
    name: str
    contexts: tuple[Context, ...] = ()
    local: bool = False

    @cached_property
    def others(self) -> frozenset[str]:
        """The IRIs of the entities that are mentioned with it."""
        return frozenset(other for context in self.contexts for other in context.others)

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """All its offices, each once."""
        return tuple(dict.fromkeys(office for context in self.contexts for office in context.offices))


def read(quads: Iterable[Quad]) -> tuple[Subject, ...]:
    """The entities of all articles, by type and IRI; the order of the quads is of no matter."""
    articles: defaultdict[str, set[tuple[Term, Term, Term]]] = defaultdict(set)
    for s, p, o, graph in quads:
        articles[graph].add((s, p, o))
    readings = [_Reading(triples) for _, triples in sorted(articles.items())]
    contexts: defaultdict[str, list[Context]] = defaultdict(list)
    known: dict[str, tuple[Type, str, bool]] = {}
    for reading in readings:
        for article in reading.articles:
            for entity, (kind, name) in reading.entities(article).items():
                known.setdefault(entity, (kind, name, entity.startswith(f"{article}/")))
                contexts[entity].append(reading.context(article, entity))
    subjects = (
        Subject(entity, kind, name, tuple(sorted(contexts[entity], key=lambda context: context.article)), local)
        for entity, (kind, name, local) in known.items()
    )
    return tuple(sorted(subjects, key=lambda subject: (TYPES.index(subject.type), subject.iri)))


class _Reading:
    """The triples of one graph, by subject and predicate."""

    def __init__(self, triples: Iterable[tuple[Term, Term, Term]]) -> None:
        self._objects: defaultdict[tuple[Term, Term], list[Term]] = defaultdict(list)
        self._subjects: defaultdict[tuple[Term, Term], list[Term]] = defaultdict(list)
        for s, p, o in sorted(triples):
            self._objects[s, p].append(o)
            self._subjects[p, o].append(s)

    @property
    def articles(self) -> list[str]:
        return [iri_value(term) for term in self._subjects[RDF_TYPE, _ng("Article")]]

    def entities(self, article: str) -> Mapping[str, tuple[Type, str]]:
        """Type and name of each entity that an article mentions."""
        found: dict[str, tuple[Type, str]] = {}
        for entity in self._iris(article, _schema("mentions")):
            kinds = self._objects[f"<{entity}>", RDF_TYPE]
            kind = next((kind for kind in TYPES if _ng(kind) in kinds), None)
            name = self._text(entity, _schema("name"))
            if kind is not None and name is not None:
                found[entity] = (kind, name)
        return found

    def context(self, article: str, entity: str) -> Context:
        date = self._text(article, _schema("datePublished"))
        return Context(
            article=article,
            date=date,
            offices=tuple(sorted(self._offices(entity), key=lambda office: (office.title, office.of or ""))),
            acts=self._acts(article, entity, date),
            others=tuple(other for other in self._iris(article, _schema("mentions")) if other != entity),
        )

    def _offices(self, entity: str) -> set[Office]:
        found = set()
        for role in self._iris(entity, _ng("role")):
            title = self._text(role, _ng("title"))
            if title is not None:
                found.add(Office(title, next(iter(self._iris(role, _ng("affiliation"))), None)))
        return found

    def _acts(self, article: str, entity: str, published: str | None) -> str | None:
        """Who speaks, or plans, is there when the article is published."""
        dates = []
        if any(self._is_in(claim, article) for claim in self._subjects[_ng("statedBy"), f"<{entity}>"]):
            dates.append(published)
        for role in _ACTING:
            for claim in self._subjects[_ng(role), f"<{entity}>"]:
                if self._is_in(claim, article):
                    dates += self._acting_dates(claim, published)
        return max((date for date in dates if date is not None), default=None)

    def _acting_dates(self, claim: Term, published: str | None) -> list[str | None]:
        realis = self._objects[claim, _ng("realis")]
        if _ng("planned") in realis:
            return [published]
        if _ng("actual") in realis:
            return [self._literal(claim, _ng("date")) or self._literal(claim, _ng("earliest")) or published]
        return []

    def _is_in(self, claim: Term, article: str) -> bool:
        return f"<{article}>" in self._objects[claim, _ng("reportedIn")]

    def _iris(self, subject: str, predicate: Term) -> list[str]:
        return [iri_value(term) for term in self._objects[f"<{subject}>", predicate] if is_iri(term)]

    def _text(self, subject: str, predicate: Term) -> str | None:
        return self._literal(f"<{subject}>", predicate)

    def _literal(self, subject: Term, predicate: Term) -> str | None:
        found = (literal_parts(term).lexical for term in self._objects[subject, predicate] if is_literal(term))
        return next(found, None)


def _ng(name: str) -> Term:
    return f"<{NG}{name}>"


def _schema(name: str) -> Term:
    return f"<{SCHEMA}{name}>"
