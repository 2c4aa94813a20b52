"""Triples to RDF/JSON, in bytes that depend on nothing but the triples.

https://www.w3.org/TR/rdf-json/
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from newsgraph.rdf.names import natural_key
from newsgraph.rdf.nesting import by_subject
from newsgraph.rdf.rdfxml import plain_iri
from newsgraph.rdf.terms import XSD_STRING, Term, Triple, literal_parts


def serialise(triples: Iterable[Triple]) -> str:
    """One object: each subject's predicates, each predicate's objects."""
    subjects = by_subject(triples)
    document = {
        _name(subject): {
            plain_iri(predicate): [_object(term) for term in sorted(objects, key=natural_key)]
            for predicate, objects in sorted(subjects[subject].items(), key=lambda entry: natural_key(entry[0]))
        }
        for subject in sorted(subjects, key=natural_key)
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _name(term: Term) -> str:
    return term if term.startswith("_:") else plain_iri(term)


def _object(term: Term) -> dict[str, str]:
    if not term.startswith('"'):
        return {"type": "bnode" if term.startswith("_:") else "uri", "value": _name(term)}
    lexical, datatype, language = literal_parts(term)
    made = {"type": "literal", "value": lexical}
    if language is not None:
        made["lang"] = language
    elif datatype != XSD_STRING:
        made["datatype"] = datatype
    return made
