"""SPARQL 1.1 over the output folder, or over any RDF files."""

from newsgraph.store.answer import Answer
from newsgraph.store.query import Query
from newsgraph.store.saved import Parameter, Saved, all_saved, saved
from newsgraph.store.store import Store

__all__ = ["Answer", "Parameter", "Query", "Saved", "Store", "all_saved", "saved"]
