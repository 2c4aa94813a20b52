"""A wrong name and the right ones to "; did you mean ...?"."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """The tail of an error's message: the nearest of `names`, or nothing where none is near."""
    known = sorted(set(names))
    folded = {known_name.lower(): known_name for known_name in reversed(known)}
    near = difflib.get_close_matches(name, known, 1, 0.6) or [
        folded[match] for match in difflib.get_close_matches(name.lower(), sorted(folded), 1, 0.6)
    ]
    return f"; did you mean '{near[0]}'?" if near else ""
