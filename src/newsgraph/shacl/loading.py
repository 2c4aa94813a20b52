"""Whether the engine takes each constraint of each shape."""

from __future__ import annotations

from pyshacl.constraints.sparql.sparql_based_constraint_components import AskConstraintValidator
from pyshacl.constraints.sparql.sparql_based_constraints import SPARQLBasedConstraint
from pyshacl.errors import ConstraintLoadWarning

from newsgraph.errors import ShapesError
from newsgraph.rdf.rdflib import from_node
from newsgraph.rdf.terms import Term
from newsgraph.shacl.documents import Documents, named
from newsgraph.shacl.engine import FAILURES, Engine, words
from newsgraph.shacl.queries import check_query


def check_loading(documents: Documents, engine: Engine) -> tuple[tuple[Term, str], ...]:
    """Load each constraint as the engine will; what it passes over is told."""
    passed_over: list[tuple[Term, str]] = []
    try:
        shapes = list(engine.load())
    except FAILURES as error:
        raise ShapesError(f"these shapes cannot be used: {words(error)}", documents.only_file) from error
    if not shapes:
        raise ShapesError("there is no shape here, and without one everything would pass", documents.only_file)
    for shape, load in shapes:
        node = from_node(shape)
        try:
            loaded = load()
        except ConstraintLoadWarning as warning:
            reason = words(warning).removesuffix(".")
            passed_over.append((node, f"{reason}: it is not checked"))
            continue
        except FAILURES as error:
            message = f"the shape {named(node)} cannot be used: {words(error)}"
            raise ShapesError(message, documents.place_of(node)) from error
        if isinstance(loaded, SPARQLBasedConstraint):
            for helper in loaded.sparql_constraints:
                check_query(documents, engine, node, helper, "SelectQuery")
        for bound in loaded if isinstance(loaded, list) else ():
            form = "AskQuery" if isinstance(bound.validator, AskConstraintValidator) else "SelectQuery"
            check_query(documents, engine, node, bound.query_helper, form)
    return tuple(passed_over)
