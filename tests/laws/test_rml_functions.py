"""Every function is total: whatever texts it is given, it gives values or refuses them with a ValueError."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.rml import functions
from newsgraph.rml.functions import Function, Parameter

TEXTS = (
    st.text(max_size=12)
    | st.integers(-(10**9), 10**9).map(str)
    | st.floats().map(repr)
    | st.datetimes().map(str)
    | st.sampled_from(
        ("true", "html", "dd MMM yyyy", "yyyy-MM-dd'T'HH:mm:ss.SSSX", "months", "/(a|b)*/", "en", "$1", "\\", "\ud800")
    )
)


def values(parameter: Parameter) -> st.SearchStrategy[Any]:
    """What a run may give for a parameter."""
    if parameter.many:
        return st.lists(TEXTS, max_size=4).map(tuple)
    return TEXTS if parameter.required else st.none() | TEXTS


def is_value(result: object) -> bool:
    if isinstance(result, Decimal):
        return result.is_finite() and abs(result.adjusted()) < 1000
    return isinstance(result, (str, bool, int))


@pytest.mark.parametrize("function", functions.FUNCTIONS, ids=lambda function: function.name)
@given(data=st.data())
def test_a_function_gives_values_or_refuses(function: Function, data: st.DataObject) -> None:
    """The same twice, as it is pure."""
    nulls = st.none() if function.takes_null else st.nothing()
    inputs = [
        data.draw(values(parameter) | (st.nothing() if parameter.many else nulls)) for parameter in function.parameters
    ]
    try:
        result = function.call(*inputs)
    except ValueError:
        return
    assert result is None or all(map(is_value, result if isinstance(result, tuple) else (result,)))
    assert function.call(*inputs) == result
