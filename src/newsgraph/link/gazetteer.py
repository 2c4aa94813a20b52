"""The gazetteer's tables to what a link needs of them: rows by their names, with ids of items that were verified.

An id stands in a table only where a person has compared the item with the row, so a row with an id vouches for the
item's class, and for a country by its ISO code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from newsgraph.link.names import fold
from newsgraph.tables import read_rows, values_of

# What a place is called to tell it from a smaller one of its name.
_REGIONS = ("state", "province", "region", "oblast", "county", "district", "governorate", "prefecture", "department")
_TABLES = {"countries": "Country", "places": "Place", "organizations": "Organization"}


@dataclass(frozen=True, slots=True)
class Row:
    """A country, place or organization. `country` is an ISO code, a country's own; `kind` is an organization's."""

    type: str
    name: str
    country: str
    item: str | None
    kind: str = ""
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capital: str = ""
    metonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """All rows, and what the names mean that have several readings: Country:GE, Place:US, Person, Word.

    `defaults` are the ISO codes of the readings that the news takes without a context; `words` the names that may be
    common words, and that it takes for no entity without one.
    """

    rows: tuple[Row, ...] = ()
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()

    @classmethod
    def load(cls, tables: Mapping[str, str]) -> Gazetteer:
        """Read the tables by file name; raises RuleError with file and line where one is wrong."""
        rows: list[Row] = []
        ambiguous: dict[str, tuple[str, ...]] = {}
        defaults: dict[str, str] = {}
        words: set[str] = set()
        for file, text in sorted(tables.items()):
            stem = file.rpartition("/")[2].removesuffix(".tsv")
            if stem in _TABLES:
                rows += (_row(_TABLES[stem], cells) for cells in read_rows(file, text, ("name",)))
            elif stem == "ambiguous":
                for cells in read_rows(file, text, ("name", "readings")):
                    known = ambiguous.get(fold(cells["name"]), ())  # Cordoba and Córdoba
                    ambiguous[fold(cells["name"])] = tuple(dict.fromkeys([*known, *values_of(cells["readings"])]))
                    if "Word" in values_of(cells["readings"]) and not cells.get("default"):
                        words.add(fold(cells["name"]))
                    kind, _, code = cells.get("default", "").partition(":")
                    if kind in ("Country", "Place") and code:
                        defaults[fold(cells["name"])] = code
        return cls(tuple(rows), ambiguous, defaults, frozenset(words))

    def named(self, type: str, name: str) -> tuple[Row, ...]:  # noqa: A002 - the word of the ontology
        """The rows of that type with that name or alias; those whose own name it is come first."""
        found = self._by_name.get((type, fold(name)), ())
        return tuple(sorted(found, key=lambda row: fold(row.name) != fold(name)))

    def countries(self, codes: Iterable[str]) -> frozenset[str]:
        """The items of the countries with these ISO codes."""
        items = (self._by_code.get(code) for code in codes)
        return frozenset(row.item for row in items if row is not None and row.item is not None)

    def code(self, item: str) -> str | None:
        """The ISO code of the country whose item it is."""
        return self._by_item.get(item)

    def readings(self, name: str) -> tuple[str, ...]:
        """The places and countries that a name of several readings may mean, as Country:GE or Place:US."""
        return tuple(r for r in self.ambiguous.get(fold(name), ()) if r.startswith(("Country:", "Place:")))

    def namesakes(self, name: str) -> frozenset[str]:
        """The ISO codes of where places are that have the name, an alias that is it, or a name that begins with it."""
        return self._places_by_start.get(fold(name), frozenset())

    def kin(self, name: str, codes: Iterable[str]) -> tuple[str, ...]:
        """The places of these countries that have the name with a word for what they are: Washington state."""
        folded = fold(name)
        named = {form for kind in _REGIONS for form in (f"{folded} {kind}", f"{kind} of {folded}")}
        rows = (row for form in sorted(named) for row in self._by_name.get(("Place", form), ()))
        among = frozenset(codes)
        return tuple(dict.fromkeys(row.name for row in rows if row.country in among and fold(row.name) != folded))

    def region(self, name: str) -> str | None:
        """What a region is called without the word for what it is: Washington state, Province of Alberta."""
        words = fold(name).split()
        if len(words) > 1 and words[-1] in _REGIONS:
            return " ".join(words[:-1])
        return " ".join(words[2:]) if len(words) > 2 and words[0] in _REGIONS and words[1] == "of" else None

    def codes_of_form(self, name: str) -> frozenset[str]:
        """The ISO codes of where a place is by a longer form of its name: an alias, or the name of what it lies in.

        So Paris, Texas is in the country of Texas, and Washington, D.C. is an alias.
        """
        _, comma, region = name.rpartition(",")
        rows = [*self.named("Place", name), *(self.named("Place", region) if comma else ())]
        rows += self.named("Country", region) if comma else ()
        codes = frozenset(row.country for row in rows)
        return codes if len(codes) == 1 else frozenset()

    def is_word(self, name: str) -> bool:
        """Whether the name may be a common word, and the news means nothing else by it."""
        return fold(name) in self.words

    def default(self, name: str) -> str | None:
        """The ISO code of the country or place that the news means by a name of several readings; None without one."""
        return self.defaults.get(fold(name))

    def is_metonym(self, type: str, name: str) -> bool:  # noqa: A002 - the word of the ontology
        """Whether the news uses a name for a country's government: a palace, or a capital that is called no place."""
        folded = fold(name)
        return folded in self._palaces or (type != "Place" and folded in self._capitals)

    def without_countries(self, text: str) -> tuple[str, frozenset[str]]:
        """Folded words without the names and adjectives of countries, and the items of those countries."""
        words = fold(text).split()
        kept: list[str] = []
        found: set[str] = set()
        position = 0
        while position < len(words):
            for length in range(min(self._longest, len(words) - position), 0, -1):
                row = self._phrases.get(" ".join(words[position : position + length]))
                if row is not None and row.item is not None:
                    found.add(row.item)
                    position += length
                    break
            else:
                kept.append(words[position])
                position += 1
        return " ".join(kept), frozenset(found)

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], tuple[Row, ...]]:
        found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows:
            for name in dict.fromkeys(map(fold, row.names)):
                found[row.type, name].append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def _places_by_start(self) -> Mapping[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.rows:
            for name in map(fold, row.names if row.type == "Place" else ()):
                words = name.split()
                for end in range(1, len(words) + 1):
                    found[" ".join(words[:end])].add(row.country)
        return {start: frozenset(codes) for start, codes in found.items()}

    @cached_property
    def _by_code(self) -> Mapping[str, Row]:
        return {row.country: row for row in self.rows if row.type == "Country"}

    @cached_property
    def _by_item(self) -> Mapping[str, str]:
        return {row.item: row.country for row in self.rows if row.type == "Country" and row.item is not None}

    @cached_property
    def _phrases(self) -> Mapping[str, Row]:
        countries = [row for row in self.rows if row.type == "Country"]
        return {fold(name): row for row in countries for name in (*row.names, *row.adjectives)}

    @cached_property
    def _longest(self) -> int:
        return max((name.count(" ") + 1 for name in self._phrases), default=0)

    @cached_property
    def _palaces(self) -> frozenset[str]:
        return frozenset(fold(name) for row in self.rows for name in row.metonyms)

    @cached_property
    def _capitals(self) -> frozenset[str]:
        return frozenset(fold(row.capital) for row in self.rows if row.capital)


def _row(kind: str, cells: Mapping[str, str]) -> Row:
    return Row(
        type=kind,
        name=cells["name"],
        country=cells.get("iso") or cells.get("country") or "",
        item=cells.get("wikidata") or None,
        kind=cells.get("kind", ""),
        names=(cells["name"], *values_of(cells.get("aliases", ""))),
        adjectives=tuple(values_of(cells.get("adjectives", ""))),
        capital=cells.get("capital", ""),
        metonyms=tuple(values_of(cells.get("metonyms", ""))),
    )
