"""The extractor finds in the samples what a careful editor takes from them, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import scoring

from newsgraph.facts import Document

GOLD = Path(__file__).parent
ARTICLES = GOLD.parents[1] / "articles"

PRECISION = 1.0
RECALL = 0.9


@pytest.fixture(scope="module")
def comparisons(read_article: Callable[[Path], Document]) -> dict[str, scoring.Comparison]:
    compared = {}
    for path in sorted(ARTICLES.glob("*.txt")):
        document = read_article(path)
        compared[path.stem] = scoring.compare(
            expected(path.stem), scoring.found_annotation(document), document.article.body
        )
    return compared


def report(comparisons: dict[str, scoring.Comparison]) -> str:
    lines = [f"{stem}: {d}" for stem, comparison in comparisons.items() for d in comparison.differences]
    return "\n".join([*lines, scoring.table(scoring.total(comparisons.values()))])


def test_every_sample_has_an_expected_file_and_the_reverse() -> None:
    assert {p.stem for p in ARTICLES.glob("*.txt")} == {p.name.split(".")[0] for p in GOLD.glob("*.expected.json")}


def test_samples_give_no_false_fact(comparisons: dict[str, scoring.Comparison]) -> None:
    score = scoring.total(comparisons.values()).total
    assert score.precision >= PRECISION, report(comparisons)


def test_samples_give_nine_facts_in_ten(
    comparisons: dict[str, scoring.Comparison], capsys: pytest.CaptureFixture[str]
) -> None:
    total = scoring.total(comparisons.values())
    with capsys.disabled():
        print(f"\n{scoring.table(total)}")
    score = total.total
    assert score.recall >= RECALL, report(comparisons)


def test_sample_without_facts_gives_none(read_article: Callable[[Path], Document]) -> None:
    without = [p for p in sorted(ARTICLES.glob("*.txt")) if not expected(p.stem).claims]
    assert without
    assert [p.stem for p in without if read_article(p).facts] == []


def expected(stem: str) -> scoring.Annotation:
    return scoring.read_expected(GOLD / f"{stem}.expected.json")
