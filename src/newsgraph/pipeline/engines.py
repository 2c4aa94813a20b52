"""The engines that reason and check, by their names on the command line.

Law: both give the same triples, the same verdicts and the same reports, so that the same bytes are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from newsgraph.rdf.terms import Triple
from newsgraph.reasoner import Entailment, Reasoner, ReferenceReasoner
from newsgraph.shacl import Shapes

COMPILED, REFERENCE = "compiled", "reference"


class Reasons(Protocol):
    """A reasoner that was made for one ontology; `notes` says what of it makes reasoning slow."""

    notes: tuple[str, ...]

    def entail(self, triples: Iterable[Triple]) -> Entailment: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """What makes a reasoner of an ontology's triples, and a gate of shapes: texts with their files."""

    reasoner: Callable[[Iterable[Triple]], Reasons]
    shapes: Callable[[Iterable[tuple[str, str]]], Shapes]


ENGINES: Mapping[str, Engine] = {
    COMPILED: Engine(Reasoner, Shapes.parse),
    REFERENCE: Engine(ReferenceReasoner, partial(Shapes.parse, engine="reference")),
}
