"""The functions that mappings may call."""

from __future__ import annotations

import pytest

from newsgraph.rml import functions


@pytest.mark.parametrize(
    ("name", "inputs", "result"),
    [
        ("slug", ("Siniša Mali & Łódź – Straße",), "sinisa-mali-lodz-strasse"),
        ("slug", ("Владимир Путин",), "владимир-путин"),
        ("slug", (" -- ",), ""),
        ("hash", ("a", "8"), "ca978112"),
        ("hash", ("a", "x"), None),
        ("lower", ("ÀB",), "àb"),
        ("upper", ("ß",), "SS"),
        ("trim", (" a b\n",), "a b"),
        ("replace", ("a-b-c", "-", "+"), "a+b+c"),
        ("concat", ("a", None, "-"), "a"),
        ("concat", ("a", "b", "-"), "a-b"),
        ("concat", (None, None, None), None),
        ("equal", ("a", "a"), True),
        ("notEqual", ("a", "a"), False),
        ("isNull", (None,), True),
        ("isNotNull", ("",), True),
        ("and", ("true", "false"), False),
        ("or", ("true", "false"), True),
        ("not", ("false",), True),
        ("https://w3id.org/imec/idlab/function#slugify", ("A b",), "a-b"),
        ("http://users.ugent.be/~bjdmeest/function/grel.ttl#toUpperCase", ("a",), "A"),
    ],
)
def test_a_function_gives(name: str, inputs: tuple[str | None, ...], result: object) -> None:
    """By its short name or by any of its IRIs."""
    function = functions.find(name)
    assert function is not None
    assert function.call(*inputs) == result


def test_no_name_stands_for_two_functions() -> None:
    names = [name for function in functions.FUNCTIONS for name in (function.iri, function.name, *function.aliases)]
    assert len(names) == len(set(names))
