"""The link file: lines of SSSOM, one for each decision that was ever made, to the decision that holds.

https://mapping-commons.github.io/sssom/spec-formats-tsv/. The header is YAML behind `#`, and holds the map of prefixes;
then come tab-separated lines. The predicate of a line says what was decided of an entity of ours and an item:

    owl:sameAs        the entity is the item
    skos:closeMatch   the entity may be the item: in review
    owl:differentFrom the entity is not the item; and so is any predicate with the modifier Not

`sssom:NoTermFound` in the place of the item says that there is none. The file is only ever appended to, so a line is
undone by taking it away again, or by a later line that says otherwise.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote

from newsgraph import sinks, sources
from newsgraph.errors import LinkFileError, Place
from newsgraph.nearest import did_you_mean
from newsgraph.vocab import OWL, SEMAPV, SKOS, SSSOM, WIKIDATA_PREFIXES

SAME_AS, CLOSE_MATCH, DIFFERENT_FROM = "owl:sameAs", "skos:closeMatch", "owl:differentFrom"
PREDICATES = (SAME_AS, CLOSE_MATCH, DIFFERENT_FROM)

# https://mapping-commons.github.io/semantic-mapping-vocabulary/
BY_PERSON = "semapv:ManualMappingCuration"
BY_RULES = "semapv:CompositeMatching"

NO_TERM = "sssom:NoTermFound"

WIKIDATA = WIKIDATA_PREFIXES["wd"]
FILE = "links.sssom.tsv"

_LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"
_VOCABULARIES = {
    "owl": OWL,
    "semapv": SEMAPV,
    "skos": SKOS,
    "sssom": SSSOM,
    "wd": WIKIDATA,
}
_ITEM = re.compile(r"Q[1-9]\d*\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")

# A CURIE of SSSOM is ASCII: an IRI is written as the URI that it maps to, https://www.rfc-editor.org/rfc/rfc3987#section-3
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


@dataclass(frozen=True, slots=True)
class Link:
    """One decision: what `subject`, the IRI of an entity of ours, is to `object`.

    `object` is the id of an item, Q7747, or the IRI of another entity of ours; None where no item was found. `date` is
    the day of the decision, `author` the person who made it, `tool` the software that did. `comment` tells why.
    """

    subject: str
    object: str | None
    predicate: str = SAME_AS
    negated: bool = False
    justification: str = BY_RULES
    confidence: float | None = None
    date: str = ""
    author: str = ""
    tool: str = ""
    subject_label: str = ""
    object_label: str = ""
    comment: str = ""

    @property
    def by_person(self) -> bool:
        """Whether a person decided it, so that it wins against all that rules decide."""
        return self.justification == BY_PERSON

    @property
    def denies(self) -> bool:
        """Whether it says that the entity is not the item."""
        return self.object is not None and (self.negated or self.predicate == DIFFERENT_FROM)

    @property
    def accepts(self) -> bool:
        """Whether it says that the entity is the item."""
        return self.object is not None and not self.negated and self.predicate == SAME_AS


COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_label",
    "mapping_tool",
    "mapping_date",
    "confidence",
    "comment",
)
_REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")


@dataclass(frozen=True)
class LinkFile:
    """All lines of a link file, in their order, and the prefixes by which they are written.

    Of one entity the decisions of people come before those of rules, and of one rank the last line is the one that
    holds; but none holds whose item is denied, by a later line of its rank or by a person. Two entities of ours that
    are one are a decision of their own, beside that on the item.
    """

    lines: tuple[Link, ...] = ()
    prefixes: Mapping[str, str] = field(default_factory=lambda: dict(_VOCABULARIES))

    def decided(self, subject: str) -> Link | None:
        """The line on an entity's item that holds: it accepts one, leaves it in review, or says that there is none.

        None where no line says any of these. What is denied is in `denied`.
        """
        return self._decided.get(subject)

    def denied(self, subject: str) -> frozenset[str]:
        """What an entity is not: ids of items, and IRIs of entities of ours."""
        return _denied(self.of(subject))

    def of(self, subject: str) -> tuple[Link, ...]:
        """The lines of an entity, in their order."""
        return self._by_subject.get(subject, ())

    @property
    def subjects(self) -> tuple[str, ...]:
        """The entities that have lines, in the order of their first."""
        return tuple(self._by_subject)

    @cached_property
    def holding(self) -> tuple[Link, ...]:
        """The decisions that hold: at most one for each entity and its item, and for each two entities of ours."""
        return (*self._decided.values(), *self._identities)

    @property
    def denials(self) -> tuple[Link, ...]:
        """The lines that say of something what it is not."""
        return tuple(line for line in self.lines if line.denies)

    @property
    def superseded(self) -> tuple[Link, ...]:
        """The lines that decided something once, and do no more."""
        holding = {id(line) for line in self.holding}
        return tuple(line for line in self.lines if not line.denies and id(line) not in holding)

    @cached_property
    def _by_subject(self) -> Mapping[str, tuple[Link, ...]]:
        found: dict[str, list[Link]] = {}
        for line in self.lines:
            found.setdefault(line.subject, []).append(line)
        return {subject: tuple(lines) for subject, lines in found.items()}

    @cached_property
    def _decided(self) -> Mapping[str, Link]:
        found = (
            (subject, _holding([line for line in lines if line.object is None or is_item(line.object)]))
            for subject, lines in self._by_subject.items()
        )
        return {subject: line for subject, line in found if line is not None}

    @property
    def _identities(self) -> Iterator[Link]:
        """Of each two entities of ours the line that holds."""
        pairs: dict[tuple[str, str], list[Link]] = {}
        for line in self.lines:
            if line.object is not None and not is_item(line.object):
                pairs.setdefault((line.subject, line.object), []).append(line)
        yield from (line for line in map(_holding, pairs.values()) if line is not None)


def is_item(name: str) -> bool:
    """Whether it is the id of an item, and no IRI of an entity of ours."""
    return ":" not in name


def _holding(lines: Sequence[Link]) -> Link | None:
    """Of lines on one thing the one that holds; no earlier choice takes the place of one that is denied."""
    denied = _denied(lines)
    for by_person in (True, False):
        deciding = [line for line in lines if line.by_person is by_person and not line.denies]
        if deciding and deciding[-1].object not in denied:
            return deciding[-1]
    return None


def _denied(lines: Sequence[Link]) -> frozenset[str]:
    """Of the lines of one entity what is denied by the last of the highest rank that speaks of it."""
    last: dict[str, Link] = {}
    for line in lines:
        if line.object is not None:
            before = last.get(line.object)
            if before is None or line.by_person or not before.by_person:
                last[line.object] = line
    return frozenset(name for name, line in last.items() if line.denies)


# -- Reading -----------------------------------------------------------------------------------------------------------


def read(path: Path) -> LinkFile:
    """The link file at a path; one without lines where there is no file.

    Raises LinkFileError with file and line for a header that is no YAML, a prefix that it does not declare, a column
    that is missing, and a value that means nothing in its column.
    """
    return parse(sources.read_text(path, error=LinkFileError), str(path)) if path.exists() else LinkFile()


def parse(text: str, file: str = FILE) -> LinkFile:
    """The link file of a text; raises LinkFileError as `read` does."""
    header, body, first = _split(text)
    prefixes = _prefixes(header, file)
    rows = csv.reader(io.StringIO(body, newline=""), delimiter="\t", strict=True)
    try:
        columns = next(rows, list(COLUMNS))
        _check_columns(columns, Place(file, first))
        lines = []
        before = rows.line_num
        for row in rows:
            if any(row):
                lines.append(_link(row, columns, prefixes, Place(file, first + before)))
            before = rows.line_num
    except csv.Error as error:
        raise LinkFileError(f"no tab-separated lines: {error}", Place(file, first + rows.line_num - 1)) from error
    return LinkFile(tuple(lines), prefixes)


def _split(text: str) -> tuple[str, str, int]:
    """The YAML of the header, what follows it, and the line where that starts."""
    lines = text.splitlines(keepends=True)
    count = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(line[1:] for line in lines[:count]), "".join(lines[count:]), count + 1


def _prefixes(header: str, file: str) -> Mapping[str, str]:
    import yaml

    try:
        metadata = yaml.safe_load(header) or {}
    except yaml.YAMLError as error:
        raise LinkFileError(f"the header is no YAML: {' '.join(str(error).split())}", Place(file, 1)) from error
    found = metadata.get("curie_map", {}) if isinstance(metadata, dict) else None
    if not isinstance(found, dict) or not all(isinstance(part, str) for pair in found.items() for part in pair):
        raise LinkFileError("the header has no curie_map of prefixes and their IRIs", Place(file, 1))
    return {**_VOCABULARIES, **found}


def _check_columns(columns: Sequence[str], place: Place) -> None:
    for name in _REQUIRED:
        if name not in columns:
            raise LinkFileError(f"no column '{name}'{did_you_mean(name, columns)}", place)


def _link(row: Sequence[str], columns: Sequence[str], prefixes: Mapping[str, str], place: Place) -> Link:
    if len(row) != len(columns):
        raise LinkFileError(f"{len(row)} columns; expected {len(columns)}, as in the line of their names", place)
    values = dict(zip(columns, map(str.strip, row), strict=True))
    for name in _REQUIRED:
        if not values[name]:
            raise LinkFileError(f"nothing stands in '{name}'", place)
    predicate, modifier = values["predicate_id"], values.get("predicate_modifier", "")
    if predicate not in PREDICATES:
        raise LinkFileError(f"the predicate '{predicate}' decides nothing; there are: {', '.join(PREDICATES)}", place)
    if modifier not in ("", "Not"):
        raise LinkFileError(f"the modifier '{modifier}' is unknown; there is: Not", place)
    date = values.get("mapping_date", "")
    if date and not _DATE.match(date):
        raise LinkFileError(f"mapping_date is '{date}'; expected a day, as 2026-11-25", place)
    return Link(
        subject=_expanded(values["subject_id"], prefixes, place),
        object=None if values["object_id"] == NO_TERM else _object(values["object_id"], prefixes, place),
        predicate=predicate,
        negated=modifier == "Not",
        justification=values["mapping_justification"],
        confidence=_confidence(values.get("confidence", ""), place),
        date=date,
        author=values.get("author_label", ""),
        tool=values.get("mapping_tool", ""),
        subject_label=values.get("subject_label", ""),
        object_label=values.get("object_label", ""),
        comment=values.get("comment", ""),
    )


def _object(name: str, prefixes: Mapping[str, str], place: Place) -> str:
    """The id of an item, or the IRI of what is none."""
    iri = _expanded(name, prefixes, place)
    identifier = iri.removeprefix(WIKIDATA)
    if iri.startswith(WIKIDATA) and not _ITEM.match(identifier):
        raise LinkFileError(f"'{name}' is no item of Wikidata; expected one as wd:Q42", place)
    return identifier


def _expanded(curie: str, prefixes: Mapping[str, str], place: Place) -> str:
    prefix, colon, name = curie.partition(":")
    if not colon or prefix not in prefixes:
        hint = did_you_mean(prefix, prefixes) or f"; there are: {', '.join(prefixes)}"
        raise LinkFileError(f"the prefix of '{curie}' is not in curie_map{hint}", place)
    return prefixes[prefix] + _ENCODED.sub(lambda found: unquote(found[0]), name)


def _confidence(text: str, place: Place) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value <= 1:
        raise LinkFileError(f"confidence is '{text}'; expected a number from 0 to 1", place)
    return value


# -- Writing -----------------------------------------------------------------------------------------------------------


def append(path: Path, links: Iterable[Link], *, base: str) -> None:
    """Add lines to a link file, which is made where there is none; `base` is what the IRIs of our entities start with.

    Law: what stood there before is a prefix of what stands there then. Raises LinkFileError for a file that is none,
    or lacks a column or the prefix that a line needs; OutputError where it cannot be written.
    """
    before = sources.read_text(path, error=LinkFileError) if path.exists() else opening(base)
    sinks.write(path, appended(before, links, str(path)).encode())


def appended(text: str, links: Iterable[Link], file: str = FILE) -> str:
    """The text of a link file with lines added; raises LinkFileError as `append` does."""
    prefixes = parse(text, file).prefixes
    _, body, first = _split(text)
    columns = next(csv.reader(io.StringIO(body, newline=""), delimiter="\t"), None)
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter="\t", lineterminator="\n")
    if columns is None:
        columns = list(COLUMNS)
        writer.writerow(columns)
    for link in links:
        values = {name: value for name, value in _values(link, prefixes, file) if value}
        if missing := values.keys() - set(columns):
            message = f"no column {', '.join(sorted(missing))}, which a new line needs"
            raise LinkFileError(message, Place(file, first))
        writer.writerow([values.get(name, "") for name in columns])
    return text + ("" if not text or text.endswith("\n") else "\n") + written.getvalue()


def opening(base: str) -> str:
    """The header of a new link file, and the names of its columns."""
    header = (
        f"mapping_set_id: {json.dumps(base + 'links')}",
        "mapping_set_title: Entities of Newsgraph and their items of Wikidata",
        f"license: {_LICENSE}",
        "curie_map:",
        *(f"  {prefix}: {json.dumps(iri)}" for prefix, iri in sorted(prefixes_for(base).items())),
    )
    return "".join(f"#{line}\n" for line in header) + "\t".join(COLUMNS) + "\n"


def prefixes_for(base: str) -> Mapping[str, str]:
    """The prefixes of a new link file; `base` is what the IRIs of our entities start with."""
    return {**_VOCABULARIES, "id": base}


def _values(link: Link, prefixes: Mapping[str, str], file: str) -> Iterator[tuple[str, str]]:
    """The columns of a line; white space within a text is one space, so that each decision is one line."""
    yield "subject_id", curie(link.subject, prefixes, file)
    yield "subject_label", " ".join(link.subject_label.split())
    yield "predicate_id", link.predicate
    yield "predicate_modifier", "Not" if link.negated else ""
    yield "object_id", _object_curie(link.object, prefixes, file)
    yield "object_label", " ".join(link.object_label.split())
    yield "mapping_justification", link.justification
    yield "author_label", " ".join(link.author.split())
    yield "mapping_tool", " ".join(link.tool.split())
    yield "mapping_date", link.date
    yield "confidence", "" if link.confidence is None else str(link.confidence)
    yield "comment", " ".join(link.comment.split())


def _object_curie(name: str | None, prefixes: Mapping[str, str], file: str) -> str:
    if name is None:
        return NO_TERM
    return f"wd:{name}" if _ITEM.match(name) else curie(name, prefixes, file)


def curie(iri: str, prefixes: Mapping[str, str], file: str = FILE) -> str:
    """An IRI by the longest of the prefixes that it starts with; raises LinkFileError where none fits."""
    fitting = [prefix for prefix, start in prefixes.items() if start and iri.startswith(start) and iri != start]
    if not fitting:
        raise LinkFileError(f"no prefix of curie_map fits {iri}; add one to the header", Place(file, 1))
    prefix = max(fitting, key=lambda name: len(prefixes[name]))
    curie = f"{prefix}:{_NOT_ASCII.sub(lambda found: quote(found[0]), iri.removeprefix(prefixes[prefix]))}"
    if _expanded(curie, prefixes, Place(file)) != iri:
        raise LinkFileError(f"{iri} cannot be told from another when it is written: it is encoded already", Place(file))
    return curie
