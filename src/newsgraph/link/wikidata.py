"""Names to the ids of items that Wikidata ranks for them, and ids to items: each asked once, then known.

https://www.wikidata.org/w/api.php, its modules wbsearchentities and wbgetentities. What is not known is an error and
never an empty answer: a failed look-up says nothing on whether there is an item.

Items are asked for by wbgetentities alone: Special:EntityData gives one item for each request, as its caches have it,
which may be older.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeAlias, TypeVar

import msgspec

from newsgraph.errors import LookupFailedError
from newsgraph.link.cache import Cache
from newsgraph.link.items import Item, NotAnItemError, read_item
from newsgraph.link.lookup import Lookup, NoAnswerError, Read
from newsgraph.settings import LinkSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsgraph.net import Client

T = TypeVar("T")

BATCH = 50  # ids; the most that the API takes of one who has no special right
HITS = 20  # of a name
_LAG = 5  # seconds that the servers may be behind: https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
_ID = re.compile(r"[QPL]([1-9]\d{0,9})\Z")
_LAST = 2**31 - 1  # the highest number of an id; one beyond it makes the API refuse the whole batch


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

    What failed once is not asked again. A context manager, which closes its connection and leaves the cache open.

    Raises UsageError where it is to go online and the settings name no contact.
    """

    def __init__(self, settings: LinkSettings, cache: Cache, *, online: bool = False) -> None:
        self._url = settings.wikidata
        self._lookup = Lookup(settings.wikidata, settings, cache, online=online)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._lookup.close()

    def search(self, name: str, language: str) -> tuple[str, ...]:
        """The ids of the items that have a label or alias which starts with the name, as Wikidata ranks them.

        At most 20, of the language and those that it falls back to. Raises LookupFailedError where the name was not
        looked up.
        """
        name = " ".join(unicodedata.normalize("NFC", name).split())
        if not name:
            return ()
        question = f"search {language} {name}"
        for unknown in self._lookup.unknown([question]):
            parameters = {
                "action": "wbsearchentities",
                "search": name,
                "language": language,
                "uselang": language,
                "type": "item",
                "limit": str(HITS),
            }
            self._ask([unknown], parameters, lambda body: {question: _checked_search(body)})
        return _hits(self._lookup.known(question))

    def items(self, ids: Iterable[str]) -> Mapping[str, Found]:
        """What Wikidata has under each id, each once and in their order; 50 ids are one request.

        An item is read from the cache whenever it is taken from the mapping, so that one of thousands fits in memory.

        Raises LookupFailedError where not all of them were looked up; those that were are known from then on, so that
        each can be asked for by itself.
        """
        wanted = tuple(dict.fromkeys(ids))
        questions = [_question(entity_id) for entity_id in wanted if _may_be(entity_id)]
        unknown = self._lookup.unknown(questions)
        for start in range(0, len(unknown), BATCH):
            batch = unknown[start : start + BATCH]
            parameters = {"action": "wbgetentities", "ids": "|".join(map(_id, batch))}
            self._ask(batch, parameters, _reader(batch))
        self._lookup.require(questions)
        return _Items(wanted, self._lookup)

    def _ask(self, questions: Iterable[str], parameters: Mapping[str, str], read: Read) -> None:
        everything = {**parameters, "format": "json", "maxlag": str(_LAG)}

        def send(client: Client, accept: Callable[[bytes], T]) -> T:
            return client.get(self._url, everything, accept)

        self._lookup.ask(tuple(questions), send, read)


class _Items(Mapping[str, Found]):
    """What the cache has under ids that are all known."""

    def __init__(self, ids: tuple[str, ...], lookup: Lookup) -> None:
        self._ids = dict.fromkeys(ids)
        self._lookup = lookup

    def __getitem__(self, entity_id: str) -> Found:
        if entity_id not in self._ids:
            raise KeyError(entity_id)
        if not _may_be(entity_id):
            return Missing(entity_id)
        try:
            return _found(entity_id, self._lookup.known(_question(entity_id)))
        except (NotAnItemError, msgspec.DecodeError) as error:
            raise LookupFailedError(f"{entity_id} cannot be read from the cache: {error}") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def _may_be(entity_id: str) -> bool:
    """Whether there can be an entity of that id."""
    match = _ID.match(entity_id)
    return match is not None and int(match[1]) <= _LAST


def _question(entity_id: str) -> str:
    return f"item {entity_id}"


def _id(question: str) -> str:
    return question.removeprefix("item ")


# -- The JSON, as far as it is read ------------------------------------------------------------------------------------


class _Error(msgspec.Struct):
    code: str
    info: str = ""


class _Answer(msgspec.Struct):
    success: int = 0
    error: _Error | None = None


class _Hit(msgspec.Struct):
    id: str


class _Search(_Answer):
    search: list[_Hit] | None = None


class _Entities(_Answer):
    entities: dict[str, msgspec.Raw] | None = None


class _Redirect(msgspec.Struct):
    source: str = msgspec.field(name="from")
    to: str


class _Head(msgspec.Struct):
    id: str
    missing: str | bool | None = None
    redirects: _Redirect | None = None


A = TypeVar("A", bound=_Answer)
_search = msgspec.json.Decoder(_Search)
_entities = msgspec.json.Decoder(_Entities)
_head = msgspec.json.Decoder(_Head)


def _answer(body: bytes, decoder: msgspec.json.Decoder[A]) -> A:
    """Raises NoAnswerError for what is none, or is an error in a body of its own, as maxlag is."""
    try:
        answer = decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NoAnswerError("the answer is no JSON of the API") from error
    if answer.error is not None:
        raise NoAnswerError(f"the API answers {answer.error.code}: {answer.error.info[:200]}")
    if answer.success != 1:
        raise NoAnswerError("the answer does not say that it is a success")
    return answer


def _checked_search(body: bytes) -> bytes:
    hits = _answer(body, _search).search
    if hits is None or not all(_may_be(hit.id) for hit in hits):
        raise NoAnswerError("the answer is no list of items")
    return body


def _hits(body: bytes) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.id for hit in _search.decode(body).search or ()))


def _reader(questions: tuple[str, ...]) -> Read:
    """What a body has for these ids: all of them, but for those of an entity that cannot be read."""

    def read(body: bytes) -> Mapping[str, bytes]:
        entities = _answer(body, _entities).entities
        if entities is None:
            raise NoAnswerError("the answer holds no entities")
        try:
            by_id = {_asked(key, _head.decode(entity)): entity for key, entity in entities.items()}
        except msgspec.DecodeError as error:
            raise NoAnswerError("the answer holds what is no entity") from error
        kept = {}
        for question in questions:
            if _id(question) not in by_id:
                raise NoAnswerError(f"the answer lacks {_id(question)}, which was asked for")
            entity = bytes(by_id[_id(question)])
            if _is_readable(_id(question), entity):
                kept[question] = entity
        return kept

    return read


def _asked(key: str, head: _Head) -> str:
    """The id that was asked for where an entity came: it stands under that id, or under the one that it now has."""
    return head.redirects.source if head.redirects is not None else key


def _is_readable(entity_id: str, entity: bytes) -> bool:
    try:
        _found(entity_id, entity)
    except (NotAnItemError, msgspec.DecodeError):
        return False
    return True


def _found(entity_id: str, entity: bytes) -> Found:
    """Raises NotAnItemError where the entity is another, and no redirect says so."""
    head = _head.decode(entity)
    if head.missing is not None and head.missing is not False:
        found: Found = Missing(head.id)
    elif head.redirects is not None:
        item = read_item(entity)
        if item.id != head.redirects.to:
            raise NotAnItemError(f"a redirect leads to {head.redirects.to}, and the item is {item.id}")
        found = Redirected(head.redirects.source, item)
    else:
        found = read_item(entity)
    if found.id != entity_id:
        raise NotAnItemError(f"{found.id} stands in the place of {entity_id}")
    return found
