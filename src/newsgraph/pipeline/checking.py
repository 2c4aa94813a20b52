"""RDF files to a validation report by the shapes of a project: `newsgraph check`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsgraph import sources
from newsgraph.errors import RdfSyntaxError, ShapesError, UsageError
from newsgraph.pipeline.publishing import DATASET, ontology
from newsgraph.project import Project
from newsgraph.rdf import parse
from newsgraph.rdf.terms import Quad, Term
from newsgraph.shacl import Report, Shapes, base_of

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


def check(project: Project, data: Sequence[str], shapes: Sequence[Path]) -> Checked:
    """The report on all the data, by `shapes` or else by the project's, with the project's ontology for subclasses.

    Each file, and in it each named graph, is validated by itself: a union could hide what an article lacks, or find
    two of what each article has one of.

    Raises RdfSyntaxError, ShapesError or UsageError with the place.
    """
    if shapes:
        documents = [(sources.read_text(path, error=ShapesError), str(path.resolve())) for path in shapes]
    else:
        documents = [(text, file) for file, text in project.shapes.items()]
    compiled = Shapes.parse(documents)
    classes = ontology(project)
    reports = [compiled.validate(graph, ontology=classes) for name in _files(data) for graph in _graphs(name)]
    results = tuple(result for report in reports for result in report.results)
    return Checked(Report(results, reports[0].prefixes if reports else {}), compiled.notes)


def _graphs(name: str) -> Iterator[tuple[Quad, ...]]:
    """The graphs of a file, the default graph first; one that is empty only where there is no other."""
    if name == sources.STANDARD_INPUT:
        quads = parse.parse(sources.standard_input(), name="<stdin>")
    else:
        content = sources.read_bytes(Path(name), error=RdfSyntaxError)
        quads = parse.parse(content, name=name, base=base_of(str(Path(name).resolve())))
    graphs: dict[Term, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(quad[3], []).append(quad)
    yield from map(tuple, graphs.values() or ((),))


def _files(data: Sequence[str]) -> Iterator[str]:
    """The files named, and of a folder its dataset.trig, or else each RDF file in it."""
    for name in data:
        path = Path(name)
        if name == sources.STANDARD_INPUT:
            yield name
        elif not sources.is_there(name):
            raise UsageError(f"{name or repr(name)}: there is no such file or folder")
        elif not path.is_dir():
            yield str(path)
        elif (path / DATASET).is_file():
            yield str(path / DATASET)
        else:
            found = sorted(file for file in path.iterdir() if file.suffix.removeprefix(".") in parse.SUFFIXES)
            if not found:
                raise UsageError(f"{name}: this folder holds neither {DATASET} nor another RDF file")
            yield from map(str, found)
