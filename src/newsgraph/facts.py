"""What an article says, as frozen values: Article, Entity, Fact, Evidence, Basis; and their JSON.

One `Document` is one article with what was found in it. Its JSON is one line of facts.jsonl: `newsgraph extract`
prints it, an editor may correct it, and `newsgraph build` takes it in the article's place.

Law of evidence: for every piece of evidence, mention and basis `m`, `article.body[m.start:m.end] == m.exact`;
`decode` and `Document.check` raise FactsError where it does not hold.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any, Literal, get_args

import msgspec

from newsgraph.errors import FactsError, Place

EntityType = Literal["Person", "Organization", "Country", "Place"]
Realis = Literal["actual", "denied", "planned", "possible"]
Phase = Literal["begun", "ended"]
Way = Literal[
    "name",  # the whole name: "Rufus Firefly", "the EU"
    "words",  # the words themselves, where no entity is meant: a reason, an occasion
    "part",  # a part of the name: "Firefly"
    "adjective",  # "Freedonian"
    "metonym",  # what stands for it: its capital, the seat of its government
    "officials",  # those who act for it: its government, "Freedonian diplomats"
    "office",  # the office that somebody holds: "the deputy prime minister"
    "description",  # "the country", "the bloc", "the two leaders"
    "pronoun",  # "he", "it", "they"
    "understood",  # a name that stands earlier, and is left out here: "joined in 2004"
    "calendar",  # a date that needs no other: "4 September 2024"
    "dateline",  # a date told by the day of publication: "Wednesday", "last July"
]
Grade = Literal["named", "read", "resolved", "untold"]
Judgement = Literal["accepted", "corrected", "added"]

# A calendar date, month or year: as precise as the text and no more.
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# An article's id names the files that are written of it.
# Neither surrogates, which are no text, nor marks that turn the direction of writing or cannot be seen.
_NO_NAME = r"\x00-\x1f\x7f-\x9f/\\\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
_FILE_STEM = re.compile(rf"[^.\s{_NO_NAME}]([^{_NO_NAME}]*[^\s{_NO_NAME}])?")
_MOST_STEM_BYTES = 200
# A relative reference would become an address of ours.
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# What an entity or a fact may be called within its document: ids become parts of IRIs.
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen record with a strict JSON form."""


class Evidence(Value, frozen=True, kw_only=True):
    """Words of the body, by code points: `body[start:end] == exact`, a quote and a position in one."""

    exact: str
    start: int
    end: int


class Basis(Evidence, frozen=True, kw_only=True):
    """What one part of a fact rests on: the words that gave it, and by which way they mean what they mean."""

    way: Way


class Article(Value, frozen=True, kw_only=True):
    """One news article. `body` is kept as read, lines ended by U+000A; offsets count its code points."""

    id: str
    url: str = ""
    headline: str = ""
    byline: str = ""
    published: str | None = None
    language: str = "en"
    body: str

    def quote(self, start: int, end: int) -> Evidence:
        """The evidence for `body[start:end]`; raises ValueError where that is empty or outside the body."""
        if not 0 <= start < end <= len(self.body):
            raise ValueError(f"no words at {start} to {end} in a body of {len(self.body)}")
        return Evidence(exact=self.body[start:end], start=start, end=end)


class Role(Value, frozen=True, kw_only=True):
    """An office or function that the article gives a person: "deputy prime minister" of entity e2."""

    title: str
    of: str | None = None
    evidence: Evidence


class Entity(Value, frozen=True, kw_only=True):
    """Somebody or something the article names; `name` is canonical, mentions are the article's words."""

    id: str
    type: EntityType
    name: str
    mentions: tuple[Evidence, ...]
    roles: tuple[Role, ...] = ()


class Argument(Value, frozen=True, kw_only=True):
    """One filled role of a fact: an entity's id, or words where no entity is meant (a reason, an occasion)."""

    role: str
    entity: str | None = None
    text: str | None = None
    basis: Basis | None = None


class FactDate(Value, frozen=True, kw_only=True):
    """When it happened: `value` where the text settles it, else the bounds `earliest` and `latest`, inclusive.

    `text` is what the article says ("last July").
    """

    text: str
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    basis: Basis | None = None


class Fact(Value, frozen=True, kw_only=True):
    """One situation that the article reports, denies, plans or holds possible, with every sentence that says so.

    `attribution` is what `statedBy` rests on. `review` is what a person made of the fact, if one has judged it.
    """

    id: str
    type: str
    realis: Realis
    phase: Phase = "begun"
    arguments: tuple[Argument, ...]
    date: FactDate | None = None
    statedBy: str | None = None  # noqa: N815 - the JSON's own name
    attribution: Basis | None = None
    evidence: tuple[Evidence, ...]
    rule: str
    review: Judgement | None = None

    @property
    def grade(self) -> Grade:
        """How far the fact stands from its own words: that of the part of it that stands farthest.

        named: by a name, or in words. read: by a part of a name, an adjective, or what stands for somebody.
        resolved: by an office, a description, a pronoun or nothing at all, or by words outside the fact's evidence.
        untold: nobody has said by what. Law: an argument or a speaker more never makes the grade better.
        Its date is no part of it: that is told by the basis of the date.
        """
        bases = [argument.basis for argument in self.arguments]
        if self.statedBy is not None:
            bases.append(self.attribution)
        return max((self._grade(basis) for basis in bases), key=GRADES.index, default="untold")

    def _grade(self, basis: Basis | None) -> Grade:
        if basis is None:
            return "untold"
        if not any(piece.start <= basis.start and basis.end <= piece.end for piece in self.evidence):
            return "resolved"
        return _GRADE_OF_WAY[basis.way]


class Review(Value, frozen=True, kw_only=True):
    """That a person has been through the facts of an article; who, and on which day, where that was given."""

    by: str = ""
    on: str | None = None


class Document(Value, frozen=True, kw_only=True):
    """An article and what it says. `reviewed` marks facts that a person answers for: nothing overwrites them."""

    article: Article
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    reviewed: Review | None = None

    def check(self, place: Place | None = None) -> None:
        """Raise FactsError for the first law that does not hold, with its path in the JSON."""
        for path, problem in _problems(self):
            raise FactsError(f"{path}: {problem}", place)


def decode(line: bytes | str, place: Place | None = None) -> Document:
    """Read one JSON document and check its laws.

    Raises FactsError that names the path: "facts[2].arguments[0].entity: no entity e9".
    """
    try:
        document = _decoder.decode(line)
    except msgspec.ValidationError as error:
        raise FactsError(_with_path_first(str(error)), place) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FactsError(f"this is no JSON document: {error}", place) from error
    document.check(place)
    return document


def encode(document: Document) -> bytes:
    """One line of JSON without its line end; `decode(encode(d)) == d`, and equal documents give equal bytes."""
    return _encoder.encode(document)


def reviewed_article(line: bytes) -> str | None:
    """The id of the article whose facts a person has reviewed; None for any other line, broken ones among them.

    The rest of the line need keep no law, so that a slip in a correction does not make it less of one.
    """
    try:
        marked = _marks.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return None if bytes(marked.reviewed) == b"null" else marked.article.id


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document."""
    schema = msgspec.json.schema(Document)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Newsgraph facts", **schema}


class _MarkedArticle(msgspec.Struct):
    id: str = ""


class _Marked(msgspec.Struct):
    """A document by its mark alone."""

    article: _MarkedArticle
    reviewed: msgspec.Raw = msgspec.Raw(b"null")


GRADES: tuple[Grade, ...] = get_args(Grade)
_GRADE_OF_WAY: dict[Way, Grade] = {
    **dict.fromkeys(("name", "words", "calendar"), "named"),
    **dict.fromkeys(("part", "adjective", "metonym", "officials", "dateline"), "read"),
    **dict.fromkeys(("office", "description", "pronoun", "understood"), "resolved"),
}
_marks = msgspec.json.Decoder(_Marked)
_decoder = msgspec.json.Decoder(Document)
_encoder = msgspec.json.Encoder()
_WHERE = re.compile(r"(.*) - at `\$\.?(.*)`\Z", re.DOTALL)


def _with_path_first(message: str) -> str:
    match = _WHERE.match(message)
    if match is None or not match[2]:
        return message if match is None else match[1]
    return f"{match[2]}: {match[1]}"


def is_date(value: str) -> bool:
    """Whether `value` is a day, month or year of the calendar: 2024-09-04, 2024-09 or 2024."""
    if _DATE.fullmatch(value) is None or not value.isascii():
        return False
    try:
        datetime.date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        return False
    return True


def _problems(document: Document) -> Iterator[tuple[str, str]]:
    """Every broken law with its path, in the order of the document."""
    article = document.article
    if _FILE_STEM.fullmatch(article.id) is None or len(article.id.encode()) > _MOST_STEM_BYTES:
        yield (
            "article.id",
            f"{article.id!r} names no file: up to 200 bytes of visible text, no leading dot, no / or \\",
        )
    if article.url and _ABSOLUTE.match(article.url) is None:
        yield "article.url", f"no web address: {article.url!r}; write it as https://..., or leave it empty"
    if article.published is not None and not is_date(article.published):
        yield "article.published", f"no date: {article.published!r}; write it as 2024-09-04"
    ids: set[str] = set()
    for i, entity in enumerate(document.entities):
        path = f"entities[{i}]"
        if _ID.fullmatch(entity.id) is None:
            yield f"{path}.id", f"{entity.id!r} is no id: use up to 64 letters, digits, - and _"
        if entity.id in ids:
            yield f"{path}.id", f"a second {entity.id}"
        ids.add(entity.id)
        if not entity.name.strip():
            yield f"{path}.name", "an entity needs a name"
        for j, mention in enumerate(entity.mentions):
            yield from _evidence_problems(article, mention, f"{path}.mentions[{j}]")
    for i, entity in enumerate(document.entities):
        for j, role in enumerate(entity.roles):
            path = f"entities[{i}].roles[{j}]"
            if role.of is not None and role.of not in ids:
                yield f"{path}.of", f"no entity {role.of}"
            yield from _evidence_problems(article, role.evidence, f"{path}.evidence")
    yield from _fact_problems(document, ids)
    if document.reviewed is not None and document.reviewed.on is not None and not is_date(document.reviewed.on):
        yield "reviewed.on", f"no date: {document.reviewed.on!r}; write it as 2024-09-04"


def _fact_problems(document: Document, entities: set[str]) -> Iterator[tuple[str, str]]:
    ids: set[str] = set()
    for i, fact in enumerate(document.facts):
        path = f"facts[{i}]"
        if _ID.fullmatch(fact.id) is None:
            yield f"{path}.id", f"{fact.id!r} is no id: use up to 64 letters, digits, - and _"
        if fact.id in ids:
            yield f"{path}.id", f"a second {fact.id}"
        ids.add(fact.id)
        if fact.statedBy is not None and fact.statedBy not in entities:
            yield f"{path}.statedBy", f"no entity {fact.statedBy}"
        if not fact.evidence:
            yield f"{path}.evidence", "a fact needs the sentence that says so"
        for j, argument in enumerate(fact.arguments):
            if (argument.entity is None) == (argument.text is None):
                yield f"{path}.arguments[{j}]", "give an entity or a text, and not both"
            elif argument.entity is not None and argument.entity not in entities:
                yield f"{path}.arguments[{j}].entity", f"no entity {argument.entity}"
            if argument.basis is not None:
                yield from _evidence_problems(document.article, argument.basis, f"{path}.arguments[{j}].basis")
        if fact.attribution is not None:
            yield from _evidence_problems(document.article, fact.attribution, f"{path}.attribution")
        for j, evidence in enumerate(fact.evidence):
            yield from _evidence_problems(document.article, evidence, f"{path}.evidence[{j}]")
        if fact.date is not None:
            for name in ("value", "earliest", "latest"):
                value = getattr(fact.date, name)
                if value is not None and not is_date(value):
                    yield f"{path}.date.{name}", f"no date: {value!r}; write it as 2024-09-04, 2024-09 or 2024"
            if fact.date.basis is not None:
                yield from _evidence_problems(document.article, fact.date.basis, f"{path}.date.basis")


def _evidence_problems(article: Article, evidence: Evidence, path: str) -> Iterator[tuple[str, str]]:
    if not 0 <= evidence.start < evidence.end <= len(article.body):
        yield path, f"{evidence.start} to {evidence.end} lies outside the body of {len(article.body)} characters"
    elif article.body[evidence.start : evidence.end] != evidence.exact:
        found = article.body[evidence.start : evidence.end]
        yield f"{path}.exact", f"the body has {found!r} at {evidence.start}, not {evidence.exact!r}"
