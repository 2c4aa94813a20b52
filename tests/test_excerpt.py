"""The line that an error is about, and what is underlined in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.errors import Place
from newsgraph.excerpt import excerpt


@pytest.mark.parametrize(
    ("text", "line", "column", "shown"),
    [
        ("a: b\nkey: value\n", 2, 1, ("key: value", "^^^")),
        ("  - [ex:p, $(name)]", 1, 14, ("  - [ex:p, $(name)]", "             ^^^^")),
        ("  - [ex:p, $(name)]", 1, 12, ("  - [ex:p, $(name)]", "           ^^^^^^^")),
        ('rml:path "t.csv" .', 1, 10, ('rml:path "t.csv" .', "         ^^^^^^^")),
        ("<#T> a ex:C.", 1, 1, ("<#T> a ex:C.", "^^^^")),
        ("<#T> a ex:C.", 1, 8, ("<#T> a ex:C.", "       ^^^^")),
        ("\tx", 1, 2, ("    x", "    ^")),
        ("漢字 x", 1, 4, ("漢字 x", "     ^")),
        ("e\u0301 x", 1, 4, ("e\u0301 x", "  ^")),
        ("a\x1b[31m x", 1, 2, (r"a\u001b[31m x", " ^^^^^^")),
        ("ab", 1, 3, ("ab", "  ^")),
        ("ab", 1, 99, ("ab", "  ^")),
        ("a\r\nbc\r\n", 2, 1, ("bc", "^^")),
        ('"jdbc:x://me:geheim@h/d" .', 1, 1, ('"jdbc:x://me:******@h/d" .', "^^^^^^^^^^^^^^^^^^^^^^^^")),
        ('d:password "geheim" ;', 1, 1, ('d:password "******" ;', "^^^^^^^^^^")),
        ("password: geheim", 1, 1, ("password: ******", "^^^^^^^^")),
    ],
)  # fmt: skip
def test_what_stands_at_a_place_is_underlined(text: str, line: int, column: int, shown: tuple[str, str]) -> None:
    """Under a tab, a wide letter and a mark of no width alike."""
    assert excerpt(text, Place("f", line, column)) == f"{line:>6} | {shown[0]}\n       | {shown[1]}"


def test_a_line_without_a_column_is_shown_alone() -> None:
    assert excerpt("a\nb", Place("f", 2)) == "     2 | b"


@pytest.mark.parametrize("place", [Place("f"), Place("f", 3, 1), Place("f", 0, 1), Place("f", 2)])
def test_a_line_that_is_not_there_is_not_shown(place: Place) -> None:
    """Or holds nothing."""
    assert excerpt("a\n", place) is None


@given(st.text(), st.integers(1, 5), st.none() | st.integers(1, 400))
def test_any_line_is_shown_on_two_short_ones(text: str, line: int, column: int | None) -> None:
    """Without a control character, whatever is in the text."""
    shown = excerpt(text * 20, Place("f", line, column))
    if shown is not None:
        rows = shown.split("\n")
        assert len(rows) == (1 if column is None else 2)
        assert all(ord(character) >= 0x20 and not 0x7F <= ord(character) <= 0x9F for row in rows for character in row)


def test_a_long_line_is_cut_around_the_place() -> None:
    shown = excerpt("x " * 500 + "here" + " y" * 500, Place("f", 1, 1001))
    assert shown is not None
    line, under = shown.split("\n")
    assert len(line) < 120
    assert line[under.index("^") : under.rindex("^") + 1] == "here"


def test_the_command_line_shows_the_line_unless_it_is_to_be_quiet(newsgraph: Any, tmp_path: Path) -> None:
    (tmp_path / "m.yml").write_text("mappings:\n  m:\n    sbjects: x\n", encoding="utf-8")
    message = "newsgraph: m.yml:3:5: unknown key 'sbjects' in the mapping 'm'; did you mean 'subjects'?\n"
    run = newsgraph("map", "m.yml", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (2, f"{message}     3 |     sbjects: x\n       |     ^^^^^^^\n")
    assert newsgraph("map", "-q", "m.yml", cwd=tmp_path).stderr == message


def test_the_line_of_a_file_of_the_project_is_found_from_outside(newsgraph: Any, tmp_path: Path) -> None:
    newsgraph("init", "desk", "-q", cwd=tmp_path)
    mapping = tmp_path / "desk" / "mapping" / "rdf" / "sanction.yml"
    mapping.write_text(mapping.read_text("utf-8").replace("roles.target", "roles.tarrget"), encoding="utf-8")
    (tmp_path / "a.txt").write_text("A\nBy B\n_\n20240904\nC.\n", encoding="utf-8")
    run = newsgraph("build", "--project", "desk", "a.txt", "-o", "out", cwd=tmp_path)
    assert run.returncode == 2
    assert f"  {'^' * len('roles.tarrget')}\n" in run.stderr
