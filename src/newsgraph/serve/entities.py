"""The entities of a dataset, found by their names."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from newsgraph.link.names import fold, is_single, key
from newsgraph.vocab import NG

TYPES = {
    f"{NG}Person": "person",
    f"{NG}Organization": "organization",
    f"{NG}Country": "country",
    f"{NG}Place": "place",
}
# The job that asks a dataset for its entities.
QUERY = f"""
SELECT ?entity ?type ?name ?title (COUNT(DISTINCT ?article) AS ?articles) WHERE {{
  VALUES ?type {{ {" ".join(f"<{name}>" for name in TYPES)} }}
  ?entity a ?type ; schema:name ?name .
  OPTIONAL {{ ?entity ng:title ?title }}
  OPTIONAL {{ ?article schema:mentions ?entity }}
}} GROUP BY ?entity ?type ?name ?title ORDER BY ?entity ?name ?title
"""
_LIKE = 0.75  # a ratio of likeness below which a name is no candidate
_PART = 0.8  # the likeness of a surname to a name
_MOST_LIKE = 2000  # names that are compared letter by letter


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity by its IRI: its names, its types, what it is called, and in how many articles it stands."""

    iri: str
    names: tuple[str, ...]
    types: tuple[str, ...]
    titles: tuple[str, ...]
    articles: int

    @property
    def description(self) -> str:
        """What tells it from its namesakes in a list."""
        kinds = ", ".join(TYPES[each] for each in self.types)
        where = f"in {self.articles} article{'' if self.articles == 1 else 's'}"
        return "; ".join(part for part in (kinds, ", ".join(self.titles[:3]), where) if part)


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate for a name: its score, 0 to 100, and whether it alone has just this name, and a name in full."""

    entity: Entity
    score: float
    is_match: bool = False


@dataclass(slots=True)
class Entities:
    """All entities, by IRI and by what their names share with other spellings of them."""

    by_iri: dict[str, Entity] = field(default_factory=dict)
    _by_key: defaultdict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    _by_word: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, bindings: Iterable[Mapping[str, Any]]) -> Entities:
        """The entities by the answer to `QUERY`."""
        parts: dict[str, tuple[dict[str, None], dict[str, None], dict[str, None], list[int]]] = {}
        for row in bindings:
            names, types, titles, articles = parts.setdefault(row["entity"]["value"], ({}, {}, {}, []))
            names[row["name"]["value"]] = None
            types[row["type"]["value"]] = None
            if "title" in row:
                titles[row["title"]["value"]] = None
            articles.append(int(row["articles"]["value"]))
        found = cls()
        for iri, (names, types, titles, articles) in parts.items():
            found._add(Entity(iri, tuple(names), _narrowest(types), tuple(titles), max(articles)))
        return found

    def _add(self, entity: Entity) -> None:
        self.by_iri[entity.iri] = entity
        for name in entity.names:
            self._by_key[key(name)].append(entity)
            for word in fold(name).split():
                self._by_word[word].add(entity.iri)

    def candidates(self, name: str, types: Sequence[str] = (), limit: int = 10) -> list[Found]:
        """The best candidates for a name, those of the types alone where there are some.

        A match is safe to take without a person: the one entity of the types with this very name, which is no single
        word. A surname is never one, for whoever else bears it.
        """
        exact = self._of_types(self._by_key.get(key(name), ()), types)
        same = [each for each in exact if fold(name) in map(fold, each.names)]
        is_match = len(exact) == 1 and len(same) == 1 and not is_single(name)
        scores: dict[str, Found] = {each.iri: Found(each, 100.0 if each in same else 95.0, is_match) for each in exact}
        for other in self._of_types(map(self.by_iri.__getitem__, self._near(name)), types):
            likeness = max(_likeness(fold(name), fold(each)) for each in other.names)
            if other.iri not in scores and likeness >= _LIKE:
                scores[other.iri] = Found(other, round(90 * likeness, 1))
        return sorted(scores.values(), key=lambda found: (-found.score, -found.entity.articles, found.entity.iri))[
            :limit
        ]

    def starting_with(self, prefix: str, limit: int = 10) -> list[Entity]:
        """The entities a word of whose names starts so, those of most articles first."""
        wanted = fold(prefix).split()
        if not wanted:
            return []
        *whole, last = wanted
        found = {iri for word, iris in self._by_word.items() if word.startswith(last) for iri in iris}
        for word in whole:
            found &= self._by_word.get(word, set())
        entities = map(self.by_iri.__getitem__, found)
        return sorted(entities, key=lambda entity: (-entity.articles, entity.iri))[:limit]

    def _near(self, name: str) -> list[str]:
        """Entities that share a word with the name, those that share most first."""
        shared: defaultdict[str, int] = defaultdict(int)
        for word in fold(name).split():
            for iri in self._by_word.get(word, ()):
                shared[iri] += 1
        return sorted(shared, key=lambda iri: (-shared[iri], iri))[:_MOST_LIKE]

    @staticmethod
    def _of_types(entities: Iterable[Entity], types: Sequence[str]) -> list[Entity]:
        return [each for each in entities if not types or not set(types).isdisjoint(each.types)]


def _likeness(name: str, other: str) -> float:
    """How alike two folded names are, from 0 to 1: as one whose words are all in the other at the least."""
    ratio = difflib.SequenceMatcher(None, name, other).ratio()
    return max(ratio, _PART) if set(name.split()) <= set(other.split()) else ratio


def _narrowest(types: Iterable[str]) -> tuple[str, ...]:
    """A country is a place too, and is called a country."""
    found = set(types)
    if f"{NG}Country" in found:
        found.discard(f"{NG}Place")
    return tuple(name for name in TYPES if name in found)
