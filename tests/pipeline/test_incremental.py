"""A build that goes on from another gives what a first build gives, byte for byte."""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
import tracemalloc
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import quick
from newsgraph.errors import OutputError
from newsgraph.pipeline import reading
from newsgraph.pipeline.build import Summary, build
from newsgraph.pipeline.published import published_facts
from newsgraph.spooled import Lines

NAMES = [f"{folder}/{stem}.txt" for folder in ("a", "b") for stem in ("one", "two", "three", "four", "five")]
WORDS = st.lists(st.sampled_from(["REJECT", "WARN", "BROKEN", "peace", "war", "é" * 40]), min_size=1, max_size=3)
EDITS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), WORDS.map(" ".join)),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("review"), st.sampled_from(NAMES), st.sampled_from(["peace", "WARN", "BROKEN"])),
    st.tuples(st.just("unreview"), st.just(""), st.just("")),
)
DAMAGES = st.tuples(
    st.sampled_from(["forget", "flip memory", "cut memory", "flip output", "delete output", "touch"]), st.randoms()
)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # an example is short, and shrinking it takes minutes
STEPS = st.one_of(st.lists(EDITS, min_size=1, max_size=4), DAMAGES)


def tree(folder: Path) -> dict[str, bytes]:
    """All that a build left but its journal."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name.count("/") != 1 or name[0] != "."}


def told(summary: Summary) -> dict[str, Any]:
    """What a summary says of the units."""
    values = {item.name: getattr(summary, item.name) for item in fields(summary)}
    return {
        name: list(value) if isinstance(value, Lines) else value
        for name, value in values.items()
        if name not in {"kept", "pruned"}
    }


def edit(desk: Path, kind: str, name: str, argument: str) -> None:
    path = desk / name
    if kind == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(argument)
    elif kind == "remove":
        path.unlink(missing_ok=True)
    elif kind == "rename" and path.is_file():
        (desk / argument).parent.mkdir(exist_ok=True)
        path.rename(desk / argument)
    elif kind == "review":
        document = {"article": {"id": path.stem, "body": argument}, "reviewed": {"by": "A"}}
        with (desk / "reviewed.jsonl").open("a") as file:
            file.write(json.dumps(document) + "\n")
    elif kind == "unreview":
        (desk / "reviewed.jsonl").unlink(missing_ok=True)


def damage(output: Path, kind: str, chance: random.Random) -> None:
    if kind == "forget":
        shutil.rmtree(output / ".build", ignore_errors=True)
        return
    everything = sorted(path for path in output.rglob("*") if path.is_file())
    files = [path for path in everything if (".build" in path.parts) == kind.endswith("memory")]
    if not files:
        return
    path = chance.choice(files)
    content = bytearray(path.read_bytes())
    if kind.startswith("flip") and content:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
    elif kind == "cut memory":
        path.write_bytes(content[: chance.randrange(len(content) + 1)])
    elif kind == "delete output":
        path.unlink()
    elif kind == "touch":
        path.touch()


def interrupted(desk: Path, output: Path, after: int) -> None:
    """A build that ends after so many units."""
    recipe = quick.QuickRecipe(None)  # type: ignore[arg-type]
    work = reading.units([str(desk)], skipped=Lines(), output=output)
    running = build(recipe, work, output, shard_size=400)
    for _ in zip(range(after), running, strict=False):
        pass
    running.close()  # type: ignore[attr-defined]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(
    steps=st.lists(st.tuples(STEPS, st.sampled_from(["", "b"]), st.integers(0, 12)), min_size=2, max_size=6),
    shard_size=st.sampled_from([150, 400, 1 << 20]),
)
def test_a_build_after_any_edits_and_damages_is_a_first_build(
    steps: list[tuple[Any, str, int]], shard_size: int
) -> None:
    """Law: whatever was edited and reviewed, cut off, flipped or deleted, the bytes are those of a full build."""
    with tempfile.TemporaryDirectory() as folder:
        desk, output = Path(folder) / "desk", Path(folder) / "output"
        desk.mkdir()
        for step, rules, stop in steps:
            if isinstance(step, list):
                for kind, name, argument in step:
                    edit(desk, kind, name, argument)
            elif output.exists():
                damage(output, *step)
            if stop % 3 == 0:
                interrupted(desk, output, stop)
            again = quick.run([desk], output, rules=rules, shard_size=shard_size, prune=True)
            fresh = Path(folder) / "fresh"
            first = quick.run([desk], fresh, rules=rules, shard_size=shard_size)
            assert told(again) == told(first)
            assert tree(output) == tree(fresh)
            shutil.rmtree(fresh)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Thirty articles, some of which do not conform."""
    folder = tmp_path / "desk"
    folder.mkdir()
    for number in range(30):
        (folder / f"a{number:02}.txt").write_text(f"{'REJECT' if number % 7 == 3 else 'peace'} {number}")
    return folder


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and "journal" not in path.name
    }


@pytest.mark.parametrize("shard_size", [300, 1 << 20])
def test_the_same_input_again_rewrites_nothing(desk: Path, tmp_path: Path, shard_size: int) -> None:
    out = tmp_path / "out"
    quick.run([desk], out, shard_size=shard_size)
    before = stamps(out)
    again = quick.run([desk], out, shard_size=shard_size)
    assert stamps(out) == before
    assert again.kept == 30


def test_one_changed_article_is_written_and_its_shard_and_nothing_else(desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    quick.run([desk], out, shard_size=400)
    before = stamps(out)
    (desk / "a20.txt").write_text("other 20")
    assert quick.run([desk], out, shard_size=400).kept == 29
    after = stamps(out)
    changed = {name for name in after if after[name] != before.get(name)}
    shards = {name for name in changed if name.startswith("dataset/0")}
    assert changed - shards == {"a20.ttl", "a20.jsonld", ".build/facts/a20.jsonl", "dataset/index.tsv"}
    assert len(shards) == 1


def test_shards_far_from_a_change_stay(tmp_path: Path) -> None:
    """An article more moves the cuts near it; a shard whose number changes is moved, and not written."""
    folder, out = tmp_path / "desk", tmp_path / "out"
    folder.mkdir()
    for number in range(1, 400):
        (folder / f"a{number:03}.txt").write_text(f"peace {number}")
    quick.run([folder], out, shard_size=600)
    before = {inode for inode, _ in stamps(out / "dataset").values()}
    (folder / "a000.txt").write_text("peace, and a text that is longer than those of the others" * 3)
    quick.run([folder], out, shard_size=600)
    after = {inode for inode, _ in stamps(out / "dataset").values()}
    assert len(after) > 40
    assert len(after - before) < 6


def test_a_change_that_forges_size_and_time_is_noticed(desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    quick.run([desk], out)
    path = out / "a00.ttl"
    content, found = path.read_bytes(), path.stat()
    path.write_bytes(content.replace(b"peace", b"xeace"))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert quick.run([desk], out).kept == 29
    assert path.read_bytes() == content


def test_a_copied_output_is_taken_as_it_is(desk: Path, tmp_path: Path) -> None:
    """Another place on the disk is no change: what the files hold decides."""
    quick.run([desk], tmp_path / "out")
    shutil.copytree(tmp_path / "out", tmp_path / "copy")
    assert quick.run([desk], tmp_path / "copy").kept == 30


def test_a_line_more_before_others_leaves_them(tmp_path: Path, make_document: Callable[..., dict[str, Any]]) -> None:
    """Lines of facts are known by what they say, and not by their numbers."""
    lines = [json.dumps(make_document(f"a{number}")) + "\n" for number in range(5)]
    path = tmp_path / "facts.jsonl"
    path.write_text("".join(lines[1:]))
    quick.run([path], tmp_path / "out")
    path.write_text("".join(lines))
    assert quick.run([path], tmp_path / "out").kept == 4


def test_files_of_removed_articles_are_left_or_pruned(desk: Path, tmp_path: Path) -> None:
    """Also where a build in between has left them; what somebody has changed since stays."""
    out = tmp_path / "out"
    quick.run([desk], out)
    for number in (1, 2, 3):
        (desk / f"a{number:02}.txt").unlink()
    (out / "a02.ttl").write_text("mine")
    left = quick.run([desk], out)
    assert list(left.left_over) == ["a01.ttl", "a02.ttl", "a01.jsonld", "a02.jsonld"]
    pruned = quick.run([desk], out, prune=True)
    assert {"a01.ttl", "a01.jsonld", "a02.jsonld", "rejected/a03.report.txt"} <= set(pruned.pruned)
    assert [text for text in pruned.warnings if "somebody has changed this file" in text]
    assert sorted(path.name for path in out.glob("a0[123].*")) == ["a02.ttl"]


def test_the_facts_are_kept_as_they_were_published(desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    quick.run([desk], out)
    found = published_facts(out, "a05")
    assert found is not None
    assert found.article.body == "peace 5"
    assert published_facts(out, "a03") is None  # it was rejected
    assert published_facts(out, "a99") is None


def test_an_output_that_cannot_be_written_is_told_and_built_later(desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "a15.ttl" / "in the way").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"a15\.ttl: cannot be written: is a directory"):
        quick.run([desk], out)
    assert not (out / "dataset.trig").exists()
    shutil.rmtree(out / "a15.ttl")
    assert quick.run([desk], out).kept >= 8
    quick.run([desk], tmp_path / "fresh")
    assert tree(out) == tree(tmp_path / "fresh")


@pytest.mark.parametrize("builds", [1, 2], ids=["first", "again"])
def test_memory_does_not_grow_with_the_articles(tmp_path: Path, builds: int) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.jsonl"
        with path.open("w") as file:
            for number in range(count):
                word = "REJECT" if number % 20 == 7 else "WARN"
                file.write(json.dumps({"article": {"id": f"a{number}", "body": f"{word} {number} " * 500}}) + "\n")
        for _ in range(builds - 1):
            quick.run([path], tmp_path / str(count))
        tracemalloc.start()
        quick.run([path], tmp_path / str(count))
        _, found = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return found

    peak(100)  # what is loaded once
    assert peak(2000) < peak(500) + 2_500_000  # the articles more are 8 MB, and their files 48 MB


def test_a_name_that_is_no_text_is_told_as_it_is(tmp_path: Path) -> None:
    """In warnings, and for what cannot be read; twice."""
    desk = tmp_path / "desk"
    desk.mkdir()
    for name, text in ((b"\xff.txt", "BROKEN"), (b"d\xff/a.txt", "WARN"), (b"d\xff/b.txt", "REJECT")):
        path = desk / os.fsdecode(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    first, again = (quick.run([desk], tmp_path / "out") for _ in range(2))
    assert told(first) == told(again)
    assert again.kept == 3
    assert any("\udcff" in text for text in again.warnings)


def test_the_memory_is_told_to_be_none_of_a_repository(desk: Path, tmp_path: Path) -> None:
    quick.run([desk], tmp_path / "out")
    assert (tmp_path / "out" / ".build" / ".gitignore").read_text() == "*\n"
