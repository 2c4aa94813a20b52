"""Checks of FAIR data that files can show, each by the name that it has where it comes from.

They are those of FOOPS! (https://w3id.org/foops/) on an ontology, and of the W3C's Data on the Web Best Practices
(https://www.w3.org/TR/dwbp/) on a dataset. Those that need the public network (whether an IRI resolves, whether a
registry has a prefix) are named as not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from newsgraph import sources
from newsgraph.errors import RdfSyntaxError
from newsgraph.pipeline.doctor.finding import Finding, judged, note
from newsgraph.pipeline.publishing import ontology
from newsgraph.project import Project
from newsgraph.rdf import parse
from newsgraph.rdf.terms import RDF_TYPE, Term, Triple, iri_value, is_iri, is_literal, literal_parts
from newsgraph.shacl.path import indexed
from newsgraph.vocab import DCTERMS, NG, OWL, RDFS, SKOS

_VANN = "http://purl.org/vocab/vann/"
_DCAT = "http://www.w3.org/ns/dcat#"
_VOID = "http://rdfs.org/ns/void#"
_PROV = "http://www.w3.org/ns/prov#"
_DQV = "http://www.w3.org/ns/dqv#"
_PERSISTENT = ("https://w3id.org/", "http://w3id.org/", "https://purl.org/", "http://purl.org/", "https://doi.org/")
_TERM_TYPES = tuple(f"<{OWL}{name}>" for name in ("Class", "ObjectProperty", "DatatypeProperty", "NamedIndividual"))
_FEW = 5


class _Described:
    """A node with its values."""

    def __init__(self, triples: Sequence[Triple], node: Term) -> None:
        self.node = node
        self._own = indexed(triples).get(node, {})

    def has(self, *names: str) -> bool:
        """Whether it has a value of any of these properties."""
        return any(self._own.get(f"<{name}>") for name in names)

    def values(self, name: str) -> Sequence[Term]:
        return self._own.get(f"<{name}>", ())


def ontology_findings(project: Project) -> Iterator[Finding]:
    """The tests of FOOPS! on the project's ontology."""
    triples = ontology(project)
    names = [s for s, p, o in triples if p == RDF_TYPE and o == f"<{OWL}Ontology>"]
    yield judged(
        "FOOPS! URI2", len(names) == 1, "one ontology", f"{len(names)} nodes are owl:Ontology", "keep one of them"
    )
    if not names:
        return
    about = _Described(triples, names[0])
    yield from _metadata(about)
    yield from _identifiers(about)
    yield from _terms(triples)


def _metadata(about: _Described) -> Iterator[Finding]:
    wanted = (
        ("OM1 title", (f"{DCTERMS}title", f"{RDFS}label"), "dcterms:title"),
        ("OM1 description", (f"{DCTERMS}description", f"{DCTERMS}abstract"), "dcterms:description"),
        ("OM1 creator", (f"{DCTERMS}creator",), "dcterms:creator"),
        ("OM1 namespace URI", (f"{_VANN}preferredNamespaceUri",), "vann:preferredNamespaceUri"),
        ("OM2 prefix", (f"{_VANN}preferredNamespacePrefix",), "vann:preferredNamespacePrefix"),
        ("OM2 version", (f"{OWL}versionInfo",), "owl:versionInfo"),
        ("OM2 contributor", (f"{DCTERMS}contributor", f"{DCTERMS}creator"), "dcterms:contributor"),
        ("OM2 citation", (f"{DCTERMS}bibliographicCitation",), "dcterms:bibliographicCitation"),
        ("OM3 publisher", (f"{DCTERMS}publisher",), "dcterms:publisher"),
        ("OM3 source", (f"{DCTERMS}source", f"{_PROV}wasDerivedFrom"), "dcterms:source"),
        ("OM3 status", ("http://purl.org/ontology/bibo/status",), "bibo:status"),
        ("OM4.1 license", (f"{DCTERMS}license",), "dcterms:license"),
        ("OM5.1 created", (f"{DCTERMS}created",), "dcterms:created"),
        ("OM5.2 issued", (f"{DCTERMS}issued", f"{DCTERMS}modified"), "dcterms:issued"),
    )
    for test, properties, fix in wanted:
        what = test.partition(" ")[2]
        yield judged(f"FOOPS! {test}", about.has(*properties), f"it has a {what}", f"it has no {what}", f"add {fix}")
    is_link = any(is_iri(value) for value in about.values(f"{DCTERMS}license"))
    yield judged("FOOPS! OM4.2", is_link, "its license is an IRI", "its license is no IRI", "give the license's IRI")


def _identifiers(about: _Described) -> Iterator[Finding]:
    name = iri_value(about.node)
    fix = "take a name of w3id.org, purl.org or doi.org"
    yield judged(
        "FOOPS! PURL1", name.startswith(_PERSISTENT), f"{name} is persistent", f"{name} is not persistent", fix
    )
    versions = [iri_value(value) for value in about.values(f"{OWL}versionIRI") if is_iri(value)]
    yield judged("FOOPS! VER1", bool(versions), f"{', '.join(versions)}", "it has no version IRI", "add owl:versionIRI")
    yield judged(
        "FOOPS! HTTP1", name.startswith(("http://", "https://")), "an open protocol", f"{name} is not HTTP", "use https"
    )
    yield note("FOOPS! URI1, VER2, CN1, FIND2, FIND3", "they ask the public network, and were not looked at")


def _terms(triples: Sequence[Triple]) -> Iterator[Finding]:
    terms = sorted({s for s, p, o in triples if p == RDF_TYPE and o in _TERM_TYPES and is_iri(s)})
    own = [term for term in terms if term.startswith(f"<{NG}")] or terms
    index = indexed(triples)
    for test, what, properties in (
        ("VOC3", "label", (f"<{RDFS}label>", f"<{SKOS}prefLabel>")),
        ("VOC4", "comment", (f"<{RDFS}comment>", f"<{SKOS}definition>")),
    ):
        lacking = [iri_value(term) for term in own if not any(name in index[term] for name in properties)]
        yield judged(
            f"FOOPS! {test}",
            not lacking,
            f"each of {len(own)} terms has a {what}",
            f"{len(lacking)} terms have no {what}: {', '.join(lacking[:_FEW])}",
            f"add rdfs:{what}",
        )
    others = {
        o for s, _, o in triples if s in own and is_iri(o) and not o.startswith((f"<{NG}", f"<{OWL}", f"<{RDFS}"))
    }
    fix = "align terms with those of vocabularies that others know"
    yield judged("FOOPS! VOC2", bool(others), f"aligned with {len(others)} terms of others", "aligned with none", fix)


def dataset_findings(site: Path) -> Iterator[Finding]:
    """The best practices of the W3C that the files of a site show."""
    path = site / "dataset.ttl"
    try:
        triples = [quad[:3] for quad in parse.parse(sources.read_bytes(path, error=RdfSyntaxError), name=str(path))]
    except RdfSyntaxError as error:
        yield judged("DWBP 1", False, "", f"the dataset is not described: {error}", "make the site again")
        return
    described = {s for s, p, o in triples if p == RDF_TYPE and o in (f"<{_DCAT}Dataset>", f"<{_VOID}Dataset>")}
    nodes = [_Described(triples, node) for node in sorted(described)]

    def has(*names: str) -> bool:
        return any(node.has(*names) for node in nodes)

    media = {
        literal_parts(o).lexical if is_literal(o) else iri_value(o) for _, p, o in triples if p == f"<{_DCAT}mediaType>"
    }
    formats = [ending for ending in ("html", "ttl", "jsonld", "nt") if (site / f"dataset.{ending}").is_file()]
    again = "make the site again"
    rows = (
        ("DWBP 1", bool(nodes), "metadata: DCAT and VoID", "there is no metadata", again),
        ("DWBP 2", has(f"{DCTERMS}title") and has(f"{DCTERMS}description"), "described in words", "no words", again),
        ("DWBP 3", has(f"{_VOID}vocabulary", f"{DCTERMS}conformsTo"), "its vocabulary is told", "it is not", again),
        ("DWBP 4", has(f"{DCTERMS}license"), "it has a license", "it has no license", "name one for the dataset"),
        (
            "DWBP 5",
            has(f"{DCTERMS}creator", f"{DCTERMS}publisher", f"{_PROV}wasGeneratedBy"),
            "who made it is told",
            "nobody is said to have made it",
            again,
        ),
        ("DWBP 7", has(f"{OWL}versionInfo", f"{_DCAT}version"), "it has a version", "it has no version", again),
        (
            "DWBP 9",
            all(iri_value(node.node).startswith(_PERSISTENT) for node in nodes),
            "persistent identifiers",
            "its name is not persistent",
            "set base in newsgraph.toml to a name of w3id.org or the like",
        ),
        ("DWBP 12, 14", len(formats) == 4, f"formats: {', '.join(formats)}", f"only {', '.join(formats)}", again),
        (
            "DWBP 17",
            has(f"{_VOID}dataDump", f"{_DCAT}distribution") and (site / "dumps").is_dir(),
            f"whole dumps{': ' + ', '.join(sorted(media)) if media else ''}",
            "there is no dump",
            again,
        ),
        (
            "DWBP 19",
            (site / "negotiation").is_dir(),
            "rules of content negotiation are there, and 'serve' has it",
            "there are none",
            again,
        ),
        ("DWBP 21", has(f"{DCTERMS}modified", f"{DCTERMS}issued"), "its date is told", "it has no date", again),
    )
    for about, holds, says, otherwise, fix in rows:
        yield judged(about, holds, says, otherwise, fix)
    yield note("DWBP 6, 8, 28 to 33", "they are about how an institution works, and no file shows them")
