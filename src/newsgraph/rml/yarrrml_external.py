"""External references of YARRRML: `$(_name)` to the value that the key `external` gives it.

https://rml.io/yarrrml/spec/#external-references
"""

from __future__ import annotations

import re
from dataclasses import replace

from newsgraph.errors import MappingError
from newsgraph.nearest import did_you_mean
from newsgraph.rml.yarrrml_keys import scalar
from newsgraph.yamltree import Mapping, Scalar, Sequence, Tree

_EXTERNAL = re.compile(r"\$\(_([^()]*)\)")


def fill(document: Tree) -> Tree:
    r"""The document with every external reference replaced; without the key `external`, the document itself.

    Raises MappingError for a name that `external` does not have. A reference to a field whose name starts with `_` is
    written `$(\_name)` in such a document.
    """
    declared = document.get("external") if isinstance(document, Mapping) else None
    if declared is None:
        return document
    if not isinstance(declared, Mapping):
        raise MappingError("external references are a mapping from each name to a value", declared.place)
    return _filled(document, {key.text: scalar(value, "an external value").text for key, value in declared})


def _filled(tree: Tree, values: dict[str, str]) -> Tree:
    if isinstance(tree, Sequence):
        return Sequence(tuple(_filled(item, values) for item in tree), tree.place)
    if isinstance(tree, Mapping):
        return Mapping(tuple((key, _filled(value, values)) for key, value in tree), tree.place)
    return _filled_text(tree, values)


def _filled_text(word: Scalar, values: dict[str, str]) -> Scalar:
    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise MappingError(f"no external value '{match[1]}'{did_you_mean(match[1], values)}", word.place)
        return values[match[1]]

    return replace(word, text=_EXTERNAL.sub(value, word.text)) if "$(_" in word.text else word
