"""Pages to what search engines read in them: schema.org, as JSON-LD.

The context is written out, so that nothing has to be fetched to read it. Only names, dates and links are told; what a
claim says is its text, and no event.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsgraph.publish.html import is_linked
from newsgraph.publish.library import Library
from newsgraph.publish.site import Site
from newsgraph.publish.views import Article, Claim
from newsgraph.rdf.terms import Term
from newsgraph.vocab import NG, SCHEMA

_TYPES = {f"<{NG}{name}>": name for name in ("Person", "Organization", "Country", "Place")}


def document(type_: str, **values: object) -> dict[str, object]:
    """A node of schema.org with what is known of it."""
    known = {key.replace("id_", "@id"): value for key, value in values.items() if value}
    return {"@context": {"@vocab": SCHEMA}, "@type": type_, **known}


def node(type_: str, term: Term, name: str) -> dict[str, object]:
    """A node inside a document."""
    return {"@type": type_, "@id": term[1:-1], "headline" if type_ == "NewsArticle" else "name": name}


def article(view: Article, library: Library, site: Site) -> dict[str, object]:
    """An article, as https://developers.google.com/search/docs/appearance/structured-data/article asks for it."""
    mentioned = ((term, library.card(term)) for term in view.mentions)
    return document(
        "NewsArticle",
        id_=view.term[1:-1],
        headline=view.headline or library.label(view.term),
        datePublished=view.date,
        url=_url(view.url),
        inLanguage=view.language,
        creditText=view.credit,
        author=None if not view.credit else {"@type": "Organization", "name": view.credit},
        mainEntityOfPage=site.url(f"{site.path(view.term)}.html"),
        mentions=[entity(term, card.class_, card.label) for term, card in mentioned if card is not None],
    )


def entity(term: Term, class_: Term, name: str) -> dict[str, object]:
    return node(_TYPES.get(class_, "Thing"), term, name)


def entity_page(term: Term, library: Library, site: Site, *, item: str, articles: Iterable[Term]) -> dict[str, object]:
    card = library.card(term)
    return document(
        _TYPES.get(card.class_ if card is not None else "", "Thing"),
        id_=term[1:-1],
        name=library.label(term),
        mainEntityOfPage=site.url(f"{site.path(term)}.html"),
        sameAs=f"http://www.wikidata.org/entity/{item}" if item else None,
        subjectOf=[node("NewsArticle", article, library.label(article)) for article in articles],
    )


def claim(view: Claim, title: str, library: Library, site: Site) -> dict[str, object]:
    """https://schema.org/Claim: its name says first whether it is denied, its text is the article's."""
    return document(
        "Claim",
        id_=view.term[1:-1],
        name=title,
        text=" … ".join(quote.exact for quote in view.quotes),
        mainEntityOfPage=site.url(f"{site.path(view.term)}.html"),
        appearance=node("NewsArticle", view.article, library.label(view.article)) if view.article else None,
        author=[node("Thing", speaker, library.label(speaker)) for speaker in view.speakers],
    )


def situation(term: Term, title: str, site: Site, articles: Iterable[tuple[Term, str]]) -> dict[str, object]:
    return document(
        "Thing",
        id_=term[1:-1],
        name=title,
        mainEntityOfPage=site.url(f"{site.path(term)}.html"),
        subjectOf=[node("NewsArticle", article, label) for article, label in articles],
    )


def _url(value: str) -> str | None:
    return value if is_linked(value) else None
