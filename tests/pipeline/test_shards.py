"""A dataset that is cut into shards: the same by any way, read by all verbs, and never read half-written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import quick
from newsgraph.errors import InputError
from newsgraph.pipeline.linking import read_subjects
from newsgraph.store import Store
from newsgraph.store.loading import Shard, dataset, files, index_of, index_text


@pytest.fixture(scope="module")
def cut(newsgraph: Any, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, in shards of 64 kB."""
    out = tmp_path_factory.mktemp("cut")
    run = newsgraph("build", root / "articles", "-o", out, "--shard-size", "64kB")
    assert (run.returncode, run.stderr) == (0, "")
    return out


def test_shards_are_the_dataset_cut_between_graphs(cut: Path, root: Path) -> None:
    paths = dataset(cut)
    assert [path.name for path in paths] == [f"{number:05}.trig" for number in range(1, len(paths) + 1)]
    assert len(paths) > 2
    assert all(path.stat().st_size <= 64 * 1024 for path in paths)
    assert b"".join(path.read_bytes() for path in paths) == (root / "output" / "dataset.trig").read_bytes()
    assert not (cut / "dataset.trig").exists()


def test_the_index_says_what_each_shard_is(cut: Path) -> None:
    index = cut / "dataset" / "index.tsv"
    shards = index_of(index.read_text(), str(index))
    assert index_text(shards) == index.read_bytes()
    assert sum(shard.articles for shard in shards) == 9
    for shard in shards:
        content = (cut / "dataset" / shard.name).read_bytes()
        assert (shard.size, shard.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_query_sees_all_shards(cut: Path, root: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert Store.load([cut]).query(count).rows == Store.load([root / "output"]).query(count).rows


def test_check_says_the_same_of_shards(newsgraph: Any, cut: Path, root: Path) -> None:
    by_shards, by_one = (newsgraph("check", out, "-q") for out in (cut, root / "output"))
    assert (by_shards.returncode, by_shards.stdout) == (by_one.returncode, by_one.stdout)
    assert by_one.stdout


def test_link_finds_the_same_entities_in_shards(cut: Path, root: Path) -> None:
    assert {subject.iri for subject in read_subjects(cut)} == {
        subject.iri for subject in read_subjects(root / "output")
    }


def test_merge_reads_shards(newsgraph: Any, cut: Path, root: Path, tmp_path: Path) -> None:
    from newsgraph.link import sssom
    from newsgraph.project import BASE

    links = tmp_path / "links.sssom.tsv"
    links.write_text(sssom.opening(BASE), encoding="utf-8")
    assert newsgraph("merge", cut, "--links", links).returncode == 0
    merged = (cut / "merged" / "dataset.trig").read_bytes()
    assert merged.startswith((root / "output" / "dataset.trig").read_bytes())


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    for number in range(40):
        (folder / f"a{number:02}.txt").write_text(f"peace {number}")
    return folder


def test_a_dataset_goes_from_one_file_to_shards_and_back(desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for size in (1 << 20, 300, 1 << 20, 200, 300):
        quick.run([desk], out, shard_size=size)
        quick.run([desk], tmp_path / str(size), shard_size=size)
        paths, fresh = dataset(out), dataset(tmp_path / str(size))
        assert [path.read_bytes() for path in paths] == [path.read_bytes() for path in fresh]
        assert (out / "dataset").exists() == (size < 1000)
        assert (out / "dataset.trig").exists() == (size > 1000)


def test_a_graph_that_is_larger_than_a_shard_is_one(desk: Path, tmp_path: Path) -> None:
    (desk / "a20.txt").write_text("war " * 500)
    quick.run([desk], tmp_path / "out", shard_size=300)
    assert len([path for path in dataset(tmp_path / "out") if path.stat().st_size > 300]) == 1


def test_shards_without_an_index_are_not_read(desk: Path, tmp_path: Path) -> None:
    """A build that was killed while it put them in place has left them so."""
    out = tmp_path / "out"
    quick.run([desk], out, shard_size=300)
    index = out / "dataset" / "index.tsv"
    index.unlink()
    with pytest.raises(InputError, match=r"these shards have no index\.tsv, .* has not ended; build again"):
        files([out])
    assert quick.run([desk], out, shard_size=300).kept == 40
    assert index.is_file()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda folder: (folder / "00002.trig").unlink(), "this shard is not as .* says; build again"),
        (lambda folder: (folder / "00002.trig").write_text("x"), "this shard is not as .* says; build again"),
        (lambda folder: (folder / "index.tsv").write_text("x\n"), "index.tsv:1: this is no index of shards"),
        (
            lambda folder: (folder / "index.tsv").write_bytes(index_text([Shard("../x", 1, 1, "")])),
            "index.tsv:2: this is no shard",
        ),
    ],
)
def test_shards_that_are_not_as_the_index_says_are_told(
    desk: Path, tmp_path: Path, change: Callable[[Path], object], message: str
) -> None:
    quick.run([desk], tmp_path / "out", shard_size=300)
    change(tmp_path / "out" / "dataset")
    with pytest.raises(InputError, match=message):
        files([tmp_path / "out"])


def test_a_size_is_told_where_it_is_none(newsgraph: Any, root: Path, tmp_path: Path) -> None:
    run = newsgraph("build", root / "articles", "-o", tmp_path / "out", "--shard-size", "many")
    assert run.returncode == 2
    assert "expected a size, as 64MB or 2G, not 'many'" in run.stderr
