"""Turtle documents to the triples of one shapes graph, and the places where its shapes and queries are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import quote

from newsgraph.errors import Place, RdfSyntaxError, ShapesError
from newsgraph.rdf.parse import Format, parse
from newsgraph.rdf.terms import Term, Triple, is_blank, is_iri
from newsgraph.shacl.path import Index, indexed
from newsgraph.shacl.places import find_places


@dataclass(frozen=True, slots=True)
class Documents:
    """One shapes graph, indexed, with where its subjects (by term) and its strings (as written) stand."""

    triples: tuple[Triple, ...]
    index: Index
    leading: Mapping[Term, Term]  # from a blank node to the first subject that has it
    subjects: Mapping[Term, Place]
    strings: Mapping[str, Place]
    prefixes: Mapping[str, str]
    files: tuple[str, ...]

    def objects(self, s: Term, p: Term) -> Sequence[Term]:
        return self.index.get(s, {}).get(p, ())

    def place_of(self, node: Term) -> Place | None:
        """Where a node, or what leads to a blank one, is described; where that is not seen, the only file's name."""
        seen: set[Term] = set()
        while node not in self.subjects and node not in seen:
            seen.add(node)
            node = self.leading.get(node, node)
        return self.subjects.get(node) or self.only_file

    @property
    def only_file(self) -> Place | None:
        """The file, where there is but one."""
        return Place(self.files[0]) if len(self.files) == 1 else None

    def fail(self, node: Term, message: str) -> NoReturn:
        """Raise ShapesError at the place of a node."""
        raise ShapesError(message, self.place_of(node))


def named(node: Term) -> str:
    """What messages call a shape."""
    return node if is_iri(node) else "a shape without a name"


def read_documents(documents: Iterable[tuple[str, str]]) -> Documents:
    """All documents, each a pair of Turtle text and file name, as one graph.

    Blank nodes are called `_:shape1`, `_:shape2` ... in the order in which they come, over all documents. A relative
    IRI is resolved against the file name, where that is a URL, and else against `file:///` and the name, so that no
    report depends on the folder in which somebody works.
    Raises ShapesError with file, line and column where a document does not parse.
    """
    triples: dict[Triple, None] = {}
    subjects: dict[Term, Place] = {}
    strings: dict[str, Place] = {}
    prefixes: dict[str, str] = {}
    files: list[str] = []
    number = 0
    for text, file_name in documents:
        base = base_of(file_name)
        try:
            quads = parse(text, name=file_name, format=Format.TURTLE, base=base)
        except RdfSyntaxError as error:
            raise ShapesError(error.message, error.place) from error
        labels: dict[Term, Term] = {}
        for quad in quads:
            for term in (quad[0], quad[2]):
                if term.startswith("_:") and term not in labels:
                    number += 1
                    labels[term] = f"_:shape{number}"
        triples.update(dict.fromkeys((labels.get(s, s), p, labels.get(o, o)) for s, p, o, _ in quads))
        files.append(file_name)
        found = find_places(text, file_name, base)
        subjects = {**found.subjects, **subjects}
        strings = {**found.strings, **strings}
        prefixes = {**found.prefixes, **prefixes}
    leading = {o: s for s, _, o in reversed(triples) if is_blank(o)}
    return Documents(tuple(triples), indexed(triples), leading, subjects, strings, prefixes, tuple(files))


def base_of(file_name: str) -> str:
    """The base IRI of a document by its name: the name, where it is a URL, and else `file:///` and the name.

    Data that are to share relative IRIs with shapes are read with it too.
    """
    return file_name if "://" in file_name else f"file:///{quote(file_name.lstrip('/'))}"
