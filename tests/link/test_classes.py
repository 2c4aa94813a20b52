"""A class fits, is excluded, or is unknown while something above it is."""

from __future__ import annotations

from typing import get_args

import pytest
from stubs import stub

from newsgraph.link.classes import ROOTS, Classes
from newsgraph.link.subjects import Type


def of(*classes: str) -> object:
    return stub({"id": "Q9000000001", "label": "x", "claims": {"P31": classes}})


@pytest.mark.parametrize(
    ("kind", "classes", "expected"),
    [
        ("Person", ("Q5",), "fits"),
        ("Person", ("Q15632617",), "excluded"),
        ("Person", (), "unknown"),
        ("Place", ("Q1093829",), "fits"),
        ("Place", ("Q9000000500",), "unknown"),
        ("Organization", ("Q740752",), "fits"),
        ("Country", ("Q3024240",), "fits"),
    ],
)
def test_the_shipped_classes(kind: Type, classes: tuple[str, ...], expected: str) -> None:
    assert Classes.shipped().fit(kind, of(*classes)) == expected  # type: ignore[arg-type]


def test_what_is_looked_up_settles_what_was_unknown() -> None:
    item = of("Q9000000500")
    known = Classes.shipped()
    assert known.unknown("Place", item) == {"Q9000000500"}  # type: ignore[arg-type]
    assert known.extended({"Q9000000500": ("Q515",)}).fit("Place", item) == "fits"  # type: ignore[arg-type]
    assert known.extended({"Q9000000500": ()}).fit("Place", item) == "excluded"  # type: ignore[arg-type]


def test_a_circle_of_classes_ends() -> None:
    circle = Classes({"Q1": ("Q2",), "Q2": ("Q1",)})
    assert circle.fit("Place", of("Q1")) == "excluded"  # type: ignore[arg-type]


def test_each_type_has_roots() -> None:
    assert set(ROOTS) == set(get_args(Type))
