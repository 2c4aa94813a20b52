"""URLs to bytes: the one place where Newsgraph goes online, and only where its caller has been told that it may."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import requests

from newsgraph.errors import Place, SourceError
from newsgraph.urls import without_secrets

_SCHEMES = ("http", "https")
_REDIRECTS = 10
_CHUNK = 1 << 16
GIBIBYTE = 1 << 30


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
