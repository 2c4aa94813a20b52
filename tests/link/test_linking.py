"""`newsgraph link` as a user runs it: on the samples offline, and with a Wikidata on loopback."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from server import Faults, Records, Server

from elements import Elements
from newsgraph.link import sssom
from newsgraph.link.sssom import Link
from newsgraph.project import BASE

ARTICLE = Path(os.environ.get("NEWSGRAPH_SHARED", "absent")) / "articles" / "ap-2024-09-04-vulin-putin.txt"
LINKS, REPORT = "links.sssom.tsv", "link-report.jsonl"

# Ids that stored entities of Wikidata verify, for what the article names.
VERIFIED = {
    "Vladimir Putin": "Q7747",
    "Serbia": "Q403",
    "Russia": "Q159",
    "Emmanuel Macron": "Q3052772",
    "Olaf Scholz": "Q61053",
    "United States": "Q30",
    "European Union": "Q458",
    "NATO": "Q7184",
    "Belgrade": "Q3711",
    "France": "Q142",
    "Germany": "Q183",
    "Ukraine": "Q212",
    "Aleksandar Vučić": "Q222031",
    "Aleksandar Vulin": "Q11074974",
}


@pytest.fixture
def samples(root: Path, tmp_path: Path) -> Path:
    """A copy of the committed output."""
    return shutil.copytree(root / "output", tmp_path / "output")


def report(output: Path) -> dict[str, dict[str, Any]]:
    lines = (output / REPORT).read_text(encoding="utf-8").splitlines()
    return {record["name"]: record for record in map(json.loads, lines)}


def test_every_entity_of_the_samples_is_linked_or_in_review_with_reasons(newsgraph: Any, samples: Path) -> None:
    """Offline, without an index: what the gazetteer has verified, and all else for a person."""
    run = newsgraph("link", samples)
    assert (run.returncode, run.stderr) == (0, "")
    found = report(samples)
    assert {record["verdict"] for record in found.values()} == {"accept", "review"}
    assert all(record["reasons"] for record in found.values())
    assert found["NATO"]["item"] == "Q7184"
    assert found["Roger Federer"]["lookups"] == ["there is nothing to look it up in"]
    assert len(run.stdout.splitlines()) == len(found) + 1


def test_a_second_run_appends_nothing(newsgraph: Any, samples: Path) -> None:
    newsgraph("link", samples)
    first = (samples / LINKS).read_bytes()
    run = newsgraph("link", samples)
    assert "; 0 lines added" in run.stdout
    assert (samples / LINKS).read_bytes() == first


def test_a_person_accepts_rejects_and_says_that_there_is_none(newsgraph: Any, samples: Path) -> None:
    decided = newsgraph(
        "link", samples, "--by", "Ana Petrova",
        "--accept", "person/roger-federer", "Q42",
        "--reject", "https://w3id.org/newsgraph/id/country/iran", "Q794",
        "--none", "person/jack-sock",
    )  # fmt: skip
    assert (decided.returncode, decided.stderr) == (0, "")
    newsgraph("link", samples)
    found = report(samples)
    assert (found["Roger Federer"]["item"], found["Roger Federer"]["step"]) == ("Q42", "link file")
    assert found["Jack Sock"]["verdict"] == "nil"
    assert found["Iran"]["verdict"] == "review"
    assert "Ana Petrova" in found["Roger Federer"]["reasons"][0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--accept", "person/roger-federer", "Q42"], "--by"),
        (["--by", "A", "--accept", "person/rodger-federer", "Q42"], "did you mean 'person/roger-federer'?"),
        (["--by", "A", "--reject", "person/roger-federer", "Federer"], "'Federer' is no item; expected one as Q42"),
    ],
)
def test_what_a_person_cannot_have_meant_is_refused(
    newsgraph: Any, samples: Path, arguments: list[str], message: str
) -> None:
    run = newsgraph("link", samples, *arguments)
    assert run.returncode == 2
    assert message in run.stderr
    assert not (samples / LINKS).exists()


def write_links(path: Path, *lines: Link) -> Path:
    path.write_text(sssom.appended(sssom.opening(BASE), lines), encoding="utf-8")
    return path


def by_person(name: str, item: str | None, predicate: str = sssom.SAME_AS) -> Link:
    return Link(
        f"{BASE}{name}", item, predicate, justification=sssom.BY_PERSON, date="2026-11-25", author="Ana Petrova"
    )


def test_the_lines_of_people_are_taken_once(newsgraph: Any, samples: Path, tmp_path: Path) -> None:
    """Those of rules are not: they are made anew."""
    of_rules = Link(f"{BASE}person/jack-sock", "Q7", date="2026-11-25")
    file = write_links(tmp_path / "links.tsv", by_person("person/roger-federer", "Q42"), of_rules)
    for count in ("1 line", "0 lines"):
        run = newsgraph("link", samples, "--take", file)
        assert (run.returncode, run.stdout) == (0, f"{count} added to {samples / LINKS}\n")
    assert sssom.read(samples / LINKS).lines == (by_person("person/roger-federer", "Q42"),)


def test_a_line_that_was_overruled_is_taken_again(newsgraph: Any, samples: Path, tmp_path: Path) -> None:
    """It is then the last word once more, though the same line stands there already."""
    yes = by_person("person/roger-federer", "Q42")
    no = by_person("person/roger-federer", "Q42", sssom.DIFFERENT_FROM)
    write_links(samples / LINKS, yes, no)
    newsgraph("link", samples, "--take", write_links(tmp_path / "links.tsv", yes))
    assert sssom.read(samples / LINKS).lines == (yes, no, yes)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--take", "absent.tsv"], "there is no such file"),
        (["--take", "links.sssom.tsv"], "is the link file that its lines would be added to"),
        (["--take", "links.sssom.tsv", "--none", "person/jack-sock"], "--take has its own lines"),
        (["--review", "links.sssom.tsv"], "is a file that 'link' writes"),
        (["--review", "link-report.jsonl"], "is a file that 'link' writes"),
        (["--review", "r.html", "--by", "A", "--none", "person/jack-sock"], "decide first"),
    ],
)
def test_a_page_and_what_it_saves_are_files_of_their_own(
    newsgraph: Any, samples: Path, arguments: list[str], message: str
) -> None:
    write_links(samples / LINKS)
    before = (samples / LINKS).read_bytes()
    run = newsgraph("link", ".", *arguments, cwd=samples)
    assert run.returncode == 2
    assert message in run.stderr
    assert (samples / LINKS).read_bytes() == before


@pytest.mark.parametrize("what", ["absent", "empty"])
def test_what_is_no_output_is_refused(newsgraph: Any, tmp_path: Path, what: str) -> None:
    (tmp_path / "empty").mkdir()
    assert newsgraph("link", tmp_path / what).returncode == 2


# -- With a Wikidata ---------------------------------------------------------------------------------------------------

Desk = Callable[[str], Path]


@pytest.fixture(scope="module")
def built(newsgraph: Any, stored: Records, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the AP article built in it."""
    folder = tmp_path_factory.mktemp("project") / "desk"
    assert newsgraph("init", folder).returncode == 0
    assert newsgraph("build", ARTICLE, "-o", "out", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Desk:
    """A copy of the project, which asks a service."""

    def made(api: str) -> Path:
        folder = shutil.copytree(built, tmp_path / "desk")
        with (folder / "newsgraph.toml").open("a", encoding="utf-8") as file:
            file.write(f'\n[link]\ncontact = "desk@example.org"\nwikidata = "{api}"\nrate = 1000\ntimeout = 5\n')
        return folder

    return made


@pytest.fixture(scope="module")
def stored() -> Records:
    if not ARTICLE.is_file():
        pytest.skip("NEWSGRAPH_SHARED names no folder with the AP article")
    found = Records.real()
    assert found is not None
    return found


@pytest.fixture
def records(stored: Records) -> Records:
    """The stored entities, and stubs of what is not among them."""
    found = Records(ranked=stored.ranked)
    for entity in stored.entities.values():
        found.put(entity)
    found.stub("Q218295", "President of Russia", P31="Q4164871", P17="Q159")
    for qid, name in (("Q159", "Russia"), ("Q403", "Serbia"), ("Q212", "Ukraine")):
        found.stub(qid, name, P31="Q3624078")
    found.stub("Q458", "European Union", P31="Q484652")
    found.stub("Q7184", "NATO", P31="Q484652")
    found.stub("Q3711", "Belgrade", P31="Q515", P17="Q403")
    return found


@pytest.fixture
def served(records: Records) -> Iterator[Server]:
    with Server(records).running() as server:
        yield server


def test_the_ap_article_is_linked_or_in_review(newsgraph: Any, desk: Desk, served: Server) -> None:
    """Father, son and grandson have the name; the office at the date tells. Vladivostok is not known to the data."""
    folder = desk(served.api)
    run = newsgraph("link", "out", "--online", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    found = report(folder / "out")
    accepted = {name: record["item"] for name, record in found.items() if record["verdict"] == "accept"}
    assert accepted.items() <= VERIFIED.items()
    assert {"Vladimir Putin", "Serbia", "Russia", "NATO", "European Union", "Belgrade"} <= accepted.keys()
    assert found["Vladivostok"]["verdict"] == "review"
    assert "Q19300851" in [candidate["item"] for candidate in found["Vladimir Putin"]["excluded"]]


def test_a_reconciliation_service_is_asked_by_tens_and_decides_nothing(
    newsgraph: Any, desk: Desk, served: Server
) -> None:
    folder = desk(served.api)
    newsgraph("link", "out", "--online", cwd=folder)
    before = {name: record["verdict"] for name, record in report(folder / "out").items()}
    shutil.rmtree(folder)
    served.asked.clear()
    folder = desk(served.api)
    with (folder / "newsgraph.toml").open("a", encoding="utf-8") as file:
        file.write(f'reconciliation = "{served.reconciliation}"\n')
    run = newsgraph("link", "out", "--online", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    assert {name: record["verdict"] for name, record in report(folder / "out").items()} == before
    assert sum(asked.path.startswith("/reconcile") for asked in served.asked) == 2  # what it is, and all names


def test_vladivostok_is_linked_when_the_data_says_so(newsgraph: Any, desk: Desk, served: Server) -> None:
    served.records.stub("Q959", "Vladivostok", P31="Q515", P17="Q159")
    folder = desk(served.api)
    newsgraph("link", "out", "--online", cwd=folder)
    assert report(folder / "out")["Vladivostok"]["item"] == "Q959"


def test_a_warm_cache_asks_nothing_and_gives_the_same(newsgraph: Any, desk: Desk, served: Server) -> None:
    folder = desk(served.api)
    newsgraph("link", "out", "--online", cwd=folder)
    first = (folder / "out" / REPORT).read_bytes()
    (folder / "out" / LINKS).unlink()
    asked = len(served.asked)
    newsgraph("link", "out", cwd=folder)
    assert (folder / "out" / REPORT).read_bytes() == first
    assert len(served.asked) == asked


def test_faults_change_no_decision(newsgraph: Any, desk: Desk, records: Records) -> None:
    with Server(records).running() as sound:
        folder = desk(sound.api)
        newsgraph("link", "out", "--online", cwd=folder)
        first = (folder / "out" / REPORT).read_bytes()
    for path in (folder / "out").glob("wikidata.sqlite*"):
        path.unlink()
    (folder / "out" / LINKS).unlink()
    with Server(records, Faults(0.1, seed=3, stall=0)).running() as faulty:
        toml = folder / "newsgraph.toml"
        toml.write_text(toml.read_text(encoding="utf-8").replace(sound.api, faulty.api), encoding="utf-8")
        newsgraph("link", "out", "--online", cwd=folder)
    assert (folder / "out" / REPORT).read_bytes() == first


def test_without_an_answer_all_is_unknown_and_the_status_says_so(newsgraph: Any, desk: Desk, records: Records) -> None:
    with Server(records, Faults(1, kinds=("503",))).running() as dead:
        folder = desk(dead.api)
        toml = folder / "newsgraph.toml"
        toml.write_text(toml.read_text(encoding="utf-8") + "retries = 0\n", encoding="utf-8")
        run = newsgraph("link", "out", "--online", cwd=folder)
    found = report(folder / "out")
    assert run.returncode == 2
    assert found["Vladimir Putin"]["lookups"]
    assert "nil" not in {record["verdict"] for record in found.values()}


def test_the_page_shows_what_the_link_file_decided_with_what_is_known(
    newsgraph: Any, desk: Desk, served: Server
) -> None:
    """A second run has decided nothing itself, and a person still sees why; nothing is asked for it."""
    folder = desk(served.api)
    newsgraph("link", "out", "--online", "--review", "one.html", cwd=folder)
    asked = len(served.asked)
    newsgraph("link", "out", "--review", "two.html", cwd=folder)
    first, second = (on_page(folder / name)["Vladimir Putin"] for name in ("one.html", "two.html"))
    assert (first["step"], second["step"]) == ("features", "link file")
    assert second["candidates"] == first["candidates"]
    assert second["portraits"] == first["portraits"]
    assert "born 1952-10-07" in second["portraits"]["Q7747"]["dates"]
    assert any("President of Russia" in office for office in second["portraits"]["Q7747"]["offices"])
    assert "Q19300851" in [candidate["item"] for candidate in second["excluded"]]
    assert len(served.asked) == asked


def on_page(page: Path) -> dict[str, dict[str, Any]]:
    """The decisions that a page holds, by name."""
    ((_, held),) = (found for found in Elements(page.read_text("utf-8")).of("script") if found[0].get("id") == "lines")
    return {line["name"]: line for line in map(json.loads, held.split("\n")[1:-1])}
