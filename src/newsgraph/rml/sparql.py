"""RDF documents to rows, by one SPARQL query: what SPARQL's results in CSV hold.

IRIs and lexical forms are the values, without datatypes; a variable that is not bound is null. The query is asked of
the document and of nobody else.

https://www.w3.org/TR/sparql11-results-csv-tsv/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import pyoxigraph

from newsgraph.compression import without_ending
from newsgraph.errors import MappingError, Place, RdfSyntaxError, SourceError
from newsgraph.rdf.parse import parse
from newsgraph.rdf.terms import Quad
from newsgraph.rml.model import LogicalSource, Reference
from newsgraph.rml.relations import Relation

_SERVICE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|' + r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|\#[^\n]*|(?P<service>(?<![?$:\w\-])SERVICE(?![:\w\-]))""",
    re.IGNORECASE | re.DOTALL,
)


def read(stream: BinaryIO, source: LogicalSource) -> Relation:
    """The solutions of the query that is the source's iterator, over all graphs of the document.

    Raises SourceError where the document does not parse, MappingError where the iterator is no SELECT query that can be
    answered here.
    """
    query = source.iterator
    if query is None:
        raise MappingError("SPARQL results need an iterator, a SELECT query", source.place)
    if any(match["service"] for match in _SERVICE.finditer(query.text)):
        raise MappingError("this query asks another server by SERVICE, which is not done", query.place)
    name = source.source.path
    try:
        quads = parse(stream.read(), name=without_ending(name))
    except RdfSyntaxError as error:
        raise SourceError(error.message, error.place or Place(name)) from error
    store = pyoxigraph.Store()
    store.bulk_extend(pyoxigraph.parse("".join(map(_line, quads)), format=pyoxigraph.RdfFormat.N_QUADS))
    try:
        solutions = store.query(query.text, use_default_graph_as_union=True)
    except (SyntaxError, ValueError, OSError) as error:
        raise MappingError(f"this query cannot be answered: {error}", query.place) from error
    if not isinstance(solutions, pyoxigraph.QuerySolutions):
        raise MappingError("this is no query for rows: expected SELECT", query.place)
    columns = [variable.value for variable in solutions.variables]
    return Relation.of(columns, _rows(solutions, query), source)


def _line(quad: Quad) -> str:
    return f"{' '.join(filter(None, quad))} .\n"


def _rows(solutions: pyoxigraph.QuerySolutions, query: Reference) -> Iterator[Sequence[object]]:
    try:
        for solution in solutions:
            yield [_value(term) for term in solution]
    except (ValueError, OSError) as error:
        raise MappingError(f"this query cannot be answered: {error}", query.place) from error


def _value(term: object) -> object:
    if isinstance(term, (pyoxigraph.NamedNode, pyoxigraph.Literal)):
        return term.value
    return None if term is None else str(term)
