"""What a build or a site has written: whether it is whole, and of one piece."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsgraph import sources
from newsgraph.errors import InputError, NewsgraphError
from newsgraph.link import sssom
from newsgraph.pipeline.doctor.finding import Finding, judged, note, well, wrong
from newsgraph.pipeline.reading import REJECTED, REPORT
from newsgraph.publish import manifest
from newsgraph.publish.layout import MANIFEST
from newsgraph.rdf import parse
from newsgraph.store.loading import files

_FEW = 5


def is_site(folder: Path) -> bool:
    return (folder / MANIFEST).is_file()


def output_findings(folder: Path) -> Iterator[Finding]:
    """Look at what `newsgraph build` wrote to a folder, and at the link file beside it."""
    if not folder.is_dir():
        yield wrong("output", f"{folder} is no folder", "'newsgraph build articles/ -o DIR' makes one")
        return
    try:
        paths = files([folder])
        graphs: dict[str, int] = {}
        for path in paths:
            for quad in parse.parse(sources.read_bytes(path), name=str(path)):
                graphs[quad[3]] = graphs.get(quad[3], 0) + 1
    except InputError as error:
        yield wrong("dataset", str(error), "build again")
        return
    yield well("dataset", f"{sum(graphs.values()):,} quads in {len(graphs):,} graphs")
    by_stem = {path.stem for path in folder.glob("*.ttl")}
    pairs = {path.stem for path in folder.glob("*.jsonld")}
    alone = sorted(by_stem ^ pairs)
    yield judged(
        "articles",
        not alone,
        f"{len(by_stem):,}, each as Turtle and JSON-LD",
        f"{len(alone)} lack one of Turtle and JSON-LD: {', '.join(alone[:_FEW])}",
        "build them again",
    )
    if by_stem and len(by_stem) != len(graphs):
        yield wrong(
            "dataset",
            f"it has {len(graphs):,} articles, and the folder {len(by_stem):,}",
            "files of earlier builds are left, or the dataset is older: build all of it again",
        )
    rejected = len(list((folder / REJECTED).glob(f"*{REPORT}")))
    if rejected:
        yield note("rejected", f"{rejected} articles are not published", f"read the reports in {folder / REJECTED}")
    yield from _link_file(folder)
    hidden = [path.name for path in folder.glob(".*.partial")]
    if hidden:
        yield note("leftovers", f"a killed process left {', '.join(hidden[:_FEW])}", "the next build removes them")


def _link_file(folder: Path) -> Iterator[Finding]:
    path = folder / sssom.FILE
    if not path.is_file():
        return
    try:
        links = sssom.read(path)
    except NewsgraphError as error:
        yield wrong("link file", str(error), "mend that line, or take it away")
        return
    yield well("link file", f"{len(links.lines):,} lines on {len(links.subjects):,} entities")


def site_findings(folder: Path) -> Iterator[Finding]:
    """Look whether a site has the files of its manifest, and no others."""
    try:
        listed = manifest.known(folder)
    except InputError as error:
        yield wrong("site", str(error), "make the site again")
        return
    missing = [name for name in listed if not (folder / name).is_file()]
    changed = [
        name
        for name, digest in listed.items()
        if name not in missing and manifest.digest(sources.read_bytes(folder / name)) != digest
    ]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    foreign = sorted(there - listed.keys() - {MANIFEST})
    fix = "make the site again"
    yield judged("site", not missing, f"all {len(listed):,} files are there", _some("files are missing", missing), fix)
    yield judged("site", not changed, "each as it was made", _some("files have changed since", changed), fix)
    if foreign:
        yield note("site", _some("files are not of it, and are not served", foreign), "take them away")


def _some(what: str, names: list[str]) -> str:
    return f"{len(names)} {what}: {', '.join(names[:_FEW])}" + (", ..." if len(names) > _FEW else "")
