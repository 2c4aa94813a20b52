"""What Newsgraph runs on: Python, the libraries and extras that are installed, the disk, the locale."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

from newsgraph import __version__, sinks
from newsgraph.errors import OutputError
from newsgraph.pipeline.doctor.finding import Finding, judged, note, well, wrong

_PACKAGE = "newsgraph"
_OF_DEVELOPERS = {"test", "dev"}
_LITTLE = 1 << 30  # bytes


def environment(folder: Path) -> Iterator[Finding]:
    """Look at everything that a build into `folder` needs of the machine."""
    yield well("newsgraph", __version__)
    yield well("Python", f"{sys.version.split()[0]} ({sys.platform})")
    yield from _libraries()
    encoding = sys.getfilesystemencoding().lower().replace("-", "")
    yield judged(
        "file names",
        encoding == "utf8",
        "UTF-8",
        f"they are in {sys.getfilesystemencoding()}, so articles with other letters in their names cannot be written",
        "set PYTHONUTF8=1 or a UTF-8 locale",
    )
    yield _disk("disk", folder)
    yield _disk("temporary files", Path(tempfile.gettempdir()))
    yield _writable(folder)
    cores = os.cpu_count() or 1
    yield well("cores", f"{cores}; 'build --jobs {cores}' uses all")
    if not hasattr(os, "fork"):
        yield note("processes", "no fork() here, so 'newsgraph serve' answers no SPARQL")


def _libraries() -> Iterator[Finding]:
    try:
        requirements = [Requirement(text) for text in importlib.metadata.requires(_PACKAGE) or ()]
    except importlib.metadata.PackageNotFoundError:
        yield wrong("libraries", "newsgraph is not installed as a package", "pip install it, so that they are known")
        return
    for requirement in requirements:
        if requirement.marker is None:
            yield _library(requirement)
    extras = importlib.metadata.metadata(_PACKAGE).get_all("Provides-Extra") or []
    for extra in sorted(set(extras) - _OF_DEVELOPERS):
        needed = [each for each in requirements if each.marker is not None and each.marker.evaluate({"extra": extra})]
        missing = [each.name for each in needed if each.name != _PACKAGE and _version(each.name) is None]
        if missing:
            fix = f"pip install 'newsgraph[{extra}]' where you need it"
            yield note(f"extra {extra}", f"not installed ({', '.join(missing)})", fix)
        else:
            yield from (_library(each, f"extra {extra}: ") for each in needed if each.name != _PACKAGE)


def _library(requirement: Requirement, of: str = "") -> Finding:
    about = f"{of}{requirement.name}"
    version = _version(requirement.name)
    fix = f"pip install '{requirement.name}{requirement.specifier}'"
    if version is None:
        return wrong(about, "not installed", fix)
    return judged(
        about,
        requirement.specifier.contains(version, prereleases=True),
        version,
        f"{version}, and {requirement.specifier} is needed",
        fix,
    )


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _disk(about: str, folder: Path) -> Finding:
    there = next(path for path in (folder, *folder.absolute().parents) if path.is_dir())
    free = shutil.disk_usage(there).free
    return judged(
        about,
        free >= _LITTLE,
        f"{free / 1e9:,.0f} GB free in {there}",
        f"{free / 1e6:,.0f} MB free in {there}",
        "make room, or name another folder",
    )


def _writable(folder: Path) -> Finding:
    there = next(path for path in (folder, *folder.absolute().parents) if path.is_dir())
    probe = there / f".newsgraph-doctor-{os.getpid()}"
    try:
        sinks.write(probe, b"")
        probe.unlink()
    except (OutputError, OSError) as error:
        return wrong(
            "writing", f"not possible in {there}: {error}", "give yourself the right to, or name another folder"
        )
    return well("writing", f"possible in {there}")
