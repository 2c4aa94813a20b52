"""Templates: texts with references in them to parts, and the encodings that keep what they make unambiguous.

Law: for values without a character that is reserved in both, the encoding is the identity; it is injective, so that
two records share an IRI or a blank node of one template with references set apart by a reserved character only where
their values are equal.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from newsgraph.errors import MappingError, Place
from newsgraph.rml.model import Reference, Template

# https://www.rfc-editor.org/rfc/rfc3987#section-2.2 (iunreserved)
_UCSCHAR = (
    "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
    + "\U000e1000-\U000efffd"
)
IUNRESERVED = rf"A-Za-z0-9\-._~{_UCSCHAR}"
_not_iunreserved = functools.cache(lambda: re.compile(f"[^{IUNRESERVED}]"))  # which takes long
# https://www.rfc-editor.org/rfc/rfc3986#section-2.3
_NOT_UNRESERVED = re.compile(r"[^A-Za-z0-9\-._~]")
_NOT_IN_LABEL = re.compile(r"[^A-Za-z0-9]")


def iri_safe(value: str) -> str:
    """Percent-encode all that is not `iunreserved`.

    https://kg-construct.github.io/rml-core/spec/docs/#dfn-iri-safe-version; UnicodeEncodeError for a lone surrogate.
    """
    return (_NOT_UNRESERVED if value.isascii() else _not_iunreserved()).sub(_percent, value)


def uri_safe(value: str) -> str:
    """Percent-encode all that is not `unreserved`, non-ASCII letters too."""
    return _NOT_UNRESERVED.sub(_percent, value)


def blank_node_label(value: str) -> str:
    """A label that N-Triples allows, different for every value."""
    return "b" + _NOT_IN_LABEL.sub(lambda match: f"_{ord(match[0]):x}_", value)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def parse_rml(text: str, place: Place) -> Template:
    r"""Read a template of RML: `{reference}`, with `\{`, `\}` and `\\` for the characters themselves.

    https://kg-construct.github.io/rml-core/spec/docs/#templates

    Raises MappingError for a brace that is not closed, not opened or nested, and for an empty reference.
    """
    parts: list[str | Reference] = []
    collected = ""
    opened = -1
    position = 0
    while position < len(text):
        character = text[position]
        if character == "\\":
            if position + 1 == len(text) or text[position + 1] not in "{}\\":
                raise MappingError(f"a backslash in a template stands before {{, }} or \\ only: '{text}'", place)
            collected += text[position + 1]
            position += 1
        elif character == "{":
            if opened >= 0:
                raise MappingError(f"a brace inside a reference must be written \\{{ in the template '{text}'", place)
            if collected:
                parts.append(collected)
            collected, opened = "", position
        elif character == "}":
            if opened < 0:
                raise MappingError(f"a closing brace without an opening one in the template '{text}'", place)
            if not collected:
                raise MappingError(f"an empty reference in the template '{text}'", place)
            parts.append(Reference(collected, place))
            collected, opened = "", -1
        else:
            collected += character
        position += 1
    if opened >= 0:
        raise MappingError(f"the reference '{{{collected}' is not closed in the template '{text}'", place)
    if collected:
        parts.append(collected)
    return Template(tuple(parts), place)


def parse_yarrrml(text: str, at: Callable[[int], Place]) -> Template:
    r"""Read a template of YARRRML: `$(reference)`; `\(`, `\)`, `\$`, `\~`, `\:` and `\\` are the characters themselves.

    Parentheses inside a reference may be nested in pairs, as JSONPath filters have them, or be escaped. `at` tells
    where the n-th character of the text stands.

    Raises MappingError for a reference that is empty or is not closed.
    """
    parts: list[str | Reference] = []
    collected = ""
    position = 0
    while position < len(text):
        if text.startswith("$(", position):
            reference, end = _yarrrml_reference(text, position + 2, at)
            if collected:
                parts.append(collected)
            parts.append(Reference(reference, at(position + 2)))
            collected, position = "", end
            continue
        if text[position] == "\\" and position + 1 < len(text) and text[position + 1] in "()$~:\\":
            position += 1
        collected += text[position]
        position += 1
    if collected:
        parts.append(collected)
    return Template(tuple(parts), at(0))


def _yarrrml_reference(text: str, position: int, at: Callable[[int], Place]) -> tuple[str, int]:
    """The reference that starts at `position`, and where what follows its parenthesis starts."""
    reference = ""
    depth = 0
    start = position
    if text.startswith("\\_", position):
        position += 1
    while position < len(text):
        character = text[position]
        if character == "\\" and position + 1 < len(text) and text[position + 1] in "()":
            reference += text[position + 1]
            depth -= text[position + 1] == ")" and depth > 0  # `$((x\\))` is a reference to `(x)`
            position += 2
            continue
        if character == ")" and depth == 0:
            if not reference.strip():
                raise MappingError("an empty reference $()", at(start))
            return reference, position + 1
        depth += (character == "(") - (character == ")")
        reference += character
        position += 1
    raise MappingError(f"the reference '$({reference}' is not closed", at(start))
