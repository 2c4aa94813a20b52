"""The page of an article: a link to it, what it says with the words that say so, and whom it names.

Its text is shown only where the project's owner asks for it (`texts`), for it is somebody's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from newsgraph import sources
from newsgraph.errors import FactsError, Place
from newsgraph.publish import html, structured, views
from newsgraph.publish.blocks import Block
from newsgraph.publish.html import Page
from newsgraph.publish.library import Library
from newsgraph.publish.site import Site
from newsgraph.publish.views import Article, Claim, Quote
from newsgraph.publish.wording import REALIS, UNKNOWN, Words
from newsgraph.rdf.terms import Term, literal_parts
from newsgraph.vocab import NG

_DIGEST, _CONFIGURATION = f"<{NG}bodyDigest>", f"<{NG}configuration>"


def page(term: Term, library: Library, site: Site) -> Page:
    """Raises FactsError where the article's text is asked for and is not there, or is another than the facts'."""
    path = site.path(term)
    words = Words(site, library, path)
    block = Block.of({term: library.graph(term)})
    view = views.article(term, block)
    headline = view.headline or library.label(term)
    claims = sorted(
        (views.claim(s, block) for s, p in block.leading.get(term, ()) if p == views.REPORTED_IN),
        key=lambda claim: (claim.quotes, claim.term),
    )
    seen: set[Term] = set()  # quotes that can be reached by the end of their IRI
    main = (
        f"<h1{html.language(view.language)}><bdi>{html.text(headline)}</bdi></h1>\n{_about(view)}"
        f"{_claims(claims, view, words, seen)}"
        f"{html.section('offices', 'Offices', _offices(view, block, words, seen))}"
        f"{html.section('named', 'Who and what it names', html.items(_named(view, words), 'row'))}"
        f"{_text(view, _value(block, term, _DIGEST), site)}"
        f"{html.section('made', 'How it was read', _made(term, block))}"
    )
    described = f"What “{headline}” says: {len(claims)} facts, each with the words that say so."
    return Page(path, headline, main, described, structured.article(view, library, site), formats=True)


def _about(view: Article) -> str:
    return html.pairs(
        (
            ("Published", html.date(view.date) if view.date else ""),
            ("By", html.text(view.credit)),
            ("Source", html.away(view.url) if view.url else ""),
        )
    )


def _claims(claims: Iterable[Claim], view: Article, words: Words, seen: set[Term]) -> str:
    """What it says, what happened first, then by realis."""
    groups: dict[str, list[str]] = {}
    for claim in claims:
        if claim.realis == views.ACTUAL:
            heading = "Reported as said by others" if claim.speakers else "Reported"
        else:
            heading = REALIS.get(claim.realis, UNKNOWN)[1]
        rules = ", ".join(f"<code>{html.text(rule)}</code>" for rule in claim.rules)
        by = f'<p class="by">Read by the rule {rules}</p>\n' if rules else ""
        groups.setdefault(heading, []).append(f"{words.claim_line(claim)}\n{_quotes(claim.quotes, view, seen)}{by}")
    order = ("Reported", "Reported as said by others", *(long for _, long in REALIS.values()), UNKNOWN[1])
    inner = "".join(
        f"<h3>{heading}</h3>\n{html.items(groups[heading], 'facts')}" for heading in order if heading in groups
    )
    return html.section("facts", "What it says", inner or "<p>No fact was found in it.</p>\n")


def _quotes(quotes: Iterable[Quote], view: Article, seen: set[Term]) -> str:
    """The words, each to be reached by the end of its IRI where it stands first."""
    shown = []
    for quote in quotes:
        identifier = "" if quote.term in seen else f' id="{html.anchor(quote.term)}"'
        seen.add(quote.term)
        attributes = f'{identifier} dir="auto"{html.language(view.language)}'
        shown.append(f"<blockquote{attributes}><p>{html.text(quote.exact)}</p></blockquote>\n")
    return "".join(shown)


def _offices(view: Article, block: Block, words: Words, seen: set[Term]) -> str:
    found = []
    for person in view.mentions:
        for p, role in block.subjects.get(person, ()):
            if p == views.ROLE:
                office = views.office(role, block)
                of = f", {words.link(office.affiliation)}" if office.affiliation else ""
                quotes = _quotes(office.quotes, view, seen)
                found.append(f"{words.link(person)}: {html.text(office.title)}{of}\n{quotes}")
    return html.items(found, "facts")


def _named(view: Article, words: Words) -> Iterable[str]:
    return (words.link(term) for term in sorted(view.mentions, key=words.name))


def _made(term: Term, block: Block) -> str:
    configurations = sorted({_value(block, s, _CONFIGURATION) for s in block.subjects} - {""})
    return html.pairs(
        (
            ("Text", f"<code>sha256:{_value(block, term, _DIGEST)}</code>"),
            ("Configuration", "<br>".join(f"<code>sha256:{html.text(digest)}</code>" for digest in configurations)),
            ("IRI", f"<code>{html.text(term[1:-1])}</code>"),
        )
    )


def _value(block: Block, term: Term, predicate: Term) -> str:
    found = [literal_parts(o).lexical for p, o in block.subjects.get(term, ()) if p == predicate and o[0] == '"']
    return html.text(min(found)) if found else ""


# -- The text ----------------------------------------------------------------------------------------------------------


class _Article(msgspec.Struct):
    body: str


class _Document(msgspec.Struct):
    article: _Article


def _text(view: Article, digest: str, site: Site) -> str:
    if site.texts is None:
        return ""
    body = _body(site.texts / f"{site.path(view.term).rpartition('/')[2]}.jsonl", digest)
    paragraphs = (f"<p>{html.text(part)}</p>\n" for part in body.split("\n\n") if part.strip())
    return html.section(
        "text", "Its text", f'<div dir="auto"{html.language(view.language)}>\n{"".join(paragraphs)}</div>\n'
    )


def _body(path: Path, digest: str) -> str:
    place = Place(str(path))
    if not path.is_file():
        raise FactsError(
            "there is no facts document of this article; 'newsgraph build' writes it, or leave out --with-text", place
        )
    try:
        body = msgspec.json.decode(sources.read_bytes(path, error=FactsError), type=_Document).article.body
    except msgspec.DecodeError as error:
        raise FactsError(f"this is no facts document: {error}", place) from error
    if hashlib.sha256(body.encode()).hexdigest() != digest:
        raise FactsError("this text is another than that of the dataset; build the output again", place)
    return body
