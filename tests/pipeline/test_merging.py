"""Wikidata's statements stand beside ours, links that anything contradicts are in no file, and ours is not touched."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.errors import InputError, LookupFailedError
from newsgraph.link import sssom
from newsgraph.link.items import Item, Snak, Statement, read_item
from newsgraph.link.sssom import BY_PERSON, CLOSE_MATCH, DIFFERENT_FROM, Link, LinkFile
from newsgraph.link.wikidata import Found, Missing, Redirected
from newsgraph.pipeline.merging import Merging, Summary
from newsgraph.project import Project
from newsgraph.rdf.parse import parse
from newsgraph.store import Store, saved

BASE = "https://w3id.org/newsgraph/id/"
ANA, ANNA, BO = f"{BASE}person/ana-ivanova", f"{BASE}person/anna-ivanova", f"{BASE}person/bo-li"
XLAND, ACME = f"{BASE}country/xland", f"{BASE}organization/acme"

ARTICLE = f"""\
@prefix : <{BASE}article/meets/> .
@prefix ng: <https://w3id.org/newsgraph/ns#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<{BASE}article/meets> {{
    <{BASE}article/meets> a ng:Article ;
        schema:datePublished "2024-09-05"^^xsd:date ;
        schema:mentions <{ANA}>, <{ANNA}>, <{BO}>, <{XLAND}>, <{ACME}> .
    <{ANA}> a ng:Person ; schema:name "Ana Ivanova" ; rdfs:label "Ana Ivanova" ; ng:role :role-e1-1 .
    <{ANNA}> a ng:Person ; schema:name "Anna Ivanova" ; rdfs:label "Anna Ivanova" .
    <{BO}> a ng:Person ; schema:name "Bo Li" ; rdfs:label "Bo Li" .
    <{XLAND}> a ng:Country, ng:Place ; schema:name "Xland" ; rdfs:label "Xland" .
    <{ACME}> a ng:Organization ; schema:name "Acme" ; rdfs:label "Acme" .
    :role-e1-1 a ng:Role ; ng:title "president" ; ng:evidence :text-0-9 .
    :claim-f1 a ng:Claim ; ng:claims ng:Meeting ; ng:realis ng:actual ; ng:participant <{ANA}>, <{BO}> ;
        ng:date "2024-09-04"^^xsd:date ; ng:evidence :text-0-9 ; ng:reportedIn <{BASE}article/meets> ;
        ng:supports :meeting-1 .
    :meeting-1 a ng:Meeting ; ng:participant <{ANA}>, <{BO}> ; ng:date "2024-09-04"^^xsd:date .
    :claim-f2 a ng:Claim ; ng:claims ng:Sanction ; ng:realis ng:actual ; ng:imposedBy <{XLAND}> ; ng:target <{BO}> ;
        ng:evidence :text-0-9 ; ng:reportedIn <{BASE}article/meets> ; ng:supports :sanction-1 .
    :sanction-1 a ng:Sanction ; ng:imposedBy <{XLAND}> ; ng:target <{BO}> .
    :text-0-9 oa:hasSource <{BASE}article/meets> ; oa:hasSelector :quote .
    :quote oa:exact "President Ana Ivanova met Bo Li." .
}}
"""


def stub(name: str, label: str, *, properties: Mapping[str, Sequence[str]] = {}, **qualifiers: str) -> Item:
    """An item made up for a test. A value is an item's id, a day, or a text; qualifiers are days of all its P39."""

    def snak(property_: str, value: str) -> dict[str, Any]:
        if value.startswith("Q"):
            content: dict[str, Any] = {"type": "wikibase-entityid", "value": {"id": value}}
        elif value[:4].isdigit():
            content = {"type": "time", "value": {"time": f"+{value}T00:00:00Z", "precision": 11}}
        else:
            content = {"type": "string", "value": value}
        return {"snaktype": "value", "property": property_, "datavalue": content}

    claims = {
        property_: [
            {
                "mainsnak": snak(property_, value),
                "rank": "normal",
                "id": f"{name}${property_}-{number}",
                "qualifiers": {q: [snak(q, day)] for q, day in qualifiers.items()} if property_ == "P39" else {},
            }
            for number, value in enumerate(values)
        ]
        for property_, values in properties.items()
    }
    labels = {"en": {"value": label}}
    return read_item(json.dumps({"id": name, "lastrevid": 7, "labels": labels, "claims": claims}).encode())


PERSON = {"P31": ["Q5"], "P569": ["1970-01-01"]}
XLANDS = stub("Q103", "Xland", properties={"P31": ["Q6256"]})
ANAS = {**PERSON, "P39": ["Q201"], "P27": ["Q103"], "P102": ["Q301"]}
STUBS = (
    stub("Q101", "Ana Ivanova", properties=ANAS, P580="2020-01-01"),
    stub("Q102", "Bo Li", properties={**PERSON, "P1889": ["Q112"]}),
    stub("Q112", "Bo Li the Younger", properties=PERSON),
    XLANDS,
    stub("Q104", "Acme", properties={"P31": ["Q4830453"]}),
    stub("Q105", "Ana Ivanova (born later)", properties={**PERSON, "P569": ["2025-01-01"]}),
    stub("Q106", "Ana Ivanova (dead)", properties={**PERSON, "P570": ["2001-01-01"]}),
    stub("Q107", "Ana Ivanova (former)", properties={**PERSON, "P39": ["Q201"]}, P580="1999-01-01", P582="2003-01-01"),
    stub("Q108", "Ana Ivanova", properties={"P31": ["Q4167410"]}),
    stub("Q109", "Ivanovo", properties={"P31": ["Q515"]}),
    stub("Q201", "President of Xland, member of parliament", properties={"P279": ["Q486839"]}),
    stub("Q301", "Green Party", properties={"P31": ["Q7278"]}),
    stub("Q486839", "member of parliament"),
)  # fmt: skip


class Stubs:
    """What stands for Wikidata: the stubs, an item that was merged into another, and one that was deleted."""

    def __init__(self, items: Iterable[Item] = STUBS) -> None:
        self._items: dict[str, Found] = {item.id: item for item in items}
        self._items |= {"Q113": Redirected("Q113", XLANDS), "Q114": Missing("Q114")}

    def search(self, *_: str) -> tuple[str, ...]:
        return ()

    def items(self, ids: Iterable[str]) -> Mapping[str, Found]:
        wanted = tuple(ids)
        for name in wanted:
            if name not in self._items:
                raise LookupFailedError(f"{name} is not in the cache")
        return {name: self._items[name] for name in wanted}


def link(subject: str, item: str | None, predicate: str = sssom.SAME_AS, *, person: bool = False, **other: Any) -> Link:
    return Link(subject, item, predicate, justification=BY_PERSON if person else sssom.BY_RULES, **other)


Merge = Callable[..., Summary]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "dataset.trig").write_text(ARTICLE, "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def module_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lines")
    (folder / "dataset.trig").write_text(ARTICLE, "utf-8")
    return folder


@pytest.fixture(scope="module")
def stages() -> Merging:
    return Merging(Project.load())


@pytest.fixture
def merge(output: Path, stages: Merging) -> Merge:
    def run(*links: Link) -> Summary:
        return stages.merge(output, LinkFile(links), Stubs())

    return run


def same(output: Path) -> set[tuple[str, str]]:
    """The links that are published: ends of IRIs."""
    quads = parse((output / "merged" / "links.ttl").read_bytes(), name="links.ttl")
    return {
        (s.rstrip(">").rpartition("/")[2], o.rstrip(">").rpartition("/")[2])
        for s, p, o, _ in quads
        if p.endswith("#sameAs>")
    }


def test_graphs_of_articles_are_not_touched(merge: Merge, output: Path) -> None:
    summary = merge(link(ANA, "Q101"), link(XLAND, "Q103"))
    assert (output / "merged" / "dataset.trig").read_bytes().startswith((output / "dataset.trig").read_bytes())
    assert (summary.published, summary.withheld) == (2, 0)


def test_our_iri_stands_for_the_item(merge: Merge, output: Path) -> None:
    """In the statements of every item, and Wikidata's IRI is in the link alone."""
    merge(link(ANA, "Q101"), link(XLAND, "Q103"))
    store = Store.load([output / "merged"])
    found = store.query(
        f"ASK {{ <{ANA}> wdt:P27 <{XLAND}> ; p:P39/ps:P39 wd:Q201 . FILTER NOT EXISTS {{ wd:Q101 ?p ?o }} }}"
    )
    assert found.boolean is True
    assert same(output) == {("ana-ivanova", "Q101"), ("xland", "Q103")}


def test_each_item_has_a_graph_at_its_revision(merge: Merge, output: Path) -> None:
    merge(link(ANA, "Q101"))
    graphs = (
        Store.load([output / "merged"]).query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?g dcterms:license ?l } }").rows
    )
    assert {str(row[0]).removeprefix(f"<{BASE}wikidata/") for row in graphs} == {
        f"{name}/7>" for name in ("Q101", "Q103", "Q201", "Q301", "Q486839")
    }


def test_a_link_tells_why_it_was_made(merge: Merge, output: Path) -> None:
    merge(link(ANA, "Q101", person=True, author="Desk", date="2026-11-25", comment="as on her page", confidence=0.5))
    query = "SELECT ?who ?when ?why WHERE { ?l owl:annotatedTarget wd:Q101 ; sssom:author_label ?who ; sssom:mapping_date ?when ; rdfs:comment ?why }"  # fmt: skip  # noqa: E501
    assert Store.load([output / "merged"]).query(query).to_csv().splitlines()[1] == "Desk,2026-11-25,as on her page"


def test_undoing_a_link_restores_the_former_bytes(merge: Merge, output: Path, stages: Merging, tree_of: Any) -> None:
    """By taking its line away, or by one that denies it; and the order of lines and of items does not matter."""
    one, other = link(XLAND, "Q103"), link(ANA, "Q101")
    merge(one)
    before = tree_of(output / "merged")
    merge(one, other)
    both = tree_of(output / "merged")
    assert both != before
    merge(one, other, link(ANA, "Q101", person=True, negated=True))
    assert tree_of(output / "merged") == before
    merge(one)
    assert tree_of(output / "merged") == before
    stages.merge(output, LinkFile((other, one)), Stubs(reversed(STUBS)))
    assert tree_of(output / "merged") == both


LINES = st.sampled_from(
    [
        link(ANA, "Q101"),
        link(ANA, "Q105"),
        link(ANA, "Q101", person=True),
        link(ANA, "Q101", person=True, negated=True),
        link(ANNA, "Q101"),
        link(ANNA, "Q101", person=True),
        link(ANNA, ANA),
        link(BO, "Q102"),
        link(BO, ANA, person=True),
        link(BO, "Q999"),
        link(XLAND, "Q113"),
        link(XLAND, "Q101"),
        link(XLAND, "Q103", CLOSE_MATCH),
        link(ACME, None),
    ]
)


@settings(max_examples=12, deadline=None)
@given(st.lists(LINES, max_size=4), LINES)
def test_a_line_more_and_then_less_leaves_every_file_as_it_was(
    module_output: Path, stages: Merging, tree_of: Any, lines: list[Link], one: Link
) -> None:
    """Whatever the lines: conflicts, denials, unknown and merged items among them."""

    def merged(*links: Link) -> dict[str, bytes]:
        stages.merge(module_output, LinkFile(links), Stubs())
        found: dict[str, bytes] = tree_of(module_output / "merged")
        return found

    before = merged(*lines)
    merged(*lines, one)
    assert merged(*lines) == before


@pytest.mark.parametrize(
    ("links", "message"),
    [
        ([link(ANA, "Q101"), link(ANNA, "Q101")], "are both linked to"),
        ([link(ANA, "Q105")], "was born at 2025-01-01, after"),
        ([link(ANA, "Q106")], "died at 2001-01-01, and this person acts at 2024-09-04"),
        ([link(ANA, "Q107")], 'calls this person "president"'),
        ([link(ANA, "Q103")], "A person here, and no human there"),
        ([link(XLAND, "Q101")], "A human there, and no person here"),
        ([link(ACME, "Q109")], "nothing is both"),
        ([link(ANA, "Q108")], "a page of Wikimedia or a name"),
    ],
)
def test_what_contradicts_a_link_withholds_it(merge: Merge, output: Path, links: list[Link], message: str) -> None:
    """It is in no file but the report, which has the words of the article and the statements of the item."""
    summary = merge(*links)
    assert any(message in conflict.message for conflict in summary.conflicts)
    assert same(output) == set()
    report = (output / "merged" / "conflicts.txt").read_text("utf-8")
    assert message in report
    assert "2024-09-05" in report  # the article's date, and with it its words
    assert "http://www.wikidata.org/entity/statement/Q" in report
    assert "sh:ValidationResult" in (output / "merged" / "conflicts.ttl").read_text("utf-8")
    assert "P569" not in (output / "merged" / "dataset.trig").read_text("utf-8")


def test_one_of_ours_is_not_two_items(merge: Merge, output: Path) -> None:
    """By way of another that a person says is the same."""
    summary = merge(link(BO, "Q102"), link(ANA, "Q101"), link(ANA, BO, person=True))
    assert any("two items of Wikidata at once" in conflict.message for conflict in summary.conflicts)
    assert same(output) == {("ana-ivanova", "bo-li")}


def test_items_that_wikidata_tells_apart_are_not_joined(merge: Merge, output: Path) -> None:
    summary = merge(link(BO, "Q102"), link(ANNA, "Q112"), link(BO, ANNA))
    assert any("different from it" in conflict.message for conflict in summary.conflicts)
    assert same(output) == set()


def test_what_is_denied_is_not_joined_by_another_way(merge: Merge, output: Path) -> None:
    lines = (link(ANNA, "Q101"), link(ANA, ANNA), link(ANA, "Q101", person=True, negated=True))
    summary = merge(*lines)
    assert any("different from it" in conflict.message for conflict in summary.conflicts)
    assert same(output) == set()


def test_a_denial_follows_an_item_that_was_merged(merge: Merge, output: Path) -> None:
    merge(link(XLAND, "Q103"), link(XLAND, "Q113", DIFFERENT_FROM, person=True))
    assert same(output) == set()


def test_a_link_of_a_person_stands_against_those_of_rules(merge: Merge, output: Path) -> None:
    merge(link(ANA, "Q101", person=True), link(ANNA, "Q101"))
    assert same(output) == {("ana-ivanova", "Q101")}


def test_a_person_may_say_that_two_are_one(merge: Merge, output: Path) -> None:
    """Then Wikidata's statements are said of the first by name, and a query finds them from the other."""
    merge(link(ANA, "Q101", person=True), link(ANNA, "Q101", person=True))
    assert same(output) == {("ana-ivanova", "Q101"), ("anna-ivanova", "Q101")}
    store = Store.load([output / "merged"])
    assert store.query(f"ASK {{ <{ANNA}> (owl:sameAs/^owl:sameAs)?/wdt:P27 wd:Q103 }}").boolean is True


def test_an_office_that_has_ended_is_told_where_a_person_made_the_link(merge: Merge, output: Path) -> None:
    summary = merge(link(ANA, "Q107", person=True))
    (conflict,) = summary.conflicts
    assert not conflict.withheld
    assert conflict.to_text().startswith(f"{ANA}: published, but look: ")
    assert same(output) == {("ana-ivanova", "Q107")}


def test_a_link_to_an_item_that_was_merged_follows_it(merge: Merge, output: Path) -> None:
    """The old id stays in the data, as replaced."""
    summary = merge(link(XLAND, "Q113"))
    assert same(output) == {("xland", "Q103")}
    assert summary.notes[0].endswith("Q113 is now Q103, and the link follows")
    assert "wd:Q113 dcterms:isReplacedBy wd:Q103" in (output / "merged" / "links.ttl").read_text("utf-8")


def test_a_link_to_an_item_that_was_deleted_goes_back_to_review(merge: Merge, output: Path) -> None:
    summary = merge(link(XLAND, "Q114"))
    assert same(output) == set()
    assert summary.review == [f"{XLAND}: Q114 was deleted, so its link, by rules, needs a person"]


def test_a_failed_look_up_is_unknown(merge: Merge, output: Path) -> None:
    """Nothing can be said for the link or against it, so it waits."""
    summary = merge(link(XLAND, "Q999"), link(ANA, "Q101"))
    assert summary.unknown == [f"{XLAND}: Q999 was not looked up: Q999 is not in the cache"]
    assert same(output) == {("ana-ivanova", "Q101")}


def test_what_is_in_review_is_no_identity(merge: Merge, output: Path) -> None:
    """Its item's statements stay where they are."""
    summary = merge(link(ANA, "Q101", CLOSE_MATCH))
    assert (summary.published, summary.reviewed, summary.items) == (0, 1, 0)
    assert f"<{ANA}> skos:closeMatch wd:Q101" in (output / "merged" / "links.ttl").read_text("utf-8").replace(
        "person:ana-ivanova", f"<{ANA}>"
    )


def test_links_of_other_outputs_are_left_alone(merge: Merge, output: Path) -> None:
    assert merge(link(f"{BASE}person/somebody-else", "Q101")).published == 0


def test_folder_without_a_build_is_refused(tmp_path: Path, stages: Merging) -> None:
    with pytest.raises(InputError, match=r"there is no dataset\.trig here"):
        stages.merge(tmp_path, LinkFile(), Stubs())


def test_queries_over_the_merged_graph(merge: Merge, output: Path) -> None:
    merge(link(ANA, "Q101"), link(BO, "Q102"), link(XLAND, "Q103"))
    store = Store.load([output / "merged"])

    def ends(name: str, *values: str) -> list[list[str]]:
        rows = store.query(saved(name).bind(*values)).rows
        return [[str(term).strip('<>"').rpartition("/")[2] for term in row[:3]] for row in rows]

    assert [row[:2] for row in ends("members-of-parliament-met")] == [["ana-ivanova", "Q201"]]
    assert ends("members-of-parliament-met", "nobody") == []
    assert ends("meetings-by-party", "green") == [["Q301", "ana-ivanova", "bo-li"]]
    assert ends("sanctions-unknown-to-wikidata") == [["bo-li", "Q102", "xland"]]


def test_an_office_of_another_time_is_no_seat_of_that_day(merge: Merge, output: Path) -> None:
    merge(link(ANA, "Q107", person=True))
    assert Store.load([output / "merged"]).query(saved("members-of-parliament-met").bind()).rows == ()


def test_a_party_without_a_time_is_one_only_where_nothing_is_ranked_above_it(output: Path, stages: Merging) -> None:
    """Wikidata says of Bo Li that he was of a party once, and that he is of none."""
    bo = stub("Q102", "Bo Li", properties={**PERSON, "P102": ["Q301"]})
    none = Statement("Q102$none", "preferred", Snak("P102", "novalue"), {})
    free = dataclasses.replace(bo, statements={**bo.statements, "P102": (*bo.statements["P102"], none)})
    for item, expected in ((bo, 1), (free, 0)):
        stages.merge(output, LinkFile((link(BO, "Q102"),)), Stubs([item, *STUBS[3:]]))
        rows = Store.load([output / "merged"]).query(saved("meetings-by-party").bind()).rows
        assert len(rows) == expected


@pytest.fixture(scope="module")
def samples(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    for path in (root / "output").iterdir():
        if path.name.startswith(("2023-04-04", "dataset")):
            shutil.copy(path, folder)
    return folder


def putin() -> Item:
    shared = os.environ.get("NEWSGRAPH_SHARED")
    path = Path(shared or "", "wikidata", "entities", "nomenklatura_Q7747.json")
    if shared is None or not path.is_file():
        pytest.skip("NEWSGRAPH_SHARED names no folder with Wikidata's records")
    return read_item(json.dumps(json.loads(path.read_bytes())["entities"]["Q7747"]).encode())


def test_real_item_beside_a_sample_article(samples: Path, stages: Merging) -> None:
    """All 21 offices of Q7747 and their 16 starts are said of the person of the article; its JSON-LD links it."""
    entity = f"{BASE}person/vladimir-putin"
    stages.merge(samples, LinkFile((link(entity, "Q7747"),)), Stubs([putin()]))
    query = f"SELECT (COUNT(?s) AS ?offices) (COUNT(?start) AS ?starts) WHERE {{ <{entity}> p:P39 ?s . OPTIONAL {{ ?s pq:P580 ?start }} }}"  # noqa: E501
    assert Store.load([samples / "merged"]).query(query).to_csv().splitlines()[1] == "21,16"
    (page,) = (samples / "merged").glob("*.jsonld")
    assert '"http://www.wikidata.org/entity/Q7747"' in page.read_text("utf-8")


def test_json_ld_without_a_link_is_as_it_was_built(samples: Path, stages: Merging) -> None:
    stages.merge(samples, LinkFile(), Stubs())
    (page,) = samples.glob("*.jsonld")
    assert (samples / "merged" / page.name).read_bytes() == page.read_bytes()
