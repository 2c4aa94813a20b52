"""An item is told in words: as precisely as it is known, and with the offices of the article's day."""

from __future__ import annotations

from dataclasses import replace

from stubs import stub

from newsgraph.link.items import Snak, Statement, Time
from newsgraph.link.portrait import named_in, portrait

DATE = "2024-03-12"
PRESIDENCY = stub({"id": "Q9000000800", "label": "President of Freedonia"})
HUMAN = stub({"id": "Q5", "label": "human"})
RUFUS = stub(
    {
        "id": "Q9000000001",
        "label": "Rufus Firefly",
        "description": "a president",
        "claims": {
            "P31": ["Q5"],
            "P569": ["1890-10-02"],
            "P39": [
                {"value": "Q9000000800", "P580": "2020-01-01", "P582": "2025"},
                {"value": "Q9000000801"},
                {"value": "Q9000000802", "P580": "2001", "P582": "2004"},
                {"value": "Q9000000803", "P580": "2024-06-01"},
            ],
        },
    }
)
ITEMS = {item.id: item for item in (PRESIDENCY, HUMAN)}


def test_classes_are_named_and_dates_told() -> None:
    found = portrait(RUFUS, [DATE], ITEMS)
    assert (found.label, found.description) == ("Rufus Firefly", "a president")
    assert (found.classes, found.dates) == (("human (Q5)",), ("born 1890-10-02",))


def test_the_offices_are_those_of_the_day_and_those_that_may_be() -> None:
    assert portrait(RUFUS, [DATE, DATE], ITEMS).offices == (
        "2024-03-12: President of Freedonia (Q9000000800), from 2020-01-01 to 2025",
        "2024-03-12: Q9000000801, from when is not told",
    )


def test_what_its_labels_need_is_asked_for() -> None:
    assert list(named_in(RUFUS, [DATE])) == ["Q5", "Q9000000800", "Q9000000801"]


def test_a_date_is_no_more_precise_than_it_is_known() -> None:
    def told(snak: Snak) -> tuple[str, ...]:
        statement = Statement("Q9000000001$a", "normal", snak, {})
        return portrait(replace(RUFUS, statements={"P570": (statement,)}), [], {}).dates

    assert told(Snak("P570", "value", Time("1950", 8))) == ("died about 1950",)
    assert told(Snak("P570", "value", Time("1650-01-02", 11, julian=True))) == ("died 1650-01-02 (Julian)",)
    assert told(Snak("P570", "somevalue")) == ("died, it is not known when",)
    assert told(Snak("P570", "novalue")) == ()
