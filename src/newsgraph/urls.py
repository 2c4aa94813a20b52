"""URLs as messages show them."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit


def is_remote(text: str) -> bool:
    """Whether a text is the URL of something to be fetched, and no path."""
    return text.lower().startswith(("http://", "https://"))


def without_secrets(url: str) -> str:
    """The URL without user name, password, query and fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.partition("?")[0].rpartition("@")[2]
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
