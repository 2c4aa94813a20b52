"""Items and mentions of the hard set as values, and a catalogue that answers from them as Wikidata does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsgraph.errors import LookupFailedError
from newsgraph.link.items import Item, Reference, Snak, Statement, Text, Time
from newsgraph.link.names import fold, key
from newsgraph.link.subjects import Context, Office, Subject
from newsgraph.link.wikidata import Found

HARD = Path(__file__).parent / "hard"
BASE = "https://w3id.org/newsgraph/id/"


def stub(record: Mapping[str, Any]) -> Item:
    """A record of the hard set; a statement is an id, a date, a code, or an id with its start and end."""
    return Item(
        id=record["id"],
        revision=None,
        labels={"en": record["label"]},
        descriptions={"en": record.get("description", "")},
        aliases={"en": tuple(record.get("aliases", ()))},
        statements={
            name: tuple(_statement(name, value, record) for value in values)
            for name, values in record.get("claims", {}).items()
        },
        sitelinks=record.get("sitelinks", 0),
    )


def _statement(name: str, value: Any, record: Mapping[str, Any]) -> Statement:
    parts = {"value": value} if isinstance(value, str) else dict(value)
    main = Snak(name, "value", _value(parts.pop("value")))
    qualifiers = {key: (_qualifier(key, text),) for key, text in parts.items()}
    return Statement(f"{record['id']}${name}", "normal", main, qualifiers)


def _qualifier(name: str, text: str) -> Snak:
    return Snak(name, "somevalue") if text == "somevalue" else Snak(name, "value", _value(text))


def _value(text: str) -> Reference | Time | Text:
    if text.startswith("Q") and text[1:].isdecimal():
        return Reference(text)
    return Time(text, 9 + text.count("-")) if text[0].isdecimal() else Text(text)


class Stubs:
    """Wikidata as far as the stubs go: a name finds those with a label or alias that starts with it."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = {item.id: item for item in items}

    def search(self, name: str, language: str) -> tuple[str, ...]:  # noqa: ARG002 - as Wikidata's
        start = fold(name)
        found = [item for item in self._items.values() if any(fold(other).startswith(start) for other in item.names())]
        return tuple(item.id for item in sorted(found, key=lambda item: -item.sitelinks)[:20])

    def items(self, ids: Iterable[str]) -> Mapping[str, Found]:
        wanted = tuple(ids)
        for name in wanted:
            if name not in self._items:
                raise LookupFailedError(f"{name} is no stub")
        return {name: self._items[name] for name in wanted}


class StubIndex:
    """A local index of the stubs: a name finds those that have it in some spelling."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = {item.id: item for item in items}
        self._keys = {item.id: set(map(key, item.names())) for item in self._items.values()}

    def search(self, name: str) -> tuple[str, ...]:
        found = [item for item in self._items.values() if key(name) in self._keys[item.id]]
        return tuple(item.id for item in sorted(found, key=lambda item: -item.sitelinks))

    def item(self, id_: str) -> Item | None:
        return self._items.get(id_)

    def above(self, class_: str) -> tuple[str, ...]:  # noqa: ARG002 - as the index's
        return ()


@dataclass(frozen=True)
class Mention:
    """One mention: the subject, the others of its article, and the item that it is."""

    id: str
    kind: str
    subject: Subject
    others: tuple[Subject, ...]
    gold: str | None


def mentions(half: str) -> list[Mention]:
    lines = (HARD / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_mention(json.loads(line)) for line in lines]


def items() -> list[Item]:
    return [stub(json.loads(line)) for line in (HARD / "items.jsonl").read_text(encoding="utf-8").splitlines()]


def _mention(record: Mapping[str, Any]) -> Mention:
    article = f"{BASE}article/{record['id']}"
    iri = f"{article}/it" if record["local"] else f"{BASE}it"
    entities = [(_iri(other[0], other[1]), *other) for other in record["others"]]
    around = tuple(name for name, *_ in entities)
    offices = tuple(Office(title, None if of is None else _iri(*of.split(":"))) for title, of in record["offices"])
    context = Context(article, record["date"], offices, record["acts"], around)
    subject = Subject(iri, record["type"], record["name"], (context,), record["local"])
    others = tuple(
        Subject(
            name,
            kind,
            label,
            (
                Context(
                    article,
                    record["date"],
                    tuple(
                        Office(title, None if of is None else _iri(*of.split(":"))) for title, of in (held or [[]])[0]
                    )
                    if held
                    else (),
                    None,
                    (iri, *(other for other in around if other != name)),
                ),
            ),
            local=record["local"] and label == record["name"],
        )
        for name, kind, label, *held in entities
    )
    return Mention(record["id"], record["kind"], subject, others, record["gold"])


def _iri(kind: str, name: str) -> str:
    return f"{BASE}{kind.lower()}/{fold(name).replace(' ', '-')}"
