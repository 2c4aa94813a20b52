"""The dataset's own description, for people and as VoID, DCAT 3 and schema.org.

https://www.w3.org/TR/void/  https://www.w3.org/TR/vocab-dcat-3/
https://developers.google.com/search/docs/appearance/structured-data/dataset
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsgraph import __version__
from newsgraph.publish import html, structured
from newsgraph.publish.html import Page
from newsgraph.publish.overview import Overview
from newsgraph.publish.site import Site
from newsgraph.rdf.terms import RDF_TYPE, XSD, Term, Triple, iri, is_absolute, literal
from newsgraph.vocab import DCTERMS, FOAF, NG, SCHEMA

_VOID, _DCAT = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#"
_SPDX, _MEDIA = "http://spdx.org/rdf/terms#", "https://www.iana.org/assignments/media-types/"
PREFIXES = {"void": _VOID, "dcat": _DCAT, "spdx": _SPDX}
_TYPES = {".nq": ("N-Quads", "application/n-quads"), ".trig": ("TriG", "application/trig")}
_PACKING = {".gz": "application/gzip", ".zst": "application/zstd"}


class Dump(NamedTuple):
    """A file with all of the dataset: its name in the site, its size in bytes, its SHA-256."""

    file: str
    size: int
    digest: str

    @property
    def ending(self) -> str:
        return next(ending for ending in _TYPES if f"{ending}." in self.file)

    @property
    def packing(self) -> str:
        return _PACKING[self.file[self.file.rindex(".") :]]


def term(site: Site) -> Term:
    return f"<{site.base}dataset>"


def page(overview: Overview, dumps: Sequence[Dump], site: Site) -> Page:
    entities = ((class_, count) for (kind, class_), count in sorted(overview.classes.items()) if kind in _COUNTED)
    counts = html.pairs(
        (
            ("Triples, by article", f"{overview.triples:,}"),
            ("Articles", f"{overview.count('article'):,}"),
            ("Facts", f"{overview.count('claim'):,}"),
            *((html.text(site.word(class_)), f"{count:,}") for class_, count in entities),
        )
    )
    files = html.items(
        f'<a href="{html.text(dump.file)}">{html.text(dump.file)}</a>, {_TYPES[dump.ending][0]}, {dump.size:,} bytes, '
        f"SHA-256 <code>{dump.digest}</code>"
        for dump in dumps
    )
    about = html.pairs(
        (
            ("IRI", f"<code>{html.text(site.base)}dataset</code>"),
            ("Latest article", html.date(overview.latest) if overview.latest else ""),
            ("Licence", html.away(site.license) if site.license else "not stated"),
            ("Publisher", html.text(site.publisher)),
            ("Checksums", '<a href="dumps/SHA256SUMS">dumps/SHA256SUMS</a>'),
        )
    )
    main = (
        f"<h1>The dataset</h1>\n<p>{html.text(site.description)} Each article is a named graph.</p>\n{about}"
        f"{html.section('holds', 'What it holds', counts)}{html.section('dumps', 'All of it', files)}"
    )
    return Page("dataset", "The dataset", main, site.description, _structured(overview, dumps, site), formats=True)


_COUNTED = ("entity", "situation")


def _structured(overview: Overview, dumps: Sequence[Dump], site: Site) -> dict[str, object]:
    return structured.document(
        "Dataset",
        id_=term(site)[1:-1],
        name=site.title,
        description=_described(site),
        url=site.url("dataset.html"),
        license=site.license,
        dateModified=overview.latest,
        creator={"@type": "Organization", "name": site.publisher or site.title},
        isAccessibleForFree=True,
        distribution=[
            {
                "@type": "DataDownload",
                "contentUrl": site.url(dump.file),
                "encodingFormat": _TYPES[dump.ending][1],
                "sha256": dump.digest,
            }
            for dump in dumps
        ],
    )


def _described(site: Site) -> str:
    """At least fifty characters, which search engines ask for."""
    more = "Facts that news articles tell, as linked data, each with the sentence that says so."
    return site.description if len(site.description) >= 50 else f"{site.description} {more}"


def triples(overview: Overview, dumps: Sequence[Dump], site: Site) -> Iterator[Triple]:
    """VoID and DCAT 3; a licence is told where the project has one, and a date where an article has."""
    dataset = term(site)
    for type_ in (f"{_VOID}Dataset", f"{_DCAT}Dataset", f"{SCHEMA}Dataset"):
        yield dataset, RDF_TYPE, f"<{type_}>"
    for vocabulary, name in ((DCTERMS, "title"), (SCHEMA, "name")):
        yield dataset, f"<{vocabulary}{name}>", literal(site.title, language="en")
    for vocabulary in (DCTERMS, SCHEMA):
        yield dataset, f"<{vocabulary}description>", literal(_described(site), language="en")
        if is_absolute(site.license):
            yield dataset, f"<{vocabulary}license>", iri(site.license)
    if site.publisher:
        yield dataset, f"<{DCTERMS}publisher>", f"<{site.base}dataset#publisher>"
        yield f"<{site.base}dataset#publisher>", RDF_TYPE, f"<{FOAF}Agent>"
        yield f"<{site.base}dataset#publisher>", f"<{FOAF}name>", literal(site.publisher)
    if len(overview.latest) == len("2024-09-04"):
        yield dataset, f"<{DCTERMS}modified>", literal(overview.latest, datatype=f"{XSD}date")
    yield dataset, f"<{DCTERMS}conformsTo>", iri(site.ontology)
    yield dataset, f"<{_VOID}vocabulary>", iri(NG)
    yield dataset, f"<{_VOID}vocabulary>", iri(SCHEMA)
    yield dataset, f"<{_VOID}uriSpace>", literal(site.base)
    yield dataset, f"<{_DCAT}landingPage>", iri(site.url("dataset.html"))
    yield dataset, f"<{FOAF}homepage>", iri(site.address)
    yield dataset, f"<{_VOID}triples>", _number(overview.triples)
    yield dataset, f"<{_VOID}documents>", _number(overview.count("article"))
    for (kind, class_), count in overview.classes.items():
        counted = f"<{NG}{'Claim' if kind == 'claim' else 'Article'}>" if kind not in _COUNTED else class_
        if kind == "claim" or not counted:
            continue
        yield from _partition(counted, count, site)
    yield from _partition(f"<{NG}Claim>", overview.count("claim"), site)
    for dump in dumps:
        yield from _distribution(dump, site)


def _partition(class_: Term, count: int, site: Site) -> Iterator[Triple]:
    name = class_[1:-1].rpartition("#")[2].rpartition("/")[2]
    partition = f"<{site.base}dataset#of-{name}>"
    yield term(site), f"<{_VOID}classPartition>", partition
    yield partition, RDF_TYPE, f"<{_VOID}Dataset>"
    yield partition, f"<{_VOID}class>", class_
    yield partition, f"<{_VOID}entities>", _number(count)


def _distribution(dump: Dump, site: Site) -> Iterator[Triple]:
    """A file, as https://www.w3.org/TR/vocab-dcat-3/#Class:Distribution has it."""
    node = f"<{site.base}dataset#{dump.file.rpartition('/')[2]}>"
    url = iri(site.url(dump.file))
    yield term(site), f"<{_DCAT}distribution>", node
    yield term(site), f"<{_VOID}dataDump>", url
    yield node, RDF_TYPE, f"<{_DCAT}Distribution>"
    yield node, f"<{DCTERMS}title>", literal(dump.file.rpartition("/")[2])
    yield node, f"<{_DCAT}downloadURL>", url
    yield node, f"<{_DCAT}accessURL>", url
    yield node, f"<{_DCAT}mediaType>", iri(_MEDIA + _TYPES[dump.ending][1])
    yield node, f"<{_DCAT}compressFormat>", iri(_MEDIA + dump.packing)
    yield node, f"<{_DCAT}byteSize>", literal(str(dump.size), datatype=f"{XSD}nonNegativeInteger")
    checksum = f"<{site.base}dataset#{dump.file.rpartition('/')[2]}-sha256>"
    yield node, f"<{_SPDX}checksum>", checksum
    yield checksum, RDF_TYPE, f"<{_SPDX}Checksum>"
    yield checksum, f"<{_SPDX}algorithm>", f"<{_SPDX}checksumAlgorithm_sha256>"
    yield checksum, f"<{_SPDX}checksumValue>", literal(dump.digest, datatype=f"{XSD}hexBinary")


def generator() -> str:
    return f"newsgraph {__version__}"


def _number(count: int) -> Term:
    return literal(str(count), datatype=f"{XSD}integer")
