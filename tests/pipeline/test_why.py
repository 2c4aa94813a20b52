"""`newsgraph why`: every published triple leads back to a sentence, a rule, and what made or entailed it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from newsgraph.errors import UsageError
from newsgraph.pipeline.why import Statement, Why
from newsgraph.project import Project

STEM = "2023-04-26-xi-zelenskyy-call"
PROJECT = Project.load()


@pytest.fixture(scope="module")
def output(newsgraph: Any, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("why") / "output"
    assert newsgraph("build", root / "articles", "-o", folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def why(output: Path) -> Why:
    return Why(PROJECT, output)


def line_of(place: str) -> str:
    """The line of a file of the project that a place names."""
    file, line, column = place.split(":")
    text = {**PROJECT.mappings, **PROJECT.extraction_rules, **PROJECT.ontology, **PROJECT.shapes}[file]
    return text.splitlines()[int(line) - 1][int(column) - 1 :]


def test_an_entailed_triple_has_its_premise_and_its_axiom(why: Why) -> None:
    answer = why.triple("xi-jinping", "ng:metWith", "vladimir-putin")
    [account] = answer.accounts
    assert account.article == f"article/{STEM}"
    assert [quote.exact for quote in account.quotes] == ["Xi met Russian President Vladimir Putin in Moscow in March."]
    assert [rule.what for rule in account.read_by] == ["mapping/text/meeting.yml#met-with"]
    assert line_of(account.read_by[0].place).startswith("met-with:")
    [statement] = account.statements
    assert statement.made_by == ()
    assert statement.entailed is not None
    assert statement.entailed.rules == ("prp-symp",)
    assert statement.entailed.premises == ("person/vladimir-putin ng:metWith person/xi-jinping",)
    assert [axiom.what for axiom in statement.entailed.axioms] == ["ng:metWith rdf:type owl:SymmetricProperty"]
    assert line_of(statement.entailed.axioms[0].place).startswith("ng:metWith")
    assert "ngs:Meeting-not-with-self" in [shape.what for shape in statement.checked_by]


def test_an_asserted_triple_has_its_mapping_line(why: Why) -> None:
    answer = why.triple("vladimir-putin", "ng:metWith", "person/xi-jinping")
    [statement] = answer.accounts[0].statements
    assert [line_of(place) for place in statement.made_by] == ["[ng:metWith, $(second)~iri]"]
    assert statement.entailed is None


def test_every_statement_of_every_article_is_made_or_entailed(why: Why, output: Path) -> None:
    told: list[Statement] = []
    for stem in (STEM, "2018-09-26-us-sanctions-maduro-circle", "2023-12-21-angola-quits-opec"):
        for node in (f"article/{stem}", f"article/{stem}/claim-f1"):
            answer = why.node(node)
            assert answer.notes == ()
            told += [statement for account in answer.accounts for statement in account.statements]
            claims = [account for account in answer.accounts if "claim-" in account.about]
            assert claims
            assert all(account.quotes and account.read_by for account in claims)
    assert len(told) > 50
    assert all(bool(statement.made_by) != (statement.entailed is not None) for statement in told)
    assert all(statement.entailed.axioms for statement in told if statement.entailed is not None)


def test_a_denied_claim_is_said_to_be_denied(
    newsgraph: Any, facts_file: Any, make_document: Any, tmp_path: Path
) -> None:
    document = make_document("denial", realis="denied")
    assert newsgraph("build", facts_file(document), "-o", tmp_path / "out").returncode == 0
    done = newsgraph("why", "rufus-firefly", tmp_path / "out")
    assert done.returncode == 0
    assert "denied Sanction: imposedBy Freedonia; target Rufus Firefly" in done.stdout
    assert "sanctionedBy" not in done.stdout


def test_what_is_not_there_has_the_nearest_name(newsgraph: Any, output: Path) -> None:
    done = newsgraph("why", "person/xi-jinpin", output)
    assert done.returncode == 2
    assert "nothing is called 'person/xi-jinpin'; did you mean 'person/xi-jinping'?" in done.stderr
    assert "is the name of several things" in newsgraph("why", "claim-f1", output).stderr
    assert "no article has this triple" in newsgraph("why", "xi-jinping", "ng:metWith", "angola", output).stderr
    assert "expected a node" in newsgraph("why", "xi-jinping", "ng:metWith", output).stderr


def test_without_its_memory_the_graph_tells_what_it_has(newsgraph: Any, output: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(output, copy, ignore=shutil.ignore_patterns(".build"))
    answer = Why(PROJECT, copy).triple("xi-jinping", "ng:metWith", "vladimir-putin")
    [account] = answer.accounts
    assert account.quotes[0].exact == "Xi met Russian President Vladimir Putin in Moscow in March."
    assert account.read_by[0].what == "mapping/text/meeting.yml#met-with"
    assert "build again" in answer.notes[0]
    done = newsgraph("why", "xi-jinping", copy, "--format", "json")
    assert json.loads(done.stdout)["name"] == "Xi Jinping"


def test_the_link_file_is_told(newsgraph: Any, output: Path, tmp_path: Path) -> None:
    links = tmp_path / "desk.sssom.tsv"
    decided = newsgraph(
        "link", output, "--accept", "person/xi-jinping", "Q15031", "--by", "R. Firefly", "--links", links
    )
    assert decided.returncode == 0
    answer = Why(PROJECT, output, links).node("person/xi-jinping")
    assert answer.links[0].startswith("owl:sameAs Q15031 (R. Firefly, ")


def test_a_name_of_several_nodes_must_be_told_apart(why: Why) -> None:
    with pytest.raises(UsageError, match="say which"):
        why.node("claim-f2")
