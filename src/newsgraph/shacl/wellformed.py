"""Whether a shapes graph says what it means: each problem as a ShapesError, before any data is looked at.

SHACL lets an engine pass over what it does not know, so that `sh:minCuont 1` checks nothing. Here, what would be
passed over is an error with its place. What belongs to SHACL's other specifications (JavaScript, Advanced Features)
and does not keep the rest from being checked is named in `notes`.
"""

from __future__ import annotations

import difflib
import pickle
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NoReturn

import pyshacl
from pyparsing import ParseBaseException
from pyshacl.constraints.sparql.sparql_based_constraint_components import AskConstraintValidator
from pyshacl.constraints.sparql.sparql_based_constraints import SPARQLBasedConstraint
from pyshacl.errors import ConstraintLoadWarning, ReportableRuntimeError
from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper
from rdflib import SH as SHACL
from rdflib import Graph, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from newsgraph import sources
from newsgraph.errors import Place, ShapesError
from newsgraph.rdf.rdflib import from_node, from_rdflib
from newsgraph.rdf.terms import RDF_TYPE, XSD, Term, Triple, iri_value, is_iri, is_literal, literal_parts
from newsgraph.shacl.documents import Documents
from newsgraph.shacl.engine import FAILURES, Engine
from newsgraph.shacl.path import Index, indexed, parse_path, read_list
from newsgraph.shacl.report import Result
from newsgraph.shacl.results import read_results
from newsgraph.vocab import OWL, RDFS, SH

_TERMS = frozenset({*SHACL.__annotations__, "and", "class", "in", "not", "or"})  # rdflib leaves Python's keywords out

# Stands in the W3C's own suite (core/property/qualifiedValueShape-001), where it asks for nothing.
_PASSED_OVER = ("nodeShape",)

# Shape-expecting parameters (https://www.w3.org/TR/shacl/#dfn-shape-expecting), those that take a list marked.
_REFERENCES = {"property": False, "node": False, "not": False, "qualifiedValueShape": False}
_REFERENCES |= {"and": True, "or": True, "xone": True}

_ELSEWHERE = {
    "js": "SHACL-JS",
    "jsFunctionName": "SHACL-JS",
    "rule": "SHACL rules",
    "expression": "SHACL expression constraints",
    "target": "SHACL-AF targets",
}

_BOOLEANS = ("closed", "deactivated", "optional", "qualifiedValueShapesDisjoint", "uniqueLang")
_FALSE = f'"false"^^<{XSD}boolean>'

_CASTS = {f"{XSD}{name}" for name in ("string", "dateTime", "float", "double", "decimal", "integer", "boolean")}

_REFUSED = {
    "ServiceGraphPattern": "asks another server (SERVICE), which no validation does",
    "DatasetClause": "loads a graph (FROM), which no validation does",
    "Graph": "names a graph (GRAPH), and the data of a validation are one graph without a name",
}

# https://www.w3.org/TR/shacl/#targets, and that of SHACL-AF
_TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf", "target")
_CLASSES = (f"<{RDFS}Class>", f"<{OWL}Class>")  # a shape that is a class is its own target

_ANY_PATH = "<urn:x-newsgraph:path>"

_SHOWN = 3  # problems of the meta-shapes that one message holds


def _sh(name: str) -> Term:
    return f"<{SH}{name}>"


def check(documents: Documents, engine: Engine) -> tuple[str, ...]:
    """What these shapes ask for and nobody will do, a line each with its place.

    Raises ShapesError for the first problem found.
    """
    _check_terms(documents)
    _check_entailment(documents)
    _check_paths(documents)
    _check_references(documents)
    _check_meta(documents)
    _check_patterns(documents)
    passed_over = _check_loading(documents, engine)
    found = (*_unsupported(documents), *passed_over)
    return tuple(dict.fromkeys(_noted(documents.place_of(node), message) for node, message in found))


def _unsupported(documents: Documents) -> Iterator[tuple[Term, str]]:
    for s, p, o in documents.triples:
        name = _local(p)
        if name in _ELSEWHERE:
            yield s, f"sh:{name} belongs to {_ELSEWHERE[name]}, which this engine does not have: it is not checked"
        elif name in _PASSED_OVER:
            yield s, f"SHACL has no term sh:{name}: it is not checked"
        elif p == f"<{OWL}imports>" and o not in documents.index:
            yield s, f"owl:imports {o} is not fetched: give that document too"
        elif name in _BOOLEANS and is_literal(o) and literal_parts(o).lexical == "1":
            yield s, f'sh:{name} is "1", which SHACL does not read as true: write true'
    if not any(_local(p) in _TARGETS or (p == RDF_TYPE and o in _CLASSES) for _, p, o in documents.triples):
        yield (
            documents.triples[0][0],
            "no shape has a target, so nothing is checked: say what they are for (sh:targetClass)",
        )


def effective(documents: Documents) -> Iterator[Triple]:
    """The triples as SHACL reads them, where pyshacl by itself would read them otherwise.

    A boolean parameter is true only where it is the term `true` (property/uniqueLang-002 of the W3C's suite). The
    prefixes of a query are also those of what is imported (https://www.w3.org/TR/shacl/#sparql-prefixes).
    """
    for s, p, o in documents.triples:
        one = is_literal(o) and _local(p) in _BOOLEANS and literal_parts(o).lexical == "1"
        yield s, p, _FALSE if one else o
        if p == _sh("prefixes"):
            for imported in _imports(o, documents):
                for declaration in documents.objects(imported, _sh("declare")):
                    yield o, _sh("declare"), declaration


def _imports(node: Term, documents: Documents) -> tuple[Term, ...]:
    """What `node` imports, and what that imports, of what is in these documents."""
    found = {node: None}
    waiting = [node]
    while waiting:
        for imported in documents.objects(waiting.pop(), f"<{OWL}imports>"):
            if imported not in found:
                found[imported] = None
                waiting.append(imported)
    return tuple(found)[1:]


def _check_terms(documents: Documents) -> None:
    for s, p, o in documents.triples:
        for term in (p, o):
            name = _local(term)
            if name and name not in _TERMS and name not in _PASSED_OVER:
                near = difflib.get_close_matches(name, _TERMS, n=1)
                hint = f"did you mean sh:{near[0]}?" if near else "see https://www.w3.org/TR/shacl/ for those there are"
                _fail(documents, s, f"SHACL has no term sh:{name}; {hint}")


def _check_entailment(documents: Documents) -> None:
    # https://www.w3.org/TR/shacl/#shacl-rdfs: a regime that is not supported is a failure
    for s, p, o in documents.triples:
        if p == _sh("entailment"):
            _fail(documents, s, f"sh:entailment {o} is not supported: hand over data that already hold what follows")


def _check_meta(documents: Documents) -> None:
    """The shapes of shapes (https://www.w3.org/TR/shacl/#shacl-shacl)."""
    meta_shapes, index = _meta_shapes()
    # A path is checked by itself, with better words (`_check_paths`); for these shapes it is any IRI.
    triples = [(s, p, _ANY_PATH if p == _sh("path") else o) for s, p, o in documents.triples]
    try:
        raw = meta_shapes.run(triples)
    except FAILURES as error:
        raise ShapesError(f"these shapes cannot be checked: {words(error)}", _file(documents)) from error
    results = [result for result in read_results(raw, index, documents.place_of) if result.rejects]
    if not results:
        return
    problems = list(dict.fromkeys(_problem(result) for result in results))
    more = f"; and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
    _fail(documents, results[0].focus_node, "no well-formed shape: " + "; ".join(problems[:_SHOWN]) + more)


def _problem(result: Result) -> str:
    about = _named(result.focus_node)
    path = "" if result.path is None else f" {result.path}".replace(f"<{SH}", "sh:").replace(">", "")
    value = "" if result.value in (None, result.focus_node) else f" {result.value}"
    return f"{about}{path}{value}: {result.message}"


@cache
def _meta_shapes() -> tuple[Engine, Index]:
    # pyshacl's own loader of its copy would set rdflib's NORMALIZE_LITERALS for everybody.
    copy = Path(pyshacl.__file__).parent / "assets" / "shacl-shacl.pickle"
    store, identifier = pickle.loads(sources.read_bytes(copy))  # noqa: S301 - a part of pyshacl, as its code is
    triples = from_rdflib(Graph(store=store, identifier=identifier))
    return Engine(triples), indexed(triples)


def _check_paths(documents: Documents) -> None:
    for s, p, o in documents.triples:
        if p == _sh("path"):
            if len(documents.objects(s, p)) > 1:
                _fail(documents, s, f"{_named(s)} has more than one sh:path: split it into one shape for each")
            if _sh("NodeShape") in documents.objects(s, RDF_TYPE):
                _fail(documents, s, f"{_named(s)} has an sh:path: then it is an sh:PropertyShape, and no sh:NodeShape")
            try:
                parse_path(o, documents.index)
            except ValueError as error:
                _fail(documents, s, f"sh:path of {_named(s)}: {error}")


def _check_references(documents: Documents) -> None:
    """That shapes refer to shapes that are there, and not to themselves."""
    # https://www.w3.org/TR/shacl/#shapes-recursion leaves recursive shapes undefined
    references: dict[Term, list[Term]] = {}
    for s, p, o in documents.triples:
        name = _local(p)
        if name in _REFERENCES:
            try:
                members = read_list(o, documents.index) if _REFERENCES[name] else (o,)
            except ValueError as error:
                _fail(documents, s, f"sh:{name} of {_named(s)}: {error}")
            for member in members:
                if is_literal(member):
                    _fail(documents, s, f"sh:{name} of {_named(s)}: {member} is no shape")
                if is_iri(member) and member not in documents.index:
                    near = difflib.get_close_matches(member, [node for node in documents.index if is_iri(node)], n=1)
                    hint = f"did you mean {near[0]}?" if near else "describe it, or give the document that does"
                    _fail(documents, s, f"sh:{name} of {_named(s)}: nothing describes the shape {member}; {hint}")
            references.setdefault(s, []).extend(members)
    done: set[Term] = set()
    for start, first in references.items():
        trail: list[tuple[Term, Iterator[Term]]] = [(start, iter(first))]
        inside = {start}
        while trail:
            node, rest = trail[-1]
            following = next(rest, None)
            if following is None:
                trail.pop()
                inside.discard(node)
                done.add(node)
            elif following in inside:
                _fail(
                    documents,
                    following,
                    f"the shape {_named(following)} refers to itself, which SHACL leaves undefined",
                )
            elif following not in done and following in references:
                trail.append((following, iter(references[following])))
                inside.add(following)


def _check_loading(documents: Documents, engine: Engine) -> tuple[tuple[Term, str], ...]:
    """Load each constraint as the engine will; what it passes over is told."""
    passed_over: list[tuple[Term, str]] = []
    try:
        shapes = list(engine.load())
    except FAILURES as error:
        raise ShapesError(f"these shapes cannot be used: {words(error)}", _file(documents)) from error
    if not shapes:
        raise ShapesError("there is no shape here, and without one everything would pass", _file(documents))
    for shape, load in shapes:
        node = from_node(shape)
        try:
            loaded = load()
        except ConstraintLoadWarning as warning:
            reason = words(warning).removesuffix(".")
            passed_over.append((node, f"{reason}: it is not checked"))
            continue
        except FAILURES as error:
            message = f"the shape {_named(node)} cannot be used: {words(error)}"
            raise ShapesError(message, documents.place_of(node)) from error
        if isinstance(loaded, SPARQLBasedConstraint):
            for helper in loaded.sparql_constraints:
                _check_query(documents, node, helper, "SelectQuery")
        for bound in loaded if isinstance(loaded, list) else ():
            form = "AskQuery" if isinstance(bound.validator, AskConstraintValidator) else "SelectQuery"
            _check_query(documents, node, bound.query_helper, form)
    return tuple(passed_over)


def _check_patterns(documents: Documents) -> None:
    for s, p, o in documents.triples:
        if p == _sh("pattern") and is_literal(o):
            try:
                re.compile(literal_parts(o).lexical)
            except (re.error, RecursionError, OverflowError) as error:
                message = f"sh:pattern {o} of {_named(s)} is no regular expression: {words(error)}"
                raise ShapesError(message, documents.place_of(s)) from error


def _check_query(documents: Documents, node: Term, helper: SPARQLQueryHelper, form: str) -> None:
    """Parse a constraint's query as the engine will, and refuse what it must not or cannot do."""
    place = documents.strings.get(helper.select_text, documents.place_of(node))
    some_node = URIRef("urn:x-newsgraph:focus-node")
    extra = helper.param_bind_map.keys()
    value = some_node if form == "AskQuery" else None
    head: str = helper.apply_prefixes("")  # type: ignore[no-untyped-call]
    try:
        _, text = helper.pre_bind_variables(some_node, valuenode=value, extravars=extra)  # type: ignore[no-untyped-call]
        query = prepareQuery(head + text).algebra
    except ParseBaseException as error:
        line = error.lineno - head.count("\n")
        if helper.select_text in documents.strings:
            place = _within(documents.strings[helper.select_text], line, error.column)
        raise ShapesError(f"the query of {_named(node)} is no SPARQL, here: {error.line.strip()!r}", place) from error
    except FAILURES as error:
        raise ShapesError(f"the query of {_named(node)} cannot be used: {words(error)}", place) from error
    if query.name != form:
        wanted = {"SelectQuery": "a SELECT query", "AskQuery": "an ASK query"}[form]
        raise ShapesError(f"the query of {_named(node)} is not {wanted}", place)
    if form == "SelectQuery" and "this" not in {str(variable) for variable in query.PV}:
        # https://www.w3.org/TR/shacl/#sparql-constraints-variables
        raise ShapesError(f"the query of {_named(node)} does not select $this", place)
    for part in _parts(query):
        refused = _REFUSED.get(part.name)
        if part.name == "Function" and str(part.iri) not in _CASTS:
            refused = f"calls the function <{part.iri}>, which there is not"
        if refused is not None:
            raise ShapesError(f"the query of {_named(node)} {refused}", place)


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


def words(error: BaseException) -> str:
    """The engine's complaint on one line, without the "For reference" that pyshacl adds."""
    if isinstance(error, RecursionError):
        return "they are nested too deeply"
    explained = isinstance(error, (ReportableRuntimeError, ConstraintLoadWarning))
    text = str(error.args[0] if explained else error)
    return " ".join(text.split()) or type(error).__name__


def _local(term: Term) -> str | None:
    return iri_value(term)[len(SH) :] if is_iri(term) and term.startswith(f"<{SH}") else None


def _named(node: Term) -> str:
    return node if is_iri(node) else "a shape without a name"


def _file(documents: Documents) -> Place | None:
    return Place(documents.files[0]) if len(documents.files) == 1 else None


def _noted(place: Place | None, message: str) -> str:
    return message if place is None else f"{place}: {message}"


def _fail(documents: Documents, node: Term, message: str) -> NoReturn:
    raise ShapesError(message, documents.place_of(node))
