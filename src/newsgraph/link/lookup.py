"""Questions to a service: answered from the cache, and where we may go online, by the service, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from newsgraph import __version__
from newsgraph.errors import LookupFailedError, ServiceError, UsageError
from newsgraph.link.cache import Cache
from newsgraph.settings import LinkSettings

if TYPE_CHECKING:
    from newsgraph.net import Client

T = TypeVar("T")


class NoAnswerError(ValueError):
    """A body is none that answers the questions; the message says why. Another may be."""


Read: TypeAlias = Callable[[bytes], Mapping[str, bytes]]
"""An answer's body to what is kept of it, by question. Raises NoAnswerError."""


class Send(Protocol):
    """Sends a request, and gives what its last argument makes of the answer."""

    def __call__(self, client: Client, accept: Callable[[bytes], T], /) -> T: ...


class Lookup:
    """What is known of one service, and what can be asked of it until it is closed.

    Laws: nothing is asked that the cache knows; nothing comes into the cache but what `read` took from an answer; what
    has failed is not asked again.

    Raises UsageError where it is to go online and the settings name no contact.
    """

    def __init__(self, service: str, settings: LinkSettings, cache: Cache, *, online: bool) -> None:
        self._service = service
        self._cache = cache
        self._client = _client(settings) if online else None
        self._failed: dict[str, str] = {}

    def close(self) -> None:
        if self._client is not None:
            self._client.close()

    def known(self, question: str) -> bytes:
        """What the cache has for a question; raises LookupFailedError where that is nothing."""
        body = self._cache.get(self._service, question)
        if body is None:
            raise LookupFailedError(self._failed.get(question, _offline(question)))
        return body

    def require(self, questions: Iterable[str]) -> None:
        """Raises LookupFailedError where the cache does not have them all."""
        missing = self._cache.missing(self._service, questions)
        if missing:
            more = f" ({len(missing)} are unknown)" if len(missing) > 1 else ""
            raise LookupFailedError(self._failed.get(missing[0], _offline(missing[0])) + more)

    def unknown(self, questions: Iterable[str]) -> tuple[str, ...]:
        """Those questions, each once and in their order, that can be asked: neither known nor failed."""
        missing = self._cache.missing(self._service, questions)
        return tuple(question for question in missing if question not in self._failed)

    def ask(self, questions: Sequence[str], send: Send, read: Read) -> None:
        """Ask questions by one request, and take into the cache what `read` finds of them in the answer.

        A question that stays without answer is one that `known` raises for.
        """
        if self._client is None:
            return
        from newsgraph.net import UnusableError

        def accept(body: bytes) -> Mapping[str, bytes]:
            try:
                return read(body)
            except NoAnswerError as error:
                raise UnusableError(str(error)) from error

        try:
            found = send(self._client, accept)
        except ServiceError as error:
            self._failed.update(dict.fromkeys(questions, str(error)))
            return
        self._cache.put(self._service, found)
        self._failed.update((question, _unreadable(question)) for question in questions if question not in found)


def _offline(question: str) -> str:
    return f"{question} is not in the cache; look it up with --online"


def _unreadable(question: str) -> str:
    return f"{question}: the service answers with what cannot be read"


def _client(settings: LinkSettings) -> Client:
    from newsgraph.net import MEBIBYTE, Client, Patience

    if settings.contact is None:
        raise UsageError(
            'to go online, say who asks: contact = "you@example.org" in the table [link] of newsgraph.toml'
        )
    agent = f"newsgraph/{__version__} (https://w3id.org/newsgraph; {settings.contact})"
    patience = Patience(settings.retries, settings.timeout, settings.timeout * 5)
    return Client(agent=agent, rate=settings.rate, patience=patience, most=256 * MEBIBYTE)
