"""Trees of rule files to words and lists, with an error at the place of whatever is not as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.errors import Place, RuleError
from newsgraph.nearest import did_you_mean
from newsgraph.yamltree import Mapping, Scalar, Sequence, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The end of a message about a name that is none: "; did you mean 'subject'?", or all the names there are."""
    names = sorted(known)
    return did_you_mean(word, names) or f"; there are {', '.join(names)}"


def mapping(tree: Tree | None, what: str, place: Place) -> Mapping:
    if not isinstance(tree, Mapping):
        raise RuleError(f"{what} must be a mapping of keys to values", place if tree is None else tree.place)
    return tree


def only(tree: Mapping, known: Iterable[str], what: str) -> None:
    """Raise RuleError at the first key that is not in `known`."""
    names = tuple(known)
    for key, _ in tree:
        if key.text not in names:
            raise RuleError(f"{what} has no key '{key.text}'{nearest(key.text, names)}", key.place)


def word(tree: Tree | None, what: str, place: Place) -> str:
    if not isinstance(tree, Scalar) or not tree.text.strip():
        raise RuleError(f"{what} must be a word", place if tree is None else tree.place)
    return tree.text.strip()


def words(tree: Tree | None, what: str) -> tuple[str, ...]:
    """One word, or a list of words; nothing where the key is absent."""
    if tree is None:
        return ()
    if isinstance(tree, Scalar):
        return (word(tree, what, tree.place),)
    if not isinstance(tree, Sequence):
        raise RuleError(f"{what} must be a word or a list of words", tree.place)
    return tuple(word(item, f"each of {what}", item.place) for item in tree)


def truth(tree: Tree | None, what: str, *, default: bool) -> bool:
    if tree is None:
        return default
    if isinstance(tree, Scalar) and tree.text in ("true", "false"):
        return tree.text == "true"
    raise RuleError(f"{what} must be true or false", tree.place)


def number(tree: Tree | None, what: str, *, default: int) -> int:
    if tree is None:
        return default
    if isinstance(tree, Scalar) and tree.text.isdecimal() and tree.text.isascii() and len(tree.text) < 4:
        return int(tree.text)
    raise RuleError(f"{what} must be a whole number below 1000", tree.place)
