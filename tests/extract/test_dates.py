"""Expressions of time against the day of publication, a Wednesday: 4 September 2024."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsgraph import extract
from newsgraph.extract.timexes import date_length
from newsgraph.extract.tokens import tokenize
from newsgraph.facts import Document


@pytest.mark.parametrize(
    ("words", "value", "earliest", "latest"),
    [
        ("on Wednesday", "2024-09-04", None, None),
        ("on Thursday", "2024-08-29", None, None),
        ("on Tuesday morning", "2024-09-03", None, None),
        ("yesterday", "2024-09-03", None, None),
        ("on 5 March 2022", "2022-03-05", None, None),
        ("on March 5, 2022", "2022-03-05", None, None),
        ("on March 5", "2024-03-05", None, None),
        ("on Dec. 5", "2023-12-05", None, None),
        ("on Sept. 2", "2024-09-02", None, None),
        ("on Feb. 29", "2024-02-29", None, None),
        ("in March", "2024-03", None, None),
        ("in October", "2023-10", None, None),
        ("in March 2019", "2019-03", None, None),
        ("in 2019", "2019", None, None),
        ("in April last year", "2023-04", None, None),
        ("on April 5 of last year", "2023-04-05", None, None),
        ("last month", "2024-08", None, None),
        ("last year", "2023", None, None),
        ("two days ago", "2024-09-02", None, None),
        ("last July", None, "2023-07-01", "2024-07-31"),
        ("last November", "2023-11", None, None),
        ("last week", None, "2024-08-26", "2024-09-01"),
        ("earlier this month", None, "2024-09-01", "2024-09-04"),
        ("last Friday", "2024-08-30", None, None),
        ("last Tuesday", None, "2024-08-27", "2024-09-03"),
        ("last Sunday", None, "2024-08-25", "2024-09-01"),
        ("the same day", None, None, None),
        ("in early March", "2024-03", None, None),
        ("in mid-2019", "2019", None, None),
        ("in the first week of May", "2024-05", None, None),
        ("in the second quarter of 2020", "2020", None, None),
        ("at the end of last year", "2023", None, None),
        ("in the spring of 2019", "2019", None, None),
        ("in the winter of 2019", None, "2018-12-01", "2020-03-31"),
        ("in May last year", "2023-05", None, None),
        ("on 5 March last year", "2023-03-05", None, None),
        ("on Thursday of last week", "2024-08-29", None, None),
        ("on the 5th of March", "2024-03-05", None, None),
        ("on Sep. 2", "2024-09-02", None, None),
        ("this past Friday", "2024-08-30", None, None),
        ("last night", "2024-09-03", None, None),
        ("at the weekend", None, "2024-08-31", "2024-09-01"),
        ("on June 12-14", None, "2024-06-12", "2024-06-14"),
        ("on March 5 and 6", None, "2024-03-05", "2024-03-06"),
        ("from Monday to Wednesday", None, "2024-09-02", "2024-09-04"),
        ("between 3 and 5 March", None, "2024-03-03", "2024-03-05"),
        ("from March 30 to April 2", None, "2024-03-30", "2024-04-02"),
        ("between 2015 and 2019", None, "2015-01-01", "2019-12-31"),
        ("by March 2020", None, None, "2020-03-31"),
    ],
)
def test_time_is_as_precise_as_the_text(
    words: str, value: str | None, earliest: str | None, latest: str | None, document: Callable[..., Document]
) -> None:
    (fact,) = document(f"Canada sanctioned Viktor Yanukovych {words}.").facts
    assert fact.date is not None
    assert (fact.date.value, fact.date.earliest, fact.date.latest) == (value, earliest, latest)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Friday", "2024-09-06"),
        ("tomorrow", "2024-09-05"),
        ("next month", "2024-10"),
        ("in January", "2025-01"),
        ("next Tuesday", "2024-09-10"),
    ],
)
def test_what_lies_ahead_has_the_next_such_day(words: str, value: str, document: Callable[..., Document]) -> None:
    (fact,) = document(f"Emmanuel Macron will meet Olaf Scholz {words}.").facts
    assert fact.date is not None
    assert fact.date.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Canada froze trade on Friday. It sanctioned Viktor Yanukovych two days earlier.", "2024-08-28"),
        ("Canada froze trade on Friday. It sanctioned Viktor Yanukovych a day later.", "2024-08-31"),
        ("Canada froze trade on Friday. It sanctioned Viktor Yanukovych the same day.", "2024-08-30"),
        ("Canada froze trade on Friday. It sanctioned Viktor Yanukovych the following day.", "2024-08-31"),
        ("Canada froze trade on Friday and on Monday. It sanctioned Viktor Yanukovych a day later.", None),
    ],
)
def test_days_are_counted_from_the_one_day_that_was_named(
    text: str, value: str | None, document: Callable[..., Document]
) -> None:
    (fact,) = document(text).facts
    assert fact.date is not None
    assert fact.date.value == value


@pytest.mark.parametrize("words", ["on Wednesday", "in March", "last July", "two days ago", "yesterday"])
def test_without_a_day_of_publication_relative_time_has_no_value(words: str, document: Callable[..., Document]) -> None:
    (fact,) = document(f"Canada sanctioned Viktor Yanukovych {words}.", None).facts
    assert fact.date is not None
    assert (fact.date.value, fact.date.earliest, fact.date.latest) == (None, None, None)


def test_the_date_of_speaking_is_no_date_of_the_fact(document: Callable[..., Document]) -> None:
    (fact,) = document("Canada has sanctioned Viktor Yanukovych, Justin Trudeau said on Monday.").facts
    assert fact.date is None


@pytest.mark.parametrize("words", ["on February 30, 2022", "on 31 April", "on March 99"])
def test_a_day_that_no_calendar_has_gives_no_value(words: str, document: Callable[..., Document]) -> None:
    for fact in document(f"Canada sanctioned Viktor Yanukovych {words}.").facts:
        assert fact.date is None or fact.date.value is None or len(fact.date.value) < 10


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_a_month_before_or_after_the_calendar_gives_no_value(published: str, document: Callable[..., Document]) -> None:
    """Found by fuzzing: "in May", published on the first day of the year 1, was in the year 0."""
    found = document("Canada sanctioned Viktor Yanukovych in May. Belarus will join NATO in January.", published)
    assert [fact.date.value for fact in found.facts if fact.date is not None and fact.date.value is not None] in (
        ["0001-01"],
        ["9999-05"],
    )


def test_an_expression_of_time_begins_with_one_of_its_openers(rules: extract.Rules) -> None:
    """Dates are looked for only where such a word or a digit stands."""
    lexicon = rules.lexicon
    for example in rules.examples:
        tokens = tokenize(example.text, 0, len(example.text), lexicon.words["abbreviations"])
        dated = [token.low for i, token in enumerate(tokens) if date_length(tokens, i, lexicon)]
        assert all(low in lexicon.date_openers or low[0].isdecimal() for low in dated), example.text


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("at the weekend", "2024-09-07", "2024-09-08"),
        ("next weekend", "2024-09-07", "2024-09-15"),
        ("from Friday to Sunday", "2024-09-06", "2024-09-08"),
        ("by the end of the year", None, "2024-12-31"),
    ],
)
def test_what_lies_ahead_has_bounds_where_the_text_is_open(
    words: str, earliest: str | None, latest: str, document: Callable[..., Document]
) -> None:
    (fact,) = document(f"Emmanuel Macron will meet Olaf Scholz {words}.").facts
    assert fact.date is not None
    assert (fact.date.value, fact.date.earliest, fact.date.latest) == (None, earliest, latest)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Emmanuel Macron landed on Monday. Emmanuel Macron met Olaf Scholz a day later.", "2024-09-03"),
        ("On Tuesday the pope saw Emmanuel Macron, who had met Olaf Scholz two days earlier.", "2024-09-01"),
        ("Mali was named in 2012 and Canada imposed sanctions on Mali the following year.", "2013"),
        ("Emmanuel Macron will visit Rome on Monday and will meet Olaf Scholz the next day.", "2024-09-10"),
        ("Emmanuel Macron met Olaf Scholz two days earlier.", None),
    ],
)
def test_what_is_counted_from_another_date_needs_one(
    text: str, value: str | None, document: Callable[..., Document]
) -> None:
    assert {fact.date.value if fact.date else None for fact in document(text).facts} == {value}


def test_a_number_after_a_month_that_counts_something_is_no_day(document: Callable[..., Document]) -> None:
    (fact,) = document("Canada sanctioned Viktor Yanukovych on March 5 and 6 companies on Friday.").facts
    assert fact.date is not None
    assert fact.date.value == "2024-03-05"


def test_yesterday_in_a_quotation_is_counted_from_the_day_of_the_words(document: Callable[..., Document]) -> None:
    """Nobody says on Monday of Tuesday that it was yesterday; without a day of speech it stays open."""
    text = "“Emmanuel Macron met Olaf Scholz yesterday,” Donald Tusk said"
    dated = [fact.date.value for fact in document(f"{text} on Monday.").facts if fact.date]
    open_ = [(fact.date.value, fact.date.latest) for fact in document(f"{text}.").facts if fact.date]
    assert (dated, open_) == (["2024-09-01"], [(None, "2024-09-03")])
