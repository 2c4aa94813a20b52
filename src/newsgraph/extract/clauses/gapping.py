"""What a verb is said of once more without being repeated: "met X on Monday and Y on Thursday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.clauses.grammar import Arguments
from newsgraph.extract.clauses.lists import list_right
from newsgraph.extract.clauses.noun_phrases import is_person

if TYPE_CHECKING:
    from newsgraph.extract.clauses import Clauses


def gapped(clauses: Clauses, i: int) -> list[Arguments]:
    """What the verb group at i is said of once more, each with a day: "met X on Monday and Y on Thursday"."""
    first = clauses.arguments(i)
    if not first.dates:
        return []
    function = next((name for name in ("with", "object", "on", "to") if _is_named(first, name)), "")
    found: list[Arguments] = []
    j = first.end
    while function and clauses.kind(j) in ("CC", "COMMA"):
        j += 1 + (clauses.kind(j) == "COMMA" and clauses.kind(j + 1) == "CC")
        again = clauses.kind(j) == "P" and clauses.word(j) == function
        j += again
        if clauses.kind(j) != "NP" or clauses.chunks[j].mention is None or not (again or is_person(clauses, j)):
            break  # "X sanctioned Y on Monday and Z on Tuesday": Z may be either
        phrases, j, _ = list_right(clauses, j)
        other = {name: part for name, part in first.phrases.items() if name not in (function, "in", "at")}
        more = Arguments({**other, function: phrases})
        while clauses.kind(j) == "DATE" or (clauses.kind(j) == "P" and clauses.kind(j + 1) in ("NP", "DATE")):
            j += clauses.kind(j) == "P"
            if clauses.kind(j) == "DATE":
                more.dates.append(j)
            elif clauses.word(j - 1) in ("in", "at"):
                more.add(clauses.word(j - 1), [clauses.chunks[j]])
            else:
                break
            j += 1
        if not more.dates:
            break
        more.end = j
        found.append(more)
    return found


def _is_named(found: Arguments, function: str) -> bool:
    return any(phrase.mention is not None for phrase in found.phrases.get(function, ()))
