"""Bytes to articles: wire text, and documents of facts that were extracted before."""

from __future__ import annotations

from newsgraph.news.wire import MOST_BYTES, Read, read

__all__ = ["MOST_BYTES", "Read", "read"]
