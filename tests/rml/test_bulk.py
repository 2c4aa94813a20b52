"""The DuckDB backend where it takes a plan, and the row backend where it does not: the same quads, and said so."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest

from newsgraph import rml
from newsgraph.errors import MappingError, SourceError
from newsgraph.rdf.terms import Quad

PEOPLE = """\
prefixes: {ex: "http://example.org/"}
mappings:
  person:
    sources: people.csv~csv
    s: ex:person/$(id)
    po:
      - [a, ex:Person]
      - [ex:name, $(name), en~lang]
      - [ex:age, $(age), xsd:integer]
      - p: ex:team
        o: {mapping: team, condition: {function: equal, parameters: [[str1, $(team)], [str2, $(code)]]}}
      - p: ex:fan
        o: {mapping: team, condition: {function: equal, parameters: [[str1, $(team)], [str2, $(city)]]}}
  team:
    sources: teams.csv~csv
    s: ex:team/$(code)
    po: [[ex:city, $(city)]]
"""
FACTS = """\
prefixes: {ex: "http://example.org/"}
mappings:
  fact:
    sources: [[facts.json~jsonpath, "$.facts[*]"]]
    s: ex:fact/$(id)
    po: [[ex:score, $(score)], [ex:tag, "$(tags[*])"], [ex:text, "$(text.exact)"], [ex:page, "$(page)~iri"]]
  argument:
    sources: [[facts.json~jsonpath, "$.facts[*].arguments[*]"]]
    s: ex:argument/$(entity)
    po: [[ex:role, $(role)]]
"""
NAMES = ("Zoë", "O'Hara", 'say "so"', "back\\slash", "two\nlines", "", " space ", "100%", "東京", "\u007f", "a,b")


def both(folder: Path, mapping: str, *, stop: bool = False) -> tuple[rml.Results[Quad], list[Quad]]:
    """What DuckDB makes, complete, after it was found to be what the rows make."""
    plan = rml.parse([rml.MappingText(mapping, "m.yml", base_dir=folder)])
    expected = list(plan.run(stop=stop))
    results = plan.run(engine="duckdb", stop=stop)
    found = list(results)
    assert sorted(found) == sorted(expected)
    assert len(set(found)) == len(found)
    assert results.report.quads == len(found) == results.report.made.total()
    return results, found


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "newsgraph", "map", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def people(folder: Path, rows: int, *, doubled: bool = False) -> None:
    """More rows than DuckDB takes at once, of names that must be escaped, and teams that are not there."""
    chosen = random.Random(rows)  # noqa: S311 - data, no secret
    lines = [
        f'{number},"{chosen.choice(NAMES).replace(chr(34), 2 * chr(34))}",{number % 90},t{chosen.randrange(40)}'
        for number in range(rows)
    ]
    lines += lines[: rows // 10] if doubled else []
    (folder / "people.csv").write_text("id,name,age,team\n" + "\n".join(lines) + "\n", encoding="utf-8", newline="")
    teams = "".join(f"t{number},{'Kyiv' if number % 3 else f't{number + 1}'}\n" for number in range(30))
    (folder / "teams.csv").write_text(f"code,city\n{teams}", encoding="utf-8")


@pytest.mark.parametrize("doubled", [False, True])
def test_wide_scans_joins_and_semi_joins(tmp_path: Path, doubled: bool) -> None:  # noqa: FBT001 - a case
    """Over several vectors of DuckDB's, with subjects that come once and twice."""
    people(tmp_path, 5_000, doubled=doubled)
    results, found = both(tmp_path, PEOPLE)
    assert not results.warnings
    assert len(found) > 20_000


def test_nested_json_of_all_kinds(tmp_path: Path) -> None:
    """Numbers as they are, values that are missing or null, arrays, escapes, and records within records."""
    values = [1, 1.0, -0.0, 1e300, 12345678901234567890123, True, None, "a", 'q"\\\n\u007f', "é\u0000"]
    facts = [
        {
            "id": number if number % 2 else str(number),
            "score": values[number % len(values)],
            "tags": [1, "x", None, "x"][: number % 5],
            "text": {"exact": f"line\n{number}"} if number % 3 else {},
            "page": f"http://example.org/{number} x" if number % 7 == 0 else f"http://example.org/{number}",
            "arguments": [{"entity": f"e{number % 9}", "role": "place"}] * (number % 3),
        }
        for number in range(3_000)
    ]
    (tmp_path / "facts.json").write_text(json.dumps({"facts": facts}), encoding="utf-8")
    results, _ = both(tmp_path, FACTS)
    assert [warning.message for warning in results.warnings] == [
        "left out 429 terms: no valid IRI, such as 'http://example.org/0 x'"
    ]


def test_a_language_that_the_data_does_not_have_makes_no_literal(tmp_path: Path) -> None:
    """And no plain one either."""
    rows = "".join(f"{number},word,{'en' if number % 3 else 'no-such_tag'}\n" for number in range(2_500))
    (tmp_path / "words.csv").write_text(f"id,text,tag\n{rows}", encoding="utf-8")
    mapping = """\
prefixes: {ex: "http://example.org/"}
mappings:
  word: {sources: words.csv~csv, s: ex:$(id), po: [[ex:text, $(text), $(tag)~lang], [ex:tag, $(tag)]]}
"""
    results, found = both(tmp_path, mapping)
    assert len(found) == 2_500 + 1_666
    assert results.report.data_errors == 1


def test_subjects_of_several_values_are_paired_with_each_other(tmp_path: Path) -> None:
    """By the row backend: a quad takes all values in each of its places."""
    (tmp_path / "t.json").write_text('[{"tags": ["a", "b"]}]', encoding="utf-8")
    mapping = """\
prefixes: {ex: "http://example.org/"}
mappings:
  tag: {sources: [[t.json~jsonpath, "$[*]"]], s: "ex:$(tags[*])", po: [{p: ex:with, o: {mapping: tag}}]}
"""
    plan = rml.parse([rml.MappingText(mapping, "m.yml", base_dir=tmp_path)])
    assert len(list(plan.run())) == 4
    with pytest.raises(rml.NotAccepted, match="a term of several values that stands twice in a quad"):
        list(plan.run(engine="duckdb"))


def test_its_bytes_are_the_same_every_time(tmp_path: Path) -> None:
    """Whatever its threads do."""
    people(tmp_path, 6_000, doubled=True)
    (tmp_path / "m.yml").write_text(PEOPLE, encoding="utf-8")
    for name in ("one.nq", "two.nq"):
        assert command(tmp_path, "m.yml", "-o", name, "--engine", "duckdb", "--threads", "2").returncode == 0
    first = (tmp_path / "one.nq").read_bytes()
    assert (tmp_path / "two.nq").read_bytes() == first
    assert len(list(pyoxigraph.parse(first, format=pyoxigraph.RdfFormat.N_QUADS))) == first.count(b"\n")


@pytest.mark.parametrize(
    ("csv", "reason"),
    [
        (b'id,name,age,team\n1, "x",2,t1\n', "spaces around a quoted cell in the file"),
        (b"id,name,age,team\n1,x,2,t1\r2,y,3,t2\n", "a carriage return without a line feed in the file"),
        (b"id,name,age,team\n1,\0,2,t1\n", "a U+0000 in the file"),
    ],
)
def test_a_file_that_duckdb_would_read_otherwise_is_read_row_by_row(tmp_path: Path, csv: bytes, reason: str) -> None:
    """And that is said where it is asked for."""
    people(tmp_path, 1)
    (tmp_path / "people.csv").write_bytes(csv)
    (tmp_path / "m.yml").write_text(PEOPLE, encoding="utf-8")
    by_rows = command(tmp_path, "m.yml", "--engine", "rows")
    done = command(tmp_path, "m.yml", "--engine", "duckdb", "--verbose")
    assert done.returncode == by_rows.returncode
    assert done.stdout == by_rows.stdout
    assert done.stderr.startswith(f"engine: rows ({reason})\n") or done.returncode == 2


def test_quotes_with_spaces_inside_are_no_hindrance(tmp_path: Path) -> None:
    """Only those around a cell are."""
    people(tmp_path, 1)
    text = 'id,name,age,team\n1,"he said, ""no"" , twice",2,t1\n2,"a\n ""b"" ",3,t2\n'
    (tmp_path / "people.csv").write_text(text, encoding="utf-8", newline="")
    _, found = both(tmp_path, PEOPLE)
    assert len([quad for quad in found if quad[1] == "<http://example.org/name>"]) == 2


def test_a_condition_is_for_the_row_backend(tmp_path: Path) -> None:
    """The plan says so before anything is read."""
    people(tmp_path, 3)
    mapping = PEOPLE.replace(
        "    po:\n", "    condition: {function: notEqual, parameters: [[a, $(id)], [b, '2']]}\n    po:\n", 1
    )
    (tmp_path / "m.yml").write_text(mapping, encoding="utf-8")
    with pytest.raises(rml.NotAccepted, match="a condition is asked of each record"):
        rml.read_files([tmp_path / "m.yml"]).steps()
    done = command(tmp_path, "m.yml", "--engine", "duckdb", "-v")
    assert "engine: rows (m.yml:6:16: a condition is asked of each record)" in done.stderr
    assert "person/2" not in done.stdout


def test_what_is_wrong_is_the_same_error_of_both(tmp_path: Path) -> None:
    """A column that is not there, a ragged row, and, where it is to stop, a value that makes no term."""
    people(tmp_path, 3)
    plan = rml.parse([rml.MappingText(PEOPLE.replace("$(age)", "$(agee)"), "m.yml", base_dir=tmp_path)])
    with pytest.raises(MappingError, match=r"m.yml:9:20: no column 'agee' in source people.csv; did you mean 'age'"):
        list(plan.run(engine="duckdb"))
    (tmp_path / "m.yml").write_text(PEOPLE, encoding="utf-8")
    with (tmp_path / "people.csv").open("a") as file:
        file.write("1,2\n")
    for engine in ("rows", "duckdb"):
        done = command(tmp_path, "m.yml", "--engine", engine, "-o", "out.nq")
        assert done.returncode == 2
        assert "people.csv:5: this row has 2 cells where the header has 4" in done.stderr
        assert not list(tmp_path.glob("*out.nq*"))


def test_a_source_that_is_not_there_is_an_error_of_the_source(tmp_path: Path) -> None:
    """Not a reason to try the other engine."""
    plan = rml.parse([rml.MappingText(PEOPLE, "m.yml", base_dir=tmp_path)])
    with pytest.raises(SourceError, match=r"people\.csv"):
        list(plan.run(engine="duckdb"))


def test_references_and_iterators_without_a_value_are_told(tmp_path: Path) -> None:
    """As the row backend tells them."""
    (tmp_path / "facts.json").write_text('{"facts": [{"id": 1, "score": null}, {"id": 2}]}', encoding="utf-8")
    plan = rml.parse([rml.MappingText(FACTS, "m.yml", base_dir=tmp_path)])
    by_rows, by_duckdb = plan.run(), plan.run(engine="duckdb")
    assert sorted(by_rows) == sorted(by_duckdb)
    messages = {warning.message.partition("; did you")[0] for warning in by_duckdb.warnings}
    assert "'score' has no value in any of 2 records of source facts.json" in messages
    assert "the iterator '$.facts[*].arguments[*]' selects nothing in source facts.json" in messages
    assert messages == {warning.message.partition("; did you")[0] for warning in by_rows.warnings}


def test_the_plan_is_shown_and_nothing_mapped(tmp_path: Path) -> None:
    """With the engine that would take it."""
    people(tmp_path, 3)
    (tmp_path / "m.yml").write_text(PEOPLE, encoding="utf-8")
    shown = command(tmp_path, "m.yml", "--explain", "--engine", "duckdb", "-o", "out.nq").stdout
    assert shown.startswith("engine: duckdb\none wide scan of people.csv (CSV)\n  comparing where (id) repeats\n")
    assert "semi-join of people.csv (CSV) with teams.csv (CSV) on {team} = {code}" in shown
    assert "join of people.csv (CSV) with teams.csv (CSV) on {team} = {city}" in shown
    small = command(tmp_path, "m.yml", "--explain").stdout
    assert small.startswith("engine: rows (the sources are small)\nscan of people.csv (CSV)\n")
    assert not (tmp_path / "out.nq").exists()


def test_a_mapping_is_validated_with_its_headers(tmp_path: Path) -> None:
    """Every header is looked at before a row is read."""
    people(tmp_path, 3)
    (tmp_path / "m.yml").write_text(PEOPLE, encoding="utf-8")
    done = command(tmp_path, "m.yml", "--validate-only")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "m.yml: well formed, 2 triples maps\n")
    (tmp_path / "teams.csv").write_text("code,town\n", encoding="utf-8")
    done = command(tmp_path, "m.yml")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "no column 'city' in source teams.csv" in done.stderr


def test_a_limit_of_memory_is_a_size(tmp_path: Path) -> None:
    """Anything else is told before anything is done."""
    people(tmp_path, 3)
    (tmp_path / "m.yml").write_text(PEOPLE, encoding="utf-8")
    done = command(tmp_path, "m.yml", "--memory-limit", "much")
    assert done.returncode == 2
    assert "a limit of memory is a number and a unit, such as 200MB, not 'much'" in done.stderr
