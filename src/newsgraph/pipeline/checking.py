"""RDF files to a validation report by the shapes of a project: `newsgraph check`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsgraph import sources
from newsgraph.errors import RdfSyntaxError, ShapesError
from newsgraph.pipeline.engines import COMPILED, ENGINES
from newsgraph.pipeline.publishing import ontology
from newsgraph.project import Project
from newsgraph.rdf import parse
from newsgraph.rdf.terms import Quad, Term
from newsgraph.shacl import Report, base_of
from newsgraph.store.loading import files

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": Report.to_text,
    "turtle": Report.to_turtle,
    "json": Report.to_json,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A validation report, and a line for each thing that the shapes ask for and the engine passes over."""

    report: Report
    notes: tuple[str, ...]


def check(project: Project, data: Sequence[str], shapes: Sequence[Path], *, engine: str = COMPILED) -> Checked:
    """The report on all the data, by `shapes` or else by the project's, with the project's ontology for subclasses.

    Each file, and in it each named graph, is validated by itself: a union could hide what an article lacks, or find
    two of what each article has one of.

    Raises InputError for a path that is not there; RdfSyntaxError and ShapesError with the place.
    """
    if shapes:
        documents = [(sources.read_text(path, error=ShapesError), str(path.resolve())) for path in shapes]
    else:
        documents = [(text, file) for file, text in project.shapes.items()]
    compiled = ENGINES[engine].shapes(documents)
    classes = ontology(project)
    reports = [compiled.validate(graph, ontology=classes) for path in files(map(Path, data)) for graph in _graphs(path)]
    results = tuple(result for report in reports for result in report.results)
    return Checked(Report(results, reports[0].prefixes if reports else {}), compiled.notes)


def _graphs(path: Path) -> Iterator[tuple[Quad, ...]]:
    """The graphs of a file, the default graph first; one that is empty only where there is no other."""
    base = None if str(path) == sources.STANDARD_INPUT else base_of(str(path.resolve()))
    graphs: dict[Term, list[Quad]] = {}
    for quad in parse.parse(sources.read_bytes(path, error=RdfSyntaxError), name=str(path), base=base):
        graphs.setdefault(quad[3], []).append(quad)
    yield from map(tuple, graphs.values() or ((),))
