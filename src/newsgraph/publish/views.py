"""Triples about a claim, a situation, an office or an article to the values that pages show.

A predicate of a claim or a situation that is none of the ontology's own is a role, so that a fact type which a project
adds is shown as the shipped ones are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from newsgraph.publish.blocks import Block
from newsgraph.rdf.terms import RDF_TYPE, Term, literal_parts
from newsgraph.vocab import NG, OA, RDFS, SCHEMA

Arcs: TypeAlias = Iterable[tuple[Term, Term]]


def _ng(name: str) -> Term:
    return f"<{NG}{name}>"


EVIDENCE, SUPPORTS, STATED_BY, ROLE = (_ng(name) for name in ("evidence", "supports", "statedBy", "role"))
REALIS, PHASE, STANDING = _ng("realis"), _ng("phase"), _ng("standing")
REPORTED_IN, CLAIMS, PARTY = _ng("reportedIn"), _ng("claims"), _ng("party")
DATE, UNTIL, EARLIEST, LATEST = _ng("date"), _ng("until"), _ng("earliest"), _ng("latest")
DATE_TEXT, RULE, TITLE, AFFILIATION = _ng("dateText"), _ng("rule"), _ng("title"), _ng("affiliation")
SELECTOR = f"<{OA}hasSelector>"
_SOURCE = f"<{OA}hasSource>"
_EXACT, _START = f"<{OA}exact>", f"<{OA}start>"
ACTUAL, REPORTED, ENDED = _ng("actual"), _ng("reported"), _ng("ended")
NAMES = (f"<{SCHEMA}name>", f"<{RDFS}label>")
HEADLINE, PUBLISHED, URL = (f"<{SCHEMA}{name}>" for name in ("headline", "datePublished", "url"))
CREDIT, LANGUAGE, MENTIONS = (f"<{SCHEMA}{name}>" for name in ("creditText", "inLanguage", "mentions"))

_NO_ROLES = frozenset(
    {
        *(RDF_TYPE, EVIDENCE, SUPPORTS, STATED_BY, REALIS, PHASE, STANDING, REPORTED_IN, CLAIMS, PARTY),
        *(DATE, UNTIL, EARLIEST, LATEST, DATE_TEXT, RULE, *NAMES),
    }
)


class Quote(NamedTuple):
    """Words of an article; `start` counts code points of its body, and is -1 where it is not known."""

    start: int
    exact: str
    term: Term


class Role(NamedTuple):
    """A role of a claim or situation and what fills it: terms of entities, or literals."""

    name: Term
    fillers: tuple[Term, ...]


class Claim(NamedTuple):
    """What one article says, with its words."""

    term: Term
    class_: Term
    realis: Term
    phase: Term
    roles: tuple[Role, ...]
    speakers: tuple[Term, ...]
    date: str
    earliest: str
    latest: str
    date_text: str
    quotes: tuple[Quote, ...]
    rules: tuple[str, ...]
    article: Term
    supports: tuple[Term, ...]

    @property
    def when(self) -> str:
        """What puts it in time; "" where nothing does."""
        return self.date or self.earliest or self.latest


class Situation(NamedTuple):
    """What has happened or holds."""

    term: Term
    class_: Term
    standing: Term
    phase: Term
    roles: tuple[Role, ...]
    date: str
    until: str

    @property
    def when(self) -> str:
        return self.date or self.until


class Office(NamedTuple):
    """An office that an article gives a person."""

    title: str
    affiliation: Term
    quotes: tuple[Quote, ...]
    article: Term


class Article(NamedTuple):
    """An article, but for what it says."""

    term: Term
    headline: str
    date: str
    url: str
    credit: str
    language: str
    mentions: tuple[Term, ...]


def claim(term: Term, block: Block) -> Claim:
    arcs = block.subjects.get(term, ())
    return Claim(
        term,
        _one(arcs, CLAIMS),
        _one(arcs, REALIS),
        _one(arcs, PHASE),
        roles(arcs),
        _all(arcs, STATED_BY),
        _text(arcs, DATE),
        _text(arcs, EARLIEST),
        _text(arcs, LATEST),
        _text(arcs, DATE_TEXT),
        quotes(arcs, block),
        tuple(literal_parts(o).lexical for o in _all(arcs, RULE) if o[0] == '"'),
        _one(arcs, REPORTED_IN),
        _all(arcs, SUPPORTS),
    )


def situation(term: Term, class_: Term, arcs: Arcs) -> Situation:
    """A situation by all that is said of it; it is reported where any article says so in its own voice."""
    arcs = tuple(arcs)
    standings, phases = _all(arcs, STANDING), _all(arcs, PHASE)
    return Situation(
        term,
        class_,
        REPORTED if REPORTED in standings else _one(arcs, STANDING),
        ENDED if ENDED in phases else _one(arcs, PHASE),
        roles(arcs),
        _text(arcs, DATE),
        _text(arcs, UNTIL),
    )


def office(term: Term, block: Block) -> Office:
    arcs = block.subjects.get(term, ())
    sources = [arc for words in _all(arcs, EVIDENCE) for arc in block.subjects.get(words, ())]
    return Office(_text(arcs, TITLE), _one(arcs, AFFILIATION), quotes(arcs, block), _one(sources, _SOURCE))


def article(term: Term, block: Block) -> Article:
    arcs = block.subjects.get(term, ())
    url = _one(arcs, URL)
    return Article(
        term,
        _text(arcs, HEADLINE),
        _text(arcs, PUBLISHED),
        url[1:-1] if url.startswith("<") else _text(arcs, URL),
        _text(arcs, CREDIT),
        _text(arcs, LANGUAGE),
        _all(arcs, MENTIONS),
    )


def roles(arcs: Arcs) -> tuple[Role, ...]:
    found: dict[Term, set[Term]] = {}
    for p, o in arcs:
        if p not in _NO_ROLES:
            found.setdefault(p, set()).add(o)
    return tuple(Role(p, tuple(sorted(fillers))) for p, fillers in sorted(found.items()))


def quotes(arcs: Arcs, block: Block) -> tuple[Quote, ...]:
    """The words that are the evidence of what these arcs start from, in the order of the article."""
    found = []
    for p, o in arcs:
        if p == EVIDENCE:
            selectors = [arc for q, selector in block.subjects.get(o, ()) if q == SELECTOR
                         for arc in block.subjects.get(selector, ())]  # fmt: skip
            exact, start = _text(selectors, _EXACT), _text(selectors, _START)
            if exact:
                found.append(Quote(int(start) if start.isdecimal() else -1, exact, o))
    return tuple(sorted(found))


def _all(arcs: Arcs, predicate: Term) -> tuple[Term, ...]:
    return tuple(o for p, o in arcs if p == predicate)


def _one(arcs: Arcs, predicate: Term) -> Term:
    """The object of a predicate, the least where there are more; "" where there is none."""
    found = [o for p, o in arcs if p == predicate]
    return min(found) if found else ""


def _text(arcs: Arcs, predicate: Term) -> str:
    found = [literal_parts(o).lexical for p, o in arcs if p == predicate and o[0] == '"']
    return min(found) if found else ""
