"""Tables of countries, places and organizations to a table that finds their names in tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsgraph.errors import Place, RuleError
from newsgraph.extract.rulefile import nearest
from newsgraph.extract.tokens import Token, tokenize
from newsgraph.tables import read_rows, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsgraph.facts import EntityType

COLUMNS = {
    "countries": ("name", "iso", "aliases", "adjectives", "demonyms", "capital", "metonyms"),
    "places": ("name", "country", "aliases"),
    "organizations": ("name", "kind", "country", "aliases"),
}
# what an ambiguous name means without context: nothing that this table could give
_NO_DEFAULT = ("", "Word", "Person")
_ABBREVIATIONS = frozenset({"st", "no", "mt", "ft"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name may stand for: `kind` is name, adjective, demonym, capital or metonym.

    `sort` is an organization's kind: alliance, bloc, company.
    A capital stands for its country's government or for the place `place`; a metonym ("the Kremlin") for the country.
    """

    type: EntityType
    name: str
    kind: str = "name"
    place: str | None = None
    country: str | None = None
    sort: str = ""


class Match(NamedTuple):
    """A name of one or more tokens; `ambiguous` where it means nothing certain without context: "Georgia", "Bath".

    `person` where it may be a person's: "Jordan".
    """

    length: int
    entry: Entry
    ambiguous: bool
    person: bool
    words: tuple[str, ...]


class Gazetteer:
    """Names in the order of their words; the longest one wins."""

    def __init__(
        self,
        names: Mapping[tuple[str, ...], Entry],
        given_names: frozenset[str],
        readings: Mapping[tuple[str, ...], tuple[str, ...]],
        ambiguous: frozenset[tuple[str, ...]],
        codes: Mapping[str, str],
    ) -> None:
        self._single: dict[str, Match] = {}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], Match]]]] = {}  # by the first two words
        for words in sorted(names, key=len, reverse=True):
            person = len(words) == 1 and "Person" in readings.get(words, ())
            match = Match(len(words), names[words], words in ambiguous, person, words)
            if len(words) == 1:
                self._single[words[0]] = match
            else:
                self._longer.setdefault(words[0], {}).setdefault(words[1], []).append((words, match))
        self.given_names = given_names
        self.capitals = {e.name: e.place for e in names.values() if e.kind == "capital" and e.place is not None}
        self.codes = codes
        states = {code: name for name, code in codes.items()}
        self.states = {
            e.name: states[e.country] for e in names.values() if e.sort == "government" and e.country in states
        }
        self._size = len(names)
        self._readings = readings
        self._organizations = {entry.name: entry for entry in names.values() if entry.type == "Organization"}

    @classmethod
    def load(cls, tables: Mapping[str, str]) -> Gazetteer:
        """Read tables by file name ("countries.tsv" or a path that ends so); tab-separated, with a header line.

        Raises RuleError with file and line for a missing column, a row of another width, or an unknown table.
        """
        names: dict[tuple[str, ...], Entry] = {}
        given: set[str] = set()
        ambiguous: set[tuple[str, ...]] = set()
        readings: dict[tuple[str, ...], tuple[str, ...]] = {}
        codes: dict[str, str] = {}
        for file, text in sorted(tables.items(), key=lambda item: _order(item[0])):
            stem = _stem(file)
            if stem in COLUMNS:
                for row in read_rows(file, text, COLUMNS[stem]):
                    if stem == "countries":
                        codes[row["name"]] = row["iso"]
                    for phrase, entry in _ENTRIES[stem](row):
                        words = _words(phrase)
                        if words:
                            names.setdefault(words, entry)
            elif stem == "given_names":
                given.update(row["name"] for row in read_rows(file, text, ("name",)))
            elif stem == "ambiguous":
                rows = list(read_rows(file, text, ("name", "readings", "default")))
                given.update(row["name"] for row in rows if "Person" in row["readings"].split("|"))
                readings.update((_words(row["name"]), tuple(values_of(row["readings"]))) for row in rows)
                ambiguous.update(_words(row["name"]) for row in rows if row["default"] in _NO_DEFAULT)
            else:
                known = (*COLUMNS, "given_names", "ambiguous")
                raise RuleError(f"the gazetteer has no table '{stem}'{nearest(stem, known)}", Place(file))
        if not any(_stem(file) == "countries" for file in tables):
            raise RuleError(
                "the gazetteer has no table 'countries': without it no government is known", Place("gazetteer")
            )
        return cls(names, frozenset(given), readings, frozenset(ambiguous), codes)

    def match(self, tokens: list[Token], i: int) -> Match | None:
        """The longest name that starts at token i."""
        first = tokens[i].norm
        longer = self._longer.get(first)
        if longer is not None and i + 1 < len(tokens):
            for words, match in longer.get(tokens[i + 1].norm, ()):
                if match.length == 2 or words == tuple([token.norm for token in tokens[i : i + match.length]]):
                    return match
        return self._single.get(first)

    def organizations(self, words: tuple[str, ...]) -> tuple[Entry, ...]:
        """The organizations that an ambiguous name may mean."""
        names = (reading.removeprefix("Organization:") for reading in self._readings.get(words, ()))
        return tuple(self._organizations[name] for name in names if name in self._organizations)

    def part_of(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The codes of the countries that have a place of that ambiguous name."""
        found = self._readings.get(words, ())
        return tuple(reading.removeprefix("Place:") for reading in found if reading.startswith("Place:"))

    def __len__(self) -> int:
        return self._size


def _stem(file: str) -> str:
    return file.rsplit("/", 1)[-1].removesuffix(".tsv")


def _order(file: str) -> tuple[int, str]:
    stem = _stem(file)
    return (list(COLUMNS).index(stem) if stem in COLUMNS else len(COLUMNS), file)


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(token.norm for token in tokenize(phrase, 0, len(phrase), _ABBREVIATIONS))


def _country(row: dict[str, str]) -> Iterator[tuple[str, Entry]]:
    name = row["name"]
    for phrase in (name, *values_of(row["aliases"])):
        yield phrase, Entry("Country", name)
    for phrase in values_of(row["adjectives"]):
        yield phrase, Entry("Country", name, "adjective")
    for phrase in values_of(row["demonyms"]):
        yield phrase, Entry("Country", name, "demonym")
    for phrase in values_of(row["capital"]):
        yield phrase, Entry("Country", name, "capital", place=phrase)
    for phrase in values_of(row["metonyms"]):
        yield phrase, Entry("Country", name, "metonym")


def _place(row: dict[str, str]) -> Iterator[tuple[str, Entry]]:
    for phrase in (row["name"], *values_of(row["aliases"])):
        yield phrase, Entry("Place", row["name"], country=row["country"] or None)


def _organization(row: dict[str, str]) -> Iterator[tuple[str, Entry]]:
    for phrase in (row["name"], *values_of(row["aliases"])):
        yield phrase, Entry("Organization", row["name"], country=row["country"] or None, sort=row["kind"])


_ENTRIES = {"countries": _country, "places": _place, "organizations": _organization}
