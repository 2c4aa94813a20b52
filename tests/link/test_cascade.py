"""Each step of the cascade decides what it is there for, and leaves the rest to those after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from stubs import BASE, Stubs, stub

from newsgraph.errors import LookupFailedError
from newsgraph.link.candidates import Knowledge
from newsgraph.link.cascade import Decision, decide
from newsgraph.link.gazetteer import Gazetteer
from newsgraph.link.items import Item
from newsgraph.link.reconciliation import Candidate as Offered
from newsgraph.link.reconciliation import Query
from newsgraph.link.sssom import BY_PERSON, CLOSE_MATCH, DIFFERENT_FROM, Link, LinkFile
from newsgraph.link.subjects import Context, Office, Subject
from newsgraph.link.wikidata import Found, Missing, Redirected

GAZETTEER = Gazetteer.load(
    {
        "countries.tsv": "name\tiso\twikidata\taliases\tadjectives\tcapital\tmetonyms\n"
        "Freedonia\tFD\tQ9000000901\tFree Land\tFreedonian\tFirefly City\tGlass Palace\n"
        "Sylvania\tSY\tQ9000000902\t\tSylvanian\tTrentino\t\n",
        "places.tsv": "name\tcountry\twikidata\nPortside\tFD\t\nOldtown\tFD\tQ9000000903\nTwain\tFD\t\n",
        "organizations.tsv": "name\tkind\tcountry\twikidata\nLeague of Nations United\talliance\t\tQ9000000904\n"
        "Firefly Motors\tcompany\tFD\t\n",
        "ambiguous.tsv": "name\treadings\tdefault\nTwain\tPlace:FD|Place:SY|Person\t\n",
    }
)
FREEDONIA = f"{BASE}country/freedonia"
DATE = "2024-03-12"

PRESIDENCY = stub({"id": "Q9000000800", "label": "President of Freedonia", "claims": {"P17": ["Q9000000901"]}})
RUFUS = {
    "id": "Q9000000001",
    "label": "Rufus Firefly",
    "sitelinks": 9,
    "claims": {
        "P31": ["Q5"],
        "P27": ["Q9000000901"],
        "P39": [{"value": "Q9000000800", "P580": "2020-01-01"}],
    },
}


def person(name: str = "Rufus Firefly", *titles: str, acts: str | None = DATE, **options: Any) -> Subject:
    offices = tuple(Office(title, FREEDONIA) for title in titles)
    context = Context(f"{BASE}article/a", DATE, offices, acts, (FREEDONIA, *options.pop("others", ())))
    return Subject(options.pop("iri", f"{BASE}person/rufus"), "Person", name, (context,), **options)


def entity(kind: Any, name: str, *others: str) -> Subject:
    context = Context(f"{BASE}article/a", DATE, others=others)
    return Subject(f"{BASE}{kind.lower()}/{name.lower().replace(' ', '-')}", kind, name, (context,))


def run(
    *subjects: Subject, items: Iterable[Any] = (), links: Iterable[Link] = (), catalogue: Any = None
) -> Mapping[str, Decision]:
    """The decisions on the subjects, with Freedonia among them, by name."""
    known = [found if isinstance(found, Item) else stub(found) for found in items]
    knowledge = Knowledge(catalogue=catalogue or Stubs([PRESIDENCY, *known]))
    everything = (*subjects, entity("Country", "Freedonia"))
    found = decide(everything, links=LinkFile(tuple(links)), gazetteer=GAZETTEER, knowledge=knowledge)
    return {decision.subject.name: decision for decision in found}


def test_an_office_at_the_date_is_accepted_and_explained() -> None:
    decision = run(person("Rufus Firefly", "president"), items=[RUFUS])["Rufus Firefly"]
    assert (decision.verdict, decision.item, decision.step) == ("accept", "Q9000000001", "features")
    assert decision.reasons[0] == "'president': President of Freedonia (Q9000000800), held on 2024-03-12"


def test_the_name_alone_accepts_nothing() -> None:
    decision = run(person(), items=[RUFUS])["Rufus Firefly"]
    assert (decision.verdict, [c.item for c in decision.candidates]) == ("review", ["Q9000000001"])


def test_who_has_died_does_not_act() -> None:
    dead = {**RUFUS, "claims": {"P31": ["Q5"], "P27": ["Q9000000901"], "P570": ["1999"]}}
    decision = run(person(), items=[dead])["Rufus Firefly"]
    assert (decision.verdict, decision.reasons) == ("nil", ("Q9000000001: died 1999, and acts on 2024-03-12",))
    assert run(person(acts=None), items=[dead])["Rufus Firefly"].verdict == "review"


def test_one_wrong_statement_against_much_support_is_for_a_person_to_look_at() -> None:
    vandalised = {**RUFUS, "claims": {**RUFUS["claims"], "P31": ["Q16521"]}}  # type: ignore[dict-item]
    decision = run(person("Rufus Firefly", "president"), items=[vandalised])["Rufus Firefly"]
    assert (decision.verdict, decision.candidates[0].item) == ("review", "Q9000000001")


def test_two_articles_of_which_one_is_not_borne_out_are_for_a_person_to_look_at() -> None:
    first = person("Rufus Firefly", "president")
    other = replace(first.contexts[0], article=f"{BASE}article/b", offices=(Office("tennis player"),))
    both = replace(first, contexts=(*first.contexts, other))
    assert run(both, items=[RUFUS])["Rufus Firefly"].verdict == "review"


def test_each_article_alone_tells_who_it_is() -> None:
    """What one does not tell may be of another person of that name: our IRI is the name's."""
    first = person("Rufus Firefly", "president")
    again, vague = (replace(first.contexts[0], article=f"{BASE}article/b", offices=o) for o in (first.offices, ()))
    found = [run(replace(first, contexts=(*first.contexts, other)), items=[RUFUS]) for other in (again, vague)]
    assert [decisions["Rufus Firefly"].item for decisions in found] == ["Q9000000001", None]
    assert found[1]["Rufus Firefly"].reasons[0].startswith(f"{BASE}article/b does not tell that it is Q9000000001")


def test_a_vague_title_contradicts_nothing() -> None:
    assert run(person("Rufus Firefly", "president", "leader"), items=[RUFUS])["Rufus Firefly"].verdict == "accept"


# -- The link file -----------------------------------------------------------------------------------------------------


def line(item: str | None, **options: Any) -> Link:
    return Link(f"{BASE}person/rufus", item, justification=BY_PERSON, author="Ana", date="2024-05-01", **options)


def test_a_persons_line_decides() -> None:
    president = person("Rufus Firefly", "president")
    found = [run(president, items=[RUFUS], links=[link])["Rufus Firefly"] for link in (line("Q7"), line(None))]
    assert [(d.verdict, d.item, d.step) for d in found] == [("accept", "Q7", "link file"), ("nil", None, "link file")]
    assert found[0].reasons == ("Ana, 2024-05-01",)
    left = run(president, items=[RUFUS], links=[line("Q7", predicate=CLOSE_MATCH)])["Rufus Firefly"]
    assert (left.verdict, left.candidates[0].item) == ("review", "Q7")


@pytest.mark.parametrize("link", [line("Q9000000001", negated=True), line("Q9000000001", predicate=DIFFERENT_FROM)])
def test_what_the_file_denies_is_not_accepted(link: Link) -> None:
    decision = run(person("Rufus Firefly", "president"), items=[RUFUS], links=[link])["Rufus Firefly"]
    assert (decision.verdict, [c.item for c in decision.excluded]) == ("nil", ["Q9000000001"])


def test_who_is_another_entity_of_ours_has_its_item() -> None:
    rufus, other = person("Rufus Firefly", "president"), person("R. T. Firefly", iri=f"{BASE}person/rt")
    same = Link(other.iri, rufus.iri, justification=BY_PERSON)
    assert run(rufus, other, items=[RUFUS], links=[same])["R. T. Firefly"].item == "Q9000000001"


def test_an_item_that_is_different_from_a_siblings_is_excluded() -> None:
    """P1889 of Q9000000001, and our entity is the same as one that is linked to what it is different from."""
    claims = {**RUFUS["claims"], "P1889": ["Q9000000002"]}  # type: ignore[dict-item]
    sibling = stub({"id": "Q9000000002", "label": "Rufus Firefly the Elder", "claims": {"P31": ["Q5"]}})
    elder, rufus = person("The Elder", iri=f"{BASE}person/elder"), person("Rufus Firefly", "president")
    same = Link(elder.iri, rufus.iri, justification=BY_PERSON)
    linked = Link(elder.iri, "Q9000000002", justification=BY_PERSON)
    known = [{**RUFUS, "claims": claims}, sibling]
    assert run(rufus, elder, items=known, links=[linked])["Rufus Firefly"].verdict == "accept"
    found = run(rufus, elder, items=known, links=[same, linked])["Rufus Firefly"]
    assert (found.item, found.step) == ("Q9000000002", "link file")
    assert found.excluded[0].vetoes == ("Wikidata says that it is different from Q9000000002",)


def test_a_sibling_with_another_item_is_for_a_person_to_look_at() -> None:
    elder, rufus = person("The Elder", iri=f"{BASE}person/elder"), person("Rufus Firefly", "president")
    links = [Link(elder.iri, name, justification=BY_PERSON) for name in (rufus.iri, "Q9000000002")]
    found = run(rufus, elder, items=[RUFUS], links=links)["Rufus Firefly"]
    assert (found.verdict, found.reasons[-1]) == (
        "review",
        "the link file says that it is The Elder, which is Q9000000002",
    )


# -- Single names, metonyms, namesakes ---------------------------------------------------------------------------------


def single(name: str = "Firefly", *titles: str) -> Subject:
    return person(name, *titles, iri=f"{BASE}article/a/person-firefly", local=True, others=(f"{BASE}person/rufus",))


def test_a_single_name_has_the_item_of_its_antecedent() -> None:
    found = run(person("Rufus Firefly", "president"), single(), items=[RUFUS])["Firefly"]
    assert (found.verdict, found.item, found.step) == ("accept", "Q9000000001", "antecedent")


def test_a_single_name_without_antecedent_is_never_accepted() -> None:
    known = {**RUFUS, "aliases": ["Firefly"]}
    alone = replace(single("Firefly", "president"), contexts=person("Firefly", "president").contexts)
    found = run(alone, items=[known])["Firefly"]
    assert (found.verdict, found.candidates[0].item) == ("review", "Q9000000001")


@pytest.mark.parametrize(
    ("titles", "famous"),
    [(("foreign minister",), []), ((), [{"id": "Q9000000005", "label": "Firefly", "claims": {"P31": ["Q5"]}}])],
)
def test_an_antecedent_of_another_office_or_beside_somebody_known_by_the_name_is_none(
    titles: tuple[str, ...], famous: list[Any]
) -> None:
    found = run(person("Rufus Firefly", "president"), single("Firefly", *titles), items=[RUFUS, *famous])["Firefly"]
    assert found.verdict == "review"


def test_a_palace_is_no_government() -> None:
    body = {"id": "Q9000000006", "label": "Glass Palace", "claims": {"P31": ["Q43229"], "P17": ["Q9000000901"]}}
    found = run(entity("Organization", "Glass Palace", FREEDONIA), items=[body])["Glass Palace"]
    assert (found.verdict, found.reasons[0]) == ("review", "the name stands for a government in the news")


def test_two_of_one_name_in_an_article_are_not_one_item() -> None:
    first = person("Rufus Firefly", "president", iri=f"{BASE}article/a/1", local=True, others=(f"{BASE}article/a/2",))
    second = person("Rufus Firefly", "president", iri=f"{BASE}article/a/2", local=True, others=(f"{BASE}article/a/1",))
    knowledge = Knowledge(catalogue=Stubs([PRESIDENCY, stub(RUFUS)]))
    subjects = (first, second, entity("Country", "Freedonia"))
    found = decide(subjects, links=LinkFile(), gazetteer=GAZETTEER, knowledge=knowledge)
    assert [decision.verdict for decision in found] == ["accept", "review", "review"]


# -- A reconciliation service ------------------------------------------------------------------------------------------


class Offers:
    """A service that offers ids by name, and for other names no answer."""

    def __init__(self, **offered: tuple[str, ...]) -> None:
        self._offered = {name.replace("_", " "): ids for name, ids in offered.items()}

    def candidates(self, queries: Iterable[Query]) -> Mapping[Query, tuple[Offered, ...]]:
        found: dict[Query, tuple[Offered, ...]] = {}
        for query in queries:
            if query.name not in self._offered:
                raise LookupFailedError(f"{query.name} got no answer")
            found[query] = tuple(Offered(id_, query.name, 100.0, ("Q5",)) for id_ in self._offered[query.name])
        return found


class Nameless(Stubs):
    """A catalogue that finds nobody by name."""

    def search(self, name: str, language: str) -> tuple[str, ...]:
        return () if name == "Rufus Firefly" else super().search(name, language)


@pytest.mark.parametrize(("titles", "verdict"), [(("president",), "accept"), ((), "review")])
def test_what_a_service_offers_is_judged_as_all_else_is(titles: tuple[str, ...], verdict: str) -> None:
    """Even an only one, of the highest score, that has the very name."""
    service = Offers(Rufus_Firefly=("Q9000000001", "elsewhere:77"), Freedonia=())
    knowledge = Knowledge(catalogue=Nameless([PRESIDENCY, stub(RUFUS)]), service=service)
    subjects = (person("Rufus Firefly", *titles), entity("Country", "Freedonia"))
    found = decide(subjects, links=LinkFile(), gazetteer=GAZETTEER, knowledge=knowledge)[1]
    assert (found.verdict, [candidate.item for candidate in found.candidates]) == (verdict, ["Q9000000001"])


def test_a_service_without_an_answer_leaves_it_unknown() -> None:
    knowledge = Knowledge(catalogue=Nameless([PRESIDENCY]), service=Offers(), online=True)
    subjects = (person("Rufus Firefly", "president"), entity("Country", "Freedonia"))
    found = decide(subjects, links=LinkFile(), gazetteer=GAZETTEER, knowledge=knowledge)[1]
    assert (found.verdict, found.lookups) == ("review", ("Rufus Firefly got no answer",))


# -- Look-ups ----------------------------------------------------------------------------------------------------------


class Failing(Stubs):
    """A catalogue in which some items, or all names, cannot be looked up."""

    def __init__(self, items: Iterable[Item], *, ids: tuple[str, ...] = (), names: bool = False) -> None:
        super().__init__(items)
        self._ids, self._names = ids, names

    def search(self, name: str, language: str) -> tuple[str, ...]:
        if self._names:
            raise LookupFailedError("the service does not answer")
        return super().search(name, language)

    def items(self, ids: Iterable[str]) -> Mapping[str, Found]:
        wanted = tuple(ids)
        if set(wanted) & set(self._ids):
            raise LookupFailedError("the service does not answer")
        return super().items(wanted)


def test_a_failed_look_up_is_unknown_and_never_nil() -> None:
    found = run(person("Rufus Firefly", "president"), catalogue=Failing([], names=True))["Rufus Firefly"]
    assert (found.verdict, found.lookups) == ("review", ("the service does not answer",))


def test_a_candidate_that_cannot_be_looked_up_bars_the_others() -> None:
    known = [PRESIDENCY, stub(RUFUS), stub({"id": "Q9000000007", "label": "Rufus Firefly"})]
    found = run(person("Rufus Firefly", "president"), catalogue=Failing(known, ids=("Q9000000007",)))["Rufus Firefly"]
    assert (found.verdict, found.candidates[0].item) == ("review", "Q9000000001")


def test_an_office_that_cannot_be_looked_up_supports_nothing() -> None:
    known = [PRESIDENCY, stub(RUFUS)]
    found = run(person("Rufus Firefly", "president"), catalogue=Failing(known, ids=("Q9000000800",)))["Rufus Firefly"]
    assert found.verdict == "review"
    assert "Q9000000800" in " ".join(found.reasons)


class Moved(Stubs):
    def items(self, ids: Iterable[str]) -> Mapping[str, Found]:
        moved: dict[str, Found] = {
            "Q9000000010": Redirected("Q9000000010", stub(RUFUS)),
            "Q9000000011": Missing("Q9000000011"),
        }
        wanted = tuple(ids)
        return {**super().items(i for i in wanted if i not in moved), **{i: moved[i] for i in wanted if i in moved}}

    def search(self, name: str, language: str) -> tuple[str, ...]:
        found = super().search(name, language)
        return ("Q9000000010", "Q9000000011", *found) if name == "Rufus Firefly" else found


def test_an_item_that_was_merged_is_the_other_one_and_a_deleted_one_is_none() -> None:
    catalogue = Moved([PRESIDENCY, stub(RUFUS)])
    found = run(person("Rufus Firefly", "president"), catalogue=catalogue)["Rufus Firefly"]
    assert (found.verdict, found.item, len(found.candidates)) == ("accept", "Q9000000001", 1)


def test_without_anything_to_look_it_up_in_the_gazetteers_ids_are_what_there_is() -> None:
    subjects = (
        entity("Country", "Freedonia"),
        entity("Organization", "League of Nations United"),
        entity("Place", "Oldtown", FREEDONIA),
        entity("Place", "Portside", FREEDONIA),
    )
    found = decide(subjects, links=LinkFile(), gazetteer=GAZETTEER, knowledge=Knowledge())
    assert [(d.verdict, d.item) for d in found] == [
        ("accept", "Q9000000901"),
        ("accept", "Q9000000904"),
        ("accept", "Q9000000903"),
        ("review", None),
    ]


# -- Places and organizations ------------------------------------------------------------------------------------------


def city(number: int, name: str, country: str, kind: str = "Q515") -> dict[str, Any]:
    return {"id": f"Q{number}", "label": name, "claims": {"P31": [kind], "P17": [country]}}


def test_a_place_rests_on_its_country_in_the_article() -> None:
    """As Vladivostok, whose id nobody has verified: in review until an item of its class and country is known."""
    there = city(9000000020, "Portside", "Q9000000901")
    assert run(entity("Place", "Portside", FREEDONIA))["Portside"].verdict == "review"
    assert run(entity("Place", "Portside"), items=[there])["Portside"].verdict == "review"
    assert run(entity("Place", "Portside", FREEDONIA), items=[there])["Portside"].item == "Q9000000020"


def test_a_place_of_the_name_elsewhere_is_not_it() -> None:
    elsewhere = city(9000000021, "Portside", "Q9000000902")
    assert run(entity("Place", "Portside", FREEDONIA), items=[elsewhere])["Portside"].verdict == "review"


def test_two_places_of_a_name_in_a_country_are_as_likely() -> None:
    both = [city(9000000022, "Portside", "Q9000000901"), city(9000000023, "Portside", "Q9000000901")]
    found = run(entity("Place", "Portside", FREEDONIA), items=both)["Portside"]
    assert (found.verdict, len(found.candidates)) == ("review", 2)


def test_a_name_of_two_places_is_settled_where_the_article_is_about_one() -> None:
    known = [city(9000000024, "Twain", "Q9000000901"), city(9000000025, "Twain", "Q9000000902")]
    sylvania = entity("Country", "Sylvania")
    one = run(entity("Place", "Twain", FREEDONIA), sylvania, items=known)["Twain"]
    both = run(entity("Place", "Twain", FREEDONIA, sylvania.iri), sylvania, items=known)["Twain"]
    assert (one.item, both.verdict) == ("Q9000000024", "review")


def test_sitelinks_order_a_review_and_accept_nothing() -> None:
    known = [
        city(9000000026, "Portside", "Q9000000901"),
        {**city(9000000027, "Portside", "Q9000000901"), "sitelinks": 99},
    ]
    found = run(entity("Place", "Portside", FREEDONIA), items=known)["Portside"]
    assert (found.verdict, found.candidates[0].item) == ("review", "Q9000000027")


def test_an_organization_rests_on_its_kind_and_its_country() -> None:
    right = city(9000000030, "Firefly Motors", "Q9000000901", "Q6881511")
    elsewhere = city(9000000031, "Firefly Motors", "Q9000000902", "Q6881511")
    assert run(entity("Organization", "Firefly Motors"), items=[right, elsewhere])["Firefly Motors"].item == right["id"]
    assert run(entity("Organization", "Firefly Motors"), items=[elsewhere])["Firefly Motors"].verdict == "review"


def test_a_country_whose_code_contradicts_the_gazetteer_is_in_review() -> None:
    item = {"id": "Q9000000901", "label": "Freedonia", "claims": {"P31": ["Q6256"], "P297": ["XX"]}}
    assert run(items=[item])["Freedonia"].verdict == "review"


def test_two_people_of_an_article_are_not_one_item() -> None:
    """By a name and by an alias: the article tells them apart."""
    known = {**RUFUS, "aliases": ["Rufus T. Firefly Senior"]}
    first = person("Rufus Firefly", "president", others=(f"{BASE}person/senior",))
    second = person("Rufus T. Firefly Senior", "president", iri=f"{BASE}person/senior", others=(f"{BASE}person/rufus",))
    found = run(first, second, items=[known])
    assert {found[subject.name].verdict for subject in (first, second)} == {"review"}


def test_a_relative_in_the_article_is_no_office_and_leaves_it_to_a_person() -> None:
    """A wife and a mother-in-law may share a name; what the relative tells is shown."""
    spouse = {"id": "Q9000000040", "label": "Gloria Teasdale", "claims": {"P31": ["Q5"], "P26": ["Q9000000001"]}}
    gloria = person("Gloria Teasdale", iri=f"{BASE}person/gloria", others=(f"{BASE}person/rufus",))
    found = run(gloria, person("Rufus Firefly", "president"), items=[RUFUS, spouse])["Gloria Teasdale"]
    assert found.verdict == "review"
    assert [candidate.item for candidate in found.candidates] == ["Q9000000040"]


def test_a_body_of_many_countries_is_that_of_the_articles() -> None:
    """The governor of a central bank, and of that of another country."""
    bank = entity("Organization", "Central Bank", FREEDONIA)
    held = stub({"id": "Q9000000801", "label": "Governor of the Central Bank", "claims": {"P17": ["Q9000000902"]}})
    banker = {**RUFUS, "claims": {"P31": ["Q5"], "P39": [{"value": "Q9000000801", "P580": "2020"}]}}
    office = Office("governor", bank.iri)
    subject = person("Rufus Firefly", others=(bank.iri,))
    subject = replace(subject, contexts=(replace(subject.contexts[0], offices=(office,)),))
    assert run(subject, bank, items=[held, banker])["Rufus Firefly"].verdict == "review"
    ours = stub({"id": "Q9000000801", "label": "Governor of the Central Bank", "claims": {"P17": ["Q9000000901"]}})
    assert run(subject, bank, items=[ours, banker])["Rufus Firefly"].verdict == "accept"
