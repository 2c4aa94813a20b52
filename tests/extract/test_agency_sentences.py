"""Single sentences in the manner of news agencies: the tables say what each must and may give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

TABLES = tuple(
    Path(__file__).with_name(f"{name}.tsv")
    for name in (
        "sentences",
        "traps",
        "more_sentences",
        "meetings",
        "sanctions_and_alliances",
        "doubts",
        "wire_alliances",
        "wire_meetings",
        "wire_sanctions",
        "wire_constructions",
    )
)
ANY = "?"


class Fact(Protocol):
    type: str
    realis: str
    phase: str
    roles: dict[str, frozenset[str]]
    date: str | None
    stated_by: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    optional: bool
    head: tuple[str, str, str]
    roles: dict[str, frozenset[str]]
    date: str | None
    by: str | None

    def fits(self, fact: Fact) -> bool:
        return (
            (fact.type, fact.realis, fact.phase) == self.head
            and fact.roles == self.roles
            and self.date in (ANY, fact.date)
            and self.by in (ANY, fact.stated_by)
        )


def wanted(cell: str) -> Iterator[Wanted]:
    for part in filter(None, (part.strip() for part in cell.split(" ## "))):
        head, *fields = (word.strip() for word in part.removeprefix("?").split(";"))
        values = dict(field.split("=", 1) for field in fields)
        date, by = values.pop("date", None), values.pop("by", None)
        kind, realis, phase = head.split()
        roles = {role: frozenset(names.split("|")) for role, names in values.items()}
        yield Wanted(part.startswith("?"), (kind, realis, phase), roles, date, by)


def rows() -> list[tuple[str, str]]:
    texts = [table.read_text(encoding="utf-8") for table in TABLES]
    lines = [line for text in texts for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.partition("\t")[0], line.partition("\t")[2]) for line in lines]


def test_there_are_enough_sentences() -> None:
    assert len(rows()) >= 120


@pytest.mark.parametrize(("text", "cell"), rows())
def test_sentence_gives_what_it_says_and_no_more(text: str, cell: str, read: Callable[[str], list[Fact]]) -> None:
    facts = read(text)
    open_facts = list(wanted(cell))
    for fact in facts:
        match = next((fact_wanted for fact_wanted in open_facts if fact_wanted.fits(fact)), None)
        assert match is not None, f"not in the sentence: {fact}"
        open_facts.remove(match)
    assert [missing for missing in open_facts if not missing.optional] == []
