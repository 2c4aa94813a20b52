"""Paths to the RDF files that are meant by them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newsgraph import sources
from newsgraph.errors import InputError, Place

# The file that holds every published graph under its name.
DATASET = "dataset.trig"
# Of files of one stem the first is read: STEM.ttl and STEM.jsonld hold the same graph.
SUFFIXES = (".trig", ".nq", ".ttl", ".nt", ".rdf", ".owl", ".jsonld")


def files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Each file as it is; of a folder its dataset.trig, else every RDF file in it, one of each stem.

    The path "-" is standard input.

    Raises InputError where a path is not there, or a folder holds no RDF.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_in_folder(path)))
        elif path.exists() or str(path) == sources.STANDARD_INPUT:
            found[path] = None
        else:
            raise InputError("there is no such file or folder", Place(str(path)))
    return tuple(found)


def _in_folder(folder: Path) -> list[Path]:
    dataset = folder / DATASET
    if dataset.is_file():
        return [dataset]
    by_stem: dict[str, Path] = {}
    for suffix in SUFFIXES:
        for path in sorted(folder.glob(f"*{suffix}")):
            by_stem.setdefault(path.stem, path)
    if not by_stem:
        expected = ", ".join(f"*{suffix}" for suffix in SUFFIXES)
        raise InputError(f"this folder holds no RDF; expected {DATASET} or any of {expected}", Place(str(folder)))
    return sorted(by_stem.values())
