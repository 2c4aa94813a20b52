"""What the graph of an article says of an entity is its context; each entity once, in any order of quads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.link.subjects import Context, Office, Subject, read
from newsgraph.rdf.parse import parse

ONE = """
@prefix : <https://x.example/article/a/> . @prefix ng: <https://w3id.org/newsgraph/ns#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix x: <https://x.example/> .
<https://x.example/article/a> {
  <https://x.example/article/a> a ng:Article ; schema:datePublished "2024-09-04"^^xsd:date ;
    schema:mentions x:rufus, x:freedonia, :person-vulin .
  x:rufus a ng:Person ; schema:name "Rufus Firefly" ; ng:role :r1 .
  :r1 ng:title "president" ; ng:affiliation x:freedonia .
  x:freedonia a ng:Place, ng:Country ; schema:name "Freedonia" .
  :person-vulin a ng:Person ; schema:name "Vulin" .
  :c ng:reportedIn <https://x.example/article/a> ; ng:realis ng:REALIS ; ng:participant x:rufus ; ng:DATE .
}
"""


def subjects(realis: str = "actual", date: str = 'date "2024-09-03"^^xsd:date') -> dict[str, Subject]:
    text = ONE.replace("REALIS", realis).replace("DATE", date)
    return {subject.name: subject for subject in read(parse(text, name="a.trig"))}


def test_a_subject_has_its_offices_and_those_beside_it() -> None:
    a, x = "https://x.example/article/a", "https://x.example/"
    offices = (Office("president", f"{x}freedonia"),)
    context = Context(a, "2024-09-04", offices, "2024-09-03", (f"{a}/person-vulin", f"{x}freedonia"))
    assert subjects()["Rufus Firefly"].contexts == (context,)


def test_a_country_is_no_place_here_and_a_single_name_is_the_articles_own() -> None:
    found = subjects()
    assert (found["Freedonia"].type, found["Freedonia"].local, found["Vulin"].local) == ("Country", False, True)


@pytest.mark.parametrize(
    ("realis", "date", "acts"),
    [
        ("actual", 'dateText "once"', "2024-09-04"),
        ("actual", 'earliest "2023-07-01"^^xsd:date ; ng:latest "2024-07-31"^^xsd:date', "2023-07-01"),
        ("planned", 'date "2025-01-01"^^xsd:date', "2024-09-04"),
        ("denied", 'date "2024-09-03"^^xsd:date', None),
        ("possible", 'date "2024-09-03"^^xsd:date', None),
    ],
)
def test_who_acts_is_there_on_a_day(realis: str, date: str, acts: str | None) -> None:
    assert subjects(realis, date)["Rufus Firefly"].contexts[0].acts == acts


@given(st.randoms(use_true_random=False))
def test_the_order_of_quads_is_of_no_matter(random: object) -> None:
    quads = list(parse(ONE.replace("REALIS", "actual").replace("DATE", 'dateText ""'), name="a.trig"))
    shuffled = list(quads)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert read(shuffled) == read(quads)
