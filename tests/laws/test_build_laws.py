"""The laws of the main job, on the sample articles, as a user runs it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

SENTENCES = (
    "The United States imposed sanctions on Rufus Firefly on Monday.",
    "“We will never join NATO,” Firefly said.",
    "Freedonian President Rufus Firefly met with French President Emmanuel Macron in Geneva on Tuesday.",
    "The European Union lifted its sanctions on Firefly last year.",
)


@pytest.fixture(scope="module")
def built(newsgraph: Any, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, built."""
    out = tmp_path_factory.mktemp("built")
    run = newsgraph("build", root / "articles", "-o", out, "--jobs", "1")
    assert (run.returncode, run.stderr) == (0, "")
    return out


def test_the_committed_output_is_what_a_build_writes(built: Path, root: Path, tree_of: Callable[[Path], Any]) -> None:
    assert tree_of(built) == tree_of(root / "output")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/Los_Angeles", "PYTHONUTF8": "0"},
    ],
    ids=["C", "Turkish"],
)
def test_seed_locale_and_time_zone_change_no_byte(
    newsgraph: Any, root: Path, built: Path, tmp_path: Path, tree_of: Callable[[Path], Any], environment: dict[str, str]
) -> None:
    newsgraph("build", root / "articles", "-o", tmp_path, "--jobs", "1", environment=environment)
    assert tree_of(tmp_path) == tree_of(built)


def test_facts_give_the_bytes_of_their_articles(
    newsgraph: Any, root: Path, built: Path, tmp_path: Path, tree_of: Callable[[Path], Any]
) -> None:
    facts = tmp_path / "facts.jsonl"
    facts.write_text(newsgraph("extract", root / "articles").stdout, encoding="utf-8")
    newsgraph("build", facts, "-o", tmp_path / "out")
    assert tree_of(tmp_path / "out") == tree_of(built)


def test_the_reference_engine_gives_the_same_bytes(
    newsgraph: Any, root: Path, built: Path, tmp_path: Path, tree_of: Callable[[Path], Any]
) -> None:
    run = newsgraph("build", root / "articles", "-o", tmp_path, "--engine", "reference")
    assert (run.returncode, run.stderr) == (0, "")
    assert tree_of(tmp_path) == tree_of(built)


def test_every_piece_of_evidence_is_in_the_article(newsgraph: Any, root: Path) -> None:
    """Law of evidence: body[start:end] == exact."""
    lines = newsgraph("extract", root / "articles").stdout.splitlines()
    assert len(lines) == len(list((root / "articles").glob("*.txt")))
    for line in lines:
        document = json.loads(line)
        body = document["article"]["body"]
        mentions = [mention for entity in document["entities"] for mention in entity["mentions"]]
        roles = [role["evidence"] for entity in document["entities"] for role in entity["roles"]]
        quotes = [evidence for fact in document["facts"] for evidence in fact["evidence"]]
        assert all(body[item["start"] : item["end"]] == item["exact"] for item in (*mentions, *roles, *quotes))


def test_a_build_that_is_killed_and_run_again_ends_with_the_same_bytes(
    tmp_path: Path, tree_of: Callable[[Path], Any]
) -> None:
    """Kill -9 at any instant leaves each file old or new, and no part of one."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(24):
        body = "\n".join((*SENTENCES, f"This is article {number}."))
        (articles / f"a{number}.txt").write_text(f"Headline {number}\n_\n20240904\n{body}\n", encoding="utf-8")
    command = [sys.executable, "-m", "newsgraph", "build", str(articles), "--jobs", "2", "-q", "-o"]
    undisturbed, disturbed = tmp_path / "undisturbed", tmp_path / "disturbed"
    start = time.monotonic()
    assert subprocess.run([*command, str(undisturbed)], check=False).returncode == 0
    whole = time.monotonic() - start
    chance = random.Random(7)  # noqa: S311 - instants, no secrets
    for _ in range(4):
        process = subprocess.Popen([*command, str(disturbed)], start_new_session=True)
        time.sleep(chance.uniform(0.4, 1.0) * whole)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        found = tree_of(disturbed) if disturbed.exists() else {}
        final = tree_of(undisturbed)
        assert {name: content for name, content in found.items() if final.get(name) != content} == {}
    assert subprocess.run([*command, str(disturbed)], check=False).returncode == 0
    assert tree_of(disturbed) == tree_of(undisturbed)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib warns of itself
def test_all_readers_read_the_same_graph(built: Path) -> None:
    """Law of the round trip, over the three readers: rdflib, pyoxigraph and PyLD."""
    import rdflib
    from pyld import jsonld

    for path in built.glob("*.ttl"):
        wanted = canonical(pyoxigraph.parse(path.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE))
        text = path.with_suffix(".jsonld").read_text(encoding="utf-8")
        by_rdflib = rdflib.Graph().parse(path).serialize(format="nt")
        by_rdflib_jsonld = rdflib.Graph().parse(data=text, format="json-ld").serialize(format="nt")
        by_pyld = jsonld.to_rdf(json.loads(text), {"format": "application/n-quads"})
        assert canonical(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD)) == wanted
        for other in (by_rdflib, by_rdflib_jsonld, by_pyld):
            assert canonical(pyoxigraph.parse(other, format=pyoxigraph.RdfFormat.N_QUADS)) == wanted


def test_plain_pyshacl_finds_that_every_published_graph_conforms(built: Path, root: Path) -> None:
    import pyshacl
    import rdflib

    shapes = rdflib.Graph()
    for path in sorted((root / "shapes").glob("*.ttl")):
        shapes.parse(path)
    for path in built.glob("*.ttl"):
        conforms, _, text = pyshacl.validate(rdflib.Graph().parse(path), shacl_graph=shapes, allow_warnings=True)
        assert conforms, text


def test_no_situation_is_there_without_an_actual_claim(newsgraph: Any, built: Path) -> None:
    ask = """ASK { ?s a ng:Situation FILTER NOT EXISTS { ?c ng:supports ?s ; ng:realis ng:actual } }"""
    run = newsgraph("query", built, ask, "--format", "json")
    assert json.loads(run.stdout)["boolean"] is False


def canonical(quads: Any) -> set[str]:
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}
