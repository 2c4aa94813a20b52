"""The tokens that date an event: in the verb's own clause, before it, or in a relative clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract import timexes
from newsgraph.extract.clauses.control import control_of
from newsgraph.extract.clauses.journeys import VISITING, journey_before

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Arguments, Subject

LASTING = frozenset({"be", "remain", "stay", "have", "keep", "maintain", "face", "belong"})
_REPEATED = frozenset({"repeatedly", "twice", "times", "often", "frequently", "regularly"})
_BEFORE_DATE = timexes.SHADES | {"back"}  # "Early on Monday", "Back in 2004"


def date_in_clause(clauses: Clauses, i: int, subject: Subject, arguments: Arguments) -> tuple[int, int] | None:
    """The tokens of the date that stands in the verb's own clause."""
    dates = own_dates(clauses, arguments.dates, lasting=_lasts(clauses, i))
    if dates and (
        _one_of_many(clauses, dates[0]) or _was_planned(clauses, subject) or _under_another(clauses, subject)
    ):
        return None
    if dates and _is_counted_from(clauses, subject):
        return None
    if dates:
        return span(clauses, dates[0])
    if subject.control and not is_appointed(clauses, subject):
        return _date_of_parent(clauses, subject)
    if clauses.chunks[i].form == "g" and (is_visiting(clauses, i, subject) or _is_means(clauses, i, subject)):
        return _date_of_parent(clauses, subject)
    if clauses.kind(clauses.back(i - 1)) == "REL":
        return None
    if clauses.word(i - 1) == "then" and clauses.kind(i - 2) == "CC":
        return _date_before(clauses, i - 2)
    k = (subject.parent or i) - 1 if subject.control else i - 1
    while k >= 0 and clauses.kind(k) in ("ADV", "NEG", "DATE"):
        if clauses.kind(k) == "DATE":
            return span(clauses, k)
        k -= 1
    went = journey_before(clauses, i, subject)
    if went is not None:
        return date_in_clause(clauses, went, subject, clauses.arguments(went))
    shared = _shared_date(clauses, i, subject)
    if shared is not None:
        return shared
    left = subject.left - 1
    if clauses.kind(left) == "COMMA":
        if clauses.word(left) != ",":
            return None  # the day in a dateline: "WASHINGTON, Oct 22 –"
        left -= 1
    if clauses.kind(left) == "DATE":
        opening = left - 1
        if clauses.kind(opening) == "P" and clauses.word(opening) in ("on", "in", "during", "at", "over"):
            opening -= 1
        opening -= clauses.kind(opening) in ("ADV", "NP") and clauses.word(opening) in _BEFORE_DATE
        opening -= clauses.kind(opening) == "ADV" and clauses.word(opening) in ("also", "separately", "meanwhile")
        since = clauses.word(opening) == "since" or _is_dateline(clauses, left)
        anew = clauses.kind(opening) == "CC" and clauses.kind(left - 1) == "P" and clauses.kind(opening - 1) != "DATE"
        if (anew or clauses.kind(opening) in ("END", "COMMA", "SUB", "STOP")) and not since:
            return span(clauses, left)
    if clauses.kind(left) == "SUB" and clauses.word(left) in ("as", "while", "when"):
        left -= 1 + (clauses.word(left) == "when" and clauses.word(left - 1) == ",")
        return span(clauses, left) if clauses.kind(left) == "DATE" else None
    return _date_of_stay(clauses, left) if clauses.word(left) == "where" else None


def is_appointed(clauses: Clauses, subject: Subject) -> bool:
    """Whether a clause only says that something lies ahead: a date before it is its own, as in "On Friday, X is to"."""
    if subject.parent is None or len(subject.control) != 1 or subject.control[0] != ("planned", False):
        return False
    plan = clauses.chunks[subject.parent]
    return plan.kind == "VG" and (plan.lemma == "be" or plan.passive)


def _date_before(clauses: Clauses, j: int) -> tuple[int, int] | None:
    """The day of the verb before the coordinator at j, on which what "then" follows took place too."""
    k = next((k for k in range(j - 1, -1, -1) if clauses.chunks[k].finite), None)
    subject = clauses.subject(k) if k is not None else None
    if k is None or subject is None or clauses.chunks[k].perfect:
        return None
    return date_in_clause(clauses, k, subject, clauses.arguments(k))


def is_visiting(clauses: Clauses, i: int, subject: Subject) -> bool:
    """Whether the participle at i tells what somebody did on a visit: "visited X on Friday, meeting Y"."""
    return subject.parent is not None and subject.parent < i and clauses.chunks[subject.parent].lemma == "visit"


def _is_means(clauses: Clauses, i: int, subject: Subject) -> bool:
    """Whether the participle at i tells by what the main verb before it was done: "opened a tour by meeting X"."""
    return subject.parent is not None and subject.parent < i and clauses.word(clauses.back(i - 1)) == "by"


def _date_of_stay(clauses: Clauses, where: int) -> tuple[int, int] | None:
    """The day on which somebody was where the clause takes place: "was in X on Monday, where he met"."""
    k = next((k for k in range(where - 1, -1, -1) if clauses.chunks[k].finite), None)
    if k is None or (clauses.chunks[k].lemma != "be" and clauses.chunks[k].lemma not in VISITING):
        return None
    stayed = clauses.subject(k)
    return date_in_clause(clauses, k, stayed, clauses.arguments(k)) if stayed is not None else None


def _lasts(clauses: Clauses, i: int) -> bool:
    """Whether "since" tells when what the verb at i says began: "has been in NATO", "has been suspended"."""
    group = clauses.chunks[i]
    brought_about = group.passive and group.perfect and group.form != "d"
    around = clauses.tokens[group.first : group.last + 3]
    return group.lemma in LASTING or (brought_about and not any(token.low in _REPEATED for token in around))


def date_of_request(clauses: Clauses, subject: Subject, arguments: Arguments) -> tuple[int, int] | None:
    """When somebody asked to do what the arguments belong to: "applied to join NATO in May", "in May it applied to"."""
    k = subject.parent or 0
    above = clauses.subject(k)
    dates = own_dates(clauses, arguments.dates, lasting=False)
    if _under_another(clauses, subject) or above is None:
        return None
    return span(clauses, dates[0]) if dates else date_in_clause(clauses, k, above, clauses.arguments(k))


def _shared_date(clauses: Clauses, i: int, subject: Subject) -> tuple[int, int] | None:
    """The date before the first of several verbs of one subject and tense: "X on Monday met Y and sanctioned Z"."""
    if clauses.kind(clauses.back(i - 1)) != "CC":
        return None
    group = clauses.chunks[i]
    for k in range(i - 1, subject.left, -1):
        first = clauses.chunks[k]
        if first.kind != "VG" or not first.finite:
            continue
        above = clauses.subject(k)
        if above is None or above.left != subject.left or above.phrases != subject.phrases:
            continue
        alike = first.form.startswith("d") and group.form.startswith("d") and first.perfect == group.perfect
        before = next((m for m in range(k - 1, clauses.back(k - 1), -1) if clauses.kind(m) == "DATE"), None)
        if before is not None:
            return span(clauses, before) if alike else None
    return None


def _is_dateline(clauses: Clauses, k: int) -> bool:
    """Whether the date at k belongs to a dateline: "LONDON, Sept 4 - "."""
    opens = clauses.kind(k - 1) == "COMMA" and clauses.kind(k - 2) == "NP" and clauses.kind(k - 3) in ("END", "STOP")
    return opens and clauses.kind(k + 1) == "COMMA" and clauses.word(k + 1) != ","


def _is_counted_from(clauses: Clauses, subject: Subject) -> bool:
    """Whether time is counted from the event, so that the date is that of the count: "a year since it joined"."""
    k = subject.left - 1
    if clauses.kind(k) != "SUB" or clauses.word(k) not in ("since", "after") or clauses.kind(k - 1) != "NP":
        return False
    return clauses.lexicon.has("spans", clauses.word(k - 1))


def _date_of_parent(clauses: Clauses, subject: Subject) -> tuple[int, int] | None:
    """When something was done that the governing verb says was done: "on Monday followed X in imposing"."""
    if subject.parent is None or any(kind != "actual" or negated for kind, negated in subject.control):
        return None
    above = clauses.subject(subject.parent)
    arguments = clauses.arguments(subject.parent)
    return None if above is None else date_in_clause(clauses, subject.parent, above, arguments)


def _one_of_many(clauses: Clauses, k: int) -> bool:
    """Whether the date at k is coordinated with others: "in 2021, 2022 and 2023"."""
    if clauses.kind(k + 1) not in ("COMMA", "CC"):
        return False
    following = k + 2 + (clauses.kind(k + 2) == "P")
    year = clauses.kind(following) == "NP" and clauses.tokens[clauses.chunks[following].first].low
    return clauses.kind(following) == "DATE" or bool(year and len(year) == 4 and year.isdecimal())


def _under_another(clauses: Clauses, subject: Subject) -> bool:
    """Whether a date may be another verb's: "approved X's bid to join on Monday"."""
    if subject.parent is not None or not subject.control or subject.control[-1][0] == "actual":
        return False
    k = clauses.back(subject.left - 1)
    return clauses.kind(k) == "VG" and clauses.chunks[k].finite


def _was_planned(clauses: Clauses, subject: Subject) -> bool:
    """Whether the day may be that on which something was planned: "had planned to meet on Monday"."""
    if subject.parent is None:
        return False
    governor = clauses.chunks[subject.parent]
    return governor.perfect and governor.form == "d" and not (governor.passive or governor.lemma == "be")


def own_dates(clauses: Clauses, dates: list[int], *, lasting: bool) -> list[int]:
    """The dates at which something happens; "since 2017" dates what lasts, and no event.

    In "for the third time this year on Monday" the year only bounds the count.
    """
    own = [k for k in dates if lasting or clauses.word(k - 1) != "since"]
    counted = len(own) > 1 and clauses.kind(own[0] - 1) == "NP" and clauses.chunks[own[0] - 1].lemma == "time"
    return own[1:] if counted else own


def span(clauses: Clauses, k: int) -> tuple[int, int]:
    return clauses.chunks[k].first, clauses.chunks[k].last


def span_of(chunk: Chunk) -> tuple[int, int]:
    return chunk.first, chunk.last


def from_relative(clauses: Clauses, after: Arguments, functions: dict[str, list[Chunk]], dates: list[int]) -> None:
    """Add place and date of "that was to be held in X on Y" and "planned for Y in X" to what the noun has."""
    first = after.end
    first += clauses.kind(first) == "COMMA" and clauses.kind(first + 1) in ("REL", "VG")
    opens = clauses.chunks[first] if first < len(clauses.chunks) else None
    if opens is None or not (opens.kind == "REL" or (opens.kind == "VG" and opens.form in ("n", "dn", "g"))):
        return
    for k in range(first + (opens.kind == "REL"), min(len(clauses.chunks), first + 4)):
        lemma = clauses.chunks[k].lemma
        if clauses.kind(k) == "VG" and (
            clauses.lexicon.has("happen", lemma) or clauses.lexicon.has("event_planned", lemma)
        ):
            beyond = clauses.arguments(k)
            dates += beyond.dates
            found = dict(beyond.phrases)
            if clauses.word(k + 1) == "for" and clauses.kind(k + 2) == "DATE":
                dates.append(k + 2)
                found |= clauses.arguments(k + 2).phrases
            for name in ("in", "at"):
                functions.setdefault(name, []).extend(found.get(name, ()))
            functions["in"] += found.get("for", ())  # "that had been planned for X in May"
            return
        if clauses.kind(k) == "VG" and not (lemma == "be" or control_of(clauses, clauses.chunks[k]) == "planned"):
            return


def date_of_relative(clauses: Clauses, nouns: list[Chunk]) -> tuple[int, int] | None:
    """The date that a relative clause gives an event: "held a meeting that ended on Tuesday"."""
    for noun in nouns:
        k = clauses.index(noun) + 1 if clauses.holds(noun) else 0
        if clauses.kind(k) != "REL":
            continue
        while clauses.kind(k) not in ("COMMA", "STOP", "END"):
            if clauses.kind(k) == "VG" and clauses.lexicon.has("happen", clauses.chunks[k].lemma):
                dates = own_dates(clauses, clauses.arguments(k).dates, lasting=False)
                if dates:
                    return span(clauses, dates[0])
            k += 1
    return None
