"""External references of YARRRML: `$(_name)` to the value that the key `external` gives it.

https://rml.io/yarrrml/spec/#external-references
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from newsgraph.errors import MappingError
from newsgraph.rml.yarrrml_keys import scalar
from newsgraph.yamltree import Mapping, Scalar, Sequence, Tree

_EXTERNAL = re.compile(r"\$\(_([^()]*)\)")


def fill(document: Tree) -> Tree:
    r"""The document with the external references replaced that have a value; without the key `external`, itself.

    One without a value stays, as a reference to a field. A reference to a field whose name starts with `_` is written
    `$(\_name)` where `external` has that name too.
    """
    declared = document.get("external") if isinstance(document, Mapping) else None
    if declared is None:
        return document
    if not isinstance(declared, Mapping):
        raise MappingError("external references are a mapping from each name to a value", declared.place)
    values = {key.text: scalar(value, "an external value").text for key, value in declared}
    return _Filler(values, {}).filled(document)


@dataclass(frozen=True, slots=True)
class _Filler:
    """Fills each tree once, however many aliases name it."""

    values: dict[str, str]
    done: dict[int, Tree]

    def filled(self, tree: Tree) -> Tree:
        if id(tree) not in self.done:
            self.done[id(tree)] = self._filled(tree)
        return self.done[id(tree)]

    def _filled(self, tree: Tree) -> Tree:
        if isinstance(tree, Sequence):
            return Sequence(tuple(self.filled(item) for item in tree), tree.place)
        if isinstance(tree, Mapping):
            return Mapping(tuple((key, self.filled(value)) for key, value in tree), tree.place)
        return self._filled_text(tree)

    def _filled_text(self, word: Scalar) -> Scalar:
        if "$(_" not in word.text:
            return word
        text = _EXTERNAL.sub(lambda match: self.values.get(match[1], match[0]), word.text)
        return replace(word, text=text, exact=word.exact and text == word.text)
