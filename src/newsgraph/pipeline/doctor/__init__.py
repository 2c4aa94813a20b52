"""newsgraph doctor: is all as it should be, and where not, how it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsgraph.errors import NewsgraphError
from newsgraph.pipeline.doctor import fair
from newsgraph.pipeline.doctor.environment import environment
from newsgraph.pipeline.doctor.finding import Finding, wrong
from newsgraph.pipeline.doctor.outputs import is_site, output_findings, site_findings
from newsgraph.pipeline.doctor.projects import project_findings
from newsgraph.project import Project

__all__ = ["Finding", "examine"]


def examine(root: Path | None, folder: Path | None, *, is_fair: bool) -> Iterator[tuple[str, Finding]]:
    """All findings, each under its heading: the environment, the project, and the output or site in `folder`.

    `is_fair` asks for the checks of FAIR data as well. Nothing is raised for what is wrong: that is a finding.
    """
    yield from (("environment", each) for each in environment(folder or Path()))
    try:
        project = Project.load(root)
    except NewsgraphError as error:
        yield "project", wrong("project", str(error), "mend newsgraph.toml, or name another --project")
        return
    yield from (("project", each) for each in project_findings(project))
    if folder is not None:
        found = site_findings(folder) if is_site(folder) else output_findings(folder)
        yield from (("site" if is_site(folder) else "output", each) for each in found)
    if is_fair:
        try:
            yield from (("fair", each) for each in fair.ontology_findings(project))
        except NewsgraphError as error:
            yield "fair", wrong("ontology", str(error), "mend it there")
        if folder is not None and is_site(folder):
            yield from (("fair", each) for each in fair.dataset_findings(folder))
