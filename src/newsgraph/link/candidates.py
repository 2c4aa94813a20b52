"""Names to candidates: the gazetteer's verified ids, then a local index, then Wikidata, then a reconciliation service.

What could not be looked up is told as such: a name whose look-up failed is unknown, and so is an item. It is never
taken for one that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from newsgraph.errors import LookupFailedError
from newsgraph.link.classes import SUBCLASS_OF
from newsgraph.link.items import Item
from newsgraph.link.names import fold
from newsgraph.link.reconciliation import Candidate, Query
from newsgraph.link.wikidata import Found, Missing, Redirected

_ITEM = re.compile(r"Q[1-9]\d*\Z")
BATCH = 50  # ids that Wikidata takes in one request


class Catalogue(Protocol):
    """Wikidata, a cache of it, or what stands for it; both raise LookupFailedError where the answer is not known."""

    def search(self, name: str, language: str) -> tuple[str, ...]: ...

    def items(self, ids: Iterable[str]) -> Mapping[str, Found]: ...


class Index(Protocol):
    """A local index of a dump: it knows all that it holds, and nothing fails."""

    def search(self, name: str) -> tuple[str, ...]: ...

    def item(self, id_: str, /) -> Item | None: ...

    def above(self, class_: str, /) -> tuple[str, ...]: ...


class Service(Protocol):
    """A reconciliation service, or a cache of it; LookupFailedError where not all queries were answered."""

    def candidates(self, queries: Iterable[Query]) -> Mapping[Query, tuple[Candidate, ...]]: ...


@dataclass(frozen=True, slots=True)
class Hits:
    """The ids found for a name, in their order; `failure` tells why there may be more."""

    ids: tuple[str, ...]
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """An item that could not be looked up, and why."""

    id: str
    reason: str


class Knowledge:
    """What the index and Wikidata know, each name and each item asked for once.

    Without an index a name is looked up in the catalogue; with one in both, but a catalogue that is not online is then
    no failure where it does not know the name: the index is what there is. What a service offers is looked up in
    Wikidata and judged as all else is.
    """

    def __init__(
        self,
        *,
        catalogue: Catalogue | None = None,
        index: Index | None = None,
        service: Service | None = None,
        languages: Sequence[str] = ("en",),
        online: bool = False,
    ) -> None:
        self._catalogue = catalogue
        self._index = index
        self._service = service
        self._languages = tuple(languages)
        self._online = online
        self._hits: dict[str, Hits] = {}
        self._items: dict[str, Item | Missing | Unknown] = {}

    def expect(self, names: Iterable[str]) -> None:
        """Say which names will be searched for: ten are one request of the service. What failed is told by `search`."""
        if self._service is not None:
            with suppress(LookupFailedError):
                self._service.candidates([Query(name) for name in dict.fromkeys(names)])

    def search(self, name: str) -> Hits:
        """The candidates of a name."""
        folded = fold(name)
        if folded not in self._hits:
            self._hits[folded] = self._searched(name)
        return self._hits[folded]

    def load(self, ids: Iterable[str]) -> None:
        """Look items up, those that are not known yet: 50 are one request of the catalogue."""
        wanted = [name for name in dict.fromkeys(ids) if name not in self._items]
        if self._index is not None:
            for name in wanted:
                item = self._index.item(name)
                if item is not None:
                    self._items[name] = item
            wanted = [name for name in wanted if name not in self._items]
        for start in range(0, len(wanted), BATCH):
            self._load_batch(wanted[start : start + BATCH])

    def item(self, id: str) -> Item | Missing | Unknown:  # noqa: A002 - Wikidata's word
        """What is known of an item; of one that was merged into another, the other."""
        if id not in self._items:
            self.load([id])
        return self._items[id]

    @property
    def items(self) -> Mapping[str, Item]:
        """All items that were looked up and are there, by the ids that they were asked for."""
        return {name: found for name, found in self._items.items() if isinstance(found, Item)}

    def above(self, classes: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """The classes right above each class (P279), for those that are known."""
        wanted = sorted(set(classes))
        found: dict[str, tuple[str, ...]] = {}
        if self._index is not None:
            found = {name: above for name in wanted if (above := self._index.above(name))}
        rest = [name for name in wanted if name not in found]
        self.load(rest)
        items = ((name, self.item(name)) for name in rest)
        return {**found, **{name: item.items(SUBCLASS_OF) for name, item in items if isinstance(item, Item)}}

    def _searched(self, name: str) -> Hits:
        found: dict[str, None] = {}
        failure = (
            None if self._index is not None or self._catalogue is not None else "there is nothing to look it up in"
        )
        if self._index is not None:
            found.update(dict.fromkeys(self._index.search(name)))
        if self._catalogue is not None:
            try:
                for language in self._languages:
                    found.update(dict.fromkeys(self._catalogue.search(name, language)))
            except LookupFailedError as error:
                failure = str(error) if self._online or self._index is None else None
        if self._service is not None:
            try:
                offered = self._service.candidates([Query(name)])[Query(name)]
                found.update((candidate.id, None) for candidate in offered if _ITEM.match(candidate.id))
            except LookupFailedError as error:
                failure = failure or (str(error) if self._online else None)
        return Hits(tuple(found), failure)

    def _load_batch(self, ids: Sequence[str]) -> None:
        try:
            answer = self._asked(ids)
        except LookupFailedError as error:
            if len(ids) == 1:
                self._items[ids[0]] = Unknown(ids[0], str(error))
                return
            for name in ids:  # the cache may know the others, and no failed question is asked again
                self._load_batch([name])
            return
        for name in ids:
            found = answer.get(name)
            if isinstance(found, Redirected):
                self._items[found.item.id] = self._items[name] = found.item
            else:
                self._items[name] = found if found is not None else Unknown(name, f"{name} is not in the answer")

    def _asked(self, ids: Sequence[str]) -> Mapping[str, Found]:
        if self._catalogue is None:
            raise LookupFailedError(f"{ids[0]} is not known here")
        return self._catalogue.items(ids)
