"""What all pages of one site know: its base, where it will stand, and the words for classes and properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from newsgraph.publish.layout import path_of, url_of
from newsgraph.rdf.terms import Term


@dataclass(frozen=True, slots=True)
class Site:
    """One site. `words` has the label of each term of the ontology, `address` the URL of its root, which ends with "/".

    `texts` is the folder of the facts documents whose articles' texts are shown; None shows quotes alone.
    """

    base: str
    address: str
    ontology: str
    prefixes: Mapping[str, str] = field(repr=False)
    words: Mapping[Term, str] = field(repr=False)
    style: str = "assets/site.css"
    title: str = ""
    description: str = ""
    license: str = ""
    publisher: str = ""
    texts: Path | None = None
    asks: bool = False

    def word(self, term: Term) -> str:
        """The label of a class or a property; the end of its IRI where the ontology has none."""
        found = self.words.get(term)
        return found if found is not None else term[1:-1].rstrip("/#").rpartition("/")[2].rpartition("#")[2]

    def path(self, term: Term) -> str:
        return _path(term, self.base)

    def is_ours(self, term: Term) -> bool:
        return term.startswith(f"<{self.base}")

    def url(self, path: str) -> str:
        """The absolute URL of a file of the site."""
        return self.address + url_of(path)


@lru_cache(1 << 14)
def _path(term: Term, base: str) -> str:
    return path_of(term[1:-1], base)
