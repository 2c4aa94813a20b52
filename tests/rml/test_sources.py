"""Sources that are not what the mapping calls them, or that mean harm: a clear error each, never a hang."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsgraph import rml
from newsgraph.errors import SourceError

BOMB = (
    '<!DOCTYPE r [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 30))
    + "]><r><i id='1'><name>&a29;</name></i></r>"
)


def mapping(source: str) -> str:
    return (
        f"mappings:\n  m:\n    sources: [{source}]\n    s: http://example.org/$(id)\n    po: [[schema:name, $(name)]]\n"
    )


JSON = mapping("[s.json~jsonpath, '$[*]']")
CSV = mapping("[s.csv~csv]")
XML = mapping("[s.xml~xpath, /r/i]").replace("$(id)", "$(@id)")


@pytest.mark.parametrize(
    ("text", "name", "content", "message"),
    [
        (JSON, "s_json", '[{"id": 1}, {"id"', "s.json:1:18: this is no well-formed JSON: Expecting ':' delimiter"),
        (JSON, "s_json", '{"id": 1}\n{"id": 2}', "s.json:2:1: this is no well-formed JSON: Extra data (JSON lines are no JSON document)"),
        (JSON, "s_json", '[{"id": NaN}]', "s.json: JSON has no number NaN"),
        (JSON, "s_json", b'[{"id": "\xff"}]', "s.json:1:10: this is no UTF-8 text: byte 0xFF"),
        (JSON, "s_json", "[" * 200_000, "s.json: this JSON is nested too deeply to be read"),
        (CSV, "s_csv", "id,name\n1,x\n2,y,z\n", "s.csv:3: this row has 3 cells where the header has 2"),
        (CSV, "s_csv", "id,name\n1\n", "s.csv:2: this row has 1 cells where the header has 2"),
        (CSV, "s_csv", "", "s.csv:1: this CSV has no header line"),
        (CSV, "s_csv", "id,id\n", "s.csv:1: the column 'id' stands twice in the header"),
        (CSV, "s_csv", 'id,name\n1,"x\n', "s.csv:2: this is no well-formed CSV: unexpected end of data"),
        (CSV, "s_csv", "id,nmae\n1,x\n", "m.yml:5:26: no column 'name' in source s.csv; did you mean 'nmae'?"),
        (XML, "s_xml", BOMB, "s.xml:1:6: this is no well-formed XML: Maximum entity nesting depth exceeded"),
        (XML, "s_xml", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r><i id="1"><name>&x;</name></i></r>', "s.xml: this XML declares entities, which are not read"),
        (XML, "s_xml", "<r><i></r>", "s.xml:1:11: this is no well-formed XML: Opening and ending tag mismatch: i line 1 and r"),
        (XML.replace("/r/i", "'/r/['"), "s_xml", "<r/>", "m.yml:3:29: '/r/[' is no XPath: Invalid expression"),
        (JSON, "other", "", "m.yml:3:16: the source 's.json': this file cannot be read: no such file or directory"),
        (mapping("[../s.csv~csv]"), "other", "", "m.yml:3:16: the source '../s.csv' lies outside the folder of its mapping; --allow-outside lets it be read"),
        (mapping("[/etc/passwd~csv]"), "other", "", "m.yml:3:16: the source '/etc/passwd' lies outside the folder of its mapping; --allow-outside lets it be read"),
    ],
)  # fmt: skip
def test_a_bad_source_is_a_clear_error(folder: Any, text: str, name: str, content: str | bytes, message: str) -> None:
    """With the place in the source, or in the mapping where that is what is wrong."""
    folder.write(**{name: content})
    assert folder.error(text) == message


def test_wrong_bytes_in_csv_are_an_error(folder: Any) -> None:
    folder.write(s_csv=b"id,name\n1,\xff\n")
    assert folder.error(CSV) == "s.csv:2: this is no UTF-8 text: byte 0xFF"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,name\r1,x\r2,\xe9\r", "s.csv:3: this is no UTF-8 text: byte 0xE9"),
        (b'id,name\n1,"x\ny"\n' + b"2,z\n" * 40_000 + b"3,\x80\n", "s.csv:40004: this is no UTF-8 text: byte 0x80"),
        (b"\xff\xfei\0d\0", "s.csv:1: this is no UTF-8 text: byte 0xFF"),
        (b'id,name\n1,"x\ny\nz', "s.csv:2: this is no well-formed CSV: unexpected end of data"),
        (b'id,name\n1,"x\ny\nz",3\n', "s.csv:2: this row has 3 cells where the header has 2"),
        (b'id,name\n1,"x"y\n', "s.csv:2: this is no well-formed CSV: ',' expected after '\"'"),
        (b'id,"na\nme",id\n', "s.csv:1: the column 'id' stands twice in the header"),
    ],
)
def test_the_line_of_what_is_wrong_in_csv(folder: Any, content: bytes, message: str) -> None:
    """A row is where it starts, whatever line breaks are in it; a byte is on its own line."""
    folder.write(s_csv=content)
    assert folder.error(CSV) == message


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("id,name\n1," + "x" * 3_000_000 + "\n", "x" * 3_000_000),
        ("id,name\n1,a\0b\n", "a\\u0000b"),
        ("\ufeffid,name\r\n1,x\r\n", "x"),
        ("id,name\r1,x\r", "x"),
        (",id,,name,\n0,1,,x,\n", "x"),
        ("id,name\n\n1,x\n\n", "x"),
    ],
    ids=["a long cell", "U+0000", "a byte order mark", "carriage returns", "columns without a name", "blank lines"],
)
def test_csv_as_it_is_found(folder: Any, content: str, name: str) -> None:
    folder.write(s_csv=content)
    assert folder.lines(CSV) == [f'<http://example.org/1> <http://schema.org/name> "{name}"']


def test_a_symbolic_link_does_not_lead_out(folder: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "s.csv"
    outside.write_text("id,name\n1,x\n", encoding="utf-8")
    (folder.path / "s.csv").symlink_to(outside)
    assert "lies outside" in folder.error(CSV)


def test_a_source_outside_is_read_where_that_is_allowed(folder: Any) -> None:
    inner = folder.path / "inner"
    inner.mkdir()
    folder.write(s_csv="id,name\n1,x\n")
    (inner / "m.yml").write_text(mapping("[../s.csv~csv]"), encoding="utf-8")
    assert len(list(rml.map_files([inner / "m.yml"], allow_outside=True))) == 1


def test_streams_are_closed_when_nobody_reads_on(folder: Any) -> None:
    """Half a run leaves no open file (warnings are errors here)."""
    folder.write(s_csv="id,name\n" + "1,x\n2,y\n" * 10)
    assert next(iter(folder.run(CSV)))


def test_a_parsed_value_cannot_stand_for_csv(folder: Any) -> None:
    plan = rml.parse([rml.MappingText(CSV, "m.yml", base_dir=Path())])
    with pytest.raises(SourceError, match="CSV does not read"):
        list(plan.run({"s.csv": []}))


def test_a_csv_may_have_many_columns(folder: Any) -> None:
    """A hundred thousand names are looked through once."""
    names = [f"c{number}" for number in range(100_000)]
    folder.write(wide_csv=",".join(names) + "\n" + ",".join("x" for _ in names) + "\n")
    mapping = "mappings:\n  m:\n    sources: wide.csv~csv\n    s: http://e.example/$(c99999)\n    po: [[schema:name, $(c7)]]\n"
    assert folder.lines(mapping) == ['<http://e.example/x> <http://schema.org/name> "x"']
