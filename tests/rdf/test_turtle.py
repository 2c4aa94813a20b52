"""How Turtle and TriG look on the page."""

from __future__ import annotations

from textwrap import dedent

import pytest

from newsgraph.rdf import trig
from newsgraph.rdf.names import local_name, natural_key, undeceiving
from newsgraph.rdf.parse import parse_triples
from newsgraph.rdf.turtle import Layout, serialise

PREFIXES = {"": "http://e/", "o": "http://o/", "unused": "http://u/"}


def written(turtle: str, layout: Layout = Layout()) -> str:  # noqa: B008 - frozen
    """The document without its prefixes."""
    text = serialise(parse_triples(dedent(turtle), name="x.ttl"), prefixes=PREFIXES, layout=layout)
    return "\n".join(line for line in text.split("\n") if not line.startswith("@prefix")).lstrip("\n")


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("", ""),
        ("aleksandar-vulin", "aleksandar-vulin"),
        ("2024", "2024"),
        ("a.b", "a.b"),
        (".a", r"\.a"),
        ("-a", r"\-a"),
        ("a-", "a-"),
        ("a:b", "a:b"),
        ("a%20b", "a%20b"),
        ("f(x)", r"f\(x\)"),
        ("a'b,c;d=e~f", r"a\'b\,c\;d\=e\~f"),
        ("Владимир", "Владимир"),
        ("中国", "中国"),
        ("a.", None),
        ("a/b", None),
        ("a#b", None),
        ("a?b", None),
        ("a×b", None),
        ("·a", None),
    ],
)
def test_local_names_are_escaped_as_the_grammar_asks(local: str, expected: str | None) -> None:
    assert local_name(local) == expected


def test_only_prefixes_that_are_used_are_declared() -> None:
    text = serialise([("<http://o/a>", "<http://o/p>", "<http://x/>")], prefixes=PREFIXES)
    assert text == "@prefix o: <http://o/> .\n\no:a o:p <http://x/> .\n"


def test_an_empty_graph_is_an_empty_document() -> None:
    assert serialise([], prefixes=PREFIXES) == ""


def test_types_come_first_and_numbers_in_natural_order() -> None:
    assert (
        written("@prefix : <http://e/> . :c10 :p :b10, :b9 ; a :C . :c9 :q 1 .", Layout())
        == ":c9 :q 1 .\n\n:c10 a :C ;\n    :p :b9, :b10 .\n"
    )


def test_a_layout_tells_the_story() -> None:
    layout = Layout(
        types=("<http://e/Article>", "<http://e/Claim>"), follow=("<http://e/ev>",), predicates=("<http://e/z>",)
    )
    text = written(
        """
        @prefix : <http://e/> .
        :a :p 1 . :x a :Article ; :b 1 ; :z 1 .
        :c1 a :Claim ; :ev :e1 . :c2 a :Claim ; :ev :e2, :e1 . :e1 :p 1 . :e2 :p 2 .
        """,
        layout,
    )
    order = [line.split()[0] for line in text.split("\n") if line.startswith(":")]
    assert (order, text.split("\n")[:3]) == (
        [":x", ":c1", ":e1", ":c2", ":e2", ":a"],
        [":x a :Article ;", "    :z 1 ;", "    :b 1 ."],
    )


def test_long_object_lists_stand_one_a_line() -> None:
    objects = ", ".join(f":object-number-{number}" for number in range(8))
    assert written(f"@prefix : <http://e/> . :s :p {objects} .").startswith(":s :p\n        :object-number-0,\n")


def test_blank_nodes_and_lists_are_nested_where_one_place_refers_to_them() -> None:
    turtle = "@prefix : <http://e/> . :s :p [ :q 1 ], ( 1 [ :q 2 ] ), _:x, (), [] . _:x :p _:x . [] :q 3 ."
    blocks = set(written(turtle).removesuffix("\n").split("\n\n"))
    assert blocks == {":s :p (), [ :q 1 ], ( 1 [ :q 2 ] ), [], _:x .", "_:x :p _:x .", "[] :q 3 ."}


@pytest.mark.parametrize(
    ("lexical", "datatype", "expected"),
    [
        ("1", "integer", "1"),
        ("-12", "integer", "-12"),
        ("01", "integer", '"01"^^xsd:integer'),
        ("+1", "integer", '"+1"^^xsd:integer'),
        ("1.50", "decimal", "1.50"),
        ("1.", "decimal", '"1."^^xsd:decimal'),
        ("true", "boolean", "true"),
        ("1", "boolean", '"1"^^xsd:boolean'),
        ("1e0", "double", '"1e0"^^xsd:double'),
        ("2024-09-04Z", "date", '"2024-09-04Z"^^xsd:date'),
    ],
)
def test_literals_are_abbreviated_only_where_the_lexical_form_comes_back(
    lexical: str, datatype: str, expected: str
) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    triple = ("<http://e/s>", "<http://e/p>", f'"{lexical}"^^<{xsd}{datatype}>')
    assert serialise([triple], prefixes={"": "http://e/", "xsd": xsd}).endswith(f":s :p {expected} .\n")


def test_lines_of_a_text_stand_on_lines_of_the_page() -> None:
    triple = ("<http://e/s>", "<http://e/p>", r'"He said:\n\"No\""')
    assert serialise([triple], prefixes={"": "http://e/"}).endswith(':s :p """He said:\n"No\\"""" .\n')


def test_marks_that_deceive_a_reader_are_escaped() -> None:
    triple = ("<http://e/s>", "<http://e/p>", '"\u202egpj.exe\x9b31m"')
    assert serialise([triple], prefixes={"": "http://e/"}).endswith(':s :p "\\u202Egpj.exe\\u009B31m" .\n')


def test_undeceiving_keeps_letters_of_every_script() -> None:
    assert undeceiving("שלום мир 中\n") == "שלום мир 中\n"


def test_natural_order_survives_numbers_of_any_length() -> None:
    assert sorted(["a10", "a9", "a" + "9" * 5000], key=natural_key) == ["a9", "a10", "a" + "9" * 5000]


def test_deep_nesting_is_cut_and_not_recursed_into() -> None:
    depth = 3000
    chain = [(f"_:n{i}", "<http://e/p>", f"_:n{i + 1}") for i in range(depth)]
    lists = [("<http://e/s>", "<http://e/p>", "_:l0")]
    for i in range(depth):
        lists.append((f"_:l{i}", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>", f"_:l{i + 1}"))
        lists.append(
            (
                f"_:l{i}",
                "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>",
                "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>",
            )
        )
    text = serialise([*chain, *lists], prefixes=PREFIXES)
    assert len(parse_triples(text, name="x.ttl")) == 3 * depth + 1


def test_a_prefix_that_turtle_cannot_write_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot write the prefix 'a b'"):
        serialise([], prefixes={"a b": "http://e/"})


def test_trig_has_a_block_for_each_graph() -> None:
    quads = [
        ("<http://e/s>", "<http://e/p>", "<http://e/o>", "<http://e/g>"),
        ("<http://e/s>", "<http://e/p>", '"x"', ""),
    ]
    assert trig.serialise(quads, prefixes=PREFIXES) == dedent("""\
        @prefix : <http://e/> .

        :s :p "x" .

        :g {
            :s :p :o .
        }
        """)
