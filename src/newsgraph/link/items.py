"""Wikibase JSON to typed items: labels, and statements with rank, qualifiers, references and precision.

https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html. What a statement leaves open stays open: a snak of
kind `somevalue` or `novalue` has no value, and a time says no more than its precision does.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeVar

import msgspec

V = TypeVar("V")

Kind: TypeAlias = Literal["value", "somevalue", "novalue"]
Rank: TypeAlias = Literal["preferred", "normal", "deprecated"]

YEAR, MONTH, DAY = 9, 10, 11  # precisions of a time; below a year there are decades, centuries and more

_JULIAN = "http://www.wikidata.org/entity/Q1985786"
_TIME = re.compile(r"([+-])(\d{1,16})-(\d\d)-(\d\d)T\d\d:\d\d:\d\dZ\Z")
_ID = re.compile(r"[QPL][1-9]\d*\Z")


class NotAnItemError(ValueError):
    """A text that is no entity of Wikibase JSON; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Another entity, by its id: Q30."""

    id: str


@dataclass(frozen=True, slots=True)
class Time:
    """A point of time as precise as `precision` says: `text` is 1952-10-07, 1952-10, or 1952 for a year and for less.

    Years are astronomical as in XSD 1.1: 0000 is 1 BCE.
    """

    text: str
    precision: int
    julian: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether it is known to the year at least, so that `text` is a date of XSD."""
        return self.precision >= YEAR


@dataclass(frozen=True, slots=True)
class Text:
    """A string, an external id or a URL; with a language where it is a monolingual text."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is written, and the item of its unit; None for a pure number."""

    amount: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the globe, in degrees."""

    latitude: float
    longitude: float


Value: TypeAlias = Reference | Time | Text | Quantity | Point


@dataclass(frozen=True, slots=True)
class Snak:
    """A property and its value; None where the kind is not `value`, or the type of the value is none that is read."""

    property: str
    kind: Kind
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What an item says: the main snak, what qualifies it, and for each reference its snaks."""

    id: str
    rank: Rank
    main: Snak
    qualifiers: Mapping[str, tuple[Snak, ...]]
    references: tuple[tuple[Snak, ...], ...] = ()

    @property
    def item(self) -> str | None:
        """The id of the entity that is the value; None where it is none."""
        return self.main.value.id if isinstance(self.main.value, Reference) else None

    def times(self, qualifier: str) -> tuple[Time, ...]:
        """The times of a qualifier: P580 for the start, P582 for the end."""
        snaks = self.qualifiers.get(qualifier, ())
        return tuple(snak.value for snak in snaks if isinstance(snak.value, Time))


@dataclass(frozen=True, slots=True)
class Item:
    """An entity of Wikidata at a revision; None where the text, as one of a dump, does not give it."""

    id: str
    revision: int | None
    labels: Mapping[str, str]
    descriptions: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]]
    statements: Mapping[str, tuple[Statement, ...]]
    sitelinks: int  # how many pages of Wikimedia are about it

    def best(self, property: str) -> tuple[Statement, ...]:  # noqa: A002 - Wikidata's word
        """The statements of the best rank that there is; those that are deprecated are no statements."""
        kept = [statement for statement in self.statements.get(property, ()) if statement.rank != "deprecated"]
        preferred = [statement for statement in kept if statement.rank == "preferred"]
        return tuple(preferred or kept)

    def items(self, property: str) -> tuple[str, ...]:  # noqa: A002 - Wikidata's word
        """The ids that `best` says; without repetition, in their order."""
        return tuple(dict.fromkeys(s.item for s in self.best(property) if s.item is not None))

    def names(self, languages: Iterable[str] | None = None) -> Iterator[str]:
        """Its labels and aliases in these languages, or in all, each once; a label before the aliases."""
        among = dict.fromkeys([*self.labels, *self.aliases] if languages is None else languages)
        labels = [self.labels[language] for language in among if language in self.labels]
        yield from dict.fromkeys([*labels, *(a for language in among for a in self.aliases.get(language, ()))])


# -- The JSON, as far as it is read ------------------------------------------------------------------------------------


class _Term(msgspec.Struct):
    value: str


class _DataValue(msgspec.Struct):
    type: str
    value: msgspec.Raw


class _Snak(msgspec.Struct):
    snaktype: Kind
    property: str
    datavalue: _DataValue | None = None


class _Reference(msgspec.Struct):
    snaks: dict[str, list[_Snak]] = {}


class _Statement(msgspec.Struct):
    mainsnak: _Snak
    rank: Rank
    id: str = ""
    qualifiers: dict[str, list[_Snak]] | list[None] = {}
    references: list[_Reference] = []


class _Entity(msgspec.Struct):
    id: str
    lastrevid: int | None = None
    labels: dict[str, _Term] | list[None] = {}
    descriptions: dict[str, _Term] | list[None] = {}
    aliases: dict[str, list[_Term]] | list[None] = {}
    claims: dict[str, msgspec.Raw] | list[None] = {}
    sitelinks: dict[str, msgspec.Raw] | list[None] = {}


class _Sitelinks(msgspec.Struct):
    sitelinks: dict[str, msgspec.Raw] | list[None] = {}


class _EntityId(msgspec.Struct):
    id: str


class _TimeValue(msgspec.Struct):
    time: str
    precision: int
    calendarmodel: str = ""


class _Monolingual(msgspec.Struct):
    text: str
    language: str


class _QuantityValue(msgspec.Struct):
    amount: str
    unit: str = "1"


class _PointValue(msgspec.Struct):
    latitude: float
    longitude: float


_SITELINKS = msgspec.json.Decoder(_Sitelinks)
_ENTITY = msgspec.json.Decoder(_Entity)
_STATEMENTS = msgspec.json.Decoder(list[_Statement])
_DECODERS: Mapping[str, msgspec.json.Decoder[Any]] = {
    "wikibase-entityid": msgspec.json.Decoder(_EntityId),
    "time": msgspec.json.Decoder(_TimeValue),
    "string": msgspec.json.Decoder(str),
    "monolingualtext": msgspec.json.Decoder(_Monolingual),
    "quantity": msgspec.json.Decoder(_QuantityValue),
    "globecoordinate": msgspec.json.Decoder(_PointValue),
}


def read_item(text: bytes | msgspec.Raw, properties: Container[str] | None = None) -> Item:
    """An entity of wbgetentities, Special:EntityData or a dump's line; with the statements of these properties, or all.

    PHP writes an empty map as `[]`, which is read as such. Raises NotAnItemError where it is no entity, or where a
    value is not what its type says.
    """
    try:
        entity = _ENTITY.decode(text)
        if not _ID.match(entity.id):
            raise NotAnItemError(f"an entity has the id {entity.id!r}; expected one as Q42")
        return Item(
            id=entity.id,
            revision=entity.lastrevid,
            labels=_terms(entity.labels),
            descriptions=_terms(entity.descriptions),
            aliases={language: tuple(term.value for term in terms) for language, terms in _pairs(entity.aliases)},
            statements={
                name: tuple(map(_statement, _STATEMENTS.decode(statements)))
                for name, statements in _pairs(entity.claims)
                if properties is None or name in properties
            },
            sitelinks=len(entity.sitelinks),
        )
    except msgspec.DecodeError as error:
        raise NotAnItemError(f"no entity of Wikibase JSON: {error}") from error


def sitelinks(text: bytes) -> int:
    """How many sitelinks an entity has, for a tenth of the time that `read_item` takes; NotAnItemError as there."""
    try:
        return len(_SITELINKS.decode(text).sitelinks)
    except msgspec.DecodeError as error:
        raise NotAnItemError(f"no entity of Wikibase JSON: {error}") from error


def _pairs(found: dict[str, V] | list[None]) -> Iterable[tuple[str, V]]:
    return found.items() if isinstance(found, dict) else ()


def _terms(found: dict[str, _Term] | list[None]) -> dict[str, str]:
    return {language: term.value for language, term in _pairs(found)}


def _statement(found: _Statement) -> Statement:
    return Statement(
        id=found.id,
        rank=found.rank,
        main=_snak(found.mainsnak),
        qualifiers={name: tuple(map(_snak, snaks)) for name, snaks in _pairs(found.qualifiers)},
        references=tuple(
            tuple(_snak(snak) for snaks in reference.snaks.values() for snak in snaks) for reference in found.references
        ),
    )


def _snak(found: _Snak) -> Snak:
    return Snak(found.property, found.snaktype, None if found.datavalue is None else _value(found.datavalue))


def _value(found: _DataValue) -> Value | None:
    decoder = _DECODERS.get(found.type)
    if decoder is None:
        return None
    value = decoder.decode(found.value)
    if isinstance(value, _EntityId):
        return Reference(value.id)
    if isinstance(value, _TimeValue):
        return _time(value)
    if isinstance(value, _Monolingual):
        return Text(value.text, value.language)
    if isinstance(value, _QuantityValue):
        return Quantity(value.amount, None if value.unit == "1" else value.unit.rpartition("/")[2])
    if isinstance(value, _PointValue):
        return Point(value.latitude, value.longitude)
    return Text(value)


def _time(found: _TimeValue) -> Time:
    parts = _TIME.match(found.time)
    if parts is None:
        raise NotAnItemError(f"a time is {found.time!r}; expected one as +1952-10-07T00:00:00Z")
    sign, year, month, day = parts.groups()
    number = int(year) if sign == "+" else 1 - int(year)
    text = f"{'-' if number < 0 else ''}{abs(number):04}"
    # a month or a day of 00 is none, whatever the precision says
    if found.precision >= MONTH and month != "00":
        text += f"-{month}"
        if found.precision >= DAY and day != "00":
            text += f"-{day}"
    precision = (min(found.precision, YEAR), MONTH, DAY)[text.removeprefix("-").count("-")]
    return Time(text, precision, julian=found.calendarmodel == _JULIAN)
