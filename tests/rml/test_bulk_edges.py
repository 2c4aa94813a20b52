"""What DuckDB would take for something else: patterns in names, values that are equal in one syntax alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgraph import rml
from newsgraph.rdf.terms import Quad

TABLE = """\
mappings:
  m:
    sources: [["{path}~csv"]]
    s: http://example.org/$(id)
    po: [[http://example.org/name, $(name)]]
"""


def both(folder: Path, mapping: str) -> list[Quad]:
    """What DuckDB makes, after it was found to be what the rows make, each once."""
    plan = rml.parse([rml.MappingText(mapping, "m.yml", base_dir=folder)])
    found = list(plan.run(engine="duckdb"))
    assert sorted(found) == sorted(plan.run())
    return found


@pytest.mark.parametrize(
    "name", ["t*.csv", "t?.csv", "[t]1.csv", "**", "{t1,t2}.csv", "t'1.csv", "~t.csv", "id=7/t.csv"]
)
def test_a_name_is_no_pattern(tmp_path: Path, name: str) -> None:
    """DuckDB would read all files that it matches, as it reads columns in the names of folders."""
    for other in ("t1.csv", "t2.csv"):
        (tmp_path / other).write_text("id,name\n9,other\n", encoding="utf-8")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("id,name\n1,own\n", encoding="utf-8")
    assert both(tmp_path, TABLE.format(path=name)) == [
        ("<http://example.org/1>", "<http://example.org/name>", '"own"', "")
    ]


def test_a_pattern_with_a_backslash_is_for_the_row_backend(tmp_path: Path) -> None:
    """DuckDB parts folders by it."""
    (tmp_path / "a\\t*.csv").write_text("id,name\n1,own\n", encoding="utf-8")
    plan = rml.parse([rml.MappingText(TABLE.format(path="a\\\\t*.csv"), "m.yml", base_dir=tmp_path)])
    with pytest.raises(rml.NotAccepted, match="the name of the file"):
        list(plan.run(engine="duckdb"))


@pytest.mark.parametrize("start", [b"\n", b"\r\n", b"\xef\xbb\xbf\n"])
def test_blank_lines_before_a_header_are_for_the_row_backend(tmp_path: Path, start: bytes) -> None:
    """DuckDB takes the first for the header."""
    (tmp_path / "t.csv").write_bytes(start + b"id,name\n1,own\n")
    plan = rml.parse([rml.MappingText(TABLE.format(path="t.csv"), "m.yml", base_dir=tmp_path)])
    assert len(list(plan.run())) == 1
    with pytest.raises(rml.NotAccepted, match="a blank line before the header"):
        list(plan.run(engine="duckdb"))


def test_spaces_of_unicode_stand_in_iris(tmp_path: Path) -> None:
    """U+00A0 and U+2028 are letters of an IRI (RFC 3987, ucschar), and no end of one."""
    (tmp_path / "t.csv").write_text("id,name\na\u00a0b,x\u2028y\nc\u2028d,\u0085\n", encoding="utf-8")
    assert len(both(tmp_path, TABLE.format(path="t.csv"))) == 2


def test_partners_of_json_are_equal_as_terms(tmp_path: Path) -> None:
    """A child of CSV is compared by its texts, the JSON of its parent not, which writes one text in many ways."""
    (tmp_path / "child.csv").write_text("id,key\n1,x\n1,x\n2,y\n", encoding="utf-8")
    (tmp_path / "parent.json").write_text(
        r'[{"key": "x", "name": "a"}, {"key": "x", "name": "\u0061"}, {"key": "y", "name": 1.0}, '
        r'{"key": "y", "name": 1.00}, {"key": "y", "name": "1.0"}]',
        encoding="utf-8",
    )
    mapping = """\
mappings:
  child:
    sources: [[child.csv~csv]]
    s: http://example.org/$(id)
    po:
      - p: http://example.org/of
        o: {mapping: parent, condition: {function: equal, parameters: [[str1, $(key)], [str2, $(key)]]}}
  parent:
    sources: [[parent.json~jsonpath, "$[*]"]]
    s: http://example.org/parent/$(name)
"""
    assert len(both(tmp_path, mapping)) == 2


def test_an_integer_of_many_digits(tmp_path: Path) -> None:
    """It is one of them up to what Python reads, and beyond the error of the row backend."""
    mapping = """\
mappings:
  m:
    sources: [[t.json~jsonpath, "$[*]"]]
    s: http://example.org/$(id)
    po: [[http://example.org/size, $(size)]]
"""
    (tmp_path / "t.json").write_text('[{"id": 1, "size": ' + "9" * 4_000 + "}]", encoding="utf-8")
    assert both(tmp_path, mapping)[0][2].startswith('"999')
    (tmp_path / "t.json").write_text('[{"id": 1, "size": ' + "9" * 5_000 + "}]", encoding="utf-8")
    plan = rml.parse([rml.MappingText(mapping, "m.yml", base_dir=tmp_path)])
    with pytest.raises(rml.NotAccepted):
        list(plan.run(engine="duckdb"))
