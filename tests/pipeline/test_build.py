"""The main job as a user runs it: what is written, what is refused, what is said."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SELF_IMPOSED: dict[str, Any] = {
    "arguments": [{"role": "imposedBy", "entity": "e1"}, {"role": "target", "entity": "e1"}],
}


def test_facts_become_turtle_jsonld_and_a_dataset(
    newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path, tree_of: Any
) -> None:
    out = tmp_path / "out"
    run = newsgraph("build", facts_file(make_document("a"), make_document("b")), "-o", out)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("2 published, 0 rejected, 0 unreadable: 2 facts, ")
    assert sorted(tree_of(out)) == ["a.jsonld", "a.ttl", "b.jsonld", "b.ttl", "dataset.trig"]


def test_one_at_a_time_or_all_at_once_one_process_or_two(
    newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path, tree_of: Any
) -> None:
    """Law of batches: the bytes of an article depend on nothing but the article."""
    documents = [make_document(f"a{i}") for i in range(40)]
    together = facts_file(*documents)
    for jobs in ("1", "2"):
        assert newsgraph("build", together, "-o", tmp_path / jobs, "--jobs", jobs).returncode == 0
    newsgraph("build", facts_file(documents[7], name="one.jsonl"), "-o", tmp_path / "alone")
    one, two, alone = (tree_of(tmp_path / name) for name in ("1", "2", "alone"))
    assert one == two
    assert {name: one[name] for name in ("a7.ttl", "a7.jsonld")} == {
        name: alone[name] for name in ("a7.ttl", "a7.jsonld")
    }


def test_what_does_not_conform_is_rejected_and_the_others_go_on(
    newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path, tree_of: Any
) -> None:
    out = tmp_path / "out"
    facts = facts_file(make_document("bad", **SELF_IMPOSED), make_document("good"))
    run = newsgraph("build", facts, "-o", out)
    assert run.returncode == 1
    written = tree_of(out)
    assert sorted(written) == [
        "dataset.trig",
        "good.jsonld",
        "good.ttl",
        "rejected/bad.facts.jsonl",
        "rejected/bad.report.txt",
    ]
    report = written["rejected/bad.report.txt"].decode()
    assert f"{facts}:1: violation: " in report
    assert "“Freedonia imposed sanctions on Rufus Firefly on Monday.”" in report
    assert "read by  mapping/text/sanction.yml#imposed" in report
    assert "made by  mapping/rdf/sanction.yml:" in report
    assert b"bad" not in written["dataset.trig"]
    assert json.loads(written["rejected/bad.facts.jsonl"])["article"]["id"] == "bad"


def test_what_was_published_and_is_rejected_now_is_withdrawn(
    newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path, tree_of: Any
) -> None:
    out = tmp_path / "out"
    newsgraph("build", facts_file(make_document("a")), "-o", out)
    newsgraph("build", facts_file(make_document("a", **SELF_IMPOSED)), "-o", out)
    assert not {"a.ttl", "a.jsonld"} & set(tree_of(out))
    newsgraph("build", facts_file(make_document("a")), "-o", out)
    assert sorted(tree_of(out)) == ["a.jsonld", "a.ttl", "dataset.trig"]


def test_a_second_article_of_one_name_is_refused(
    newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path
) -> None:
    facts = facts_file(make_document("a"), make_document("a"))
    run = newsgraph("build", facts, "-o", tmp_path / "out")
    assert run.returncode == 2
    assert f"a second article with the id 'a'; the first is in {facts}; rename one" in run.stderr


def test_bad_lines_are_told_and_the_others_go_on(
    newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path, tree_of: Any
) -> None:
    facts = facts_file(make_document("a"))
    facts.write_text(facts.read_text() + "{\n" + json.dumps(make_document("c", type="Deal")) + "\n")
    run = newsgraph("build", facts, "-o", tmp_path / "out")
    assert run.returncode == 2
    assert f"{facts}:2: this is no JSON document" in run.stderr
    assert f"{facts}:3: facts[0].type: no fact type 'Deal'; there are Alliance, Meeting, Sanction" in run.stderr
    assert "a.ttl" in tree_of(tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("binary.txt", b"\x7fELF\x02\x01\x01\x00", "this is no text"),
        ("empty.txt", b"", "this file is empty"),
        ("header.txt", b"Headline\nBy X\n_\n20240904\nhttps://x.example/\n", "no body follows"),
        ("large.txt", b"word " * (10 * 2**20), "more than 16 MiB are no single article"),
    ],
)
def test_a_file_that_is_no_article_is_told_and_the_others_go_on(
    newsgraph: Any, tmp_path: Path, tree_of: Any, name: str, content: bytes, problem: str
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / name).write_bytes(content)
    (articles / "good.txt").write_text("Nothing happens\n_\n20240904\nNothing happened in Freedonia on Monday.\n")
    run = newsgraph("build", articles, "-o", tmp_path / "out")
    assert run.returncode == 2
    assert problem in run.stderr
    assert name in run.stderr
    assert sorted(tree_of(tmp_path / "out")) == ["dataset.trig", "good.jsonld", "good.ttl"]


def test_hostile_names_and_quotes_stay_data(
    newsgraph: Any, facts_file: Any, tmp_path: Path, make_document: Any
) -> None:
    """Quotes, angle brackets, newlines, marks that turn the direction of writing: the graph is still well-formed."""
    hostile = 'Rufus "T." <Firefly>\\ \u202egnihtyna\u202c \u0007 {x} \'; DROP'
    document = make_document("a")
    document["article"]["body"] = document["article"]["body"].replace("Rufus Firefly", hostile)
    shift = len(hostile) - len("Rufus Firefly")
    document["entities"][1] |= {
        "name": hostile,
        "mentions": [{"exact": hostile, "start": 31, "end": 31 + len(hostile)}],
    }
    sentence = document["facts"][0]["evidence"][0]
    sentence |= {"exact": sentence["exact"].replace("Rufus Firefly", hostile), "end": sentence["end"] + shift}
    run = newsgraph("build", facts_file(document), "-o", tmp_path / "out")
    assert run.returncode in {0, 1}
    assert "Traceback" not in run.stderr
    assert newsgraph("query", tmp_path / "out", "ASK { ?s ?p ?o }").returncode == 0


def test_a_summary_for_programs(newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path) -> None:
    run = newsgraph("build", facts_file(make_document("a")), "-o", tmp_path / "out", "--json")
    summary = json.loads(run.stdout)
    assert (summary["built"], summary["facts"], summary["rejected"], summary["unreadable"]) == (1, 1, [], [])


def test_what_an_earlier_build_left_is_named(
    newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    newsgraph("build", facts_file(make_document("old")), "-o", out)
    run = newsgraph("build", facts_file(make_document("new")), "-o", out)
    assert "also holds files of earlier builds, which are not in dataset.trig: old.ttl, old.jsonld" in run.stderr


def test_a_terminal_shows_how_far_it_is(facts_file: Any, make_document: Any, tmp_path: Path) -> None:
    """The share of the input that is taken up, and the time that is left."""
    facts = facts_file(*(make_document(f"a{number}") for number in range(12)))
    terminal, ours = os.openpty()
    command = [sys.executable, "-m", "newsgraph", "build", facts, "-o", tmp_path / "out", "--jobs", "1"]
    process = subprocess.Popen(command, stderr=ours, stdout=subprocess.DEVNULL, env=os.environ | {"TERM": "xterm"})
    os.close(ours)
    shown = b""
    with contextlib.suppress(OSError):  # its end, as Linux tells it
        while some := os.read(terminal, 4096):
            shown += some
    os.close(terminal)
    assert process.wait() == 0
    assert "build: 12 articles" in shown.decode()
    assert "100%" in shown.decode()


def test_what_an_earlier_build_left_is_removed_on_request(
    newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path, tree_of: Any
) -> None:
    out = tmp_path / "out"
    newsgraph("build", facts_file(make_document("old"), make_document("bad", **SELF_IMPOSED)), "-o", out)
    run = newsgraph("build", facts_file(make_document("new")), "-o", out, "--prune")
    assert (run.returncode, run.stderr) == (0, "")
    assert sorted(tree_of(out)) == ["dataset.trig", "new.jsonld", "new.ttl"]


def test_the_same_build_again_says_the_same_and_that_nothing_changed(
    newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path
) -> None:
    """What is rejected is told each time, from the report that lies there."""
    facts, out = facts_file(make_document("a"), make_document("bad", **SELF_IMPOSED)), tmp_path / "out"
    first, again = (newsgraph("build", facts, "-o", out) for _ in range(2))
    assert (again.returncode, again.stderr) == (first.returncode, first.stderr)
    assert again.stdout == first.stdout.replace("0 unreadable:", "0 unreadable, 2 of them as they were:")


def test_another_rule_builds_all_anew(newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path) -> None:
    desk, facts = tmp_path / "desk", facts_file(make_document("a"))
    newsgraph("init", desk)
    newsgraph("build", facts, "-o", tmp_path / "out", cwd=desk)
    edit(desk / "shapes" / "sanction.ttl", "\n", "\n# another\n")
    assert "as they were" not in newsgraph("build", facts, "-o", tmp_path / "out", cwd=desk).stdout
    assert "1 of them as they were" in newsgraph("build", facts, "-o", tmp_path / "out", cwd=desk).stdout


def test_a_path_that_is_not_there_is_told_before_anything_is_built(
    newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path
) -> None:
    run = newsgraph("build", facts_file(make_document("a")), "no-such-file.txt", "-o", tmp_path / "out")
    assert (run.returncode, run.stderr) == (2, "newsgraph: no-such-file.txt: there is no such file or folder\n")
    assert not (tmp_path / "out").exists()


def test_articles_come_from_standard_input(newsgraph: Any, tmp_path: Path, tree_of: Any) -> None:
    text = b"Nothing happens\n_\n20240904\nhttps://x.example/nothing-happens\nNothing happened in Freedonia.\n"
    assert newsgraph("build", "-", "-o", tmp_path / "out", stdin=text).returncode == 0
    assert "nothing-happens.ttl" in tree_of(tmp_path / "out")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "mapping/rdf/sanction.yml",
            "roles.target[*])~iri",
            "roles.tarqet[*])~iri",
            ["mapping/rdf/sanction.yml:", "no column 'tarqet'", "did you mean 'target'?"],
        ),
        ("mapping/rdf/sanction.yml", "mappings:", "mappings: [", ["mapping/rdf/sanction.yml:"]),
        (
            "mapping/rdf/sanction.yml",
            "s: $(key)",
            "s: {value: $(key), targets: {access: a.nq}}",
            ["mapping/rdf/sanction.yml:8:42: no target is written here"],
        ),
        ("mapping/text/sanction.yml", "type:", "typ:", ["mapping/text/sanction.yml:"]),
        ("shapes/sanction.ttl", " a sh:NodeShape", " a sh:NodeShape sh:", ["shapes/sanction.ttl:"]),
        ("ontology/newsgraph.ttl", "ng:Party a", "ng:Party aa", ["ontology/newsgraph.ttl:"]),
        ("newsgraph.toml", "base =", "bas =", ["newsgraph.toml:", "no setting 'bas'; did you mean 'base'?"]),
    ],
)
def test_what_is_wrong_in_a_project_is_told_before_an_article_is_read(
    newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path, file: str, old: str, new: str, said: list[str]
) -> None:
    desk = tmp_path / "desk"
    assert newsgraph("init", desk).returncode == 0
    edit(desk / file, old, new)
    run = newsgraph("build", facts_file(make_document("a")), "-o", tmp_path / "out", cwd=desk)
    assert run.returncode == 2
    assert all(words in run.stderr for words in said), run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "out").exists()


def test_a_document_with_more_facts_than_an_article_has_is_refused(
    newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path
) -> None:
    """An error says so where a build would seem to hang."""
    document = make_document("a")
    document["facts"] = [document["facts"][0] | {"id": f"f{number}"} for number in range(10_001)]
    run = newsgraph("build", facts_file(document), "-o", tmp_path / "out")
    assert run.returncode == 2
    assert "20002 facts and pieces of evidence are no single article; expected at most 20000" in run.stderr
