"""What an article's outcome depends on besides the article: a project, an extractor, an engine, and this program."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import newsgraph
from newsgraph import __version__, sources
from newsgraph.pipeline.engines import COMPILED
from newsgraph.pipeline.extractors import RULES
from newsgraph.pipeline.inputs import Unit
from newsgraph.pipeline.publishing import Pipeline
from newsgraph.pipeline.reading import Extractor
from newsgraph.project import Project

# Libraries whose next version may decide or write otherwise.
_LIBRARIES = ("rdflib", "pyshacl", "owlrl", "pyoxigraph", "PyLD", "msgspec", "PyYAML", "lxml", "trafilatura")


@dataclass(frozen=True, slots=True)
class Recipe:
    """By which rules and engines outcomes are made; nothing is extracted of articles whose ids are `reviewed`."""

    project: Project
    extractor: str = RULES
    engine: str = COMPILED
    reviewed: frozenset[str] = frozenset()

    def pipeline(self) -> Pipeline:
        """The stages, compiled; raises InputError with file, line and column for what is wrong in the project."""
        return Pipeline(self.project, self.extractor, self.reviewed, engine=self.engine)

    def digest(self) -> bytes:
        """What two builds share whose outcomes of a unit are the same: every text, version and name that they use.

        Of functions of the project's own it knows the module that is named, and not what that reads or imports.

        Raises InputError for a project that cannot be read, or a model that cannot be loaded.
        """
        project = self.project.digest
        if self.extractor != RULES:
            project = Extractor(self.project, self.extractor).digest
        parts = (program(), project, self.extractor, self.engine)
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=20).digest()


@cache
def program() -> str:
    """The version of Newsgraph, the digest of its own code, and the versions of what it stands on."""
    return "\0".join((__version__, _code_digest(), platform.python_version(), *map(_version, _LIBRARIES)))


def _code_digest() -> str:
    """SHA-256 over the modules and tables of the program, which tells two states of a checkout apart."""
    digest = hashlib.sha256()
    package = Path(newsgraph.__file__).parent
    for path in sources.files(package, without=package / "_project"):
        if path.suffix in {".py", ".tsv"}:
            content = sources.read_bytes(path)
            digest.update(f"{path.relative_to(package).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def key(recipe: bytes, unit: Unit, content: bytes) -> bytes:
    """What an outcome is remembered by: the bytes of an article or of its facts, what is known of them, the recipe.

    The name and the line of the file are not in it: they are told, and change nothing that is published.
    """
    given = unit.given
    known = (unit.is_facts, given.identifier, given.url, given.fetched, given.charset)
    digest = hashlib.blake2b(recipe, digest_size=20)
    digest.update(repr(known).encode(errors="surrogatepass"))
    digest.update(content)
    return digest.digest()
