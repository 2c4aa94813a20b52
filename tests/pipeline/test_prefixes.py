"""The prefixes of published documents, whatever a project calls its fact types."""

from __future__ import annotations

import pytest

from newsgraph.facttypes import FactType
from newsgraph.pipeline.publishing import prefixes_of
from newsgraph.rdf import turtle
from newsgraph.vocab import PREFIXES

BASE = "https://desk.example/id/"


def test_each_kind_of_thing_has_a_prefix_under_the_base() -> None:
    prefixes = prefixes_of(BASE, [FactType("ArmsDeal", ())])
    assert prefixes["person"] == f"{BASE}person/"
    assert prefixes["armsdeal"] == f"{BASE}armsdeal/"


@pytest.mark.parametrize("name", ["2Deal", "-", "\u00aa", "a b", "Сделка", "NG"])
def test_no_name_of_a_fact_type_keeps_a_document_from_being_written(name: str) -> None:
    prefixes = prefixes_of(BASE, [FactType(name, ())])
    triple = (f"<{BASE}x>", f"<{PREFIXES['ng']}date>", '"x"')
    assert "ng:date" in turtle.serialise([triple], prefixes=prefixes)
