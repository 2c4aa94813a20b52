"""YAML with its places, and nothing guessed."""

from __future__ import annotations

import pytest

from newsgraph import yamltree
from newsgraph.errors import InputError, Place


def test_every_value_knows_its_place() -> None:
    tree = yamltree.parse("a:\n  - b: c\n", "x.yml")
    assert isinstance(tree, yamltree.Mapping)
    items = tree.get("a")
    assert isinstance(items, yamltree.Sequence)
    (first,) = items
    assert isinstance(first, yamltree.Mapping)
    assert first.get("b") == yamltree.Scalar("c", Place("x.yml", 2, 8))


def test_no_is_a_word() -> None:
    """YAML 1.1 would read Norway's code as false."""
    tree = yamltree.parse("no", "x.yml")
    assert isinstance(tree, yamltree.Scalar)
    assert (tree.text, tree.is_null) == ("no", False)


def test_merge_keys_yield_to_own_keys() -> None:
    tree = yamltree.parse("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\n", "x.yml")
    assert isinstance(tree, yamltree.Mapping)
    b = tree.get("b")
    assert isinstance(b, yamltree.Mapping)
    assert [(key.text, getattr(value, "text", None)) for key, value in b] == [("x", "1"), ("y", "3")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1, 2\nb: 3\n", "x.yml:2:2: this is no well-formed YAML"),
        ("a: 1\na: 2\n", "x.yml:2:1: the key 'a' stands twice; the first is on line 1"),
        ("&a [*a]\n", "x.yml:1:1: this alias contains itself"),
        ("? [a]\n: b\n", "x.yml:1:3: a key here must be a plain word"),
        ("a: *b\n", "x.yml:1:4: this is no well-formed YAML: found undefined alias"),
        ("a: \x01\n", "x.yml:1"),
        ("a: 1\n--- \nb: 2\n", "x.yml:2:1: this is no well-formed YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        yamltree.parse(text, "x.yml")
    assert str(caught.value).startswith(message)


def test_a_bomb_of_aliases_stays_small() -> None:
    """Nine levels of nine aliases are a billion values when copied, and ten when shared."""
    lines = ["a0: &a0 [x]"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    tree = yamltree.parse("\n".join(lines), "x.yml")
    assert isinstance(tree, yamltree.Mapping)
    assert len(tree.entries) == 10
