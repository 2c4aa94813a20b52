"""Prints how faithful the extractor is on the gold articles: `python bench/fidelity.py [dev|test|samples ...]`.

Precision and recall of facts by type and realis, of entities and of roles, and every error. Exit status 0 always:
tests decide, this shows. `--summary` leaves out the errors, so that the test half can be run without being read.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "gold"))

import scoring  # noqa: E402 - its folder is on the path only now

from newsgraph import extract, news  # noqa: E402
from newsgraph.project import Project  # noqa: E402

GOLD = ROOT / "tests" / "gold"
SETS = {
    "samples": (ROOT / "articles", GOLD),
    "dev": (GOLD / "dev", GOLD / "dev"),
    "test": (GOLD / "test", GOLD / "test"),
}


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sets", nargs="*", choices=[*SETS, []], default=["dev", "test"], help="default: dev test")
    parser.add_argument("--summary", action="store_true", help="the tables alone, no errors")
    options = parser.parse_args()
    project = Project.load()
    gazetteer = extract.Gazetteer.load(project.gazetteer)
    rules = extract.Rules.load(((text, file) for file, text in project.extraction_rules.items()), gazetteer)
    for name in options.sets:
        texts, expected = SETS[name]
        comparisons = []
        print(f"== {name}")
        for path in sorted(texts.glob("*.txt")):
            document = extract.facts(
                news.read(path.read_bytes(), file=path.name, given=news.Given(path.stem)).article, rules
            )
            annotation = scoring.read_expected(expected / f"{path.stem}.expected.json")
            comparison = scoring.compare(annotation, scoring.found_annotation(document), document.article.body)
            comparisons.append(comparison)
            if not options.summary:
                show(path.stem, comparison)
        print(scoring.table(scoring.total(comparisons)), end="\n\n")


def show(stem: str, comparison: scoring.Comparison) -> None:
    """Every error of one article."""
    lists = {
        "entities missed": comparison.missed_names,
        "entities false": comparison.false_names,
        "roles missed": comparison.missed_roles,
        "roles false": comparison.false_roles,
    }
    if comparison.differences or any(lists.values()):
        print(f"-- {stem}: {comparison.total}")
    for difference in comparison.differences:
        print(f"  {difference}")
    for label, names in lists.items():
        if names:
            print(f"  {label}: {'; '.join(names)}")


if __name__ == "__main__":
    main()
