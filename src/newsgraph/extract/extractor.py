"""The one face of what finds facts: an article to what it says, and to what was left out.

The rules, a model behind an endpoint and a spaCy pipeline stand behind it; nobody who holds one need know which.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from newsgraph.extract.reader import Reader
from newsgraph.facts import Document, Evidence

if TYPE_CHECKING:
    from newsgraph.extract.rules import Rules
    from newsgraph.facts import Article


@dataclass(frozen=True, slots=True)
class Dropped:
    """A claim of a model that is not published: why, in the words of a kind of cause, with what it said and quoted."""

    cause: str
    claim: str
    quote: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What asking a model took: requests answered, and tokens as the service counts them."""

    answers: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.answers + other.answers, self.tokens_in + other.tokens_in, self.tokens_out + other.tokens_out)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What came of one article.

    `failure` tells why there is no answer, and then the document has no facts. `unread` are stretches of the body that
    were not read.
    """

    document: Document
    unread: tuple[Evidence, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    usage: Usage = field(default_factory=Usage)
    failure: str | None = None


class Extractor(Protocol):
    """Finds the facts of articles, one by one: no article's facts depend on another's."""

    @property
    def label(self) -> str:
        """What made a fact, for whoever asks later: extractor, model and version."""

    def extract(self, article: Article) -> Extraction:
        """What the article says; raises no error for what a model or its service does."""


@dataclass(frozen=True, slots=True)
class RuleExtractor:
    """The rules of mapping/text."""

    rules: Rules
    label: str = "rules"

    def extract(self, article: Article) -> Extraction:
        reader = Reader(article, self.rules)
        document = reader.document()
        return Extraction(document, reader.unread)
