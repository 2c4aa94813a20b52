"""A recipe whose stages take no time, for the laws of the build itself: what is read is what is published.

An article that says REJECT does not conform, one that says WARN has a warning, one that says BROKEN is unreadable.
Run as a program it builds with that recipe, so that it can be killed: quick.py ARTICLES OUTPUT JOBS SHARD-SIZE.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsgraph import facts
from newsgraph.errors import InputError, Place
from newsgraph.facts import Article, Document
from newsgraph.pipeline import reading
from newsgraph.pipeline.build import Summary, build
from newsgraph.pipeline.inputs import Unit
from newsgraph.pipeline.journal import Journal
from newsgraph.pipeline.publishing import Built, Outcome, Refused, Superseded, Unreadable
from newsgraph.pipeline.recipe import Recipe, key
from newsgraph.pipeline.rejection import Finding, Report
from newsgraph.pipeline.reviewed import reviewed_in_files
from newsgraph.spooled import Lines


@dataclass(frozen=True, slots=True)
class QuickRecipe(Recipe):
    """Its rules are a word that stands in all that is published."""

    rules: str = ""

    def pipeline(self) -> QuickPipeline:  # type: ignore[override]
        return QuickPipeline(self)

    def digest(self) -> bytes:
        return hashlib.blake2b(self.rules.encode(), digest_size=20).digest()


@dataclass(frozen=True, slots=True)
class QuickPipeline:
    recipe: QuickRecipe
    notes: tuple[str, ...] = ("note: these are no real shapes",)

    def build(self, unit: Unit) -> Outcome:
        try:
            document = self._document(unit)
        except InputError as error:
            return Unreadable(unit.file, str(error))
        article = document.article
        body = hashlib.sha256(article.body.encode()).hexdigest()
        reviewed = document.reviewed is not None
        if not unit.is_facts and article.id in self.recipe.reviewed:
            return Superseded(article.id, unit.file, body)
        line = facts.encode(document) + b"\n"
        text = f"{self.recipe.rules} {article.id} {article.body}\n".encode()
        place = Place(unit.file, unit.given.line)
        if "REJECT" in article.body:
            finding = Finding("it says so", "Violation", article.id, place, (), (), ())
            return Refused(article.id, unit.file, Report(unit.file, (finding,)), line, body, reviewed)
        warnings = (f"{place}: warning: it says so",) if "WARN" in article.body else ()
        jsonld, trig = text * 2, b"# trig\n" + text * 3
        return Built(article.id, unit.file, text, jsonld, trig, line, 3, 1, warnings, body, reviewed)

    def _document(self, unit: Unit) -> Document:
        if unit.failure is not None:
            raise unit.failure
        content = unit.content or b""
        place = Place(unit.file, unit.given.line)
        if b"BROKEN" in content:
            raise InputError("this is broken", place)
        if unit.is_facts:
            return facts.decode(content, place)
        return Document(article=Article(id=unit.given.identifier or "none", body=content.decode()))


def run(
    paths: Sequence[Path],
    output: Path,
    *,
    rules: str = "",
    jobs: int = 1,
    shard_size: int = 1 << 28,
    prune: bool = False,
) -> Summary:
    """Build to the end."""
    summary = Summary()
    names = [str(path) for path in paths]
    recipe = QuickRecipe(None, reviewed=reviewed_in_files(reading.files(names)), rules=rules)  # type: ignore[arg-type]
    work = reading.units(names, skipped=Lines(), output=output)
    for _ in build(recipe, work, output, jobs=jobs, summary=summary, shard_size=shard_size, prune=prune):
        pass
    return summary


def known(articles: Path, output: Path) -> int:
    """How many articles of a folder a build would take as they are, as far as the journal alone tells."""
    if not (output / ".build").is_dir():
        return 0
    recipe = QuickRecipe(None).digest()  # type: ignore[arg-type]
    with Journal.at(output / ".build") as journal:
        rows = (
            journal.get(key(recipe, unit, unit.content or b""))
            for unit in reading.units([str(articles)], skipped=Lines())
        )
        return sum(row is not None and row.unit.verdict == "published" for row in rows)


if __name__ == "__main__":
    import quick  # so that other processes find the recipe by the name of its module

    articles, out, processes, size = sys.argv[1:]
    quick.run([Path(articles)], Path(out), jobs=int(processes), shard_size=int(size))
