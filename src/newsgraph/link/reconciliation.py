"""Names to candidates of a reconciliation service, whose versions 0.2 and 1.0 (draft) have one face.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ and
https://reconciliation-api.github.io/specs/draft/. What a service says of itself decides: 0.2 where it offers that, for
the draft is not settled. That a service calls a candidate a match is not read: some do so wherever there is but one.
Nor is a type that was asked for a promise, so candidates are to be checked like all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeVar
from urllib.parse import urlencode

import msgspec

from newsgraph.errors import LookupFailedError
from newsgraph.link.cache import Cache
from newsgraph.link.lookup import Lookup, NoAnswerError, Read
from newsgraph.settings import LinkSettings

if TYPE_CHECKING:
    from newsgraph.net import Client

T = TypeVar("T")

BATCH = 10  # queries; no version names a most, and services work through them one by one
_MANIFEST = "manifest"


@dataclass(frozen=True, slots=True)
class Query:
    """A name, and the type that its candidates should have, as the service names it."""

    name: str
    type: str | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that the service offers; its score is on the service's own scale, and None where it gives none."""

    id: str
    name: str
    score: float | None
    types: tuple[str, ...]


class Reconciliation:
    """A reconciliation service as a cache knows it, and where `online`, as it answers.

    What failed once is not asked again. A context manager, which closes its connection and leaves the cache open.

    Raises UsageError where it is to go online and the settings name no contact.
    """

    def __init__(self, url: str, settings: LinkSettings, cache: Cache, *, online: bool = False) -> None:
        self._url = url.rstrip("/")
        self._lookup = Lookup(self._url, settings, cache, online=online)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._lookup.close()

    def candidates(self, queries: Iterable[Query]) -> Mapping[Query, tuple[Candidate, ...]]:
        """What the service offers for each query, in its order; 10 queries are one request.

        Raises LookupFailedError where not all of them were looked up; those that were are known from then on.
        """
        questions = {query: _question(query) for query in queries}
        unknown = frozenset(self._lookup.unknown(questions.values()))
        waiting = [query for query, question in questions.items() if question in unknown]
        for start in range(0, len(waiting), BATCH):
            self._ask(self._version(), waiting[start : start + BATCH])
        return {query: _read_candidates(self._lookup.known(question)) for query, question in questions.items()}

    def _version(self) -> Version:
        if self._lookup.unknown([_MANIFEST]):

            def send(client: Client, accept: Callable[[bytes], T]) -> T:
                return client.get(self._url, {}, accept)

            self._lookup.ask([_MANIFEST], send, lambda body: {_MANIFEST: _checked_manifest(body)})
        offered = _decoded(_manifest, self._lookup.known(_MANIFEST)).versions
        for version in VERSIONS:
            if version.name in offered:
                return version
        known = ", ".join(version.name for version in VERSIONS)
        raise LookupFailedError(f"{self._url}: this service has no version that we speak: {known}")

    def _ask(self, version: Version, queries: Sequence[Query]) -> None:
        def send(client: Client, accept: Callable[[bytes], T]) -> T:
            return client.post(self._url + version.path, version.encode(queries), version.media_type, accept)

        self._lookup.ask([_question(query) for query in queries], send, _reader(version, queries))


def _question(query: Query) -> str:
    return f"reconcile {query.limit} {query.type or '*'} {query.name}"


# -- The versions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Version:
    """How a batch of queries is sent, and its results, as many as it has queries, are read in their order."""

    name: str
    path: str
    media_type: str
    encode: Callable[[Sequence[Query]], bytes]
    decode: Callable[[bytes, int], Sequence[msgspec.Raw]]


class _Result(msgspec.Struct):
    result: msgspec.Raw


class _DraftResult(msgspec.Struct):
    candidates: msgspec.Raw


class _DraftResults(msgspec.Struct):
    results: list[_DraftResult]


class _Type(msgspec.Struct):
    id: str


class _Candidate(msgspec.Struct):
    id: str
    name: str
    score: float | None = None
    type: list[_Type | str] = []


class _Manifest(msgspec.Struct):
    versions: list[str] = []


_results = msgspec.json.Decoder(dict[str, _Result])
_draft_results = msgspec.json.Decoder(_DraftResults)
_candidates = msgspec.json.Decoder(list[_Candidate])
_manifest = msgspec.json.Decoder(_Manifest)


def _encode(queries: Sequence[Query]) -> bytes:
    batch = {
        f"q{place}": {"query": query.name, "limit": query.limit} | ({"type": query.type} if query.type else {})
        for place, query in enumerate(queries)
    }
    return urlencode({"queries": msgspec.json.encode(batch).decode()}).encode()


def _decode(body: bytes, count: int) -> Sequence[msgspec.Raw]:
    results = _decoded(_results, body)
    if results.keys() != {f"q{place}" for place in range(count)}:
        raise NoAnswerError("the answer has not one result for each query")
    return [results[f"q{place}"].result for place in range(count)]


def _encode_draft(queries: Sequence[Query]) -> bytes:
    batch = [
        {"conditions": [{"matchType": "name", "propertyValue": query.name}], "limit": query.limit}
        | ({"type": query.type} if query.type else {})
        for query in queries
    ]
    return msgspec.json.encode({"queries": batch})


def _decode_draft(body: bytes, count: int) -> Sequence[msgspec.Raw]:
    results = _decoded(_draft_results, body).results
    if len(results) != count:
        raise NoAnswerError("the answer has not one result for each query")
    return [result.candidates for result in results]


VERSIONS = (
    Version("0.2", "", "application/x-www-form-urlencoded", _encode, _decode),
    Version("1.0-draft", "/reconcile", "application/json", _encode_draft, _decode_draft),
)


def _reader(version: Version, queries: Sequence[Query]) -> Read:
    def read(body: bytes) -> Mapping[str, bytes]:
        results = [bytes(result) for result in version.decode(body, len(queries))]
        for result in results:
            _read_candidates(result)
        return {_question(query): result for query, result in zip(queries, results, strict=True)}

    return read


def _read_candidates(result: bytes) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            found.id, found.name, found.score, tuple(kind if isinstance(kind, str) else kind.id for kind in found.type)
        )
        for found in _decoded(_candidates, result)
    )


def _checked_manifest(body: bytes) -> bytes:
    _decoded(_manifest, body)
    return body


def _decoded(decoder: msgspec.json.Decoder[T], body: bytes) -> T:
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NoAnswerError(f"the answer is none of the Reconciliation API: {error}") from error
