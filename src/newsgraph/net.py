"""URLs to bytes: the one place where Newsgraph goes online, and only where its caller has been told that it may.

`fetch` reads what stands at a URL. `ask` sends a question to a service and waits for an answer that can be used.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

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
    name = without_secrets(url)
    retry = Retry(total=patience.retries, backoff_factor=0.5, backoff_jitter=0.5, backoff_max=_LONGEST_WAIT)
    while True:
        wait = None
        try:
            # each time by a new connection: one that is kept may be closed just as it is used again
            with requests.Session() as session:
                return accept(_exchange(session, url, question, headers, patience, most))
        except _LaterError as error:
            reason, wait = str(error), _asked_to_wait(retry, error.retry_after)
        except UnusableError as error:
            reason = str(error)
        except ServiceError as error:
            raise type(error)(f"{name}: {_without(str(error), headers)}") from None
        reason = _without(reason, headers)
        if wait is not None and wait > _LONGEST_WAIT:
            raise ServiceError(f"{name}: {reason}, and asks us to wait {wait:,.0f} seconds")
        try:
            retry = retry.increment("POST", error=urllib3.exceptions.HTTPError(reason))
        except urllib3.exceptions.MaxRetryError:
            attempts = "once" if patience.retries == 0 else f"{patience.retries + 1} times"
            raise ServiceError(f"{name}: {reason} (asked {attempts})") from None
        time.sleep(retry.get_backoff_time() if wait is None else wait)


class _LaterError(Exception):
    """The service may answer later, and perhaps says when."""

    def __init__(self, reason: str, retry_after: str | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


def _asked_to_wait(retry: Retry, retry_after: str | None) -> float | None:
    """The seconds of a Retry-After header; None where there is none that can be read."""
    if retry_after is None:
        return None
    try:
        return retry.parse_retry_after(retry_after)
    except (urllib3.exceptions.InvalidHeader, ValueError, OverflowError):
        return None


def _exchange(
    session: requests.Session, url: str, question: bytes, headers: Mapping[str, str], patience: Patience, most: int
) -> bytes:
    end = time.monotonic() + patience.deadline
    try:
        with session.post(
            url,
            data=question,
            stream=True,
            timeout=patience.silence,
            allow_redirects=False,
            auth=_without_netrc,
            headers={"Accept-Encoding": "identity", "User-Agent": "newsgraph", **headers},
        ) as answer:
            status = f"{answer.status_code} {answer.reason or ''}".strip()
            if answer.status_code in _LATER:
                raise _LaterError(f"the service answers {status}", answer.headers.get("Retry-After"))
            if answer.status_code != requests.codes.ok:
                told = _body(answer, end, _CHUNK, whole=False).decode("utf-8", "replace")
                error = AccessError if answer.status_code in _NEVER else ServiceError
                raise error(f"the service answers {status}: {' '.join(told.split())[:_MOST_TOLD]}".rstrip(": "))
            return _body(answer, end, most)
    except requests.Timeout as error:
        raise _LaterError(f"no answer within {patience.silence:g} seconds") from error
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
        raise AccessError("this is no http or https URL") from error
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        broken = isinstance(error, urllib3.exceptions.HTTPError)
        slow = isinstance(error, urllib3.exceptions.ReadTimeoutError)
        reason = f"the answer stopped for {patience.silence:g} seconds" if slow else "the answer broke off"
        raise _LaterError(reason if broken else _reason(error)) from error


def _body(answer: requests.Response, end: float, most: int, *, whole: bool = True) -> bytes:
    """The body as it comes, so that one that drips is noticed; the first `most` bytes, unless `whole`."""
    pieces: list[bytes] = []
    received = 0
    while piece := answer.raw.read1(_CHUNK):
        pieces.append(piece)
        received += len(piece)
        if received > most:
            if not whole:
                break
            raise _LaterError(f"the answer is larger than {most:,} bytes, the most that is read")
        if time.monotonic() > end:
            raise _LaterError("the answer did not end in time")
    return b"".join(pieces)[:most]


def _without(message: str, headers: Mapping[str, str]) -> str:
    """A message in which no value of a header stands, whatever the service repeated."""
    for value in headers.values():
        for secret in {value, value.split(" ")[-1]}:
            message = message.replace(secret, "***") if len(secret) > 5 else message
    return message
