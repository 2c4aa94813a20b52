"""What machines look for at the root of a site: the feed of articles, the sitemap and robots.txt.

https://www.rfc-editor.org/rfc/rfc4287  https://www.sitemaps.org/protocol.html  https://www.rfc-editor.org/rfc/rfc9309
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from newsgraph.publish.html import text
from newsgraph.publish.overview import Overview
from newsgraph.publish.site import Site

MOST = 50_000  # https://www.sitemaps.org/protocol.html#index
_FEED = 20
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEVER = "1970-01-01T00:00:00Z"


def feed(overview: Overview, site: Site) -> bytes:
    """The latest articles, as Atom."""
    entries = "".join(
        "<entry>\n"
        f"<id>{text(term[1:-1])}</id>\n<title>{text(card.label or term[1:-1])}</title>\n"
        f"<updated>{_moment(card.date)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{text(site.url(site.path(term) + ".html"))}"/>\n'
        f'<link rel="alternate" type="text/turtle" href="{text(site.url(site.path(term) + ".ttl"))}"/>\n'
        "</entry>\n"
        for term, card in overview.articles[:_FEED]
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{text(site.address)}</id>\n<title>{text(site.title)}</title>\n"
        f"<updated>{_moment(overview.latest)}</updated>\n"
        f"<author><name>{text(site.publisher or site.title)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{text(site.url("feed.atom"))}"/>\n'
        f'<link rel="alternate" type="text/html" href="{text(site.address)}"/>\n{entries}</feed>\n'
    ).encode()


def _moment(date: str) -> str:
    """The start of a day, a month or a year, as RFC 3339 has it; the epoch for what is none."""
    full = date + "-01-01"[len(date) - 4 :] if len(date) in (4, 7) else date
    return f"{full}T00:00:00Z" if len(full) == len("2024-09-04") and full[:4].isdecimal() else _NEVER


def sitemaps(pages: Iterable[str], site: Site) -> Iterator[tuple[str, bytes]]:
    """sitemap.xml, and where there are more pages than one may list, those that it leads to."""
    names = list(pages)
    chunks = [names[at : at + MOST] for at in range(0, len(names), MOST)] or [[]]
    if len(chunks) == 1:
        yield "sitemap.xml", _urls(chunks[0], site)
        return
    files = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
    for file, chunk in zip(files, chunks, strict=True):
        yield file, _urls(chunk, site)
    inner = "".join(f"<sitemap><loc>{text(site.url(file))}</loc></sitemap>\n" for file in files)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{_SITEMAPS}">\n'
    yield "sitemap.xml", f"{head}{inner}</sitemapindex>\n".encode()


def _urls(pages: Iterable[str], site: Site) -> bytes:
    inner = "".join(f"<url><loc>{escape(site.url(page))}</loc></url>\n" for page in pages)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAPS}">\n'
    return f"{head}{inner}</urlset>\n".encode()


def robots(site: Site) -> bytes:
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.url('sitemap.xml')}\n".encode()
