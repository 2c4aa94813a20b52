"""ninjs, the IPTC's news in JSON, in all its versions from 1.0 to 3.x, to articles.

The version is told by the keys, for IPTC's own examples break their schemas: 1.x has `headline` and a `body_...` for
each form of the text, 2.x has `headlines` and `bodies`, 3.x writes their fellows in camel case (`versionCreated`).
Keys are compared in lower case, so that one reader reads all.

An agency's interface often wraps items in an answer of its own: {"data": {"item": {...}}}. Such items are found.

https://iptc.org/std/ninjs/
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from newsgraph.errors import ArticleError, Place
from newsgraph.news import text
from newsgraph.news.reading import Given, Read, assemble

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | float | bool | None"

_BODY = re.compile(r"body_\w+|bodies")
_MARKS = frozenset(
    (
        "headline headlines firstcreated versioncreated contentcreated representationtype pubstatus byline "
        "descriptions eventdetails bodies renditions"
    ).split()
)
_MARK_IN_TEXT = re.compile(rf'"(?:body_\w+|{"|".join(sorted(_MARKS))})"\s*:', re.IGNORECASE)
_DEEPEST = 4  # of an item in the answer of an interface
_WITHOUT_TEXT = frozenset(("animation audio component event graphic image photo picture planning video").split())
_NOT_THE_TEXT = frozenset({"abstract", "caption", "headline", "script", "summary", "teaser", "title"})
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
_MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_IS_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a document: its JSON, and why it is no article, where it says that it is none."""

    content: bytes
    other: str = ""


def is_item(value: Mapping[str, Json]) -> bool:
    """Whether an object is a ninjs item; a schema of ninjs, where objects stand for texts, holds none."""
    item = {key.lower(): member for key, member in value.items()}
    if any(_BODY.fullmatch(key) and isinstance(member, str | list) for key, member in item.items()):
        return True
    return isinstance(item.get("uri"), str) and not _MARKS.isdisjoint(item)


def may_be_items(content: bytes) -> bool:
    """Whether a document that does not parse has the keys of ninjs."""
    return _MARK_IN_TEXT.search(content.decode("utf-8", "replace")) is not None


def parse(content: bytes, file: str, *, line: int = 1) -> Json:
    """The JSON document that starts on this line; raises ArticleError with line and column where it is none."""
    document = text.decode(content, file)
    try:
        value: Json = json.loads(document)
    except json.JSONDecodeError as error:
        place = Place(file, line + error.lineno - 1, error.colno)
        raise ArticleError(f"this is no JSON document: {error.msg.lower()}", place) from error
    except (RecursionError, ValueError) as error:  # as for a number of 5,000 digits
        raise ArticleError("this JSON is nested too deep, or a number in it is too long", Place(file, line)) from error
    return value


def items(value: Json) -> tuple[Item, ...]:
    """The items of a document, in their order; none where it is no ninjs."""
    return tuple(
        Item(json.dumps(found, ensure_ascii=False).encode("utf-8", "backslashreplace"), _other(found))
        for found in _found(value, _DEEPEST)
    )


def read(content: bytes, *, file: str, given: Given) -> Read:
    """The article of a document with one item.

    Raises ArticleError, with line and column where it does not parse, for what is no item or has no text.
    """
    found = list(_found(parse(content, file, line=given.line or 1), _DEEPEST))
    place = Place(file, given.line)
    if not found:
        message = "this JSON is neither ninjs (expected a uri with headlines, bodies or body_text) nor facts"
        raise ArticleError(message, place)
    item = {key.lower(): value for key, value in found[0].items()}
    if other := _other(found[0]):
        raise ArticleError(f"this is ninjs for {other}, which is no article", place)
    if _string(item, "pubstatus").lower() in _WITHDRAWN:
        raise ArticleError(f"this article is {_string(item, 'pubstatus')} by its agency, and so is not read", place)
    paragraphs = _paragraphs(item, place)
    if not paragraphs:
        raise ArticleError("this ninjs item has no text; expected bodies, body_text or body_xhtml", place)
    return assemble(
        paragraphs,
        place,
        given,
        headline=_headline(item, place),
        byline=_string(item, "byline") or _string(item, "by") or _names(item),
        url=_string(item, "uri"),
        dates=[_string(item, key) for key in ("contentcreated", "versioncreated", "firstcreated")],
        languages=[_string(item, "language")],
    )


def _found(value: Json, depth: int) -> Iterator[Mapping[str, Json]]:
    if isinstance(value, Mapping):
        if is_item(value):
            yield value
            return
        value = list(value.values())
    if isinstance(value, list) and depth:
        for inner in value:
            yield from _found(inner, depth - 1)


def _other(item: Mapping[str, Json]) -> str:
    """What an item is that says that it is no text."""
    keys = {key.lower(): value for key, value in item.items()}
    kind = _string(keys, "type").lower()
    if kind in _WITHOUT_TEXT:
        return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
    return "an event" if "eventdetails" in keys and not "".join(_forms(keys)).strip() else ""


def _headline(item: Mapping[str, Json], place: Place) -> str:
    keys = ("headline", "headline_main", *sorted(key for key in item if key.startswith("headline_")), "title")
    several = item.get("headlines")
    values = [entry for entry in several if isinstance(entry, Mapping)] if isinstance(several, list) else []
    values.sort(key=lambda entry: _string(entry, "role") not in ("main", ""))
    texts = (*(_string(entry, "value") for entry in values), *(_string(item, key) for key in keys))
    return next((" ".join(_texts(found, place)) for found in texts if found.strip()), "")


def _names(item: Mapping[str, Json]) -> str:
    """The names of those from whom the article is."""
    sources = item.get("infosources", item.get("infosource"))
    found = sources if isinstance(sources, list) else [sources]
    return ", ".join(filter(None, (_string(entry, "name") for entry in found if isinstance(entry, Mapping))))


def _paragraphs(item: Mapping[str, Json], place: Place) -> list[str]:
    """The text in the form that has its paragraphs: markup with several, else plain text, else what there is."""
    forms = [form for form in _forms(item) if form.strip()]
    marked = [form for form in forms if _MARKUP.search(form)]
    best = next(
        (form for form in marked if len(_IS_PARAGRAPH.findall(form)) > 1 and len(_texts(form, place)) > 1), None
    )
    plain = next((form for form in forms if form not in marked), None)
    return _texts(best or plain or next(iter(marked), ""), place)


def _forms(item: Mapping[str, Json]) -> Iterator[str]:
    several = item.get("bodies")
    for entry in several if isinstance(several, list) else ():
        if isinstance(entry, Mapping) and _string(entry, "role").lower() not in _NOT_THE_TEXT:
            yield _string(entry, "value")
    for key in item:
        if key.startswith("body_") and key.removeprefix("body_") not in _NOT_THE_TEXT:
            yield _string(item, key)


def _texts(form: str, place: Place) -> list[str]:
    """The paragraphs of markup or of plain text."""
    from newsgraph.news import markup  # lxml, which plain text does without

    return markup.fragment(form, place) if _MARKUP.search(form) else text.paragraphs(form)


def _string(item: Mapping[str, Json], key: str) -> str:
    """A member that is a text; else nothing. Keys of entries are compared in lower case, as those of items are."""
    value = item.get(key)
    return value if isinstance(value, str) else ""
