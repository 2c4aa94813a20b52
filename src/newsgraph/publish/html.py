"""Text, links and the frame of a page, as HTML.

Laws: what comes from elsewhere is text on the page, whatever it holds; only http and https URLs become links; a page
runs no script, and asks no other host for anything (its policy forbids both).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from newsgraph.publish.layout import FORMAT_NAMES, FORMATS, up_from, url_of
from newsgraph.publish.site import Site

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

# Controls, which HTML forbids, and marks that turn the direction of what follows them on the page.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
_IN_SCRIPT = re.compile(f"[<>&\u2028\u2029]|{_UNSEEN.pattern}")
_LINKED = re.compile(r"https?://[^\s/]+[^\s]*\Z", re.IGNORECASE)
_TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")


def text(value: str) -> str:
    """Text that is safe in an element and in a quoted attribute."""
    return escape(_UNSEEN.sub("\ufffd", value) if _UNSEEN.search(value) else value)


def away(url: str, shown: str = "") -> str:
    """A link to somewhere else, where that is an http or https URL; else its text."""
    words = text(shown or url)
    return f'<a href="{text(url)}" rel="external">{words}</a>' if is_linked(url) else f"<bdi>{words}</bdi>"


def is_linked(url: str) -> bool:
    return _LINKED.match(url) is not None and _UNSEEN.search(url) is None


def date(value: str) -> str:
    """A date or a part of one, marked up where HTML has it."""
    return f'<time datetime="{value}">{value}</time>' if _TIME.match(value) else text(value)


def language(tag: str) -> str:
    """The attribute of an element in another language than the page's."""
    return f' lang="{tag}"' if tag != "en" and _LANGUAGE.match(tag) else ""


def anchor(term: str) -> str:
    """The fragment by which a part of a page is reached: the end of its IRI."""
    return text(re.sub(r"\s", "-", term[1:-1].rpartition("/")[2]))


def items(entries: Iterable[str], class_: str = "") -> str:
    """A list; nothing where there are no entries."""
    inner = "".join(f"<li>{entry}</li>\n" for entry in entries)
    attribute = f' class="{class_}"' if class_ else ""
    return f"<ul{attribute}>\n{inner}</ul>\n" if inner else ""


def pairs(entries: Iterable[tuple[str, str]]) -> str:
    """A list of names and their values, those without a value left out."""
    inner = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>\n" for name, value in entries if value)
    return f"<dl>\n{inner}</dl>\n" if inner else ""


def section(identifier: str, heading: str, inner: str) -> str:
    """A part of a page under its heading; nothing where there is nothing in it."""
    if not inner:
        return ""
    return f'<section aria-labelledby="{identifier}">\n<h2 id="{identifier}">{heading}</h2>\n{inner}</section>\n'


def embedded(document: object) -> str:
    """JSON-LD in a script element: nothing in it ends or opens one."""
    inner = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    inner = _IN_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", inner)
    return f'<script type="application/ld+json">{inner}</script>\n'


class Page(NamedTuple):
    """One page: where it stands, and what is on it. `formats` tells whether the same is beside it as RDF."""

    path: str
    title: str
    main: str
    description: str = ""
    structured: object = None
    formats: bool = False
    canonical: str = ""
    policy: str = POLICY
    scripts: str = ""

    def render(self, site: Site) -> bytes:
        root = up_from(self.path)
        name = self.title if self.path == "index" else f"{self.title} · {site.title}"
        data = embedded(self.structured) if self.structured is not None else ""
        described = f'<meta name="description" content="{text(self.description[:300])}">\n' if self.description else ""
        stands = site.url(self.canonical or f"{self.path}.html")
        return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{self.policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{text(name)}</title>
{described}<link rel="canonical" href="{text(stands)}">
<link rel="stylesheet" href="{root}{site.style}">
<link rel="icon" href="{root}assets/icon.svg" type="image/svg+xml">
<link rel="alternate" type="application/atom+xml" title="Latest articles" href="{root}feed.atom">
{_alternates(self.path) if self.formats else ""}{data}{self.scripts}</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="site"><a href="{root}index.html">{text(site.title)}</a></p>
<nav aria-label="Site">
{_navigation(site, root, self.path)}</nav>
</header>
<main id="main" tabindex="-1">
{self.main}{_beside(self.path) if self.formats else ""}</main>
<footer>
<p>{_footer(site, root)}</p>
</footer>
</body>
</html>
""".encode()


def _file(path: str, ending: str) -> str:
    return f"{url_of(path.rpartition('/')[2])}.{ending}"


def _alternates(path: str) -> str:
    return "".join(
        f'<link rel="alternate" type="{media_type}" title="{FORMAT_NAMES[ending]}" href="{_file(path, ending)}">\n'
        for ending, media_type in FORMATS.items()
        if ending != "html"
    )


def _beside(path: str) -> str:
    links = (f'<a href="{_file(path, ending)}">{name}</a>' for ending, name in FORMAT_NAMES.items() if ending != "html")
    return section("formats", "The same as data", items(links, "row"))


_PAGES = (
    ("articles", "Articles"),
    ("entities", "Entities"),
    ("timeline", "Timeline"),
    ("ontology", "Ontology"),
    ("dataset", "Dataset"),
)


def _navigation(site: Site, root: str, path: str) -> str:
    pages = (*((name, f"{name}.html", word) for name, word in _PAGES),)
    if site.asks:
        pages = (*pages, ("sparql/index", "sparql/index.html", "Query"))
    links = (
        f'<a href="{root}{file}"{" aria-current=page" if name == path else ""}>{word}</a>' for name, file, word in pages
    )
    return items(links)


def _footer(site: Site, root: str) -> str:
    who = f"{text(site.publisher)}. " if site.publisher else ""
    licence = f"Licence: {away(site.license)}. " if site.license else ""
    return (
        f"{who}{licence}What is here was read from news articles by rules. Each fact has the words that say so; "
        "what was denied, planned or held possible is shown as that. "
        f'<a href="{root}dataset.html">All of it as data</a>.'
    )
