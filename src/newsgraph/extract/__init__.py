"""Articles to facts, by rules: `extract(articles, Rules.load(files, Gazetteer.load(tables)))`.

`Extractor` is the face of whatever finds facts: `RuleExtractor`, and the models of `extract.models`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.extractor import Dropped, Extraction, Extractor, RuleExtractor, Usage
from newsgraph.extract.gazetteer import Gazetteer
from newsgraph.extract.reader import LONGEST_SENTENCE, Reader
from newsgraph.extract.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsgraph.facts import Article, Document

__all__ = [
    "LONGEST_SENTENCE",
    "Dropped",
    "Extraction",
    "Extractor",
    "Gazetteer",
    "Reader",
    "RuleExtractor",
    "Rules",
    "Usage",
    "extract",
    "facts",
]


def facts(article: Article, rules: Rules) -> Document:
    """What one article says; every mention and every piece of evidence is exact."""
    return Reader(article, rules).document()


def extract(articles: Iterable[Article], rules: Rules) -> Iterator[Document]:
    """What each article says, one by one: no article's facts depend on another's."""
    for article in articles:
        yield facts(article, rules)
