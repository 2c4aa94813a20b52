"""`newsgraph merge` as a user runs it, with a Wikidata on loopback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsgraph.link import sssom
from newsgraph.link.sssom import BY_PERSON, Link
from newsgraph.project import BASE

sys.path.insert(0, str(Path(__file__).parents[1] / "link"))

from server import Records, Server

MADURO = f"{BASE}person/nicolás-maduro"
VENEZUELA = f"{BASE}country/venezuela"


@pytest.fixture
def server() -> Iterator[Server]:
    records = Records()
    records.stub("Q101", "Nicolás Maduro", P31="Q5", P27="Q102", P39="Q103")
    records.stub("Q102", "Venezuela", P31="Q6256")
    records.stub("Q103", "President of Venezuela", P279="Q104")
    records.stub("Q104", "president")
    with Server(records).running() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, root: Path, server: Server) -> Path:
    """A project whose Wikidata is on loopback, with one article built."""
    settings = f'[link]\ncontact = "desk@example.org"\nwikidata = "{server.api}"\nrate = 1000\n'
    (tmp_path / "newsgraph.toml").write_text(settings, "utf-8")
    (tmp_path / "output").mkdir()
    for path in (root / "output").glob("2018-*"):
        (tmp_path / "output" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "output" / "dataset.trig").write_bytes((root / "output" / "dataset.trig").read_bytes())
    return tmp_path


def links(desk: Path, *lines: Link) -> None:
    sssom.append(desk / "output" / sssom.FILE, lines, base=BASE)


def test_online_then_offline(newsgraph: Any, desk: Path, server: Server, tree_of: Any) -> None:
    """What was asked once is asked no more, and offline the same bytes are made of it."""
    links(desk, Link(MADURO, "Q101"), Link(VENEZUELA, "Q102"))
    run = newsgraph("merge", "output", "--online", cwd=desk)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("2 links published, 0 in review, 0 in conflict, 0 unknown: ")
    merged, asked = tree_of(desk / "output" / "merged"), len(server.asked)
    assert asked <= 4  # the linked items, what they speak of, and the classes above
    run = newsgraph("merge", "output", cwd=desk)
    assert run.returncode == 0, run.stderr
    assert len(server.asked) == asked
    assert tree_of(desk / "output" / "merged") == merged
    assert b'"http://www.wikidata.org/entity/Q101"' in merged["2018-09-26-us-sanctions-maduro-circle.jsonld"]


def test_offline_what_is_not_known_is_told(newsgraph: Any, desk: Path) -> None:
    links(desk, Link(MADURO, "Q101"))
    run = newsgraph("merge", "output", cwd=desk)
    assert run.returncode == 1
    assert f"{MADURO}: Q101 was not looked up" in run.stderr
    assert run.stdout.startswith("0 links published, 0 in review, 0 in conflict, 1 unknown")


def test_conflicts_are_told_with_both_sides(newsgraph: Any, desk: Path) -> None:
    links(desk, Link(MADURO, "Q102", justification=BY_PERSON, author="Ann", date="2026-11-25"), Link(VENEZUELA, "Q102"))
    run = newsgraph("merge", "output", "--online", "-q", cwd=desk)
    assert run.returncode == 1
    assert run.stdout == ""
    assert "A person here, and no human there" in run.stderr
    assert "linked to Q102 by Ann on 2026-11-25" in run.stderr
    assert "Venezuelan President Nicolás Maduro" in run.stderr
    assert "http://www.wikidata.org/entity/statement/Q102-stub" in run.stderr


def test_without_a_link_file_there_is_nothing_to_merge(newsgraph: Any, desk: Path) -> None:
    run = newsgraph("merge", "output", cwd=desk)
    assert run.returncode == 2
    assert "there is no link file" in run.stderr


def test_link_file_that_is_wrong_is_shown(newsgraph: Any, desk: Path) -> None:
    links(desk, Link(MADURO, "Q101"))
    path = desk / "output" / sssom.FILE
    path.write_text(path.read_text("utf-8").replace("owl:sameAs", "owl:sameas"), "utf-8")
    run = newsgraph("merge", "output", cwd=desk)
    assert run.returncode == 2
    assert "links.sssom.tsv:12: the predicate 'owl:sameas' decides nothing" in run.stderr


def test_a_build_does_not_change_with_its_links(newsgraph: Any, desk: Path, root: Path, tree_of: Any) -> None:
    """Neither by a link file nor by what is merged already."""
    article = root / "articles" / "2018-09-26-us-sanctions-maduro-circle.txt"
    newsgraph("build", article, "-o", "output", cwd=desk)
    before = tree_of(desk / "output")
    links(desk, Link(MADURO, "Q101"))
    assert newsgraph("merge", "output", "--online", cwd=desk).returncode == 0
    newsgraph("build", article, "-o", "output", cwd=desk)
    assert {name: content for name, content in tree_of(desk / "output").items() if name in before} == before
