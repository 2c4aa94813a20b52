"""The statement view says what an item says, and its mapping loses none of it."""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path

import pytest

from newsgraph import rml
from newsgraph.link import view
from newsgraph.link.items import DAY, MONTH, YEAR, Item, Point, Reference, Snak, Statement, Text, Time, Value, read_item
from newsgraph.link.sssom import WIKIDATA
from newsgraph.project import WIKIDATA_MAPPING, Project
from newsgraph.rdf.terms import Triple

BASE = "https://w3id.org/newsgraph/id/"
PUTIN = f"{BASE}person/vladimir-putin"


def key_of(name: str) -> str:
    return PUTIN if name == "Q7747" else WIKIDATA + name


def triples(item: Item, languages: tuple[str, ...] = ("en",)) -> set[Triple]:
    plan = rml.parse([rml.MappingText(Project.load().wikidata_mapping, WIKIDATA_MAPPING)], base=BASE)
    records = view.records(item, base=BASE, key_of=key_of, languages=languages, configuration="0" * 64)
    return {(s, p, o) for s, p, o, _ in plan.run({view.SOURCE: records})}


def statement(name: str, value: Value | None, *, number: int = 1, rank: str = "normal", kind: str = "value",
              references: tuple[tuple[Snak, ...], ...] = (), **qualifiers: Time) -> Statement:  # fmt: skip
    snak = Snak(name, kind, value)  # type: ignore[arg-type]
    times = {key: (Snak(key, "value", time),) for key, time in qualifiers.items()}
    return Statement(f"Q7747${number}", rank, snak, times, references)  # type: ignore[arg-type]


def item(*statements: Statement) -> Item:
    found: dict[str, tuple[Statement, ...]] = {}
    for one in statements:
        found[one.main.property] = (*found.get(one.main.property, ()), one)
    return Item("Q7747", 7, {"en": "Vladimir Putin", "ru": "Путин"}, {}, {}, found, 0)


def p(name: str, kind: str = "direct/") -> str:
    return f"<http://www.wikidata.org/prop/{kind}{name}>"


def iri(name: str) -> str:
    return f"<{WIKIDATA}{name}>"


STATEMENT = f"<{WIKIDATA}statement/Q7747-1>"
US = f"<{PUTIN}>"
XSD = "http://www.w3.org/2001/XMLSchema#"


def putin() -> Item:
    shared = os.environ.get("NEWSGRAPH_SHARED")
    path = Path(shared or "", "wikidata", "entities", "nomenklatura_Q7747.json")
    if shared is None or not path.is_file():
        pytest.skip("NEWSGRAPH_SHARED names no folder with Wikidata's records")
    return read_item(json.dumps(json.loads(path.read_bytes())["entities"]["Q7747"]).encode())


def test_no_office_and_no_date_of_it_is_lost() -> None:
    """Of the 22 offices of Q7747 one is deprecated; of the others 16 have a start."""
    found = triples(putin())
    offices = {s: o for s, predicate, o in found if predicate == p("P39", "statement/")}
    starts = [s for s, predicate, _ in found if predicate == p("P580", "qualifier/") and s in offices]
    assert len(offices) == 21
    assert len(starts) == 16
    assert {o for s, predicate, o in found if predicate == p("P39", "") and s == US} == set(offices)


def test_what_holds_now_is_the_best_rank() -> None:
    found = triples(putin())
    assert {o for s, predicate, o in found if predicate == p("P27")} == {iri("Q159")}
    assert {o for s, predicate, o in found if predicate == p("P27", "statement/")} == {iri("Q159"), iri("Q15180")}
    assert (US, p("P569"), f'"1952-10-07"^^<{XSD}date>') in found
    assert (US, p("P214"), '"125145970358732252841"') in found
    assert (US, "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", p("P102", "novalue/")) in found  # of no party


def test_every_name_of_the_mapping_is_in_the_view() -> None:
    plan = rml.parse([rml.MappingText(Project.load().wikidata_mapping, WIKIDATA_MAPPING)], base=BASE)
    for _ in plan.run({view.SOURCE: view.exemplar()}, strict=True):
        pass


def test_deprecated_statements_are_none() -> None:
    found = triples(item(statement("P27", Reference("Q30"), rank="deprecated")))
    assert not any("P27" in predicate for _, predicate, _ in found)


def test_best_rank_is_told_and_the_others_stand_beside() -> None:
    preferred = statement("P27", Reference("Q159"), number=2, rank="preferred")
    found = triples(item(statement("P27", Reference("Q15180")), preferred))
    assert {o for _, predicate, o in found if predicate == p("P27")} == {iri("Q159")}
    assert (STATEMENT, "<http://wikiba.se/ontology#rank>", "<http://wikiba.se/ontology#NormalRank>") in found
    best = {s for s, _, o in found if o == "<http://wikiba.se/ontology#BestRank>"}
    assert best == {f"<{WIKIDATA}statement/Q7747-2>"}


def test_somevalue_is_a_node_of_which_nothing_is_known() -> None:
    found = triples(item(statement("P570", None, kind="somevalue")))
    (dead,) = {o for s, predicate, o in found if predicate == p("P570") and s == US}
    assert dead.startswith("_:")
    assert (STATEMENT, p("P570", "statement/"), dead) in found


def test_novalue_is_a_class() -> None:
    found = triples(item(statement("P570", None, kind="novalue")))
    none = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", p("P570", "novalue/")
    assert {(US, *none), (STATEMENT, *none)} <= found
    assert not any(predicate == p("P570") for _, predicate, _ in found)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (Time("1952-10-07", DAY), f'"1952-10-07"^^<{XSD}date>'),
        (Time("1952-10", MONTH), f'"1952-10"^^<{XSD}gYearMonth>'),
        (Time("1952", YEAR), f'"1952"^^<{XSD}gYear>'),
        (Time("1917-10-25", DAY, julian=True), f'"1917-11-07"^^<{XSD}date>'),  # the October Revolution
        (Time("1900-02-29", DAY, julian=True), f'"1900-03-13"^^<{XSD}date>'),  # a day that only one calendar has
        (Time("-0043-03-15", DAY, julian=True), f'"-0043-03-13"^^<{XSD}date>'),
        (Time("1917-10", MONTH, julian=True), f'"1917"^^<{XSD}gYear>'),
        (Time("1950", 8), None),
    ],
)
def test_a_time_is_as_precise_as_it_is_known(time: Time, expected: str | None) -> None:
    one = item(statement("P39", Reference("Q1"), P580=time, P582=time), statement("P569", time, number=2))
    found = triples(one)
    said = {o for _, predicate, o in found if predicate in (p("P580", "qualifier/"), p("P582", "qualifier/"))}
    assert said == ({expected} if expected else set())
    assert {o for _, predicate, o in found if predicate == p("P569")} == said
    assert len(list(view.left_out(one, ("P569",)))) == (expected is None)


def test_what_cannot_be_said_is_told() -> None:
    one = item(statement("P36", Point(1, 2)), statement("P17", Reference("Q2"), number=2))
    assert list(view.left_out(one, ("P36", "P17"))) == ["Q7747 P36: a value of this type is not read"]


def test_references_stand_with_their_statement() -> None:
    """Two that say the same are one."""
    cited = (Snak("P248", "value", Reference("Q36578")), Snak("P854", "value", Text("https://d-nb.info/")))
    one = statement("P569", Time("1952", YEAR), references=(cited,))
    other = statement("P27", Reference("Q159"), number=2, references=(cited[::-1],))
    found = triples(item(one, other))
    (reference,) = {o for _, predicate, o in found if predicate == "<http://www.w3.org/ns/prov#wasDerivedFrom>"} - {
        "<https://www.wikidata.org/wiki/Special:EntityData/Q7747?revision=7>"
    }
    assert {(reference, p("P248", "reference/"), iri("Q36578"))} <= found


def test_our_entity_stands_for_its_item_everywhere() -> None:
    found = triples(item(statement("P1889", Reference("Q7747")), statement("P1476", Text("Putin", "en"), number=2)))
    assert (US, p("P1889"), US) in found
    assert [(s, o) for s, predicate, o in found if "P1476" in predicate] == []  # the mapping does not ask for it


def test_labels_are_those_of_the_languages() -> None:
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    assert {o for _, predicate, o in triples(item(), ("ru", "de")) if predicate == label} == {'"Путин"@ru'}


def test_graph_tells_its_item_revision_and_licence() -> None:
    graph = f"<{BASE}wikidata/Q7747/7>"
    found = {(predicate.rpartition("/")[2], o) for s, predicate, o in triples(item()) if s == graph}
    assert ("about>", iri("Q7747")) in found
    assert ("license>", "<https://creativecommons.org/publicdomain/zero/1.0/>") in found
    assert ("version>", f'"7"^^<{XSD}integer>') in found


def test_item_of_a_dump_may_have_no_revision() -> None:
    graph = f"<{BASE}wikidata/Q7747>"
    assert any(s == graph for s, _, _ in triples(dataclasses.replace(item(), revision=None)))
