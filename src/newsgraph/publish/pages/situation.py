"""The page of a situation: what has happened or holds, on whose word, and every claim that says so."""

from __future__ import annotations

from newsgraph.publish import html, structured, views
from newsgraph.publish.html import Page
from newsgraph.publish.library import Library
from newsgraph.publish.site import Site
from newsgraph.publish.views import Claim
from newsgraph.publish.wording import Words
from newsgraph.rdf.terms import Term


def page(term: Term, library: Library, site: Site) -> Page:
    path = site.path(term)
    words = Words(site, library, path)
    card = library.card(term)
    view = views.situation(term, card.class_ if card is not None else "", card.more if card is not None else ())
    claims = supporting(term, library)
    title = words.situation_title(view)
    about = html.pairs(
        (
            ("What", html.text(words.kind(view))),
            ("When", words.span(view)),
            *((html.text(words.site.word(role.name)), words.names(role.fillers)) for role in view.roles),
            ("On whose word", _standing(view.standing, claims, words)),
            ("IRI", f"<code>{html.text(term[1:-1])}</code>"),
        )
    )
    said = html.items(
        (f"{words.claim_line(claim)}\n{words.quotes(claim.quotes, claim.article)}" for claim in claims), "facts"
    )
    main = f"<h1>{html.text(title)}</h1>\n{about}{html.section('claims', 'The claims that say so', said)}"
    articles = {claim.article: library.label(claim.article) for claim in claims if claim.article}
    return Page(
        path, title, main, title, structured.situation(term, title, site, sorted(articles.items())), formats=True
    )


def supporting(term: Term, library: Library) -> list[Claim]:
    """The actual claims that support a situation, by their articles' dates."""
    found: dict[Term, Claim] = {}
    for block in library.blocks(term):
        for s, p in block.leading.get(term, ()):
            if p == views.SUPPORTS and s not in found:
                claim = views.claim(s, block)
                if claim.realis == views.ACTUAL:
                    found[s] = claim
    return sorted(found.values(), key=lambda claim: (library.date(claim.article), claim.term))


def _standing(standing: Term, claims: list[Claim], words: Words) -> str:
    if standing == views.REPORTED:
        return "reported: an article says so in its own voice"
    speakers = tuple(dict.fromkeys(speaker for claim in claims for speaker in claim.speakers))
    return f"attributed: only {words.names(speakers)} say so" if speakers else "attributed: only speakers say so"
