"""Claims and situations in words, as text and as HTML.

Law: whatever is said of a claim that is not actual starts with the word for that, so that nothing that was denied,
planned or held possible reads as something that has happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from newsgraph.publish import html
from newsgraph.publish.layout import up_from, url_of
from newsgraph.publish.library import Library
from newsgraph.publish.site import Site
from newsgraph.publish.views import ACTUAL, ENDED, REPORTED, Claim, Quote, Role, Situation
from newsgraph.rdf.terms import Term, literal_parts
from newsgraph.vocab import NG

# How claims of each realis are headed, in the order in which they are shown.
REALIS: dict[Term, tuple[str, str]] = {
    f"<{NG}planned>": ("Planned", "Planned: announced, sought or pledged"),
    f"<{NG}possible>": ("Possible", "Possible: threatened, demanded or supposed"),
    f"<{NG}denied>": ("Denied", "Denied: it has not happened, or will not"),
}
UNKNOWN = ("Unclear", "Unclear: not said whether it happened")


class Words:
    """Words on the page of a path, whose links lead from there."""

    def __init__(self, site: Site, library: Library, path: str) -> None:
        self.site = site
        self.library = library
        self.root = up_from(path)

    # -- Names ---------------------------------------------------------------------------------------------------------

    def name(self, term: Term) -> str:
        """The plain name of a node or the text of a literal."""
        return literal_parts(term).lexical if term.startswith('"') else self.library.label(term)

    def link(self, term: Term, shown: str = "") -> str:
        """A resource by its name, as a link where it has a page."""
        if term.startswith('"'):
            return f"“{html.text(literal_parts(term).lexical)}”"
        words = shown or html.text(self.library.label(term))
        if self.site.is_ours(term) and self.library.card(term) is not None:
            return f'<a href="{self.href(term)}"><bdi>{words}</bdi></a>'
        return html.away(term[1:-1], self.library.label(term))

    def href(self, term: Term) -> str:
        return f"{self.root}{url_of(self.site.path(term))}.html"

    def names(self, terms: Iterable[Term]) -> str:
        """Several, as links, in a row."""
        return ", ".join(map(self.link, terms))

    # -- Roles ---------------------------------------------------------------------------------------------------------

    def roles(self, roles: Iterable[Role]) -> str:
        """Roles and what fills them, with links."""
        return "; ".join(
            f'<span class="role">{html.text(self.site.word(role.name))}</span> {self.names(role.fillers)}'
            for role in _ordered(roles)
        )

    def _plain_roles(self, roles: Iterable[Role], name: Callable[[Term], str]) -> str:
        return "; ".join(
            f"{self.site.word(role.name)} {', '.join(map(name, role.fillers))}" for role in _ordered(roles)
        )

    # -- Claims --------------------------------------------------------------------------------------------------------

    def standing_of(self, claim: Claim) -> str:
        """The word that tells whether it happened, and by whose account."""
        if claim.realis != ACTUAL:
            return REALIS.get(claim.realis, UNKNOWN)[0]
        return "Attributed" if claim.speakers else "Reported"

    def claim_title(self, claim: Claim) -> str:
        """A claim in one line of text."""
        return f"{self.standing_of(claim)}: {self.kind(claim)} – {self._plain_roles(claim.roles, self.name)}"

    def claim_line(self, claim: Claim, *, linked: bool = True) -> str:
        """A claim in one line of HTML; its first word leads to its page."""
        kind = html.text(self.kind(claim))
        head = f'<a href="{self.href(claim.term)}">{kind}</a>' if linked else kind
        by = f" · according to {self.names(claim.speakers)}" if claim.speakers else ""
        when = f" · {self.when(claim)}" if claim.when or claim.date_text else ""
        return f'{self.badge(claim)} <span class="what">{head}</span>: {self.roles(claim.roles)}{by}{when}'

    def badge(self, claim: Claim) -> str:
        word = self.standing_of(claim)
        return f'<strong class="badge {word.lower()}">{word}</strong>'

    def kind(self, thing: Claim | Situation) -> str:
        """Its class, or the end of it."""
        word = self.site.word(thing.class_)
        return f"end of {word}" if thing.phase == ENDED else word

    def when(self, claim: Claim) -> str:
        """When, as precise as the text, with the text's own words."""
        words = f" (“{html.text(claim.date_text)}”)" if claim.date_text else ""
        if claim.date:
            return html.date(claim.date) + words
        if claim.earliest and claim.latest:
            return f"between {html.date(claim.earliest)} and {html.date(claim.latest)}{words}"
        if claim.earliest or claim.latest:
            side = "not before" if claim.earliest else "not after"
            return f"{side} {html.date(claim.earliest or claim.latest)}{words}"
        return f"“{html.text(claim.date_text)}”" if claim.date_text else ""

    # -- Situations ----------------------------------------------------------------------------------------------------

    def situation_title(self, situation: Situation) -> str:
        when = f", {situation.when}" if situation.when else ""
        return f"{_capital(self.kind(situation))} – {self._plain_roles(situation.roles, self.name)}{when}"

    def situation_line(self, situation: Situation) -> str:
        """A situation in one line of HTML; its class leads to its page."""
        head = f'<a href="{self.href(situation.term)}">{html.text(self.kind(situation))}</a>'
        standing = "" if situation.standing == REPORTED else ' <strong class="badge attributed">Attributed</strong>'
        return f'{self.span(situation)}{standing} <span class="what">{head}</span>: {self.roles(situation.roles)}'

    def span(self, situation: Situation) -> str:
        """When it began and ended, as far as that is known."""
        if situation.date and situation.until:
            return f"{html.date(situation.date)} – {html.date(situation.until)}"
        if situation.until:
            return f"ended {html.date(situation.until)}"
        return html.date(situation.date) if situation.date else "no date"

    # -- Quotes --------------------------------------------------------------------------------------------------------

    def quotes(self, quotes: Iterable[Quote], article: Term) -> str:
        """The words that say so, each with its article."""
        return "".join(self._quote(quote, article) for quote in quotes)

    def _quote(self, quote: Quote, article: Term) -> str:
        words = f'<blockquote dir="auto"><p>{html.text(quote.exact)}</p></blockquote>'
        card = self.library.card(article)
        date = f", {html.date(card.date)}" if card is not None and card.date else ""
        source = (
            f'<a href="{self.href(article)}#{html.anchor(quote.term)}"><bdi>{html.text(self.name(article))}</bdi></a>'
        )
        return f"<figure>{words}<figcaption>{source}{date}</figcaption></figure>\n"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _ordered(roles: Iterable[Role]) -> list[Role]:
    """Those who take part before words of the article."""
    return sorted(roles, key=lambda role: (role.fillers[0].startswith('"'), role.name))
