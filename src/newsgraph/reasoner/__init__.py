"""OWL 2 RL: what follows from a graph by an ontology, and where the two contradict each other."""

from newsgraph.reasoner.compiled import Reasoner
from newsgraph.reasoner.inconsistency import Inconsistency
from newsgraph.reasoner.justification import Justification, Justifier
from newsgraph.reasoner.reference import ReferenceReasoner
from newsgraph.reasoner.telling import Entailment

__all__ = ["Entailment", "Inconsistency", "Justification", "Justifier", "Reasoner", "ReferenceReasoner"]
