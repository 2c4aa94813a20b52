"""Paths to the RDF files that are meant by them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from newsgraph import sources
from newsgraph.errors import InputError, Place

# The file that holds every published graph under its name.
DATASET = "dataset.trig"
# The folder that holds them where they are too many for one file, and the list of the shards in it.
SHARDS, INDEX = "dataset", "index.tsv"
# Of files of one stem the first is read: STEM.ttl and STEM.jsonld hold the same graph.
SUFFIXES = (".trig", ".nq", ".ttl", ".nt", ".rdf", ".owl", ".jsonld")

_HEADER = "shard\tarticles\tbytes\tsha256"


@dataclass(frozen=True, slots=True)
class Shard:
    """A line of the index: a file of the dataset, how many graphs and bytes it has, and its digest."""

    name: str
    articles: int
    size: int
    sha256: str


def files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Each file as it is; of a folder its dataset, else every RDF file in it, one of each stem.

    The path "-" is standard input.

    Raises InputError where a path is not there, a folder holds no RDF, or a dataset is not whole.
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


def dataset(folder: Path) -> tuple[Path, ...]:
    """The files of the dataset that a build wrote: dataset.trig, or the shards by their index; none where none is.

    Raises InputError where shards are not as the index says.
    """
    if (folder / DATASET).is_file():
        return (folder / DATASET,)
    if not (folder / SHARDS).is_dir():
        return ()
    index = folder / SHARDS / INDEX
    if not index.is_file():
        message = f"these shards have no {INDEX}, for the build that writes them has not ended; build again"
        raise InputError(message, Place(str(index.parent)))
    shards = index_of(sources.read_text(index), str(index))
    paths = tuple(index.parent / shard.name for shard in shards)
    for path, shard in zip(paths, shards, strict=True):
        if not path.is_file() or sources.size(path) != shard.size:
            raise InputError(f"this shard is not as {index} says; build again", Place(str(path)))
    return paths


def index_text(shards: Iterable[Shard]) -> bytes:
    """The index as it is written: a header, and a line for each shard, in the order of the graphs."""
    lines = (f"{shard.name}\t{shard.articles}\t{shard.size}\t{shard.sha256}" for shard in shards)
    return "".join(f"{line}\n" for line in (_HEADER, *lines)).encode()


def index_of(text: str, file: str) -> tuple[Shard, ...]:
    """The shards of an index; `index_of(index_text(shards)) == shards`.

    Raises InputError, with the line, for what is none.
    """
    header, *lines = text.splitlines() or [""]
    if header != _HEADER:
        raise InputError(f"this is no index of shards; expected {_HEADER!r}", Place(file, 1))
    return tuple(_shard(line, Place(file, number)) for number, line in enumerate(lines, start=2))


def _shard(line: str, place: Place) -> Shard:
    fields = line.split("\t")
    if len(fields) != 4 or not (fields[1].isdecimal() and fields[2].isdecimal()) or Path(fields[0]).name != fields[0]:
        raise InputError(f"this is no shard; expected {_HEADER!r}", place)
    return Shard(fields[0], int(fields[1]), int(fields[2]), fields[3])


def _in_folder(folder: Path) -> list[Path]:
    if found := dataset(folder):
        return list(found)
    by_stem: dict[str, Path] = {}
    for suffix in SUFFIXES:
        for path in sorted(folder.glob(f"*{suffix}")):
            by_stem.setdefault(path.stem, path)
    if not by_stem:
        expected = ", ".join(f"*{suffix}" for suffix in SUFFIXES)
        raise InputError(f"this folder holds no RDF; expected {DATASET} or any of {expected}", Place(str(folder)))
    return sorted(by_stem.values())
