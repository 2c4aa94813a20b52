"""Why a triple follows: the fewest triples of the data, and the fewest axioms of the ontology, that give it.

Both are found by asking the reasoner itself, by bisection (QuickXplain, Junker 2004), so that every rule it has is
explained, and nothing is that it has not. Law: what is found entails the triple, and without any part of it no more.
Of several such sets one is told, always the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsgraph.errors import OntologyError
from newsgraph.rdf.terms import RDF_TYPE, Term, Triple, is_literal
from newsgraph.reasoner.compiled import Reasoner
from newsgraph.vocab import OWL, RDF, RDFS

# The rules by the axiom that each starts from: https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
_RULES = {
    f"<{RDFS}subClassOf>": "cax-sco",
    f"<{OWL}equivalentClass>": "cax-eqc",
    f"<{RDFS}subPropertyOf>": "prp-spo1",
    f"<{OWL}equivalentProperty>": "prp-eqp",
    f"<{RDFS}domain>": "prp-dom",
    f"<{RDFS}range>": "prp-rng",
    f"<{OWL}inverseOf>": "prp-inv",
    f"<{OWL}propertyChainAxiom>": "prp-spo2",
    f"<{OWL}hasKey>": "prp-key",
    f"<{OWL}hasValue>": "cls-hv",
    f"<{OWL}someValuesFrom>": "cls-svf",
    f"<{OWL}allValuesFrom>": "cls-avf",
    f"<{OWL}intersectionOf>": "cls-int",
    f"<{OWL}unionOf>": "cls-uni",
    f"<{OWL}oneOf>": "cls-oo",
    f"<{OWL}maxCardinality>": "cls-maxc",
    f"<{OWL}maxQualifiedCardinality>": "cls-maxqc",
    f"<{OWL}sameAs>": "eq-rep",
}
_RULES_OF_TYPES = {
    f"<{OWL}SymmetricProperty>": "prp-symp",
    f"<{OWL}TransitiveProperty>": "prp-trp",
    f"<{OWL}FunctionalProperty>": "prp-fp",
    f"<{OWL}InverseFunctionalProperty>": "prp-ifp",
}
_SCHEMA = tuple(f"<{namespace}" for namespace in (RDF, RDFS, OWL))


@dataclass(frozen=True, slots=True)
class Justification:
    """Triples of the data and axioms from which a triple follows, and the rules of OWL 2 RL that start from these."""

    premises: tuple[Triple, ...]
    axioms: tuple[Triple, ...]
    rules: tuple[str, ...]


class Justifier:
    """Explains what follows by an ontology."""

    def __init__(self, ontology: Sequence[Triple]) -> None:
        """Compile the ontology; raises OntologyError where it contradicts itself."""
        self._reasoner = Reasoner(ontology)
        self._schema = tuple(filter(_is_axiom, ontology))
        self._parts: dict[tuple[Triple, ...], Reasoner | None] = {}

    def justify(self, given: Iterable[Triple], triple: Triple) -> Justification | None:
        """Why a triple follows from what is given; None where it does not.

        There are no axioms where no part of the ontology near the triples gives it.
        """

        def follows(data: Sequence[Triple]) -> bool:
            return triple in self._reasoner.entail(data).triples

        data = sorted(set(given) - {triple})
        if not follows(data):
            return None
        premises = tuple(_needed(data, follows))
        axioms = tuple(self._axioms(premises, triple))
        return Justification(premises, axioms, _rules(axioms))

    def _axioms(self, premises: Sequence[Triple], triple: Triple) -> list[Triple]:
        """Axioms by which the premises give the triple, looked for in what is ever farther from their terms."""

        def entail(axioms: Sequence[Triple]) -> bool:
            reasoner = self._part(tuple(axioms))
            return reasoner is not None and triple in reasoner.entail(premises).triples

        near = {term for each in (*premises, triple) for term in each if not is_literal(term)}
        found: list[Triple] = []
        while True:
            wider = [axiom for axiom in self._schema if axiom[0] in near or axiom[2] in near]
            if len(wider) == len(found):
                return []
            found = wider
            if entail(found):
                return _needed(found, entail)
            near |= {term for s, _, o in found for term in (s, o) if not term.startswith(('"', *_SCHEMA))}

    def _part(self, axioms: tuple[Triple, ...]) -> Reasoner | None:
        """The reasoner of a part of the ontology; None where that part by itself is no ontology."""
        if axioms not in self._parts:
            try:
                self._parts[axioms] = Reasoner(axioms)
            except OntologyError:
                self._parts[axioms] = None
        return self._parts[axioms]


def _needed(items: Sequence[Triple], holds: Callable[[Sequence[Triple]], bool]) -> list[Triple]:
    """A part of items, without a needless one, of which `holds` is true, as it is of all of them; order is kept."""

    def part(background: list[Triple], added: Sequence[Triple], rest: Sequence[Triple]) -> list[Triple]:
        if added and holds(background):
            return []
        if len(rest) == 1:
            return list(rest)
        first, second = rest[: len(rest) // 2], rest[len(rest) // 2 :]
        of_second = part([*background, *first], first, second)
        of_first = part([*background, *of_second], of_second, first)
        return [*of_first, *of_second]

    return [] if holds([]) else part([], [], items)


def _is_axiom(triple: Triple) -> bool:
    _, p, o = triple
    return p.startswith(_SCHEMA) and not (p == RDF_TYPE and not o.startswith(_SCHEMA)) and not o.startswith('"')


def _rules(axioms: Iterable[Triple]) -> tuple[str, ...]:
    def names() -> Iterator[str]:
        for _, p, o in axioms:
            name: Term | None = _RULES_OF_TYPES.get(o) if p == RDF_TYPE else _RULES.get(p)
            if name is not None:
                yield name

    return tuple(dict.fromkeys(names()))
