"""Where the link file and the cache of a desk lie: in its project, or else in the working folder.

Neither lies in the output, which may be removed and built anew: decisions of people cannot.
"""

from __future__ import annotations

from pathlib import Path

from newsgraph.link import sssom
from newsgraph.project import CONFIGURATION, Project

CACHE = "wikidata.sqlite"


def link_file(project: Project) -> Path:
    """The link file where none is named."""
    return _home(project) / sssom.FILE


def cache_file(project: Project) -> Path:
    """The cache of what Wikidata answered: what the settings name, or else one beside the link file."""
    return _home(project) / (project.link.cache or CACHE)


def _home(project: Project) -> Path:
    return project.root if (project.root / CONFIGURATION).is_file() else Path()
