"""The queries that come with Newsgraph: `@name` with its values to a query.

A file queries/NAME.rq starts with lines of comment: what it answers, and a line `?name  what it is` for each of its
parameters, with "(optional)" in the line of one that may be left out. A value is a text: it takes the place of the
variable wherever that stands, as a literal with everything in it escaped; an optional one that is not given is "".
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from newsgraph import sources
from newsgraph.errors import QueryError, UsageError
from newsgraph.rdf.terms import literal
from newsgraph.store import tokens
from newsgraph.store.query import Query

_FOLDER = Path(__file__).parent / "queries"
_PARAMETER = re.compile(r"\?(\w+)\s+(.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a saved query that takes a value."""

    name: str
    meaning: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """A query that comes with Newsgraph."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    text: str

    def bind(self, *values: str) -> Query:
        """The query with these values, in the order of its parameters.

        Raises UsageError where there are too few or too many, or one cannot be written.
        """
        needed = sum(not parameter.optional for parameter in self.parameters)
        if not needed <= len(values) <= len(self.parameters):
            raise UsageError(f"@{self.name} takes {self._signature()}; given: {len(values)}")
        bound: dict[str, str] = {}
        for position, parameter in enumerate(self.parameters):
            try:
                bound[parameter.name] = literal(values[position] if position < len(values) else "")
            except ValueError as error:
                raise UsageError(f"@{self.name} cannot be asked for {values[position]!r}: {error}") from error
        return Query(_substituted(self.text, bound), f"@{self.name}")

    def _signature(self) -> str:
        if not self.parameters:
            return "no value"
        names = " ".join(f"[{p.name.upper()}]" if p.optional else p.name.upper() for p in self.parameters)
        return f"{names} ({'; '.join(f'{p.name.upper()}: {p.meaning}' for p in self.parameters)})"


def saved(name: str) -> Saved:
    """The saved query of a name; raises UsageError with those that there are."""
    names = [path.stem for path in sorted(_FOLDER.glob("*.rq"))]
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"did you mean @{near[0]}?" if near else f"there are: {', '.join(f'@{known}' for known in names)}"
        raise UsageError(f"no saved query @{name}; {hint}")
    text = sources.read_text(_FOLDER / f"{name}.rq", error=QueryError)
    title: list[str] = []
    parameters: list[Parameter] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        words = line.removeprefix("#").strip()
        match = _PARAMETER.match(words)
        if match is None:
            title.append(words)
        else:
            optional = "(optional)" in match[2]
            parameters.append(Parameter(match[1], match[2].replace("(optional)", "").strip(), optional))
    return Saved(name, " ".join(title).strip(), tuple(parameters), text)


def all_saved() -> tuple[Saved, ...]:
    """All saved queries, by name."""
    return tuple(saved(path.stem) for path in sorted(_FOLDER.glob("*.rq")))


def _substituted(text: str, values: dict[str, str]) -> str:
    pieces: list[str] = []
    position = 0
    for token in tokens.tokenise(text):
        if token.kind == "variable" and token.text[1:] in values:
            pieces += [text[position : token.offset], values[token.text[1:]]]
            position = token.offset + len(token.text)
    return "".join((*pieces, text[position:]))
