"""The facts of each published article as they were published: OUTPUT/.build/facts/STEM.jsonl."""

from __future__ import annotations

from pathlib import Path

from newsgraph import sources
from newsgraph.errors import FactsError, Place
from newsgraph.facts import Document, decode

# What a build remembers: private, never to be published, and nothing but speed is lost with it.
MEMORY = ".build"
FACTS = f"{MEMORY}/facts"


def facts_name(identifier: str) -> str:
    """The name in the output of the facts of an article."""
    return f"{FACTS}/{identifier}.jsonl"


def published_facts(output: Path, identifier: str) -> Document | None:
    """The facts of an article that `newsgraph build` published into `output`.

    None where there are none: the article was not published, or what the build remembered was deleted.

    Raises FactsError where the file is no document of that article.
    """
    path = output / facts_name(identifier)
    if not path.is_file():
        return None
    place = Place(str(path), 1)
    document = decode(sources.read_bytes(path, error=FactsError), place)
    if document.article.id != identifier:
        raise FactsError(f"these are the facts of {document.article.id!r}; build again", place)
    return document
