"""What a person has reviewed is built as it is, and nothing is written over it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXT = "Sanctions\n_\n20240904\nFrance imposed sanctions on Iran on Monday.\n"


@pytest.fixture
def desk(newsgraph: Any, tmp_path: Path) -> Path:
    """An article, and its facts as a person has corrected them: it is only planned."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    document = json.loads(newsgraph("extract", "a.txt", cwd=tmp_path).stdout)
    document["facts"][0] |= {"realis": "planned", "review": "corrected"}
    document["reviewed"] = {"by": "A. Editor", "on": "2024-09-05"}
    (tmp_path / "corrected.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("option", ["-o", "--review"])
@pytest.mark.parametrize("shape", ["lines", "indented", "page", "byte order mark"])
def test_extract_never_writes_over_reviewed_facts(newsgraph: Any, desk: Path, option: str, shape: str) -> None:
    target = desk / "corrected.jsonl"
    if shape == "indented":
        target.write_text(json.dumps(json.loads(target.read_text()), indent=1), encoding="utf-8")
    if shape == "byte order mark":
        target.write_bytes(b"\xef\xbb\xbf" + target.read_bytes())
    if shape == "page":
        assert newsgraph("extract", target, "--review", "page.html", cwd=desk).returncode == 0
        target = desk / "page.html"
    before = target.read_bytes()
    run = newsgraph("extract", "a.txt", option, target.name, cwd=desk)
    assert run.returncode == 2
    assert f"{target.name}" in run.stderr
    assert (
        "this file holds facts that a person has reviewed (a), and is never written over; "
        "give -o or --review another name, or move it away" in run.stderr
    )
    assert target.read_bytes() == before


def test_a_slip_in_a_correction_leaves_it_one(newsgraph: Any, desk: Path) -> None:
    """Nobody's work is lost for a comma in it that is wrong by the schema."""
    target = desk / "corrected.jsonl"
    target.write_text(target.read_text(encoding="utf-8").replace('"planned"', '"plannd"'), encoding="utf-8")
    assert newsgraph("extract", "a.txt", "-o", target, cwd=desk).returncode == 2


def test_extract_writes_what_it_would_print(newsgraph: Any, desk: Path) -> None:
    printed = newsgraph("extract", "a.txt", cwd=desk).stdout
    for _ in range(2):  # what nobody has reviewed may be written anew
        run = newsgraph("extract", "a.txt", "-o", "facts.jsonl", "--review", "page.html", cwd=desk)
        assert (run.returncode, run.stderr) == (0, "")
        assert run.stdout.startswith("page.html: 1 article, 1 fact; open it in a browser")
        assert (desk / "facts.jsonl").read_text(encoding="utf-8") == printed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.txt", "-o", "a.txt"), "a.txt is among what is read; give -o or --review another name"),
        ((".", "--review", "a.txt"), "a.txt is among what is read; give -o or --review another name"),
        (("a.txt", "-o", "x", "--review", "./x"), "x is named by -o and by --review; give one of them another name"),
        (("a.txt", "-o", "no/where"), "no/where: cannot be written: no such file or directory"),
    ],
)
def test_a_wrong_name_is_told_before_anything_is_written(
    newsgraph: Any, desk: Path, arguments: tuple[str, ...], message: str
) -> None:
    run = newsgraph("extract", *arguments, cwd=desk)
    assert (run.returncode, run.stdout) == (2, "")
    assert message in run.stderr
    assert (desk / "a.txt").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("given", "jobs"),
    [(("a.txt", "corrected.jsonl"), "1"), (("corrected.jsonl", "a.txt"), "2"), ((".",), "1")],
)
def test_a_build_takes_the_reviewed_facts_and_not_the_article(
    newsgraph: Any, desk: Path, tree_of: Callable[[Path], Any], given: tuple[str, ...], jobs: str
) -> None:
    """In whatever order they come, the output is that of the reviewed facts alone."""
    assert newsgraph("build", "corrected.jsonl", "-o", "alone", cwd=desk).returncode == 0
    run = newsgraph("build", *given, "-o", "both", "--jobs", jobs, cwd=desk)
    assert run.returncode == 0
    assert "not extracted anew, for a person has reviewed their facts: a.txt\n" in run.stderr
    assert tree_of(desk / "both") == tree_of(desk / "alone")
    assert "ng:planned" in (desk / "both" / "a.ttl").read_text(encoding="utf-8")


def test_facts_that_nobody_has_reviewed_are_a_second_article(newsgraph: Any, desk: Path) -> None:
    """Stale facts must not silently stand in for an article."""
    (desk / "facts.jsonl").write_text(newsgraph("extract", "a.txt", cwd=desk).stdout, encoding="utf-8")
    run = newsgraph("build", "a.txt", "facts.jsonl", "-o", "out", cwd=desk)
    assert run.returncode == 2
    assert "a second article with the id 'a'" in run.stderr


def test_that_an_article_has_changed_since_is_told(newsgraph: Any, desk: Path) -> None:
    (desk / "a.txt").write_text(TEXT + "It is over.\n", encoding="utf-8")
    run = newsgraph("build", "a.txt", "corrected.jsonl", "-o", "out", cwd=desk)
    assert run.returncode == 0
    assert "a.txt: warning: this text is another than the one whose facts were reviewed" in run.stderr


def test_extract_takes_the_reviewed_facts_too(newsgraph: Any, desk: Path) -> None:
    run = newsgraph("extract", "a.txt", "corrected.jsonl", cwd=desk)
    (document,) = map(json.loads, run.stdout.splitlines())
    assert document["reviewed"] == {"by": "A. Editor", "on": "2024-09-05"}
    assert "not extracted anew, for a person has reviewed their facts: a.txt" in run.stderr


def test_reviewed_facts_in_the_folder_of_rejected_ones_stay(
    newsgraph: Any, desk: Path, facts_file: Callable[..., Path], make_document: Callable[..., dict[str, Any]]
) -> None:
    """Whether their article is rejected again, or published from elsewhere or from themselves."""
    rejected = make_document("b", arguments=[{"role": "imposedBy", "entity": "e1"}])
    good = make_document("b")
    first = facts_file(rejected, name="first.jsonl")
    assert newsgraph("build", first, "-o", "out", cwd=desk).returncode == 1
    held = desk / "out" / "rejected" / "b.facts.jsonl"
    held.write_text(json.dumps(good | {"reviewed": {}}) + "\n", encoding="utf-8")
    before = held.read_bytes()
    again = newsgraph("build", first, "-o", "out", cwd=desk)
    assert (again.returncode, held.read_bytes()) == (1, before)
    assert "a person has reviewed these facts, so they stay; name this file to build them" in again.stderr
    assert newsgraph("build", held, "-o", "out", cwd=desk).returncode == 0
    assert held.read_bytes() == before
    assert (desk / "out" / "b.ttl").exists()
