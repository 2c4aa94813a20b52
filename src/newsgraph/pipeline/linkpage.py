"""Decisions, what is known of their items, and the words of the articles to the page on which a person settles them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from newsgraph import sinks
from newsgraph.link import review
from newsgraph.link.candidates import Knowledge
from newsgraph.link.cascade import Decision
from newsgraph.link.items import Item
from newsgraph.link.portrait import named_in, portrait
from newsgraph.link.subjects import Subject
from newsgraph.pipeline.articles import Articles


def write(path: Path, decisions: Sequence[Decision], articles: Articles, knowledge: Knowledge, *, base: str) -> None:
    """Write the page; the labels that it needs and that are not known yet are looked up by fifties.

    Raises OutputError, and LinkFileError for an entity whose IRI does not start with the base.
    """
    knowledge.load(item for decision in decisions for item in _offered(decision))
    items = knowledge.items
    knowledge.load(
        name
        for decision in decisions
        for item in _offered(decision)
        if item in items
        for name in named_in(items[item], _dates(decision.subject))
    )
    items = knowledge.items
    names = {decision.subject.iri: decision.subject.name for decision in decisions}
    with sinks.stream(path) as page:
        page.write(review.opening(base))
        for decision in decisions:
            page.write(review.line(decision, _showing(decision, articles, items, names), base=base))
        page.write(review.closing())


def _showing(
    decision: Decision, articles: Articles, items: Mapping[str, Item], names: Mapping[str, str]
) -> review.Showing:
    subject = decision.subject
    quotes: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for passage in articles.passages(subject.iri):
        quotes[passage.article][passage.exact] = None
    return review.Showing(
        headlines={context.article: articles.headline(context.article) for context in subject.contexts},
        quotes={article: tuple(found) for article, found in quotes.items()},
        portraits={
            item: portrait(items[item], _dates(subject), items) for item in _offered(decision) if item in items
        },
        names=names,
    )  # fmt: skip


def _offered(decision: Decision) -> Iterator[str]:
    yield from (candidate.item for candidate in (*decision.candidates, *decision.excluded))


def _dates(subject: Subject) -> tuple[str, ...]:
    return tuple(context.date for context in subject.contexts if context.date is not None)
