"""The site of a generated dataset: all of it anew, then one changed article.

The dataset is that of the sample articles, its graphs said again under other names until it has so many resources with
a page: articles, facts, situations, people, organizations, countries and places. Each copy has names of its own, but
for the countries, which all share. Times are of the command as a user runs it; processor time is of all processes.

    python bench/site.py --resources 45000
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
_OWN = re.compile(r"(?<=id/)(article|person|organization|place|meeting|sanction|alliance)/([^>/\s]+)")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--resources", type=int, default=45_000)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsgraph-bench-") as folder:
        output = Path(folder) / "output"
        output.mkdir()
        generate(output / "dataset.trig", options.resources)
        site = Path(folder) / "site"
        measured("all of it", output, site, options.jobs)
        measured("nothing changed", output, site, options.jobs)
        change(output / "dataset.trig")
        measured("one article changed", output, site, options.jobs)


def generate(path: Path, resources: int) -> None:
    """Write the sample graphs, renamed for each copy, without prefixes so that the names are whole."""
    from newsgraph.publish.blocks import parsed, pieces

    samples = [parsed(piece, "sample") for piece in pieces((ROOT / "output" / "dataset.trig").open("rb"))]
    described = re.compile(r"ns#(Article|Claim|Situation|Person|Organization|Place)>\Z")
    made = copy = 0
    with path.open("w", encoding="utf-8") as file:
        while made < resources:
            for quads in samples:
                made += len({s for s, p, o, _ in quads if "-syntax-ns#type>" in p and described.search(o)})
                graph = _copied(quads[0][3], copy)
                file.write(f"@prefix c{copy}: <https://copy.example/> .\n\n{graph} {{\n")
                file.writelines(f"    {' '.join(_copied(term, copy) for term in quad[:3])} .\n" for quad in quads)
                file.write("}\n\n")
            copy += 1


def _copied(term: str, copy: int) -> str:
    if term.startswith("<"):
        return _OWN.sub(rf"\1/c{copy}-\2", term)
    return term


def change(path: Path) -> None:
    """Another headline for one article in the midst."""
    text = path.read_text(encoding="utf-8")
    at = text.index("World powers lift", len(text) // 2)
    path.write_text(f"{text[:at]}All {text[at:]}", encoding="utf-8")


def measured(what: str, output: Path, site: Path, jobs: int) -> None:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "newsgraph", "site", str(output), "-o", str(site), "--jobs", str(jobs)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = after.ru_maxrss // 1024  # the greatest of any process so far
    print(f"{what}: {wall:.2f} s, processor {cpu:.2f} s, at most {memory} MB a process\n    {told}", flush=True)


if __name__ == "__main__":
    main()
