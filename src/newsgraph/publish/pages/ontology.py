"""The page of the ontology: each term with what it means, what it is aligned to, and what its shape asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from newsgraph.publish import html, structured
from newsgraph.publish.blocks import Block
from newsgraph.publish.html import Page
from newsgraph.rdf.terms import RDF_TYPE, Term, Triple, literal_parts
from newsgraph.vocab import DCTERMS, NG, OWL, RDFS, SH, SKOS

_LABEL, _COMMENT, _SUBCLASS = (f"<{RDFS}{name}>" for name in ("label", "comment", "subClassOf"))
_SUBPROPERTY, _RANGE = f"<{RDFS}subPropertyOf>", f"<{RDFS}range>"
_INVERSE, _DISJOINT = f"<{OWL}inverseOf>", f"<{OWL}disjointWith>"
_ALIGNED = tuple(f"<{SKOS}{name}Match>" for name in ("exact", "close", "broad", "narrow", "related"))
_KINDS = (
    ("Classes", f"<{OWL}Class>"),
    ("Properties between things", f"<{OWL}ObjectProperty>"),
    ("Properties with values", f"<{OWL}DatatypeProperty>"),
    ("Individuals", f"<{OWL}NamedIndividual>"),
)
_TARGET, _PATH, _PROPERTY = (f"<{SH}{name}>" for name in ("targetClass", "path", "property"))
_MESSAGE = f"<{SH}message>"
_TOLD = ("minCount", "maxCount", "datatype", "class", "nodeKind", "pattern", "hasValue")


@dataclass(frozen=True)
class Vocabulary:
    """The triples of the ontology, and those of the shapes by their files."""

    triples: tuple[Triple, ...]
    shapes: Mapping[str, tuple[Triple, ...]]

    @cached_property
    def arcs(self) -> Block:
        return Block.of({"": self.triples})

    @cached_property
    def words(self) -> dict[Term, str]:
        """The label of each term."""
        return {s: literal_parts(o).lexical for s, p, o in sorted(self.triples, reverse=True) if p == _LABEL}

    @cached_property
    def iri(self) -> str:
        found = [s for s, p, o in self.triples if p == RDF_TYPE and o == f"<{OWL}Ontology>"]
        return min(found)[1:-1] if found else NG

    def of_kind(self, kind: Term) -> list[Term]:
        return sorted(s for s, p, o in self.triples if p == RDF_TYPE and o == kind and s[0] == "<")

    @cached_property
    def demands(self) -> dict[Term, list[str]]:
        """What the shapes ask of each class and property, in words."""
        found: dict[Term, list[str]] = {}
        for file, triples in self.shapes.items():
            arcs = Block.of({"": triples}).subjects
            for shape, told in arcs.items():
                for p, o in told:
                    if p == _TARGET:
                        found.setdefault(o, []).append(
                            f"<code>{html.text(_short(shape))}</code> in <code>{html.text(file)}</code>"
                        )
                    elif p == _PATH and o.startswith("<"):
                        found.setdefault(o, []).append(_demand(told, file))
        return {term: list(dict.fromkeys(lines)) for term, lines in found.items()}


def page(vocabulary: Vocabulary) -> Page:
    title = _value(vocabulary, f"<{vocabulary.iri}>", f"<{DCTERMS}title>") or "The ontology"
    about = _value(vocabulary, f"<{vocabulary.iri}>", f"<{DCTERMS}description>")
    parts, done = [], set[Term]()
    for number, (heading, kind) in enumerate(_KINDS):
        terms = [term for term in vocabulary.of_kind(kind) if term not in done]
        done.update(terms)
        parts.append(html.section(f"kind-{number}", heading, "".join(_terms(terms, vocabulary))))
    main = (
        f"<h1>{html.text(title)}</h1>\n<p>{html.text(about)}</p>\n"
        f"<p>IRI <code>{html.text(vocabulary.iri)}</code></p>\n{''.join(parts)}"
    )
    data = structured.document("DefinedTermSet", id_=vocabulary.iri, name=title, description=about)
    return Page("ontology", title, main, about, data, formats=True)


def _terms(terms: Iterable[Term], vocabulary: Vocabulary) -> Iterator[str]:
    for term in terms:
        arcs = vocabulary.arcs.subjects.get(term, ())
        listed = [
            (heading, ", ".join(_term(o, vocabulary) for p, o in arcs if p in predicates and o[0] == "<"))
            for heading, predicates in (
                ("Below", (_SUBCLASS, _SUBPROPERTY)),
                ("Values", (_RANGE,)),
                ("Inverse", (_INVERSE,)),
                ("Disjoint with", (_DISJOINT,)),
                ("Like", _ALIGNED),
            )
        ]
        shape = ("Shape", "<br>".join(vocabulary.demands.get(term, ())))
        label = vocabulary.words.get(term, _short(term))
        named = html.pairs((("Term", f"<code>{html.text(_short(term))}</code>"), *listed, shape))
        yield (
            f'<h3 id="{html.text(_local(term))}">{html.text(label)}</h3>\n'
            f"<p>{html.text(_value(vocabulary, term, _COMMENT))}</p>\n"
            f"{named}"
        )


def _term(term: Term, vocabulary: Vocabulary) -> str:
    if term.startswith(f"<{NG}") and term in vocabulary.words:
        return f'<a href="#{html.text(_local(term))}">{html.text(vocabulary.words[term])}</a>'
    return html.away(term[1:-1], _short(term))


def _demand(told: Sequence[tuple[Term, Term]], file: str) -> str:
    """A property shape: its constraints, and its message."""
    said = []
    for p, o in told:
        name = p[1:-1].removeprefix(SH)
        if name in _TOLD:
            value = literal_parts(o).lexical if o[0] == '"' else _short(o)
            said.append(f"{name} {value}")
    messages = [literal_parts(o).lexical for p, o in told if p == _MESSAGE and o[0] == '"']
    constraints = "; ".join((*sorted(said), *messages))
    return f"{html.text(constraints or 'constrained')} (<code>{html.text(file)}</code>)"


def _local(term: Term) -> str:
    return term[1:-1].rpartition("#")[2].rpartition("/")[2]


def _short(term: Term) -> str:
    from newsgraph.vocab import PREFIXES

    value = term[1:-1]
    for prefix, namespace in PREFIXES.items():
        if value.startswith(namespace) and len(value) > len(namespace):
            return f"{prefix}:{value[len(namespace) :]}"
    return value if term.startswith("<") else term


def _value(vocabulary: Vocabulary, term: Term, predicate: Term) -> str:
    found = [literal_parts(o).lexical for p, o in vocabulary.arcs.subjects.get(term, ()) if p == predicate]
    return min(found) if found else ""
