"""Whether the queries of SPARQL-based constraints can be run, and run on the data alone.

https://www.w3.org/TR/shacl/#sparql-constraints
"""

from __future__ import annotations

from collections.abc import Iterator

from pyparsing import ParseBaseException
from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper
from rdflib import URIRef
from rdflib.plugins.sparql.parserutils import CompValue

from newsgraph.errors import Place, ShapesError
from newsgraph.rdf.terms import XSD, Term
from newsgraph.shacl.documents import Documents, named
from newsgraph.shacl.engine import FAILURES, Engine, words

_CASTS = {f"{XSD}{name}" for name in ("string", "dateTime", "float", "double", "decimal", "integer", "boolean")}

_REFUSED = {
    "ServiceGraphPattern": "asks another server (SERVICE), which no validation does",
    "DatasetClause": "loads a graph (FROM), which no validation does",
    "Graph": "names a graph (GRAPH), and the data of a validation are one graph without a name",
}


def check_query(documents: Documents, engine: Engine, node: Term, helper: SPARQLQueryHelper, form: str) -> None:
    """Parse a constraint's query as the engine will, and refuse what it must not or cannot do."""
    place = documents.strings.get(helper.select_text, documents.place_of(node))
    some_node = URIRef("urn:x-newsgraph:focus-node")
    extra = helper.param_bind_map.keys()
    value = some_node if form == "AskQuery" else None
    head: str = helper.apply_prefixes("")  # type: ignore[no-untyped-call]
    try:
        _, text = helper.pre_bind_variables(some_node, valuenode=value, extravars=extra)  # type: ignore[no-untyped-call]
        query = engine.prepared(head + text).algebra
    except ParseBaseException as error:
        line = error.lineno - head.count("\n")
        if helper.select_text in documents.strings:
            place = _within(documents.strings[helper.select_text], line, error.column)
        raise ShapesError(f"the query of {named(node)} is no SPARQL, here: {error.line.strip()!r}", place) from error
    except FAILURES as error:
        raise ShapesError(f"the query of {named(node)} cannot be used: {words(error)}", place) from error
    if query.name != form:
        wanted = {"SelectQuery": "a SELECT query", "AskQuery": "an ASK query"}[form]
        raise ShapesError(f"the query of {named(node)} is not {wanted}", place)
    if form == "SelectQuery" and "this" not in {str(variable) for variable in query.PV}:
        # https://www.w3.org/TR/shacl/#sparql-constraints-variables
        raise ShapesError(f"the query of {named(node)} does not select $this", place)
    for part in _parts(query):
        refused = _REFUSED.get(part.name)
        if part.name == "Function" and str(part.iri) not in _CASTS:
            refused = f"calls the function <{part.iri}>, which there is not"
        if refused is not None:
            raise ShapesError(f"the query of {named(node)} {refused}", place)


def _within(string: Place, line: int, column: int) -> Place:
    """The place of a line and column of a string, by the place of its first character."""
    first_line, first_column = string.line or 1, string.column or 1
    return Place(string.file, first_line + line - 1, first_column + column - 1 if line == 1 else column)


def _parts(value: object) -> Iterator[CompValue]:
    """Every node of a query's algebra."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, CompValue):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, (list, tuple, set)) and not isinstance(value, str):
            waiting.extend(value)
