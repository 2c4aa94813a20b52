"""Reconciliation services of two versions have one face, and their word on a match is not taken."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from server import PASSING, Faults, Records, Server

from newsgraph.errors import LookupFailedError
from newsgraph.link.cache import Cache
from newsgraph.link.lookup import NoAnswerError
from newsgraph.link.reconciliation import BATCH, VERSIONS, Candidate, Query, Reconciliation, Version
from newsgraph.settings import LinkSettings

SHARED = os.environ.get("NEWSGRAPH_SHARED")
SPECS = Path(SHARED or "") / "wikidata" / "reconciliation-api"
BOTH = pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.name)


@pytest.fixture
def records() -> Records:
    records = Records()
    for number in range(1, 31):
        records.stub(f"Q{number}", f"Person {number:02}", P31="Q5")
    records.stub("Q100", "Vulin")
    return records


@contextmanager
def service(server: Server, cache: Path, *, online: bool = True) -> Iterator[Reconciliation]:
    settings = LinkSettings(contact="desk@example.org", rate=1000, timeout=1)
    with Cache.at(cache) as kept, Reconciliation(server.reconciliation, settings, kept, online=online) as opened:
        yield opened


@BOTH
def test_candidates_come_by_tens_and_are_asked_for_once(records: Records, tmp_path: Path, version: Version) -> None:
    queries = [Query(f"Person {number:02}") for number in range(1, 26)]
    with Server(records).running() as server:
        server.versions = [version.name]
        with service(server, tmp_path / "cache") as opened:
            found = opened.candidates(queries)
            assert found[Query("Person 07")] == (Candidate("Q7", "Person 07", 100.0, ("Q35120",)),)
            assert list(found) == queries
            assert len(server.asked) == 1 + -(-len(queries) // BATCH)
            assert opened.candidates(queries) == found
        with service(server, tmp_path / "cache", online=False) as opened:
            assert opened.candidates(queries) == found
            with pytest.raises(LookupFailedError, match="not in the cache"):
                opened.candidates([Query("Nobody")])
        assert len(server.asked) == 4


def test_versions_have_one_face(records: Records, tmp_path: Path) -> None:
    queries = [Query("Person 0", "Q5", 3), Query("Vulin"), Query("Nobody")]
    found = []
    for version in VERSIONS:
        with Server(records).running() as server:
            server.versions = [version.name]
            with service(server, tmp_path / version.name) as opened:
                found.append(opened.candidates(queries))
    assert found[0] == found[1]
    assert [len(candidates) for candidates in found[0].values()] == [3, 1, 0]


def test_that_an_only_candidate_is_called_a_match_is_not_read(records: Records, tmp_path: Path) -> None:
    """As one service says of "Vulin", for want of another."""
    with Server(records).running() as server, service(server, tmp_path / "cache") as opened:
        opened.candidates([Query("Vulin")])
    assert "match" not in {field.name for field in dataclasses.fields(Candidate)}


def test_a_service_of_another_version_is_told(records: Records, tmp_path: Path) -> None:
    with Server(records).running() as server:
        server.versions = ["0.1"]
        with service(server, tmp_path / "cache") as opened, pytest.raises(LookupFailedError, match=r"0\.2, 1\.0-draft"):
            opened.candidates([Query("Vulin")])


@BOTH
@pytest.mark.parametrize("seed", range(2))
def test_faults_that_pass_change_nothing(records: Records, tmp_path: Path, version: Version, seed: int) -> None:
    queries = [Query(f"Person {number:02}") for number in range(1, 31)]
    kinds = [kind for kind in PASSING if kind != "slow"]
    with Server(records, Faults(0.2, kinds, seed=seed)).running() as server:
        server.versions = [version.name]
        with service(server, tmp_path / "cache") as opened:
            assert [candidates[0].name for candidates in opened.candidates(queries).values()] == [
                query.name for query in queries
            ]


# -- The specification's own examples ----------------------------------------------------------------------------------


@pytest.mark.skipif(SHARED is None, reason="NEWSGRAPH_SHARED names no folder with the examples of the specification")
@BOTH
def test_examples_of_results_are_read_where_they_are_valid(version: Version) -> None:
    folder = SPECS / version.name / "examples" / "reconciliation-result-batch"
    valid = json.loads((folder / "valid" / "example-full.json").read_bytes())
    renamed: Any = {f"q{n}": result for n, result in enumerate(valid.values())} if "results" not in valid else valid
    assert len(version.decode(json.dumps(renamed).encode(), 2)) == 2
    for path in sorted((folder / "invalid").iterdir()):
        with pytest.raises(NoAnswerError):
            read_all(version, path.read_bytes())


def read_all(version: Version, body: bytes) -> None:
    from newsgraph.link.reconciliation import _read_candidates

    found = json.loads(body)
    if isinstance(found, dict) and "results" not in found:
        body = json.dumps({f"q{n}": result for n, result in enumerate(found.values())}).encode()
    for result in version.decode(body, len(found.get("results", found)) if isinstance(found, dict) else 1):
        _read_candidates(bytes(result))
