"""A spaCy pipeline behind the same face and the same check."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsgraph import extract, facts
from newsgraph.errors import ConfigError
from newsgraph.extract import Extraction
from newsgraph.facts import Article
from newsgraph.pipeline.extractors import EXTRACTORS
from newsgraph.project import Project
from newsgraph.settings import ExtractSettings, SpacySettings

pytest.importorskip("spacy")

INSTALLED = Path(__file__).with_name("installed")

Run = Callable[[str], Extraction]


@pytest.fixture
def run(rules: extract.Rules, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.syspath_prepend(str(INSTALLED))
    project = Project(Path(), extract=ExtractSettings(spacy=SpacySettings("en_desk")))
    extractor = EXTRACTORS["spacy"](project, rules)
    return lambda body: extractor.extract(Article(id="a", published="2024-09-04", body=body))


def said(extraction: Extraction) -> list[tuple[str, str, dict[str, list[str]], str | None]]:
    extraction.document.check()
    names = {entity.id: entity.name for entity in extraction.document.entities}
    found = []
    for fact in extraction.document.facts:
        roles: dict[str, list[str]] = {}
        for argument in fact.arguments:
            roles.setdefault(argument.role, []).append(names[argument.entity or ""])
        found.append((fact.type, fact.realis, roles, fact.date.value if fact.date else None))
    return found


def test_a_subject_and_an_object_meet_where_and_when_the_sentence_says(run: Run) -> None:
    roles = {"participant": ["Emmanuel Macron", "Olaf Scholz"], "place": ["Paris"]}
    extraction = run("Emmanuel Macron met Olaf Scholz in Paris on Monday.")
    assert said(extraction) == [("Meeting", "actual", roles, "2024-09-02")]
    assert extraction.document.facts[0].rule == "spacy:en_desk-1.0.0#dependencies-1"


def test_a_passive_is_turned_round_and_a_bank_that_no_rule_names_is_found(run: Run) -> None:
    roles = {"imposedBy": ["European Union"], "target": ["Kvasir Bank"]}
    assert said(run("Kvasir Bank was sanctioned by the European Union.")) == [("Sanction", "actual", roles, None)]


def test_a_verb_that_governs_another_decides_what_became_of_it(run: Run) -> None:
    roles = {"participant": ["Viktor Orban", "Olaf Scholz"]}
    assert said(run("Viktor Orban refused to meet Olaf Scholz.")) == [("Meeting", "denied", roles, None)]


def test_what_is_joined_fills_the_role_together(run: Run) -> None:
    roles = {"imposedBy": ["France"], "target": ["Belarus", "Iran"]}
    assert said(run("France imposed sanctions on Belarus and Iran.")) == [("Sanction", "actual", roles, None)]


def test_a_wrong_parse_is_no_evidence(run: Run) -> None:
    """The pipeline takes Orban for the one who met Macron; his aide did."""
    extraction = run("An aide to Viktor Orban met Emmanuel Macron.")
    assert said(extraction) == []
    assert len(extraction.dropped) == 1


def test_a_text_without_names_has_no_facts(run: Run) -> None:
    assert said(run("The results met expectations.")) == []


def test_a_pipeline_without_a_parser_fails_the_article(rules: extract.Rules) -> None:
    import spacy

    from newsgraph.extract.models.dependencies import SpacyExtractor

    extraction = SpacyExtractor(rules, spacy.blank("en"), "blank").extract(Article(id="a", body="Ann met Bob."))
    assert extraction.failure == "the pipeline gives no dependencies; take one with a parser"


def test_a_pipeline_that_is_not_installed_is_a_clear_error(rules: extract.Rules) -> None:
    project = Project(Path(), extract=ExtractSettings(spacy=SpacySettings("en_not_installed")))
    with pytest.raises(ConfigError, match="cannot load the pipeline 'en_not_installed'"):
        EXTRACTORS["spacy"](project, rules)


def test_the_command_reads_with_the_pipeline_that_the_project_names(tmp_path: Path) -> None:
    (tmp_path / "newsgraph.toml").write_text('[extract.spacy]\npipeline = "en_desk"\n', encoding="utf-8")
    body = "Emmanuel Macron met Olaf Scholz in Paris on Monday."
    (tmp_path / "a.txt").write_text(f"Head\nBy US\n_\n20240904\nhttps://desk.example/a\n{body}\n", encoding="utf-8")
    path = os.pathsep.join(filter(None, (str(INSTALLED), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-m", "newsgraph", "extract", "--extractor", "spacy", "a.txt"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [fact.type for fact in facts.decode(done.stdout.strip()).facts] == ["Meeting"]
