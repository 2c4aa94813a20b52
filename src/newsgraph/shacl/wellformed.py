"""Whether a shapes graph says what it means: each problem as a ShapesError, before any data is looked at.

SHACL lets an engine pass over what it does not know, so that `sh:minCuont 1` checks nothing. Here, what would be
passed over is an error with its place, and so is what belongs to SHACL's other specifications (JavaScript, Advanced
Features). What SHACL itself lets an engine leave alone, and may surprise, is named in what `check` returns.
"""

from __future__ import annotations

import difflib
import pickle
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyshacl
from rdflib import Graph

from newsgraph import sources
from newsgraph.errors import ShapesError
from newsgraph.rdf.rdflib import from_rdflib
from newsgraph.rdf.terms import RDF_TYPE, Term, is_iri, is_literal, literal_parts
from newsgraph.shacl.documents import Documents, named
from newsgraph.shacl.engine import FAILURES, Engine, words
from newsgraph.shacl.loading import check_loading
from newsgraph.shacl.path import Index, indexed, parse_path, read_list
from newsgraph.shacl.report import Result
from newsgraph.shacl.results import read_results
from newsgraph.shacl.unsupported import unsupported
from newsgraph.shacl.vocabulary import PASSED_OVER, TERMS, local_name, sh
from newsgraph.vocab import SH

# https://www.w3.org/TR/shacl/#dfn-shape-expecting-constraint-parameters, those that take a list marked
_REFERENCES = {"property": False, "node": False, "not": False, "qualifiedValueShape": False}
_REFERENCES |= {"and": True, "or": True, "xone": True}

_ANY_PATH = "<urn:x-newsgraph:path>"

# Terms of other specifications than https://www.w3.org/TR/shacl/; a graph that they do not check would seem to conform.
_ELSEWHERE = {
    "js": "SHACL-JS",
    "jsFunctionName": "SHACL-JS",
    "rule": "SHACL rules",
    "expression": "SHACL expression constraints",
    "target": "SHACL-AF targets",
}

_SHOWN = 3  # problems of the meta-shapes that one message holds


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
    passed_over = check_loading(documents, engine)
    found = (*unsupported(documents), *passed_over)
    return noted(documents, found)


def _check_terms(documents: Documents) -> None:
    for s, p, o in documents.triples:
        elsewhere = _ELSEWHERE.get(local_name(p) or "")
        if elsewhere is not None:
            documents.fail(s, f"sh:{local_name(p)} belongs to {elsewhere}, which this engine does not have: remove it")
        for term in (p, o):
            name = local_name(term)
            if name and name not in TERMS and name not in PASSED_OVER:
                near = difflib.get_close_matches(name, TERMS, n=1)
                hint = f"did you mean sh:{near[0]}?" if near else "see https://www.w3.org/TR/shacl/ for those there are"
                documents.fail(s, f"SHACL has no term sh:{name}; {hint}")


def _check_entailment(documents: Documents) -> None:
    # https://www.w3.org/TR/shacl/#shacl-rdfs: a regime that is not supported is a failure
    for s, p, o in documents.triples:
        if p == sh("entailment"):
            documents.fail(s, f"sh:entailment {o} is not supported: hand over data that already hold what follows")


def _check_meta(documents: Documents) -> None:
    """The shapes of shapes (https://www.w3.org/TR/shacl/#shacl-shacl)."""
    meta_shapes, index = _meta_shapes()
    # A path is checked by itself, with better words (`_check_paths`); for these shapes it is any IRI.
    triples = [(s, p, _ANY_PATH if p == sh("path") else o) for s, p, o in documents.triples]
    try:
        raw = meta_shapes.run(triples)
    except FAILURES as error:
        raise ShapesError(f"these shapes cannot be checked: {words(error)}", documents.only_file) from error
    results = [result for result in read_results(raw, index, documents.place_of) if result.rejects]
    if not results:
        return
    problems = list(dict.fromkeys(_problem(result) for result in results))
    more = f"; and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
    documents.fail(results[0].focus_node, "no well-formed shape: " + "; ".join(problems[:_SHOWN]) + more)


def _problem(result: Result) -> str:
    about = named(result.focus_node)
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
        if p == sh("path"):
            if len(documents.objects(s, p)) > 1:
                documents.fail(s, f"{named(s)} has more than one sh:path: split it into one shape for each")
            if sh("NodeShape") in documents.objects(s, RDF_TYPE):
                documents.fail(s, f"{named(s)} has an sh:path: then it is an sh:PropertyShape, and no sh:NodeShape")
            try:
                parse_path(o, documents.index)
            except ValueError as error:
                documents.fail(s, f"sh:path of {named(s)}: {error}")


def _check_references(documents: Documents) -> None:
    """That shapes refer to shapes that are there, and not to themselves."""
    # https://www.w3.org/TR/shacl/#shapes-recursion leaves recursive shapes undefined
    references: dict[Term, list[Term]] = {}
    for s, p, o in documents.triples:
        name = local_name(p)
        if name in _REFERENCES:
            try:
                members = read_list(o, documents.index) if _REFERENCES[name] else (o,)
            except ValueError as error:
                documents.fail(s, f"sh:{name} of {named(s)}: {error}")
            for member in members:
                if is_literal(member):
                    documents.fail(s, f"sh:{name} of {named(s)}: {member} is no shape")
                if is_iri(member) and member not in documents.index:
                    near = difflib.get_close_matches(member, [node for node in documents.index if is_iri(node)], n=1)
                    hint = f"did you mean {near[0]}?" if near else "describe it, or give the document that does"
                    documents.fail(s, f"sh:{name} of {named(s)}: nothing describes the shape {member}; {hint}")
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
                documents.fail(
                    following,
                    f"the shape {named(following)} refers to itself, which SHACL leaves undefined",
                )
            elif following not in done and following in references:
                trail.append((following, iter(references[following])))
                inside.add(following)


def _check_patterns(documents: Documents) -> None:
    for s, p, o in documents.triples:
        if p == sh("pattern") and is_literal(o):
            try:
                re.compile(literal_parts(o).lexical)
            except (re.error, RecursionError, OverflowError) as error:
                message = f"sh:pattern {o} of {named(s)} is no regular expression: {words(error)}"
                raise ShapesError(message, documents.place_of(s)) from error


def noted(documents: Documents, found: Iterable[tuple[Term, str]]) -> tuple[str, ...]:
    """A line for each node and what is to be said of it, with its place."""
    lines = ((documents.place_of(node), message) for node, message in found)
    return tuple(dict.fromkeys(message if place is None else f"{place}: {message}" for place, message in lines))
