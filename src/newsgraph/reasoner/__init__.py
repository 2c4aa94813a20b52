"""OWL 2 RL: what follows from a graph by an ontology, and where the two contradict each other."""

from newsgraph.reasoner.inconsistency import Inconsistency
from newsgraph.reasoner.justification import Justification, Justifier
from newsgraph.reasoner.owlrl import Entailment, Reasoner

__all__ = ["Entailment", "Inconsistency", "Justification", "Justifier", "Reasoner"]
