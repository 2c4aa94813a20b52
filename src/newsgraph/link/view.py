"""Items of Wikidata to the statement view: a row for each statement, the logical source of mapping/rdf/wikidata.yml.

Wikidata's JSON keeps the value of a statement, its rank and its qualifiers in places that no iterator reaches at once,
and a time with digits that it does not know. A row has them side by side:

    item           one record: key, id, revision, graph, about, page, run, labels[*] {item, text, language}
    statements.P[*]
                   by property: item (key), id, revision, key, property, rank (Preferred, Normal), best (BestRank),
                   truthOf (the item's key where best), kind (value, somevalue, novalue), value {item, text,
                   monolingual {text, language}, day, month, year}, precision, unknown, none, points[*], starts[*],
                   ends[*] {day, month, year}, references[*] {key, snaks[*] {reference, property, value}}
    run            key, page, configuration, agent {key, name, version}

Statements that are deprecated are none. Those of the best rank are what the item says at all; the others are what it
said of other times. A day is one of the Gregorian calendar; a time that XSD cannot say as precisely as it is known,
such as a century, has a precision and no day, month and year. `unknown` is a label for a value that there is and that
nobody knows (somevalue), `none` the property that has no value (novalue). Every record has all its keys; what is not
known is null or an empty list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from newsgraph import __version__
from newsgraph.link.items import DAY, YEAR, Item, Reference, Snak, Statement, Text, Time, Value
from newsgraph.link.sssom import WIKIDATA

Record: TypeAlias = dict[str, Any]

SOURCE = "wikidata.json"

_POINT, _START, _END = "P585", "P580", "P582"


def records(
    item: Item, *, base: str, key_of: Callable[[str], str], languages: Sequence[str], configuration: str
) -> Record:
    """The records of one item; `key_of` gives the IRI that stands for the item of an id, which may be one of ours.

    `languages` are those of the labels, `configuration` the digest of what the rows are mapped by.
    """
    revision = "" if item.revision is None else f"/{item.revision}"
    page = f"https://www.wikidata.org/wiki/Special:EntityData/{item.id}"
    if item.revision is not None:
        page += f"?revision={item.revision}"
    run = f"{base}run/{configuration[:16]}"
    best = {statement.id for name in item.statements for statement in item.best(name)}
    return {
        "item": {
            "key": key_of(item.id),
            "id": item.id,
            "revision": item.revision,
            "graph": f"{base}wikidata/{item.id}{revision}",
            "about": WIKIDATA + item.id,
            "page": page,
            "run": run,
            "labels": [
                {"item": key_of(item.id), "text": item.labels[language], "language": language}
                for language in languages
                if language in item.labels
            ],
        },
        "statements": {
            name: [
                _row(item, statement, best=statement.id in best, base=base, key_of=key_of)
                for statement in statements
                if statement.rank != "deprecated"
            ]
            for name, statements in item.statements.items()
        },
        "run": {
            "key": run,
            "page": page,
            "configuration": configuration,
            "agent": {
                "key": f"{base}software/newsgraph-{__version__}",
                "name": "Newsgraph",
                "version": __version__,
            },
        },
    }


def exemplar() -> Record:
    """Records in which every key is there: what a mapping may name. They have a class and an id of an authority."""
    time = Snak("P585", "value", Time("2000-01-01", DAY))
    times = dict.fromkeys((_POINT, _START, _END), (time,))
    item = Item(
        id="Q1",
        revision=1,
        labels={"en": "x"},
        descriptions={},
        aliases={},
        statements={
            "P31": (Statement("Q1$1", "normal", Snak("P31", "value", Reference("Q2")), times, ((time,),)),),
            "P214": (Statement("Q1$2", "normal", Snak("P214", "value", Text("x")), {}),),
        },
        sitelinks=0,
    )
    base = "https://example.org/"
    return records(item, base=base, key_of=lambda name: WIKIDATA + name, languages=("en",), configuration="0" * 16)


def left_out(item: Item, properties: Iterable[str]) -> Iterator[str]:
    """What the view of an item cannot say of these properties, a line each: a value of another type, an open time."""
    for name in properties:
        for statement in item.statements.get(name, ()):
            value = statement.main.value
            if statement.rank == "deprecated" or statement.main.kind != "value":
                continue
            if isinstance(value, Time) and dated(value) is None:
                yield f"{item.id} {name}: {value.text} is a time of precision {value.precision}, which XSD cannot say"
            elif not isinstance(value, Reference | Time | Text):
                yield f"{item.id} {name}: a value of this type is not read"


def dated(time: Time) -> str | None:
    """A time as a date, month or year of XSD, in the Gregorian calendar; None where it cannot be said as known.

    https://www.w3.org/TR/xmlschema11-2/#date. A month of the Julian calendar is no month of the Gregorian one, so of
    such a time the year is told.
    """
    if not time.is_dated:
        return None
    if not time.julian or time.precision == YEAR:
        return time.text
    year, month, *days = time.text.removeprefix("-").split("-")
    if not days:
        return f"{'-' if time.text.startswith('-') else ''}{year}"
    return _gregorian(-int(year) if time.text.startswith("-") else int(year), int(month), int(days[0]))


def _gregorian(year: int, month: int, day: int) -> str:
    """The day of the Gregorian calendar that a day of the Julian one is, by its Julian day number."""
    shifted = (14 - month) // 12
    years, months = year + 4800 - shifted, month + 12 * shifted - 3
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    rest = number + 32044
    centuries = (4 * rest + 3) // 146097
    rest -= 146097 * centuries // 4
    years = (4 * rest + 3) // 1461
    rest -= 1461 * years // 4
    months = (5 * rest + 2) // 153
    found = 100 * centuries + years - 4800 + months // 10
    sign = "-" if found < 0 else ""
    return f"{sign}{abs(found):04}-{months + 3 - 12 * (months // 10):02}-{rest - (153 * months + 2) // 5 + 1:02}"


def _row(item: Item, statement: Statement, *, best: bool, base: str, key_of: Callable[[str], str]) -> Record:
    main = statement.main
    key = statement_iri(statement)
    value = main.value
    return {
        "item": key_of(item.id),
        "id": item.id,
        "revision": item.revision,
        "key": key,
        "property": main.property,
        "rank": statement.rank.capitalize(),
        "best": "BestRank" if best else None,
        "truthOf": key_of(item.id) if best else None,
        "kind": main.kind,
        "value": _value(value, key_of),
        "precision": value.precision if isinstance(value, Time) else None,
        "unknown": hashlib.sha256(key.encode()).hexdigest()[:16] if main.kind == "somevalue" else None,
        "none": main.property if main.kind == "novalue" else None,
        "points": [_dates(time) for time in statement.times(_POINT)],
        "starts": [_dates(time) for time in statement.times(_START)],
        "ends": [_dates(time) for time in statement.times(_END)],
        "references": [_reference(snaks, base, key_of) for snaks in statement.references],
    }


def statement_iri(statement: Statement) -> str:
    """The IRI of a statement, https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format#Statement_types."""
    return f"{WIKIDATA}statement/{statement.id.replace('$', '-', 1)}"


def _value(value: Value | None, key_of: Callable[[str], str]) -> Record:
    text = value if isinstance(value, Text) else None
    dates = _dates(value) if isinstance(value, Time) else _dates(None)
    return {
        "item": key_of(value.id) if isinstance(value, Reference) else None,
        "text": text.text if text is not None and text.language is None else None,
        "monolingual": {"text": text.text, "language": text.language}
        if text is not None and text.language is not None
        else {"text": None, "language": None},
        **dates,
    }


def _dates(time: Time | None) -> Record:
    """A time by its precision: 2024-09-04 fills day, 2024-09 month, 2024 year."""
    text = None if time is None else dated(time)
    filled = None if text is None else ("year", "month", "day")[text.removeprefix("-").count("-")]
    return {name: text if name == filled else None for name in ("day", "month", "year")}


def _reference(snaks: Sequence[Snak], base: str, key_of: Callable[[str], str]) -> Record:
    """A reference; those that say the same have one key, in whatever order they say it."""
    parts = sorted(f"{snak.property}\x1f{snak.kind}\x1f{snak.value!r}" for snak in snaks)
    key = f"{base}wikidata/reference/{hashlib.sha256(chr(30).join(parts).encode()).hexdigest()[:16]}"
    return {
        "key": key,
        "snaks": [{"reference": key, "property": snak.property, "value": _value(snak.value, key_of)} for snak in snaks],
    }
