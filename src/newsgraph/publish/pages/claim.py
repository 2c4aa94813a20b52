"""The page of a fact: what one article says, in which words, by which rule, and what that supports."""

from __future__ import annotations

from newsgraph.publish import html, structured, views
from newsgraph.publish.html import Page
from newsgraph.publish.library import Library
from newsgraph.publish.site import Site
from newsgraph.publish.views import Claim
from newsgraph.publish.wording import REALIS, UNKNOWN, Words
from newsgraph.rdf.terms import Term


def page(term: Term, library: Library, site: Site) -> Page:
    path = site.path(term)
    words = Words(site, library, path)
    view = next(views.claim(term, block) for block in library.blocks(term) if term in block.subjects)
    title = words.claim_title(view)
    main = (
        f"<h1>{html.text(title)}</h1>\n<p>{words.claim_line(view, linked=False)}</p>\n"
        f"{html.section('words', 'The words that say so', words.quotes(view.quotes, view.article))}"
        f"{html.section('why', 'Why it is here', _why(view, words))}"
    )
    return Page(path, title, main, title, structured.claim(view, title, library, site), formats=True)


def _why(view: Claim, words: Words) -> str:
    actual = view.realis == views.ACTUAL
    realis = words.site.word(view.realis) if actual else REALIS.get(view.realis, UNKNOWN)[1]
    supported = tuple(view.supports) if actual else ()
    return html.pairs(
        (
            ("Claim of", html.text(words.kind(view))),
            ("Realis", html.text(realis)),
            ("Phase", html.text(words.site.word(view.phase)) if view.phase else ""),
            ("Said by", words.names(view.speakers) or "the article, in its own voice"),
            ("When", words.when(view)),
            *((html.text(words.site.word(role.name)), words.names(role.fillers)) for role in view.roles),
            ("Article", words.link(view.article) if view.article else ""),
            ("Read by the rule", "<br>".join(f"<code>{html.text(rule)}</code>" for rule in view.rules)),
            ("Supports", _supports(supported, words) if actual else "nothing, for it is no report of what happened"),
            ("IRI", f"<code>{html.text(view.term[1:-1])}</code>"),
        )
    )


def _supports(situations: tuple[Term, ...], words: Words) -> str:
    found = []
    for term in situations:
        card = words.library.card(term)
        if card is not None:
            view = views.situation(term, card.class_, card.more)
            found.append(words.link(term, html.text(words.situation_title(view))))
    return "<br>".join(found)
