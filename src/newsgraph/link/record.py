"""An item of the local index as few bytes: what names it, and the statements that tell it from others of its name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias, cast

import msgspec

from newsgraph.link.items import Item, Rank, Reference, Snak, Statement, Text, Time, Value

# Class and class above; country, capital, citizenship, place above; office, occupation, party, membership; born, died;
# jurisdiction of an office, its country; ISO code; inception, dissolution; and what it must not be taken for.
CONTEXT = frozenset(
    "P31 P279 P17 P36 P27 P131 P39 P106 P102 P463 P569 P570 P1001 P297 P571 P576 P1889 P22 P40 P108 P361".split()
)
QUALIFIERS = frozenset("P580 P582 P585 P642 P1366".split())

_RANKS: tuple[Rank, ...] = ("normal", "preferred")
_KINDS: tuple[Literal["value", "somevalue", "novalue"], ...] = ("value", "somevalue", "novalue")

# A value: the number of an item, a time as its text and its precision, or a text.
_Packed: TypeAlias = int | str | list[str | int] | None


class _Record(msgspec.Struct, array_like=True):
    revision: int | None
    sitelinks: int
    labels: dict[str, str]
    descriptions: dict[str, str]
    aliases: dict[str, list[str]]
    statements: list[list[Any]]  # property, rank, kind, value, then property and value of each qualifier


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Record)


def pack(item: Item, languages: Iterable[str]) -> bytes:
    """The record of an item: its terms in these languages, and of its statements those of CONTEXT.

    What is deprecated, and a value that is no item, no time and no text, is left out.
    """
    kept = tuple(languages)
    statements = (s for name in sorted(CONTEXT & item.statements.keys()) for s in item.statements[name])
    return _ENCODER.encode(
        _Record(
            item.revision,
            item.sitelinks,
            {language: item.labels[language] for language in kept if language in item.labels},
            {language: item.descriptions[language] for language in kept if language in item.descriptions},
            {language: list(item.aliases[language]) for language in kept if language in item.aliases},
            [_packed(statement) for statement in statements if statement.rank != "deprecated"],
        )
    )


def unpack(id_: str, record: bytes) -> Item:
    """The item of a record; its statements have no ids and no references."""
    found = _DECODER.decode(record)
    statements: dict[str, list[Statement]] = {}
    for packed in found.statements:
        statement = _statement(packed)
        statements.setdefault(statement.main.property, []).append(statement)
    return Item(
        id=id_,
        revision=found.revision,
        labels=found.labels,
        descriptions=found.descriptions,
        aliases={language: tuple(names) for language, names in found.aliases.items()},
        statements={name: tuple(values) for name, values in statements.items()},
        sitelinks=found.sitelinks,
    )


def _packed(statement: Statement) -> list[Any]:
    main = statement.main
    packed: list[Any] = [
        int(main.property[1:]),
        _RANKS.index(statement.rank),
        _KINDS.index(main.kind),
        _packed_value(main.value),
    ]
    for name in sorted(QUALIFIERS & statement.qualifiers.keys()):
        for snak in statement.qualifiers[name]:
            if (value := _packed_value(snak.value)) is not None:
                packed += (int(name[1:]), value)
    return packed


def _packed_value(value: Value | None) -> _Packed:
    if isinstance(value, Reference):
        return int(value.id[1:]) if value.id.startswith("Q") else None
    if isinstance(value, Time):
        return [value.text, -value.precision if value.julian else value.precision]
    return value.text if isinstance(value, Text) else None


def _statement(packed: list[Any]) -> Statement:
    number, rank, kind, value, *rest = packed
    qualifiers: dict[str, tuple[Snak, ...]] = {}
    for name, found in zip(rest[::2], rest[1::2], strict=True):
        snak = Snak(f"P{name}", "value", _value(found))
        qualifiers[snak.property] = (*qualifiers.get(snak.property, ()), snak)
    return Statement("", _RANKS[rank], Snak(f"P{number}", _KINDS[kind], _value(value)), qualifiers)


def _value(packed: _Packed) -> Value | None:
    if isinstance(packed, int):
        return Reference(f"Q{packed}")
    if isinstance(packed, list):
        text, precision = cast("tuple[str, int]", tuple(packed))
        return Time(text, abs(precision), julian=precision < 0)
    return None if packed is None else Text(packed)
