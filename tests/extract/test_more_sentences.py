"""More frames, lists and references, each beside near neighbours that say nothing, in the form of sentences.tsv."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

TABLE = Path(__file__).with_name("more_sentences.tsv")


class Fact(Protocol):
    type: str
    realis: str
    phase: str
    roles: dict[str, frozenset[str]]
    date: str | None
    stated_by: str | None


def rows() -> list[tuple[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [
        (text, cell) for text, _, cell in (row.partition("\t") for row in lines) if text and not text.startswith("#")
    ]


def says(part: str, fact: Fact) -> bool:
    """Whether a part of the second column is this fact; "?" for a date leaves it open."""
    head, *fields = (word.strip() for word in part.removeprefix("?").split(";"))
    values = dict(field.split("=", 1) for field in fields)
    date, by = values.pop("date", None), values.pop("by", None)
    roles = {role: frozenset(names.split("|")) for role, names in values.items()}
    return (
        head.split() == [fact.type, fact.realis, fact.phase]
        and fact.roles == roles
        and date in ("?", fact.date)
        and by == fact.stated_by
    )


@pytest.mark.parametrize(("text", "cell"), rows())
def test_sentence_gives_what_it_says_and_no_more(text: str, cell: str, read: Callable[[str], list[Fact]]) -> None:
    parts = [part.strip() for part in cell.split(" ## ") if part.strip()]
    for fact in read(text):
        part = next((part for part in parts if says(part, fact)), None)
        assert part is not None, f"not in the sentence: {fact}"
        parts.remove(part)
    assert [part for part in parts if not part.startswith("?")] == []
