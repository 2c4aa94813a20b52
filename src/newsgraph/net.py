"""URLs to bytes: the one place where Newsgraph goes online, and only where its caller has been told that it may.

`fetch` reads what stands at a URL. `ask` sends a question to a service and waits for an answer that can be used.
A `Client` asks one service many questions, in its operator's name and no faster than a rate.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Protocol, TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

import requests
import urllib3
from urllib3.util import Retry

from newsgraph.errors import AccessError, Place, ServiceError, SourceError
from newsgraph.urls import without_secrets

_SCHEMES = ("http", "https")
_REDIRECTS = 10
_CHUNK = 1 << 16
GIBIBYTE = 1 << 30
MEBIBYTE = 1 << 20

# Statuses of a service that may serve us later, and of one that will not.
_LATER = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_NEVER = frozenset({401, 403, 404, 405})
_LONGEST_WAIT = 60  # seconds, between two attempts
_MOST_TOLD = 200  # characters of what a service says for itself
_MOST_FAILURES = 3  # questions in a row without an answer, after which a client asks no more

T = TypeVar("T")


def fetch(
    url: str, *, most: int = 4 * GIBIBYTE, silence: float = 30, deadline: float = 3600, redirects: int = _REDIRECTS
) -> Iterator[bytes]:
    """The body of what a GET of the URL answers, piece by piece.

    `most` is a number of bytes; `silence` and `deadline` are seconds: of waiting for the next byte, and of all.
    Redirects are followed within http and https. The name and password of a URL go to its own host and into no message;
    nor does its query, which may hold a key.

    Raises SourceError where there is no answer, it is no success, it is cut short, or it goes beyond a limit.
    """
    name = without_secrets(url)
    end = time.monotonic() + deadline
    with requests.Session() as session, _answer(session, url, name, silence, redirects) as answer:
        received = 0
        chunks = answer.iter_content(_CHUNK)
        while True:
            try:
                chunk = next(chunks, None)
            except requests.RequestException as error:
                raise SourceError("this URL's answer broke off", Place(name)) from error
            if chunk is None:
                return
            received += len(chunk)
            if received > most:
                raise SourceError(
                    f"this URL's answer is larger than {most:,} bytes, the most that is read", Place(name)
                )
            if time.monotonic() > end:
                raise SourceError(f"this URL was not read within {deadline:g} seconds", Place(name))
            yield chunk


def _answer(session: requests.Session, url: str, name: str, silence: float, redirects: int) -> requests.Response:
    for _ in range(redirects + 1):
        answer = _get(session, url, name, silence)
        if not answer.is_redirect:
            break
        answer.close()
        url = urljoin(url, answer.headers["location"])
        if urlsplit(url).scheme not in _SCHEMES:
            raise SourceError(
                f"this URL redirects to {without_secrets(url)}, which is neither http nor https", Place(name)
            )
    else:
        raise SourceError(f"this URL redirects more than {redirects} times", Place(name))
    if answer.status_code != requests.codes.ok:
        reason = f"{answer.status_code} {answer.reason or ''}".strip()
        answer.close()
        raise SourceError(f"this URL cannot be read: the server answers {reason}", Place(name))
    return answer


def _get(session: requests.Session, url: str, name: str, silence: float) -> requests.Response:
    try:
        parts = urlsplit(url)
        if parts.scheme not in _SCHEMES or not parts.hostname:
            raise SourceError("this is no http or https URL", Place(name))
        return session.get(
            url,
            stream=True,
            timeout=silence,
            allow_redirects=False,
            auth=None if parts.username else _without_netrc,
            headers={"Accept-Encoding": "identity", "User-Agent": "newsgraph"},
        )
    except requests.Timeout as error:
        raise SourceError(f"this URL did not answer within {silence:g} seconds", Place(name)) from error
    except (requests.RequestException, ValueError) as error:
        raise SourceError(f"this URL cannot be read: {_reason(error)}", Place(name)) from error


def _without_netrc(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """No authentication: else requests takes what the file ~/.netrc has for the host."""
    return request


def _reason(error: Exception) -> str:
    """Why, without the text of the error, which may have the whole URL in it."""
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not trusted"
    if isinstance(error, requests.ConnectionError):
        return "no connection to its host"
    return "it is no well-formed URL"


# -- Asking a service --------------------------------------------------------------------------------------------------


class Clock(Protocol):
    """What tells the time and waits, in seconds; the module `time` is one."""

    def monotonic(self) -> float: ...
    def sleep(self, seconds: float, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a service is waited for.

    `silence` and `deadline` are seconds: of waiting for the next byte, and of one attempt. `retries` attempts follow
    the first, after pauses that double, with jitter, up to a minute; or as long as the service's Retry-After says.
    """

    retries: int = 4
    silence: float = 60
    deadline: float = 300


class UnusableError(Exception):
    """An answer came that cannot be used; another attempt may bring a better one."""


def ask(
    url: str,
    question: bytes,
    *,
    accept: Callable[[bytes], T],
    headers: Mapping[str, str],
    patience: Patience,
    most: int = 2 * MEBIBYTE,
) -> T:
    """POST a question, and give what `accept` makes of the answer's body, which has at most `most` bytes.

    `accept` raises UnusableError for a body that is none, and the question is asked again. No redirect is followed, and
    no header's value is in any message.

    Raises AccessError where no question will be answered, ServiceError where this one was not.
    """
    request = _Request("POST", url, {"User-Agent": "newsgraph", **headers}, question)

    def attempt() -> _Answer:
        # each time by a new connection: one that is kept may be closed just as it is used again
        with requests.Session() as session:
            return _exchange(session, request, patience, most)

    try:
        return _persist(attempt, accept, request, patience, time)
    except ServiceError as error:
        raise type(error)(_without(str(error), headers)) from None


class TokenBucket:
    """Lets one through at a time, `rate` of them in a second: a bucket of one token, which is empty at first.

    Law: `take` returns no sooner than 1/rate seconds after it last did, or after the bucket was made. So the rate holds
    across a run that was killed and the one that follows it, too.
    """

    def __init__(self, rate: float, clock: Clock = time) -> None:
        self._interval = 1 / rate
        self._clock = clock
        self._full = clock.monotonic() + self._interval

    def take(self) -> None:
        while (wait := self._full - self._clock.monotonic()) > 0:
            self._clock.sleep(wait)
        self._full = self._clock.monotonic() + self._interval


class Client:
    """Asks one service, over one connection, until it is closed.

    Each attempt takes a token. A service that does not let us in, that asks for a longer wait than a minute, or that
    leaves three questions in a row without an answer, is asked no more: every later question fails at once.
    """

    def __init__(self, *, agent: str, rate: float, patience: Patience, most: int, clock: Clock = time) -> None:
        """`agent` names the program and who runs it; `most` is the bytes of an answer, uncompressed."""
        self._headers = {
            "User-Agent": f"{agent} python-requests/{requests.__version__}",
            "Accept-Encoding": "gzip",
            "Accept": "application/json",
        }
        self._bucket = TokenBucket(rate, clock)
        self._patience = patience
        self._most = most
        self._clock = clock
        self._session = requests.Session()
        self._failures = 0
        self._closed: ServiceError | None = None

    def close(self) -> None:
        self._session.close()

    def get(self, url: str, parameters: Mapping[str, str], accept: Callable[[bytes], T]) -> T:
        """GET the URL with these parameters; `accept` and what is raised are as for `ask`."""
        query = f"?{urlencode(parameters)}" if parameters else ""
        return self._ask(_Request("GET", url + query, self._headers), accept)

    def post(self, url: str, question: bytes, media_type: str, accept: Callable[[bytes], T]) -> T:
        """POST a question, which changes nothing there; `accept` and what is raised are as for `ask`."""
        return self._ask(_Request("POST", url, {**self._headers, "Content-Type": media_type}, question), accept)

    def _ask(self, request: _Request, accept: Callable[[bytes], T]) -> T:
        if self._closed is not None:
            raise type(self._closed)(str(self._closed))

        attempts = count()

        def attempt() -> _Answer:
            self._bucket.take()
            if next(attempts) > 0:
                self._session.close()  # what is asked again goes by a new connection
            return _exchange(self._session, request, self._patience, self._most)

        try:
            answer = _persist(attempt, accept, request, self._patience, self._clock)
        except (AccessError, _AwayError) as error:
            self._closed = error
            raise
        except ServiceError as error:
            self._failures += 1
            if self._failures == _MOST_FAILURES:
                self._closed = ServiceError(
                    f"{error}; {_MOST_FAILURES} questions in a row had no answer, so no more are asked"
                )
            raise
        self._failures = 0
        return answer


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    body: bytes
    retry_after: str | None


class _LaterError(Exception):
    """The service may answer later, and perhaps says when."""

    def __init__(self, reason: str, retry_after: str | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class _AwayError(ServiceError):
    """The service asks for a longer wait than anyone would sit through."""


def _persist(
    attempt: Callable[[], _Answer], accept: Callable[[bytes], T], request: _Request, patience: Patience, clock: Clock
) -> T:
    """What `accept` makes of the first answer that it takes, by as many attempts as the patience allows."""
    name = without_secrets(request.url)
    retry = Retry(total=patience.retries, backoff_factor=0.5, backoff_jitter=0.5, backoff_max=_LONGEST_WAIT)
    while True:
        retry_after = None
        try:
            answer = attempt()
            retry_after = answer.retry_after
            return accept(answer.body)
        except _LaterError as error:
            reason, retry_after = str(error), error.retry_after
        except UnusableError as error:
            reason = str(error)
        except ServiceError as error:
            raise type(error)(f"{name}: {error}") from None
        wait = _asked_to_wait(retry, retry_after)
        if wait is not None and wait > _LONGEST_WAIT:
            raise _AwayError(f"{name}: {reason}, and asks us to wait {wait:,.0f} seconds")
        try:
            retry = retry.increment(request.method, error=urllib3.exceptions.HTTPError(reason))
        except urllib3.exceptions.MaxRetryError:
            attempts = "once" if patience.retries == 0 else f"{patience.retries + 1} times"
            raise ServiceError(f"{name}: {reason} (asked {attempts})") from None
        clock.sleep(retry.get_backoff_time() if wait is None else wait)


def _asked_to_wait(retry: Retry, retry_after: str | None) -> float | None:
    """The seconds of a Retry-After header; None where there is none that can be read."""
    if retry_after is None:
        return None
    try:
        return retry.parse_retry_after(retry_after)
    except (urllib3.exceptions.InvalidHeader, ValueError, OverflowError):
        return None


def _exchange(session: requests.Session, request: _Request, patience: Patience, most: int) -> _Answer:
    end = time.monotonic() + patience.deadline
    try:
        with session.request(
            request.method,
            request.url,
            data=request.body,
            stream=True,
            timeout=patience.silence,
            allow_redirects=False,
            auth=_without_netrc,
            headers={"Accept-Encoding": "identity", **request.headers},
        ) as answer:
            status = f"{answer.status_code} {answer.reason or ''}".strip()
            retry_after = answer.headers.get("Retry-After")
            if answer.status_code in _LATER:
                raise _LaterError(f"the service answers {status}", retry_after)
            if answer.status_code != requests.codes.ok:
                told = _body(answer, end, _CHUNK, whole=False).decode("utf-8", "replace")
                error = AccessError if answer.status_code in _NEVER else ServiceError
                raise error(f"the service answers {status}: {' '.join(told.split())[:_MOST_TOLD]}".rstrip(": "))
            return _Answer(_body(answer, end, most), retry_after)
    except requests.Timeout as error:
        raise _LaterError(f"no answer within {patience.silence:g} seconds") from error
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
        raise AccessError("this is no http or https URL") from error
    except zlib.error as error:
        raise _LaterError("the answer is not compressed as it says") from error
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        broken = isinstance(error, urllib3.exceptions.HTTPError)
        slow = isinstance(error, urllib3.exceptions.ReadTimeoutError)
        reason = f"the answer stopped for {patience.silence:g} seconds" if slow else "the answer broke off"
        raise _LaterError(reason if broken else _reason(error)) from error


def _body(answer: requests.Response, end: float, most: int, *, whole: bool = True) -> bytes:
    """The body as it comes, so that one that drips is noticed; the first `most` bytes, unless `whole`."""
    pieces: list[bytes] = []
    received = 0
    zipped = zlib.decompressobj(wbits=_GZIP) if answer.headers.get("Content-Encoding") == "gzip" else None
    while piece := answer.raw.read1(_CHUNK, decode_content=False):
        if zipped is not None:
            piece = zipped.decompress(piece, most + 1 - received)
        pieces.append(piece)
        received += len(piece)
        if received > most:
            if not whole:
                break
            raise _LaterError(f"the answer is larger than {most:,} bytes, the most that is read")
        if time.monotonic() > end:
            raise _LaterError("the answer did not end in time")
    if whole and zipped is not None and not zipped.eof:
        raise _LaterError("the answer broke off")
    return b"".join(pieces)[:most]


_GZIP = 16 + zlib.MAX_WBITS  # https://docs.python.org/3/library/zlib.html#zlib.decompress


def _without(message: str, headers: Mapping[str, str]) -> str:
    """A message in which no value of a header stands, whatever the service repeated."""
    for value in headers.values():
        for secret in {value, value.split(" ")[-1]}:
            message = message.replace(secret, "***") if len(secret) > 5 else message
    return message
