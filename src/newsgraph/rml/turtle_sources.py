"""Logical sources of RML in Turtle: files, URLs and databases, with how they are read.

A file is described by rml:FilePath (rml:RelativePathSource before), csvw:Table, dcat:Distribution, void:Dataset or
carml:FileSource, or is a plain literal; a database by d2rq:Database, or as a file that is queried. A path is relative
to the folder of the mapping unless its rml:root is another. The specification takes the working folder where no root
is given; here a mapping makes the same of its sources wherever it is run from.

https://kg-construct.github.io/rml-io/spec/docs/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph

from newsgraph import compression
from newsgraph.errors import MappingError, Place
from newsgraph.nearest import did_you_mean
from newsgraph.rml import databases, encodings
from newsgraph.rml.dialects import CSVW, Description
from newsgraph.rml.formulations import FORMULATIONS, by_ending
from newsgraph.rml.model import RML, LogicalSource, Reference, Source
from newsgraph.rml.rdfgraph import RDF, MappingGraph, Value

CARML = "http://carml.taxonic.com/carml/"
D2RQ = "http://www.wiwiss.fu-berlin.de/suhl/bizer/D2RQ/0.1#"
DCAT = "http://www.w3.org/ns/dcat#"
FORMATS = "http://www.w3.org/ns/formats/"
VOID = "http://rdfs.org/ns/void#"
_ELSEWHERE = {
    "http://www.w3.org/ns/sparql-service-description#": "a SPARQL endpoint",
    "https://www.w3.org/2019/wot/td#": "a Web of Things description",
    "http://www.w3.org/ns/td#": "a Web of Things description",
    "http://www.w3.org/ns/hydra/core#": "a Hydra template",
    "http://semweb.mmlab.be/ns/rmls#": "a stream of RMLStreamer",
    CARML: "a stream of CARML",
}
_LOCATIONS = (f"{DCAT}downloadURL", f"{DCAT}accessURL", f"{VOID}dataDump", f"{CARML}url")
_QUERIES = ("query", "sqlQuery")
_LOGICAL_SOURCE = frozenset({"source", "referenceFormulation", "iterator", "null", "encoding", "sqlVersion"}) | {
    "tableName",
    *_QUERIES,
}
_SOURCE = frozenset({"path", "root", "encoding", "null", "compression", "query"})
_SQL_QUERY = frozenset({"SQLQuery", "SQL2008Query", "SQL2008", "SQL"})
_SQL_TABLE = frozenset({"SQLTable", "SQL2008Table"})
_CLASSES = {
    "XPathReferenceFormulation": "XPath",
    "CSVReferenceFormulation": "CSV",
    "JSONPathReferenceFormulation": "JSONPath",
}
_SYNONYMS = {"CSVW": "CSV"} | dict.fromkeys(_SQL_QUERY, "SQLQuery") | dict.fromkeys(_SQL_TABLE, "SQLTable")


def logical_source(graph: MappingGraph, node: Value, directory: Path, database: Path | None = None) -> LogicalSource:
    """Read a logical source; `database` is the file of a logical table that names none, as those of R2RML.

    Raises MappingError for a kind of source, a formulation, an encoding or a compression that is not supported.
    """
    place = graph.place(node)
    for iri in graph.names(node):
        name = iri.removeprefix(RML)
        if iri.startswith(RML) and name not in _LOGICAL_SOURCE:
            hint = did_you_mean(name, _LOGICAL_SOURCE)
            raise MappingError(f"a logical source has no property rml:{name} here{hint}", graph.name_place(node, iri))
    found = graph.values(node, "source")
    if not found and any(graph.values(node, name) for name in (*_QUERIES, "tableName")):
        return _logical_table(graph, node, database)
    if len(found) != 1:
        where = graph.place(node, "source", found[1]) if found else place
        raise MappingError(f"a logical source has one rml:source, not {len(found)}", where)
    source, is_database = _source(graph, node, found[0], directory)
    formulation, namespaces = _formulation(graph, node)
    namespaces += tuple(_declared_namespaces(graph, found[0]))
    iterator = _only(graph, node, "iterator")
    query = _query(graph, node, found[0], formulation, iterator, is_database=is_database)
    if query is not None:
        return LogicalSource(source, "SQLQuery", query, place)
    if formulation is None and graph.objects(found[0], f"{CSVW}url"):
        formulation = "CSV"
    if formulation is None:
        raise MappingError("a logical source has one rml:referenceFormulation, not 0", place)
    return LogicalSource(source, by_ending(formulation, source), iterator, place, namespaces)


def _logical_table(graph: MappingGraph, node: Value, database: Path | None) -> LogicalSource:
    """https://www.w3.org/TR/r2rml/#logical-tables: R2RML leaves it to its processor where the database is."""
    place = graph.place(node)
    if database is None:
        raise MappingError("this logical table names no database; --database gives it one", place)
    query = _query(graph, node, node, None, None, is_database=True)
    return LogicalSource(Source(database.name, database.parent, place), "SQLQuery", query, place)


def _query(
    graph: MappingGraph,
    logical: Value,
    source: Value,
    formulation: str | None,
    iterator: Reference | None,
    *,
    is_database: bool,
) -> Reference | None:
    """The query of a source that is a database; None for one that is not."""
    owners = dict.fromkeys((logical, source))
    queries = [found for name in _QUERIES for owner in owners if (found := _only(graph, owner, name)) is not None]
    table = _only(graph, logical, "tableName")
    is_sql = formulation in {"SQLQuery", "SQLTable"}
    if not (is_database or is_sql or queries or table):
        return None
    given = [*queries, *(() if table is None else (table,)), *(() if iterator is None or not is_sql else (iterator,))]
    place = graph.place(logical)
    if len(given) != 1:
        raise MappingError(f"a database needs one query or table, not {len(given)}", place)
    named = given[0] is table or (formulation == "SQLTable" and given[0] is iterator)
    return databases.table_query(given[0]) if named else given[0]


def _only(graph: MappingGraph, node: Value, name: str) -> Reference | None:
    values = graph.values(node, name)
    if len(values) > 1:
        place = graph.place(node, name, values[1])
        raise MappingError(f"a logical source has one rml:{name}, not {len(values)}", place)
    return Reference(values[0].value, graph.place(node, name, values[0])) if values else None


def _source(graph: MappingGraph, logical: Value, node: Value, directory: Path) -> tuple[Source, bool]:
    """A source, and whether it is a database by its own words."""
    source, is_database = _located(graph, logical, node, directory)
    owners = (node, logical)
    nulls = tuple(value.value for owner in owners for value in graph.values(owner, "null"))
    return (
        replace(
            source,
            encoding=encoding_of(graph, node) or encoding_of(graph, logical) or source.encoding,
            nulls=tuple(dict.fromkeys((*source.nulls, *nulls))),
            compression=compression_of(graph, node),
        ),
        is_database,
    )


def _located(graph: MappingGraph, logical: Value, node: Value, directory: Path) -> tuple[Source, bool]:
    place = graph.place(logical, "source", node)
    if isinstance(node, pyoxigraph.Literal):
        return _database_or_file(node.value, directory, place)
    _check_source(graph, node)
    dsn = next(iter(graph.objects(node, f"{D2RQ}jdbcDSN")), None)
    if dsn is not None:
        place = graph.place(node, f"{D2RQ}jdbcDSN", dsn)
        return Source(databases.file_of(dsn.value, place), directory, place), True
    if graph.objects(node, f"{CSVW}url"):
        return _csvw_table(graph, node, directory), False
    source = file_of(graph, node, directory, "rml:source", place)
    is_written = any(iri.startswith(CSVW) for iri in graph.names(node))
    return (_as_written(graph, node, source) if is_written else source), False


def _database_or_file(text: str, directory: Path, place: Place) -> tuple[Source, bool]:
    if text.lower().startswith("jdbc:"):
        return Source(databases.file_of(text, place), directory, place), True
    return Source.at(_location(text, place), directory, place), False


def _check_source(graph: MappingGraph, node: Value) -> None:
    for iri in graph.names(node):
        name = iri.removeprefix(RML)
        if iri.startswith(RML) and name not in _SOURCE:
            hint = did_you_mean(name, _SOURCE)
            raise MappingError(f"a file source has no property rml:{name}{hint}", graph.name_place(node, iri))


def file_of(graph: MappingGraph, node: Value, directory: Path, what: str, place: Place) -> Source:
    """The file that a node describes by rml:path, DCAT or VoID; MappingError where it describes none."""
    paths = graph.values(node, "path")
    if len(paths) == 1:
        return _rooted(graph, node, paths[0], directory)
    if len(paths) > 1:
        raise MappingError(f"a file has one rml:path, not {len(paths)}", graph.place(node, "path", paths[1]))
    for iri in _LOCATIONS:
        for value in graph.objects(node, iri):
            where = graph.place(node, iri, value)
            return Source.at(_location(value.value, where), directory, where)
    if isinstance(node, pyoxigraph.NamedNode) and not graph.names(node):
        if "#" in node.value:
            raise MappingError(f"nothing describes the {what} <{node.value}>", place)
        return Source.at(_location(node.value, place), directory, place)
    kinds = [kind.value for kind in graph.objects(node, f"{RDF}type")]
    for namespace, kind in _ELSEWHERE.items():
        if any(iri.startswith(namespace) for iri in (*graph.names(node), *kinds)):
            raise MappingError(f"{kind} is no {what} that is supported", graph.place(node))
    message = f"this {what} names no file: expected rml:path, csvw:url, dcat:downloadURL, void:dataDump or d2rq:jdbcDSN"
    raise MappingError(message, graph.place(node))


def _rooted(graph: MappingGraph, node: Value, path: Value, directory: Path) -> Source:
    """https://kg-construct.github.io/rml-io/spec/docs/#source-vocabulary, rml:root and rml:path."""
    place = graph.place(node, "path", path)
    roots = graph.values(node, "root")
    if not roots or roots[0].value == f"{RML}MappingDirectory":
        return Source(path.value, directory, place)
    if roots[0].value == f"{RML}CurrentWorkingDirectory":
        return Source(path.value, Path(), place)
    if isinstance(roots[0], pyoxigraph.Literal):
        # What stays inside is judged by the folder of the mapping: a mapping cannot allow itself another.
        return Source(str(Path(roots[0].value) / path.value), directory, place)
    raise MappingError(f"no root {roots[0].value} of paths", graph.place(node, "root", roots[0]))


def _location(text: str, place: Place) -> str:
    """A path or a URL; the path of a file: URL."""
    if not text.lower().startswith("file:"):
        scheme = text.partition("://")[0].lower() if "://" in text else ""
        if scheme and scheme not in {"http", "https"}:
            raise MappingError(f"sources by {scheme} are not read: files, http and https are", place)
        return text
    return unquote(urlsplit(text).path)


def _csvw_table(graph: MappingGraph, node: Value, directory: Path) -> Source:
    """A csvw:Table with its dialect, as many mappings of the older vocabulary write a CSV file."""
    place = graph.place(node)
    source = Source.at(_location(Description(graph, node).url, place), directory, place)
    return _as_written(graph, node, source)


def _as_written(graph: MappingGraph, node: Value, source: Source) -> Source:
    """A CSV file with the dialect, the encoding and the nulls that CSVW says of it."""
    table = Description(graph, node)
    encoding = None
    if table.encoding is not None:
        name, said_at = table.encoding
        encoding = encodings.named(name)
        if encoding is None:
            raise MappingError(f"there is no encoding '{name}'", said_at)
    return replace(source, encoding=encoding, nulls=table.nulls, dialect=table.dialect())


def compression_of(graph: MappingGraph, node: Value) -> str | None:
    """The compression that a node names by rml:compression; MappingError for one that there is not."""
    for value in graph.values(node, "compression"):
        name = value.value.removeprefix(RML)
        if name == "none":
            continue
        found = compression.named(name)
        if found is None:
            place = graph.place(node, "compression", value)
            known = compression.COMPRESSIONS
            hint = did_you_mean(name, known) or f"; there are {', '.join(known)}"
            raise MappingError(f"no compression '{name}'{hint}", place)
        return found
    return None


def encoding_of(graph: MappingGraph, node: Value) -> str | None:
    """The codec that a node names by rml:encoding; MappingError for one that there is not."""
    for value in graph.values(node, "encoding"):
        name = value.value.removeprefix(RML)
        found = encodings.named(name)
        if found is None:
            hint = did_you_mean(name, ("UTF-8", "UTF-16"))
            raise MappingError(f"no encoding '{name}'{hint}", graph.place(node, "encoding", value))
        return found
    return None


def _declared_namespaces(graph: MappingGraph, source: Value) -> Iterator[tuple[str, str]]:
    """The namespaces that CARML declares with a source."""
    for entry in graph.objects(source, f"{CARML}declaresNamespace"):
        prefixes = graph.objects(entry, f"{CARML}namespacePrefix")
        iris = graph.objects(entry, f"{CARML}namespaceName")
        if len(prefixes) != 1 or len(iris) != 1:
            message = "a namespace has one carml:namespacePrefix and one carml:namespaceName"
            raise MappingError(message, graph.place(entry))
        yield prefixes[0].value, iris[0].value


def _formulation(graph: MappingGraph, logical: Value) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """The name of a formulation, and the namespaces that an XPath formulation declares; None where none is given."""
    found = graph.values(logical, "referenceFormulation")
    if not found:
        return None, ()
    if len(found) > 1:
        message = f"a logical source has one rml:referenceFormulation, not {len(found)}"
        raise MappingError(message, graph.place(logical))
    node = found[0]
    if isinstance(node, pyoxigraph.NamedNode) and not graph.names(node):
        name = node.value.removeprefix(RML).removeprefix(FORMATS)
        name = _SYNONYMS.get(name, name)
        if name in FORMULATIONS or name == "SQLTable":
            return name, ()
        hint = did_you_mean(name, FORMULATIONS) or f"; there are {', '.join(FORMULATIONS)}"
        place = graph.place(logical, "referenceFormulation", node)
        raise MappingError(f"no reference formulation '{name}'{hint}", place)
    kinds = [kind.value.removeprefix(RML) for kind in graph.objects(node, f"{RDF}type")]
    name = next((_CLASSES[kind] for kind in kinds if kind in _CLASSES), "")
    namespaces = []
    for entry in graph.values(node, "namespace"):
        prefixes, iris = graph.values(entry, "namespacePrefix"), graph.values(entry, "namespaceURL")
        if len(prefixes) != 1 or len(iris) != 1:
            raise MappingError("a namespace has one rml:namespacePrefix and one rml:namespaceURL", graph.place(entry))
        namespaces.append((prefixes[0].value, iris[0].value))
    if not name and not namespaces:
        raise MappingError("this reference formulation is not supported", graph.place(node))
    return name or "XPath", tuple(namespaces)
