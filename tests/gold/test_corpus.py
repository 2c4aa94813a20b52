"""The corpus keeps its own rules: format, split, names and dates."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
import scoring

from newsgraph import news
from newsgraph.facts import is_date

GOLD = Path(__file__).parent
ARTICLES = GOLD.parents[1] / "articles"
SEEN = frozenset((GOLD / "seen.txt").read_text().split())
TEXTS = sorted([*ARTICLES.glob("*.txt"), *GOLD.glob("*/*.txt")])

every_text = pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)


def expected_file(text: Path) -> Path:
    folder = GOLD if text.parent == ARTICLES else text.parent
    return folder / f"{text.stem}.expected.json"


def test_there_are_forty_articles_and_more() -> None:
    assert len(TEXTS) >= 40


@every_text
def test_article_has_header_lines_and_a_body_of_its_length(text: Path) -> None:
    article = news.read(text.read_bytes(), file=text.name).article
    assert article.headline
    assert article.byline == "By Newsgraph sample desk"
    assert article.published == text.stem[:10]
    assert article.url.startswith("https://example.org/news/")
    assert 120 <= len(article.body.split()) <= 800


@every_text
def test_half_is_given_by_the_hash_of_the_stem(text: Path) -> None:
    if text.parent == ARTICLES:
        return
    even = int(hashlib.sha256(text.stem.encode()).hexdigest(), 16) % 2 == 0
    assert text.parent.name == ("dev" if even or text.stem in SEEN else "test")


@every_text
def test_facts_name_only_annotated_entities(text: Path) -> None:
    annotation = scoring.read_expected(expected_file(text))
    names = {name for _, name in annotation.entities} | annotation.optional_entities
    for claim in (*annotation.claims, *annotation.optional):
        used = {name for _, filled in claim.roles for name in filled} | ({claim.stated_by} - {None})
        assert used <= names, claim
    assert {role.of for role in annotation.roles | annotation.optional_roles} - {None} <= names


@every_text
def test_facts_have_known_values_and_dates(text: Path) -> None:
    annotation = scoring.read_expected(expected_file(text))
    roles = {
        "Sanction": {"imposedBy", "target"},
        "Meeting": {"participant", "place"},
        "Alliance": {"member", "organization"},
    }
    for claim in (*annotation.claims, *annotation.optional):
        assert claim.realis in {"actual", "denied", "planned", "possible"}, claim
        assert claim.phase in {"begun", "ended"}, claim
        assert {role for role, _ in claim.roles} <= roles[claim.type], claim
        assert all(is_date(date) for date in (claim.date, claim.earliest, claim.latest) if date), claim


@every_text
def test_no_required_actual_fact_is_dated_after_its_article(text: Path) -> None:
    published = text.stem[:10]
    for claim in scoring.read_expected(expected_file(text)).claims:
        if claim.realis == "actual" and claim.date:
            assert claim.date <= published, claim


@every_text
def test_people_and_places_stand_in_the_text(text: Path) -> None:
    body = news.read(text.read_bytes(), file=text.name).article.body
    annotation = scoring.read_expected(expected_file(text))
    named = {name for kind, name in annotation.entities if kind in {"Person", "Place"}} - annotation.optional_entities
    assert [name for name in named if name not in body.replace("’", "'")] == []


@every_text
def test_required_and_optional_facts_differ(text: Path) -> None:
    annotation = scoring.read_expected(expected_file(text))
    assert set(annotation.claims) & set(annotation.optional) == set()
    assert len(set(annotation.claims)) == len(annotation.claims)


@every_text
def test_annotation_scores_itself_as_perfect(text: Path) -> None:
    annotation = scoring.read_expected(expected_file(text))
    comparison = scoring.compare(annotation, annotation)
    assert comparison.total.missed == comparison.total.false == 0
    assert comparison.differences == ()


@every_text
def test_text_has_no_straight_quotes_nor_trailing_space(text: Path) -> None:
    assert not re.search(r"[\"']|[ \t]$", text.read_text(encoding="utf-8"), re.MULTILINE)
