"""A source as SQL: rows, with a column for each reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from newsgraph.rml.duckdb.terms import Column, Kind


@dataclass(frozen=True, slots=True)
class Relation:
    """A query, and its columns r0, r1, ... in the order of the references that were asked for."""

    sql: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a look at all values of a reference has shown.

    That there is one in every row, that no two are equal, that a template encodes nothing in any of them.
    """

    kind: Kind
    values: int
    is_total: bool
    is_key: bool
    is_safe: bool


class Table(Protocol):
    """A source that SQL can read, made ready for one run."""

    @property
    def profiles(self) -> Mapping[str, Profile]:
        """What is known of references, by their texts."""
        ...

    def relation(self, references: Sequence[str]) -> Relation:
        """The rows with the values of the references; one that has several values makes several rows.

        A reference that stands there twice, and has several values, makes a row of each pair of them.
        """
        ...
