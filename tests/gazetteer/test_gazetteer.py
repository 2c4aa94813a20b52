"""The gazetteer's files keep the rules that ontology/gazetteer/README.md states."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

GAZETTEER = Path(__file__).resolve().parents[2] / "ontology" / "gazetteer"

COLUMNS = {
    "countries.tsv": ("name", "iso", "wikidata", "aliases", "adjectives", "demonyms", "capital", "metonyms"),
    "places.tsv": ("name", "country", "wikidata", "aliases"),
    "organizations.tsv": ("name", "kind", "country", "wikidata", "aliases"),
    "ambiguous.tsv": ("name", "readings", "default"),
    "given_names.tsv": ("name", "also"),
}
KEYS = {
    "countries.tsv": ("iso",),
    "places.tsv": ("name", "country"),
    "organizations.tsv": ("name",),
    "ambiguous.tsv": ("name",),
    "given_names.tsv": ("name",),
}
KINDS = {
    "alliance",
    "bloc",
    "international",
    "government",
    "company",
    "media",
    "armed-group",
    "party",
    "sport",
    "society",
}
MULTIPLE = {"aliases", "adjectives", "demonyms", "metonyms", "readings", "also"}

# Verified against stored entities of Wikidata: label and P31.
VERIFIED = {
    "RS": "Q403",
    "RU": "Q159",
    "US": "Q30",
    "FR": "Q142",
    "DE": "Q183",
    "GE": "Q230",
    "GB": "Q145",
    "CA": "Q16",
    "PL": "Q36",
    "AU": "Q408",
}

type_of_file = pytest.mark.parametrize("name", sorted(COLUMNS))


def read(name: str) -> list[dict[str, str]]:
    header, *lines = (GAZETTEER / name).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    columns = header.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


@type_of_file
def test_file_has_its_columns_in_order(name: str) -> None:
    header = (GAZETTEER / name).read_text(encoding="utf-8").split("\n", 1)[0]
    assert tuple(header.split("\t")) == COLUMNS[name]


@type_of_file
def test_text_is_normalised_and_free_of_stray_space(name: str) -> None:
    text = (GAZETTEER / name).read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert not re.search(r"\r|\u2019|\u2018|\ufeff|\n\n|[ ][\t|\n]|[\t|\n][ ]", text)


@type_of_file
def test_every_row_has_a_name(name: str) -> None:
    assert [row for row in read(name) if not row["name"]] == []


@type_of_file
def test_rows_are_sorted_and_without_duplicates(name: str) -> None:
    keys = [tuple(row[column] for column in KEYS[name]) for row in read(name)]
    assert keys == sorted(set(keys))


@type_of_file
def test_several_values_are_distinct_and_not_empty(name: str) -> None:
    for row in read(name):
        for column in MULTIPLE & row.keys():
            values = row[column].split("|") if row[column] else []
            assert all(values), (row["name"], column)
            assert len(values) == len(set(values)), (row["name"], column)


@type_of_file
def test_no_alias_repeats_its_name(name: str) -> None:
    assert [row["name"] for row in read(name) if row["name"] in row.get("aliases", "").split("|")] == []


@type_of_file
def test_wikidata_ids_are_item_ids(name: str) -> None:
    ids = [row["wikidata"] for row in read(name) if row.get("wikidata")]
    assert [i for i in ids if re.fullmatch(r"Q[1-9]\d*", i) is None] == []
    assert [i for i, n in Counter(ids).items() if n > 1] == []


def test_countries_are_iso_3166_and_kosovo() -> None:
    codes = [row["iso"] for row in read("countries.tsv")]
    assert len(codes) == 250
    assert "XK" in codes
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in codes)


def test_country_ids_agree_with_the_verified_ones() -> None:
    ids = {row["iso"]: row["wikidata"] for row in read("countries.tsv")}
    assert all(ids.values())
    assert {iso: ids[iso] for iso in VERIFIED} == VERIFIED


def test_no_name_or_alias_belongs_to_two_countries() -> None:
    names = Counter(n for row in read("countries.tsv") for n in (row["name"], *row["aliases"].split("|")) if n)
    assert [n for n, count in names.items() if count > 1] == []


def test_no_name_or_alias_belongs_to_two_organizations() -> None:
    names = Counter(n for row in read("organizations.tsv") for n in (row["name"], *row["aliases"].split("|")) if n)
    assert [n for n, count in names.items() if count > 1] == []


def test_every_capital_is_a_place_of_its_country() -> None:
    places = {(row["name"], row["country"]) for row in read("places.tsv")}
    capitals = {(row["capital"], row["iso"]) for row in read("countries.tsv") if row["capital"]}
    assert capitals - places == set()


@pytest.mark.parametrize("name", ["places.tsv", "organizations.tsv"])
def test_countries_of_places_and_organizations_are_known(name: str) -> None:
    codes = {row["iso"] for row in read("countries.tsv")}
    assert {row["country"] for row in read(name) if row["country"]} - codes == set()


def test_kinds_of_organization_are_the_eight() -> None:
    assert {row["kind"] for row in read("organizations.tsv")} <= KINDS


def test_every_sovereign_country_has_an_adjective_and_demonyms() -> None:
    """Only entries without people of their own, or whose people take another country's name, have none."""
    without = {row["iso"] for row in read("countries.tsv") if not row["adjectives"] or not row["demonyms"]}
    assert without == {"AQ", "BQ", "BV", "DM", "GG", "GS", "HM", "JE", "MF", "SJ", "TF", "UM", "VA"}


def test_ambiguous_readings_are_well_formed_and_at_least_two() -> None:
    codes = {row["iso"] for row in read("countries.tsv")}
    for row in read("ambiguous.tsv"):
        readings = row["readings"].split("|")
        assert len(readings) > 1, row
        assert not row["default"] or row["default"] in readings, row
        for reading in readings:
            kind, _, value = reading.partition(":")
            match kind:
                case "Country":
                    assert value in codes, row
                case "Place":
                    assert value == "" or value in codes, row
                case "Organization":
                    assert value, row
                case _:
                    assert reading in {"Person", "Word"}, row


def test_names_of_both_a_country_and_a_place_are_listed_as_ambiguous() -> None:
    places = {row["name"] for row in read("places.tsv")}
    ambiguous = {row["name"] for row in read("ambiguous.tsv")}
    names = {n for row in read("countries.tsv") for n in (row["name"], *row["aliases"].split("|")) if n}
    assert (names & places) - ambiguous == set()


def test_places_of_one_name_in_two_countries_are_listed_as_ambiguous() -> None:
    ambiguous = {row["name"] for row in read("ambiguous.tsv")}
    names = Counter(row["name"] for row in read("places.tsv"))
    assert {n for n, count in names.items() if count > 1} - ambiguous == set()


def test_places_file_stays_small() -> None:
    assert (GAZETTEER / "places.tsv").stat().st_size < 600_000


def test_given_names_say_what_else_they_may_be() -> None:
    also = {row["name"]: row["also"] for row in read("given_names.tsv")}
    assert set("|".join(filter(None, also.values())).split("|")) == {"Country", "Place", "Word"}
    assert also["Jordan"] == "Country"
    assert also["Mark"] == "Word"
    assert also["Aleksandar"] == ""
