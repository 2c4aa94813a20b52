"""The lines of a link file that hold, and what is known of their items, to links that can be judged.

An item that was merged into another is followed there; one that was deleted is no item any more, and its link goes
back to review; of one that could not be looked up nothing is known, and so its link is not published either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsgraph.link.candidates import Knowledge
from newsgraph.link.classes import INSTANCE_OF, SUBCLASS_OF, Classes
from newsgraph.link.items import Item
from newsgraph.link.sssom import CLOSE_MATCH, Link, LinkFile, is_item
from newsgraph.link.union import Edge, Union, union
from newsgraph.link.wikidata import Missing

DIFFERENT_FROM = "P1889"

# Properties whose values are looked up too, so that they have labels: classes, countries, offices, parties, bodies,
# capitals, events.
_VALUES = (INSTANCE_OF, "P27", "P39", "P102", "P463", "P17", "P36", "P793")
_OFFICE = "P39"
_DEEPEST = 12  # classes above a class


@dataclass(frozen=True, slots=True)
class Joint:
    """A link that holds, and what its item is now: the id of an item, or the IRI of another entity of ours."""

    line: Link
    target: str

    @property
    def edge(self) -> Edge:
        return self.line.subject, self.target

    @property
    def moved(self) -> bool:
        """Whether the item was merged into another since the line was written."""
        return self.target != self.line.object


@dataclass(frozen=True, slots=True)
class Joints:
    """What holds of the entities of an output: links, those in review, and those that cannot be published.

    `deleted` are links to items that are there no more, `unknown` those to items that were not looked up, and why.
    """

    accepted: tuple[Joint, ...]
    reviewed: tuple[Joint, ...]
    deleted: tuple[Link, ...]
    unknown: tuple[tuple[Link, str], ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the items that are accepted, sorted."""
        return tuple(sorted({joint.target for joint in self.accepted if is_item(joint.target)}))


def joints(links: LinkFile, entities: Iterable[str], knowledge: Knowledge) -> Joints:
    """The links of these entities; the items of those that are accepted are looked up."""
    known = frozenset(entities)
    holding = [line for line in links.holding if line.subject in known and line.object is not None]
    knowledge.load(line.object for line in holding if line.accepts and line.object and is_item(line.object))
    accepted, reviewed, deleted, unknown = [], [], [], []
    for line in sorted(holding, key=lambda line: line.subject):
        name = line.object or ""
        if line.predicate == CLOSE_MATCH:
            reviewed.append(Joint(line, name))
        elif not is_item(name):
            accepted.append(Joint(line, name))
        else:
            found = knowledge.item(name)
            if isinstance(found, Item):
                accepted.append(Joint(line, found.id))
            elif isinstance(found, Missing):
                deleted.append(line)
            else:
                unknown.append((line, found.reason))
    return Joints(tuple(accepted), tuple(reviewed), tuple(deleted), tuple(unknown))


def negative(links: LinkFile, accepted: Iterable[Joint], knowledge: Knowledge) -> frozenset[Edge]:
    """What is not the same: what lines deny of these entities, and items that Wikidata tells apart (P1889).

    Of an item that is denied and was merged into another, the other is denied too.
    """
    joined = tuple(accepted)
    subjects = sorted({joint.line.subject for joint in joined})
    denied = [(subject, name) for subject in subjects for name in sorted(links.denied(subject))]
    knowledge.load(name for _, name in denied if is_item(name))
    found: set[Edge] = set()
    for subject, name in denied:
        now = knowledge.item(name) if is_item(name) else None
        found |= {(subject, name), (subject, now.id if isinstance(now, Item) else name)}
    items = {joint.target for joint in joined if is_item(joint.target)}
    for name in items:
        item = knowledge.item(name)
        if isinstance(item, Item):
            others = (statement.item for statement in item.statements.get(DIFFERENT_FROM, ()))
            found |= {(name, other) for other in others if other in items}
    return frozenset(found)


def joined(kept: Sequence[Sequence[Joint]], apart: Iterable[Edge]) -> Union:
    """The sets of what is one and the same, by ranks of links; two items are never in one set."""
    return union(
        [[joint.edge for joint in rank] for rank in kept], apart, apart=lambda name: "item" if is_item(name) else None
    )


def needed(items: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The ids of these items and of all that they speak of, in the order of their numbers; what is new is looked up.

    That are their values, so that they have labels, and the classes above their classes and offices.
    """
    own = tuple(items)
    known = [item for item in map(knowledge.item, own) if isinstance(item, Item)]
    spoken_of = {name for item in known for property_ in _VALUES for name in values(item, property_)}
    knowledge.load(sorted(spoken_of))
    classes: set[str] = set()
    waiting = {name for item in known for property_ in (INSTANCE_OF, _OFFICE) for name in values(item, property_)}
    for _ in range(_DEEPEST):
        classes |= waiting
        knowledge.load(sorted(waiting))
        found = [item for item in map(knowledge.item, sorted(waiting)) if isinstance(item, Item)]
        waiting = {name for item in found for name in item.items(SUBCLASS_OF)} - classes
    return tuple(sorted({*own, *spoken_of, *classes}, key=lambda name: int(name[1:])))


def values(item: Item, property_: str) -> Iterator[str]:
    """The items that an item's statements of a property name, whatever their time."""
    for statement in item.statements.get(property_, ()):
        if statement.rank != "deprecated" and statement.item is not None:
            yield statement.item


def above(item: Item, classes: Classes) -> Iterator[Edge]:
    """Class and superclass, for all that is known above the classes of an item."""
    waiting, seen = list(item.items(INSTANCE_OF)), set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            for other in classes.above.get(name, ()):
                yield name, other
                waiting.append(other)
