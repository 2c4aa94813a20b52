"""Resources to the files of their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsgraph.publish.description import triples
from newsgraph.publish.formats import Documents
from newsgraph.publish.html import Page
from newsgraph.publish.index import Kind
from newsgraph.publish.library import Library
from newsgraph.publish.pages import article, claim, entity, situation
from newsgraph.publish.site import Site
from newsgraph.rdf.terms import Term

_PAGES: dict[Kind, Callable[[Term, Library, Site], Page]] = {
    "article": article.page,
    "claim": claim.page,
    "situation": situation.page,
}


def files(term: Term, kind: Kind, library: Library, site: Site, documents: Documents) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of a resource: its pages, and what they say as RDF."""
    pages = entity.pages(term, library, site) if kind == "entity" else (_PAGES[kind](term, library, site),)
    for page in pages:
        yield f"{page.path}.html", page.render(site)
    path = site.path(term)
    for ending, content in documents.of(triples(term, library, site)).items():
        yield f"{path}.{ending}", content
