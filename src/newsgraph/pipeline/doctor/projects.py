"""A project: whether its parts load, and whether they fit each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newsgraph import rml
from newsgraph.errors import NewsgraphError
from newsgraph.pipeline.doctor.finding import Finding, note, well, wrong
from newsgraph.pipeline.functions import own_functions
from newsgraph.pipeline.publishing import FACTS, Pipeline, ontology
from newsgraph.pipeline.reading import Extractor
from newsgraph.project import Project
from newsgraph.rdf import jsonld
from newsgraph.rdf.terms import RDF_TYPE, Term, Triple, iri_value, is_iri
from newsgraph.records import Run, exemplar
from newsgraph.shacl import Shapes, read_documents
from newsgraph.vocab import NG, OWL, RDF, RDFS, SH

_CLASS, _SUB_CLASS_OF = f"<{OWL}Class>", f"<{RDFS}subClassOf>"
_PROPERTIES = tuple(f"<{OWL}{name}>" for name in ("ObjectProperty", "DatatypeProperty"))
_SITUATION = f"<{NG}Situation>"


def project_findings(project: Project) -> Iterator[Finding]:
    """Load each part by itself, so that all that is wrong is told; then look how they fit."""
    yield well("project", f"{project.root}, whose IRIs start with {project.base}")
    parts: tuple[tuple[str, Callable[[], str]], ...] = (
        ("extraction rules", lambda: f"{len(Extractor(project).rule_places)} rules"),
        ("mapping", lambda: f"{len(_plan(project).generations)} triples maps"),
        ("ontology", lambda: f"{len(ontology(project))} triples"),
        ("shapes", lambda: f"{_shapes(project)} with a target"),
        ("JSON-LD context", lambda: f"{len(_context(project).terms)} terms"),
    )
    is_whole = True
    for about, load in parts:
        try:
            yield well(about, load())
        except NewsgraphError as error:
            is_whole = False
            yield wrong(about, str(error), "mend it there")
    if not is_whole:
        return
    try:
        Pipeline(project)
    except NewsgraphError as error:
        yield wrong("project as a whole", str(error), "mend it there")
        return
    yield well("project as a whole", "rules, mapping, ontology and shapes compile together")
    yield from _fit(project)


def _plan(project: Project) -> rml.Plan:
    texts = [rml.MappingText(text, file) for file, text in project.mappings.items()]
    return rml.parse(texts, base=project.base, functions=own_functions(project))


def _shapes(project: Project) -> int:
    """How many shapes have a target of their own."""
    texts = [(text, file) for file, text in project.shapes.items()]
    Shapes.parse(texts)
    return len({s for s, p, _ in read_documents(texts).triples if p.startswith(f"<{SH}target")})


def _context(project: Project) -> jsonld.Context:
    names = {"context_name": "ontology/context.jsonld", "frame_name": "ontology/frame.jsonld"}
    return jsonld.Context.parse(project.context, project.frame, **names)


@dataclass(frozen=True, slots=True)
class _Terms:
    """The project's own classes and properties, and those of its terms that mapping and shapes use."""

    classes: frozenset[Term]
    properties: frozenset[Term]
    situations: frozenset[Term]
    mapped: frozenset[Term]
    shaped: frozenset[Term]


def _terms(project: Project) -> _Terms:
    axioms = ontology(project)
    classes = frozenset(s for s, p, o in axioms if p == RDF_TYPE and o == _CLASS and is_iri(s))
    properties = frozenset(s for s, p, o in axioms if p == RDF_TYPE and o in _PROPERTIES)
    situations = frozenset(s for s, p, o in axioms if p == _SUB_CLASS_OF and o == _SITUATION)
    fact_types = Extractor(project).fact_types
    made: list[Triple] = [(s, p, o) for s, p, o, _ in _plan(project).run({FACTS: exemplar(fact_types, Run("0", "0"))})]
    mapped = frozenset(p for _, p, _ in made) | frozenset(o for _, p, o in made if p == RDF_TYPE)
    documents = read_documents((text, file) for file, text in project.shapes.items())
    text = " ".join(project.shapes.values())
    shaped = frozenset(term for triple in documents.triples for term in triple if is_iri(term)) | frozenset(
        term for term in classes | properties if f"ng:{_local(term)}" in text
    )
    return _Terms(classes, properties, situations, mapped, shaped)


def _fit(project: Project) -> Iterator[Finding]:
    terms = _terms(project)
    for name in sorted(terms.situations - terms.shaped):
        yield wrong("shapes", f"no shape has the class {_shown(name)}", "add shapes/ for it, so that it is checked")
    for name in sorted(terms.situations - terms.mapped):
        yield wrong("mapping", f"nothing makes a {_shown(name)}", "add mapping/rdf/ for it, or take the class away")
    declared = terms.classes | terms.properties
    unknown = sorted(term for term in terms.mapped if term.startswith(f"<{NG}") and term not in declared)
    for name in unknown:
        yield wrong(
            "ontology", f"the mapping makes {_shown(name)}, which it has not", "declare it, or mend the mapping"
        )
    idle = sorted(map(_shown, terms.properties - terms.mapped - terms.shaped))
    if idle:
        yield note("ontology", f"no mapping makes and no shape checks: {', '.join(idle)}")
    context = project.context
    missing = sorted(
        _shown(term)
        for term in terms.mapped
        if not term.startswith((f"<{RDF}", f"<{NG}"))
        and f'"{_local(term)}"' not in context
        and _is_property(term, terms)
    )
    if missing:
        yield note("JSON-LD context", f"no short name for {', '.join(missing)}", "add them to ontology/context.jsonld")
    if not unknown:
        yield well("ontology", "it declares every class and property of its own that the mapping makes")


def _is_property(term: Term, terms: _Terms) -> bool:
    return term not in terms.classes and not _local(term)[:1].isupper()


def _is_named(term: Term, context: str) -> bool:
    """Whether a JSON-LD context has a name for a term, or a prefix for its namespace."""
    iri = iri_value(term)
    namespace = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
    return any(f'"{name}"' in context for name in (iri, namespace))


def _local(term: Term) -> str:
    return iri_value(term).replace("#", "/").rpartition("/")[2]


def _shown(term: Term) -> str:
    return iri_value(term).replace(NG, "ng:")
