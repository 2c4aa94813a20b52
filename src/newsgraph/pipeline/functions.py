"""The functions that a project declares to those that its mappings may call."""

from __future__ import annotations

from newsgraph import rml
from newsgraph.project import Project


def own_functions(project: Project) -> tuple[rml.PythonFunction, ...]:
    """The functions that a project's configuration declares, for its mappings."""
    return tuple(
        rml.PythonFunction(declared.iri, declared.target, project.root, declared.place, declared.parameters)
        for declared in project.functions
    )
