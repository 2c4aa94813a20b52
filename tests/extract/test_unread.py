"""What is too long to be read is told, and not passed over in silence."""

from __future__ import annotations

from newsgraph import extract
from newsgraph.facts import Article, Evidence

LONG = "Olaf Scholz met " + ", ".join(["Donald Tusk"] * 200) + "."


def unread(article: Article, rules: extract.Rules) -> tuple[Evidence, ...]:
    reader = extract.Reader(article, rules)
    reader.document()
    return reader.unread


def test_a_sentence_that_is_too_long_is_named(rules: extract.Rules) -> None:
    article = Article(id="a", published="2024-09-04", body=f"It rained. {LONG} The sun shone.")
    assert len(LONG) > extract.LONGEST_SENTENCE
    assert [e.exact for e in unread(article, rules)] == [LONG]
    assert extract.facts(article, rules).facts == ()


def test_what_is_read_is_not_named(rules: extract.Rules) -> None:
    assert unread(Article(id="a", body="Olaf Scholz met Donald Tusk. It rained."), rules) == ()
