"""The functions `match` and `search` of JSONPath, by RE2: in time that grows with the text alone, whatever the pattern.

https://www.rfc-editor.org/rfc/rfc9535#section-2.4.6
"""

from __future__ import annotations

import functools
import re
from typing import Any

from jsonpath import JSONPathEnvironment
from jsonpath.function_extensions import ExpressionType, FilterFunction

from newsgraph.rml.functions.patterns import compiled

# https://www.rfc-editor.org/rfc/rfc9485#section-5.3: a dot is no end of a line, of which RE2 knows one only.
_DOT = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|(?P<dot>\.)", re.DOTALL)


class _Pattern(FilterFunction):
    """Whether a text has a pattern, all of it or somewhere; one that is no pattern is nowhere, as the RFC has it."""

    arg_types = [ExpressionType.VALUE, ExpressionType.VALUE]  # noqa: RUF012 - as the library declares it
    return_type = ExpressionType.LOGICAL

    def __init__(self, *, whole: bool) -> None:
        self._whole = whole

    def __call__(self, value: object, pattern: object) -> bool:
        if not isinstance(value, str) or not isinstance(pattern, str):
            return False
        try:
            found: Any = compiled(
                _DOT.sub(lambda match: r"[^\r\n]" if match["dot"] else match[0], _well_formed(pattern))
            )
        except ValueError:
            return False
        return bool((found.fullmatch if self._whole else found.search)(_well_formed(value)))


def _well_formed(text: str) -> str:
    """The text with a replacement character for each lone surrogate, which RE2 does not take."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@functools.cache
def environment() -> JSONPathEnvironment:
    """RFC 9535 as the library has it, but for its patterns."""
    made = JSONPathEnvironment(strict=True)
    made.function_extensions["match"] = _Pattern(whole=True)
    made.function_extensions["search"] = _Pattern(whole=False)
    return made
