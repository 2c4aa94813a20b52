"""The home page, the lists of articles and entities, and the timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from newsgraph.publish import html, structured, views
from newsgraph.publish.html import Page
from newsgraph.publish.index import Card, Kind
from newsgraph.publish.library import Library
from newsgraph.publish.overview import Overview
from newsgraph.publish.site import Site
from newsgraph.publish.wording import REALIS, Words
from newsgraph.rdf.terms import Term

_ARTICLES, _ENTITIES, _SITUATIONS = 200, 500, 300  # on a page
_LATEST = 10
UNDATED = "undated"


def home(overview: Overview, library: Library, site: Site) -> Page:
    words = Words(site, library, "index")
    counts: tuple[tuple[Kind, str], ...] = (
        ("article", "articles"),
        ("claim", "facts"),
        ("situation", "situations"),
        ("entity", "entities"),
    )
    told = ", ".join(f"{overview.count(kind):,} {noun}" for kind, noun in counts)
    legend = html.pairs(
        (
            ("Reported", "an article says in its own voice that it has happened"),
            ("Attributed", "only those whom an article quotes say so"),
            *((short, html.text(long.partition(": ")[2])) for short, long in REALIS.values()),
        )
    )
    latest = html.items(_article(entry, words) for entry in overview.articles[:_LATEST])
    dated = [entry for entry in overview.situations if entry[1].date]
    happened = html.items((_situation(entry, words) for entry in dated[:_LATEST]), "facts")
    main = (
        f"<h1>{html.text(site.title)}</h1>\n<p>{html.text(site.description)}</p>\n"
        f"<p>{told}; {overview.triples:,} triples.</p>\n"
        f"{html.section('read', 'How to read it', legend)}"
        f"{html.section('latest', 'Latest articles', latest)}"
        f"{html.section('happened', 'What happened last', happened)}"
    )
    data = structured.document(
        "WebSite", id_=site.address, name=site.title, description=site.description, url=site.address
    )
    return Page("index", site.title, main, site.description, data)


def articles(overview: Overview, library: Library, site: Site) -> Iterator[Page]:
    yield from _paged("articles", "Articles", overview.articles, _ARTICLES, _article, library, site)


def entities(overview: Overview, library: Library, site: Site) -> Iterator[Page]:
    title = "People, organizations, countries and places"
    yield from _paged("entities", title, overview.entities, _ENTITIES, _entity, library, site)


def timeline(overview: Overview, library: Library, site: Site) -> Iterator[Page]:
    """A page that leads to the years, and the years, each with what happened then or came to its end."""
    years: dict[str, list[tuple[Term, Card]]] = {}
    for entry in overview.situations:
        years.setdefault(_year(entry[1].date), []).append(entry)
    links = (
        f'<a href="timeline-{year}.html">{_named(year)}</a>: {len(found):,}'
        for year, found in sorted(years.items(), key=lambda item: (item[0] != UNDATED, item[0]), reverse=True)
    )
    note = "<p>What has happened or holds, by articles. What is planned, possible or denied is not in it.</p>\n"
    listed = html.items(links) or "<p>There is none.</p>\n"
    yield Page("timeline", "Timeline", f"<h1>Timeline</h1>\n{note}{listed}", "What happened, by year.")
    for year, found in years.items():
        yield from _paged(
            f"timeline-{year}",
            f"Timeline: {_named(year)}",
            found,
            _SITUATIONS,
            _situation,
            library,
            site,
            class_="facts",
        )


def not_found() -> Page:
    main = "<h1>There is no such page</h1>\n<p>The menu above leads to all that there is.</p>\n"
    return Page("404", "There is no such page", main, canonical="index.html")


def _year(date: str) -> str:
    year = date[:4]
    return year if year.isdecimal() and year.isascii() and len(year) == 4 else UNDATED


def _named(year: str) -> str:
    return "without a date" if year == UNDATED else year


def _paged(
    name: str,
    title: str,
    entries: Sequence[tuple[Term, Card]],
    most: int,
    shown: Callable[[tuple[Term, Card], Words], str],
    library: Library,
    site: Site,
    class_: str = "",
) -> Iterator[Page]:
    """The pages of a list, `most` entries on each."""
    chunks: list[Iterable[tuple[Term, Card]]] = [entries[at : at + most] for at in range(0, len(entries), most)] or [()]
    words = Words(site, library, name)
    for number, chunk in enumerate(chunks, start=1):
        heading = title if number == 1 else f"{title}, page {number}"
        listed = html.items((shown(entry, words) for entry in chunk), class_) or "<p>There is none.</p>\n"
        files = [name, *(f"{name}-{further}" for further in range(2, len(chunks) + 1))]
        links = (
            f'<a href="{file}.html"{" aria-current=page" if at == number else ""}>{at}</a>'
            for at, file in enumerate(files, start=1)
        )
        along = f'<nav aria-label="Pages">\n{html.items(links, "row")}</nav>\n' if len(chunks) > 1 else ""
        yield Page(files[number - 1], heading, f"<h1>{html.text(heading)}</h1>\n{listed}{along}", f"{heading}.")


def _article(entry: tuple[Term, Card], words: Words) -> str:
    term, card = entry
    return f"{words.link(term)}{f', {html.date(card.date)}' if card.date else ''}"


def _entity(entry: tuple[Term, Card], words: Words) -> str:
    term, card = entry
    return f"{words.link(term)}, {html.text(words.site.word(card.class_))}"


def _situation(entry: tuple[Term, Card], words: Words) -> str:
    term, card = entry
    return words.situation_line(views.situation(term, card.class_, card.more))
