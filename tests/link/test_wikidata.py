"""Wikidata is asked once, answers as it does, and what it did not answer is unknown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from server import CHANGING, HUGE, PASSING, STUB, Faults, Records, Server

from newsgraph.errors import AccessError, LookupFailedError, UsageError
from newsgraph.link.cache import Cache
from newsgraph.link.items import Item
from newsgraph.link.lookup import NoAnswerError
from newsgraph.link.wikidata import BATCH, HITS, Missing, Redirected, Wikidata, _checked_search, _reader
from newsgraph.net import Client, Patience
from newsgraph.settings import LinkSettings

REAL = Records.real()
needs_records = pytest.mark.skipif(REAL is None, reason="NEWSGRAPH_SHARED names no folder with records of Wikidata")


@dataclass(frozen=True)
class First(Faults):
    """The first request goes wrong, in the first of these ways, and no other."""

    def of(self, number: int) -> str | None:
        return self.kinds[0] if number == 0 else None


@pytest.fixture
def records() -> Records:
    """A hundred and twenty people, the first of whom has two names."""
    records = Records()
    for number in range(1, 121):
        records.stub(f"Q{number}", f"Person {number:03}", aliases=["Nobody"] if number == 1 else [], P31="Q5")
    return records


def settings(server: Server, **options: float) -> LinkSettings:
    return LinkSettings(contact="desk@example.org", wikidata=server.api, rate=1000, **options)  # type: ignore[arg-type]


@contextmanager
def wikidata(server: Server, cache: Path, *, online: bool = True, timeout: float = 5) -> Iterator[Wikidata]:
    with Cache.at(cache) as kept, Wikidata(settings(server, timeout=timeout), kept, online=online) as opened:
        yield opened


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache.sqlite"


# -- Names -------------------------------------------------------------------------------------------------------------


@needs_records
def test_a_name_has_the_ids_that_wikidata_ranks(cache: Path) -> None:
    assert REAL is not None
    with Server(REAL).running() as server, wikidata(server, cache) as opened:
        found = opened.search("Steve Clark", "en")
    assert found[:3] == ("Q367617", "Q7612213", "Q1370741")
    assert len(found) == HITS


def test_a_name_is_asked_once_however_it_is_composed(records: Records, cache: Path) -> None:
    records.stub("Q500", "Vučić")
    with Server(records).running() as server, wikidata(server, cache) as opened:
        assert opened.search("Vučić", "en") == opened.search(" Vuc\u030cic\u0301 ", "en") == ("Q500",)
        assert opened.search("Vučić", "sr") == ("Q500",)
        assert opened.search(" ", "en") == ()
        assert len(server.asked) == 2


def test_a_name_that_nobody_has_is_known_to_have_no_item(records: Records, cache: Path) -> None:
    with Server(records).running() as server, wikidata(server, cache) as opened:
        assert opened.search("Alcibiades", "en") == opened.search("Alcibiades", "en") == ()
        assert len(server.asked) == 1


# -- Items -------------------------------------------------------------------------------------------------------------


@needs_records
def test_an_item_comes_whole(cache: Path) -> None:
    assert REAL is not None
    with Server(REAL).running() as server, wikidata(server, cache) as opened:
        (item,) = opened.items(["Q7747"]).values()
    assert isinstance(item, Item)
    assert sum(map(len, item.statements.values())) == 646


def test_items_are_asked_for_by_fifties_each_once(records: Records, cache: Path) -> None:
    ids = [f"Q{number}" for number in range(120, 0, -1)]
    with Server(records).running() as server, wikidata(server, cache) as opened:
        found = opened.items(ids + ids)
        assert list(found) == ids
        assert all(isinstance(item, Item) and item.id == qid for qid, item in found.items())
        assert [len(asked.parameters["ids"].split("|")) for asked in server.asked] == [50, 50, 20]
        opened.items(["Q7", "Q121"])
        assert server.asked[-1].parameters["ids"] == "Q121"


def test_what_was_merged_or_deleted_or_never_made_is_told(records: Records, cache: Path) -> None:
    records.merge("Q2", "Q1")
    records.delete("Q3")
    with Server(records).running() as server, wikidata(server, cache) as opened:
        found = opened.items(["Q1", "Q2", "Q3", "Q9999999999", "../Q1"])
        assert isinstance(found["Q1"], Item)
        assert found["Q2"] == Redirected("Q2", opened.items(["Q1"])["Q1"])  # type: ignore[arg-type]  # it is an item
        assert [found[key] for key in ("Q3", "Q9999999999", "../Q1")] == [
            Missing("Q3"),
            Missing("Q9999999999"),
            Missing("../Q1"),
        ]
        assert server.asked[0].parameters["ids"] == "Q1|Q2|Q3"
        with pytest.raises(KeyError):
            found["Q4"]


def test_an_entity_that_cannot_be_read_is_unknown_and_the_others_are_not(records: Records, cache: Path) -> None:
    records.put({**records.entities["Q2"], "claims": {"P31": [{"rank": "royal"}]}})
    with Server(records).running() as server, wikidata(server, cache) as opened:
        with pytest.raises(LookupFailedError, match="item Q2: the service answers with what cannot be read"):
            opened.items(["Q1", "Q2", "Q3"])
        assert list(opened.items(["Q1", "Q3"])) == ["Q1", "Q3"]
        assert len(server.asked) == 1


@needs_records
def test_the_real_records_are_read_through_the_cache(cache: Path) -> None:
    """Whole entities of seven years, as the API and as dumps give them."""
    assert REAL is not None
    ids = sorted(REAL.entities)[:300]
    with Server(REAL).running() as server, wikidata(server, cache) as opened:
        found = opened.items(ids)
        assert all(isinstance(item, Item) for item in found.values())
        assert len(server.asked) == len(ids) / BATCH


# -- Offline, and refusals ---------------------------------------------------------------------------------------------


def test_without_online_nothing_is_asked_and_what_is_not_known_is_an_error(records: Records, cache: Path) -> None:
    with Server(records).running() as server:
        with wikidata(server, cache) as opened:
            opened.search("Nobody", "en")
            opened.items(["Q1"])
        asked = len(server.asked)
        with wikidata(server, cache, online=False) as opened:
            assert opened.search("Nobody", "en") == ("Q1",)
            assert isinstance(opened.items(["Q1"])["Q1"], Item)
            with pytest.raises(LookupFailedError, match="search en Somebody is not in the cache; look it up with"):
                opened.search("Somebody", "en")
            with pytest.raises(LookupFailedError, match=r"item Q2 is not in the cache.* \(2 are unknown\)"):
                opened.items(["Q1", "Q2", "Q3"])
        assert len(server.asked) == asked


def test_who_goes_online_says_who_asks(cache: Path) -> None:
    with Cache.at(cache) as kept, pytest.raises(UsageError, match="contact"):
        Wikidata(LinkSettings(), kept, online=True)


def test_a_user_agent_without_contact_is_refused(records: Records) -> None:
    """So it is by Wikidata itself; ours has one, as every other test shows."""
    with Server(records).running() as server:
        client = Client(agent="newsgraph", rate=1000, patience=Patience(), most=1000)
        with pytest.raises(AccessError, match="403 Forbidden: Please set a user-agent"):
            client.get(server.api, {}, bytes)
        client.close()


# -- Faults ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_changes_nothing_but_the_number_of_requests(
    records: Records, cache: Path, fault: str
) -> None:
    with (
        Server(records, First(kinds=[fault], stall=0.6)).running() as server,
        wikidata(server, cache, timeout=0.3 if fault == "slow" else 5) as opened,
    ):
        assert list(opened.items(["Q1", "Q2"])) == ["Q1", "Q2"]
        assert [asked.fault for asked in server.asked] == [fault, None]


@pytest.mark.parametrize("fault", [fault for fault in PASSING if fault != "slow"])
def test_a_service_that_does_not_recover_leaves_all_unknown(records: Records, cache: Path, fault: str) -> None:
    """And no body of its in the cache."""
    faulty = Faults(1, [fault])
    with Server(records, faulty).running() as server, Cache.at(cache) as kept:
        options = LinkSettings(contact="a@example.org", wikidata=server.api, rate=1000, retries=1)
        with Wikidata(options, kept, online=True) as opened:
            for _ in range(2):
                with pytest.raises(LookupFailedError, match=r"\(asked 2 times\)"):
                    opened.search("Nobody", "en")
            with pytest.raises(LookupFailedError):
                opened.items(["Q1"])
            assert len(server.asked) == 4
            with pytest.raises(LookupFailedError):
                opened.search("Person 1", "en")
            with pytest.raises(LookupFailedError, match="3 questions in a row had no answer, so no more are asked"):
                opened.search("Person 2", "en")
            assert len(server.asked) == 6
    assert bodies(cache) == []


def test_a_service_that_asks_for_two_hours_is_left_alone_and_asked_by_a_later_run(
    records: Records, cache: Path
) -> None:
    with Server(records, First(kinds=[HUGE])).running() as server:
        with wikidata(server, cache) as opened:
            for name in ("Nobody", "Person 1"):
                with pytest.raises(LookupFailedError, match="429 Too Many Requests, and asks us to wait 7,200 seconds"):
                    opened.search(name, "en")
        assert len(server.asked) == 1
        with wikidata(server, cache) as opened:
            assert opened.search("Nobody", "en") == ("Q1",)


@pytest.mark.parametrize("fault", CHANGING)
def test_an_answer_that_is_another_one_is_an_answer(records: Records, cache: Path, fault: str) -> None:
    with Server(records, First(kinds=[fault])).running() as server, wikidata(server, cache) as opened:
        found = opened.search("Person 00", "en")
        assert found == (() if fault == "empty" else tuple(f"Q{number}" for number in range(9, 0, -1)))


def test_what_is_changed_over_there_does_not_change_what_was_looked_up(records: Records, cache: Path) -> None:
    with Server(records).running() as server:
        with wikidata(server, cache) as opened:
            before = opened.items(["Q1"])["Q1"]
            assert opened.search("Nobody", "en") == ("Q1",)
        records.rename("Q1", "Somebody Else")
        records.vandalise("Q1", "Q4167410")
        with wikidata(server, cache) as opened:
            assert opened.items(["Q1"])["Q1"] == before
        with wikidata(server, cache.with_name("another.sqlite")) as opened:
            after = opened.items(["Q1"])["Q1"]
            assert isinstance(after, Item)
            assert (after.labels["en"], after.items("P31")) == ("Somebody Else", ("Q4167410",))


def test_more_than_fifty_ids_are_refused_by_the_service(records: Records) -> None:
    ids = "|".join(f"Q{number}" for number in range(1, BATCH + 2))
    with Server(records).running() as server:
        client = Client(agent="test/1 (a@example.org)", rate=1000, patience=Patience(), most=10_000)
        assert b"toomanyvalues" in client.get(server.api, {"action": "wbgetentities", "ids": ids}, bytes)
        entity = server.api.replace("/w/api.php", "/wiki/Special:EntityData/Q1.json")
        assert STUB.encode() in client.get(entity, {}, bytes)
        client.close()


@pytest.mark.parametrize(
    "body",
    [
        b'{"search": []}',
        b'{"search": [], "success": 0}',
        b'{"search": [], "success": 1, "error": {"code": "internal_api_error_DBQueryError"}}',
        b'{"success": 1}',
        b'{"search": [{"id": "../x"}], "success": 1}',
        b'[{"id": "Q1"}]',
        b"\xff",
        b"[" * 100_000,
        b"",
    ],
)
def test_a_list_of_hits_says_that_it_is_a_success_and_of_items(body: bytes) -> None:
    with pytest.raises(NoAnswerError):
        _checked_search(body)


@pytest.mark.parametrize(
    "entities",
    [
        '{"Q1": {"id": "Q2", "labels": {}}}',
        '{"Q1": {"id": "Q2", "missing": ""}}',
        '{"Q1": {"id": "Q3", "redirects": {"from": "Q1", "to": "Q2"}}}',
    ],
)
def test_an_entity_in_the_place_of_another_is_not_taken(entities: str) -> None:
    body = f'{{"entities": {entities}, "success": 1}}'.encode()
    assert _reader(("item Q1",))(body) == {}


def test_a_redirect_may_stand_under_the_new_id() -> None:
    """It is read in either form."""
    entity = b'{"id": "Q2", "redirects": {"from": "Q1", "to": "Q2"}}'
    assert _reader(("item Q1",))(b'{"entities": {"Q2": %s}, "success": 1}' % entity) == {"item Q1": entity}


def bodies(cache: Path) -> list[bytes]:
    connection = sqlite3.connect(cache)
    try:
        return [bytes(body) for (body,) in connection.execute("SELECT body FROM answers")]
    finally:
        connection.close()
