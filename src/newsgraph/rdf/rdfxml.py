"""Triples to RDF/XML, in bytes that depend on nothing but the triples.

Law: what a parser reads back is isomorphic to what was given. RDF/XML cannot write every graph: a predicate must end
as an XML name does, and no literal holds a control character.

https://www.w3.org/TR/rdf-syntax-grammar/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from newsgraph.rdf.names import natural_key
from newsgraph.rdf.nesting import by_subject
from newsgraph.rdf.terms import RDF_TYPE, XSD_STRING, Term, Triple, iri_value, literal_parts

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

# https://www.w3.org/TR/xml-names/#NT-NCName
_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME_AT_END = re.compile(f"[{_START}][{_START}\\-.0-9\xb7\u0300-\u036f\u203f\u2040]*\\Z")
# https://www.w3.org/TR/xml/#NT-Char
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def serialise(triples: Iterable[Triple], *, prefixes: Mapping[str, str], encoding: str = "UTF-8") -> str:
    """An RDF/XML document that names `encoding` as its own; of `prefixes`, those that are used are declared.

    Raises ValueError, with the term, for a predicate or a literal that RDF/XML cannot write.
    """
    subjects = by_subject(triples)
    names = _Names(prefixes)
    blocks = [_described(subject, subjects[subject], names) for subject in sorted(subjects, key=natural_key)]
    declared = "".join(f" xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in sorted(names.used.items()))
    return f'<?xml version="1.0" encoding="{encoding}"?>\n<rdf:RDF{declared}>\n{"".join(blocks)}</rdf:RDF>\n'


class _Names:
    """Predicates as XML names, and the prefixes that they have used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.used = {"rdf": _RDF}
        known = sorted(prefixes.items(), reverse=True)
        self._prefixes = {iri: prefix for prefix, iri in known if _NAME_AT_END.match(prefix)}
        self._prefixes[_RDF] = "rdf"

    def name(self, predicate: Term) -> str:
        iri = plain_iri(predicate)
        local = _NAME_AT_END.search(iri)
        if local is None or local.start() == 0:
            raise ValueError(f"RDF/XML cannot write the predicate {predicate}, which does not end as an XML name does")
        namespace = iri[: local.start()]
        prefix = self._prefixes.get(namespace)
        if prefix is None:
            taken = {*self._prefixes.values(), *self.used}
            number = len(self._prefixes)
            while f"ns{number}" in taken:
                number += 1
            prefix = self._prefixes[namespace] = f"ns{number}"
        self.used[prefix] = namespace
        return f"{prefix}:{local[0]}"


def plain_iri(term: Term) -> str:
    """The IRI of a term as it is, where N-Triples had to escape it."""
    return _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), iri_value(term))


def _described(subject: Term, predicates: Mapping[Term, Iterable[Term]], names: _Names) -> str:
    lines = []
    for predicate in sorted(predicates, key=lambda term: (term != RDF_TYPE, natural_key(term))):
        name = names.name(predicate)
        lines += [f"    {_property(name, value)}\n" for value in sorted(predicates[predicate], key=natural_key)]
    about = _resource(subject, "rdf:about")
    return f"  <rdf:Description {about}>\n{''.join(lines)}  </rdf:Description>\n"


def _property(name: str, value: Term) -> str:
    if not value.startswith('"'):
        return f"<{name} {_resource(value, 'rdf:resource')}/>"
    lexical, datatype, language = literal_parts(value)
    wrong = _NO_CHARACTER.search(lexical)
    if wrong is not None:
        raise ValueError(f"RDF/XML cannot write a literal with the character U+{ord(wrong[0]):04X}")
    attribute = ""
    if language is not None:
        attribute = f" xml:lang={quoteattr(language)}"
    elif datatype != XSD_STRING:
        attribute = f" rdf:datatype={quoteattr(datatype)}"
    return f"<{name}{attribute}>{escape(lexical, {chr(13): '&#13;'})}</{name}>"


def _resource(term: Term, attribute: str) -> str:
    """A blank node's label becomes an XML name by the letter before it."""
    if term.startswith("_:"):
        return f'rdf:nodeID="b{term[2:]}"'
    return f"{attribute}={quoteattr(plain_iri(term))}"
