"""Prefixes that every YARRRML mapping knows, and the schemes that are never taken for one.

https://rml.io/yarrrml/spec/#default-prefixes: those of the RDFa core initial context (https://www.w3.org/2011/rdfa-context/rdfa-1.1),
and the two of functions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsgraph.errors import MappingError, Place
from newsgraph.nearest import did_you_mean
from newsgraph.rml.functions import GREL, IDLAB

PREDEFINED: Mapping[str, str] = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "cc": "http://creativecommons.org/ns#",
    "csvw": "http://www.w3.org/ns/csvw#",
    "ctag": "http://commontag.org/ns#",
    "dc": "http://purl.org/dc/terms/",
    "dc11": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "duv": "https://www.w3.org/ns/duv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gr": "http://purl.org/goodrelations/v1#",
    "grddl": "http://www.w3.org/2003/g/data-view#",
    "grel": GREL,
    "ical": "http://www.w3.org/2002/12/cal/icaltzd#",
    "idlab-fn": IDLAB,
    "jsonld": "http://www.w3.org/ns/json-ld#",
    "ldp": "http://www.w3.org/ns/ldp#",
    "ma": "http://www.w3.org/ns/ma-ont#",
    "oa": "http://www.w3.org/ns/oa#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "og": "http://ogp.me/ns#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfa": "http://www.w3.org/ns/rdfa#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rev": "http://purl.org/stuff/rev#",
    "rif": "http://www.w3.org/2007/rif#",
    "rr": "http://www.w3.org/ns/r2rml#",
    "schema": "http://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sioc": "http://rdfs.org/sioc/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "sosa": "http://www.w3.org/ns/sosa/",
    "ssn": "http://www.w3.org/ns/ssn/",
    "time": "http://www.w3.org/2006/time#",
    "v": "http://rdf.data-vocabulary.org/#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "wdr": "http://www.w3.org/2007/05/powder#",
    "wdrs": "http://www.w3.org/2007/05/powder-s#",
    "xhv": "http://www.w3.org/1999/xhtml/vocab#",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# Schemes of IRIs without `//` (https://www.iana.org/assignments/uri-schemes) that people name things with.
_SCHEMES = frozenset(
    {"about", "acct", "ark", "cid", "data", "did", "doi", "file", "ftp", "geo", "http", "https", "info", "isbn"}
    | {"mailto", "mid", "news", "ni", "oid", "tag", "tel", "urn", "uuid"}
)
_SPACE = re.compile(r"\s")
_REFERENCE = re.compile(r"\$\([^()]*\)")
_PREFIXED = re.compile(r"([A-Za-z][\w.\-]*|):(?!//)")


def expand(text: str, prefixes: Mapping[str, str], place: Place) -> str:
    """The text with its prefix replaced by what it stands for; a text without one as it is.

    Raises MappingError for a prefix that nothing declares, unless it is the scheme of an IRI.
    """
    match = _PREFIXED.match(text)
    if match is None:
        return text
    prefix = match[1]
    if prefix in prefixes:
        return prefixes[prefix] + text[match.end() :]
    if prefix in _SCHEMES:
        return text
    raise MappingError(f"unknown prefix '{prefix}'{did_you_mean(prefix, prefixes)}", place)


def expand_text(text: str, declared: Mapping[str, str]) -> str:
    """A literal or an argument with its prefix replaced, where the document itself declares it.

    The specification is silent; the reference implementation does so. What has a space in it is no name, and stays.
    """
    match = _PREFIXED.match(text)
    if match is None or match[1] not in declared or _SPACE.search(_REFERENCE.sub("", text)):
        return text
    return declared[match[1]] + text[match.end() :]
