"""An article to facts by a spaCy pipeline: its names and its dependencies, read by the frames of mapping/text.

The pipeline gives entities (PERSON, ORG, GPE, LOC, FAC, NORP), lemmas and a dependency parse, in ClearNLP's labels as
spaCy's English pipelines have them, or in Universal Dependencies'. The frames say which verbs and nouns state a fact,
and which functions fill its roles. What comes of both is a claim as any model's is, and passes the same check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from newsgraph.extract.extractor import Extraction
from newsgraph.extract.models import evidence
from newsgraph.extract.models.claims import Claim, Claims, Filler, Named
from newsgraph.extract.tokens import tokenize
from newsgraph.facts import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Span, Token

    from newsgraph.extract.rules import Frame, Rules
    from newsgraph.facts import Article, Realis
    from newsgraph.facttypes import RoleType

VERSION = "1"
"""Of the reading of dependencies below."""

LONGEST = 100_000
"""Characters of a body: a parse takes about a megabyte for a thousand."""

# https://github.com/clearnlp/clearnlp-guidelines and https://universaldependencies.org/u/dep/
_SUBJECT = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECT = frozenset({"nsubjpass", "nsubj:pass"})
_OBJECT = frozenset({"dobj", "obj"})
_OBLIQUE = frozenset({"obl", "obl:agent", "nmod", "nmod:poss"})
_PREPOSITION = frozenset({"prep", "agent"})
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod"})
_COMPLEMENT = frozenset({"xcomp", "ccomp"})
_TYPES = {"PERSON": "Person", "PER": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place"}
_WILL = frozenset({"will", "shall", "'ll", "wo"})


class Language(Protocol):
    """A loaded pipeline: `spacy.Language` is one."""

    def __call__(self, text: str) -> Doc: ...


class SpacyExtractor:
    """Reads articles with a pipeline; `name` tells which, with its version."""

    def __init__(self, rules: Rules, pipeline: Language, name: str) -> None:
        self._rules = rules
        self._pipeline = pipeline
        self.label = f"spacy:{name}#dependencies-{VERSION}"

    def extract(self, article: Article) -> Extraction:
        """What the pipeline reads and the article shows."""
        if len(article.body) > LONGEST:
            failure = f"it is longer than {LONGEST:,} characters, the most that a pipeline is given"
            return Extraction(Document(article=article), failure=failure)
        doc = self._pipeline(article.body)
        if len(doc) and not (doc.has_annotation("DEP") and doc.has_annotation("SENT_START")):
            failure = "the pipeline gives no dependencies; take one with a parser"
            return Extraction(Document(article=article), failure=failure)
        return evidence.check(article, [self._claims(doc)], self._rules, self.label)

    def _claims(self, doc: Doc) -> Claims:
        named: dict[str, Named] = {}
        facts = [claim for token in doc for frame in self._frames(token) for claim in self._read(frame, token, named)]
        return Claims(tuple(named.values()), tuple(facts))

    def _frames(self, token: Token) -> tuple[Frame, ...]:
        if token.pos_ == "VERB":
            return self._rules.by_verb.get(token.lemma_.lower(), ())
        return self._rules.by_noun.get(token.lemma_.lower(), ()) if token.pos_ == "NOUN" else ()

    def _read(self, frame: Frame, token: Token, named: dict[str, Named]) -> Iterator[Claim]:
        functions = _functions(token)
        for function, nouns in frame.where:
            found = [noun for noun in functions.get(function, ()) if not nouns or noun.lemma_.lower() in nouns]
            if not found:
                return
            for noun in found:
                for name, tokens in _functions(noun).items():
                    functions.setdefault(name, []).extend(tokens)
        fillers = [
            Filler(role.name, value)
            for role, names in frame.arguments
            for name in names
            for part in functions.get(name.removeprefix("else-"), ())
            for value in self._values(role, part, named)
        ]
        if fillers:
            yield Claim(
                type=frame.fact_type.name,
                realis=self._realis(token),
                phase=frame.phase,
                arguments=tuple(dict.fromkeys(fillers)),
                date=next(self._dates(token), None),
                stated_by=None,
                quotes=(token.sent.text,),
            )

    def _values(self, role: RoleType, token: Token, named: dict[str, Named]) -> Iterator[str]:
        if role.text:
            yield token.doc[token.left_edge.i : token.right_edge.i + 1].text
            return
        for span in _entities(token):
            if not self._is_known(span.text):
                named.setdefault(span.text, Named(span.text, _TYPES[span.label_]))
            yield span.text

    def _is_known(self, name: str) -> bool:
        """Whether the gazetteer has a name: what it means where it stands is then for the rules to say."""
        tokens = tokenize(name, 0, len(name), frozenset())
        match = self._rules.gazetteer.match(tokens, 0) if tokens else None
        return match is not None and match[0] == len(tokens)

    def _realis(self, token: Token) -> Realis:
        """By the auxiliaries of a verb, and by the verbs that govern it."""
        lexicon = self._rules.lexicon
        words = {child.lower_ for child in token.children if child.dep_ in ("neg", "aux", "auxpass", "advmod")}
        if words & lexicon.words["negations"] or "n't" in words:
            return "denied"
        above = token.head if token.dep_ in _COMPLEMENT and token.head is not token else None
        if above is not None:
            lemma = above.lemma_.lower()
            governed: tuple[Realis, ...] = ("denied", "planned", "possible")
            for kind in governed:
                if lexicon.has(f"control_{kind}", lemma) or lexicon.has(f"speech_{kind}", lemma):
                    return kind
        if words & _WILL:
            return "planned"
        return "possible" if words & lexicon.words["modals"] else "actual"

    def _dates(self, token: Token) -> Iterator[str]:
        """The expressions of time that depend on a verb or noun."""
        for span in token.sent.ents:
            if span.label_ == "DATE" and token in (span.root.head, span.root.head.head):
                yield span.text


def _functions(token: Token) -> dict[str, list[Token]]:
    """What depends on a verb or noun, by the functions of the active voice that frames name."""
    found: dict[str, list[Token]] = {}
    passive = any(child.dep_ in _PASSIVE_SUBJECT for child in token.children)
    verbal = token.pos_ == "VERB"
    for child in token.children:
        for name, part in _function(child, verbal=verbal):
            function = "subject" if name == "by" and passive else name
            found.setdefault(function, []).extend(_coordinated(part))
    if not verbal:
        found.setdefault("modifier", []).append(token)
    if verbal and "subject" not in found and token.dep_ in (*_COMPLEMENT, "conj"):
        above = [child for child in token.head.children if child.dep_ in _SUBJECT]
        found["subject"] = [part for child in above for part in _coordinated(child)]
    return found


def _function(child: Token, *, verbal: bool) -> Iterator[tuple[str, Token]]:
    if verbal and child.dep_ in _SUBJECT:
        yield "subject", child
    elif verbal and child.dep_ in _PASSIVE_SUBJECT | _OBJECT:
        yield "object", child
    elif child.dep_ in ("poss", "nmod:poss"):
        yield "possessor", child
    elif child.dep_ in _PREPOSITION:
        for part in child.children:
            if part.dep_ in ("pobj", "pcomp"):
                yield child.lower_, part
    elif child.dep_ in _OBLIQUE:
        case = [mark.lower_ for mark in child.children if mark.dep_ == "case"]
        if case:
            yield "-".join(case), child
    elif not verbal and child.dep_ in _BEFORE_NOUN:
        yield "modifier", child


def _coordinated(token: Token) -> Iterator[Token]:
    """A token and what is joined to it by "and"."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from _coordinated(child)


def _entities(token: Token) -> Iterable[Span]:
    """The named entity whose head the token is."""
    return [span for span in token.sent.ents if span.root == token and span.label_ in _TYPES]
