"""How often a service is asked, and how fast: counted by the service, also where it fails and where we are killed.

What `newsgraph link` asks is what is asked here: some names, then the items of all their candidates.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
import pytest
from server import PASSING, Faults, Records, Server

from newsgraph.errors import LookupFailedError
from newsgraph.link.cache import Cache
from newsgraph.link.wikidata import BATCH, Wikidata, _found, _hits, _id
from newsgraph.settings import LinkSettings

NAMES = 400
CANDIDATES = 2  # of a name


@pytest.fixture
def records() -> Records:
    """Names that two people have each, one of whom was merged into somebody else or deleted now and then."""
    records = Records()
    for number in range(1, NAMES + 1):
        for who in range(CANDIDATES):
            qid = number + who * 1000
            records.stub(f"Q{qid}", f"Name {number:03}", P31="Q5")
        records.ranked[f"Name {number:03}"] = [f"Q{number}", f"Q{number + 1000}"]
        if number % 17 == 0:
            records.merge(f"Q{number}", f"Q{number + 1000}")
        if number % 29 == 0:
            records.delete(f"Q{number + 1000}")
    return records


def names(count: int) -> Sequence[str]:
    return [f"Name {number:03}" for number in range(1, count + 1)]


def look_up(server: Server, cache: Path, count: int, *, more: int = 0, **options: float) -> Mapping[str, str]:
    """Every name, every candidate and so many other items, as one text each."""
    settings = LinkSettings(contact="desk@example.org", wikidata=server.api, **{"rate": 1000, "timeout": 1, **options})  # type: ignore[arg-type]
    with Cache.at(cache) as kept, Wikidata(settings, kept, online=True) as wikidata:
        found = {name: wikidata.search(name, "en") for name in [*names(count), *names(count)]}
        others = [f"Q{number}" for number in range(NAMES, NAMES - more, -1)]
        items = wikidata.items([*(qid for ids in found.values() for qid in ids), *others])
        return {**{name: repr(ids) for name, ids in found.items()}, **{qid: repr(item) for qid, item in items.items()}}


def fewest(count: int) -> int:
    """One request for each distinct name, and one for each fifty candidates."""
    return count + -(-count * CANDIDATES // BATCH)


# -- How often ---------------------------------------------------------------------------------------------------------


def test_names_are_asked_once_and_candidates_by_fifties(records: Records, tmp_path: Path) -> None:
    with Server(records).running() as server:
        look_up(server, tmp_path / "cache", 60)
        assert len(server.asked) == fewest(60)


def test_a_warm_cache_asks_nothing(records: Records, tmp_path: Path) -> None:
    with Server(records).running() as server:
        first = look_up(server, tmp_path / "cache", 60)
        asked = len(server.asked)
        assert look_up(server, tmp_path / "cache", 60) == first
        assert len(server.asked) == asked


def test_a_tenth_of_faults_costs_at_most_fifteen_in_a_hundred_more(records: Records, tmp_path: Path) -> None:
    """And what is learnt is the same; what went wrong is in no cache."""
    with Server(records).running() as server:
        without = look_up(server, tmp_path / "without", NAMES)
    with Server(records, Faults(0.1, seed=1, stall=1.5)).running() as server:
        assert look_up(server, tmp_path / "with", NAMES) == without
        assert {asked.fault for asked in server.asked} == {None, *PASSING}
        assert fewest(NAMES) < len(server.asked) <= 1.15 * fewest(NAMES)
    check_cache(tmp_path / "with")


# -- How fast ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0, 0.3])
def test_the_rate_is_never_exceeded(records: Records, tmp_path: Path, share: float) -> None:
    """Not by what is asked again, either. A request may be on its way for a while: one of a second's may come late."""
    rate = 40
    at_once = ["429 in seconds", "maxlag"]  # with a Retry-After of 0
    with Server(records, Faults(share, at_once, seed=3)).running() as server:
        started = time.monotonic()
        look_up(server, tmp_path / "cache", 40, rate=rate)
        times = [started, *(asked.at for asked in server.asked)]
    for place, at in enumerate(times[1:], start=1):
        within = sum(at - 1 < other for other in times[1:place])
        assert within + 1 <= rate + 1
    assert len(server.asked) / (times[-1] - started) <= rate


# -- Killed ------------------------------------------------------------------------------------------------------------

PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[4])
import test_requests
class Address:
    api = sys.argv[1]
found = test_requests.look_up(Address, Path(sys.argv[2]), 3, more=120)
Path(sys.argv[3]).write_text("\\n".join(f"{key} {value}" for key, value in found.items()), encoding="utf-8")
"""


def start(server: Server, cache: Path, output: Path) -> subprocess.Popen[bytes]:
    here = str(Path(__file__).parent)
    return subprocess.Popen([sys.executable, "-c", PROGRAM, server.api, str(cache), str(output), here])


@pytest.mark.parametrize("moment", ["asked", "answered"])
def test_a_kill_at_any_request_changes_no_byte_and_repeats_one_request(
    records: Records, tmp_path: Path, moment: str
) -> None:
    """`kill -9` when a request has come, and when its answer has just been sent."""
    with Server(records).running() as server:
        assert start(server, tmp_path / "whole", tmp_path / "whole.txt").wait() == 0
        whole, count = (tmp_path / "whole.txt").read_bytes(), len(server.asked)
        assert count == 3 + 3  # names, and fifties of items
        for number in range(count):
            server.asked.clear()
            cache, output = tmp_path / f"{number}", tmp_path / f"{number}.txt"
            process = start(server, cache, output)
            server.watch = killing(process, moment, number)
            assert process.wait() == -signal.SIGKILL
            assert not output.exists()
            check_cache(cache)
            server.watch = killing(process, moment, -1)
            assert start(server, cache, output).wait() == 0
            assert output.read_bytes() == whole
            assert len(server.asked) <= count + 1


def killing(process: subprocess.Popen[bytes], moment: str, number: int) -> Callable[[str, int], None]:
    def watch(what: str, asked: int) -> None:
        if (what, asked) == (moment, number):
            process.kill()

    return watch


# -- What is kept ------------------------------------------------------------------------------------------------------


def check_cache(cache: Path) -> None:
    """Every body is an answer to its question: a list of hits, or the entity that was asked for."""
    connection = sqlite3.connect(cache)
    try:
        for question, body in connection.execute("SELECT question, body FROM answers"):
            if question.startswith("search "):
                assert msgspec.json.decode(body)["success"] == 1
                _hits(body)
            else:
                assert _found(_id(question), body)
    finally:
        connection.close()


@pytest.mark.parametrize("seed", range(3))
def test_no_invalid_body_is_ever_kept(records: Records, tmp_path: Path, seed: int) -> None:
    """Where half of all goes wrong, what is learnt is right and what is not learnt is not there."""
    kinds = [kind for kind in PASSING if kind != "slow"]
    with Server(records, Faults(0.5, kinds, seed=seed)).running() as server:
        settings = LinkSettings(contact="desk@example.org", wikidata=server.api, rate=1000, retries=0)
        for _ in range(12):
            with Cache.at(tmp_path / "cache") as kept, Wikidata(settings, kept, online=True) as wikidata:
                for name in names(12):
                    with contextlib.suppress(LookupFailedError):
                        wikidata.search(name, "en")
            check_cache(tmp_path / "cache")
        with Cache.at(tmp_path / "cache") as kept:
            offline = Wikidata(settings, kept)
            assert {name: offline.search(name, "en") for name in names(12)} == {
                name: tuple(records.ranked[name]) for name in names(12)
            }


# -- The command itself ------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(root: Path, records: Records, tmp_path: Path) -> tuple[Server, Path]:
    """A server that knows namesakes of those whom an article names, and a project with that article's output."""
    article = "2023-12-21-angola-quits-opec.ttl"
    text = (root / "output" / article).read_text(encoding="utf-8")
    for number, name in enumerate(sorted(set(re.findall(r'schema:name "([^"]+)"', text)))):
        for namesake in range(5):
            records.stub(f"Q{10_000 + number * 10 + namesake}", name, P31="Q5", P106="Q82955")
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / article).write_text(text, encoding="utf-8")
    return Server(records), tmp_path


def link(server: Server, project: Path, output: Path) -> subprocess.Popen[bytes]:
    settings = f'[link]\ncontact = "desk@example.org"\nwikidata = "{server.api}"\nrate = 1000\n'
    (project / "newsgraph.toml").write_text(settings, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "newsgraph", "link", "--online", "--quiet", "--project", str(project), str(output)],
        stdout=subprocess.DEVNULL,
    )


def written(output: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(output.iterdir()) if "sqlite" not in path.name}


def test_newsgraph_link_that_is_killed_writes_the_same_bytes_in_the_end(desk: tuple[Server, Path]) -> None:
    """Killed at its first requests, in the middle, and at its last. Run once more it asks nothing."""
    server, project = desk
    with server.running():
        shutil.copytree(project / "output", project / "whole")
        assert link(server, project, project / "whole").wait() == 0
        whole, asked = written(project / "whole"), len(server.asked)
        assert "link-report.jsonl" in whole
        for number in sorted({0, 1, asked // 2, asked - 2, asked - 1}):
            output = project / f"{number}"
            shutil.copytree(project / "output", output)
            server.asked.clear()
            process = link(server, project, output)
            server.watch = killing(process, ("asked", "answered")[number % 2], number)
            assert process.wait() == -signal.SIGKILL
            assert link(server, project, output).wait() == 0
            assert written(output) == whole
            assert len(server.asked) <= asked + 1
        server.asked.clear()
        assert link(server, project, project / "whole").wait() == 0
        assert server.asked == []
        assert written(project / "whole") == whole
