"""Names to the ids of items that Wikidata ranks for them, and ids to items: each asked once, then known.

https://www.wikidata.org/w/api.php, its modules wbsearchentities and wbgetentities. What is not known is an error and
never an empty answer: a failed look-up says nothing on whether there is an item.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from newsgraph.errors import LookupFailedError
from newsgraph.link.cache import Cache
from newsgraph.link.items import Item
from newsgraph.settings import LinkSettings


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no item of that id: it was deleted, or never made."""

    id: str


@dataclass(frozen=True, slots=True)
class Redirected:
    """The id is now another's, `item.id`: the two were merged."""

    id: str
    item: Item


Found: TypeAlias = Item | Missing | Redirected


class Wikidata:
    """Wikidata as a cache knows it, and where `online`, as it answers; each answer goes into the cache.

    Raises UsageError where it is to go online and the settings name no contact.
    """

    def __init__(self, settings: LinkSettings, cache: Cache, *, online: bool = False) -> None:
        self._settings = settings
        self._cache = cache
        self._online = online

    def search(self, name: str, language: str) -> tuple[str, ...]:
        """The ids of the items that have a label or alias which starts with the name, as Wikidata ranks them.

        At most 20. Raises LookupFailedError where the name was not looked up.
        """
        raise LookupFailedError(f"{name!r} ({language}) is not in the cache; look it up with --online")

    def items(self, ids: Iterable[str]) -> Mapping[str, Found]:
        """What Wikidata has under each id, each once and in their order; 50 ids are one request.

        Raises LookupFailedError where not all of them were looked up; those that were are in the cache, so that each
        can be asked for by itself.
        """
        wanted = tuple(dict.fromkeys(ids))
        if wanted:
            raise LookupFailedError(f"{wanted[0]} is not in the cache; look it up with --online")
        return {}
