"""News articles to checked linked data: read, extract, map, reason, check, serialise, query."""

__version__ = "0.1.0"
