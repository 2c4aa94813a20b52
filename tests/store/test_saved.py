"""The queries that come with Newsgraph."""

from __future__ import annotations

import pytest

from newsgraph.errors import UsageError
from newsgraph.rdf.terms import literal_parts
from newsgraph.store import Store, all_saved, saved


def answered(store: Store, name: str, *values: str, columns: str) -> list[tuple[str, ...]]:
    """The rows, by these columns, with nodes by the end of their IRIs."""
    answer = store.query(saved(name).bind(*values))
    positions = [answer.variables.index(column) for column in columns.split()]

    def text(term: str | None) -> str:
        if term is None:
            return ""
        return literal_parts(term).lexical if term.startswith('"') else term.rstrip(">").rpartition("/")[2]

    return [tuple(text(row[position]) for position in positions) for row in answer.rows]


def test_who_is_sanctioned_now_and_by_whose_word(store: Store) -> None:
    columns = "who by since standing said_by sentence article"
    assert answered(store, "who-is-sanctioned", columns=columns) == [
        ("ana", "y", "2023-07 to 2024-07", "attributed", "bo", "Yland sanctioned her last July, Li said.", "a")
    ]


def test_who_met_whom_where_and_when(store: Store) -> None:
    columns = "who with where when standing sentence"
    expected = [("ana", "bo", "x", "2024-09-04", "reported", "Ivanova met Li in Xland on Wednesday.")]
    assert answered(store, "who-met-whom", columns=columns) == expected
    assert answered(store, "who-met-whom", "LI", columns=columns) == expected
    assert answered(store, "who-met-whom", "nobody", columns=columns) == []


def test_alliances_that_are_denied_are_told_as_denied(store: Store) -> None:
    assert answered(store, "alliances", columns="members organization realis said_by sentence") == [
        ("Xland", "y", "denied", "ana", "Xland will never join, she said.")
    ]


def test_a_timeline_has_what_was_done_and_what_was_said(store: Store) -> None:
    assert answered(store, "timeline", "ivanova", columns="when role what realis others") == [
        ("2023-07 to 2024-07", "target", "Sanction", "actual", "Yland"),
        ("2024-09-04", "participant", "Meeting", "actual", "Bo Li"),
        ("", "statedBy", "Alliance", "denied", "Xland, Yland"),
    ]


def test_facts_by_article_come_in_the_order_of_the_text(store: Store) -> None:
    rows = answered(store, "facts-by-article", "meets", columns="what realis phase parties")
    assert rows == [
        ("Meeting", "actual", "begun", "participant Ana Ivanova; participant Bo Li"),
        ("Sanction", "actual", "begun", "imposedBy Yland; target Ana Ivanova"),
        ("Sanction", "actual", "ended", "imposedBy Yland; target Bo Li"),
        ("Sanction", "denied", "begun", "imposedBy Xland; target Bo Li"),
        ("Alliance", "denied", "begun", "member Xland; organization Yland"),
    ]


@pytest.mark.parametrize("value", ['"', "\\", "'", '") || (1=1', "\n", "}", "?who", "\u202e"])
def test_a_value_is_a_text_whatever_is_in_it(store: Store, value: str) -> None:
    assert answered(store, "timeline", value, columns="when") == []


def test_every_query_says_what_it_answers() -> None:
    assert [(query.name, len(query.parameters)) for query in all_saved() if query.title.endswith(".")] == [
        ("alliances", 0),
        ("facts-by-article", 1),
        ("meetings-by-party", 1),
        ("members-of-parliament-met", 1),
        ("sanctions-unknown-to-wikidata", 0),
        ("timeline", 1),
        ("who-is-sanctioned", 0),
        ("who-met-whom", 1),
    ]


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("timelin", (), "no saved query @timelin; did you mean @timeline?"),
        ("zzz", (), "no saved query @zzz; there are: @alliances, @facts-by-article, @meetings-by-party"),
        ("timeline", (), r"@timeline takes NAME \(NAME: the name of the person, or a part of it\); given: 0"),
        ("alliances", ("x",), "@alliances takes no value; given: 1"),
        ("who-met-whom", ("x", "y"), r"@who-met-whom takes \[NAME\]"),
        ("timeline", ("\ud800",), "cannot be asked for"),
    ],
)
def test_what_is_wrong_with_a_name_or_its_values_is_told(name: str, values: tuple[str, ...], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        saved(name).bind(*values)
