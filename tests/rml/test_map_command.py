"""`newsgraph map`: what it may read and write, and what it says of targets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsgraph.compression import COMPRESSIONS
from newsgraph.rml.serializations import SERIALIZATIONS

MAPPING = """targets: {people: [people.ttl~void, turtle]}
mappings:
  m:
    sources: [[t.csv~csv]]
    s: http://example.org/$(id)
    po:
      - [schema:name, $(name)]
      - {p: schema:age, o: {value: $(age), targets: people}}
"""


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A folder with a mapping that has a target, and its source."""
    (tmp_path / "m.yml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "t.csv").write_text("id,name,age\n1,Ada,36\n2,Bo,7\n", encoding="utf-8")
    return tmp_path


def test_targets_are_written_and_counted(newsgraph: Any, there: Path) -> None:
    """The default output has the other quads."""
    run = newsgraph("map", there / "m.yml")
    assert (run.returncode, run.stderr) == (0, "people.ttl: 2 quads\n")
    assert len(run.stdout.splitlines()) == 2
    assert (there / "people.ttl").read_text(encoding="utf-8").startswith("@prefix schema: <http://schema.org/> .")


def test_quiet_says_nothing_of_them(newsgraph: Any, there: Path) -> None:
    assert newsgraph("map", "-q", there / "m.yml").stderr == ""


def test_the_output_cannot_be_a_target(newsgraph: Any, there: Path) -> None:
    run = newsgraph("map", there / "m.yml", "-o", there / "people.ttl")
    assert run.returncode == 2
    assert "people.ttl is a target of the mapping; give -o another name" in run.stderr
    assert not (there / "people.ttl").exists()


def test_what_breaks_off_leaves_the_old_target(newsgraph: Any, there: Path) -> None:
    (there / "people.ttl").write_text("old", encoding="utf-8")
    with (there / "t.csv").open("a", encoding="utf-8") as table:
        table.write("3\n")
    run = newsgraph("map", there / "m.yml", "-o", there / "out.nq")
    assert run.returncode == 2
    assert (there / "people.ttl").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in there.iterdir()) == ["m.yml", "people.ttl", "t.csv"]


def test_outside_is_allowed_by_an_option(newsgraph: Any, there: Path) -> None:
    inner = there / "inner"
    inner.mkdir()
    text = MAPPING.replace("t.csv", "../t.csv").replace("people.ttl", "../people.ttl")
    (inner / "m.yml").write_text(text, encoding="utf-8")
    refused = newsgraph("map", inner / "m.yml")
    assert refused.returncode == 2
    assert "lies outside the folder of its mapping; --allow-outside lets it be" in refused.stderr
    assert newsgraph("map", "--allow-outside", inner / "m.yml").returncode == 0
    assert (there / "people.ttl").is_file()


def test_remote_is_named_with_its_option(newsgraph: Any, there: Path) -> None:
    (there / "m.yml").write_text(MAPPING.replace("t.csv", "http://127.0.0.1:9/t.csv"), encoding="utf-8")
    run = newsgraph("map", there / "m.yml")
    assert run.returncode == 2
    assert "the source 'http://127.0.0.1:9/t.csv' is remote; --allow-remote lets it be fetched" in run.stderr


def test_the_working_folder_may_be_the_root(
    newsgraph: Any, there: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Of sources and of targets, which then lie outside the folder of the mapping."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "m.ttl").write_text(
        """@prefix rml: <http://w3id.org/rml/> .
<#T> rml:logicalSource [ rml:referenceFormulation rml:CSV ;
    rml:source [ a rml:FilePath ; rml:root rml:CurrentWorkingDirectory ; rml:path "t.csv" ] ] ;
  rml:subjectMap [ rml:template "http://x/{id}" ; rml:logicalTarget [ rml:target [ a rml:FilePath ;
    rml:root rml:CurrentWorkingDirectory ; rml:path "./out.nq" ] ] ] ;
  rml:predicateObjectMap [ rml:predicate <http://x/n> ; rml:objectMap [ rml:reference "name" ] ] .
""",
        encoding="utf-8",
    )
    run = newsgraph("map", elsewhere / "m.ttl", cwd=there)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "./out.nq: 2 quads\n")
    assert len((there / "out.nq").read_text(encoding="utf-8").splitlines()) == 2


def test_who_stops_reading_is_told_that_no_target_is_written(there: Path) -> None:
    """As `| head` does; without targets that is no error."""
    (there / "t.csv").write_text("id,name,age\n" + "".join(f"{n},x{n},1\n" for n in range(50_000)), encoding="utf-8")
    command = [sys.executable, "-m", "newsgraph", "map", str(there / "m.yml")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode()
    assert said == "newsgraph: standard output was closed before the end, so no target is written\n"
    assert process.returncode == 2
    assert not (there / "people.ttl").exists()


def test_the_mapping_of_the_page_does_what_it_says(newsgraph: Any, root: Path, tmp_path: Path) -> None:
    page = (root / "mapping" / "rdf" / "README.md").read_text(encoding="utf-8")
    (tmp_path / "m.yml").write_text(page.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    (tmp_path / "people.csv").write_text("id,name\n1,Ada\n", encoding="utf-8")
    run = newsgraph("map", tmp_path / "m.yml")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "people.ttl.gz: 1 quad\n")


def test_every_compression_and_serialization_is_on_the_page(root: Path) -> None:
    page = (root / "mapping" / "rdf" / "README.md").read_text(encoding="utf-8")
    names = [*COMPRESSIONS, *(serialization.short for serialization in SERIALIZATIONS.values())]
    assert [name for name in names if f"`{name}`" not in page] == []
