"""Decisions to one self-contained page on which a person settles them: `opening`, a `line` each, `closing`.

What the page saves is a link file of that person's lines alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from newsgraph.link import report, sssom
from newsgraph.link.cascade import Decision
from newsgraph.link.portrait import Portrait
from newsgraph.page import Page

_PAGE = Page(Path(__file__).parent, "Review of links")
_ITEMS = "https://www.wikidata.org/wiki/"

# What a line says for each thing that a person may do; the rest of its columns the page fills.
_LINES = {
    "accepted": {"predicate_id": sssom.SAME_AS},
    "rejected": {"predicate_id": sssom.DIFFERENT_FROM},
    "none": {"predicate_id": sssom.SAME_AS, "object_id": sssom.NO_TERM},
}


@dataclass(frozen=True, slots=True)
class Showing:
    """What a person sees beside the decision.

    `headlines` and `quotes` are by the IRI of the article, `portraits` by the id of the item, and `names` are those of
    other entities of ours by IRI.
    """

    headlines: Mapping[str, str]
    quotes: Mapping[str, Sequence[str]]
    portraits: Mapping[str, Portrait]
    names: Mapping[str, str]


def opening(base: str) -> bytes:
    """The page up to its decisions; `base` is what the IRIs of our entities start with."""
    lines = {name: values | {"mapping_justification": sssom.BY_PERSON} for name, values in _LINES.items()}
    return _PAGE.opening({"header": sssom.opening(base), "columns": sssom.COLUMNS, "lines": lines, "items": _ITEMS})


def line(decision: Decision, showing: Showing, *, base: str) -> bytes:
    """One decision on a line of the page; raises LinkFileError where its entity's IRI does not start with the base."""
    subject = decision.subject
    return _PAGE.line(
        report.record(decision)
        | {
            "id": sssom.curie(subject.iri, sssom.prefixes_for(base)),
            "state": "unknown" if decision.verdict == "review" and decision.lookups else decision.verdict,
            "articles": [
                {
                    "headline": showing.headlines.get(context.article, ""),
                    "article": context.article,
                    "date": context.date,
                    "acts": context.acts,
                    "offices": [
                        {"title": office.title, "of": showing.names.get(office.of or "", office.of)}
                        for office in context.offices
                    ],
                    "quotes": list(showing.quotes.get(context.article, ())),
                }
                for context in subject.contexts
            ],
            "portraits": {item: asdict(found) for item, found in showing.portraits.items()},
        }
    )


def closing() -> bytes:
    """The page after its decisions."""
    return _PAGE.closing()
