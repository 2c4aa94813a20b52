"""The rule extractor on articles of some 500 words, made of the samples' paragraphs: articles a second, and memory.

    python bench/extraction.py                  # 1,000 and 10,000 articles
    python bench/extraction.py 100000           # as many as you say: the memory stays
    python bench/extraction.py --markdown       # and write the table into README.md

One process reads one after another, on one core; the time is that of the processor.
"""

from __future__ import annotations

import argparse
import itertools
import platform
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsgraph import extract, news
from newsgraph.facts import Article
from newsgraph.project import Project

BENCH = Path(__file__).parent
SAMPLES = BENCH.parent / "articles"
README = BENCH / "README.md"
START, END = "<!-- bench/extraction.py writes from here -->\n", "<!-- to here: extraction -->\n"
WORDS = 500


@dataclass(frozen=True, slots=True)
class Run:
    """What reading so many articles took: words and facts read, seconds of the processor, greatest memory in bytes."""

    articles: int
    words: int
    facts: int
    seconds: float
    memory: int

    def line(self) -> str:
        """The row of the table; articles a second are of exactly 500 words."""
        rate = self.words / WORDS / self.seconds
        counts = f"| {self.articles:,} | {self.words:,} | {self.facts:,}"
        return f"{counts} | {self.seconds:.1f} s | **{rate:.0f}** | {self.memory / 1e6:.0f} MB |"


def rules() -> extract.Rules:
    project = Project.load()
    files = ((text, file) for file, text in project.extraction_rules.items())
    return extract.Rules.load(files, extract.Gazetteer.load(project.gazetteer))


def paragraphs() -> list[str]:
    """All paragraphs of the sample articles, in the order of the files."""
    found: list[str] = []
    for file in sorted(SAMPLES.glob("*.txt")):
        article = news.read(file.read_bytes(), file=file.name, given=news.Given(file.stem)).article
        found += [line for line in article.body.split("\n") if line.strip()]
    return found


def articles(texts: list[str]) -> Iterator[Article]:
    """Articles without end, each of paragraphs drawn by lot until it has its words; the same ones in every run."""
    lot = random.Random(500)  # noqa: S311 - the same articles in every run
    for number in itertools.count():
        chosen: list[str] = []
        words = 0
        while words < WORDS:
            chosen.append(lot.choice(texts))
            words += len(chosen[-1].split())
        yield Article(id=f"a{number}", published="2024-09-04", body="\n".join(chosen))


def measure(count: int) -> Run:
    """Read so many articles, in this process."""
    known, texts = rules(), paragraphs()
    words = facts = 0
    seconds = 0.0
    for article in itertools.islice(articles(texts), count):
        words += len(article.body.split())
        begun = time.process_time()
        facts += len(extract.facts(article, known).facts)
        seconds += time.process_time() - begun
    return Run(count, words, facts, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="*", type=int, default=[1_000, 10_000], help="how many articles")
    parser.add_argument("--markdown", action="store_true", help="write the table into bench/README.md")
    parser.add_argument("--row", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.row:
        print(measure(options.count[0]).line())
        return
    lines = [
        "| Articles | Words | Facts | Processor time | Articles of 500 words a second and core | Memory |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for count in options.count:  # each in a process of its own, whose memory is measured
        command = [sys.executable, __file__, "--row", str(count)]
        lines.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())
    lines += ["", f"Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}."]
    print("\n".join(lines))
    if options.markdown:
        text = README.read_text(encoding="utf-8")
        before, rest = text.split(START)
        table = "\n".join(lines)
        README.write_text(f"{before}{START}\n{table}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
