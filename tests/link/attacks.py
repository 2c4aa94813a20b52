"""Situations in which a linker goes wrong, each with its own few items, all of them stubs.

An id is written @12, and is invented; those that are not are ids of countries, places, bodies and classes that the
gazetteer or the shipped classes have. Items are what a search for the name finds, and nothing else is known: so a case
without the right item is one where Wikidata lacks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stubs import BASE, StubIndex, Stubs, stub

from newsgraph.errors import LookupFailedError
from newsgraph.link.candidates import Knowledge
from newsgraph.link.cascade import Decision, decide
from newsgraph.link.gazetteer import Gazetteer
from newsgraph.link.items import Item
from newsgraph.link.names import fold
from newsgraph.link.sssom import LinkFile
from newsgraph.link.subjects import Context, Office, Subject, Type
from newsgraph.link.wikidata import Found
from newsgraph.project import Project
from newsgraph.tables import read_rows

_CLASSES = {
    "Q7278": "Q43229",  # political party
    "Q476028": "Q43229",  # football club
    "Q327333": "Q43229",  # government agency
    "Q192283": "Q43229",  # news agency
    "Q11032": "Q43229",  # newspaper
    "Q192350": "Q327333",  # ministry
    "Q17149090": "Q43229",  # armed organization
    "Q778575": "Q4830453",  # conglomerate
}


@dataclass(frozen=True)
class Case:
    """A mention, and what must come of it: the item that it is, or None; `clear` where it should be accepted."""

    id: str
    subjects: tuple[Subject, ...]
    items: tuple[Item, ...]
    gold: str | None
    clear: bool = False

    def decided(self, gazetteer: Gazetteer) -> Decision:
        known = [*map(_class, _CLASSES), *self.items]
        return self._decided(gazetteer, Knowledge(catalogue=Stubs(known), index=StubIndex(known)))

    def decided_without(self, gazetteer: Gazetteer, id_: str) -> Decision:
        """Where the search finds an item that then cannot be looked up."""
        known = [*map(_class, _CLASSES), *self.items]
        return self._decided(gazetteer, Knowledge(catalogue=_Failing(known, id_)))

    def _decided(self, gazetteer: Gazetteer, knowledge: Knowledge) -> Decision:
        found = decide(self.subjects, links=LinkFile(), gazetteer=gazetteer, knowledge=knowledge)
        return next(decision for decision in found if decision.subject.iri == self.subjects[0].iri)


class _Failing(Stubs):
    """Finds an item by its names, and does not give it."""

    def __init__(self, items: Iterable[Item], failing: str) -> None:
        super().__init__(items)
        self._failing = failing

    def items(self, ids: Iterable[str]) -> Mapping[str, Found]:
        wanted = tuple(ids)
        if self._failing in wanted:
            raise LookupFailedError(f"{self._failing}: no answer")
        return super().items(wanted)


def item(id_: str, label: str, *claims: str, also: Sequence[str] = (), links: int = 5, about: str = "") -> Item:
    """An item; a claim is a property, a value, and for an office the dates between which it was held: 2020..2024."""
    statements: dict[str, list[Any]] = {}
    for claim in claims:
        property_, value, *rest = claim.split(" ")
        statement: Any = full(value)
        if rest:
            start, _, end = rest[0].partition("..")
            qualifiers = {"P580": start, "P582": end}
            qualifiers |= dict(zip(rest[1::2], map(full, rest[2::2]), strict=True))
            statement = {"value": statement, **{name: text for name, text in qualifiers.items() if text}}
        statements.setdefault(property_, []).append(statement)
    record = {"id": full(id_), "label": label, "aliases": also, "sitelinks": links, "description": about}
    return stub({**record, "claims": statements})


def full(id_: str) -> str:
    """The id of @12, of %GH, which is the country's of that code, and of what is an id already."""
    if id_.startswith("%"):
        return _COUNTRIES[id_[1:]]
    return f"Q95{int(id_[1:]):08}" if id_.startswith("@") else id_


def _countries() -> dict[str, str]:
    table = Project.load(None).gazetteer["ontology/gazetteer/countries.tsv"]
    rows = read_rows("countries.tsv", table, ("name", "iso", "wikidata"))
    return {row["iso"]: row["wikidata"] for row in rows}


_COUNTRIES = _countries()


def human(id_: str, label: str, *claims: str, **options: Any) -> Item:
    return item(id_, label, "P31 Q5", *claims, **options)


def position(id_: str, label: str, *claims: str, **options: Any) -> Item:
    return item(id_, label, "P31 Q4164871", *claims, **options)


def case(
    id_: str,
    subject: str,
    gold: str | None,
    *items: Item,
    date: str | None = "2024-03-12",
    held: Sequence[str] = (),
    acts: str | None = "same",
    others: Sequence[str] = (),
    local: bool = False,
    clear: bool = False,
    also_in: tuple[Sequence[str], Sequence[str]] | None = None,
) -> Case:
    """`held` are titles, each with what it is of after an @; `also_in` titles and others of a second article.

    An entity is written Country:Ghana, and a person with titles Person:Ann Lee = title @ Country:Ghana.
    """
    article = f"{BASE}article/a"
    kind, _, name = subject.partition(":")
    iri = f"{article}/it" if local else f"{BASE}it"
    around = [_other(other) for other in others]
    iris = tuple(i for i, *_ in around)
    acted = date if acts == "same" else acts
    contexts = [Context(article, date, _offices(held), acted if kind == "Person" else None, iris)]
    found = {i: (k, n, t) for i, k, n, t in around}
    if also_in is not None:
        more = [_other(other) for other in also_in[1]]
        contexts.append(Context(f"{BASE}article/b", date, _offices(also_in[0]), None, tuple(i for i, *_ in more)))
        found |= {i: (k, n, t) for i, k, n, t in more}
    subjects = [Subject(iri, _type(kind), name, tuple(contexts), local)]
    for i, (k, n, titles) in found.items():
        rest = (iri, *(x for x in found if x != i))
        subjects.append(Subject(i, k, n, (Context(article, date, _offices(titles), None, rest),)))
    return Case(id_, tuple(subjects), items, None if gold is None else full(gold), clear)


def _other(text: str) -> tuple[str, Type, str, tuple[str, ...]]:
    entity, _, titles = text.partition(" = ")
    kind, _, name = entity.partition(":")
    return _iri(entity), _type(kind), name, (titles,) if titles else ()


def _offices(titles: Sequence[str]) -> tuple[Office, ...]:
    parts = (title.partition(" @ ") for title in titles)
    return tuple(Office(title, _iri(of) if of else None) for title, _, of in parts)


def _iri(entity: str) -> str:
    kind, _, name = entity.partition(":")
    return f"{BASE}{kind.lower()}/{fold(name).replace(' ', '-')}"


def _type(kind: str) -> Type:
    types: dict[str, Type] = {t: t for t in ("Country", "Organization", "Place", "Person")}  # type: ignore[misc]
    return types[kind]


def _class(id_: str) -> Item:
    return item(id_, id_, f"P279 {_CLASSES[id_]}")
