"""`newsgraph doctor`: what is well is said to be, and what is not comes with how it is mended."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsgraph.pipeline.doctor import Finding, examine
from newsgraph.pipeline.doctor.environment import environment
from newsgraph.pipeline.doctor.fair import dataset_findings


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A project of one's own, with all its parts."""
    folder = tmp_path / "desk"
    for name in ("ontology", "mapping", "shapes"):
        shutil.copytree(root / name, folder / name)
    (folder / "newsgraph.toml").write_text("")
    return folder


def wrongs(found: list[tuple[str, Finding]]) -> list[str]:
    return [f"{part}: {finding.about}: {finding.says}" for part, finding in found if finding.verdict == "wrong"]


def test_the_shipped_project_and_its_output_are_well(newsgraph: Any, root: Path) -> None:
    done = newsgraph("doctor", root / "output", "--fair")
    assert done.returncode == 0, done.stdout
    assert "FOOPS! VOC4: each of" in done.stdout
    assert "9, each as Turtle and JSON-LD" in done.stdout


def test_every_wrong_thing_has_its_fix(project: Path) -> None:
    found = list(examine(project, project / "nowhere", is_fair=True))
    assert all(finding.fix for _, finding in found if finding.verdict == "wrong")
    assert wrongs(found) == [f"output: output: {project / 'nowhere'} is no folder"]


Break = Callable[[Path], object]


def _append(name: str, text: str) -> Break:
    return lambda project: (project / name).write_text((project / name).read_text() + text)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_append("mapping/text/meeting.yml", "\n  : ["), "extraction rules: mapping/text/meeting.yml:"),
        (_append("mapping/rdf/meeting.yml", "\n  x: {sources: 5}\n"), "mapping: mapping/rdf/meeting.yml:"),
        (_append("ontology/newsgraph.ttl", "\nng:x ng:y"), "ontology: ontology/newsgraph.ttl:"),
        (_append("shapes/meeting.ttl", "\nngs:x sh:minCount 'no' ."), "shapes: "),
        (
            lambda project: (project / "ontology" / "context.jsonld").write_text("{"),
            "JSON-LD context: ontology/context.jsonld:",
        ),
        (
            _append("ontology/newsgraph.ttl", "\nng:Duel a owl:Class ; rdfs:subClassOf ng:Situation .\n"),
            "shapes: no shape has the class ng:Duel",
        ),
        (lambda project: (project / "newsgraph.toml").write_text("base = 5"), "project: "),
    ],
)
def test_a_spoilt_project(project: Path, spoil: Break, expected: str) -> None:
    spoil(project)
    assert any(f"project: {expected}" in line for line in wrongs(list(examine(project, None, is_fair=False))))


def test_an_ontology_that_tells_little_of_itself(project: Path) -> None:
    path = project / "ontology" / "newsgraph.ttl"
    path.write_text(
        path.read_text().replace("dcterms:license", "dcterms:abstract").replace('rdfs:label "party"@en ;', "")
    )
    found = wrongs(list(examine(project, None, is_fair=True)))
    assert "fair: FOOPS! OM4.1 license: it has no license" in found
    assert any("VOC3: 2 terms have no label: https://w3id.org/newsgraph/ns#Party," in line for line in found)


def test_a_library_that_is_too_old(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    version = importlib.metadata.version
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "6.0.0" if name == "rdflib" else version(name))
    [finding] = [each for each in environment(tmp_path) if each.about == "rdflib"]
    assert finding.verdict == "wrong"
    assert finding.says == "6.0.0, and <8,>=7.6 is needed"
    assert finding.fix == "pip install 'rdflib<8,>=7.6'"


def test_an_output_that_is_not_whole(newsgraph: Any, root: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    shutil.copytree(root / "output", output)
    next(output.glob("*.jsonld")).unlink()
    next(output.glob("2016*.ttl")).rename(output / "other.ttl")
    (output / "links.sssom.tsv").write_text("nonsense\n")
    done = newsgraph("doctor", output, "--json")
    assert done.returncode == 1
    found = {record["about"]: record for record in json.loads(done.stdout) if record["verdict"] == "wrong"}
    assert "lack one of Turtle and JSON-LD" in found["articles"]["says"]
    assert "links.sssom.tsv:1" in found["link file"]["says"]


def test_a_site_that_has_changed(newsgraph: Any, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("x")
    (tmp_path / "b.html").write_text("y")
    (tmp_path / "site.json").write_text(
        json.dumps(
            {
                "version": 1,
                "generator": "newsgraph",
                "base": "http://e.example/",
                "address": "",
                "formats": {},
                "counts": {},
                "files": {"a.html": "0" * 32, "gone.html": "1"},
            }
        )
    )
    done = newsgraph("doctor", tmp_path)
    assert done.returncode == 1
    assert "1 files are missing: gone.html" in done.stdout
    assert "1 files have changed since: a.html" in done.stdout
    assert "1 files are not of it, and are not served: b.html" in done.stdout


def test_a_site_without_a_description(tmp_path: Path) -> None:
    [finding] = dataset_findings(tmp_path)
    assert (finding.about, finding.verdict) == ("DWBP 1", "wrong")
