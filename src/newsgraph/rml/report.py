"""What a run noticed and did not stop for: references without a value, records without a match, terms left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from newsgraph.errors import Place


@dataclass(frozen=True, slots=True)
class MappingWarning:
    """Something counted, and where in the mapping it comes from."""

    message: str
    place: Place
    count: int

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass(slots=True)
class Report:
    """The notes of one run, or of many that were given the same report.

    `made` counts quads by the position of the triples map that made them first.
    """

    quads: int = 0
    made: Counter[int] = field(default_factory=Counter)
    _seen: set[tuple[Place, str]] = field(default_factory=set)
    _empty: dict[tuple[Place, str], tuple[str, int]] = field(default_factory=dict)
    _errors: dict[tuple[Place, str], tuple[str, int]] = field(default_factory=dict)

    @property
    def data_errors(self) -> int:
        """How many terms were left out because the data did not make a valid one."""
        return sum(count for _, count in self._errors.values())

    def clear(self) -> None:
        """Forget everything, as before a run."""
        self.quads = 0
        for kept in (self.made, self._seen, self._empty, self._errors):
            kept.clear()

    def leave_out(self, place: Place, reason: str, example: str) -> None:
        """Count one term that cannot be made; the first example is kept."""
        example_kept, count = self._errors.get((place, reason), (example, 0))
        self._errors[place, reason] = (example_kept, count + 1)

    def note(self, place: Place, text: str, source: str, *, records: int, matched: bool) -> None:
        """Note whether a reference (or, with `records` 0, an iterator) had a value in one pass over a source."""
        key = (place, text)
        if matched:
            self._seen.add(key)
            self._empty.pop(key, None)
        elif key not in self._seen:
            count = self._empty[key][1] if key in self._empty else 0
            self._empty[key] = (source, count + records)

    @property
    def left_out(self) -> tuple[MappingWarning, ...]:
        """The data errors: terms that were left out, in the order of their first sight."""
        return tuple(
            MappingWarning(f"left out {_times(count, 'term')}: {reason}, such as {example!r}", place, count)
            for (place, reason), (example, count) in self._errors.items()
        )

    @property
    def warnings(self) -> tuple[MappingWarning, ...]:
        """All notes: data errors, then what matched nothing; each in the order of its first sight."""
        return (
            *self.left_out,
            *(MappingWarning(_empty_message(key[1], *value), key[0], value[1]) for key, value in self._empty.items()),
        )


def _empty_message(text: str, source: str, records: int) -> str:
    if records:
        return f"'{text}' has no value in any of {_times(records, 'record')} of source {source}"
    return f"the iterator '{text}' selects nothing in source {source}"


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
