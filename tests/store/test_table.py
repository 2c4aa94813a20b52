"""Tables in a terminal: aligned, labelled, and safe to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from newsgraph.rdf.terms import Term, literal
from newsgraph.store.table import table


def drawn(
    rows: Sequence[Sequence[Term | None]],
    names: dict[Term, str] | None = None,
    *,
    width: int | None = None,
    terminal: bool = False,
) -> list[str]:
    name_of: Callable[[Term], str | None] = (names or {}).get
    return table([f"v{n}" for n in range(len(rows[0]) if rows else 1)], rows, name_of, width, terminal=terminal).split(
        "\n"
    )


def test_the_rows_are_counted() -> None:
    rows = [[literal("a")], [literal("b")]]
    assert [drawn(rows[:n])[-2] for n in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]


def test_nodes_are_shown_by_label_or_prefixed_name() -> None:
    ana, other = "<http://e/ana>", "<https://w3id.org/newsgraph/ns#actual>"
    assert drawn([[ana, other, "<http://e/x>", None]], {ana: "Ana"})[2].split() == ["Ana", "ng:actual", "http://e/x"]


def test_two_nodes_of_one_label_are_told_apart() -> None:
    a, b = "<http://e/1>", "<http://e/2>"
    assert drawn([[a], [b]], {a: "Ana", b: "Ana"})[2:4] == ["Ana (http://e/1)", "Ana (http://e/2)"]


def test_wide_and_combining_characters_align() -> None:
    rows = [[literal(text), literal("|")] for text in ("中国人", "e\u0301e\u0301", "ascii", "👩")]
    lines = drawn(rows)[2:6]
    assert len({cell_len(line[: line.index("|")]) for line in lines}) == 1


def test_nothing_in_a_name_reaches_the_terminal_as_a_command() -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07 a\rb\x9b31m \u202eexe.\u2066 \u200b[red]x[/red]\nnew row"
    text = "\n".join(drawn([[literal(hostile)]], width=400))
    assert r"\u001B[2J\u001B]0;owned\u0007 a\u000Db\u009B31m \u202Eexe.\u2066 \u200B[red]x[/red]↵new row" in text


def test_a_pipe_gets_no_colour_and_no_wrapped_line() -> None:
    text = drawn([[literal("word " * 200)]])
    assert (len(text), "\x1b" in "".join(text)) == (5, False)


def test_a_table_keeps_to_its_width_and_loses_nothing() -> None:
    words = [f"word{n}" for n in range(50)]
    lines = drawn([[literal(" ".join(words)), literal("x" * 60)]], width=60)
    assert max(map(cell_len, lines)) <= 60
    assert all(word in "".join(lines) for word in words)


def test_numbers_stand_at_the_right() -> None:
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert drawn([[literal(n, datatype=integer)] for n in ("5", "100")])[2:4] == ["  5", "100"]


def test_rows_that_do_not_fit_side_by_side_are_told_one_by_one() -> None:
    rows = [[literal("Ana"), literal("word " * 60), literal("y" * 20)], [literal("Bo"), None, literal("z")]]
    lines = drawn(rows, width=40)
    assert (lines[0], lines[-5:]) == ("v0  Ana", ["v0  Bo", "v2  z", "", "2 rows", ""])


def test_a_column_without_a_value_is_named_and_not_drawn() -> None:
    assert drawn([[literal("Ana"), None], [literal("Bo"), None]])[-2] == "2 rows; no value for v1"
