"""Items to whether they are of a type of ours, through P31 (instance of) and P279 (subclass of).

A small part of Wikidata's tree of classes is shipped; what it lacks is looked up. While something above a class is
not known, the class is unknown, and neither fits nor is excluded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from newsgraph import sources
from newsgraph.link.items import Item
from newsgraph.link.subjects import Type
from newsgraph.tables import read_rows, values_of

INSTANCE_OF, SUBCLASS_OF = "P31", "P279"

Fit: TypeAlias = Literal["fits", "excluded", "unknown"]

HUMAN = "Q5"
SETTLEMENT = frozenset({"Q486972"})
SETTLED = SETTLEMENT | frozenset({"Q56061", "Q82794", "Q6256"})  # settlement, administrative entity, region, country

ROOTS: Mapping[Type, frozenset[str]] = {
    "Person": frozenset({HUMAN}),
    # country, sovereign state, state, dependent territory
    "Country": frozenset({"Q6256", "Q3624078", "Q7275", "Q161243"}),
    # the above, geographic location, geographical feature
    "Place": SETTLED | {"Q2221906", "Q618123", "Q3624078", "Q161243"},
    "Organization": frozenset({"Q43229"}),
}

# Classes whose members are no entity of ours, whatever stands above them.
NEVER: Mapping[str, str] = {
    "Q4167410": "a disambiguation page",
    "Q4167836": "a category",
    "Q13406463": "a list",
    "Q101352": "a family name",
    "Q202444": "a given name",
    "Q12308941": "a given name",
    "Q11879590": "a given name",
    "Q15632617": "a fictional human",
    "Q95074": "a fictional character",
    "Q13442814": "a scholarly article",
    "Q3305213": "a painting",
    "Q11424": "a film",
    "Q482994": "an album",
}


@dataclass(frozen=True)
class Classes:
    """For each class that is known the classes directly above it."""

    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def shipped(cls) -> Classes:
        """The classes that come with this package, as stored entities of Wikidata have them."""
        return cls(_shipped())

    def joined(self, items: Iterable[Item]) -> Classes:
        """These classes, and those that the items are."""
        return self.extended({item.id: item.items(SUBCLASS_OF) for item in items})

    def extended(self, above: Mapping[str, tuple[str, ...]]) -> Classes:
        """These classes, and others by what is right above them."""
        return Classes({**self.above, **above})

    def fit(self, type: Type, item: Item) -> Fit:  # noqa: A002 - the word of the ontology
        """Whether the item is of the type. A person is what is called a human and nothing that is only below it."""
        classes = item.items(INSTANCE_OF)
        if type == "Person" and classes:
            return "fits" if HUMAN in classes else "excluded"
        found = set(self._all_above(classes))
        if found & ROOTS[type]:
            return "fits"
        return "unknown" if not classes or any(name not in self.above for name in found) else "excluded"

    def is_below(self, item: Item, roots: frozenset[str]) -> bool:
        """Whether one of the item's classes is one of `roots` or known to be below one."""
        return not roots.isdisjoint(self._all_above(item.items(INSTANCE_OF)))

    def unknown(self, type: Type, item: Item) -> frozenset[str]:  # noqa: A002 - the word of the ontology
        """The classes that would have to be known for `fit` to say more."""
        if self.fit(type, item) != "unknown":
            return frozenset()
        return frozenset(name for name in self._all_above(item.items(INSTANCE_OF)) if name not in self.above)

    def _all_above(self, classes: Iterable[str]) -> Iterator[str]:
        seen: set[str] = set()
        waiting = list(classes)
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                yield name
                waiting += self.above.get(name, ())


@cache
def _shipped() -> Mapping[str, tuple[str, ...]]:
    path = Path(__file__).with_name("classes.tsv")
    rows = read_rows(path.name, sources.read_text(path), ("id", "superclasses"))
    return {row["id"]: tuple(values_of(row["superclasses"])) for row in rows}
