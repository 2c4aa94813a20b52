"""RDF files to a store that answers SPARQL queries, by pyoxigraph in memory.

The default graph is the union of all graphs, materialised: a triple that stands in two named graphs counts once, and
`GRAPH ?g` still tells where it stands. Blank nodes of different files are different.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph import sources
from newsgraph.errors import RdfSyntaxError
from newsgraph.rdf.parse import Format, format_of, parse
from newsgraph.rdf.terms import Term, Triple, literal_parts
from newsgraph.store.answer import Answer, Row
from newsgraph.store.loading import files
from newsgraph.store.query import Query
from newsgraph.vocab import PREFIXES, RDFS, SCHEMA, SKOS

if TYPE_CHECKING:
    import pyoxigraph

_NAMES = (f"{RDFS}label", f"{SCHEMA}name", f"{SCHEMA}headline", f"{SKOS}prefLabel")
_UNION = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


class Store:
    """A dataset to ask."""

    def __init__(self, dataset: pyoxigraph.Store, sources_read: tuple[str, ...]) -> None:
        self._dataset = dataset
        self.sources = sources_read

    @classmethod
    def load(cls, paths: Iterable[Path]) -> Store:
        """Read files and folders; `sources` then names the files that were read.

        Of a folder its dataset.trig is read, else every RDF file in it, one of each stem.
        Raises InputError where there is nothing to read, RdfSyntaxError with line and column.
        """
        import pyoxigraph

        dataset = pyoxigraph.Store()
        found = files(paths)
        for path in found:
            _load(dataset, sources.read_bytes(path), str(path))
        dataset.update(_UNION)
        return cls(dataset, tuple(str(path) for path in found))

    def query(self, query: Query | str) -> Answer:
        """Ask; prefixes that the query does not declare are those of `newsgraph.vocab.PREFIXES`.

        Raises QueryError, with line and column, for a query that does not parse, changes data or asks a SERVICE.
        """
        import pyoxigraph

        asked = Query(query) if isinstance(query, str) else query
        asked.check()
        labels = _Labels()
        try:
            found = self._dataset.query(asked.text, prefixes=dict(PREFIXES))
            if isinstance(found, pyoxigraph.QueryBoolean):
                return Answer("ask", boolean=bool(found))
            if isinstance(found, pyoxigraph.QuerySolutions):
                variables = tuple(variable.value for variable in found.variables)
                rows = tuple(labels.row(solution) for solution in found)
                return Answer("select", variables=variables, rows=rows, name_of=self._name)
            triples = {labels.triple(triple) for triple in found}
            return Answer("graph", triples=tuple(sorted(triples)), name_of=self._name)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise asked.explained(error) from error

    def _name(self, term: Term) -> str | None:
        """What people call a node: its label, else its name or headline, else what Wikidata calls it."""
        import pyoxigraph

        if not term.startswith("<"):
            return None
        node = pyoxigraph.NamedNode(term[1:-1])
        for iri in _NAMES:
            quads = self._dataset.quads_for_pattern(node, pyoxigraph.NamedNode(iri), None, pyoxigraph.DefaultGraph())
            names = sorted(str(quad.object) for quad in quads)
            if names and names[0].startswith('"'):
                return literal_parts(names[0]).lexical
        return None


class _Labels:
    """Blank nodes renamed in the order in which they come, as the store's own labels are random."""

    def __init__(self) -> None:
        self._names: dict[str, Term] = {}

    def term(self, node: object) -> Term | None:
        if node is None:
            return None
        text = str(node)
        return self._names.setdefault(text, f"_:b{len(self._names)}") if text.startswith("_:") else text

    def row(self, solution: pyoxigraph.QuerySolution) -> Row:
        return tuple(self.term(node) for node in solution)

    def triple(self, triple: pyoxigraph.Triple) -> Triple:
        s, p, o = (self.term(node) or "" for node in triple)
        return s, p, o


def _load(dataset: pyoxigraph.Store, content: bytes, name: str) -> None:
    """Load one document; formats that pyoxigraph reads as they are go to it without a detour."""
    import pyoxigraph

    formats = {
        Format.TURTLE: pyoxigraph.RdfFormat.TURTLE,
        Format.TRIG: pyoxigraph.RdfFormat.TRIG,
        Format.NTRIPLES: pyoxigraph.RdfFormat.N_TRIPLES,
        Format.NQUADS: pyoxigraph.RdfFormat.N_QUADS,
    }
    format_ = format_of(name, content)
    if format_ in formats:
        try:
            dataset.bulk_load(content.removeprefix(b"\xef\xbb\xbf"), formats[format_])
        except SyntaxError as error:
            parse(content, name=name, format=format_)  # tells what is wrong in words
            raise RdfSyntaxError(error.msg, None) from error
    else:
        quads = parse(content, name=name, format=format_)
        lines = "".join(f"{' '.join(term for term in quad if term)} .\n" for quad in quads)
        dataset.bulk_load(lines.encode(), pyoxigraph.RdfFormat.N_QUADS)
