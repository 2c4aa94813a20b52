"""The pages of a person, an organization, a country or a place: what happened, in time, and apart from it what is said.

An entity that many facts are about has further pages, so that none is long: `more/PATH-2.html` and on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from newsgraph.publish import egograph, html, structured, views
from newsgraph.publish.blocks import Block
from newsgraph.publish.egograph import Tie
from newsgraph.publish.html import Page
from newsgraph.publish.layout import url_of
from newsgraph.publish.library import Library
from newsgraph.publish.site import Site
from newsgraph.publish.views import Claim, Office, Situation
from newsgraph.publish.wording import REALIS, UNKNOWN, Words
from newsgraph.rdf.terms import Term
from newsgraph.vocab import NG, WIKIDATA_PREFIXES

PER_PAGE = 40  # facts, offices and articles: some 30 kB packed, with the words of each
_MOST_STRUCTURED = 20  # articles that a search engine is told of
_HAPPENED, _ATTRIBUTED, _SAYS, _OFFICES, _MENTIONED = (
    "What happened",
    "What happened, as others say",
    "What it says of others",
    "Offices",
    "Articles that name it",
)
_SECTIONS = (
    _HAPPENED,
    _ATTRIBUTED,
    *(long for _, long in REALIS.values()),
    UNKNOWN[1],
    _SAYS,
    _OFFICES,
    _MENTIONED,
)
_NO_TIES = frozenset({views.ROLE, views.AFFILIATION})


class _Entry(NamedTuple):
    """Something to be shown, under which heading, and when it was."""

    section: int
    when: str
    term: Term
    value: Claim | Situation | Office | None


class _Facts(NamedTuple):
    """All that the dataset has of an entity."""

    entries: tuple[_Entry, ...]
    support: dict[Term, list[Claim]]
    articles: tuple[Term, ...]
    relations: tuple[tuple[Term, Term], ...]


def pages(term: Term, library: Library, site: Site) -> Iterator[Page]:
    """The page of an entity, and those that it is continued on."""
    facts = _facts(term, library)
    chunks = [facts.entries[at : at + PER_PAGE] for at in range(0, len(facts.entries), PER_PAGE)] or [()]
    path = site.path(term)
    for number, chunk in enumerate(chunks, start=1):
        here = path if number == 1 else f"more/{path}-{number}"
        words = Words(site, library, here)
        name = library.label(term)
        listed = _entries(chunk, facts, term, words)
        along = _along(path, number, len(chunks), words)
        if number == 1:
            yield _first(term, facts, Words(site, library, path), f"{listed}{along}")
        else:
            title = f"{name}, page {number} of {len(chunks)}"
            heading = f"<h1><bdi>{html.text(name)}</bdi>, page {number} of {len(chunks)}</h1>\n"
            yield Page(here, title, f"{heading}<p>{words.link(term)}</p>\n{listed}{along}", title)


def _first(term: Term, facts: _Facts, words: Words, listed: str) -> Page:
    library, site = words.library, words.site
    name = library.label(term)
    card = library.card(term)
    class_ = card.class_ if card is not None else ""
    link = json.loads(library.link(term) or "null")
    about = html.pairs(
        (
            ("Is", html.text(site.word(class_))),
            ("IRI", f"<code>{html.text(term[1:-1])}</code>"),
        )
    )
    main = (
        f"<h1><bdi>{html.text(name)}</bdi></h1>\n{about}"
        f"{html.section('wikidata', 'In Wikidata', _wikidata(link))}"
        f"{listed}{html.section('others', 'With whom', _ties(term, name, facts, words))}"
    )
    described = f"{name}, {site.word(class_)}: what news articles say, with the words that say so."
    data = structured.entity_page(
        term,
        library,
        site,
        item=link["item"] if link and link["holds"] else "",
        articles=facts.articles[:_MOST_STRUCTURED],
    )
    return Page(site.path(term), name, main, described, data, formats=True)


def _facts(term: Term, library: Library) -> _Facts:
    entries: dict[tuple[int, Term], _Entry] = {}
    support: dict[Term, list[Claim]] = {}
    articles: dict[Term, str] = {}
    relations: set[tuple[Term, Term]] = set()
    for block in library.blocks(term):
        for entry in _in_block(term, block, library, support):
            entries.setdefault((entry.section, entry.term), entry)
        for graph in block.graphs:
            card = library.card(graph) if graph else None
            if card is not None and card.kind == "article":
                articles[graph] = card.date
        relations.update(
            (p, o)
            for p, o in block.subjects.get(term, ())
            if p.startswith(f"<{NG}") and p not in _NO_TIES and o[0] == "<"
        )
    for article, date in articles.items():
        entries[_SECTIONS.index(_MENTIONED), article] = _Entry(_SECTIONS.index(_MENTIONED), date, article, None)
    for claims in support.values():
        claims.sort(key=lambda claim: (library.date(claim.article), claim.term))
    tied = tuple(
        sorted((p, o) for p, o in relations if (card := library.card(o)) is not None and card.kind == "entity")
    )
    ordered = tuple(sorted(entries.values(), key=lambda entry: (entry.section, entry.when or "~", entry.term)))
    return _Facts(ordered, support, tuple(sorted(articles, key=lambda found: (articles[found], found))), tied)


def _in_block(term: Term, block: Block, library: Library, support: dict[Term, list[Claim]]) -> Iterator[_Entry]:
    for s, p in dict.fromkeys(block.leading.get(term, ())):
        card = library.card(s)
        kind = None if card is None else card.kind
        if kind == "situation" and card is not None:
            view = views.situation(s, card.class_, card.more)
            heading = _HAPPENED if view.standing == views.REPORTED else _ATTRIBUTED
            yield _Entry(_SECTIONS.index(heading), view.when, s, view)
        elif kind == "claim":
            claim = views.claim(s, block)
            if p == views.STATED_BY:
                yield _Entry(_SECTIONS.index(_SAYS), claim.when, s, claim)
            elif claim.realis != views.ACTUAL:
                heading = REALIS.get(claim.realis, UNKNOWN)[1]
                yield _Entry(_SECTIONS.index(heading), claim.when, s, claim)
            else:
                for situation in claim.supports:
                    known = support.setdefault(situation, [])
                    if claim.term not in {other.term for other in known}:
                        known.append(claim)
    for p, role in block.subjects.get(term, ()):
        if p == views.ROLE:
            office = views.office(role, block)
            yield _Entry(_SECTIONS.index(_OFFICES), library.date(office.article), role, office)


def _entries(chunk: tuple[_Entry, ...], facts: _Facts, term: Term, words: Words) -> str:
    shown: dict[int, list[str]] = {}
    for entry in chunk:
        shown.setdefault(entry.section, []).append(_entry(entry, facts, words))
    person = (card := words.library.card(term)) is not None and card.class_ == f"<{NG}Person>"
    return "".join(
        html.section(
            f"part-{section}",
            _heading(_SECTIONS[section], person=person),
            html.items(entries, "row" if _SECTIONS[section] == _MENTIONED else "facts"),
        )
        for section, entries in shown.items()
    )


def _heading(heading: str, *, person: bool) -> str:
    if person and heading == _SAYS:
        return "What this person says of others"
    return "Articles that name this person" if person and heading == _MENTIONED else heading


def _entry(entry: _Entry, facts: _Facts, words: Words) -> str:
    value = entry.value
    if isinstance(value, Claim):
        return f"{words.claim_line(value)}\n{words.quotes(value.quotes, value.article)}"
    if isinstance(value, Situation):
        said = (
            f'<p class="by">{words.badge(claim)} according to {words.names(claim.speakers)}</p>\n'
            * bool(claim.speakers)
            + words.quotes(claim.quotes, claim.article)
            for claim in facts.support.get(entry.term, ())
        )
        return f"{words.situation_line(value)}\n{''.join(said)}"
    if isinstance(value, Office):
        of = f", {words.link(value.affiliation)}" if value.affiliation else ""
        return f"{html.text(value.title)}{of}\n{words.quotes(value.quotes, value.article)}"
    return f"{words.link(entry.term)}{f', {html.date(entry.when)}' if entry.when else ''}"


def _along(path: str, number: int, count: int, words: Words) -> str:
    """Links between the pages of one entity."""
    if count == 1:
        return ""
    files = [f"{path}.html", *(f"more/{path}-{further}.html" for further in range(2, count + 1))]
    links = (
        f'<a href="{words.root}{url_of(file)}"{" aria-current=page" if at == number else ""}>{at}</a>'
        for at, file in enumerate(files, start=1)
    )
    return f'<nav aria-label="Pages">\n{html.items(links, "row")}</nav>\n'


def _ties(term: Term, name: str, facts: _Facts, words: Words) -> str:
    """The picture, and the same as a list."""
    doubtful: set[Term] = set()
    sure: set[Term] = set()
    for entry in facts.entries:
        if isinstance(entry.value, Situation):
            parties = {filler for role in entry.value.roles for filler in role.fillers}
            (sure if entry.value.standing == views.REPORTED else doubtful).update(parties)
    ties = [
        (o, Tie(words.name(o), words.site.word(p), o in doubtful or o not in sure))
        for p, o in facts.relations
        if o != term
    ]
    picture = egograph.draw(name, [tie for _, tie in ties], f"{name}, and with whom something happened")
    listed = html.items(
        f"{html.text(tie.word)}{' (attributed)' if tie.attributed else ''} {words.link(o)}" for o, tie in ties
    )
    return f"{picture}{listed}"


def _wikidata(link: dict[str, str] | None) -> str:
    """The item, who says that it is this entity, and why; or why the link is not published."""
    if not link:
        return ""
    url = WIKIDATA_PREFIXES["wd"] + link["item"]
    label = f"{link['label']} ({link['item']})" if link["label"] else link["item"]
    return html.pairs(
        (
            (
                "Item",
                html.away(url, label) if link["holds"] else f"none published; {html.text(link['item'])} was proposed",
            ),
            ("Decided by", html.text(link["by"])),
            ("On", html.date(link["date"]) if link["date"] else ""),
            ("Why", html.text(link["why"])),
        )
    )
