"""Subjects to decisions: which item of Wikidata each entity is, or that a person has to look, or that there is none.

The steps, in their order: what the link file says; the antecedent of a single name in its article; candidates of the
gazetteer, of the local index and of Wikidata; what excludes them; what speaks for each.

An item is accepted only where its class is known to fit, the name is the whole name, nothing decisive is against it,
at least one property that is independent of the name supports it, with `ENOUGH` in all, and the next item has
`MARGIN` less. Whatever is not known bars it. Everything else is in review, with the best five; where nothing is left,
and every look-up was answered, there is none.

Law: a decision depends on the subjects, the link file and what is known of items, and not on the order of any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from newsgraph.link.candidates import Hits, Knowledge, Unknown
from newsgraph.link.classes import SETTLEMENT, Classes
from newsgraph.link.gazetteer import Gazetteer, Row
from newsgraph.link.items import Item
from newsgraph.link.names import fold, is_single, likeness
from newsgraph.link.offices import COUNTRY, POSITION_HELD, read_title
from newsgraph.link.scoring import (
    CITIZENSHIP,
    NATIONAL,
    OCCUPATION,
    ONE_HOLDER,
    Comparison,
    Feature,
    World,
    best_likeness,
    features,
)
from newsgraph.link.sssom import CLOSE_MATCH, Link, LinkFile, is_item
from newsgraph.link.subjects import TYPES, Subject, Type
from newsgraph.link.times import Span
from newsgraph.link.vetoes import DEATH, Case, Exclusion, exclusions, times
from newsgraph.link.wikidata import HITS, Missing

Verdict: TypeAlias = Literal["accept", "review", "nil"]
Step: TypeAlias = Literal["link file", "antecedent", "gazetteer", "features"]

ENOUGH, MARGIN = 2.0, 1.0
_WORTH_A_LOOK = 1.0  # support of what only one statement excludes
FEW = 5  # candidates of a review
_DEEPEST = 5  # rounds of looking classes up


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be the subject.

    `possible` is what its score might be, were all known that could not be looked up. `vetoes` are the reasons that
    exclude it, and bar it where much supports it.
    """

    item: str
    label: str = ""
    description: str = ""
    score: float = 0
    possible: float = 0
    support: float = 0
    features: tuple[Feature, ...] = ()
    vetoes: tuple[str, ...] = ()
    sitelinks: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of a subject, by which step, and why.

    `item` is there where it is accepted. `candidates` are the best five that are not excluded, and `excluded` those
    that are. `lookups` tells what could not be looked up: where there is any, it is unknown what else there is.
    """

    subject: Subject
    verdict: Verdict
    step: Step
    reasons: tuple[str, ...]
    item: str | None = None
    confidence: float | None = None
    candidates: tuple[Candidate, ...] = ()
    excluded: tuple[Candidate, ...] = ()
    lookups: tuple[str, ...] = ()


def decide(
    subjects: Iterable[Subject], *, links: LinkFile, gazetteer: Gazetteer, knowledge: Knowledge
) -> tuple[Decision, ...]:
    """One decision for each subject, by type and IRI."""
    return _Cascade(subjects, links, gazetteer, knowledge).all()


class _Cascade:
    def __init__(
        self, subjects: Iterable[Subject], links: LinkFile, gazetteer: Gazetteer, knowledge: Knowledge
    ) -> None:
        self._subjects = sorted(subjects, key=lambda subject: (TYPES.index(subject.type), subject.iri))
        self._by_iri = {subject.iri: subject for subject in self._subjects}
        self._links = links
        self._gazetteer = gazetteer
        self._knowledge = knowledge
        self._classes = Classes.shipped()
        self._decisions: dict[str, Decision] = {}
        self._hits: dict[str, Hits] = {}
        self._namesakes: dict[str, tuple[Item, ...]] = {}
        self._same = _same(links)

    def all(self) -> tuple[Decision, ...]:
        for subject in self._subjects:
            line = self._links.decided(subject.iri)
            if line is not None:
                self._decisions[subject.iri] = _of_line(subject, line)
        accepted = self._accepted()
        self._knowledge.load(accepted[iri] for iris in self._same.values() for iri in sorted(iris) if iri in accepted)
        self._look_up([subject for subject in self._subjects if subject.iri not in self._decisions])
        for kind in TYPES:  # each rests on what is accepted of those before
            self._decide_all([s for s in self._subjects if s.type == kind and s.iri not in self._decisions])
        self._follow_siblings()
        return tuple(self._decisions[subject.iri] for subject in self._subjects)

    # -- What is looked up ---------------------------------------------------------------------------------------------

    def _look_up(self, subjects: Sequence[Subject]) -> None:
        """Everything that the decisions need, in as few requests as there can be."""
        searched = {subject.iri for subject in subjects if not self._is_settled(subject)}
        self._knowledge.expect(subject.name for subject in subjects if subject.iri in searched)
        for subject in subjects:
            verified = [row.item for row in self._rows(subject) if row.item is not None]
            hits = self._knowledge.search(subject.name) if subject.iri in searched else Hits(())
            self._hits[subject.iri] = Hits(tuple(dict.fromkeys([*verified, *hits.ids])), hits.failure)
        self._knowledge.load(name for subject in subjects for name in self._hits[subject.iri].ids)
        for subject in subjects:
            self._namesakes[subject.iri] = self._with_its_name(subject)
        namesakes = [(subject, item) for subject in subjects for item in self._namesakes[subject.iri]]
        for _ in range(_DEEPEST):
            unknown = {name for subject, item in namesakes for name in self._classes.unknown(subject.type, item)}
            above = self._knowledge.above(unknown)
            if not above:
                break
            self._classes = self._classes.extended(above)
        self._knowledge.load(
            name
            for subject, item in namesakes
            if subject.type == "Person" and subject.offices and not self._is_excluded(subject, item)
            for property_ in (POSITION_HELD, OCCUPATION)
            for name in _values(item, property_)
        )

    def _rows(self, subject: Subject) -> tuple[Row, ...]:
        return World(self._gazetteer, self._classes).rows(subject)

    def _is_settled(self, subject: Subject) -> bool:
        """Whether the gazetteer has one row of that name and type, with an id, and the name means nothing else.

        A place may have a namesake in each other country that an article mentions.
        """
        rows = self._rows(subject)
        if len(rows) != 1 or rows[0].item is None:
            return False
        meant = {reading.partition(":")[2] for reading in self._gazetteer.readings(subject.name)}
        if subject.type == "Place":
            meant |= self._codes_with(subject, World(self._gazetteer, self._classes, subjects=self._by_iri))
        return meant <= {rows[0].country}

    def _with_its_name(self, subject: Subject) -> tuple[Item, ...]:
        """The items with the subject's name; for a single name also those of which it is the last word."""
        found: dict[str, Item] = {}
        for name in self._hits[subject.iri].ids:
            item = self._knowledge.item(name)
            if isinstance(item, Item) and (_has_name(subject, item) or self._vouches(subject, item)):
                found[item.id] = item
        return tuple(found.values())

    def _vouches(self, subject: Subject, item: Item) -> bool:
        return any(row.item == item.id for row in self._rows(subject))

    def _world(self) -> World:
        unsettled = (iri for iri, found in self._decisions.items() if found.item is None and len(found.candidates) > 1)
        items = self._knowledge.items
        return World(self._gazetteer, self._classes, items, self._accepted(), self._by_iri, frozenset(unsettled))

    def _accepted(self) -> dict[str, str]:
        return {iri: decision.item for iri, decision in self._decisions.items() if decision.item is not None}

    # -- What is decided -----------------------------------------------------------------------------------------------

    def _decide_all(self, subjects: Sequence[Subject]) -> None:
        """Subjects of one type: whole names, those again that others of the type may support, and then single names."""
        single = [subject for subject in subjects if _is_single(subject)]
        whole = [subject for subject in subjects if not _is_single(subject)]
        for _ in range(2):
            world = self._world()
            for subject in whole:
                if subject.iri not in world.links:
                    self._decisions[subject.iri] = self._decide(subject, world)
            self._part_namesakes(whole)
        world = self._world()
        for subject in single:
            self._decisions[subject.iri] = self._decide_single(subject, world)

    def _decide(self, subject: Subject, world: World) -> Decision:
        """The decision of all articles together, where each of them alone tells the same: one IRI may be two people."""
        found = self._decide_together(subject, world)
        if found.item is None or len(subject.contexts) == 1:
            return found
        for context in subject.contexts:
            alone = self._decide_together(replace(subject, contexts=(context,)), world)
            if alone.item != found.item:
                reason = f"{context.article} does not tell that it is {found.item}: {alone.reasons[0]}"
                return replace(found, verdict="review", item=None, confidence=None, reasons=(reason,))
        return found

    def _decide_together(self, subject: Subject, world: World) -> Decision:
        unseen = self._verified_unseen(subject, world)
        if unseen is not None:
            return unseen
        candidates, excluded, lookups = self._candidates(subject, world)
        if not candidates:
            return self._nothing_left(subject, excluded, lookups, world)
        best = candidates[0]
        bars = self._bars(subject, candidates, lookups, world)
        step: Step = "gazetteer" if any(f.name == "gazetteer" and f.weight > 0 for f in best.features) else "features"
        if bars:
            return Decision(subject, "review", step, bars, None, None, candidates[:FEW], excluded, lookups)
        reasons = tuple(feature.reason for feature in best.features if feature.independent and feature.weight > 0)
        confidence = _confidence(candidates)
        return Decision(subject, "accept", step, reasons, best.item, confidence, candidates[:FEW], excluded, lookups)

    def _nothing_left(
        self, subject: Subject, excluded: tuple[Candidate, ...], lookups: tuple[str, ...], world: World
    ) -> Decision:
        """There is no item, where every look-up was answered, it is a whole name, and the gazetteer lacks it too."""
        if lookups:
            verdict: Verdict = "review"
            reasons = [f"unknown: {lookups[0]}"]
        else:
            verdict = "nil"
            reasons = [_nothing(excluded)]
        if world.rows(subject):
            verdict = "review"
            gone = [f"has {row.item}, which Wikidata has no more" for row in world.rows(subject) if self._is_gone(row)]
            reasons.append(f"the gazetteer {gone[0] if gone else 'knows it'}")
        if _is_single(subject):
            verdict = "review"
            reasons.append("a single name, without an antecedent in the article")
        return Decision(subject, verdict, "features", tuple(reasons), excluded=excluded, lookups=lookups)

    def _is_gone(self, row: Row) -> bool:
        return row.item is not None and isinstance(self._knowledge.item(row.item), Missing)

    def _candidates(
        self, subject: Subject, world: World
    ) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...], tuple[str, ...]]:
        """Those that are left, the best one first; those that are excluded; and what is not known."""
        left: list[Candidate] = []
        excluded: list[Candidate] = []
        lookups: list[str] = []
        hits = self._hits[subject.iri]
        if hits.failure is not None:
            lookups.append(hits.failure)
        for item in self._namesakes[subject.iri]:
            against = self._exclusions(subject, item, world.links)
            reasons = tuple(exclusion.reason for exclusion in against)
            if any(exclusion.certain for exclusion in against):
                excluded.append(_candidate(item, vetoes=reasons))
                continue
            candidate = _candidate(item, features=features(Comparison(subject, item, world)), vetoes=reasons)
            (excluded if reasons and candidate.support < _WORTH_A_LOOK else left).append(candidate)
        lookups += (f.reason for f in map(self._knowledge.item, hits.ids) if isinstance(f, Unknown))
        left.sort(key=lambda candidate: (-candidate.score, -candidate.sitelinks, int(candidate.item[1:])))
        excluded.sort(key=lambda candidate: int(candidate.item[1:]))
        return tuple(left), tuple(excluded), tuple(lookups)

    def _is_excluded(self, subject: Subject, item: Item) -> bool:
        """Whether it is certain that it is not the item, whatever others are."""
        return any(exclusion.certain for exclusion in self._exclusions(subject, item, {}))

    def _exclusions(self, subject: Subject, item: Item, accepted: Mapping[str, str]) -> tuple[Exclusion, ...]:
        same = sorted(self._same.get(subject.iri, ()))
        found = [self._knowledge.item(accepted[iri]) for iri in same if iri in accepted]
        siblings = tuple(sibling for sibling in found if isinstance(sibling, Item))
        return exclusions(Case(subject, item, self._classes, self._denied(subject, accepted), siblings))

    def _denied(self, subject: Subject, accepted: Mapping[str, str]) -> frozenset[str]:
        """The items that it is not, and those of our entities that it is not."""
        denied = self._links.denied(subject.iri)
        return denied | {accepted[iri] for iri in denied if iri in accepted}

    def _verified_unseen(self, subject: Subject, world: World) -> Decision | None:
        """The gazetteer's id where no item is known, the one that it has neither: the name is all that there is.

        A country's code and an organization's name say so by themselves; a place has its country mentioned.
        """
        rows = world.rows(subject)
        item = rows[0].item if len(rows) == 1 else None
        if item is None or self._namesakes[subject.iri] or item in self._denied(subject, world.links):
            return None
        if not isinstance(self._knowledge.item(item), Unknown):
            return None
        around = world.countries_with(subject) & self._gazetteer.countries([rows[0].country])
        bars = self._rival_bars(subject, world, rows[0].country)
        if subject.type == "Place" and not around:
            bars.append(f"the gazetteer has {item}, whose country the article does not mention")
        if subject.type == "Place" and self._hits[subject.iri].failure is not None:
            elsewhere = self._codes_with(subject, world) - {rows[0].country}
            bars += [
                f"whether there is one in {code} too, which the article mentions, is unknown" for code in elsewhere
            ]
        candidates = (Candidate(item, rows[0].name),)
        if bars:
            return Decision(subject, "review", "gazetteer", tuple(bars), candidates=candidates)
        why = {
            "Country": f"the gazetteer's row, by its code of ISO 3166-1: {rows[0].country}",
            "Place": f"the gazetteer's row, and its country, {', '.join(sorted(around))}, which the article mentions",
        }.get(subject.type, f"the gazetteer's row: {rows[0].kind}, and the name means nothing else")
        return Decision(subject, "accept", "gazetteer", (why,), item, _VERIFIED, candidates)

    def _bars(
        self, subject: Subject, candidates: Sequence[Candidate], lookups: Sequence[str], world: World
    ) -> tuple[str, ...]:
        """Why the best candidate is not accepted; nothing where it is."""
        best = candidates[0]
        bars = [*best.vetoes, *(feature.reason for feature in best.features if feature.decisive)]
        if _is_single(subject):
            bars.append("a single name, without an antecedent in the article")
        if self._gazetteer.is_metonym(subject.type, subject.name):
            bars.append("the name stands for a government in the news")
        bars += (f"unknown: {reason}" for reason in lookups)
        bars += self._class_bars(subject, best)
        if subject.type == "Person":
            bars += self._person_bars(subject, best)
        bars += self._national_bars(subject, best, world)
        if subject.type in ("Organization", "Place") and not _has(best, "gazetteer"):
            bars += self._name_bars(subject, best)
        if subject.type == "Place" and not _has(best, "gazetteer"):
            bars += self._kin_bars(subject, best, world)
        if subject.type == "Place" and not _has(best, "gazetteer") and not _has(best, "known country"):
            bars.append("the gazetteer has no place of that name there")
        silent = [feature.reason for feature in best.features if feature.name == "office" and feature.weight == 0]
        if silent and not _has(best, "occupation"):
            bars.append(f"nothing supports what the article says that it is: {silent[0]}")
        if best.support < ENOUGH:
            bars.append(f"too little supports it: {best.support:g} of {ENOUGH:g}")
        bars += self._other_bars(subject, candidates, world)
        bars += self._rival_bars(subject, world, self._code(subject, best, world))
        return tuple(dict.fromkeys(bars))

    def _national_bars(self, subject: Subject, best: Candidate, world: World) -> list[str]:
        """What each country has its own of is that of the article's only country, or of the one that its name tells."""
        kinds = {row.kind for row in world.rows(subject)} & NATIONAL
        countries = self._items(best.item, COUNTRY)
        if not kinds or countries & self._gazetteer.without_countries(subject.name)[1]:
            return []
        if not _has(best, "gazetteer") and not _has(best, "country"):
            return [f"the article does not mention its country, as it would that of a {min(kinds)}"]
        mentioned = (world.subjects[iri] for iri in sorted(subject.others) if iri in world.subjects)
        others = [s.name for s in mentioned if s.type == "Country" and world.links.get(s.iri) not in countries]
        return [f"{others[0]}, which the article mentions, may have its own {min(kinds)} of the name"] if others else []

    def _name_bars(self, subject: Subject, best: Candidate) -> list[str]:
        """Its own name has to be the subject's, or the gazetteer's: by an alias, a part is called as the whole is."""
        names = {subject.name, *(row.name for row in self._gazetteer.named(subject.type, subject.name))}
        if subject.type == "Place":
            names |= {subject.name.partition(",")[0], self._gazetteer.region(subject.name) or subject.name}
        item = self._knowledge.item(best.item)
        labels = item.labels.values() if isinstance(item, Item) else ()
        if any(likeness(label, name) is not None for label in labels for name in names):
            return []
        return [f"its own name is {best.label}, which may be part of what is meant, or the whole"]

    def _kin_bars(self, subject: Subject, best: Candidate, world: World) -> list[str]:
        """The state or province of a city's name, which is called by the name too."""
        kin = self._gazetteer.kin(subject.name, {row.country for row in world.rows(subject)})
        if kin:
            return [f"the gazetteer has {kin[0]} too"]
        item = self._knowledge.item(best.item)
        if self._gazetteer.region(subject.name) or (
            isinstance(item, Item) and self._classes.is_below(item, SETTLEMENT)
        ):
            return []
        return ["it is no settlement, and may have the name of one"]

    def _person_bars(self, subject: Subject, best: Candidate) -> list[str]:
        """Of the dead others may have the name; and a name that is only spelled alike needs an office of one."""
        bars: list[str] = []
        item = self._knowledge.item(best.item)
        deaths = list(times(item, DEATH)) if isinstance(item, Item) else []
        dates = [Span.of(context.date) for context in subject.contexts if context.date is not None]
        dead = deaths and any(all(Span.of_time(death).is_before(date) for death in deaths) for date in dates)
        if dead and not any(read_title(office.title, self._gazetteer).is_late for office in subject.offices):
            bars.append(f"died {deaths[0].text}, and the article does not say so")
        if not _is_of_one(best):
            bars.append("no office that one holds at a time tells it from a namesake")
        return bars

    def _other_bars(self, subject: Subject, candidates: Sequence[Candidate], world: World) -> list[str]:
        """Other candidates that may be it: those with about as much, as much context, or nothing against them.

        Only what is one's alone tells from a namesake of whom little is known: an office of one, a verified id.
        """
        best, *others = candidates
        close = [other for other in others if best.score - other.possible < MARGIN]
        if close:
            other = close[0]
            return [f"{other.item} ({other.label}) may be as likely: {other.possible:g} against {best.score:g}"]
        if subject.type == "Place":
            abroad = [other for other in others if self._is_abroad(best, other)]
            if abroad:
                return [f"{abroad[0].item} ({abroad[0].label}) is in a country that the article mentions too"]
        if _has(best, "gazetteer") or _is_of_one(best):
            return []
        if len(self._namesakes[subject.iri]) >= HITS:
            return [f"there may be more of the name than the {HITS} that a search finds"]
        if subject.type == "Place":
            return []
        there = [other for other in others if _has(other, "country")]
        if there and subject.type != "Person" and not self._is_brand(subject, world):
            return [f"{there[0].item} ({there[0].label}) is in a country that the article mentions too"]
        open_ = [other for other in others if _is_open(subject, best, other)]
        return [f"nothing is against {other.item} ({other.label}), which has the name too" for other in open_[:1]]

    def _is_abroad(self, best: Candidate, other: Candidate) -> bool:
        """Whether the other is in another country that the article mentions, or is a place of a country not known."""
        if self._gazetteer.code(other.item) is not None:
            return False  # a country, of which `_rival_bars` speaks
        own, countries = (self._items(candidate.item, COUNTRY) for candidate in (best, other))
        return (not countries and _has(other, "settlement")) or (_has(other, "country") and own.isdisjoint(countries))

    def _items(self, id_: str, property_: str) -> frozenset[str]:
        item = self._knowledge.item(id_)
        return frozenset(item.items(property_)) if isinstance(item, Item) else frozenset()

    def _is_brand(self, subject: Subject, world: World) -> bool:
        """Whether the gazetteer has it as a company, whose name is its own beyond its country, and no word."""
        known = any(row.kind == "company" for row in world.rows(subject))
        return known and not self._gazetteer.is_word(subject.name)

    def _class_bars(self, subject: Subject, best: Candidate) -> list[str]:
        item = self._knowledge.item(best.item)
        if isinstance(item, Item) and self._classes.fit(subject.type, item) == "fits":
            return []
        if _has(best, "gazetteer"):
            return []  # its class was looked at when the id was verified, and it is not excluded
        return [f"whether its classes are those of {_PLURALS[subject.type]} is not known"]

    def _code(self, subject: Subject, best: Candidate, world: World) -> str | None:
        """The ISO code of where the item is."""
        item = self._knowledge.item(best.item)
        countries = [best.item, *(item.items(COUNTRY) if isinstance(item, Item) else ())]
        codes = [code for name in countries if (code := self._gazetteer.code(name)) is not None]
        rows = world.rows(subject)
        return codes[0] if codes else rows[0].country if rows else None

    def _rival_bars(self, subject: Subject, world: World, own: str | None) -> list[str]:
        """A name of two countries or places is settled where the article is about one of them alone; `own` is its."""
        readings = self._gazetteer.readings(subject.name) if subject.type in ("Country", "Place") else ()
        rivals = {reading.partition(":")[2] for reading in readings} - {own, ""}
        namesakes = self._gazetteer.namesakes(subject.name) if subject.type == "Place" else frozenset()
        codes = self._codes_with(subject, world)
        elsewhere = sorted((namesakes - {own, ""}) & codes)
        if elsewhere:
            return [f"the gazetteer has such a name in {', '.join(elsewhere)} too, which the article mentions"]
        if not rivals:
            return []
        named = ", ".join(sorted(readings))
        if rivals & codes:
            return [f"the name is one of {named}, and the article is about more than one of these"]
        if self._gazetteer.default(subject.name) not in (own, None):
            return [f"the name is one of {named}, and the news means another"]
        if own not in codes:
            return [f"the name is one of {named}, and the article says nothing else of where"]
        return []

    def _codes_with(self, subject: Subject, world: World) -> set[str]:
        """The ISO codes of where the other entities of the article are."""
        found: set[str] = set()
        for iri in subject.others:
            other = world.subjects.get(iri)
            if other is not None and other.type != "Person":
                rows = world.rows(other)
                if len({row.country for row in rows}) == 1:
                    found.add(rows[0].country)
        return found

    # -- Single names --------------------------------------------------------------------------------------------------

    def _decide_single(self, subject: Subject, world: World) -> Decision:
        """The decision of its antecedent, where that is accepted and nobody else is known by the single name."""
        antecedents = self._antecedents(subject)
        if len(antecedents) != 1:
            found = self._decide(subject, world)
            several = f"it may be {', '.join(other.name for other in antecedents)}" if antecedents else None
            return replace(found, reasons=(*found.reasons, several)) if several else found
        (antecedent,) = antecedents
        first = self._decisions[antecedent.iri]
        if first.item is None:
            reason = f"its antecedent, {antecedent.name}, is not accepted"
            own = self._decide(subject, world)
            both = {candidate.item: candidate for candidate in (*first.candidates, *own.candidates)}
            return replace(own, verdict="review", step="antecedent", reasons=(reason,),
                           candidates=tuple(both.values())[:FEW])  # fmt: skip
        if first.item in self._denied(subject, world.links):
            return self._decide(subject, world)
        if not self._is_family_name(subject, antecedent, first.item):
            reason = f"its antecedent may be {antecedent.name}, but it may be the given name of another"
            return Decision(subject, "review", "antecedent", (reason,), candidates=first.candidates[:1])
        known_as, lookups = self._known_as(subject, world)
        others = [candidate for candidate in known_as if candidate.item != first.item]
        if lookups and not others:
            reason = f"its antecedent is {antecedent.name}; who else is known by the name is unknown: {lookups[0]}"
            return Decision(
                subject, "review", "antecedent", (reason,), candidates=first.candidates[:1], lookups=lookups
            )
        if others:
            reason = (
                f"its antecedent is {antecedent.name}, but {others[0].item} ({others[0].label}) is known by the name"
            )
            candidates = (*first.candidates, *others)[:FEW]
            return Decision(subject, "review", "antecedent", (reason,), candidates=candidates)
        reason = f"its antecedent in the article is {antecedent.name}"
        return Decision(subject, "accept", "antecedent", (reason,), first.item, first.confidence, first.candidates[:1])

    def _antecedents(self, subject: Subject) -> tuple[Subject, ...]:
        """The people of its article whose whole name has it at one end, and who have all titles that it has."""
        word = fold(subject.name)
        people = (self._by_iri[iri] for iri in sorted(subject.others) if iri in self._by_iri)
        found = (
            other
            for other in people
            if other.type == "Person" and not is_single(other.name) and word in _ends(other.name)
        )
        return tuple(other for other in found if set(_titles(subject)) <= set(_titles(other)))

    def _is_family_name(self, subject: Subject, antecedent: Subject, item: str) -> bool:
        """Whether it stands where the family name does: last, or first where the person's country has it there."""
        first, last = _ends(antecedent.name)
        codes = map(self._gazetteer.code, self._items(item, CITIZENSHIP))
        return fold(subject.name) == last or (fold(subject.name) == first and not _FAMILY_FIRST.isdisjoint(codes))

    def _known_as(self, subject: Subject, world: World) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
        """The candidates whose label or alias is the single name itself, and what is not known of others."""
        candidates, _, lookups = self._candidates(subject, world)
        return tuple(found for found in candidates if not any(f.decisive for f in found.features)), lookups

    # -- What decisions say of each other ------------------------------------------------------------------------------

    def _part_namesakes(self, subjects: Sequence[Subject]) -> None:
        """Two people whom an article tells apart are not both the one item."""
        taken: defaultdict[str, list[Subject]] = defaultdict(list)
        for subject in self._subjects:
            found = self._decisions.get(subject.iri)
            if found is not None and found.item is not None and subject.type == "Person":
                taken[found.item].append(subject)
        for subject in subjects:
            item = self._decisions[subject.iri].item
            if item is not None:
                others = [other.name for other in taken[item] if other.iri in subject.others]
                if others:
                    reason = f"{others[0]}, whom the article tells apart, would also be {item}"
                    self._decisions[subject.iri] = replace(
                        self._decisions[subject.iri], verdict="review", item=None, confidence=None, reasons=(reason,)
                    )

    def _follow_siblings(self) -> None:
        """Who the link file says is another entity of ours has its item, where that is accepted and the only one."""
        accepted = self._accepted()
        for subject in self._subjects:
            same = sorted(iri for iri in self._same.get(subject.iri, ()) if iri in accepted)
            if not same or self._links.decided(subject.iri) is not None:
                continue
            found = self._decisions[subject.iri]
            reason = f"the link file says that it is {self._by_iri[same[0]].name}"
            items = {accepted[iri] for iri in same} - self._denied(subject, accepted)
            if items == {found.item or next(iter(items), None)}:
                found = replace(found, verdict="accept", step="link file", item=items.pop(), reasons=(reason,))
            else:
                reason += f", which is {', '.join(sorted({accepted[iri] for iri in same}))}"
                found = replace(found, verdict="review", item=None, confidence=None, reasons=(*found.reasons, reason))
            self._decisions[subject.iri] = found


_PLURALS: Mapping[Type, str] = {
    "Country": "countries",
    "Organization": "organizations",
    "Place": "places",
    "Person": "people",
}
_FAMILY_FIRST = frozenset({"CN", "HK", "KH", "KP", "KR", "MO", "SG", "TW", "VN"})  # also in the news
_VERIFIED = 0.95  # the confidence of what a person compared
_EXCLUDED = 3.0  # what a veto that is not certain takes from a score


def _same(links: LinkFile) -> Mapping[str, frozenset[str]]:
    """For each entity of ours the others that the link file says are the same."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in links.holding:
        if line.accepts and line.object is not None and not is_item(line.object):
            found[line.subject].add(line.object)
            found[line.object].add(line.subject)
    return {iri: frozenset(others) for iri, others in found.items()}


def _of_line(subject: Subject, line: Link) -> Decision:
    who = line.author or line.tool or "a line"
    when = f", {line.date}" if line.date else ""
    reason = f"{who}{when}" + (f": {line.comment}" if line.comment else "")
    if line.object is None:
        return Decision(subject, "nil", "link file", (reason,))
    if line.predicate == CLOSE_MATCH:
        candidate = Candidate(line.object, line.object_label)
        return Decision(subject, "review", "link file", (reason,), candidates=(candidate,))
    candidate = Candidate(line.object, line.object_label)
    return Decision(subject, "accept", "link file", (reason,), line.object, line.confidence, (candidate,))


def _candidate(item: Item, *, features: tuple[Feature, ...] = (), vetoes: tuple[str, ...] = ()) -> Candidate:
    score = sum(feature.weight for feature in features) - (_EXCLUDED if vetoes else 0)
    return Candidate(
        item=item.id,
        label=item.labels.get("en") or next(iter(item.labels.values()), ""),
        description=item.descriptions.get("en", ""),
        score=score,
        possible=score + sum(max(feature.possible - feature.weight, 0) for feature in features if feature.possible),
        support=sum(feature.weight for feature in features if feature.independent),
        features=features,
        vetoes=vetoes,
        sitelinks=item.sitelinks,
    )


def _confidence(candidates: Sequence[Candidate]) -> float:
    """The share of the best one's score in its and the next one's, below 1: what is accepted is not proved."""
    best = candidates[0].score
    other = max(candidates[1].score, 0) if len(candidates) > 1 else 0
    return round(min(best / (best + other), _VERIFIED), 2)


def _has(candidate: Candidate, name: str) -> bool:
    return any(feature.name == name and feature.weight > 0 for feature in candidate.features)


def _has_name(subject: Subject, item: Item) -> bool:
    if best_likeness(subject.name, item)[0] is not None:
        return True
    return _is_single(subject) and any(fold(subject.name) in _ends(name) for name in item.names())


def _is_of_one(candidate: Candidate) -> bool:
    """Whether an office supports it that one holds at a time."""
    return any(feature.name == "office" and feature.weight >= ONE_HOLDER for feature in candidate.features)


def _is_open(subject: Subject, best: Candidate, other: Candidate) -> bool:
    """Whether nothing but its kind is against it, and that only where it has no better right to the name."""
    against = {feature.name for feature in other.features if feature.weight < 0 and feature.independent}
    has_the_label = fold(other.label) == fold(subject.name) != fold(best.label)
    return not against or (against == {"kind"} and has_the_label)


def _is_single(subject: Subject) -> bool:
    """Whether it is a person by a single name."""
    return subject.type == "Person" and is_single(subject.name)


def _ends(name: str) -> tuple[str, ...]:
    words = fold(name).split()
    return (words[0], words[-1]) if words else ()


def _titles(subject: Subject) -> tuple[str, ...]:
    return tuple(fold(office.title) for office in subject.offices)


def _values(item: Item, property_: str) -> tuple[str, ...]:
    """The ids that it says, those of any rank but deprecated."""
    statements = item.statements.get(property_, ())
    return tuple(s.item for s in statements if s.item is not None and s.rank != "deprecated")


def _nothing(excluded: Sequence[Candidate]) -> str:
    if not excluded:
        return "no item has this name"
    return "; ".join(f"{candidate.item}: {candidate.vetoes[0]}" for candidate in excluded[:FEW])
