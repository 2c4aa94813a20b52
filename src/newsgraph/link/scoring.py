"""A candidate to what speaks for it and against it: features, each with its weight and its reason.

`FEATURES` is the whole of it, and a tuple that can be read. A feature that is independent rests on something other than
the name and the class, so that one of them at least must support what is accepted. What is decisive against an item
bars it, however much speaks for it. Sitelinks are no feature: they order what is equal, in a review.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from newsgraph.link.classes import SETTLED, Classes
from newsgraph.link.gazetteer import Gazetteer, Row
from newsgraph.link.items import Item, Statement, Text
from newsgraph.link.names import Likeness, fold, likeness
from newsgraph.link.offices import (
    COUNTRY,
    POSITION_HELD,
    Tense,
    Title,
    When,
    names_body,
    names_country,
    read_title,
    same_office,
    when,
)
from newsgraph.link.subjects import Context, Office, Subject, Type
from newsgraph.link.times import Span
from newsgraph.link.vetoes import DEATH, times

CITIZENSHIP, PARTY, OCCUPATION, ISO = "P27", "P102", "P106", "P297"
MEMBERSHIPS = ("P108", "P54", "P463")  # employer, sports team, member of
RELATIVES = ("P22", "P25", "P26", "P40", "P3373", "P1038")  # father, mother, spouse, child, sibling, relative
# of an organization: part of, parent, owned by, chair, director, board member, chief executive, has part, founded by,
# headquarters
STRUCTURE = ("P361", "P749", "P127", "P488", "P1037", "P3320", "P169", "P527", "P112", "P159")


@dataclass(frozen=True, slots=True)
class Feature:
    """What one property says: positive for the item, negative against it, 0 where it says nothing.

    `independent` where it rests on the context; `decisive` where, being against it, it bars the item. `possible` is
    what the weight might be, were all known that could not be looked up.
    """

    name: str
    weight: float
    reason: str
    independent: bool = True
    decisive: bool = False
    possible: float = 0


@dataclass(frozen=True)
class World:
    """What is known when a subject is scored.

    Besides the gazetteer and the classes: items by id, all subjects by IRI, and in `links`, by IRI, the items that are
    accepted for others. The IRIs of `unsettled` have several candidates, and none is accepted.
    """

    gazetteer: Gazetteer
    classes: Classes
    items: Mapping[str, Item] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    unsettled: frozenset[str] = frozenset()

    def rows(self, subject: Subject) -> tuple[Row, ...]:
        """The gazetteer's rows of that type whose own name it is; an alias may be that of another time: Rhodesia."""
        found = self.gazetteer.named(subject.type, subject.name)
        return tuple(row for row in found if fold(row.name) == fold(subject.name))

    def countries_with(self, subject: Subject) -> frozenset[str]:
        """The items of the countries that are mentioned with it."""
        return self._countries(subject.others)

    def countries_in(self, context: Context) -> frozenset[str]:
        """The items of the countries that one article mentions."""
        return self._countries(context.others)

    def _countries(self, iris: Iterable[str]) -> frozenset[str]:
        countries = (iri for iri in iris if iri in self.subjects and self.subjects[iri].type == "Country")
        return frozenset(self.links[iri] for iri in countries if iri in self.links)

    def items_with(self, subject: Subject) -> frozenset[str]:
        """The items of what is mentioned with it, but for countries."""
        linked = (
            self.links.get(other)
            for other in subject.others
            if other in self.subjects and self.subjects[other].type != "Country"
        )
        return frozenset(item for item in linked if item is not None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A subject and one item that may be it."""

    subject: Subject
    item: Item
    world: World


Scorer: TypeAlias = Callable[[Comparison], "Feature | None"]


def best_likeness(name: str, item: Item) -> tuple[Likeness | None, str]:
    """The best likeness of a name to the item's names, and the name that has it."""
    found: dict[Likeness, str] = {}
    for other in item.names():
        kind = likeness(name, other)
        if kind is not None:
            found.setdefault(kind, other)
    for kind in _LIKENESSES:
        if kind in found:
            return kind, found[kind]
    return None, ""


_LIKENESSES: Mapping[Likeness, float] = {"same": 0, "spelling": -0.25, "initial": -0.5}


def name(comparison: Comparison) -> Feature | None:
    kind, other = best_likeness(comparison.subject.name, comparison.item)
    if kind is None:
        return Feature("name", -3, "no label or alias is this name", independent=False, decisive=True)
    reasons = {"same": "", "spelling": "another spelling of the name: ", "initial": "but for an initial: "}
    return Feature("name", _LIKENESSES[kind], f"{reasons[kind]}{other}", independent=False)


# -- People ------------------------------------------------------------------------------------------------------------


def office(comparison: Comparison) -> Feature | None:
    """P39 at the date of each article. What only some of the articles bear out may be two people of one name."""
    if comparison.subject.type != "Person":
        return None
    told = [context for context in comparison.subject.contexts if _titles(comparison, context)]
    found = [_office_of_article(comparison, context) for context in told]
    return min(found, key=lambda feature: feature.weight, default=None)


ONE_HOLDER = 3.0  # of an office that one holds at a time
_AROUND = 0.25  # of a party or a body that the article mentions, and does not say to be the person's


def _titles(comparison: Comparison, context: Context) -> list[tuple[Office, Title]]:
    """The titles in one article that name an office."""
    titles = ((held, read_title(held.title, comparison.world.gazetteer)) for held in context.offices)
    return [(held, title) for held, title in titles if not title.is_vague]


def _office_of_article(comparison: Comparison, context: Context) -> Feature:
    """What the titles in one article say: one that was held supports the item, whatever the others are."""
    found = [_office(comparison, context, held, title) for held, title in _titles(comparison, context)]
    best = max(found, key=lambda feature: feature.weight)
    return best if best.weight > 0 else min(found, key=lambda feature: feature.weight)


def _office(comparison: Comparison, context: Context, held: Office, title: Title) -> Feature:
    """What one title in one article says."""
    world = comparison.world
    body = _body(held, world)
    told = f"'{held.title}'"
    elsewhere: str | None = None
    untold: str | None = None
    wrong_time: str | None = None
    unseen: list[str] = []
    for statement in comparison.item.statements.get(POSITION_HELD, ()):
        if statement.item is None or statement.rank == "deprecated":
            continue
        position = world.items.get(statement.item)
        if position is None:
            unseen.append(statement.item)
            continue
        countries = same_office(title, position, world.gazetteer, body)
        if countries is None:
            continue
        label = named(position)
        in_a_body = names_body(position, body)
        place = _is_there(comparison, context, held, title, countries, names_its_body=in_a_body)
        if place is False:
            elsewhere = f"{told}: held {label}, which is another country's"
            continue
        if context.date is None or title.time == "not yet":
            untold = f"{told}: {label}, at a time that is not told"
            continue
        held_when = when(statement, context.date, times(comparison.item, DEATH))
        if held_when == "held" and not _is_held_when_it_acts(comparison, context, statement):
            held_when = "untold"
        if held_when == _TIMES.get(title.time, "held"):
            of_one = in_a_body or title.is_of_states or names_country(position, world.gazetteer)
            shared = title.is_shared(in_a_body=in_a_body) or held.of in world.unsettled or not of_one
            weight = 0.5 if place is None else 1.0 if shared else ONE_HOLDER
            return Feature("office", weight, f"{told}: {label}, {_PERIODS[held_when]} {context.date}")
        if held_when == "untold":
            untold = f"{told}: {label}, but whether on {context.date} is not told"
        else:
            wrong_time = f"{told}: {label}, {_PERIODS[held_when]} {context.date}"
    if untold is not None:
        return Feature("office", 0, untold)
    if wrong_time is not None:
        return Feature("office", -3, wrong_time, decisive=True)
    if elsewhere is not None:
        return Feature("office", -3, elsewhere, decisive=True)
    if unseen:
        reason = f"{told}: positions that could not be looked up: {', '.join(sorted(set(unseen)))}"
        return Feature("office", 0, reason, possible=ONE_HOLDER)
    return Feature("office", 0, f"{told}: no position of that name")


def _is_there(
    comparison: Comparison,
    context: Context,
    held: Office,
    title: Title,
    countries: frozenset[str],
    *,
    names_its_body: bool,
) -> bool | None:
    """Whether the office is that of the article's country or body; None where that is not told.

    A body's name may be that of many countries' bodies, so a country that the office has must be that of the body that
    was linked, or the only one of the article.
    What the article says to be of something is not of the country around it: no president of a club is the country's.
    """
    world = comparison.world
    of = None if held.of is None else world.links.get(held.of)
    around = world.countries_in(context)
    if names_its_body and countries and held.of is not None:
        its = _countries_of_body(world, held.of)
        if its:
            return not countries.isdisjoint(its)
        return True if countries <= around and _mentions(world, context, held.of) == ["Country"] else None
    if names_its_body:
        return True
    if not countries:
        return None
    if held.of is not None:
        of_a_body = bool(_body(held, world))
        return (bool(countries & {of}) or (None if of_a_body else False)) if of is not None else None
    if title.countries:
        return title.countries <= countries
    alone = title.is_of_states and not title.is_local and _mentions(world, context) == ["Country"]
    return True if countries & around and alone else None


def _countries_of_body(world: World, iri: str) -> frozenset[str]:
    """The countries that its item has, where it is linked, or that its name tells: Central Bank of Kenya.

    Else those in which the gazetteer has a place of the name, where there is but one.
    """
    subject = world.subjects[iri]
    item = world.items.get(world.links.get(iri, ""))
    its = frozenset() if item is None else frozenset(item.items(COUNTRY))
    named = world.gazetteer.without_countries(subject.name)[1]
    known = world.gazetteer.codes_of_form(subject.name) if subject.type == "Place" else ()
    return its or named or world.gazetteer.countries(known)


def _mentions(world: World, context: Context, body: str | None = None) -> list[Type]:
    """The types of what an article mentions, but for people and `body`: where there is a country alone, it is meant.

    Beside `body` other organizations say nothing, and without it they may have the office.
    """
    kinds = [world.subjects[iri].type for iri in context.others if iri in world.subjects and iri != body]
    return [kind for kind in kinds if kind != "Person" and not (body and kind == "Organization")]


def _is_held_when_it_acts(comparison: Comparison, context: Context, statement: Statement) -> bool:
    """Whether the office is also held on the day on which the person acts, where the article tells of another time."""
    if context.acts is None or context.date is None or Span.of(context.acts).has(Span.of(context.date)):
        return True
    return when(statement, context.acts, times(comparison.item, DEATH)) == "held"


def _body(held: Office, world: World) -> tuple[str, ...]:
    """The names of the organization or place whose office it is."""
    subject = None if held.of is None else world.subjects.get(held.of)
    if subject is None or subject.type not in ("Organization", "Place"):
        return ()
    names = [subject.name, *(name for row in world.rows(subject) for name in row.names)]
    item = world.items.get(world.links.get(subject.iri, ""))
    return tuple(names if item is None else [*names, *item.names()])


_TIMES: Mapping[Tense, When] = {"former": "ended", "elect": "soon"}
_PERIODS = {
    "held": "held on",
    "ended": "ended before",
    "soon": "not held until after",
    "not held": "not held until after",
}


def occupation(comparison: Comparison) -> Feature | None:
    """P106, where the article's title is an occupation."""
    titles = {office.title: fold(office.title) for office in comparison.subject.offices}
    if comparison.subject.type != "Person" or not titles:
        return None
    for item in _items(comparison, OCCUPATION):
        names = set(map(fold, item.names()))
        for title, folded in titles.items():
            if folded in names:
                return Feature("occupation", 1, f"'{title}': its occupation is {named(item)}")
    return None


def citizenship(comparison: Comparison) -> Feature | None:
    """P27, and the countries that the article gives the person; else those that it mentions."""
    citizen_of = set(comparison.item.items(CITIZENSHIP))
    if comparison.subject.type != "Person" or not citizen_of:
        return None
    world = comparison.world
    given = _affiliations(comparison, "Country")
    if given & citizen_of:
        return Feature(
            "citizenship", 0.5, f"citizen of {_joined(comparison, given & citizen_of)}, as the article has it"
        )
    if given:
        return Feature(
            "citizenship",
            -1.5,
            f"citizen of {_joined(comparison, citizen_of)}, and not of {_joined(comparison, given)}",
        )
    around = world.countries_with(comparison.subject) & citizen_of
    return (
        Feature("citizenship", 0.5, f"citizen of {_joined(comparison, around)}, which the article mentions")
        if around
        else None
    )


def _affiliations(comparison: Comparison, type: Type) -> set[str]:  # noqa: A002 - the word of the ontology
    world = comparison.world
    found: set[str] = set()
    for office in comparison.subject.offices:
        subject = None if office.of is None else world.subjects.get(office.of)
        if subject is not None and subject.type == type and subject.iri in world.links:
            found.add(world.links[subject.iri])
    return found


def party(comparison: Comparison) -> Feature | None:
    """P102, and the parties that the article mentions."""
    shared = set(comparison.item.items(PARTY)) & comparison.world.items_with(comparison.subject)
    if comparison.subject.type != "Person" or not shared:
        return None
    weight = 1 if shared & _affiliations(comparison, "Organization") else _AROUND
    return Feature("party", weight, f"member of {_joined(comparison, shared)}, which the article mentions")


def relation(comparison: Comparison) -> Feature | None:
    """Employers, teams and relatives who are in the article too; of organizations their parts, heads and seats.

    What is over by then is no relation.
    """
    around = comparison.world.items_with(comparison.subject)
    weights: dict[str, float] = {}
    if comparison.subject.type == "Person":
        given = _affiliations(comparison, "Organization")
        weights = dict.fromkeys(RELATIVES, 2.0)
        weights |= {name: 1.0 if set(_going_on(comparison, name)) & given else _AROUND for name in MEMBERSHIPS}
    elif comparison.subject.type == "Organization":
        weights = dict.fromkeys(STRUCTURE, 1.0)
        around |= comparison.world.countries_with(comparison.subject)
    for property_, weight in weights.items():
        shared = set(_going_on(comparison, property_)) & around
        if shared:
            return Feature(
                "relation", weight, f"{property_} is {_joined(comparison, shared)}, which the article mentions"
            )
    items = comparison.world.items
    members = {name for name in around if name in items and comparison.item.id in items[name].items("P463")}
    if comparison.subject.type == "Organization" and members:
        return Feature("relation", 1, f"of its members (P463) the article mentions {_joined(comparison, members)}")
    return None


def _going_on(comparison: Comparison, property: str) -> tuple[str, ...]:  # noqa: A002 - Wikidata's word
    """The ids that a property says, but those that had ended before each article."""
    dates = [context.date for context in comparison.subject.contexts if context.date is not None]
    kept = (s for s in comparison.item.best(property) if not dates or any(when(s, date) != "ended" for date in dates))
    return tuple(dict.fromkeys(statement.item for statement in kept if statement.item is not None))


# -- Countries, places, organizations ----------------------------------------------------------------------------------


def gazetteer(comparison: Comparison) -> Feature | None:
    """The id that a person verified for a row of that name and type, and of a place for its country."""
    rows = comparison.world.rows(comparison.subject)
    if comparison.subject.type == "Place":
        there = set(comparison.item.items(COUNTRY))
        rows = tuple(row for row in rows if not there or there & comparison.world.gazetteer.countries([row.country]))
    verified = {row.item for row in rows if row.item is not None}
    if comparison.subject.type == "Person" or not verified:
        return None
    if comparison.item.id in verified:
        independent = comparison.subject.type != "Place"  # of which there may be another of the name
        return Feature("gazetteer", 2, "the gazetteer has this id, which was verified", independent=independent)
    return Feature("gazetteer", -3, f"the gazetteer has {_joined(comparison, verified)} for this name", decisive=True)


def iso(comparison: Comparison) -> Feature | None:
    """P297, the code of ISO 3166-1, and the gazetteer's code."""
    codes = {s.main.value.text for s in comparison.item.best(ISO) if isinstance(s.main.value, Text)}
    rows = comparison.world.rows(comparison.subject)
    if comparison.subject.type != "Country" or not codes or not rows:
        return None
    if rows[0].country in codes:
        return Feature("iso", 1, f"its code of ISO 3166-1 is {rows[0].country}, as in the gazetteer")
    return Feature(
        "iso", -3, f"its code is {', '.join(sorted(codes))}, and {rows[0].country} in the gazetteer", decisive=True
    )


def known_country(comparison: Comparison) -> Feature | None:
    """P17, and the country where the gazetteer has a place or a body of that name."""
    codes = frozenset(row.country for row in comparison.world.rows(comparison.subject) if row.country)
    if comparison.subject.type == "Place" and not codes:
        codes = comparison.world.gazetteer.codes_of_form(comparison.subject.name)
    countries = set(comparison.item.items(COUNTRY))
    if comparison.subject.type not in ("Place", "Organization") or not codes or not countries:
        return None
    expected = comparison.world.gazetteer.countries(codes)
    if expected & countries:
        reason = f"in {_joined(comparison, expected & countries)}, where the gazetteer has it"
        return Feature("known country", 1, reason, independent=comparison.subject.type != "Place")
    reason = f"in {_joined(comparison, countries)}; the gazetteer has it in {', '.join(sorted(codes))}"
    return Feature("known country", -3, reason, decisive=True)


def country(comparison: Comparison) -> Feature | None:
    """P17, and the countries that the article mentions."""
    if comparison.subject.type not in ("Place", "Organization"):
        return None
    shared = set(comparison.item.items(COUNTRY)) & comparison.world.countries_with(comparison.subject)
    if not shared:
        return None
    weight = 2 if comparison.subject.type == "Place" else 0.5
    return Feature("country", weight, f"in {_joined(comparison, shared)}, which the article mentions")


def kind(comparison: Comparison) -> Feature | None:
    """The gazetteer's kind of organization, and the item's classes."""
    rows = comparison.world.rows(comparison.subject)
    roots = KINDS.get(rows[0].kind, frozenset()) if rows else frozenset()
    if comparison.subject.type != "Organization" or not roots:
        return None
    if comparison.world.classes.is_below(comparison.item, roots):
        is_alone = not rows[0].country and not comparison.world.gazetteer.is_word(comparison.subject.name)
        weight = 2 if is_alone else 1  # there is one of a name, where no country has its own
        return Feature("kind", weight, f"its class is that of the gazetteer's kind, {rows[0].kind}")
    return Feature("kind", -0.25, f"its class is not known to be that of {rows[0].kind}")


# enterprise, business; international organization, military alliance; political party; football club; government
# agency; news agency, newspaper
KINDS: Mapping[str, frozenset[str]] = {
    "company": frozenset({"Q6881511", "Q4830453", "Q783794"}),
    "alliance": frozenset({"Q484652", "Q1127126"}),
    "bloc": frozenset({"Q484652"}),
    "international": frozenset({"Q484652"}),
    "party": frozenset({"Q7278"}),
    "sport": frozenset({"Q476028"}),
    "government": frozenset({"Q327333"}),
    "media": frozenset({"Q192283", "Q11032"}),
}

# Kinds that each country has its own of, under names that others have too.
NATIONAL = frozenset({"party", "government", "armed-group", "media", "sport", "society"})


def settlement(comparison: Comparison) -> Feature | None:
    """A name of a place is that of a settlement or a region before that of a building."""
    if comparison.subject.type != "Place":
        return None
    if comparison.world.classes.is_below(comparison.item, SETTLED):
        return Feature("settlement", 1, "a settlement or a region", independent=False)
    if comparison.world.classes.unknown("Place", comparison.item):
        reason = "whether it is a settlement or a region is not known"
        return Feature("settlement", 0, reason, independent=False, possible=1)
    return None


FEATURES: tuple[Scorer, ...] = (
    name,
    office,
    occupation,
    citizenship,
    party,
    relation,
    gazetteer,
    iso,
    known_country,
    country,
    kind,
    settlement,
)


def features(comparison: Comparison) -> tuple[Feature, ...]:
    """What each feature says of the item, but for those that have nothing to compare."""
    found = (feature(comparison) for feature in FEATURES)
    return tuple(feature for feature in found if feature is not None)


def _items(comparison: Comparison, property: str) -> list[Item]:  # noqa: A002 - Wikidata's word
    items = comparison.world.items
    return [items[name] for name in comparison.item.items(property) if name in items]


def named(item: Item) -> str:
    """Its label in English, else in any language, and its id."""
    label = item.labels.get("en") or next(iter(item.labels.values()), "")
    return f"{label} ({item.id})" if label else item.id


def _joined(comparison: Comparison, ids: set[str] | frozenset[str]) -> str:
    """The items by their labels, as far as they are known."""
    items = comparison.world.items
    return ", ".join(named(items[name]) if name in items else name for name in sorted(ids))
